/* Shaping: runs, the cache, missing glyphs, right-to-left, and where words may break. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/diag.h"
#include "layout/font.h"

#include <string.h>

static struct arena *arena;
static struct font_book *book;

static int
setup(void **state)
{
	(void)state;
	arena = arena_new();
	struct font_options options = {.base14 = false};
	book = font_book_open(arena, diag_new(arena), &options);
	return book == NULL;
}

static int
teardown(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static const struct font *
inter(void)
{
	return font_find(book, "Inter", 400, FONT_NORMAL, 100, 10 * DIM_PT);
}

static void
a_run_is_shaped_once(void **state)
{
	(void)state;
	const struct glyph_run *a = font_shape(book, inter(), "Table", 5, "en", 0);
	assert_ptr_equal(a, font_shape(book, inter(), "Tables", 5, "en", 0));
	assert_ptr_not_equal(a, font_shape(book, inter(), "Table", 5, "tr", 0));
	assert_int_equal(a->count, 5);
	assert_int_equal(a->characters, 5);
	dim sum = 0;
	for (uint32_t i = 0; i < a->count; i++) {
		sum += a->glyphs[i].advance;
		assert_int_equal(a->glyphs[i].cluster, i);
	}
	assert_int_equal(sum, a->width);
	assert_false(a->missing);
	/* Kerned: narrower than its letters alone. */
	dim apart = font_shape(book, inter(), "T", 1, "en", 0)->width +
		    font_shape(book, inter(), "a", 1, "en", 0)->width;
	assert_true(font_shape(book, inter(), "Ta", 2, "en", 0)->width < apart);
}

static void
sizes_scale_without_rounding(void **state)
{
	(void)state;
	const struct font *big = font_find(book, "Inter", 400, FONT_NORMAL, 100, 100 * DIM_PT);
	dim small_width = font_shape(book, inter(), "planpress", 9, "en", 0)->width;
	dim big_width = font_shape(book, big, "planpress", 9, "en", 0)->width;
	assert_in_range(big_width, 10 * small_width - 100, 10 * small_width + 100);
}

static void
a_missing_glyph_is_told(void **state)
{
	(void)state;
	const struct glyph_run *r = font_shape(book, inter(), "\xd8\xa8", 2, "ar", 1);
	assert_true(r->missing);
	assert_int_equal(r->glyphs[0].id, 0);
}

static void
right_to_left_is_in_visual_order(void **state)
{
	(void)state;
	const char *text = "\xd8\xa8\xd8\xa7\xd8\xa8"; /* beh alef beh */
	const struct font *f = font_for(book, inter(), 0x628, "ar");
	const struct glyph_run *r = font_shape(book, f, text, 6, "ar", 1);
	assert_true(r->rtl);
	assert_false(r->missing);
	assert_true(r->count >= 3);
	assert_true(r->glyphs[0].cluster > r->glyphs[r->count - 1].cluster);
}

static void
words_break_after_hyphens_and_slashes(void **state)
{
	(void)state;
	const struct font_breaks *b = font_word_breaks(book, "well-known", 10);
	assert_int_equal(b->count, 1);
	assert_int_equal(b->at[0], 5);
	assert_int_equal(font_word_breaks(book, "plain", 5)->count, 0);
	assert_int_equal(font_word_breaks(book, "a\xc2\xa0z", 4)->count, 0);
	assert_int_equal(font_word_breaks(book, "2026-05-29", 10)->count, 0);
}

static void
analysis_finds_levels_and_breaks(void **state)
{
	(void)state;
	struct font_text t;
	const char *text = "ab \xd7\x90\xd7\x91 c";
	font_analyse(book, arena, text, strlen(text), "he", false, &t);
	assert_int_equal(t.level[0], 0);
	assert_int_equal(t.level[3], 1);
	assert_int_equal(t.level[8], 0);
	assert_true(t.breaks[3] & FONT_BREAK);
	assert_false(t.breaks[1] & FONT_BREAK);
	const char *cjk = "\xe6\x97\xa5\xe6\x9c\xac\xe3\x80\x82";
	font_analyse(book, arena, cjk, strlen(cjk), "ja", false, &t);
	assert_true(t.breaks[3] & FONT_BREAK);
	assert_false(t.breaks[6] & FONT_BREAK); /* never before a full stop */
}

/* What a run marks: about the baseline, and no wider than it must be. */
static void
ink_is_where_the_glyphs_are(void **state)
{
	(void)state;
	const struct rect can = font_shape(book, inter(), "can", 3, "en", 0)->ink;
	const struct rect gap = font_shape(book, inter(), "gap", 3, "en", 0)->ink;
	const struct glyph_run *space = font_shape(book, inter(), " ", 1, "en", 0);
	const struct font_metrics *m = font_metrics(inter());
	assert_in_range(-can.y, m->x_height, m->x_height + DIM_PT / 2);
	assert_true(can.y + can.height < DIM_PT / 2);
	assert_true(gap.y + gap.height > DIM_PT);
	assert_in_range(can.width, 15 * DIM_PT, 18 * DIM_PT);
	assert_int_equal(space->ink.width, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_run_is_shaped_once),
		cmocka_unit_test(sizes_scale_without_rounding),
		cmocka_unit_test(a_missing_glyph_is_told),
		cmocka_unit_test(right_to_left_is_in_visual_order),
		cmocka_unit_test(words_break_after_hyphens_and_slashes),
		cmocka_unit_test(analysis_finds_levels_and_breaks),
		cmocka_unit_test(ink_is_where_the_glyphs_are),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
