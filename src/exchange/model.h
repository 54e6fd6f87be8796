/*
 * Model: a schedule between two formats.
 *
 * Readers fill it from MSPDI, CSV or a plan; writers print it as MSPDI, CSV, iCalendar or a plan.
 * Times are minutes of wall clock as in plan/calendar.h, lengths are minutes.  Open structs: the
 * readers' defaults are those of exchange_new.
 */
#ifndef PP_EXCHANGE_MODEL_H
#define PP_EXCHANGE_MODEL_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/vec.h"
#include "exchange/exchange_diag.h"
#include "plan/span.h"

struct map;
struct strbuf;

#define EX_NONE SIZE_MAX

enum ex_kind {
	EX_TASK,
	EX_MILESTONE,
	EX_SUMMARY,
	EX_IMPROVEMENT, /* a summary that stands for an improvement of the plan */
	EX_ACTION,
	EX_EXTERNAL
};

/* As MSPDI numbers them. */
enum ex_must {
	EX_ASAP,
	EX_ALAP,
	EX_START_ON,
	EX_FINISH_ON,
	EX_START_NO_EARLIER,
	EX_START_NO_LATER,
	EX_FINISH_NO_EARLIER,
	EX_FINISH_NO_LATER,
	EX_MUST_COUNT
};
enum ex_link_type { EX_FF, EX_FS, EX_SF, EX_SS, EX_LINK_COUNT };

struct ex_day {
	bool given, working;
	struct calendar_span spans[CALENDAR_SPANS];
	size_t count;
};

struct ex_exception {
	date from, to;
	bool on;
	const char *name;
	struct ex_day day; /* its working times; none: the normal ones */
};

struct ex_exceptions {
	VEC(struct ex_exception);
};

/* A period in which the week is another. */
struct ex_work_week {
	struct ex_exception period;
	struct ex_day day[7];
};

struct ex_calendar {
	int uid;
	int base_uid;	      /* of one that is derived from another; else -1 */
	bool is_base;	      /* not a resource's own */
	const char *name;     /* as the file has it */
	const char *id;	      /* of the plan; NULL: none is made of it */
	struct ex_day day[7]; /* from Monday */
	struct ex_exceptions exceptions;
	struct {
		VEC(struct ex_work_week);
	} weeks;
	struct calendar_source *source; /* calendars.c */
	bool needed;			/* by the plan */
	struct diag_place place;
};

struct ex_person {
	int uid, row;
	const char *id;
	const char *name;
	const char *initials;
	const char *email;
	const char *group;
	bool role;
	int type;		   /* 0 material, 1 work, 2 cost */
	int units;		   /* per cent of one who works all day */
	int calendar_uid;	   /* -1: none */
	const char *calendar_name; /* in the plan */
	bool is_null, cost;
	struct diag_place place;
};

struct ex_assign {
	int uid;
	int task_uid, person_uid;
	size_t task, person;
	size_t order;
	int64_t units; /* thousandths of per cent */
	int64_t work;  /* -1: not given */
	int64_t start, finish;
	struct diag_place place;
};

struct ex_link {
	int from_uid;
	size_t from;
	int type; /* enum ex_link_type */
	bool cross;
	const char *cross_name;
	const struct _xmlNode *node; /* of a plan: its element */
	int64_t lag;		     /* tenths of a minute; of a percentage: the percentage */
	int format;
	struct diag_place place;
};

struct ex_baseline {
	int number;
	minute start, finish;
	int64_t work; /* -1: not given */
	int64_t minutes;
	int format;
};

/* The value of a field that users define. */
struct ex_attribute {
	const char *field;
	const char *value;
};

struct ex_task {
	int uid, row;
	const char *id;
	bool id_made; /* here, for the file has none */
	const char *name;
	enum ex_kind kind;
	bool kind_given;
	const char *detail; /* an action's kind, or the PLAN#ID of an external */
	int level;
	size_t parent;
	size_t first_assign; /* its assignments follow one another; EX_NONE: it has none */
	const char *outline; /* 1.2.3 */

	int64_t minutes; /* -1: not given */
	int format;	 /* of the length, as in LagFormat */
	int64_t work;	 /* -1: not given */
	int must;	 /* enum ex_must */
	minute on;
	minute deadline;
	int calendar_uid; /* -1: none */
	bool ignore_resources;
	const char *notes;
	const char *csv_after, *csv_who; /* cells that name what may stand further on */

