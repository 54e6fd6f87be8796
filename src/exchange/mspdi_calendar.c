/*
 * Reading the calendars of MSPDI: weekdays, exceptions, weeks that differ for a time.
 */
#include "base/xml.h"
#include "exchange/mspdi_read.h"
#include "exchange/value.h"

#include <libxml/tree.h>
#include <limits.h>
#include <string.h>

static void
read_times(struct mspdi_reading *r, const xmlNode *node, struct ex_day *day)
{
	for (const xmlNode *t = xml_first(node); t != NULL; t = xml_next(t)) {
		struct calendar_span span = {.from = -1, .to = -1};
		int last = day->count == 0 ? 0 : day->spans[day->count - 1].to;
		bool said = false;
		for (const xmlNode *n = xml_first(t); n != NULL; n = xml_next(n)) {
			minute clock;
			const char *text = mspdi_content(r, n);
			said = said || *text != '\0';
			if (!ex_value_clock(text, &clock))
				continue;
			if (strcmp(xml_name(n), "FromTime") == 0)
				span.from = (int)clock;
			else if (strcmp(xml_name(n), "ToTime") == 0)
				span.to = (int)clock;
		}
		/* The end of the day is written as its beginning. */
		if (span.to == 0)
			span.to = MINUTES_PER_DAY;
		if (!said)
			continue;
		if (span.from < last || span.to <= span.from || day->count == CALENDAR_SPANS)
			mspdi_bad(r, t, "a working time, each after the one before");
		else
			day->spans[day->count++] = span;
	}
}

static void
read_period(struct mspdi_reading *r, const xmlNode *node, struct ex_exception *e)
{
	for (const xmlNode *n = xml_first(node); n != NULL; n = xml_next(n)) {
		minute time;
		bool from = strcmp(xml_name(n), "FromDate") == 0;
		if (!from && strcmp(xml_name(n), "ToDate") != 0)
			continue;
		if (!mspdi_time(r, n, mspdi_content(r, n), &time))
			mspdi_bad(r, n, mspdi_type_texts[MSPDI_TIME]);
		else if (from)
			e->from = minute_day(time);
		else
			/* 23:59 and midnight alike end the day before. */
			e->to = minute_last_day(time);
	}
	/* A period of one day may end at its own midnight. */
	if (e->to != DATE_NONE && e->to == e->from - 1)
		e->to = e->from;
}

/* A whole number of an element; 0 and a diagnostic if it is none. */
static int
read_int(struct mspdi_reading *r, const xmlNode *node)
{
	int64_t number;
	if (ex_value_int(mspdi_content(r, node), &number) && number >= INT_MIN && number <= INT_MAX)
		return (int)number;
	mspdi_bad(r, node, mspdi_type_texts[MSPDI_INT]);
	return 0;
}

static bool
read_bool(struct mspdi_reading *r, const xmlNode *node)
{
	bool flag = false;
	if (!ex_value_bool(mspdi_content(r, node), &flag))
		mspdi_bad(r, node, mspdi_type_texts[MSPDI_BOOL]);
	return flag;
}

/* One weekday, or, with DayType 0, days off or on as files before 2007 have them. */
static void
read_week_day(struct mspdi_reading *r, const xmlNode *node, struct ex_day *week,
	      struct ex_exceptions *days)
{
	struct ex_exception e = {.from = DATE_NONE, .to = DATE_NONE};
	int type = -1;
	for (const xmlNode *n = xml_first(node); n != NULL; n = xml_next(n)) {
		const char *name = xml_name(n);
		if (strcmp(name, "DayType") == 0)
			type = read_int(r, n);
		else if (strcmp(name, "DayWorking") == 0)
			e.day.working = read_bool(r, n);
		else if (strcmp(name, "TimePeriod") == 0)
			read_period(r, n, &e);
		else if (strcmp(name, "WorkingTimes") == 0)
			read_times(r, n, &e.day);
	}
	e.day.given = true;
	e.on = e.day.working;
	if (type >= 1 && type <= 7)
		week[(type + 5) % 7] = e.day;
	else if (type == 0 && e.from != DATE_NONE && e.to != DATE_NONE && e.from <= e.to)
		VEC_PUSH(r->ex->arena, days, e);
	else
		mspdi_bad(r, node, "a day of the week, or a period");
}

void
mspdi_read_week_days(struct mspdi_reading *r, const xmlNode *node, void *owner)
{
	struct ex_calendar *c = owner;
	for (const xmlNode *n = xml_first(node); n != NULL; n = xml_next(n))
		read_week_day(r, n, c->day, &c->exceptions);
}

