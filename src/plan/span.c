/* Spans and lags: "2.5d", "+3ed", "-50%". */
#include "plan/span.h"

#include <string.h>

static const char *const units[] = {"h", "d", "w", "mo", "eh", "ed", "ew", "%"};

bool
span_is(const char *text)
{
	size_t digits;
	if (*text == '-' || *text == '+')
		text++;
	digits = strspn(text, "0123456789");
	text += digits;
	if (digits > 0 && *text == '.') {
		digits = strspn(text + 1, "0123456789");
		text += digits + 1;
	}
	for (size_t i = 0; digits > 0 && i < sizeof units / sizeof units[0]; i++)
		if (strcmp(text, units[i]) == 0)
			return true;
	return false;
}

struct span_text
span_parse(const char *text)
{
	const int64_t most = INT64_MAX / 1000000;
	struct span_text s = {.unit = SPAN_D};
	bool negative = *text == '-';
	int64_t value = 0;
	int64_t part = 1000;
	if (*text == '-' || *text == '+')
		text++;
	for (; *text >= '0' && *text <= '9'; text++)
		value = value > most / 10 ? most : value * 10 + (*text - '0');
	value = value > most / 1000 ? most : value * 1000;
	if (*text == '.')
		for (text++; *text >= '0' && *text <= '9'; text++) {
			part /= 10;
			value += part * (*text - '0');
		}
	for (size_t i = 0; i < sizeof units / sizeof units[0]; i++)
		if (strcmp(text, units[i]) == 0)
			s.unit = (enum span_unit)i;
	s.thousandths = negative ? -value : value;
	return s;
}

bool
span_is_elapsed(struct span_text s)
{
	return s.unit == SPAN_EH || s.unit == SPAN_ED || s.unit == SPAN_EW;
}

const char *
span_unit_name(enum span_unit unit)
{
	return units[unit];
}

int64_t
span_minutes(struct span_text s, const struct calendar *c)
{
	const int64_t day = calendar_day_minutes(c);
	const int64_t minutes[] = {[SPAN_H] = 60,
				   [SPAN_D] = day,
				   [SPAN_W] = day * calendar_week_days(c),
				   [SPAN_MO] = day * 20,
				   [SPAN_EH] = 60,
				   [SPAN_ED] = MINUTES_PER_DAY,
				   [SPAN_EW] = (int64_t)7 * MINUTES_PER_DAY,
				   [SPAN_PERCENT] = 0};
	int64_t unit = minutes[s.unit];
	bool negative = s.thousandths < 0;
	int64_t value = negative ? -s.thousandths : s.thousandths;
	if (unit > 0 && value > SPAN_LIMIT * 1000 / unit)
		return negative ? -INT64_MAX : INT64_MAX;
	value = (value * unit + 500) / 1000;
	return negative ? -value : value;
}
