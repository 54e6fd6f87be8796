/*
 * Load: how much of their time people are planned with.
 *
 * By week: the effort of each assignment, spread evenly over the working time of its task, against
 * the working time of the person's own calendar.  Effort is what the assignment or the task says,
 * else units × length.  By day: what teams count on (allocation).  Other plans that are looked at
 * together with this one count too: people are the same if their names are.
 */
#include "base/map.h"
#include "base/strbuf.h"
#include "plan/facts_imp.h"
#include "plan/work.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

/* A plan longer than this is not shown by week. */
#define WEEKS_MAX 2600

struct week {
	date monday;
	int64_t minutes; /* planned, in thousandths */
	const char *tasks;
};

struct person {
	struct plan_item *item;
	const struct calendar *calendar; /* own, or the project's */
	bool own;			 /* has a calendar of its own */
	struct {
		VEC(struct week);
	} weeks; /* in order of first use */
};

static date
monday_of(date d)
{
	return d - date_weekday(d);
}

static struct week *
week_of(struct plan *plan, struct person *p, date monday)
{
	for (size_t i = p->weeks.len; i-- > 0;)
		if (p->weeks.at[i].monday == monday)
			return &p->weeks.at[i];
	struct week week = {.monday = monday, .tasks = ""};
	VEC_PUSH(plan->arena, &p->weeks, week);
	return &p->weeks.at[p->weeks.len - 1];
}

static minute
day_minute(date d)
{
	return (minute)d * MINUTES_PER_DAY;
}

static int64_t
percent_units(const xmlNode *assign)
{
	int64_t units = 0;
	return plan_number(plan_attr(assign, "units"), &units) ? units / 1000000 : 100;
}

/* Minutes of effort of one assignment, in thousandths. */
static int64_t
effort_of(const struct sched_task *t, const xmlNode *node, const xmlNode *assign)
{
	const char *own = plan_attr(assign, "effort");
	const char *all = plan_attr(node, "effort");
	int64_t sum = 0;
	if (own != NULL)
		return span_minutes(span_parse(own), t->calendar) * 1000;
	if (plan_attr(assign, "units") != NULL || all == NULL)
		return t->work * percent_units(assign) * 10;
	for (xmlNode *n = plan_child(node, "assign"); n != NULL; n = plan_next(n, "assign"))
		sum += percent_units(n);
	return sum == 0 ? 0
			: span_minutes(span_parse(all), t->calendar) * 1000 / sum *
				  percent_units(assign);
}

/* Puts an assignment's effort into the person's weeks. */
static void
spread(struct plan *plan, struct person *p, const struct sched_task *t, int64_t effort,
       const char *id)
{
	date last = monday_of(minute_last_day(t->finish));
	int weeks = 0;
	if (t->work <= 0)
		return;
	for (date monday = monday_of(minute_day(t->start)); monday <= last && weeks++ < WEEKS_MAX;
	     monday += 7) {
		minute from = day_minute(monday), to = day_minute(monday + 7);
		int64_t share = calendar_work(t->calendar, to < t->finish ? to : t->finish) -
				calendar_work(t->calendar, from > t->start ? from : t->start);
		if (share <= 0)
			continue;
		struct week *week = week_of(plan, p, monday);
		week->minutes += (int64_t)((double)effort * (double)share / (double)t->work);
		if (id != NULL && !plan_has_word(week->tasks, id))
			week->tasks = arena_printf(plan->arena, "%s%s%s", week->tasks,
						   *week->tasks == '\0' ? "" : " ", id);
	}
}

/* Days of the task on which it is worked and the person is away. */
static void
put_leave(struct plan *plan, xmlNode *assign, const struct person *p, const struct sched_task *t)
{
	date last = minute_last_day(t->finish);
	int64_t away = 0;
	if (!p->own || t->work <= 0 || last - minute_day(t->start) > 7 * WEEKS_MAX)
		return;
	for (date d = minute_day(t->start); d <= last; d++)
		away += calendar_is_working(t->calendar, d) && !calendar_is_working(p->calendar, d);
	if (away > 0)
		plan_fact_int(plan, assign, "leave", away);
}

static int
compare_weeks(const void *a, const void *b)
{
	const struct week *x = a, *y = b;
	return (x->monday > y->monday) - (x->monday < y->monday);
}

