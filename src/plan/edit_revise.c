/*
 * Revise and baseline: from one revision to the next.
 *
 * revise begins a revision: it gets a number, and a row in the history.
 *	one word    the summary: what changes, or why
 *	class       editorial, minor or major: who signs again; trigger: one or more
 *	by          default: the plan's author; on: the day; number: else the next of the class
 *	change      ID=WORDS, any number; request: their change request
 * With a diff (--against an earlier file) the changes are listed from it, and the class is at least
 * that of the changes.
 *
 * With complete, and a diff, no revision is begun: the changes that the row of the present one does
 *not name yet are added to it.
 *
 * baseline stores the computed dates of the approved revision: slips are counted from them.
 *	on          the day
 */
#include "base/strbuf.h"
#include "base/xml.h"
#include "plan/diff.h"
#include "plan/edit_imp.h"

#include <string.h>

/* == numbers == */

struct number {
	unsigned long major, minor;
};

static struct number
read_number(const char *text)
{
	struct number n = {0, 0};
	char *end;

	n.major = strtoul(text, &end, 10);
	if (*end == '.')
		n.minor = strtoul(end + 1, NULL, 10);
	return n;
}

static bool
is_above(const char *a, const char *b)
{
	struct number x = read_number(a), y = read_number(b);

	return x.major != y.major ? x.major > y.major : x.minor > y.minor;
}

/* The last row of the history; the grammar wants one. */
static xmlNode *
last_row(const struct plan *plan)
{
	xmlNode *last = NULL;

	for (xmlNode *n = plan_child(plan_child(plan->root, "revisions"), "revision"); n != NULL;
	     n = plan_next(n, "revision"))
		last = n;
	return last;
}

/* The number asked for, or the next of the class; NULL and a diagnostic if it does not go up. */
static const char *
number_of(struct plan_edit *e, const char *class)
{
	const char *asked = edit_field(e, "number"), *now = e->plan->revision;
	const char *last = plan_attr(last_row(e->plan), "n");
	struct diag_place place = xml_place(last_row(e->plan));
	struct number n;

	if (is_above(last, now))
		now = last;
	n = read_number(now);
	if (asked == NULL)
		return strcmp(class, "major") == 0
			       ? arena_printf(e->arena, "%lu.0", n.major + 1)
			       : arena_printf(e->arena, "%lu.%lu", n.major, n.minor + 1);
	if (is_above(asked, now))
		return asked;
	diag_add(e->diag, &plan_diags[PLAN_DIAG_EDIT_NUMBER], &place, asked, now);
	return NULL;
}

/* == may it be revised? == */

static bool
is_signed(const struct plan_edit *e)
{
	const xmlNode *n = plan_child(plan_child(e->plan->root, "approval"), "signature");

	while (n != NULL && !plan_attr_is(n, "revision", e->plan->revision))
		n = plan_next(n, "signature");
	return n != NULL;
}

/* Has anybody looked at this revision or signed it? */
static bool
is_issued(const struct plan_edit *e)
{
	const xmlNode *n = plan_child(e->plan->root, "review");

	if (is_signed(e))
		return true;
	for (; n != NULL; n = plan_next(n, "review"))
		if (plan_attr_is(n, "revision", e->plan->revision))
			return true;
	return false;
}

/* Does it hold what the revision before it holds? */
static bool
is_unchanged(const struct plan_edit *e)
{
	const xmlNode *row = edit_revision_row(e), *before = NULL;
	const char *digest;

	for (xmlNode *n = plan_child(plan_child(e->plan->root, "revisions"), "revision");
	     n != NULL && n != row; n = plan_next(n, "revision"))
		before = n;
	digest = row == NULL ? NULL : plan_attr(before, "digest");
	return digest != NULL && plan_digest_is(e->plan, digest);
}

