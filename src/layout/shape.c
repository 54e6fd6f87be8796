/*
 * Shaping: words to glyphs, by HarfBuzz, once for each word and font; where text breaks, by Pango.
 *
 * Text is shaped word by word; no script in use joins or kerns over a space in a way that shows,
 * and a document says the same words again and again.  The cache is where the speed is: a hit costs
 * a hash over the word.  Its runs live as long as the book.
 */
#include "layout/font_book.h"

#include "base/arena.h"
#include "base/utf8.h"

#include <hb-ot.h>
#include <math.h>
#include <string.h>

struct shaped {
	uint64_t hash;
	const char *lang;
	struct glyph_run run;
	bool odd;
	struct shaped *next;
};

struct words {
	uint64_t hash;
	const char *text;
	size_t len;
	struct font_breaks breaks;
	struct words *next;
};

#define MAX_LANGS 16

struct shape_cache {
	struct shaped **slots;
	size_t slot_count; /* a power of two */
	size_t count;
	struct words **words;
	size_t word_slots;
	hb_buffer_t *buffer; /* scratch */
	struct {
		char name[24];
		PangoLanguage *pango;
		hb_language_t hb;
	} langs[MAX_LANGS];
	size_t lang_count;
};

static void
release_buffer(void *object)
{
	hb_buffer_destroy(object);
}

struct shape_cache *
shape_cache_new(struct font_book *book)
{
	struct shape_cache *c = ARENA_NEW(book->arena, struct shape_cache);
	*c = (struct shape_cache){.slot_count = 1 << 12, .word_slots = 1 << 11};
	c->slots = ARENA_ARRAY(book->arena, c->slot_count, struct shaped *);
	c->words = ARENA_ARRAY(book->arena, c->word_slots, struct words *);
	c->buffer = hb_buffer_create();
	arena_defer(book->arena, release_buffer, c->buffer);
	return c;
}

/* FNV-1a; mixed at the end because slots take the low bits. */
static uint64_t
hash_text(uint64_t seed, const char *text, size_t len)
{
	uint64_t h = 0xcbf29ce484222325u ^ seed;
	for (size_t i = 0; i < len; i++)
		h = (h ^ (unsigned char)text[i]) * 0x100000001b3u;
	return h ^ (h >> 29);
}

/* One stored name and Pango's object for a language; there are few, and mostly the same again. */
static size_t
lang_index(struct shape_cache *c, const char *lang)
{
	for (size_t i = c->lang_count; i > 0; i--) {
		if (strcmp(c->langs[i - 1].name, lang) == 0)
			return i - 1;
	}
	if (strlen(lang) >= sizeof c->langs[0].name)
		lang = "";
	size_t i = c->lang_count < MAX_LANGS ? c->lang_count++ : MAX_LANGS - 1;
	memcpy(c->langs[i].name, lang, strlen(lang) + 1);
	c->langs[i].pango = pango_language_from_string(lang[0] != '\0' ? lang : "und");
	c->langs[i].hb = hb_language_from_string(lang[0] != '\0' ? lang : "und", -1);
	return i;
}

/* The script of the first character that has one; punctuation alone goes with Latin. */
static hb_script_t
script_of(const char *text, size_t len)
{
	hb_unicode_funcs_t *unicode = hb_unicode_funcs_get_default();
	const char *p = text, *end = text + len;
	while (p < end) {
		uint32_t cp = utf8_next(&p, end);
		if (cp < 0x80)
			continue;
		hb_script_t script = hb_unicode_script(unicode, cp);
		if (script != HB_SCRIPT_COMMON && script != HB_SCRIPT_INHERITED &&
		    script != HB_SCRIPT_UNKNOWN)
			return script;
	}
	return HB_SCRIPT_LATIN;
}

/* Widths of the base 14 are given per mille and counted in whole millipoints, and layouts are
 * compared by them: what our unit takes from or adds to one glyph goes to the next. */
