/* What outline.h offers of a plan. */
#include "plan/outline.h"

#include "plan/work.h"

#include <assert.h>

const struct sched *
plan_sched(const struct plan *plan)
{
	assert(plan->level == PLAN_READY);
	return &plan->sched;
}

const xmlNode *
plan_task_node(const struct plan *plan, size_t task)
{
	return plan->tasks[task].item->node;
}

const xmlNode *
plan_link_node(const struct plan *plan, size_t link)
{
	return plan->afters.at[link];
}

const xmlNode *
plan_node_of(const struct plan *plan, const char *id)
{
	const struct plan_item *item = plan_item_find(plan, id);
	return item == NULL ? NULL : item->node;
}

const struct calendar *
plan_calendar(const struct plan *plan)
{
	return plan->calendar;
}

const struct calendar *
plan_calendar_of(struct plan *plan, const char *id)
{
	struct plan_item *item = plan_item_find(plan, id);
	return item == NULL ? NULL : work_calendar_of(plan, item);
}
