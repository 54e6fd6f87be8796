/* Change bars (XSL 1.1 §6.13.2–3): which there are, and their areas.  Private to the block half. */
#ifndef PP_LAYOUT_CHANGE_BAR_H
#define PP_LAYOUT_CHANGE_BAR_H

struct area_page;
struct arena;
struct fo_node;
struct lay;
struct lay_bar;

/* The change bars of a flow, in document order, with those still open from page-sequences before;
 * NULL: none.  Those without an end stay open for the page-sequences behind it. */
struct lay_bar *lay_bars_open(struct lay *lay, struct arena *keep, const struct fo_node *flow);
/* Their areas on a page whose body is built: beside the columns that hold what is marked. */
void lay_bars_build(struct lay_bar *bars, struct area_page *page);
/* The document has ended: names those that are still open. */
void lay_bars_report(struct lay *lay);

#endif
