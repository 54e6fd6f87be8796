/* The line for one document: what is written, what is not, which exit code; answers about itself.
 */
#include "base/arena.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/strbuf.h"
#include "folder.h"
#include "press/press.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define SAMPLES PP_SOURCE_DIR "/samples/"

struct fixture {
	struct arena *a;
	struct diag *d;
	struct press *press;
};

static int
enter(void **state)
{
	static struct fixture f;
	struct press_options options = {.today = 20000, .created = 1780000000};

	f.a = arena_new();
	f.d = diag_new(f.a);
	f.press = press_open(f.a, &options);
	*state = &f;
	return 0;
}

static int
leave(void **state)
{
	struct fixture *f = *state;

	arena_free(f->a);
	return 0;
}

static void
fo_file(const char *path, const char *blocks)
{
	char text[2000];

	snprintf(text, sizeof text,
		 "<fo:root xmlns:fo='http://www.w3.org/1999/XSL/Format'><fo:layout-master-set>"
		 "<fo:simple-page-master master-name='a' page-width='200pt' page-height='100pt'>"
		 "<fo:region-body/></fo:simple-page-master></fo:layout-master-set>"
		 "<fo:page-sequence master-reference='a'><fo:flow flow-name='xsl-region-body'>%s"
		 "</fo:flow></fo:page-sequence></fo:root>",
		 blocks);
	put(path, text);
}

static char *
slurp(struct fixture *f, const char *path)
{
	size_t len;

	return file_slurp(f->a, f->d, path, 0, &len);
}

static void
formats_have_names(void **state)
{
	(void)state;
	for (int i = 0; i < PRESS_TO_COUNT; i++) {
		enum press_to to = PRESS_TO_COUNT;

		assert_true(press_to_find(press_to_name((enum press_to)i), &to));
		assert_int_equal(to, i);
		assert_int_equal(press_to_suffix(to)[0], '.');
		assert_true(strlen(press_to_text(to)) > 0);
	}
	assert_true(press_renderer_can("cairo", PRESS_PNG));
	assert_false(press_renderer_can("haru", PRESS_PNG));
	assert_true(press_renderer_can("haru", PRESS_PDF));
}

static void
text_is_in_reading_order(void **state)
{
	struct fixture *f = *state;
	struct press_job job = {.to = PRESS_TEXT, .output = "out.txt"};
	struct press_result result;

	fo_file("t.fo", "<fo:block>One <fo:inline font-size='8pt'>two</fo:inline></fo:block>"
			"<fo:block break-before='page'>Three</fo:block>");
	assert_true(press_format(f->press, f->a, f->d, "t.fo", &job, &result));
	assert_int_equal(result.exit, 0);
	assert_int_equal(result.pages, 2);
	assert_string_equal(slurp(f, "out.txt"), "One two\n\fThree\n\f");
}

static void
an_error_means_no_file(void **state)
{
	struct fixture *f = *state;
	static const enum press_to kinds[] = {PRESS_PDF, PRESS_PNG, PRESS_AREAS, PRESS_TEXT};
	struct press_result result;

	fo_file("lost.fo", "<fo:block>a</fo:block><fo:block-container break-before='page' "
			   "overflow='error-if-overflow' height='1pt'><fo:block>clipped"
			   "</fo:block></fo:block-container>");
	put("kept", "old");
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		struct press_job job = {.to = kinds[i], .output = "kept"};

		assert_false(press_format(f->press, f->a, f->d, "lost.fo", &job, &result));
		assert_int_equal(result.exit, 4);
		assert_string_equal(slurp(f, "kept"), "old");
		assert_false(file_exists("kept-1"));
		f->d = diag_new(f->a);
	}
}

