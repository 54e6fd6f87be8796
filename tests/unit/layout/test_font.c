/* Fonts: what a family list comes to, features, fallback, base-14 metrics. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/diag.h"
#include "layout/font.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct fixture {
	struct arena *arena;
	struct diag *diag;
	struct font_book *book;
};

static struct fixture
open_book(bool base14)
{
	struct fixture f = {.arena = arena_new()};
	struct font_options options = {.base14 = base14};
	f.diag = diag_new(f.arena);
	f.book = font_book_open(f.arena, f.diag, &options);
	assert_non_null(f.book);
	return f;
}

static const struct font *
find(struct fixture *f, const char *families, int weight)
{
	return font_find(f->book, families, weight, FONT_NORMAL, 100, 10 * DIM_PT);
}

static void
families_are_asked_in_order(void **state)
{
	(void)state;
	struct fixture f = open_book(false);
	assert_string_equal(font_family(find(&f, "Inter, serif", 400)), "Inter");
	assert_string_equal(font_family(find(&f, "'No Such', \"Noto Serif\"", 400)), "Noto Serif");
	assert_string_equal(font_family(find(&f, "  inter ", 400)), "Inter");
	assert_string_equal(font_family(find(&f, "sans-serif", 400)), "Inter");
	assert_string_equal(font_family(find(&f, "serif", 400)), "Noto Serif");
	assert_false(font_is_substitute(find(&f, "Inter", 400)));
	assert_true(font_is_substitute(find(&f, "No Such", 400)));
	assert_string_equal(font_family(find(&f, "No Such", 400)), "Inter");
	arena_free(f.arena);
}

static void
weights_and_styles_choose_the_face(void **state)
{
	(void)state;
	struct fixture f = open_book(false);
	assert_string_equal(font_face_name(find(&f, "Inter", 600)), "Inter-SemiBold");
	assert_string_equal(font_face_name(find(&f, "Inter", 650)), "Inter-Bold");
	assert_string_equal(font_face_name(find(&f, "Noto Serif", 600)), "NotoSerif-Bold");
	const struct font *i = font_find(f.book, "Inter", 400, FONT_ITALIC, 100, 10 * DIM_PT);
	assert_true(font_is_italic(i));
	assert_int_equal(
		font_face_number(find(&f, "Inter", 400)),
		font_face_number(font_find(f.book, "Inter", 400, FONT_NORMAL, 100, DIM_PT)));
	assert_ptr_equal(find(&f, "Inter", 400), find(&f, "Inter", 400));
	arena_free(f.arena);
}

static void
features_change_the_glyphs(void **state)
{
	(void)state;
	struct fixture f = open_book(false);
	const struct font *plain = find(&f, "Inter", 400);
	const struct font *tabular = find(&f, "Inter:tnum, sans-serif", 400);
	assert_ptr_not_equal(plain, tabular);
	const struct glyph_run *one = font_shape(f.book, tabular, "1", 1, "en", 0);
	const struct glyph_run *eight = font_shape(f.book, tabular, "8", 1, "en", 0);
	assert_int_equal(one->width, eight->width);
	one = font_shape(f.book, plain, "1", 1, "en", 0);
	eight = font_shape(f.book, plain, "8", 1, "en", 0);
	assert_int_not_equal(one->width, eight->width);
	/* Rubbish behind the colon is dropped, not passed on. */
	assert_non_null(find(&f, "Inter:xx::=:kern=0,:,'", 400));
	arena_free(f.arena);
}

static void
missing_characters_fall_back(void **state)
{
	(void)state;
	struct fixture f = open_book(false);
	const struct font *inter = find(&f, "Inter", 700);
	assert_ptr_equal(font_for(f.book, inter, 'a', "en"), inter);
	const struct font *arabic = font_for(f.book, inter, 0x0628, "ar");
	assert_non_null(arabic);
	assert_string_equal(font_family(arabic), "Noto Sans Arabic");
	assert_int_equal(font_weight(arabic), 700);
	assert_int_equal(font_size(arabic), 10 * DIM_PT);
	const struct font *han = font_for(f.book, inter, 0x76f4, "zh-CN");
	assert_string_equal(font_family(han), "Noto Sans CJK SC");
	han = font_for(f.book, inter, 0x76f4, "ja");
	assert_string_equal(font_family(han), "Noto Sans CJK JP");
	assert_null(font_for(f.book, inter, 0x10fffd, "en"));
	assert_true(font_has(inter, 0x200b));
	arena_free(f.arena);
}

