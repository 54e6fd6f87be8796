/*
 * Items: the block half of layout as a line of boxes and gaps.  Private to the room.
 *
 * A flow, a table cell, a list label or body, a footnote body, a static content is each turned into
 * an alternation
 *
 *	gap box gap box … box gap
 *
 * A box cannot break (a line, a step of a table row, a graphic, an absolute block-container, an
 * empty block with borders). Everything that happens between two boxes stands in the gap, as edges
 * in document order: blocks that end (their after borders, padding and space), blocks that begin
 * (space, before borders and padding).  The one place where a page may end is the gap's turn:
 *behind the last end that is followed by a begin.
 *
 *	     … line │ end p · end block ╎ begin block · begin p │ line …
 *	             ╰────── before ────╯╰─────── after ───────╯
 *
 * So a gap knows three heights: `whole` when it does not break (spaces of both sides resolved
 * together, §4.3), `before_break` at the foot of a page and `after_break` at the head of the next
 * (conditional spaces, borders and padding dropped or kept, §4.3.1; table headers and footers that
 * repeat).  And a cost: keeps, widows and orphans, or a forced break.
 *
 * The page breaker only adds up heights and compares costs; when it has chosen [from, to) the
 * area builder replays the edges and makes the areas, reopening the blocks that were open at from.
 * Lists and table rows combine the items of their parallel parts into steps (step.h), so they break
 * by the same rule.  Rejected: element lists with a total-fit breaker over a whole page-sequence
 * (memory grows with the sequence, and width changes need restarts); areas that split themselves
 * (keeps and balancing need trial layouts).
 */
#ifndef PP_LAYOUT_ITEM_H
#define PP_LAYOUT_ITEM_H

#include "base/dim.h"
#include "fo/fo.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct area;
struct area_box;
struct lay_lines;
struct lay_para;
struct lay_steps; /* parallel parts of a list item or a group of table rows: step.h */
struct lay_table; /* table.h */
struct lay_container;
struct lay_side;
struct lay_side_float;

/* One begin or end in a gap, or something that happens at a point (id, marker). */
enum lay_edge_kind {
	LAY_BEGIN, /* of a block, list-block, list-item, table, block-container … */
	LAY_END,
	LAY_POINT, /* a node without extent: id or markers of an empty wrapper, absolute container,
		      side float */
	LAY_CLEAR  /* room that keeps what follows clear of side floats; no space reaches through */
};

struct lay_edge {
	enum lay_edge_kind kind;
	const struct fo_node *node;
	struct lay_frame *frame; /* of BEGIN and END: the open block, shared by both; of POINT: the
				    block it stands in */
	struct lay_container *container; /* of POINT: an absolutely placed block-container */
	struct lay_side_float *side;	 /* of POINT: a side float anchored here */
	/* Its space as resolved, for each of the two cases; the builder copies it into areas. */
	dim space_whole;
	dim space_break;
	dim give_whole; /* so much less it may be: optimum minus minimum */
	dim give_break;
};

/* A block that stands open: what the builder needs to open an area for it, again on each page. */
struct lay_frame {
	const struct fo_node *node;
	struct lay_frame *parent; /* NULL: directly in the flow, cell … */
	dim x;			  /* border rectangle from parent's content start */
	dim ipd;		  /* content */
	dim origin;	   /* content start, from the content start of the nearest reference area */
	dim reference_ipd; /* of that reference area: what indents are measured against */
	dim start_indent;  /* as the dump shows them: of the content, from the reference area */
	dim end_indent;
	const struct area_box *box; /* all borders in full; NULL: none */
	dim border_before, border_after, padding_before, padding_after; /* in full */
	bool keep_border_before, keep_border_after;			/* conditionality retain */
	bool keep_padding_before, keep_padding_after;
	bool reference; /* makes a reference area: spaces do not reach through its edges */
	bool silent; /* makes no area of its own: wrapper, table-body; children lie in parent's */
	bool spans;  /* span="all" */
	uint16_t depth;
	uint32_t gap; /* number of the gap it begins in; 0: it began on a page before */
	struct fo_space
		before; /* resolved against the measure: minimum, optimum, maximum are DIM */
	struct fo_space after;
	struct fo_keep keep; /* keep-together of it and all frames around it, the strongest each */
	/* Of a table: what repeats at each break inside it. */
	struct lay_table *table;
	dim repeat_before;
	dim repeat_after;
	struct lay_container *container; /* container.c */
	/* What side floats take off its start and end as a whole (float_block.c), and where its own
	 * lines stand if there are floats. */
	dim beside_start, beside_end;
	dim lines_from, lines_to;
};

enum lay_break { LAY_BREAK_NONE, LAY_BREAK_COLUMN, LAY_BREAK_PAGE, LAY_BREAK_EVEN, LAY_BREAK_ODD };

/* Costs of a break, in order of reluctance; integer keep strengths lie between. */
#define LAY_COST_FREE	0
#define LAY_COST_SOFT	1	   /* allowed, another place is nicer */
#define LAY_COST_KEEP	16	   /* + the strength of an integer keep */
#define LAY_COST_WIDOW	1900000000 /* widows and orphans */
#define LAY_COST_ALWAYS 2000000000 /* keep "always" */

struct lay_gap {
	struct lay_edge *edges;
	uint32_t edge_count;
	uint32_t edge_cap;
	uint32_t turn; /* edges before this one belong to the page before a break */
	/* Filled by lay_gap_resolve when the gap is closed. */
	dim whole;
	dim before_break;
	dim after_break;
	dim give_whole; /* what its spaces may give when a page is a little too full */
	dim give_before;
	dim give_after;
	/* Keep strengths that forbid a break here: 0 none, FO_KEEP_ALWAYS, else integer. The walk
	 * adds those of the blocks; tables and lists add those of rows, items and what lies in
	 * them. */
	int32_t keep_column;
	int32_t keep_page;
	int32_t cost; /* LAY_COST_…, of other reasons */
	enum lay_break forced;
	bool span_change;	 /* span="all" begins or ends here */
	bool head;		 /* only floats stand above: it is still the head of the column */
	struct lay_frame *frame; /* innermost block that stays open through the gap */
};

enum lay_box_kind {
	LAY_BOX_LINE,  /* u.line */
	LAY_BOX_STEP,  /* u.step; its height is lay_steps_bpd's matter */
	LAY_BOX_FIXED, /* u.container: a block-container that does not break */
	LAY_BOX_EMPTY  /* nothing, but a place: an empty block with a break or borders */
};

struct lay_box {
	enum lay_box_kind kind;
	dim bpd;
	struct lay_frame *frame;      /* innermost open block; NULL: none */
	const struct fo_node *source; /* where the walk starts again when the width changes here */
	union {
		struct {
			struct lay_para *para;
			const struct lay_lines *lines;
			uint32_t index;
			uint32_t taken; /* lines of the paragraph before these lines */
		} line;
		struct {
			struct lay_steps *steps;
			uint32_t index;
		} step;
		struct lay_container *container;
	} u;
	uint32_t footnote_count; /* fo:footnote nodes anchored inside */
	const struct fo_node **footnotes;
};

/* gap[0] box[0] gap[1] box[1] … box[n-1] gap[n] */
struct lay_items {
	struct arena *arena;  /* of the arrays */
	struct lay_gap *gaps; /* box_count + 1 */
	struct lay_box *boxes;
	size_t box_count;
	size_t cap;
	const struct lay_side *side; /* side floats anchored in them; NULL: none (float_side.h) */
};

#endif