static void
unreadable_input_is_exit_3(void **state)
{
	struct fixture *f = *state;
	struct press_job job = {.output = "none.pdf"};
	struct press_result result;

	assert_false(press_format(f->press, f->a, f->d, "missing.fo", &job, &result));
	assert_int_equal(result.exit, 3);
	assert_null(press_load(f->press, f->a, f->d, "missing.xml"));
	assert_int_equal(diag_exit(f->d, false), 3);
	assert_false(file_exists("none.pdf"));
}

static void
plans_that_cannot_be_rendered(void **state)
{
	struct fixture *f = *state;

	assert_null(press_load(f->press, f->a, f->d, SAMPLES "broken/cycle.xml"));
	assert_int_equal(diag_exit(f->d, false), 1);
	assert_true(diag_has(f->d, "PP501"));
	f->d = diag_new(f->a);
	assert_null(press_load(f->press, f->a, f->d, SAMPLES "broken/wrong-root.xml"));
	assert_int_equal(diag_exit(f->d, false), 3);
}

static void
a_plan_becomes_a_file_of_its_name(void **state)
{
	struct fixture *f = *state;
	struct press_plan *plan = press_load(f->press, f->a, f->d, SAMPLES "peer-reviews.xml");
	struct press_job job = {.layout = "comment-form"};
	struct press_result result;
	const char *const *persons;
	size_t count;

	assert_non_null(plan);
	assert_string_equal(press_plan_id(plan), "PAP-2026-03");
	assert_true(press_render(f->press, plan, f->d, &job, &result));
	assert_string_equal(result.output, "PAP-2026-03-r1.1-comment-form.pdf");
	assert_memory_equal(slurp(f, result.output), "%PDF-", 5);

	job.layout = "coment-form";
	assert_false(press_render(f->press, plan, f->d, &job, &result));
	assert_int_equal(result.exit, 2);
	f->d = diag_new(f->a);

	persons = press_persons(f->press, plan, f->d, "gantt", NULL, &count);
	assert_non_null(persons);
	assert_int_equal(count, 1);
	assert_null(persons[0]);
	persons = press_persons(f->press, plan, f->d, "packet", NULL, &count);
	assert_non_null(persons);
	assert_true(count >= 2);
	persons = press_persons(f->press, plan, f->d, "packet", "p-x", &count);
	assert_int_equal(count, 1);
	assert_string_equal(persons[0], "p-x");
	assert_null(press_persons(f->press, plan, f->d, "nothing", NULL, &count));
}

static void
codes_are_explained(void **state)
{
	const struct fixture *f = *state;
	struct strbuf out = STRBUF_INIT;
	const char *near;

	assert_true(press_explain(f->press, f->d, "pp206", &out, &near));
	assert_non_null(strstr(out.s, "review: error"));
	strbuf_clear(&out);
	assert_true(press_explain(f->press, f->d, "ppb01", &out, &near));
	assert_non_null(strstr(out.s, "PPB01 (fatal)"));
	strbuf_clear(&out);
	assert_false(press_explain(f->press, f->d, "PPB1", &out, &near));
	assert_non_null(near);
	assert_false(press_explain(f->press, f->d, "nonsense", &out, &near));
	assert_null(near);
	assert_int_equal(out.len, 0);
	strbuf_release(&out);
}

static void
codes_of_press_are_whole(void **state)
{
	size_t count;
	const struct diag_kind *rows = press_diag_rows(&count);

	(void)state;
	assert_int_equal(count, PRESS_DIAG_COUNT);
	for (size_t i = 0; i < count; i++) {
		assert_int_equal(strncmp(rows[i].code, "PPX", 3), 0);
		for (size_t k = 0; k < i; k++)
			assert_string_not_equal(rows[i].code, rows[k].code);
	}
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, enter, leave)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(formats_have_names),
		TEST(text_is_in_reading_order),
		TEST(an_error_means_no_file),
		TEST(unreadable_input_is_exit_3),
		TEST(plans_that_cannot_be_rendered),
		TEST(a_plan_becomes_a_file_of_its_name),
		TEST(codes_are_explained),
		TEST(codes_of_press_are_whole),
	};

	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
