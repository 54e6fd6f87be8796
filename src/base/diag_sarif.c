/*
 * SARIF 2.1.0 (OASIS): one log of one run.
 *
 * The results come first and the rules that they name last, for only then are all known; a JSON
 * object has no order.  Columns are counted in code points, lines and columns from 1, an end column
 * is the one behind the last character (3.30).
 */
#include "base/arena.h"
#include "base/diag_report_int.h"
#include "base/map.h"
#include "base/strbuf.h"

#include <stdint.h>
#include <string.h>

#define SCHEMA "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json"

static const char *
level_of(enum diag_rank rank)
{
	return rank >= DIAG_ERROR ? "error" : rank >= DIAG_WARNING ? "warning" : "note";
}

/* A path as a URI reference: absolute paths with their scheme; a first segment with a colon would
 * be taken for one, so it is escaped with the rest. */
static void
put_uri(struct json *j, const char *path)
{
	static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"
				    "-._~/";
	struct strbuf uri = STRBUF_INIT;

	if (*path == '/')
		strbuf_puts(&uri, "file://");
	for (; *path != '\0'; path++) {
		if (strchr(plain, *path) != NULL)
			strbuf_putc(&uri, *path);
		else
			strbuf_printf(&uri, "%%%02X", (unsigned)(unsigned char)*path);
	}
	json_open(j, "artifactLocation", '{');
	json_text(j, "uri", uri.s);
	json_close(j, '}');
	strbuf_release(&uri);
}

static void
put_message(struct json *j, const char *key, const char *text)
{
	json_open(j, key, '{');
	json_text(j, "text", text);
	json_close(j, '}');
}

static void
put_region(struct json *j, const char *key, const struct diag_place *place, int length)
{
	json_open(j, key, '{');
	json_int(j, "startLine", place->line);
	if (place->column > 0) {
		json_int(j, "startColumn", place->column);
		json_int(j, "endColumn", place->column + length);
	}
	json_close(j, '}');
}

/* The members of a location: where in which file, and which element.  A line of a layout's result
 * is no line of the file. */
static void
put_location(struct json *j, const struct diag_place *place)
{
	if (place->file != NULL) {
		json_open(j, "physicalLocation", '{');
		put_uri(j, place->file);
		if (place->line > 0 && place->layout == NULL)
			put_region(j, "region", place, place->length > 0 ? place->length : 1);
		json_close(j, '}');
	}
	if (place->id == NULL)
		return;
	json_open(j, "logicalLocations", '[');
	json_open(j, NULL, '{');
	json_text(j, "fullyQualifiedName", place->id);
	json_text(j, "kind", "element");
	json_close(j, '}');
	json_close(j, ']');
}

static void
put_notes(struct json *j, const struct diag_extra *notes)
{
	int id = 0;

	if (notes == NULL)
		return;
	json_open(j, "relatedLocations", '[');
	for (const struct diag_extra *n = notes; n != NULL; n = n->next) {
		json_open(j, NULL, '{');
		json_int(j, "id", id++);
		put_location(j, &n->place);
		put_message(j, "message", n->text);
		json_close(j, '}');
	}
	json_close(j, ']');
}

/* One fix, with a change for each run of edits in one file. */
static void
put_fix(struct json *j, const struct diag_entry *e)
{
	const struct diag_edit *x = e->edits;

	if (x == NULL)
		return;
	json_open(j, "fixes", '[');
	json_open(j, NULL, '{');
	if (e->help != NULL)
		put_message(j, "description", e->help);
	json_open(j, "artifactChanges", '[');
	while (x != NULL) {
		const char *file = x->place.file;

		json_open(j, NULL, '{');
		put_uri(j, file);
		json_open(j, "replacements", '[');
		for (; x != NULL && strcmp(x->place.file, file) == 0; x = x->next) {
			json_open(j, NULL, '{');
			put_region(j, "deletedRegion", &x->place, x->place.length);
			put_message(j, "insertedContent", x->text);
			json_close(j, '}');
		}
		json_close(j, ']');
		json_close(j, '}');
	}
	json_close(j, ']');
	json_close(j, '}');
	json_close(j, ']');
}

