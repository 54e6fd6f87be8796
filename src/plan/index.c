/*
 * Index: ids and references.
 *
 * Which attribute refers to which kinds of element is a table (refs.def); what an id can stand for
 * is another (kinds.def).  Attributes in a foreign namespace are not ours to look at.
 */
#include "base/map.h"
#include "base/strbuf.h"
#include "base/words.h"
#include "base/xml.h"
#include "plan/plan_imp.h"

#include <stdlib.h>
#include <string.h>

#define PARTY "person role body team"
#define WORK  "task milestone"
#define ANY   ""

static const struct {
	const char *element;
	const char *text; /* with its article */
} kinds[] = {
#define KIND(id, element_, text_) [PLAN_KIND_##id] = {.element = (element_), .text = (text_)},
#include "plan/kinds.def"
#undef KIND
};

static const struct ref {
	const char *element;
	const char *attr;
	const char *kinds; /* words; empty: any */
} refs[] = {
#define REF(element_, attr_, kinds_) {.element = (element_), .attr = (attr_), .kinds = (kinds_)},
#include "plan/refs.def"
#undef REF
};

/* Collapses white space as the grammar's token types do, so that all who read see one form. */
static void
collapse(xmlAttr *a)
{
	if (a->ns != NULL || a->children == NULL || a->children->content == NULL)
		return;
	char *in = (char *)a->children->content;
	size_t len = strlen(in);
	if (in[0] != ' ' && (len == 0 || in[len - 1] != ' ') && strstr(in, "  ") == NULL &&
	    strpbrk(in, "\t\r\n") == NULL)
		return;
	words_collapse(in);
}

/* Facts come from us alone: an input that brings its own must not be believed. */
static void
clean_attrs(xmlNode *node)
{
	for (xmlAttr *a = node->properties, *next; a != NULL; a = next) {
		next = a->next;
		if (a->ns != NULL && strcmp((const char *)a->ns->href, PLAN_FACTS_NS) == 0)
			xmlRemoveProp(a);
		else
			collapse(a);
	}
}

static enum plan_kind
kind_of(const xmlNode *node)
{
	for (int k = 0; k < PLAN_KIND_COUNT; k++)
		if (plan_is(node, kinds[k].element))
			return (enum plan_kind)k;
	return PLAN_KIND_COUNT;
}

bool
plan_kind_is(const char *element)
{
	for (int k = 0; k < PLAN_KIND_COUNT; k++)
		if (strcmp(kinds[k].element, element) == 0)
			return true;
	return false;
}

const char *
plan_kind_text(const xmlNode *node)
{
	enum plan_kind kind = kind_of(node);
	return kind == PLAN_KIND_COUNT ? (const char *)node->name : kinds[kind].text;
}

static bool
add_item(struct plan *plan, xmlNode *node)
{
	const char *id = plan_attr(node, "id");
	if (id == NULL)
		return true;
	struct plan_item *first = map_find(plan->ids, id);
	if (first != NULL) {
		struct diag_place place = xml_attr_place(plan->diag, node, "id", true);
		struct diag_place other = xml_attr_place(plan->diag, first->node, "id", true);
		diag_add(plan->diag, &plan_diags[PLAN_DIAG_ID_TWICE], &place, id);
		diag_note(plan->diag, &other, "%s has this id", kinds[first->kind].text);
		return false;
	}
	struct plan_item *item = ARENA_NEW(plan->arena, struct plan_item);
	item->node = node;
	item->id = id;
	item->kind = kind_of(node);
	item->task = PLAN_NOBODY;
	map_put(plan->ids, id, item);
	VEC_PUSH(plan->arena, &plan->items, item);
	return true;
}

struct plan_item *
plan_item_find(const struct plan *plan, const char *id)
{
	return id == NULL ? NULL : map_find(plan->ids, id);
}

struct plan_item *
plan_item_of(const struct plan *plan, const xmlNode *node)
{
	struct plan_item *item = plan_item_find(plan, plan_attr(node, "id"));
	return item != NULL && item->node == node ? item : NULL;
}

/* As those of this kind begin; *number: the highest of them. */
static const char *
id_prefix(const struct plan *plan, struct arena *arena, const char *name, const char *usual,
	  unsigned long *number)
{
	const char *prefix = usual;
	*number = 0;
	for (size_t i = 0; i < plan->items.len; i++) {
		const struct plan_item *item = plan->items.at[i];
		size_t len = strlen(item->id);
		while (len > 0 && item->id[len - 1] >= '0' && item->id[len - 1] <= '9')
			len--;
		if (plan_is(item->node, name) && item->id[len] != '\0' && len > 0)
			prefix = arena_strndup(arena, item->id, len);
	}
	for (size_t i = 0; i < plan->items.len; i++) {
		const char *id = plan->items.at[i]->id, *digits = id + strlen(prefix);
		unsigned long n;
		if (strncmp(id, prefix, strlen(prefix)) != 0 || *digits < '0' || *digits > '9')
			continue;
		n = strtoul(digits, NULL, 10);
		*number = n > *number && n < 1000000000 ? n : *number;
	}
	return prefix;
}

const char *
plan_new_id(const struct plan *plan, struct arena *arena, const char *name, const char *usual,
	    size_t more)
{
	unsigned long number;
	const char *prefix = id_prefix(plan, arena, name, usual, &number);
	return arena_printf(arena, "%s%lu", prefix, number + 1 + more);
}

/* == references == */

static bool
is_wanted(const struct ref *ref, const struct plan_item *item)
{
	return ref->kinds[0] == '\0' || plan_has_word(ref->kinds, kinds[item->kind].element);
}

