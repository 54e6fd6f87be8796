/*
 * Records: states of what people do about the plan: comments, reviews, promises, measures, risks.
 */
#include "base/map.h"
#include "plan/facts_imp.h"

#include <string.h>

/* A thing is due soon this many days before. */
#define SOON_DAYS 14

static const char *
due_state(const struct plan *plan, date due)
{
	if (plan->now == DATE_NONE || due == DATE_NONE)
		return "open";
	if (due < plan->now)
		return "overdue";
	return due <= plan->now + SOON_DAYS ? "due-soon" : "open";
}

static bool
is_one_of(const char *value, const char *words)
{
	return value != NULL && plan_has_word(words, value);
}

static void
put_condition(struct plan *plan, xmlNode *n)
{
	bool open = plan_attr_is(n, "state", "open");
	plan_fact(plan, n, "state", open ? due_state(plan, plan_date(plan, n, "due")) : "closed");
}

static void
put_commitment(struct plan *plan, xmlNode *n)
{
	const char *state = plan_attr(n, "state");
	if (is_one_of(state, "met declined"))
		plan_fact(plan, n, "state", "closed");
	else if (strcmp(state, "missed") == 0)
		plan_fact(plan, n, "state", "overdue");
	else
		plan_fact(plan, n, "state", due_state(plan, plan_date(plan, n, "due")));
}

static void
put_comment(struct plan *plan, xmlNode *n)
{
	const xmlNode *response = plan_child(n, "response");
	const char *is = plan_attr(response, "is");
	const char *concurs = plan_attr(response, "concurs");
	const char *state = "answered";
	if (is_one_of(is, "withdrawn duplicate"))
		state = "agreed";
	else if (is == NULL || strcmp(is, "open") == 0)
		state = "open";
	else if (concurs != NULL)
		state = strcmp(concurs, "yes") == 0 ? "agreed" : "disputed";
	plan_fact(plan, n, "state", state);
}

/* == measures == */

/* The newest reading; of one day, the last. */
static const xmlNode *
last_reading(struct plan *plan, const char *measure, date *on)
{
	const xmlNode *last = NULL;
	xmlNode *n = plan_child(plan_child(plan->root, "tracking"), "reading");
	*on = DATE_NONE;
	for (; n != NULL; n = plan_next(n, "reading")) {
		if (!plan_attr_is(n, "of", measure))
			continue;
		date day = plan_date(plan, n, "on");
		if (last == NULL || day >= *on) {
			last = n;
			*on = day;
		}
	}
	return last;
}

/* Where the straight line from baseline to target stands on a day; after its end, the target. */
static int64_t
expected_value(struct plan *plan, const xmlNode *n, int64_t baseline, int64_t target, date on)
{
	date from = plan_date(plan, n, "baseline-date");
	date by = plan_date(plan, n, "by");
	if (from == DATE_NONE || by == DATE_NONE || by <= from || on >= by)
		return target;
	if (on <= from)
		return baseline;
	return baseline + (target - baseline) / (by - from) * (on - from);
}

static bool
is_good(const char *want, int64_t value, int64_t than)
{
	if (strcmp(want, "down") == 0)
		return value <= than;
	return value >= than;
}

static const char *
measure_state(struct plan *plan, const xmlNode *n, const xmlNode *reading, date on)
{
	const char *want = plan_attr(n, "want");
	int64_t baseline = 0;
	int64_t target = 0;
	int64_t value = 0;
	if (plan_attr(n, "baseline") == NULL || !plan_number(plan_attr(n, "baseline"), &baseline))
		return "no-baseline";
	if (reading == NULL || !plan_number(plan_attr(reading, "value"), &value))
		return "no-data";
	if (!plan_number(plan_attr(n, "target"), &target))
		return "off-track";
	/* To reach a value is to come up or down to it; to hold one is not to get worse than it. */
	if (strcmp(want, "reach") == 0)
		want = target < baseline ? "down" : "up";
	else if (strcmp(want, "hold") == 0)
		return is_good(target < baseline ? "down" : "up", value, target) ? "on-track"
										 : "off-track";
	if (is_good(want, value, target))
		return "reached";
	return is_good(want, value, expected_value(plan, n, baseline, target, on)) ? "on-track"
										   : "off-track";
}

static void
put_measure(struct plan *plan, xmlNode *n)
{
	date on;
	const xmlNode *reading = last_reading(plan, plan_attr(n, "id"), &on);
	plan_fact(plan, n, "state", measure_state(plan, n, reading, on));
	if (reading == NULL)
		return;
	plan_fact(plan, n, "last", plan_attr(reading, "value"));
	plan_fact_date(plan, n, "last-on", on);
}

static void
put_risk(struct plan *plan, xmlNode *n)
{
	int64_t probability = 0;
	int64_t impact = 0;
	(void)plan_number(plan_attr(n, "probability"), &probability);
	(void)plan_number(plan_attr(n, "impact"), &impact);
	plan_fact_int(plan, n, "exposure", probability / 1000000 * (impact / 1000000));
}

void
facts_records(struct plan *plan)
{
	for (size_t i = 0; i < plan->items.len; i++) {
		xmlNode *n = plan->items.at[i]->node;
		switch (plan->items.at[i]->kind) {
		case PLAN_KIND_CONDITION:
			put_condition(plan, n);
			break;
		case PLAN_KIND_COMMITMENT:
			put_commitment(plan, n);
			break;
		case PLAN_KIND_ISSUE:
			plan_fact(plan, n, "state",
				  plan_attr(n, "closed") != NULL ? "closed" : "open");
			break;
		case PLAN_KIND_COMMENT:
			put_comment(plan, n);
			break;
		case PLAN_KIND_REVIEW:
			plan_fact(plan, n, "state",
				  plan_attr(n, "closed") != NULL ? "closed" : "open");
			break;
		case PLAN_KIND_MEASURE:
			put_measure(plan, n);
			break;
		case PLAN_KIND_RISK:
			put_risk(plan, n);
			break;
		default:
			break;
		}
	}
}
