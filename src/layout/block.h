/* Block: frames, the open blocks of a walk.  Private to the block half. */
#ifndef PP_LAYOUT_BLOCK_H
#define PP_LAYOUT_BLOCK_H

#include "layout/flow.h"

/* What indents and percentages of a child of frame count from; frame may be NULL: the room's. */
dim lay_reference_ipd(const struct lay_walk *w, const struct lay_frame *frame);
/* Content start and width of frame, or of the room. */
dim lay_content_origin(const struct lay_walk *w, const struct lay_frame *frame);
dim lay_content_ipd(const struct lay_walk *w, const struct lay_frame *frame);

/* The frame of a block-level node inside w->frame, by its indents, borders, paddings, spaces. */
struct lay_frame *lay_frame_new(struct lay_walk *w, const struct fo_node *node);
/* Moves a frame that has not begun aside, with all that will stand in it. */
void lay_frame_displace(struct lay_frame *frame, dim left, dim right);
/* What floats take off a frame, beyond what they take off the one around it. */
dim lay_frame_beside(const struct lay_frame *frame);
/* A frame without an area or spaces (wrapper, table-body …). */
struct lay_frame *lay_frame_silent(struct lay_walk *w, const struct fo_node *node);

#endif
