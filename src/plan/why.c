/*
 * Why: the dates of a task in sentences, along what drives them.
 *
 *	T-5 'Switch projects over' ends on 7 August: 20 working days from 13 July.
 *	It waits for T-4 'Train reviewers' (SS+5d), which starts on 6 July;
 *	that waits for …
 */
#include "base/map.h"
#include "base/strbuf.h"
#include "base/xml.h"
#include "plan/plan_imp.h"
#include "plan/timetable.h"

#include <inttypes.h>
#include <string.h>

/* A chain longer than this is cut, and says so. */
#define CHAIN_MAX 40

struct telling {
	struct plan *plan;
	struct strbuf *out;
};

static const struct sched_task *
task_of(const struct telling *t, size_t i)
{
	return &t->plan->sched.tasks[i];
}

static void
put_label(const struct telling *t, size_t i)
{
	const xmlNode *node = t->plan->tasks[i].item->node;
	const char *name = plan_attr(node, "name");
	strbuf_puts(t->out, t->plan->tasks[i].item->id);
	if (name != NULL)
		strbuf_printf(t->out, " '%s'", name);
}

static void
put_day(const struct telling *t, date d)
{
	date_put(t->out, d, "en", DATE_MEDIUM);
}

static date
finish_day(const struct telling *t, size_t i)
{
	const char *text = plan_fact_of(t->plan->tasks[i].item->node, "finish-date");
	return text == NULL ? minute_last_day(task_of(t, i)->finish) : date_parse(text);
}

static date
start_day(const struct telling *t, size_t i)
{
	const char *text = plan_fact_of(t->plan->tasks[i].item->node, "start-date");
	return text == NULL ? minute_day(task_of(t, i)->start) : date_parse(text);
}

static void
put_count(const struct telling *t, const char *days, const char *noun)
{
	strbuf_printf(t->out, "%s %s%s", days, noun, strcmp(days, "1") == 0 ? "" : "s");
}

/* "(SS+5d)" of the link that drives. */
static void
put_link(const struct telling *t, size_t link)
{
	const xmlNode *after = t->plan->afters.at[link];
	const char *type = plan_fact_of(after, "type");
	const char *lag = plan_attr(after, "lag");
	strbuf_printf(t->out, " (%s", type == NULL ? "FS" : type);
	if (lag != NULL && strspn(lag, "+-0") < strcspn(lag, "hdwme%"))
		strbuf_printf(t->out, "%s%s", *lag == '+' || *lag == '-' ? "" : "+", lag);
	strbuf_puts(t->out, ")");
}

/* Days off between two days that are not weekends: "5 days off fall in between (Easter)". */
static void
put_days_off(const struct telling *t, const struct calendar *c, date from, date to)
{
	int64_t off = 0;
	const char *name = NULL;
	for (date d = from; d <= to && d - from < 3660; d++) {
		bool week_day = calendar_week_has(c, d);
		if (week_day && !calendar_is_working(c, d)) {
			off++;
			name = name == NULL ? calendar_day_name(c, d) : name;
		}
	}
	if (off == 0)
		return;
	strbuf_printf(t->out, "; %" PRId64 " day%s off fall%s in between", off, off == 1 ? "" : "s",
		      off == 1 ? "s" : "");
	if (name != NULL)
		strbuf_printf(t->out, " (%s%s)", name, off > 1 ? " …" : "");
}

static void
put_span(const struct telling *t, size_t i)
{
	const struct sched_task *task = task_of(t, i);
	const char *days = plan_fact_of(t->plan->tasks[i].item->node, "days");
	put_label(t, i);
	if (task->kind == SCHED_MILESTONE) {
		strbuf_puts(t->out, " is on ");
		put_day(t, finish_day(t, i));
		strbuf_puts(t->out, ".\n");
		return;
	}
	strbuf_puts(t->out, " ends on ");
	put_day(t, finish_day(t, i));
	strbuf_puts(t->out, ": ");
	put_count(t, days == NULL ? "0" : days, "working day");
	strbuf_puts(t->out, " from ");
	put_day(t, start_day(t, i));
	put_days_off(t, task->calendar, start_day(t, i), finish_day(t, i));
	strbuf_puts(t->out, ".\n");
}

/* What the link takes of its predecessor: its start or its finish. */
static void
put_predecessor(const struct telling *t, const struct sched_link *link)
{
	bool start = link->type == SCHED_SS || link->type == SCHED_SF;
	const struct sched_task *from = task_of(t, link->from);
	if (from->kind == SCHED_MILESTONE || from->kind == SCHED_EXTERNAL)
		strbuf_puts(t->out, ", which is on ");
	else
		strbuf_puts(t->out, start ? ", which starts on " : ", which ends on ");
	put_day(t, start ? start_day(t, link->from) : finish_day(t, link->from));
	strbuf_puts(t->out, ".\n");
}

