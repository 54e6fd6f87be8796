/*
 * Boundaries of parallel items: where a group of rows, or a list item, may be cut.
 *
 * A boundary is only a height.  What a part leaves above it follows from the height: the longest
 * run of boxes that ends there or higher and may be cut off.  So a group stores one number a
 * boundary, however many cells stand side by side, and the answer does not depend on the order in
 * which pages ask.  Rejected: storing the positions of all parts with each step (memory grows with
 * the product of cells and lines), and stepping on from the last cut (the flow looks ahead and
 * would have to take its boxes back).
 *
 * Candidates are the ends of all boxes behind which a cut is allowed, the ends of the parts, and
 * the ends of the rows; then those go that would leave a cell of the row with nothing (XSL 1.1
 * leaves it open; an empty first half of a cell misleads the reader), or that would carry only an
 * empty rest to the next page.
 */
#include "layout/step.h"

#include "base/arena.h"
#include "base/vec.h"
#include "layout/flow.h"

#include <assert.h>
#include <stdlib.h>

struct boundaries {
	VEC(struct lay_boundary);
};

struct lay_steps *
lay_steps_new(struct lay *lay, struct arena *arena, uint32_t part_count, uint32_t row_count)
{
	struct lay_steps *s = ARENA_NEW(arena, struct lay_steps);

	s->lay = lay;
	s->arena = arena;
	s->parts = ARENA_ARRAY(arena, part_count, struct lay_part);
	s->part_count = part_count;
	s->rows = ARENA_ARRAY(arena, row_count, struct lay_step_row);
	s->row_count = row_count;
	s->tops = ARENA_ARRAY(arena, (size_t)row_count + 1, dim);
	return s;
}

/* ---- parts ---- */

static bool
is_cut_allowed(const struct lay_gap *gap)
{
	if (gap->forced != LAY_BREAK_NONE) /* stronger than any keep (XSL 1.1 §4.8) */
		return true;
	return gap->keep_column != FO_KEEP_ALWAYS && gap->keep_page != FO_KEEP_ALWAYS &&
	       gap->cost < LAY_COST_WIDOW;
}

/* Ends of the boxes and the height of the whole content. */
static void
measure(struct lay_steps *s, struct lay_part *p)
{
	const struct lay_items *items = p->items;
	dim y = 0;
	uint32_t legal = 0;

	p->stops = ARENA_ARRAY(s->arena, items->box_count, struct lay_stop);
	for (size_t i = 0; i < items->box_count; i++) {
		y = dim_add(y, i == 0 ? items->gaps[0].after_break : items->gaps[i].whole);
		y = dim_add(y, items->boxes[i].bpd);
		if (i + 1 == items->box_count || is_cut_allowed(&items->gaps[i + 1]))
			legal = (uint32_t)i + 1;
		p->stops[i] = (struct lay_stop){.end = y, .legal = legal};
		if (items->boxes[i].kind == LAY_BOX_STEP)
			p->nested = true;
	}
	if (items->box_count > 0)
		p->bpd = dim_add(y, items->gaps[items->box_count].before_break);
}

static uint32_t
row_end(const struct lay_part *p)
{
	return p->row + p->row_count;
}

static dim
part_bpd(const struct lay_part *p)
{
	dim high = dim_add(p->before[LAY_PAD_WHOLE], p->shift);

	high = dim_add(high, dim_max(p->bpd, p->min_bpd));
	return dim_add(high, p->after[LAY_PAD_WHOLE]);
}

/* Where the content ends, from the group's begin. */
static dim
content_end(const struct lay_part *p)
{
	size_t n = p->items->box_count;

	return n == 0 ? p->content : dim_add(p->content, p->stops[n - 1].end);
}

/* ---- rows ---- */

/* The least that may stand above a cut: something of each part that begins in the row, and not less
 * than the height a part asks for. */
static dim
first_step(const struct lay_part *p)
{
	size_t n = p->items->box_count;
	dim high = p->min_bpd;

	for (size_t i = 0; i < n; i++) {
		if (p->stops[i].legal == 0)
			continue;
		high = dim_max(high, p->stops[i].end);
		break;
	}
	return dim_add(high, dim_add(p->before[LAY_PAD_WHOLE], p->shift));
}

/* Heights of the rows in the unbroken group. A part that spans rows and is higher than they are
 * makes the last of them higher. */
