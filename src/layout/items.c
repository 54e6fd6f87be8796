/* Items: sums and questions over a stretch of boxes and gaps. */
#include "layout/flow.h"

#include "base/arena.h"
#include "layout/container.h"
#include "layout/step.h"
#include "layout/table.h"

#include <string.h>

size_t
lay_items_step_end(const struct lay_items *items, size_t from, size_t to)
{
	const struct lay_box *first = &items->boxes[from];
	size_t i = from + 1;

	while (i < to && items->boxes[i].kind == LAY_BOX_STEP &&
	       items->boxes[i].u.step.steps == first->u.step.steps)
		i++;
	return i;
}

dim
lay_items_bpd(const struct lay_items *items, size_t from, size_t to)
{
	if (from >= to)
		return 0;
	dim sum = items->gaps[from].after_break;
	for (size_t i = from; i < to;) {
		const struct lay_box *box = &items->boxes[i];
		size_t next = i + 1;
		if (box->kind == LAY_BOX_STEP) {
			next = lay_items_step_end(items, i, to);
			uint32_t first = box->u.step.index;
			sum = dim_add(sum,
				      lay_steps_bpd(box->u.step.steps, first, first + (next - i)));
		} else {
			sum = dim_add(sum, box->bpd);
		}
		i = next;
		sum = dim_add(sum, i < to ? items->gaps[i].whole : items->gaps[i].before_break);
	}
	return sum;
}

dim
lay_edge_take(const struct lay_edge *edge, bool broken)
{
	dim space = broken ? edge->space_break : edge->space_whole;
	const struct fo_space *own;

	/* that of a group that was resolved stands at the edge it comes from, the others have none
	 */
	if (space == 0 || (edge->kind != LAY_BEGIN && edge->kind != LAY_END))
		return 0;
	own = edge->kind == LAY_BEGIN ? &edge->frame->before : &edge->frame->after;
	return dim_max(0, dim_sub(own->maximum.u.dim, own->optimum.u.dim));
}

static dim
edges_take(const struct lay_gap *gap, uint32_t from, uint32_t to, bool broken)
{
	dim sum = 0;

	for (uint32_t i = from; i < to; i++)
		sum = dim_add(sum, lay_edge_take(&gap->edges[i], broken));
	return sum;
}

dim
lay_items_take(const struct lay_items *items, size_t from, size_t to)
{
	const struct lay_gap *head = &items->gaps[from];
	const struct lay_gap *foot = &items->gaps[to];
	dim sum = dim_add(edges_take(head, head->turn, head->edge_count, true),
			  edges_take(foot, 0, foot->turn, true));

	for (size_t i = from + 1; i < to; i++)
		sum = dim_add(sum,
			      edges_take(&items->gaps[i], 0, items->gaps[i].edge_count, false));
	return sum;
}

dim
lay_items_give(const struct lay_items *items, size_t from, size_t to)
{
	if (from >= to)
		return 0;
	dim sum = dim_add(items->gaps[from].give_after, items->gaps[to].give_before);
	for (size_t i = from + 1; i < to; i++)
		sum = dim_add(sum, items->gaps[i].give_whole);
	return sum;
}

uint32_t
lay_items_footnotes(const struct lay_items *items, size_t from, size_t to, struct arena *arena,
		    const struct fo_node ***nodes)
{
	uint32_t count = 0;
	uint32_t n = 0;

	for (size_t i = from; i < to; i++)
		count += items->boxes[i].footnote_count;
	*nodes = NULL;
	if (count == 0)
		return 0;
	*nodes = ARENA_ARRAY(arena, count, const struct fo_node *);
	for (size_t i = from; i < to; i++)
		for (uint32_t k = 0; k < items->boxes[i].footnote_count; k++)
			(*nodes)[n++] = items->boxes[i].footnotes[k];
	return count;
}

