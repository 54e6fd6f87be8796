/* Clusters: glyphs and the bytes they stand for, both ways. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "layout/font.h"
#include "render/cluster.h"

#include <string.h>

static void
assert_cluster(struct cluster c, uint32_t begin, uint32_t end, const char *text, int drawn)
{
	assert_int_equal(c.begin, begin);
	assert_int_equal(c.end, end);
	assert_int_equal(c.len, strlen(text));
	assert_memory_equal(c.text, text, c.len);
	assert_int_equal(c.drawn, drawn);
}

/* "affix": a, ffi as one glyph, x as two, the second of which shows nothing. */
static void
left_to_right(void **state)
{
	(void)state;
	const struct glyph glyphs[] = {{.id = 1, .cluster = 0},
				       {.id = 2, .cluster = 1},
				       {.id = 3, .cluster = 4},
				       {.id = 0x10000078, .cluster = 4}};
	const struct glyph_run run = {.glyphs = glyphs, .count = 4, .text = "affix", .text_len = 5};
	assert_cluster(cluster_from(&run, 0), 0, 1, "a", 1);
	assert_cluster(cluster_from(&run, 1), 1, 2, "ffi", 1);
	assert_cluster(cluster_from(&run, 2), 2, 4, "x", 1);
	assert_cluster(cluster_before(&run, 4), 2, 4, "x", 1);
	assert_cluster(cluster_before(&run, 2), 1, 2, "ffi", 1);
}

static void
right_to_left(void **state)
{
	(void)state;
	const struct glyph glyphs[] = {{.id = 3, .cluster = 3},
				       {.id = 2, .cluster = 1},
				       {.id = 4, .cluster = 1},
				       {.id = 1, .cluster = 0}};
	const struct glyph_run run = {
		.glyphs = glyphs, .count = 4, .rtl = true, .text = "abcde", .text_len = 5};
	assert_cluster(cluster_from(&run, 0), 0, 1, "de", 1);
	assert_cluster(cluster_from(&run, 1), 1, 3, "bc", 2);
	assert_cluster(cluster_before(&run, 4), 3, 4, "a", 1);
}

/* Bytes before the first offset, and offsets beyond the text, stay within it. */
static void
odd_offsets_stay_inside(void **state)
{
	(void)state;
	const struct glyph glyphs[] = {{.id = 1, .cluster = 1}, {.id = 2, .cluster = 9}};
	const struct glyph_run run = {.glyphs = glyphs, .count = 2, .text = "abc", .text_len = 3};
	assert_cluster(cluster_from(&run, 0), 0, 1, "abc", 1);
	assert_cluster(cluster_from(&run, 1), 1, 2, "", 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(left_to_right),
		cmocka_unit_test(right_to_left),
		cmocka_unit_test(odd_offsets_stay_inside),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
