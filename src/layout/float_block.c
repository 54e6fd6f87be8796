/*
 * Side floats: blocks that give way.
 *
 * intrusion-displace="line" moves lines only, so borders and backgrounds go on behind the float;
 * "block" moves the frame with all in it, as "auto" does for tables and block-containers, which are
 * reference areas (XSL 1.1 §7.19.3).
 */
#include "layout/float_side.h"

#include "layout/area.h"
#include "layout/block.h"
#include "layout/container.h"
#include "layout/table.h"
#include "layout/walk.h"

/* Where the content of a frame would begin, were it to begin now; its border edge if outside. */
static dim
y_of_frame(struct lay_walk *w, struct lay_frame *f)
{
	struct lay_gap *gap = lay_walk_gap(w);
	dim y;

	lay_walk_edge(w, LAY_BEGIN, f->node)->frame = f;
	y = lay_side_y(w);
	gap->edge_count--;
	return dim_sub(y, dim_add(f->border_before, f->padding_before));
}

static dim
edges_ipd(const struct lay_frame *f)
{
	dim sum = 0;

	if (f->box != NULL)
		for (int e = FO_START; e <= FO_END; e++)
			sum = dim_add(sum, dim_add(f->box->border[e].width, f->box->padding[e]));
	return sum;
}

/* The room that a table or block-container cannot do without. */
static dim
least_ipd(struct lay_walk *w, const struct lay_frame *f)
{
	const struct fo_value *v = fo_value(f->node, FO_PROP_INLINE_PROGRESSION_DIMENSION);
	dim least = 0;
	dim most = 0;
	dim edges = edges_ipd(f);

	if (v->kind == FO_VALUE_RANGE)
		v = &v->u.range->optimum;
	if (v->kind != FO_VALUE_DIM)
		v = fo_value(f->node, FO_PROP_WIDTH);
	if (v->kind == FO_VALUE_DIM)
		return dim_add(v->u.dim, edges);
	if (f->node->object == FO_TABLE)
		lay_table_width(w->lay, f->node, &least, &most);
	else
		lay_items_width(w->lay, f->node, &least, &most);
	return dim_add(least, edges);
}

/* What floats between two heights take off a frame's border edges. */
static void
taken_off(struct lay_walk *w, const struct lay_frame *f, dim y, dim *left, dim *right)
{
	const struct lay_side *side = lay_side_of(w);
	const struct lay_frame *frame = lay_side_frame(w);
	dim low = dim_add(lay_content_origin(w, w->frame), f->x);
	dim high = dim_add(low, dim_add(f->ipd, edges_ipd(f)));

	*left = *right = 0;
	for (size_t i = 0; side != NULL && i < side->active.len; i++) {
		const struct lay_side_float *a = side->active.at[i];
		if (a->frame != frame || dim_add(a->y, a->bpd) <= y)
			continue;
		if (a->left)
			*left = dim_max(*left, dim_sub(dim_add(a->x, a->ipd), low));
		else
			*right = dim_max(*right, dim_sub(high, a->x));
	}
}

/* The least after edge of the floats that reach below y. */
static dim
next_end(struct lay_walk *w, dim y)
{
	const struct lay_side *side = lay_side_of(w);
	const struct lay_frame *frame = lay_side_frame(w);
	dim next = DIM_MAX;

	for (size_t i = 0; i < side->active.len; i++) {
		const struct lay_side_float *a = side->active.at[i];
		if (a->frame == frame && dim_add(a->y, a->bpd) > y)
			next = dim_min(next, dim_add(a->y, a->bpd));
	}
	return next;
}

/* Where there is room enough beside the floats for a frame that moves as a whole. */
static dim
find_room(struct lay_walk *w, struct lay_frame *f, dim y)
{
	dim left, right;
	dim wide = dim_add(f->ipd, edges_ipd(f));
	dim need;

	taken_off(w, f, y, &left, &right);
	if (left == 0 && right == 0)
		return y;
	need = dim_min(least_ipd(w, f), wide);
	while ((left > 0 || right > 0) && dim_sub(wide, dim_add(left, right)) < need) {
		dim next = next_end(w, y);
		if (next <= y || next == DIM_MAX)
			break;
		y = next;
		taken_off(w, f, y, &left, &right);
	}
	return y;
}

/* Room above what follows, so that its border edge stands at `to`. No space reaches through it:
 * those on both sides add up. */
static void
add_clearance(struct lay_walk *w, struct lay_frame *f, dim to)
{
	struct lay_gap *gap = lay_walk_gap(w);

	lay_walk_edge(w, LAY_CLEAR, f->node);
	dim room = dim_sub(to, y_of_frame(w, f));
	gap->edges[gap->edge_count - 1].space_whole = room;
	gap->edges[gap->edge_count - 1].space_break = room;
}

void
lay_side_before(struct lay_walk *w, const struct fo_node *node)
{
	enum fo_keyword clear = fo_keyword(node, FO_PROP_CLEAR);
	bool whole = lay_side_displacement(node) == FO_KW_BLOCK &&
		     (node->object == FO_TABLE || node->object == FO_BLOCK_CONTAINER);
	struct lay_side *side = lay_side_of(w);

	if (side == NULL || (clear == FO_KW_NONE && !whole))
		return;
	if (lay_side_clear_waits(w, clear)) {
		lay_walk_edge(w, LAY_CLEAR, node);
		lay_walk_force(w, LAY_BREAK_COLUMN);
		side->last = lay_side_root(w)->items->box_count + 1;
		return;
	}
	if (side->active.len == 0)
		return;
	struct lay_frame *f = lay_frame_new(w, node);
	dim y = y_of_frame(w, f);
	dim to = lay_side_clear(w, clear, y);
	if (whole)
		to = find_room(w, f, to);
	if (to <= y)
		return;
	add_clearance(w, f, to);
	side->last = lay_side_root(w)->items->box_count + 1;
}

/* A block of a label moves with the list, by as much as a float at its left takes off that. */
static void
displace_label(struct lay_walk *w, struct lay_frame *f)
{
	const struct lay_side *side = lay_side_of(w);
	const struct lay_frame *frame = lay_side_frame(w);
	dim y = y_of_frame(w, f);
	dim moved = 0;

	if (lay_side_displacement(f->node) == FO_KW_NONE)
		return;
	for (size_t i = 0; i < side->active.len; i++) {
		const struct lay_side_float *a = side->active.at[i];
		dim left = f->origin;
		const struct lay_walk *at = w;
		if (a->frame != frame || !a->left || a->y > y || dim_add(a->y, a->bpd) <= y)
			continue;
		for (const struct lay_frame *o = lay_side_around(&at, f); o != NULL;
		     o = lay_side_around(&at, o))
			if (o->node->object == FO_LIST_BLOCK)
				left = dim_min(left, o->origin);
		moved = dim_max(moved, dim_sub(dim_add(a->x, a->ipd), left));
	}
	lay_frame_displace(f, moved, dim_sub(0, moved));
}

void
lay_side_displace(struct lay_walk *w, struct lay_frame *f)
{
	struct lay_side *side = lay_side_of(w);
	dim left, right;

	if (side == NULL || side->active.len == 0)
		return;
	if (w->room.label && w->frame == NULL) {
		displace_label(w, f);
		return;
	}
	if (lay_side_displacement(f->node) != FO_KW_BLOCK)
		return;
	taken_off(w, f, y_of_frame(w, f), &left, &right);
	lay_frame_displace(f, left, right);
	if (left > 0 || right > 0)
		side->last = lay_side_root(w)->items->box_count + 1;
}
