/* Starter: elements of other kinds taken out, names and days filled in. */
#include "plan/starter.h"

#include "base/map.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "base/xml_edit.h"
#include "base/xml_token.h"
#include "plan/plan_imp.h"

#include <stdlib.h>
#include <string.h>

extern const char plan_starter_xml[];
extern const size_t plan_starter_xml_len;

static const struct {
	const char *name;
	const char *title;
} kinds[] = {
	{"process", "A better procedure"},
	{"tool", "A tool for the process"},
	{"training", "A training for those who work by the process"},
	{"measurement", "Measures that tell how the process does"},
};

#define KINDS (sizeof kinds / sizeof kinds[0])

static size_t
find_kind(struct arena *arena, struct diag *diag, const char *name)
{
	struct map *names = map_new(arena);
	const char *near;

	for (size_t i = 0; i < KINDS; i++) {
		map_put(names, kinds[i].name, NULL);
		if (strcmp(kinds[i].name, name) == 0)
			return i;
	}
	diag_add(diag, &plan_diags[PLAN_DIAG_NO_STARTER], NULL, name);
	near = map_nearest(names, name, NULL, NULL);
	if (near != NULL)
		diag_help(diag, "did you mean '%s'?", near);
	return KINDS;
}

/* The words of the attribute starter, and where it stands; false if the tag has none. */
static bool
starter_of(struct arena *arena, const struct xml_token *t, const char **words, size_t *at,
	   size_t *end)
{
	const char *stop = plan_starter_xml + t->end, *p;
	struct xml_token_attr attr;
	size_t len;

	p = xml_token_name(plan_starter_xml + t->at, stop, &len);
	p += len;
	while (xml_token_attr(&p, stop, &attr))
		if (attr.name_len == 7 && memcmp(attr.name, "starter", 7) == 0) {
			*words = arena_strndup(arena, attr.value, attr.value_len);
			*at = (size_t)(attr.name - plan_starter_xml) - 1;
			*end = (size_t)(p - plan_starter_xml);
			return true;
		}
	return false;
}

/* The plan of one kind, without the comment that is about starter.xml itself. */
static void
put_kind(struct arena *arena, struct strbuf *out, const char *kind)
{
	size_t at = 0, from, to;
	struct xml_token t;
	const char *words;
	bool told = false;

	while (xml_token_next(plan_starter_xml, plan_starter_xml_len - 1, &at, &t)) {
		bool tag = t.kind == XML_TOKEN_START || t.kind == XML_TOKEN_EMPTY;
		bool marked = tag && starter_of(arena, &t, &words, &from, &to);
		bool left_out = marked && !plan_has_word(words, kind);

		if (t.kind == XML_TOKEN_COMMENT && !told)
			left_out = told = true;
		if (left_out) {
			while (out->len > 0 &&
			       utf8_is_xml_space((unsigned char)out->s[out->len - 1]))
				out->s[--out->len] = '\0';
			if (marked)
				at = xml_token_extent(plan_starter_xml, plan_starter_xml_len - 1,
						      t.at)
					     .end;
			continue;
		}
		if (!marked)
			from = to = t.at;
		strbuf_add(out, plan_starter_xml + t.at, from - t.at);
		strbuf_add(out, plan_starter_xml + to, t.end - to);
	}
}

static bool
is_word(const char *name, size_t len, const char *word)
{
	return len == strlen(word) && memcmp(name, word, len) == 0;
}

/* What stands between braces. */
static void
put_value(struct strbuf *out, const struct plan_start *start, size_t kind, const char *name,
	  size_t len)
{
	const char *text = NULL;

	if (is_word(name, len, "id"))
		text = start->id != NULL ? start->id : "PAP-1";
	else if (is_word(name, len, "title"))
		text = start->title != NULL ? start->title : kinds[kind].title;
	else if (is_word(name, len, "org"))
		text = start->org != NULL ? start->org : "Our organization";
	else if (is_word(name, len, "today"))
		date_put_iso(out, start->today);
	else /* start, start+N: the Monday after next */
		date_put_iso(out, start->today - date_weekday(start->today) + 14 +
					  (date)strtol(name + strcspn(name, "+}"), NULL, 10));
	if (text != NULL)
		strbuf_put_xml(out, text, strlen(text));
}

const char *
plan_starter(struct arena *arena, struct diag *diag, const struct plan_start *start, size_t *len)
{
	size_t kind = find_kind(arena, diag, start->kind == NULL ? "process" : start->kind);
	struct strbuf raw = STRBUF_INIT, out = STRBUF_INIT;
	const char *p, *text;

	if (kind == KINDS || !xml_is_text(diag, start->id) || !xml_is_text(diag, start->title) ||
	    !xml_is_text(diag, start->org))
		return NULL;
	put_kind(arena, &raw, kinds[kind].name);
	for (p = raw.s; *p != '\0';) {
		size_t plain = strcspn(p, "{");

		strbuf_add(&out, p, plain);
		p += plain;
		if (*p == '\0')
			break;
		plain = strcspn(p, "}");
		put_value(&out, start, kind, p + 1, plain - 1);
		p += plain + 1;
	}
	*len = out.len;
	text = arena_strndup(arena, out.s, out.len);
	strbuf_release(&raw);
	strbuf_release(&out);
	return text;
}
