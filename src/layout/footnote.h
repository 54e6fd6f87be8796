/* Footnotes: bodies measured, put below columns, split and deferred.  Private to the block half. */
#ifndef PP_LAYOUT_FOOTNOTE_H
#define PP_LAYOUT_FOOTNOTE_H

#include "base/vec.h"
#include "layout/flow.h"

/* A footnote's body, laid out for the width of the region. */
struct lay_foot {
	const struct fo_node *node; /* fo:footnote */
	struct arena *arena;
	struct lay_items *items;
	dim bpd;    /* of all of it */
	bool stays; /* a page that is held points into it: it goes with the sequence */
};

/* A part of it on one page. */
struct lay_foot_part {
	struct lay_foot *foot;
	size_t from;
	size_t to;
	dim bpd;
};

/* The footnotes of a page-sequence. */
struct lay_feet {
	struct lay *lay;
	struct arena *keep;
	struct lay_room room;		      /* of the region-body, all columns */
	const struct fo_node *separator_node; /* xsl-footnote-separator, or NULL */
	struct lay_items *separator;
	dim separator_bpd;
	struct {
		VEC(struct lay_foot *);
	} made; /* every body measured and not yet forgotten */
	struct {
		VEC(struct lay_foot_part);
	} waiting; /* left over from pages before */
	struct {
		VEC(struct lay_foot_part);
	} placed; /* on the page being made */
};

void lay_feet_open(struct lay_feet *feet, struct lay *lay, struct arena *keep,
		   const struct fo_node *separator);
/* For pages of another width: bodies are measured anew. */
void lay_feet_fit(struct lay_feet *feet, const struct lay_room *room);
/* Height of the footnotes anchored in a box; floats are not counted. */
dim lay_feet_box_bpd(struct lay_feet *feet, const struct lay_box *box);
/* Height of those in headers (footer: footers) that repeat at a break before box `at`. */
dim
lay_feet_repeat_bpd(struct lay_feet *feet, const struct lay_items *items, size_t at, bool footer);
/* Height of what waits. */
dim lay_feet_waiting_bpd(const struct lay_feet *feet);
/* Puts what waits, then the footnotes of the boxes and of what repeats around them, into `placed`
 * as far as room reaches; the rest waits. Returns the height with the separator. at_least_one: the
 * page has nothing else, so the first line is placed even if it does not fit. */
dim lay_feet_place(struct lay_feet *feet, const struct lay_items *items, size_t from, size_t to,
		   dim room, bool at_least_one);
/* Can footnotes anchored in the box go into room partly: a whole one, or two lines of the first;
 * only a line; nothing? */
enum lay_feet_fit { LAY_FEET_NOT, LAY_FEET_POORLY, LAY_FEET_WELL };
enum lay_feet_fit lay_feet_can_split(struct lay_feet *feet, const struct lay_box *box, dim room);
/* Builds `placed` and the separator into area. */
dim lay_feet_build(struct lay_feet *feet, const struct lay_page_info *page, struct area *area);
/* The page is done: what is placed in full goes with it. */
void lay_feet_done(struct lay_feet *feet, struct arena *page);
/* The last page keeps pointing into what goes on behind it. */
void lay_feet_stay(struct lay_feet *feet);
void lay_feet_close(struct lay_feet *feet);

#endif
