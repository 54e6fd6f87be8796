/*
 * Page: masters, regions, and what has been set on a page.  Private to the block half.
 */
#ifndef PP_LAYOUT_PAGE_H
#define PP_LAYOUT_PAGE_H

#include "base/vec.h"
#include "layout/area.h"
#include "layout/flow.h"

/* Something the builders reported, in document order: an area of an object with an id or markers,
 * a point without extent, or the marks of a line. */
struct lay_note {
	struct area *area;	    /* where it stands */
	const struct fo_node *node; /* of a point and of an area; NULL: marks of the line */
	struct area_mark *marks;    /* of a line */
	dim y;			    /* of a point, from the area's content edge */
	bool point;
	uint8_t ends; /* of a point: AREA_FIRST and AREA_LAST, as of an area */
	bool fixed;   /* in a static content */
};

/* A page under construction. */
struct lay_page {
	struct arena *arena;
	bool fixed; /* static contents are being built */
	struct {
		VEC(struct lay_note);
	} notes;
};

/* A point in area without an area of its own. */
void lay_page_point(const struct lay_page_info *page, struct area *area, dim y,
		    const struct fo_node *node);
/* A part of a row or table-body: flags say whether it begins and ends on the page. */
void lay_page_part(const struct lay_page_info *page, struct area *area, dim y,
		   const struct fo_node *node, unsigned flags);
/* Marks of a line that was just built; NULL is allowed. */
void lay_page_line(const struct lay_page_info *page, struct area *line, struct area_mark *marks);

struct area_page;
/* All areas stand where they will: finds the places of the notes' ids (page->marks), moves what is
 * fixed to the page, ties pending citations to their areas, reports what stands off the page. */
void lay_page_settle(struct lay *lay, struct lay_page *page, struct area_page *result);
/* The same for one region that has been filled later; notes are of it alone. */
struct area_region_box;
void lay_page_settle_region(struct lay *lay, struct lay_page *page, struct area_page *result,
			    struct area_region_box *region);

/* outside.c: reports a text or graphic that stands off the page.  m: of its content, on the page.
 */
void lay_check_outside(struct lay *lay, const struct area_page *page, const struct area *a,
		       const struct matrix *m);

#endif
