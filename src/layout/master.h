/* Masters: which simple-page-master a page is made by (XSL 1.1 §6.4.8–12), and its regions. */
#ifndef PP_LAYOUT_MASTER_H
#define PP_LAYOUT_MASTER_H

#include "layout/area.h"

#include <stdbool.h>

struct arena;
struct fo_node;
struct lay;
struct map;

struct lay_masters {
	struct lay *lay;
	struct map *pages;     /* name → simple-page-master */
	struct map *sequences; /* name → page-sequence-master */
	const struct fo_node *first;
};

/* How far a page-sequence has come in its page-sequence-master. */
struct lay_master_state {
	const struct fo_node *reference; /* the one in use; NULL: none yet */
	long used;			 /* pages it has given */
};

struct lay_page_kind {
	bool first;
	bool last;
	bool even;
	bool blank;
	long number; /* for diagnostics */
};

void lay_masters_open(struct lay_masters *m, struct lay *lay);
/* The master of the next page; state moves on. Never NULL: falls back, and says so. NULL only if
 * the document has no simple-page-master at all. */
const struct fo_node *
lay_master_select(const struct lay_masters *m, const struct fo_node *sequence,
		  struct lay_master_state *state, const struct lay_page_kind *kind);
/* Size and regions of a page by its master. */
void lay_master_regions(struct lay *lay, const struct fo_node *master, struct area_page *page);
int lay_master_columns(const struct area_region_box *body);
dim lay_master_column_gap(const struct area_region_box *body);

#endif
