/*
 * A table in the flow: header, bodies and footer as groups of rows, one after another as pages ask
 * for them.
 *
 * Header and footer are made once and kept: they stand at the begin and end of the table and again
 * at every break inside it (XSL 1.1 §6.7.3), built anew each time so that page numbers and markers
 * in them are those of the page.  The group that is appended is made in the arena of the pages that
 * will hold it; beyond it the table remembers only the borders at its after edge.  To know the
 * borders below, the grid of the next group is read ahead, without its content.
 */
#include "layout/table.h"

#include "base/arena.h"
#include "layout/area.h"
#include "layout/block.h"
#include "layout/flow.h"
#include "layout/table_grid.h"

static bool
is_true(const struct fo_node *node, enum fo_prop prop)
{
	return fo_keyword(node, prop) == FO_KW_TRUE;
}

static bool
is_right_to_left(const struct fo_node *node)
{
	enum fo_keyword k = fo_keyword(node, FO_PROP_WRITING_MODE);

	return k == FO_KW_RL_TB || k == FO_KW_RL;
}

struct lay_table *
lay_table_new(struct lay *lay, struct arena *arena, const struct fo_node *node)
{
	struct lay_table *t = ARENA_NEW(arena, struct lay_table);

	t->lay = lay;
	t->arena = arena;
	t->node = node;
	t->right_to_left = is_right_to_left(node);
	t->collapse = fo_keyword(node, FO_PROP_BORDER_COLLAPSE) != FO_KW_SEPARATE;
	if (!t->collapse)
		fo_separation(node, &t->separation_ipd, &t->separation_bpd);
	t->omit_header = is_true(node, FO_PROP_TABLE_OMIT_HEADER_AT_BREAK);
	t->omit_footer = is_true(node, FO_PROP_TABLE_OMIT_FOOTER_AT_BREAK);
	return t;
}

/* ---- header and footer ---- */

struct lay_group *
lay_table_whole(struct lay_table *t, const struct fo_node *section, struct arena *arena)
{
	struct lay_cursor cursor = lay_cursor_of(section);
	struct lay_group *all = NULL;
	struct lay_group *g;

	while ((g = lay_grid_next(&cursor, arena, t->column_count, t->collapse)) != NULL) {
		if (all == NULL) {
			all = g;
			continue;
		}
		for (uint32_t i = 0; i < g->cell_count; i++)
			g->cells[i].row += all->row_count;
		all->cells =
			arena_grow(arena, all->cells, all->cell_count,
				   (size_t)all->cell_count + g->cell_count, sizeof *all->cells);
		for (uint32_t i = 0; i < g->cell_count; i++)
			all->cells[all->cell_count + i] = g->cells[i];
		all->cell_count += g->cell_count;
		all->rows = arena_grow(arena, all->rows, all->row_count,
				       (size_t)all->row_count + g->row_count, sizeof *all->rows);
		for (uint32_t i = 0; i < g->row_count; i++)
			all->rows[all->row_count + i] = g->rows[i];
		all->row_count += g->row_count;
	}
	if (all == NULL)
		return NULL;
	all->table = t;
	all->first = all->last = true;
	return all;
}

/* The first group of the bodies, without content, for its borders. */
static struct lay_group *
peek(struct lay_table *t, struct lay_cursor cursor, struct arena *arena)
{
	struct lay_group *g = NULL;

	if (!t->collapse)
		return NULL;
	while (cursor.section != NULL) {
		g = lay_grid_next(&cursor, arena, t->column_count, true);
		if (g != NULL)
			break;
		cursor = lay_cursor_of(lay_table_body(t->node, cursor.section));
	}
	if (g == NULL)
		return NULL;
	g->table = t;
	g->table_first = false;
	g->table_last = false;
	lay_border_own(g, arena);
	return g;
}

static struct lay_cursor
first_body(const struct lay_table *t)
{
	return lay_cursor_of(lay_table_body(t->node, NULL));
}

/* Own rules of one edge of a group, by column. */
static struct lay_rule *
outer_rules(struct lay_table *t, const struct lay_group *g, bool after)
{
	struct lay_rule *rules = ARENA_ARRAY(t->arena, t->column_count, struct lay_rule);

	lay_border_outer(g, after, rules);
	return rules;
}

