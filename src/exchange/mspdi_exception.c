/*
 * Exceptions that come round: which days they are.
 *
 * The rules are those of Microsoft Project: weeks begin on Sunday and are counted from that of the
 * first day; months and years are counted from its month and year; a day of the month that a month
 * lacks is its last.
 */
#include "exchange/mspdi.h"

#define DAYS_MAX 4000

enum {
	DAILY = 1,
	YEARLY_DAY,
	YEARLY_PLACE,
	MONTHLY_DAY,
	MONTHLY_PLACE,
	WEEKLY,
	EVERY_DAYS,
	WEEKDAYS
};

/* Days from Sunday: 0 … 6. */
static int
from_sunday(date d)
{
	return (date_weekday(d) + 1) % 7;
}

static int
month_length(date first)
{
	return (int)(date_add_months(first, 1) - first);
}

/* Does a day fit an item: a day, a weekday, a day of the weekend, or one from Sunday on? */
static bool
fits(date d, int item)
{
	int day = from_sunday(d);
	if (item == 0)
		return true;
	if (item == 1 || item == 2)
		return (day == 0 || day == 6) == (item == 2);
	return day == item - 3;
}

/* The first … fourth (position 0 … 3) or last (4) day of the month that fits; DATE_NONE. */
static date
place_in_month(date first, int item, int position)
{
	date found = DATE_NONE;
	int n = 0;
	for (int i = 0; i < month_length(first); i++)
		if (fits(first + i, item)) {
			found = first + i;
			if (position < 4 && n++ == position)
				return found;
		}
	return position >= 4 ? found : DATE_NONE;
}

static date
day_in_month(date first, int day)
{
	int length = month_length(first);
	return first + (day < 1 ? 1 : day > length ? length : day) - 1;
}

struct expansion {
	struct arena *arena;
	const struct mspdi_recurrence *r;
	struct mspdi_days *days;
};

/* false when there are enough. */
static bool
take(struct expansion *x, date d)
{
	const struct mspdi_recurrence *r = x->r;
	if (d > r->to || x->days->len == DAYS_MAX ||
	    (r->counted && r->occurrences > 0 && (int)x->days->len >= r->occurrences))
		return false;
	if (d >= r->from)
		VEC_PUSH(x->arena, x->days, d);
	return true;
}

static void
by_days(struct expansion *x, int step, bool weekdays)
{
	for (date d = x->r->from; d <= x->r->to; d += step)
		if ((!weekdays || date_weekday(d) < 5) && !take(x, d))
			return;
}

static void
by_weeks(struct expansion *x, int period)
{
	const struct mspdi_recurrence *r = x->r;
	for (date week = r->from - from_sunday(r->from); week <= r->to; week += 7 * period)
		for (int day = 0; day < 7; day++)
			if ((r->days_of_week >> day & 1) != 0 && !take(x, week + day))
				return;
}

static void
by_months(struct expansion *x, date first, int period, bool place)
{
	const struct mspdi_recurrence *r = x->r;
	for (; first <= r->to; first = date_add_months(first, period)) {
		date d = place ? place_in_month(first, r->month_item, r->month_position)
			       : day_in_month(first, r->month_day);
		if (d != DATE_NONE && !take(x, d))
			return;
	}
}

bool
mspdi_recur(struct arena *arena, const struct mspdi_recurrence *r, struct mspdi_days *days)
{
	struct expansion x = {.arena = arena, .r = r, .days = days};
	int period = r->period < 1 ? 1 : r->period > 1000 ? 1000 : r->period;
	date month = date_month_start(r->from);
	date year = date_from_ymd(date_to_ymd(r->from).year, 1, 1);
	int in_year = r->month < 0 || r->month > 11 ? 0 : r->month;
	bool place = r->type == YEARLY_PLACE || r->type == MONTHLY_PLACE;
	switch (r->type) {
	case YEARLY_DAY:
	case YEARLY_PLACE:
		by_months(&x, date_add_months(year, in_year), 12, place);
		break;
	case MONTHLY_DAY:
	case MONTHLY_PLACE:
		by_months(&x, month, period, place);
		break;
	case WEEKLY:
		by_weeks(&x, period);
		break;
	case EVERY_DAYS:
		by_days(&x, period, false);
		break;
	case WEEKDAYS:
		by_days(&x, 1, true);
		break;
	default: /* each day of the period */
		by_days(&x, 1, false);
		break;
	}
	return days->len < DAYS_MAX;
}
