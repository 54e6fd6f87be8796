/* libharu's pieces: numbers, UTF-16, text objects. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/strbuf.h"
#include "render/haru_imp.h"
#include "render/pages.h"

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

/* The page behind the last that libharu's arrays can hold. */
static void
too_many_pages_are_refused(void **state)
{
	(void)state;
	struct bench b;
	bench_init(&b);
	assert_true(bench_open(&b, "haru", RENDER_PDF));
	struct area_page *page = page_new(b.arena, 300, 220, 10);
	assert_true(render_page(b.renderer, page));
	struct haru_state *h = b.renderer->self;
	h->page_count = 32767;
	assert_false(render_page(b.renderer, page));
	assert_true(diag_has(b.diag, "PPR07"));
	assert_false(render_close(b.renderer));
	bench_release(&b);
}

/* Where the last page's content says something, or NULL: codes may be NUL. */
static const char *
find_in_content(const struct bench *b, const char *what)
{
	const struct haru_state *h = b->renderer->self;
	return memmem(h->out.s, h->out.len, what, strlen(what));
}

/* Words of one font and colour say so once; only kerning and gaps move the pen. */
static void
words_become_text_objects(void **state)
{
	(void)state;
	struct bench b;
	bench_init(&b);
	struct font_options options = {0};
	struct font_book *book = font_book_open(b.arena, b.diag, &options);
	const struct font *font = font_find(book, "Noto Sans Mono", 400, FONT_NORMAL, 100, PT(10));
	assert_true(bench_open(&b, "haru", RENDER_PDF));
	struct area_page *page = page_new(b.arena, 300, 220, 0);
	add_line(b.arena, page_flow(page), book, font, rect_pt(0, 0, 99, 12), "aa a", 0);
	add_line(b.arena, page_flow(page), book, font, rect_pt(0, 20, 99, 12), "a", 0);
	assert_true(render_page(b.renderer, page));
	assert_non_null(find_in_content(&b, " 10 Tf\n1 0 0 -1 0 "));
	/* "aa a" is one string of four codes: the space is a glyph too, nothing moves the pen. */
	const char *array = find_in_content(&b, "Tm\n[(");
	assert_non_null(array);
	const char *a = array + 5;
	assert_memory_equal(a, a + 2, 2);
	assert_memory_equal(a, a + 6, 2);
	assert_memory_equal(a + 8, ")]TJ\n", 5);
	/* The second line keeps the font and the text object, which the page ends. */
	assert_memory_equal(a + 13, "1 0 0 -1 ", 9);
	const struct haru_state *h = b.renderer->self;
	assert_memory_equal(h->out.s + h->out.len - 8, ")]TJ\nET\n", 8);
	assert_null(find_in_content(&b, "ActualText"));
	bench_release(&b);
}

/* One glyph that stands for two texts, and one text that takes two glyphs. */
static void
ambiguous_clusters_carry_their_text(void **state)
{
	(void)state;
	struct bench b;
	bench_init(&b);
	struct font_options options = {0};
	struct font_book *book = font_book_open(b.arena, b.diag, &options);
	const struct font *font = font_find(book, "Noto Sans", 400, FONT_NORMAL, 100, PT(10));
	assert_true(bench_open(&b, "haru", RENDER_PDF));
	struct area_page *page = page_new(b.arena, 300, 220, 0);
	/* é comes once as itself, once as e and an accent: one glyph.  कि is two that changed
	 * places. */
	add_line(b.arena, page_flow(page), book, font, rect_pt(0, 0, 99, 12), "\u00E9 e\u0301", 0);
	font = font_find(book, "Noto Sans Devanagari", 400, FONT_NORMAL, 100, PT(10));
	add_line(b.arena, page_flow(page), book, font, rect_pt(0, 20, 99, 12), "\u0915\u093F", 0);
	assert_true(render_page(b.renderer, page));
	assert_non_null(find_in_content(&b, "/Span<</ActualText<FEFF00650301>>>BDC\n"));
	assert_non_null(find_in_content(&b, "/Span<</ActualText<FEFF0915093F>>>BDC\n"));
	assert_null(find_in_content(&b, "FEFF00E9"));
	bench_release(&b);
}

static void
a_font_without_outlines_is_refused(void **state)
{
	(void)state;
	struct bench b;
	bench_init(&b);
	struct font_options options = {0};
	struct font_book *book = font_book_open(b.arena, b.diag, &options);
	const struct font *font = font_find(book, "Inter", 400, FONT_NORMAL, 100, PT(10));
	assert_true(bench_open(&b, "haru", RENDER_PDF));
	struct area_page *page = page_new(b.arena, 300, 220, 0);
	add_line(b.arena, page_flow(page), book, font, rect_pt(0, 0, 99, 12), "a", 0);
	assert_true(render_page(b.renderer, page));
	struct haru_state *h = b.renderer->self;
	h->first_face->hb = hb_face_get_empty();
	assert_false(render_close(b.renderer));
	assert_true(diag_has(b.diag, "PPR08"));
	bench_release(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_are_short),
		cmocka_unit_test(text_is_utf16),
		cmocka_unit_test(too_many_pages_are_refused),
		cmocka_unit_test(words_become_text_objects),
		cmocka_unit_test(ambiguous_clusters_carry_their_text),
		cmocka_unit_test(a_font_without_outlines_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
