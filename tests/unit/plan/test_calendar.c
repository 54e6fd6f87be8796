/* Calendars: working time counted and found again, against a calendar walked day by day. */
#include "base/arena.h"
#include "plan/calendar.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>

#include <cmocka.h>

#define AT(d, h, m) ((minute)(d)*MINUTES_PER_DAY + (h)*60 + (m))

static date monday; /* 2026-03-02 */

static void
test_day_shapes(void **state)
{
	static const struct {
		int minutes;
		int start;  /* of the first minute */
		int end;    /* of the last */
		int middle; /* start of the minute after the first four hours, 0: none */
	} shapes[] = {
		{480, 8 * 60, 17 * 60, 13 * 60},      {240, 8 * 60, 12 * 60, 0},
		{456, 8 * 60, 16 * 60 + 36, 13 * 60}, {900, 8 * 60, 24 * 60, 13 * 60},
		{960, 7 * 60, 24 * 60, 12 * 60},      {1380, 0, 24 * 60, 5 * 60},
		{1440, 0, 24 * 60, 4 * 60},
	};
	struct arena *a = arena_new();
	(void)state;
	for (size_t i = 0; i < sizeof shapes / sizeof shapes[0]; i++) {
		struct calendar_source s = {.minutes = shapes[i].minutes};
		struct calendar *c = calendar_build(a, &s);
		int64_t w = calendar_work(c, AT(monday, 0, 0));
		assert_int_equal(calendar_day_minutes(c), shapes[i].minutes);
		assert_int_equal(calendar_start(c, w), AT(monday, 0, shapes[i].start));
		assert_int_equal(calendar_finish(c, w + shapes[i].minutes),
				 AT(monday, 0, shapes[i].end));
		if (shapes[i].middle != 0) {
			assert_int_equal(calendar_start(c, w + 240),
					 AT(monday, 0, shapes[i].middle));
		}
	}
	arena_free(a);
}

static void
test_holes(void **state)
{
	struct arena *a = arena_new();
	struct calendar_source s = {0};
	struct calendar *c = calendar_build(a, &s);
	int64_t w = calendar_work(c, AT(monday + 4, 17, 0));
	(void)state;
	assert_int_equal(calendar_finish(c, w), AT(monday + 4, 17, 0));
	assert_int_equal(calendar_start(c, w), AT(monday + 7, 8, 0));
	assert_int_equal(calendar_work(c, AT(monday + 6, 3, 0)), w);
	assert_int_equal(calendar_touch(c, AT(monday + 4, 17, 0)), AT(monday + 4, 17, 0));
	assert_int_equal(calendar_touch(c, AT(monday + 4, 17, 1)), AT(monday + 7, 8, 0));
	assert_int_equal(calendar_touch(c, AT(monday, 12, 30)), AT(monday, 13, 0));
	assert_int_equal(calendar_touch(c, AT(monday, 12, 0)), AT(monday, 12, 0));
	assert_int_equal(calendar_days_between(c, monday, monday + 6), 5);
	assert_int_equal(calendar_days_between(c, monday + 7, monday), -4);
	arena_free(a);
}

static void
test_inheritance(void **state)
{
	const date d = monday;
	const struct calendar_entry base_entries[] = {{d, d + 4, false, "week off"},
						      {d + 2, d + 2, true, NULL},
						      {d + 12, d + 12, true, NULL}};
	const struct calendar_entry own_entries[] = {{d + 12, d + 12, false, "not this Saturday"},
						     {d, d, true, NULL},
						     {d, d + 1, false, "x"}};
	const struct calendar_source base = {
		.minutes = 360, .week = 0x0f, .entries = base_entries, .count = 3};
	const struct calendar_source own = {.base = &base, .entries = own_entries, .count = 3};
	const struct calendar_source other_week = {.base = &base, .week = 0x10};
	struct arena *a = arena_new();
	(void)state;
	struct calendar *b = calendar_build(a, &base);
	assert_false(calendar_is_working(b, d));
	assert_true(calendar_is_working(b, d + 2)); /* on beats off */
	assert_true(calendar_is_working(b, d + 12));
	assert_false(calendar_is_working(b, d + 11)); /* a Friday, not of this week */
	assert_string_equal(calendar_day_name(b, d + 1), "week off");
	struct calendar *c = calendar_build(a, &own);
	assert_true(calendar_is_working(c, d)); /* own on beats own off and the base's */
	assert_false(calendar_is_working(c, d + 1));
	assert_true(calendar_is_working(c, d + 2));   /* the base's */
	assert_false(calendar_is_working(c, d + 12)); /* own off beats the base's on */
	assert_int_equal(calendar_day_minutes(c), 360);
	assert_int_equal(calendar_week_days(c), 4);
	struct calendar *o = calendar_build(a, &other_week);
	assert_true(calendar_is_working(o, d + 11));
	assert_false(calendar_is_working(o, d + 4)); /* the base's week off */
	arena_free(a);
}