static void
place_rows(struct lay_steps *s)
{
	dim *bottom = s->tops;
	uint32_t i = 0;

	for (uint32_t r = 0; r <= s->row_count; r++)
		bottom[r] = 0;
	for (uint32_t r = 0; r < s->row_count; r++) {
		struct lay_step_row *row = &s->rows[r];

		row->top = r == 0 ? 0 : bottom[r];
		row->part_from = i;
		row->first = dim_max(row->min_bpd, 0);
		row->last = 0;
		for (; i < s->part_count && s->parts[i].row == r; i++) {
			struct lay_part *p = &s->parts[i];
			uint32_t end = row_end(p);

			assert(p->row_count > 0 && end <= s->row_count);
			if (p->begun)
				p->before[LAY_PAD_WHOLE] = p->before[LAY_PAD_REST];
			p->content = dim_add(row->top, dim_add(p->before[LAY_PAD_WHOLE], p->shift));
			bottom[end] = dim_max(bottom[end], dim_add(row->top, part_bpd(p)));
			row->first = dim_max(row->first, first_step(p));
		}
		bottom[r + 1] = dim_max(bottom[r + 1], dim_add(row->top, row->min_bpd));
	}
	assert(i == s->part_count);
}

/* Which parts reach into a row, and where the last of their contents ends. */
static void
find_reach(struct lay_steps *s)
{
	for (uint32_t r = 0; r < s->row_count; r++)
		s->rows[r].reach = s->rows[r].part_from;
	for (uint32_t i = s->part_count; i-- > 0;) {
		const struct lay_part *p = &s->parts[i];

		for (uint32_t r = p->row; r < row_end(p); r++) {
			s->rows[r].reach = i;
			s->rows[r].last = dim_max(s->rows[r].last, content_end(p));
		}
	}
}

/* ---- boundaries ---- */

/* The row of a part inside which a height lies; false: between two rows. */
static bool
find_row(const struct lay_steps *s, const struct lay_part *p, dim y, uint32_t *row)
{
	uint32_t low = p->row;
	uint32_t high = row_end(p);

	while (high - low > 1) {
		uint32_t mid = low + (high - low) / 2;

		if (s->rows[mid].top <= y)
			low = mid;
		else
			high = mid;
	}
	*row = low;
	if (low + 1 < s->row_count && y >= s->rows[low + 1].top)
		return false;
	return y > s->rows[low].top;
}

/* A forced break that comes before every cell of the row has begun is put off until then: what
 * follows it in its part moves down. */
static dim
put_off(struct lay_part *p, size_t box, dim y, dim least)
{
	for (size_t i = box; i < p->items->box_count; i++)
		p->stops[i].end = dim_add(p->stops[i].end, dim_sub(least, y));
	return least;
}

/* Candidates of one part. least: heights above it are too small for the row. */
static void
add_stops(struct lay_steps *s, struct lay_part *p, struct boundaries *out)
{
	for (size_t i = 0; i < p->items->box_count; i++) {
		const struct lay_gap *gap = &p->items->gaps[i + 1];
		bool last = i + 1 == p->items->box_count;
		struct lay_boundary b = {.bpd = dim_add(p->content, p->stops[i].end)};
		dim least;

		if (!last && p->stops[i].legal != i + 1 && gap->forced == LAY_BREAK_NONE)
			continue;
		if (!find_row(s, p, b.bpd, &b.row))
			continue;
		least = dim_add(s->rows[b.row].top, s->rows[b.row].first);
		if (!last && gap->forced != LAY_BREAK_NONE) {
			b.forced = (uint8_t)gap->forced;
			/* not beyond the row: cells that span more may have nothing there */
			if (b.bpd < least && least <= s->tops[b.row + 1])
				b.bpd = put_off(p, i + 1, b.bpd, least);
		} else if (b.bpd < least || b.bpd >= s->rows[b.row].last) {
			continue;
		}
		VEC_PUSH(s->arena, out, b);
	}
}

static void
add_row_ends(struct lay_steps *s, struct boundaries *out)
{
	for (uint32_t r = 1; r < s->row_count; r++)
		VEC_PUSH(s->arena, out,
			 ((struct lay_boundary){.bpd = s->rows[r].top, .row = r, .row_end = true}));
}

static int
compare(const void *a, const void *b)
{
	const struct lay_boundary *x = a;
	const struct lay_boundary *y = b;

	if (x->bpd != y->bpd)
		return x->bpd < y->bpd ? -1 : 1;
	if (x->row != y->row)
		return x->row < y->row ? -1 : 1;
	return 0;
}

