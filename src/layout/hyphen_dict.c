/*
 * Hyphenation patterns (F. M. Liang, "Word hy-phen-a-tion by com-put-er", 1983).
 *
 * A pattern is letters with digits between them: "hy3ph".  Wherever its letters stand in a word,
 * its digits compete with those of other patterns for the places between the letters; the highest
 * wins, and an odd one is a break point.  A dot is the edge of a word.
 *
 * A file may have two levels, parted by NEXTLEVEL: the first finds the parts of compound words, the
 * second hyphenates each part by itself.  Patterns that change the spelling ("/") are left out.
 *
 * libhyphen reads the same files; but its hash table has a fixed size, and reading the 77,890 lines
 * of the German dictionary takes it 3.5 seconds, of the American one 25 milliseconds.  This reader
 * takes 20 and 2; patterns stay where they are in the file's text.
 */
#include "layout/hyphen_dict.h"

#include "base/arena.h"
#include "base/utf8.h"

#include <iconv.h>
#include <stdlib.h>
#include <string.h>

struct pattern {
	const char *text; /* in the file, digits and all; NULL: an empty slot */
	uint32_t hash;	  /* of the letters */
	uint8_t bytes;	  /* of the letters */
	uint8_t len;	  /* of the text */
};

struct level {
	struct pattern *slots;
	size_t slot_count; /* a power of two */
	size_t longest;	   /* bytes of letters */
	size_t count;
};

struct hyphen_dict {
	struct level level[2];
	int levels;
	uint32_t left, right;			/* least letters at the ends of a word */
	uint32_t compound_left, compound_right; /* and of a part */
};

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static uint32_t
hash_step(uint32_t h, char c)
{
	return (h ^ (unsigned char)c) * 16777619u;
}

#define HASH_START 2166136261u

static struct pattern *
slot_of(const struct level *l, uint32_t hash)
{
	return &l->slots[(hash ^ hash >> 15) & (l->slot_count - 1)];
}

static const struct pattern *
slot_next(const struct level *l, const struct pattern *p)
{
	p++;
	return p == l->slots + l->slot_count ? l->slots : p;
}

/* The letters of a pattern against those of a word. */
static bool
same_letters(const struct pattern *p, const char *letters)
{
	const char *s = p->text, *end = p->text + p->len;
	for (; s < end; s++) {
		if (!is_digit(*s) && *s != *letters++)
			return false;
	}
	return true;
}

static void
level_add(struct level *l, const char *text, size_t len)
{
	uint32_t hash = HASH_START;
	size_t bytes = 0;
	for (size_t i = 0; i < len; i++) {
		if (is_digit(text[i]))
			continue;
		hash = hash_step(hash, text[i]);
		bytes++;
	}
	if (bytes == 0 || len > UINT8_MAX || bytes == len)
		return;
	const struct pattern *p = slot_of(l, hash);
	while (p->text != NULL)
		p = slot_next(l, p);
	l->slots[p - l->slots] = (struct pattern){
		.text = text, .hash = hash, .bytes = (uint8_t)bytes, .len = (uint8_t)len};
	l->count++;
	if (bytes > l->longest)
		l->longest = bytes;
}

/* Room for the lines of a part of the file. */
static void
level_open(struct arena *arena, struct level *l, const char *text, const char *end)
{
	size_t lines = 1;
	for (const char *p = text; (p = memchr(p, '\n', (size_t)(end - p))) != NULL; p++)
		lines++;
	l->slot_count = 64;
	while (l->slot_count < lines * 2)
		l->slot_count *= 2;
	l->slots = ARENA_ARRAY(arena, l->slot_count, struct pattern);
}

/* The value behind a keyword at the start of a line. */
static bool
keyword(const char *line, size_t len, const char *word, uint32_t *value)
{
	size_t n = strlen(word);
	if (len < n + 2 || memcmp(line, word, n) != 0 || line[n] != ' ')
		return false;
	*value = is_digit(line[n + 1]) ? (uint32_t)(line[n + 1] - '0') : 0;
	return true;
}

