/* Container: fo:block-container, stacked or placed.  Private to the block half. */
#ifndef PP_LAYOUT_CONTAINER_H
#define PP_LAYOUT_CONTAINER_H

#include "base/geom.h"
#include "layout/area.h"
#include "layout/flow.h"

struct lay_container {
	const struct fo_node *node;
	const struct area_box *box;   /* of a placed one; a stacked one's stands in its frame */
	dim ipd;		      /* of the viewport's content rectangle */
	dim bpd;		      /* -1: as high as the content (a stacked one that flows) */
	dim start_indent, end_indent; /* of placed ones, for the dump */
	dim left, top;		      /* of the border rectangle; placed ones only */
	bool placed;		      /* absolute-position is absolute or fixed */
	bool fixed;
	struct area_clip clip;
	int turn;		 /* lay_turn_of */
	dim content_ipd;	 /* measure of the content, along its own inline direction */
	dim content_bpd;	 /* room of the content across it */
	enum fo_keyword align;	 /* display-align */
	struct lay_items *items; /* NULL for one that flows */
};

/* Does a block-container stand in the normal flow and break with it? */
bool lay_container_flows(const struct lay_walk *w, const struct fo_node *node);
/* Fits the frame of a stacked block-container to its width; its measure for content when it flows.
 */
struct lay_container *lay_container_frame(struct lay_walk *w, struct lay_frame *frame);
/* Lays out the content of a stacked one that does not flow; its box is appended by the caller. */
void lay_container_fill(struct lay_walk *w, struct lay_frame *frame);
/* A placed one, laid out. */
struct lay_container *lay_container_place(struct lay_walk *w, const struct fo_node *node);
/* reference-orientation: 0, 90, 180 or 270 degrees, counter-clockwise. */
int lay_turn_of(const struct fo_node *node);
/* Content so turned into a viewport of that size. */
struct matrix lay_turned(int turn, dim width, dim height);
/* What overflow and clip let show of a viewport (§7.21.1, §7.21.2). */
struct area_clip lay_clip(const struct fo_node *node);
bool lay_container_is_placed(const struct fo_node *node);

/* display-align: moves the content of a reference area down by an empty block above it. */
void
lay_align_content(struct arena *arena, struct area *reference, dim free, enum fo_keyword align);
/* The matrix of the reference area inside its viewport. */
struct matrix lay_container_matrix(const struct lay_container *c);
/* Fills a viewport area with the reference area and content of c. */
void lay_container_build(struct lay *lay, const struct lay_container *c,
			 const struct lay_page_info *page, struct area *viewport);
/* The area of a placed container in parent, whose content begins at origin, counted from the
 * nearest reference area. */
void lay_container_build_placed(struct lay *lay, const struct lay_container *c,
				const struct lay_page_info *page, struct area *parent,
				struct point origin);

#endif
