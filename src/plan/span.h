/*
 * Spans and lags: lengths as a plan writes them ("2.5d", "+3ed", "-50%"), in minutes.
 */
#ifndef PP_PLAN_SPAN_H
#define PP_PLAN_SPAN_H

#include "plan/calendar.h"

enum span_unit { SPAN_H, SPAN_D, SPAN_W, SPAN_MO, SPAN_EH, SPAN_ED, SPAN_EW, SPAN_PERCENT };

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
/* "d", "ew", "%" … */
const char *span_unit_name(enum span_unit unit);
/* Minutes, in the calendar's days and weeks unless elapsed; beyond ±SPAN_LIMIT: INT64_MAX or
 * -INT64_MAX. Not for percents. */
int64_t span_minutes(struct span_text s, const struct calendar *c);

#endif
