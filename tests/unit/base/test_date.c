/* Dates: the calendar, its texts in several languages, today. */
#include "base/date.h"
#include "base/strbuf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void
days_round_trip(void **state)
{
	(void)state;
	assert_int_equal(date_from_ymd(1970, 1, 1), 0);
	assert_int_equal(date_from_ymd(2000, 3, 1), 11017);
	for (date d = date_from_ymd(1, 1, 1); d <= date_from_ymd(9999, 12, 31); d++) {
		struct ymd r = date_to_ymd(d);

		if (date_from_ymd(r.year, r.month, r.day) != d)
			fail_msg("day %d came back as %d-%d-%d", d, r.year, r.month, r.day);
	}
}

static void
times_have_a_day_and_a_minute(void **state)
{
	static const struct {
		const char *text;
		int minute;
	} good[] = {{"2026-05-29", 0},
		    {"2026-05-29Z", 0},
		    {"2026-05-29T00:00", 0},
		    {"2026-05-29T16:31", 991},
		    {"2026-05-29T16:31:59.5", 991},
		    {"2026-05-29T16:31+02:00", 991},
		    {"2026-05-29T24:00", 1440}};
	static const char *const bad[] = {"",
					  "2026-05-29T",
					  "2026-05-29T16",
					  "2026-05-29T16:3",
					  "2026-05-29T16:60",
					  "2026-05-29T24:01",
					  "2026-05-29T-1:00",
					  "2026-05-29 16:31",
					  "2026-05-29T16:31x",
					  "2026-02-29T16:31",
					  "2026-05-29x"};
	int minute = -1;

	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
		assert_int_equal(date_parse_time(good[i].text, &minute),
				 date_from_ymd(2026, 5, 29));
		assert_int_equal(minute, good[i].minute);
	}
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		assert_int_equal(date_parse_time(bad[i], &minute), DATE_NONE);
		assert_int_equal(minute, 0);
	}
	assert_int_equal(date_parse_time("2026-05-29T16:31", NULL), date_from_ymd(2026, 5, 29));
}

static void
parsing_accepts_days_only(void **state)
{
	static const char *const bad[] = {
		"",
		"2026",
		"2026-13-01",
		"2026-00-01",
		"2026-02-29",
		"1900-02-29",
		"2026-1-1",
		"26-01-01",
		"2026-01-01T00",
		"2026-01-01x",
		" 2026-01-01",
		"2026-01-01+25:00",
		"0000-01-01",
		"2026-04-31",
		"2026/01/01",
	};

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		if (date_parse(bad[i]) != DATE_NONE)
			fail_msg("'%s' was taken for a day", bad[i]);
	assert_int_equal(date_parse("2024-02-29"), date_from_ymd(2024, 2, 29));
	assert_int_equal(date_parse("2026-05-29Z"), date_from_ymd(2026, 5, 29));
	assert_int_equal(date_parse("2026-05-29+02:00"), date_from_ymd(2026, 5, 29));
}

static void
weeks_of_iso_8601(void **state)
{
	int year;

	(void)state;
	assert_int_equal(date_weekday(date_from_ymd(2026, 5, 29)), 4);
	assert_int_equal(date_weekday(date_from_ymd(1969, 12, 28)), 6);
	assert_int_equal(date_iso_week(date_from_ymd(2027, 1, 3), &year), 53);
	assert_int_equal(year, 2026);
	assert_int_equal(date_iso_week(date_from_ymd(2024, 12, 30), &year), 1);
	assert_int_equal(year, 2025);
	assert_int_equal(date_iso_week(date_from_ymd(2026, 5, 29), NULL), 22);
}

static void
months_are_added_within_their_length(void **state)
{
	(void)state;
	assert_int_equal(date_add_months(date_from_ymd(2026, 1, 31), 1),
			 date_from_ymd(2026, 2, 28));
	assert_int_equal(date_add_months(date_from_ymd(2024, 1, 31), 1),
			 date_from_ymd(2024, 2, 29));
	assert_int_equal(date_add_months(date_from_ymd(2026, 3, 15), -15),
			 date_from_ymd(2024, 12, 15));
	assert_int_equal(date_month_start(date_from_ymd(2026, 5, 29)), date_from_ymd(2026, 5, 1));
}

