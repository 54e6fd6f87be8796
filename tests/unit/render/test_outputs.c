/*
 * What comes out of cairo and libharu: files that others' tools read, the same text and the same
 * picture from both, the same bytes twice.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "layout/svg.h"
#include "render/pages.h"
#include "render/render_imp.h"
#include "render/tools.h"

#include <math.h>

/* Lines in many scripts; level 1 runs to the left. */
static const struct {
	const char *text;
	int level;
} lines[] = {
	{"Office affluent “quotes” – AVATAR", 0},
	{"نص عربي للطباعة", 1},
	{"हिन्दी में क्षत्रिय लेख", 0},
	{"中文字体与 日本語", 0},
	{"שלום עולם", 1},
	{"Ελληνικά Кириллица Tiếng Việt", 0},
	{"𝔘𝔫𝔦𝔠𝔬𝔡𝔢", 0},
};
#define LINES (sizeof lines / sizeof lines[0])

static uint32_t
first_character(const char *s)
{
	const unsigned char *u = (const unsigned char *)s;
	if (u[0] < 0x80)
		return u[0];
	if (u[0] < 0xE0)
		return (u[0] & 31u) << 6 | (u[1] & 63u);
	if (u[0] < 0xF0)
		return (u[0] & 15u) << 12 | (u[1] & 63u) << 6 | (u[2] & 63u);
	return (u[0] & 7u) << 18 | (u[1] & 63u) << 12 | (u[2] & 63u) << 6 | (u[3] & 63u);
}

static void
draw_sample(struct bench *b, const char *renderer, enum render_format format)
{
	bench_init(b);
	struct font_options options = {0};
	struct font_book *book = font_book_open(b->arena, b->diag, &options);
	assert_non_null(book);
	const struct font *sans = font_find(book, "Inter", 400, FONT_NORMAL, 100, PT(11));
	assert_true(bench_open(b, renderer, format));
	struct area_page *page = page_new(b->arena, 300, 220, 10);
	struct area *flow = page_flow(page);
	for (size_t i = 0; i < LINES; i++) {
		const struct font *font =
			font_for(book, sans, first_character(lines[i].text), "und");
		assert_non_null(font);
		add_line(b->arena, flow, book, font, rect_pt(0, (double)i * 20, 280, 16),
			 lines[i].text, lines[i].level);
	}
	add_bordered(b->arena, flow, rect_pt(0, 150, 60, 20), FO_KW_SOLID, PT(3), RED);
	add_bordered(b->arena, flow, rect_pt(80, 150, 60, 20), FO_KW_DASHED, PT(2), BLUE);
	struct area *half = add_area(b->arena, flow, AREA_BLOCK, rect_pt(40, 145, 60, 20));
	static const struct colour veil = {0, 0.5f, 0, 0.4f};
	struct area_box *box = ARENA_NEW(b->arena, struct area_box);
	box->background = &veil;
	half->box = box;
	assert_true(render_page(b->renderer, page));
	page->index = 1;
	assert_true(render_page(b->renderer, page));
	assert_true(render_close(b->renderer));
	assert_int_equal(diag_count(b->diag, DIAG_WARNING), 0);
}

static void
file_is_sound(const char *renderer)
{
	struct bench b;
	struct strbuf out = STRBUF_INIT;
	draw_sample(&b, renderer, RENDER_PDF);
	assert_memory_equal(b.out.s, "%PDF-1.", 7);
	tool_write("a.pdf", b.out.s, b.out.len);
	int status = tool_run(&out, "qpdf", "--check a.pdf");
	if (status != 0)
		print_error("%s\n", out.s);
	assert_int_equal(status, 0);
	strbuf_release(&out);
	bench_release(&b);
}

static void
cairo_writes_a_sound_pdf(void **state)
{
	(void)state;
	file_is_sound("cairo");
}

static void
haru_writes_a_sound_pdf(void **state)
{
	(void)state;
	file_is_sound("haru");
}

static void
text_of(const char *renderer, struct strbuf *text)
{
	struct bench b;
	draw_sample(&b, renderer, RENDER_PDF);
	tool_write("t.pdf", b.out.s, b.out.len);
	assert_int_equal(tool_run(text, "pdftotext", "-l 1 -layout t.pdf -"), 0);
	bench_release(&b);
}

