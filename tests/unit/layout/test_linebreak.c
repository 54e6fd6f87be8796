/* Line breaking: total fit, hyphens, forced breaks, overflow, and that it always ends. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "para_fixture.h"

static void
check(const char *block, double points, const char *expected)
{
	struct fixture f = fixture_open(block);
	const char *text = fixture_set(&f, points);
	if (expected == NULL)
		assert_null(text);
	else
		assert_string_equal(text, expected);
	fixture_close(&f);
}

static void
lines_break_at_spaces(void **state)
{
	(void)state;
	check(">one two three four", 1000, "one two three four");
	check(">one two three four", 50, "one two|three four");
	check(">  one  ", 50, "one");
	check(">   ", 50, NULL);
	check("/><fo:block>", 50, NULL);
}

static void
hyphens_slashes_and_entities_break(void **state)
{
	(void)state;
	check(">well-known fact", 30, "well-|known|fact");
	check(">well-known fact", 200, "well-known fact");
	check(">a&#xA0;b&#xA0;c d", 20, "a b c|d");
	check(">abc&#x200B;def", 20, "abc|def");
	check(">abc&#x200B;def", 200, "abcdef");
	check(">soft&#xAD;ware", 25, "soft-|ware");
	check(">soft&#xAD;ware", 200, "software");
}

static void
words_are_hyphenated_when_they_must(void **state)
{
	(void)state;
	const char *text = "hyphenate='true' text-align='justify'>some hyphenation processing here";
	check(text, 1000, "some hyphenation processing here");
	check("hyphenate='true'>hyphenation", 40, "hyphen-|ation");
	check(">hyphenation", 40, "hyphenation");
	check("hyphenate='true' hyphenation-push-character-count='6'>hyphenation", 45,
	      "hy-|phenation");
	check("hyphenate='true' hyphenation-character='~'>hyphenation", 40, "hyphen~|ation");
}

static void
line_feeds_force_breaks(void **state)
{
	(void)state;
	check("linefeed-treatment='preserve'>a&#10;b&#10;&#10;c", 100, "a|b||c");
	check(">a&#x2028;b", 100, "a|b");
}

static void
no_wrap_does_not_break(void **state)
{
	(void)state;
	struct fixture f = fixture_open("wrap-option='no-wrap'>one two three four");
	struct lay_para *para = fixture_para(&f);
	struct lay_lines *lines = fixture_break(&f, para, 30);
	assert_int_equal(lines->count, 1);
	assert_true(lines->at[0].oversized);
	fixture_text(&f, para, lines);
	assert_true(diag_has(f.diag, "PPL01"));
	assert_int_equal(diag_exit(f.diag, false), 0);
	fixture_close(&f);
}

static void
clipped_overflow_is_an_error_if_asked(void **state)
{
	(void)state;
	struct fixture f = fixture_open(">Donaudampfschiff");
	f.options.strict = true;
	assert_string_equal(fixture_set(&f, 30), "Donaudampfschiff");
	assert_int_equal(diag_exit(f.diag, false), 4);
	fixture_close(&f);
}

static void
the_whole_paragraph_is_weighed(void **state)
{
	(void)state;
	struct fixture f =
		fixture_open("text-align='center'>aaaa aaaa aaaa aaaa aaaa aaaa aaaa aaaa aaaa");
	struct lay_para *para = fixture_para(&f);
	struct lay_lines *lines = fixture_break(&f, para, 180);
	/* 22.24 pt a word: seven fit on a line, but centred lines should be alike. */
	assert_string_equal(fixture_text(&f, para, lines),
			    "aaaa aaaa aaaa aaaa aaaa|aaaa aaaa aaaa aaaa");
	fixture_close(&f);
}

static void
the_rest_can_be_broken_anew(void **state)
{
	(void)state;
	struct fixture f = fixture_open(">one two three four five six seven eight");
	struct lay_para *para = fixture_para(&f);
	struct lay_lines *lines = fixture_break(&f, para, 50);
	assert_true(lines->count >= 3);
	struct lay_measure wide = {.ipd = 1000 * DIM_PT};
	struct lay_lines *rest = lay_para_rebreak(para, f.arena, lines, 1, &wide);
	assert_int_equal(rest->count, 1);
	assert_string_equal(fixture_text(&f, para, rest), "three four five six seven eight");
	fixture_close(&f);
}

static void
widths_are_those_of_words_and_lines(void **state)
{
	(void)state;
	struct fixture f = fixture_open("linefeed-treatment='preserve'>ab abcd&#10;a");
	dim least, most;
	lay_para_width(fixture_para(&f), &least, &most);
	/* Helvetica: a b d 556, c 500, space 278 */
	dim word = dim_scale(10 * DIM_PT, 556 * 3 + 500, 1000);
	dim line = dim_scale(10 * DIM_PT, 556 * 5 + 500 + 278, 1000);
	assert_in_range(least, word - 3, word + 3);
	assert_in_range(most, line - 3, line + 3);
	fixture_close(&f);
}

static void
long_paragraphs_end(void **state)
{
	(void)state;
	struct strbuf b = STRBUF_INIT;
	strbuf_puts(&b, "text-align='justify'>");
	for (int i = 0; i < 40000; i++)
		strbuf_puts(&b, i % 7 == 0 ? "word " : "a ");
	struct fixture f = fixture_open(b.s);
	struct lay_para *para = fixture_para(&f);
	assert_true(fixture_break(&f, para, 200)->count > 1000);
	/* Narrower than any word, as wide as all of it. */
	assert_true(fixture_break(&f, para, 1)->count > 30000);
	assert_true(fixture_break(&f, para, 0)->count > 30000);
	assert_int_equal(fixture_break(&f, para, 2000000)->count, 1);
	fixture_close(&f);
	strbuf_release(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_break_at_spaces),
		cmocka_unit_test(hyphens_slashes_and_entities_break),
		cmocka_unit_test(words_are_hyphenated_when_they_must),
		cmocka_unit_test(line_feeds_force_breaks),
		cmocka_unit_test(no_wrap_does_not_break),
		cmocka_unit_test(clipped_overflow_is_an_error_if_asked),
		cmocka_unit_test(the_whole_paragraph_is_weighed),
		cmocka_unit_test(the_rest_can_be_broken_anew),
		cmocka_unit_test(widths_are_those_of_words_and_lines),
		cmocka_unit_test(long_paragraphs_end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
