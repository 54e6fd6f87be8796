/*
 * Steps on a page: heights of a range between two cuts, and its areas.
 *
 * Every range is laid out anew by rows: the row that was cut begins again at the top with what is
 * left of each part, rows between stand as in the unbroken group, and the row that the lower cut
 * goes through is as high as what its parts leave above it.  Parts that have come to their end in a
 * row that goes on still get an area, so that borders and backgrounds run down to the end of the
 * row.
 */
#include "layout/step.h"

#include "base/arena.h"
#include "fo/fo.h"
#include "layout/area.h"
#include "layout/flow.h"
#include "layout/page.h"

#include <assert.h>
#include <stdlib.h>

/* A range of steps on a page. */
struct range {
	size_t from;
	size_t to;
	uint32_t row_from; /* rows it stands in, [row_from, row_to) */
	uint32_t row_to;
	bool cut_above; /* row_from began before it */
	bool cut_below; /* row_to - 1 goes on behind it */
};

/* What a part has in a range. */
struct share {
	size_t from; /* boxes */
	size_t to;
	enum lay_pad before;
	enum lay_pad after;
	bool first;
	bool last;
};

static struct range
range_of(const struct lay_steps *s, size_t from, size_t to)
{
	const struct lay_boundary *b = &s->at[to];
	struct range r = {.from = from, .to = to};

	assert(from < to && to <= s->count);
	r.row_from = s->at[from].row;
	r.cut_above = from > 0 && !s->at[from].row_end;
	r.row_to = b->row_end ? b->row : b->row + 1;
	r.cut_below = !b->row_end;
	return r;
}

static struct share
share_of(const struct lay_steps *s, const struct lay_part *p, const struct range *r)
{
	uint32_t end = p->row + p->row_count;
	struct share sh = {0};

	sh.first = !p->begun && (p->row > r->row_from || (p->row == r->row_from && !r->cut_above));
	sh.last = end < r->row_to || (end == r->row_to && !r->cut_below);
	sh.from = lay_steps_position(s, p, r->from);
	sh.to = sh.last ? p->items->box_count : lay_steps_position(s, p, r->to);
	sh.before = LAY_PAD_WHOLE;
	if (!sh.first) /* cut, or begun before */
		sh.before = LAY_PAD_REST;
	else if (p->row == r->row_from && (r->from > 0 || s->at_head))
		sh.before = LAY_PAD_PAGE;
	sh.after = LAY_PAD_WHOLE;
	if (!sh.last)
		sh.after = LAY_PAD_REST;
	else if (end == r->row_to && (r->to < s->count || s->at_foot))
		sh.after = LAY_PAD_PAGE;
	return sh;
}

/* Is a box in the middle of steps of its own?  Then heights before and behind it do not add up. */
static bool
is_inside_steps(const struct lay_part *p, size_t box)
{
	return box > 0 && box < p->items->box_count && p->items->boxes[box].kind == LAY_BOX_STEP &&
	       p->items->boxes[box].u.step.index > 0;
}

/* Height of the content that a share holds. */
static dim
content_bpd(const struct lay_part *p, const struct share *sh)
{
	const struct lay_items *items = p->items;
	size_t n = items->box_count;
	dim above = 0;
	dim below;

	if (sh->from == 0 && sh->to == n)
		return p->bpd;
	if (sh->from == sh->to)
		return 0;
	if (p->nested && (is_inside_steps(p, sh->from) || is_inside_steps(p, sh->to)))
		return lay_items_bpd(items, sh->from, sh->to);
	if (sh->from > 0) {
		const struct lay_gap *gap = &items->gaps[sh->from];

		above = dim_add(p->stops[sh->from - 1].end, gap->whole);
		above = dim_sub(above, gap->after_break);
	}
	below = p->bpd;
	if (sh->to < n)
		below = dim_add(p->stops[sh->to - 1].end, items->gaps[sh->to].before_break);
	return dim_sub(below, above);
}

/* Height of a share with its pads. */
static dim
share_bpd(const struct lay_part *p, const struct share *sh)
{
	dim content = content_bpd(p, sh);

	if (sh->first && sh->last)
		content = dim_max(content, p->min_bpd);
	else if (sh->last && p->min_bpd > 0) {
		dim above = sh->from == 0 ? 0 : p->stops[sh->from - 1].end;

		content = dim_max(content, dim_sub(p->min_bpd, above));
	}
	if (sh->first)
		content = dim_add(content, p->shift);
	return dim_add(p->before[sh->before], dim_add(content, p->after[sh->after]));
}

/* The least height of a row, or of what is left of it. */
static dim
row_min_bpd(const struct lay_steps *s, const struct range *r, uint32_t row)
{
	dim min = s->rows[row].min_bpd;

	if (r->cut_below && row + 1 == r->row_to)
		return 0;
	if (r->cut_above && row == r->row_from)
		min = dim_sub(min, dim_sub(s->at[r->from].bpd, s->rows[row].top));
	return dim_max(min, 0);
}

/* Tops of the rows of a range, from 0: s->tops[row - row_from]. */
static void
place_rows(const struct lay_steps *s, const struct range *r)
{
	dim *tops = s->tops;
	uint32_t i = s->rows[r->row_from].reach;

	for (uint32_t row = r->row_from; row <= r->row_to; row++)
		tops[row - r->row_from] = 0;
	for (uint32_t row = r->row_from; row < r->row_to; row++) {
		dim top = tops[row - r->row_from];
		dim *bottom = &tops[row - r->row_from + 1];

		for (; i < s->part_count && s->parts[i].row <= row; i++) {
			const struct lay_part *p = &s->parts[i];
			uint32_t end = p->row + p->row_count;
			struct share sh;
			dim *below;

			if (end <= r->row_from)
				continue;
			sh = share_of(s, p, r);
			if (end > r->row_to)
				end = r->row_to;
			below = &tops[end - r->row_from];
			*below = dim_max(*below, dim_add(top, share_bpd(p, &sh)));
		}
		*bottom = dim_max(*bottom, dim_add(top, row_min_bpd(s, r, row)));
	}
}