static struct lay_steps *
whole_steps(struct lay_table *t, struct lay_group *g)
{
	struct lay_steps *s = lay_group_steps(g, t->arena);

	lay_steps_unite(s);
	return s;
}

static void
make_header(struct lay_table *t, struct lay_group *header)
{
	struct lay_group *below;

	if (header == NULL)
		return;
	if (t->collapse) {
		below = peek(t, first_body(t), t->arena);
		lay_border_meet(header, below != NULL ? below : t->footer_group, t->arena);
	}
	t->header = whole_steps(t, header);
}

/* The footer at breaks: its borders meet those of the first body row, which stands for them all. */
static void
make_footer(struct lay_table *t)
{
	if (t->footer_group == NULL)
		return;
	if (t->collapse) {
		struct lay_group *g = peek(t, first_body(t), t->arena);

		t->above = g != NULL ? outer_rules(t, g, true) : t->header_rules;
		lay_border_meet(t->footer_group, NULL, t->arena);
		t->above = NULL;
	}
	t->footer = whole_steps(t, t->footer_group);
}

/* The footer at the table's end, where the row above it is known. */
static struct lay_steps *
last_footer(struct lay_table *t)
{
	struct lay_group *g;
	struct lay_cell *cells;

	if (!t->collapse)
		return t->footer;
	g = ARENA_NEW(t->arena, struct lay_group);
	*g = *t->footer_group;
	cells = ARENA_ARRAY(t->arena, g->cell_count, struct lay_cell);
	for (uint32_t i = 0; i < g->cell_count; i++)
		cells[i] = g->cells[i];
	g->cells = cells;
	lay_border_meet(g, NULL, t->arena);
	return whole_steps(t, g);
}

static struct lay_group *
section_of(struct lay_table *t, enum fo_object object)
{
	const struct fo_node *section = lay_table_section(t->node, object);

	return lay_table_whole(t, lay_table_highest(t, section), t->arena);
}

/* Header and footer, with the rules that rows at a break meet. */
static void
make_repeated(struct lay_table *t)
{
	struct lay_group *header = section_of(t, FO_TABLE_HEADER);
	struct lay_group *footer = section_of(t, FO_TABLE_FOOTER);
	bool bodies = lay_table_body(t->node, NULL) != NULL;

	t->footer_group = footer;
	if (header != NULL) {
		header->table_first = true;
		header->table_last = !bodies && footer == NULL;
	}
	if (footer != NULL) {
		footer->table_last = true;
		footer->table_first = !bodies && header == NULL;
	}
	if (t->collapse) {
		t->last_rules = ARENA_ARRAY(t->arena, t->column_count, struct lay_rule);
		if (header != NULL) {
			lay_border_own(header, t->arena);
			t->header_rules = outer_rules(t, header, true);
		}
		if (footer != NULL) {
			lay_border_own(footer, t->arena);
			t->footer_rules = outer_rules(t, footer, false);
		}
	}
	make_header(t, header);
	make_footer(t);
}

/* ---- the table ---- */

/* Where borders collapse the table has none of its own, and no padding (CSS 2.1 §17.6.2). */
static void
drop_borders(struct lay_walk *w, struct lay_frame *frame)
{
	struct area_box *box;

	if (frame->box == NULL)
		return;
	frame->x = dim_add(frame->x, frame->box->border[FO_START].width);
	frame->x = dim_add(frame->x, frame->box->padding[FO_START]);
	frame->border_before = frame->border_after = 0;
	frame->padding_before = frame->padding_after = 0;
	box = ARENA_NEW(w->keep, struct area_box);
	*box = *frame->box;
	for (int e = FO_BEFORE; e <= FO_END; e++) {
		box->border[e] = (struct area_border){0};
		box->padding[e] = 0;
	}
	frame->box = box->background == NULL && box->background_image == NULL ? NULL : box;
}

