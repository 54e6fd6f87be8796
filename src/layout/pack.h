/*
 * Pack: the areas of a finished page as few bytes.  Private to the block half.
 *
 *	struct strbuf bytes = STRBUF_INIT;
 *	if (lay_pack(page, nodes, &bytes)) …                 // the page's arena may go now
 *	lay_unpack(bytes.s, lay, arena, page);               // areas again, as they were
 *
 * A page that waits for a later one is held as bytes, a fifth of its areas.  What the areas borrow
 * from the run or the book (fonts, glyph runs, images) is kept as it is; what they borrow from
 *their sequence goes with them.
 */
#ifndef PP_LAYOUT_PACK_H
#define PP_LAYOUT_PACK_H

#include <stdbool.h>

struct area_page;
struct arena;
struct strbuf;

/* Appends the areas of the regions, spans and marks of a page.  nodes: formatting objects and
 * change bars of areas are pointed to, and must live on; else only links keep theirs, as copies
 * with what belongs to the node alone.  false if the page holds something that cannot be packed
 * (drawings). */
bool lay_pack(const struct area_page *page, bool nodes, struct strbuf *out);
/* Puts regions, spans and marks back into a page, in arena; pending citations are told where their
 * areas are now. */
void lay_unpack(const void *bytes, struct arena *arena, struct area_page *page);

#endif