	/* what the file computed */
	minute start, finish;
	minute early_start, early_finish, late_start, late_finish;
	int64_t slack, free_slack; /* tenths of a minute */
	bool critical, summary, milestone;

	/* how far it is */
	int percent;
	minute actual_start, actual_finish;
	int64_t spent; /* actual work; -1: not given */

	/* what a reader must look at */
	bool is_null, manual, active, external, subproject, recurring, estimated;
	minute manual_start, manual_finish;
	int64_t manual_minutes;
	const char *external_project;
	int64_t levelling; /* delay, in tenths of minutes */
	minute resume, stop;
	int type, priority, effort_driven;

	struct {
		VEC(struct ex_link);
	} links;
	struct {
		VEC(struct ex_baseline);
	} baselines;
	bool pinned; /* set on its day for a reason that has been told */
	struct diag_place place;
};

#define EX_AROUND 6

/* A field that users define. */
struct ex_field {
	const char *id;
	const char *name;
	const char *alias;
};

struct exchange {
	struct arena *arena;
	struct diag *diag;
	const char *path;

	/* the project */
	int version;
	const char *id;
	const char *name, *title, *company, *manager, *author;
	minute created, saved;
	minute start, finish, status;
	bool from_start; /* not from its finish */
	int calendar_uid;
	int minutes_a_day, minutes_a_week, days_a_month;
	minute day_start, day_end; /* of day 0 */
	bool honour;		   /* constraints beat links */
	int week_start;
	int64_t summary_minutes; /* of the whole project */
	int slack_limit;
	const char *currency;

	struct {
		VEC(struct ex_field);
	} fields;
	struct {
		VEC(struct ex_calendar);
	} calendars;
	struct {
		VEC(struct ex_task);
	} tasks;
	struct {
		VEC(struct ex_person);
	} people;
	struct {
		VEC(struct ex_assign);
	} assigns;

	struct map *task_uids, *person_uids, *calendar_uids; /* made by exchange_link */
	/* ids of what stands around the schedule: body, process, team, objective, finding,
	 * signatory */
	const char *around[EX_AROUND];
	const char *improvement_id, *action_id, *milestone_id, *project_calendar_id;
	struct map *taken;	  /* ids, made by exchange_settle_ids */
	struct map *built;	  /* calendars as the scheduler has them */
	struct map *lost_in_plan; /* the same, when it is written as one */
	struct map *lost;	  /* what is not carried → struct ex_lost */
	bool ours;		  /* the file is planpress' own: it has ids */
	size_t baselines;	  /* the highest number, and one */
};

/* Something that a plan has no place for. */
struct ex_lost {
	size_t count;
	bool minor; /* nothing would be computed from it */
	struct diag_place first;
};

struct exchange *exchange_new(struct arena *arena, struct diag *diag, const char *path);
/* calendars.c: what the calendars come to in a plan, which ids they have, and which it needs. */
void exchange_settle_calendars(struct exchange *ex);
/* The calendar a resource's or task's UID means; NULL: the project's. */
const struct ex_calendar *exchange_plan_calendar(const struct exchange *ex, int uid);
/* The project's calendar; NULL: the file names none. */
const struct ex_calendar *exchange_project_calendar(const struct exchange *ex);
/* A day and a week of a task's calendar in minutes. */
void exchange_day(const struct exchange *ex, size_t task, int64_t *day, int64_t *week);
/* ids.c: ids for all that has none, unique and NCNames. */
void exchange_settle_ids(struct exchange *ex);
bool exchange_is_id(const char *text);
/* The id, or the id with a number behind it, that nothing else has. */
const char *exchange_take_id(struct exchange *ex, const char *id);
/* A text as an id: letters, digits, dots, hyphens; prefix first. */
char *exchange_slug(struct arena *arena, const char *prefix, const char *text);
/* A task with everything left open. */
struct ex_task exchange_task_new(void);
/* Is it a row with dates of its own: a task or milestone? */
bool exchange_is_leaf(const struct ex_task *t);
/* Of a constraint (enum ex_must): has it a day, and is that the day of the finish? */
bool exchange_has_day(int must);
bool exchange_is_of_finish(int must);
void
exchange_lose(struct exchange *ex, const char *what, const struct diag_place *place, bool minor);
/* Tells what was lost, each with its count. */
void exchange_tell_lost(struct exchange *ex);
/* By uid; EX_NONE. */
size_t exchange_calendar(const struct exchange *ex, int uid);
/* Parents by level, outline numbers, indexes of links and assignments; drops what leads nowhere. */
void exchange_link(struct exchange *ex);

#endif
