/*
 * Diagnostics: recording.  Printing is diag_print.c.
 *
 * Everything recorded is copied into the collector's arena; sources alone are borrowed.  A key of
 * kind, place and message finds repetitions, for one cause should give one message however many
 * times a loop meets it.
 */
#include "base/diag.h"

#include "base/arena.h"
#include "base/diag_int.h"
#include "base/map.h"
#include "base/strbuf.h"
#include "base/utf8.h"

#include <assert.h>
#include <string.h>

struct diag *
diag_new(struct arena *arena)
{
	struct diag *d = ARENA_NEW(arena, struct diag);

	d->arena = arena;
	d->seen = map_new(arena);
	d->sources = map_new(arena);
	return d;
}

const char *
diag_rank_name(enum diag_rank rank)
{
	static const char *const names[] = {
		[DIAG_NOTE] = "note",
		[DIAG_WARNING] = "warning",
		[DIAG_UNSUPPORTED] = "unsupported",
		[DIAG_ERROR] = "error",
		[DIAG_FATAL] = "fatal",
	};

	return names[rank];
}

void
diag_put_pattern(struct strbuf *out, const char *text)
{
	for (const char *p = text; *p != '\0'; p++) {
		if (p[0] == '{' && p[1] >= '1' && p[1] <= '9' && p[2] == '}') {
			strbuf_puts(out, "…");
			p += 2;
		} else {
			strbuf_putc(out, *p);
		}
	}
}

/* Puts text with {1} {2} … replaced; a number without argument stays as it is written. */
static void
put_message(struct strbuf *b, const char *text, const char *const args[])
{
	size_t count = 0;

	while (args[count] != NULL)
		count++;
	for (const char *p = text; *p != '\0'; p++) {
		if (p[0] == '{' && p[1] >= '1' && p[1] <= '9' && p[2] == '}' &&
		    (size_t)(p[1] - '1') < count) {
			strbuf_puts(b, args[p[1] - '1']);
			p += 2;
		} else {
			strbuf_putc(b, *p);
		}
	}
}

static struct diag_place
copy_place(struct arena *arena, const struct diag_place *place)
{
	struct diag_place copy = {0};

	if (place == NULL)
		return copy;
	copy = *place;
	if (place->file != NULL)
		copy.file = arena_strdup(arena, place->file);
	if (place->id != NULL)
		copy.id = arena_strdup(arena, place->id);
	if (place->layout != NULL)
		copy.layout = arena_strdup(arena, place->layout);
	return copy;
}

static void
append_entry(struct diag *d, struct diag_entry *e)
{
	if (d->last == NULL)
		d->first = e;
	else
		d->last->next = e;
	d->last = e;
	d->current = e;
}

/* Marks the entry as seen; false if it was before. */
static bool
is_new(struct diag *d, const struct diag_entry *e)
{
	struct strbuf key = STRBUF_INIT;
	bool fresh;

	strbuf_printf(&key, "%s\n%s\n%s\n%d:%d\n%s\n%s", e->kind->code,
		      e->place.file == NULL ? "" : e->place.file,
		      e->place.layout == NULL ? "" : e->place.layout, e->place.line,
		      e->place.column, e->place.id == NULL ? "" : e->place.id, e->message);
	fresh = !map_has(d->seen, key.s);
	if (fresh)
		map_put(d->seen, key.s, NULL);
	strbuf_release(&key);
	return fresh;
}

void
diag_add_v(struct diag *d, const struct diag_kind *kind, const struct diag_place *place,
	   const char *const args[])
{
	struct strbuf message = STRBUF_INIT;
	struct diag_entry probe = {.kind = kind, .rank = kind->rank};
	struct diag_entry *e;

	put_message(&message, kind->text, args);
	probe.message = message.s;
	if (place != NULL)
		probe.place = *place;
	if (is_new(d, &probe)) {
		e = ARENA_NEW(d->arena, struct diag_entry);
		*e = probe;
		e->place = copy_place(d->arena, place);
		e->message = arena_strndup(d->arena, message.s, message.len);
		e->subject = args[0] == NULL ? NULL : arena_strdup(d->arena, args[0]);
		append_entry(d, e);
	} else {
		d->current = NULL;
	}
	strbuf_release(&message);
}

static void
append_note(struct diag *d, struct diag_entry *e, const struct diag_place *place, char *text)
{
	struct diag_extra **end = &e->notes;
	struct diag_extra *note = ARENA_NEW(d->arena, struct diag_extra);

	*note = (struct diag_extra){.place = copy_place(d->arena, place), .text = text};
	while (*end != NULL)
		end = &(*end)->next;
	*end = note;
}

void
diag_note(struct diag *d, const struct diag_place *place, const char *format, ...)
{
	va_list ap;

	if (d->current == NULL)
		return;
	va_start(ap, format);
	append_note(d, d->current, place, arena_vprintf(d->arena, format, ap));
	va_end(ap);
}