dim
lay_items_baseline(const struct lay_items *items, size_t from)
{
	if (from >= items->box_count)
		return -1;
	dim y = items->gaps[from].after_break;
	for (size_t i = from; i < items->box_count; i++) {
		const struct lay_box *box = &items->boxes[i];
		if (box->kind == LAY_BOX_LINE)
			return dim_add(y, box->u.line.lines->at[box->u.line.index].baseline);
		if (box->kind != LAY_BOX_EMPTY)
			return -1;
		y = dim_add(y, dim_add(box->bpd, items->gaps[i + 1].whole));
	}
	return -1;
}

/* ---- widths ---- */

static void width_of_children(struct lay *lay, struct arena *scratch, const struct fo_node *node,
			      dim *minimum, dim *maximum);

static void
widen(dim *minimum, dim *maximum, dim min, dim max)
{
	*minimum = dim_max(*minimum, min);
	*maximum = dim_max(*maximum, dim_max(min, max));
}

static dim
edges_of(const struct fo_node *node)
{
	return dim_add(
		dim_add(fo_border(node, FO_START).width, fo_border(node, FO_END).width),
		dim_add(fo_padding(node, FO_START, 0, NULL), fo_padding(node, FO_END, 0, NULL)));
}

/* Indents count from the reference area, so an inner block's indents hold its parents' already. */
static dim
indents_of(const struct fo_node *node)
{
	return dim_add(fo_dim(node, FO_PROP_START_INDENT, 0, 0),
		       fo_dim(node, FO_PROP_END_INDENT, 0, 0));
}

static dim
given_ipd(const struct fo_node *node)
{
	const struct fo_value *v = fo_value(node, FO_PROP_INLINE_PROGRESSION_DIMENSION);

	if (v->kind == FO_VALUE_RANGE)
		v = &v->u.range->optimum;
	if (v->kind == FO_VALUE_DIM)
		return v->u.dim;
	v = fo_value(node, FO_PROP_WIDTH);
	return v->kind == FO_VALUE_DIM ? v->u.dim : -1;
}

static void
width_of_child(struct lay *lay, struct arena *scratch, const struct fo_node *node, dim *minimum,
	       dim *maximum)
{
	dim min = 0;
	dim max = 0;
	dim given = given_ipd(node);

	switch (node->object) {
	case FO_TABLE:
		lay_table_width(lay, node, &min, &max);
		widen(minimum, maximum, min, max);
		return;
	case FO_BLOCK_CONTAINER:
		if (lay_container_is_placed(node))
			return;
		if (given >= 0)
			min = max = given;
		else
			width_of_children(lay, scratch, node, &min, &max);
		min = dim_add(min, dim_add(indents_of(node), edges_of(node) / 2));
		max = dim_add(max, dim_add(indents_of(node), edges_of(node) / 2));
		widen(minimum, maximum, min, max);
		return;
	case FO_MARKER:
	case FO_RETRIEVE_MARKER:
		return;
	default:
		width_of_children(lay, scratch, node, minimum, maximum);
	}
}

static void
width_of_children(struct lay *lay, struct arena *scratch, const struct fo_node *node, dim *minimum,
		  dim *maximum)
{
	for (const struct fo_node *child = node->first_child; child != NULL;) {
		if (!lay_is_inline(child)) {
			width_of_child(lay, scratch, child, minimum, maximum);
			child = child->next;
			continue;
		}
		const struct fo_node *block = lay_block_of(node);
		const struct fo_node *end = NULL;
		struct lay_para *para = lay_para_new(lay, scratch, block, child, &end);
		if (para != NULL) {
			dim min = 0;
			dim max = 0;
			dim indents = indents_of(block);
			lay_para_width(para, &min, &max);
			widen(minimum, maximum, dim_add(min, indents), dim_add(max, indents));
		}
		child = end;
	}
}

void
lay_items_width(struct lay *lay, const struct fo_node *node, dim *minimum, dim *maximum)
{
	struct arena *scratch = arena_new();

	*minimum = 0;
	*maximum = 0;
	width_of_children(lay, scratch, node, minimum, maximum);
	arena_free(scratch);
}
