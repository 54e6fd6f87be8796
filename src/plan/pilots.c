/*
 * Pilots and deployments: their tasks and dates, and which milestone decides each pilot.
 *
 * The pilot says so, or it is the last milestone of the pilot's action that depends, directly or
 * not, on the pilot's tasks (semantics.md, Grammar additions).  A pilot or deployment that names no
 * tasks has those of its improvement's actions of that kind.  Work of a deployment that no chain of
 * links ties to the decision is marked: nothing makes it wait.
 */
#include "base/map.h"
#include "base/strbuf.h"
#include "plan/facts_imp.h"

#include <string.h>

/* Successors of each task: links out of it, and its parts. */
struct graph {
	size_t *first; /* of task i: first[i] … first[i + 1] of to */
	size_t *to;
	bool *marked;
	size_t *stack;
};

static void
count_or_put(const struct plan *plan, struct graph *g, bool put)
{
	const struct sched *s = &plan->sched;
	for (size_t k = 0; k < s->link_count; k++) {
		if (put)
			g->to[g->first[s->links[k].from + 1]++] = s->links[k].to;
		else
			g->first[s->links[k].from + 2]++;
	}
	for (size_t i = 0; i < s->task_count; i++) {
		size_t parent = s->tasks[i].parent;
		if (parent == SCHED_NOBODY)
			continue;
		if (put)
			g->to[g->first[parent + 1]++] = i;
		else
			g->first[parent + 2]++;
	}
}

static struct graph
make_graph(struct plan *plan)
{
	size_t n = plan->sched.task_count;
	struct graph g = {.first = ARENA_ARRAY(plan->arena, n + 2, size_t),
			  .to = ARENA_ARRAY(plan->arena, n + plan->sched.link_count, size_t),
			  .marked = ARENA_ARRAY(plan->arena, n, bool),
			  .stack = ARENA_ARRAY(plan->arena, n, size_t)};
	count_or_put(plan, &g, false);
	for (size_t i = 2; i < n + 2; i++)
		g.first[i] += g.first[i - 1];
	count_or_put(plan, &g, true);
	return g;
}

/* Marks a task and all that come after it. */
static void
mark(struct graph *g, size_t task)
{
	size_t top = 0;
	if (g->marked[task])
		return;
	g->marked[task] = true;
	g->stack[top++] = task;
	while (top > 0) {
		size_t i = g->stack[--top];
		for (size_t k = g->first[i]; k < g->first[i + 1]; k++)
			if (!g->marked[g->to[k]]) {
				g->marked[g->to[k]] = true;
				g->stack[top++] = g->to[k];
			}
	}
}

/* == tasks == */

struct work {
	VEC(const struct plan_item *);
};

/* The tasks of an improvement's actions of a kind. */
static void
add_actions(struct plan *plan, struct work *work, const struct plan_item *improvement,
	    const char *kind)
{
	xmlNode *a = improvement == NULL ? NULL : plan_child(improvement->node, "action");
	for (; a != NULL; a = plan_next(a, "action"))
		for (xmlNode *n = plan_child(a, NULL); n != NULL; n = plan_next(n, NULL)) {
			const struct plan_item *item = plan_item_of(plan, n);
			if (plan_attr_is(a, "kind", kind) && item != NULL &&
			    item->task != PLAN_NOBODY)
				VEC_PUSH(plan->arena, work, item);
		}
}

/* The tasks that node (a pilot or deployment) names, else those of actions of a kind. */
static void
add_work(struct plan *plan, struct work *work, const xmlNode *node, const char *kind)
{
	const char *list = plan_attr(node, "tasks");
	const char *word;
	if (list == NULL)
		add_actions(plan, work, plan_item_find(plan, plan_attr(node, "improvement")), kind);
	while (list != NULL && plan_word(plan->arena, &list, &word)) {
		const struct plan_item *item = plan_item_find(plan, word);
		if (item != NULL && item->task != PLAN_NOBODY)
			VEC_PUSH(plan->arena, work, item);
	}
}

