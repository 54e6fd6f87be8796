/*
 * A paragraph from the inside, for the text half of layout only (collect, linebreak, line, inline).
 *
 * The text is a row of atoms: words, spaces, objects (leaders, graphics, citations …), beginnings
 * and ends of inline elements, anchors.  An atom never divides but at a hyphen (words) or between
 * tiles (charts).  Line breaking sees only widths and flags; the line builder walks the same atoms
 * again.
 *
 *	 <fo:block>An <fo:inline>inline</fo:inline> text<fo:block>
 *	 WORD SPACE OPEN WORD CLOSE SPACE WORD
 */
#ifndef PP_LAYOUT_PARA_H
#define PP_LAYOUT_PARA_H

#include "base/geom.h"
#include "base/vec.h"
#include "fo/fo.h"
#include "layout/area.h"
#include "layout/font.h"
#include "layout/inline.h"

struct draw_font;
struct draw_list;

/* What the properties of a set mean for text; one for each fo_set, kept for the run. */
struct lay_style {
	const struct font *font;
	const struct font *caps; /* small capitals: a font with smcp, or the smaller font */
	bool fake_caps;		 /* caps is a smaller font: letters become capitals */
	const char *lang;	 /* BCP 47, "" if none */
	struct colour colour;
	uint8_t decoration; /* AREA_UNDERLINE … */
	struct colour decoration_colour;
	dim ascent, descent, x_height;
	dim line_height;
	dim letter_space;
	dim space, space_stretch, space_shrink; /* a word space */
	uint8_t transform;			/* enum font_transform */
	bool wrap;
	bool collapse;	    /* white-space-collapse */
	bool discard_start; /* spaces vanish at the start of a line */
	bool discard_end;
	bool hyphenate;
	int remain, push;		/* characters before and after a hyphen */
	const struct glyph_run *hyphen; /* what is set at a break */
};

/* An open inline element, or the block itself (parent NULL). */
struct lay_inline {
	const struct fo_node *node;
	struct lay_inline *parent;
	const struct lay_style *style;
	const struct area_box *box;
	dim start, end;		    /* space, border and padding at the ends */
	dim start_space, end_space; /* of these: space outside the border */
	dim keep_start, keep_end;   /* edges retained at line breaks (conditionality) */
	dim shift;		    /* of the baseline from the block's, upwards */
	uint8_t edge;		    /* enum lay_edge_align */
	bool area;		    /* makes an AREA_INLINE */
	uint16_t depth;
};

/* Aligned to the line's own edges, which are known last. */
enum lay_edge_align { LAY_ALIGN_BASELINE, LAY_ALIGN_BEFORE, LAY_ALIGN_AFTER };

enum lay_object_kind {
	LAY_PAGE_NUMBER,
	LAY_CITATION,
	LAY_LEADER,
	LAY_GRAPHIC,
	LAY_CHART,
	LAY_INLINE_BLOCK
};

/* An object in the text; its size depends on the measure. */
struct lay_object {
	enum lay_object_kind kind;
	const struct fo_node *node;
	const struct lay_style *style;
	const struct area_box *box;
	const struct area_image *image;
	const char *content; /* of a use-content leader */
	struct chart *chart;
};

/* The size of an object for one measure. */
struct lay_object_size {
	dim width, stretch, shrink; /* outer, with the spaces at both ends */
	dim start_space, end_space;
	dim ascent, descent; /* outer, about the line's baseline */
	uint8_t edge;	     /* enum lay_edge_align; height is ascent + descent */
	dim ipd, bpd;	     /* of the content rectangle */
	dim content_ipd;     /* of blocks, in their own orientation */
	dim content_bpd;
	int turn;	     /* of them: lay_turn_of */
	struct rect content; /* of a graphic: in the viewport */
	struct area_clip clip;
	dim base;		       /* of percentages: the measure */
	uint32_t tiles;		       /* of a chart */
	const struct lay_items *items; /* of a block in an inline, each line a tile; NULL: whole */
};

enum lay_atom_kind {
	LAY_WORD,
	LAY_SPACE,
	LAY_OPEN,
	LAY_CLOSE,
	LAY_OBJECT,
	LAY_ANCHOR, /* footnote, float: out of line */
	LAY_NEWLINE /* preserved line feed */
};
enum {
	LAY_MAY_BREAK = 1, /* behind this atom */
	LAY_MUST_BREAK = 2,
	LAY_SOFT = 4,	       /* a word that ends in a soft hyphen: a break shows it */
	LAY_DISCARD_START = 8, /* a space that vanishes at the start of a line … */
	LAY_DISCARD_END = 16,  /* … at its end */
	LAY_NO_HYPHEN = 32,
	LAY_ALONE = 64 /* an object on a line of its own */
};

struct lay_atom {
	uint8_t kind;
	uint8_t flags;
	uint8_t level; /* bidi */
	uint8_t unused;
	dim width;
	dim stretch;
	dim shrink;
	struct lay_inline *in; /* OPEN, CLOSE: the element itself */
	union {
		const struct glyph_run *run; /* WORD */
		const char *text;	     /* SPACE: its characters */
		struct lay_object *object;
		const struct fo_node *node; /* ANCHOR */
	} u;
};

