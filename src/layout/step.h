/*
 * Steps: parallel sequences of items, combined so that they may break together.  Private to the
 * room.
 *
 * The cells of a row group, or the label and the body of a list item, run side by side:
 *
 *	     part 0   part 1                 A boundary is a height at which the group may be cut:
 *	     ┌────┐   ┌────┐  boundary 0     of each part the content that fits above it stays, the
 *	     │ a  │   │ u  │                 rest goes on behind the cut.  A step lies between two
 *	     ├────┤   │    │                 boundaries; the flow sees it as one box.  The first
 *	     │ b  │   ├────┤  boundary 1     boundary inside a row takes something of every cell.
 *	     ├────┤   │ v  │  boundary 2
 *	     │ c  │   │    │
 *	     └────┘   └────┘  boundary 3
 *
 * Heights of steps do not add up when the parts' lines differ in height: what is left of each part
 * moves up to the cut.  Boxes and gaps carry the heights of the unbroken group; lay_steps_bpd knows
 * the height of a range between two breaks, and that is what the areas take.
 *
 *	struct lay_steps *s = lay_steps_new(w->arena, parts, rows);
 *	… fill s->parts, s->rows, s->area …
 *	lay_steps_combine(s, page_bpd);
 *	lay_steps_append(w, s);
 *
 * Table rows connected by row spans are one group (table_row.c); a list item is a group of one row
 * (list.c).
 */
#ifndef PP_LAYOUT_STEP_H
#define PP_LAYOUT_STEP_H

#include "base/dim.h"
#include "layout/item.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct area;
struct arena;
struct fo_node;
struct lay;
struct lay_page_info;
struct lay_room;
struct lay_walk;

/* How an edge of a part stands: inside the page, at the page's edge between two groups, or cut. */
enum lay_pad { LAY_PAD_WHOLE, LAY_PAD_PAGE, LAY_PAD_REST, LAY_PAD_COUNT };

/* Where a box of a part ends. */
struct lay_stop {
	dim end;	/* from the begin of the content, unbroken */
	uint32_t legal; /* the last position up to and behind this box where nothing is kept
			   together; 0 none */
};

/* One of the parallel sequences. */
struct lay_part {
	const struct fo_node *node;
	const struct lay_items *items; /* of its children; may have no box */
	uint32_t row;		       /* first row … */
	uint32_t row_count;
	uint32_t column; /* areas of one row end come in this order */
	/* From the grid line (the edge of the row) to the content: borders, padding, separation. */
	dim before[LAY_PAD_COUNT];
	dim after[LAY_PAD_COUNT];
	dim shift;	/* more room before the content, for a common baseline */
	dim min_bpd;	/* of the content */
	uint16_t align; /* FO_KW_BEFORE, FO_KW_CENTER, FO_KW_AFTER; 0: the area is as high as what
			   it holds */
	void *more;	/* of the owner: a cell's columns and borders */
	bool begun;	/* it goes on from steps before: its before edge is that of a cut */
	/* Set by lay_steps_combine. */
	struct lay_stop *stops; /* by box */
	dim content;		/* where the content begins, in the unbroken group */
	dim bpd;		/* of the content */
	bool nested;		/* holds steps of its own */
};

struct lay_step_row {
	const struct fo_node *node; /* fo:table-row, or NULL */
	dim min_bpd;
	int32_t keep_column; /* keep-together */
	int32_t keep_page;
	int32_t next_column; /* keep with the next row of the group */
	int32_t next_page;
	/* Set by lay_steps_combine: in the unbroken group. */
	dim top;
	dim first; /* no boundary before this height below top */
	dim last;  /* content of all its parts has ended by this height, from the group's begin */
	uint32_t part_from; /* first part that begins in this row or later */
	uint32_t reach;	    /* first part that stands in this row */
};

/* What an area is made for: a part, or what is left of it, on one page. */
struct lay_segment {
	dim top; /* grid lines, from the parent's content edge */
	dim bpd;
	enum lay_pad before; /* how its edges stand on this page */
	enum lay_pad after;
	bool first; /* first and last area of the part */
	bool last;
	/* Rows of the part that stand on this page, and where they begin below top: tops[row -
	 * base]
	 * - tops[row_from - base], for row_from … row_to inclusive. */
	uint32_t row_from;
	uint32_t row_to;
	uint32_t base;
	const dim *tops;
};

