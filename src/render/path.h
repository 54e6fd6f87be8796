/* Paths of a few corners: rectangles, polygons, lines.  Private to the room. */
#ifndef PP_RENDER_PATH_H
#define PP_RENDER_PATH_H

#include "base/geom.h"
#include "chart/draw.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;

struct draw_path path_rect(struct arena *arena, struct rect r);
struct draw_path
path_polygons(struct arena *arena, const struct point *points, size_t per_polygon, size_t count);
/* A line from each point to the next, two and two. */
struct draw_path path_lines(struct arena *arena, const struct point *points, size_t count);

/* The rectangle a path is, with sides along the axes; false if it is anything else. */
bool path_is_rect(const struct draw_path *path, struct rect *r);
#define PATH_RECT_VERBS 5

bool colour_same(struct colour a, struct colour b);

#endif
