/*
 * Pilots: which milestone decides each.
 *
 * The pilot says so, or it is the last milestone of the pilot's action that depends, directly or
 * not, on the pilot's tasks (semantics.md, Grammar additions).
 */
#include "base/map.h"
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

static struct plan_item *
decision_of(struct plan *plan, const xmlNode *pilot, struct graph *g)
{
	struct plan_item *decision = plan_item_find(plan, plan_attr(pilot, "decision"));
	const struct plan_item *action = NULL;
	const char *list = plan_attr(pilot, "tasks");
	const char *word;
	if (decision != NULL)
		return decision;
	memset(g->marked, 0, plan->sched.task_count);
	while (list != NULL && plan_word(plan->arena, &list, &word)) {
		const struct plan_item *item = plan_item_find(plan, word);
		if (item == NULL || item->task == PLAN_NOBODY)
			continue;
		mark(g, item->task);
		action = plan->tasks[item->task].action;
	}
	for (size_t i = 0; action != NULL && i < plan->sched.task_count; i++)
		if (g->marked[i] && plan->sched.tasks[i].kind == SCHED_MILESTONE &&
		    plan->tasks[i].action == action)
			decision = plan->tasks[i].item;
	return decision;
}

void
facts_pilots(struct plan *plan)
{
	struct graph g = make_graph(plan);
	xmlNode *n = plan_child(plan_child(plan->root, "strategies"), "pilot");
	for (; n != NULL; n = plan_next(n, "pilot")) {
		const struct plan_item *decision = decision_of(plan, n, &g);
		if (decision != NULL)
			plan_fact(plan, decision->node, "gate", "pilot");
	}
}
