/* libharu's pieces: numbers, UTF-16, text objects. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/strbuf.h"
#include "render/haru_imp.h"

#include <math.h>
#include <string.h>

static void
assert_number(double v, const char *expected)
{
	struct strbuf b = STRBUF_INIT;
	haru_number(&b, v);
	assert_string_equal(b.s, expected);
	strbuf_release(&b);
}

static void
numbers_are_short(void **state)
{
	(void)state;
	assert_number(0, "0 ");
	assert_number(-0.0001, "0 ");
	assert_number(1, "1 ");
	assert_number(-12.5, "-12.5 ");
	assert_number(0.05, "0.05 ");
	assert_number(-0.001, "-0.001 ");
	assert_number(99.9996, "100 ");
	assert_number(841.89, "841.89 ");
	assert_number(NAN, "0 ");
	assert_number(INFINITY, "0 ");
	assert_number(1e300, "0 ");
}

static void
text_is_utf16(void **state)
{
	(void)state;
	struct strbuf b = STRBUF_INIT;
	const char *text = "aé𝄞";
	haru_utf16(&b, text, strlen(text));
	assert_string_equal(b.s, "006100E9D834DD1E");
	strbuf_release(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_are_short),
		cmocka_unit_test(text_is_utf16),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