static void
put_earliest(struct plan *plan, xmlNode *node, const struct plan_item *first,
	     const struct plan_item *last)
{
	static const char *const of_first[] = {"start", "start-date"};
	static const char *const of_last[] = {"finish", "finish-date"};
	for (size_t i = 0; i < 2; i++) {
		plan_fact(plan, node, of_first[i], plan_fact_of(first->node, of_first[i]));
		plan_fact(plan, node, of_last[i], plan_fact_of(last->node, of_last[i]));
	}
}

static void
put_work(struct plan *plan, xmlNode *node, const struct work *work)
{
	const struct sched_task *tasks = plan->sched.tasks;
	const struct plan_item *first = NULL, *last = NULL;
	struct strbuf ids = STRBUF_INIT;
	for (size_t i = 0; i < work->len; i++) {
		const struct plan_item *item = work->at[i];
		strbuf_printf(&ids, "%s%s", i == 0 ? "" : " ", item->id);
		if (first == NULL || tasks[item->task].start < tasks[first->task].start)
			first = item;
		if (last == NULL || tasks[item->task].finish > tasks[last->task].finish)
			last = item;
	}
	if (first != NULL) {
		plan_fact(plan, node, "tasks", ids.s);
		put_earliest(plan, node, first, last);
	}
	strbuf_release(&ids);
}

/* == decisions == */

static const struct plan_item *
decision_of(struct plan *plan, const xmlNode *pilot, const struct work *work, struct graph *g)
{
	const struct plan_item *decision = plan_item_find(plan, plan_attr(pilot, "decision"));
	const struct plan_item *action = NULL;
	if (decision != NULL)
		return decision;
	memset(g->marked, 0, plan->sched.task_count);
	for (size_t i = 0; i < work->len; i++) {
		mark(g, work->at[i]->task);
		action = plan->tasks[work->at[i]->task].action;
	}
	for (size_t i = 0; action != NULL && i < plan->sched.task_count; i++)
		if (g->marked[i] && plan->sched.tasks[i].kind == SCHED_MILESTONE &&
		    plan->tasks[i].action == action)
			decision = plan->tasks[i].item;
	return decision;
}

/* Marks what deploys the pilot's improvement and can start before the pilot is decided. */
static void
put_undecided(struct plan *plan, const xmlNode *pilot, const struct plan_item *decision,
	      struct graph *g)
{
	const char *improvement = plan_attr(pilot, "improvement");
	struct work work = {0};
	xmlNode *n = plan_child(pilot->parent, "deployment");
	while (n != NULL && !plan_attr_is(n, "improvement", improvement))
		n = plan_next(n, "deployment");
	if (n == NULL)
		add_actions(plan, &work, plan_item_find(plan, improvement), "deploy");
	for (; n != NULL; n = plan_next(n, "deployment"))
		if (plan_attr_is(n, "improvement", improvement))
			add_work(plan, &work, n, "deploy");
	memset(g->marked, 0, plan->sched.task_count);
	if (decision != NULL && decision->task != PLAN_NOBODY)
		mark(g, decision->task);
	for (size_t i = 0; i < work.len; i++)
		if (!g->marked[work.at[i]->task])
			plan_fact(plan, work.at[i]->node, "undecided", plan_attr(pilot, "id"));
}

void
facts_pilots(struct plan *plan)
{
	struct graph g = make_graph(plan);
	const xmlNode *strategies = plan_child(plan->root, "strategies");
	xmlNode *n = plan_child(strategies, "deployment");
	for (; n != NULL; n = plan_next(n, "deployment")) {
		struct work work = {0};
		add_work(plan, &work, n, "deploy");
		put_work(plan, n, &work);
	}
	for (n = plan_child(strategies, "pilot"); n != NULL; n = plan_next(n, "pilot")) {
		struct work work = {0};
		add_work(plan, &work, n, "pilot");
		const struct plan_item *decision = decision_of(plan, n, &work, &g);
		put_work(plan, n, &work);
		put_undecided(plan, n, decision, &g);
		if (decision == NULL)
			continue;
		plan_fact(plan, decision->node, "gate", "pilot");
		plan_fact(plan, n, "decision", decision->id);
	}
}
