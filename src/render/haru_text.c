/*
 * Glyph runs as TJ arrays.
 *
 * Batches of words that follow one another become one text object.  Glyphs are two-byte codes;
 * where a glyph does not stand where the widths of those before it put it, a number in the array
 * moves the pen, rounded to a thousandth of the size, and what rounding left over is carried along.
 * Text behind the glyphs: ToUnicode where a glyph always means the same, ActualText around any
 * other cluster.
 */
#include "layout/font.h"
#include "render/cluster.h"
#include "render/haru_imp.h"

#include <hpdf_pages.h>
#include <math.h>

/* A thickened face is stroked all around with this part of its size, as FreeType thickens. */
#define BOLD_STROKE 24

/* A text object in the making. */
struct text_object {
	struct haru_state *h;
	struct haru_face *face;
	double size;
	double pen; /* where the widths have led, in the page's points */
	double y;   /* of the text matrix; NAN: none set yet */
	double baseline;
	double slope; /* of a slanted face */
	bool open;    /* an array is open, */
	bool codes;   /* and in it a string */
};

static void
array_close(struct text_object *t)
{
	struct strbuf *out = &t->h->out;
	if (!t->open)
		return;
	strbuf_puts(out, t->codes ? ")]TJ\n" : "]TJ\n");
	t->open = false;
	t->codes = false;
}

/* Brings the pen to a place. */
static void
move_to(struct text_object *t, double x, double y)
{
	struct strbuf *out = &t->h->out;
	double thousandths = (t->pen - x) * 1000 / t->size;
	if (y != t->y || !(fabs(thousandths) < 30000)) {
		array_close(t);
		haru_numbers(out, (double[]){1, 0, t->slope, -1, x, y}, 6);
		strbuf_puts(out, "Tm\n");
		t->pen = x;
		t->y = y;
		return;
	}
	if (fabs(thousandths) < 1)
		return; /* a hundredth of a point at most; carried along */
	double adjust = round(thousandths);
	if (!t->open)
		strbuf_putc(out, '[');
	if (t->codes)
		strbuf_putc(out, ')');
	haru_number(out, adjust);
	t->open = true;
	t->codes = false;
	t->pen -= adjust * t->size / 1000;
}

/* A byte of a literal string: half as long as in hexadecimal, before compression and after. */
static size_t
put_byte(char *at, uint32_t byte)
{
	if (byte != '(' && byte != ')' && byte != '\\' && byte != '\r') {
		at[0] = (char)byte;
		return 1;
	}
	at[0] = '\\';
	at[1] = byte == '\r' ? 'r' : (char)byte;
	return 2;
}

static void
show(struct text_object *t, uint32_t glyph, double x, double y)
{
	struct strbuf *out = &t->h->out;
	move_to(t, x, y);
	if (!t->open)
		strbuf_add(out, "[(", 2);
	else if (!t->codes)
		strbuf_add(out, "(", 1);
	t->open = true;
	t->codes = true;
	char code[4];
	size_t len = put_byte(code, glyph >> 8);
	len += put_byte(code + len, glyph & 0xFF);
	strbuf_add(out, code, len);
	t->pen += haru_width(t->face, glyph) * t->size / 1000;
}

/* Says what the glyphs of a cluster stand for; true if that takes an ActualText around them. */
static bool
needs_actual_text(struct text_object *t, const struct glyph_run *run, const struct cluster *k)
{
	bool clash = k->drawn > 1;
	for (uint32_t i = k->begin; i < k->end; i++)
		if (glyph_is_drawn(&run->glyphs[i]))
			clash |= !haru_use(t->h, t->face, run->glyphs[i].id,
					   k->drawn == 1 ? k->text : NULL, k->len);
	return clash;
}

/* Shows a cluster; x is moved on. */
static void
cluster_show(struct text_object *t, const struct glyph_run *run, const struct cluster *k, double *x)
{
	bool actual = needs_actual_text(t, run, k);
	if (actual) {
		array_close(t);
		strbuf_puts(&t->h->out, "/Span<</ActualText<FEFF");
		haru_utf16(&t->h->out, k->text, k->len);
		strbuf_puts(&t->h->out, ">>>BDC\n");
	}
	for (uint32_t i = k->begin; i < k->end; i++) {
		const struct glyph *g = &run->glyphs[i];
		if (glyph_is_drawn(g))
			show(t, g->id, *x + dim_to_pt(g->x_offset),
			     t->baseline - dim_to_pt(g->y_offset));
		*x += dim_to_pt(g->advance);
	}
	if (actual) {
		array_close(t);
		strbuf_puts(&t->h->out, "EMC\n");
	}
}

static void
word_show(struct text_object *t, const struct render_word *word)
{
	const struct glyph_run *run = word->run;
	double x = word->x;
	if (run == NULL) {
		if (word->text_len > 0 && t->face->space != 0 &&
		    haru_use(t->h, t->face, t->face->space, word->text, word->text_len))
			show(t, t->face->space, x, t->baseline);
		return;
	}
	for (uint32_t begin = 0; begin < run->count;) {
		struct cluster k = cluster_from(run, begin);
		cluster_show(t, run, &k, &x);
		x += word->letter_space;
		begin = k.end;
	}
}

static void
font_select(struct haru_state *h, struct haru_face *face, double size)
{
	struct haru_gstate *g = haru_gstate(h);
	if (g->face == face && g->size == size)
		return;
	g->face = face;
	g->size = size;
	if (face->page != h->page_count) {
		face->local_name = HPDF_Page_GetLocalFontName(h->page, face->font);
		face->page = h->page_count;
	}
	if (face->local_name == NULL)
		return; /* libharu has kept its error */
	strbuf_printf(&h->out, "/%s ", face->local_name);
	haru_number(&h->out, size);
	strbuf_puts(&h->out, "Tf\n");
}

struct haru_state *
haru_ready(void *self)
{
	struct haru_state *h = self;
	if (h->in_text)
		strbuf_puts(&h->out, "ET\n");
	h->in_text = false;
	return h;
}

void
haru_words(void *self, const struct font *font, struct colour colour, double y,
	   const struct render_word *words, size_t count)
{
	struct haru_state *h = self;
	struct haru_face *face = haru_face(h, font);
	double size = dim_to_pt(font_size(font));
	if (face == NULL || size <= 0 || h->page == NULL)
		return;
	bool bold = (font_synthetic(font) & FONT_BOLDENED) != 0;
	/* Within one text object nothing translucent shows through another. */
	bool alone = bold || colour.a < 1;
	if (alone)
		haru_ready(h);
	haru_fill_colour(h, colour);
	if (bold) {
		haru_stroke_colour(h, colour);
		haru_number(&h->out, size / BOLD_STROKE);
		strbuf_puts(&h->out, "w\n");
	}
	if (!h->in_text)
		strbuf_puts(&h->out, bold ? "BT\n2 Tr\n" : "BT\n");
	h->in_text = true;
	font_select(h, face, size);
	struct text_object t = {.h = h, .face = face, .size = size, .y = NAN, .baseline = y};
	if (font_synthetic(font) & FONT_SLANTED)
		t.slope = FONT_SLOPE;
	for (size_t i = 0; i < count; i++)
		word_show(&t, &words[i]);
	array_close(&t);
	if (bold)
		strbuf_puts(&h->out, "0 Tr\n");
	if (alone)
		haru_ready(h);
}
