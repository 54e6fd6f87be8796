/*
 * Dump of what stands beside side floats.
 *
 * In FOP's area tree the flow is cut where a float begins and where one ends: every block goes on
 * there as another area, narrower and moved aside by left-offset, as if each stretch were a page of
 * another width.  Ours stay whole, and only their lines give way (XSL 1.1 §7.19.3).  So the dump
 * cuts: for each stretch between two edges of floats it copies the blocks with the lines that begin
 * there, and dumps the copies.
 *
 *	┌ p ──────────┐                  block             ipd 500
 *	│ line        │                    lineArea        ipd 500
 *	│┌────┐ line  │        ─▶        block             the float
 *	││    │ line  │                  block             ipd 440, left-offset 60
 *	│└────┘       │                    lineArea, lineArea
 *	│ line        │                  block             ipd 500
 *	└─────────────┘                    lineArea
 *
 * The block that holds a float's anchor stands before the float and behind it, be it empty there.
 */
#include "layout/dump_imp.h"

#include "base/arena.h"
#include "fo/fo.h"

struct stretch {
	struct arena *arena;
	const struct area *reference;
	dim from; /* lines that begin here … */
	dim to;	  /* … and above here */
	dim start;
	dim end; /* taken off the reference area's measure */
};

/* What the dump leaves out. */
static bool
is_bar(const struct area *a)
{
	return (a->flags & AREA_BAR) != 0;
}

static bool
is_float(const struct area *a)
{
	return (a->flags & AREA_FLOAT) != 0;
}

bool
dump_has_floats(const struct area *a)
{
	if (a->kind != AREA_REFERENCE && a->kind != AREA_CELL)
		return false;
	for (const struct area *c = a->first_child; c != NULL; c = c->next)
		if (is_float(c))
			return true;
	return false;
}

/* ---- what belongs to a stretch ---- */

/* Does an area go on across a cut?  Tables and containers of a given height do not. */
static bool
is_open(const struct area *a)
{
	if (is_float(a))
		return false;
	switch ((enum area_kind)a->kind) {
	case AREA_BLOCK:
		return a->node == NULL || a->node->object != FO_TABLE;
	case AREA_CELL:
		return a->node != NULL && a->node->object != FO_TABLE_CELL;
	case AREA_VIEWPORT:
		return (a->flags & AREA_PLACED) == 0 && a->first_child != NULL &&
		       a->first_child->bpd == a->bpd;
	case AREA_REFERENCE:
		return true;
	default:
		return false;
	}
}

static dim
content_y(const struct area *a, dim y)
{
	return dim_add(y, area_edge(a, FO_BEFORE));
}

/* Does anything begin between two heights?  y: of the area's border edge. */
static bool
has_content(const struct area *a, dim y, dim from, dim to)
{
	if (is_bar(a))
		return false;
	if (!is_open(a))
		return y >= from && y < to;
	for (const struct area *c = a->first_child; c != NULL; c = c->next)
		if (has_content(c, dim_add(content_y(a, y), c->y), from, to))
			return true;
	return false;
}

static bool
holds(const struct fo_node *outer, const struct fo_node *node)
{
	while (node != NULL && node != outer)
		node = node->parent;
	return node != NULL;
}

/* Is the anchor of a float that begins at a height inside? */
static bool
is_anchor(const struct stretch *s, const struct area *a, dim at)
{
	if (a->node == NULL)
		return false;
	for (const struct area *c = s->reference->first_child; c != NULL; c = c->next)
		if (is_float(c) && c->y == at && holds(a->node, c->node))
			return true;
	return false;
}

static bool
belongs(const struct stretch *s, const struct area *a, dim y)
{
	if (has_content(a, y, s->from, s->to))
		return true;
	if (!is_open(a))
		return false;
	if (is_anchor(s, a, s->to) && y <= s->to && !has_content(a, y, DIM_MIN, s->from))
		return true;
	if (has_content(a, y, DIM_MIN, DIM_MAX))
		return false;
	if (is_anchor(s, a, s->from) && y <= s->from)
		return true;
	return y >= s->from && y < s->to && !is_anchor(s, a, y);
}

/* Where the first thing begins at or below a height; otherwise if nothing does. */
static dim
first_below(const struct area *a, dim y, dim from, dim otherwise)
{
	if (is_bar(a))
		return otherwise;
	if (!is_open(a))
		return y >= from ? dim_min(y, otherwise) : otherwise;
	for (const struct area *c = a->first_child; c != NULL; c = c->next)
		otherwise = first_below(c, dim_add(content_y(a, y), c->y), from, otherwise);
	return otherwise;
}

/* ---- copies ---- */

/* The first line of an area in the stretch. */
static const struct area *
first_line(const struct stretch *s, const struct area *a, dim y)
{
	for (const struct area *c = a->first_child; c != NULL; c = c->next) {
		dim at = dim_add(content_y(a, y), c->y);
		if (c->kind == AREA_LINE && at >= s->from && at < s->to)
			return c;
	}
	return NULL;
}

static bool
is_rtl(const struct area *a)
{
	return a->node != NULL && fo_keyword(a->node, FO_PROP_WRITING_MODE) == FO_KW_RL_TB;
}