static void
add_days(struct mspdi_reading *r, const xmlNode *node, struct ex_calendar *c,
	 const struct mspdi_recurrence *rule, const struct ex_exception *like)
{
	struct mspdi_days days = {0};
	struct diag_place place = xml_place(node);
	if (rule->type == 1 && rule->period <= 1) {
		VEC_PUSH(r->ex->arena, &c->exceptions, *like);
		return;
	}
	if (!mspdi_recur(r->ex->arena, rule, &days))
		exchange_lose(r->ex, "exceptions that come round without end", &place, false);
	for (size_t i = 0; i < days.len; i++) {
		struct ex_exception e = *like;
		struct ex_exception *last =
			i == 0 ? NULL : &c->exceptions.at[c->exceptions.len - 1];
		e.from = e.to = days.at[i];
		if (last != NULL && last->to + 1 == e.from)
			last->to = e.from;
		else
			VEC_PUSH(r->ex->arena, &c->exceptions, e);
	}
}

static void
read_exception(struct mspdi_reading *r, const xmlNode *node, struct ex_calendar *c)
{
	struct ex_exception e = {.from = DATE_NONE, .to = DATE_NONE};
	struct mspdi_recurrence rule = {.type = 1};
	const struct {
		const char *name;
		int *member;
	} numbers[] = {{"Occurrences", &rule.occurrences},
		       {"Type", &rule.type},
		       {"Period", &rule.period},
		       {"DaysOfWeek", &rule.days_of_week},
		       {"MonthItem", &rule.month_item},
		       {"MonthPosition", &rule.month_position},
		       {"Month", &rule.month},
		       {"MonthDay", &rule.month_day}};
	for (const xmlNode *n = xml_first(node); n != NULL; n = xml_next(n)) {
		const char *name = xml_name(n);
		for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
			if (strcmp(numbers[i].name, name) == 0)
				*numbers[i].member = read_int(r, n);
		if (strcmp(name, "EnteredByOccurrences") == 0)
			rule.counted = read_bool(r, n);
		else if (strcmp(name, "TimePeriod") == 0)
			read_period(r, n, &e);
		else if (strcmp(name, "Name") == 0)
			e.name = mspdi_content(r, n);
		else if (strcmp(name, "DayWorking") == 0)
			e.day.working = read_bool(r, n);
		else if (strcmp(name, "WorkingTimes") == 0)
			read_times(r, n, &e.day);
	}
	e.on = e.day.working;
	rule.from = e.from;
	rule.to = e.to;
	if (e.from == DATE_NONE || e.to == DATE_NONE || e.from > e.to)
		mspdi_bad(r, node, "an exception with a period");
	else
		add_days(r, node, c, &rule, &e);
}

/* The same days stand among WeekDays, written out for programs of before 2007. */
void
mspdi_read_exceptions(struct mspdi_reading *r, const xmlNode *node, void *owner)
{
	struct ex_calendar *c = owner;
	if (xml_first(node) != NULL)
		c->exceptions.len = 0;
	for (const xmlNode *n = xml_first(node); n != NULL; n = xml_next(n))
		read_exception(r, n, c);
}

void
mspdi_read_work_weeks(struct mspdi_reading *r, const xmlNode *node, void *owner)
{
	struct ex_calendar *c = owner;
	for (const xmlNode *w = xml_first(node); w != NULL; w = xml_next(w)) {
		struct ex_work_week week = {.period = {.from = DATE_NONE, .to = DATE_NONE}};
		struct ex_exceptions none = {0};
		for (const xmlNode *n = xml_first(w); n != NULL; n = xml_next(n)) {
			const char *name = xml_name(n);
			if (strcmp(name, "TimePeriod") == 0)
				read_period(r, n, &week.period);
			else if (strcmp(name, "Name") == 0)
				week.period.name = mspdi_content(r, n);
			else if (strcmp(name, "WeekDay") == 0)
				read_week_day(r, n, week.day, &none);
			else if (strcmp(name, "WeekDays") == 0)
				for (const xmlNode *d = xml_first(n); d != NULL; d = xml_next(d))
					read_week_day(r, d, week.day, &none);
		}
		if (none.len > 0) {
			struct diag_place place = xml_place(w);
			exchange_lose(r->ex, "periods within differing weeks", &place, false);
		}
		if (week.period.from != DATE_NONE && week.period.to != DATE_NONE &&
		    week.period.from <= week.period.to)
			VEC_PUSH(r->ex->arena, &c->weeks, week);
		else
			mspdi_bad(r, w, "a week with a period");
	}
}
