/*
 * Paths of a few corners, in the page's scratch arena: rectangles, polygons, lines.
 */
#include "render/path.h"

#include "base/arena.h"

#include <string.h>

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
path_lines(struct arena *arena, const struct point *points, size_t count)
{
	unsigned char *verbs = ARENA_ARRAY(arena, count, unsigned char);
	struct point *copy = ARENA_ARRAY(arena, count, struct point);
	for (size_t i = 0; i < count; i++) {
		copy[i] = points[i];
		verbs[i] = i % 2 == 0 ? DRAW_MOVE : DRAW_LINE;
	}
	return (struct draw_path){
		.verbs = verbs, .verb_count = count, .points = copy, .point_count = count};
}

bool
path_is_rect(const struct draw_path *path, struct rect *r)
{
	static const unsigned char closed[PATH_RECT_VERBS] = {DRAW_MOVE, DRAW_LINE, DRAW_LINE,
							      DRAW_LINE, DRAW_CLOSE};
	const struct point *p = path->points;
	if (path->verb_count != sizeof closed || memcmp(path->verbs, closed, sizeof closed) != 0)
		return false;
	bool level = p[0].y == p[1].y && p[1].x == p[2].x && p[2].y == p[3].y && p[3].x == p[0].x;
	bool upright = p[0].x == p[1].x && p[1].y == p[2].y && p[2].x == p[3].x && p[3].y == p[0].y;
	if (!level && !upright)
		return false;
	r->x = dim_min(p[0].x, p[2].x);
	r->y = dim_min(p[0].y, p[2].y);
	r->width = dim_sub(dim_max(p[0].x, p[2].x), r->x);
	r->height = dim_sub(dim_max(p[0].y, p[2].y), r->y);
	return true;
}

bool
colour_same(struct colour a, struct colour b)
{
	return a.r == b.r && a.g == b.g && a.b == b.b && a.a == b.a;
}
