/*
 * Source: the items of a flow, made as pages need them and forgotten when pages have them.
 * Private to the block half.
 */
#ifndef PP_LAYOUT_SOURCE_H
#define PP_LAYOUT_SOURCE_H

#include "base/vec.h"
#include "layout/flow.h"

struct lay_chunk {
	struct arena *arena;
	size_t end; /* first box, counted from the beginning of the flow, that is not in it */
	bool stays; /* a page that is held points into it: it goes with keep */
};

struct lay_source {
	struct lay_walk walk;
	struct arena *keep;
	size_t dropped; /* boxes forgotten so far */
	struct {
		VEC(struct lay_chunk);
	} chunks; /* those behind `oldest` are alive */
	size_t oldest;
	bool stale; /* the items were made for another room than the one asked for */
};

/* keep: an arena that lives as long as the source. */
void lay_source_open(struct lay_source *s, struct lay *lay, struct arena *keep,
		     const struct fo_node *flow, const struct lay_room *room);
void lay_source_close(struct lay_source *s);
/* Is there a box i?  Makes it if need be. */
bool lay_source_has(struct lay_source *s, size_t i);
/* Forgets the first count boxes; what their areas still need goes with the page, whose arena is
 * given: so many bytes. */
size_t lay_source_drop(struct lay_source *s, size_t count, struct arena *page);
/* The last page keeps pointing to what it was made of: that stays when a later page is gone. */
void lay_source_stay(struct lay_source *s);
/* Makes what follows box i anew, from there on; false: not possible there. */
bool lay_source_restart(struct lay_source *s, size_t i, const struct lay_room *room);
/* Makes what follows for another room; where that is not possible yet, at a later call. */
void lay_source_fit(struct lay_source *s, const struct lay_room *room);

static inline const struct lay_items *
lay_source_items(const struct lay_source *s)
{
	return s->walk.items;
}

#endif
