/*
 * Follows the columns of a table while it is read (XSL 1.1 §6.7.10: a cell without column-number
 * stands in the first column free in its row), as far as from-table-column() needs it.  Layout
 * builds its own grid.
 */
#include "fo/column.h"

#include "base/arena.h"

struct fo_columns *
fo_columns_new(struct arena *arena, struct fo_columns *outer)
{
	struct fo_columns *c = ARENA_NEW(arena, struct fo_columns);

	c->outer = outer;
	c->arena = arena;
	return c;
}

/* The column at an index below FO_MAX_COLUMNS. */
static struct fo_column *
reach(struct fo_columns *c, unsigned index)
{
	if (index >= c->count) {
		unsigned count = index < 8 ? 8 : (index + 1) * 2;
		c->at = arena_grow(c->arena, c->at, c->count, count, sizeof *c->at);
		c->count = count;
	}
	return &c->at[index];
}

static unsigned
count_of(const struct fo_node *node, enum fo_prop prop)
{
	return (unsigned)fo_number(node, prop, 1);
}

void
fo_columns_add(struct fo_columns *c, const struct fo_node *column)
{
	unsigned at = (unsigned)fo_number(column, FO_PROP_COLUMN_NUMBER, c->next_column + 1.0) - 1;
	unsigned repeat = count_of(column, FO_PROP_NUMBER_COLUMNS_REPEATED) *
			  count_of(column, FO_PROP_NUMBER_COLUMNS_SPANNED);

	c->next_column = at;
	for (unsigned i = 0; i < repeat && c->next_column < FO_MAX_COLUMNS; i++)
		reach(c, c->next_column++)->style = fo_style_of(column);
}

void
fo_columns_part(struct fo_columns *c)
{
	for (unsigned i = 0; i < c->count; i++)
		c->at[i].rows_left = 0;
	c->cursor = 0;
}

void
fo_columns_row(struct fo_columns *c)
{
	for (unsigned i = 0; i < c->count; i++)
		if (c->at[i].rows_left > 0)
			c->at[i].rows_left--;
	c->cursor = 0;
}

static unsigned
place(const struct fo_columns *c, unsigned number)
{
	unsigned at = c->cursor;

	if (number > 0)
		return number - 1;
	while (at < c->count && c->at[at].rows_left > 0)
		at++;
	return at;
}

const struct fo_style *
fo_columns_find(const struct fo_columns *c, unsigned number)
{
	unsigned at = place(c, number);

	return at < c->count ? c->at[at].style : NULL;
}

void
fo_columns_cell(struct fo_columns *c, const struct fo_node *cell)
{
	unsigned at = place(c, (unsigned)fo_number(cell, FO_PROP_COLUMN_NUMBER, 0));
	unsigned width = count_of(cell, FO_PROP_NUMBER_COLUMNS_SPANNED);
	uint32_t rows = count_of(cell, FO_PROP_NUMBER_ROWS_SPANNED);

	for (unsigned i = 0; i < width && at < FO_MAX_COLUMNS; i++, at++)
		reach(c, at)->rows_left = rows;
	c->cursor = at;
}
