/*
 * Page breaks: which boxes of a flow stand on the next page.
 *
 * The model.  A flow is gap box gap box … (item.h); a column takes a stretch [from, to) of boxes:
 *
 *	gap[from].after_break + box + gap.whole + box + … + box + gap[to].before_break
 *
 * plus the footnotes anchored in it must not be higher than the column.  Every `to` for which that
 * holds is a candidate; it has a cost (keep.c): free, an integer keep, widows and orphans, a keep
 *of strength always.  The column takes the cheapest candidate, of equal ones the last.  So a break
 *is never put where a keep forbids it while there is any other place on the page, however early;
 *and integer keeps give way from the weakest on.
 *
 *	 ├──box──┤ 0 ├──box──┤ 5 ├──box──┤ always ├──box──┤ always ├──┈┈ column ends here
 *	           ↑ taken: later places cost more
 *
 * Where spaces may shrink, a column that is a little too full is squeezed: up to half of what they
 * can give counts as room, for the first line that does not fit otherwise.
 *
 * A forced break, a change of span and the end of the flow end the search.  When not even the first
 * box fits, an empty place is given up if the page has content already; else the box is placed
 * alone, sticks out, and is reported (PPL10): every column takes at least one box or is empty on a
 * page that is not, so every flow ends, whatever its sizes and keeps say.
 *
 * Columns of a span are filled one after the other.  Before a change of span they are
 * balanced, not at the end of the flow: the least height is searched, by bisection, with which the
 *same columns take everything, then the least for the columns behind the first, and so on.  If the
 *last column would have to break a keep that only holds within a page, an earlier place in one of
 *the columns is taken as the end of the page.
 *
 * Footnotes take their room from all columns: a footnote found in a later column makes the earlier
 * ones shorter, so the page is filled again with what was found, a few times at most; then what
 * does not fit waits for the next page (footnote.c).
 *
 * Chosen: the best break of each page in turn (first fit with costs).  Rejected: total fit over the
 * page-sequence: it needs all of it in memory, its gain over single pages is small when lines have
 * one height, and authors ask why a page ended early where they can see no reason.
 */
#include "layout/pagebreak.h"

#include "base/arena.h"
#include "layout/float_side.h"
#include "layout/layout_diag.h"
#include "layout/step.h"

#include <stdio.h>
#include <string.h>

/* Where a column may end. */
struct stop {
	size_t to;
	dim bpd;
	int32_t cost;
	struct lay_squeeze squeeze;
};

/* The search through one column. */
struct search {
	struct lay_fill *f;
	size_t from;
	dim height;	       /* of the column, footnotes of earlier columns taken off */
	dim feet;	       /* footnotes of the boxes taken so far */
	dim give;	       /* what the spaces so far could give */
	bool page_ends;	       /* the column's end is the page's */
	dim before_run;	       /* height before the run of steps that box i belongs to */
	size_t run;	       /* first box of that run */
	struct stop best;      /* to == from: none */
	struct stop best_page; /* cheapest place to end the page in this column */
	dim reach;	       /* of side floats so far, from the column's head */
	size_t next_float;     /* the first that has not been met */
	bool final;	       /* forced, span change or end: nothing beyond best.to fits here */
	bool overflows;	       /* not even the first box fits */
};

static const struct lay_items *
items_of(const struct lay_fill *f)
{
	return lay_source_items(f->source);
}

/* Height from the column's head through box i, high being the height before it. */
static dim
add_box(struct search *s, size_t i, dim high)
{
	const struct lay_items *items = items_of(s->f);
	const struct lay_box *box = &items->boxes[i];

	if (box->kind != LAY_BOX_STEP)
		return dim_add(high, box->bpd);
	const struct lay_box *before = i > s->from ? &items->boxes[i - 1] : NULL;
	if (before == NULL || before->kind != LAY_BOX_STEP ||
	    before->u.step.steps != box->u.step.steps) {
		s->run = i;
		s->before_run = high;
	}
	/* Heights of steps do not add up: ask for the run as it would stand here. */
	return dim_add(s->before_run,
		       lay_steps_bpd(box->u.step.steps, items->boxes[s->run].u.step.index,
				     box->u.step.index + 1));
}

