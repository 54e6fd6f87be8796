/* Numbers and words as plans write them, spans and lags. */
#include "base/arena.h"
#include "plan/plan_imp.h"
#include "plan/work.h"

#include <setjmp.h>
#include <stdarg.h>

#include <cmocka.h>

static void
test_numbers(void **state)
{
	static const struct {
		const char *text;
		int64_t millionths;
	} good[] = {
		{"60", 60000000},
		{".5", 500000},
		{"-.5", -500000},
		{"8.25", 8250000},
		{"+7", 7000000},
		{"-3.1", -3100000},
		{">= 50 %", 50000000},
		{"EUR 40 000", 40000000},
		{"4.", 4000000},
		{"0.1234567", 123456},
		{"about -2.5 days", -2500000},
	};
	static const char *const bad[] = {"", "none", ".", "-"};
	int64_t n;
	(void)state;
	for (size_t i = 0; i < sizeof good / sizeof good[0]; i++) {
		assert_true(plan_number(good[i].text, &n));
		assert_int_equal(n, good[i].millionths);
	}
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++)
		assert_false(plan_number(bad[i], &n));
	assert_true(plan_number("999999999999999999999999999999.5", &n));
	assert_true(n > 0);
}

static void
test_words(void **state)
{
	struct arena *a = arena_new();
	const char *list = "  mon \t tue\nwed ";
	const char *word;
	(void)state;
	assert_true(plan_has_word(list, "mon"));
	assert_true(plan_has_word(list, "wed"));
	assert_false(plan_has_word(list, "mo"));
	assert_false(plan_has_word(list, "ue"));
	assert_false(plan_has_word(NULL, "mon"));
	for (int i = 0; i < 3; i++)
		assert_true(plan_word(a, &list, &word));
	assert_string_equal(word, "wed");
	assert_false(plan_word(a, &list, &word));
	arena_free(a);
}

static void
test_spans(void **state)
{
	static const struct calendar_source source = {.minutes = 450, .week = 0x0f};
	static const struct {
		const char *text;
		int64_t minutes;
	} spans[] = {
		{"1h", 60},
		{"1d", 450},
		{"1.5d", 675},
		{"2w", 3600},
		{"1mo", 9000},
		{"1ed", 1440},
		{"2ew", 20160},
		{"-1d", -450},
		{"+0.5h", 30},
		{"0d", 0},
		{"0.333d", 150},
		{"0.01h", 1},
		{"999999999d", INT64_MAX},
		{"-99999999999999999999999ew", -INT64_MAX},
	};
	struct arena *a = arena_new();
	struct calendar *c = calendar_build(a, &source);
	(void)state;
	for (size_t i = 0; i < sizeof spans / sizeof spans[0]; i++)
		assert_int_equal(span_minutes(span_parse(spans[i].text), c), spans[i].minutes);
	assert_true(span_is_elapsed(span_parse("1ed")));
	assert_false(span_is_elapsed(span_parse("1d")));
	assert_int_equal(span_parse("-12.5%").thousandths, -12500);
	assert_int_equal(span_parse("-12.5%").unit, SPAN_PERCENT);
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_spans),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