static bool
check_state(struct plan_edit *e)
{
	struct diag_place place = xml_place(e->plan->root);
	const char *state = plan_fact_of(e->plan->root, "state");
	const char *reason = plan_fact_of(e->plan->root, "state-reason");

	if (edit_open_review(e) != NULL || edit_state_is(e, "superseded closed withdrawn"))
		return EDIT_REFUSE(e, EDIT_STATE, &place, e->plan->revision, state, reason,
				   "be revised");
	if (edit_state_is(e, "draft") ||
	    (!is_issued(e) &&
	     (!edit_state_is(e, "approved approved-with-conditions") || is_unchanged(e)))) {
		diag_add(e->diag, &plan_diags[PLAN_DIAG_EDIT_NOT_ISSUED], &place,
			 e->plan->revision);
		diag_help(e->diag, "change it as it is: it needs no new number yet");
		return false;
	}
	return true;
}

/* == the row == */

static const char *
class_of(struct plan_edit *e)
{
	static const char *const names[] = {"editorial", "editorial", "minor", "major"};
	const struct plan_diff *diff = e->request->diff;
	const char *asked = edit_field(e, "class");
	size_t rank = 0;

	if (asked == NULL && diff == NULL)
		return edit_need_field(e, "class", "editorial, minor or major");
	if (asked == NULL)
		return names[diff->class];
	while (rank < DIFF_MAJOR && strcmp(names[rank + 1], asked) != 0)
		rank++;
	/* A word that is no class is left to the schema. */
	if (diff == NULL || rank == DIFF_MAJOR || rank + 1 >= (size_t)diff->class)
		return asked;
	diag_add(e->diag, &plan_diags[PLAN_DIAG_EDIT_CLASS], NULL, asked, names[diff->class],
		 diff->because);
	return NULL;
}

/* The plan's author, if nobody is named. */
static const char *
author_of(struct plan_edit *e)
{
	const char *by = edit_field(e, "by");

	if (by == NULL)
		return plan_attr(plan_child(plan_child(e->plan->root, "head"), "author"), "who");
	return edit_need(e, by, "person role body team") == NULL ? NULL : by;
}

/* Not before the revision it follows. */
static bool
row_day(struct plan_edit *e, date *on)
{
	const xmlNode *last = last_row(e->plan);
	struct diag_place place = xml_place(last);

	if (!edit_day(e, "on", on))
		return false;
	if (*on >= plan_date(e->plan, last, "on"))
		return true;
	return EDIT_REFUSE(e, EDIT_DAY_BACK, &place, edit_iso(e->arena, *on), plan_attr(last, "n"),
			   plan_attr(last, "on"));
}

static const char *const marks[] = {
	[DIFF_ADDED] = "A", [DIFF_REMOVED] = "D", [DIFF_MODIFIED] = "M", [DIFF_MOVED] = "M"};

/* Dates that moved follow from something that is listed; what has no id cannot be named. */
static bool
is_change(const struct diff_item *item)
{
	const xmlNode *node = item->new != NULL ? item->new : item->old;

	return item->what != DIFF_MOVED && plan_attr(node, "id") != NULL;
}

static void
fill_change(struct plan_edit *e, struct xml_new *n, const char *mark, const char *at,
	    const char *words)
{
	xml_new_attr(n, "mark", mark);
	xml_new_attr(n, "at", at);
	xml_new_attr(n, "request", edit_field(e, "request"));
	xml_new_text(n, words);
}

/* "duration 6w -> 5w; lag 3d added": what of it the list says. */
static const char *
words_of(struct plan_edit *e, const struct diff_item *item)
{
	struct strbuf b = STRBUF_INIT;
	const char *words;

	if (item->what == DIFF_ADDED || item->what == DIFF_REMOVED)
		return arena_printf(e->arena, "%s %s.", item->label,
				    item->what == DIFF_ADDED ? "added" : "removed");
	for (size_t i = 0; i < item->fields.len; i++) {
		const struct diff_field *f = &item->fields.at[i];

		strbuf_puts(&b, b.len == 0 ? "" : "; ");
		if (f->was == NULL || f->is == NULL)
			strbuf_printf(&b, "%s %s", f->name, f->was == NULL ? "added" : "removed");
		else if (strlen(f->was) + strlen(f->is) > 60)
			strbuf_printf(&b, "%s reworded", f->name);
		else
			strbuf_printf(&b, "%s %s instead of %s", f->name, f->is, f->was);
	}
	words = arena_strdup(e->arena, b.s);
	strbuf_release(&b);
	return words;
}