/* Room for footnotes: what those met so far need, or what was set aside for those of all columns.
 */
static dim
feet_height(const struct search *s, dim feet)
{
	dim need = feet == 0 ? 0 : dim_add(feet, s->f->feet->separator_bpd);

	return dim_max(need, s->f->reserve);
}

/* Spaces that all go down to their minima look crammed: one more line is worth half of that. */
static dim
usable(dim give)
{
	return give / 2;
}

/* Does the column end at gap `to` with this content?  Footnotes that must be split make it dear. */
static bool
fits(struct search *s, size_t to, dim high, dim feet_before, int32_t *cost)
{
	const struct lay_box *last = &items_of(s->f)->boxes[to - 1];

	dim give = usable(dim_add(s->give, s->f->rigid ? 0 : items_of(s->f)->gaps[to].give_before));

	if (dim_sub(dim_add(high, feet_height(s, s->feet)), give) <= s->height)
		return true;
	dim room = dim_sub(dim_sub(s->height, high), s->f->feet->separator_bpd);
	room = dim_sub(room, feet_before);
	if (last->footnote_count == 0 || room <= 0)
		return false;
	enum lay_feet_fit fit = lay_feet_can_split(s->f->feet, last, room);
	if (fit == LAY_FEET_POORLY && *cost < LAY_COST_SOFT)
		*cost = LAY_COST_SOFT;
	return fit != LAY_FEET_NOT;
}

/* The column ends at `to`: as high as its content, or squeezed into the room there is. */
static struct stop
squeezed_stop(const struct search *s, size_t to, dim whole)
{
	struct stop stop = {.to = to, .bpd = whole};
	dim over = dim_sub(dim_add(whole, feet_height(s, s->feet)), dim_sub(s->height, LAY_SLACK));
	dim give = dim_add(s->give, items_of(s->f)->gaps[to].give_before);

	if (s->f->rigid || over <= LAY_SLACK || give <= 0)
		return stop;
	stop.squeeze = (struct lay_squeeze){.by = dim_min(over, give), .of = give};
	stop.bpd = dim_sub(whole, stop.squeeze.by);
	return stop;
}

/* The last of equal places, but squeezed no further than one that fills the column (XSL 1.1 §4.3:
 * the optimum is preferred). */
static bool
is_better(const struct stop *stop, const struct stop *best)
{
	if (best->squeeze.by > 0)
		return stop->cost < best->cost;
	return stop->cost <= best->cost;
}

static void
consider(struct search *s, size_t to, dim high, dim feet_before)
{
	const struct lay_gap *gap = &items_of(s->f)->gaps[to];
	bool more = lay_source_has(s->f->source, to);
	bool hard = !more || gap->forced != LAY_BREAK_NONE || gap->span_change;

	gap = &items_of(s->f)->gaps[to];
	dim whole = dim_max(dim_add(high, gap->before_break), s->reach);
	int32_t cost = hard ? LAY_COST_FREE : lay_gap_cost(gap, s->page_ends);
	int32_t page_cost = hard ? LAY_COST_FREE : lay_gap_cost(gap, true);
	dim feet = s->feet;
	if (s->page_ends && !hard)
		s->feet = dim_add(feet, lay_feet_repeat_bpd(s->f->feet, items_of(s->f), to, true));
	bool fit = fits(s, to, whole, feet_before, &cost);
	struct stop stop = squeezed_stop(s, to, whole);
	s->feet = feet;
	s->final = hard && fit;
	if (!fit)
		return;
	stop.cost = cost;
	if (s->best.to == s->from || hard || is_better(&stop, &s->best))
		s->best = stop;
	stop.cost = page_cost;
	if (s->best_page.to == s->from || hard || is_better(&stop, &s->best_page))
		s->best_page = stop;
}

/* Side floats anchored in box i: the column is at least as high as they are, and its spaces keep
 * their optima, for floats have been placed by them. */
static void
meet_floats(struct search *s, size_t i)
{
	const struct lay_side *side = items_of(s->f)->side;

	if (side == NULL || side->floats.len == 0)
		return;
	s->give = 0;
	s->reach = dim_max(s->reach, lay_side_reach(side, &s->next_float, i, i + 1));
}

