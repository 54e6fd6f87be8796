/*
 * MSPDI as data: a table of elements for each parent, in the order of its schema.
 *
 * One row says how an element is read and written.  The schema (mspdi_pj12.xsd) is a sequence: a
 * writer that follows the table is in order, and Microsoft Project refuses a file that is not.
 */
#ifndef PP_EXCHANGE_MSPDI_H
#define PP_EXCHANGE_MSPDI_H

#include "exchange/model.h"

#define MSPDI_NS	 "http://schemas.microsoft.com/project"

/* Fields that users define, in which ids travel: Text30 and Text29 of tasks, Text30 of resources.
 */
#define MSPDI_TASK_ID	 "188744016"
#define MSPDI_TASK_KIND	 "188744015"
#define MSPDI_PERSON_ID	 "205521140"
#define MSPDI_ALIAS_ID	 "planpress id"
#define MSPDI_ALIAS_KIND "planpress kind"

enum mspdi_type {
	MSPDI_INT,     /* int */
	MSPDI_LONG,    /* int64_t */
	MSPDI_BOOL,    /* bool */
	MSPDI_TEXT,    /* const char *; not written when NULL */
	MSPDI_TIME,    /* minute; not written when MINUTE_NONE */
	MSPDI_SPAN,    /* int64_t minutes; not written when -1 */
	MSPDI_CLOCK,   /* minute of a day */
	MSPDI_DECIMAL, /* int64_t, thousandths of per cent, written as a fraction: 1.0 is 100 % */
	MSPDI_UNITS,   /* int, per cent, written as a fraction */
	MSPDI_PART     /* elements of its own */
};

/* What becomes of an element. */
enum mspdi_use {
	MSPDI_KNOWN, /* follows from others, or is about how things look: left out */
	MSPDI_LOST,  /* means something that a plan has no place for: counted */
	MSPDI_MINOR, /* the same, of less weight */
	MSPDI_READ,
	MSPDI_WRITE,
	MSPDI_BOTH
};

enum mspdi_part {
	MSPDI_NO_PART,
	MSPDI_FIELDS,
	MSPDI_CALENDARS,
	MSPDI_TASKS,
	MSPDI_RESOURCES,
	MSPDI_ASSIGNMENTS,
	MSPDI_WEEK_DAYS,
	MSPDI_EXCEPTIONS,
	MSPDI_WORK_WEEKS,
	MSPDI_LINK,
	MSPDI_ATTRIBUTE,
	MSPDI_BASELINE,
	MSPDI_PART_COUNT
};

struct mspdi_row {
	const char *name;
	enum mspdi_use use;
	enum mspdi_type type;
	size_t offset;	      /* of the member */
	enum mspdi_part part; /* of MSPDI_PART */
	/* Of what is lost: what to call it, and the values that say nothing, between blanks. */
	const char *lost;
	const char *nothing;
};

struct mspdi_table {
	const struct mspdi_row *rows;
	size_t count;
};

extern const struct mspdi_table mspdi_project, mspdi_calendar, mspdi_task, mspdi_link,
	mspdi_baseline, mspdi_resource, mspdi_assignment, mspdi_field;

/* mspdi_exception.c: the days of an exception that comes round, from first to last. */
struct mspdi_recurrence {
	int type; /* 1 … 9 */
	int period;
	int days_of_week; /* bits, Sunday first */
	int month_item, month_position, month, month_day;
	bool counted;
	int occurrences;
	date from, to;
};
struct mspdi_days {
	VEC(date);
};
/* false if there are more than can be written down; those up to there are kept. */
bool mspdi_recur(struct arena *arena, const struct mspdi_recurrence *r, struct mspdi_days *days);

#endif
