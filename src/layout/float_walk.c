/*
 * Side floats: what a walk does where it meets their anchors, and where it ends something.
 */
#include "layout/float_side.h"

#include "base/arena.h"
#include "layout/step.h"
#include "layout/walk.h"

void
lay_side_meet(struct lay_walk *w, const struct fo_node *node)
{
	struct lay_waiting what = {.node = node, .measure = -1};
	struct lay_side_float *f = lay_side_place(w, &what, lay_side_y(w), lay_side_at_head(w));

	f->at_edge = w->room.outer == NULL;
	lay_walk_edge(w, LAY_POINT, node)->side = f;
}

/* ---- ends ---- */

void
lay_side_enclose(struct lay_walk *w, const struct lay_frame *frame)
{
	struct lay_side *side = lay_side_of(w);
	dim y, bottom;

	if (side == NULL || (frame == NULL && w->room.outer != NULL))
		return;
	bool open = w->room.outer == NULL && side->floats.len > 0 &&
		    side->floats.at[side->floats.len - 1]->box == w->items->box_count &&
		    side->floats.at[side->floats.len - 1]->frame == frame;
	bottom = y = lay_side_y(w);
	for (size_t i = 0; i < side->active.len; i++) {
		const struct lay_side_float *a = side->active.at[i];
		if (a->frame == frame && !a->cut)
			bottom = dim_max(bottom, dim_add(a->y, a->bpd));
	}
	if (bottom > y || open)
		lay_walk_box(w, LAY_BOX_EMPTY, dim_sub(bottom, y))->source =
			frame != NULL ? frame->node : NULL;
}

void
lay_side_settle(struct lay_walk *w)
{
	const struct lay_gap *gap = lay_walk_gap(w);

	for (uint32_t i = 0; i < gap->turn; i++) {
		struct lay_side_float *f = gap->edges[i].side;
		if (f == NULL || f->part != w->items || f->part_box != w->items->box_count)
			continue;
		f->part_box--;
		if (w->room.outer == NULL)
			f->box--;
	}
}

void
lay_side_hold(struct lay_walk *w)
{
	const struct lay_side *side = w->side;

	if (side->floats.len > 0 &&
	    side->floats.at[side->floats.len - 1]->box == w->items->box_count)
		lay_walk_box(w, LAY_BOX_EMPTY, 0);
}

void
lay_side_finish(struct lay_walk *w)
{
	struct lay_items *items = w->items;
	const struct lay_side *side = w->side;
	size_t next = 0;
	dim reach = 0;
	dim y = 0;

	if (side == NULL)
		return;
	for (size_t i = 0; i < items->box_count; i++) {
		struct lay_gap *gap = &items->gaps[i];
		if (i > 0 && reach > y)
			gap->keep_column = FO_KEEP_ALWAYS;
		y = dim_add(y,
			    dim_add(i == 0 ? gap->after_break : gap->whole, items->boxes[i].bpd));
		reach = dim_max(reach, lay_side_reach(side, &next, i, i + 1));
	}
}

/* The step that takes a box of a part; the last one if none does. */
static uint32_t
step_of(const struct lay_steps *s, const struct lay_side_float *f)
{
	for (uint32_t i = 0; i < s->part_count; i++) {
		if (s->parts[i].items != f->part)
			continue;
		for (uint32_t k = 0; k + 1 < s->count; k++)
			if (lay_steps_position(s, &s->parts[i], (size_t)k + 1) > f->part_box)
				return k;
	}
	return s->count - 1;
}

/* In the order of their boxes again. */
static void
sort(struct lay_side *side, size_t first)
{
	for (size_t i = first + 1; i < side->floats.len; i++) {
		struct lay_side_float *f = side->floats.at[i];
		size_t k = i;
		for (; k > first && side->floats.at[k - 1]->box > f->box; k--)
			side->floats.at[k] = side->floats.at[k - 1];
		side->floats.at[k] = f;
	}
}

