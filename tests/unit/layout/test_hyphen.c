/* Hyphenation: patterns, levels, encodings, and the least letters at the ends. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "layout/hyphen_dict.h"

#include <string.h>

static struct hyphen_dict *
read_dict(struct arena *a, const char *text)
{
	return hyphen_dict_read(a, text, strlen(text));
}

/* The word with its hyphens. */
static const char *
hyphenate(struct arena *a, const struct hyphen_dict *d, const char *word)
{
	uint32_t at[HYPHEN_MAX_LETTERS];
	uint32_t n = hyphen_dict_points(d, word, strlen(word), at);
	char *out = arena_alloc(a, 2 * strlen(word) + 1), *to = out;
	uint32_t letter = 0, k = 0;
	for (const char *p = word; *p != '\0'; p++) {
		if (((unsigned char)*p & 0xc0) != 0x80) {
			if (k < n && at[k] == letter) {
				*to++ = '-';
				k++;
			}
			letter++;
		}
		*to++ = *p;
	}
	return out;
}

static void
digits_compete(void **state)
{
	(void)state;
	struct arena *a = arena_new();
	struct hyphen_dict *d =
		read_dict(a, "UTF-8\nLEFTHYPHENMIN 2\nRIGHTHYPHENMIN 2\n"
			     "hy3ph\nhe2n\nhena4\nhen5at\n1na\nn2at\n1tio\n2io\no2n\n");
	assert_non_null(d);
	assert_string_equal(hyphenate(a, d, "hyphenation"), "hy-phen-ation");
	assert_string_equal(hyphenate(a, d, "hy"), "hy");
	assert_string_equal(hyphenate(a, d, ""), "");
	arena_free(a);
}

static void
dots_are_the_edges(void **state)
{
	(void)state;
	struct arena *a = arena_new();
	struct hyphen_dict *d = read_dict(a, "UTF-8\n.ab1c\nx1y.\n");
	assert_string_equal(hyphenate(a, d, "abcd"), "ab-cd");
	assert_string_equal(hyphenate(a, d, "xabcd"), "xabcd");
	/* one letter behind the hyphen is too few */
	assert_string_equal(hyphenate(a, d, "aaxy"), "aaxy");
	arena_free(a);
}

static void
other_encodings_are_read(void **state)
{
	(void)state;
	struct arena *a = arena_new();
	struct hyphen_dict *d = read_dict(a, "ISO8859-1\n\xfc"
					     "b1er\n");
	assert_non_null(d);
	assert_string_equal(hyphenate(a, d,
				      "dar\xc3\xbc"
				      "ber"),
			    "dar\xc3\xbc"
			    "b-er");
	assert_null(read_dict(a, "NO-SUCH-SET\na1b\n"));
	assert_null(read_dict(a, ""));
	assert_null(read_dict(a, "UTF-8"));
	arena_free(a);
}

static void
parts_are_hyphenated_by_themselves(void **state)
{
	(void)state;
	struct arena *a = arena_new();
	struct hyphen_dict *d =
		read_dict(a, "UTF-8\nCOMPOUNDLEFTHYPHENMIN 2\nboot1haus\nNEXTLEVEL\n.ha1us\no1o\n");
	/* "haus" begins a part, so its edge pattern holds */
	assert_string_equal(hyphenate(a, d, "boothaus"), "bo-ot-ha-us");
	assert_non_null(read_dict(a, "UTF-8\na1b\nNEXTLEVEL\n"));
	assert_null(read_dict(a, "UTF-8\nNEXTLEVEL\n"));
	arena_free(a);
}

static void
hostile_input_is_survived(void **state)
{
	(void)state;
	struct arena *a = arena_new();
	char line[2000], word[1000];
	memset(line, '1', sizeof line);
	memcpy(line, "UTF-8\na", 7);
	line[sizeof line - 1] = '\0';
	assert_null(read_dict(a, line));
	struct hyphen_dict *d = read_dict(a, "UTF-8\na1a\n1\n11\n.\n..1\n");
	memset(word, 'a', sizeof word);
	uint32_t at[HYPHEN_MAX_LETTERS];
	assert_int_equal(hyphen_dict_points(d, word, sizeof word, at), 0);
	assert_int_equal(hyphen_dict_points(d, word, HYPHEN_MAX_LETTERS, at),
			 HYPHEN_MAX_LETTERS - 3);
	assert_int_equal(hyphen_dict_points(d, "\xff\xfe\xfd\xfc", 4, at), 0);
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(digits_compete),
		cmocka_unit_test(dots_are_the_edges),
		cmocka_unit_test(other_encodings_are_read),
		cmocka_unit_test(parts_are_hyphenated_by_themselves),
		cmocka_unit_test(hostile_input_is_survived),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
