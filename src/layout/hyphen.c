/*
 * Hyphenation: which dictionary a language has, and what it says of a word.
 *
 * The patterns are those of Debian's hyph-* packages.  A dictionary is read when a paragraph of its
 * language first needs hyphens, and what it says of a word is kept for the run.
 */
#include "layout/para.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/map.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "layout/hyphen_dict.h"
#include "layout/layout_diag.h"

#include <string.h>

#define HYPHEN_DIR	 "/usr/share/hyphen"
#define DICTIONARY_LIMIT ((size_t)16 << 20)

struct dictionary {
	struct hyphen_dict *dict; /* NULL: there is none for the language */
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
	d->number = (unsigned)map_count(h->dictionaries);
	map_put(h->dictionaries, lang, d);
	const char *file = dictionary_file(lay->arena, lang);
	size_t len;
	const char *text = file != NULL
				   ? file_slurp(lay->arena, lay->diag, file, DICTIONARY_LIMIT, &len)
				   : NULL;
	if (text != NULL)
		d->dict = hyphen_dict_read(lay->arena, text, len);
	if (d->dict == NULL && lang[0] != '\0') {
		const struct diag_place nowhere = {.file = NULL};
		diag_add(lay->diag, &layout_diags[LAYOUT_DIAG_NO_HYPHENS], &nowhere, lang);
	}
	return d;
}

/* Break points of one run of letters at `base` in the word, in bytes. */
static void
points_of_letters(const struct dictionary *d, struct arena *arena, const struct lay_style *style,
		  const char *letters, size_t len, uint32_t base, struct points *points)
{
	uint32_t at[HYPHEN_MAX_LETTERS];
	size_t count = utf8_count(letters, len), lower_len;
	uint32_t remain = (uint32_t)style->remain, push = (uint32_t)style->push;
	if (count < remain + push || count > HYPHEN_MAX_LETTERS)
		return;
	const char *lower = font_transform(arena, letters, len, FONT_LOWER, &lower_len);
	if (utf8_count(lower, lower_len) != count)
		return;
	uint32_t found = hyphen_dict_points(d->dict, lower, lower_len, at);
	const char *p = letters, *end = letters + len;
	uint32_t i = 0;
	for (uint32_t k = 0; k < found; k++) {
		if (at[k] < remain || count - at[k] < push)
			continue;
		for (; i < at[k]; i++)
			utf8_next(&p, end);
		points->at[points->count++] = base + (uint32_t)(p - letters);
	}
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
	if (d->dict == NULL || len < 4 || len > (size_t)4 * HYPHEN_MAX_LETTERS)
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
