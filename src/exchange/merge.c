/*
 * Merging: what a file says of the tasks of a plan, written into the plan's text by id.
 *
 * Both are in the model, so what differs is seen there and only that is written: a length in other
 * words, or a link in another order, is no change.  Tasks that the plan does not have come into the
 * action, or into the summary they are part of; those that the file lacks are named and stay.
 */
#include "base/map.h"
#include "base/strbuf.h"
#include "base/xml.h"
#include "base/xml_edit.h"
#include "exchange/exchange.h"
#include "exchange/plan_write.h"
#include "exchange/value.h"
#include "plan/edit.h"
#include "plan/outline.h"
#include "plan/plan.h"

#include <libxml/tree.h>
#include <string.h>

struct merging {
	struct exchange *ex; /* the file */
	struct exchange *of; /* the plan */
	struct plan *plan;
	struct xml_edit *edit;
	const char *action;
	struct map *mine;  /* id → index in the plan's model, as a size_t */
	const bool *fresh; /* by task of the file: not in the plan */
	bool ok;
};

static size_t
find_mine(const struct merging *m, const char *id)
{
	const size_t *at = map_find(m->mine, id);
	return at == NULL ? EX_NONE : *at;
}

/* == a value set, or taken away == */

static void
set(struct merging *m, const xmlNode *node, const char *attr, const char *value)
{
	const char *id = xml_attr(m->ex->arena, node, "id");
	m->ok = m->ok && (value == NULL ? xml_edit_unset(m->edit, node, attr)
					: xml_edit_set(m->edit, node, attr, value));
	if (m->ok && id != NULL)
		xml_edit_say(m->edit, "'%s': %s %s", id, attr,
			     value == NULL ? "taken away" : value);
}

static const char *
day_text(struct merging *m, minute at, bool end)
{
	struct strbuf b = STRBUF_INIT;
	if (at == MINUTE_NONE)
		return NULL;
	date_put_iso(&b, end ? minute_last_day(at) : minute_day(at));
	const char *text = arena_strdup(m->ex->arena, b.s);
	strbuf_release(&b);
	return text;
}