void
diag_help(struct diag *d, const char *format, ...)
{
	va_list ap;

	if (d->current == NULL)
		return;
	va_start(ap, format);
	d->current->help = arena_vprintf(d->arena, format, ap);
	va_end(ap);
}

static void
append_edit(struct diag *d, struct diag_entry *e, const struct diag_place *place, const char *text)
{
	struct diag_edit **end = &e->edits;
	struct diag_edit *edit = ARENA_NEW(d->arena, struct diag_edit);

	*edit = (struct diag_edit){.place = copy_place(d->arena, place),
				   .text = arena_strdup(d->arena, text)};
	while (*end != NULL)
		end = &(*end)->next;
	*end = edit;
}

void
diag_edit(struct diag *d, const struct diag_place *place, const char *was, const char *text)
{
	struct diag_place exact = *place;
	const char *there;

	if (d->current == NULL || place->column < 1)
		return;
	exact.length = (int)utf8_count(was, strlen(was));
	there = diag_source_part(d, d->arena, &exact);
	if (there != NULL && strcmp(there, was) == 0)
		append_edit(d, d->current, &exact, text);
}

void
diag_gate(struct diag *d, const char *gate, enum diag_rank rank)
{
	if (d->current == NULL)
		return;
	d->current->gate = arena_strdup(d->arena, gate);
	d->current->rank = rank;
}

void
diag_source(struct diag *d, const char *file, const char *text, size_t len)
{
	struct diag_text *source = ARENA_NEW(d->arena, struct diag_text);

	*source = (struct diag_text){.text = text, .len = len};
	map_put(d->sources, file, source);
}

const char *
diag_source_find(const struct diag *d, const char *file, size_t *len)
{
	const struct diag_text *source = file == NULL ? NULL : map_find(d->sources, file);

	if (source == NULL)
		return NULL;
	*len = source->len;
	return source->text;
}

const struct diag_entry *
diag_first(const struct diag *d)
{
	return d->first;
}

size_t
diag_count(const struct diag *d, enum diag_rank at_least)
{
	size_t count = 0;

	for (const struct diag_entry *e = d->first; e != NULL; e = e->next)
		count += e->rank >= at_least;
	return count;
}

bool
diag_has(const struct diag *d, const char *code)
{
	for (const struct diag_entry *e = d->first; e != NULL; e = e->next)
		if (strcmp(e->kind->code, code) == 0)
			return true;
	return false;
}

int
diag_exit(const struct diag *d, bool warnings_fail)
{
	int code = 0;

	for (const struct diag_entry *e = d->first; e != NULL; e = e->next) {
		int own = 0;

		/* A rank that a gate raised to error leaves a row of exit 0 behind: a finding. */
		if (e->rank >= DIAG_ERROR)
			own = e->kind->exit > 0 ? e->kind->exit : 1;
		else if (e->rank >= DIAG_WARNING && warnings_fail)
			own = 1;
		if (own > code)
			code = own;
	}
	return code;
}

static const struct diag_kind *
kind_as(struct arena *arena, const struct diag_kind *kind, int exit)
{
	struct diag_kind *own;

	if (exit == 0 || kind->rank < DIAG_ERROR)
		return kind;
	own = ARENA_NEW(arena, struct diag_kind);
	*own = *kind;
	own->exit = exit;
	return own;
}

void
diag_append_as(struct diag *d, const struct diag *other, int exit)
{
	for (const struct diag_entry *e = other->first; e != NULL; e = e->next) {
		struct diag_entry *copy;

		if (!is_new(d, e))
			continue;
		copy = ARENA_NEW(d->arena, struct diag_entry);
		*copy = *e;
		copy->kind = kind_as(d->arena, e->kind, exit);
		copy->next = NULL;
		copy->notes = NULL;
		copy->edits = NULL;
		copy->place = copy_place(d->arena, &e->place);
		copy->message = arena_strdup(d->arena, e->message);
		if (e->subject != NULL)
			copy->subject = arena_strdup(d->arena, e->subject);
		if (e->help != NULL)
			copy->help = arena_strdup(d->arena, e->help);
		if (e->gate != NULL)
			copy->gate = arena_strdup(d->arena, e->gate);
		append_entry(d, copy);
		for (const struct diag_extra *n = e->notes; n != NULL; n = n->next)
			append_note(d, copy, &n->place, arena_strdup(d->arena, n->text));
		for (const struct diag_edit *x = e->edits; x != NULL; x = x->next)
			append_edit(d, copy, &x->place, x->text);
	}
	d->current = NULL;
}

void
diag_append(struct diag *d, const struct diag *other)
{
	diag_append_as(d, other, 0);
}

void
diag_append_sources(struct diag *d, const struct diag *other)
{
	for (size_t i = 0; i < map_count(other->sources); i++) {
		const struct map_entry *e = map_at(other->sources, i);

		map_put_n(d->sources, e->key, e->len, e->value);
	}
}
