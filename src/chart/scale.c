/* The time axis: instants to positions, days to units, units to labels. See scale.h. */
#include "chart/scale.h"

#include "base/strbuf.h"

#include <assert.h>
#include <string.h>

/* Days of the shortest span of a unit: what its label must fit into. */
static const int unit_days[SCALE_UNITS] = {
	[SCALE_DAY] = 1,      [SCALE_WEEK] = 7,	  [SCALE_MONTH] = 28,
	[SCALE_QUARTER] = 90, [SCALE_YEAR] = 365,
};

static const enum scale_unit upper_units[SCALE_UNITS] = {
	[SCALE_DAY] = SCALE_MONTH,    [SCALE_WEEK] = SCALE_MONTH, [SCALE_MONTH] = SCALE_YEAR,
	[SCALE_QUARTER] = SCALE_YEAR, [SCALE_YEAR] = SCALE_AUTO,
};

minutes
minutes_parse(const char *s)
{
	int minute;
	date d = date_parse_time(s, &minute);

	return d == DATE_NONE ? MINUTES_NONE : (minutes)d * MINUTES_DAY + minute;
}

date
minutes_date(minutes t)
{
	return (date)(t >= 0 ? t / MINUTES_DAY : (t - MINUTES_DAY + 1) / MINUTES_DAY);
}

/* A fraction of the axis: part of whole, both in the same unit. */
static dim
place(const struct scale *s, int64_t part, int64_t whole)
{
	return dim_scale(s->width, part, whole);
}

dim
scale_x(const struct scale *s, minutes t)
{
	date d = minutes_date(t);
	int64_t minute = t - (int64_t)d * MINUTES_DAY;
	int64_t hours = s->day_end - s->day_start;
	int64_t worked = minute - s->day_start;

	assert(s->to > s->from && hours > 0);
	if (worked < 0)
		worked = 0;
	if (worked > hours)
		worked = hours;
	return place(s, ((int64_t)d - s->from) * hours + worked,
		     ((int64_t)s->to - s->from) * hours);
}

dim
scale_day_x(const struct scale *s, date d)
{
	return place(s, (int64_t)d - s->from, (int64_t)s->to - s->from);
}

/* The first day of the fiscal year that d lies in. */
static date
fiscal_year(const struct scale_style *style, date d)
{
	struct ymd ymd = date_to_ymd(d);

	return date_from_ymd(ymd.month < style->fiscal_start ? ymd.year - 1 : ymd.year,
			     style->fiscal_start, 1);
}

/* 0 … 3 */
static int
fiscal_quarter(const struct scale_style *style, date d)
{
	return (date_to_ymd(d).month - style->fiscal_start + 12) % 12 / 3;
}

date
scale_floor(const struct scale_style *style, enum scale_unit unit, date d)
{
	switch (unit) {
	case SCALE_WEEK:
		return d - date_weekday(d);
	case SCALE_MONTH:
		return date_month_start(d);
	case SCALE_QUARTER:
		return date_add_months(fiscal_year(style, d), 3 * fiscal_quarter(style, d));
	case SCALE_YEAR:
		return fiscal_year(style, d);
	default:
		return d;
	}
}

date
scale_next(const struct scale_style *style, enum scale_unit unit, date d)
{
	date begin = scale_floor(style, unit, d);

	switch (unit) {
	case SCALE_WEEK:
		return begin + 7;
	case SCALE_MONTH:
		return date_add_months(begin, 1);
	case SCALE_QUARTER:
		return date_add_months(begin, 3);
	case SCALE_YEAR:
		return date_add_months(begin, 12);
	default:
		return begin + 1;
	}
}

enum scale_unit
scale_upper(enum scale_unit unit)
{
	return upper_units[unit];
}

/* Weeks of a project have no number 0: the one before the first is -1. */
static int
week_number(const struct scale_style *style, date d)
{
	int year;
	date monday;
	int weeks;

	if (style->week_one == DATE_NONE)
		return date_iso_week(d, &year);
	monday = style->week_one - date_weekday(style->week_one);
	weeks = (d - date_weekday(d) - monday) / 7;
	return weeks >= 0 ? weeks + 1 : weeks;
}

static void
put_year(struct strbuf *b, const struct scale_style *style, enum scale_unit unit, date d)
{
	bool fiscal = style->fiscal_start > 1 && unit >= SCALE_QUARTER;
	int year = fiscal ? date_to_ymd(fiscal_year(style, d)).year + 1 : date_to_ymd(d).year;

	strbuf_printf(b, "%s%s%d", b->len > 0 ? " " : "", fiscal ? style->fiscal_year : "", year);
}

void
scale_label(struct strbuf *b, enum scale_unit unit, date d, const struct scale_style *style,
	    bool brief, bool year)
{
	struct ymd ymd = date_to_ymd(d);

	switch (unit) {
	case SCALE_DAY:
		strbuf_printf(b, "%d", ymd.day);
		return;
	case SCALE_WEEK:
		strbuf_printf(b, "%s%d", style->week, week_number(style, d));
		return;
	case SCALE_MONTH:
		strbuf_puts(b, date_month_name(style->lang, ymd.month, brief));
		break;
	case SCALE_QUARTER:
		strbuf_printf(b, "%s%d", style->quarter, fiscal_quarter(style, d) + 1);
		break;
	default:
		year = true;
		break;
	}
	if (year)
		put_year(b, style, unit, d);
}

enum scale_unit
scale_choose(const struct scale *s, const dim needs[SCALE_UNITS])
{
	for (int unit = SCALE_DAY; unit < SCALE_YEAR; unit++) {
		if (place(s, unit_days[unit], (int64_t)s->to - s->from) >= needs[unit])
			return (enum scale_unit)unit;
	}
	return SCALE_YEAR;
}

int
scale_step(const struct scale *s, enum scale_unit unit, dim need)
{
	static const int steps[] = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000};
	size_t last = sizeof steps / sizeof *steps - 1;

	for (size_t i = 0; i < last; i++) {
		if (place(s, (int64_t)unit_days[unit] * steps[i], (int64_t)s->to - s->from) >= need)
			return steps[i];
	}
	return steps[last];
}
