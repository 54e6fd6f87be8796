/*
 * Footnotes (XSL 1.1 §6.12.3): the body of a footnote stands at the foot of the page that holds its
 * anchor.  Bodies are laid out once for the width of the region; what does not fit is split at the
 * last legal place and waits for the next page, where it comes first.
 */
#include "layout/footnote.h"

#include "base/arena.h"
#include "layout/area.h"
#include "layout/step.h"
#include "layout/table.h"

#include <assert.h>

void
lay_feet_open(struct lay_feet *feet, struct lay *lay, struct arena *keep,
	      const struct fo_node *separator)
{
	*feet = (struct lay_feet){.lay = lay, .keep = keep};
	feet->separator_node = separator;
}

static void
forget(struct lay_feet *feet, size_t i)
{
	arena_free(feet->made.at[i]->arena);
	feet->made.at[i] = feet->made.at[--feet->made.len];
}

static bool
is_waiting(const struct lay_feet *feet, const struct lay_foot *foot)
{
	for (size_t i = 0; i < feet->waiting.len; i++)
		if (feet->waiting.at[i].foot == foot)
			return true;
	return false;
}

void
lay_feet_fit(struct lay_feet *feet, const struct lay_room *room)
{
	bool same = feet->room.ipd == room->ipd;

	feet->room = *room;
	if (same && feet->separator != NULL)
		return;
	/* What waits keeps the width it was begun with. */
	for (size_t i = feet->made.len; i-- > 0;)
		if (!is_waiting(feet, feet->made.at[i]))
			forget(feet, i);
	feet->separator = NULL;
	feet->separator_bpd = 0;
	if (feet->separator_node == NULL)
		return;
	feet->separator = lay_items_make(feet->lay, feet->keep, feet->separator_node, room);
	feet->separator_bpd = lay_items_bpd(feet->separator, 0, feet->separator->box_count);
}

static const struct fo_node *
body_of(const struct fo_node *footnote)
{
	for (const struct fo_node *c = footnote->first_child; c != NULL; c = c->next)
		if (c->object == FO_FOOTNOTE_BODY)
			return c;
	return NULL;
}

/* The measured body; NULL for what is not a footnote. */
static struct lay_foot *
foot_of(struct lay_feet *feet, const struct fo_node *node)
{
	const struct fo_node *body = node->object == FO_FOOTNOTE ? body_of(node) : NULL;

	if (body == NULL)
		return NULL;
	for (size_t i = feet->made.len; i-- > 0;)
		if (feet->made.at[i]->node == node)
			return feet->made.at[i];
	struct lay_foot *foot = ARENA_NEW(feet->keep, struct lay_foot);
	foot->node = node;
	foot->arena = arena_new();
	foot->items = lay_items_make(feet->lay, foot->arena, body, &feet->room);
	foot->bpd = lay_items_bpd(foot->items, 0, foot->items->box_count);
	VEC_PUSH(feet->keep, &feet->made, foot);
	return foot;
}

dim
lay_feet_box_bpd(struct lay_feet *feet, const struct lay_box *box)
{
	dim sum = 0;

	for (uint32_t i = 0; i < box->footnote_count; i++) {
		const struct lay_foot *foot = foot_of(feet, box->footnotes[i]);
		if (foot != NULL)
			sum = dim_add(sum, foot->bpd);
	}
	return sum;
}

/* ---- headers and footers that repeat ---- */

struct nodes {
	VEC(const struct fo_node *);
};

static void
add_frames(struct lay_feet *feet, const struct lay_gap *gap, bool footer, struct nodes *out)
{
	for (const struct lay_frame *f = gap->frame; f != NULL; f = f->parent) {
		const struct fo_node **nodes = NULL;
		uint32_t count =
			f->table == NULL ? 0 : lay_table_footnotes(f->table, footer, &nodes);
		for (uint32_t i = 0; i < count; i++)
			VEC_PUSH(feet->keep, out, nodes[i]);
	}
}

/* Those that come again at a break in front of box `at`: of the tables around it, and of the tables
 * in cells that it cuts. */
