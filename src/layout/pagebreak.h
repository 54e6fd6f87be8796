/* Page breaks: which boxes stand on the next page.  Private to the block half. */
#ifndef PP_LAYOUT_PAGEBREAK_H
#define PP_LAYOUT_PAGEBREAK_H

#include "base/vec.h"
#include "layout/flow.h"
#include "layout/footnote.h"
#include "layout/source.h"

/* Heights of many lines are each rounded to a dim; so much may be over at the end of a column. */
#define LAY_SLACK 32

struct lay_column {
	size_t from;
	size_t to; /* from == to: empty */
	dim bpd;
	struct lay_squeeze squeeze;
};

/* Columns between two changes of span. */
struct lay_span {
	bool spanning; /* one column over the whole width */
	int count;
	struct lay_column *columns;
	dim y;
	dim bpd;
};

/* What fills a page; the caller sets the upper part, lay_page_fill the lower. */
struct lay_fill {
	struct lay *lay;
	struct arena *arena; /* of the page */
	struct lay_source *source;
	struct lay_feet *feet; /* footnotes of the sequence */
	int columns;
	bool rigid;  /* spaces keep their optima: while columns are balanced */
	dim reserve; /* set aside for footnotes of all columns; lay_page_fill's own */
	dim height;  /* for columns and footnotes together */

	struct {
		VEC(struct lay_span);
	} spans;
	size_t to;	       /* first box of the next page */
	enum lay_break forced; /* the break at `to` was forced */
	bool end;	       /* nothing of the flow is left */
	dim used;	       /* height of the spans */
};

void lay_page_fill(struct lay_fill *f);

#endif
