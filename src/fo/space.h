/*
 * White space of running text (XSL 1.1 §4.7.2, §7.16.7–8, §7.16.12).  Private to the room.
 *
 * A context is one run of inline content: of a block up to a block inside it, of a leader, of a
 * marker.  White space at the end of what was read stays pending until something follows it.
 */
#ifndef PP_FO_SPACE_H
#define PP_FO_SPACE_H

#include "base/strbuf.h"
#include "fo/fo.h"

struct arena;

struct fo_space_context {
	bool at_start;	 /* nothing but white space since the block began */
	bool after_line; /* a preserved linefeed came last */
	bool keep_ends;	 /* of a leader or marker: ends are no ends of lines */
	/* White space that waits: behind the text node, else behind after (NULL: first child) of
	 * parent. */
	size_t pending;
	struct fo_node *node;
	struct fo_node *parent;
	struct fo_node *after;
	uint32_t order;
};

/* What a text adds to: where nodes come from. */
struct fo_spacer {
	struct arena *arena;
	struct fo_space_context *context;
	struct strbuf *scratch;
	uint32_t *order; /* of the next node */
};

/* Adds a text below parent; returns the node made, or NULL if all of it went or waits. */
struct fo_node *
fo_space_text(struct fo_spacer *s, struct fo_node *parent, const char *text, size_t len);
/* Something inline that is no text follows: white space before it counts. */
void fo_space_content(struct fo_spacer *s);
/* A block begins or the context ends: white space at the end of the line goes. */
void fo_space_break(struct fo_spacer *s);

/* Makes wrappers of one kind of content, inline or block, from a wrapper that has ended; returns
 * the last. */
struct fo_node *fo_wrapper_split(struct arena *arena, struct fo_node *wrapper);
/* Appends a child. */
void fo_node_append(struct fo_node *parent, struct fo_node *child);

#endif