static void
both_say_the_same(void **state)
{
	(void)state;
	struct strbuf cairo = STRBUF_INIT, haru = STRBUF_INIT;
	text_of("cairo", &cairo);
	text_of("haru", &haru);
	assert_string_equal(cairo.s, haru.s);
	for (size_t i = 0; i < LINES; i++)
		assert_non_null(strstr(haru.s, lines[i].text));
	strbuf_release(&cairo);
	strbuf_release(&haru);
}

/* The page as grey pixels at 60 to the inch: a PGM. */
static void
picture_of(const char *renderer, struct strbuf *pgm)
{
	struct bench b;
	draw_sample(&b, renderer, RENDER_PDF);
	tool_write("p.pdf", b.out.s, b.out.len);
	assert_int_equal(tool_run(pgm, "pdftoppm", "-r 60 -gray -l 1 p.pdf"), 0);
	assert_memory_equal(pgm->s, "P5", 2);
	bench_release(&b);
}

static void
both_look_the_same(void **state)
{
	(void)state;
	struct strbuf cairo = STRBUF_INIT, haru = STRBUF_INIT;
	picture_of("cairo", &cairo);
	picture_of("haru", &haru);
	assert_int_equal(cairo.len, haru.len);
	double difference = 0, ink = 0;
	for (size_t i = 20; i < cairo.len; i++) {
		difference += abs((unsigned char)cairo.s[i] - (unsigned char)haru.s[i]);
		ink += 255 - (unsigned char)cairo.s[i];
	}
	assert_true(ink > 0);
	assert_true(difference / ink < 0.05);
	strbuf_release(&cairo);
	strbuf_release(&haru);
}

static void
bytes_are_the_same(const char *renderer, enum render_format format)
{
	struct bench a, b;
	draw_sample(&a, renderer, format);
	draw_sample(&b, renderer, format);
	assert_int_equal(a.out.len, b.out.len);
	assert_memory_equal(a.out.s, b.out.s, a.out.len);
	bench_release(&a);
	bench_release(&b);
}

static void
the_same_input_gives_the_same_bytes(void **state)
{
	(void)state;
	bytes_are_the_same("cairo", RENDER_PDF);
	bytes_are_the_same("cairo", RENDER_PNG);
	bytes_are_the_same("cairo", RENDER_SVG);
	bytes_are_the_same("haru", RENDER_PDF);
}

static void
png_and_svg_are_a_file_a_page(void **state)
{
	(void)state;
	struct bench b;
	draw_sample(&b, "cairo", RENDER_PNG);
	assert_int_equal(b.files, 2);
	assert_memory_equal(b.out.s, "\x89PNG\r\n", 6);
	/* 300 × 220 pt at 96 to the inch; IHDR's width and height */
	const unsigned char *size = (const unsigned char *)b.out.s + 16;
	assert_int_equal(size[2] << 8 | size[3], 400);
	assert_int_equal(size[6] << 8 | size[7], 294);
	bench_release(&b);
	draw_sample(&b, "cairo", RENDER_SVG);
	assert_int_equal(b.files, 2);
	assert_memory_equal(b.out.s, "<?xml", 5);
	bench_release(&b);
}

static void
a_full_disk_is_a_failure(void **state)
{
	(void)state;
	static const char *const names[] = {"cairo", "haru", "trace"};
	for (int i = 0; i < 3; i++) {
		struct bench b;
		bench_init(&b);
		b.refuse_at = 10;
		assert_true(bench_open(&b, names[i], i == 2 ? RENDER_TRACE : RENDER_PDF));
		struct area_page *page = page_new(b.arena, 300, 220, 10);
		add_bordered(b.arena, page_flow(page), rect_pt(0, 0, 9, 9), FO_KW_SOLID, PT(1),
			     RED);
		bool ok = render_page(b.renderer, page);
		ok = render_close(b.renderer) && ok;
		assert_false(ok);
		assert_true(diag_has(b.diag, "PPR10"));
		bench_release(&b);
	}
}

