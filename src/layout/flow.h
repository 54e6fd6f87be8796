/*
 * Flow: formatting objects to items, items to areas.  Private to the room.
 *
 *	struct lay_items *items = lay_items_make(lay, arena, cell, &room);   // all children of cell
 *	dim high = lay_items_bpd(items, 0, items->box_count);
 *	lay_items_build(lay, items, 0, items->box_count, page, area);         // areas into area
 *
 * A walk goes through the FO tree and fills a struct lay_items (item.h).  It opens a frame for each
 * block-level object and calls what knows its inside: paragraphs (inline.h), lists (step.h) and
 * tables (table.h) append their boxes by lay_walk_box.  Flows are walked step by step as pages need
 * them; everything else (cells, labels, footnotes, static contents) at once by lay_items_make.
 *
 * What lists and tables offer to the walk (step.h and table.h have the truth):
 *
 *	void lay_list_item(struct lay_walk *w, const struct fo_node *item);
 *		inside the item's frame: makes label and body items, appends their steps.
 *	struct lay_table *lay_table_open(struct lay_walk *w, const struct fo_node *table,
 *					 struct lay_frame *frame);
 *		columns, header and footer; before the frame's begin edge is recorded: may change
 *the frame's x, ipd, box, borders, padding; sets repeat_before and repeat_after. bool
 *lay_table_next(struct lay_walk *w, struct lay_table *table); inside the table's frame: appends the
 *boxes of the next group of rows (header first, footer last); false when there are no more. void
 *lay_table_build_repeat(struct lay_table *table, bool footer, const struct lay_page_info *page,
 *struct area *area, dim y); header or footer again at a break inside the table, into the table's
 *area at y. void lay_table_width(struct lay *lay, const struct fo_node *table, dim *minimum, dim
 **maximum); dim lay_steps_bpd(const struct lay_steps *steps, size_t from, size_t to); height of the
 *steps [from, to) on one page: a break before from if from > 0, a break behind to if to < count.
 *	void lay_steps_build(struct lay *lay, struct lay_steps *steps, size_t from, size_t to,
 *			     const struct lay_page_info *page, struct area *parent, dim y);
 */
#ifndef PP_LAYOUT_FLOW_H
#define PP_LAYOUT_FLOW_H

#include "layout/inline.h"
#include "layout/item.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct area;
struct lay_side;
struct lay_walk;

/* The room content is laid out in. */
struct lay_room {
	dim ipd;       /* of the nearest reference area: indents and percentages count from it */
	dim origin;    /* where the content of the parent area starts in it: 0 in a table cell, the
			  item's frame->origin in a list label or body */
	dim span_ipd;  /* of a flow in columns: what span="all" has instead of ipd; else 0 */
	dim outer_ipd; /* of a cell or container: what percentages that it hands down count from */
	dim page_bpd;  /* height of the region or container: tall graphics and charts are cut to it
			*/
	dim first_bpd; /* hint: left on the current page; 0: not known */
	bool auto_bpd; /* the height around is that of its content: percentages of it mean auto */
	bool spanning; /* set by the walk: inside a child of the flow that spans all columns */
	/* Of a list label or body: the walk around it, in whose reference area it stands, and what
	 * its frames lose to side floats with the list. */
	struct lay_walk *outer;
	dim beside_start, beside_end;
	bool label; /* of a list-item: moved as a whole, for its end is not that of its list */
	bool part;  /* a cell, label, body: its spaces at both ends are judged as at the edges of a
		       reference area */
};

/* A walk: open to paragraphs, lists and tables while it is inside their frames. */
struct lay_walk {
	struct lay *lay;
	struct arena *arena; /* lives as long as the boxes appended now */
	struct arena *keep;  /* lives as long as the walk: frames, tables */
	struct lay_room room;
	struct lay_items *items;
	struct lay_frame *frame;      /* innermost open block */
	struct lay_walk_state *state; /* flow.c */
	struct lay_side *side;	      /* float_side.h; NULL: no side float has been met */
	dim room_bpd;		      /* height of the column; 0: there is no end */
};

/* Appends a box and opens the gap behind it; the caller fills in the rest of the box at once. */
struct lay_box *lay_walk_box(struct lay_walk *w, enum lay_box_kind kind, dim bpd);
/* The gap that is open now: the one before the next box. For keeps, costs and forced breaks. */
struct lay_gap *lay_walk_gap(struct lay_walk *w);
/* Opens and closes a frame by hand (table-body, table-row with its own breaks need none). */
void lay_walk_begin(struct lay_walk *w, struct lay_frame *frame);
void lay_walk_end(struct lay_walk *w);
/* Id or markers of a node that has no frame and no area. */
void lay_walk_point(struct lay_walk *w, const struct fo_node *node);

