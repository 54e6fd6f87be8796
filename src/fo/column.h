/* Which table-column a cell stands in: what from-table-column() needs.  Private to the room. */
#ifndef PP_FO_COLUMN_H
#define PP_FO_COLUMN_H

#include "fo/compute.h"

struct arena;

#define FO_MAX_COLUMNS 1000

/* One table being read. */
struct fo_columns {
	struct fo_columns *outer;
	struct arena *arena;
	struct fo_column {
		const struct fo_style *style; /* NULL if there is no fo:table-column */
		uint32_t rows_left;	      /* rows a cell above still covers */
	} * at;
	unsigned count;	      /* of at, as far as anything reached */
	unsigned next_column; /* for the next fo:table-column */
	unsigned cursor;      /* where the next cell may start */
};

struct fo_columns *fo_columns_new(struct arena *arena, struct fo_columns *outer);
void fo_columns_add(struct fo_columns *c, const struct fo_node *column);
/* A header, footer or body begins. */
void fo_columns_part(struct fo_columns *c);
/* A row begins, or a cell with starts-row. */
void fo_columns_row(struct fo_columns *c);
/* The style of the column where the next cell will stand; explicit: its column-number or 0. */
const struct fo_style *fo_columns_find(const struct fo_columns *c, unsigned number);
/* The cell, once its properties are known. */
void fo_columns_cell(struct fo_columns *c, const struct fo_node *cell);

#endif
