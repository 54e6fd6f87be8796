/*
 * Paths of a few corners, in the page's scratch arena: rectangles, frames, polygons, lines.
 */
#include "base/arena.h"
#include "chart/draw.h"
#include "render/walk.h"

struct draw_path
path_polygons(struct arena *arena, const struct point *points, size_t per_polygon, size_t count)
{
	size_t point_count = per_polygon * count;
	size_t verb_count = point_count + count;
	unsigned char *verbs = ARENA_ARRAY(arena, verb_count, unsigned char);
	struct point *copy = ARENA_ARRAY(arena, point_count, struct point);
	unsigned char *v = verbs;
	for (size_t i = 0; i < point_count; i++) {
		copy[i] = points[i];
		*v++ = i % per_polygon == 0 ? DRAW_MOVE : DRAW_LINE;
		if (i % per_polygon == per_polygon - 1)
			*v++ = DRAW_CLOSE;
	}
	return (struct draw_path){.verbs = verbs,
				  .verb_count = verb_count,
				  .points = copy,
				  .point_count = point_count};
}

struct draw_path
path_rect(struct arena *arena, struct rect r)
{
	dim right = dim_add(r.x, r.width), bottom = dim_add(r.y, r.height);
	struct point corners[4] = {{r.x, r.y}, {right, r.y}, {right, bottom}, {r.x, bottom}};
	return path_polygons(arena, corners, 4, 1);
}

struct draw_path
path_frame(struct arena *arena, struct rect outer, struct rect inner)
{
	dim or = dim_add(outer.x, outer.width), ob = dim_add(outer.y, outer.height);
	dim ir = dim_add(inner.x, inner.width), ib = dim_add(inner.y, inner.height);
	/* The inner ring runs the other way round, so that non-zero winding leaves it open. */
	struct point corners[8] = {{outer.x, outer.y}, { or, outer.y}, { or, ob}, {outer.x, ob},
				   {inner.x, inner.y}, {inner.x, ib},  {ir, ib},  {ir, inner.y}};
	return path_polygons(arena, corners, 4, 2);
}

struct draw_path
path_line(struct arena *arena, struct point from, struct point to)
{
	static const unsigned char verbs[2] = {DRAW_MOVE, DRAW_LINE};
	struct point *points = ARENA_ARRAY(arena, 2, struct point);
	points[0] = from;
	points[1] = to;
	return (struct draw_path){
		.verbs = verbs, .verb_count = 2, .points = points, .point_count = 2};
}

void
walk_fill_rect(struct walk *w, struct rect r, struct colour colour)
{
	if (r.width <= 0 || r.height <= 0 || colour.a <= 0)
		return;
	struct draw_path path = path_rect(w->scratch, r);
	w->ops->fill(w->self, &path, colour);
}
