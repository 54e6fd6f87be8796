/* Values of MSPDI, read with care: a file may say anything. */
#include "exchange/value.h"

#include "base/date.h"
#include "base/strbuf.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#define LARGEST ((int64_t)1 << 53)

static const char *
skip_blanks(const char *s)
{
	return s + strspn(s, " \t\r\n");
}

/* Digits as a number, saturating; NULL if there are none. */
static const char *
digits(const char *s, int64_t *value)
{
	const char *begin = s;
	*value = 0;
	for (; *s >= '0' && *s <= '9'; s++)
		*value = *value > LARGEST / 10 ? LARGEST : *value * 10 + (*s - '0');
	return s == begin ? NULL : s;
}

bool
ex_value_int(const char *text, int64_t *value)
{
	const char *s = skip_blanks(text);
	bool negative = *s == '-';
	s = digits(s + (*s == '-' || *s == '+'), value);
	/* Some programs write whole numbers with a fraction of nothing. */
	if (s != NULL && *s == '.')
		s += 1 + strspn(s + 1, "0");
	if (s == NULL || *skip_blanks(s) != '\0' || *value >= LARGEST)
		return false;
	*value = negative ? -*value : *value;
	return true;
}

bool
ex_value_bool(const char *text, bool *value)
{
	const char *s = skip_blanks(text);
	size_t len = strcspn(s, " \t\r\n");
	bool yes = (len == 1 && *s == '1') || (len == 4 && strncmp(s, "true", 4) == 0);
	bool no = (len == 1 && *s == '0') || (len == 5 && strncmp(s, "false", 5) == 0);
	*value = yes;
	return (yes || no) && *skip_blanks(s + len) == '\0';
}

bool
ex_value_decimal(const char *text, int64_t *thousandths)
{
	const char *s = skip_blanks(text);
	bool negative = *s == '-';
	int64_t part = 100;
	s = digits(s + (*s == '-' || *s == '+'), thousandths);
	if (s == NULL || *thousandths > LARGEST / 1000)
		return false;
	*thousandths *= 1000;
	if (*s == '.')
		for (s++; *s >= '0' && *s <= '9'; s++, part /= 10)
			*thousandths += part * (*s - '0');
	*thousandths = negative ? -*thousandths : *thousandths;
	return *skip_blanks(s) == '\0';
}

/* Two digits below limit. */
static bool
two(const char *s, int limit, int *value)
{
	if (s[0] < '0' || s[0] > '9' || s[1] < '0' || s[1] > '9')
		return false;
	*value = (s[0] - '0') * 10 + s[1] - '0';
	return *value < limit;
}

/* HH:MM, HH:MM:SS and a fraction of it; what is behind, or NULL. */
static const char *
clock_of(const char *s, minute *value)
{
	int hour, min, second;
	if (!two(s, 25, &hour) || s[2] != ':' || !two(s + 3, 60, &min))
		return NULL;
	*value = hour * 60 + min;
	s += 5;
	if (*s == ':') {
		if (!two(s + 1, 61, &second))
			return NULL;
		s += 3;
		if (*s == '.')
			s += 1 + strspn(s + 1, "0123456789");
	}
	return *value <= MINUTES_PER_DAY ? s : NULL;
}

bool
ex_value_time(const char *text, minute *value, bool *zone)
{
	const char *s = skip_blanks(text);
	char day[11] = "";
	minute clock = 0;
	*zone = false;
	if (strlen(s) < 10)
		return false;
	memcpy(day, s, 10);
	date d = date_parse(day);
	if (d == DATE_NONE)
		return false;
	s += 10;
	if (*s == 'T' || (*s == ' ' && *skip_blanks(s) != '\0'))
		s = clock_of(s + 1, &clock);
	if (s == NULL)
		return false;
	if (*s == 'Z' || *s == '+' || *s == '-') {
		*zone = true;
		s += *s == 'Z' ? 1 : strspn(s, "+-0123456789:");
	}
	*value = (minute)d * MINUTES_PER_DAY + clock;
	return *skip_blanks(s) == '\0';
}

/* One number and its letter of a duration: added to seconds. */
static const char *
span_part(const char *s, bool time, int64_t *seconds)
{
	static const struct {
		char letter;
		bool time;
		int64_t seconds;
	} parts[] = {{'Y', false, INT64_C(365) * 86400},
		     {'M', false, INT64_C(30) * 86400},
		     {'D', false, 86400},
		     {'H', true, 3600},
		     {'M', true, 60},
		     {'S', true, 1}};
	int64_t value;
	s = digits(s, &value);
	if (s != NULL && *s == '.')
		s += 1 + strspn(s + 1, "0123456789");
	for (size_t i = 0; s != NULL && i < sizeof parts / sizeof parts[0]; i++) {
		if (*s != parts[i].letter || time != parts[i].time)
			continue;
		if (value > SPAN_LIMIT * 60 / parts[i].seconds)
			return NULL;
		*seconds += value * parts[i].seconds;
		return s + 1;
	}
	return NULL;
}

