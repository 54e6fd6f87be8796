/*
 * Facts: the computed schedule, written into the plan's tree; states follow from other files.
 */
#include "plan/facts.h"

#include "base/map.h"
#include "base/strbuf.h"
#include "plan/facts_imp.h"

#include <inttypes.h>
#include <string.h>

/* Free days are listed this far beyond the plan's span, so that a chart can shade its margins; and
 * no further than fifty years on, where nobody draws days. */
#define MARGIN_DAYS 31
#define SHADE_DAYS  18262

static void
put_time(struct plan *plan, xmlNode *node, const char *name, minute t, bool end)
{
	struct strbuf b = STRBUF_INIT;
	date day = end ? minute_last_day(t) : minute_day(t);
	int64_t rest = t - (minute)day * MINUTES_PER_DAY;
	date_put_iso(&b, day);
	strbuf_printf(&b, "T%02d:%02d", (int)(rest / 60), (int)(rest % 60));
	plan_fact(plan, node, name, b.s);
	strbuf_release(&b);
}

/* Days of the calendar with two decimals at most, trailing zeros left out. */
static void
put_days(struct plan *plan, xmlNode *node, const char *name, int64_t minutes,
	 const struct calendar *c)
{
	int64_t day = calendar_day_minutes(c);
	bool negative = minutes < 0;
	int64_t hundredths = ((negative ? -minutes : minutes) * 100 + day / 2) / day;
	char text[48];
	int len = snprintf(text, sizeof text, "%s%" PRId64 ".%02d",
			   negative && hundredths > 0 ? "-" : "", hundredths / 100,
			   (int)(hundredths % 100));
	while (text[len - 1] == '0')
		text[--len] = '\0';
	if (text[len - 1] == '.')
		text[--len] = '\0';
	plan_fact(plan, node, name, text);
}

static const char *
driver_of(const struct plan *plan, const struct sched_task *t)
{
	switch (t->driver) {
	case SCHED_BY_LINK:
		return plan->tasks[plan->sched.links[t->driver_link].from].item->id;
	case SCHED_BY_CONSTRAINT:
		return "constraint";
	case SCHED_BY_ALAP:
		return "as-late-as-possible";
	case SCHED_BY_PROJECT:
	default:
		return "project-start";
	}
}

/* Is the finish the end of something?  Then 24:00 belongs to the day before; else, as of a
 * milestone that is fixed or has no predecessor, 00:00 belongs to the day that begins. */
static bool
ends_something(const struct sched_task *t)
{
	if (t->kind != SCHED_MILESTONE)
		return t->start != t->finish;
	return t->driver == SCHED_BY_LINK || t->driver == SCHED_BY_ALAP ||
	       t->must == SCHED_FINISH_ON || t->must == SCHED_FINISH_NO_EARLIER;
}

static date
finish_day(const struct sched_task *t)
{
	return ends_something(t) ? minute_last_day(t->finish) : minute_day(t->finish);
}

/* The dates of a milestone are one day, of a task the first and the last worked. */
static date
start_day(const struct sched_task *t)
{
	return t->kind == SCHED_MILESTONE ? finish_day(t) : minute_day(t->start);
}

static void
put_who(struct plan *plan, xmlNode *node)
{
	struct strbuf b = STRBUF_INIT;
	for (xmlNode *n = plan_child(node, "assign"); n != NULL; n = plan_next(n, "assign"))
		if (!plan_has_word(b.s, plan_attr(n, "who")))
			strbuf_printf(&b, "%s%s", b.len == 0 ? "" : " ", plan_attr(n, "who"));
	if (b.len > 0)
		plan_fact(plan, node, "who", b.s);
	strbuf_release(&b);
}

