/*
 * Restart: a walk taken up again in the middle of its flow, for pages of another width.
 *
 * What is open at the gap is opened anew with the new measure, without edges, and the walk goes on
 * at the first node behind the gap; a paragraph is broken again from its line, a list item or a
 * group of table rows from its cut, in columns fitted anew.  It is not possible where the header or
 * footer of a table stands: the caller tries again at a later page.
 */
#include "layout/walk.h"

#include "base/arena.h"
#include "layout/block.h"
#include "layout/container.h"
#include "layout/float_side.h"
#include "layout/step.h"
#include "layout/table.h"

#include <assert.h>
#include <string.h>

/* ---- restarting and dropping ---- */

#define MOVE_LIMIT 1024

void
lay_walk_drop(struct lay_walk *w, size_t count)
{
	struct lay_items *items = w->items;

	assert(count <= items->box_count);
	size_t left = items->box_count - count;
	items->box_count = left;
	if (left > MOVE_LIMIT) { /* many boxes at once: do not move them on each page */
		items->boxes += count;
		items->gaps += count;
		items->cap -= count;
		return;
	}
	memmove(items->boxes, items->boxes + count, left * sizeof *items->boxes);
	memmove(items->gaps, items->gaps + count, (left + 1) * sizeof *items->gaps);
}

/* All areas of a block stand as far aside from floats as any of them (XSL 1.1 §4.4.2). */
static void
displace(struct lay_walk *w, struct lay_frame *f, const struct lay_frame *old)
{
	const struct lay_frame *p = old->parent;
	dim start = old->beside_start;
	dim end = old->beside_end;

	if (p != NULL && !p->reference) {
		start = dim_sub(start, p->beside_start);
		end = dim_sub(end, p->beside_end);
	}
	if (old->silent || p == NULL)
		return;
	lay_frame_displace(f, start, end);
	lay_side_displace(w, f);
}

/* Opens, for another room, the blocks that are open at a gap, without edges: they began on pages
 * before.  box: what comes next. */
static struct lay_frame *
reopen(struct lay_walk *w, const struct lay_frame *old, const struct lay_box *box)
{
	if (old == NULL)
		return NULL;
	w->frame = reopen(w, old->parent, box);
	struct lay_frame *f =
		old->silent ? lay_frame_silent(w, old->node) : lay_frame_new(w, old->node);
	f->spans = old->spans;
	displace(w, f, old);
	if (old->container != NULL)
		lay_container_frame(w, f);
	if (old->table != NULL)
		f->table = lay_table_restart(w, f, box->u.step.steps, box->u.step.index);
	f->parent = w->frame;
	w->frame = f;
	lay_walk_push(w, old->node, f);
	w->state->levels.at[w->state->levels.len - 1].table = f->table;
	lay_side_resume(w);
	return f;
}

/* Each level goes on behind the child the next one stands for. */
static void
set_next(struct lay_walk *w, const struct fo_node *start)
{
	for (size_t i = w->state->levels.len; i-- > 0;) {
		struct lay_level *level = &w->state->levels.at[i];
		const struct fo_node *inner =
			i + 1 < w->state->levels.len ? w->state->levels.at[i + 1].node : start;
		while (inner != NULL && inner->parent != level->node)
			inner = inner->parent;
		if (inner == NULL)
			level->next = NULL;
		else
			level->next = i + 1 < w->state->levels.len ? inner->next : inner;
	}
}

/* The first node behind the turn of a gap. */
static const struct fo_node *
start_node(const struct lay_gap *gap, const struct lay_box *box)
{
	for (uint32_t i = gap->turn; i < gap->edge_count; i++)
		if (gap->edges[i].kind != LAY_END)
			return gap->edges[i].node;
	return box->source;
}

/* Has any part of the item left something behind?  If not, what is made anew would end at the same
 * place, page after page. */
static bool
has_progress(const struct lay_box *box)
{
	const struct lay_steps *s = box->u.step.steps;

	for (uint32_t i = 0; i < s->part_count; i++)
		if (lay_steps_position(s, &s->parts[i], box->u.step.index) > 0)
			return true;
	return false;
}

