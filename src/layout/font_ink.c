/*
 * Ink: the rectangle a run of glyphs can mark, so that a renderer knows what lies apart.
 *
 * Asked once for each glyph of a face, in the face's own units, and added up once for each shaped
 * word; a glyph the face cannot tell about counts as a large square around its origin.
 */
#include "layout/font_book.h"

#include "base/arena.h"

#define GLYPHS	  65536
#define PAGE_SIZE 256 /* glyphs whose inks are made together */

struct font_ink {
	hb_font_t *font; /* at one unit for each unit of the em */
	dim em;
	unsigned synthetic; /* FONT_SLANTED, FONT_BOLDENED */
	struct glyph_ink {
		int left, top, right, bottom; /* y upwards */
		bool known;
	} * pages[GLYPHS / PAGE_SIZE];
};

static void
release_hb(void *font)
{
	hb_font_destroy(font);
}

static struct font_ink *
ink_new(struct font_book *book, const struct font *font)
{
	struct font_ink *ink = ARENA_NEW(book->arena, struct font_ink);
	unsigned int axes;
	const int *coords = hb_font_get_var_coords_normalized(font->hb, &axes);
	ink->font = hb_font_create(font->face->hb);
	hb_font_set_var_coords_normalized(ink->font, coords, axes);
	ink->em = dim_max((dim)hb_face_get_upem(font->face->hb), 1);
	ink->synthetic = font->face->synthetic;
	arena_defer(book->arena, release_hb, ink->font);
	return ink;
}

/* What is drawn slanted or thicker than the face has it; FreeType thickens by a 24th of an em. */
static void
synthesize(struct glyph_ink *g, const struct font_ink *ink)
{
	if (ink->synthetic & FONT_BOLDENED) {
		int more = ink->em / 16;
		g->left -= more;
		g->right += more;
		g->bottom -= more;
		g->top += more;
	}
	if (ink->synthetic & FONT_SLANTED) {
		g->left += (int)(FONT_SLOPE * g->bottom) - 1;
		g->right += (int)(FONT_SLOPE * g->top) + 1;
	}
}

static const struct glyph_ink *
glyph_ink(struct font_book *book, struct font_ink *ink, uint32_t id)
{
	struct glyph_ink **page = &ink->pages[id / PAGE_SIZE];
	if (*page == NULL)
		*page = ARENA_ARRAY(book->arena, PAGE_SIZE, struct glyph_ink);
	struct glyph_ink *g = &(*page)[id % PAGE_SIZE];
	if (g->known)
		return g;
	hb_glyph_extents_t e;
	g->known = true;
	if (hb_font_get_glyph_extents(ink->font, id, &e)) {
		g->left = e.x_bearing;
		g->top = e.y_bearing;
		g->right = e.x_bearing + e.width;
		g->bottom = e.y_bearing + e.height;
		if (g->right > g->left)
			synthesize(g, ink);
	} else {
		g->left = g->bottom = -2 * ink->em;
		g->right = g->top = 2 * ink->em;
	}
	return g;
}

void
font_ink_measure(struct font_book *book, const struct font *font, struct glyph_run *run)
{
	struct font_face *face = font->face;
	if (face->ink == NULL)
		face->ink = ink_new(book, font);
	dim em = face->ink->em;
	dim left = DIM_MAX, top = DIM_MAX, right = DIM_MIN, bottom = DIM_MIN, pen = 0;
	for (uint32_t i = 0; i < run->count; i++) {
		const struct glyph *g = &run->glyphs[i];
		dim x = dim_add(pen, g->x_offset);
		pen = dim_add(pen, g->advance);
		if (g->id >= GLYPHS)
			continue;
		const struct glyph_ink *ink = glyph_ink(book, face->ink, g->id);
		if (ink->right <= ink->left)
			continue;
		left = dim_min(left, dim_add(x, dim_scale(ink->left, font->size, em)));
		right = dim_max(right, dim_add(x, dim_scale(ink->right, font->size, em)));
		top = dim_min(top, dim_sub(-g->y_offset, dim_scale(ink->top, font->size, em)));
		bottom = dim_max(bottom,
				 dim_sub(-g->y_offset, dim_scale(ink->bottom, font->size, em)));
	}
	if (left < right)
		run->ink = (struct rect){left, top, dim_sub(right, left), dim_sub(bottom, top)};
}