/* What comes again at breaks: header and footer, unless they would leave no room for rows. */
static void
repeat(struct lay_table *t, struct lay_frame *frame)
{
	dim before = t->header == NULL ? 0 : t->header->at[1].bpd;
	dim after = t->footer == NULL ? 0 : t->footer->at[1].bpd;

	if (t->page_bpd > 0 && dim_add(before, after) >= t->page_bpd)
		t->omit_header = t->omit_footer = true;
	if (!t->omit_header)
		frame->repeat_before = before;
	if (!t->omit_footer)
		frame->repeat_after = after;
}

struct lay_table *
lay_table_open(struct lay_walk *w, const struct fo_node *node, struct lay_frame *frame)
{
	struct lay_table *t = lay_table_new(w->lay, w->keep, node);

	t->page_bpd = w->room.page_bpd;
	t->reference_ipd = frame->reference_ipd;
	if (t->collapse)
		drop_borders(w, frame);
	dim base = dim_sub(lay_content_ipd(w, w->frame), lay_frame_beside(frame));
	lay_table_columns(t, frame->ipd, base);
	/* §5.3.4: of start-indent, width and end-indent the last one gives. */
	if (t->ipd > frame->ipd)
		frame->end_indent = dim_sub(frame->end_indent, dim_sub(t->ipd, frame->ipd));
	frame->ipd = t->ipd;
	make_repeated(t);
	repeat(t, frame);
	t->cursor = first_body(t);
	t->phase = LAY_TABLE_HEADER;
	return t;
}

/* ---- groups ---- */

/* Keeps of a row with its neighbours, and breaks around it, go to the open gap. */
static void
ask(struct lay_walk *w, const struct fo_node *row, enum fo_prop keep, enum fo_prop force)
{
	struct lay_gap *gap = lay_walk_gap(w);

	if (row == NULL)
		return;
	lay_gap_keep(gap, fo_keep(row, keep));
	lay_gap_force(gap, fo_keyword(row, force));
}

/* Never a break between header or footer and the rows beside it. */
static void
hold(struct lay_walk *w)
{
	struct lay_gap *gap = lay_walk_gap(w);

	if (gap->cost < LAY_COST_ALWAYS)
		gap->cost = LAY_COST_ALWAYS;
}

/* The row that stands at an end of the table; NULL: its cells have none. */
static const struct fo_node *
first_row(const struct lay_table *t)
{
	const struct fo_node *n = first_body(t).next;

	return n != NULL && n->object == FO_TABLE_ROW ? n : NULL;
}

static void
append(struct lay_walk *w, struct lay_group *g, struct lay_steps *s)
{
	const struct lay_table *t = g->table;
	const struct fo_node *first = g->rows[0];
	const struct fo_node *last = g->rows[g->row_count - 1];

	/* A break before the first row is one before the header. */
	if (s == t->header)
		ask(w, first_row(t), FO_PROP_KEEP_WITH_PREVIOUS, FO_PROP_BREAK_BEFORE);
	else if (t->started || t->header == NULL)
		ask(w, first, FO_PROP_KEEP_WITH_PREVIOUS, FO_PROP_BREAK_BEFORE);
	lay_steps_append(w, s);
	ask(w, last, FO_PROP_KEEP_WITH_NEXT, FO_PROP_BREAK_AFTER);
}

/* The next group of the bodies, read but not made. */
static struct lay_group *
read_group(struct lay_walk *w, struct lay_table *t)
{
	struct lay_group *g = lay_grid_next(&t->cursor, w->arena, t->column_count, t->collapse);

	while (g == NULL && t->cursor.section != NULL) {
		t->cursor = lay_cursor_of(lay_table_body(t->node, t->cursor.section));
		g = lay_grid_next(&t->cursor, w->arena, t->column_count, t->collapse);
	}
	if (g == NULL)
		return NULL;
	g->table = t;
	g->table_first = !t->started && t->header == NULL;
	g->table_last = g->last && t->footer == NULL && lay_table_body(t->node, g->section) == NULL;
	return g;
}

