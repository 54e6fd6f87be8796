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

/* font-stretch: the face of that width, where the family has one (fonts-dejavu-extra). */
static void
widths_choose_the_face(void **state)
{
	(void)state;
	if (access("/usr/share/fonts/truetype/dejavu/DejaVuSansCondensed.ttf", R_OK) != 0) {
		print_message("SKIP: no family with a condensed face is installed\n");
		skip();
	}
	struct fixture f = open_book(false);
	const struct font *narrow =
		font_find(f.book, "DejaVu Sans", 400, FONT_NORMAL, 75, 10 * DIM_PT);
	assert_string_equal(font_face_name(narrow), "DejaVuSansCondensed");
	assert_string_equal(font_face_name(find(&f, "DejaVu Sans", 400)), "DejaVuSans");
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
	/* of a family that no list names, the face like the text around */
	assert_int_equal(font_weight(font_for(f.book, inter, 0x1780, "km")), 700);
	inter = find(&f, "Inter", 400);
	assert_int_equal(font_weight(font_for(f.book, inter, 0x1780, "km")), 400);
	arena_free(f.arena);
}

static void
marks_want_a_font_that_has_their_base(void **state)
{
	(void)state;
	struct fixture f = open_book(true);
	const struct font *h = find(&f, "Helvetica", 400);
	const char *composed = "e\xcc\x81", *below = "q\xcc\xa3", *lone = "q\xf0\x9f\x8f\xbd";
	assert_ptr_equal(font_for_cluster(f.book, h, composed, 3, "en"), h);
	const struct font *used = font_for_cluster(f.book, h, below, 3, "en");
	assert_ptr_not_equal(used, h);
	assert_true(font_has(used, 'q') && font_has(used, 0x323));
	assert_false(font_shape(f.book, used, below, 3, "en", 0)->missing);
	assert_ptr_equal(font_for_cluster(f.book, h, lone, 5, "en"), h);
	assert_true(font_is_mark(0x323) && font_is_mark(0x5b0) && !font_is_mark('q'));
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

/* A book whose own folder is that of the Noto fonts, with folders besides. */
static struct fixture
noto_book(bool everywhere, const char *path)
{
	char name[] = "/tmp/pp-fonts-XXXXXX";
	int fd = mkstemp(name);
	const char *text = "<fontconfig><dir>/usr/share/fonts/truetype/noto</dir>"
			   "<dir>/usr/share/fonts/type1/urw-base35</dir>"
			   "<cachedir prefix=\"xdg\">planpress/fonts</cachedir>"
			   "<cachedir>/var/cache/fontconfig</cachedir><alias>"
			   "<family>sans-serif</family><prefer><family>Noto Sans</family></prefer>"
			   "</alias></fontconfig>";
	assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
	close(fd);
	struct fixture f = {.arena = arena_new()};
	struct font_options options = {.config = name,
				       .everywhere = everywhere,
				       .paths = &path,
				       .path_count = path != NULL ? 1 : 0};
	f.diag = diag_new(f.arena);
	f.book = font_book_open(f.arena, f.diag, &options);
	assert_non_null(f.book);
	unlink(name);
	return f;
}

static void
aliases_stand_in(void **state)
{
	(void)state;
	static const struct {
		const char *asked, *got;
	} cases[] = {{"Arial", "Liberation Sans"},	 {"'Times New Roman'", "Liberation Serif"},
		     {"Courier New", "Liberation Mono"}, {"Helvetica", "Nimbus Sans"},
		     {"Times", "Nimbus Roman"},		 {"Courier", "Nimbus Mono PS"},
		     {"No Such, Verdana", "DejaVu Sans"}};
	struct fixture f = open_book(false);
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		const struct font *font = find(&f, cases[i].asked, 400);
		assert_string_equal(font_family(font), cases[i].got);
		assert_false(font_is_substitute(font));
		assert_non_null(font_stands_for(font));
	}
	assert_string_equal(font_stands_for(find(&f, "'Times New Roman'", 400)), "Times New Roman");
	assert_null(font_stands_for(find(&f, "Liberation Sans, Arial", 400)));
	assert_null(font_stands_for(find(&f, "No Such", 400)));
	arena_free(f.arena);
}

static void
the_machine_is_asked_for_what_is_not_ours(void **state)
{
	(void)state;
	struct fixture f = noto_book(false, NULL);
	assert_true(font_is_substitute(find(&f, "DejaVu Sans", 400)));
	arena_free(f.arena);
	f = noto_book(true, NULL);
	const struct font *font = find(&f, "No Such, 'DejaVu Sans'", 700);
	assert_string_equal(font_face_name(font), "DejaVuSans-Bold");
	assert_false(font_is_substitute(font));
	/* a character that Noto Sans lacks and a font elsewhere has */
	font = font_for(f.book, find(&f, "Noto Sans", 400), 0x4e2d, "zh");
	assert_non_null(font);
	assert_non_null(strstr(font_family(font), "CJK"));
	arena_free(f.arena);
}

static void
folders_of_the_caller_come_first(void **state)
{
	(void)state;
	struct fixture f = noto_book(false, "/usr/share/fonts/truetype/dejavu");
	assert_string_equal(font_family(find(&f, "DejaVu Sans", 400)), "DejaVu Sans");
	assert_int_equal(diag_count(f.diag, DIAG_WARNING), 0);
	arena_free(f.arena);
	f = noto_book(false, "/nonexistent");
	assert_true(diag_has(f.diag, "PPL38"));
	arena_free(f.arena);
}

