/*
 * Inline: the text half of layout, as the block half sees it.  Private to the room.
 *
 *	struct lay_para *p = lay_para_new(lay, block, first_inline_child, end_child);
 *	struct lay_lines *l = lay_para_break(p, &shape);          // heights, nothing built
 *	struct area *line = lay_line_build(p, l, i, page_arena);   // when the line's page is known
 *
 * A paragraph is a maximal run of inline children of a block (text, fo:inline, leaders, graphics,
 * page-numbers …), one text across inline boundaries: collected once, shaped by words, broken by
 * total fit for a width, and broken again if the width changes.  Line areas are built only when the
 * page is known, so page-number, markers and citations take their values then.
 */
#ifndef PP_LAYOUT_INLINE_H
#define PP_LAYOUT_INLINE_H

#include "base/dim.h"
#include "base/geom.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct area;
struct area_image;
struct area_mark;
struct cite;
struct diag;
struct fo_doc;
struct fo_node;
struct font_book;
struct lay_items;
struct layout_options;
struct lay_bands;
struct lay_tally;
struct map;

/* What is the same for the whole run; one of these is made by layout_run. */
struct lay {
	struct arena *arena; /* lives as long as the run */
	struct diag *diag;
	struct fo_doc *doc;
	struct font_book *book;
	const struct layout_options *options;
	/* Made by the text half when first used; NULL at the start. */
	struct lay_text *text;	     /* style.c */
	struct lay_images *images;   /* image.c */
	struct lay_hyphens *hyphens; /* hyphen.c */
	struct lay_cites *cites;     /* cite.c: ids → pages of this and the pass before */
	struct map *markers;	     /* marker.c: of page-sequences before; NULL: none */
	dim page_width, page_height; /* of the page being set: what is fixed stands on it */
	struct lay_bar *bars;	     /* change_bar.c: begun before and not ended; NULL: none */
	struct lay_tally *tally;     /* of the flow whose pages are made; NULL: none (tally.h) */
	long number;		     /* of the page that is being filled: inside and outside */
};

/* Is what would be lost an error, or only a warning? (style.c) */
bool lay_is_strict(const struct lay *lay);

/* What a line may depend on and only its page knows. */
struct lay_page_info {
	struct arena *arena; /* of the page */
	long number;
	const char *label; /* formatted page number */
	int index;
	struct lay_page *page; /* what has been set on it so far: ids, markers (page.h) */
};

/* The measure of a paragraph. */
struct lay_measure {
	dim ipd;       /* of the block's content rectangle */
	dim page_bpd;  /* height of the region: charts and tall graphics are cut to it */
	dim first_bpd; /* left on the current page, a hint for charts */
	const struct lay_bands *bands; /* beside side floats; NULL: nothing is taken off */
};

/* One line as the block half stacks it. */
struct lay_line {
	uint8_t break_before; /* enum lay_break: a block that stands in the line forces it */
	uint8_t break_after;
	dim bpd;		 /* allocation: the line-area's height with half-leading */
	dim baseline;		 /* from the before edge */
	bool forced;		 /* ends with a preserved line feed or at the end */
	uint16_t footnotes;	 /* footnotes anchored in this line … */
	uint32_t first_footnote; /* … from this index of lay_para_footnote */
	bool oversized;		 /* its content is wider than the measure */
};

struct lay_lines {
	size_t count;
	struct lay_line *at;
};

/* One child list position behind the paragraph's last child goes to *end (a block-level child or
 * NULL).  NULL if all of it is white space that vanishes and holds nothing that makes an area. */
struct lay_para *lay_para_new(struct lay *lay, struct arena *arena, const struct fo_node *block,
			      const struct fo_node *first, const struct fo_node **end);
/* Is a node inline-level, i.e. does it belong into a paragraph?  (An fo:inline that holds
 * block-level children is still inline; its blocks become inline-block boxes on lines of their
 * own.) */
bool lay_is_inline(const struct fo_node *node);
/* Text of nothing but white space. */
bool lay_is_blank(const struct fo_node *node);

/* Breaks into lines; keeps the result in arena. Hyphenation, alignment and indents come from the
 * block's properties. */
struct lay_lines *
lay_para_break(struct lay_para *para, struct arena *arena, const struct lay_measure *measure);
/* Breaks only what begins with line `from` of an earlier result, at a new measure: page widths that
 * change, side floats that end.  Its first line has index 0; footnote indices go on. */
struct lay_lines *
lay_para_rebreak(struct lay_para *para, struct arena *arena, const struct lay_lines *lines,
		 size_t from, const struct lay_measure *measure);
/* Builds line i: x of the area is the line's start indent inside the block's content rectangle,
 * y is left 0. */
struct area *lay_line_build(struct lay_para *para, const struct lay_lines *lines, size_t i,
			    const struct lay_page_info *page);
/* Breaks the paragraph again, with citations as they are known now, and builds line i anew in the
 * place of `line`.  false, and nothing changed, if its lines are not what they were. */
bool lay_line_rebuild(struct lay_para *para, const struct lay_lines *lines, size_t i,
		      const struct lay_page_info *page, struct area *line);
/* ids that first or last stand in line i, appended to *marks with positions relative to the line.
 */
void lay_line_marks(struct lay_para *para, const struct lay_lines *lines, size_t i,
		    struct arena *arena, struct area_mark **marks);
/* fo:footnote, fo:float and other out-of-line children anchored in the text, by index. */
const struct fo_node *lay_para_footnote(const struct lay_para *para, size_t index);
/* What line i was taken to lose to floats at its start and end. */
void lay_line_beside(const struct lay_lines *lines, size_t i, dim *start, dim *end);
/* fo:marker and wrappers with ids inside the paragraph are the block half's matter: it walks the FO
 * tree itself. */

/* Narrowest and widest useful measure (automatic tables): longest unbreakable part; all on one
 * line, forced breaks apart. */
void lay_para_width(struct lay_para *para, dim *minimum, dim *maximum);

/* Block half → inline half: blocks inside inlines.  Lays them out at a measure into one
 * AREA_REFERENCE, unbroken.  node is an fo:inline-container, whose children are laid out, or a
 * block-level object inside an fo:inline, which is laid out itself. */
struct area *lay_inline_blocks(struct lay *lay, const struct lay_page_info *page,
			       const struct fo_node *node, dim ipd);
/* The same as items, for blocks whose lines may come apart. */
struct lay_items *
lay_inline_block_items(struct lay *lay, struct arena *arena, const struct fo_node *node, dim ipd);
/* Height without building, and the baseline of the first line (-1: none). */
dim lay_inline_blocks_bpd(struct lay *lay, struct arena *arena, const struct fo_node *node, dim ipd,
			  dim *baseline);

/* ---- images (image.c) ---- */
/* The image for a src (path, file:, data:), loaded once; NULL and a diagnostic. */
const struct area_image *
lay_image_find(struct lay *lay, const struct fo_node *node, const char *src);

/* ---- citations (cite.c) ---- */
/* A page-number-citation(-last) in a line being measured: the text to measure with. */
const char *lay_cite_guess(struct lay *lay, const struct fo_node *citation);
/* The same in a line being built on a page: the text if known for good, else NULL and a pending
 * cite (given to area_text) that is settled before the page is handed on. */
const char *lay_cite_text(struct lay *lay, const struct fo_node *citation,
			  const struct lay_page_info *page, struct cite **pending);

/* fo:retrieve-marker children are replaced before a static content is laid out (page.c). */

#endif
