/*
 * Tally: has every paragraph of a flow reached a page, whole and once?  Private to the block half.
 *
 * The last line of defence behind restarts, floats, footnotes and steps: what they lose or repeat
 * by a mistake of ours is said, never silent.  It costs one number for each object of the flow, a
 * comparison for each line, and a look at the objects when the flow has ended.
 */
#ifndef PP_LAYOUT_TALLY_H
#define PP_LAYOUT_TALLY_H

#include "layout/inline.h"
#include "layout/item.h"

struct lay_tally;

struct lay_tally *lay_tally_open(struct arena *arena, const struct fo_node *flow);
/* A line has been built for a page of the flow: lay->tally, if there is one, hears of it. */
void lay_tally_line(struct lay *lay, const struct lay_box *line);
/* A paragraph turned out to hold nothing. */
void lay_tally_empty(struct lay *lay, const struct fo_node *first);
/* The flow has ended: reports what stands nowhere. */
void lay_tally_close(struct lay *lay, const struct lay_tally *tally);

#endif
