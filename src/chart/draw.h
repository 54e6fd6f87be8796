/*
 * Draw list: vector drawing as data, painted by any renderer.
 *
 * A chart writes it, layout shapes its texts, render paints it.  Coordinates are dims from the
 * upper left corner of the drawing, y downwards.  Texts are placed by their baseline.
 * Nothing lies outside of the drawing's size, so that no renderer need clip it: a clip is dear, for
 * cairo it doubles the work of each operation in it.
 */
#ifndef PP_CHART_DRAW_H
#define PP_CHART_DRAW_H

#include "base/dim.h"
#include "base/geom.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;

enum draw_kind {
	DRAW_FILL,   /* path with colour and pattern */
	DRAW_STROKE, /* path with colour, width, dash */
	DRAW_TEXT,
	DRAW_LINK,	  /* rect to an id of the document, or a URI */
	DRAW_GROUP_BEGIN, /* a part with an alternative text; label may be NULL */
	DRAW_GROUP_END,
	DRAW_CLIP_BEGIN, /* rect */
	DRAW_CLIP_END
};

enum draw_verb { DRAW_MOVE, DRAW_LINE, DRAW_CURVE /* 3 points */, DRAW_CLOSE };

struct draw_path {
	const unsigned char *verbs; /* enum draw_verb */
	size_t verb_count;
	const struct point *points;
	size_t point_count;
};

/* Told apart in black and white too. */
enum draw_pattern {
	DRAW_SOLID,
	DRAW_DIAGONAL, /* stripes rising to the right, ink on paper */
	DRAW_DIAGONAL_DOWN,
	DRAW_DOTS,
	DRAW_CROSS,
	DRAW_HORIZONTAL,
	DRAW_VERTICAL
};

enum draw_anchor { DRAW_START, DRAW_MIDDLE, DRAW_END };

struct draw_font {
	const char *family; /* list, as font-family */
	int weight;	    /* 100 … 900 */
	bool italic;
	dim size;
};

struct draw_op {
	enum draw_kind kind;
	struct draw_path path; /* FILL, STROKE */
	struct rect rect;      /* LINK, CLIP */
	struct colour colour;  /* FILL, STROKE, TEXT */
	struct colour paper;   /* FILL with a pattern: the ground under it */
	enum draw_pattern pattern;
	dim width;	 /* STROKE */
	dim dash[4];	 /* STROKE: on off on off; all 0: solid */
	struct point at; /* TEXT: anchor on the baseline */
	enum draw_anchor anchor;
	struct draw_font font;
	const char *text; /* TEXT; LINK: target; GROUP: alternative text */
	bool external;	  /* LINK: text is a URI, else an id */
	bool artifact;	  /* GROUP: decoration that a screen reader skips */
};

struct draw_list {
	struct arena *arena;
	dim width;
	dim height;
	struct draw_op *at;
	size_t len;
	size_t cap;
};

struct draw_list *draw_new(struct arena *arena, dim width, dim height);
void draw_rect(struct draw_list *d, struct rect r, struct colour colour, enum draw_pattern pattern,
	       struct colour paper);
void draw_rounded(struct draw_list *d, struct rect r, dim radius, struct colour colour,
		  enum draw_pattern pattern, struct colour paper);
void draw_rounded_outline(struct draw_list *d, struct rect r, dim radius, dim width,
			  struct colour colour);
void
draw_polygon(struct draw_list *d, const struct point *points, size_t count, struct colour colour);
/* Open line through the points. dash may be NULL. */
void draw_line(struct draw_list *d, const struct point *points, size_t count, dim width,
	       const dim dash[4], struct colour colour);
/* Open line of horizontal and vertical pieces with rounded corners. */
void draw_route(struct draw_list *d, const struct point *points, size_t count, dim radius,
		dim width, struct colour colour);
void draw_outline(struct draw_list *d, const struct point *points, size_t count, dim width,
		  struct colour colour);
void draw_text(struct draw_list *d, struct point at, enum draw_anchor anchor,
	       const struct draw_font *font, struct colour colour, const char *text);
void draw_link(struct draw_list *d, struct rect r, const char *target, bool external);
void draw_group_begin(struct draw_list *d, const char *alt, bool artifact);
void draw_group_end(struct draw_list *d);
void draw_clip_begin(struct draw_list *d, struct rect r);
void draw_clip_end(struct draw_list *d);

#endif