static void
pages_too_large_are_refused(void **state)
{
	(void)state;
	struct bench b;
	bench_init(&b);
	assert_true(bench_open(&b, "cairo", RENDER_PNG));
	assert_false(render_page(b.renderer, page_new(b.arena, 60000, 100, 10)));
	assert_true(diag_has(b.diag, "PPR06"));
	assert_false(render_close(b.renderer));
	bench_release(&b);
	bench_init(&b);
	assert_true(bench_open(&b, "haru", RENDER_PDF));
	assert_false(render_page(b.renderer, page_new(b.arena, 20000, 100, 10)));
	assert_true(diag_has(b.diag, "PPR06"));
	render_abandon(b.renderer);
	bench_release(&b);
}

/* A PNG and a JPEG that break off: the place stays empty, the page goes on. */
static void
damaged_images_leave_their_place_empty(void **state)
{
	(void)state;
	static const unsigned char png[] = "\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x10\0\0\0\x10\x08";
	static const unsigned char jpeg[] = "\xFF\xD8\xFF\xE0\0\x10JFIF\0\1\1";
	static const char *const names[] = {"cairo", "haru"};
	for (int i = 0; i < 4; i++) {
		struct bench b;
		bench_init(&b);
		struct area_image image = {.number = 1,
					   .name = "x.png",
					   .width_px = 16,
					   .height_px = 16,
					   .width = PT(16),
					   .height = PT(16)};
		image.format = i < 2 ? AREA_IMAGE_PNG : AREA_IMAGE_JPEG;
		image.data = i < 2 ? png : jpeg;
		image.data_len = i < 2 ? sizeof png - 1 : sizeof jpeg - 1;
		assert_true(bench_open(&b, names[i % 2], RENDER_PDF));
		struct area_page *page = page_new(b.arena, 300, 220, 10);
		struct area *a =
			add_area(b.arena, page_flow(page), AREA_IMAGE, rect_pt(0, 0, 9, 9));
		a->u.image.image = &image;
		a->u.image.content = rect_pt(0, 0, 9, 9);
		assert_true(render_page(b.renderer, page));
		assert_true(render_page(b.renderer, page));
		assert_true(render_close(b.renderer));
		assert_true(diag_has(b.diag, "PPR04"));
		assert_int_equal(diag_count(b.diag, DIAG_ERROR), 1); /* said once */
		bench_release(&b);
	}
}

/* Deep clips: libharu keeps up, and says that readers may not. */
static void
deep_nesting_is_named(void **state)
{
	(void)state;
	struct bench b;
	bench_init(&b);
	assert_true(bench_open(&b, "haru", RENDER_PDF));
	struct area_page *page = page_new(b.arena, 300, 220, 10);
	struct area *at = page_flow(page);
	for (int i = 0; i < 400; i++) {
		at = add_area(b.arena, at, AREA_VIEWPORT, rect_pt(0, 0, 200, 200));
		at->u.viewport.clip.hides = true;
	}
	add_bordered(b.arena, at, rect_pt(0, 0, 9, 9), FO_KW_SOLID, PT(1), RED);
	assert_true(render_page(b.renderer, page));
	assert_true(render_close(b.renderer));
	assert_true(diag_has(b.diag, "PPR09"));
	assert_int_equal(diag_count(b.diag, DIAG_ERROR), 0);
	bench_release(&b);
}

/* An SVG in libharu is pixels, and said to be, once. */
static void
haru_draws_svg_as_pixels(void **state)
{
	(void)state;
	static const char svg[] = "<svg xmlns='http://www.w3.org/2000/svg' width='20' height='10'>"
				  "<rect width='20' height='10' fill='red'/></svg>";
	struct bench b;
	bench_init(&b);
	const struct svg *handle = svg_open(b.arena, svg, sizeof svg - 1);
	assert_non_null(handle);
	struct area_image image = {.number = 1,
				   .name = "logo.svg",
				   .format = AREA_IMAGE_SVG,
				   .width = PT(20),
				   .height = PT(10),
				   .svg = handle};
	assert_true(bench_open(&b, "haru", RENDER_PDF));
	struct area_page *page = page_new(b.arena, 300, 220, 10);
	struct area *a = add_area(b.arena, page_flow(page), AREA_IMAGE, rect_pt(0, 0, 24, 12));
	a->u.image.image = &image;
	a->u.image.content = rect_pt(0, 0, 24, 12);
	assert_true(render_page(b.renderer, page));
	assert_true(render_page(b.renderer, page));
	assert_true(render_close(b.renderer));
	assert_true(diag_has(b.diag, "PPR05"));
	assert_int_equal(diag_count(b.diag, DIAG_NOTE), 1);
	struct strbuf out = STRBUF_INIT;
	tool_write("s.pdf", b.out.s, b.out.len);
	assert_int_equal(tool_run(&out, "pdfimages", "-list s.pdf"), 0);
	assert_non_null(strstr(out.s, " 100    50 ")); /* 24 × 12 pt at 300 to the inch */
	strbuf_release(&out);
	bench_release(&b);
}

