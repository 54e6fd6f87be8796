/*
 * Inline blocks: block-level content inside a line, for the text half.  It does not break: it is
 * laid out at the measure it gets, as one reference area.
 */
#include "layout/walk.h"

#include "base/arena.h"
#include "layout/area.h"

/* Items of the node's children (inline-container) or of the node itself. */
struct lay_items *
lay_inline_block_items(struct lay *lay, struct arena *arena, const struct fo_node *node, dim ipd)
{
	struct lay_room room = {.ipd = ipd};

	if (node->object == FO_INLINE_CONTAINER)
		return lay_items_make(lay, arena, node, &room);
	/* Indents are inherited from the block around, whose content the line fills. */
	const struct fo_node *block = lay_block_of(node->parent);
	room.origin = fo_dim(block, FO_PROP_START_INDENT, ipd, 0);
	room.ipd = dim_add(dim_add(ipd, room.origin), fo_dim(block, FO_PROP_END_INDENT, ipd, 0));
	struct lay_walk w = {.lay = lay, .arena = arena, .keep = arena, .room = room};
	lay_walk_open(&w, node->parent);
	w.state->levels.at[0].next = node;
	lay_walk_step(&w);
	w.state->levels.at[0].next = NULL;
	while (lay_walk_step(&w))
		;
	return w.items;
}

struct area *
lay_inline_blocks(struct lay *lay, const struct lay_page_info *page, const struct fo_node *node,
		  dim ipd)
{
	struct lay_items *items = lay_inline_block_items(lay, page->arena, node, ipd);
	struct area *a = area_new(page->arena, AREA_REFERENCE, node);

	a->ipd = ipd;
	a->u.reference.matrix = (struct matrix)MATRIX_IDENTITY;
	a->bpd = lay_items_build(lay, items, 0, items->box_count, page, a);
	return a;
}

dim
lay_inline_blocks_bpd(struct lay *lay, struct arena *arena, const struct fo_node *node, dim ipd,
		      dim *baseline)
{
	struct lay_items *items = lay_inline_block_items(lay, arena, node, ipd);

	if (baseline != NULL)
		*baseline = lay_items_baseline(items, 0);
	return lay_items_bpd(items, 0, items->box_count);
}