static bool
same_text(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

/* == known tasks == */

static const char *
constraint_day(struct merging *m, const struct ex_task *t)
{
	return exchange_has_day(t->must) ? day_text(m, t->on, exchange_is_of_finish(t->must))
					 : NULL;
}

static void
merge_constraint(struct merging *m, const struct ex_task *t, const struct ex_task *old,
		 const xmlNode *node)
{
	const char *on = constraint_day(m, t), *before = constraint_day(m, old);
	if (t->must == old->must && same_text(on, before))
		return;
	bool plain = t->kind == EX_MILESTONE && t->must == EX_START_ON;
	set(m, node, "must", plain ? NULL : plan_write_must(t->must));
	set(m, node, "on", on);
}

static void
merge_length(struct merging *m, const struct ex_task *t, size_t at, const xmlNode *node)
{
	const struct ex_task *old = &m->of->tasks.at[at];
	struct strbuf b = STRBUF_INIT;
	bool same = t->minutes == old->minutes &&
		    ex_value_is_elapsed(t->format) == ex_value_is_elapsed(old->format);
	if (t->kind != EX_TASK || old->kind != EX_TASK || t->minutes < 0 || same)
		return;
	plan_write_length(m->of, at, t->minutes, t->format, &b);
	set(m, node, "duration", b.s);
	strbuf_release(&b);
}

static bool
same_link(const struct exchange *a, const struct ex_link *x, const struct exchange *b,
	  const struct ex_link *y)
{
	bool percent = ex_value_base(x->format) == VALUE_PERCENT;
	return strcmp(a->tasks.at[x->from].id, b->tasks.at[y->from].id) == 0 &&
	       x->type == y->type && x->lag == y->lag &&
	       (x->lag == 0 || (percent == (ex_value_base(y->format) == VALUE_PERCENT) &&
				ex_value_is_elapsed(x->format) == ex_value_is_elapsed(y->format)));
}

static bool
has_link(const struct exchange *ex, const struct ex_task *t, const struct exchange *of,
	 const struct ex_link *l)
{
	for (size_t i = 0; i < t->links.len; i++)
		if (!t->links.at[i].cross && same_link(ex, &t->links.at[i], of, l))
			return true;
	return false;
}

/* A copy of an element that was parsed, to be put into the plan. */
static void
copy(struct xml_new *to, const xmlNode *node, struct arena *arena)
{
	for (const xmlAttr *a = node->properties; a != NULL; a = a->next) {
		const char *name = (const char *)a->name;
		xml_new_attr(to, name, xml_attr(arena, node, name));
	}
	for (const xmlNode *n = xml_first(node); n != NULL; n = xml_next(n))
		copy(xml_new_child(to, xml_name(n)), n, arena);
}

/* The elements of a text, below one that holds them. */
static const xmlNode *
parsed(struct merging *m, const char *text)
{
	const struct xml_options options = {.xinclude = false};
	const char *whole = arena_printf(m->ex->arena, "<x>%s</x>", text);
	const xmlDoc *doc = xml_parse_memory(m->ex->arena, m->ex->diag, "the imported task", whole,
					     strlen(whole), &options);
	m->ok = m->ok && doc != NULL;
	return doc == NULL ? NULL : xml_root(doc);
}

static const xmlNode *
last_named(const xmlNode *node, const char *name)
{
	const xmlNode *last = NULL;
	for (const xmlNode *n = xml_first(node); n != NULL; n = xml_next(n))
		if (strcmp(xml_name(n), name) == 0)
			last = n;
	return last;
}

static void
add_link(struct merging *m, size_t task, size_t link, const xmlNode *node)
{
	struct exchange *ex = m->ex;
	struct ex_task only = ex->tasks.at[task];
	struct ex_task *t = &ex->tasks.at[task];
	struct strbuf text = STRBUF_INIT;
	/* Written as part of a task that has no other. */
	t->links.at = &only.links.at[link];
	t->links.len = 1;
	t->first_assign = EX_NONE;
	plan_write_task_parts(ex, task, "", &text);
	*t = only;
	const xmlNode *root = text.len == 0 ? NULL : parsed(m, text.s);
	const xmlNode *after = root == NULL ? NULL : xml_first(root);
	if (after != NULL) {
		struct xml_new *n = xml_new(ex->arena, "after");
		copy(n, after, ex->arena);
		m->ok = m->ok && xml_edit_add(m->edit, node, last_named(node, "after"), n);
		if (m->ok)
			xml_edit_say(m->edit, "'%s' waits for '%s'", t->id,
				     ex->tasks.at[only.links.at[link].from].id);
	}
	strbuf_release(&text);
}

static void
merge_links(struct merging *m, size_t task, size_t at, const xmlNode *node)
{
	const struct ex_task *t = &m->ex->tasks.at[task];
	const struct ex_task *old = &m->of->tasks.at[at];
	for (size_t i = 0; i < t->links.len; i++)
		if (!t->links.at[i].cross && !has_link(m->of, old, m->ex, &t->links.at[i]))
			add_link(m, task, i, node);
	for (size_t i = 0; i < old->links.len; i++) {
		const struct ex_link *l = &old->links.at[i];
		if (has_link(m->ex, t, m->of, l))
			continue;
		m->ok = m->ok && xml_edit_remove(m->edit, l->node);
		if (m->ok)
			xml_edit_say(m->edit, "'%s' waits no longer so for '%s'", t->id,
				     m->of->tasks.at[l->from].id);
	}
}

static void
merge_task(struct merging *m, size_t task, size_t at)
{
	const struct ex_task *t = &m->ex->tasks.at[task];
	const struct ex_task *old = &m->of->tasks.at[at];
	const xmlNode *node = plan_node_of(m->plan, t->id);
	const char *deadline = day_text(m, t->deadline, true);
	if (!same_text(t->name, old->name))
		set(m, node, "name", t->name);
	merge_length(m, t, at, node);
	if (exchange_is_leaf(t))
		merge_constraint(m, t, old, node);
	if (!same_text(deadline, day_text(m, old->deadline, true)))
		set(m, node, "deadline", deadline);
	merge_links(m, task, at, node);
}

/* == new tasks == */

static struct xml_new *
new_task(struct merging *m, size_t task, struct xml_new *parent)
{
	struct exchange *ex = m->ex;
	const struct ex_task *t = &ex->tasks.at[task];
	const char *name = t->kind == EX_MILESTONE ? "milestone" : "task";
	struct xml_new *to =
		parent == NULL ? xml_new(ex->arena, name) : xml_new_child(parent, name);
	struct strbuf text = STRBUF_INIT;
	strbuf_printf(&text, "<%s", name);
	plan_write_task_attrs(ex, task, &text);
	strbuf_putc(&text, '>');
	plan_write_task_parts(ex, task, "", &text);
	strbuf_printf(&text, "</%s>", name);
	const xmlNode *root = parsed(m, text.s);
	if (root != NULL)
		copy(to, xml_first(root), ex->arena);
	strbuf_release(&text);
	size_t end = plan_write_next(ex, task);
	for (size_t i = task + 1; i < end; i = plan_write_next(ex, i))
		if (m->fresh[i])
			new_task(m, i, to);
	return to;
}

/* The element that a new task comes into: its summary, if the plan has it, or the action. */
static const xmlNode *
place_of(const struct merging *m, const struct ex_task *t)
{
	for (size_t p = t->parent; p != EX_NONE; p = m->ex->tasks.at[p].parent) {
		size_t at = find_mine(m, m->ex->tasks.at[p].id);
		if (at != EX_NONE && (m->of->tasks.at[at].kind == EX_SUMMARY ||
				      m->of->tasks.at[at].kind == EX_ACTION))
			return plan_node_of(m->plan, m->ex->tasks.at[p].id);
	}
	return plan_node_of(m->plan, m->action);
}

static void
add_tasks(struct merging *m)
{
	for (size_t i = 0; i < m->ex->tasks.len; i++) {
		const struct ex_task *t = &m->ex->tasks.at[i];
		if (!m->fresh[i] || (t->parent != EX_NONE && m->fresh[t->parent]))
			continue;
		const xmlNode *parent = place_of(m, t), *last = NULL;
		for (const xmlNode *n = xml_first(parent); n != NULL; n = xml_next(n))
			last = n;
		struct xml_new *n = new_task(m, i, NULL);
		m->ok = m->ok && xml_edit_add(m->edit, parent, last, n);
		if (m->ok)
			xml_edit_say(m->edit, "'%s' is new: %s", t->id, t->name);
	}
}

/* == people == */

static const struct ex_person *
same_person(const xmlNode *node, const struct exchange *ex, size_t i)
{
	const struct ex_person *p = &ex->people.at[i];
	const char *email = xml_attr(ex->arena, node, "email");
	const char *name = xml_attr(ex->arena, node, "name");
	bool by_mail = p->email != NULL && email != NULL && strcasecmp(p->email, email) == 0;
	return by_mail || same_text(p->name, name) ? p : NULL;
}

/* People are those of the plan by e-mail, then by name; others are added. */
static void
merge_people(struct merging *m, const xmlNode *root)
{
	const xmlNode *people = xml_first(root);
	while (people != NULL && strcmp(xml_name(people), "people") != 0)
		people = xml_next(people);
	for (size_t i = 0; people != NULL && i < m->ex->people.len; i++) {
		struct ex_person *p = &m->ex->people.at[i];
		const char *known = NULL;
		for (const xmlNode *n = xml_first(people); known == NULL && n != NULL;
		     n = xml_next(n))
			if (same_person(n, m->ex, i) != NULL)
				known = xml_attr(m->ex->arena, n, "id");
		if (known != NULL) {
			p->id = known;
			continue;
		}
		while (plan_node_of(m->plan, p->id) != NULL)
			p->id = arena_printf(m->ex->arena, "%s-2", p->id);
		struct xml_new *n = xml_new(m->ex->arena, "person");
		xml_new_attr(n, "id", p->id);
		xml_new_attr(n, "name", p->name);
		xml_new_attr(n, "email", p->email);
		m->ok = m->ok && xml_edit_add(m->edit, people, last_named(people, "person"), n);
		if (m->ok)
			xml_edit_say(m->edit, "'%s' is new: %s", p->id, p->name);
	}
}

/* == how far it is == */

static const xmlNode *
child_of(const xmlNode *node, const char *name)
{
	const xmlNode *n = node == NULL ? NULL : xml_first(node);
	while (n != NULL && strcmp(xml_name(n), name) != 0)
		n = xml_next(n);
	return n;
}

static const xmlNode *
progress_of(struct merging *m, const xmlNode *tracking, const char *id)
{
	const xmlNode *n = tracking == NULL ? NULL : xml_first(tracking);
	while (n != NULL && (strcmp(xml_name(n), "progress") != 0 ||
			     !same_text(xml_attr(m->ex->arena, n, "of"), id)))
		n = xml_next(n);
	return n;
}

static bool
same_day(minute a, minute b, bool end)
{
	if (a == MINUTE_NONE || b == MINUTE_NONE)
		return a == b;
	return end ? minute_last_day(a) == minute_last_day(b) : minute_day(a) == minute_day(b);
}

static bool
same_progress(const struct ex_task *t, const struct ex_task *old)
{
	return t->percent == old->percent && same_day(t->actual_start, old->actual_start, false) &&
	       same_day(t->actual_finish, old->actual_finish, true);
}

static void
merge_progress(struct merging *m, const xmlNode *root)
{
	const xmlNode *tracking = child_of(root, "tracking");
	struct xml_new *fresh = NULL;
	const struct ex_task blank = exchange_task_new();
	for (size_t i = 0; i < m->ex->tasks.len; i++) {
		const struct ex_task *t = &m->ex->tasks.at[i];
		size_t at = find_mine(m, t->id);
		const struct ex_task *old = at == EX_NONE ? &blank : &m->of->tasks.at[at];
		if (!exchange_is_leaf(t) || same_progress(t, old) ||
		    (at == EX_NONE && !m->fresh[i]))
			continue;
		const char *percent = arena_printf(m->ex->arena, "%d", t->percent);
		const char *started = day_text(m, t->actual_start, false);
		const char *finished = day_text(m, t->actual_finish, true);
		const xmlNode *node = progress_of(m, tracking, t->id);
		if (node != NULL) {
			m->ok = m->ok && xml_edit_set(m->edit, node, "percent", percent) &&
				(started == NULL ||
				 xml_edit_set(m->edit, node, "started", started)) &&
				(finished == NULL ||
				 xml_edit_set(m->edit, node, "finished", finished));
		} else {
			struct xml_new *n = fresh != NULL ? xml_new_child(fresh, "progress")
							  : xml_new(m->ex->arena, "progress");
			xml_new_attr(n, "of", t->id);
			xml_new_attr(n, "percent", percent);
			xml_new_attr(n, "started", started);
			xml_new_attr(n, "finished", finished);
			if (fresh != NULL)
				continue;
			if (tracking != NULL) {
				m->ok = m->ok && xml_edit_add(m->edit, tracking,
							      last_named(tracking, "progress"), n);
			} else {
				fresh = xml_new(m->ex->arena, "tracking");
				struct xml_new *first = xml_new_child(fresh, "progress");
				xml_new_attr(first, "of", t->id);
				xml_new_attr(first, "percent", percent);
				xml_new_attr(first, "started", started);
				xml_new_attr(first, "finished", finished);
				m->ok = m->ok && xml_edit_add(m->edit, root,
							      child_of(root, "revisions"), fresh);
			}
		}
		if (m->ok)
			xml_edit_say(m->edit, "'%s' is at %s %%", t->id, percent);
	}
}

/* == all == */

/* An id made here may be another task's in the plan: only one of the same name is the same. */
static void
settle_made_ids(struct merging *m)
{
	for (size_t i = 0; i < m->ex->tasks.len; i++) {
		struct ex_task *t = &m->ex->tasks.at[i];
		size_t at = find_mine(m, t->id);
		bool same = at != EX_NONE && same_text(m->of->tasks.at[at].name, t->name);
		if (t->id_made && !same && plan_node_of(m->plan, t->id) != NULL)
			t->id = arena_printf(m->ex->arena, "%s.file", t->id);
	}
}

/* Tasks of the action that the file does not have. */
static void
tell_missing(struct merging *m)
{
	struct map *there = map_new(m->ex->arena);
	for (size_t i = 0; i < m->ex->tasks.len; i++)
		map_put(there, m->ex->tasks.at[i].id, m);
	for (size_t i = 0; i < m->of->tasks.len; i++) {
		const struct ex_task *t = &m->of->tasks.at[i];
		bool of_action = false;
		for (size_t p = t->parent; p != EX_NONE; p = m->of->tasks.at[p].parent)
			of_action = of_action || strcmp(m->of->tasks.at[p].id, m->action) == 0;
		if (of_action && !map_has(there, t->id))
			diag_add(m->ex->diag, &exchange_diags[EX_DIAG_NOT_IN_FILE], &t->place,
				 t->id);
	}
}

static bool
check_action(const struct merging *m)
{
	const xmlNode *node = m->action == NULL ? NULL : plan_node_of(m->plan, m->action);
	const struct diag_place place = {.file = plan_path(m->plan), .line = 1};
	if (node != NULL && strcmp(xml_name(node), "action") == 0)
		return true;
	diag_add(m->ex->diag, &exchange_diags[EX_DIAG_NO_ACTION], &place,
		 m->action == NULL ? "" : m->action);
	return false;
}

bool
exchange_merge(struct exchange *ex, struct plan *plan, const struct exchange_into *into,
	       struct plan_edited *edited)
{
	const xmlNode *root = xml_root(plan_facts(plan));
	struct merging m = {.ex = ex,
			    .of = exchange_of_plan(ex->arena, diag_new(ex->arena), plan),
			    .plan = plan,
			    .action = into->action,
			    .mine = map_new(ex->arena),
			    .ok = true};
	bool *fresh = ARENA_ARRAY(ex->arena, ex->tasks.len, bool);
	m.fresh = fresh;
	m.edit = xml_edit_new(ex->arena, ex->diag, root, plan_path(plan));
	if (m.edit == NULL || (!into->progress_only && !check_action(&m)))
		return false;
	exchange_settle_calendars(m.of);
	for (size_t i = 0; i < m.of->tasks.len; i++) {
		size_t *at = ARENA_NEW(ex->arena, size_t);
		*at = i;
		map_put(m.mine, m.of->tasks.at[i].id, at);
	}
	settle_made_ids(&m);
	for (size_t i = 0; i < ex->tasks.len; i++) {
		const struct ex_task *t = &ex->tasks.at[i];
		fresh[i] = !into->progress_only && find_mine(&m, t->id) == EX_NONE &&
			   (exchange_is_leaf(t) || t->kind == EX_SUMMARY);
		if (fresh[i] && t->calendar_uid >= 0)
			exchange_lose(ex, "calendars of new tasks", &t->place, false);
		if (fresh[i])
			ex->tasks.at[i].calendar_uid = -1;
	}
	if (!into->progress_only) {
		merge_people(&m, root);
		for (size_t i = 0; i < ex->tasks.len; i++) {
			size_t at = find_mine(&m, ex->tasks.at[i].id);
			if (at != EX_NONE && (exchange_is_leaf(&m.of->tasks.at[at]) ||
					      m.of->tasks.at[at].kind == EX_SUMMARY))
				merge_task(&m, i, at);
		}
		add_tasks(&m);
		tell_missing(&m);
	}
	merge_progress(&m, root);
	exchange_tell_lost(ex);
	return m.ok && plan_edit_apply(ex->arena, ex->diag, plan, m.edit, edited);
}
