/* Layouts: found by name and place, manifests checked, parameters checked. */
#include "merge/folder.h"

static void
finds_by_name(void **state)
{
	struct folder *f = *state;
	const struct layout_info *l;

	folder_layout(
		f, "sheet",
		" person='yes'><param name='paper' default='a4' allowed='a4 a3'>\n Page  size "
		"</param></layout>",
		XSL("<r/>"));
	l = merge_layout_find(f->a, f->d, "sheet", &f->paths);
	assert_non_null(l);
	assert_string_equal(l->name, "sheet");
	assert_string_equal(l->title, "T");
	assert_true(l->for_person);
	assert_int_equal(l->param_count, 1);
	assert_string_equal(l->params[0].value, "a4");
	assert_string_equal(l->params[0].text, "Page size");
	assert_true(file_exists(l->stylesheet));
}

static void
names_the_nearest(void **state)
{
	struct folder *f = *state;

	folder_layout(f, "zettel", "/>", XSL("<r/>"));
	assert_null(merge_layout_find(f->a, f->d, "zetel", &f->paths));
	assert_string_equal(diag_first(f->d)->kind->code, "PPM01");
	assert_non_null(strstr(diag_first(f->d)->help, "'zettel'"));
	assert_int_equal(diag_exit(f->d, false), 2);
}

static void
takes_no_path_for_a_name(void **state)
{
	struct folder *f = *state;

	folder_layout(f, "a", "/>", XSL("<r/>"));
	assert_null(merge_layout_find(f->a, f->d, "../layouts/a", &f->paths));
	assert_null(merge_layout_find(f->a, f->d, "", &f->paths));
	assert_null(merge_layout_find(f->a, f->d, "..", &f->paths));
}

static void
first_place_wins(void **state)
{
	struct folder *f = *state;
	const char *dirs[2];
	struct merge_paths paths = {.dirs = dirs, .count = 2};
	const struct layout_info *l;

	folder_layout(f, "plan", "/>", XSL("<r/>"));
	folder_put(f, "first/plan/layout.xml",
		   "<layout xmlns='urn:planpress:layout:1' name='plan' title='First'/>");
	folder_put(f, "first/plan/plan.xsl", XSL("<r/>"));
	dirs[0] = folder_path(f, "first");
	dirs[1] = f->dirs[0];
	l = merge_layout_find(f->a, f->d, "plan", &paths);
	assert_string_equal(l->title, "First");
}

static void
lists_all_by_name(void **state)
{
	struct folder *f = *state;
	const struct layout_info *all;
	size_t count;

	folder_layout(f, "zz-b", "/>", XSL("<r/>"));
	folder_layout(f, "zz-a", "/>", XSL("<r/>"));
	folder_put(f, "layouts/zz-none/readme", "no layout here");
	all = merge_layouts(f->a, f->d, &f->paths, &count);
	assert_true(count >= 2);
	assert_string_equal(all[count - 2].name, "zz-a");
	assert_string_equal(all[count - 1].name, "zz-b");
}

static void
refuses_bad_manifests(void **state)
{
	static const char *const bad[] = {
		"<layout name='m'/>",
		"<layout xmlns='urn:planpress:layout:1' name='other'/>",
		"<layout xmlns='urn:planpress:layout:1' name='m' person='maybe'/>",
		"<layout xmlns='urn:planpress:layout:1' name='m'><param name='1x'/></layout>",
		"<layout xmlns='urn:planpress:layout:1' name='m'><param name='x' default='a' "
		"allowed='b c'/></layout>",
	};
	struct folder *f = *state;

	folder_put(f, "layouts/m/m.xsl", XSL("<r/>"));
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct diag *d = diag_new(f->a);

		folder_put(f, "layouts/m/layout.xml", bad[i]);
		assert_null(merge_layout_find(f->a, d, "m", &f->paths));
		assert_true(diag_has(d, "PPM02"));
	}
}

static void
checks_parameters(void **state)
{
	struct folder *f = *state;
	struct merge_param given = {"papr", "a4"};
	const struct diag_entry *e;

	folder_layout(f, "t", "><param name='paper' default='a4' allowed='a4 a3'/></layout>",
		      XSL("<r/>"));
	f->options.params = &given;
	f->options.param_count = 1;
	assert_null(folder_run(f, "t"));
	e = folder_find(f, "PPM03");
	assert_non_null(e);
	assert_non_null(strstr(e->help, "'paper'"));
	given = (struct merge_param){"paper", "a"};
	assert_null(folder_run(f, "t"));
	e = folder_find(f, "PPM04");
	assert_non_null(e);
	assert_non_null(strstr(e->help, "a4 a3"));
	given = (struct merge_param){"paper", "a3"};
	assert_non_null(folder_run(f, "t"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(finds_by_name),	 TEST(names_the_nearest), TEST(takes_no_path_for_a_name),
		TEST(first_place_wins),	 TEST(lists_all_by_name), TEST(refuses_bad_manifests),
		TEST(checks_parameters),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