static void
generic_families_of_others_have_common_widths(void **state)
{
	(void)state;
	struct font_options options = {.everywhere = true};
	struct fixture f = {.arena = arena_new()};
	f.diag = diag_new(f.arena);
	f.book = font_book_open(f.arena, f.diag, &options);
	assert_string_equal(font_family(find(&f, "sans-serif", 400)), "Liberation Sans");
	assert_string_equal(font_family(find(&f, "serif", 400)), "Liberation Serif");
	assert_string_equal(font_family(find(&f, "monospace", 400)), "Liberation Mono");
	assert_string_equal(font_family(find(&f, "SuchSerif", 400)), "Liberation Serif");
	assert_string_equal(font_family(find(&f, "Such Code", 400)), "Liberation Mono");
	assert_string_equal(font_family(find(&f, "Inter", 400)), "Inter");
	arena_free(f.arena);
}

static void
styles_that_are_not_there_are_made(void **state)
{
	(void)state;
	struct fixture f = open_book(false);
	const struct font *plain = find(&f, "Noto Sans Math", 400);
	const struct font *bold = find(&f, "Noto Sans Math", 700);
	const struct font *slanted =
		font_find(f.book, "Noto Sans Math", 400, FONT_ITALIC, 100, 10 * DIM_PT);
	assert_int_equal(font_synthetic(plain), 0);
	assert_int_equal(font_synthetic(bold), FONT_BOLDENED);
	assert_int_equal(font_weight(bold), 700);
	assert_int_equal(font_synthetic(slanted), FONT_SLANTED);
	assert_true(font_is_italic(slanted));
	assert_int_not_equal(font_face_number(plain), font_face_number(slanted));
	assert_int_equal(font_shape(f.book, slanted, "ab", 2, "en", 0)->width,
			 font_shape(f.book, plain, "ab", 2, "en", 0)->width);
	/* They mark more than the face says. */
	const struct rect ink = font_shape(f.book, plain, "b", 1, "en", 0)->ink;
	const struct rect leaning = font_shape(f.book, slanted, "b", 1, "en", 0)->ink;
	const struct rect fat = font_shape(f.book, bold, "b", 1, "en", 0)->ink;
	assert_true(leaning.x + leaning.width > ink.x + ink.width + DIM_PT);
	assert_true(fat.width > ink.width && fat.height > ink.height);
	assert_int_equal(font_synthetic(find(&f, "Inter", 800)), 0);
	/* fallback scripts stay upright */
	slanted = font_find(f.book, "Inter", 400, FONT_ITALIC, 100, 10 * DIM_PT);
	assert_int_equal(font_synthetic(font_for(f.book, slanted, 0x0628, "ar")), 0);
	arena_free(f.arena);
}

static void
formats_that_cannot_be_used_are_named(void **state)
{
	(void)state;
	struct fixture f = noto_book(false, NULL);
	assert_true(font_is_substitute(find(&f, "C059", 400)));
	assert_string_equal(font_unusable(f.book, "No Such, 'C059'"), "Type 1");
	assert_null(font_unusable(f.book, "Noto Sans, No Such"));
	arena_free(f.arena);
}

static void
collections_and_instances_are_faces(void **state)
{
	(void)state;
	struct fixture f = open_book(false);
	const struct font *jp = find(&f, "Noto Sans CJK JP", 400);
	const struct font *kr = find(&f, "Noto Sans CJK KR", 700);
	assert_string_equal(font_face_name(jp), "NotoSansCJKjp-Regular");
	assert_string_equal(font_face_name(kr), "NotoSansCJKkr-Bold");
	assert_int_equal(font_axes(jp, NULL, 0), 0);
	arena_free(f.arena);
	f = noto_book(false, "/usr/share/fonts/truetype/inter-vf");
	const struct font *light = find(&f, "Inter", 300);
	const struct font *heavy = find(&f, "Inter", 800);
	assert_int_equal(font_weight(light), 300);
	assert_int_equal(font_weight(heavy), 800);
	struct font_axis axes[4];
	unsigned count = font_axes(heavy, axes, 4);
	assert_true(count > 0);
	bool found = false;
	for (unsigned i = 0; i < count; i++)
		found |= axes[i].tag == 0x77676874 && axes[i].value > 790 && axes[i].value < 810;
	assert_true(found);
	assert_true(font_shape(f.book, heavy, "mmm", 3, "en", 0)->width >
		    font_shape(f.book, light, "mmm", 3, "en", 0)->width);
	arena_free(f.arena);
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
		cmocka_unit_test(widths_choose_the_face),
		cmocka_unit_test(missing_characters_fall_back),
		cmocka_unit_test(marks_want_a_font_that_has_their_base),
		cmocka_unit_test(base14_has_the_metrics_of_the_afm_files),
		cmocka_unit_test(no_fonts_is_a_diagnostic),
		cmocka_unit_test(folders_without_fonts_are_told),
		cmocka_unit_test(a_missing_first_choice_is_told),
		cmocka_unit_test(aliases_stand_in),
		cmocka_unit_test(the_machine_is_asked_for_what_is_not_ours),
		cmocka_unit_test(folders_of_the_caller_come_first),
		cmocka_unit_test(generic_families_of_others_have_common_widths),
		cmocka_unit_test(styles_that_are_not_there_are_made),
		cmocka_unit_test(formats_that_cannot_be_used_are_named),
		cmocka_unit_test(collections_and_instances_are_faces),
		cmocka_unit_test(packages_are_known_by_script),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
