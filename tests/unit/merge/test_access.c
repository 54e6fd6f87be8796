/* Access: stylesheets read the layout folders and nothing else, and write nothing. */
#include "merge/folder.h"

#include <unistd.h>

static void
reads_and_imports_below_the_folders(void **state)
{
	struct folder *f = *state;

	folder_put(f, "layouts/common/part.xsl",
		   XSL_OPEN("") "<xsl:include href='deep/more.xsl'/>" XSL_CLOSE);
	folder_put(f, "layouts/common/deep/more.xsl",
		   XSL_OPEN("") "<xsl:template name='x'>in</xsl:template>" XSL_CLOSE);
	folder_put(f, "layouts/common/a b.xml", "<w>side</w>");
	assert_string_equal(
		folder_text(f,
			    folder_transform(
				    f, XSL_OPEN("") "<xsl:import href='../common/part.xsl'/>"
						    "<xsl:template match='/'><r><xsl:call-template "
						    "name='x'/><xsl:value-of "
						    "select=\"document('../common/a%20b.xml')/w\"/>"
						    "</r></xsl:template>" XSL_CLOSE)),
		"inside");
	assert_int_equal(diag_count(f->d, DIAG_NOTE), 0);
}

static void
passes_parameters_to_imported_templates(void **state)
{
	struct folder *f = *state;

	folder_put(f, "layouts/common/part.xsl",
		   XSL_OPEN("") "<xsl:template name='x'><xsl:param name='p' select=\"'default'\"/>"
				"<xsl:value-of select='$p'/></xsl:template>" XSL_CLOSE);
	assert_string_equal(
		folder_text(f,
			    folder_transform(
				    f, XSL_OPEN("") "<xsl:import href='../common/part.xsl'/>"
						    "<xsl:template match='/'><r>"
						    "<xsl:call-template name='x'><xsl:with-param "
						    "name='p' select=\"'given'\"/>"
						    "</xsl:call-template></r>"
						    "</xsl:template>" XSL_CLOSE)),
		"given");
}

/* Is the URI refused, with this code and nothing else, as document() and as import? */
static void
is_refused(struct folder *f, const char *uri, const char *code)
{
	const char *sheets[] = {
		XSL("<r><xsl:copy-of select=\"document('%s')\"/></r>"),
		XSL_OPEN("") "<xsl:import href='%s'/>" XSL_CLOSE,
		XSL_OPEN("") "<xsl:include href='%s'/>" XSL_CLOSE,
	};

	for (size_t i = 0; i < sizeof sheets / sizeof *sheets; i++) {
		const char *cut = strstr(sheets[i], "%s");
		const char *xsl = arena_printf(f->a, "%.*s%s%s", (int)(cut - sheets[i]), sheets[i],
					       uri, cut + 2);

		f->d = diag_new(f->a);
		assert_null(folder_transform(f, xsl));
		assert_int_equal(diag_count(f->d, DIAG_NOTE), 1);
		assert_string_equal(diag_first(f->d)->kind->code, code);
	}
}

static void
refuses_what_lies_outside(void **state)
{
	struct folder *f = *state;

	folder_put(f, "secret.xml", "<s/>");
	is_refused(f, "../../secret.xml", "PPM09");
	is_refused(f, "../../nothing.xml", "PPM09");
	is_refused(f, "/etc/passwd", "PPM09");
	is_refused(f, "file:///etc/passwd", "PPM09");
	is_refused(f, "http://localhost:1/x.xml", "PPM09");
	is_refused(f, "https://localhost:1/x.xml", "PPM09");
	is_refused(f, "ftp://localhost:1/x.xml", "PPM09");
	is_refused(f, "data:text/xml,x", "PPM09");
	is_refused(f, "nothing.xml", "PPM10");
}

static void
refuses_links_that_lead_outside(void **state)
{
	struct folder *f = *state;

	folder_put(f, "secret.xml", "<s/>");
	folder_put(f, "layouts/t/x", "");
	assert_int_equal(symlink("../../secret.xml", folder_path(f, "layouts/t/link.xml")), 0);
	assert_int_equal(symlink("../..", folder_path(f, "layouts/t/up")), 0);
	is_refused(f, "link.xml", "PPM09");
	is_refused(f, "up/secret.xml", "PPM09");
}