void
lay_side_spread(struct lay_walk *w, const struct lay_steps *s, size_t first, size_t from)
{
	struct lay_side *side = lay_side_of(w);

	if (side == NULL)
		return;
	for (size_t i = first; i < side->floats.len; i++) {
		struct lay_side_float *f = side->floats.at[i];
		f->part_box = from + step_of(s, f);
		f->part = w->items;
		if (w->room.outer == NULL)
			f->box = f->part_box;
	}
	if (w->room.outer != NULL)
		return;
	sort(side, first);
	if (side->last > from)
		side->last = w->items->box_count + 1;
}

/* ---- what is not walked again ---- */

dim
lay_side_above(const struct lay_items *items, size_t from)
{
	dim y = 0;

	if (items->side->columns.len > 0 || items->side->column > 0)
		return 0;
	for (size_t i = 0; i < from; i++) {
		const struct lay_gap *gap = &items->gaps[i];
		y = dim_add(y,
			    dim_add(i == 0 ? gap->after_break : gap->whole, items->boxes[i].bpd));
	}
	if (from > 0)
		y = dim_add(y, dim_sub(items->gaps[from].whole, items->gaps[from].after_break));
	return y;
}

void
lay_side_shift(struct lay_walk *w, const struct lay_items *items, size_t from)
{
	const struct lay_side *old = items->side;

	for (size_t i = 0; old != NULL && i < old->floats.len; i++) {
		if (old->floats.at[i]->box < from)
			continue;
		struct lay_side_float *f = ARENA_NEW(w->arena, struct lay_side_float);
		*f = *old->floats.at[i];
		f->box -= from;
		f->y = dim_sub(f->y, lay_side_above(items, from));
		VEC_PUSH(w->keep, &w->side->floats, f);
	}
}

static void
adopt(struct lay_walk *w, const struct fo_node *node)
{
	struct lay_waiting what = {.node = node, .measure = -1};

	/* at once, whichever box holds it: the next column may begin anywhere in the part */
	if (lay_side_is_side(node) && !lay_side_has_met(lay_side_of(w), node))
		lay_side_wait(w, &what, 0);
}

static void
adopt_edges(struct lay_walk *w, const struct lay_gap *gap, uint32_t from)
{
	for (uint32_t i = from; i < gap->edge_count; i++)
		if (gap->edges[i].side != NULL)
			adopt(w, gap->edges[i].node);
}

/* Floats in a list are those of the walk around it, others of a walk in between. */
static void
adopt_parts(struct lay_walk *w, const struct lay_steps *s, uint32_t index)
{
	for (uint32_t i = 0; i < s->part_count; i++) {
		const struct lay_part *p = &s->parts[i];
		if (p->node != NULL &&
		    (p->node->object == FO_LIST_ITEM_LABEL || p->node->object == FO_LIST_ITEM_BODY))
			lay_side_adopt(w, p->items, lay_steps_position(s, p, index));
	}
}

void
lay_side_adopt(struct lay_walk *w, const struct lay_items *items, size_t from)
{
	if (lay_side_of(w) == NULL)
		return;
	for (size_t i = from; i < items->box_count; i++) {
		const struct lay_box *box = &items->boxes[i];
		const struct lay_box *before = i > from ? box - 1 : NULL;
		adopt_edges(w, &items->gaps[i], i == from ? items->gaps[i].turn : 0);
		for (uint32_t k = 0; box->kind == LAY_BOX_LINE && k < box->footnote_count; k++)
			adopt(w, box->footnotes[k]);
		if (box->kind == LAY_BOX_STEP && (before == NULL || before->kind != LAY_BOX_STEP ||
						  before->u.step.steps != box->u.step.steps))
			adopt_parts(w, box->u.step.steps, box->u.step.index);
	}
	adopt_edges(w, &items->gaps[items->box_count], 0);
}