static void
read_line(struct hyphen_dict *d, const char *line, size_t len)
{
	while (len > 0 && (line[len - 1] == ' ' || line[len - 1] == '\t' || line[len - 1] == '\r'))
		len--;
	if (len == 0 || *line == '%' || *line == '#' || memchr(line, '/', len) != NULL)
		return;
	if (keyword(line, len, "LEFTHYPHENMIN", &d->left) ||
	    keyword(line, len, "RIGHTHYPHENMIN", &d->right) ||
	    keyword(line, len, "COMPOUNDLEFTHYPHENMIN", &d->compound_left) ||
	    keyword(line, len, "COMPOUNDRIGHTHYPHENMIN", &d->compound_right))
		return;
	if (len == 9 && memcmp(line, "NEXTLEVEL", 9) == 0) {
		if (d->level[1].slots != NULL)
			d->levels = 2;
		return;
	}
	if (*line >= 'A' && *line <= 'Z')
		return; /* NOHYPHEN and other keywords */
	level_add(&d->level[d->levels - 1], line, len);
}

/* The file's text in UTF-8, its first line (the name of its encoding) taken off. */
static const char *
decode(struct arena *arena, const char *text, size_t *len)
{
	const char *line = memchr(text, '\n', *len);
	char name[32];
	if (line == NULL || (size_t)(line - text) >= sizeof name)
		return NULL;
	size_t n = (size_t)(line - text);
	memcpy(name, text, n);
	while (n > 0 && (name[n - 1] == '\r' || name[n - 1] == ' '))
		n--;
	name[n] = '\0';
	size_t left = *len - (size_t)(line + 1 - text);
	if (strcasecmp(name, "UTF-8") == 0) {
		*len = left;
		return line + 1;
	}
	iconv_t convert = iconv_open("UTF-8", name);
	if (convert == (iconv_t)-1)
		return NULL;
	size_t room = left * 3 + 1;
	char *out = arena_alloc(arena, room), *to = out;
	char *from = arena_strndup(arena, line + 1, left);
	size_t done = iconv(convert, &from, &left, &to, &room);
	iconv_close(convert);
	*len = (size_t)(to - out);
	return done == (size_t)-1 ? NULL : out;
}

struct hyphen_dict *
hyphen_dict_read(struct arena *arena, const char *text, size_t len)
{
	text = decode(arena, text, &len);
	if (text == NULL)
		return NULL;
	const char *end = text + len;
	const char *next = memmem(text, len, "\nNEXTLEVEL", 10);
	struct hyphen_dict *d = ARENA_NEW(arena, struct hyphen_dict);
	*d = (struct hyphen_dict){
		.levels = 1, .left = 2, .right = 2, .compound_left = 2, .compound_right = 2};
	level_open(arena, &d->level[0], text, next != NULL ? next : end);
	if (next != NULL)
		level_open(arena, &d->level[1], next, end);
	for (const char *p = text; p < end;) {
		const char *stop = memchr(p, '\n', (size_t)(end - p));
		if (stop == NULL)
			stop = end;
		read_line(d, p, (size_t)(stop - p));
		p = stop < end ? stop + 1 : end;
	}
	return d->level[0].count + d->level[1].count > 0 ? d : NULL;
}

/* ---- words ---- */

/* A word with dots at its edges; where each of its characters begins. */
struct dotted {
	char text[4 * HYPHEN_MAX_LETTERS + 3];
	uint16_t at[HYPHEN_MAX_LETTERS + 3];
	size_t letters; /* dots and all */
};

