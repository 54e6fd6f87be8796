/* Static contents of a page, and the areas of its body.  Private to the block half. */
#ifndef PP_LAYOUT_STATIC_H
#define PP_LAYOUT_STATIC_H

#include "layout/sequence.h"

struct lay_fill;

/* The static-content of a sequence for a region's name, or NULL. */
const struct fo_node *lay_static_find(const struct fo_node *sequence, const char *name);
/* Sets the static contents of a page, but for those that cite pages not known yet: made->late. */
void lay_static_build(struct lay_sequence *s, struct lay_made *made);
/* Sets those, now that the pages are known; made->page has its regions and an arena, made->notes is
 * empty. */
void lay_static_late(struct lay_made *made);
/* Width of one of count columns. */
dim lay_column_ipd(dim ipd, int count, dim gap);
/* Builds the body region from what fills it. */
void lay_body_build(struct lay_sequence *s, struct lay_made *made, const struct lay_fill *fill);

#endif
