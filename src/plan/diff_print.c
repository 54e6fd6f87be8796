/* A comparison told: for people, for programs, and as facts for the rules. */
#include "base/json.h"
#include "base/map.h"
#include "base/strbuf.h"
#include "plan/diff.h"
#include "plan/policy.h"

#include <assert.h>
#include <string.h>

static const char *const classes[] = {"none", "editorial", "minor", "major"};
static const char *const whats[] = {"added", "removed", "modified", "moved"};

/* So much of an old or new text is printed. */
#define TEXT_MAX 60

static enum diff_class
class_of(const char *name)
{
	for (int i = DIFF_EDITORIAL; i <= DIFF_MAJOR; i++)
		if (name != NULL && strcmp(classes[i], name) == 0)
			return (enum diff_class)i;
	/* The first revision may change what it likes. */
	return DIFF_MAJOR;
}

/* == for people == */

/* The piece of a text around the first byte that differs from another. */
static void
put_piece(struct strbuf *out, const char *text, const char *other)
{
	size_t first = 0, len = strlen(text), from, to;
	while (text[first] != '\0' && other[first] == text[first])
		first++;
	from = first > TEXT_MAX / 3 ? first - TEXT_MAX / 3 : 0;
	to = from + TEXT_MAX < len ? from + TEXT_MAX : len;
	while (from > 0 && (text[from] & 0xC0) == 0x80)
		from--;
	while (to < len && (text[to] & 0xC0) == 0x80)
		to++;
	strbuf_printf(out, "%s%.*s%s", from > 0 ? "…" : "", (int)(to - from), text + from,
		      to < len ? "…" : "");
}

static void
put_field(struct strbuf *out, const struct diff_field *f)
{
	strbuf_printf(out, "             %s: ", f->name);
	if (f->was == NULL) {
		strbuf_puts(out, "now ");
		put_piece(out, f->is, "");
	} else if (f->is == NULL) {
		put_piece(out, f->was, "");
		strbuf_puts(out, " is gone");
	} else {
		put_piece(out, f->was, f->is);
		strbuf_puts(out, " → ");
		put_piece(out, f->is, f->was);
	}
	strbuf_putc(out, '\n');
}

static void
put_day(struct strbuf *out, const char *what, date old, date new)
{
	long days = (long)new - old;
	if (old == DATE_NONE || new == DATE_NONE || old == new)
		return;
	strbuf_printf(out, "             %s: ", what);
	date_put_iso(out, old);
	strbuf_puts(out, " → ");
	date_put_iso(out, new);
	strbuf_printf(out, " (%+ld day%s)\n", days, days == 1 || days == -1 ? "" : "s");
}

static void
put_item(struct strbuf *out, const struct diff_item *item)
{
	strbuf_printf(out, "%-10s %s\n", whats[item->what], item->label);
	for (size_t i = 0; i < item->fields.len; i++)
		put_field(out, &item->fields.at[i]);
	if (item->new != NULL && plan_is(item->new, "milestone")) {
		put_day(out, "date", item->old_finish, item->new_finish);
		return;
	}
	put_day(out, "start", item->old_start, item->new_start);
	put_day(out, "finish", item->old_finish, item->new_finish);
}

/* Who is asked to sign again, or to be told. */
typedef bool asks(const struct plan *plan, const char *class, const xmlNode *signatory);

/* From n on, the first signatory whom the class of the changes means. */
static const xmlNode *
signer_from(const struct plan_diff *d, const xmlNode *n, asks *is_meant)
{
	while (n != NULL &&
	       (d->class == DIFF_NONE ||
		(is_meant == policy_asks && plan_attr_is(n, "required", "no")) ||
		(is_meant == policy_informs && policy_asks(d->new, classes[d->class], n)) ||
		!is_meant(d->new, classes[d->class], n)))
		n = plan_next(n, "signatory");
	return n;
}

static const xmlNode *
first_signer(const struct plan_diff *d, asks *is_meant)
{
	const xmlNode *approval = plan_child(d->new->root, "approval");
	return signer_from(d, plan_child(approval, "signatory"), is_meant);
}

static const xmlNode *
next_signer(const struct plan_diff *d, const xmlNode *n, asks *is_meant)
{
	return signer_from(d, plan_next(n, "signatory"), is_meant);
}

