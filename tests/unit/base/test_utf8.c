/* UTF-8: every code point there and back; malformed sequences never read past the end. */
#include "base/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void
all_code_points_round_trip(void **state)
{
	(void)state;
	for (uint32_t cp = 0; cp <= 0x10FFFF; cp++) {
		char bytes[4];
		const char *p = bytes;
		size_t len = utf8_put(bytes, cp);
		uint32_t back = utf8_next(&p, bytes + len);

		if (back != (cp >= 0xD800 && cp <= 0xDFFF ? 0xFFFD : cp) || p != bytes + len)
			fail_msg("U+%04X came back as U+%04X", cp, back);
	}
}

static void
malformed_is_replaced_byte_by_byte(void **state)
{
	static const struct {
		const char *bytes;
		size_t count;
	} bad[] = {
		{"\xC0\x80", 2},	 /* overlong NUL */
		{"\xE0\x80\x80", 3},	 /* overlong */
		{"\xED\xA0\x80", 3},	 /* surrogate */
		{"\xF4\x90\x80\x80", 4}, /* beyond U+10FFFF */
		{"\xF5", 1},		 /* never a byte of UTF-8 */
		{"\xE2\x82", 2},	 /* cut short */
		{"\x80", 1},
	};

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		size_t len = strlen(bad[i].bytes);

		assert_false(utf8_is_valid(bad[i].bytes, len));
		assert_int_equal(utf8_count(bad[i].bytes, len), bad[i].count);
	}
	assert_true(utf8_is_valid("aé€😀", strlen("aé€😀")));
	assert_int_equal(utf8_count("aé€😀", strlen("aé€😀")), 4);
}

static void
xml_space_is_four_characters(void **state)
{
	(void)state;
	assert_true(utf8_is_xml_space(' ') && utf8_is_xml_space('\t'));
	assert_true(utf8_is_xml_space('\r') && utf8_is_xml_space('\n'));
	assert_false(utf8_is_xml_space(0xA0) || utf8_is_xml_space('\f'));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(all_code_points_round_trip),
		cmocka_unit_test(malformed_is_replaced_byte_by_byte),
		cmocka_unit_test(xml_space_is_four_characters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
