/*
 * Walk: how a walk writes down items: edges, gaps and their turns, boxes, frames.
 *
 * A gap is open from one box to the next and collects edges; when the next box comes it is settled:
 * where a break would fall in it, what keeps it together, how high it is.
 */
#include "layout/walk.h"

#include "base/arena.h"
#include "layout/block.h"
#include "layout/float_side.h"
#include "layout/spacing.h"

#include <assert.h>

/* ---- gaps ---- */

struct lay_gap *
lay_walk_gap(struct lay_walk *w)
{
	return &w->items->gaps[w->items->box_count];
}

struct lay_edge *
lay_walk_edge(struct lay_walk *w, enum lay_edge_kind kind, const struct fo_node *node)
{
	struct lay_gap *gap = lay_walk_gap(w);

	if (gap->edge_count == gap->edge_cap) {
		uint32_t cap = gap->edge_cap == 0 ? 4 : gap->edge_cap * 2;
		gap->edges =
			arena_grow(w->arena, gap->edges, gap->edge_count, cap, sizeof *gap->edges);
		gap->edge_cap = cap;
	}
	struct lay_edge *edge = &gap->edges[gap->edge_count++];
	*edge = (struct lay_edge){.kind = kind, .node = node, .frame = w->frame};
	return edge;
}

/* Where a forced break falls: around the run of begins or ends that its edge belongs to, so that a
 * break before a first child breaks before its parents too (§7.20.2). */
static uint32_t
forced_turn(const struct lay_gap *gap, uint32_t edge)
{
	if (gap->edges[edge].kind == LAY_END) {
		while (edge < gap->edge_count && gap->edges[edge].kind == LAY_END)
			edge++;
		return edge;
	}
	while (edge > 0 && gap->edges[edge - 1].kind != LAY_END)
		edge--;
	return edge;
}

/* The first place where the fewest blocks are open: what is empty goes with what follows. */
static uint32_t
free_turn(const struct lay_gap *gap)
{
	int depth = 0;
	int least = 0;
	uint32_t turn = 0;

	for (uint32_t i = 0; i < gap->edge_count; i++) {
		if (gap->edges[i].kind == LAY_BEGIN)
			depth++;
		else if (gap->edges[i].kind == LAY_END)
			depth--;
		if (depth < least) {
			least = depth;
			turn = i + 1;
		}
	}
	return turn;
}

static struct lay_frame *
frame_at_turn(const struct lay_gap *gap, struct lay_frame *frame)
{
	for (uint32_t i = 0; i < gap->turn; i++) {
		if (gap->edges[i].kind == LAY_BEGIN)
			frame = gap->edges[i].frame;
		else if (gap->edges[i].kind == LAY_END)
			frame = gap->edges[i].frame->parent;
	}
	return frame;
}

static void
set_keeps(struct lay_gap *gap)
{
	if (gap->frame != NULL)
		lay_gap_keep(gap, &gap->frame->keep);
	for (uint32_t i = 0; i < gap->edge_count; i++) {
		const struct lay_edge *edge = &gap->edges[i];
		if (edge->frame == NULL || edge->frame->silent)
			continue;
		if (i < gap->turn && edge->kind == LAY_END)
			lay_gap_keep(gap, fo_keep(edge->node, FO_PROP_KEEP_WITH_NEXT));
		else if (i >= gap->turn && edge->kind == LAY_BEGIN)
			lay_gap_keep(gap, fo_keep(edge->node, FO_PROP_KEEP_WITH_PREVIOUS));
	}
}

/* Settles the open gap. last: nothing follows. */
void
lay_walk_close_gap(struct lay_walk *w, bool last)
{
	struct lay_gap *gap = lay_walk_gap(w);
	struct lay_walk_state *s = w->state;

	if (last)
		gap->turn = gap->edge_count;
	else if (w->items->box_count == 0)
		gap->turn = 0;
	else if (s->kept_edges > 0)
		gap->turn = s->kept_edges;
	else if (s->forced_edge != LAY_NO_EDGE)
		gap->turn = forced_turn(gap, s->forced_edge);
	else
		gap->turn = free_turn(gap);
	gap->frame = s->kept_edges > 0 ? s->gap_frame : frame_at_turn(gap, s->gap_frame);
	set_keeps(gap);
	if (w->items->box_count > 0 && lay_side_of(w) != NULL)
		lay_side_settle(w);
	lay_gap_resolve(w->arena, gap);
}

