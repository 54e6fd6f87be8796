/*
 * What is left of parallel items behind a cut, for pages of another width.
 *
 * Each part is taken up again by a walk of its own, as the flow is (restart.c).  Where that is not
 * possible, in the middle of something that was fitted once, the rest of the part keeps the width
 * it has.
 */
#include "layout/step.h"

#include "base/arena.h"
#include "layout/float_side.h"
#include "layout/walk.h"

#include <string.h>

/* Items [from, …) of others, as they are. */
static struct lay_items *
tail(struct arena *arena, const struct lay_items *items, size_t from)
{
	struct lay_items *rest = ARENA_NEW(arena, struct lay_items);
	size_t count = items->box_count - from;

	rest->arena = arena;
	rest->box_count = count;
	rest->cap = count + 2;
	rest->boxes = ARENA_ARRAY(arena, rest->cap, struct lay_box);
	rest->gaps = ARENA_ARRAY(arena, rest->cap, struct lay_gap);
	memcpy(rest->boxes, items->boxes + from, count * sizeof *rest->boxes);
	memcpy(rest->gaps, items->gaps + from, (count + 1) * sizeof *rest->gaps);
	return rest;
}

const struct lay_items *
lay_part_rest(struct lay_walk *w, const struct lay_part *p, size_t from,
	      const struct lay_room *room)
{
	static const struct lay_items none;
	struct lay_walk inner = {.lay = w->lay, .arena = w->arena, .keep = w->arena, .room = *room};

	inner.room.span_ipd = 0;
	if (p->node == NULL || ((p->begun || from > 0) && from >= p->items->box_count))
		return &none;
	if (from == 0 && !p->begun)
		return lay_items_make(w->lay, w->arena, p->node, &inner.room);
	lay_walk_open(&inner, p->node);
	inner.items = tail(w->arena, p->items, from);
	if (room->outer == NULL)
		lay_side_inherit(&inner, p->items, from);
	if (!lay_walk_restart(&inner, 0, &inner.room)) {
		if (room->outer != NULL)
			lay_side_adopt(&inner, p->items, from);
		else
			lay_side_shift(&inner, p->items, from);
		return inner.items;
	}
	while (lay_walk_step(&inner))
		;
	lay_side_finish(&inner);
	return inner.items;
}
