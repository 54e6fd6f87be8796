/*
 * Rows of a table as steps.
 *
 * A group of rows tied by spans becomes one set of parallel parts (step.h): each cell a part, its
 * pads the borders, padding and half of the border separation between the grid line and its
 * content.  What a row asks for goes to the rows of the steps: least height, keeps; what it asks of
 * its surroundings goes to the gaps around the group (table.c).
 *
 *	     grid line ──┬───────────────┬──
 *	                 │ separation/2  │
 *	                 │ ┌───────────┐ │   before[] = separation/2 + border + padding
 *	                 │ │ padding   │ │   (borders that collapse: half the border + padding)
 *	                 │ │ content … │ │
 *
 * Each pad has three values: inside a page, at its head or foot, and where the cell itself is cut
 * (§4.3.1: conditional borders and padding go there).  Rejected: cells as blocks with frames of
 * their own in the items of the part; borders that collapse belong to no single cell, and a cell
 * that has come to its end still has to reach down to the end of its row.
 */
#include "layout/table_grid.h"

#include "base/arena.h"
#include "layout/area.h"
#include "layout/flow.h"
#include "layout/layout_diag.h"

#include <string.h>

/* From the grid line to the content. */
static dim
pad_of(const struct lay_group *g, const struct lay_cell *c, enum fo_edge edge, enum lay_pad pad)
{
	const struct lay_table *t = g->table;
	bool retain = false;
	dim border = lay_border_width(g, c, edge, pad);
	dim padding = c->node == NULL ? 0 : fo_padding(c->node, edge, t->ipd, &retain);
	dim gap = edge == FO_BEFORE || edge == FO_AFTER ? t->separation_bpd : t->separation_ipd;

	if (pad == LAY_PAD_REST && !retain)
		padding = 0;
	if (t->collapse)
		return dim_add(border / 2, padding);
	return dim_add(lay_is_cut(c, edge, pad) ? 0 : gap / 2, dim_add(border, padding));
}

/* A height that a cell or row asks for; 0: none. */
static dim
least_bpd(const struct fo_node *node, dim base)
{
	const struct fo_value *bpd = fo_value(node, FO_PROP_BLOCK_PROGRESSION_DIMENSION);
	dim least;

	if (bpd->kind != FO_VALUE_RANGE)
		return dim_max(0, fo_value_dim(bpd, base, 0));
	least = fo_value_dim(&bpd->u.range->minimum, base, 0);
	return dim_max(least, fo_value_dim(&bpd->u.range->optimum, base, 0));
}

static uint16_t
align_of(const struct fo_node *cell)
{
	enum fo_keyword k = fo_keyword(cell, FO_PROP_DISPLAY_ALIGN);

	return k == FO_KW_CENTER || k == FO_KW_AFTER ? (uint16_t)k : FO_KW_BEFORE;
}

static struct lay_room
room_of(const struct lay_table *t, const struct lay_cell *c)
{
	bool own = c->node != NULL && fo_value(c->node, FO_PROP_START_INDENT)->specified;

	return (struct lay_room){.ipd = c->ipd,
				 .outer_ipd = own ? t->ipd : t->reference_ipd,
				 .page_bpd = t->page_bpd,
				 .part = true};
}

/* A part without its items. */
static void
make_part(struct lay_group *g, struct lay_cell *c, struct lay_part *p)
{
	struct lay_table *t = g->table;
	dim start = pad_of(g, c, FO_START, LAY_PAD_WHOLE);
	dim end = pad_of(g, c, FO_END, LAY_PAD_WHOLE);
	const struct lay_column *last = &t->columns[c->column + c->column_count - 1];
	dim wide = dim_sub(dim_add(last->x, last->width), t->columns[c->column].x);

	c->ipd = dim_max(0, dim_sub(wide, dim_add(start, end)));
	p->node = c->node;
	p->more = c;
	p->row = c->row;
	p->row_count = c->row_count;
	p->column = c->column;
	for (int pad = 0; pad < LAY_PAD_COUNT; pad++) {
		p->before[pad] = pad_of(g, c, FO_BEFORE, (enum lay_pad)pad);
		p->after[pad] = pad_of(g, c, FO_AFTER, (enum lay_pad)pad);
	}
	p->align = FO_KW_BEFORE;
	if (c->node == NULL)
		return;
	p->min_bpd = least_bpd(c->node, t->page_bpd);
	p->align = align_of(c->node);
}

/* The height that a row asks for.  A row makes no areas, so its block-progression-dimension is that
 * of its cells' contents; borders, padding and separation come on top. */
