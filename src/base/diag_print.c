/*
 * Diagnostics as text: human (source line, caret, notes, help; brief: and
 * what is alike counted), short (as gcc, for editors), json
 * (one object a line).
 *
 * The caret line repeats the tabs of the source line before it, so both are indented alike by any
 * terminal, and counts wide characters twice.  A line too long for a terminal is shown as a window
 * around the column.
 */
#include "base/arena.h"
#include "base/diag.h"
#include "base/diag_int.h"
#include "base/json.h"
#include "base/map.h"
#include "base/strbuf.h"
#include "base/utf8.h"

#include <assert.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WINDOW	    110 /* characters shown of a long line */
#define WINDOW_LEFT 50	/* of them before the caret */

struct style {
	const char *bold, *rank[5], *frame, *caret, *off;
};

static const struct style plain = {
	.bold = "", .rank = {"", "", "", "", ""}, .frame = "", .caret = "", .off = ""};
static const struct style ansi = {
	.bold = "\033[1m",
	.rank = {[DIAG_NOTE] = "\033[1;36m",
		 [DIAG_WARNING] = "\033[1;33m",
		 [DIAG_UNSUPPORTED] = "\033[1;35m",
		 [DIAG_ERROR] = "\033[1;31m",
		 [DIAG_FATAL] = "\033[1;31m"},
	.frame = "\033[34m",
	.caret = "\033[1;32m",
	.off = "\033[0m",
};

/* A walk over one source; entries come in the order of lines, so it goes forward only. */
struct cursor {
	const char *file;
	const char *p, *end;
	int line;
};

/* An entry with what it is sorted by. */
struct sorted {
	const struct diag_entry *entry;
	uintptr_t file; /* order of first appearance; entries without place come last */
	size_t order;
};

static int
compare(const void *a, const void *b)
{
	const struct sorted *x = a, *y = b;

	if (x->file != y->file)
		return x->file < y->file ? -1 : 1;
	if (x->entry->place.line != y->entry->place.line)
		return x->entry->place.line < y->entry->place.line ? -1 : 1;
	if (x->entry->place.column != y->entry->place.column)
		return x->entry->place.column < y->entry->place.column ? -1 : 1;
	return x->order < y->order ? -1 : x->order > y->order;
}

const struct diag_entry **
diag_sort(const struct diag *d, struct arena *arena)
{
	size_t count = diag_count(d, DIAG_NOTE), i = 0;
	struct sorted *all = ARENA_ARRAY(arena, count + 1, struct sorted);
	const struct diag_entry **entries =
		ARENA_ARRAY(arena, count + 1, const struct diag_entry *);
	struct map *files = map_new(arena);

	for (const struct diag_entry *e = d->first; e != NULL; e = e->next, i++) {
		all[i] = (struct sorted){.entry = e, .file = UINTPTR_MAX, .order = i};
		if (e->place.file == NULL)
			continue;
		if (!map_has(files, e->place.file))
			map_put(files, e->place.file, (void *)(uintptr_t)(map_count(files) + 1));
		all[i].file = (uintptr_t)map_find(files, e->place.file);
	}
	qsort(all, count, sizeof all[0], compare);
	for (i = 0; i < count; i++)
		entries[i] = all[i].entry;
	return entries;
}

/* Moves to a line of the entry's source; false if it is not kept or has no such line. */
static bool
find_line(const struct diag *d, struct cursor *c, const struct diag_place *place, const char **line,
	  size_t *len)
{
	const char *nl;

	if (place->file == NULL || place->line < 1 || place->layout != NULL)
		return false;
	if (c->file == NULL || strcmp(c->file, place->file) != 0 || c->line > place->line) {
		size_t source_len = 0;

		c->p = diag_source_find(d, place->file, &source_len);
		if (c->p == NULL)
			return false;
		c->file = place->file;
		c->end = c->p + source_len;
		c->line = 1;
	}
	for (; c->line < place->line; c->line++) {
		nl = memchr(c->p, '\n', (size_t)(c->end - c->p));
		if (nl == NULL)
			return false;
		c->p = nl + 1;
	}
	nl = memchr(c->p, '\n', (size_t)(c->end - c->p));
	*line = c->p;
	*len = (size_t)((nl == NULL ? c->end : nl) - c->p);
	if (*len > 0 && c->p[*len - 1] == '\r')
		(*len)--;
	return true;
}