static void
put_task(struct plan *plan, size_t i)
{
	static const char *const kinds[] = {[SCHED_TASK] = "task",
					    [SCHED_SUMMARY] = "summary",
					    [SCHED_MILESTONE] = "milestone",
					    [SCHED_EXTERNAL] = "external"};
	const struct sched_task *t = &plan->sched.tasks[i];
	const struct plan_task *p = &plan->tasks[i];
	xmlNode *node = p->item->node;
	plan_fact(plan, node, "kind", kinds[t->kind]);
	if (t->kind == SCHED_EXTERNAL && t->on == DATE_NONE)
		return;
	put_time(plan, node, "start", t->start, t->kind == SCHED_MILESTONE && ends_something(t));
	put_time(plan, node, "finish", t->finish, ends_something(t));
	plan_fact_date(plan, node, "start-date", start_day(t));
	plan_fact_date(plan, node, "finish-date", finish_day(t));
	if (t->kind == SCHED_EXTERNAL)
		return;
	plan_fact_int(plan, node, "minutes", t->work);
	put_days(plan, node, "days", t->work, t->calendar);
	plan_fact_int(plan, node, "slack-minutes", t->slack);
	put_days(plan, node, "slack-days", t->slack, t->calendar);
	plan_fact_int(plan, node, "free-slack-minutes", t->free_slack);
	if (t->slack > 0)
		put_time(plan, node, "late-finish", t->late_finish, true);
	plan_fact(plan, node, "critical", t->critical ? "yes" : NULL);
	plan_fact(plan, node, "driver", driver_of(plan, t));
	plan_fact(plan, node, "wbs", p->wbs);
	plan_fact(plan, node, "action", p->action == NULL ? NULL : p->action->id);
	plan_fact(plan, node, "improvement", p->improvement == NULL ? NULL : p->improvement->id);
	put_who(plan, node);
	date deadline =
		date_parse(plan_attr(node, "deadline") == NULL ? "" : plan_attr(node, "deadline"));
	if (deadline != DATE_NONE && finish_day(t) > deadline)
		plan_fact(plan, node, "late", "yes");
}

static void
put_links(struct plan *plan)
{
	for (size_t i = 0; i < plan->sched.link_count; i++)
		plan_fact_int(plan, plan->afters.at[i], "lag-minutes",
			      schedule_lag_minutes(&plan->sched, &plan->sched.links[i]));
	/* Those that bind nothing have a type all the same. */
	for (size_t i = 0; i < plan->sched.task_count; i++) {
		xmlNode *n = plan_child(plan->tasks[i].item->node, "after");
		for (; n != NULL; n = plan_next(n, "after")) {
			const char *type = plan_attr(n, "type");
			const struct plan_item *before = plan_item_find(plan, plan_attr(n, "task"));
			plan_fact(plan, n, "type", type == NULL ? "FS" : type);
			if (before != NULL && plan_fact_of(before->node, "followed") == NULL)
				plan_fact(plan, before->node, "followed", "yes");
		}
	}
}

/* Baselines come oldest first: the last that knows a task is the one to compare with. */
static void
put_baselines(struct plan *plan)
{
	xmlNode *b = plan_child(plan_child(plan->root, "schedule"), "baseline");
	for (; b != NULL; b = plan_next(b, "baseline"))
		for (xmlNode *at = plan_child(b, "at"); at != NULL; at = plan_next(at, "at")) {
			const struct plan_item *item = plan_item_find(plan, plan_attr(at, "task"));
			date finish = plan_date(plan, at, "finish");
			date start = plan_date(plan, at, "start");
			if (item->task == PLAN_NOBODY || start == DATE_NONE || finish == DATE_NONE)
				continue;
			const struct sched_task *t = &plan->sched.tasks[item->task];
			plan_fact_date(plan, item->node, "baseline-start", start);
			plan_fact_date(plan, item->node, "baseline-finish", finish);
			plan_fact(plan, item->node, "baseline-revision", plan_attr(b, "revision"));
			plan_fact_int(
				plan, item->node, "slip-days",
				calendar_days_between(t->calendar, finish + 1, finish_day(t)));
		}
}

/* == calendar == */

