/*
 * A line being built, for line.c and line_area.c only.
 */
#ifndef PP_LAYOUT_LINE_BUILD_H
#define PP_LAYOUT_LINE_BUILD_H

#include "layout/para.h"

struct part {
	const struct lay_atom *atom;
	const struct glyph_run *run; /* of a word: as cut */
	struct area *area;	     /* of an object; leaders are built when their width is known */
	dim width;
	dim stretch, shrink;
	bool leader;
};

/* An inline area that is open, and where its content rectangle begins in the line. */
struct open_area {
	struct lay_inline *in;
	struct area *area;
	dim x, y;
	bool begun;    /* one of its ends has been set */
	bool retained; /* the edge at its left is one kept at a line break */
};

#define MAX_NESTING 64

struct builder {
	struct lay_para *para;
	const struct lay_cuts *cuts;
	const struct lay_cut *cut;
	const struct lay_page_info *page;
	struct arena *scratch;
	struct part *parts;
	size_t count;
	dim room;
	dim retained;	/* edges kept at the breaks on both sides */
	dim gap_adjust; /* what justification adds to an average gap */
	dim baseline;
	/* while areas are built */
	struct area *line;
	struct open_area open[MAX_NESTING];
	size_t depth;
	dim x;
	struct area *text; /* the text area words are added to */
	dim text_x;
	struct {
		VEC(struct area_word);
	} words;
};

/* line_area.c: areas of all parts, in their order, into b->line. */
void lay_line_areas(struct builder *b);

#endif