/* All children of a node as items, in arena. */
struct lay_items *lay_items_make(struct lay *lay, struct arena *arena, const struct fo_node *node,
				 const struct lay_room *room);
/* Height of boxes [from, to) between two breaks (or ends), gaps at both ends included. */
dim lay_items_bpd(const struct lay_items *items, size_t from, size_t to);
/* Builds [from, to) into parent, whose content they fill from its before edge; the parent's bpd is
 * not touched. Returns the height: lay_items_bpd. */
dim lay_items_build(struct lay *lay, const struct lay_items *items, size_t from, size_t to,
		    const struct lay_page_info *page, struct area *parent);
/* Spaces may shrink to their minima where a page would be too full: by this much, of all they can
 * give; or grow to their maxima where it would not be full: by less than 0, of all they can take.
 */
struct lay_squeeze {
	dim by;
	dim of;
};
/* A stretch of boxes, squeezed. */
struct lay_stretch {
	size_t from;
	size_t to;
	struct lay_squeeze squeeze;
};
dim
lay_items_build_tight(struct lay *lay, const struct lay_items *items, struct lay_stretch stretch,
		      const struct lay_page_info *page, struct area *parent);
/* What the spaces in [from, to) can give. */
dim lay_items_give(const struct lay_items *items, size_t from, size_t to);
/* What they can take. */
dim lay_items_take(const struct lay_items *items, size_t from, size_t to);
/* What the space of one edge can take. */
dim lay_edge_take(const struct lay_edge *edge, bool broken);
/* Footnotes anchored in [from, to): count, and *nodes (in arena). */
uint32_t lay_items_footnotes(const struct lay_items *items, size_t from, size_t to,
			     struct arena *arena, const struct fo_node ***nodes);
/* Baseline of the first line from the before edge of [from, …); -1: there is none. */
dim lay_items_baseline(const struct lay_items *items, size_t from);
/* The index behind the steps of one group that stand together from box `from` on, at most to. */
size_t lay_items_step_end(const struct lay_items *items, size_t from, size_t to);
/* The block whose properties hold for inline children of node. */
const struct fo_node *lay_block_of(const struct fo_node *node);
/* The case of a multi-switch that is set; NULL: none. */
const struct fo_node *lay_shown_case(const struct fo_node *node);
/* Narrowest and widest useful measure of the children of a node (automatic tables). */
void lay_items_width(struct lay *lay, const struct fo_node *node, dim *minimum, dim *maximum);

/* ---- the walk of a flow, step by step ---- */

/* Starts at the first child of node; w->lay, arena, keep and room are set by the caller. */
void lay_walk_open(struct lay_walk *w, const struct fo_node *node);
/* Goes on by one object or paragraph; false when the end has been reached, and then the last gap is
 * closed. */
bool lay_walk_step(struct lay_walk *w);
/* Gives up everything from gap on and starts again there, for another room.  false: not possible at
 * this gap (inside a table or an object that is laid out as one). */
bool lay_walk_restart(struct lay_walk *w, size_t gap, const struct lay_room *room);
/* Forgets the first count boxes, with their gaps. */
void lay_walk_drop(struct lay_walk *w, size_t count);

/* ---- block.c ---- */
/* Borders, padding and background of a node, NULL when it has none; widths of percentages count
 * from base. */
const struct area_box *
lay_box_of(struct lay *lay, struct arena *arena, const struct fo_node *node, dim base);
/* The box with some of its edges (bits 1 << FO_BEFORE …) taken away. */
/* How far relative-position moves the areas of a node (§7.13.5), percentages of left and right from
 * ipd; of top and bottom there are none, for heights are those of contents. */
struct point lay_relative_shift(const struct fo_node *node, dim ipd);
const struct area_box *
lay_box_without(struct arena *arena, const struct area_box *box, unsigned edges);

/* ---- keep.c ---- */
/* Cost of a break in the gap by all its reasons; page: the break ends the page, not only a column.
 */
int32_t lay_gap_cost(const struct lay_gap *gap, bool page);
/* Strengthens the gap's keeps by a keep property of a node. */
void lay_gap_keep(struct lay_gap *gap, const struct fo_keep *keep);
/* Forces a break by break-before or break-after of a node; the stronger wins. */
void lay_gap_force(struct lay_gap *gap, enum fo_keyword keyword);

/* ---- page.c ---- */
/* Tells the page that area belongs to area->node: its id and its markers stand there.  Called once
 * for each area of a formatting object, in document order; AREA_FIRST and AREA_LAST are read from
 * its flags when the page is finished.  (Blocks, cells, labels … ; lines bring theirs by
 * lay_line_marks.) */
void lay_page_note(const struct lay_page_info *page, struct area *area);

#endif
