/* Cells of CSV: quoted, guarded, read again. */
#include "base/arena.h"
#include "base/csv.h"
#include "base/strbuf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

static void
test_cells_come_back(void **state)
{
	static const char *const texts[] = {"",		  "plain",    "a,b;c",	    "say \"no\"",
					    "two\nlines", "=SUM(A1)", "-5 degrees", "@me",
					    "'quoted'",	  "+1",	      "Über",	    " blank "};
	struct arena *a = arena_new();
	struct strbuf b = STRBUF_INIT;
	(void)state;
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		csv_put(&b, texts[i], ';');
		strbuf_puts(&b, i % 3 == 2 ? "\r\n" : ";");
	}
	assert_null(strstr(b.s, ";=SUM"));
	assert_non_null(strstr(b.s, "\"'=SUM(A1)\""));
	struct csv csv = {.s = b.s, .end = b.s + b.len, .separator = ';'};
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		if (i % 3 == 0)
			assert_true(csv_record(&csv));
		assert_string_equal(csv_cell(&csv, a), texts[i]);
		if (i % 3 == 2)
			assert_null(csv_cell(&csv, a));
	}
	assert_false(csv_record(&csv));
	assert_false(csv.broken);
	strbuf_release(&b);
	arena_free(a);
}

static void
test_odd_files(void **state)
{
	static const char text[] = "a,b,\n\"x\"y,\"1\n2\",3\n\"no end";
	struct arena *a = arena_new();
	struct csv csv = {.s = text, .end = text + strlen(text), .separator = ','};
	(void)state;
	assert_true(csv_record(&csv));
	assert_string_equal(csv_cell(&csv, a), "a");
	/* What is left of a record is passed over. */
	assert_true(csv_record(&csv));
	assert_int_equal(csv.line, 2);
	assert_string_equal(csv_cell(&csv, a), "xy");
	assert_string_equal(csv_cell(&csv, a), "1\n2");
	assert_true(csv_record(&csv));
	assert_int_equal(csv.line, 4);
	assert_string_equal(csv_cell(&csv, a), "no end");
	assert_true(csv.broken);
	assert_false(csv_record(&csv));
	arena_free(a);
}

static void
test_separator(void **state)
{
	(void)state;
	assert_int_equal(csv_separator("a;b;c,d\n,,,,", 12), ';');
	assert_int_equal(csv_separator("a\tb", 3), '\t');
	assert_int_equal(csv_separator("name", 4), ',');
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cells_come_back),
		cmocka_unit_test(test_odd_files),
		cmocka_unit_test(test_separator),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
