/*
 * Flow: a walk through the FO tree that writes down items (item.h).
 *
 * The walk keeps a stack of levels, one for each object whose children it is going through, so a
 * flow can be walked as far as the pages need it and be taken up again, or started anew in the
 * middle for another page width.  What it meets is looked up in a table of handlers; an object
 * without a handler is diagnosed and its children are walked as if it were a wrapper.
 */
#include "layout/walk.h"

#include "base/arena.h"
#include "layout/area.h"
#include "layout/block.h"
#include "layout/container.h"
#include "layout/float_side.h"
#include "layout/layout_diag.h"
#include "layout/step.h"
#include "layout/table.h"
#include "layout/tally.h"

#include <assert.h>

/* ---- paragraphs ---- */

const struct fo_node *
lay_block_of(const struct fo_node *node)
{
	while (node->parent != NULL && node->object != FO_BLOCK &&
	       (node->object == FO_WRAPPER || lay_is_inline(node)))
		node = node->parent;
	return node;
}

static int32_t
line_cost(const struct fo_node *block, size_t i, size_t count)
{
	double orphans = fo_number(block, FO_PROP_ORPHANS, 2);
	double widows = fo_number(block, FO_PROP_WIDOWS, 2);

	if ((double)(i + 1) < orphans || (double)(count - i - 1) < widows)
		return LAY_COST_WIDOW;
	return LAY_COST_FREE;
}

static void
add_footnotes(struct lay_walk *w, struct lay_para *para, const struct lay_line *line,
	      struct lay_box *box)
{
	if (line->footnotes == 0)
		return;
	box->footnote_count = line->footnotes;
	box->footnotes = ARENA_ARRAY(w->arena, line->footnotes, const struct fo_node *);
	for (uint32_t i = 0; i < line->footnotes; i++)
		box->footnotes[i] = lay_para_footnote(para, line->first_footnote + i);
}

void
lay_walk_line(struct lay_walk *w, struct lay_para *para, const struct lay_lines *lines, size_t i,
	      size_t taken)
{
	lay_walk_force(w, (enum lay_break)lines->at[i].break_before);
	struct lay_box *box = lay_walk_box(w, LAY_BOX_LINE, lines->at[i].bpd);
	box->u.line.para = para;
	box->u.line.lines = lines;
	box->u.line.index = (uint32_t)i;
	box->u.line.taken = (uint32_t)taken;
	add_footnotes(w, para, &lines->at[i], box);
	lay_walk_force(w, (enum lay_break)lines->at[i].break_after);
}

void
lay_walk_costs(struct lay_walk *w, const struct fo_node *block, size_t from, size_t taken)
{
	size_t count = w->items->box_count - from;

	for (size_t i = 0; i + 1 < count; i++)
		w->items->gaps[from + i + 1].cost = line_cost(block, i + taken, count + taken);
}

void
lay_walk_lines(struct lay_walk *w, struct lay_para *para, const struct lay_lines *lines,
	       const struct fo_node *first, size_t taken)
{
	const struct fo_node *block = lay_block_of(first->parent);

	for (size_t i = 0; i < lines->count; i++) {
		lay_walk_force(w, (enum lay_break)lines->at[i].break_before);
		struct lay_box *box = lay_walk_box(w, LAY_BOX_LINE, lines->at[i].bpd);
		box->source = first;
		box->u.line.para = para;
		box->u.line.lines = lines;
		box->u.line.index = (uint32_t)i;
		box->u.line.taken = (uint32_t)taken;
		add_footnotes(w, para, &lines->at[i], box);
		if (i + 1 < lines->count)
			lay_walk_gap(w)->cost = line_cost(block, i + taken, lines->count + taken);
		lay_walk_force(w, (enum lay_break)lines->at[i].break_after);
	}
}

struct lay_measure
lay_walk_measure(const struct lay_walk *w)
{
	return (struct lay_measure){.ipd = lay_content_ipd(w, w->frame),
				    .page_bpd = w->room.page_bpd,
				    .first_bpd = w->room.first_bpd};
}

static void
walk_paragraph(struct lay_walk *w, struct lay_level *level)
{
	const struct fo_node *first = level->next;
	const struct fo_node *block = lay_block_of(level->node);
	const struct fo_node *end = NULL;
	struct lay_para *para = lay_para_new(w->lay, w->arena, block, first, &end);

	assert(end != first);
	level->next = end;
	if (para == NULL) {
		lay_tally_empty(w->lay, first);
		return;
	}
	if (lay_side_paragraph(w, para, first, NULL))
		return;
	struct lay_measure measure = lay_walk_measure(w);
	struct lay_lines *lines = lay_para_break(para, w->arena, &measure);
	lay_walk_lines(w, para, lines, first, 0);
}