static bool
is_listed(const struct plan_edit *e, const char *id)
{
	const char *change;

	for (size_t i = 0; (change = edit_field_at(e, "change", i)) != NULL; i++)
		if (strncmp(change, id, strlen(id)) == 0 && change[strlen(id)] == '=')
			return true;
	return false;
}

static bool
add_changes(struct plan_edit *e, struct xml_new *row)
{
	const struct plan_diff *diff = e->request->diff;
	const char *change;

	for (size_t i = 0; (change = edit_field_at(e, "change", i)) != NULL; i++) {
		const char *equals = strchr(change, '='), *id;

		if (equals == NULL)
			return EDIT_REFUSE(e, EDIT_PAIR, NULL, change, "change", "ID=WORDS");
		id = arena_strndup(e->arena, change, (size_t)(equals - change));
		if (edit_need(e, id, "") == NULL)
			return false;
		fill_change(e, xml_new_child(row, "change"), "M", id, equals + 1);
	}
	for (size_t i = 0; diff != NULL && i < diff->items.len; i++) {
		const struct diff_item *item = &diff->items.at[i];

		if (is_change(item) && !is_listed(e, item->id))
			fill_change(e, xml_new_child(row, "change"), marks[item->what], item->id,
				    words_of(e, item));
	}
	return true;
}

/* == the list of the revision that is open == */

/* Does the row name the item, or what it is part of? */
static bool
is_named(const xmlNode *row, const struct diff_item *item)
{
	const xmlNode *node = item->new != NULL ? item->new : item->old;

	for (const xmlNode *c = plan_child(row, "change"); c != NULL; c = plan_next(c, "change"))
		for (const xmlNode *n = node; n != NULL && n->type == XML_ELEMENT_NODE;
		     n = n->parent)
			if (plan_attr(n, "id") != NULL && plan_attr_is(c, "at", plan_attr(n, "id")))
				return true;
	return false;
}

static bool
complete_row(struct plan_edit *e)
{
	const struct plan_diff *diff = e->request->diff;
	const xmlNode *row = edit_revision_row(e);
	struct diag_place place = xml_place(row != NULL ? row : e->plan->root);

	if (diff == NULL)
		return EDIT_REFUSE(e, EDIT_LACKS, NULL, "--against",
				   "the file as it was before the revision");
	if (row == NULL || is_signed(e))
		return EDIT_REFUSE(e, EDIT_SIGNED, &place, e->plan->revision);
	for (size_t i = 0; i < diff->items.len; i++) {
		const struct diff_item *item = &diff->items.at[i];
		struct xml_new *n = xml_new(e->arena, "change");

		if (!is_change(item) || is_named(row, item))
			continue;
		fill_change(e, n, marks[item->what], item->id, words_of(e, item));
		if (!edit_put(e, row, n, "change"))
			return false;
		xml_edit_say(e->xml, "%s: %s", item->id, words_of(e, item));
	}
	return true;
}

/* Several options, or one list of words. */
static const char *
triggers_of(struct plan_edit *e)
{
	const char *all = "", *next;

	if (edit_need_field(e, "trigger",
			    "why: review, negotiation, pilot-result, slip, scope, resources, "
			    "objectives, new-finding, organization, correction or closure") == NULL)
		return NULL;
	for (size_t i = 0; (next = edit_field_at(e, "trigger", i)) != NULL; i++)
		all = arena_printf(e->arena, "%s%s%s", all, i == 0 ? "" : " ", next);
	return all;
}

