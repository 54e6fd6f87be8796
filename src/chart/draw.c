/* Draw list: appending operations. Everything handed in is copied into the list's arena. */
#include "chart/draw.h"

#include "base/arena.h"
#include "base/vec.h"

#include <assert.h>
#include <string.h>

/* The circle's quarter as a cubic: 4/3 (√2 − 1), in 1/1024. */
#define QUARTER 566

struct draw_list *
draw_new(struct arena *arena, dim width, dim height)
{
	struct draw_list *d = ARENA_NEW(arena, struct draw_list);

	d->arena = arena;
	d->width = width;
	d->height = height;
	return d;
}

static struct draw_op *
push(struct draw_list *d, enum draw_kind kind)
{
	struct draw_op op = {.kind = kind};

	VEC_PUSH(d->arena, d, op);
	return &d->at[d->len - 1];
}

/* A path under construction: most verbs take one point. */
struct pen {
	unsigned char *verbs;
	struct point *points;
	size_t verb_count;
	size_t point_count;
};

static struct pen
pen_new(struct arena *arena, size_t verbs, size_t points)
{
	return (struct pen){
		.verbs = arena_array(arena, verbs, 1),
		.points = ARENA_ARRAY(arena, points, struct point),
	};
}

static void
pen_to(struct pen *pen, enum draw_verb verb, dim x, dim y)
{
	pen->verbs[pen->verb_count++] = (unsigned char)verb;
	pen->points[pen->point_count++] = (struct point){.x = x, .y = y};
}

static void
pen_curve(struct pen *pen, struct point a, struct point b, struct point c)
{
	pen->verbs[pen->verb_count++] = DRAW_CURVE;
	pen->points[pen->point_count++] = a;
	pen->points[pen->point_count++] = b;
	pen->points[pen->point_count++] = c;
}

static void
pen_close(struct pen *pen)
{
	pen->verbs[pen->verb_count++] = DRAW_CLOSE;
}

static struct draw_path
pen_path(const struct pen *pen)
{
	return (struct draw_path){
		.verbs = pen->verbs,
		.verb_count = pen->verb_count,
		.points = pen->points,
		.point_count = pen->point_count,
	};
}

static struct draw_path
polygon(struct arena *arena, const struct point *points, size_t count, bool closed)
{
	struct pen pen = pen_new(arena, count + 1, count);

	for (size_t i = 0; i < count; i++)
		pen_to(&pen, i == 0 ? DRAW_MOVE : DRAW_LINE, points[i].x, points[i].y);
	if (closed)
		pen_close(&pen);
	return pen_path(&pen);
}

/* The point at distance towards b from a corner at a, on a horizontal or vertical side. */
static struct point
along(struct point a, struct point b, int64_t distance)
{
	int64_t dx = (int64_t)b.x - a.x;
	int64_t dy = (int64_t)b.y - a.y;
	int64_t length = (dx < 0 ? -dx : dx) + (dy < 0 ? -dy : dy);

	if (length <= 0)
		return a;
	return (struct point){
		.x = (dim)(a.x + dx * distance / length),
		.y = (dim)(a.y + dy * distance / length),
	};
}

static int64_t
side(struct point a, struct point b)
{
	int64_t dx = (int64_t)b.x - a.x;
	int64_t dy = (int64_t)b.y - a.y;

	return (dx < 0 ? -dx : dx) + (dy < 0 ? -dy : dy);
}

static void
round_corner(struct pen *pen, struct point before, struct point corner, struct point after,
	     dim radius)
{
	int64_t r = radius;

	if (r > side(before, corner) / 2)
		r = side(before, corner) / 2;
	if (r > side(corner, after) / 2)
		r = side(corner, after) / 2;
	if (r <= 0) {
		pen_to(pen, DRAW_LINE, corner.x, corner.y);
		return;
	}
	struct point in = along(corner, before, r);
	struct point out = along(corner, after, r);

	pen_to(pen, DRAW_LINE, in.x, in.y);
	pen_curve(pen, along(corner, before, r - r * QUARTER / 1024),
		  along(corner, after, r - r * QUARTER / 1024), out);
}

/* A line whose corners are rounded; closed: back to the first point. */
static struct draw_path
rounded_path(struct arena *arena, const struct point *points, size_t count, dim radius, bool closed)
{
	struct pen pen = pen_new(arena, 2 * count + 2, 4 * count + 2);

	if (closed) {
		struct point from = along(points[0], points[1], side(points[0], points[1]) / 2);

		pen_to(&pen, DRAW_MOVE, from.x, from.y);
		for (size_t i = 1; i <= count; i++)
			round_corner(&pen, points[i - 1], points[i % count],
				     points[(i + 1) % count], radius);
		pen_close(&pen);
		return pen_path(&pen);
	}
	pen_to(&pen, DRAW_MOVE, points[0].x, points[0].y);
	for (size_t i = 1; i + 1 < count; i++)
		round_corner(&pen, points[i - 1], points[i], points[i + 1], radius);
	pen_to(&pen, DRAW_LINE, points[count - 1].x, points[count - 1].y);
	return pen_path(&pen);
}