static void
put_week(struct plan *plan, const struct person *p, const struct week *week)
{
	int64_t capacity = calendar_work(p->calendar, day_minute(week->monday + 7)) -
			   calendar_work(p->calendar, day_minute(week->monday));
	int64_t minutes = (week->minutes + 500) / 1000;
	int year;
	int number = date_iso_week(week->monday, &year);
	struct strbuf from = STRBUF_INIT;
	const char *values[][2] = {
		{"week", arena_printf(plan->arena, "%04d-W%02d", year, number)},
		{"from", NULL},
		{"minutes", arena_printf(plan->arena, "%" PRId64, minutes)},
		{"capacity", arena_printf(plan->arena, "%" PRId64, capacity)},
		{"percent", arena_printf(plan->arena, "%" PRId64,
					 capacity > 0  ? (minutes * 100 + capacity / 2) / capacity
					 : minutes > 0 ? INT64_C(999)
						       : INT64_C(0))},
		{"tasks", week->tasks}};
	xmlNode *n = xmlNewChild(p->item->node, plan->facts_ns, (const xmlChar *)"load", NULL);
	if (n == NULL)
		oom();
	date_put_iso(&from, week->monday);
	values[1][1] = from.s;
	for (size_t i = 0; i < sizeof values / sizeof values[0]; i++)
		xmlNewProp(n, (const xmlChar *)values[i][0], (const xmlChar *)values[i][1]);
	strbuf_release(&from);
}

/* == allocation == */

struct share {
	date from;
	date to;
	int64_t percent;
};

struct shares {
	VEC(struct share);
};

static date
date_or(struct plan *plan, const xmlNode *node, const xmlNode *above, const char *name,
	date otherwise)
{
	date d = plan_date(plan, node, name);
	if (d == DATE_NONE)
		d = plan_date(plan, above, name);
	return d == DATE_NONE ? otherwise : d;
}

/* What the teams of a plan count on of one person. */
static void
add_shares(struct plan *plan, struct plan *of, const char *who, struct shares *shares)
{
	const xmlNode *infra = plan_child(of->root, "infrastructure");
	for (xmlNode *t = plan_child(infra, "team"); t != NULL; t = plan_next(t, "team"))
		for (xmlNode *m = plan_child(t, "member"); m != NULL; m = plan_next(m, "member")) {
			struct share s = {
				.from = date_or(of, m, t, "from", minute_day(of->sched.begin)),
				.to = date_or(of, m, t, "to", minute_last_day(of->sched.end))};
			if (!plan_attr_is(m, "who", who) ||
			    !plan_number(plan_attr(m, "allocation"), &s.percent))
				continue;
			s.percent /= 1000000;
			VEC_PUSH(plan->arena, shares, s);
		}
}

/* The most that is asked for on one day, and that day. */
static void
put_allocation(struct plan *plan, struct plan_item *person, const struct shares *shares)
{
	int64_t most = 0;
	date on = DATE_NONE;
	for (size_t i = 0; i < shares->len; i++) {
		int64_t sum = 0;
		for (size_t k = 0; k < shares->len; k++)
			if (shares->at[k].from <= shares->at[i].from &&
			    shares->at[i].from <= shares->at[k].to)
				sum += shares->at[k].percent;
		if (sum > most) {
			most = sum;
			on = shares->at[i].from;
		}
	}
	if (most == 0)
		return;
	plan_fact_int(plan, person->node, "allocation", most);
	plan_fact_date(plan, person->node, "allocation-on", on);
}

/* == all == */

bool
plan_is_other(const struct plan *plan, const struct plan *other)
{
	return other->level == PLAN_READY && strcmp(plan_id(plan), plan_id(other)) != 0;
}

static struct plan_item *
same_person(const struct plan *plan, const char *name)
{
	for (size_t i = 0; name != NULL && i < plan->items.len; i++)
		if (plan->items.at[i]->kind == PLAN_KIND_PERSON &&
		    plan_attr_is(plan->items.at[i]->node, "name", name))
			return plan->items.at[i];
	return NULL;
}

/* Adds a plan's tasks to the weeks of the people of this one; returns its effort in minutes, and
 * what of it was due by now. */
