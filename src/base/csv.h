/*
 * CSV (RFC 4180): cells out and in.
 *
 * A cell that begins like a formula would be one in a spreadsheet: it is written with an apostrophe
 * before it, which is taken away when it is read.
 */
#ifndef PP_BASE_CSV_H
#define PP_BASE_CSV_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct strbuf;

/* A cell, quoted if it must be; the caller writes separators and line ends. */
void csv_put(struct strbuf *out, const char *text, char separator);

/* A text that is read cell by cell; at first the line is 0 and the rest as it is said. */
struct csv {
	const char *s, *end;
	char separator;
	int line;  /* of the record read last, from 1 */
	int lines; /* line ends passed */
	bool in_record;
	bool broken; /* a quoted cell has no end */
};
/* Moves to the next record; false behind the last. */
bool csv_record(struct csv *csv);
/* The next cell of the record, in the arena; NULL behind its last. */
const char *csv_cell(struct csv *csv, struct arena *arena);
/* What separates the cells of the first line: a semicolon, a tab or a comma. */
char csv_separator(const char *text, size_t len);

#endif