const char *
diag_source_part(const struct diag *d, struct arena *arena, const struct diag_place *place)
{
	struct cursor c = {0};
	const char *line, *end, *from;
	size_t len;

	if (!find_line(d, &c, place, &line, &len))
		return NULL;
	end = line + len;
	for (int i = 1; i < place->column && line < end; i++)
		utf8_next(&line, end);
	from = line;
	for (int i = 0; i < place->length && line < end; i++)
		utf8_next(&line, end);
	return arena_strndup(arena, from, (size_t)(line - from));
}

/* Columns a character takes on a terminal. */
static int
cell_width(uint32_t cp)
{
	if ((cp >= 0x300 && cp <= 0x36F) || (cp >= 0x200B && cp <= 0x200F) ||
	    (cp >= 0xFE00 && cp <= 0xFE0F))
		return 0;
	if ((cp >= 0x1100 && cp <= 0x115F) || (cp >= 0x2E80 && cp <= 0xA4CF) ||
	    (cp >= 0xAC00 && cp <= 0xD7A3) || (cp >= 0xF900 && cp <= 0xFAFF) ||
	    (cp >= 0xFE30 && cp <= 0xFE6F) || (cp >= 0xFF00 && cp <= 0xFF60) ||
	    (cp >= 0xFFE0 && cp <= 0xFFE6) || (cp >= 0x1F300 && cp <= 0x1FAFF) ||
	    (cp >= 0x20000 && cp <= 0x3FFFD))
		return 2;
	return 1;
}

/* Control characters of an input must not reach the terminal. */
static void
put_visible(struct strbuf *b, uint32_t cp)
{
	if (cp == '\t')
		strbuf_putc(b, '\t');
	else if (cp < 0x20 || (cp >= 0x7F && cp < 0xA0) || (cp >= 0x202A && cp <= 0x202E) ||
		 (cp >= 0x2066 && cp <= 0x2069))
		strbuf_put_utf8(b, 0xFFFD);
	else
		strbuf_put_utf8(b, cp);
}

/* The source line to shown, and beneath it what goes under: blanks, then carets. */
static void
put_window(struct strbuf *shown, struct strbuf *under, const struct diag_place *place,
	   const char *line, size_t len)
{
	const char *end = line + len;
	int column = place->column > 0 ? place->column : 1;
	int length = place->length > 0 ? place->length : 1;
	int first = 1, carets = 0, i = 1;

	if (column > WINDOW_LEFT && (len > WINDOW && utf8_count(line, len) > WINDOW)) {
		first = column - WINDOW_LEFT;
		strbuf_puts(shown, "…");
		strbuf_putc(under, ' ');
	}
	for (const char *p = line; p < end && i < first + WINDOW; i++) {
		uint32_t cp = utf8_next(&p, end);
		int cells = cell_width(cp);

		if (i < first)
			continue;
		put_visible(shown, cp);
		if (i < column && cp == '\t')
			strbuf_putc(under, '\t');
		for (int k = 0; k < cells && !(i < column && cp == '\t'); k++) {
			if (i < column)
				strbuf_putc(under, ' ');
			else if (i - column < length && ++carets > 0)
				strbuf_putc(under, '^');
		}
		if (i == first + WINDOW - 1 && p < end)
			strbuf_puts(shown, "…");
	}
	for (; i < column && column - i < WINDOW; i++)
		strbuf_putc(under, ' ');
	if (carets == 0)
		strbuf_putc(under, '^');
}

void
diag_put_text(struct strbuf *b, const char *s)
{
	const char *end = s + strlen(s);

	while (s < end) {
		uint32_t cp = utf8_next(&s, end);

		if (cp == '\n' || cp == '\r')
			cp = ' ';
		put_visible(b, cp);
	}
}