/* In order of height, one of each. */
static void
sort(struct boundaries *v)
{
	size_t n = 0;

	if (v->len > 1)
		qsort(v->at, v->len, sizeof v->at[0], compare);
	for (size_t i = 0; i < v->len; i++) {
		if (n > 0 && v->at[n - 1].bpd == v->at[i].bpd && v->at[n - 1].row == v->at[i].row) {
			if (v->at[i].forced > v->at[n - 1].forced)
				v->at[n - 1].forced = v->at[i].forced;
			if (v->at[i].relaxed < v->at[n - 1].relaxed)
				v->at[n - 1].relaxed = v->at[i].relaxed;
			continue;
		}
		v->at[n++] = v->at[i];
	}
	v->len = n;
}

/* Ends of any boxes between two heights, for want of better ones. */
static void
add_relaxed(struct lay_steps *s, dim above, dim below, struct boundaries *out)
{
	for (uint32_t i = 0; i < s->part_count; i++) {
		const struct lay_part *p = &s->parts[i];

		for (size_t k = 0; k + 1 < p->items->box_count; k++) {
			struct lay_boundary b = {.bpd = dim_add(p->content, p->stops[k].end),
						 .relaxed = 1};

			if (b.bpd > above && b.bpd < below && find_row(s, p, b.bpd, &b.row))
				VEC_PUSH(s->arena, out, b);
		}
	}
}

static void
relax(struct lay_steps *s, dim page_bpd, struct boundaries *v)
{
	size_t n = v->len;
	dim end = s->tops[s->row_count];
	dim y = 0;

	if (page_bpd <= 0 || end <= page_bpd)
		return;
	for (size_t i = 0; i <= n; i++) {
		dim next = i < n ? v->at[i].bpd : end;

		if (dim_sub(next, y) > page_bpd)
			add_relaxed(s, y, next, v);
		y = next;
	}
	sort(v);
}

/* From candidates to s->at, with begin and end. */
static void
finish(struct lay_steps *s, const struct boundaries *v)
{
	uint32_t relaxed = 0;

	s->count = (uint32_t)v->len + 1;
	s->at = ARENA_ARRAY(s->arena, (size_t)s->count + 1, struct lay_boundary);
	for (uint32_t i = 1; i < s->count; i++) {
		s->at[i] = v->at[i - 1];
		if (s->at[i].relaxed != 0)
			relaxed = i;
		s->at[i].relaxed = relaxed;
	}
	s->at[s->count] = (struct lay_boundary){
		.bpd = s->tops[s->row_count], .row = s->row_count, .row_end = true};
}

void
lay_steps_combine(struct lay_steps *s, dim page_bpd)
{
	struct boundaries v = {0};

	for (uint32_t i = 0; i < s->part_count; i++)
		measure(s, &s->parts[i]);
	place_rows(s);
	find_reach(s);
	for (uint32_t i = 0; i < s->part_count; i++)
		add_stops(s, &s->parts[i], &v);
	add_row_ends(s, &v);
	sort(&v);
	relax(s, page_bpd, &v);
	finish(s, &v);
}

void
lay_steps_unite(struct lay_steps *s)
{
	s->at[1] = s->at[s->count];
	s->count = 1;
}

/* ---- positions ---- */

