/*
 * Hold: pages that wait for a page number, in their order.  Private to the block half.
 *
 *	lay_hold_add(&h, made, &cites, from);            // a page is finished
 *	while ((made = lay_hold_take(&h)) != NULL) …     // the pass is over: page by page
 */
#ifndef PP_LAYOUT_HOLD_H
#define PP_LAYOUT_HOLD_H

#include "base/strbuf.h"

#include <stdbool.h>
#include <stddef.h>

struct lay_cites;
struct lay_made;
struct lay_sequence;

struct lay_hold {
	struct lay_made *first;
	struct lay_made *last;
	size_t bytes; /* held: of pages, and of what they need of their sequences */
	size_t most;
	bool nodes; /* areas keep their formatting objects */
	struct strbuf scratch;
};

/* Adds a page, packed if it can be; its pending citations begin at `from`.  made is not valid any
 * more. */
void lay_hold_add(struct lay_hold *h, struct lay_made *made, struct lay_cites *cites, size_t from);
/* Counts what held pages need of a sequence whose pages are made. */
void lay_hold_sequence(struct lay_hold *h, const struct lay_sequence *s);
/* The first page, with its areas again; NULL: none.  made->block is the caller's to free when he is
 * done with made. */
struct lay_made *lay_hold_take(struct lay_hold *h);
/* Frees all pages. */
void lay_hold_drop(struct lay_hold *h);
void lay_hold_close(struct lay_hold *h);

#endif
