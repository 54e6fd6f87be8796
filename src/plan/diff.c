/*
 * Comparing two plans by id.
 *
 * What has an id is compared with what has it in the other plan: its attributes, and its children
 * without ids, by name.  What has no id belongs to the element above it that has, or to its section
 * (head, schedule …).
 */
#include "plan/diff.h"

#include "base/map.h"
#include "base/strbuf.h"
#include "plan/plan_imp.h"
#include "plan/policy.h"

#include <string.h>

static const struct change_row {
	const char *element; /* "": any */
	const char *field;   /* "*": any */
	enum diff_class class;
	const char *because;
} change_rows[] = {
#define CHANGE(element_, field_, class_, because_) \
	{.element = (element_), .field = (field_), .class = DIFF_##class_, .because = (because_)},
#include "plan/change.def"
#undef CHANGE
};

/* Record and tracking: what is not signed. */
static bool
is_aside(const xmlNode *node)
{
	static const char *const names[] = {"review",	"signature", "revisions", "tracking",
					    "evidence", "outcome",   "baseline"};
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (plan_is(node, names[i]))
			return true;
	return false;
}

static bool
is_ours(const xmlNode *node)
{
	return node->type == XML_ELEMENT_NODE && node->ns != NULL &&
	       strcmp((const char *)node->ns->href, PLAN_NS) == 0;
}

/* == one element as text == */

static void
put_collapsed(struct strbuf *out, const char *text)
{
	bool space = false;
	for (; *text != '\0'; text++) {
		if (strchr(" \t\r\n", *text) != NULL) {
			space = true;
			continue;
		}
		if (space && out->len > 0 && out->s[out->len - 1] != ' ')
			strbuf_putc(out, ' ');
		space = false;
		strbuf_putc(out, *text);
	}
	if (space && out->len > 0 && out->s[out->len - 1] != ' ')
		strbuf_putc(out, ' ');
}

/* Attributes, text and children without ids; facts and foreign elements are not looked at. */
static void
put_content(struct strbuf *out, const xmlNode *node)
{
	for (const xmlAttr *a = node->properties; a != NULL; a = a->next)
		if (a->ns == NULL && a->children != NULL)
			strbuf_printf(out, "%s%s=\"%s\"",
				      out->len == 0 || out->s[out->len - 1] == ' ' ? "" : " ",
				      (const char *)a->name, (const char *)a->children->content);
	if (node->properties != NULL && node->children != NULL && out->len > 0)
		strbuf_putc(out, ' ');
	for (const xmlNode *n = node->children; n != NULL; n = n->next) {
		if (n->type == XML_TEXT_NODE || n->type == XML_CDATA_SECTION_NODE)
			put_collapsed(out, (const char *)n->content);
		else if (is_ours(n) && plan_attr(n, "id") == NULL)
			put_content(out, n);
	}
}

static const char *
trimmed(struct arena *arena, struct strbuf *b)
{
	const char *s = b->s + strspn(b->s, " ");
	size_t len = strlen(s);
	while (len > 0 && s[len - 1] == ' ')
		len--;
	return arena_strndup(arena, s, len);
}

/* All children of a name, one behind the other; NULL if there is none. */
static const char *
children_text(struct arena *arena, const xmlNode *node, const char *name)
{
	struct strbuf b = STRBUF_INIT;
	const char *text = NULL;
	bool any = false;
	for (const xmlNode *n = node == NULL ? NULL : node->children; n != NULL; n = n->next) {
		if (!is_ours(n) || !plan_is(n, name) || plan_attr(n, "id") != NULL || is_aside(n))
			continue;
		if (any)
			strbuf_puts(&b, " · ");
		put_content(&b, n);
		any = true;
	}
	if (any)
		text = trimmed(arena, &b);
	strbuf_release(&b);
	return text;
}

/* The element's own words, where it is prose itself. */
static const char *
own_text(struct arena *arena, const xmlNode *node)
{
	struct strbuf b = STRBUF_INIT;
	const char *text = NULL;
	for (const xmlNode *n = node == NULL ? NULL : node->children; n != NULL; n = n->next)
		if (n->type == XML_TEXT_NODE || n->type == XML_CDATA_SECTION_NODE)
			put_collapsed(&b, (const char *)n->content);
	text = trimmed(arena, &b);
	strbuf_release(&b);
	return *text == '\0' ? NULL : text;
}

/* == fields == */

static bool
same(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

static bool
is_told(const struct diff_item *item, const char *name)
{
	for (size_t i = 0; i < item->fields.len; i++)
		if (strcmp(item->fields.at[i].name, name) == 0)
			return true;
	return false;
}

static void
add_field(struct arena *arena, struct diff_item *item, const char *name, const char *was,
	  const char *is)
{
	struct diff_field f = {.name = name, .was = was, .is = is};
	if (!same(was, is) && !is_told(item, name))
		VEC_PUSH(arena, &item->fields, f);
}

/* What the grammar keeps apart from what is signed: commitment/@state, the plan's status date. */
static bool
is_signed_attr(const xmlNode *node, const char *name)
{
	return strcmp(name, "id") != 0 &&
	       !(plan_is(node, "commitment") && strcmp(name, "state") == 0) &&
	       !plan_is(node, "plan");
}

static void
add_fields_of(struct arena *arena, struct diff_item *item, const xmlNode *by)
{
	for (const xmlAttr *a = by->properties; a != NULL; a = a->next) {
		const char *name = (const char *)a->name;
		if (a->ns == NULL && is_signed_attr(by, name))
			add_field(arena, item, name, plan_attr(item->old, name),
				  plan_attr(item->new, name));
	}
	for (const xmlNode *n = by->children; n != NULL; n = n->next)
		if (is_ours(n) && plan_attr(n, "id") == NULL && !is_aside(n) &&
		    !is_told(item, (const char *)n->name))
			add_field(arena, item, (const char *)n->name,
				  children_text(arena, item->old, (const char *)n->name),
				  children_text(arena, item->new, (const char *)n->name));
}

/* == classes == */

static void
classify(struct diff_item *item, const char *field)
{
	const xmlNode *node = item->new != NULL ? item->new : item->old;
	const struct change_row *row = NULL;
	enum diff_class class = DIFF_MINOR;
	const char *because = NULL;
	for (size_t i = 0; row == NULL && i < sizeof change_rows / sizeof change_rows[0]; i++) {
		const struct change_row *r = &change_rows[i];
		if ((r->element[0] == '\0' || plan_is(node, r->element)) &&
		    (strcmp(r->field, "*") == 0 || strcmp(r->field, field) == 0))
			row = r;
	}
	if (row != NULL) {
		class = row->class;
		because = row->because;
	}
	if (class > item->class) {
		item->class = class;
		item->because = because;
	}
}

static void
classify_all(struct arena *arena, struct diff_item *item)
{
	static const char *const whats[] = {"added", "removed", "modified", "moved"};
	if (item->what == DIFF_ADDED)
		classify(item, "+");
	else if (item->what == DIFF_REMOVED)
		classify(item, "-");
	for (size_t i = 0; i < item->fields.len; i++)
		classify(item, item->fields.at[i].name);
	if (item->what == DIFF_MOVED)
		classify(item, "moved");
	if (item->because == NULL)
		item->because = arena_printf(arena, "%s was %s", item->label, whats[item->what]);
	else
		item->because = arena_printf(arena, "%s (%s)", item->because, item->label);
}

/* == items == */

struct comparing {
	struct arena *arena;
	struct plan_diff *d;
};

static const char *
label_of(struct arena *arena, const xmlNode *node)
{
	const char *id = plan_attr(node, "id");
	const char *name = plan_attr(node, "name");
	if (name == NULL)
		name = children_text(arena, node, "title");
	if (id == NULL)
		return arena_strdup(arena, (const char *)node->name);
	return name == NULL ? id : arena_printf(arena, "%s '%s'", id, name);
}

static date
fact_date(const xmlNode *node, const char *name)
{
	const char *text = node == NULL ? NULL : plan_fact_of(node, name);
	return text == NULL ? DATE_NONE : date_parse(text);
}

static void
read_dates(struct diff_item *item)
{
	const xmlNode *node = item->new != NULL ? item->new : item->old;
	item->old_start = item->new_start = item->old_finish = item->new_finish = DATE_NONE;
	if (!plan_is(node, "task") && !plan_is(node, "milestone"))
		return;
	item->old_start = fact_date(item->old, "start-date");
	item->new_start = fact_date(item->new, "start-date");
	item->old_finish = fact_date(item->old, "finish-date");
	item->new_finish = fact_date(item->new, "finish-date");
}

static bool
has_moved(const struct diff_item *item)
{
	return item->old != NULL && item->new != NULL &&
	       (item->old_start != item->new_start || item->old_finish != item->new_finish);
}

static void
compare_nodes(struct comparing *c, const xmlNode *old, const xmlNode *new)
{
	struct diff_item item = {.old = old, .new = new};
	const xmlNode *node = new != NULL ? new : old;
	item.id = plan_attr(node, "id") != NULL ? plan_attr(node, "id") : (const char *)node->name;
	item.label = label_of(c->arena, node);
	item.what = old == NULL ? DIFF_ADDED : new == NULL ? DIFF_REMOVED : DIFF_MODIFIED;
	read_dates(&item);
	if (item.what == DIFF_MODIFIED) {
		add_field(c->arena, &item, "text", own_text(c->arena, old),
			  own_text(c->arena, new));
		add_fields_of(c->arena, &item, new);
		add_fields_of(c->arena, &item, old);
		if (item.fields.len == 0 && !has_moved(&item))
			return;
		if (item.fields.len == 0)
			item.what = DIFF_MOVED;
	}
	classify_all(c->arena, &item);
	VEC_PUSH(c->arena, &c->d->items, item);
}

static bool
is_under_aside(const xmlNode *node)
{
	for (; node != NULL && node->type == XML_ELEMENT_NODE; node = node->parent)
		if (is_aside(node))
			return true;
	return false;
}

/* Sections without an id, once each; those that may come often have ids. */
static bool
is_section(const struct plan *plan, const xmlNode *node)
{
	return node->parent == plan->root && plan_attr(node, "id") == NULL && is_ours(node) &&
	       !is_aside(node);
}

static const xmlNode *
partner(const struct plan *plan, const struct plan *other, const xmlNode *node)
{
	const struct plan_item *item;
	if (plan_attr(node, "id") == NULL)
		return plan_child(other->root, (const char *)node->name);
	(void)plan;
	item = plan_item_find(other, plan_attr(node, "id"));
	return item == NULL ? NULL : item->node;
}

static bool
is_compared(const struct plan *plan, const xmlNode *node)
{
	if (node == plan->root || !is_ours(node) || is_under_aside(node))
		return false;
	return plan_attr(node, "id") != NULL || is_section(plan, node);
}

static void
compare_all(struct comparing *c)
{
	const struct plan *old = c->d->old, *new = c->d->new;
	for (const xmlNode *n = new->root; n != NULL; n = plan_walk(new->root, n))
		if (is_compared(new, n))
			compare_nodes(c, partner(new, old, n), n);
	for (const xmlNode *n = old->root; n != NULL; n = plan_walk(old->root, n))
		if (is_compared(old, n) && partner(old, new, n) == NULL)
			compare_nodes(c, n, NULL);
}

/* == records == */

/* What may change from one revision to the next without altering a record is left out: a review is
 * closed, a condition met, an open response answered.  without: an attribute left out too. */
static const char *
record_text(struct arena *arena, const xmlNode *node, const char *without)
{
	struct strbuf b = STRBUF_INIT;
	for (const xmlAttr *a = node->properties; a != NULL; a = a->next)
		if (a->ns == NULL && a->children != NULL && !same((const char *)a->name, without))
			strbuf_printf(&b, " %s=%s", (const char *)a->name,
				      (const char *)a->children->content);
	for (const xmlNode *n = node->children; n != NULL; n = n->next) {
		if (n->type == XML_TEXT_NODE)
			put_collapsed(&b, (const char *)n->content);
		else if (is_ours(n) && !plan_is(n, "response") && !plan_is(n, "condition"))
			put_content(&b, n);
	}
	const char *text = trimmed(arena, &b);
	strbuf_release(&b);
	return text;
}

static bool
is_settled(const xmlNode *node)
{
	if (plan_is(node, "negotiation"))
		return plan_attr_is(node, "result", "agreed") ||
		       plan_attr_is(node, "result", "partly-agreed");
	return true;
}

static bool
is_same_record(const xmlNode *a, const xmlNode *b)
{
	static const char *const keys[] = {"id", "n", "of", "revision"};
	if (!plan_is(b, (const char *)a->name))
		return false;
	for (size_t i = 0; i < sizeof keys / sizeof keys[0]; i++)
		if (!same(plan_attr(a, keys[i]), plan_attr(b, keys[i])))
			return false;
	return true;
}

static void
compare_record(struct comparing *c, const xmlNode *old, const xmlNode *new, const char *label)
{
	struct diff_record r = {.old = old, .new = new, .label = label};
	/* The first signature writes the digest into a row that had none. */
	const char *without =
		plan_is(old, "revision") && plan_attr(old, "digest") == NULL ? "digest" : NULL;
	if (new != NULL && (!is_settled(old) || same(record_text(c->arena, old, without),
						     record_text(c->arena, new, without))))
		return;
	VEC_PUSH(c->arena, &c->d->records, r);
}

/* The child of node that is the same record; NULL. */
static const xmlNode *
record_in(const xmlNode *parent, const xmlNode *record)
{
	for (const xmlNode *n = plan_child(parent, NULL); n != NULL; n = plan_next(n, NULL))
		if (is_same_record(record, n))
			return n;
	return NULL;
}

static const char *
record_label(struct arena *arena, const struct plan *plan, const xmlNode *node)
{
	const struct plan_item *signatory = plan_item_find(plan, plan_attr(node, "of"));
	if (plan_is(node, "signature"))
		return arena_printf(arena, "the signature of %s under revision %s",
				    signatory == NULL ? plan_attr(node, "of")
						      : plan_attr(signatory->node, "who"),
				    plan_attr(node, "revision"));
	if (plan_is(node, "revision"))
		return arena_printf(arena, "the row of revision %s", plan_attr(node, "n"));
	return arena_printf(arena, "the %s %s", (const char *)node->name, plan_attr(node, "id"));
}

static void
compare_children(struct comparing *c, const xmlNode *old, const xmlNode *new, const char *name)
{
	for (const xmlNode *n = plan_child(old, name); n != NULL; n = plan_next(n, name))
		compare_record(c, n, new == NULL ? NULL : record_in(new, n),
			       record_label(c->arena, c->d->old, n));
}

static void
compare_records(struct comparing *c)
{
	const xmlNode *old = c->d->old->root, *new = c->d->new->root;
	compare_children(c, plan_child(old, "approval"), plan_child(new, "approval"), "signature");
	compare_children(c, plan_child(old, "revisions"), plan_child(new, "revisions"), "revision");
	for (const xmlNode *r = plan_child(old, "review"); r != NULL; r = plan_next(r, "review")) {
		const struct plan_item *item = plan_item_find(c->d->new, plan_attr(r, "id"));
		const xmlNode *now = item == NULL ? NULL : item->node;
		if (now == NULL) {
			compare_record(c, r, NULL, record_label(c->arena, c->d->old, r));
			continue;
		}
		compare_children(c, r, now, "comment");
		compare_children(c, r, now, "negotiation");
	}
}

/* == the whole == */

/* What the policy calls at least so much is so much. */
static void
raise_class(struct arena *arena, struct plan_diff *d)
{
	const struct plan_policy *policy = policy_of(d->new);
	for (size_t i = 0; i < policy->raise_count; i++) {
		const struct plan_raise *raise = &policy->raises[i];
		enum diff_class least =
			strcmp(raise->class, "major") == 0 ? DIFF_MAJOR : DIFF_MINOR;
		const char *when =
			d->class < least ? policy_when_holds(arena, d, raise->when) : NULL;
		if (when == NULL)
			continue;
		d->class = least;
		d->because = arena_printf(arena, "the policy '%s' says so of %s", policy->id, when);
	}
}

struct plan_diff *
plan_compare(struct arena *arena, const struct plan *old, const struct plan *new)
{
	struct plan_diff *d = ARENA_NEW(arena, struct plan_diff);
	struct comparing c = {.arena = arena, .d = d};
	d->old = old;
	d->new = new;
	d->because = "";
	d->same_content = strcmp(old->digest, new->digest) == 0;
	compare_all(&c);
	compare_records(&c);
	for (size_t i = 0; i < d->items.len; i++)
		if (d->items.at[i].class > d->class) {
			d->class = d->items.at[i].class;
			d->because = d->items.at[i].because;
		}
	raise_class(arena, d);
	return d;
}
