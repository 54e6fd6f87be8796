/*
 * The time axis of a Gantt chart: wall-clock minutes to dims, and the units of its head.
 *
 * A day's width stands for its working hours: 08:00 is its left edge, the end of work its right
 * one, so that a bar of one day fills one day and a bar that ends on Friday ends where Saturday
 * begins.
 */
#ifndef PP_CHART_SCALE_H
#define PP_CHART_SCALE_H

#include "base/date.h"
#include "base/dim.h"

#include <stdbool.h>
#include <stdint.h>

struct strbuf;

typedef int64_t minutes; /* of wall clock since 1970-01-01T00:00 */
#define MINUTES_NONE INT64_MIN
#define MINUTES_DAY  1440

/* YYYY-MM-DDTHH:MM (seconds allowed and dropped), or YYYY-MM-DD: the day's first minute.
 * MINUTES_NONE if it is neither. */
minutes minutes_parse(const char *s);
date minutes_date(minutes t);

enum scale_unit {
	SCALE_AUTO,
	SCALE_DAY,
	SCALE_WEEK,
	SCALE_MONTH,
	SCALE_QUARTER,
	SCALE_YEAR,
	SCALE_UNITS
};

struct scale {
	date from; /* first day shown */
	date to;   /* the day behind the last */
	dim width;
	int day_start; /* working hours, minutes of the day */
	int day_end;
};

/* Where an instant lies; before from negative, behind to beyond width. */
dim scale_x(const struct scale *s, minutes t);
/* Where a day begins. */
dim scale_day_x(const struct scale *s, date d);

/* How units are counted and called. */
struct scale_style {
	const char *lang;
	const char *week;	 /* before a week's number */
	const char *quarter;	 /* before a quarter's */
	const char *fiscal_year; /* before a fiscal year's; it bears the number of the year it ends
				    in */
	int fiscal_start;	 /* month in which quarters and years begin, 1 … 12 */
	date week_one;		 /* a day of week 1; DATE_NONE: ISO weeks */
};
/* The beginning of the unit that d lies in; of the next one. */
date scale_floor(const struct scale_style *style, enum scale_unit unit, date d);
date scale_next(const struct scale_style *style, enum scale_unit unit, date d);
/* The tier above; SCALE_AUTO: none. */
enum scale_unit scale_upper(enum scale_unit unit);
/* The label of the unit that begins at d; brief: abbreviated; year: with its year. */
void scale_label(struct strbuf *b, enum scale_unit unit, date d, const struct scale_style *style,
		 bool brief, bool year);
/* The finest unit whose labels fit: needs[unit] is the width its widest label takes, gap
 * included. */
enum scale_unit scale_choose(const struct scale *s, const dim needs[SCALE_UNITS]);
/* Every how many units a label is written, so that labels of this width do not touch. */
int scale_step(const struct scale *s, enum scale_unit unit, dim need);

#endif
