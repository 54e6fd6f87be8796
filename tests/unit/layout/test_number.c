/* Number: formats of page numbers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "layout/number.h"

static void
formats(void **state)
{
	static const struct {
		const char *format;
		long number;
		const char *text;
	} rows[] = {
		{"1", 7, "7"},	    {"01", 7, "07"},	    {"001", 1234, "1234"},
		{"i", 4, "iv"},	    {"I", 1994, "MCMXCIV"}, {"i", 4000, "4000"},
		{"a", 1, "a"},	    {"a", 27, "aa"},	    {"A", 702, "ZZ"},
		{"A", 703, "AAA"},  {"a", 0, "0"},	    {"- 1 -", 12, "- 12 -"},
		{"(i)", 9, "(ix)"}, {"", 3, "3"},	    {"*", 3, "*3"},
	};
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct lay_number_format f = {.format = rows[i].format};
		assert_string_equal(lay_number_text(arena, rows[i].number, &f), rows[i].text);
	}
	arena_free(arena);
}

static void
groups(void **state)
{
	struct arena *arena = arena_new();
	struct lay_number_format f = {.format = "1", .separator = "'", .group = 3};

	(void)state;
	assert_string_equal(lay_number_text(arena, 1234567, &f), "1'234'567");
	assert_string_equal(lay_number_text(arena, 123, &f), "123");
	arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(formats),
		cmocka_unit_test(groups),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
