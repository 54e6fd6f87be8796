/* The time axis: instants to the minute, units and their labels. */
#include "chart/tiles.h"

static minutes
at(const char *s)
{
	minutes t = minutes_parse(s);

	assert_true(t != MINUTES_NONE);
	return t;
}

static void
parses_instants(void **state)
{
	(void)state;
	assert_true(at("1970-01-02T00:01") == 1441);
	assert_true(at("2026-03-16") == at("2026-03-16T00:00"));
	assert_true(at("2026-03-16T08:30:00") == at("2026-03-16") + 510);
	assert_true(minutes_date(at("1969-12-31T23:59")) == -1);
	static const char *const bad[] = {"",
					  "2026",
					  "2026-02-30",
					  "2026-03-16T",
					  "2026-03-16T8:00",
					  "2026-03-16T25:00",
					  "2026-03-16T08:60",
					  "2026-03-16 08:00",
					  "2026-03-16T08:00x"};

	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++)
		assert_true(minutes_parse(bad[i]) == MINUTES_NONE);
}

static void
places_to_the_minute(void **state)
{
	/* One day of 540 minutes is 540 units wide. */
	struct scale s = {.from = date_from_ymd(2026, 3, 16),
			  .to = date_from_ymd(2026, 3, 26),
			  .width = 5400,
			  .day_start = 480,
			  .day_end = 1020};

	(void)state;
	assert_int_equal(scale_x(&s, at("2026-03-16T08:00")), 0);
	assert_int_equal(scale_x(&s, at("2026-03-16T08:01")), 1);
	assert_int_equal(scale_x(&s, at("2026-03-17T16:59")), 540 + 539);
	/* The end of a day is the beginning of the next. */
	assert_int_equal(scale_x(&s, at("2026-03-17T17:00")), scale_x(&s, at("2026-03-18T08:00")));
	assert_int_equal(scale_x(&s, at("2026-03-17T23:00")), 1080);
	assert_int_equal(scale_x(&s, at("2026-03-18T00:00")), 1080);
	assert_int_equal(scale_x(&s, at("2026-03-15T08:00")), -540);
	assert_int_equal(scale_x(&s, at("2026-03-26T08:00")), 5400);
	assert_int_equal(scale_day_x(&s, date_from_ymd(2026, 3, 18)), 1080);
}

static void
chooses_the_finest_that_fits(void **state)
{
	const dim needs[SCALE_UNITS] = {[SCALE_DAY] = 10,
					[SCALE_WEEK] = 20,
					[SCALE_MONTH] = 25,
					[SCALE_QUARTER] = 15,
					[SCALE_YEAR] = 25};
	static const struct {
		int days;
		enum scale_unit unit;
	} cases[] = {
		{100, SCALE_DAY},      {106, SCALE_WEEK},   {350, SCALE_WEEK},
		{360, SCALE_MONTH},    {1120, SCALE_MONTH}, {1150, SCALE_QUARTER},
		{6000, SCALE_QUARTER}, {6400, SCALE_YEAR},  {3000000, SCALE_YEAR},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct scale s = {.from = 0,
				  .to = cases[i].days,
				  .width = 1000,
				  .day_start = 480,
				  .day_end = 1020};

		assert_int_equal(scale_choose(&s, needs), cases[i].unit);
	}
}

static void
steps_over_labels_that_would_touch(void **state)
{
	struct scale s = {.from = 0, .to = 3650, .width = 100, .day_start = 0, .day_end = 1440};

	(void)state;
	assert_int_equal(scale_step(&s, SCALE_YEAR, 9), 1);
	assert_int_equal(scale_step(&s, SCALE_YEAR, 25), 5);
	assert_int_equal(scale_step(&s, SCALE_YEAR, 1000000), 1000);
}