static void
put_constraint(const struct telling *t, size_t i)
{
	const xmlNode *node = t->plan->tasks[i].item->node;
	const char *must = plan_attr(node, "must");
	const char *on = plan_attr(node, "on");
	put_label(t, i);
	strbuf_printf(t->out, " is held by its own constraint: %s %s.\n",
		      must == NULL ? "on" : must, on == NULL ? "" : on);
}

/* The last of a summary's parts, which sets its end. */
static size_t
last_part(const struct telling *t, size_t summary)
{
	size_t last = SCHED_NOBODY;
	for (size_t i = summary + 1; i < t->plan->sched.task_count; i++)
		if (task_of(t, i)->parent == summary &&
		    (last == SCHED_NOBODY || task_of(t, i)->finish > task_of(t, last)->finish))
			last = i;
	return last;
}

/* One step back; SCHED_NOBODY where the chain begins. */
static size_t
put_step(const struct telling *t, size_t i)
{
	const struct sched_task *task = task_of(t, i);
	if (task->kind == SCHED_EXTERNAL) {
		put_label(t, i);
		strbuf_puts(t->out, " is an input from another plan.\n");
		return SCHED_NOBODY;
	}
	if (task->kind == SCHED_SUMMARY) {
		size_t part = last_part(t, i);
		put_label(t, i);
		strbuf_puts(t->out, " ends with its part ");
		put_label(t, part);
		strbuf_puts(t->out, ".\n");
		return part;
	}
	switch (task->driver) {
	case SCHED_BY_LINK:
		put_label(t, i);
		strbuf_puts(t->out, " waits for ");
		put_label(t, t->plan->sched.links[task->driver_link].from);
		put_link(t, task->driver_link);
		put_predecessor(t, &t->plan->sched.links[task->driver_link]);
		return t->plan->sched.links[task->driver_link].from;
	case SCHED_BY_CONSTRAINT:
		put_constraint(t, i);
		return SCHED_NOBODY;
	case SCHED_BY_ALAP:
		put_label(t, i);
		strbuf_puts(t->out, " is put as late as possible without moving anything.\n");
		return SCHED_NOBODY;
	case SCHED_BY_PROJECT:
	default:
		put_label(t, i);
		strbuf_puts(t->out, " starts with the plan, on ");
		put_day(t, t->plan->sched.start);
		strbuf_puts(t->out, ".\n");
		return SCHED_NOBODY;
	}
}

static void
put_slack(const struct telling *t, size_t i)
{
	const struct sched_task *task = task_of(t, i);
	const xmlNode *node = t->plan->tasks[i].item->node;
	const char *slack = plan_fact_of(node, "slack-days");
	const char *deadline = plan_attr(node, "deadline");
	if (deadline != NULL && plan_fact_of(node, "late") != NULL)
		strbuf_printf(t->out, "It misses its deadline, %s.\n", deadline);
	if (task->critical) {
		strbuf_puts(t->out,
			    task->slack < 0
				    ? "It is critical: the dates behind it cannot be kept.\n"
				    : "It is critical: a day later moves the plan's end.\n");
		return;
	}
	strbuf_puts(t->out, "It is not critical: it can be ");
	put_count(t, slack == NULL ? "0" : slack, "working day");
	strbuf_puts(t->out, " later without moving the plan's end.\n");
}

bool
plan_why(struct plan *plan, struct diag *diag, const char *id, struct strbuf *out)
{
	struct telling t = {.plan = plan, .out = out};
	const struct plan_item *item = plan_item_find(plan, id);
	size_t i;
	if (item == NULL || item->task == PLAN_NOBODY) {
		struct diag_place place = {.file = plan->path};
		const char *near = map_nearest(plan->ids, id, NULL, NULL);
		diag_add(diag, &plan_diags[PLAN_DIAG_NO_WORK_ID], &place, id);
		if (near != NULL)
			diag_help(diag, "did you mean '%s'?", near);
		return false;
	}
	i = item->task;
	put_span(&t, i);
	for (int steps = 0; i != SCHED_NOBODY; steps++) {
		if (steps == CHAIN_MAX) {
			strbuf_puts(out, "… and so on.\n");
			break;
		}
		i = put_step(&t, i);
	}
	if (task_of(&t, item->task)->kind != SCHED_EXTERNAL)
		put_slack(&t, item->task);
	return true;
}
