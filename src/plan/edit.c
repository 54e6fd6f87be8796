/* Edit: a request looked at, and its edits put together. */
#include "plan/edit.h"

#include "base/map.h"
#include "base/strbuf.h"
#include "base/xml.h"
#include "plan/edit_imp.h"
#include "plan/grammar.h"
#include "plan/schema.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* == what was asked for == */

const char *
edit_field_at(const struct plan_edit *e, const char *name, size_t index)
{
	for (size_t i = 0; i < e->request->field_count; i++)
		if (strcmp(e->request->fields[i].name, name) == 0 && index-- == 0)
			return e->request->fields[i].value;
	return NULL;
}

const char *
edit_field(const struct plan_edit *e, const char *name)
{
	const char *value = NULL, *next;

	for (size_t i = 0; (next = edit_field_at(e, name, i)) != NULL; i++)
		value = next;
	return value;
}

const char *
edit_need_field(struct plan_edit *e, const char *name, const char *what)
{
	const char *value = edit_field(e, name);

	if (value == NULL || *value == '\0') {
		diag_add(e->diag, &plan_diags[PLAN_DIAG_EDIT_LACKS], NULL,
			 arena_printf(e->arena, "--%s", name), what);
		return NULL;
	}
	return value;
}

bool
edit_day(struct plan_edit *e, const char *name, date *day)
{
	const char *text = edit_field(e, name);

	*day = text == NULL ? e->request->today : date_parse(text);
	if (*day == DATE_NONE)
		return EDIT_REFUSE(e, EDIT_DAY, NULL, text == NULL ? "" : text, name);
	return true;
}

static bool
want_kind(const char *key, const void *value, const void *ctx)
{
	const struct plan_item *item = value;

	(void)key;
	return *(const char *)ctx == '\0' || plan_has_word(ctx, (const char *)item->node->name);
}

/* "task, milestone or deliverable" */
static const char *
either(const struct plan_edit *e, const char *words)
{
	struct strbuf b = STRBUF_INIT;
	const char *list = words, *word, *text;
	size_t left = 0;

	while (plan_word(e->arena, &list, &word))
		left++;
	for (list = words; plan_word(e->arena, &list, &word); left--)
		strbuf_printf(&b, "%s%s", b.len == 0 ? "" : left == 1 ? " or " : ", ", word);
	text = arena_strdup(e->arena, b.len == 0 ? "element" : b.s);
	strbuf_release(&b);
	return text;
}

struct plan_item *
edit_need(struct plan_edit *e, const char *id, const char *kinds)
{
	struct plan_item *item = plan_item_find(e->plan, id);
	struct diag_place place;
	const char *near;

	if (item != NULL && want_kind(id, item, kinds))
		return item;
	near = map_nearest(e->plan->ids, id, want_kind, kinds);
	if (item != NULL) {
		place = xml_place(item->node);
		diag_add(e->diag, &plan_diags[PLAN_DIAG_EDIT_WRONG_KIND], &place, id,
			 plan_kind_text(item->node), either(e, kinds));
	} else {
		place = (struct diag_place){.file = e->plan->path};
		diag_add(e->diag, &plan_diags[PLAN_DIAG_EDIT_NO_SUCH], &place, id,
			 either(e, kinds));
	}
	if (near != NULL)
		diag_help(e->diag, "did you mean '%s'?", near);
	return NULL;
}

/* == what there is == */

bool
edit_state_is(const struct plan_edit *e, const char *words)
{
	const char *state = plan_fact_of(e->plan->root, "state");

	return state != NULL && plan_has_word(words, state);
}

const char *
edit_iso(struct arena *arena, date day)
{
	struct strbuf b = STRBUF_INIT;
	const char *text;

	date_put_iso(&b, day);
	text = arena_strdup(arena, b.s);
	strbuf_release(&b);
	return text;
}

const char *
edit_new_id(const struct plan_edit *e, const char *name, const char *usual, size_t more)
{
	return plan_new_id(e->plan, e->arena, name, usual, more);
}

xmlNode *
edit_open_review(const struct plan_edit *e)
{
	xmlNode *found = NULL;

	for (xmlNode *n = plan_child(e->plan->root, "review"); n != NULL;
	     n = plan_next(n, "review"))
		if (plan_attr(n, "closed") == NULL &&
		    plan_attr_is(n, "revision", e->plan->revision))
			found = n;
	return found;
}

xmlNode *
edit_revision_row(const struct plan_edit *e)
{
	xmlNode *r = plan_child(plan_child(e->plan->root, "revisions"), "revision");

	while (r != NULL && !plan_attr_is(r, "n", e->plan->revision))
		r = plan_next(r, "revision");
	return r;
}

/* == writing == */