/* "To sign again: Maja Lind (prepare), …." */
static void
put_signers(struct strbuf *out, const struct plan_diff *d, const char *what, asks *is_meant)
{
	const char *sep = "";
	const xmlNode *n = first_signer(d, is_meant);
	if (n == NULL && is_meant != policy_asks)
		return;
	strbuf_printf(out, "%s: ", what);
	for (; n != NULL; n = next_signer(d, n, is_meant)) {
		const struct plan_item *person = plan_item_find(d->new, plan_attr(n, "who"));
		const char *name = person == NULL ? NULL : plan_attr(person->node, "name");
		strbuf_printf(out, "%s%s (%s)", sep, name == NULL ? plan_attr(n, "who") : name,
			      plan_attr(n, "capacity"));
		sep = ", ";
	}
	strbuf_printf(out, "%s.\n", *sep == '\0' ? "nobody" : "");
}

void
plan_diff_print(const struct plan_diff *d, struct strbuf *out)
{
	strbuf_printf(out, "%s  %s → %s\n", plan_id(d->new), plan_revision(d->old),
		      plan_revision(d->new));
	for (size_t i = 0; i < d->items.len; i++)
		put_item(out, &d->items.at[i]);
	for (size_t i = 0; i < d->records.len; i++)
		strbuf_printf(out, "record     %s %s\n", d->records.at[i].label,
			      d->records.at[i].new == NULL ? "is gone" : "was altered");
	if (d->class == DIFF_NONE) {
		strbuf_puts(out, d->same_content ? "Nothing that is signed has changed.\n"
						 : "What is signed stands in another order.\n");
		return;
	}
	strbuf_printf(out, "The changes are %s: %s.\n", classes[d->class], d->because);
	put_signers(out, d, "To sign again", policy_asks);
	put_signers(out, d, "To be told", policy_informs);
}

/* == for programs == */

static void
put_json_day(struct json *j, const char *key, date d)
{
	struct strbuf day = STRBUF_INIT;
	if (d == DATE_NONE)
		return;
	date_put_iso(&day, d);
	json_text(j, key, day.s);
	strbuf_release(&day);
}

static void
put_json_item(struct json *j, const struct diff_item *item)
{
	const xmlNode *node = item->new != NULL ? item->new : item->old;
	json_open(j, NULL, '{');
	json_text(j, "what", whats[item->what]);
	json_text(j, "id", item->id);
	json_text(j, "element", (const char *)node->name);
	json_text(j, "class", classes[item->class]);
	put_json_day(j, "old_start", item->old_start);
	put_json_day(j, "new_start", item->new_start);
	put_json_day(j, "old_finish", item->old_finish);
	put_json_day(j, "new_finish", item->new_finish);
	if (item->old_finish != DATE_NONE && item->new_finish != DATE_NONE)
		json_int(j, "days", (int64_t)item->new_finish - item->old_finish);
	json_open(j, "fields", '[');
	for (size_t i = 0; i < item->fields.len; i++) {
		const struct diff_field *f = &item->fields.at[i];
		json_open(j, NULL, '{');
		json_text(j, "name", f->name);
		if (f->was != NULL)
			json_text(j, "old", f->was);
		if (f->is != NULL)
			json_text(j, "new", f->is);
		json_close(j, '}');
	}
	json_close(j, ']');
	json_close(j, '}');
}

static void
put_json_signers(struct json *j, const struct plan_diff *d, const char *key, asks *is_meant)
{
	json_open(j, key, '[');
	for (const xmlNode *n = first_signer(d, is_meant); n != NULL;
	     n = next_signer(d, n, is_meant))
		json_text(j, NULL, plan_attr(n, "who"));
	json_close(j, ']');
}