static void
test_intersection(void **state)
{
	const date d = monday;
	const struct calendar_entry leave[] = {{d + 1, d + 1, false, NULL}};
	const struct calendar_source one = {.entries = leave, .count = 1};
	const struct calendar_source two = {.minutes = 240,
					    .week = 0x23}; /* Monday Tuesday Saturday */
	struct arena *a = arena_new();
	struct calendar *list[] = {calendar_build(a, &one), calendar_build(a, &two)};
	struct calendar *c = calendar_intersect(a, (const struct calendar *const *)list, 2);
	(void)state;
	assert_int_equal(calendar_day_minutes(c), 240);
	assert_int_equal(calendar_week_days(c), 2);
	assert_true(calendar_is_working(c, d));
	assert_false(calendar_is_working(c, d + 1));
	assert_false(calendar_is_working(c, d + 5));
	int64_t w = calendar_work(c, AT(d, 0, 0));
	assert_int_equal(calendar_start(c, w + 240), AT(d + 7, 8, 0));
	arena_free(a);
}

static void
test_never(void **state)
{
	const struct calendar_source mon = {.week = 1};
	const struct calendar_source tue = {.week = 2};
	struct arena *a = arena_new();
	struct calendar *list[] = {calendar_build(a, &mon), calendar_build(a, &tue)};
	struct calendar *c = calendar_intersect(a, (const struct calendar *const *)list, 2);
	(void)state;
	assert_false(calendar_has_work(c, monday, monday + 3652));
	assert_int_equal(calendar_start(c, calendar_work(c, AT(monday, 0, 0))), MINUTE_LIMIT);
	arena_free(a);
}

/* Against the obvious: a table of days, painted in order and walked. */
static void
test_random(void **state)
{
	(void)state;
	srand(7);
	for (int round = 0; round < 200; round++) {
		struct arena *a = arena_new();
		struct calendar_entry e[12];
		bool works[400];
		struct calendar_source s = {.week = (unsigned)(rand() % 127 + 1),
					    .minutes = rand() % 720 + 1,
					    .entries = e,
					    .count = (size_t)(rand() % 12)};
		for (size_t i = 0; i < s.count; i++) {
			e[i] = (struct calendar_entry){.from = monday + rand() % 380,
						       .on = rand() % 2};
			e[i].to = e[i].from + rand() % 20;
		}
		for (int d = 0; d < 400; d++)
			works[d] = (s.week >> (d % 7) & 1U) != 0;
		for (int on = 0; on < 2; on++)
			for (size_t i = 0; i < s.count; i++)
				for (date d = e[i].from; e[i].on == on && d <= e[i].to; d++)
					works[d - monday] = on;
		struct calendar *c = calendar_build(a, &s);
		int64_t work = calendar_work(c, AT(monday, 0, 0));
		for (int d = 0; d < 400; d++) {
			assert_int_equal(calendar_is_working(c, monday + d), works[d]);
			assert_int_equal(calendar_work(c, AT(monday + d, 0, 0)), work);
			if (!works[d])
				continue;
			int64_t some = work + rand() % s.minutes;
			minute start = calendar_start(c, some);
			assert_int_equal(minute_day(start), monday + d);
			assert_int_equal(calendar_work(c, start), some);
			assert_int_equal(calendar_finish(c, some + 1), start + 1);
			work += s.minutes;
		}
		arena_free(a);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_day_shapes),  cmocka_unit_test(test_holes),
		cmocka_unit_test(test_inheritance), cmocka_unit_test(test_intersection),
		cmocka_unit_test(test_never),	    cmocka_unit_test(test_random),
	};
	monday = date_from_ymd(2026, 3, 2);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