/* Makes the area of a part (AREA_CELL), appends it to parent, and gives it back for its content. */
typedef struct area *lay_part_area_fn(struct lay_steps *steps, const struct lay_part *part,
				      const struct lay_segment *segment,
				      const struct lay_page_info *page, struct area *parent);

/* A height where the group may be cut; at[0] is its begin, at[count] its end. */
struct lay_boundary {
	dim bpd;	/* from the begin of the unbroken group */
	uint32_t row;	/* the row it cuts, or before whose begin it lies */
	bool row_end;	/* it lies between two rows */
	uint8_t forced; /* enum lay_break */
	/* The last boundary up to this one that cuts what keeps hold together, because a part is
	 * higher than a page; 0: none. */
	uint32_t relaxed;
};

struct lay_steps {
	struct arena *arena;
	struct lay *lay;
	struct lay_part *parts; /* ordered by row, then column */
	uint32_t part_count;
	struct lay_step_row *rows;
	uint32_t row_count;
	struct lay_boundary *at;
	uint32_t count; /* steps */
	dim *tops;	/* scratch: row_count + 1 */
	lay_part_area_fn *area;
	void *owner; /* struct lay_table, or the frame of a list item */
	/* Does a page break lie right before the group, now that it goes into parent at y?  Borders
	 * that collapse look different there.  NULL: it makes no difference. */
	bool (*is_at_head)(const struct lay_steps *steps, const struct area *parent, dim y);
	bool at_head; /* what it said last */
	bool at_foot; /* a break lies right behind the group */
	/* What the rows stand in, whose id and markers the steps bring; NULL: nothing. */
	const struct fo_node *around;
	bool around_first; /* it begins and ends with the group */
	bool around_last;
	/* What it holds is known only when the rows of its table on the page are (table_marker.c).
	 */
	bool late;
};

/* Steps with zeroed parts and rows. */
struct lay_steps *
lay_steps_new(struct lay *lay, struct arena *arena, uint32_t part_count, uint32_t row_count);
/* Finds the boundaries. page_bpd: a stretch without boundaries that is higher gets relaxed ones;
 * 0: none. */
void lay_steps_combine(struct lay_steps *steps, dim page_bpd);
/* No boundaries but begin and end: headers, footers. After combine. */
void lay_steps_unite(struct lay_steps *steps);
/* Appends the steps as boxes, with keeps, costs and forced breaks in the gaps between them. Keeps
 * and breaks of the parts' first and last gaps go to the gaps around the group. */
void lay_steps_append(struct lay_walk *w, struct lay_steps *steps);

/* Position of a part at a boundary: boxes before it stand above the cut. */
size_t
lay_steps_position(const struct lay_steps *steps, const struct lay_part *part, size_t boundary);
/* Height of the steps [from, to) on one page: a break before from if from > 0, a break behind to if
 * to < count. */
dim lay_steps_bpd(const struct lay_steps *steps, size_t from, size_t to);
/* Their areas, into parent from y on. */
void lay_steps_build(struct lay *lay, struct lay_steps *steps, size_t from, size_t to,
		     const struct lay_page_info *page, struct area *parent, dim y);

/* Footnotes of what a step takes from each part. */
uint32_t lay_steps_footnotes(struct lay_steps *steps, uint32_t i, const struct fo_node ***nodes);

/* ---- step_rest.c ---- */
/* Items of a part from box `from` on, laid out anew for another room as far as that is possible. */
const struct lay_items *lay_part_rest(struct lay_walk *w, const struct lay_part *part, size_t from,
				      const struct lay_room *room);

/* ---- list.c ---- */
/* Inside the item's frame: label and body side by side. */
void lay_list_item(struct lay_walk *w, const struct fo_node *item);
/* Inside the frame of an item that goes on behind a boundary of other steps, in another room. */
void lay_list_rest(struct lay_walk *w, const struct lay_steps *old, size_t boundary);

#endif
