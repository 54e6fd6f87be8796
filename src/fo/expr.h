/*
 * Expressions (XSL 1.1 §5.9): text of a property to a number, length, colour or name.
 *
 *	struct fo_expr e = {.arena = a, .prop = FO_PROP_START_INDENT, ...};
 *	if (!fo_expr_parse(&e, text, len, &v)) complain(e.why);
 *
 * Private to the room.
 */
#ifndef PP_FO_EXPR_H
#define PP_FO_EXPR_H

#include "base/geom.h"
#include "fo/compute.h"

enum fo_expr_kind {
	EXPR_NUMBER,
	EXPR_LENGTH,  /* number: points; percent: part of what percentages are of */
	EXPR_ANGLE,   /* number: degrees */
	EXPR_COLUMNS, /* proportional-column-width: number; points and percent to add */
	EXPR_COLOUR,
	EXPR_NAME,   /* text */
	EXPR_STRING, /* text */
	EXPR_VALUE   /* a computed value of another kind, from a property function */
};

struct fo_expr_value {
	enum fo_expr_kind kind;
	bool has_percent; /* 0 % is still a percentage */
	int8_t power;	  /* of a length's unit, less one: 0 in all final values */
	double number;
	double percent;
	double share; /* COLUMNS */
	struct colour colour;
	const char *text; /* not NUL-terminated */
	size_t len;
	struct fo_value value;
};

/* What an expression may ask for. */
struct fo_expr {
	const struct fo_tables *tables;
	const struct fo_set *initial;
	enum fo_prop prop;	       /* the property whose value this is */
	uint8_t component;	       /* and its component */
	const struct fo_style *parent; /* NULL at the root */
	const struct fo_set *self; /* under construction: font-size and provisional-* are final */
	const struct fo_style *column; /* the table-column of a cell, or NULL */
	double em;		       /* points */
	double px;		       /* points */
	double percent_base;	       /* points; NAN: percentages are left to layout */
	bool no_unit;		       /* a bare number was taken as px */
	const char *why;	       /* of a failure: completes "'x' is no value for y: …" */
	/* Cursor, private to expr.c. */
	const char *at;
	const char *end;
	int depth;
};

/* The whole text as one expression; false and why. */
bool fo_expr_parse(struct fo_expr *e, const char *text, size_t len, struct fo_expr_value *out);
/* A computed value as an operand. */
struct fo_expr_value fo_expr_from_value(const struct fo_value *value);
/* Functions, called by name (function.c); e->why tells a failure. */
bool fo_expr_call(struct fo_expr *e, const char *name, size_t len, const struct fo_expr_value *args,
		  size_t count, struct fo_expr_value *out);
/* A named colour of CSS and SVG, or #rgb, #rrggbb, #rrggbbaa. */
bool fo_colour_find(const char *name, size_t len, struct colour *colour);

#define FO_EXPR_MAX_ARGS 16

#endif