dim
lay_steps_bpd(const struct lay_steps *s, size_t from, size_t to)
{
	struct range r = range_of(s, from, to);

	if (from == 0 && to == s->count && !s->at_head && !s->at_foot)
		return s->at[to].bpd;
	place_rows(s, &r);
	return s->tops[r.row_to - r.row_from];
}

/* ---- areas ---- */

/* Moves the content of a cell down by display-align: a spacer goes before it. */
static void
align(struct area *area, dim room, uint16_t how, struct arena *arena)
{
	struct area *spacer;
	dim down = how == FO_KW_CENTER ? room / 2 : how == FO_KW_AFTER ? room : 0;

	if (down <= 0 || area->first_child == NULL)
		return;
	for (struct area *child = area->first_child; child != NULL; child = child->next)
		if (!(child->flags & AREA_PLACED))
			child->y = dim_add(child->y, down);
	spacer = area_new(arena, AREA_BLOCK, NULL);
	spacer->bpd = down;
	spacer->next = area->first_child;
	area->first_child = spacer;
}

static bool
is_of_list(const struct lay_part *p)
{
	return p->node != NULL &&
	       (p->node->object == FO_LIST_ITEM_LABEL || p->node->object == FO_LIST_ITEM_BODY);
}

static void
build_part(struct lay_steps *s, const struct lay_part *p, const struct range *r, dim y,
	   const struct lay_page_info *page, struct area *parent)
{
	struct share sh = share_of(s, p, r);
	uint32_t end = p->row + p->row_count;
	struct lay_segment seg = {.before = sh.before,
				  .after = sh.after,
				  .first = sh.first,
				  .last = sh.last,
				  .base = r->row_from,
				  .tops = s->tops};
	struct area *area;
	dim used;

	seg.row_from = p->row > r->row_from ? p->row : r->row_from;
	seg.row_to = end < r->row_to ? end : r->row_to;
	seg.top = dim_add(y, s->tops[seg.row_from - r->row_from]);
	seg.bpd = dim_sub(s->tops[seg.row_to - r->row_from], s->tops[seg.row_from - r->row_from]);
	if (is_of_list(p)) { /* no borders that go on: it ends where its content ends */
		if (sh.from == sh.to && (!sh.first || p->begun))
			return;
		sh.last = seg.last = sh.to == p->items->box_count;
	}
	area = s->area(s, p, &seg, page, parent);
	if (sh.first)
		area->flags |= AREA_FIRST;
	if (sh.last)
		area->flags |= AREA_LAST;
	lay_page_note(page, area);
	if (sh.from == sh.to)
		return;
	used = lay_items_build(s->lay, p->items, sh.from, sh.to, page, area);
	if (p->align == 0)
		area->bpd = used;
	if (sh.first && p->shift > 0)
		align(area, p->shift, FO_KW_AFTER, page->arena);
	else
		align(area, dim_sub(area->bpd, used), p->align, page->arena);
}

static int
by_column(const void *a, const void *b)
{
	const struct lay_part *const *x = a;
	const struct lay_part *const *y = b;

	if ((*x)->column != (*y)->column)
		return (*x)->column < (*y)->column ? -1 : 1;
	return 0;
}

/* Tells the page of rows, and of the body around them, that have an id or markers. */
static void
note_rows(const struct lay_steps *s, const struct range *r, const struct lay_page_info *page,
	  struct area *parent, dim y)
{
	if (s->around != NULL) {
		bool first = s->around_first && r->from == 0;
		bool last = s->around_last && r->to == s->count;

		lay_page_part(page, parent, y, s->around,
			      (first ? AREA_FIRST : 0u) | (last ? AREA_LAST : 0u));
	}
	for (uint32_t row = r->row_from; row < r->row_to; row++) {
		bool first = row > r->row_from || !r->cut_above;
		bool last = row + 1 < r->row_to || !r->cut_below;

		if (s->rows[row].node != NULL && s->rows[row].node->object == FO_TABLE_ROW)
			lay_page_part(page, parent, dim_add(y, s->tops[row - r->row_from]),
				      s->rows[row].node,
				      (first ? AREA_FIRST : 0u) | (last ? AREA_LAST : 0u));
	}
}

/* Areas come row by row where the parts end, so that what spans rows follows what it stands beside.
 */
void
lay_steps_build(struct lay *lay, struct lay_steps *s, size_t from, size_t to,
		const struct lay_page_info *page, struct area *parent, dim y)
{
	struct range r = range_of(s, from, to);
	const struct lay_part **ending =
		ARENA_ARRAY(page->arena, s->part_count, const struct lay_part *);

	s->lay = lay;
	s->at_head = from == 0 && s->is_at_head != NULL && s->is_at_head(s, parent, y);
	place_rows(s, &r);
	note_rows(s, &r, page, parent, y);
	for (uint32_t row = r.row_from; row < r.row_to; row++) {
		size_t n = 0;

		for (uint32_t i = s->rows[row].reach; i < s->part_count; i++) {
			const struct lay_part *p = &s->parts[i];
			uint32_t end = p->row + p->row_count;

			if (p->row > row)
				break;
			if (end == row + 1 || (end > row && row + 1 == r.row_to))
				ending[n++] = p;
		}
		if (n > 1)
			qsort(ending, n, sizeof ending[0], by_column);
		for (size_t i = 0; i < n; i++)
			build_part(s, ending[i], &r, y, page, parent);
	}
}
