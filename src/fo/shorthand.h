/*
 * Shorthands: one text to the texts of several properties.  Private to the room.
 */
#ifndef PP_FO_SHORTHAND_H
#define PP_FO_SHORTHAND_H

#include "fo/table.h"

/* Takes one property of the expansion; text is borrowed from the shorthand's text or static. */
struct fo_expansion {
	const struct fo_tables *tables;
	void (*take)(void *ctx, struct fo_name name, const char *text, size_t len);
	void *ctx;
};

/* false if the text is none of this shorthand; why is then set, and nothing was taken. */
bool fo_shorthand_expand(const struct fo_expansion *x, enum fo_shorthand shorthand,
			 const char *text, size_t len, const char **why);

#endif
