/*
 * Drawings: the texts of a chart's draw list, measured and shaped.
 *
 * A chart asks for widths while it lays itself out; the same words are then shaped with the same
 * fonts, so what was measured is what is drawn.
 */
#include "layout/para.h"

#include "base/arena.h"
#include "base/utf8.h"
#include "chart/draw.h"

#include <string.h>

/* The font for a whole label: the first that has all of it, else the one asked for. */
static const struct font *
label_font(struct lay *lay, const struct draw_font *font, const char *text, size_t len)
{
	const struct font *wanted =
		font_find(lay->book, font->family, font->weight != 0 ? font->weight : 400,
			  font->italic ? FONT_ITALIC : FONT_NORMAL, 100, font->size);
	const char *p = text, *end = text + len;
	while (p < end) {
		uint32_t cp = utf8_next(&p, end);
		const struct font *other = font_for(lay->book, wanted, cp, "");
		if (other != NULL && other != wanted)
			return other;
	}
	return wanted;
}

static bool
runs_to_the_left(const char *text, size_t len)
{
	const char *p = text, *end = text + len;
	while (p < end) {
		uint32_t cp = utf8_next(&p, end);
		if ((cp >= 0x590 && cp < 0x900) || (cp >= 0xfb1d && cp < 0xfe00) ||
		    (cp >= 0xfe70 && cp < 0xff00))
			return true;
	}
	return false;
}

/* Words and gaps from x = 0; returns the width.  words may be NULL to measure only. */
static dim
set_words(struct lay *lay, const struct font *font, const char *text, size_t len,
	  struct area_word *words, uint32_t *count)
{
	dim x = 0, space = font_metrics(font)->space;
	bool rtl = runs_to_the_left(text, len);
	*count = 0;
	for (size_t i = 0; i < len;) {
		size_t n = 0;
		bool gap = text[i] == ' ' && !rtl;
		while (i + n < len && (rtl || (text[i + n] == ' ') == gap))
			n++;
		struct area_word w = {.x = x, .text = text + i, .text_len = (uint32_t)n};
		if (gap) {
			w.advance = dim_scale(space, (int64_t)n, 1);
		} else {
			w.run = font_shape(lay->book, font, text + i, n, "", rtl);
			w.advance = w.run->width;
		}
		if (words != NULL)
			words[*count] = w;
		(*count)++;
		x = dim_add(x, w.advance);
		i += n;
	}
	return x;
}

dim
lay_text_width(struct lay *lay, const struct draw_font *font, const char *text, size_t len)
{
	uint32_t count;
	return set_words(lay, label_font(lay, font, text, len), text, len, NULL, &count);
}

static struct area_text *
label_new(struct lay *lay, struct arena *arena, const struct draw_op *op)
{
	struct area_text *t = ARENA_NEW(arena, struct area_text);
	size_t len = strlen(op->text);
	const char *text = arena_strndup(arena, op->text, len);
	t->font = label_font(lay, &op->font, text, len);
	t->colour = op->colour;
	set_words(lay, t->font, text, len, NULL, &t->count);
	t->words = ARENA_ARRAY(arena, t->count, struct area_word);
	dim width = set_words(lay, t->font, text, len, t->words, &t->count);
	dim shift = op->anchor == DRAW_MIDDLE ? -width / 2 : op->anchor == DRAW_END ? -width : 0;
	for (uint32_t i = 0; i < t->count; i++)
		t->words[i].x = dim_add(t->words[i].x, shift);
	return t;
}

const struct area_drawing *
lay_drawing_new(struct lay *lay, struct arena *arena, const struct draw_list *list, const char *alt)
{
	struct area_drawing *d = ARENA_NEW(arena, struct area_drawing);
	size_t count = 0;
	for (size_t i = 0; i < list->len; i++)
		count += list->at[i].kind == DRAW_TEXT;
	d->list = list;
	d->alt = alt;
	d->texts = ARENA_ARRAY(arena, count, struct area_text *);
	count = 0;
	for (size_t i = 0; i < list->len; i++) {
		const struct draw_op *op = &list->at[i];
		if (op->kind == DRAW_TEXT)
			d->texts[count++] = label_new(lay, arena, op);
	}
	return d;
}