static void
languages_write_their_own_way(void **state)
{
	static const struct {
		const char *lang;
		enum date_style style;
		const char *text;
	} cases[] = {
		{"en", DATE_SHORT, "29 May"},
		{"en", DATE_FULL, "Friday, 29 May 2026"},
		{"en-US", DATE_LONG, "May 29, 2026"},
		{"de-AT", DATE_FULL, "Freitag, 29. Mai 2026"},
		{"fr", DATE_LONG, "29 mai 2026"},
		{"es", DATE_LONG, "29 de mayo de 2026"},
		{"fi", DATE_LONG, "29. toukokuuta 2026"},
		{"pl", DATE_LONG, "29 maja 2026"},
		{"cs", DATE_MEDIUM, "29. 5. 2026"},
		{"ru", DATE_LONG, "29 мая 2026 г."},
		{"ja", DATE_FULL, "2026年5月29日金曜日"},
		{"zh-Hant", DATE_SHORT, "5月29日"},
		{"ko", DATE_LONG, "2026년 5월 29일"},
		{"no", DATE_LONG, "29. mai 2026"},
		{"tlh", DATE_MEDIUM, "29 May 2026"},
		{"", DATE_ISO, "2026-05-29"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct strbuf b = STRBUF_INIT;

		date_put(&b, date_from_ymd(2026, 5, 29), cases[i].lang, cases[i].style);
		assert_string_equal(b.s, cases[i].text);
		strbuf_release(&b);
	}
	assert_string_equal(date_month_name("pl", 5, false), "maj");
	assert_string_equal(date_month_name("nl", 3, true), "mrt");
	assert_string_equal(date_weekday_name("sv", 6, false), "söndag");
	assert_string_equal(date_month_name(NULL, 12, false), "December");
}

/* A row of the table with a name missing would be a NULL found only in that month. */
static void
every_language_has_all_names(void **state)
{
	static const char *const langs[] = {"en", "en-US", "de", "fr", "es", "it", "pt",
					    "nl", "sv",	   "da", "nb", "fi", "pl", "cs",
					    "ja", "zh",	   "ko", "el", "ar", "hi", "ru"};

	(void)state;
	for (size_t i = 0; i < sizeof langs / sizeof langs[0]; i++) {
		for (int m = 1; m <= 12; m++) {
			struct strbuf b = STRBUF_INIT;

			assert_non_null(date_month_name(langs[i], m, false));
			assert_non_null(date_month_name(langs[i], m, true));
			for (int s = DATE_ISO; s <= DATE_FULL; s++)
				date_put(&b, date_from_ymd(2026, m, m), langs[i],
					 (enum date_style)s);
			assert_null(strstr(b.s, "MM"));
			strbuf_release(&b);
		}
		for (int d = 0; d < 7; d++) {
			assert_non_null(date_weekday_name(langs[i], d, false));
			assert_non_null(date_weekday_name(langs[i], d, true));
		}
		if (i > 1)
			assert_string_not_equal(date_weekday_name(langs[i], 0, false), "Monday");
	}
}

static void
today_is_settled_by_the_caller(void **state)
{
	(void)state;
	setenv("SOURCE_DATE_EPOCH", "86400", 1);
	assert_int_equal(date_today(NULL), 1);
	assert_int_equal(date_today("2026-05-29"), date_from_ymd(2026, 5, 29));
	assert_int_equal(date_today("tomorrow"), DATE_NONE);
	setenv("SOURCE_DATE_EPOCH", "soon", 1);
	assert_int_equal(date_today(NULL), DATE_NONE);
	unsetenv("SOURCE_DATE_EPOCH");
	assert_true(date_today(NULL) > date_from_ymd(2020, 1, 1));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(days_round_trip),
		cmocka_unit_test(times_have_a_day_and_a_minute),
		cmocka_unit_test(parsing_accepts_days_only),
		cmocka_unit_test(weeks_of_iso_8601),
		cmocka_unit_test(months_are_added_within_their_length),
		cmocka_unit_test(languages_write_their_own_way),
		cmocka_unit_test(every_language_has_all_names),
		cmocka_unit_test(today_is_settled_by_the_caller),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
