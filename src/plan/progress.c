/*
 * Progress: what the tracking says, held against the computed dates.
 *
 * A task's state comes from its last progress line and the status date; an action's, an
 * improvement's and a finding's from the tasks below it.  Percentages weigh tasks by their
 * working length; work without length weighs as one minute, so that milestones alone can be done.
 */
#include "base/map.h"
#include "plan/facts_imp.h"

#include <string.h>

enum task_state { NOT_STARTED, RUNNING, LATE, BLOCKED, DONE, CANCELLED, STATE_COUNT };

static const char *const state_names[] = {"not-started", "running", "late",
					  "blocked",	 "done",    "cancelled"};

/* What one item, or all the parts of one, amount to. */
struct tally {
	int64_t weight;
	int64_t done; /* percent × weight */
	size_t count[STATE_COUNT];
	size_t at_risk;
	minute start;
	minute finish;
};

static void
add(struct tally *sum, const struct tally *part)
{
	if (part->weight > 0 && (sum->weight == 0 || part->start < sum->start))
		sum->start = part->start;
	if (part->weight > 0 && (sum->weight == 0 || part->finish > sum->finish))
		sum->finish = part->finish;
	sum->weight += part->weight;
	sum->done += part->done;
	sum->at_risk += part->at_risk;
	for (int i = 0; i < STATE_COUNT; i++)
		sum->count[i] += part->count[i];
}

/* The last progress line of each id. */
static struct map *
read_progress(struct plan *plan)
{
	struct map *map = map_new(plan->arena);
	xmlNode *n = plan_child(plan_child(plan->root, "tracking"), "progress");
	for (; n != NULL; n = plan_next(n, "progress"))
		map_put(map, plan_attr(n, "of"), n);
	return map;
}

static int
percent_of(const xmlNode *progress)
{
	int64_t value = 0;
	const char *text = progress == NULL ? NULL : plan_attr(progress, "percent");
	if (text == NULL)
		return progress != NULL && plan_attr(progress, "finished") != NULL ? 100 : 0;
	(void)plan_number(text, &value);
	return (int)(value / 1000000);
}

static enum task_state
state_of(const struct plan *plan, const struct sched_task *t, const xmlNode *progress)
{
	date finish = minute_last_day(t->finish);
	date start = minute_day(t->start);
	const char *state = progress == NULL ? NULL : plan_attr(progress, "state");
	bool begun = progress != NULL &&
		     (plan_attr(progress, "started") != NULL || percent_of(progress) > 0);
	if (state != NULL && strcmp(state, "cancelled") == 0)
		return CANCELLED;
	if (percent_of(progress) == 100)
		return DONE;
	if (state != NULL && strcmp(state, "blocked") == 0)
		return BLOCKED;
	if (state != NULL && strcmp(state, "late") == 0)
		return LATE;
	/* A day is over when the status date is behind it. */
	if (plan->now != DATE_NONE &&
	    (finish < plan->now || (!begun && start < plan->now && t->kind != SCHED_MILESTONE)))
		return LATE;
	return begun ? RUNNING : NOT_STARTED;
}

static struct tally
leaf_tally(const struct plan *plan, const struct sched_task *t, const xmlNode *progress)
{
	enum task_state state = state_of(plan, t, progress);
	struct tally tally = {
		.weight = t->work > 0 ? t->work : 1, .start = t->start, .finish = t->finish};
	const char *said = progress == NULL ? NULL : plan_attr(progress, "state");
	tally.done = tally.weight * percent_of(progress);
	tally.count[state] = 1;
	tally.at_risk = state == BLOCKED || (said != NULL && strcmp(said, "at-risk") == 0);
	/* What is cancelled is no longer asked for. */
	if (state == CANCELLED)
		tally.done = tally.weight = 0;
	return tally;
}

static enum task_state
summary_state(const struct tally *t)
{
	size_t all = 0;
	for (int i = 0; i < STATE_COUNT; i++)
		all += t->count[i];
	if (t->count[CANCELLED] == all)
		return CANCELLED;
	if (t->count[DONE] + t->count[CANCELLED] == all)
		return DONE;
	if (t->count[LATE] > 0)
		return LATE;
	if (t->count[BLOCKED] > 0)
		return BLOCKED;
	return t->count[RUNNING] + t->count[DONE] > 0 ? RUNNING : NOT_STARTED;
}

static int64_t
tally_percent(const struct tally *t)
{
	return t->weight == 0 ? 0 : t->done / t->weight;
}

static void
put_tally_state(struct plan *plan, xmlNode *node, enum task_state state, int64_t percent)
{
	plan_fact_int(plan, node, "percent", percent);
	plan_fact(plan, node, "state", state_names[state]);
}

/* planned running done late at-risk: of an action or an improvement. */
static const char *
rolled_state(const struct tally *t)
{
	switch (summary_state(t)) {
	case DONE:
	case CANCELLED:
		return "done";
	case LATE:
		return "late";
	case BLOCKED:
		return "at-risk";
	case RUNNING:
		return t->at_risk > 0 ? "at-risk" : "running";
	case NOT_STARTED:
	case STATE_COUNT:
	default:
		return t->at_risk > 0 ? "at-risk" : "planned";
	}
}

static void
put_rolled(struct plan *plan, const struct plan_item *item, const struct tally *t)
{
	size_t all = 0;
	for (int i = 0; i < STATE_COUNT; i++)
		all += t->count[i];
	if (t->weight > 0) {
		date finish = minute_last_day(t->finish);
		date start = minute_day(t->start);
		plan_fact_date(plan, item->node, "start-date", start < finish ? start : finish);
		plan_fact_date(plan, item->node, "finish-date", finish);
	}
	plan_fact_int(plan, item->node, "percent", tally_percent(t));
	plan_fact(plan, item->node, "state", all == 0 ? "planned" : rolled_state(t));
}

