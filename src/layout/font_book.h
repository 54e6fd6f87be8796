/*
 * The inside of a font book, for font*.c and shape*.c only.
 *
 * A face is a file known to fontconfig; it costs nothing until a font of it is made.  A set holds
 * the faces of some folders.  A font is a face at a size with features.  A stack is what one
 * font-family list came to: the faces of the families that are there, then the fallback order of
 * fonts.conf.
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
	int stretch;		    /* percent */
	unsigned synthetic;	    /* FONT_SLANTED, FONT_BOLDENED: made of a face that is there */
	struct font_face *drawn[4]; /* this face by its synthetic copies */
	uint32_t number;	    /* in order of opening, from 1; 0: not opened */
	bool broken;		    /* could not be opened */
	hb_face_t *hb;
	struct _cairo_font_face *cairo; /* NULL: not asked for yet */
	struct font_ink *ink;		/* NULL: not asked for yet */
};

struct font_family {
	const char *name;
	struct {
		VEC(struct font_face *);
	} faces;
};

/* Faces of some folders. */
struct font_set {
	FcConfig *config;
	struct font_face *faces; /* by file name */
	size_t count;
	struct map *families; /* lower-case name → struct font_family */
	struct map *unusable; /* families of other formats only: lower-case name → "Type 1" */
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
	bool substitute;   /* nothing of the list was there */
	const char *alias; /* the name the first family stands in for, or NULL */
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
	hb_font_t *hb;
	struct _cairo_scaled_font *scaled; /* NULL: not asked for yet */
	hb_feature_t *asked;		   /* the features, read */
	unsigned asked_count;
	struct font_metrics metrics;
};

struct shape_cache;

struct font_book {
	struct arena *arena;
	struct diag *diag;
	bool base14;
	bool everywhere; /* the machine's fonts too */
	bool searched;	 /* they have been read into `machine` */
	struct font_set own;
	struct font_set machine;
	uint32_t opened;
	uint32_t font_count;
	struct map *stacks;   /* families|weight|style|stretch → struct font_stack */
	struct map *fonts;    /* stack|face|size|features → struct font */
	struct map *searches; /* font, character, language → struct font, or the book: none */
	struct map *finds;    /* the whole question of font_find → struct font */
	struct shape_cache *shapes;
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

/* font_set.c */
struct font_family *font_set_family(const struct font_set *set, const char *name, size_t len);
/* The format of a family that is there only as files that cannot be used, else NULL. */
const char *font_set_unusable(const struct font_set *set, const char *name, size_t len);
/* Fills a set from its configuration: folders added to it first, then those it names. */
void font_set_read(struct arena *arena, struct font_set *set);
/* Lower case, single spaces, no quotes: how families are compared. */
size_t font_family_key(char *out, size_t room, const char *name, size_t len);
struct font_face *
font_family_face(const struct font_family *family, int weight, enum font_style style, int stretch);

/* font_book.c */
/* The machine's fonts, read at the first call; NULL if the book keeps to its own. */
const struct font_set *font_book_machine(struct font_book *book);
/* The face slanted or thickened by our own doing, as far as it lacks what is wanted. */
struct font_face *
font_face_drawn(struct font_book *book, struct font_face *face, int weight, enum font_style style);
/* Families fontconfig puts behind these, in order; for aliases, fallback and generic names. */
void font_book_substitutes(struct font_book *book, const char *family, const char *lang,
			   void (*put)(void *ctx, const char *name), void *ctx);

/* font_face.c */
/* Reads the face's file; false if it cannot be. */
bool font_face_open(struct font_book *book, struct font_face *face);
/* Makes the font's HarfBuzz font and reads its features; the face is open. */
void font_open(struct font *font);

/* font_stack.c */
const struct font_stack *font_stack_find(struct font_book *book, const char *families, int weight,
					 enum font_style style, int stretch);
/* The fallback choices for a language behind the stack's own families. */
const struct font_choices *
font_stack_fallback(struct font_book *book, const struct font_stack *stack, const char *lang);

/* font_ink.c: fills run->ink. */
void font_ink_measure(struct font_book *book, const struct font *font, struct glyph_run *run);

/* shape.c */
struct shape_cache *shape_cache_new(struct font_book *book);

#endif
