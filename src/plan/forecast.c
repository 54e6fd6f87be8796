/*
 * Forecast: what the schedule becomes if the tracking is true.  Planned dates stay as they are.
 *
 * The same pass over the same network, with what is known put in: a finished task stands where it
 * was done, one that is under way where it began, as long as it has taken and what is left of its
 * work takes from the status date on; what has not begun does not begin before that date.  Where
 * somebody expects another end (progress/@expect), that is taken.
 */
#include "base/map.h"
#include "plan/facts_imp.h"

#include <string.h>

static minute
day_end(const struct calendar *c, date d)
{
	return calendar_finish(c, calendar_work(c, (minute)(d + 1) * MINUTES_PER_DAY));
}

static int64_t
percent_of(const xmlNode *progress)
{
	int64_t value = 0;
	(void)plan_number(plan_attr(progress, "percent"), &value);
	return value / 1000000;
}

static void
fix(struct sched_task *t, date start, minute end)
{
	int64_t work = calendar_work(t->calendar, end) -
		       calendar_work(t->calendar, (minute)start * MINUTES_PER_DAY);
	t->must = SCHED_START_ON;
	t->on = start;
	t->elapsed = false;
	t->minutes = work > 0 && t->kind == SCHED_TASK ? work : 0;
}

/* Not before the status date, unless a date of its own says later. */
static void
hold(struct plan *plan, struct sched_task *t)
{
	bool free = t->must == SCHED_ASAP || t->must == SCHED_ALAP ||
		    ((t->must == SCHED_START_NO_EARLIER || t->must == SCHED_FIXED ||
		      t->must == SCHED_START_ON) &&
		     t->on < plan->now);
	if (t->kind == SCHED_TASK && free) {
		t->must = SCHED_START_NO_EARLIER;
		t->on = plan->now;
	}
}

static void
apply(struct plan *plan, struct sched_task *t, const xmlNode *progress)
{
	date started = progress == NULL ? DATE_NONE : plan_date(plan, progress, "started");
	date finished = progress == NULL ? DATE_NONE : plan_date(plan, progress, "finished");
	date expect = progress == NULL ? DATE_NONE : plan_date(plan, progress, "expect");
	date begin = started != DATE_NONE ? started : minute_day(t->start);
	if (finished != DATE_NONE) {
		if (t->kind == SCHED_MILESTONE)
			begin = finished;
		fix(t, begin < finished ? begin : finished, day_end(t->calendar, finished));
	} else if (expect != DATE_NONE) {
		fix(t, begin < expect ? begin : expect, day_end(t->calendar, expect));
	} else if (started != DATE_NONE && t->kind == SCHED_TASK) {
		int64_t left = t->work * (100 - percent_of(progress)) / 100;
		minute now = (minute)(plan->now + 1) * MINUTES_PER_DAY;
		minute planned = t->finish;
		minute end = calendar_finish(t->calendar, calendar_work(t->calendar, now) + left);
		/* Who is ahead of the plan is not made late by the status date. */
		fix(t, started, end > planned || left == 0 ? end : planned);
	} else {
		hold(plan, t);
	}
}

static bool
is_cancelled(const xmlNode *progress)
{
	return progress != NULL && plan_attr_is(progress, "state", "cancelled");
}

static void
put(struct plan *plan, const struct sched *forecast, size_t i)
{
	const struct sched_task *t = &forecast->tasks[i];
	xmlNode *node = plan->tasks[i].item->node;
	const char *baseline = plan_fact_of(node, "baseline-finish");
	date finish = minute_last_day(t->finish);
	if (t->kind == SCHED_EXTERNAL)
		return;
	plan_fact_date(plan, node, "forecast-start",
		       t->kind == SCHED_MILESTONE ? finish : minute_day(t->start));
	plan_fact_date(plan, node, "forecast-finish", finish);
	if (baseline != NULL)
		plan_fact_int(plan, node, "forecast-slip-days",
			      calendar_days_between(plan->sched.tasks[i].calendar,
						    date_parse(baseline) + 1, finish));
}

void
facts_forecast(struct plan *plan)
{
	struct sched s = plan->sched;
	struct map *progress = map_new(plan->arena);
	xmlNode *n = plan_child(plan_child(plan->root, "tracking"), "progress");
	if (n == NULL || plan->now == DATE_NONE || s.task_count == 0)
		return;
	for (; n != NULL; n = plan_next(n, "progress"))
		map_put(progress, plan_attr(n, "of"), n);
	s.tasks = ARENA_ARRAY(plan->arena, s.task_count, struct sched_task);
	memcpy(s.tasks, plan->sched.tasks, s.task_count * sizeof s.tasks[0]);
	for (size_t i = 0; i < s.task_count; i++) {
		const xmlNode *said = map_find(progress, plan->tasks[i].item->id);
		bool leaf = s.tasks[i].kind == SCHED_TASK || s.tasks[i].kind == SCHED_MILESTONE;
		if (leaf && !is_cancelled(said))
			apply(plan, &s.tasks[i], said);
	}
	if (schedule_run(plan->arena, &s) != SCHED_OK)
		return;
	plan_fact_date(plan, plan->root, "forecast-finish", minute_last_day(s.end));
	for (size_t i = 0; i < s.task_count; i++)
		put(plan, &s, i);
}
