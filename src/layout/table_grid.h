/*
 * Inside of tables: what table*.c share.  Nobody else includes it.
 *
 * A table is a grid of columns and rows.  Columns are known once (table_width.c), rows are read as
 * groups: as many rows as row spans tie together, most often one.
 */
#ifndef PP_LAYOUT_TABLE_GRID_H
#define PP_LAYOUT_TABLE_GRID_H

#include "base/dim.h"
#include "fo/fo.h"
#include "layout/step.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct area;
struct area_box;
struct arena;
struct lay;
struct lay_frame;
struct lay_room;
struct lay_walk;

/* More columns than this are an input's mistake: what lies behind is pulled in. */
#define LAY_MAX_COLUMNS 1000

struct lay_column {
	const struct fo_node *node; /* fo:table-column, or NULL */
	dim x;			    /* grid line at its start, from the table's content start */
	dim width;
};

/* A border specification: whose, and which of its edges; NULL: none. */
struct lay_rule {
	const struct fo_node *node;
	enum fo_edge edge;
};

/* Where a cell of a group stands; a hole in the grid has no node. */
struct lay_cell {
	const struct fo_node *node;
	uint32_t row; /* in the group */
	uint32_t row_count;
	uint32_t column;
	uint32_t column_count;
	dim ipd;   /* of the content */
	bool late; /* it retrieves table markers */
};

/* Where the reading of the rows stands; copied to look ahead. */
struct lay_cursor {
	const struct fo_node *section;
	const struct fo_node *next; /* child of the section to come */
	bool begun;		    /* a group of the section has been read */
};

/* Rows tied together by spans. */
struct lay_group {
	const struct fo_node *section; /* fo:table-header, -body, -footer */
	struct lay_table *table;
	const struct fo_node *
		*rows; /* fo:table-row; NULL where cells stand directly in the section */
	uint32_t row_count;
	struct lay_cell
		*cells; /* by row, then column; holes last of all until they are sorted in */
	uint32_t cell_count;
	struct lay_cursor begin; /* where it was read, and where the next one is */
	struct lay_cursor end;
	bool first; /* of its section */
	bool last;
	bool rest;	  /* some of it stands on pages before, in another width */
	bool table_first; /* of the table, header included */
	bool table_last;
	/* Where borders collapse: the rules of each unit of the grid before they meet a neighbour
	 * (own) and after, by (row * columns + column) * 4 + edge. */
	struct lay_rule *own;
	struct lay_rule *rules;
	bool header_above; /* a repeated header or footer stands at the page's edge */
	bool footer_below;
};

enum lay_table_phase { LAY_TABLE_HEADER, LAY_TABLE_BODY, LAY_TABLE_FOOTER, LAY_TABLE_END };

struct lay_table {
	struct lay *lay;
	const struct fo_node *node;
	struct arena *arena;
	dim ipd;	   /* of the content */
	dim reference_ipd; /* of the reference area around */
	dim page_bpd;
	bool collapse;
	bool right_to_left; /* columns run from the right */
	dim separation_ipd; /* 0 where borders collapse */
	dim separation_bpd;
	struct lay_column *columns;
	uint32_t column_count;
	struct lay_steps *header; /* NULL: none */
	struct lay_steps *footer;
	bool omit_header; /* at breaks */
	bool omit_footer;
	enum lay_table_phase phase;
	const struct lay_steps *rest; /* the group that goes on from boundary rest_from; or NULL */
	size_t rest_from;
	bool started; /* a group has been appended */
	struct lay_cursor cursor;
	struct lay_group *footer_group;
	struct map *carried; /* table_marker.c */
	/* Footnotes in header and footer, found when asked for. */
	struct {
		const struct fo_node **at;
		uint32_t count;
		bool known;
	} footnotes[2];
	/* Own rules, by column, where borders collapse: at the after edge of what stands above the
	 * next group (NULL: nothing) and of the header, at the before edge of the footer. */
	const struct lay_rule *above;
	struct lay_rule *last_rules; /* room for those of the last group */
	struct lay_rule *header_rules;
	struct lay_rule *footer_rules;
};

/* ---- table.c ---- */
/* A table without columns yet. */
struct lay_table *lay_table_new(struct lay *lay, struct arena *arena, const struct fo_node *node);
/* All rows of a header or footer as one group, in arena: it never breaks.  NULL: it has none. */
struct lay_group *
lay_table_whole(struct lay_table *t, const struct fo_node *section, struct arena *arena);

/* ---- table_grid.c ---- */
/* At the first row of a section. */
struct lay_cursor lay_cursor_of(const struct fo_node *section);
/* The next group, in arena; NULL at the end of the section.  columns: 0 when they are to be counted
 * (cells then lie as they fall). holes: with a cell for each unit that no cell covers. */
struct lay_group *
lay_grid_next(struct lay_cursor *cursor, struct arena *arena, uint32_t columns, bool holes);
/* The next body of a table with rows in it, behind section (NULL: the first). */
const struct fo_node *lay_table_body(const struct fo_node *table, const struct fo_node *section);
const struct fo_node *lay_table_section(const struct fo_node *table, enum fo_object object);
double lay_table_number(const struct fo_node *node, enum fo_prop prop);

/* ---- table_width.c ---- */
/* Columns of a table and the widths of them all. available: content measure if the table is as wide
 * as its surroundings; *ipd: what it is. */
void lay_table_columns(struct lay_table *t, dim available, dim base);

/* ---- table_border.c ---- */
/* Own rules of a group: cell, row, section, column, table. */
void lay_border_own(struct lay_group *g, struct arena *arena);
/* Where they meet: with each other, with t->above and with the first row of below (or NULL). */
void lay_border_meet(struct lay_group *g, const struct lay_group *below, struct arena *arena);
/* Separate borders: does a cut through the cell take its border away there, and the separation,
 * which is part of it (§6.7.10)? */
bool lay_is_cut(const struct lay_cell *c, enum fo_edge edge, enum lay_pad pad);
/* A cell without visible content that empty-cells hides (§7.28.10). */
bool lay_is_hidden_empty(const struct lay_part *part);
/* Width of the border of a cell at an edge as it stands; of several units the widest. */
dim lay_border_width(const struct lay_group *g, const struct lay_cell *c, enum fo_edge edge,
		     enum lay_pad pad);
/* Own rules of the edge that a group turns to its neighbour, to out[column]. */
void lay_border_outer(const struct lay_group *g, bool after, struct lay_rule *out);
/* The area of a cell, with backgrounds of row, section and column before it. */
struct area *
lay_border_area(struct lay_steps *s, const struct lay_part *part, const struct lay_segment *segment,
		const struct lay_page_info *page, struct area *parent);

/* ---- table_marker.c ---- */
/* Is what a header or footer holds known only when the rows around it stand on their page? */
bool lay_table_is_late(const struct lay_table *t, const struct fo_node *section);
/* Such a header or footer, filled so that it is as high as it can get; others as they are. */
const struct fo_node *lay_table_highest(struct lay_table *t, const struct fo_node *section);

/* ---- table_row.c ---- */
/* A group as steps, in arena. */
struct lay_steps *lay_group_steps(struct lay_group *g, struct arena *arena);
/* What is left of a group behind a boundary of its steps, for columns of another width: a group of
 * the table t, and its steps, in w->arena. */
struct lay_group *lay_group_rest(struct lay_table *t, const struct lay_steps *old, size_t boundary,
				 struct arena *arena);
struct lay_steps *lay_group_rest_steps(struct lay_walk *w, struct lay_group *rest,
				       const struct lay_steps *old, size_t boundary);

#endif