/* Where an atom came from: a piece, and a byte of its text. */
struct lay_origin {
	uint32_t piece;
	uint32_t offset;
};

struct lay_first_line; /* first_line.c */

struct lay_para {
	struct lay *lay;
	struct arena *arena;
	const struct fo_node *block;
	struct lay_inline root;
	struct lay_atom *atoms;
	size_t count;
	size_t cap;
	bool rtl;	/* base direction */
	bool reorder;	/* some level is not the base level */
	bool retains;	/* some inline keeps an edge at line breaks */
	bool objects;	/* some width depends on the measure */
	bool keeps;	/* something is kept within a line */
	bool shares;	/* some element's padding or space is a percentage of the measure */
	bool hyphenate; /* some style hyphenates */
	bool first;	/* the first line of its block is here: text-indent */
	bool last;	/* and the last one: last-line-end-indent */
	struct {
		VEC(const struct fo_node *);
	} anchors;
	dim min_width, max_width;	   /* lay_para_width, -1 until asked */
	struct lay_first_line *first_line; /* it has an initial-property-set; else NULL */
	/* Kept only for that: origins of the atoms, and of the one that is added next. */
	bool tracks;
	struct lay_origin here;
	struct {
		VEC(struct lay_origin);
	} origins;
};

/* A place between two lines: behind atom - 1, or inside atom at offset (bytes of a word, tiles of a
 * chart). */
struct lay_spot {
	uint32_t atom;
	uint32_t offset;
};

/* One line as it was cut. */
struct lay_cut {
	struct lay_spot from, to;
	bool hyphen;		      /* a hyphen is set at its end */
	bool last;		      /* of the paragraph, or before a forced break */
	bool first;		      /* of the paragraph */
	dim start_indent, end_indent; /* floats, text-indent, last-line-end-indent */
	dim beside_start, beside_end; /* the floats' share of them */
	dim ipd;		      /* the measure */
	dim excess;		      /* how far its content is wider than its room, when shrunk */
	bool squeeze;		      /* fits only by shrinking its spaces */
	dim space_before, space_after, ascent, descent;
};

/* Lines with what only the text half knows; `lines` first, so that they are cast. */
struct lay_cuts {
	struct lay_lines lines;
	struct lay_cut *at;
	struct lay_measure measure;    /* the last one given */
	struct lay_object_size *sizes; /* by atom; NULL if there are no objects */
};

/* style.c */
const struct lay_style *lay_style(struct lay *lay, const struct fo_node *node);
/* Width of a run with letter-spacing between its letters. */
dim lay_run_width(const struct glyph_run *run, const struct lay_style *style);
/* Scratch memory of one paragraph's work; reset by whoever is outermost. */
struct arena *lay_scratch(struct lay *lay);
/* true at the first call with this text in a run: for notes that are given once. */
bool lay_once(struct lay *lay, const char *what);
/* The same for each object. */
bool lay_once_for(struct lay *lay, const char *what, const struct fo_node *node);
/* Behind a diagnostic: the first words below the object, so that a reader finds the place in what a
 * stylesheet made. */
void lay_help_text(struct lay *lay, const struct fo_node *node);

/* collect.c / collect_text.c: characters to atoms */
/* Is some padding or space of an inline-level object a percentage? */
bool lay_has_shares(const struct fo_node *node);
/* Gives the elements of the paragraph the paddings and spaces that are shares of the measure. */
void lay_inline_shares(struct lay_para *para, dim ipd);
struct lay_piece {
	uint8_t kind; /* enum lay_atom_kind; WORD: characters */
	struct lay_inline *in;
	const char *text;
	size_t len;
	struct lay_object *object;
	const struct fo_node *node;
};
struct lay_pieces {
	VEC(struct lay_piece);
};
struct lay_atom *
lay_atom_add(struct lay_para *para, enum lay_atom_kind kind, struct lay_inline *in);
void lay_collect_text(struct lay_para *para, const struct lay_pieces *pieces);

/* Pieces of text below an element, and what they need of it. */
struct lay_pieces lay_collect_pieces(struct lay_para *para, struct arena *arena,
				     const struct fo_node *first, const struct fo_node *stop);

/* first_line.c */
/* For a block with an initial-property-set: the pieces of its first paragraph, twice. */
void lay_first_line_open(struct lay_para *para, const struct fo_node *first,
			 const struct fo_node *stop, const struct lay_pieces *pieces);
/* Breaks such a paragraph from its begin. */
struct lay_lines *
lay_first_line_break(struct lay_para *para, struct arena *arena, const struct lay_measure *measure);
/* The style that holds for the first line, of any paragraph. */
const struct lay_style *
lay_first_line_style(const struct lay_para *para, const struct lay_cut *cut);

