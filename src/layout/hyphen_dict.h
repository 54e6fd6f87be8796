/*
 * A dictionary of hyphenation patterns: the files of Debian's hyph-* packages.
 *
 *	struct hyphen_dict *d = hyphen_dict_read(arena, text, len);
 *	uint32_t n = hyphen_dict_points(d, "silbentrennung", 14, points);
 *
 * Private to hyphen.c and its tests.
 */
#ifndef PP_LAYOUT_HYPHEN_DICT_H
#define PP_LAYOUT_HYPHEN_DICT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct hyphen_dict;

#define HYPHEN_MAX_LETTERS 100 /* longer "words" are no words */

/* From the text of a .dic file (borrowed by the dictionary); NULL if it is none. */
struct hyphen_dict *hyphen_dict_read(struct arena *arena, const char *text, size_t len);

/* Break points of a word of small letters in UTF-8, in characters from its start: points[0] <
 * points[1] …, at most HYPHEN_MAX_LETTERS of them; returns their number. */
uint32_t
hyphen_dict_points(const struct hyphen_dict *d, const char *word, size_t len, uint32_t *points);

#endif