static void
put_place(struct strbuf *b, const struct diag_place *place)
{
	diag_put_text(b, place->file);
	if (place->layout != NULL) {
		strbuf_puts(b, " (layout ");
		diag_put_text(b, place->layout);
		strbuf_putc(b, ')');
	}
	if (place->line > 0) {
		strbuf_printf(b, ":%d", place->line);
		if (place->column > 0)
			strbuf_printf(b, ":%d", place->column);
	}
}

static int
digits_of(int n)
{
	int digits = 1;

	for (; n >= 10; n /= 10)
		digits++;
	return digits;
}

/* Lines of source to write; blank ones are left out. */
static void
put_lines(struct strbuf *out, const char *text, int gutter, const struct style *st)
{
	struct strbuf line = STRBUF_INIT;

	while (*text != '\0') {
		size_t len = strcspn(text, "\n");

		strbuf_clear(&line);
		strbuf_add(&line, text, len);
		if (strspn(line.s, " \t") < len) {
			strbuf_printf(out, "%*s %s|%s     ", gutter, "", st->frame, st->off);
			diag_put_text(out, line.s);
			strbuf_putc(out, '\n');
		}
		text += len + (text[len] == '\n');
	}
	strbuf_release(&line);
}

/* help: first line beside the word, further lines (an edit to make) set off as source. */
static void
put_help(struct strbuf *out, const char *help, int gutter, const struct style *st)
{
	const char *nl = strchr(help, '\n');
	struct strbuf first = STRBUF_INIT;

	strbuf_add(&first, help, nl == NULL ? strlen(help) : (size_t)(nl - help));
	strbuf_printf(out, "%shelp%s: ", st->bold, st->off);
	diag_put_text(out, first.s);
	strbuf_putc(out, '\n');
	if (nl != NULL)
		put_lines(out, nl + 1, gutter, st);
	strbuf_release(&first);
}

static void
put_quoted(struct strbuf *out, const char *text)
{
	strbuf_puts(out, " '");
	diag_put_text(out, text);
	strbuf_putc(out, '\'');
}

/* fix: write 'T-8' instead of 'T-9'; what is more than one line is set off as source. */
static void
put_edit(struct strbuf *out, const struct diag_edit *x, const char *was, int gutter,
	 const struct style *st)
{
	bool lines = strchr(x->text, '\n') != NULL;
	bool replaces = was != NULL && *was != '\0';

	strbuf_printf(out, "%sfix%s: %s", st->bold, st->off,
		      x->text[0] == '\0' ? "take out"
		      : replaces	 ? "write"
					 : "put in");
	if (x->text[0] != '\0' && !lines)
		put_quoted(out, x->text + strspn(x->text, " "));
	if (replaces && x->text[0] != '\0')
		strbuf_puts(out, " instead of");
	if (replaces)
		put_quoted(out, was);
	strbuf_puts(out, " at ");
	put_place(out, &x->place);
	strbuf_putc(out, '\n');
	if (lines)
		put_lines(out, x->text, gutter, st);
}

static void
put_fix(const struct diag *d, struct strbuf *out, const struct diag_entry *e, int gutter,
	const struct style *st)
{
	struct arena *scratch;

	if (e->edits == NULL)
		return;
	scratch = arena_new();
	for (const struct diag_edit *x = e->edits; x != NULL; x = x->next)
		put_edit(out, x, diag_source_part(d, scratch, &x->place), gutter, st);
	arena_free(scratch);
}

static void
put_source(struct strbuf *out, const struct diag_place *place, const char *line, size_t len,
	   const struct style *st)
{
	struct strbuf shown = STRBUF_INIT, under = STRBUF_INIT;
	int gutter = digits_of(place->line);

	put_window(&shown, &under, place, line, len);
	strbuf_printf(out, "%s%*s |%s\n", st->frame, gutter, "", st->off);
	strbuf_printf(out, "%s%d |%s %s\n", st->frame, place->line, st->off, shown.s);
	strbuf_printf(out, "%s%*s |%s %s%s%s\n", st->frame, gutter, "", st->off, st->caret, under.s,
		      st->off);
	strbuf_printf(out, "%s%*s |%s\n", st->frame, gutter, "", st->off);
	strbuf_release(&shown);
	strbuf_release(&under);
}

