/* Sequence: the pages of one page-sequence, one after the other.  Private to the block half. */
#ifndef PP_LAYOUT_SEQUENCE_H
#define PP_LAYOUT_SEQUENCE_H

#include "layout/change_bar.h"
#include "layout/footnote.h"
#include "layout/marker.h"
#include "layout/master.h"
#include "layout/page.h"
#include "layout/source.h"

struct lay_sequence {
	struct lay *lay;
	const struct lay_masters *masters;
	const struct fo_node *node; /* fo:page-sequence */
	const struct fo_node *flow;
	struct arena *keep; /* lives as long as the sequence */
	struct lay_master_state state;
	struct lay_source source;
	bool source_open;
	struct lay_feet feet;
	struct lay_markers markers;
	struct lay_bar *bars;  /* change bars in the flow */
	long number;	       /* of the next page */
	long count;	       /* pages made */
	int without;	       /* pages in a row whose body does not take the flow */
	bool wants_last;       /* an empty page by the last page's master is to follow */
	bool ended;	       /* nothing of the flow is left */
	enum lay_break forced; /* how the page before ended */
	struct {
		VEC(const struct fo_node *);
	} floats; /* before-floats that wait for a page */
	struct lay_sequence *next;
};

/* A finished page, with what it takes to set its static contents again. */
struct lay_made {
	struct area_page *page;
	struct lay_page notes;
	struct lay_page_info info;
	struct lay_sequence *sequence;
	const struct fo_node *contents[AREA_REGION_COUNT]; /* expanded static contents */
	struct lay_items **floats;			   /* before-floats on it */
	size_t float_count;
	bool waits; /* citations on it are pending */
	bool refit; /* one in a static content has another width */
	struct lay_made *next;
};

/* number: of the first page if the sequence does not say (the one after the last before). */
struct lay_sequence *lay_sequence_open(struct lay *lay, const struct lay_masters *masters,
				       const struct fo_node *node, long number);
void lay_sequence_close(struct lay_sequence *s);
/* The next page, its index in the document given; NULL when there are no more. following: the next
 * page-sequence (force-page-count="auto"), or NULL. */
struct lay_made *
lay_sequence_page(struct lay_sequence *s, int index, const struct fo_node *following);
/* Sets the static contents of a page again, now that its citations are known. */
void lay_sequence_refit(struct lay_made *made);

#endif
