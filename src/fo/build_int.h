/*
 * The builder from inside: what its files share.  Private to build*.c.
 *
 * A frame per open element says what is being done with it: built, skipped (unknown, misplaced or
 * unsupported: text inside is noticed, so that a loss is an error), or kept as foreign text.
 */
#ifndef PP_FO_BUILD_INT_H
#define PP_FO_BUILD_INT_H

#include "fo/build.h"
#include "fo/column.h"
#include "fo/content.h"
#include "fo/doc.h"
#include "fo/foreign.h"
#include "fo/space.h"

enum fo_mode {
	FO_MODE_BUILD,
	FO_MODE_SKIP,	/* text inside is lost */
	FO_MODE_QUIET,	/* nothing inside matters */
	FO_MODE_FOREIGN /* kept as text of the nearest built node */
};

struct fo_frame {
	enum fo_mode mode;
	bool opens_context; /* white space inside is a context of its own */
	bool lost_text;	    /* of a skipped one: there was text */
	enum fo_diag why;   /* of the outermost skipped one: told at its end */
	enum fo_object object;
	struct fo_node *node;
	struct fo_content content;
	struct fo_objset forbidden;
	const struct fo_style *column; /* of the cell around */
};

struct fo_build {
	struct fo_doc *doc;
	const struct fo_model *models;
	struct arena *arena; /* of nodes being made */
	struct fo_styles *styles;
	struct fo_sequence *sequence; /* being read */
	struct fo_sequence *first;    /* whole ones, waiting */
	struct fo_sequence *last;
	unsigned sequence_count;
	bool open; /* what comes before the first content is known */

	int depth;
	struct fo_frame frames[FO_MAX_DEPTH];
	int context_depth;
	struct fo_space_context contexts[FO_MAX_DEPTH];
	struct fo_columns *columns;
	struct strbuf text;    /* characters since the last tag */
	struct strbuf scratch; /* for fo_space_text */
	struct fo_foreign foreign;
};

/* Frames (build.c). */
struct fo_frame *fo_build_top(struct fo_build *b);
/* The frame whose content model rules: wrappers and the like stand for their parents (§6.13.4). */
struct fo_frame *fo_build_ruling(struct fo_build *b);
struct fo_frame *
fo_build_push(struct fo_build *b, enum fo_mode mode, enum fo_object object, struct fo_node *node);
/* Ends the reading for good. */
void
fo_build_fail(struct fo_build *b, const struct fo_element *e, enum fo_diag id, const char *what);

/* White space and text (build_text.c). */
/* What an object does to the white space around it, and whether it has its own inside. */
bool fo_build_meet_context(struct fo_build *b, enum fo_object object);
void fo_build_leave_context(struct fo_build *b, enum fo_object object);
/* Does the open object take text, itself and by what rules it? */
bool fo_build_takes_text(struct fo_build *b, const struct fo_frame *f);
/* Deals with the characters since the last tag. */
void fo_build_flush_text(struct fo_build *b);

/* Attributes (build_style.c): to the node's own properties and its style. */
void fo_build_style(struct fo_build *b, struct fo_frame *f, const struct fo_element *e);

/* Elements (build_object.c). */
void fo_build_root(struct fo_build *b, const struct fo_element *e);
void fo_build_object(struct fo_build *b, enum fo_object object, const struct fo_element *e);
void fo_build_unknown(struct fo_build *b, const struct fo_element *e);
void fo_build_foreign(struct fo_build *b, const struct fo_element *e);
bool fo_element_is(const struct fo_element *e, const char *uri);
/* prefix:name, in the buffer. */
const char *fo_build_name(char *buffer, size_t size, const char *prefix, const char *name);

#endif
