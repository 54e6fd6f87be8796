/* String buffer: growth, escaping for XML and JSON. */
#include "base/strbuf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void
grows_and_stays_terminated(void **state)
{
	struct strbuf b = STRBUF_INIT;

	(void)state;
	assert_string_equal(b.s, "");
	for (int i = 0; i < 5000; i++)
		strbuf_printf(&b, "%d,", i % 10);
	assert_int_equal(b.len, 10000);
	assert_int_equal(strlen(b.s), 10000);
	strbuf_clear(&b);
	assert_string_equal(b.s, "");
	strbuf_add(&b, "a\0b", 3);
	assert_int_equal(b.len, 3);
	assert_int_equal(b.s[3], 0);
	strbuf_release(&b);
	assert_string_equal(b.s, "");
	assert_string_equal(strbuf_empty, "");
}

static void
escapes_xml(void **state)
{
	struct strbuf b = STRBUF_INIT;
	const char text[] = "a<b>&\"\r\x01\xFFé";

	(void)state;
	strbuf_put_xml(&b, text, sizeof text - 1);
	assert_string_equal(b.s, "a&lt;b&gt;&amp;&quot;&#13;\uFFFD\uFFFDé");
	strbuf_release(&b);
}

static void
escapes_json(void **state)
{
	struct strbuf b = STRBUF_INIT;
	const char text[] = "\"\\\n\t\x02\0é\xC3";

	(void)state;
	strbuf_put_json(&b, text, sizeof text - 1);
	assert_string_equal(b.s, "\"\\\"\\\\\\n\\t\\u0002\\u0000é\uFFFD\"");
	strbuf_release(&b);
}

static void
writes_code_points(void **state)
{
	struct strbuf b = STRBUF_INIT;

	(void)state;
	strbuf_put_utf8(&b, 'x');
	strbuf_put_utf8(&b, 0x20AC);
	strbuf_put_utf8(&b, 0x1F600);
	strbuf_put_utf8(&b, 0xD800);
	assert_string_equal(b.s, "x€😀\uFFFD");
	strbuf_release(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(grows_and_stays_terminated),
		cmocka_unit_test(escapes_xml),
		cmocka_unit_test(escapes_json),
		cmocka_unit_test(writes_code_points),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
