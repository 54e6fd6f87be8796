/* What diag.c records, and what diag_print.c and the reports print from. */
#ifndef PP_BASE_DIAG_INT_H
#define PP_BASE_DIAG_INT_H

#include <stddef.h>

struct arena;
struct diag_entry;
struct diag_place;
struct map;
struct strbuf;

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

/* All entries, ordered by file, line, column (stable); as many as diag_count tells of notes. */
const struct diag_entry **diag_sort(const struct diag *d, struct arena *arena);

/* An entry with its notes, as compilers tell them. */
void diag_put_short(struct strbuf *out, const struct diag_entry *e);
/* An entry as a workflow command of GitHub. */
void diag_put_github(struct strbuf *out, const struct diag_entry *e);

/* What an edit takes away, in arena: the place's characters as they stand in the kept source; NULL
 * if that is not kept. */
const char *
diag_source_part(const struct diag *d, struct arena *arena, const struct diag_place *place);

#endif