/* A rule, kept until the end: what the entry says of it may go with its input. */
struct told_rule {
	int index;
	enum diag_rank rank;
	const char *title, *why;
};

static const char *
title_of(struct arena *arena, const struct diag_kind *kind)
{
	struct strbuf b = STRBUF_INIT;
	const char *title;

	if (kind->title != NULL)
		return arena_strdup(arena, kind->title);
	diag_put_pattern(&b, kind->text);
	title = arena_strdup(arena, b.s);
	strbuf_release(&b);
	return title;
}

static int
rule_index(struct diag_report *r, const struct diag_kind *kind)
{
	struct told_rule *rule = map_find(r->rules, kind->code);

	if (rule == NULL) {
		rule = ARENA_NEW(r->arena, struct told_rule);
		rule->index = (int)map_count(r->rules);
		rule->rank = kind->rank;
		rule->title = title_of(r->arena, kind);
		rule->why = kind->instead == NULL ? NULL : arena_strdup(r->arena, kind->instead);
		map_put(r->rules, kind->code, rule);
	}
	return rule->index;
}

static void
put_result(struct diag_report *r, const struct diag_entry *e)
{
	struct json *j = &r->json;

	json_space(j, "\n");
	json_open(j, NULL, '{');
	json_text(j, "ruleId", e->kind->code);
	json_int(j, "ruleIndex", rule_index(r, e->kind));
	json_text(j, "level", level_of(e->rank));
	put_message(j, "message", e->message);
	if (e->place.file != NULL || e->place.id != NULL) {
		json_open(j, "locations", '[');
		json_open(j, NULL, '{');
		put_location(j, &e->place);
		json_close(j, '}');
		json_close(j, ']');
	}
	put_notes(j, e->notes);
	put_fix(j, e);
	if (e->help != NULL || e->gate != NULL) {
		json_open(j, "properties", '{');
		json_text_given(j, "help", e->help);
		json_text_given(j, "gate", e->gate);
		json_close(j, '}');
	}
	json_close(j, '}');
}

static void
begin(struct diag_report *r)
{
	struct json *j = &r->json;

	json_open(j, NULL, '{');
	json_text(j, "$schema", SCHEMA);
	json_text(j, "version", "2.1.0");
	json_open(j, "runs", '[');
	json_open(j, NULL, '{');
	json_text(j, "columnKind", "unicodeCodePoints");
	json_open(j, "results", '[');
}

void
diag_sarif_add(struct diag_report *r, const struct diag_entry *const *all, size_t count,
	       struct strbuf *out)
{
	r->json.out = out;
	if (!r->begun)
		begin(r);
	for (size_t i = 0; i < count; i++)
		put_result(r, all[i]);
}

static void
put_rule(struct json *j, const char *code, const struct told_rule *rule)
{
	struct strbuf help = STRBUF_INIT;

	strbuf_printf(&help, "planpress explain %s", code);
	json_space(j, "\n");
	json_open(j, NULL, '{');
	json_text(j, "id", code);
	put_message(j, "shortDescription", rule->title);
	if (rule->why != NULL)
		put_message(j, "fullDescription", rule->why);
	put_message(j, "help", help.s);
	json_open(j, "defaultConfiguration", '{');
	json_text(j, "level", level_of(rule->rank));
	json_close(j, '}');
	json_close(j, '}');
	strbuf_release(&help);
}

void
diag_sarif_end(struct diag_report *r, struct strbuf *out)
{
	struct json *j = &r->json;

	j->out = out;
	if (!r->begun)
		begin(r);
	json_close(j, ']');
	json_open(j, "tool", '{');
	json_open(j, "driver", '{');
	json_text(j, "name", "planpress");
	json_text(j, "version", r->options.version);
	json_open(j, "rules", '[');
	for (size_t i = 0; i < map_count(r->rules); i++)
		put_rule(j, map_at(r->rules, i)->key, map_at(r->rules, i)->value);
	json_close(j, ']');
	json_close(j, '}');
	json_close(j, '}');
	json_close(j, '}');
	json_close(j, ']');
	json_close(j, '}');
	strbuf_putc(out, '\n');
}
