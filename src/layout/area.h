/*
 * Areas: what layout makes and render paints; open structs in the arena of their page.
 *
 * Positions: (x, y) is the place of an area's *border rectangle*, measured from the before-start
 * corner of the content rectangle of its parent, in the parent's directions (x along the
 * inline-progression, y along the block-progression direction).  A reference area that is rotated
 * or placed absolutely carries a matrix.  ipd and bpd are the size of the content rectangle.
 */
#ifndef PP_LAYOUT_AREA_H
#define PP_LAYOUT_AREA_H

#include "base/dim.h"
#include "base/geom.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct draw_list;
struct fo_node;
struct font;
struct glyph_run;
struct svg;

enum area_kind {
	AREA_BLOCK,	/* normal block; children: blocks and lines */
	AREA_VIEWPORT,	/* of a block-container: clips; one REFERENCE child */
	AREA_REFERENCE, /* has a matrix */
	AREA_CELL,	/* block of a table cell, list label or list body: placed, not stacked */
	AREA_LINE,
	AREA_INLINE, /* fo:inline, basic-link, …: children lie on the line */
	AREA_TEXT,   /* words of one font, colour and level */
	AREA_SPACE,  /* a stretchable or fixed gap within a line */
	AREA_LEADER,
	AREA_IMAGE,	  /* viewport of a graphic */
	AREA_DRAWING,	  /* viewport of a chart tile or SVG as draw list */
	AREA_INLINE_BLOCK /* block content within a line: clips; one REFERENCE child */
};

/* What of a viewport's content shows: all, or what lies in the content rectangle less these strips
 * at its sides (overflow, clip). */
struct area_clip {
	bool hides;
	dim top, right, bottom, left;
};

struct area_border {
	dim width;
	uint16_t style;	  /* enum fo_keyword */
	uint8_t collapse; /* 0 separate, 1 collapse-outer, 2 collapse-inner */
	struct colour colour;
};

/* Borders, padding, background: shared by areas with the same traits, NULL when there are none. */
struct area_box {
	struct area_border border[4]; /* before after start end */
	dim padding[4];
	const struct colour *background; /* NULL: transparent */
	const struct area_image *background_image;
	uint16_t background_repeat; /* enum fo_keyword */
	dim background_x;
	dim background_y;
	dim radius; /* reserved for rounded corners; 0 */
};

/* A word or a gap between words inside AREA_TEXT. */
struct area_word {
	const struct glyph_run *run; /* NULL: a gap */
	dim x;			     /* from the start of the text area */
	dim advance; /* as set on this line; differs from run->width when letter-spaced */
	dim letter_space;
	const char *text; /* of a gap: its characters (borrowed) */
	uint32_t text_len;
};

struct area_text {
	const struct font *font;
	struct colour colour;
	int level; /* bidi embedding level */
	uint32_t count;
	struct area_word *words;
	dim baseline;	    /* from the area's before edge */
	dim word_adjust;    /* what justification added to each gap */
	uint8_t decoration; /* AREA_UNDERLINE … */
	struct colour decoration_colour;
	/* A citation of a page that was not known yet: text is replaced before rendering. */
	struct cite *cite;
};
enum {
	AREA_UNDERLINE = 1,
	AREA_OVERLINE = 2,
	AREA_LINE_THROUGH = 4,
	AREA_WORDS_ONLY = 8 /* score-spaces="false": nothing is drawn at spaces */
};

struct area_leader {
	uint16_t pattern; /* enum fo_keyword: rule, dots, space, use-content */
	uint16_t rule_style;
	dim thickness;
	struct colour colour;
	const struct glyph_run *unit; /* dots, use-content: what repeats */
	dim unit_advance;	      /* leader-pattern-width or the unit's width */
	dim first_x;		      /* aligned start of the first unit */
	uint32_t repeat;
	dim baseline;
};

/* A raster image, loaded and shared by the book of images. */
struct area_image {
	uint32_t number; /* unique: renderers embed it once */
	const char *name;
	enum { AREA_IMAGE_PNG, AREA_IMAGE_JPEG, AREA_IMAGE_SVG } format;
	int width_px;
	int height_px;
	dim width; /* intrinsic size */
	dim height;
	const unsigned char
		*data; /* the file, as it is (JPEG passes through); of a GIF, the PNG made of it */
	size_t data_len;
	const struct svg *svg; /* NULL for pixels, whose decoding is the renderer's matter */
};

