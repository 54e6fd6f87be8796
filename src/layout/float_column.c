/*
 * Side floats and columns: what happens to them where a page or column breaks.
 *
 * When a column begins with a box, the walk that made it believed in another column: floats above,
 * less room below.  So everything from that box on is made again (restart.c), with the column empty
 * but for the floats that did not fit above.  These stand at its head, in an empty box of their
 * own, so that a column may hold nothing but floats when there is no room beside them; and when the
 * flow has ended, an empty box gives those that still wait a column.
 *
 * The page breaker may go back and fill columns again; so what waited is kept for each column begun
 * on the page.
 */
#include "layout/float_side.h"

#include "base/arena.h"
#include "base/map.h"
#include "layout/layout_diag.h"
#include "layout/source.h"
#include "layout/step.h"
#include "layout/walk.h"

/* ---- what waits ---- */

/* The column that ends before a box, as it was filled last. */
static unsigned
column_before(const struct lay_side *side, size_t box)
{
	for (size_t i = side->columns.len; i-- > 0;)
		if (side->columns.at[i].box < box)
			return side->columns.at[i].column;
	return 0;
}

static struct lay_waitings
find_waiting(const struct lay_walk *w, size_t box)
{
	const struct lay_side *side = w->side;
	struct lay_waitings v = {.box = box};
	unsigned column = column_before(side, box);

	for (size_t i = 0; i < side->floats.len; i++) {
		const struct lay_side_float *f = side->floats.at[i];
		struct lay_waiting one = {.node = f->node, .from = f->from, .measure = -1};
		if (!f->waits || f->column != column || f->box >= box)
			continue;
		if (f->frame != NULL)
			one.frame = f->frame->node;
		if (f->from > 0)
			one.measure = f->measure;
		VEC_PUSH(w->keep, &v, one);
	}
	return v;
}

/* The same at each call for a column until one before it is begun again. */
static struct lay_waitings *
waiting_at(struct lay_walk *w, size_t box)
{
	struct lay_side *side = w->side;
	size_t n = side->columns.len;

	while (n > 0 && side->columns.at[n - 1].box > box)
		n--;
	side->columns.len = n;
	if (n > 0 && side->columns.at[n - 1].box == box)
		return &side->columns.at[n - 1];
	struct lay_waitings v = find_waiting(w, box);
	VEC_PUSH(w->keep, &side->columns, v);
	return &side->columns.at[n];
}

bool
lay_side_has_met(const struct lay_side *side, const struct fo_node *node)
{
	for (size_t i = 0; i < side->floats.len; i++)
		if (side->floats.at[i]->node == node)
			return true;
	return side->past != NULL &&
	       map_find_n(side->past, (const char *)&node, sizeof node) != NULL;
}

static void
put_past(struct lay_walk *w, const struct fo_node *node)
{
	struct lay_side *side = w->side;

	if (side->past == NULL)
		side->past = map_new(w->keep);
	map_put_n(side->past, (const char *)&node, sizeof node, (void *)(uintptr_t)node);
}

void
lay_side_inherit(struct lay_walk *w, const struct lay_items *items, size_t from)
{
	const struct lay_side *old = items->side;

	if (old == NULL)
		return;
	lay_side_need(w);
	for (size_t i = 0; i < old->floats.len && old->floats.at[i]->box < from; i++)
		put_past(w, old->floats.at[i]->node);
	for (size_t i = 0; old->past != NULL && i < map_count(old->past); i++)
		put_past(w, map_at(old->past, i)->value);
}

void
lay_side_forget(struct lay_side *side, size_t box)
{
	while (side->floats.len > 0 && side->floats.at[side->floats.len - 1]->box >= box)
		side->floats.len--;
	side->tailed = false;
}

/* ---- the head of a column ---- */

static void
place_pending(struct lay_walk *w, const struct fo_node *frame)
{
	const struct lay_waitings *v = w->side->pending;

	for (size_t i = 0; i < v->len; i++)
		if (v->at[i].frame == frame)
			lay_side_place(w, &v->at[i], lay_side_y(w), true);
}

/* Is one of the blocks that are open again this one? */
static bool
is_open(const struct lay_walk *w, const struct fo_node *node)
{
	for (const struct lay_frame *f = w->frame; f != NULL; f = f->parent)
		if (f->reference && f->node == node)
			return true;
	return false;
}

void
lay_side_resume(struct lay_walk *w)
{
	if (w->side == NULL || w->side->pending == NULL ||
	    (w->frame != NULL && !w->frame->reference))
		return;
	w->state->gap_frame = w->frame;
	place_pending(w, w->frame == NULL ? NULL : w->frame->node);
}