static dim
row_bpd(const struct lay_group *g, uint32_t r, const struct lay_steps *s)
{
	dim least = least_bpd(g->rows[r], g->table->page_bpd);
	dim pads = 0;

	if (least == 0)
		return 0;
	for (uint32_t i = 0; i < s->part_count; i++) {
		const struct lay_part *p = &s->parts[i];

		if (p->node != NULL && p->row == r && p->row_count == 1)
			pads = dim_max(pads,
				       dim_add(p->before[LAY_PAD_WHOLE], p->after[LAY_PAD_WHOLE]));
	}
	return dim_add(least, pads);
}

static void
make_row(const struct lay_group *g, uint32_t r, struct lay_steps *s)
{
	const struct fo_node *node = g->rows[r];
	struct lay_step_row *row = &s->rows[r];
	const struct fo_node *below = r + 1 < g->row_count ? g->rows[r + 1] : NULL;
	struct lay_gap keep = {0};

	row->node = node;
	if (node == NULL)
		return;
	row->min_bpd = row_bpd(g, r, s);
	lay_gap_keep(&keep, fo_keep(node, FO_PROP_KEEP_TOGETHER));
	row->keep_column = keep.keep_column;
	row->keep_page = keep.keep_page;
	keep = (struct lay_gap){0};
	lay_gap_keep(&keep, fo_keep(node, FO_PROP_KEEP_WITH_NEXT));
	if (below != NULL)
		lay_gap_keep(&keep, fo_keep(below, FO_PROP_KEEP_WITH_PREVIOUS));
	row->next_column = keep.keep_column;
	row->next_page = keep.keep_page;
}

/* Does a cell join the common baseline of its row (§7.14.6: only where display-align is auto)? */
static bool
is_on_baseline(const struct lay_part *p)
{
	return p->node != NULL && fo_keyword(p->node, FO_PROP_RELATIVE_ALIGN) == FO_KW_BASELINE &&
	       fo_keyword(p->node, FO_PROP_DISPLAY_ALIGN) == FO_KW_AUTO &&
	       lay_items_baseline(p->items, 0) >= 0;
}

/* Cells that begin in one row and ask for it have their first lines on one baseline. */
static void
share_baselines(struct lay_steps *s)
{
	for (uint32_t i = 0, next; i < s->part_count; i = next) {
		dim deepest = 0;

		for (next = i; next < s->part_count && s->parts[next].row == s->parts[i].row;
		     next++) {
			const struct lay_part *p = &s->parts[next];

			if (is_on_baseline(p))
				deepest = dim_max(deepest, p->before[LAY_PAD_WHOLE] +
								   lay_items_baseline(p->items, 0));
		}
		for (uint32_t j = i; j < next; j++) {
			struct lay_part *p = &s->parts[j];

			if (is_on_baseline(p))
				p->shift = deepest - p->before[LAY_PAD_WHOLE] -
					   lay_items_baseline(p->items, 0);
		}
	}
}

/* PPL03: a row that no page can hold whole. */
static void
report_tall_rows(const struct lay_group *g, const struct lay_steps *s)
{
	struct lay_table *t = g->table;

	if (t->page_bpd <= 0)
		return;
	for (uint32_t r = 0; r < s->row_count; r++) {
		dim end = r + 1 < s->row_count ? s->rows[r + 1].top : s->at[s->count].bpd;
		const struct fo_node *node = g->rows[r] != NULL ? g->rows[r] : g->section;
		struct diag_place place;

		if (dim_sub(end, s->rows[r].top) <= t->page_bpd)
			continue;
		place = fo_place(t->lay->doc, t->lay->arena, node);
		diag_add0(t->lay->diag, &layout_diags[LAYOUT_DIAG_TALL_ROW], &place);
	}
}

/* The first group in a part of the table that goes on behind a break. */
static bool
is_at_head(const struct lay_steps *s, const struct area *parent, dim y)
{
	const struct lay_group *g = s->owner;
	const struct lay_table *t = g->table;
	dim header = t->header == NULL || t->omit_header ? 0 : t->header->at[1].bpd;

	return (parent->flags & AREA_FIRST) == 0 && y == header && s != t->header;
}

/* Parts and rows, without items. */
static struct lay_steps *
open_steps(struct lay_group *g, struct arena *arena)
{
	struct lay_table *t = g->table;
	struct lay_steps *s = lay_steps_new(t->lay, arena, g->cell_count, g->row_count);

	s->owner = g;
	s->area = lay_border_area;
	s->is_at_head = t->collapse ? is_at_head : NULL;
	s->around = g->section;
	s->around_first = g->first;
	s->around_last = g->last;
	s->late = lay_table_is_late(t, g->section);
	for (uint32_t i = 0; i < g->cell_count; i++)
		make_part(g, &g->cells[i], &s->parts[i]);
	for (uint32_t r = 0; r < g->row_count; r++)
		make_row(g, r, s);
	return s;
}

