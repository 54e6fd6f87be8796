/*
 * Dates as languages write them.
 *
 * Rows of date_lang.def: names, and formats in the letters of CLDR: d day, M month as a number, MMM
 * abbreviated, MMMM in full, y year, EEEE weekday; anything between '' stands for itself. Languages
 * whose month changes its case behind a day (29 maja) have a second list of months.
 */
#include "base/date.h"
#include "base/strbuf.h"

#include <assert.h>
#include <string.h>
#include <strings.h>

struct date_lang {
	const char *lang;
	const char *months[12], *months_in_date[12], *months_short[12];
	const char *days[7], *days_short[7];
	const char *short_, *medium, *long_, *full;
};

#define LIST(...) __VA_ARGS__

static const struct date_lang langs[] = {
#define DATE_LANG(lang_, months_, in_date_, mshort_, days_, dshort_, s_, m_, l_, f_) \
	{.lang = (lang_),                                                            \
	 .months = {LIST months_},                                                   \
	 .months_in_date = {LIST in_date_},                                          \
	 .months_short = {LIST mshort_},                                             \
	 .days = {LIST days_},                                                       \
	 .days_short = {LIST dshort_},                                               \
	 .short_ = (s_),                                                             \
	 .medium = (m_),                                                             \
	 .long_ = (l_),                                                              \
	 .full = (f_)},
#include "base/date_lang.def"
#undef DATE_LANG
};

/* The row of a language tag: the tag itself, then its primary language, then English. */
static const struct date_lang *
find_lang(const char *tag)
{
	const size_t count = sizeof langs / sizeof langs[0];
	size_t primary;

	if (tag == NULL)
		return &langs[0];
	if (strcspn(tag, "-_") == 2 &&
	    (strncasecmp(tag, "no", 2) == 0 || strncasecmp(tag, "nn", 2) == 0))
		tag = "nb"; /* the macrolanguage, and what is nearest to Nynorsk */
	for (size_t i = 0; i < count; i++)
		if (strcasecmp(langs[i].lang, tag) == 0)
			return &langs[i];
	primary = strcspn(tag, "-_");
	for (size_t i = 0; i < count; i++)
		if (strlen(langs[i].lang) == primary &&
		    strncasecmp(langs[i].lang, tag, primary) == 0)
			return &langs[i];
	return &langs[0];
}

const char *
date_month_name(const char *lang, int month, bool abbreviated)
{
	const struct date_lang *l = find_lang(lang);

	assert(month >= 1 && month <= 12);
	return (abbreviated ? l->months_short : l->months)[month - 1];
}

const char *
date_weekday_name(const char *lang, int weekday, bool abbreviated)
{
	const struct date_lang *l = find_lang(lang);

	assert(weekday >= 0 && weekday <= 6);
	return (abbreviated ? l->days_short : l->days)[weekday];
}

static void
put_field(struct strbuf *b, const struct date_lang *l, date d, char letter, size_t count)
{
	struct ymd r = date_to_ymd(d);

	switch (letter) {
	case 'd':
		strbuf_printf(b, "%d", r.day);
		break;
	case 'M':
		if (count == 4)
			strbuf_puts(b, (l->months_in_date[0] != NULL ? l->months_in_date
								     : l->months)[r.month - 1]);
		else if (count == 3)
			strbuf_puts(b, l->months_short[r.month - 1]);
		else
			strbuf_printf(b, "%d", r.month);
		break;
	case 'y':
		strbuf_printf(b, "%d", r.year);
		break;
	default: /* E */
		strbuf_puts(b, (count == 4 ? l->days : l->days_short)[date_weekday(d)]);
		break;
	}
}

static void
put_format(struct strbuf *b, const struct date_lang *l, date d, const char *format)
{
	while (*format != '\0') {
		if (*format == '\'') {
			const char *close = strchr(format + 1, '\'');

			assert(close != NULL);
			strbuf_add(b, format + 1, (size_t)(close - format - 1));
			format = close + 1;
		} else if (strchr("dMyE", *format) != NULL) {
			size_t count = strspn(format, (char[]){*format, '\0'});

			put_field(b, l, d, *format, count);
			format += count;
		} else {
			strbuf_putc(b, *format++);
		}
	}
}

void
date_put(struct strbuf *b, date d, const char *lang, enum date_style style)
{
	const struct date_lang *l = find_lang(lang);

	switch (style) {
	case DATE_ISO:
		date_put_iso(b, d);
		break;
	case DATE_SHORT:
		put_format(b, l, d, l->short_);
		break;
	case DATE_MEDIUM:
		put_format(b, l, d, l->medium);
		break;
	case DATE_LONG:
		put_format(b, l, d, l->long_);
		break;
	case DATE_FULL:
		put_format(b, l, d, l->full);
		break;
	}
}