static void
add_repeated(struct lay_feet *feet, const struct lay_items *items, size_t at, bool footer,
	     struct nodes *out)
{
	const struct lay_box *box = at < items->box_count ? &items->boxes[at] : NULL;

	if (items->box_count == 0)
		return;
	if (!footer)
		add_frames(feet, &items->gaps[at], footer, out);
	if (box != NULL && box->kind == LAY_BOX_STEP && box->u.step.index > 0) {
		const struct lay_steps *s = box->u.step.steps;
		for (uint32_t i = 0; i < s->part_count; i++) {
			const struct lay_part *p = &s->parts[i];
			if (!p->nested)
				continue;
			size_t cut = lay_steps_position(s, p, box->u.step.index);
			if (cut > 0 && cut < p->items->box_count)
				add_repeated(feet, p->items, cut, footer, out);
		}
	}
	if (footer)
		add_frames(feet, &items->gaps[at], footer, out);
}

dim
lay_feet_repeat_bpd(struct lay_feet *feet, const struct lay_items *items, size_t at, bool footer)
{
	struct nodes nodes = {0};
	dim sum = 0;

	add_repeated(feet, items, at, footer, &nodes);
	for (size_t i = 0; i < nodes.len; i++) {
		const struct lay_foot *foot = foot_of(feet, nodes.at[i]);
		if (foot != NULL)
			sum = dim_add(sum, foot->bpd);
	}
	return sum;
}

dim
lay_feet_waiting_bpd(const struct lay_feet *feet)
{
	dim sum = 0;

	for (size_t i = 0; i < feet->waiting.len; i++)
		sum = dim_add(sum, feet->waiting.at[i].bpd);
	return sum;
}

/* The last legal break of a part that fits into room, its own end excluded; from if there is none.
 */
static size_t
split(const struct lay_foot_part *part, dim room)
{
	const struct lay_items *items = part->foot->items;
	size_t best = part->from;
	int32_t best_cost = LAY_COST_WIDOW;

	for (size_t i = part->from + 1; i < part->to; i++) {
		int32_t cost = lay_gap_cost(&items->gaps[i], true);
		if (lay_items_bpd(items, part->from, i) > room)
			break;
		if (cost <= best_cost) {
			best = i;
			best_cost = cost;
		}
	}
	return best;
}

enum lay_feet_fit
lay_feet_can_split(struct lay_feet *feet, const struct lay_box *box, dim room)
{
	dim left = room;
	uint32_t whole = 0;

	for (uint32_t i = 0; i < box->footnote_count; i++) {
		struct lay_foot *foot = foot_of(feet, box->footnotes[i]);
		if (foot == NULL)
			continue;
		if (foot->bpd <= left) {
			left = dim_sub(left, foot->bpd);
			whole++;
			continue;
		}
		/* the first that does not fit: the ones behind it wait as a whole */
		struct lay_foot_part part = {
			.foot = foot, .to = foot->items->box_count, .bpd = foot->bpd};
		size_t at = split(&part, left);
		if (whole > 0 || at > 1)
			return LAY_FEET_WELL;
		return at > 0 ? LAY_FEET_POORLY : LAY_FEET_NOT;
	}
	return LAY_FEET_WELL;
}

/* Places a part, or the beginning of it, or nothing; what is left waits. */
static void
place_part(struct lay_feet *feet, struct lay_foot_part part, dim *room, bool force)
{
	if (feet->waiting.len == 0 && part.bpd <= *room) {
		VEC_PUSH(feet->keep, &feet->placed, part);
		*room = dim_sub(*room, part.bpd);
		return;
	}
	size_t at = feet->waiting.len == 0 ? split(&part, *room) : part.from;
	if (at == part.from && force && feet->waiting.len == 0)
		at = part.from + 1;
	if (at > part.from) {
		struct lay_foot_part now = part;
		now.to = at;
		now.bpd = lay_items_bpd(part.foot->items, now.from, now.to);
		VEC_PUSH(feet->keep, &feet->placed, now);
		*room = dim_sub(*room, now.bpd);
		part.from = at;
	}
	if (part.from == part.to)
		return;
	part.bpd = lay_items_bpd(part.foot->items, part.from, part.to);
	VEC_PUSH(feet->keep, &feet->waiting, part);
}