static void
search_column(struct search *s)
{
	struct lay_fill *f = s->f;

	lay_side_column(f->source, s->from,
			dim_sub(dim_sub(s->height, LAY_SLACK), feet_height(s, s->feet)));
	lay_source_has(f->source, s->from);
	dim high = items_of(f)->gaps[s->from].after_break;
	s->give = f->rigid ? 0 : items_of(f)->gaps[s->from].give_after;

	s->best = s->best_page = (struct stop){.to = s->from, .cost = INT32_MAX};
	for (size_t i = s->from; lay_source_has(f->source, i); i++) {
		dim feet_before = s->feet;
		high = add_box(s, i, high);
		meet_floats(s, i);
		s->feet = dim_add(s->feet, lay_feet_box_bpd(f->feet, &items_of(f)->boxes[i]));
		if (dim_sub(high, usable(s->give)) > s->height && i > s->from)
			break;
		/* makes box i + 1, so that its gap is settled */
		lay_source_has(f->source, i + 1);
		consider(s, i + 1, high, feet_before);
		if (s->final || !lay_source_has(f->source, i + 1) ||
		    items_of(f)->gaps[i + 1].forced != LAY_BREAK_NONE ||
		    items_of(f)->gaps[i + 1].span_change)
			break;
		high = dim_add(high, items_of(f)->gaps[i + 1].whole);
		if (!f->rigid)
			s->give = dim_add(s->give, items_of(f)->gaps[i + 1].give_whole);
	}
	s->overflows = s->best.to == s->from;
}

/* ---- diagnostics ---- */

static const struct fo_node *
node_at(const struct lay_items *items, size_t box)
{
	const struct lay_frame *f = items->boxes[box].frame;

	return f != NULL ? f->node : items->boxes[box].source;
}

static void
report_overflow(struct lay_fill *f, size_t from, dim bpd)
{
	const struct fo_node *node = node_at(items_of(f), from);
	char over[32];

	if (node == NULL)
		return;
	struct diag_place place = fo_place(f->lay->doc, f->lay->arena, node);
	snprintf(over, sizeof over, "%.1f", dim_to_pt(dim_sub(bpd, f->height)));
	diag_add(f->lay->diag, &layout_diags[LAYOUT_DIAG_OVERFLOWS], &place,
		 fo_object_name(node->object), "its page", over);
}

/* Does an object end right before the break that should be kept with what follows? */
static const struct fo_node *
left_alone(const struct lay_gap *gap)
{
	for (uint32_t i = 0; i < gap->turn; i++) {
		const struct lay_edge *edge = &gap->edges[i];
		if (edge->kind != LAY_END || edge->frame->silent)
			continue;
		const struct fo_keep *keep = fo_keep(edge->node, FO_PROP_KEEP_WITH_NEXT);
		if (keep != NULL &&
		    (keep->within_column == FO_KEEP_ALWAYS || keep->within_page == FO_KEEP_ALWAYS))
			return edge->node;
	}
	return NULL;
}

static void
report_keep(struct lay_fill *f, size_t to)
{
	const struct fo_node *alone = left_alone(&items_of(f)->gaps[to]);
	const struct fo_node *node = alone != NULL ? alone : node_at(items_of(f), to);

	if (node == NULL)
		return;
	struct diag_place place = fo_place(f->lay->doc, f->lay->arena, node);
	if (alone != NULL)
		diag_add(f->lay->diag, &layout_diags[LAYOUT_DIAG_ALONE], &place,
			 fo_object_name(node->object));
	else
		diag_add0(f->lay->diag, &layout_diags[LAYOUT_DIAG_KEEP_BROKEN], &place);
}

/* ---- columns of a span ---- */

/* A trial of one span: its columns, and what they reached. */
struct trial {
	struct lay_span span;
	size_t to;
	int32_t cost;	/* dearest break */
	dim feet;	/* footnotes in it */
	bool page_ends; /* a forced page break or the end of the room */
	bool change;	/* a change of span follows and there may be room for it */
	bool overflows;
};