static void
carry_rounding(const struct font *font, struct glyph_run *run, struct glyph *glyphs, uint32_t count)
{
	hb_face_t *face = hb_font_get_face(font->hb);
	hb_font_t *units = hb_font_create(face); /* as it comes, it is as large as its em */
	double mpt = round(font->size * 1000.0 / DIM_PT) / hb_face_get_upem(face);
	double carried = 0;

	for (uint32_t i = 0; i < count; i++) {
		double width = floor(hb_font_get_glyph_h_advance(units, glyphs[i].id) * mpt + 1e-6);
		double exact = width * DIM_PT / 1000;

		carried += exact - glyphs[i].advance;
		if (fabs(carried) > 2) /* not rounding: it was kerned or is not the font's */
			carried = 0;
		dim whole = (dim)lround(carried);
		glyphs[i].advance += whole;
		run->width += whole;
		carried -= whole;
	}
	hb_font_destroy(units);
}

/* What HarfBuzz shall put for characters that show nothing: no glyph of any face. */
#define NOTHING 0x0FFFFFFFu

static void
glyphs_copy(struct font_book *book, hb_buffer_t *from, struct glyph_run *run)
{
	unsigned count;
	const hb_glyph_info_t *info = hb_buffer_get_glyph_infos(from, &count);
	const hb_glyph_position_t *at = hb_buffer_get_glyph_positions(from, NULL);
	struct glyph *glyphs = ARENA_ARRAY(book->arena, count, struct glyph);
	uint32_t n = 0;
	uint32_t last = UINT32_MAX;
	for (unsigned i = 0; i < count; i++) {
		if (info[i].codepoint == NOTHING)
			continue;
		struct glyph *g = &glyphs[n++];
		*g = (struct glyph){.id = info[i].codepoint,
				    .cluster = info[i].cluster,
				    .advance = at[i].x_advance,
				    .x_offset = at[i].x_offset,
				    .y_offset = at[i].y_offset};
		run->missing |= g->id == 0;
		run->width = dim_add(run->width, g->advance);
		if (g->cluster != last)
			run->characters++;
		last = g->cluster;
	}
	run->glyphs = glyphs;
	run->count = n;
	if (run->font->base14 != NULL && !run->missing)
		carry_rounding(run->font, run, glyphs, n);
}

static struct shaped *
shape_new(struct font_book *book, const struct font *font, const char *text, size_t len,
	  size_t lang)
{
	struct shape_cache *c = book->shapes;
	struct shaped *s = ARENA_NEW(book->arena, struct shaped);
	char *copy = arena_strndup(book->arena, text, len);
	s->run = (struct glyph_run){.font = font, .text = copy, .text_len = (uint32_t)len};
	s->lang = c->langs[lang].name;
	return s;
}

static void
shape_run(struct font_book *book, const struct font *font, struct shaped *s, int level, size_t lang)
{
	struct shape_cache *c = book->shapes;
	hb_buffer_t *b = c->buffer;
	s->run.rtl = (level & 1) != 0;
	hb_buffer_clear_contents(b);
	hb_buffer_set_flags(b, HB_BUFFER_FLAG_BOT | HB_BUFFER_FLAG_EOT);
	hb_buffer_set_invisible_glyph(b, NOTHING);
	hb_buffer_set_direction(b, s->run.rtl ? HB_DIRECTION_RTL : HB_DIRECTION_LTR);
	hb_buffer_set_script(b, script_of(s->run.text, s->run.text_len));
	hb_buffer_set_language(b, c->langs[lang].hb);
	hb_buffer_add_utf8(b, s->run.text, (int)s->run.text_len, 0, (int)s->run.text_len);
	hb_shape(font->hb, b, font->asked, font->asked_count);
	glyphs_copy(book, b, &s->run);
	font_ink_measure(book, font, &s->run);
}

static void
cache_grow(struct font_book *book)
{
	struct shape_cache *c = book->shapes;
	size_t count = c->slot_count * 4;
	struct shaped **slots = ARENA_ARRAY(book->arena, count, struct shaped *);
	for (size_t i = 0; i < c->slot_count; i++) {
		for (struct shaped *s = c->slots[i], *next; s != NULL; s = next) {
			next = s->next;
			s->next = slots[s->hash & (count - 1)];
			slots[s->hash & (count - 1)] = s;
		}
	}
	c->slots = slots;
	c->slot_count = count;
}

