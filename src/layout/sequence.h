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
	struct arena *keep; /* lives as long as pages are made */
	struct arena
		*residue;   /* lives as long as pages are held: of this struct, copies of markers */
	struct map *copies; /* marker → its copy, by address */
	struct lay_master_state state;
	struct lay_source source;
	bool source_open;
	struct lay_feet feet;
	struct lay_markers markers;
	struct lay_tally *tally;
	struct lay_bar *bars;  /* change bars in the flow */
	long number;	       /* of the next page */
	long count;	       /* pages made */
	int without;	       /* pages in a row whose body does not take the flow */
	bool wants_last;       /* an empty page by the last page's master is to follow */
	bool ended;	       /* nothing of the flow is left */
	enum lay_break forced; /* how the page before ended */
	struct {
		VEC(const struct fo_node *);
	} floats;     /* before-floats that wait for a page */
	size_t loose; /* pages held whose areas, not packed, point into keep and formatting objects
		       */
	bool over;    /* what made its pages is gone */
	struct lay_sequence *next;
};

/* A finished page, with what it takes to set the static contents that wait. */
struct lay_made {
	struct arena *block; /* of a packed page: of this struct and the bytes; NULL: page->arena */
	struct area_page *page;
	struct lay_page notes;
	struct lay_page_info info;
	struct lay_sequence *sequence;
	unsigned late;		   /* regions whose static content waits: 1 << AREA_REGION_… */
	struct lay_found found;	   /* by the retrieve-markers of those */
	struct lay_items **floats; /* before-floats on it */
	size_t float_count;
	size_t given;	   /* bytes of arenas that go with the page's */
	const void *bytes; /* packed areas; NULL: page->arena holds them */
	bool waits;	   /* citations on it are pending */
	struct lay_made *next;
};

/* number: of the first page if the sequence does not say (the one after the last before). */
struct lay_sequence *lay_sequence_open(struct lay *lay, const struct lay_masters *masters,
				       const struct fo_node *node, long number);
/* The formatting objects go with it. */
void lay_sequence_close(struct lay_sequence *s);
/* The next page, its index in the document given; NULL when there are no more. following: the next
 * page-sequence (force-page-count="auto"), or NULL. */
struct lay_made *
lay_sequence_page(struct lay_sequence *s, int index, const struct fo_node *following);
/* Its pages are made: gives back what made them, as far as no page that is held points there.
 * Of the formatting objects the stem stays.  nodes: areas point to them, and all stays. */
void lay_sequence_over(struct lay_sequence *s, bool nodes);

#endif
