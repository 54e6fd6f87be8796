/* Values of MSPDI: times, lengths, numbers; and lengths as a plan writes them. */
#include "base/arena.h"
#include "base/strbuf.h"
#include "exchange/value.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

#define AT(d, h, m) ((minute)(d)*MINUTES_PER_DAY + (h)*60 + (m))

static void
test_times(void **state)
{
	date day = date_from_ymd(2026, 3, 16);
	static const char *const wrong[] = {"",
					    "2026-03",
					    "2026-02-30T08:00:00",
					    "2026-03-16T8",
					    "2026-03-16T25:00:00",
					    "NA",
					    "2026-03-16T08:00:00 tomorrow"};
	minute at;
	bool zone;
	(void)state;
	assert_true(ex_value_time("2026-03-16T08:00:00", &at, &zone));
	assert_true(at == AT(day, 8, 0) && !zone);
	assert_true(ex_value_time(" 2026-03-16 ", &at, &zone));
	assert_true(at == AT(day, 0, 0));
	assert_true(ex_value_time("2026-03-16T17:30:00.000Z", &at, &zone));
	assert_true(at == AT(day, 17, 30) && zone);
	assert_true(ex_value_time("2026-03-16T17:30:00+02:00", &at, &zone) && zone);
	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++)
		assert_false(ex_value_time(wrong[i], &at, &zone));
}

static void
test_spans(void **state)
{
	static const struct {
		const char *text;
		int64_t minutes; /* -1: it is none */
	} spans[] = {{"PT8H0M0S", 480},
		     {"PT0H0M0S", 0},
		     {"PT37H30M0S", 2250},
		     {"P1DT2H", 1560},
		     {"PT7H59M45S", 480},
		     {"PT8.5H", 480},
		     {"P", -1},
		     {"PT", -1},
		     {"8h", -1},
		     {"PT99999999999999999999H", -1},
		     {"PT8H0M0S x", -1}};
	int64_t minutes;
	(void)state;
	for (size_t i = 0; i < sizeof spans / sizeof spans[0]; i++) {
		bool is = ex_value_span(spans[i].text, &minutes);
		assert_int_equal(is, spans[i].minutes >= 0);
		if (is)
			assert_int_equal(minutes, spans[i].minutes);
	}
	assert_true(ex_value_span("-PT1H0M0S", &minutes) && minutes == -60);
}

static void
test_numbers(void **state)
{
	int64_t n;
	bool flag;
	(void)state;
	assert_true(ex_value_int(" -4800 ", &n) && n == -4800);
	assert_true(ex_value_int("12.0", &n) && n == 12);
	assert_false(ex_value_int("12.5", &n));
	assert_false(ex_value_int("99999999999999999999999", &n));
	assert_false(ex_value_int("", &n));
	assert_true(ex_value_decimal("0.25", &n) && n == 250);
	assert_false(ex_value_decimal("a", &n));
	assert_true(ex_value_bool("true", &flag) && flag);
	assert_true(ex_value_bool("0", &flag) && !flag);
	assert_false(ex_value_bool("yes", &flag));
}

static void
test_lengths(void **state)
{
	static const struct {
		int64_t minutes;
		int format;
		const char *text;
	} lengths[] = {{2400, VALUE_D, "5d"},
		       {2400, VALUE_W, "1w"},
		       {2400, VALUE_H, "40h"},
		       {2400, VALUE_D + VALUE_ESTIMATED, "5d"},
		       {2400, VALUE_NULL + VALUE_ESTIMATED, "5d"},
		       {90, VALUE_M, "1.5h"},
		       {9600, VALUE_MO, "1mo"},
		       {1, VALUE_H, "0.017h"},
		       {0, VALUE_D, "0d"},
		       {-480, VALUE_D, "-1d"},
		       {2880, VALUE_ED, "2ed"},
		       {10080, VALUE_EW, "1ew"},
		       {90, VALUE_EM, "1.5eh"}};
	(void)state;
	for (size_t i = 0; i < sizeof lengths / sizeof lengths[0]; i++) {
		struct strbuf b = STRBUF_INIT;
		ex_value_put_length(&b, lengths[i].minutes, lengths[i].format, 480, 2400);
		assert_string_equal(b.s, lengths[i].text);
		strbuf_release(&b);
	}
}

/* Whatever unit it is written in, a length is as many minutes when it is read. */
static void
test_lengths_come_back(void **state)
{
	struct arena *a = arena_new();
	const struct calendar_source source = {.minutes = 450};
	const struct calendar *c = calendar_build(a, &source);
	(void)state;
	for (int format = VALUE_M; format <= VALUE_EMO; format++)
		for (int64_t minutes = 0; minutes < 20000; minutes += 7) {
			struct strbuf b = STRBUF_INIT;
			ex_value_put_length(&b, minutes, format, 450, 2250);
			assert_true(span_is(b.s));
			assert_int_equal(span_minutes(span_parse(b.s), c), minutes);
			assert_int_equal(span_is_elapsed(span_parse(b.s)),
					 ex_value_is_elapsed(format));
			strbuf_release(&b);
		}
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_times),
		cmocka_unit_test(test_spans),
		cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_lengths),
		cmocka_unit_test(test_lengths_come_back),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
