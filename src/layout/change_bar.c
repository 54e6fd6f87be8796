/*
 * Change bars: all that stands between a begin and its end, in document order, has a bar beside its
 * column (XSL 1.1 §6.4.5, §6.13.2).
 *
 * A bar is an interval of the document order, so what it marks is found when the areas of a page
 * stand: a walk through each column compares the order of the objects that made them.  Where begin
 * or end stand inside a paragraph, its lines know them as anchors.  In each column a bar is one
 * area, from the first to the last that it marks, since bars run on without a gap (§6.13.2).
 *
 *	 column        ├ offset ┤ bar, its width a border
 *
 * §7.30.3 measures the offset to the bar's centre, §6.4.5 to its near edge; it is the near edge
 * here, as others have it.
 */
#include "layout/change_bar.h"

#include "base/arena.h"
#include "base/vec.h"
#include "fo/fo.h"
#include "layout/area.h"
#include "layout/flow.h"
#include "layout/layout_diag.h"
#include "layout/para.h"

#include <stdlib.h>
#include <string.h>

struct lay_bar {
	const char *name;	     /* class */
	const struct fo_node *begin; /* NULL: on a page-sequence before */
	const struct fo_node *end;   /* NULL: not in this flow */
	uint32_t from;		     /* document order */
	uint32_t to;
	bool begins_in_line; /* begin, end stand in a paragraph … */
	bool ends_in_line;
	bool begun; /* … and have been met */
	bool ended;
	struct diag_place place;
	/* Looks, as they hold at the begin. */
	struct area_border border;
	dim offset;
	int z;
	enum fo_keyword placement;
	/* In the column at hand: what it marks. */
	dim top;
	dim bottom;
	struct area *area;
	size_t number; /* among those there */
	struct lay_bar *next;
};

/* ---- which there are ---- */

/* Does a change bar begin or end inside a paragraph? */
static bool
is_in_line(const struct fo_node *point)
{
	return lay_is_inline(point) || (point->parent != NULL && lay_is_inline(point->parent));
}

static struct lay_bar *
bar_new(struct arena *keep, const struct fo_node *begin)
{
	struct lay_bar *bar = ARENA_NEW(keep, struct lay_bar);
	const char *name = fo_own_string(begin, FO_PROP_CHANGE_BAR_CLASS);
	const struct colour *colour = fo_colour(begin, FO_PROP_CHANGE_BAR_COLOR);

	*bar = (struct lay_bar){.name = name != NULL ? name : "",
				.begin = begin,
				.from = begin->order,
				.to = UINT32_MAX,
				.begins_in_line = is_in_line(begin)};
	if (colour == NULL)
		colour = fo_colour(begin, FO_PROP_COLOR);
	if (colour != NULL)
		bar->border.colour = *colour;
	bar->border.style = (uint16_t)fo_keyword(begin, FO_PROP_CHANGE_BAR_STYLE);
	bar->border.width = dim_max(0, fo_dim(begin, FO_PROP_CHANGE_BAR_WIDTH, 0, DIM_PT));
	bar->offset = fo_dim(begin, FO_PROP_CHANGE_BAR_OFFSET, 0, 0);
	bar->z = (int)fo_number(begin, FO_PROP_Z_INDEX, 0);
	bar->placement = fo_keyword(begin, FO_PROP_CHANGE_BAR_PLACEMENT);
	return bar;
}

struct scan {
	struct lay *lay;
	struct arena *keep;
	struct lay_bar *first;
	struct lay_bar **tail;
};

/* Ends the last open bar of the class: pairs of one class nest. */
static void
end_bar(struct scan *s, const struct fo_node *end)
{
	const char *name = fo_own_string(end, FO_PROP_CHANGE_BAR_CLASS);
	struct lay_bar *open = NULL;

	for (struct lay_bar *b = s->first; b != NULL; b = b->next)
		if (b->end == NULL && name != NULL && strcmp(b->name, name) == 0)
			open = b;
	if (open == NULL) {
		struct diag_place place = fo_place(s->lay->doc, s->lay->arena, end);
		diag_add(s->lay->diag, &layout_diags[LAYOUT_DIAG_BAR_NONE], &place,
			 name != NULL ? name : "");
		return;
	}
	open->end = end;
	open->to = end->order;
	open->ends_in_line = is_in_line(end);
}

static void
scan(struct scan *s, const struct fo_node *node)
{
	for (const struct fo_node *c = node->first_child; c != NULL; c = c->next) {
		if (c->object == FO_CHANGE_BAR_BEGIN) {
			*s->tail = bar_new(s->keep, c);
			s->tail = &(*s->tail)->next;
		} else if (c->object == FO_CHANGE_BAR_END) {
			end_bar(s, c);
		}
		scan(s, c);
	}
}