/* ---- objects ---- */

typedef void handler_fn(struct lay_walk *w, const struct fo_node *node);

void
lay_walk_push(struct lay_walk *w, const struct fo_node *node, struct lay_frame *frame)
{
	struct lay_level level = {.node = node, .next = node->first_child, .frame = frame};

	VEC_PUSH(w->keep, &w->state->levels, level);
}

/* A frame for an object here, clear of side floats or moved aside by them. */
static struct lay_frame *
frame_for(struct lay_walk *w, const struct fo_node *node)
{
	if (lay_side_of(w) == NULL)
		return lay_frame_new(w, node);
	lay_side_before(w, node);
	struct lay_frame *frame = lay_frame_new(w, node);
	lay_side_displace(w, frame);
	return frame;
}

static void
enter_block(struct lay_walk *w, const struct fo_node *node)
{
	struct lay_frame *frame = frame_for(w, node);

	lay_walk_begin(w, frame);
	lay_walk_push(w, node, frame);
}

static void
enter_silent(struct lay_walk *w, const struct fo_node *node)
{
	struct lay_frame *frame = lay_frame_silent(w, node);

	lay_walk_begin(w, frame);
	lay_walk_push(w, node, frame);
}

static void
enter_item(struct lay_walk *w, const struct fo_node *node)
{
	lay_walk_begin(w, frame_for(w, node));
	size_t from = w->items->box_count;
	lay_list_item(w, node);
	for (size_t i = from; i < w->items->box_count; i++)
		w->items->boxes[i].source = node;
	lay_walk_end(w);
}

static void
enter_table(struct lay_walk *w, const struct fo_node *node)
{
	struct lay_frame *frame = frame_for(w, node);
	struct lay_table *table = lay_table_open(w, node, frame);

	frame->table = table;
	lay_walk_begin(w, frame);
	lay_walk_push(w, node, frame);
	w->state->levels.at[w->state->levels.len - 1].table = table;
}

static void
enter_container(struct lay_walk *w, const struct fo_node *node)
{
	if (lay_container_is_placed(node)) {
		struct lay_container *c = lay_container_place(w, node);
		lay_walk_edge(w, LAY_POINT, node)->container = c;
		return;
	}
	bool flows = lay_container_flows(w, node);
	struct lay_frame *frame = frame_for(w, node);
	struct lay_container *c = lay_container_frame(w, frame);
	lay_walk_begin(w, frame);
	if (flows) {
		lay_walk_push(w, node, frame);
		return;
	}
	lay_container_fill(w, frame);
	struct lay_box *box = lay_walk_box(w, LAY_BOX_FIXED, c->bpd);
	box->u.container = c;
	box->source = node;
	box->footnote_count =
		lay_items_footnotes(c->items, 0, c->items->box_count, w->arena, &box->footnotes);
	lay_walk_end(w);
}

const struct fo_node *
lay_shown_case(const struct fo_node *node)
{
	const struct fo_node *shown = NULL;

	for (const struct fo_node *c = node->first_child; c != NULL; c = c->next) {
		if (c->object != FO_MULTI_CASE)
			continue;
		if (shown == NULL || fo_keyword(c, FO_PROP_STARTING_STATE) == FO_KW_SHOW) {
			shown = c;
			break;
		}
	}
	return shown;
}

static void
enter_switch(struct lay_walk *w, const struct fo_node *node)
{
	const struct fo_node *shown = lay_shown_case(node);

	if (shown != NULL)
		enter_silent(w, shown);
}

/* A before-float between blocks is anchored in a box of its own. */
static void
enter_float(struct lay_walk *w, const struct fo_node *node)
{
	enum fo_keyword side = fo_keyword(node, FO_PROP_FLOAT);

	if (side == FO_KW_BEFORE) {
		struct lay_box *box = lay_walk_box(w, LAY_BOX_EMPTY, 0);
		box->source = node;
		box->footnotes = ARENA_NEW(w->arena, const struct fo_node *);
		box->footnotes[0] = node;
		box->footnote_count = 1;
	} else if (side == FO_KW_NONE) {
		enter_silent(w, node);
	} else {
		lay_side_meet(w, node);
	}
}

static void
skip(struct lay_walk *w, const struct fo_node *node)
{
	if (fo_id(node) != NULL)
		lay_walk_point(w, node);
}

