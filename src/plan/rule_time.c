/* Functions of the rules about days, lengths and the schedule. */
#include "base/strbuf.h"
#include "plan/rule_func.h"
#include "plan/work.h"

#include <math.h>
#include <string.h>

/* A working day further away is none that anybody means. */
#define WORKDAY_SEARCH 400

static double
number_of_date(date d)
{
	return d == DATE_NONE ? (double)NAN : (double)d;
}

void
rule_fn_now(xpath_call *call)
{
	xmlXPathReturnNumber(call, number_of_date(rule_env_of(call)->plan->now));
}

void
rule_fn_today(xpath_call *call)
{
	xmlXPathReturnNumber(call, number_of_date(rule_env_of(call)->plan->options.today));
}

void
rule_fn_day(xpath_call *call)
{
	xmlXPathReturnNumber(call, number_of_date(date_parse_time(rule_pop_text(call), NULL)));
}

void
rule_fn_time(xpath_call *call)
{
	int of_day;
	date d = date_parse_time(rule_pop_text(call), &of_day);
	xmlXPathReturnNumber(call,
			     d == DATE_NONE ? (double)NAN : (double)d * MINUTES_PER_DAY + of_day);
}

static void
extreme_day(xpath_call *call, bool last)
{
	double day = (double)NAN;
	struct words words = rule_pop_words(call);
	for (size_t i = 0; i < words.len; i++) {
		double d = number_of_date(date_parse_time(words.at[i], NULL));
		if (!isnan(d) && (isnan(day) || (last ? d > day : d < day)))
			day = d;
	}
	xmlXPathReturnNumber(call, day);
}

void
rule_fn_first_day(xpath_call *call)
{
	extreme_day(call, false);
}

void
rule_fn_last_day(xpath_call *call)
{
	extreme_day(call, true);
}

/* The calendar of the task on top, else the project's. */
static const struct calendar *
pop_calendar(xpath_call *call)
{
	const struct plan *plan = rule_env_of(call)->plan;
	const struct plan_item *item = rule_pop_item(call);
	return item != NULL && item->task != PLAN_NOBODY ? plan->sched.tasks[item->task].calendar
							 : plan->calendar;
}

void
rule_fn_works(xpath_call *call)
{
	date d = date_parse_time(rule_pop_text(call), NULL);
	const struct calendar *c = pop_calendar(call);
	xmlXPathReturnBoolean(call, d == DATE_NONE || calendar_is_working(c, d));
}

void
rule_fn_workday(xpath_call *call)
{
	struct strbuf b = STRBUF_INIT;
	int step = xmlXPathPopNumber(call) < 0 ? -1 : 1;
	date d = date_parse_time(rule_pop_text(call), NULL);
	const struct calendar *c = pop_calendar(call);
	int days = 0;
	while (d != DATE_NONE && days++ < WORKDAY_SEARCH && !calendar_is_working(c, d + step))
		d += step;
	if (d != DATE_NONE && days <= WORKDAY_SEARCH)
		date_put_iso(&b, d + step);
	xmlXPathReturnString(call, xmlStrdup((const xmlChar *)b.s));
	strbuf_release(&b);
}

void
rule_fn_span(xpath_call *call)
{
	const struct calendar *c = rule_env_of(call)->plan->calendar;
	const char *text = rule_pop_text(call);
	struct span_text s;
	if (!span_is(text)) {
		xmlXPathReturnNumber(call, (double)NAN);
		return;
	}
	s = span_parse(text);
	xmlXPathReturnNumber(
		call, (double)span_minutes(s, c) /
			      (span_is_elapsed(s) ? MINUTES_PER_DAY : calendar_day_minutes(c)));
}

static double
interval_days(const char *every)
{
	static const struct {
		const char *every;
		int days;
	} intervals[] = {{"week", 7}, {"2-weeks", 14}, {"month", 31}, {"quarter", 92}};
	for (size_t i = 0; i < sizeof intervals / sizeof intervals[0]; i++)
		if (strcmp(intervals[i].every, every) == 0)
			return intervals[i].days;
	return (double)NAN;
}

void
rule_fn_interval(xpath_call *call)
{
	double longest = (double)NAN;
	struct words words = rule_pop_words(call);
	for (size_t i = 0; i < words.len; i++)
		longest = fmax(longest, interval_days(words.at[i]));
	xmlXPathReturnNumber(call, longest);
}

void
rule_fn_tracking(xpath_call *call)
{
	double days = (double)NAN;
	const struct rule_env *env = rule_env_of(call);
	xmlNode *p = plan_child(plan_child(env->plan->root, "procedures"), "procedure");
	for (; p != NULL; p = plan_next(p, "procedure"))
		if (plan_attr_is(p, "kind", "tracking") && plan_attr(p, "every") != NULL)
			days = fmin(days, interval_days(plan_attr(p, "every")));
	xmlXPathReturnNumber(call, isnan(days) ? rule_limit_of(env->rules, "tracking-days") : days);
}

static size_t
task_before(const struct plan *plan, size_t i)
{
	const struct sched *s = &plan->sched;
	const struct sched_task *t = &s->tasks[i];
	size_t before = PLAN_NOBODY;
	if (t->driver == SCHED_BY_LINK)
		return s->links[t->driver_link].from;
	if (t->driver == SCHED_BY_PROJECT)
		return PLAN_NOBODY;
	/* A fixed task: what comes before it and has the least room. */
	for (size_t k = 0; k < s->link_count; k++) {
		size_t from = s->links[k].from;
		if (s->links[k].to == i && s->tasks[from].kind != SCHED_EXTERNAL &&
		    (before == PLAN_NOBODY || s->tasks[from].slack < s->tasks[before].slack))
			before = from;
	}
	return before;
}

void
rule_fn_chain(xpath_call *call)
{
	const struct plan *plan = rule_env_of(call)->plan;
	const struct plan_item *item = rule_pop_item(call);
	xmlNodeSet *set = xmlXPathNodeSetCreate(NULL);
	size_t i = item == NULL ? PLAN_NOBODY : item->task;
	size_t left = plan->sched.task_count;
	while (i != PLAN_NOBODY && left-- > 0) {
		i = task_before(plan, i);
		if (i != PLAN_NOBODY)
			xmlXPathNodeSetAdd(set, plan->tasks[i].item->node);
	}
	xmlXPathReturnNodeSet(call, set);
}