bool
ex_value_span(const char *text, int64_t *minutes)
{
	const char *s = skip_blanks(text);
	bool negative = *s == '-';
	int64_t seconds = 0;
	bool time = false, any = false;
	s += negative;
	if (*s++ != 'P')
		return false;
	while (s != NULL && *s != '\0' && strchr(" \t\r\n", *s) == NULL) {
		if (*s == 'T' && !time) {
			time = true;
			s++;
			continue;
		}
		s = span_part(s, time, &seconds);
		any = true;
	}
	if (s == NULL || !any || seconds > SPAN_LIMIT * 60 || *skip_blanks(s) != '\0')
		return false;
	*minutes = (seconds + 30) / 60;
	*minutes = negative ? -*minutes : *minutes;
	return true;
}

bool
ex_value_clock(const char *text, minute *value)
{
	const char *s = clock_of(skip_blanks(text), value);
	return s != NULL && *skip_blanks(s) == '\0';
}

void
ex_value_put_time(struct strbuf *out, minute value, char separator)
{
	date day = minute_day(value);
	int clock = (int)(value - (minute)day * MINUTES_PER_DAY);
	date_put_iso(out, day);
	strbuf_printf(out, "%c%02d:%02d:00", separator, clock / 60, clock % 60);
}

void
ex_value_put_span(struct strbuf *out, int64_t minutes)
{
	int64_t value = minutes < 0 ? -minutes : minutes;
	strbuf_printf(out, "%sPT%" PRId64 "H%" PRId64 "M0S", minutes < 0 ? "-" : "", value / 60,
		      value % 60);
}

void
ex_value_put_clock(struct strbuf *out, minute value)
{
	/* The end of a day is written as the beginning of the next. */
	int clock = (int)(value % MINUTES_PER_DAY);
	strbuf_printf(out, "%02d:%02d:00", clock / 60, clock % 60);
}

/* == lengths == */

int
ex_value_base(int format)
{
	return format >= VALUE_ESTIMATED ? format - VALUE_ESTIMATED : format;
}

bool
ex_value_is_elapsed(int format)
{
	format = ex_value_base(format);
	return format == VALUE_EM || format == VALUE_EH || format == VALUE_ED ||
	       format == VALUE_EW || format == VALUE_EMO || format == VALUE_EPERCENT;
}

int
ex_value_format_of(enum span_unit unit)
{
	static const int formats[] = {[SPAN_H] = VALUE_H,   [SPAN_D] = VALUE_D,
				      [SPAN_W] = VALUE_W,   [SPAN_MO] = VALUE_MO,
				      [SPAN_EH] = VALUE_EH, [SPAN_ED] = VALUE_ED,
				      [SPAN_EW] = VALUE_EW, [SPAN_PERCENT] = VALUE_PERCENT};
	return formats[unit];
}

/* Is a length in thousandths of the unit, as it is written, the same number of minutes again? */
static bool
comes_back(int64_t minutes, int64_t unit)
{
	if (unit == 0 || minutes > SPAN_LIMIT)
		return false;
	int64_t thousandths = (minutes * 1000 + unit / 2) / unit;
	return (thousandths * unit + 500) / 1000 == minutes;
}

void
ex_value_put_length(struct strbuf *out, int64_t minutes, int format, int64_t day, int64_t week)
{
	/* Each unit is followed by the smaller ones that are tried if it does not come out even. */
	const struct {
		int format;
		enum span_unit unit;
		int64_t minutes;
	} units[] = {{VALUE_MO, SPAN_MO, day * 20},
		     {VALUE_W, SPAN_W, week},
		     {VALUE_D, SPAN_D, day},
		     {VALUE_H, SPAN_H, 60},
		     {VALUE_EW, SPAN_EW, (int64_t)7 * MINUTES_PER_DAY},
		     {VALUE_ED, SPAN_ED, MINUTES_PER_DAY},
		     {VALUE_EH, SPAN_EH, 60}};
	const size_t last_working = 3, last = sizeof units / sizeof units[0] - 1;
	bool elapsed = ex_value_is_elapsed(format);
	size_t end = elapsed ? last : last_working;
	size_t i = elapsed ? last_working + 1 : 0;
	int64_t length = minutes < 0 ? -minutes : minutes;
	format = ex_value_base(format);
	format = format == VALUE_M ? VALUE_H : format == VALUE_EM ? VALUE_EH : format;
	if (format == VALUE_NULL || format == VALUE_EPERCENT)
		format = elapsed ? VALUE_ED : VALUE_D;
	if (format == VALUE_EMO)
		format = VALUE_ED;
	while (i < end && units[i].format != format)
		i++;
	/* A day of nothing is one whose length is not known. */
	while (i < end && !comes_back(length, units[i].minutes))
		i++;
	int64_t value = (length * 1000 + units[i].minutes / 2) / units[i].minutes;
	strbuf_printf(out, "%s%" PRId64, minutes < 0 ? "-" : "", value / 1000);
	if (value % 1000 != 0) {
		char part[8];
		int len = 3;
		(void)snprintf(part, sizeof part, "%03d", (int)(value % 1000));
		while (part[len - 1] == '0')
			len--;
		strbuf_printf(out, ".%.*s", len, part);
	}
	strbuf_puts(out, span_unit_name(units[i].unit));
}