static void
base14_has_the_metrics_of_the_afm_files(void **state)
{
	(void)state;
	struct fixture f = open_book(true);
	const struct font *h = find(&f, "Helvetica", 400);
	assert_string_equal(font_family(h), "Nimbus Sans");
	assert_int_equal(font_metrics(h)->ascent, dim_scale(10 * DIM_PT, 718, 1000));
	assert_int_equal(font_metrics(h)->descent, dim_scale(10 * DIM_PT, 207, 1000));
	/* No kerning: A and V as wide as apart. */
	const struct glyph_run *av = font_shape(f.book, h, "AV", 2, "en", 0);
	assert_int_equal(av->width, dim_scale(10 * DIM_PT, 667 + 667, 1000));
	assert_string_equal(font_family(find(&f, "serif", 400)), "Nimbus Roman");
	assert_string_equal(font_family(find(&f, "monospace", 400)), "Nimbus Mono PS");
	assert_string_equal(font_family(find(&f, "sans-serif", 400)), "Nimbus Sans");
	assert_string_equal(font_family(find(&f, "Symbol", 400)), "Standard Symbols PS");
	assert_string_equal(font_family(find(&f, "ZapfDingbats", 400)), "D050000L");
	arena_free(f.arena);
}

static void
no_fonts_is_a_diagnostic(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	struct diag *diag = diag_new(arena);
	struct font_options options = {.config = "/nonexistent/fonts.conf"};
	assert_null(font_book_open(arena, diag, &options));
	assert_true(diag_has(diag, "PPL30"));
	assert_int_equal(diag_exit(diag, false), 4);
	arena_free(arena);
}

static void
folders_without_fonts_are_told(void **state)
{
	(void)state;
	char name[] = "/tmp/pp-fonts-XXXXXX";
	int fd = mkstemp(name);
	const char *text = "<fontconfig><dir>/nonexistent</dir></fontconfig>";
	assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
	close(fd);
	struct arena *arena = arena_new();
	struct diag *diag = diag_new(arena);
	struct font_options options = {.config = name};
	assert_null(font_book_open(arena, diag, &options));
	assert_true(diag_has(diag, "PPL31"));
	unlink(name);
	arena_free(arena);
}

/* A configuration whose name is relative, and whose first choice is a family that is not there. */
static void
a_missing_first_choice_is_told(void **state)
{
	(void)state;
	char name[] = "fonts-XXXXXX";
	char folder[256];
	assert_non_null(getcwd(folder, sizeof folder));
	assert_int_equal(chdir("/tmp"), 0);
	int fd = mkstemp(name);
	const char *text = "<fontconfig><dir>/usr/share/fonts/truetype/noto</dir><alias>"
			   "<family>sans-serif</family><prefer><family>No Such Face</family>"
			   "<family>Noto Sans</family></prefer></alias></fontconfig>";
	assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
	close(fd);
	struct arena *arena = arena_new();
	struct diag *diag = diag_new(arena);
	struct font_options options = {.config = name};
	assert_non_null(font_book_open(arena, diag, &options));
	assert_true(diag_has(diag, "PPL32"));
	assert_int_equal(diag_count(diag, DIAG_NOTE), 1);
	unlink(name);
	assert_int_equal(chdir(folder), 0);
	arena_free(arena);
}

static void
packages_are_known_by_script(void **state)
{
	(void)state;
	assert_string_equal(font_package(0x65E5), "fonts-noto-cjk");
	assert_string_equal(font_package(0x3001), "fonts-noto-cjk");
	assert_string_equal(font_package(0x0921), "fonts-noto-core");
	assert_null(font_package(0xE000)); /* private use */
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(families_are_asked_in_order),
		cmocka_unit_test(weights_and_styles_choose_the_face),
		cmocka_unit_test(features_change_the_glyphs),
		cmocka_unit_test(missing_characters_fall_back),
		cmocka_unit_test(base14_has_the_metrics_of_the_afm_files),
		cmocka_unit_test(no_fonts_is_a_diagnostic),
		cmocka_unit_test(folders_without_fonts_are_told),
		cmocka_unit_test(a_missing_first_choice_is_told),
		cmocka_unit_test(packages_are_known_by_script),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
