/*
 * Work: from the plan's tree to the schedule's plain structs.
 *
 * calendars.c reads calendars, work.c tasks, links and assignments; span.c lengths and lags.
 */
#ifndef PP_PLAN_WORK_H
#define PP_PLAN_WORK_H

#include "plan/plan_imp.h"

/* == span.c == */

enum span_unit { SPAN_H, SPAN_D, SPAN_W, SPAN_MO, SPAN_ED, SPAN_EW, SPAN_PERCENT };

/* A length as it is written. */
struct span_text {
	int64_t thousandths; /* of the unit; saturates */
	enum span_unit unit;
};

/* A thousand years: nothing longer is counted with. */
#define SPAN_LIMIT ((int64_t)365250 * MINUTES_PER_DAY)

/* Has it the shape of a span or lag? */
bool span_is(const char *text);
/* The grammar, or span_is, has checked the shape. */
struct span_text span_parse(const char *text);
bool span_is_elapsed(struct span_text s);
/* Minutes, in the calendar's days and weeks unless elapsed; beyond ±SPAN_LIMIT: INT64_MAX or
 * -INT64_MAX. Not for percents. */
int64_t span_minutes(struct span_text s, const struct calendar *c);

/* == calendars.c == */

/* Reads all calendars and the project's: PP501 for a base that comes round, PP514. */
bool work_read_calendars(struct plan *plan);
/* The calendar of a calendar or person (a person without one: the project's); NULL and PP514. */
struct calendar *work_calendar_of(struct plan *plan, struct plan_item *item);
/* The calendar of a task or milestone (semantics.md, Schedule 2); NULL and PP514. */
struct calendar *work_calendar_of_task(struct plan *plan, const xmlNode *node);

#endif