void
lay_items_reserve(struct lay_items *items)
{
	if (items->box_count + 2 <= items->cap)
		return;
	size_t cap = items->cap == 0 ? 4 : items->cap * 2;
	items->gaps =
		arena_grow(items->arena, items->gaps, items->cap == 0 ? 0 : items->box_count + 1,
			   cap, sizeof *items->gaps);
	items->boxes =
		arena_grow(items->arena, items->boxes, items->box_count, cap, sizeof *items->boxes);
	items->cap = cap;
}

void
lay_walk_open_gap(struct lay_walk *w)
{
	*lay_walk_gap(w) = (struct lay_gap){0};
	w->state->gap_number++;
	w->state->gap_frame = w->frame;
	w->state->forced_edge = LAY_NO_EDGE;
	w->state->kept_edges = 0;
}

void
lay_walk_keep_gap(struct lay_walk *w, const struct lay_gap *old)
{
	struct lay_gap *gap = lay_walk_gap(w);

	gap->forced = old->forced;
	gap->head = old->head;
	for (uint32_t i = 0; i < old->turn; i++)
		*lay_walk_edge(w, old->edges[i].kind, old->edges[i].node) = old->edges[i];
	w->state->kept_edges = old->turn;
}

struct lay_box *
lay_walk_box(struct lay_walk *w, enum lay_box_kind kind, dim bpd)
{
	bool spans = w->frame != NULL && w->frame->spans;

	if (w->items->box_count > 0 && spans != w->state->box_spans)
		lay_walk_gap(w)->span_change = true;
	w->state->box_spans = spans;
	lay_walk_close_gap(w, false);
	lay_items_reserve(w->items);
	struct lay_box *box = &w->items->boxes[w->items->box_count++];
	*box = (struct lay_box){.kind = kind, .bpd = bpd, .frame = w->frame};
	lay_walk_open_gap(w);
	return box;
}

/* ---- frames ---- */

static void
force(struct lay_walk *w, enum fo_keyword keyword)
{
	struct lay_gap *gap = lay_walk_gap(w);

	lay_gap_force(gap, keyword);
	if (gap->forced != LAY_BREAK_NONE && w->state->forced_edge == LAY_NO_EDGE)
		w->state->forced_edge = gap->edge_count - 1;
}

void
lay_walk_force(struct lay_walk *w, enum lay_break forced)
{
	struct lay_gap *gap = lay_walk_gap(w);

	if (forced <= gap->forced)
		return;
	gap->forced = forced;
	if (w->state->forced_edge == LAY_NO_EDGE && gap->edge_count > 0)
		w->state->forced_edge = gap->edge_count - 1;
}

static bool
breaks(const struct fo_node *node, enum fo_prop prop)
{
	enum fo_keyword k = fo_keyword(node, prop);

	return k != FO_KW_AUTO && k != FO_KW_NONE_;
}

void
lay_walk_begin(struct lay_walk *w, struct lay_frame *frame)
{
	frame->parent = w->frame;
	frame->gap = w->state->gap_number;
	w->frame = frame;
	lay_walk_edge(w, LAY_BEGIN, frame->node);
	if (!frame->silent && breaks(frame->node, FO_PROP_BREAK_BEFORE))
		force(w, fo_keyword(frame->node, FO_PROP_BREAK_BEFORE));
}

/* Was the frame begun in the open gap, so that it holds no box? */
static bool
is_empty(const struct lay_walk *w, const struct lay_frame *frame)
{
	return frame->gap == w->state->gap_number;
}

void
lay_walk_end(struct lay_walk *w)
{
	struct lay_frame *f = w->frame;

	assert(f != NULL);
	bool after = !f->silent && breaks(f->node, FO_PROP_BREAK_AFTER);
	if (f->reference && lay_side_of(w) != NULL)
		lay_side_enclose(w, f);
	bool solid = f->border_before != 0 || f->border_after != 0 || f->padding_before != 0 ||
		     f->padding_after != 0 || f->container != NULL;
	if (is_empty(w, f) && (after || solid || lay_walk_gap(w)->forced != LAY_BREAK_NONE))
		lay_walk_box(w, LAY_BOX_EMPTY, 0)->source = f->node;
	lay_walk_edge(w, LAY_END, f->node);
	if (after)
		force(w, fo_keyword(f->node, FO_PROP_BREAK_AFTER));
	w->frame = f->parent;
}

void
lay_walk_point(struct lay_walk *w, const struct fo_node *node)
{
	lay_walk_edge(w, LAY_POINT, node);
}
