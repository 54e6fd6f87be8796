/*
 * The grid of a table, read row group by row group (XSL 1.1 §6.7.3, §6.7.10).
 *
 * Cells go to the column they name, else to the next one that no cell above still covers.  A row
 * group ends where no span reaches into the next row; spans end with their section.  Cells that
 * would overlap move on to the next free column, as §6.7.3 allows, so that all content shows.
 */
#include "layout/table_grid.h"

#include "base/arena.h"
#include "base/vec.h"

#include <stdlib.h>

struct grid {
	struct arena *arena;
	uint32_t columns; /* 0: being counted */
	struct {
		VEC(struct lay_cell);
	} cells;
	struct {
		VEC(const struct fo_node *);
	} rows;
	struct {
		VEC(uint32_t); /* by column: rows, this one included, that a cell still covers */
	} open;
	uint32_t column; /* where the next cell of the row goes */
};

double
lay_table_number(const struct fo_node *node, enum fo_prop prop)
{
	double n = fo_number(node, prop, 1);

	if (!(n >= 1))
		return 1;
	return n > 1000000 ? 1000000 : (double)(uint32_t)(n + 0.5);
}

const struct fo_node *
lay_table_section(const struct fo_node *table, enum fo_object object)
{
	for (const struct fo_node *n = table->first_child; n != NULL; n = n->next)
		if (n->object == object)
			return n;
	return NULL;
}

static const struct fo_node *
row_or_cell(const struct fo_node *n)
{
	while (n != NULL && n->object != FO_TABLE_ROW && n->object != FO_TABLE_CELL)
		n = n->next;
	return n;
}

const struct fo_node *
lay_table_body(const struct fo_node *table, const struct fo_node *section)
{
	const struct fo_node *n = section == NULL ? table->first_child : section->next;

	while (n != NULL && (n->object != FO_TABLE_BODY || row_or_cell(n->first_child) == NULL))
		n = n->next;
	return n;
}

struct lay_cursor
lay_cursor_of(const struct fo_node *section)
{
	return (struct lay_cursor){.section = section,
				   .next = section == NULL ? NULL
							   : row_or_cell(section->first_child)};
}

static uint32_t
open_rows(const struct grid *g, uint32_t column)
{
	return column < g->open.len ? g->open.at[column] : 0;
}

static void
cover(struct grid *g, const struct lay_cell *c)
{
	while (g->open.len < (size_t)c->column + c->column_count)
		VEC_PUSH(g->arena, &g->open, 0);
	for (uint32_t i = 0; i < c->column_count; i++)
		g->open.at[c->column + i] = c->row_count;
}

static uint32_t
limit(const struct grid *g)
{
	return g->columns != 0 ? g->columns : LAY_MAX_COLUMNS;
}

/* The first free column from a wished one on. */
static uint32_t
free_column(const struct grid *g, uint32_t column)
{
	uint32_t max = limit(g);

	while (column < max && open_rows(g, column) > 0)
		column++;
	return column < max ? column : max - 1;
}

static void
add_cell(struct grid *g, const struct fo_node *node)
{
	const struct fo_value *number = fo_value(node, FO_PROP_COLUMN_NUMBER);
	struct lay_cell c = {.node = node, .row = (uint32_t)g->rows.len};
	uint32_t span = (uint32_t)lay_table_number(node, FO_PROP_NUMBER_COLUMNS_SPANNED);
	uint32_t wish = g->column;

	if (number->kind == FO_VALUE_NUMBER && number->specified)
		wish = (uint32_t)lay_table_number(node, FO_PROP_COLUMN_NUMBER) - 1;
	c.column = free_column(g, wish);
	c.row_count = (uint32_t)lay_table_number(node, FO_PROP_NUMBER_ROWS_SPANNED);
	c.column_count = 1;
	while (c.column_count < span && c.column + c.column_count < limit(g) &&
	       open_rows(g, c.column + c.column_count) == 0)
		c.column_count++;
	cover(g, &c);
	g->column = c.column + c.column_count;
	VEC_PUSH(g->arena, &g->cells, c);
}

