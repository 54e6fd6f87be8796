/*
 * The inside of a font book, for font.c, font_book.c and shape*.c only.
 *
 * A face is a file known to fontconfig; it costs nothing until a font of it is made.  A font is a
 * face at a size with features.  A stack is what one font-family list came to: the faces of the
 * families that are there, then the fallback order of fonts.conf.
 */
#ifndef PP_LAYOUT_FONT_BOOK_H
#define PP_LAYOUT_FONT_BOOK_H

#include "base/vec.h"
#include "layout/font.h"

#include <fontconfig/fontconfig.h>
#include <hb.h>
#include <pango/pango.h>

struct map;

struct font_face {
	FcPattern *pattern; /* borrowed from the config */
	const FcCharSet *coverage;
	const char *family; /* its first name */
	const char *file;
	int index;  /* in a collection */
	int weight; /* 100 … 900 */
	enum font_style style;
	int stretch;	 /* percent */
	uint32_t number; /* in order of opening, from 1; 0: not opened */
	bool broken;	 /* could not be opened */
	PangoFontMap *map;
	PangoContext *context;
	PangoFontDescription *description;
	hb_face_t *hb; /* borrowed from the first font */
};

struct font_family {
	const char *name;
	struct {
		VEC(struct font_face *);
	} faces;
};

/* A face of a stack and the features asked for with its family. */
struct font_choice {
	struct font_face *face;
	const char *features; /* in Pango's syntax, "" none */
	const struct font_base14 *base14;
};

struct font_stack {
	const char *families; /* as asked for */
	int weight;
	enum font_style style;
	int stretch;
	bool substitute; /* nothing of the list was there */
	size_t count;
	struct font_choice *at;
	struct map *fallback; /* language → struct font_choices */
};

struct font_choices {
	VEC(struct font_choice);
};

struct font {
	struct font_book *book;
	struct font_face *face;
	const struct font_stack *stack;
	const char *features;
	const struct font_base14 *base14;
	dim size;
	uint32_t number;
	PangoFont *pango;
	hb_font_t *hb; /* borrowed */
	GSList *attrs; /* PangoAttrFontFeatures, for shaping */
	struct font_metrics metrics;
};

struct shape_cache;

struct font_book {
	struct arena *arena;
	struct diag *diag;
	bool base14;
	FcConfig *config;
	struct font_face *faces; /* in the config's order */
	size_t face_count;
	uint32_t opened;
	uint32_t font_count;
	struct map *families; /* lower-case name → struct font_family */
	struct map *stacks;   /* families|weight|style|stretch → struct font_stack */
	struct map *fonts;    /* stack|face|size|features → struct font */
	struct map *finds;    /* the whole question of font_find → struct font */
	struct shape_cache *shapes;
	PangoContext *context; /* for itemizing: fonts do not matter there */
};

/* Adobe's metrics of a base-14 font, per mille. */
struct font_base14 {
	const char *family; /* of the URW font that stands in */
	int weight;	    /* 400 or 700 */
	bool italic;
	int ascent;
	int descent;
	int x_height; /* 0: as the font says */
	int cap_height;
	const char *name; /* "Helvetica-Bold" */
};

/* font_book.c */
const struct font_family *
font_book_family(const struct font_book *book, const char *name, size_t len);
struct font_face *
font_family_face(const struct font_family *family, int weight, enum font_style style, int stretch);
/* Loads the face; false if it cannot be read. */
bool font_face_open(struct font_book *book, struct font_face *face);
/* Families fontconfig puts behind these, in order; for fallback and generic names. */
void font_book_substitutes(struct font_book *book, const char *family, const char *lang,
			   void (*put)(void *ctx, const char *name), void *ctx);

/* font_stack.c */
const struct font_stack *font_stack_find(struct font_book *book, const char *families, int weight,
					 enum font_style style, int stretch);
/* The fallback choices for a language behind the stack's own families. */
const struct font_choices *
font_stack_fallback(struct font_book *book, const struct font_stack *stack, const char *lang);

/* shape.c */
struct shape_cache *shape_cache_new(struct font_book *book);

#endif