/* Narrows a copy to what is left of the measure; x: of its content edge, in the reference area. */
static void
narrow(const struct stretch *s, struct area *copy, const struct area *line, dim *x)
{
	dim right = dim_add(*x, copy->ipd);

	if (line != NULL) {
		bool rtl = is_rtl(copy);
		*x = dim_add(*x, rtl ? line->u.line.beside_end : line->u.line.beside_start);
		right = dim_sub(right, rtl ? line->u.line.beside_start : line->u.line.beside_end);
	} else {
		*x = dim_max(*x, s->start);
		right = dim_min(right, dim_sub(s->reference->ipd, s->end));
	}
	copy->ipd = dim_max(0, dim_sub(right, *x));
	copy->start_indent = dim_sub(*x, s->start);
	copy->end_indent = dim_sub(dim_sub(s->reference->ipd, s->end), right);
}

/* moved: so much the content edge of its block has moved to the right. */
static struct area *
copy_line(const struct stretch *s, const struct area *line, const struct area *block, dim moved)
{
	struct area *copy = area_new(s->arena, AREA_LINE, line->node);
	dim narrower = dim_sub(line->ipd, dim_add(block->ipd, moved));
	bool rtl = is_rtl(block);

	*copy = *line;
	copy->next = NULL;
	copy->start_indent = dim_sub(line->start_indent, rtl ? narrower : moved);
	copy->end_indent = dim_sub(line->end_indent, rtl ? moved : narrower);
	copy->ipd = block->ipd;
	return copy;
}

/* x, y: of the border edge of the original, in the reference area. */
static struct area *
copy_of(const struct stretch *s, const struct area *a, dim x, dim y)
{
	struct area *copy = area_new(s->arena, (enum area_kind)a->kind, a->node);
	dim begin = content_y(a, y);
	dim old = dim_add(x, area_edge(a, FO_START));
	dim inner = old;
	dim end = dim_add(begin, a->bpd);

	*copy = *a;
	copy->next = NULL;
	if (!is_open(a))
		return copy;
	copy->first_child = copy->last_child = NULL;
	if (s->start != 0 || s->end != 0)
		narrow(s, copy, first_line(s, a, y), &inner);
	for (const struct area *c = a->first_child; c != NULL; c = c->next) {
		dim cx = dim_add(old, c->x);
		dim cy = dim_add(begin, c->y);
		if (c->kind == AREA_LINE && cy >= s->from && cy < s->to)
			area_append(copy, copy_line(s, c, copy, dim_sub(inner, old)));
		else if (c->kind != AREA_LINE && belongs(s, c, cy))
			area_append(copy, copy_of(s, c, cx, cy));
	}
	dim top = dim_max(begin, first_below(a, y, s->from, end));
	if (!has_content(a, y, DIM_MIN, s->from))
		top = begin;
	else
		copy->space_before = 0;
	dim bottom = s->to == DIM_MAX ? end : first_below(a, y, s->to, end);
	if (bottom < end)
		copy->space_after = 0;
	copy->bpd = dim_max(0, dim_sub(bottom, top));
	if (!has_content(a, y, s->from, s->to) && has_content(a, y, DIM_MIN, DIM_MAX))
		copy->bpd = 0;
	return copy;
}

/* ---- stretches ---- */

static void
measure(struct stretch *s)
{
	s->start = s->end = 0;
	for (const struct area *f = s->reference->first_child; f != NULL; f = f->next) {
		if (!is_float(f) || f->y >= s->to || dim_add(f->y, f->bpd) <= s->from)
			continue;
		if (f->u.reference.right)
			s->end = dim_max(s->end, dim_sub(s->reference->ipd, f->x));
		else
			s->start = dim_max(s->start, dim_add(f->x, f->ipd));
	}
}

/* The next edge of a float below a height; DIM_MAX: none. */
static dim
next_edge(const struct area *reference, dim y)
{
	dim next = DIM_MAX;

	for (const struct area *f = reference->first_child; f != NULL; f = f->next) {
		if (!is_float(f))
			continue;
		if (f->y > y)
			next = dim_min(next, f->y);
		if (dim_add(f->y, f->bpd) > y)
			next = dim_min(next, dim_add(f->y, f->bpd));
	}
	return next;
}

static void
dump_stretch(struct strbuf *out, struct stretch *s)
{
	measure(s);
	for (const struct area *c = s->reference->first_child; c != NULL; c = c->next) {
		if (is_float(c) || is_bar(c) || !belongs(s, c, c->y))
			continue;
		struct area *copy = copy_of(s, c, c->x, c->y);
		dump_block_beside(out, copy, s->reference,
				  is_open(c) || c->x >= s->start ? s->start : 0);
	}
	for (const struct area *c = s->reference->first_child; c != NULL; c = c->next)
		if (is_float(c) && c->y == s->to)
			dump_block_beside(out, c, s->reference, 0);
}

void
dump_beside(struct strbuf *out, const struct area *reference)
{
	struct stretch s = {.arena = arena_new(), .reference = reference, .from = DIM_MIN};

	do {
		s.to = next_edge(reference, s.from);
		dump_stretch(out, &s);
		s.from = s.to;
	} while (s.to != DIM_MAX);
	arena_free(s.arena);
}
