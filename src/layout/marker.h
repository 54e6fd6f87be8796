/* Markers: what stands on a page, what is retrieved (XSL 1.1 §6.13.5–6).  Private to the block
 * half. */
#ifndef PP_LAYOUT_MARKER_H
#define PP_LAYOUT_MARKER_H

#include "layout/page.h"

struct map;

/* Markers of pages before, by class. */
struct lay_markers {
	const struct lay *lay;
	struct arena *arena;
	struct map *carried; /* class → const struct fo_node * (marker) */
	struct map *seen;    /* class → number of the page it was carried from last */
	uintptr_t pages;
};

/* What notes offer for one class: markers of those that begin, end or only stand there. */
struct lay_marker_offer {
	const struct fo_node *first;	   /* of any area */
	const struct fo_node *first_start; /* of an area that is the first of its object */
	const struct fo_node *last;
	const struct fo_node *last_start;
	const struct fo_node *last_end;
};

/* Notes of a page. */
struct lay_marker_range {
	const struct lay_page *page;
	size_t from;
	size_t to;
	const struct fo_node *table; /* only what stands in its bodies; NULL: only the flow */
};

/* Retrieving objects of a kind in a tree, and what they find. */
struct lay_splice {
	struct lay *lay;
	struct arena *arena;
	enum fo_object object; /* FO_RETRIEVE_MARKER or FO_RETRIEVE_TABLE_MARKER */
	const struct fo_node *(*find)(const struct lay_splice *x, const struct fo_node *retrieve);
	const void *context;
};

void lay_markers_open(struct lay_markers *m, const struct lay *lay, struct arena *arena);
/* The pages of a page-sequence are made: copies of its last markers stay for those behind it
 * (retrieve-boundary="document"). */
void lay_markers_keep(struct lay *lay, const struct lay_markers *m, const struct fo_node *sequence);
/* A pass begins: nothing stands before its first page. */
void lay_markers_forget(struct lay *lay);
/* The page is done: its markers become those of pages before. */
void lay_markers_carry(struct lay_markers *m, const struct lay_page *page);

struct lay_marker_offer lay_marker_offer(const struct lay_marker_range *range, const char *name);
/* Does a tree hold an object of a kind?  Table markers of tables inside do not count. */
bool lay_marker_has(const struct fo_node *node, enum fo_object object);
/* Puts what is found in the place of each. */
void lay_marker_splice(const struct lay_splice *x, struct fo_node *node);

/* Markers found by the retrieve-markers of a content, in their order; NULL where there is none. */
struct lay_found {
	VEC(const struct fo_node *);
};
void lay_markers_pick(const struct lay_markers *m, const struct lay_page *page,
		      const struct fo_node *content, struct lay_found *found);
/* A static content ready to be laid out: itself, or, if it retrieves markers, a copy in arena with
 * the content of those found in place. */
const struct fo_node *
lay_marker_expand(struct lay *lay, struct arena *arena, const struct fo_node *content,
		  const struct fo_node *const *found);

#endif