static void
print_human(const struct diag *d, struct strbuf *out, struct cursor *c, const struct diag_entry *e,
	    const struct style *st)
{
	int gutter = e->place.line > 0 ? digits_of(e->place.line) : 1;
	const char *line;
	size_t len;

	strbuf_printf(out, "%s%s[%s]%s: %s", st->rank[e->rank], diag_rank_name(e->rank),
		      e->kind->code, st->off, st->bold);
	diag_put_text(out, e->message);
	strbuf_printf(out, "%s\n", st->off);
	if (e->place.file != NULL) {
		strbuf_printf(out, "%*s%s-->%s ", gutter, "", st->frame, st->off);
		put_place(out, &e->place);
		strbuf_putc(out, '\n');
		if (find_line(d, c, &e->place, &line, &len)) {
			put_source(out, &e->place, line, len, st);
		} else if (e->place.id != NULL) {
			strbuf_printf(out, "%*s %s=%s in ", gutter, "", st->frame, st->off);
			diag_put_text(out, e->place.id);
			strbuf_putc(out, '\n');
		}
	}
	for (const struct diag_extra *n = e->notes; n != NULL; n = n->next) {
		strbuf_printf(out, "%snote%s: ", st->rank[DIAG_NOTE], st->off);
		diag_put_text(out, n->text);
		strbuf_putc(out, '\n');
		if (n->place.file != NULL) {
			strbuf_printf(out, "%*s%s-->%s ", gutter, "", st->frame, st->off);
			put_place(out, &n->place);
			strbuf_putc(out, '\n');
		}
	}
	if (e->help != NULL)
		put_help(out, e->help, gutter, st);
	put_fix(d, out, e, gutter, st);
	if (e->gate != NULL) {
		strbuf_printf(out, "%*s %s=%s gate: %s", gutter, "", st->frame, st->off, e->gate);
		if (e->rank != e->kind->rank)
			strbuf_printf(out, " (else %s)", diag_rank_name(e->kind->rank));
		strbuf_printf(out, "; planpress explain %s\n", e->kind->code);
	}
	strbuf_putc(out, '\n');
}

static void
print_short_line(struct strbuf *out, const struct diag_place *place, const char *rank,
		 const char *message)
{
	if (place->file != NULL)
		put_place(out, place);
	else
		strbuf_puts(out, "planpress");
	strbuf_printf(out, ": %s: ", rank);
	diag_put_text(out, message);
}

void
diag_put_short(struct strbuf *out, const struct diag_entry *e)
{
	print_short_line(out, &e->place, diag_rank_name(e->rank), e->message);
	strbuf_printf(out, " [%s]\n", e->kind->code);
	for (const struct diag_extra *n = e->notes; n != NULL; n = n->next) {
		print_short_line(out, n->place.file == NULL ? &e->place : &n->place, "note",
				 n->text);
		strbuf_putc(out, '\n');
	}
}

static void
put_json_place(struct json *j, const struct diag_place *place)
{
	json_text_given(j, "file", place->file);
	json_text_given(j, "layout", place->layout);
	if (place->line > 0)
		json_int(j, "line", place->line);
	if (place->column > 0)
		json_int(j, "column", place->column);
}

static void
put_json_edits(struct json *j, const struct diag_edit *edits)
{
	if (edits == NULL)
		return;
	json_open(j, "fix", '[');
	for (const struct diag_edit *x = edits; x != NULL; x = x->next) {
		json_open(j, NULL, '{');
		put_json_place(j, &x->place);
		json_int(j, "length", x->place.length);
		json_text(j, "replacement", x->text);
		json_close(j, '}');
	}
	json_close(j, ']');
}