static int64_t
add_tasks(struct plan *plan, struct plan *of, struct map *people, int64_t *due)
{
	int64_t total = 0;
	*due = 0;
	for (size_t i = 0; i < of->sched.task_count; i++) {
		const struct sched_task *t = &of->sched.tasks[i];
		xmlNode *node = of->tasks[i].item->node;
		if (t->kind != SCHED_TASK)
			continue;
		for (xmlNode *a = plan_child(node, "assign"); a != NULL;
		     a = plan_next(a, "assign")) {
			int64_t effort = effort_of(t, node, a);
			const struct plan_item *who = plan_item_find(of, plan_attr(a, "who"));
			const struct plan_item *mine =
				of == plan || who == NULL
					? who
					: same_person(plan, plan_attr(who->node, "name"));
			struct person *p = mine == NULL ? NULL : map_find(people, mine->id);
			total += effort / 1000;
			if (plan->now != DATE_NONE && t->work > 0) {
				minute now = day_minute(plan->now + 1);
				int64_t done = calendar_work(t->calendar,
							     now < t->finish ? now : t->finish) -
					       calendar_work(t->calendar, t->start);
				*due += done > 0 ? effort / 1000 * done / t->work : 0;
			}
			if (p == NULL)
				continue;
			spread(plan, p, t, effort, of == plan ? of->tasks[i].item->id : NULL);
			if (of == plan)
				put_leave(plan, a, p, t);
		}
	}
	return total;
}

static void
put_spent(struct plan *plan)
{
	int64_t spent = 0;
	xmlNode *n = plan_child(plan_child(plan->root, "tracking"), "progress");
	bool any = false;
	for (; n != NULL; n = plan_next(n, "progress"))
		if (plan_attr(n, "spent") != NULL) {
			spent += span_minutes(span_parse(plan_attr(n, "spent")), plan->calendar);
			any = true;
		}
	if (any)
		plan_fact_int(plan, plan->root, "spent-minutes", spent);
}

/* Working time that staff of so many full-time people gives. */
static void
put_capacity(struct plan *plan)
{
	xmlNode *n = plan_child(plan_child(plan->root, "resources"), "resource");
	for (; n != NULL; n = plan_next(n, "resource")) {
		int64_t fte;
		date from = date_or(plan, n, NULL, "from", minute_day(plan->sched.begin));
		date to = date_or(plan, n, NULL, "to", minute_last_day(plan->sched.end));
		if (!plan_number(plan_attr(n, "fte"), &fte) || to < from)
			continue;
		int64_t work = calendar_work(plan->calendar, day_minute(to + 1)) -
			       calendar_work(plan->calendar, day_minute(from));
		plan_fact_int(plan, n, "capacity-minutes",
			      (int64_t)((double)work * (double)fte / 1e6));
	}
}

void
facts_load(struct plan *plan)
{
	struct map *people = map_new(plan->arena);
	int64_t due;
	for (size_t i = 0; i < plan->items.len; i++) {
		struct plan_item *item = plan->items.at[i];
		if (item->kind != PLAN_KIND_PERSON)
			continue;
		struct person *p = ARENA_NEW(plan->arena, struct person);
		p->item = item;
		p->own = plan_attr(item->node, "calendar") != NULL;
		p->calendar = work_calendar_of(plan, item);
		if (p->calendar == NULL)
			p->calendar = plan->calendar;
		map_put(people, item->id, p);
	}
	plan_fact_int(plan, plan->root, "effort-minutes", add_tasks(plan, plan, people, &due));
	if (plan->now != DATE_NONE)
		plan_fact_int(plan, plan->root, "due-effort-minutes", due);
	for (size_t i = 0; i < plan->options.other_count; i++) {
		struct plan *other = plan->options.others[i];
		int64_t unused;
		if (plan_is_other(plan, other))
			add_tasks(plan, other, people, &unused);
	}
	for (size_t i = 0; i < map_count(people); i++) {
		struct person *p = map_at(people, i)->value;
		struct shares shares = {0};
		if (p->weeks.len > 0)
			qsort(p->weeks.at, p->weeks.len, sizeof p->weeks.at[0], compare_weeks);
		for (size_t k = 0; k < p->weeks.len; k++)
			put_week(plan, p, &p->weeks.at[k]);
		add_shares(plan, plan, p->item->id, &shares);
		for (size_t k = 0; k < plan->options.other_count; k++) {
			struct plan *other = plan->options.others[k];
			const struct plan_item *same =
				plan_is_other(plan, other)
					? same_person(other, plan_attr(p->item->node, "name"))
					: NULL;
			if (same != NULL)
				add_shares(plan, other, same->id, &shares);
		}
		put_allocation(plan, p->item, &shares);
	}
	put_spent(plan);
	put_capacity(plan);
}