/* Floats of a reference area that has ended stand in what is left. */
void
lay_side_head(struct lay_walk *w, const struct fo_node *start)
{
	struct lay_side *side = w->side;

	if (side == NULL || side->pending == NULL || side->pending->len == 0)
		return;
	for (size_t i = 0; i < side->pending->len; i++) {
		const struct lay_waiting *one = &side->pending->at[i];
		if (one->frame != NULL && !is_open(w, one->frame))
			lay_side_place(w, one, lay_side_y(w), true);
	}
	lay_walk_box(w, LAY_BOX_EMPTY, 0)->source = start;
	lay_walk_gap(w)->head = true;
}

/* Joins the gaps around an empty box at the head of a column. */
static void
strip_one(struct lay_walk *w, size_t box)
{
	struct lay_items *items = w->items;
	struct lay_gap *gap = &items->gaps[box];
	const struct lay_gap *below = &items->gaps[box + 1];
	uint32_t count = gap->turn + below->edge_count;
	struct lay_edge *edges = ARENA_ARRAY(w->arena, count, struct lay_edge);

	for (uint32_t i = 0; i < count; i++)
		edges[i] = i < gap->turn ? gap->edges[i] : below->edges[i - gap->turn];
	gap->edges = edges;
	gap->edge_count = gap->edge_cap = count;
	if (below->turn == 0) /* the walk may have been taken up there since: other frames */
		gap->frame = below->frame;
	for (size_t i = box + 1; i < items->box_count; i++) {
		items->boxes[i - 1] = items->boxes[i];
		items->gaps[i] = items->gaps[i + 1];
	}
	items->box_count--;
}

void
lay_side_strip(struct lay_source *source, size_t box)
{
	struct lay_walk *w = &source->walk;

	/* Several, if columns before were filled with floats alone. */
	while (lay_source_has(source, box + 1) && w->items->gaps[box + 1].head)
		strip_one(w, box);
	if (box + 1 == w->items->box_count && w->items->gaps[box + 1].head) { /* nothing is left */
		w->items->boxes[box].source = NULL;
		w->items->gaps[box + 1].head = false;
		w->side->tailed = true;
	}
}

/* ---- columns ---- */

/* The empty box behind the end of the flow gives way to what waits; the flow then ends again. */
static bool
restart_tail(struct lay_walk *w, size_t box)
{
	struct lay_walk_state *s = w->state;
	struct lay_gap gap = w->items->gaps[box];

	if (!s->done || box + 1 != w->items->box_count || w->items->boxes[box].source != NULL)
		return false;
	lay_side_forget(w->side, box);
	s->done = false;
	w->items->box_count = box;
	lay_walk_open_gap(w);
	if (box > 0) /* else its ends stand on the page before */
		lay_walk_keep_gap(w, &gap);
	lay_side_resume(w);
	lay_side_head(w, NULL);
	return true;
}

static void
empty_column(struct lay_side *side)
{
	side->active.len = 0;
	side->least = 0;
	side->blocked = false;
}

static void
stand_here(struct lay_side_float *f)
{
	f->waits = false;
	f->here = f->cut = true;
}

/* Floats anchored in boxes from one on that are not made again: those that waited wait on. */
static void
keep(struct lay_side *side, size_t box)
{
	for (size_t i = 0; i < side->floats.len; i++) {
		struct lay_side_float *f = side->floats.at[i];
		if (f->box < box)
			continue;
		f->column = side->column;
		side->blocked = side->blocked || f->waits;
		if (!f->waits)
			stand_here(f);
	}
}

/* Where the walk cannot be taken up again (the header of a table), at the next place it can. */
static void
restart(struct lay_source *source, size_t box)
{
	struct lay_walk *w = &source->walk;
	struct lay_side *side = w->side;
	struct lay_room room = w->room;

	lay_source_has(source, box);
	for (size_t i = box; i < w->items->box_count; i++) {
		lay_side_strip(source, i);
		if (!lay_walk_can_restart(w, i))
			continue;
		lay_side_forget(side, i);
		empty_column(side);
		keep(side, box);
		side->last = i;
		lay_source_restart(source, i, &room);
		return;
	}
	empty_column(side);
	if (box < w->items->box_count && restart_tail(w, box))
		return;
	/* No place: they wait on. */
	keep(side, box);
	for (size_t i = 0; i < side->pending->len; i++)
		lay_side_wait(w, &side->pending->at[i], box);
}

/* ---- loops ---- */

/* A number for what begins with a box: its node, how far into it, what is left of parallel parts.
 */
static uint64_t
place_of(const struct lay_box *box)
{
	uint64_t place = (uintptr_t)box->source;

	if (box->kind == LAY_BOX_LINE)
		return place * 31 + box->u.line.index + box->u.line.taken;
	if (box->kind != LAY_BOX_STEP)
		return place;
	for (uint32_t i = 0; i < box->u.step.steps->part_count; i++) {
		const struct lay_part *p = &box->u.step.steps->parts[i];
		size_t at = lay_steps_position(box->u.step.steps, p, box->u.step.index);
		place = place * 1000003 + (uintptr_t)p->node;
		if (at < p->items->box_count)
			place = place * 1000003 + place_of(&p->items->boxes[at]);
	}
	return place;
}

