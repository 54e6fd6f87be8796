/*
 * Patterns: fills that can be told apart in black and white, as lines clipped to a path.
 *
 * They are vectors, drawn by the same calls in every renderer.  The lattice is that of the drawing,
 * not of the shape, so that two bars of one kind match, and so do the halves of a bar cut by a
 * page.
 */
#include "base/arena.h"
#include "chart/draw.h"
#include "render/walk.h"

/* Distances in dims; a drawing too large for MAX_LINES gets a coarser lattice. */
#define STEP	  (3 * DIM_PT)
#define INK	  (DIM_PT * 6 / 10)
#define MAX_LINES 4000

static struct rect
bounds(const struct draw_path *path)
{
	dim left = DIM_MAX, top = DIM_MAX, right = DIM_MIN, bottom = DIM_MIN;
	for (size_t i = 0; i < path->point_count; i++) {
		left = dim_min(left, path->points[i].x);
		top = dim_min(top, path->points[i].y);
		right = dim_max(right, path->points[i].x);
		bottom = dim_max(bottom, path->points[i].y);
	}
	if (path->point_count == 0)
		return (struct rect){0, 0, 0, 0};
	return (struct rect){left, top, dim_sub(right, left), dim_sub(bottom, top)};
}

/* The multiple of step at or below x. */
static dim
floor_to(int64_t x, dim step)
{
	int64_t n = x >= 0 ? x / step : -((-x + step - 1) / step);
	return (dim)(n * step);
}

struct lines {
	struct point *points;
	size_t count; /* of points */
	size_t cap;
};

static dim
to_dim(int64_t v)
{
	return v > DIM_MAX ? DIM_MAX : v < DIM_MIN ? DIM_MIN : (dim)v;
}

static void
line_add(struct lines *l, int64_t x0, int64_t y0, int64_t x1, int64_t y1)
{
	if (l->count + 2 > l->cap)
		return;
	l->points[l->count++] = (struct point){to_dim(x0), to_dim(y0)};
	l->points[l->count++] = (struct point){to_dim(x1), to_dim(y1)};
}

static void
lines_stroke(struct walk *w, const struct lines *l, const struct render_stroke *s)
{
	if (l->count == 0)
		return;
	struct draw_path path = path_lines(w->scratch, l->points, l->count);
	w->ops->stroke(w->self, &path, s);
}

static void
horizontal(struct lines *l, struct rect r, dim step)
{
	for (int64_t y = floor_to(r.y, step) + step / 2; y < (int64_t)r.y + r.height + step;
	     y += step)
		line_add(l, floor_to(r.x, step), y, (int64_t)r.x + r.width, y);
}

static void
vertical(struct lines *l, struct rect r, dim step)
{
	for (int64_t x = floor_to(r.x, step) + step / 2; x < (int64_t)r.x + r.width + step;
	     x += step)
		line_add(l, x, r.y, x, (int64_t)r.y + r.height);
}

/* Lines at 45°, `pitch` apart along the x axis; rising to the right or falling. */
static void
diagonal(struct lines *l, struct rect r, dim pitch, bool rising)
{
	int64_t bottom = (int64_t)r.y + r.height, right = (int64_t)r.x + r.width;
	if (rising) { /* x + y = c */
		for (int64_t c = floor_to((int64_t)r.x + r.y, pitch); c < right + bottom + pitch;
		     c += pitch)
			line_add(l, c - bottom, bottom, c - r.y, r.y);
	} else { /* x - y = c */
		for (int64_t c = floor_to((int64_t)r.x - bottom, pitch); c < right - r.y + pitch;
		     c += pitch)
			line_add(l, c + r.y, r.y, c + bottom, bottom);
	}
}

static void
pattern_lines(struct walk *w, const struct draw_op *op, struct rect r)
{
	dim step = STEP;
	while ((int64_t)r.width + r.height > (int64_t)step * (MAX_LINES / 4))
		step *= 2;
	struct render_stroke s = {.width = dim_to_pt(INK), .colour = op->colour};
	struct lines l = {.cap = (size_t)2 * MAX_LINES};
	size_t need = (size_t)(((int64_t)r.width + r.height) / step + 4) * 4;
	l.cap = need < l.cap ? need : l.cap;
	l.points = ARENA_ARRAY(w->scratch, l.cap, struct point);
	dim pitch = dim_scale(step, 1414, 1000); /* across the lines it is one step */
	switch (op->pattern) {
	case DRAW_SOLID:
		break;
	case DRAW_DIAGONAL:
		diagonal(&l, r, pitch, true);
		break;
	case DRAW_DIAGONAL_DOWN:
		diagonal(&l, r, pitch, false);
		break;
	case DRAW_CROSS:
		diagonal(&l, r, pitch, true);
		diagonal(&l, r, pitch, false);
		break;
	case DRAW_HORIZONTAL:
		horizontal(&l, r, step);
		break;
	case DRAW_VERTICAL:
		vertical(&l, r, step);
		break;
	case DRAW_DOTS: /* rows of round dashes of no length */
		horizontal(&l, r, step);
		s.cap = 1;
		s.dash_count = 2;
		s.dash[1] = dim_to_pt(step);
		s.width = 2 * dim_to_pt(INK);
		break;
	}
	lines_stroke(w, &l, &s);
}

void
pattern_fill(struct walk *w, const struct draw_op *op)
{
	if (op->pattern == DRAW_SOLID) {
		w->ops->fill(w->self, &op->path, op->colour);
		return;
	}
	if (op->paper.a > 0)
		w->ops->fill(w->self, &op->path, op->paper);
	struct rect r = bounds(&op->path);
	if (r.width <= 0 || r.height <= 0)
		return;
	w->ops->save(w->self);
	w->ops->clip(w->self, &op->path);
	pattern_lines(w, op, r);
	w->ops->restore(w->self);
}
