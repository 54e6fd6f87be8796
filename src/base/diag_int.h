/* What diag.c records and diag_print.c prints from. */
#ifndef PP_BASE_DIAG_INT_H
#define PP_BASE_DIAG_INT_H

#include <stddef.h>

struct arena;
struct diag_entry;
struct map;

struct diag {
	struct arena *arena;
	struct diag_entry *first;
	struct diag_entry *last;
	struct diag_entry *current; /* what notes and help attach to; NULL after a repetition */
	struct map *seen;	    /* keys of what was recorded */
	struct map *sources;	    /* file name → struct diag_text */
};

struct diag_text {
	const char *text;
	size_t len;
};

#endif