static void
print_json(struct strbuf *out, const struct diag_entry *e)
{
	struct json j = {.out = out};

	json_open(&j, NULL, '{');
	json_text_given(&j, "code", e->kind->code);
	json_text_given(&j, "severity", diag_rank_name(e->rank));
	json_text_given(&j, "gate", e->gate);
	put_json_place(&j, &e->place);
	json_text_given(&j, "id", e->place.id);
	json_text_given(&j, "message", e->message);
	json_text_given(&j, "help", e->help);
	put_json_edits(&j, e->edits);
	if (e->notes != NULL) {
		json_open(&j, "notes", '[');
		for (const struct diag_extra *n = e->notes; n != NULL; n = n->next) {
			json_open(&j, NULL, '{');
			put_json_place(&j, &n->place);
			json_text_given(&j, "message", n->text);
			json_close(&j, '}');
		}
		json_close(&j, ']');
	}
	json_close(&j, '}');
	strbuf_putc(out, '\n');
}

/* ---- what is alike ---- */

#define FOLD_SUBJECT 3 /* told in full of one kind about one subject */
#define FOLD_KIND    9 /* and of one kind */

struct fold {
	const struct diag_kind *kind;
	size_t told, more;
};

/* The count for a kind, or for a kind and what it is about. */
static struct fold *
fold_of(struct arena *scratch, struct map *folds, const struct diag_entry *e, const char *subject)
{
	char *key =
		arena_printf(scratch, "%s %p %s", e->kind->code, (const void *)e->kind, subject);
	struct fold *fold = map_find(folds, key);

	if (fold == NULL) {
		fold = ARENA_NEW(scratch, struct fold);
		fold->kind = e->kind;
		map_put(folds, key, fold);
	}
	return fold;
}

/* Counts an entry; false if it is one too many.  What must be put right is told each time. */
static bool
is_told(struct arena *scratch, struct map *folds, const struct diag_entry *e)
{
	struct fold *kind, *subject;

	if (e->rank >= DIAG_ERROR)
		return true;
	kind = fold_of(scratch, folds, e, "");
	subject = fold_of(scratch, folds, e, e->subject == NULL ? "-" : e->subject);
	if (kind->told == FOLD_KIND || subject->told == FOLD_SUBJECT) {
		kind->more++;
		return false;
	}
	kind->told++;
	subject->told++;
	return true;
}

/* … and 97 more like this */
static void
put_folds(struct strbuf *out, const struct map *folds, const struct style *st)
{
	for (size_t i = 0; i < map_count(folds); i++) {
		const struct fold *fold = map_at(folds, i)->value;

		if (fold->more > 0)
			strbuf_printf(out, "%s%s[%s]%s: … and %zu more like this\n\n",
				      st->rank[fold->kind->rank], diag_rank_name(fold->kind->rank),
				      fold->kind->code, st->off, fold->more);
	}
}

void
diag_print_from(const struct diag *d, enum diag_rank at_least, struct strbuf *out,
		enum diag_format format, bool colour)
{
	size_t count = diag_count(d, DIAG_NOTE);
	struct arena *scratch;
	const struct diag_entry **all;
	const struct style *st = colour ? &ansi : &plain;
	struct cursor c = {0};
	struct map *folds;

	if (count == 0)
		return;
	scratch = arena_new();
	folds = map_new(scratch);
	all = diag_sort(d, scratch);
	for (size_t i = 0; i < count; i++) {
		if (all[i]->rank < at_least)
			continue;
		switch (format) {
		case DIAG_HUMAN:
			print_human(d, out, &c, all[i], st);
			break;
		case DIAG_BRIEF:
			if (is_told(scratch, folds, all[i]))
				print_human(d, out, &c, all[i], st);
			break;
		case DIAG_SHORT:
			diag_put_short(out, all[i]);
			break;
		case DIAG_JSON:
			print_json(out, all[i]);
			break;
		case DIAG_GITHUB:
			diag_put_github(out, all[i]);
			break;
		case DIAG_SARIF:
		case DIAG_JUNIT:
			assert(!"one text for all inputs: diag_report.h");
			break;
		}
	}
	put_folds(out, folds, st);
	arena_free(scratch);
}

void
diag_print(const struct diag *d, struct strbuf *out, enum diag_format format, bool colour)
{
	diag_print_from(d, DIAG_NOTE, out, format, colour);
}
