/* Spacing: the heights of gaps, by space resolution (XSL 1.1 §4.3).  Private to the block half. */
#ifndef PP_LAYOUT_SPACING_H
#define PP_LAYOUT_SPACING_H

#include "layout/item.h"

struct arena;

/* Fills in whole, before_break, after_break and the spaces of the edges, from the edges, the turn
 * and the frame that stays open.  The first gap of items has all its edges behind the turn and is
 * judged by after_break, the last all before it and is judged by before_break. */
void lay_gap_resolve(struct arena *arena, struct lay_gap *gap);

#endif
