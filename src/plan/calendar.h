/*
 * Calendars: working time as arithmetic on integer minutes.
 *
 *	struct calendar *c = calendar_build(arena, &source);
 *	minute end = calendar_finish(c, calendar_work(c, begin) + 3 * calendar_day_minutes(c));
 *
 * A minute is an instant of local wall-clock time, counted from 1970-01-01T00:00.  calendar_work
 * maps an instant to the number of working minutes before it (from an origin of the calendar's
 * own); calendar_start and calendar_finish map back.  They differ where working time has a hole:
 * work done by 17:00 finishes at 17:00, but the next minute of work starts at 08:00.
 *
 * A working day starts at 08:00 and has an hour's break after the fourth hour (semantics.md,
 * Schedule 1).  Days longer than 15 hours end at midnight instead, beyond 23 without the break.
 */
#ifndef PP_PLAN_CALENDAR_H
#define PP_PLAN_CALENDAR_H

#include "base/date.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct calendar;

typedef int64_t minute;

#define MINUTES_PER_DAY 1440
/* Instants and lengths stay within ±MINUTE_LIMIT: some 20,000 years. */
#define MINUTE_LIMIT	((minute)MINUTES_PER_DAY * 7300000)
#define MINUTE_NONE	INT64_MIN

/* A run of days off, or on. */
struct calendar_entry {
	date from;
	date to;
	bool on;
	const char *name; /* of a holiday; may be NULL */
};

/* Minutes of a day in which work is done. */
struct calendar_span {
	int from;
	int to;
};
#define CALENDAR_SPANS 8 /* the most that a day has */

/* A calendar as it is written. */
struct calendar_source {
	const struct calendar_source *base; /* NULL: none; no cycles */
	int minutes;			    /* of a working day, 1 … 1440; 0: inherited */
	/* When they are, each after the one before; none: as said above, or inherited. */
	const struct calendar_span *spans;
	size_t span_count;
	unsigned week; /* bit 0 Monday … bit 6 Sunday; 0: inherited */
	const struct calendar_entry *entries;
	size_t count;
};

#define CALENDAR_MINUTES 480  /* eight hours */
#define CALENDAR_WEEK	 0x1f /* Monday to Friday */

struct calendar *calendar_build(struct arena *arena, const struct calendar_source *source);
/* Works only when all of them work; its day is as long as the shortest. */
struct calendar *
calendar_intersect(struct arena *arena, const struct calendar *const list[], size_t count);

bool calendar_is_working(const struct calendar *c, date d);
/* Is it a day of the working week, holidays and exceptions apart? */
bool calendar_week_has(const struct calendar *c, date d);
/* Is there a working day from first to last? */
bool calendar_has_work(const struct calendar *c, date first, date last);
/* Working days from first to last, both included; negative when last is before first. */
int64_t calendar_days_between(const struct calendar *c, date first, date last);
/* Name of the entry that makes d a day off; NULL: a weekend, or a day without a name. */
const char *calendar_day_name(const struct calendar *c, date d);
int calendar_day_minutes(const struct calendar *c);
int calendar_week_days(const struct calendar *c);
/* Minute of the day at which work begins. */
int calendar_day_start(const struct calendar *c);
/* The working time of a day. */
const struct calendar_span *calendar_spans(const struct calendar *c, size_t *count);
/* The entries, with those of all bases, that make the days what they are: none overlaps another. */
const struct calendar_entry *
calendar_entries(const struct calendar *c, struct arena *arena, size_t *count);

/* Working minutes before t. */
int64_t calendar_work(const struct calendar *c, minute t);
/* The instant at which working minute number work begins. */
minute calendar_start(const struct calendar *c, int64_t work);
/* The instant at which so many working minutes are done. */
minute calendar_finish(const struct calendar *c, int64_t work);
/* t if it is in working time or at the end of some, else the beginning of the next. */
minute calendar_touch(const struct calendar *c, minute t);

date minute_day(minute t);
/* Day of an end: the last day worked, for 24:00 belongs to the day before. */
date minute_last_day(minute t);

#endif