static void
begins_units(void **state)
{
	static const struct {
		enum scale_unit unit;
		const char *day, *floor, *next;
		int fiscal;
	} cases[] = {
		{SCALE_DAY, "2026-05-29", "2026-05-29", "2026-05-30", 4},
		{SCALE_WEEK, "2026-05-29", "2026-05-25", "2026-06-01", 4},
		{SCALE_MONTH, "2026-12-31", "2026-12-01", "2027-01-01", 4},
		{SCALE_QUARTER, "2026-12-31", "2026-10-01", "2027-01-01", 1},
		{SCALE_QUARTER, "2026-12-31", "2026-11-01", "2027-02-01", 2},
		{SCALE_QUARTER, "2026-01-31", "2025-11-01", "2026-02-01", 2},
		{SCALE_YEAR, "2024-02-29", "2024-01-01", "2025-01-01", 1},
		{SCALE_YEAR, "2024-02-29", "2023-04-01", "2024-04-01", 4},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		const struct scale_style style = {.fiscal_start = cases[i].fiscal};
		date d = date_parse(cases[i].day);

		assert_int_equal(scale_floor(&style, cases[i].unit, d), date_parse(cases[i].floor));
		assert_int_equal(scale_next(&style, cases[i].unit, d), date_parse(cases[i].next));
	}
}

static void
labels_units(void **state)
{
	static const struct {
		enum scale_unit unit;
		const char *day;
		bool brief, year;
		const char *label;
	} cases[] = {
		{SCALE_DAY, "2026-05-29", false, false, "29"},
		{SCALE_WEEK, "2027-01-01", false, false, "KW53"},
		{SCALE_MONTH, "2026-03-01", false, false, "M\u00E4rz"},
		{SCALE_MONTH, "2026-03-01", false, true, "M\u00E4rz 2026"},
		{SCALE_QUARTER, "2026-07-01", true, false, "Q3"},
		{SCALE_YEAR, "2026-07-01", true, false, "2026"},
	};
	const struct scale_style style = {.lang = "de",
					  .week = "KW",
					  .quarter = "Q",
					  .fiscal_start = 1,
					  .week_one = DATE_NONE};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct strbuf b = STRBUF_INIT;

		scale_label(&b, cases[i].unit, date_parse(cases[i].day), &style, cases[i].brief,
			    cases[i].year);
		assert_string_equal(b.s, cases[i].label);
		strbuf_release(&b);
	}
}

static void
counts_as_the_project_does(void **state)
{
	static const struct {
		enum scale_unit unit;
		const char *day, *label;
	} cases[] = {
		/* The project began on a Wednesday; its weeks begin on Mondays. */
		{SCALE_WEEK, "2026-03-16", "PW 1"},
		{SCALE_WEEK, "2026-03-29", "PW 2"},
		{SCALE_WEEK, "2027-03-15", "PW 53"},
		{SCALE_WEEK, "2026-03-15", "PW -1"},
		/* The year that ends in September 2027. */
		{SCALE_QUARTER, "2026-10-01", "Q1 FY2027"},
		{SCALE_QUARTER, "2027-09-30", "Q4 FY2027"},
		{SCALE_YEAR, "2026-09-30", "FY2026"},
		/* Months belong to the calendar. */
		{SCALE_MONTH, "2026-10-01", "October 2026"},
	};
	const struct scale_style style = {.lang = "en",
					  .week = "PW ",
					  .quarter = "Q",
					  .fiscal_year = "FY",
					  .fiscal_start = 10,
					  .week_one = date_from_ymd(2026, 3, 18)};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct strbuf b = STRBUF_INIT;

		scale_label(&b, cases[i].unit, date_parse(cases[i].day), &style, false, true);
		assert_string_equal(b.s, cases[i].label);
		strbuf_release(&b);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(parses_instants),
		cmocka_unit_test(places_to_the_minute),
		cmocka_unit_test(chooses_the_finest_that_fits),
		cmocka_unit_test(steps_over_labels_that_would_touch),
		cmocka_unit_test(begins_units),
		cmocka_unit_test(labels_units),
		cmocka_unit_test(counts_as_the_project_does),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