static bool
dot(struct dotted *d, const char *word, size_t len)
{
	if (len > (size_t)4 * HYPHEN_MAX_LETTERS)
		return false;
	d->text[0] = '.';
	memcpy(d->text + 1, word, len);
	d->text[len + 1] = '.';
	d->letters = 0;
	for (size_t i = 0; i < len + 2; i++) {
		if (((unsigned char)d->text[i] & 0xc0) == 0x80)
			continue;
		if (d->letters == HYPHEN_MAX_LETTERS + 2)
			return false;
		d->at[d->letters++] = (uint16_t)i;
	}
	d->at[d->letters] = (uint16_t)(len + 2);
	return true;
}

/* A pattern found at a character: its digits compete. */
static void
compete(const struct pattern *p, size_t at, uint8_t *value, size_t count)
{
	for (size_t i = 0; i < p->len && at < count; i++) {
		unsigned char c = (unsigned char)p->text[i];
		if (is_digit((char)c)) {
			if (c - '0' > value[at])
				value[at] = (uint8_t)(c - '0');
		} else if (i + 1 == p->len || ((unsigned char)p->text[i + 1] & 0xc0) != 0x80) {
			at++;
		}
	}
}

/* value[i]: of the place before character i of the dotted word. */
static void
values_find(const struct level *l, const struct dotted *w, uint8_t *value)
{
	memset(value, 0, w->letters + 1);
	for (size_t i = 0; i < w->letters; i++) {
		uint32_t hash = HASH_START;
		const char *start = w->text + w->at[i];
		for (size_t k = i; k < w->letters; k++) {
			size_t bytes = (size_t)(w->at[k + 1] - w->at[i]);
			if (bytes > l->longest)
				break;
			for (const char *p = w->text + w->at[k]; p < w->text + w->at[k + 1]; p++)
				hash = hash_step(hash, *p);
			for (const struct pattern *p = slot_of(l, hash); p->text != NULL;
			     p = slot_next(l, p)) {
				if (p->hash == hash && p->bytes == bytes && same_letters(p, start))
					compete(p, i, value, w->letters + 1);
			}
		}
	}
}

/* Points of one level in a part of a word that keep the distance from its ends. */
static uint32_t
level_points(const struct level *l, const char *word, size_t len, uint32_t left, uint32_t right,
	     uint32_t *points)
{
	struct dotted w = {.letters = 0};
	uint8_t value[HYPHEN_MAX_LETTERS + 4];
	uint32_t count = 0;
	if (l->count == 0 || !dot(&w, word, len))
		return 0;
	values_find(l, &w, value);
	size_t letters = w.letters - 2;
	for (size_t i = 1; i < letters; i++) {
		if ((value[i + 1] & 1) && i >= left && letters - i >= right)
			points[count++] = (uint32_t)i;
	}
	return count;
}

uint32_t
hyphen_dict_points(const struct hyphen_dict *d, const char *word, size_t len, uint32_t *points)
{
	uint32_t letters = (uint32_t)utf8_count(word, len);
	if (letters > HYPHEN_MAX_LETTERS)
		return 0;
	if (d->levels < 2)
		return level_points(&d->level[0], word, len, d->left, d->right, points);
	uint32_t parts[HYPHEN_MAX_LETTERS], inner[HYPHEN_MAX_LETTERS];
	uint32_t part_count = level_points(&d->level[0], word, len, d->left, d->right, parts);
	uint32_t count = 0, from = 0;
	const char *p = word, *end = word + len;
	for (uint32_t i = 0; i <= part_count; i++) {
		uint32_t to = i < part_count ? parts[i] : letters;
		const char *start = p;
		for (uint32_t k = from; k < to; k++)
			utf8_next(&p, end);
		uint32_t n = level_points(&d->level[1], start, (size_t)(p - start),
					  from == 0 ? d->left : d->compound_left,
					  to == letters ? d->right : d->compound_right, inner);
		for (uint32_t k = 0; k < n; k++)
			points[count++] = from + inner[k];
		if (i < part_count)
			points[count++] = to;
		from = to;
	}
	return count;
}
