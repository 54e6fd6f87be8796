/*
 * Words by cairo: glyphs with their text, so that what is copied or searched is what was written.
 *
 * One call of cairo_show_text_glyphs sets a batch of words of one font, colour and direction, over
 * as many lines as follow one another; what a call costs counts more than its glyphs.  Its clusters
 * tie bytes to glyphs: several to one (ligatures), one to several, and for text that runs to the
 * left the clusters stand in logical order while the glyphs stay in visual order (the "backward"
 * flag): there a call is a line.
 * Gaps are set as the font's own space glyph; without one they stay as text without a glyph.
 */
#include "base/arena.h"
#include "layout/font.h"
#include "render/cairo_imp.h"
#include "render/cluster.h"

#define MAX_BATCH 4096 /* glyphs */

static struct cairo_font *
font_of(struct cairo_state *c, const struct font *font)
{
	size_t number = font_number(font);
	if (number >= c->font_count) {
		size_t count = 2 * number + 16;
		c->fonts = arena_grow(c->setup.arena, c->fonts, c->font_count, count,
				      sizeof *c->fonts);
		c->font_count = count;
	}
	struct cairo_font *f = &c->fonts[number];
	if (f->scaled != NULL)
		return f;
	f->scaled = font_scaled(font);
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

/* The scaled font fits the unscaled, unturned page; elsewhere cairo must scale it anew. */
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

/* ---- the batch ---- */

static void
glyph_add(struct cairo_state *c, unsigned long index, double x, double y)
{
	struct cairo_batch *b = &c->batch;
	if (b->glyph_count == b->glyph_cap) {
		size_t cap = b->glyph_cap == 0 ? 256 : 2 * b->glyph_cap;
		b->glyphs =
			arena_grow(c->setup.arena, b->glyphs, b->glyph_cap, cap, sizeof *b->glyphs);
		b->glyph_cap = cap;
	}
	b->glyphs[b->glyph_count++] = (cairo_glyph_t){.index = index, .x = x, .y = y};
}

static void
cluster_add(struct cairo_state *c, const char *text, size_t bytes, int glyphs)
{
	struct cairo_batch *b = &c->batch;
	if (bytes == 0 && glyphs == 0)
		return;
	if (b->cluster_count == b->cluster_cap) {
		size_t cap = b->cluster_cap == 0 ? 256 : 2 * b->cluster_cap;
		b->clusters = arena_grow(c->setup.arena, b->clusters, b->cluster_cap, cap,
					 sizeof *b->clusters);
		b->cluster_cap = cap;
	}
	b->clusters[b->cluster_count++] =
		(cairo_text_cluster_t){.num_bytes = (int)bytes, .num_glyphs = glyphs};
	strbuf_add(&b->text, text, bytes);
}

/* Glyphs of a word, left to right. */
static void
word_glyphs(struct cairo_state *c, const struct render_word *word, double y)
{
	const struct glyph_run *run = word->run;
	unsigned long space = c->batch.font->space;
	if (run == NULL) {
		if (word->text_len > 0 && space != 0)
			glyph_add(c, space, word->x, y);
		return;
	}
	double x = word->x;
	for (uint32_t i = 0; i < run->count; i++) {
		const struct glyph *g = &run->glyphs[i];
		if (glyph_is_drawn(g))
			glyph_add(c, g->id, x + dim_to_pt(g->x_offset), y - dim_to_pt(g->y_offset));
		x += dim_to_pt(g->advance);
		if (i + 1 == run->count || run->glyphs[i + 1].cluster != g->cluster)
			x += word->letter_space;
	}
}

/* Clusters of a word in the order of its text. */
static void
word_clusters(struct cairo_state *c, const struct render_word *word)
{
	const struct glyph_run *run = word->run;
	if (run == NULL) {
		cluster_add(c, word->text, word->text_len,
			    word->text_len > 0 && c->batch.font->space != 0 ? 1 : 0);
		return;
	}
	if (run->count == 0)
		cluster_add(c, run->text, run->text_len, 0);
	if (run->rtl) {
		for (uint32_t end = run->count; end > 0;) {
			struct cluster k = cluster_before(run, end);
			cluster_add(c, k.text, k.len, k.drawn);
			end = k.begin;
		}
	} else {
		for (uint32_t begin = 0; begin < run->count;) {
			struct cluster k = cluster_from(run, begin);
			cluster_add(c, k.text, k.len, k.drawn);
			begin = k.end;
		}
	}
}

struct cairo_state *
cairo_ready(void *self)
{
	struct cairo_state *c = self;
	struct cairo_batch *b = &c->batch;
	if (b->cluster_count == 0)
		return c;
	font_set(c->cr, b->font);
	cairo_set_source_rgba(c->cr, (double)b->colour.r, (double)b->colour.g, (double)b->colour.b,
			      (double)b->colour.a);
	cairo_show_text_glyphs(c->cr, b->text.s, (int)b->text.len, b->glyphs, (int)b->glyph_count,
			       b->clusters, (int)b->cluster_count,
			       b->rtl ? CAIRO_TEXT_CLUSTER_FLAG_BACKWARD : 0);
	b->glyph_count = b->cluster_count = 0;
	strbuf_clear(&b->text);
	return c;
}

/* Does what comes go with what is there?  Clusters that run backwards do so over a whole call, and
 * what is translucent shows where calls overlap. */
static bool
batch_takes(const struct cairo_batch *b, const struct cairo_font *font, struct colour colour,
	    bool rtl)
{
	return b->font == font && !b->rtl && !rtl && colour.a >= 1 && b->colour.r == colour.r &&
	       b->colour.g == colour.g && b->colour.b == colour.b && b->colour.a == colour.a &&
	       b->glyph_count < MAX_BATCH;
}

/* Words of one direction on one line. */
static void
batch_add(struct cairo_state *c, double y, const struct render_word *words, size_t count, bool rtl)
{
	for (size_t i = 0; i < count; i++) {
		word_glyphs(c, &words[i], y);
		word_clusters(c, &words[rtl ? count - 1 - i : i]);
	}
}

void
cairo_words(void *self, const struct font *font, struct colour colour, double y,
	    const struct render_word *words, size_t count)
{
	struct cairo_state *c = self;
	struct cairo_batch *b = &c->batch;
	const struct cairo_font *f = font_of(c, font);
	for (size_t begin = 0, end; begin < count; begin = end) {
		/* Gaps go with the words before them; a change of direction starts another batch.
		 */
		bool rtl = false, known = false;
		for (end = begin; end < count; end++) {
			if (words[end].run == NULL)
				continue;
			if (known && words[end].run->rtl != rtl)
				break;
			rtl = words[end].run->rtl;
			known = true;
		}
		if (!batch_takes(b, f, colour, rtl))
			cairo_ready(c);
		b->font = f;
		b->colour = colour;
		b->rtl = rtl;
		batch_add(c, y, words + begin, end - begin, rtl);
	}
}