static dim
span_bpd(const struct lay_span *span)
{
	dim most = 0;

	for (int i = 0; i < span->count; i++)
		most = dim_max(most, span->columns[i].bpd);
	return most;
}

static bool
ends_page(enum lay_break b)
{
	return b == LAY_BREAK_PAGE || b == LAY_BREAK_EVEN || b == LAY_BREAK_ODD;
}

/* Fills the columns of a span from box `from` with columns of that height; feet_before: height of
 * the footnotes met on the page before it. */
static struct trial
try_span(struct lay_fill *f, size_t from, int count, dim height, dim feet_before)
{
	struct trial t = {.to = from, .feet = feet_before};
	struct stop early = {.to = from, .cost = INT32_MAX};
	int early_column = -1;

	t.span.count = count;
	t.span.columns = ARENA_ARRAY(f->arena, (size_t)count, struct lay_column);
	for (int i = 0; i < count; i++)
		t.span.columns[i].from = t.span.columns[i].to = from;
	for (int i = 0; i < count; i++) {
		struct search s = {
			.f = f, .from = t.to, .height = dim_add(height, LAY_SLACK), .feet = t.feet};
		s.page_ends = i + 1 == count;
		search_column(&s);
		if (s.overflows) {
			t.overflows = true;
			t.page_ends = true;
			break;
		}
		t.span.columns[i] = (struct lay_column){.from = t.to,
							.to = s.best.to,
							.bpd = s.best.bpd,
							.squeeze = s.best.squeeze};
		for (size_t b = t.to; b < s.best.to; b++)
			t.feet = dim_add(t.feet, lay_feet_box_bpd(f->feet, &items_of(f)->boxes[b]));
		t.to = s.best.to;
		if (s.best.cost > t.cost)
			t.cost = s.best.cost;
		if (s.best_page.cost <= early.cost) {
			early = s.best_page;
			early_column = i;
		}
		if (!lay_source_has(f->source, t.to))
			break;
		const struct lay_gap *gap = &items_of(f)->gaps[t.to];
		t.change = gap->span_change;
		t.page_ends = ends_page(gap->forced);
		if (t.change || t.page_ends)
			break;
		if (i + 1 == count)
			t.page_ends = true;
	}
	/* The page must end here, but at a dearer place than one it has passed. */
	if (t.page_ends && !t.overflows && t.cost > early.cost && t.cost >= LAY_COST_KEEP &&
	    early_column >= 0) {
		t.span.columns[early_column].to = early.to;
		t.span.columns[early_column].bpd = early.bpd;
		t.span.columns[early_column].squeeze = early.squeeze;
		for (int i = early_column + 1; i < count; i++)
			t.span.columns[i] = (struct lay_column){.from = early.to, .to = early.to};
		t.to = early.to;
		t.cost = early.cost;
	}
	/* Columns that were not begun stand behind the others, empty. */
	for (int i = 0; i < count; i++)
		if (t.span.columns[i].to <= t.span.columns[i].from || t.span.columns[i].to > t.to)
			t.span.columns[i].from = t.span.columns[i].to = t.to;
	t.span.bpd = span_bpd(&t.span);
	return t;
}

/* The least height with which the columns take the same boxes at no greater cost. */
static struct trial
least(struct lay_fill *f, size_t from, const struct trial *full, dim feet_before)
{
	struct trial best = *full;
	dim low = 0;
	dim high = full->span.bpd;
	dim tried = dim_sub(f->height, f->used); /* full was, with that height */

	for (int i = 0; i < 24 && low < high; i++) {
		dim middle = low + (high - low) / 2;
		struct trial t = try_span(f, from, full->span.count, middle, feet_before);
		if (t.to == full->to && t.cost <= full->cost && !t.overflows) {
			best = t;
			tried = middle;
			high = dim_min(middle, t.span.bpd);
		} else {
			low = middle + 1;
		}
	}
	/* Beside side floats the boxes are those of the last trial. */
	if (items_of(f)->side != NULL)
		best = try_span(f, from, full->span.count, tried, feet_before);
	return best;
}

