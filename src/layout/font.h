/*
 * Fonts: families to faces by a private fontconfig, and runs of shaped glyphs.
 *
 *	struct font_book *book = font_book_open(arena, diag, &options);
 *	const struct font *f = font_find(book, "Inter, sans-serif", 600, FONT_ITALIC, 100, size);
 *	const struct glyph_run *r = font_shape(book, f, "word", 4, "en", 0);
 *
 * A book belongs to one process and is shared by all documents it formats: faces, coverage and
 * shaped words are cached in it.  Metrics hinting is off and positions are not rounded.
 */
#ifndef PP_LAYOUT_FONT_H
#define PP_LAYOUT_FONT_H

#include "base/dim.h"
#include "base/geom.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct diag;
struct diag_place;
struct font;
struct font_book;
struct _cairo_scaled_font;
struct hb_face_t;

struct font_options {
	const char *config; /* fonts.conf; NULL: the one beside the program or installed */
	bool base14;	    /* Helvetica, Times, Courier by the URW fonts with the AFM's ascent and
			       descent, kerning and ligatures off */
	bool everywhere;    /* a family or character that the configuration's folders lack is looked
			       for in the machine's and the user's; generic families have the widths
			       that other formatters give them */
	const char *const *paths; /* folders that come before the configuration's */
	size_t path_count;
};

/* NULL and a diagnostic (exit 4) that names the missing packages when no usable font is there. */
struct font_book *
font_book_open(struct arena *arena, struct diag *diag, const struct font_options *options);

enum font_style { FONT_NORMAL, FONT_ITALIC, FONT_OBLIQUE, FONT_BACKSLANT };

/* The face for a list of families; weight 100 … 900, stretch in percent (100 normal).  Never NULL:
 * falls back to the default family (font_is_substitute).  OpenType features stand behind a family
 * after colons: "Inter:tnum:ss03, sans-serif" (fonts/README.md). */
const struct font *font_find(struct font_book *book, const char *families, int weight,
			     enum font_style style, int stretch, dim size);

/* None of the families asked for was there. */
bool font_is_substitute(const struct font *font);
/* The family asked for, when another stands in for it by an alias of fonts.conf; else NULL. */
const char *font_stands_for(const struct font *font);
/* What had to be done to a face that is not there in the style asked for. */
enum { FONT_SLANTED = 1, FONT_BOLDENED = 2 };
#define FONT_SLOPE 0.2 /* of slanted faces, to the right for each unit up */
unsigned font_synthetic(const struct font *font);
/* The format of a family of the list that is there, but not in a format that can be used ("Type
 * 1"); else NULL. */
const char *font_unusable(struct font_book *book, const char *families);
/* The first font of the fallback order of `font`, in its weight, style and size, that has a glyph
 * for the character; `font` itself if it has one; NULL if no font at all has. */
const struct font *
font_for(struct font_book *book, const struct font *font, uint32_t cp, const char *lang);
/* The same face with real small capitals, or NULL if it has none; at another size. */
const struct font *font_small_caps(struct font_book *book, const struct font *font);
const struct font *font_resized(struct font_book *book, const struct font *font, dim size);

/* Shaped glyphs of one font; constant and shared.  Offsets and advances in dims. */
struct glyph {
	uint32_t id;	  /* glyph index in the face */
	uint32_t cluster; /* byte offset into text */
	dim advance;
	dim x_offset;
	dim y_offset; /* upwards */
};

struct glyph_run {
	const struct font *font;
	const struct glyph *glyphs; /* in visual order */
	uint32_t count;
	bool rtl;	     /* clusters descend */
	bool missing;	     /* the font lacks a glyph (id 0) */
	uint32_t characters; /* for letter-spacing: clusters shown */
	dim width;
	struct rect ink;  /* holds all it marks, from the start of its baseline, y downwards */
	const char *text; /* UTF-8 it shows */
	uint32_t text_len;
};

/* Shapes text, all of it in this font; cached.  level: bidi embedding level. */
const struct glyph_run *font_shape(struct font_book *book, const struct font *font,
				   const char *text, size_t len, const char *lang, int level);
/* The font for a character and the marks on it: they want one that has them all.  What has the
 * character alone if there is none. */
const struct font *font_for_cluster(struct font_book *book, const struct font *font,
				    const char *text, size_t len, const char *lang);
/* Has the font a glyph for the character? */
bool font_has(const struct font *font, uint32_t cp);

/* Where a text may break and how it runs: Pango's log attributes and embedding levels.  For texts
 * beyond simple left-to-right scripts; one entry per byte, set where a character begins. */
struct font_text {
	uint8_t *level;	 /* bidi embedding level */
	uint8_t *breaks; /* FONT_BREAK … before this byte; len + 1 entries */
};
enum { FONT_BREAK = 1, FONT_BREAK_MUST = 2, FONT_CLUSTER = 4 /* a cursor may stand here */ };
void font_analyse(struct font_book *book, struct arena *arena, const char *text, size_t len,
		  const char *lang, bool rtl, struct font_text *result);
/* Break opportunities inside one word of a simple script (after a hyphen, before a dash …), as byte
 * offsets; shared and cached. */
struct font_breaks {
	uint32_t count;
	const uint32_t *at;
};
const struct font_breaks *font_word_breaks(struct font_book *book, const char *text, size_t len);

/* text-transform, by Unicode; the result lives in arena. */
enum font_transform { FONT_AS_IS, FONT_UPPER, FONT_LOWER, FONT_CAPITALIZE };
const char *font_transform(struct arena *arena, const char *text, size_t len,
			   enum font_transform transform, size_t *new_len);
bool font_is_lower(uint32_t cp); /* has a capital */
bool font_is_mark(uint32_t cp);	 /* combines with what stands before it */
/* Name of the character's script for messages: "Arabic". */
const char *font_script_name(uint32_t cp);
/* Debian package with a font for the character, as far as that can be told; else NULL. */
const char *font_package(uint32_t cp);

struct font_metrics {
	dim ascent;  /* above the baseline, positive */
	dim descent; /* below, positive */
	dim x_height;
	dim cap_height;
	dim superscript; /* how far a superscript rises, and a subscript falls */
	dim subscript;
	dim underline_position; /* below the baseline, positive */
	dim underline_thickness;
	dim strikethrough_position; /* above the baseline */
	dim space;		    /* advance of U+0020 */
};
const struct font_metrics *font_metrics(const struct font *font);
dim font_size(const struct font *font);
uint32_t font_number(const struct font *font);	  /* small, unique in the book, in order of use */
const char *font_family(const struct font *font); /* as found: "Inter" */
const char *font_face_name(const struct font *font); /* PostScript name */
int font_weight(const struct font *font);
bool font_is_italic(const struct font *font);

/* For renderers. */
/* Unhinted, at the font's size; the font keeps it. */
struct _cairo_scaled_font *font_scaled(const struct font *font);
struct hb_face_t *font_hb_face(const struct font *font);
/* Where on its axes an instance of a variable font lies; how many there are, 0: not variable.  Tags
 * as in OpenType, big-endian. */
struct font_axis {
	uint32_t tag;
	float value;
};
unsigned font_axes(const struct font *font, struct font_axis *axes, unsigned room);
uint32_t font_face_number(const struct font *font); /* one number for all sizes of a face */

#endif
