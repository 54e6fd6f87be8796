/*
 * Hyphenation: the patterns of Debian's hyph-* packages, by libhyphen.
 *
 * A dictionary is read when a paragraph of its language first needs hyphens (5 to 50 ms), and what
 * it says of a word is kept.  Points that change the spelling (the "ck" of old German) are passed
 * over: a line breaker that is not asked cannot promise them to a reader who searches the text.
 */
#include "layout/para.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/map.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "layout/layout_diag.h"

#include <hyphen.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>

#define HYPHEN_DIR  "/usr/share/hyphen"
#define MAX_LETTERS 100 /* longer "words" are no words */

struct dictionary {
	HyphenDict *dict; /* NULL: there is none for the language */
	iconv_t convert;  /* from UTF-8, unless the dictionary is UTF-8 itself */
	unsigned number;
};

struct points {
	uint32_t count;
	uint32_t *at;
};

struct lay_hyphens {
	struct map *dictionaries; /* by language tag */
	struct map *words;	  /* number|remain|push|word → struct points */
};

static void
release_dictionary(void *object)
{
	struct dictionary *d = object;
	hnj_hyphen_free(d->dict);
	if (d->convert != (iconv_t)-1)
		iconv_close(d->convert);
}

static struct lay_hyphens *
hyphens_of(struct lay *lay)
{
	if (lay->hyphens == NULL) {
		lay->hyphens = ARENA_NEW(lay->arena, struct lay_hyphens);
		lay->hyphens->dictionaries = map_new(lay->arena);
		lay->hyphens->words = map_new(lay->arena);
	}
	return lay->hyphens;
}

/* "en-us" is hyph_en_US.dic, else hyph_en.dic; a tag that is none finds nothing. */
static const char *
dictionary_file(struct arena *arena, const char *lang)
{
	char language[9], country[3] = "";
	size_t n = strcspn(lang, "-_");
	if (n == 0 || n >= sizeof language ||
	    strspn(lang, "abcdefghijklmnopqrstuvwxyz"
			 "ABCDEFGHIJKLMNOPQRSTUVWXYZ") != n)
		return NULL;
	for (size_t i = 0; i < n; i++)
		language[i] = (char)(lang[i] | 32);
	language[n] = '\0';
	for (const char *p = lang + n; *p != '\0';) {
		size_t part = strcspn(p + 1, "-_");
		if (part == 2) {
			country[0] = (char)(p[1] & ~32);
			country[1] = (char)(p[2] & ~32);
		}
		p += 1 + part;
	}
	const char *file = arena_printf(arena, HYPHEN_DIR "/hyph_%s_%s.dic", language, country);
	if (country[0] >= 'A' && country[0] <= 'Z' && country[1] >= 'A' && country[1] <= 'Z' &&
	    file_exists(file))
		return file;
	file = arena_printf(arena, HYPHEN_DIR "/hyph_%s.dic", language);
	return file_exists(file) ? file : NULL;
}

static struct dictionary *
dictionary_find(struct lay *lay, const char *lang)
{
	struct lay_hyphens *h = hyphens_of(lay);
	struct dictionary *d = map_find(h->dictionaries, lang);
	if (d != NULL)
		return d;
	d = ARENA_NEW(lay->arena, struct dictionary);
	d->convert = (iconv_t)-1;
	d->number = (unsigned)map_count(h->dictionaries);
	map_put(h->dictionaries, lang, d);
	const char *file = dictionary_file(lay->arena, lang);
	if (file != NULL)
		d->dict = hnj_hyphen_load(file);
	if (d->dict != NULL && !d->dict->utf8)
		d->convert = iconv_open(d->dict->cset, "UTF-8");
	if (d->dict == NULL) {
		const struct diag_place nowhere = {.file = NULL};
		if (lang[0] != '\0')
			diag_add(lay->diag, &layout_diags[LAYOUT_DIAG_NO_HYPHENS], &nowhere, lang);
		return d;
	}
	arena_defer(lay->arena, release_dictionary, d);
	return d;
}

