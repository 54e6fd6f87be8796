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
 * (space, before borders and padding).  The one place where a page may end lies between the last
 * end and the first begin that follows it.
 *
 *	     … line │ end p · end block ╎ begin block · begin p │ line …
 *	             ╰────── before ────╯╰─────── after ───────╯
 *
 * So a gap knows three heights: `whole` when it does not break (spaces of both sides resolved
 * together, §4.3), `before_break` at the foot of a page and `after_break` at the head of the next
 * (conditional spaces, borders and padding dropped or kept, §4.3.1; table headers and footers that
 * repeat).  And a penalty: keeps, widows and orphans, or a forced break.
 *
 * The page breaker only adds up heights and compares penalties; when it has chosen [from, to) the
 * area builder replays the edges and makes the areas, reopening the blocks that were open at from.
 * Lists and table rows combine the items of their parallel parts into steps (step.h), so they break
 * by the same rule.  Rejected: element lists with a total-fit breaker over a whole page-sequence
 * (memory grows with the sequence, and width changes need restarts); areas that split themselves
 * (keeps and balancing need trial layouts).
 */
#ifndef PP_LAYOUT_ITEM_H
#define PP_LAYOUT_ITEM_H

#include "base/dim.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct fo_node;
struct lay_lines;
struct lay_para;
struct lay_steps; /* table row group or list item: step.h */
struct area;

/* One begin or end in a gap, or something that happens at a point (id, marker). */
enum lay_edge_kind {
	LAY_BEGIN, /* of a block, list-block, list-item, table, block-container … */
	LAY_END,
	LAY_POINT  /* fo:marker, id of an empty wrapper: no extent */
};

struct lay_edge {
	enum lay_edge_kind kind;
	const struct fo_node *node;
	struct lay_frame *frame; /* of BEGIN and END: the open block, shared by both */
	/* Space as resolved, for each of the three cases; the builder copies them into areas. */
	dim space_whole;
	dim space_break;
};

/* A block that stands open: what the builder needs to open an area for it, again on each page. */
struct lay_frame {
	const struct fo_node *node;
	struct lay_frame *parent;
	dim x;   /* border rectangle from parent's content start */
	dim ipd; /* content */
	dim border_before, border_after, padding_before, padding_after; /* in full */
	bool keep_border_before, keep_border_after; /* conditionality retain */
	bool keep_padding_before, keep_padding_after;
	int depth;
	/* Of a table: what repeats at each break inside it. */
	struct lay_table *table;
};

enum lay_break { LAY_BREAK_NONE, LAY_BREAK_COLUMN, LAY_BREAK_PAGE, LAY_BREAK_EVEN, LAY_BREAK_ODD };

#define LAY_INFINITE INT32_MAX /* penalty: never break here */

struct lay_gap {
	struct lay_edge *edges;
	uint32_t edge_count;
	uint32_t turn; /* edges before this one belong to the page before a break */
	dim whole;
	dim before_break;
	dim after_break;
	/* Keep strength that forbids a break here: 0 none, FO_KEEP_ALWAYS, else integer; by context. */
	int32_t keep_column;
	int32_t keep_page;
	int32_t penalty; /* widows, orphans, others; 0 … LAY_INFINITE */
	enum lay_break forced;
	/* span="all" begins or ends here. */
	bool span_change;
};

enum lay_box_kind { LAY_BOX_LINE, LAY_BOX_STEP, LAY_BOX_FIXED, LAY_BOX_EMPTY };

struct lay_box {
	enum lay_box_kind kind;
	dim bpd;
	struct lay_frame *frame; /* innermost open block */
	union {
		struct {
			struct lay_para *para;
			const struct lay_lines *lines;
			uint32_t index;
		} line;
		struct {
			struct lay_steps *steps;
			uint32_t index;
		} step;
		struct {
			const struct fo_node *node; /* block-container with its own flow, graphic … */
			void *content;
		} fixed;
	} u;
	uint32_t footnote_count; /* footnotes anchored inside */
	const struct fo_node **footnotes;
};

/* gap[0] box[0] gap[1] box[1] … box[n-1] gap[n] */
struct lay_items {
	struct lay_gap *gaps; /* box_count + 1 */
	struct lay_box *boxes;
	size_t box_count;
};

#endif
