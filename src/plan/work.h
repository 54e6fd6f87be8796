/*
 * Work: from the plan's tree to the schedule's plain structs.
 *
 * calendars.c reads calendars, work.c tasks, links and assignments; span.c lengths and lags.
 */
#ifndef PP_PLAN_WORK_H
#define PP_PLAN_WORK_H

#include "plan/plan_imp.h"
#include "plan/span.h"

/* == calendars.c == */

/* Reads all calendars and the project's: PP501 for a base that comes round, PP514. */
bool work_read_calendars(struct plan *plan);
/* The calendar of a calendar or person (a person without one: the project's); NULL and PP514. */
struct calendar *work_calendar_of(struct plan *plan, struct plan_item *item);
/* The calendar of a task or milestone (semantics.md, Schedule 2); NULL and PP514. */
struct calendar *work_calendar_of_task(struct plan *plan, const xmlNode *node);

#endif