/* The letters of a word in the dictionary's encoding; false if it cannot say them. */
static bool
encode(struct dictionary *d, const char *word, size_t len, char *out, size_t room, size_t *out_len)
{
	if (d->dict->utf8) {
		if (len >= room)
			return false;
		memcpy(out, word, len);
		out[len] = '\0';
		*out_len = len;
		return true;
	}
	if (d->convert == (iconv_t)-1)
		return false;
	char *in = (char *)(uintptr_t)word; /* iconv does not write to it */
	char *to = out;
	size_t left = len, space = room - 1;
	iconv(d->convert, NULL, NULL, NULL, NULL);
	if (iconv(d->convert, &in, &left, &to, &space) == (size_t)-1)
		return false;
	*to = '\0';
	*out_len = (size_t)(to - out);
	return true;
}

static void
free_replacements(char **rep, int *pos, int *cut, size_t count)
{
	if (rep != NULL) {
		for (size_t i = 0; i < count; i++)
			free(rep[i]);
	}
	free(rep);
	free(pos);
	free(cut);
}

/* Break points of one run of letters at `base` in the word, in bytes. */
static void
points_of_letters(struct dictionary *d, struct arena *arena, const struct lay_style *style,
		  const char *letters, size_t len, uint32_t base, struct points *points)
{
	char small[4 * MAX_LETTERS + 1], hyphens[4 * MAX_LETTERS + 8] = {0};
	size_t count = utf8_count(letters, len), small_len, lower_len;
	if (count < (size_t)(style->remain + style->push) || count > MAX_LETTERS)
		return;
	const char *lower = font_transform(arena, letters, len, FONT_LOWER, &lower_len);
	if (utf8_count(lower, lower_len) != count ||
	    !encode(d, lower, lower_len, small, sizeof small, &small_len))
		return;
	char **rep = NULL;
	int *pos = NULL, *cut = NULL;
	if (hnj_hyphen_hyphenate3(d->dict, small, (int)small_len, hyphens, NULL, &rep, &pos, &cut,
				  style->remain, style->push, style->remain, style->push) == 0) {
		const char *p = letters, *end = letters + len;
		for (size_t i = 0; i + 1 < count; i++) {
			utf8_next(&p, end);
			bool plain = rep == NULL || rep[i] == NULL;
			if ((hyphens[i] & 1) && plain && i + 1 >= (size_t)style->remain &&
			    count - i - 1 >= (size_t)style->push)
				points->at[points->count++] = base + (uint32_t)(p - letters);
		}
	}
	free_replacements(rep, pos, cut, small_len);
}

static bool
is_letter(uint32_t cp)
{
	if (cp < 0x80)
		return (cp | 32) >= 'a' && (cp | 32) <= 'z';
	return cp >= 0xc0 && cp != 0xd7 && cp != 0xf7 && !(cp >= 0x2000 && cp < 0x2c00) &&
	       !(cp >= 0x3000 && cp < 0xa000);
}

static void
points_fill(struct lay *lay, struct dictionary *d, const struct lay_style *style, const char *word,
	    size_t len, struct points *points)
{
	const char *p = word, *end = word + len, *start = NULL;
	points->at = ARENA_ARRAY(lay->arena, len + 1, uint32_t);
	while (p < end) {
		const char *here = p;
		bool letter = is_letter(utf8_next(&p, end));
		if (letter && start == NULL)
			start = here;
		if (start != NULL && (!letter || p == end)) {
			const char *stop = letter ? p : here;
			points_of_letters(d, lay->arena, style, start, (size_t)(stop - start),
					  (uint32_t)(start - word), points);
			start = NULL;
		}
	}
}

const uint32_t *
lay_hyphens_find(struct lay *lay, const struct lay_style *style, const char *word, size_t len,
		 uint32_t *count)
{
	struct dictionary *d = dictionary_find(lay, style->lang);
	*count = 0;
	if (d->dict == NULL || len < 4 || len > 4 * MAX_LETTERS)
		return NULL;
	struct strbuf key = STRBUF_INIT;
	strbuf_printf(&key, "%u|%d|%d|", d->number, style->remain, style->push);
	strbuf_add(&key, word, len);
	struct lay_hyphens *h = lay->hyphens;
	struct points *points = map_find_n(h->words, key.s, key.len);
	if (points == NULL) {
		points = ARENA_NEW(lay->arena, struct points);
		points_fill(lay, d, style, word, len, points);
		map_put_n(h->words, key.s, key.len, points);
	}
	strbuf_release(&key);
	*count = points->count;
	return points->at;
}