bool
edit_put(struct plan_edit *e, const xmlNode *parent, struct xml_new *element, const char *name)
{
	const struct gram_type *type = grammar_type_of(e->grammar, parent);
	size_t slot = gram_slot_find(type, name);
	const xmlNode *after = NULL;

	/* Facts are children too; they are no part of the text. */
	for (const xmlNode *n = plan_child(parent, NULL); n != NULL; n = plan_next(n, NULL)) {
		size_t at = n->ns != NULL && strcmp((const char *)n->ns->href, PLAN_NS) == 0
				    ? gram_slot_find(type, (const char *)n->name)
				    : SIZE_MAX;

		if (at <= slot && at != SIZE_MAX)
			after = n;
	}
	return xml_edit_add(e->xml, parent, after, element);
}

bool
edit_put_into(struct plan_edit *e, const char *section, struct xml_new *element, const char *name)
{
	const xmlNode *node = plan_child(e->plan->root, section);
	struct xml_new *fresh = map_find(e->fresh, section);

	if (node != NULL)
		return edit_put(e, node, element, name);
	if (fresh == NULL) {
		fresh = xml_new(e->arena, section);
		map_put(e->fresh, section, fresh);
		if (!edit_put(e, e->plan->root, fresh, section))
			return false;
	}
	return xml_edit_append(e->xml, fresh, element);
}

void
edit_prose(struct xml_new *element, const char *text)
{
	const char *gap = strstr(text, "\n\n");

	if (gap == NULL) {
		xml_new_text(element, text);
		return;
	}
	while (gap != NULL) {
		if (gap > text)
			xml_new_text_n(xml_new_child(element, "p"), text, (size_t)(gap - text));
		text = gap + strspn(gap, "\n");
		gap = strstr(text, "\n\n");
	}
	if (*text != '\0')
		xml_new_text(xml_new_child(element, "p"), text);
}

/* == the whole == */

static const char *
keep(struct arena *arena, struct strbuf *b, size_t *len)
{
	const char *text = arena_strndup(arena, b->s, b->len);

	*len = b->len;
	strbuf_release(b);
	return text;
}

static void
keep_said(struct arena *arena, const struct xml_edit *xml, struct plan_edited *edited)
{
	struct {
		VEC(struct plan_said);
	} all = {0};
	struct plan_said said;

	while ((said.text = xml_edit_said(xml, all.len, &said.line)) != NULL)
		VEC_PUSH(arena, &all, said);
	edited->said = all.at;
	edited->said_count = all.len;
}

bool
plan_edit_apply(struct arena *arena, struct diag *diag, const struct plan *plan,
		struct xml_edit *xml, struct plan_edited *edited)
{
	struct strbuf text = STRBUF_INIT, bytes = STRBUF_INIT;
	bool ok;

	*edited = (struct plan_edited){.old = NULL};
	edited->old = xml_text(plan->root, &edited->old_len);
	xml_edit_apply(xml, &text);
	ok = xml_encode(arena, diag, plan->root, &text, &bytes);
	edited->text = keep(arena, &text, &edited->len);
	edited->bytes = keep(arena, &bytes, &edited->byte_count);
	keep_said(arena, xml, edited);
	return ok;
}

bool
plan_edit(struct arena *arena, struct diag *diag, struct plan *plan,
	  const struct plan_request *request, struct plan_edited *edited)
{
	static bool (*const verbs[])(struct plan_edit *) = {
		[PLAN_REVISE] = edit_revise,	 [PLAN_BASELINE] = edit_baseline,
		[PLAN_SIGN] = edit_sign,	 [PLAN_COMMENT] = edit_comment,
		[PLAN_PROGRESS] = edit_progress,
	};
	struct plan_edit e = {.arena = arena, .diag = diag, .plan = plan, .request = request};

	e.xml = xml_edit_new(arena, diag, plan->root, plan->path);
	if (e.xml == NULL)
		return false;
	e.grammar = schema_grammar(arena);
	e.fresh = map_new(arena);
	return verbs[request->verb](&e) && plan_edit_apply(arena, diag, plan, e.xml, edited);
}

bool
plan_edit_allowed(const struct plan *before, const struct plan *after, struct diag *diag)
{
	const xmlNode *n = plan_child(plan_child(before->root, "approval"), "signature");
	struct diag_place place = xml_place(before->root);

	if (strcmp(before->digest, after->digest) == 0 ||
	    strcmp(before->revision, after->revision) != 0)
		return true;
	for (; n != NULL; n = plan_next(n, "signature"))
		if (plan_attr_is(n, "revision", before->revision)) {
			diag_add(diag, &plan_diags[PLAN_DIAG_EDIT_SIGNED], &place,
				 before->revision);
			diag_help(diag, "begin the next revision first: planpress revise");
			return false;
		}
	return true;
}