static void
refuses_external_entities(void **state)
{
	struct folder *f = *state;

	folder_put(f, "secret.txt", "secret");
	folder_put(f, "layouts/t/e.xml",
		   arena_printf(f->a, "<!DOCTYPE e [<!ENTITY x SYSTEM '%s'>]><e>&x;</e>",
				folder_path(f, "secret.txt")));
	assert_null(folder_transform(f, XSL("<r><xsl:copy-of select=\"document('e.xml')\"/></r>")));
	assert_true(diag_count(f->d, DIAG_ERROR) >= 1);
}

static void
writes_nothing(void **state)
{
	static const char *const ways[] = {
		XSL_OPEN("xmlns:e='http://exslt.org/common' "
			 "extension-element-prefixes='e'") "<xsl:template "
							   "match='/"
							   "'><r><e:document "
							   "href='%s'><x/></"
							   "e:document></r>"
							   "</"
							   "xsl:template>" XSL_CLOSE,
		XSL_OPEN("xmlns:s='http://icl.com/saxon' "
			 "extension-element-prefixes='s'") "<xsl:template "
							   "match='/'><r><s:output "
							   "href='%s'><x/></"
							   "s:output></r>"
							   "</"
							   "xsl:template>" XSL_CLOSE,
		XSL_OPEN("xmlns:s='org.apache.xalan.xslt.extensions.Redirect' "
			 "extension-element-prefixes='s'") "<xsl:template "
							   "match='/'><r><s:write "
							   "select=\"'%s'\"><x/></"
							   "s:write></r>"
							   "</"
							   "xsl:template>" XSL_CLOSE,
	};
	struct folder *f = *state;
	const char *target = folder_path(f, "layouts/out.xml");

	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		const char *cut = strstr(ways[i], "%s");

		f->d = diag_new(f->a);
		assert_null(folder_transform(f, arena_printf(f->a, "%.*s%s%s", (int)(cut - ways[i]),
							     ways[i], target, cut + 2)));
		assert_true(diag_count(f->d, DIAG_ERROR) >= 1);
		assert_false(file_exists(target));
	}
}

static void
ends_imports_in_a_circle(void **state)
{
	struct folder *f = *state;

	folder_put(f, "layouts/t/a.xsl", XSL_OPEN("") "<xsl:import href='b.xsl'/>" XSL_CLOSE);
	folder_put(f, "layouts/t/b.xsl", XSL_OPEN("") "<xsl:import href='./a.xsl'/>" XSL_CLOSE);
	assert_null(folder_transform(f, XSL_OPEN("") "<xsl:import href='a.xsl'/>" XSL_CLOSE));
	assert_true(diag_count(f->d, DIAG_ERROR) >= 1);
}

static void
looks_below_the_other_folders(void **state)
{
	struct folder *f = *state;
	const char *dirs[2];
	struct merge_paths paths = {.dirs = dirs, .count = 2};
	const struct layout_info *l;

	folder_put(f, "layouts/common/part.xsl",
		   XSL_OPEN("") "<xsl:template match='/'><r>part</r></xsl:template>" XSL_CLOSE);
	folder_put(f, "mine/own/layout.xml",
		   "<layout xmlns='urn:planpress:layout:1' name='own' title='Own'/>");
	folder_put(f, "mine/own/own.xsl",
		   XSL_OPEN("") "<xsl:import href='../common/part.xsl'/>" XSL_CLOSE);
	dirs[0] = folder_path(f, "mine");
	dirs[1] = f->dirs[0];
	f->options.paths = &paths;
	l = merge_layout_find(f->a, f->d, "own", &paths);
	assert_string_equal(folder_text(f, merge_run_tree(f->a, f->d, &f->from, l, &f->options)),
			    "part");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(reads_and_imports_below_the_folders),
		TEST(passes_parameters_to_imported_templates),
		TEST(refuses_what_lies_outside),
		TEST(refuses_links_that_lead_outside),
		TEST(refuses_external_entities),
		TEST(writes_nothing),
		TEST(ends_imports_in_a_circle),
		TEST(looks_below_the_other_folders),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