/* linebreak.c: everything from a spot on.  old: where the spot lies between tiles, the cuts that
 * have it; else NULL. */
struct lay_lines *lay_break_from(struct lay_para *para, struct arena *arena, struct lay_spot from,
				 const struct lay_cuts *old, const struct lay_measure *measure);
/* Heights and anchors of lines that were cut. */
void lay_lines_fill(struct lay_para *para, struct lay_cuts *cuts);

/* align.c */
dim lay_shift(const struct lay_inline *parent, const struct fo_node *node,
	      const struct lay_style *style, uint8_t *edge);
void lay_object_align(const struct lay_inline *in, const struct fo_node *node, dim height,
		      struct lay_object_size *size);

/* inline.c */
/* The optimum of a length-range, -1 for auto; an extent as the range allows it. */
dim lay_range_optimum(const struct fo_node *node, enum fo_prop prop, dim base);
dim lay_range_clamp(const struct fo_node *node, enum fo_prop prop, dim base, dim extent);
/* Where content smaller or larger than its room stands in it, by text-align or display-align. */
dim lay_offset_by(enum fo_keyword align, dim room, dim content);
/* Adds borders and padding, and the spaces outside of them, to a content size; base: what spaces in
 * percent count from. */
void
lay_outer_size(const struct lay_object *o, struct lay_object_size *size, dim base, dim *height);
/* graphic.c */
void lay_graphic_measure(const struct lay_inline *in, const struct lay_object *o,
			 const struct lay_measure *measure, struct lay_object_size *size);
struct area *lay_graphic_build(const struct lay_object *o, const struct lay_object_size *size,
			       const struct lay_page_info *page);

struct lay_object *
lay_object_new(struct lay_para *para, enum lay_object_kind kind, const struct fo_node *node);
void
lay_object_measure(struct lay_para *para, const struct lay_inline *in, struct lay_object *object,
		   const struct lay_measure *measure, struct lay_object_size *size);
/* The object's area, its border rectangle at (0, 0); width: as set on the line. */
struct area *lay_object_build(struct lay_para *para, struct lay_object *object,
			      const struct lay_object_size *size, uint32_t tile, dim width,
			      const struct lay_page_info *page);
/* Height of a tile of a chart or of blocks. */
dim lay_object_tile_bpd(const struct lay_object *object, const struct lay_object_size *size,
			uint32_t tile);

/* image.c: the SVG inside an instream-foreign-object, read once */
const struct area_image *lay_image_svg(struct lay *lay, const struct fo_node *node);

/* drawing.c */
const struct area_drawing *lay_drawing_new(struct lay *lay, struct arena *arena,
					   const struct draw_list *list, const char *alt);
dim lay_text_width(struct lay *lay, const struct draw_font *font, const char *text, size_t len);

/* hyphen.c: break points of a word as byte offsets; count 0 if there are none. */
const uint32_t *lay_hyphens_find(struct lay *lay, const struct lay_style *style, const char *word,
				 size_t len, uint32_t *count);

/* breakpoint.c: places where a line may end, with the sums that a breaker needs. */
struct lay_sum {
	int64_t width, stretch, shrink;
};
struct lay_point {
	struct lay_spot spot; /* where the next line starts */
	struct lay_sum
		end; /* of all up to here, spaces at the line's end left out, hyphen put in */
	struct lay_sum next; /* of all before the next line, spaces at its start put in */
	int penalty;
	bool flagged; /* a hyphen */
	bool forced;
};
struct lay_points {
	VEC(struct lay_point);
};
/* From a spot on; point 0 is that spot itself.  justify: spaces stretch and shrink; hyphens: words
 * are hyphenated too. All in scratch. */
void lay_points_find(struct lay_para *para, const struct lay_cuts *cuts, struct lay_spot from,
		     bool justify, bool hyphens, struct lay_points *points);
/* line_keep.c */
/* Does an inline-level object keep anything within a line? */
bool lay_keeps_line(const struct fo_node *node);
/* Takes out the points that keeps hold together, as far as a line has room; indent: what the first
 * line lacks. */
void
lay_points_keep(const struct lay_para *para, int64_t room, dim indent, struct lay_points *points);

/* Edges retained at a break at this spot, of all elements open across it. */
void lay_retained(const struct lay_para *para, struct lay_spot spot, dim *end, dim *start);

/* line_measure.c */
/* The atoms of a cut that show: from the first that does not vanish at the line's start to behind
 * the last; elements that begin or end outside of them stay. */
void
lay_line_bounds(const struct lay_para *para, const struct lay_cut *cut, size_t *first, size_t *end);
/* Height and baseline. */
void lay_line_measure(struct lay_para *para, const struct lay_cuts *cuts, struct lay_cut *cut,
		      struct lay_line *line);
/* text-align or text-align-last as it holds for a line: START, CENTER, END or JUSTIFY; page: its
 * number, 0 if not known. */
enum fo_keyword lay_line_align(const struct lay_para *para, const struct lay_cut *cut, long page);

#endif