static handler_fn *const handlers[FO_OBJECT_COUNT] = {
	[FO_BLOCK] = enter_block,	   [FO_BLOCK_CONTAINER] = enter_container,
	[FO_LIST_BLOCK] = enter_block,	   [FO_LIST_ITEM] = enter_item,
	[FO_TABLE] = enter_table,	   [FO_TABLE_AND_CAPTION] = enter_block,
	[FO_TABLE_CAPTION] = enter_block,  [FO_WRAPPER] = enter_silent,
	[FO_MULTI_SWITCH] = enter_switch,  [FO_MULTI_PROPERTIES] = enter_silent,
	[FO_FLOAT] = enter_float,	   [FO_RETRIEVE_MARKER] = skip,
	[FO_RETRIEVE_TABLE_MARKER] = skip, [FO_MARKER] = skip,
	[FO_INITIAL_PROPERTY_SET] = skip,  [FO_MULTI_PROPERTY_SET] = skip,
	[FO_INDEX_RANGE_BEGIN] = skip,	   [FO_INDEX_RANGE_END] = skip,
	[FO_CHANGE_BAR_BEGIN] = skip,	   [FO_CHANGE_BAR_END] = skip,
};

static void
walk_child(struct lay_walk *w, const struct fo_node *child)
{
	handler_fn *handler = handlers[child->object];

	/* An object that belongs elsewhere, which the fo room has named: what it holds is set. */
	if (handler == NULL)
		handler = enter_silent;
	handler(w, child);
}

/* ---- the walk ---- */

static void
init_items(struct lay_walk *w)
{
	struct lay_items *items = ARENA_NEW(w->keep, struct lay_items);

	items->arena = w->keep;
	w->items = items;
	lay_items_reserve(items);
}

void
lay_walk_open(struct lay_walk *w, const struct fo_node *node)
{
	w->state = ARENA_NEW(w->keep, struct lay_walk_state);
	w->frame = NULL;
	init_items(w);
	lay_walk_open_gap(w);
	lay_walk_push(w, node, NULL);
}

static void
leave_level(struct lay_walk *w)
{
	struct lay_level *level = &w->state->levels.at[w->state->levels.len - 1];

	if (level->frame != NULL)
		lay_walk_end(w);
	w->state->levels.len--;
}

static void
finish(struct lay_walk *w)
{
	if (w->side != NULL && w->room_bpd <= 0)
		lay_side_enclose(w, NULL);
	else if (w->side != NULL)
		lay_side_hold(w);
	if (w->items->box_count == 0) /* a place for the edges of empty blocks */
		lay_walk_box(w, LAY_BOX_EMPTY, 0);
	lay_walk_close_gap(w, true);
	w->state->done = true;
}

/* At the top of a flow in columns each child has its own measure. */
static void
walk_top_child(struct lay_walk *w, const struct fo_node *child)
{
	dim ipd = w->room.ipd;

	if (w->room.span_ipd == 0 || fo_keyword(child, FO_PROP_SPAN) != FO_KW_ALL) {
		walk_child(w, child);
		return;
	}
	w->room.ipd = w->room.span_ipd;
	w->room.spanning = true;
	walk_child(w, child);
	w->room.ipd = ipd;
	w->room.spanning = false;
}

bool
lay_walk_step(struct lay_walk *w)
{
	struct lay_walk_state *s = w->state;

	if (s->done)
		return false;
	if (s->levels.len == 0) {
		finish(w);
		return false;
	}
	struct lay_level *level = &s->levels.at[s->levels.len - 1];
	if (level->table != NULL) {
		if (!lay_table_next(w, level->table))
			leave_level(w);
		return true;
	}
	const struct fo_node *child = level->next;
	if (child == NULL) {
		leave_level(w);
		return true;
	}
	if (lay_is_inline(child)) {
		walk_paragraph(w, level);
		return true;
	}
	level->next = child->next;
	if (w->frame == NULL)
		walk_top_child(w, child);
	else
		walk_child(w, child);
	return true;
}

struct lay_items *
lay_items_make(struct lay *lay, struct arena *arena, const struct fo_node *node,
	       const struct lay_room *room)
{
	struct lay_walk w = {.lay = lay, .arena = arena, .keep = arena, .room = *room};

	w.room.span_ipd = 0;
	lay_walk_open(&w, node);
	while (lay_walk_step(&w))
		;
	lay_side_finish(&w);
	return w.items;
}