/* Boxes of a part that end at a height or above it. */
static size_t
boxes_above(const struct lay_part *p, dim y)
{
	size_t low = 0;
	size_t high = p->items->box_count;

	while (low < high) {
		size_t mid = low + (high - low) / 2;

		if (dim_add(p->content, p->stops[mid].end) <= y)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

size_t
lay_steps_position(const struct lay_steps *s, const struct lay_part *p, size_t boundary)
{
	const struct lay_boundary *b = &s->at[boundary];
	size_t k;

	assert(boundary <= s->count);
	if (boundary == 0 || p->row > b->row || (b->row_end && p->row == b->row))
		return 0;
	if (boundary == s->count || row_end(p) <= b->row)
		return p->items->box_count;
	k = boxes_above(p, b->bpd);
	if (k > 0)
		k = p->stops[k - 1].legal;
	if (b->relaxed != 0) {
		size_t loose = boxes_above(p, s->at[b->relaxed].bpd);

		k = loose > k ? loose : k;
	}
	return k;
}

/* ---- into the flow ---- */

static void
add_keep(struct lay_gap *gap, int32_t column, int32_t page)
{
	if (column > gap->keep_column)
		gap->keep_column = column;
	if (page > gap->keep_page)
		gap->keep_page = page;
}

/* What a gap of a part says about the cut of the group. */
static void
add_gap(struct lay_gap *gap, const struct lay_gap *inner)
{
	add_keep(gap, inner->keep_column, inner->keep_page);
	if (inner->cost > gap->cost)
		gap->cost = inner->cost;
}

/* What a boundary does to a part: NULL if the part stands on one side of it only. */
static const struct lay_gap *
inner_gap(const struct lay_steps *s, const struct lay_part *p, uint32_t i)
{
	const struct lay_boundary *b = &s->at[i];
	size_t n = p->items->box_count;
	size_t k = lay_steps_position(s, p, i);

	if (p->items->gaps == NULL || n == 0)
		return NULL;
	/* Between rows the ends of cells above and the begins of those below speak. */
	if (b->row_end && p->row == b->row)
		return &p->items->gaps[0];
	/* What is kept with what follows a part that has ended holds on to the rest of the group.
	 */
	return k > 0 ? &p->items->gaps[k] : NULL;
}

/* Keeps, costs and breaks at a boundary inside the group. */
static void
fill_gap(struct lay_steps *s, uint32_t i, struct lay_gap *gap)
{
	const struct lay_boundary *b = &s->at[i];
	uint32_t above = b->row_end ? b->row - 1 : b->row;

	if (b->row_end)
		add_keep(gap, s->rows[above].next_column, s->rows[above].next_page);
	else
		add_keep(gap, s->rows[above].keep_column, s->rows[above].keep_page);
	for (uint32_t j = s->rows[above].reach; j < s->part_count && s->parts[j].row <= b->row;
	     j++) {
		const struct lay_part *p = &s->parts[j];
		const struct lay_gap *inner;

		inner = row_end(p) > above ? inner_gap(s, p, i) : NULL;
		if (inner == NULL)
			continue;
		add_gap(gap, inner);
		if (b->row_end && (row_end(p) == b->row || p->row == b->row) &&
		    inner->forced > gap->forced)
			gap->forced = inner->forced;
	}
	if (b->forced > gap->forced)
		gap->forced = (enum lay_break)b->forced;
}

/* The gaps around the group hear the parts' first and last gaps. */
static void
fill_outer_gap(struct lay_steps *s, struct lay_gap *gap, bool after)
{
	for (uint32_t i = 0; i < s->part_count; i++) {
		const struct lay_part *p = &s->parts[i];
		const struct lay_gap *inner;

		if ((after ? row_end(p) != s->row_count : p->row != 0) || p->items->gaps == NULL)
			continue;
		if (p->items->box_count == 0 && after)
			continue;
		inner = &p->items->gaps[after ? p->items->box_count : 0];
		add_gap(gap, inner);
		if (inner->forced > gap->forced)
			gap->forced = inner->forced;
	}
}

uint32_t
lay_steps_footnotes(struct lay_steps *s, uint32_t i, const struct fo_node ***nodes)
{
	struct {
		VEC(const struct fo_node *);
	} v = {0};

	for (uint32_t j = 0; j < s->part_count; j++) {
		const struct lay_part *p = &s->parts[j];
		size_t from = lay_steps_position(s, p, i);
		size_t to = lay_steps_position(s, p, (size_t)i + 1);

		for (size_t k = from; k < to; k++)
			for (uint32_t n = 0; n < p->items->boxes[k].footnote_count; n++)
				VEC_PUSH(s->arena, &v, p->items->boxes[k].footnotes[n]);
	}
	*nodes = v.at;
	return (uint32_t)v.len;
}

static bool
has_footnotes(const struct lay_steps *s)
{
	for (uint32_t j = 0; j < s->part_count; j++)
		for (size_t k = 0; k < s->parts[j].items->box_count; k++)
			if (s->parts[j].items->boxes[k].footnote_count != 0)
				return true;
	return false;
}

void
lay_steps_append(struct lay_walk *w, struct lay_steps *s)
{
	bool footnotes = has_footnotes(s);

	for (uint32_t i = 0; i < s->count; i++) {
		struct lay_gap *gap = lay_walk_gap(w);
		struct lay_box *box;

		if (i == 0)
			fill_outer_gap(s, gap, false);
		else
			fill_gap(s, i, gap);
		box = lay_walk_box(w, LAY_BOX_STEP, dim_sub(s->at[i + 1].bpd, s->at[i].bpd));
		box->u.step.steps = s;
		box->u.step.index = i;
		if (footnotes)
			box->footnote_count = lay_steps_footnotes(s, i, &box->footnotes);
	}
	fill_outer_gap(s, lay_walk_gap(w), true);
}
