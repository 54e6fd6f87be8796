/*
 * Schedule: dates, slack and drivers of a network of tasks.
 *
 *	struct sched s = {.tasks = tasks, .task_count = n, .links = links, ...};
 *	if (schedule_run(arena, &s) == SCHED_OK)
 *		use(s.tasks[i].start);
 *
 * Plain structs, independent of XML.  Semantics: semantics.md, Schedule; schedule.c says how.  The
 * caller (work.c) has resolved ids, day lengths and calendars, and dropped what is not allowed.
 */
#ifndef PP_PLAN_SCHEDULE_H
#define PP_PLAN_SCHEDULE_H

#include "plan/calendar.h"

#define SCHED_NOBODY SIZE_MAX

enum sched_kind { SCHED_TASK, SCHED_SUMMARY, SCHED_MILESTONE, SCHED_EXTERNAL };

enum sched_must {
	SCHED_ASAP,
	SCHED_ALAP,
	SCHED_START_ON,
	SCHED_FINISH_ON,
	SCHED_START_NO_EARLIER,
	SCHED_START_NO_LATER,
	SCHED_FINISH_NO_EARLIER,
	SCHED_FINISH_NO_LATER,
	SCHED_FIXED /* a day without a constraint: start-on; a milestone stays on its day even if
		       free */
};

/* What set the start. */
enum sched_driver { SCHED_BY_PROJECT, SCHED_BY_LINK, SCHED_BY_CONSTRAINT, SCHED_BY_ALAP };

struct sched_task {
	/* given */
	enum sched_kind kind;
	size_t parent; /* the summary it is part of, at a smaller index; SCHED_NOBODY */
	const struct calendar *calendar;
	int64_t minutes; /* length; of a summary, milestone or external: 0 */
	bool elapsed;	 /* minutes are wall clock */
	enum sched_must must;
	date on; /* of must; DATE_NONE with ASAP and ALAP; of an external: may be DATE_NONE */

	/* computed */
	minute start;
	minute finish;
	minute late_start;
	minute late_finish;
	int64_t work; /* working minutes from start to finish on its calendar */
	int64_t slack;
	int64_t free_slack;
	bool critical;
	enum sched_driver driver;
	size_t driver_link; /* index of the link with SCHED_BY_LINK; may be one of a summary above
			     */
};

enum sched_link_type { SCHED_FS, SCHED_SS, SCHED_FF, SCHED_SF };
enum sched_lag { SCHED_LAG_WORK, SCHED_LAG_ELAPSED, SCHED_LAG_PERCENT };

struct sched_link {
	size_t from; /* predecessor */
	size_t to;   /* successor; a summary takes FS and SS only */
	enum sched_link_type type;
	enum sched_lag lag_kind;
	int64_t lag; /* minutes; of percent: thousandths of a percent */
};

struct sched {
	/* given */
	struct sched_task *tasks; /* a summary before its parts */
	size_t task_count;
	const struct sched_link *links;
	size_t link_count;
	date start; /* nothing that is not fixed begins before */

	/* computed */
	minute begin;  /* of the first task */
	minute end;    /* of the last */
	size_t *cycle; /* SCHED_CYCLE: tasks, each waiting for the one before, the first for the
			  last */
	size_t cycle_count;
	size_t bad; /* SCHED_RANGE: the task whose dates leave the calendar */
};

enum sched_result {
	SCHED_OK,
	SCHED_CYCLE,
	SCHED_RANGE /* a date would be after the year 9999 */
};

enum sched_result schedule_run(struct arena *arena, struct sched *s);

/* Minutes a link's lag asks for: working minutes, or wall clock with SCHED_LAG_ELAPSED. */
int64_t schedule_lag_minutes(const struct sched *s, const struct sched_link *link);

#endif