/* A library's own failure ends the document with its words. */
static void
a_librarys_failure_is_fatal(void **state)
{
	(void)state;
	struct bench b;
	bench_init(&b);
	assert_true(bench_open(&b, "cairo", RENDER_PDF));
	struct area_page *page = page_new(b.arena, 300, 220, 10);
	assert_true(render_page(b.renderer, page));
	b.renderer->ops->restore(b.renderer->self); /* no state was saved */
	assert_false(render_page(b.renderer, page));
	assert_true(diag_has(b.diag, "PPR03"));
	assert_false(render_close(b.renderer));
	bench_release(&b);
}

/* Coordinates at the end of what a dim holds: a file all the same. */
static void
absurd_coordinates_do_no_harm(void **state)
{
	(void)state;
	static const char *const names[] = {"cairo", "haru"};
	for (int i = 0; i < 2; i++) {
		struct bench b;
		bench_init(&b);
		assert_true(bench_open(&b, names[i], RENDER_PDF));
		struct area_page *page = page_new(b.arena, 300, 220, 10);
		struct rect far = {DIM_MAX - 9, DIM_MIN + 9, DIM_MAX, DIM_MAX};
		add_bordered(b.arena, page_flow(page), far, FO_KW_SOLID, DIM_MAX, RED);
		add_bordered(b.arena, page_flow(page), far, FO_KW_DASHED, DIM_MAX / 2, RED);
		add_bordered(b.arena, page_flow(page), far, FO_KW_DOTTED, 1, RED);
		struct area *turned = add_area(b.arena, page_flow(page), AREA_REFERENCE, far);
		turned->u.reference.matrix = (struct matrix){0, 1, -1, 0, 2e6, -2e6};
		add_bordered(b.arena, turned, far, FO_KW_RIDGE, PT(1), RED);
		assert_true(render_page(b.renderer, page));
		assert_true(render_close(b.renderer));
		bench_release(&b);
	}
}

static void
no_pages_are_still_a_file(void **state)
{
	(void)state;
	static const char *const names[] = {"cairo", "haru"};
	for (int i = 0; i < 2; i++) {
		struct bench b;
		bench_init(&b);
		assert_true(bench_open(&b, names[i], RENDER_PDF));
		assert_true(render_close(b.renderer));
		assert_memory_equal(b.out.s, "%PDF-1.", 7);
		bench_release(&b);
	}
}

static int
cleanup(void **state)
{
	(void)state;
	tool_cleanup();
	return 0;
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cairo_writes_a_sound_pdf),
		cmocka_unit_test(haru_writes_a_sound_pdf),
		cmocka_unit_test(both_say_the_same),
		cmocka_unit_test(both_look_the_same),
		cmocka_unit_test(the_same_input_gives_the_same_bytes),
		cmocka_unit_test(png_and_svg_are_a_file_a_page),
		cmocka_unit_test(a_full_disk_is_a_failure),
		cmocka_unit_test(pages_too_large_are_refused),
		cmocka_unit_test(damaged_images_leave_their_place_empty),
		cmocka_unit_test(deep_nesting_is_named),
		cmocka_unit_test(haru_draws_svg_as_pixels),
		cmocka_unit_test(a_librarys_failure_is_fatal),
		cmocka_unit_test(absurd_coordinates_do_no_harm),
		cmocka_unit_test(no_pages_are_still_a_file),
	};
	return cmocka_run_group_tests(tests, NULL, cleanup);
}