const struct glyph_run *
font_shape(struct font_book *book, const struct font *font, const char *text, size_t len,
	   const char *lang, int level)
{
	struct shape_cache *c = book->shapes;
	size_t l = lang_index(c, lang != NULL ? lang : "");
	bool odd = (level & 1) != 0;
	uint64_t hash = hash_text(((uint64_t)font->number << 8) ^ (l << 1) ^ odd, text, len);
	for (struct shaped *s = c->slots[hash & (c->slot_count - 1)]; s != NULL; s = s->next) {
		if (s->hash == hash && s->run.font == font && s->odd == odd &&
		    s->lang == c->langs[l].name && s->run.text_len == len &&
		    memcmp(s->run.text, text, len) == 0)
			return &s->run;
	}
	if (c->count > c->slot_count * 2)
		cache_grow(book);
	struct shaped *s = shape_new(book, font, text, len, l);
	s->hash = hash;
	s->odd = odd;
	if (len > 0) /* of nothing: no glyphs */
		shape_run(book, font, s, level, l);
	s->next = c->slots[hash & (c->slot_count - 1)];
	c->slots[hash & (c->slot_count - 1)] = s;
	c->count++;
	return &s->run;
}

/* ---- where text breaks and how it runs ---- */

/* Log attributes counted in characters, for text of len bytes. */
static PangoLogAttr *
log_attrs(struct font_book *book, const char *text, size_t len, const char *lang, size_t *count)
{
	*count = utf8_count(text, len) + 1;
	PangoLogAttr *attrs = g_new0(PangoLogAttr, *count);
	size_t l = lang_index(book->shapes, lang != NULL ? lang : "");
	pango_get_log_attrs(text, (int)len, -1, book->shapes->langs[l].pango, attrs, (int)*count);
	return attrs;
}

const struct font_breaks *
font_word_breaks(struct font_book *book, const char *text, size_t len)
{
	struct shape_cache *c = book->shapes;
	uint64_t hash = hash_text(0, text, len);
	struct words **slot = &c->words[hash & (c->word_slots - 1)];
	for (struct words *w = *slot; w != NULL; w = w->next) {
		if (w->hash == hash && w->len == len && memcmp(w->text, text, len) == 0)
			return &w->breaks;
	}
	struct words *w = ARENA_NEW(book->arena, struct words);
	w->hash = hash;
	w->text = arena_strndup(book->arena, text, len);
	w->len = len;
	size_t count;
	PangoLogAttr *attrs = log_attrs(book, text, len, "", &count);
	uint32_t *at = ARENA_ARRAY(book->arena, count, uint32_t);
	const char *p = text, *end = text + len;
	for (size_t i = 0; p < end; i++) {
		if (i > 0 && attrs[i].is_line_break)
			at[w->breaks.count++] = (uint32_t)(p - text);
		utf8_next(&p, end);
	}
	w->breaks.at = at;
	g_free(attrs);
	w->next = *slot;
	*slot = w;
	return &w->breaks;
}

static void
levels_read(const char *text, size_t len, bool rtl, uint8_t *level)
{
	PangoDirection base = rtl ? PANGO_DIRECTION_RTL : PANGO_DIRECTION_LTR;
	guint8 *levels = pango_log2vis_get_embedding_levels(text, (int)len, &base);
	const char *p = text, *end = text + len;
	for (size_t i = 0; p < end; i++) {
		const char *start = p;
		utf8_next(&p, end);
		memset(level + (start - text), levels[i], (size_t)(p - start));
	}
	g_free(levels);
}

void
font_analyse(struct font_book *book, struct arena *arena, const char *text, size_t len,
	     const char *lang, bool rtl, struct font_text *result)
{
	result->level = arena_alloc(arena, len + 1);
	result->breaks = arena_alloc(arena, len + 1);
	if (len == 0 || len > INT32_MAX / 2)
		return;
	levels_read(text, len, rtl, result->level);
	result->level[len] = result->level[len - 1];
	size_t count;
	PangoLogAttr *attrs = log_attrs(book, text, len, lang, &count);
	const char *p = text, *end = text + len;
	for (size_t i = 0; i < count; i++) {
		uint8_t *b = &result->breaks[p - text];
		if (attrs[i].is_line_break)
			*b |= FONT_BREAK;
		if (attrs[i].is_mandatory_break)
			*b |= FONT_BREAK_MUST;
		if (attrs[i].is_cursor_position)
			*b |= FONT_CLUSTER;
		if (p < end)
			utf8_next(&p, end);
	}
	g_free(attrs);
}