/* Does a page begin as one before it has begun? */
static bool
comes_again(struct lay_walk *w, const struct lay_waitings *waiting)
{
	struct lay_side *side = w->side;
	const struct lay_box *box = w->items->box_count > 0 ? &w->items->boxes[0] : NULL;
	struct lay_taken now = {.waiting = waiting->len};

	if (!side->fresh || box == NULL)
		return false;
	side->fresh = false;
	now.place = place_of(box);
	if (waiting->len > 0) {
		now.first = waiting->at[0].node;
		now.from = waiting->at[0].from;
	}
	for (unsigned i = 0; i < LAY_SIDE_PAGES && i < side->page; i++) {
		const struct lay_taken *old = &side->pages[i];
		if (old->place == now.place && old->waiting == now.waiting &&
		    old->first == now.first && old->from == now.from)
			return true;
	}
	side->pages[side->page++ % LAY_SIDE_PAGES] = now;
	return false;
}

/* A float that was met last stands in the first box. */
static void
to_front(struct lay_side *side, struct lay_side_float *f)
{
	for (size_t i = side->floats.len; i-- > 1;)
		side->floats.at[i] = side->floats.at[i - 1];
	side->floats.at[0] = f;
	f->box = 0;
}

/* A float on the page already? */
static bool
stands(const struct lay_side *side, const struct lay_waiting *one)
{
	for (size_t i = 0; i < side->floats.len; i++)
		if (side->floats.at[i]->node == one->node && side->floats.at[i]->from == one->from)
			return true;
	return false;
}

/* The items stay as they are, and floats stand at their anchors. */
static void
give_up(struct lay_walk *w, const struct lay_waitings *waiting)
{
	struct lay_side *side = w->side;

	for (size_t i = 0; i < side->floats.len; i++)
		stand_here(side->floats.at[i]);
	for (size_t i = waiting->len; i-- > 0;)
		if (!stands(side, &waiting->at[i]))
			to_front(side, lay_side_place(w, &waiting->at[i], 0, true));
}

static void
report(struct lay_walk *w, const struct lay_box *box)
{
	struct diag_place place = {0};

	if (box->source != NULL)
		place = fo_place(w->lay->doc, w->lay->arena, box->source);
	diag_add0(w->lay->diag, &layout_diags[LAYOUT_DIAG_FLOATS_CHASE], &place);
}

void
lay_side_column(struct lay_source *source, size_t box, dim bpd)
{
	struct lay_walk *w = &source->walk;
	struct lay_walk_state *s = w->state;
	struct lay_side *side = w->side;

	w->room_bpd = dim_max(bpd, 1);
	if (side == NULL) {
		s->y_head = s->y_box = box;
		s->y = 0;
		return;
	}
	struct lay_waitings *waiting = waiting_at(w, box);
	bool again = waiting->len > 0 || box < side->last;
	waiting->column = ++side->column;
	empty_column(side);
	s->y_head = s->y_box = box;
	s->y = 0;
	if (again && box == 0 && !side->off && comes_again(w, waiting)) {
		lay_source_has(source, 0);
		report(w, &w->items->boxes[0]);
		side->off = true;
	}
	if (side->off && box == 0)
		give_up(w, waiting);
	if (!again || side->off)
		return;
	side->pending = waiting;
	restart(source, box);
	side->pending = NULL;
}

bool
lay_side_tail(struct lay_walk *w)
{
	struct lay_side *side = w->side;
	struct lay_items *items = w->items;

	if (side == NULL || !w->state->done || !side->blocked || side->tailed)
		return false;
	side->tailed = true;
	items->gaps[items->box_count].forced = LAY_BREAK_COLUMN;
	lay_items_reserve(items);
	items->boxes[items->box_count] = (struct lay_box){.kind = LAY_BOX_EMPTY};
	items->gaps[++items->box_count] = (struct lay_gap){0};
	return true;
}

void
lay_side_drop(struct lay_walk *w, size_t count)
{
	struct lay_side *side = w->side;

	w->state->y_head = w->state->y_box = 0;
	w->state->y = 0;
	if (side == NULL)
		return;
	struct lay_waitings v = find_waiting(w, count);
	v.box = 0;
	side->columns.len = 0;
	VEC_PUSH(w->keep, &side->columns, v);
	size_t n = 0;
	for (size_t i = 0; i < side->floats.len; i++) {
		struct lay_side_float *f = side->floats.at[i];
		if (f->box < count) {
			put_past(w, f->node);
			continue;
		}
		f->box -= count;
		if (f->part == w->items)
			f->part_box -= count;
		side->floats.at[n++] = f;
	}
	side->floats.len = n;
	side->tailed = side->tailed && count < w->items->box_count;
	side->active.len = 0;
	side->last = side->last > count ? side->last - count : 0;
	side->fresh = true;
}