/* Footnotes for a page, in order. */
struct queue {
	VEC(struct lay_foot_part);
};

static void
enqueue(struct lay_feet *feet, struct queue *queue, const struct fo_node *node)
{
	struct lay_foot *foot = foot_of(feet, node);
	struct lay_foot_part part = {.foot = foot};

	if (foot == NULL)
		return;
	/* once a page, though its header stands in several columns */
	for (size_t i = 0; i < queue->len; i++)
		if (queue->at[i].foot == foot)
			return;
	part.to = foot->items->box_count;
	part.bpd = foot->bpd;
	VEC_PUSH(feet->keep, queue, part);
}

static void
enqueue_repeat(struct lay_feet *feet, struct queue *queue, const struct lay_items *items, size_t at,
	       bool footer)
{
	struct nodes nodes = {0};

	add_repeated(feet, items, at, footer, &nodes);
	for (size_t i = 0; i < nodes.len; i++)
		enqueue(feet, queue, nodes.at[i]);
}

dim
lay_feet_place(struct lay_feet *feet, const struct lay_items *items, size_t from, size_t to,
	       dim room, bool at_least_one)
{
	struct queue queue = {
		.at = feet->waiting.at, .len = feet->waiting.len, .cap = feet->waiting.cap};

	feet->waiting.at = NULL;
	feet->waiting.len = feet->waiting.cap = 0;
	feet->placed.len = 0;
	if (from < to)
		enqueue_repeat(feet, &queue, items, from, false);
	for (size_t i = from; i < to; i++) {
		const struct lay_box *box = &items->boxes[i];
		for (uint32_t k = 0; k < box->footnote_count; k++)
			enqueue(feet, &queue, box->footnotes[k]);
	}
	if (from < to)
		enqueue_repeat(feet, &queue, items, to, true);
	if (queue.len == 0)
		return 0;
	dim whole = room;
	room = dim_sub(room, feet->separator_bpd);
	for (size_t i = 0; i < queue.len; i++)
		place_part(feet, queue.at[i], &room, at_least_one && i == 0);
	return feet->placed.len == 0 ? 0 : dim_sub(whole, room);
}

dim
lay_feet_build(struct lay_feet *feet, const struct lay_page_info *page, struct area *area)
{
	dim y = 0;

	if (feet->separator != NULL) {
		struct area *block = area_new(page->arena, AREA_BLOCK, feet->separator_node);
		block->ipd = feet->room.ipd;
		area_append(area, block);
		block->bpd = lay_items_build(feet->lay, feet->separator, 0,
					     feet->separator->box_count, page, block);
		y = block->bpd;
	}
	for (size_t i = 0; i < feet->placed.len; i++) {
		const struct lay_foot_part *part = &feet->placed.at[i];
		struct area *last = area->last_child;
		dim high = lay_items_build(feet->lay, part->foot->items, part->from, part->to, page,
					   area);
		struct area *a = last == NULL ? area->first_child : last->next;
		for (; a != NULL; a = a->next)
			a->y = dim_add(a->y, y);
		y = dim_add(y, high);
	}
	area->bpd = y;
	return y;
}

static void
release(void *arena)
{
	arena_free(arena);
}

void
lay_feet_done(struct lay_feet *feet, struct arena *page)
{
	for (size_t i = 0; i < feet->placed.len; i++) {
		struct lay_foot *foot = feet->placed.at[i].foot;
		if (is_waiting(feet, foot))
			continue;
		for (size_t k = 0; k < feet->made.len; k++) {
			if (feet->made.at[k] != foot)
				continue;
			arena_defer(foot->stays ? feet->keep : page, release, foot->arena);
			feet->made.at[k] = feet->made.at[--feet->made.len];
			break;
		}
	}
	feet->placed.len = 0;
}

void
lay_feet_stay(struct lay_feet *feet)
{
	for (size_t i = 0; i < feet->waiting.len; i++)
		feet->waiting.at[i].foot->stays = true;
}

void
lay_feet_close(struct lay_feet *feet)
{
	while (feet->made.len > 0)
		forget(feet, feet->made.len - 1);
}