/* == findings == */

/* Has an evaluation shown that it works?  The last result counts; a day that has passed is none. */
static bool
is_effective(const struct plan *plan, const char *evaluation)
{
	const xmlNode *n = plan_child(plan_child(plan->root, "tracking"), "result");
	bool is = false;
	for (; n != NULL; n = plan_next(n, "result"))
		if (plan_attr_is(n, "of", evaluation))
			is = plan_attr_is(n, "is", "effective");
	return is;
}

/* Has an evaluation of the improvement shown it? */
static bool
is_evaluated(const struct plan *plan, const char *improvement)
{
	xmlNode *n = plan_child(plan_child(plan->root, "measurement"), "evaluation");
	for (; n != NULL; n = plan_next(n, "evaluation"))
		if (plan_has_word(plan_attr(n, "improvement"), improvement) &&
		    is_effective(plan, plan_attr(n, "id")))
			return true;
	return false;
}

/* Does an item of evidence belong to the finding, or to what was done about it (as PP218 asks)? */
static bool
has_evidence(const struct plan *plan, const char *finding, const xmlNode *improvement)
{
	xmlNode *n = plan_child(plan_child(plan->root, "evidence"), "item");
	for (; n != NULL; n = plan_next(n, "item")) {
		const char *list = plan_attr(n, "at");
		const char *word;
		while (list != NULL && plan_word(plan->arena, &list, &word)) {
			const struct plan_item *item = plan_item_find(plan, word);
			const xmlNode *at = item == NULL ? NULL : item->node;
			if (strcmp(word, finding) == 0)
				return true;
			while (at != NULL && at != improvement && at->type == XML_ELEMENT_NODE)
				at = at->parent;
			if (at != NULL && at == improvement)
				return true;
		}
	}
	return false;
}

/* How far the improvements that address it have brought it; the least advanced decides. */
static const char *
addressed_state(const struct plan *plan, const char *finding)
{
	static const char *const states[] = {"open", "planned", "in-work", "implemented",
					     "verified"};
	xmlNode *n = plan_child(plan_child(plan->root, "improvements"), "improvement");
	int least = 5;
	for (; n != NULL; n = plan_next(n, "improvement")) {
		if (!plan_has_word(plan_attr(n, "addresses"), finding))
			continue;
		const char *id = plan_attr(n, "id");
		const char *state = plan_fact_of(n, "state");
		const char *percent = plan_fact_of(n, "percent");
		int is = 2;
		if (state != NULL && strcmp(state, "done") == 0)
			is = is_evaluated(plan, id) && has_evidence(plan, finding, n) ? 4 : 3;
		else if (state != NULL && strcmp(state, "running") != 0 && percent != NULL &&
			 strcmp(percent, "0") == 0)
			is = 1;
		least = is < least ? is : least;
	}
	return states[least == 5 ? 0 : least];
}

static void
put_findings(struct plan *plan)
{
	static const struct {
		const char *is;
		const char *state;
	} closed[] = {
		{"defer", "deferred"},
		{"accept", "accepted"},
		{"transfer", "transferred"},
		{"out-of-scope", "out-of-scope"},
	};
	xmlNode *n = plan_child(plan_child(plan->root, "findings"), "finding");
	for (; n != NULL; n = plan_next(n, "finding")) {
		const xmlNode *disposition = plan_child(n, "disposition");
		const char *state = addressed_state(plan, plan_attr(n, "id"));
		for (size_t i = 0; i < sizeof closed / sizeof closed[0]; i++)
			if (disposition != NULL && plan_attr_is(disposition, "is", closed[i].is))
				state = closed[i].state;
		plan_fact(plan, n, "state", state);
	}
}

/* Adds up by action or by improvement, in the order they stand. */
static void
put_all_rolled(struct plan *plan, const struct tally *of_item, enum plan_kind kind)
{
	for (size_t i = 0; i < plan->items.len; i++)
		if (plan->items.at[i]->kind == kind)
			put_rolled(plan, plan->items.at[i], &of_item[i]);
}

void
facts_progress(struct plan *plan)
{
	struct map *progress = read_progress(plan);
	size_t n = plan->sched.task_count;
	struct tally *tally = ARENA_ARRAY(plan->arena, n, struct tally);
	struct tally *of_item = ARENA_ARRAY(plan->arena, plan->items.len, struct tally);
	struct map *index = map_new(plan->arena);
	for (size_t i = 0; i < plan->items.len; i++)
		map_put(index, plan->items.at[i]->id, &of_item[i]);
	/* Parts stand behind their summaries: backwards, each is whole when it is added. */
	for (size_t i = n; i-- > 0;) {
		const struct sched_task *t = &plan->sched.tasks[i];
		const struct plan_task *p = &plan->tasks[i];
		xmlNode *said = map_find(progress, p->item->id);
		if (t->kind == SCHED_EXTERNAL)
			continue;
		if (t->kind == SCHED_SUMMARY) {
			put_tally_state(plan, p->item->node, summary_state(&tally[i]),
					tally_percent(&tally[i]));
		} else {
			tally[i] = leaf_tally(plan, t, said);
			put_tally_state(plan, p->item->node, state_of(plan, t, said),
					percent_of(said));
		}
		if (t->parent != SCHED_NOBODY)
			add(&tally[t->parent], &tally[i]);
		else if (p->action != NULL) {
			add(map_find(index, p->action->id), &tally[i]);
			add(map_find(index, p->improvement->id), &tally[i]);
		}
	}
	put_all_rolled(plan, of_item, PLAN_KIND_ACTION);
	put_all_rolled(plan, of_item, PLAN_KIND_IMPROVEMENT);
	put_findings(plan);
}
