/*
 * Lists: label and body of an item as two parallel parts.
 *
 * Neither is a reference area (XSL 1.1 §6.8.4, §6.8.5): their indents count from the reference area
 * around the list, so both areas lie over the whole width of the item, and the blocks inside keep
 * apart by label-end() and body-start().
 */
#include "layout/step.h"

#include "base/arena.h"
#include "layout/area.h"
#include "layout/float_side.h"
#include "layout/flow.h"

static struct area *
build_part(struct lay_steps *s, const struct lay_part *part, const struct lay_segment *segment,
	   const struct lay_page_info *page, struct area *parent)
{
	struct area *a = area_new(page->arena, AREA_CELL, part->node);

	(void)s;
	a->flags |= AREA_PLACED;
	a->y = segment->top;
	a->ipd = parent->ipd;
	a->bpd = segment->bpd;
	area_append(parent, a);
	return a;
}

static void
add_keep(struct lay_step_row *row, const struct fo_node *node)
{
	const struct fo_keep *keep = fo_keep(node, FO_PROP_KEEP_TOGETHER);

	if (keep->within_column > row->keep_column)
		row->keep_column = keep->within_column;
	if (keep->within_page > row->keep_page)
		row->keep_page = keep->within_page;
}

/* relative-align="baseline" (XSL 1.1 §7.14.6): the first lines of both stand on one baseline. */
static void
share_baseline(struct lay_steps *s)
{
	dim baseline[2];
	dim deepest;

	for (int i = 0; i < 2; i++) {
		baseline[i] = lay_items_baseline(s->parts[i].items, 0);
		if (baseline[i] < 0)
			return;
	}
	deepest = dim_max(baseline[0], baseline[1]);
	for (int i = 0; i < 2; i++)
		s->parts[i].shift = deepest - baseline[i];
}

static size_t
floats_of(struct lay_walk *w)
{
	const struct lay_side *side = lay_side_of(w);

	return side == NULL ? 0 : side->floats.len;
}

/* Label and body are laid out in the reference area around the list. */
static struct lay_room
room_of(struct lay_walk *w)
{
	struct lay_room room = w->room;

	room.part = true;
	room.outer = w;
	room.beside_start = room.beside_end = 0;
	if (w->frame != NULL && !w->frame->reference) {
		room.beside_start = w->frame->beside_start;
		room.beside_end = w->frame->beside_end;
	}
	if (w->frame != NULL) {
		room.ipd = w->frame->reference_ipd;
		room.origin = w->frame->origin;
	}
	return room;
}

/* floats: side floats met before the item. */
static void
append(struct lay_walk *w, struct lay_steps *s, size_t floats)
{
	size_t from = w->items->box_count;

	s->area = build_part;
	s->owner = w->frame;
	lay_steps_combine(s, w->room.page_bpd);
	lay_steps_append(w, s);
	lay_side_spread(w, s, floats, from);
}

void
lay_list_item(struct lay_walk *w, const struct fo_node *item)
{
	struct lay_steps *s = lay_steps_new(w->lay, w->arena, 2, 1);
	struct lay_room room = room_of(w);
	size_t floats = floats_of(w);
	size_t before = floats;
	uint32_t n = 0;

	for (const struct fo_node *child = item->first_child; child != NULL && n < 2;
	     child = child->next) {
		if (child->object != FO_LIST_ITEM_LABEL && child->object != FO_LIST_ITEM_BODY)
			continue;
		s->parts[n].node = child;
		room.label = child->object == FO_LIST_ITEM_LABEL;
		s->parts[n].items = lay_items_make(w->lay, w->arena, child, &room);
		s->parts[n].row_count = 1;
		s->parts[n].column = n;
		add_keep(&s->rows[0], child);
		n++;
		if (n == 1)
			before = floats_of(w);
	}
	s->part_count = n;
	/* A float in the body stands beside the label too. */
	room.label = true;
	if (n == 2 && before == floats && floats_of(w) > floats)
		s->parts[0].items = lay_items_make(w->lay, w->arena, s->parts[0].node, &room);
	s->rows[0].node = item;
	if (n == 2 && fo_keyword(item, FO_PROP_RELATIVE_ALIGN) == FO_KW_BASELINE)
		share_baseline(s);
	append(w, s, floats);
}

void
lay_list_rest(struct lay_walk *w, const struct lay_steps *old, size_t boundary)
{
	struct lay_steps *s = lay_steps_new(w->lay, w->arena, old->part_count, 1);
	struct lay_room room = room_of(w);
	size_t floats = floats_of(w);

	s->rows[0] = old->rows[0];
	for (uint32_t i = 0; i < old->part_count; i++) {
		const struct lay_part *p = &old->parts[i];
		size_t from = lay_steps_position(old, p, boundary);

		s->parts[i] = (struct lay_part){
			.node = p->node, .row_count = 1, .column = p->column, .begun = true};
		room.label = p->node != NULL && p->node->object == FO_LIST_ITEM_LABEL;
		s->parts[i].items = lay_part_rest(w, p, from, &room);
	}
	append(w, s, floats);
}
