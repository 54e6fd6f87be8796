/*
 * The plan's calendars: read all, built when a task needs them.
 */
#include "base/map.h"
#include "base/strbuf.h"
#include "base/xml.h"
#include "plan/work.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* Years of which at least one day must be worked. */
#define RANGE_DAYS 3652
#define CHAIN_MAX  64

struct entries {
	VEC(struct calendar_entry);
};

static bool
read_entry(struct plan *plan, const xmlNode *node, struct entries *entries)
{
	struct calendar_entry e = {.from = plan_date(plan, node, "from"),
				   .to = plan_date(plan, node, "to"),
				   .on = plan_is(node, "on"),
				   .name = plan_attr(node, "name")};
	if (e.from == DATE_NONE || (e.to == DATE_NONE && plan_attr(node, "to") != NULL))
		return false;
	if (e.to == DATE_NONE)
		e.to = e.from;
	if (e.from > e.to) {
		struct diag_place place = xml_attr_place(plan->diag, node, "to", true);
		diag_add(plan->diag, &plan_diags[PLAN_DIAG_PERIOD], &place, plan_attr(node, "from"),
			 plan_attr(node, "to"));
		return true;
	}
	VEC_PUSH(plan->arena, entries, e);
	return true;
}

static unsigned
read_week(const char *text)
{
	static const char *const days[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
	unsigned week = 0;
	for (size_t i = 0; i < 7; i++)
		if (plan_has_word(text, days[i]))
			week |= 1U << i;
	return week;
}

static bool
read_hours(struct plan *plan, const xmlNode *node, struct calendar_source *source)
{
	const char *text = plan_attr(node, "hours");
	int64_t hours = 0;
	if (text == NULL)
		return true;
	if (plan_number(text, &hours) && hours > 0 && hours <= 24000000)
		source->minutes = (int)((hours * 60 + 500000) / 1000000);
	if (source->minutes > 0)
		return true;
	struct diag_place place = xml_attr_place(plan->diag, node, "hours", true);
	diag_add(plan->diag, &plan_diags[PLAN_DIAG_HOURS], &place, text);
	return false;
}

/* "08:00-12:00 13:00-17:00", whose shape the grammar has checked; false, with PP514, if it is not
 * one after the other. */
static bool
read_times(struct plan *plan, const xmlNode *node, struct calendar_source *source)
{
	const char *text = plan_attr(node, "times");
	struct calendar_span *spans =
		ARENA_ARRAY(plan->arena, CALENDAR_SPANS, struct calendar_span);
	const char *list = text, *word;
	int last = 0;
	bool ok = true;
	if (text == NULL)
		return true;
	while (ok && plan_word(plan->arena, &list, &word)) {
		struct calendar_span s = {.from = (word[0] * 10 + word[1] - '0' * 11) * 60 +
						  word[3] * 10 + word[4] - '0' * 11,
					  .to = (word[6] * 10 + word[7] - '0' * 11) * 60 +
						word[9] * 10 + word[10] - '0' * 11};
		ok = source->span_count < CALENDAR_SPANS && s.from >= last && s.from < s.to &&
		     s.to <= MINUTES_PER_DAY;
		if (ok)
			spans[source->span_count++] = s;
		last = s.to;
	}
	source->spans = spans;
	if (ok)
		return true;
	struct diag_place place = xml_attr_place(plan->diag, node, "times", true);
	diag_add(plan->diag, &plan_diags[PLAN_DIAG_TIMES], &place, text);
	return false;
}

static bool
read_calendar(struct plan *plan, struct plan_item *item)
{
	struct calendar_source *source = ARENA_NEW(plan->arena, struct calendar_source);
	struct entries entries = {0};
	bool ok = read_hours(plan, item->node, source) && read_times(plan, item->node, source);
	source->week = read_week(plan_attr(item->node, "week"));
	for (xmlNode *n = plan_child(item->node, NULL); n != NULL; n = plan_next(n, NULL))
		ok = read_entry(plan, n, &entries) && ok;
	source->entries = entries.at;
	source->count = entries.len;
	item->source = source;
	return ok;
}

static struct plan_item *
base_of(const struct plan *plan, const struct plan_item *item)
{
	return plan_item_find(plan, plan_attr(item->node, "base"));
}

/* Links a calendar to its base, unless the chain of bases comes round or has no end.  Of a ring,
 * the first member tells. */
static bool
link_base(struct plan *plan, struct plan_item *item)
{
	struct plan_item *base = base_of(plan, item);
	struct strbuf path = STRBUF_INIT;
	bool told = item->in_ring;
	int depth = 0;
	strbuf_puts(&path, item->id);
	for (struct plan_item *b = base; b != NULL; b = base_of(plan, b)) {
		told = told || b->in_ring;
		strbuf_printf(&path, " → %s", b->id);
		item->in_ring = b == item || ++depth == CHAIN_MAX;
		if (item->in_ring)
			break;
	}
	if (!item->in_ring && base != NULL)
		item->source->base = base->source;
	if (item->in_ring && !told) {
		struct diag_place place = xml_attr_place(plan->diag, item->node, "base", true);
		diag_add(plan->diag, &plan_diags[PLAN_DIAG_BASE_CYCLE], &place, path.s);
	}
	strbuf_release(&path);
	return !item->in_ring;
}

static bool
check_work(struct plan *plan, const xmlNode *node, const struct calendar *c, const char *what)
{
	date start = plan->sched.start;
	const char *id = plan_attr(node, "id");
	if (c != NULL && calendar_has_work(c, start, start + RANGE_DAYS))
		return true;
	struct diag_place place = xml_place(node);
	struct strbuf from = STRBUF_INIT;
	date_put_iso(&from, start);
	diag_add(plan->diag, &plan_diags[PLAN_DIAG_NO_WORK], &place, what, id == NULL ? "" : id,
		 from.s);
	strbuf_release(&from);
	return false;
}

bool
work_read_calendars(struct plan *plan)
{
	xmlNode *schedule = plan_child(plan->root, "schedule");
	bool ok = true;
	for (size_t i = 0; i < plan->items.len; i++)
		if (plan->items.at[i]->kind == PLAN_KIND_CALENDAR)
			ok = read_calendar(plan, plan->items.at[i]) && ok;
	for (size_t i = 0; i < plan->items.len; i++)
		if (plan->items.at[i]->kind == PLAN_KIND_CALENDAR)
			ok = link_base(plan, plan->items.at[i]) && ok;
	if (!ok)
		return false;
	plan->calendar =
		work_calendar_of(plan, plan_item_find(plan, plan_attr(schedule, "calendar")));
	/* Those that nobody uses are looked at too, but stop nothing. */
	for (size_t i = 0; i < plan->items.len; i++)
		if (plan->items.at[i]->kind == PLAN_KIND_CALENDAR)
			(void)work_calendar_of(plan, plan->items.at[i]);
	return plan->calendar != NULL;
}

struct calendar *
work_calendar_of(struct plan *plan, struct plan_item *item)
{
	if (item->kind != PLAN_KIND_CALENDAR) {
		struct plan_item *own = plan_item_find(plan, plan_attr(item->node, "calendar"));
		return own == NULL ? plan->calendar : work_calendar_of(plan, own);
	}
	if (item->calendar == NULL) {
		struct calendar *c = calendar_build(plan->arena, item->source);
		if (check_work(plan, item->node, c, "the calendar"))
			item->calendar = c;
	}
	return item->calendar;
}

static int
compare_calendars(const void *a, const void *b)
{
	const char *x = (*(struct plan_item *const *)a)->id;
	const char *y = (*(struct plan_item *const *)b)->id;
	return strcmp(x, y);
}

/* The calendar item that rules a person's time; NULL: the project's. */
static struct plan_item *
calendar_item(const struct plan *plan, const char *who)
{
	const struct plan_item *person = plan_item_find(plan, who);
	struct plan_item *own =
		person == NULL ? NULL : plan_item_find(plan, plan_attr(person->node, "calendar"));
	if (own != NULL)
		return own;
	xmlNode *schedule = plan_child(plan->root, "schedule");
	return plan_item_find(plan, plan_attr(schedule, "calendar"));
}

/* The common time of several; the same set is built once. */
static struct calendar *
intersection(struct plan *plan, const xmlNode *task, struct plan_item **items, size_t count)
{
	const struct calendar **list = ARENA_ARRAY(plan->arena, count, const struct calendar *);
	struct strbuf key = STRBUF_INIT;
	for (size_t i = 0; i < count; i++) {
		list[i] = work_calendar_of(plan, items[i]);
		if (list[i] == NULL) {
			strbuf_release(&key);
			return NULL;
		}
		strbuf_printf(&key, "%s ", items[i]->id);
	}
	struct calendar *c = map_find(plan->common, key.s);
	if (c == NULL) {
		c = calendar_intersect(plan->arena, list, count);
		map_put(plan->common, key.s, c);
	}
	strbuf_release(&key);
	return check_work(plan, task, c, "the common time of those assigned to") ? c : NULL;
}

struct calendar *
work_calendar_of_task(struct plan *plan, const xmlNode *node)
{
	struct plan_item *own = plan_item_find(plan, plan_attr(node, "calendar"));
	size_t count = xmlChildElementCount((xmlNode *)(uintptr_t)node);
	struct plan_item **items = ARENA_ARRAY(plan->arena, count, struct plan_item *);
	if (own != NULL)
		return work_calendar_of(plan, own);
	count = 0;
	for (const xmlNode *n = plan_child(node, "assign"); n != NULL; n = plan_next(n, "assign"))
		items[count++] = calendar_item(plan, plan_attr(n, "who"));
	if (count == 0 || plan_child(node, "task") != NULL || plan_child(node, "milestone") != NULL)
		return plan->calendar;
	qsort(items, count, sizeof items[0], compare_calendars);
	size_t kept = 0;
	for (size_t i = 0; i < count; i++)
		if (kept == 0 || items[kept - 1] != items[i])
			items[kept++] = items[i];
	return kept == 1 ? work_calendar_of(plan, items[0]) : intersection(plan, node, items, kept);
}
