/* Words of a text: one after the other, one among them, white space collapsed. */
#include "base/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void
come_one_after_the_other(void **state)
{
	const char *list = "\t a\r\nbcd  e ", *word;
	size_t len;

	(void)state;
	word = words_next(&list, &len);
	assert_int_equal(len, 1);
	assert_memory_equal(word, "a", 1);
	word = words_next(&list, &len);
	assert_int_equal(len, 3);
	assert_memory_equal(word, "bcd", 3);
	word = words_next(&list, &len);
	assert_memory_equal(word, "e", len);
	assert_null(words_next(&list, &len));
	assert_null(words_next(&list, &len));
	assert_int_equal(*list, 0);
}

static void
are_found_whole(void **state)
{
	(void)state;
	assert_true(words_have("T-1 T-12\tT-3", "T-12"));
	assert_true(words_have(" T-3\n", "T-3"));
	assert_false(words_have("T-1 T-12", "T-2"));
	assert_false(words_have("T-12", "T-1"));
	assert_false(words_have("", "T-1"));
	assert_false(words_have("T-1", ""));
}

static void
collapse(void **state)
{
	static const struct {
		const char *text, *want;
	} cases[] = {{"", ""},
		     {" \n\t", ""},
		     {"a", "a"},
		     {"  a  b\r\n\tc ", "a b c"},
		     {"a\u00A0 b", "a\u00A0 b"}};
	char text[32];

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		memcpy(text, cases[i].text, strlen(cases[i].text) + 1);
		words_collapse(text);
		assert_string_equal(text, cases[i].want);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(come_one_after_the_other),
		cmocka_unit_test(are_found_whole),
		cmocka_unit_test(collapse),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
