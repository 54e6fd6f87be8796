/* JSON writer: commas, names, what is left out. */
#include "base/json.h"
#include "base/strbuf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void
puts_commas_between_values_only(void **state)
{
	struct strbuf b = STRBUF_INIT;
	struct json j = {.out = &b};

	(void)state;
	json_open(&j, NULL, '{');
	json_open(&j, "none", '[');
	json_close(&j, ']');
	json_open(&j, "two", '[');
	json_int(&j, NULL, INT64_MIN);
	json_open(&j, NULL, '{');
	json_close(&j, '}');
	json_close(&j, ']');
	json_bool(&j, "yes", true);
	json_bool(&j, "no", false);
	json_fixed(&j, "half", 0.5, 3);
	json_raw(&j, "raw", "[1]", 3);
	json_close(&j, '}');
	assert_string_equal(b.s, "{\"none\":[],\"two\":[-9223372036854775808,{}],\"yes\":true,"
				 "\"no\":false,\"half\":0.500,\"raw\":[1]}");
	strbuf_release(&b);
}

static void
escapes_names_and_texts(void **state)
{
	struct strbuf b = STRBUF_INIT;
	struct json j = {.out = &b};

	(void)state;
	json_open(&j, NULL, '{');
	json_text(&j, "a\"b", "c\\d\n");
	json_text(&j, "null", NULL);
	json_close(&j, '}');
	assert_string_equal(b.s, "{\"a\\\"b\":\"c\\\\d\\n\",\"null\":\"\"}");
	strbuf_release(&b);
}

static void
leaves_out_what_is_not_given(void **state)
{
	struct strbuf b = STRBUF_INIT;
	struct json j = {.out = &b};

	(void)state;
	json_open(&j, NULL, '{');
	json_text_given(&j, "null", NULL);
	json_text_given(&j, "empty", "");
	json_text_given(&j, "given", "x");
	json_text_given(&j, "empty", "");
	json_close(&j, '}');
	assert_string_equal(b.s, "{\"given\":\"x\"}");
	strbuf_release(&b);
}

static void
begins_lines_behind_commas(void **state)
{
	struct strbuf b = STRBUF_INIT;
	struct json j = {.out = &b};

	(void)state;
	json_open(&j, NULL, '[');
	for (int i = 0; i < 3; i++) {
		json_space(&j, "\n ");
		json_int(&j, NULL, i);
	}
	json_close(&j, ']');
	assert_string_equal(b.s, "[\n 0,\n 1,\n 2]");
	strbuf_release(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(puts_commas_between_values_only),
		cmocka_unit_test(escapes_names_and_texts),
		cmocka_unit_test(leaves_out_what_is_not_given),
		cmocka_unit_test(begins_lines_behind_commas),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
