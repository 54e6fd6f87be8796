/*
 * Network: a schedule's tasks and links as a graph in order.
 *
 * One node for a task, a milestone or an external, and two for a summary: its way in, through
 * which a start bound reaches all its parts, and its way out, where its span is known:
 *
 *	T-1 ──▶ in(S) ──▶ T-2 ──▶ out(S) ──▶ T-4
 *	             └──▶ T-3 ──┘
 *
 * Rejected: nodes for starts and finishes of tasks apart.  It would allow loops such as SS one
 * way and FF the other, which no other planning tool takes and no reader understands.
 */
#ifndef PP_PLAN_NETWORK_H
#define PP_PLAN_NETWORK_H

#include "plan/schedule.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;

struct network {
	struct sched *s;
	struct arena *arena;
	/* Links by successor and by predecessor: those of task i are in[in_first[i]] …
	 * in[in_first[i + 1] - 1]. */
	size_t *in_first, *in;
	size_t *out_first, *out;
	/* Parts of summaries, the same way. */
	size_t *child_first, *child;
	/* Nodes in order: 2 i is a task or a way in, 2 i + 1 a summary's way out. */
	size_t *order;
	size_t count;
};

/* false, and s->cycle, when tasks wait for each other. */
bool network_make(struct network *net, struct arena *arena, struct sched *s);

static inline bool
network_is_leaf(const struct sched_task *t)
{
	return t->kind != SCHED_SUMMARY;
}

static inline size_t
network_way_in(size_t task)
{
	return 2 * task;
}

#endif