static bool
want_key(const char *key, const void *value, const void *ctx)
{
	(void)key;
	return is_wanted(ctx, value);
}

/* "person", "person, role, body or team"; with articles for what a reference wants. */
static void
put_kinds(const struct ref *ref, bool articles, struct strbuf *out)
{
	size_t left = 0;
	for (int k = 0; k < PLAN_KIND_COUNT; k++)
		left += plan_has_word(ref->kinds, kinds[k].element) ? 1 : 0;
	for (int k = 0; k < PLAN_KIND_COUNT; k++)
		if (plan_has_word(ref->kinds, kinds[k].element)) {
			const char *text = kinds[k].text;
			if (!articles || out->len > 0)
				text = strchr(text, ' ') + 1;
			strbuf_printf(out, "%s%s",
				      out->len == 0 ? ""
				      : left == 1   ? " or "
						    : ", ",
				      text);
			left--;
		}
	if (out->len == 0)
		strbuf_puts(out, "element");
}

static void
report_dangling(struct plan *plan, const xmlNode *node, const struct ref *ref, const char *id)
{
	struct diag_place place = plan_word_place(plan->diag, node, ref->attr, id);
	struct strbuf wanted = STRBUF_INIT;
	put_kinds(ref, false, &wanted);
	diag_add(plan->diag, &plan_diags[PLAN_DIAG_NO_SUCH_ID], &place, id, wanted.s);
	strbuf_release(&wanted);
	const char *near = map_nearest(plan->ids, id, want_key, ref);
	if (near == NULL)
		return;
	const struct plan_item *item = plan_item_find(plan, near);
	struct diag_place other = xml_attr_place(plan->diag, item->node, "id", true);
	diag_note(plan->diag, &other, "%s has the id '%s'", kinds[item->kind].text, near);
	diag_help(plan->diag, "did you mean '%s'?", near);
	diag_edit(plan->diag, &place, id, near);
}

static void
report_wrong_kind(struct plan *plan, const xmlNode *node, const struct ref *ref,
		  const struct plan_item *item)
{
	struct diag_place place = plan_word_place(plan->diag, node, ref->attr, item->id);
	struct diag_place other = xml_attr_place(plan->diag, item->node, "id", true);
	struct strbuf wanted = STRBUF_INIT;
	put_kinds(ref, true, &wanted);
	diag_add(plan->diag, &plan_diags[PLAN_DIAG_WRONG_KIND], &place, item->id,
		 kinds[item->kind].text, ref->attr, wanted.s);
	strbuf_release(&wanted);
	diag_note(plan->diag, &other, "'%s' stands here", item->id);
	const char *near = map_nearest(plan->ids, item->id, want_key, ref);
	if (near != NULL) {
		diag_help(plan->diag, "did you mean '%s'?", near);
		diag_edit(plan->diag, &place, item->id, near);
	}
}

static bool
check_id(struct plan *plan, const xmlNode *node, const struct ref *ref, const char *id)
{
	/* A deleted thing is named in the list of changes and nowhere else. */
	if (plan_is(node, "change") && plan_attr_is(node, "mark", "D") &&
	    plan_item_find(plan, id) == NULL)
		return true;
	struct plan_item *item = plan_item_find(plan, id);
	if (item == NULL) {
		report_dangling(plan, node, ref, id);
		return false;
	}
	item->used++;
	if (!is_wanted(ref, item)) {
		report_wrong_kind(plan, node, ref, item);
		return false;
	}
	return true;
}

static bool
check_ref(struct plan *plan, const xmlNode *node, const struct ref *ref)
{
	const char *list = plan_attr(node, ref->attr);
	const char *word;
	bool ok = true;
	while (list != NULL && plan_word(plan->arena, &list, &word)) {
		const char *hash = strchr(word, '#');
		if (hash == NULL)
			ok = check_id(plan, node, ref, word) && ok;
		else if (plan->id != NULL && strlen(plan->id) == (size_t)(hash - word) &&
			 strncmp(word, plan->id, (size_t)(hash - word)) == 0)
			ok = check_id(plan, node, ref, hash + 1) && ok;
	}
	return ok;
}

/* Rows of one element, first … end - 1 of refs. */
struct rows {
	size_t first;
	size_t end;
};

static struct map *
rows_by_element(struct arena *arena)
{
	struct map *map = map_new(arena);
	for (size_t i = 0; i < sizeof refs / sizeof refs[0]; i++) {
		struct rows *rows = map_find(map, refs[i].element);
		if (rows == NULL) {
			rows = ARENA_NEW(arena, struct rows);
			rows->first = i;
			map_put(map, refs[i].element, rows);
		}
		rows->end = i + 1;
	}
	return map;
}

bool
plan_index(struct plan *plan)
{
	struct map *rows = rows_by_element(plan->arena);
	bool ok = true;
	plan->ids = map_new(plan->arena);
	for (xmlNode *n = plan->root; n != NULL; n = plan_walk(plan->root, n)) {
		clean_attrs(n);
		ok = add_item(plan, n) && ok;
	}
	plan->id = plan_attr(plan->root, "id");
	for (xmlNode *n = plan->root; n != NULL; n = plan_walk(plan->root, n)) {
		const struct rows *r = map_find(rows, (const char *)n->name);
		for (size_t i = r == NULL ? 0 : r->first; r != NULL && i < r->end; i++)
			ok = check_ref(plan, n, &refs[i]) && ok;
	}
	return ok;
}
