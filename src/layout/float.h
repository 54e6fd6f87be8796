/* Floats: before-floats, which stand at the head of the page after their anchor's.  Private to the
 * block half. */
#ifndef PP_LAYOUT_FLOAT_H
#define PP_LAYOUT_FLOAT_H

#include "layout/sequence.h"

/* Lays out what waits, as far as it fits the page's body; its height.  Again for another master. */
dim lay_floats_fit(struct lay_sequence *s, struct lay_made *made);
/* Builds what was fitted into the body region. */
void lay_floats_build(struct lay_sequence *s, struct lay_made *made);
/* Floats anchored in the first `to` boxes wait for the next page. */
void lay_floats_collect(struct lay_sequence *s, size_t to);

#endif