static const struct lay_items no_items;

/* §7.28.10: a row of cells that all hide, and have nothing to show, is not there. */
static void
drop_hidden_rows(const struct lay_group *g, struct lay_steps *s)
{
	for (uint32_t r = 0; r < s->row_count && !g->table->collapse; r++) {
		bool hides = false, shows = false;

		for (uint32_t i = 0; i < s->part_count; i++) {
			const struct lay_part *p = &s->parts[i];
			if (p->row > r || p->row + p->row_count <= r)
				continue;
			bool hidden = p->row_count == 1 && lay_is_hidden_empty(p);
			hides = hides || hidden;
			shows = shows || (!hidden && p->node != NULL);
		}
		if (!hides || shows)
			continue;
		s->rows[r].min_bpd = 0;
		for (uint32_t i = 0; i < s->part_count; i++) {
			struct lay_part *p = &s->parts[i];
			if (p->row != r)
				continue;
			memset(p->before, 0, sizeof p->before);
			memset(p->after, 0, sizeof p->after);
			p->min_bpd = 0;
			p->items = &no_items;
		}
	}
}

struct lay_steps *
lay_group_steps(struct lay_group *g, struct arena *arena)
{
	struct lay_table *t = g->table;
	struct lay_steps *s = open_steps(g, arena);

	for (uint32_t i = 0; i < g->cell_count; i++) {
		const struct lay_cell *c = &g->cells[i];
		struct lay_room room = room_of(t, c);

		s->parts[i].items =
			c->node == NULL ? &no_items : lay_items_make(t->lay, arena, c->node, &room);
	}
	drop_hidden_rows(g, s);
	share_baselines(s);
	lay_steps_combine(s, t->page_bpd);
	report_tall_rows(g, s);
	return s;
}

/* ---- what goes on in another width ---- */

struct lay_group *
lay_group_rest(struct lay_table *t, const struct lay_steps *old, size_t boundary,
	       struct arena *arena)
{
	const struct lay_group *g = old->owner;
	struct lay_group *rest = ARENA_NEW(arena, struct lay_group);
	uint32_t row = old->at[boundary].row;

	*rest = *g;
	rest->table = t;
	rest->row_count = g->row_count - row;
	rest->rows = ARENA_ARRAY(arena, rest->row_count, const struct fo_node *);
	for (uint32_t r = 0; r < rest->row_count; r++)
		rest->rows[r] = g->rows[row + r];
	rest->cells = ARENA_ARRAY(arena, g->cell_count, struct lay_cell);
	rest->cell_count = 0;
	rest->first = rest->table_first = false;
	rest->rest = true;
	for (uint32_t i = 0; i < g->cell_count; i++) {
		struct lay_cell c = g->cells[i];

		if (c.row + c.row_count <= row)
			continue;
		if (c.row < row)
			c.row_count -= row - c.row;
		c.row = c.row < row ? 0 : c.row - row;
		rest->cells[rest->cell_count++] = c;
	}
	return rest;
}

/* Height that is still asked for when a part of it stands on pages before. */
static dim
left_of(dim least, dim taken)
{
	return dim_max(0, dim_sub(least, taken));
}

struct lay_steps *
lay_group_rest_steps(struct lay_walk *w, struct lay_group *rest, const struct lay_steps *old,
		     size_t boundary)
{
	struct lay_steps *s = open_steps(rest, w->arena);
	const struct lay_boundary *b = &old->at[boundary];
	uint32_t n = 0;

	for (uint32_t i = 0; i < old->part_count; i++) {
		const struct lay_part *p = &old->parts[i];
		struct lay_part *q = &s->parts[n];
		struct lay_room room;
		size_t from;

		if (p->row + p->row_count <= b->row)
			continue;
		room = room_of(rest->table, q->more);
		from = lay_steps_position(old, p, boundary);
		q->begun = p->begun || p->row < b->row ||
			   (p->row == b->row && !b->row_end && boundary > 0);
		if (q->begun)
			q->min_bpd = left_of(q->min_bpd, dim_sub(b->bpd, p->content));
		q->items = lay_part_rest(w, p, from, &room);
		n++;
	}
	if (!b->row_end)
		s->rows[0].min_bpd =
			left_of(s->rows[0].min_bpd, dim_sub(b->bpd, old->rows[b->row].top));
	lay_steps_combine(s, rest->table->page_bpd);
	return s;
}
