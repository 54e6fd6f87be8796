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

/* The first of its letters asks for a script's; letter-value tells two ways to count with them
 * apart. */
static void
letters_of_other_scripts(void **state)
{
	static const struct {
		const char *format;
		enum lay_letters letters;
		long number;
		const char *text;
	} rows[] = {
		{"α", LAY_LETTERS_AUTO, 6, "ζ"},
		{"α", LAY_LETTERS_AUTO, 25, "αα"},
		{"α", LAY_LETTERS_ALPHABETIC, 10, "κ"},
		{"α", LAY_LETTERS_TRADITIONAL, 10, "ι"},
		{"α", LAY_LETTERS_TRADITIONAL, 2026, "͵βκϛ"},
		{"Α", LAY_LETTERS_AUTO, 24, "Ω"},
		{"א", LAY_LETTERS_AUTO, 15, "טו"},
		{"א", LAY_LETTERS_TRADITIONAL, 116, "קטז"},
		{"א", LAY_LETTERS_ALPHABETIC, 12, "ל"},
		{"(א)", LAY_LETTERS_AUTO, 3, "(ג)"},
		{"а", LAY_LETTERS_AUTO, 28, "я"},
		{"ア", LAY_LETTERS_AUTO, 6, "カ"},
		{"i", LAY_LETTERS_ALPHABETIC, 4, "iv"},
		{"a", LAY_LETTERS_TRADITIONAL, 4, "d"},
	};
	struct arena *arena = arena_new();

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct lay_number_format f = {.format = rows[i].format, .letters = rows[i].letters};
		assert_string_equal(lay_number_text(arena, rows[i].number, &f), rows[i].text);
	}
	arena_free(arena);
}

static void
digits_of_other_scripts(void **state)
{
	struct arena *arena = arena_new();
	struct lay_number_format arabic = {.format = "١"};
	struct lay_number_format thai = {.format = "๐๑"};
	struct lay_number_format deva = {.format = "१", .separator = ",", .group = 3};

	(void)state;
	assert_string_equal(lay_number_text(arena, 407, &arabic), "٤٠٧");
	assert_string_equal(lay_number_text(arena, 7, &thai), "๐๗");
	assert_string_equal(lay_number_text(arena, 1234, &deva), "१,२३४");
	arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(formats),
		cmocka_unit_test(groups),
		cmocka_unit_test(letters_of_other_scripts),
		cmocka_unit_test(digits_of_other_scripts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