static void
fill(struct draw_list *d, struct draw_path path, struct colour colour, enum draw_pattern pattern,
     struct colour paper)
{
	struct draw_op *op = push(d, DRAW_FILL);

	op->path = path;
	op->colour = colour;
	op->pattern = pattern;
	op->paper = paper;
}

static void
stroke(struct draw_list *d, struct draw_path path, dim width, const dim dash[4],
       struct colour colour)
{
	struct draw_op *op = push(d, DRAW_STROKE);

	op->path = path;
	op->width = width;
	op->colour = colour;
	if (dash != NULL)
		memcpy(op->dash, dash, sizeof op->dash);
}

static void
corners(struct rect r, struct point out[4])
{
	dim right = dim_add(r.x, r.width);
	dim bottom = dim_add(r.y, r.height);

	out[0] = (struct point){r.x, r.y};
	out[1] = (struct point){right, r.y};
	out[2] = (struct point){right, bottom};
	out[3] = (struct point){r.x, bottom};
}

void
draw_rect(struct draw_list *d, struct rect r, struct colour colour, enum draw_pattern pattern,
	  struct colour paper)
{
	struct point p[4];

	corners(r, p);
	fill(d, polygon(d->arena, p, 4, true), colour, pattern, paper);
}

void
draw_rounded(struct draw_list *d, struct rect r, dim radius, struct colour colour,
	     enum draw_pattern pattern, struct colour paper)
{
	struct point p[4];

	corners(r, p);
	fill(d, rounded_path(d->arena, p, 4, radius, true), colour, pattern, paper);
}

void
draw_rounded_outline(struct draw_list *d, struct rect r, dim radius, dim width,
		     struct colour colour)
{
	struct point p[4];

	corners(r, p);
	stroke(d, rounded_path(d->arena, p, 4, radius, true), width, NULL, colour);
}

void
draw_polygon(struct draw_list *d, const struct point *points, size_t count, struct colour colour)
{
	assert(count >= 3);
	fill(d, polygon(d->arena, points, count, true), colour, DRAW_SOLID, colour);
}

void
draw_line(struct draw_list *d, const struct point *points, size_t count, dim width,
	  const dim dash[4], struct colour colour)
{
	assert(count >= 2);
	stroke(d, polygon(d->arena, points, count, false), width, dash, colour);
}

void
draw_route(struct draw_list *d, const struct point *points, size_t count, dim radius, dim width,
	   struct colour colour)
{
	assert(count >= 2);
	stroke(d, rounded_path(d->arena, points, count, radius, false), width, NULL, colour);
}

void
draw_outline(struct draw_list *d, const struct point *points, size_t count, dim width,
	     struct colour colour)
{
	assert(count >= 3);
	stroke(d, polygon(d->arena, points, count, true), width, NULL, colour);
}

void
draw_text(struct draw_list *d, struct point at, enum draw_anchor anchor,
	  const struct draw_font *font, struct colour colour, const char *text)
{
	struct draw_op *op;

	if (text[0] == '\0')
		return;
	op = push(d, DRAW_TEXT);
	op->at = at;
	op->anchor = anchor;
	op->font = *font;
	op->font.family = arena_strdup(d->arena, font->family);
	op->colour = colour;
	op->text = arena_strdup(d->arena, text);
}

void
draw_link(struct draw_list *d, struct rect r, const char *target, bool external)
{
	struct draw_op *op = push(d, DRAW_LINK);

	op->rect = r;
	op->text = arena_strdup(d->arena, target);
	op->external = external;
}

void
draw_group_begin(struct draw_list *d, const char *alt, bool artifact)
{
	struct draw_op *op = push(d, DRAW_GROUP_BEGIN);

	op->text = alt != NULL ? arena_strdup(d->arena, alt) : NULL;
	op->artifact = artifact;
}

void
draw_group_end(struct draw_list *d)
{
	push(d, DRAW_GROUP_END);
}

void
draw_clip_begin(struct draw_list *d, struct rect r)
{
	push(d, DRAW_CLIP_BEGIN)->rect = r;
}

void
draw_clip_end(struct draw_list *d)
{
	push(d, DRAW_CLIP_END);
}