struct area {
	uint8_t kind; /* enum area_kind */
	uint8_t flags;
	uint16_t unused;
	dim x;
	dim y;
	dim ipd;
	dim bpd;
	const struct area_box *box;
	const struct fo_node *node; /* the formatting object that made it; NULL for lines */
	struct area *first_child;
	struct area *last_child;
	struct area *next;
	/* For the area dump and tests: what space resolution left, and the indents. */
	dim space_before;
	dim space_after;
	dim start_indent;
	dim end_indent;
	union {
		struct {
			dim baseline;			      /* from the line's before edge */
			dim ascent, descent;		      /* nominal: dump's bpd */
			const struct fo_node *from;	      /* where its paragraph begins */
			const struct fo_node *const *anchors; /* of what is out of line */
			uint32_t anchor_count;
			dim beside_start; /* of its indents, what side floats take */
			dim beside_end;
		} line;
		struct area_text *text;
		struct area_leader *leader;
		struct {
			const struct area_image *image;
			struct rect content; /* image placed relative to the viewport */
			struct area_clip clip;
		} image;
		struct {
			const struct area_drawing *drawing;
			struct rect content;
		} drawing;
		struct {
			struct matrix matrix; /* REFERENCE: applied at (x, y) */
			bool absolute;
			bool fixed;
			bool right; /* a side float, of the floats at the right */
		} reference;
		struct {
			struct area_clip clip;
		} viewport;
		const struct area_bars *bars; /* BLOCK, INLINE: change bars, for the dump */
	} u;
};
enum {
	AREA_FIRST = 1,	 /* first area of its formatting object (is-first) */
	AREA_LAST = 2,	 /* last (is-last) */
	AREA_HIDDEN = 4, /* visibility="hidden" */
	AREA_PLACED = 8, /* absolutely placed: does not advance its siblings */
	AREA_LATE = 16,	 /* a cell that retrieves table markers */
	AREA_BAR = 32,	 /* a change bar: of its border only the start edge shows */
	AREA_FLOAT = 64	 /* a side float, a REFERENCE: stands beside its siblings */
};

/* The change bars beside an area. */
struct area_bars {
	const struct area *bar;
	const struct area_bars *next;
};

/* A draw list with its texts shaped. */
struct area_drawing {
	const struct draw_list *list;
	struct area_text **texts; /* one for each DRAW_TEXT op, in order; x already anchored */
	const char *alt;
};

/* ---- pages ---- */

enum area_region {
	AREA_REGION_BODY,
	AREA_REGION_BEFORE,
	AREA_REGION_AFTER,
	AREA_REGION_START,
	AREA_REGION_END,
	AREA_REGION_COUNT
};

struct area_span {
	int columns;
	dim column_width;
	dim column_gap;
	dim y;		     /* from the region's content edge */
	dim bpd;	     /* height used */
	struct area **flows; /* one AREA_REFERENCE (normal flow) per column */
	struct area_span *next;
};

struct area_region_box {
	const struct fo_node *node; /* region-body, … */
	const char *name;
	struct rect viewport; /* on the page */
	struct matrix matrix; /* reference-orientation */
	const struct area_box *box;
	dim ipd; /* of the content rectangle */
	dim bpd;
	struct area_clip clip;
	struct area *content; /* static content: one AREA_REFERENCE; NULL if none */
	/* body only */
	struct area *before_float; /* or NULL */
	struct area_span *spans;
	struct area *footnote; /* separator and footnotes, placed at footnote_y; or NULL */
	dim footnote_y;
};

/* Where an id first stands on a page: destination of links, key of citations. */
struct area_mark {
	const char *id;
	dim x; /* on the page, from the upper left corner */
	dim y;
	const struct fo_node *node;
	bool last; /* the id's last area ends on this page */
	struct area_mark *next;
};

struct area_page {
	struct arena *arena; /* owns everything of the page */
	const struct fo_node *sequence;
	const char *master; /* name of the simple-page-master */
	int index;	    /* 0-based over the whole document */
	long number;	    /* page number */
	const char *label;  /* number, formatted */
	bool blank;
	dim width;
	dim height;
	const struct area_box *box;			   /* background of the page */
	struct area_region_box *region[AREA_REGION_COUNT]; /* NULL where none */
	struct area_mark *marks;
	struct area_page *next;
};

/* visibility: is what the object makes invisible?  collapse is taken as hidden. */
bool area_is_hidden(const struct fo_node *node);
/* One that is hidden, if its object is. */
struct area *area_new(struct arena *arena, enum area_kind kind, const struct fo_node *node);
void area_append(struct area *parent, struct area *child);
/* Outer size: content + padding + border. */
dim area_outer_ipd(const struct area *a);
dim area_outer_bpd(const struct area *a);
dim area_edge(const struct area *a, int edge); /* border + padding of an edge (enum fo_edge) */

/* The rectangle that shows of a content rectangle. */
struct rect area_clipped(const struct area_clip *clip, struct rect content);

#endif