void
plan_diff_json(const struct plan_diff *d, struct strbuf *out)
{
	struct json j = {.out = out};
	json_open(&j, NULL, '{');
	json_text(&j, "plan", plan_id(d->new));
	json_text(&j, "from", plan_revision(d->old));
	json_text(&j, "to", plan_revision(d->new));
	json_text(&j, "class", classes[d->class]);
	json_text(&j, "because", d->because);
	json_bool(&j, "same_content", d->same_content);
	put_json_signers(&j, d, "sign_again", policy_asks);
	put_json_signers(&j, d, "inform", policy_informs);
	json_open(&j, "items", '[');
	for (size_t i = 0; i < d->items.len; i++) {
		json_space(&j, "\n ");
		put_json_item(&j, &d->items.at[i]);
	}
	json_close(&j, ']');
	json_open(&j, "records", '[');
	for (size_t i = 0; i < d->records.len; i++) {
		json_open(&j, NULL, '{');
		json_text(&j, "record", d->records.at[i].label);
		json_text(&j, "what", d->records.at[i].new == NULL ? "removed" : "altered");
		json_close(&j, '}');
	}
	json_close(&j, ']');
	json_close(&j, '}');
	strbuf_putc(out, '\n');
}

/* == for rules == */

/* Id of the nearest element above that has one. */
static const char *
id_above(const xmlNode *node)
{
	for (node = node->parent; node != NULL && node->type == XML_ELEMENT_NODE;
	     node = node->parent)
		if (plan_attr(node, "id") != NULL)
			return plan_attr(node, "id");
	return NULL;
}

static void
put_item_fact(struct plan *new, xmlNode *above, const struct diff_item *item)
{
	static const char *const marks[] = {"A", "D", "M", "M"};
	const xmlNode *node = item->new != NULL ? item->new : item->old;
	assert(node != NULL); /* what is compared stands in one of the plans */
	xmlNode *n = plan_fact_child(new, above, "item");
	plan_fact_set(n, "id", item->id);
	plan_fact_set(n, "within", id_above(node));
	plan_fact_set(n, "label", item->label);
	plan_fact_set(n, "what", arena_printf(new->arena, "was %s", whats[item->what]));
	plan_fact_set(n, "mark", marks[item->what]);
	/* Dates that moved follow from something else that changed; a section has no id to name. */
	if (item->what != DIFF_MOVED && plan_attr(node, "id") != NULL)
		plan_fact_set(n, "commitment", "yes");
}

void
plan_diff_facts(const struct plan_diff *d, struct plan *new)
{
	const xmlNode *revisions = plan_child(new->root, "revisions");
	const xmlNode *last = NULL;
	xmlNode *top;
	for (xmlNode *r = plan_child(revisions, "revision"); r != NULL;
	     r = plan_next(r, "revision"))
		last = r;
	plan_fact(new, new->root, "compared-with", plan_revision(d->old));
	if (!d->same_content && strcmp(plan_revision(d->old), plan_revision(new)) == 0)
		plan_fact(new, new->root, "changed-since", plan_revision(new));
	for (size_t i = 0; i < d->items.len; i++) {
		const struct diff_item *item = &d->items.at[i];
		const struct plan_item *now = plan_item_find(new, item->id);
		if (item->old != NULL && item->new != NULL &&now != NULL &&
		    !plan_is(item->new, (const char *)item->old->name))
			plan_fact(new, now->node, "was", (const char *)item->old->name);
	}
	top = plan_fact_child(new, new->root, "diff");
	plan_fact_set(top, "from", plan_revision(d->old));
	if (d->class != DIFF_NONE) {
		enum diff_class declared = class_of(last == NULL ? NULL : plan_attr(last, "class"));
		plan_fact_set(top, "class", classes[d->class]);
		plan_fact_set(top, "class-rank", arena_printf(new->arena, "%d", (int)d->class));
		plan_fact_set(top, "declared", last == NULL ? "" : plan_attr(last, "class"));
		plan_fact_set(top, "declared-rank", arena_printf(new->arena, "%d", (int)declared));
		plan_fact_set(top, "because", d->because);
	}
	for (size_t i = 0; i < d->items.len; i++)
		put_item_fact(new, top, &d->items.at[i]);
	for (size_t i = 0; i < d->records.len; i++) {
		xmlNode *n = plan_fact_child(new, top, "record");
		const xmlNode *node = d->records.at[i].new;
		plan_fact_set(n, "label", d->records.at[i].label);
		plan_fact_set(n, "id", node == NULL ? NULL : plan_attr(node, "id"));
		plan_fact_set(n, "what", node == NULL ? "was removed" : "was altered");
	}
}
