/*
 * Dates: days of the proleptic Gregorian calendar as one integer, and their texts.
 *
 * day 0 is 1970-01-01.  No time zone anywhere: plans speak of local calendar days.
 */
#ifndef PP_BASE_DATE_H
#define PP_BASE_DATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct strbuf;

typedef int32_t date; /* days since 1970-01-01 */
#define DATE_NONE INT32_MIN

struct ymd {
	int year;  /* 1 … 9999 */
	int month; /* 1 … 12 */
	int day;   /* 1 … 31 */
};

date date_from_ymd(int year, int month, int day);
struct ymd date_to_ymd(date d);
/* YYYY-MM-DD exactly (a trailing zone as xsd:date allows is accepted and dropped); DATE_NONE if not
 * a day of the calendar. */
date date_parse(const char *s);
/* The day of a date or of a time, YYYY-MM-DDTHH:MM (seconds and zone are dropped), and the minute
 * of that day, 0 of a date and 1440 of 24:00; DATE_NONE if it is neither.  minute may be NULL. */
date date_parse_time(const char *s, int *minute);
/* Writes YYYY-MM-DD. */
void date_put_iso(struct strbuf *b, date d);
/* 0 is Monday … 6 is Sunday. */
int date_weekday(date d);
/* ISO 8601 week: number 1 … 53 and its year. */
int date_iso_week(date d, int *year);
date date_month_start(date d);
date date_add_months(date d, int months); /* day clipped to the length of the month */

/* Names in the language (BCP 47, falls back to its primary language, then English).
 * month 1 … 12; weekday 0 … 6 from Monday. */
const char *date_month_name(const char *lang, int month, bool abbreviated);
const char *date_weekday_name(const char *lang, int weekday, bool abbreviated);
enum date_style {
	DATE_ISO,    /* 2026-05-29 */
	DATE_SHORT,  /* 29 May */
	DATE_MEDIUM, /* 29 May 2026 */
	DATE_LONG,   /* 29 May 2026, month in full */
	DATE_FULL    /* Friday, 29 May 2026 */
};
/* A date as the language writes it. */
void date_put(struct strbuf *b, date d, const char *lang, enum date_style style);

/* Today by override (YYYY-MM-DD, may be NULL), else SOURCE_DATE_EPOCH, else the clock (local day).
 * DATE_NONE if the override or the variable is not valid. */
date date_today(const char *override);

#endif
