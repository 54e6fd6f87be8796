/*
 * Faces and fonts opened: a file for HarfBuzz to shape with, and for cairo to draw with.
 *
 * The file is mapped, not read, and nothing in it is touched before a table is needed; cairo's part
 * is made when a renderer asks for it.  Sizes are dims: HarfBuzz scales by 1024 a point, unhinted.
 * A face that has to be slanted or thickened is told so to both.
 */
#include "layout/font_book.h"

#include "base/arena.h"

#include <cairo-ft.h>
#include <hb-ot.h>
#include <string.h>

/* An instance of a variable font stands in the upper half of a face's index, from 1. */
#define INSTANCE_SHIFT 16
#define FACE_MASK      0xFFFF
#define INSTANCE_MASK  0x7FFF

static void
release_face(void *object)
{
	struct font_face *face = object;
	hb_face_destroy(face->hb);
	if (face->cairo != NULL)
		cairo_font_face_destroy(face->cairo);
}

bool
font_face_open(struct font_book *book, struct font_face *face)
{
	if (face->number != 0)
		return true;
	if (face->broken)
		return false;
	hb_blob_t *blob = hb_blob_create_from_file_or_fail(face->file);
	if (blob != NULL) {
		face->hb = hb_face_create(blob, (unsigned)face->index & FACE_MASK);
		hb_blob_destroy(blob); /* the face keeps its own reference */
		hb_face_make_immutable(face->hb);
		arena_defer(book->arena, release_face, face);
	}
	if (blob == NULL || hb_face_get_glyph_count(face->hb) == 0) {
		face->broken = true;
		return false;
	}
	face->number = ++book->opened;
	return true;
}

static void
release_font(void *object)
{
	struct font *font = object;
	hb_font_destroy(font->hb);
	if (font->scaled != NULL)
		cairo_scaled_font_destroy(font->scaled);
}

/* "tnum=1,liga=0": what does not read as a feature is left out. */
static void
features_open(struct font *font)
{
	const char *s = font->features;
	size_t room = 1;
	for (const char *p = s; *p != '\0'; p++)
		room += *p == ',';
	font->asked = ARENA_ARRAY(font->book->arena, room, hb_feature_t);
	while (*s != '\0') {
		size_t len = strcspn(s, ",");
		if (hb_feature_from_string(s, (int)len, &font->asked[font->asked_count]))
			font->asked_count++;
		s += len + (s[len] == ',');
	}
}

void
font_open(struct font *font)
{
	struct font_face *face = font->face;
	unsigned instance = ((unsigned)face->index >> INSTANCE_SHIFT) & INSTANCE_MASK;
	font->hb = hb_font_create(face->hb);
	hb_font_set_scale(font->hb, font->size, font->size);
	if (instance > 0)
		hb_font_set_var_named_instance(font->hb, instance - 1);
	if (face->synthetic & FONT_SLANTED)
		hb_font_set_synthetic_slant(font->hb, (float)FONT_SLOPE);
	hb_font_make_immutable(font->hb);
	arena_defer(font->book->arena, release_font, font);
	features_open(font);
}

static cairo_font_face_t *
cairo_face(struct font_face *face)
{
	if (face->cairo == NULL) {
		FcPattern *p = FcPatternCreate();
		FcPatternAddString(p, FC_FILE, (const FcChar8 *)face->file);
		FcPatternAddInteger(p, FC_INDEX, face->index);
		if (face->synthetic & FONT_BOLDENED)
			FcPatternAddBool(p, FC_EMBOLDEN, FcTrue);
		face->cairo = cairo_ft_font_face_create_for_pattern(p);
		FcPatternDestroy(p);
	}
	return face->cairo;
}

cairo_scaled_font_t *
font_scaled(const struct font *font)
{
	if (font->scaled != NULL)
		return font->scaled;
	double size = dim_to_pt(font->size);
	double slope = font->face->synthetic & FONT_SLANTED ? FONT_SLOPE : 0;
	cairo_matrix_t matrix, page;
	cairo_matrix_init(&matrix, size, 0, -slope * size, size, 0, 0);
	cairo_matrix_init_identity(&page);
	cairo_font_options_t *options = cairo_font_options_create();
	cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
	/* Made at the first call and kept: a font is constant in all that can be seen of it. */
	struct font *self = (struct font *)(uintptr_t)font;
	self->scaled = cairo_scaled_font_create(cairo_face(self->face), &matrix, &page, options);
	cairo_font_options_destroy(options);
	return self->scaled;
}
