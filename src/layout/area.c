/* Areas: the few operations that all who make or read them share. */
#include "layout/area.h"

#include "base/arena.h"
#include "fo/fo.h"

bool
area_is_hidden(const struct fo_node *node)
{
	enum fo_keyword k = fo_keyword(node, FO_PROP_VISIBILITY);

	return k == FO_KW_HIDDEN || k == FO_KW_COLLAPSE;
}

struct area *
area_new(struct arena *arena, enum area_kind kind, const struct fo_node *node)
{
	struct area *a = ARENA_NEW(arena, struct area);
	a->kind = (uint8_t)kind;
	a->node = node;
	if (node != NULL && area_is_hidden(node))
		a->flags = AREA_HIDDEN;
	return a;
}

void
area_append(struct area *parent, struct area *child)
{
	if (parent->last_child == NULL)
		parent->first_child = child;
	else
		parent->last_child->next = child;
	parent->last_child = child;
}

dim
area_edge(const struct area *a, int edge)
{
	return a->box == NULL ? 0 : dim_add(a->box->border[edge].width, a->box->padding[edge]);
}

dim
area_outer_ipd(const struct area *a)
{
	/* start and end are edges 2 and 3, as in enum fo_edge */
	return dim_add(a->ipd, dim_add(area_edge(a, 2), area_edge(a, 3)));
}

dim
area_outer_bpd(const struct area *a)
{
	return dim_add(a->bpd, dim_add(area_edge(a, 0), area_edge(a, 1)));
}

struct rect
area_clipped(const struct area_clip *clip, struct rect content)
{
	content.x = dim_add(content.x, clip->left);
	content.y = dim_add(content.y, clip->top);
	content.width = dim_sub(content.width, dim_add(clip->left, clip->right));
	content.height = dim_sub(content.height, dim_add(clip->top, clip->bottom));
	content.width = dim_max(0, content.width);
	content.height = dim_max(0, content.height);
	return content;
}