/* Copies of the bars without an end, for the flows behind this one. */
static struct lay_bar *
still_open(struct lay *lay, const struct lay_bar *bars)
{
	struct lay_bar *first = NULL;
	struct lay_bar **tail = &first;

	for (const struct lay_bar *b = bars; b != NULL; b = b->next) {
		if (b->end != NULL)
			continue;
		struct lay_bar *copy = ARENA_NEW(lay->arena, struct lay_bar);
		*copy = *b;
		if (b->begin != NULL) {
			copy->place = fo_place(lay->doc, lay->arena, b->begin);
			copy->name = arena_strdup(lay->arena, b->name);
		}
		copy->begin = NULL;
		copy->from = 0;
		copy->begins_in_line = false;
		copy->next = NULL;
		*tail = copy;
		tail = &copy->next;
	}
	return first;
}

struct lay_bar *
lay_bars_open(struct lay *lay, struct arena *keep, const struct fo_node *flow)
{
	struct scan s = {.lay = lay, .keep = keep};

	if (flow == NULL || !fo_has_change_bars(lay->doc))
		return NULL;
	s.tail = &s.first;
	for (const struct lay_bar *b = lay->bars; b != NULL; b = b->next) {
		*s.tail = ARENA_NEW(keep, struct lay_bar);
		**s.tail = *b;
		s.tail = &(*s.tail)->next;
		*s.tail = NULL;
	}
	scan(&s, flow);
	lay->bars = still_open(lay, s.first);
	return s.first;
}

void
lay_bars_report(struct lay *lay)
{
	for (const struct lay_bar *b = lay->bars; b != NULL; b = b->next)
		if (lay_once(lay,
			     arena_printf(lay->arena, "bar %d:%d", b->place.line, b->place.column)))
			diag_add(lay->diag, &layout_diags[LAYOUT_DIAG_BAR_OPEN], &b->place,
				 b->name);
}

/* ---- what they mark ---- */

/* A column: what bars stand beside. */
struct column {
	struct arena *arena;
	struct lay_bar *bars;
	struct area *flow;
	int index;
	int count; /* of columns */
	const struct area_page *page;
};

static uint32_t
last_order(const struct fo_node *node)
{
	while (node->last_child != NULL)
		node = node->last_child;
	return node->order;
}

/* Is all of an object under a bar? */
static bool
covers(const struct lay_bar *b, const struct fo_node *node)
{
	return node != NULL && b->from < node->order && last_order(node) < b->to;
}

static void
cover(struct lay_bar *b, dim top, dim bottom)
{
	b->top = dim_min(b->top, top);
	b->bottom = dim_max(b->bottom, bottom);
}

/* The area of a bar in this column, made when it first marks something there. */
static struct area *
area_of(struct column *c, struct lay_bar *b)
{
	struct area_box *box;

	if (b->area != NULL)
		return b->area;
	box = ARENA_NEW(c->arena, struct area_box);
	box->border[FO_START] = b->border;
	b->area = area_new(c->arena, AREA_BLOCK, NULL);
	b->area->flags = AREA_PLACED | AREA_BAR;
	b->area->box = box;
	return b->area;
}

/* Tells the dump of the bars beside an area. */
static void
tell(struct column *c, struct area *a)
{
	const struct area_bars **tail = &a->u.bars;

	for (struct lay_bar *b = c->bars; b != NULL; b = b->next) {
		if (!covers(b, a->node))
			continue;
		struct area_bars *one = ARENA_NEW(c->arena, struct area_bars);
		one->bar = area_of(c, b);
		*tail = one;
		tail = &one->next;
	}
}

static void
tell_inlines(struct column *c, struct area *a)
{
	for (struct area *child = a->first_child; child != NULL; child = child->next) {
		if (child->kind != AREA_INLINE)
			continue;
		tell(c, child);
		tell_inlines(c, child);
	}
}

static void
meet_anchors(struct lay_bar *b, const struct area *line, bool end)
{
	for (uint32_t i = 0; i < line->u.line.anchor_count; i++) {
		const struct fo_node *anchor = line->u.line.anchors[i];
		if (!end && anchor == b->begin)
			b->begun = true;
		if (end && anchor == b->end)
			b->ended = true;
	}
}

static bool
same_block(const struct fo_node *a, const struct fo_node *b)
{
	return lay_block_of(a->parent) == lay_block_of(b->parent);
}

static bool
marks_line(struct lay_bar *b, const struct area *line)
{
	const struct fo_node *from = line->u.line.from;
	bool begun = b->from < from->order;
	bool ended = b->to < from->order;

	meet_anchors(b, line, false);
	if (b->begins_in_line && same_block(b->begin, from))
		begun = b->begun;
	if (b->ends_in_line && same_block(b->end, from))
		ended = b->ended;
	meet_anchors(b, line, true);
	return begun && !ended;
}