static bool
can_restart(const struct lay_gap *gap, const struct lay_box *box)
{
	/* Rows are boxes of their table, so only the innermost block can be one. */
	if (gap->frame != NULL && gap->frame->table != NULL)
		return box->kind == LAY_BOX_STEP && lay_table_can_restart(box->u.step.steps);
	if (box->kind == LAY_BOX_STEP && box->u.step.index > 0 && !has_progress(box))
		return false;
	return start_node(gap, box) != NULL;
}

/* What is left of a list item behind a cut. */
static void
add_rest(struct lay_walk *w, const struct lay_box *box)
{
	size_t from = w->items->box_count;

	lay_list_rest(w, box->u.step.steps, box->u.step.index);
	for (size_t i = from; i < w->items->box_count; i++)
		w->items->boxes[i].source = box->source;
}

/* The rest of the paragraph that a box is a line of. */
static void
rebreak(struct lay_walk *w, const struct lay_box *box)
{
	struct lay_level *level = &w->state->levels.at[w->state->levels.len - 1];
	struct lay_measure measure = lay_walk_measure(w);

	while (level->next != NULL && lay_is_inline(level->next))
		level->next = level->next->next;
	if (lay_side_paragraph(w, box->u.line.para, box->source, box))
		return;
	const struct lay_lines *rest = lay_para_rebreak(
		box->u.line.para, w->arena, box->u.line.lines, box->u.line.index, &measure);

	lay_walk_lines(w, box->u.line.para, rest, box->source,
		       box->u.line.index + box->u.line.taken);
}

/* Where the walk went in: the node whose children are the flow. */
static const struct fo_node *
flow_of(const struct lay_walk *w, const struct fo_node *start)
{
	if (w->state->levels.len > 0)
		return w->state->levels.at[0].node;
	while (start->parent != NULL && start->object != FO_FLOW)
		start = start->parent;
	return start;
}

bool
lay_walk_can_restart(const struct lay_walk *w, size_t box)
{
	const struct lay_items *items = w->items;

	return box < items->box_count && can_restart(&items->gaps[box], &items->boxes[box]);
}

bool
lay_walk_restart(struct lay_walk *w, size_t index, const struct lay_room *room)
{
	struct lay_items *items = w->items;

	if (!lay_walk_can_restart(w, index))
		return false;
	struct lay_gap gap = items->gaps[index];
	struct lay_box box = items->boxes[index];
	const struct fo_node *start = start_node(&gap, &box);
	const struct fo_node *flow = flow_of(w, gap.frame != NULL ? gap.frame->node : start);
	bool table = gap.frame != NULL && gap.frame->table != NULL;
	bool inside = gap.turn == gap.edge_count && box.kind == LAY_BOX_LINE &&
		      box.u.line.index + box.u.line.taken > 0;
	w->state->levels.len = 0;
	w->state->done = false;
	w->room = *room;
	w->frame = NULL;
	lay_walk_push(w, flow, NULL);
	items->box_count = index;
	lay_walk_open_gap(w);
	if (index > 0) /* the column before ends in this gap */
		lay_walk_keep_gap(w, &gap);
	else
		lay_walk_gap(w)->forced = gap.forced;
	lay_side_resume(w);
	if (gap.frame != NULL && gap.frame->spans && room->span_ipd > 0)
		w->room.ipd = room->span_ipd;
	reopen(w, gap.frame, &box);
	w->room.ipd = room->ipd;
	w->state->gap_frame = w->frame;
	set_next(w, start);
	const struct lay_frame *above = index > 0 ? items->boxes[index - 1].frame : gap.frame;
	w->state->box_spans = above != NULL && above->spans;
	lay_side_head(w, start);
	if (inside)
		rebreak(w, &box);
	else if (table) /* at once: the rest of a row still uses what the older chunks hold */
		lay_table_next(w, w->frame->table);
	else if (box.kind == LAY_BOX_STEP && gap.frame == box.frame)
		add_rest(w, &box); /* the item is open: it began before */
	return true;
}
