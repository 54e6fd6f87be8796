/*
 * Words by cairo: glyphs with their text, so that what is copied or searched is what was written.
 *
 * One call of cairo_show_text_glyphs sets a batch of words of one direction.  Its clusters tie
 * bytes to glyphs: several to one (ligatures), one to several, and for text that runs to the left
 * the clusters stand in logical order while the glyphs stay in visual order (the "backward" flag).
 * Gaps are set as the font's own space glyph; without one they stay as text without a glyph.
 */
#include "base/arena.h"
#include "layout/font.h"
#include "render/cairo_imp.h"
#include "render/cluster.h"

#include <pango/pangocairo.h>

static struct cairo_font *
font_of(struct cairo_state *c, const struct font *font)
{
	size_t number = font_number(font);
	if (number >= c->font_count) {
		size_t count = number + 16;
		c->fonts = arena_grow(c->setup.arena, c->fonts, c->font_count, count,
				      sizeof *c->fonts);
		c->font_count = count;
	}
	struct cairo_font *f = &c->fonts[number];
	if (f->scaled != NULL)
		return f;
	f->scaled = pango_cairo_font_get_scaled_font(PANGO_CAIRO_FONT(font_pango(font)));
	f->face = cairo_scaled_font_get_font_face(f->scaled);
	cairo_scaled_font_get_font_matrix(f->scaled, &f->matrix);
	f->options = cairo_font_options_create();
	cairo_scaled_font_get_font_options(f->scaled, f->options);
	if (font_has(font, ' ')) {
		cairo_glyph_t *glyphs = NULL;
		int count = 0;
		if (cairo_scaled_font_text_to_glyphs(f->scaled, 0, 0, " ", 1, &glyphs, &count, NULL,
						     NULL, NULL) == CAIRO_STATUS_SUCCESS &&
		    count == 1)
			f->space = glyphs[0].index;
		cairo_glyph_free(glyphs);
	}
	return f;
}

/* Pango's scaled font fits the unscaled, unturned page; elsewhere cairo must scale it anew. */
static void
font_set(cairo_t *cr, const struct cairo_font *f)
{
	cairo_matrix_t m;
	cairo_get_matrix(cr, &m);
	if (m.xx == 1 && m.yy == 1 && m.xy == 0 && m.yx == 0) {
		cairo_set_scaled_font(cr, f->scaled);
		return;
	}
	cairo_set_font_face(cr, f->face);
	cairo_set_font_matrix(cr, &f->matrix);
	cairo_set_font_options(cr, f->options);
}

/* A batch on its way to cairo. */
struct batch {
	struct cairo_state *c;
	const struct cairo_font *font;
	double y;
	size_t glyph_count;
	size_t cluster_count;
};

static void
glyph_add(struct batch *b, unsigned long index, double x, double y)
{
	struct cairo_state *c = b->c;
	if (b->glyph_count == c->glyph_cap) {
		size_t cap = c->glyph_cap == 0 ? 256 : 2 * c->glyph_cap;
		c->glyphs =
			arena_grow(c->setup.arena, c->glyphs, c->glyph_cap, cap, sizeof *c->glyphs);
		c->glyph_cap = cap;
	}
	c->glyphs[b->glyph_count++] = (cairo_glyph_t){.index = index, .x = x, .y = y};
}

static void
cluster_add(struct batch *b, const char *text, size_t bytes, int glyphs)
{
	struct cairo_state *c = b->c;
	if (bytes == 0 && glyphs == 0)
		return;
	if (b->cluster_count == c->cluster_cap) {
		size_t cap = c->cluster_cap == 0 ? 256 : 2 * c->cluster_cap;
		c->clusters = arena_grow(c->setup.arena, c->clusters, c->cluster_cap, cap,
					 sizeof *c->clusters);
		c->cluster_cap = cap;
	}
	c->clusters[b->cluster_count++] =
		(cairo_text_cluster_t){.num_bytes = (int)bytes, .num_glyphs = glyphs};
	strbuf_add(&c->text, text, bytes);
}

/* Glyphs of a word, left to right. */
static void
word_glyphs(struct batch *b, const struct render_word *word)
{
	const struct glyph_run *run = word->run;
	if (run == NULL) {
		if (word->text_len > 0 && b->font->space != 0)
			glyph_add(b, b->font->space, word->x, b->y);
		return;
	}
	double x = word->x;
	for (uint32_t i = 0; i < run->count; i++) {
		const struct glyph *g = &run->glyphs[i];
		if (glyph_is_drawn(g))
			glyph_add(b, g->id, x + dim_to_pt(g->x_offset),
				  b->y - dim_to_pt(g->y_offset));
		x += dim_to_pt(g->advance);
		if (i + 1 == run->count || run->glyphs[i + 1].cluster != g->cluster)
			x += word->letter_space;
	}
}

/* Clusters of a word in the order of its text. */
static void
word_clusters(struct batch *b, const struct render_word *word)
{
	const struct glyph_run *run = word->run;
	if (run == NULL) {
		cluster_add(b, word->text, word->text_len,
			    word->text_len > 0 && b->font->space != 0 ? 1 : 0);
		return;
	}
	if (run->count == 0)
		cluster_add(b, run->text, run->text_len, 0);
	if (run->rtl) {
		for (uint32_t end = run->count; end > 0;) {
			struct cluster k = cluster_before(run, end);
			cluster_add(b, k.text, k.len, k.drawn);
			end = k.begin;
		}
	} else {
		for (uint32_t begin = 0; begin < run->count;) {
			struct cluster k = cluster_from(run, begin);
			cluster_add(b, k.text, k.len, k.drawn);
			begin = k.end;
		}
	}
}

static void
batch_show(struct cairo_state *c, const struct cairo_font *font, double y,
	   const struct render_word *words, size_t count, bool rtl)
{
	struct batch b = {.c = c, .font = font, .y = y};
	strbuf_clear(&c->text);
	for (size_t i = 0; i < count; i++) {
		word_glyphs(&b, &words[i]);
		word_clusters(&b, &words[rtl ? count - 1 - i : i]);
	}
	if (b.cluster_count == 0)
		return;
	cairo_show_text_glyphs(c->cr, c->text.s, (int)c->text.len, c->glyphs, (int)b.glyph_count,
			       c->clusters, (int)b.cluster_count,
			       rtl ? CAIRO_TEXT_CLUSTER_FLAG_BACKWARD : 0);
}

void
cairo_words(void *self, const struct font *font, struct colour colour, double y,
	    const struct render_word *words, size_t count)
{
	struct cairo_state *c = self;
	const struct cairo_font *f = font_of(c, font);
	font_set(c->cr, f);
	cairo_set_source_rgba(c->cr, (double)colour.r, (double)colour.g, (double)colour.b,
			      (double)colour.a);
	/* Gaps go with the words before them; a change of direction starts another batch. */
	size_t begin = 0;
	bool rtl = false, known = false;
	for (size_t i = 0; i < count; i++) {
		if (words[i].run == NULL)
			continue;
		if (known && words[i].run->rtl != rtl) {
			batch_show(c, f, y, words + begin, i - begin, rtl);
			begin = i;
		}
		rtl = words[i].run->rtl;
		known = true;
	}
	batch_show(c, f, y, words + begin, count - begin, rtl);
}