static void
put_free(struct plan *plan, xmlNode *calendar, date from, date to, const char *name)
{
	xmlNode *n = xmlNewChild(calendar, plan->facts_ns, (const xmlChar *)"free", NULL);
	struct strbuf b = STRBUF_INIT;
	if (n == NULL)
		oom();
	date_put_iso(&b, from);
	xmlNewProp(n, (const xmlChar *)"from", (const xmlChar *)b.s);
	strbuf_clear(&b);
	date_put_iso(&b, to);
	xmlNewProp(n, (const xmlChar *)"to", (const xmlChar *)b.s);
	if (name != NULL)
		xmlNewProp(n, (const xmlChar *)"name", (const xmlChar *)name);
	strbuf_release(&b);
}

static bool
same_name(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

/* Runs of free days; a holiday and the weekend beside it are two runs. */
static void
put_calendar(struct plan *plan, date first, date last)
{
	xmlNode *schedule = plan_child(plan->root, "schedule");
	xmlNode *node = xmlNewChild(schedule, plan->facts_ns, (const xmlChar *)"calendar", NULL);
	int minutes = calendar_day_minutes(plan->calendar);
	char hours[16];
	if (node == NULL)
		oom();
	if (minutes % 60 == 0)
		snprintf(hours, sizeof hours, "%d", minutes / 60);
	else
		snprintf(hours, sizeof hours, "%.4g", minutes / 60.0);
	plan_fact(plan, node, "hours", hours);
	last = last - first > SHADE_DAYS ? first + SHADE_DAYS : last;
	for (date d = first; d <= last; d++) {
		if (calendar_is_working(plan->calendar, d))
			continue;
		const char *name = calendar_day_name(plan->calendar, d);
		date from = d;
		while (d < last && !calendar_is_working(plan->calendar, d + 1) &&
		       same_name(name, calendar_day_name(plan->calendar, d + 1)))
			d++;
		put_free(plan, node, from, d, name);
	}
}

/* == the plan == */

static void
put_plan(struct plan *plan)
{
	char digest[17];
	date first = minute_day(plan->sched.begin);
	date last = minute_last_day(plan->sched.end);
	if (last < first)
		last = first;
	memcpy(digest, plan->digest, 16);
	digest[16] = '\0';
	plan_fact(plan, plan->root, "digest", plan->digest);
	plan_fact(plan, plan->root, "digest-short", digest);
	plan_fact_date(plan, plan->root, "start", first);
	plan_fact_date(plan, plan->root, "finish", last);
	plan_fact_date(plan, plan->root, "today", plan->options.today);
	plan_fact_date(plan, plan->root, "status-date", plan_date(plan, plan->root, "status-date"));
	put_calendar(plan, first - MARGIN_DAYS, last + MARGIN_DAYS);
}

static void
put_numbers(struct plan *plan)
{
	xmlNode *imp = plan_child(plan_child(plan->root, "improvements"), "improvement");
	for (int i = 1; imp != NULL; imp = plan_next(imp, "improvement"), i++) {
		xmlNode *action = plan_child(imp, "action");
		plan_fact_int(plan, imp, "number", i);
		for (int a = 1; action != NULL; action = plan_next(action, "action"), a++)
			plan_fact(plan, action, "number", arena_printf(plan->arena, "%d.%d", i, a));
	}
}

bool
plan_facts_write(struct plan *plan)
{
	if (!plan->options.dates)
		plan_digest(plan);
	put_plan(plan);
	put_numbers(plan);
	for (size_t i = 0; i < plan->sched.task_count; i++)
		put_task(plan, i);
	put_links(plan);
	put_baselines(plan);
	facts_pilots(plan);
	facts_progress(plan);
	facts_forecast(plan);
	if (plan->options.dates)
		return true;
	facts_load(plan);
	facts_records(plan);
	facts_policy(plan);
	facts_approval(plan);
	for (size_t i = 0; i < plan->items.len; i++)
		if (plan->items.at[i]->used > 0)
			plan_fact_int(plan, plan->items.at[i]->node, "used",
				      (int64_t)plan->items.at[i]->used);
	return true;
}
