/*
 * Dates: days counted from 1970-01-01 in the proleptic Gregorian calendar.
 *
 * The arithmetic counts from 0000-03-01, so that the leap day ends a year and 400 years are one
 * period.  Names and formats of the languages are in date_text.c.
 */
#include "base/date.h"

#include "base/strbuf.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define DAYS_400_YEARS 146097
#define EPOCH_SHIFT    719468 /* days from 0000-03-01 to 1970-01-01 */

static bool
is_leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int
month_days(int year, int month)
{
	static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

	return month == 2 && is_leap(year) ? 29 : days[month - 1];
}

date
date_from_ymd(int year, int month, int day)
{
	int y = month <= 2 ? year - 1 : year;
	int era = (y >= 0 ? y : y - 399) / 400;
	int year_of_era = y - era * 400;
	int day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
	int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;

	return era * DAYS_400_YEARS + day_of_era - EPOCH_SHIFT;
}

struct ymd
date_to_ymd(date d)
{
	int64_t z = (int64_t)d + EPOCH_SHIFT;
	int64_t era = (z >= 0 ? z : z - (DAYS_400_YEARS - 1)) / DAYS_400_YEARS;
	int doe = (int)(z - era * DAYS_400_YEARS);
	int yoe = (doe - doe / 1460 + doe / 36524 - doe / (DAYS_400_YEARS - 1)) / 365;
	int doy = doe - (365 * yoe + yoe / 4 - yoe / 100);
	int mp = (5 * doy + 2) / 153;
	struct ymd r;

	r.day = doy - (153 * mp + 2) / 5 + 1;
	r.month = mp < 10 ? mp + 3 : mp - 9;
	r.year = (int)(yoe + era * 400) + (r.month <= 2);
	return r;
}

/* Exactly count digits. */
static int
digits(const char *s, int count)
{
	int n = 0;

	for (int i = 0; i < count; i++) {
		if (s[i] < '0' || s[i] > '9')
			return -1;
		n = n * 10 + (s[i] - '0');
	}
	return n;
}

/* A zone as xsd:date allows behind the day: Z, +hh:mm, -hh:mm. */
static bool
is_zone(const char *s)
{
	int hours, minutes;

	if (strcmp(s, "Z") == 0)
		return true;
	if ((s[0] != '+' && s[0] != '-') || strlen(s) != 6 || s[3] != ':')
		return false;
	hours = digits(s + 1, 2);
	minutes = digits(s + 4, 2);
	return hours >= 0 && minutes >= 0 && minutes < 60 && hours * 60 + minutes <= 14 * 60;
}

date
date_parse(const char *s)
{
	int year, month, day;

	if (strnlen(s, 10) < 10 || s[4] != '-' || s[7] != '-')
		return DATE_NONE;
	year = digits(s, 4);
	month = digits(s + 5, 2);
	day = digits(s + 8, 2);
	if (year < 1 || month < 1 || month > 12 || day < 1 || day > month_days(year, month))
		return DATE_NONE;
	if (s[10] != '\0' && !is_zone(s + 10))
		return DATE_NONE;
	return date_from_ymd(year, month, day);
}

date
date_parse_time(const char *s, int *minute)
{
	date d = date_parse(s);
	int hours = 0, minutes = 0;

	if (d == DATE_NONE && strnlen(s, 16) == 16 && s[10] == 'T' && s[13] == ':' &&
	    (s[16] == '\0' || s[16] == ':' || is_zone(s + 16))) {
		char day[11] = "";

		memcpy(day, s, 10);
		hours = digits(s + 11, 2);
		minutes = digits(s + 14, 2);
		if (hours >= 0 && minutes >= 0 && minutes < 60 && hours * 60 + minutes <= 24 * 60)
			d = date_parse(day);
	}
	if (minute != NULL)
		*minute = d == DATE_NONE ? 0 : hours * 60 + minutes;
	return d;
}

void
date_put_iso(struct strbuf *b, date d)
{
	struct ymd r = date_to_ymd(d);
	char text[10] = "0000-00-00";

	if (r.year < 0 || r.year > 9999) {
		strbuf_printf(b, "%04d-%02d-%02d", r.year, r.month, r.day);
		return;
	}
	/* Large schedules write hundreds of thousands; printf would be most of that. */
	for (int i = 3, year = r.year; i >= 0; i--, year /= 10)
		text[i] = (char)('0' + year % 10);
	text[5] = (char)('0' + r.month / 10);
	text[6] = (char)('0' + r.month % 10);
	text[8] = (char)('0' + r.day / 10);
	text[9] = (char)('0' + r.day % 10);
	strbuf_add(b, text, sizeof text);
}

int
date_weekday(date d)
{
	/* 1970-01-01 was a Thursday. */
	int w = (int)(((int64_t)d + 3) % 7);

	return w < 0 ? w + 7 : w;
}

int
date_iso_week(date d, int *year)
{
	/* A week belongs to the year of its Thursday. */
	date thursday = d - date_weekday(d) + 3;
	int of_year = date_to_ymd(thursday).year;

	if (year != NULL)
		*year = of_year;
	return (int)(thursday - date_from_ymd(of_year, 1, 1)) / 7 + 1;
}

date
date_month_start(date d)
{
	return d - date_to_ymd(d).day + 1;
}

date
date_add_months(date d, int months)
{
	struct ymd r = date_to_ymd(d);
	int64_t count = (int64_t)r.year * 12 + (r.month - 1) + months;
	int year = (int)(count >= 0 ? count / 12 : (count - 11) / 12);
	int month = (int)(count - (int64_t)year * 12) + 1;
	int last = month_days(year, month);

	return date_from_ymd(year, month, r.day < last ? r.day : last);
}

/* The day of SOURCE_DATE_EPOCH, which counts seconds of UTC. */
static date
date_of_epoch(const char *text)
{
	char *end;
	long long seconds;

	errno = 0;
	seconds = strtoll(text, &end, 10);
	if (errno != 0 || end == text || *end != '\0' || seconds < 0 || seconds > 253402300799LL)
		return DATE_NONE; /* beyond 9999-12-31 */
	return (date)(seconds / 86400);
}

date
date_today(const char *override)
{
	const char *epoch = getenv("SOURCE_DATE_EPOCH");
	time_t now = time(NULL);
	struct tm tm;

	if (override != NULL)
		return date_parse(override);
	if (epoch != NULL && epoch[0] != '\0')
		return date_of_epoch(epoch);
	if (localtime_r(&now, &tm) == NULL)
		return DATE_NONE;
	return date_from_ymd(tm.tm_year + 1900, tm.tm_mon + 1, tm.tm_mday);
}
