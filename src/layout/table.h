/*
 * Tables: grid, widths, borders, rows.  Private to the room.
 *
 *	struct lay_table *t = lay_table_open(w, node, frame);
 *	… begin the frame …
 *	while (lay_table_next(w, t))
 *		;
 *
 * A table is read row group by row group as pages need it: table.c walks the grid (columns, spans,
 * omitted cells), table_width.c decides the columns once, table_border.c finds the borders of a
 * group, table_row.c turns it into steps (step.h).  Only header, footer and the borders above the
 * next group outlive a group.
 */
#ifndef PP_LAYOUT_TABLE_H
#define PP_LAYOUT_TABLE_H

#include "base/dim.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct area;
struct arena;
struct fo_node;
struct lay;
struct lay_frame;
struct lay_page_info;
struct lay_steps;
struct lay_table;
struct lay_walk;

/* Columns, header and footer. Called before the frame's begin edge is recorded: settles the frame's
 * ipd (and x, box, borders and padding where borders collapse) and what repeats at breaks. */
struct lay_table *
lay_table_open(struct lay_walk *w, const struct fo_node *node, struct lay_frame *frame);
/* Inside the table's frame: appends the next group of rows, header first, footer last; false when
 * there are no more. */
bool lay_table_next(struct lay_walk *w, struct lay_table *table);
/* A table that goes on in another width behind a boundary of a group of its rows: opened again, in
 * a new frame; can_restart: not where its header or footer stands. */
bool lay_table_can_restart(const struct lay_steps *steps);
struct lay_table *lay_table_restart(struct lay_walk *w, struct lay_frame *frame,
				    const struct lay_steps *steps, size_t boundary);
/* Header or footer again at a break inside the table, into the table's area at y. */
void lay_table_build_repeat(struct lay_table *table, bool footer, const struct lay_page_info *page,
			    struct area *area, dim y);
/* Footnotes anchored in the header or footer, as it stands at breaks. */
uint32_t lay_table_footnotes(struct lay_table *table, bool footer, const struct fo_node ***nodes);
/* A header or footer that retrieves table markers, left out of a table's area for now. */
struct lay_late {
	const struct lay_steps *steps;
	struct area *before; /* child of the area that it follows; NULL: it comes first */
	dim y;
	dim bpd; /* set aside */
};
/* The part of a table that stands in an area. */
struct lay_fragment {
	struct area *area;
	size_t notes; /* of the page when it was opened */
	struct lay_late late[2];
	uint32_t late_count;
};
/* Is header or footer to be left out, at breaks?  Then its steps, else NULL. */
struct lay_steps *lay_table_late_repeat(const struct lay_table *table, bool footer);
/* Puts what was left out into a part of a table whose rows stand, and remembers their markers;
 * what lies below moves.  Returns by how much the area's content grew. */
dim lay_table_build_late(struct lay_table *table, const struct lay_page_info *page,
			 struct lay_fragment *fragment);
/* Narrowest and widest useful measure of a table, borders and padding included (a table in a cell
 * of an automatic table). */
void lay_table_width(struct lay *lay, const struct fo_node *node, dim *minimum, dim *maximum);

#endif
