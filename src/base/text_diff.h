/*
 * Text diff: what a change makes of a text, as patch(1) reads it.
 *
 * A unified diff with three lines of context; nothing if the texts are equal.
 */
#ifndef PP_BASE_TEXT_DIFF_H
#define PP_BASE_TEXT_DIFF_H

#include <stddef.h>

struct strbuf;

struct text_side {
	const char *name; /* behind --- or +++ */
	const char *text;
	size_t len;
};

void text_diff(struct strbuf *out, const struct text_side *old, const struct text_side *new);

#endif