/* Balances the columns behind the first among themselves too: seven lines are 3 2 2, not 3 3 1. */
static struct trial
balance(struct lay_fill *f, size_t from, const struct trial *full, dim feet_before)
{
	f->rigid = true;
	struct trial best = least(f, from, full, feet_before);

	for (int i = 1; items_of(f)->side == NULL && i + 1 < best.span.count &&
			best.span.columns[i].from < best.to;
	     i++) {
		struct lay_column *columns = best.span.columns + i;
		struct trial rest = best;

		for (size_t b = columns[-1].from; b < columns->from; b++)
			feet_before = dim_add(feet_before,
					      lay_feet_box_bpd(f->feet, &items_of(f)->boxes[b]));
		rest.span.columns = columns;
		rest.span.count -= i;
		rest = least(f, columns->from, &rest, feet_before);
		memmove(columns, rest.span.columns, (size_t)rest.span.count * sizeof *columns);
	}
	f->rigid = false;
	return best;
}

/* ---- the page ---- */

/* The first box alone, however high. */
static struct trial
force_box(struct lay_fill *f, size_t from, int count)
{
	struct trial t = {.to = from + 1, .page_ends = true};

	lay_source_has(f->source, from + 1);
	const struct lay_items *items = items_of(f);
	t.span.count = count;
	t.span.columns = ARENA_ARRAY(f->arena, (size_t)count, struct lay_column);
	for (int i = 0; i < count; i++)
		t.span.columns[i].from = t.span.columns[i].to = from + 1;
	t.span.columns[0].from = from;
	t.span.columns[0].bpd = lay_items_bpd(items, from, from + 1);
	t.span.bpd = t.span.columns[0].bpd;
	if (t.span.bpd > dim_add(f->height, LAY_SLACK))
		report_overflow(f, from, t.span.bpd);
	return t;
}

/* Puts spans one below the other while there is room; the height of all footnotes met. */
static dim
fill_spans(struct lay_fill *f)
{
	dim feet = dim_add(lay_feet_waiting_bpd(f->feet),
			   lay_feet_repeat_bpd(f->feet, items_of(f), 0, false));
	size_t from = 0;

	f->spans.len = 0;
	f->used = 0;
	for (;;) {
		const struct lay_frame *frame = items_of(f)->boxes[from].frame;
		bool spanning = f->columns > 1 && frame != NULL && frame->spans;
		int count = spanning ? 1 : f->columns;
		dim room = dim_sub(f->height, f->used);
		struct trial t = try_span(f, from, count, room, feet);
		bool done = !t.overflows && !lay_source_has(f->source, t.to);
		if (t.overflows && t.to == from && f->spans.len == 0)
			t = force_box(f, from, count);
		else if (count > 1 && t.change && !t.overflows)
			t = balance(f, from, &t, feet);
		if (t.to > from) {
			t.span.spanning = spanning;
			t.span.y = f->used;
			VEC_PUSH(f->arena, &f->spans, t.span);
			f->used = dim_add(f->used, t.span.bpd);
			for (size_t b = from; b < t.to; b++)
				feet = dim_add(feet,
					       lay_feet_box_bpd(f->feet, &items_of(f)->boxes[b]));
		}
		if (t.cost >= LAY_COST_ALWAYS && !done)
			report_keep(f, t.to);
		f->to = from = t.to;
		f->end = !lay_source_has(f->source, from);
		if (f->end || t.page_ends || t.overflows || !t.change)
			return feet;
	}
}

void
lay_page_fill(struct lay_fill *f)
{
	f->reserve = 0;
	f->forced = LAY_BREAK_NONE;
	f->end = !lay_source_has(f->source, 0);
	f->to = 0;
	if (f->end)
		return;
	for (int tries = 0; tries < 4; tries++) {
		dim feet = fill_spans(f);
		if (f->columns == 1 || feet == 0)
			break;
		/* never more than half a page: the rest of the footnotes waits */
		dim need = dim_min(dim_add(feet, f->feet->separator_bpd), f->height / 2);
		if (need <= f->reserve)
			break;
		f->reserve = need;
	}
	if (!f->end)
		f->forced = items_of(f)->gaps[f->to].forced;
}