bool
edit_revise(struct plan_edit *e)
{
	const char *class, *trigger, *by, *number;
	struct xml_new *row = xml_new(e->arena, "revision");
	date on;

	if (edit_field(e, "complete") != NULL)
		return complete_row(e);
	class = class_of(e);
	trigger = class == NULL ? NULL : triggers_of(e);
	by = trigger == NULL ? NULL : author_of(e);
	if (by == NULL)
		return false;
	if (e->request->operand_count == 0)
		return EDIT_REFUSE(e, EDIT_LACKS, NULL, "SUMMARY", "what changes, or why");
	if (!check_state(e) || !row_day(e, &on))
		return false;
	number = number_of(e, class);
	if (number == NULL)
		return false;
	xml_new_attr(row, "n", number);
	xml_new_attr(row, "on", edit_iso(e->arena, on));
	xml_new_attr(row, "by", by);
	xml_new_attr(row, "class", class);
	xml_new_attr(row, "trigger", trigger);
	edit_prose(xml_new_child(row, "summary"), e->request->operands[0]);
	if (!add_changes(e, row) || !xml_edit_set(e->xml, e->plan->root, "revision", number))
		return false;
	xml_edit_say(e->xml, "revision %s, after %s", number, e->plan->revision);
	if (!edit_put_into(e, "revisions", row, "revision"))
		return false;
	xml_edit_say(e->xml, "%s revision by %s on %s: %s", class, by, edit_iso(e->arena, on),
		     trigger);
	return true;
}

/* == baseline == */

static const xmlNode *
known_baseline(const struct plan *plan)
{
	const xmlNode *n = plan_child(plan_child(plan->root, "schedule"), "baseline");

	while (n != NULL && !plan_attr_is(n, "revision", plan->revision))
		n = plan_next(n, "baseline");
	return n;
}

static size_t
add_dates(const struct plan_edit *e, struct xml_new *baseline)
{
	size_t count = 0;

	for (size_t i = 0; i < e->plan->sched.task_count; i++) {
		const struct plan_item *item = e->plan->tasks[i].item;
		const char *start = plan_fact_of(item->node, "start-date");
		const char *finish = plan_fact_of(item->node, "finish-date");
		struct xml_new *at;

		if (e->plan->sched.tasks[i].kind == SCHED_EXTERNAL || start == NULL ||
		    finish == NULL)
			continue;
		at = xml_new_child(baseline, "at");
		xml_new_attr(at, "task", item->id);
		xml_new_attr(at, "start", start);
		xml_new_attr(at, "finish", finish);
		xml_new_attr(at, "effort", plan_attr(item->node, "effort"));
		count++;
	}
	return count;
}

bool
edit_baseline(struct plan_edit *e)
{
	const xmlNode *known = known_baseline(e->plan);
	struct diag_place place = xml_place(known != NULL ? known : e->plan->root);
	struct xml_new *n = xml_new(e->arena, "baseline");
	size_t count;
	date on;

	if (known != NULL)
		return EDIT_REFUSE(e, EDIT_BASELINE, &place, e->plan->revision,
				   plan_attr(known, "on"));
	if (!edit_state_is(e, "approved approved-with-conditions"))
		return EDIT_REFUSE(e, EDIT_STATE, &place, e->plan->revision,
				   plan_fact_of(e->plan->root, "state"),
				   plan_fact_of(e->plan->root, "state-reason"), "get a baseline");
	if (!edit_day(e, "on", &on))
		return false;
	xml_new_attr(n, "revision", e->plan->revision);
	xml_new_attr(n, "on", edit_iso(e->arena, on));
	count = add_dates(e, n);
	if (!edit_put_into(e, "schedule", n, "baseline"))
		return false;
	xml_edit_say(e->xml, "baseline of revision %s: dates of %zu tasks and milestones",
		     e->plan->revision, count);
	return true;
}