static void
visit_line(struct column *c, struct area *line, dim y)
{
	if (line->u.line.from == NULL)
		return;
	for (struct lay_bar *b = c->bars; b != NULL; b = b->next) {
		if (!marks_line(b, line))
			continue;
		cover(b, y, dim_add(y, line->bpd));
		area_of(c, b);
	}
	tell_inlines(c, line);
}

static bool
holds_lines(const struct area *a)
{
	return a->first_child != NULL && a->first_child->kind == AREA_LINE;
}

/* y: of the content of a, in the column. */
static void
visit(struct column *c, struct area *a, dim y)
{
	for (struct area *child = a->first_child; child != NULL; child = child->next) {
		dim top = dim_add(y, child->y);
		if (child->kind == AREA_LINE) {
			visit_line(c, child, top);
			continue;
		}
		/* what is placed by hand stands anywhere */
		if (child->kind == AREA_VIEWPORT && (child->flags & AREA_PLACED) != 0)
			continue;
		for (struct lay_bar *b = c->bars; b != NULL; b = b->next) {
			if (!covers(b, child->node))
				continue;
			cover(b, top, dim_add(top, area_outer_bpd(child)));
			area_of(c, b);
		}
		if (child->kind == AREA_BLOCK && holds_lines(child))
			tell(c, child);
		visit(c, child, dim_add(top, area_edge(child, FO_BEFORE)));
	}
}

/* ---- where they stand ---- */

static bool
is_rl(const struct column *c)
{
	enum fo_keyword mode = fo_keyword(c->page->sequence, FO_PROP_WRITING_MODE);

	return mode == FO_KW_RL_TB || mode == FO_KW_RL;
}

static bool
is_at_end(const struct column *c, enum fo_keyword placement)
{
	bool rl = is_rl(c);
	bool odd = c->page->number % 2 != 0; /* bound at its start edge */

	switch (placement) {
	case FO_KW_END:
		return true;
	case FO_KW_LEFT:
		return rl;
	case FO_KW_RIGHT:
		return !rl;
	case FO_KW_INSIDE:
		return !odd;
	case FO_KW_OUTSIDE:
		return odd;
	case FO_KW_ALTERNATE:
		return c->count == 2 ? c->index == 1 : odd;
	default:
		return false;
	}
}

static void
put(struct column *c, struct lay_bar *b)
{
	struct area *a = b->area;

	a->y = b->top;
	a->bpd = dim_sub(b->bottom, b->top);
	a->x = dim_sub(-b->offset, b->border.width);
	if (is_at_end(c, b->placement) != is_rl(c)) /* x counts from the left */
		a->x = dim_add(c->flow->ipd, b->offset);
	if (b->border.style == FO_KW_NONE || b->border.style == FO_KW_HIDDEN)
		return;
	if (b->z >= 0) {
		area_append(c->flow, a);
		return;
	}
	/* behind the column's content, above the bars put in before */
	struct area **link = &c->flow->first_child;
	while (*link != NULL && ((*link)->flags & AREA_BAR) != 0)
		link = &(*link)->next;
	a->next = *link;
	*link = a;
}

static int
by_z(const void *a, const void *b)
{
	const struct lay_bar *x = *(struct lay_bar *const *)a;
	const struct lay_bar *y = *(struct lay_bar *const *)b;

	if (x->z != y->z)
		return x->z < y->z ? -1 : 1;
	return (x->number > y->number) - (x->number < y->number);
}

static void
mark_column(struct column *c)
{
	for (struct lay_bar *b = c->bars; b != NULL; b = b->next) {
		b->area = NULL;
		b->top = DIM_MAX;
		b->bottom = DIM_MIN;
	}
	visit(c, c->flow, 0);
	struct {
		VEC(struct lay_bar *);
	} marked = {0};
	for (struct lay_bar *b = c->bars; b != NULL; b = b->next) {
		b->number = marked.len;
		if (b->area != NULL)
			VEC_PUSH(c->arena, &marked, b);
	}
	if (marked.len > 1)
		qsort(marked.at, marked.len, sizeof *marked.at, by_z);
	for (size_t i = 0; i < marked.len; i++)
		put(c, marked.at[i]);
}

void
lay_bars_build(struct lay_bar *bars, struct area_page *page)
{
	struct area_region_box *body = page->region[AREA_REGION_BODY];
	struct column c = {.arena = page->arena, .bars = bars, .page = page, .count = 1};

	if (bars == NULL || body == NULL)
		return;
	for (struct area_span *s = body->spans; s != NULL; s = s->next) {
		c.count = s->columns;
		for (c.index = 0; c.index < s->columns; c.index++) {
			c.flow = s->flows[c.index];
			mark_column(&c);
		}
	}
	c.index = 0;
	c.count = 1;
	c.flow = body->before_float;
	if (c.flow != NULL)
		mark_column(&c);
	c.flow = body->footnote;
	if (c.flow != NULL)
		mark_column(&c);
}
