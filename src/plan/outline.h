/*
 * Outline: a plan's work and its schedule, for rooms that carry both elsewhere.
 *
 *	const struct sched *s = plan_sched(plan);
 *	for (size_t i = 0; i < s->task_count; i++)
 *		use(plan_task_node(plan, i), &s->tasks[i]);
 */
#ifndef PP_PLAN_OUTLINE_H
#define PP_PLAN_OUTLINE_H

#include "plan/schedule.h"

struct plan;
struct _xmlNode;

/* The computed schedule of a plan that is ready. */
const struct sched *plan_sched(const struct plan *plan);
/* The element of a task, and the 'after' of a link. */
const struct _xmlNode *plan_task_node(const struct plan *plan, size_t task);
const struct _xmlNode *plan_link_node(const struct plan *plan, size_t link);
/* The element of an id; NULL. */
const struct _xmlNode *plan_node_of(const struct plan *plan, const char *id);
/* The project's calendar, and that of a calendar or person; NULL if there is no such id. */
const struct calendar *plan_calendar(const struct plan *plan);
const struct calendar *plan_calendar_of(struct plan *plan, const char *id);

#endif