/* One row; the node behind it. */
static const struct fo_node *
read_row(struct grid *g, const struct fo_node *n)
{
	const struct fo_node *row = n->object == FO_TABLE_ROW ? n : NULL;
	bool any = false;

	g->column = 0;
	if (row != NULL) {
		for (n = row->first_child; n != NULL; n = n->next)
			if (n->object == FO_TABLE_CELL)
				add_cell(g, n);
		n = row->next;
	}
	/* Cells without rows: starts-row and ends-row part them (§7.28.11, §7.28.15). */
	while (row == NULL && n != NULL && n->object != FO_TABLE_ROW) {
		if (n->object == FO_TABLE_CELL) {
			if (any && fo_keyword(n, FO_PROP_STARTS_ROW) == FO_KW_TRUE)
				break;
			add_cell(g, n);
			any = true;
			if (fo_keyword(n, FO_PROP_ENDS_ROW) == FO_KW_TRUE) {
				n = n->next;
				break;
			}
		}
		n = n->next;
	}
	VEC_PUSH(g->arena, &g->rows, row);
	return row_or_cell(n);
}

/* Steps down one row; does a cell reach into the next? */
static bool
is_tied(struct grid *g)
{
	bool tied = false;

	for (size_t i = 0; i < g->open.len; i++) {
		if (g->open.at[i] > 0)
			g->open.at[i]--;
		tied = tied || g->open.at[i] > 0;
	}
	return tied;
}

static int
compare(const void *a, const void *b)
{
	const struct lay_cell *x = a;
	const struct lay_cell *y = b;

	if (x->row != y->row)
		return x->row < y->row ? -1 : 1;
	if (x->column != y->column)
		return x->column < y->column ? -1 : 1;
	return 0;
}

/* A cell without node for each unit that no cell covers. */
static void
add_holes(struct grid *g)
{
	size_t rows = g->rows.len;
	bool *taken = arena_array(g->arena, rows, g->columns);
	size_t n = g->cells.len;

	for (size_t i = 0; i < n; i++) {
		const struct lay_cell *c = &g->cells.at[i];

		for (uint32_t r = 0; r < c->row_count; r++)
			for (uint32_t k = 0; k < c->column_count; k++)
				taken[(c->row + r) * (size_t)g->columns + c->column + k] = true;
	}
	for (size_t i = 0; i < rows * g->columns; i++)
		if (!taken[i])
			VEC_PUSH(g->arena, &g->cells,
				 ((struct lay_cell){.row = (uint32_t)(i / g->columns),
						    .column = (uint32_t)(i % g->columns),
						    .row_count = 1,
						    .column_count = 1}));
}

struct lay_group *
lay_grid_next(struct lay_cursor *cursor, struct arena *arena, uint32_t columns, bool holes)
{
	struct grid g = {.arena = arena, .columns = columns};
	const struct lay_cursor begin = *cursor;
	const struct fo_node *n = cursor->next;
	struct lay_group *group;

	if (n == NULL)
		return NULL;
	do {
		n = read_row(&g, n);
	} while (is_tied(&g) && n != NULL);
	for (size_t i = 0; i < g.cells.len; i++) {
		uint32_t left = (uint32_t)g.rows.len - g.cells.at[i].row;

		if (g.cells.at[i].row_count > left)
			g.cells.at[i].row_count = left;
	}
	if (holes && columns != 0)
		add_holes(&g);
	if (g.cells.len > 1)
		qsort(g.cells.at, g.cells.len, sizeof g.cells.at[0], compare);
	group = ARENA_NEW(arena, struct lay_group);
	group->section = cursor->section;
	group->rows = g.rows.at;
	group->row_count = (uint32_t)g.rows.len;
	group->cells = g.cells.at;
	group->cell_count = (uint32_t)g.cells.len;
	group->first = !cursor->begun;
	group->last = n == NULL;
	cursor->begun = true;
	cursor->next = n;
	group->begin = begin;
	group->end = *cursor;
	return group;
}
