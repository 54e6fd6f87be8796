/*
 * Words: tokens of a text between white space of XML (space, tab, CR, LF).
 *
 *	size_t len;
 *	for (const char *word; (word = words_next(&list, &len)) != NULL;)
 *		printf("%.*s\n", (int)len, word);
 */
#ifndef PP_BASE_WORDS_H
#define PP_BASE_WORDS_H

#include <stdbool.h>
#include <stddef.h>

/* The next word, in the list itself, and moves *list behind it; NULL at the end. */
const char *words_next(const char **list, size_t *len);
/* Is it one of the words? */
bool words_have(const char *list, const char *word);
/* In place, one space between words and none around them, as normalize-space() does. */
void words_collapse(char *text);

#endif