static bool
next_group(struct lay_walk *w, struct lay_table *t)
{
	struct lay_group *g = read_group(w, t);

	if (g == NULL)
		return false;
	if (t->collapse) {
		struct lay_group *below = peek(t, t->cursor, w->arena);

		lay_border_own(g, w->arena);
		lay_border_meet(g, below != NULL ? below : t->footer_group, w->arena);
	}
	append(w, g, lay_group_steps(g, w->arena));
	if (t->collapse) {
		lay_border_outer(g, true, t->last_rules);
		t->above = t->last_rules;
	}
	t->started = true;
	return true;
}

/* The group that was cut where the width changed. */
static void
append_rest(struct lay_walk *w, struct lay_table *t)
{
	struct lay_group *g = lay_group_rest(t, t->rest, t->rest_from, w->arena);

	if (t->collapse) {
		struct lay_group *below = peek(t, g->end, w->arena);

		lay_border_own(g, w->arena);
		lay_border_meet(g, below != NULL ? below : t->footer_group, w->arena);
		lay_border_outer(g, true, t->last_rules);
		t->above = t->last_rules;
	}
	lay_steps_append(w, lay_group_rest_steps(w, g, t->rest, t->rest_from));
	ask(w, g->rows[g->row_count - 1], FO_PROP_KEEP_WITH_NEXT, FO_PROP_BREAK_AFTER);
	t->rest = NULL;
}

bool
lay_table_can_restart(const struct lay_steps *steps)
{
	const struct lay_group *g = steps->owner;

	return g->section->object == FO_TABLE_BODY;
}

struct lay_table *
lay_table_restart(struct lay_walk *w, struct lay_frame *frame, const struct lay_steps *steps,
		  size_t boundary)
{
	const struct lay_group *g = steps->owner;
	struct lay_table *t = lay_table_open(w, frame->node, frame);

	t->carried = g->table->carried;
	t->phase = LAY_TABLE_BODY;
	t->started = true;
	t->above = t->header_rules;
	t->cursor = boundary == 0 && !g->rest ? g->begin : g->end;
	if (boundary > 0 || g->rest) {
		t->rest = steps;
		t->rest_from = boundary;
	}
	return t;
}

bool
lay_table_next(struct lay_walk *w, struct lay_table *t)
{
	struct lay_steps *footer;

	switch (t->phase) {
	case LAY_TABLE_HEADER:
		t->phase = LAY_TABLE_BODY;
		if (t->header == NULL)
			return true;
		append(w, t->header->owner, t->header);
		hold(w);
		t->above = t->header_rules;
		return true;
	case LAY_TABLE_BODY:
		if (t->rest != NULL)
			append_rest(w, t);
		else if (!next_group(w, t))
			t->phase = LAY_TABLE_FOOTER;
		return true;
	case LAY_TABLE_FOOTER:
		t->phase = LAY_TABLE_END;
		if (t->footer == NULL)
			return true;
		if (t->started || t->header != NULL)
			hold(w);
		footer = last_footer(t);
		append(w, footer->owner, footer);
		return true;
	case LAY_TABLE_END:
		break;
	}
	return false;
}

struct lay_steps *
lay_table_late_repeat(const struct lay_table *t, bool footer)
{
	struct lay_steps *s = footer ? t->footer : t->header;

	if (s == NULL || !s->late || (footer ? t->omit_footer : t->omit_header))
		return NULL;
	return s;
}

void
lay_table_build_repeat(struct lay_table *t, bool footer, const struct lay_page_info *page,
		       struct area *area, dim y)
{
	struct lay_steps *s = footer ? t->footer : t->header;

	if (s == NULL || (footer ? t->omit_footer : t->omit_header))
		return;
	lay_steps_build(t->lay, s, 0, s->count, page, area, y);
}

uint32_t
lay_table_footnotes(struct lay_table *t, bool footer, const struct fo_node ***nodes)
{
	struct lay_steps *s = footer ? t->footer : t->header;

	*nodes = NULL;
	if (s == NULL || (footer ? t->omit_footer : t->omit_header))
		return 0;
	if (!t->footnotes[footer].known) {
		t->footnotes[footer].count = lay_steps_footnotes(s, 0, &t->footnotes[footer].at);
		t->footnotes[footer].known = true;
	}
	*nodes = t->footnotes[footer].at;
	return t->footnotes[footer].count;
}
