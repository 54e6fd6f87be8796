/* Runs: parameters, theme, what goes wrong in a stylesheet and where it says so, bounds. */
#include "merge/folder.h"

static void
hands_parameters_to_the_stylesheet(void **state)
{
	struct folder *f = *state;
	const struct merge_param given[] = {{"size", "small"}, {"size", "it's \"big\""}};

	folder_layout(
		f, "t",
		"><param name='size' default='m'>x</param><param name='b' default='d'/>"
		"</layout>",
		XSL_OPEN("") "<xsl:param name='size'/><xsl:param name='b'/><xsl:param "
			     "name='person'/><xsl:param name='today'/>"
			     "<xsl:template match='/'><r><xsl:value-of select=\"concat($size, "
			     "'|', $b, '|', $person, '|', $today, '|', pp:today())\"/></r>"
			     "</xsl:template>" XSL_CLOSE);
	f->options.params = given;
	f->options.param_count = 2;
	f->options.person = "p-1";
	f->options.today = date_from_ymd(2026, 5, 29);
	assert_string_equal(folder_text(f, folder_run(f, "t")),
			    "it's \"big\"|d|p-1|2026-05-29|2026-05-29");
	assert_int_equal(diag_count(f->d, DIAG_NOTE), 0);
}

static void
leaves_the_facts_alone(void **state)
{
	struct folder *f = *state;
	xmlChar *before;
	xmlChar *after;
	int size;

	xmlDocDumpMemory((xmlDoc *)f->from.facts, &before, &size);
	assert_string_equal(
		folder_text(f, folder_transform(f, XSL_OPEN("") "<xsl:strip-space elements='*'/>"
								"<xsl:key name='k' match='p:task' "
								"use='@id'/><xsl:template "
								"match='/'><r><xsl:value-of "
								"select=\"count(key('k', 'T-2')) + "
								"count(p:plan/text())\"/></r>"
								"</xsl:template>" XSL_CLOSE)),
		"1");
	xmlDocDumpMemory((xmlDoc *)f->from.facts, &after, &size);
	assert_string_equal(before, after);
	xmlFree(before);
	xmlFree(after);
}

static void
finds_the_theme(void **state)
{
	struct folder *f = *state;
	const char *both = XSL("<r><xsl:value-of select=\"concat(document('pp:theme')/*, "
			       "document('../theme.xml')/*, '|', $theme/*)\"/></r>");
	char *with_param = arena_printf(f->a, "%s", both);
	char *at = strstr(with_param, "<xsl:template");
	const char *xsl = arena_printf(f->a, "%.*s<xsl:param name='theme'/>%s",
				       (int)(at - with_param), with_param, at);

	folder_put(f, "layouts/theme.xml", "<theme xmlns='urn:planpress:theme:1'>own</theme>");
	folder_put(f, "other.xml", "<theme xmlns='urn:planpress:theme:1'>other</theme>");
	assert_string_equal(folder_text(f, folder_transform(f, xsl)), "ownown|own");
	f->options.theme = folder_path(f, "other.xml");
	assert_string_equal(folder_text(f, folder_run(f, "t")), "otherother|other");
	assert_int_equal(diag_count(f->d, DIAG_NOTE), 0);
	f->options.theme = folder_path(f, "none.xml");
	assert_null(folder_run(f, "t"));
	assert_true(diag_has(f->d, "PPM16"));
	folder_put(f, "letter.xml", "<letter/>");
	f->options.theme = folder_path(f, "letter.xml");
	assert_null(folder_run(f, "t"));
	assert_true(diag_has(f->d, "PPM18"));
}

static void
says_where_a_stylesheet_is_wrong(void **state)
{
	struct folder *f = *state;
	const struct diag_entry *e;

	assert_null(folder_transform(f, XSL("\n\n<r><xsl:value-of select='1 +'/></r>")));
	e = folder_find(f, "PPM05");
	assert_non_null(e);
	assert_int_equal(e->place.line, 4);
	assert_non_null(strstr(e->place.file, "layouts/t/t.xsl"));
	assert_non_null(strstr(e->message, "1 +"));
	assert_int_equal(diag_exit(f->d, false), 4);
}

static void
says_where_a_run_goes_wrong(void **state)
{
	struct folder *f = *state;
	const struct diag_entry *e;

	assert_null(folder_transform(f, XSL("\n<r>\n<xsl:value-of select='$nothing'/></r>")));
	e = folder_find(f, "PPM06");
	assert_non_null(e);
	assert_int_equal(e->place.line, 4);
	assert_non_null(strstr(e->message, "nothing"));
	assert_int_equal(diag_count(f->d, DIAG_NOTE), 1);
}

/* XSLT 1.0 2.5: without a fallback it is an error; what stands in it would be lost. */
static void
fails_on_instructions_nobody_knows(void **state)
{
	struct folder *f = *state;
	const struct diag_entry *e;

	assert_null(folder_transform(f, XSL("<r>\n<xsl:frobnicate>words</xsl:frobnicate></r>")));
	e = folder_find(f, "PPM06");
	assert_non_null(e);
	assert_int_equal(e->place.line, 3);
	assert_non_null(strstr(e->message, "xsl:frobnicate"));
	assert_int_equal(diag_count(f->d, DIAG_NOTE), 1);
	assert_int_equal(diag_exit(f->d, false), 4);
}

static void
falls_back_where_the_stylesheet_says_how(void **state)
{
	struct folder *f = *state;

	assert_string_equal(
		folder_text(f,
			    folder_transform(f, XSL("<r><xsl:frobnicate><xsl:fallback>as "
						    "before</xsl:fallback></xsl:frobnicate></r>"))),
		"as before");
	assert_int_equal(diag_count(f->d, DIAG_WARNING), 0);
}

static void
fails_on_functions_nobody_knows(void **state)
{
	struct folder *f = *state;

	assert_null(folder_transform(f, XSL("<r><xsl:value-of select='pp:nonsense(1)'/></r>")));
	assert_non_null(folder_find(f, "PPM06"));
	assert_non_null(strstr(folder_find(f, "PPM06")->message, "nonsense"));
	assert_int_equal(diag_count(f->d, DIAG_NOTE), 1);
	assert_int_equal(diag_exit(f->d, false), 4);
}

/* White space that XSLT takes out of stylesheets is not even read; all other is kept. */
static void
keeps_the_spaces_that_count(void **state)
{
	struct folder *f = *state;

	assert_string_equal(
		folder_text(f, folder_transform(f, XSL("<r> <b/> <xsl:text> </xsl:text> |"
						       "<xsl:text> <!-- c --></xsl:text>|"
						       "<xsl:text><!-- c --> </xsl:text>|"
						       "<xsl:text> <![CDATA[x]]> </xsl:text>|"
						       "<b> <![CDATA[y]]> </b>|"
						       "<b xml:space='preserve'> <i/> </b>"
						       "|<b> <i/> </b></r>"))),
		"  | | | x | y |  |");
}

static void
reports_a_stylesheet_that_is_not_xml(void **state)
{
	struct folder *f = *state;

	assert_null(folder_transform(f, "<xsl:stylesheet"));
	assert_int_equal(diag_count(f->d, DIAG_ERROR), 1);
	assert_non_null(strstr(diag_first(f->d)->place.file, "t.xsl"));
	assert_int_equal(diag_exit(f->d, false), 4); /* as for every fault of a layout */
}

static void
hands_messages_on(void **state)
{
	struct folder *f = *state;
	const struct diag_entry *e;

	assert_non_null(folder_transform(
		f, XSL("<r>\n<xsl:message>one <xsl:value-of select='1 + 1'/></xsl:message></r>")));
	e = folder_find(f, "PPM07");
	assert_non_null(e);
	assert_string_equal(e->message, "one 2");
	assert_int_equal(e->place.line, 3);
	assert_int_equal(diag_count(f->d, DIAG_NOTE), 1);

	assert_null(folder_transform(
		f, XSL("<r><xsl:message terminate='yes'>no more</xsl:message></r>")));
	e = folder_find(f, "PPM08");
	assert_non_null(e);
	assert_string_equal(e->message, "no more");
	assert_int_equal(diag_exit(f->d, false), 4);
}

static void
warns_and_goes_on(void **state)
{
	struct folder *f = *state;

	/* XSLT 1.0 §2.2: the version must be given; libxslt takes 1.0. */
	assert_non_null(folder_transform(
		f, "<xsl:stylesheet xmlns:xsl='http://www.w3.org/1999/XSL/Transform'>"
		   "<xsl:template match='/'><r/></xsl:template></xsl:stylesheet>"));
	assert_true(diag_has(f->d, "PPM17"));
	assert_int_equal(diag_exit(f->d, false), 0);
}

static void
ends_what_does_not_end(void **state)
{
	struct folder *f = *state;

	assert_null(folder_transform(f, XSL_OPEN("") "<xsl:template match='/' name='x'><r>"
						     "<xsl:call-template name='x'/></r>"
						     "</xsl:template>" XSL_CLOSE));
	assert_true(diag_has(f->d, "PPM11"));
	assert_int_equal(diag_count(f->d, DIAG_ERROR), 1);
}

/* The limit, told with the template that was at it. */
static void
stops(struct folder *f, const char *xsl, const char *name)
{
	const struct diag_entry *e;

	f->d = diag_new(f->a);
	assert_null(folder_transform(f, xsl));
	e = folder_find(f, "PPM11");
	assert_non_null(e);
	assert_non_null(strstr(e->message, name));
	assert_int_equal(diag_count(f->d, DIAG_ERROR), 1);
	assert_int_equal(diag_exit(f->d, false), 4);
}

static void
bounds_what_grows_without_measure(void **state)
{
	struct folder *f = *state;

	stops(f,
	      XSL_OPEN(
		      "") "<xsl:template match='/'><r><xsl:call-template name='two'/></r>"
			  "</xsl:template><xsl:template name='two'><xsl:param name='n' "
			  "select='0'/><xsl:if test='$n &lt; 60'><xsl:call-template name='two'>"
			  "<xsl:with-param name='n' select='$n + 1'/></xsl:call-template>"
			  "<xsl:call-template name='two'><xsl:with-param name='n' "
			  "select='$n + 1'/></xsl:call-template></xsl:if></xsl:template>" XSL_CLOSE,
	      "in template 'two'");
	stops(f,
	      XSL_OPEN("") "<xsl:template match='/'><r><xsl:apply-templates/></r></xsl:template>"
			   "<xsl:template match='p:plan'><xsl:for-each select=\"str:tokenize("
			   "str:padding(4000, 'a '))\"><xsl:for-each select=\"str:tokenize("
			   "str:padding(4000, 'a '))\"><a><b/></a></xsl:for-each></xsl:for-each>"
			   "</xsl:template>" XSL_CLOSE,
	      "in the template for 'p:plan'");
	stops(f,
	      XSL("<r><xsl:variable name='n' select=\"str:tokenize(str:padding(4000, 'a '))\"/>"
		  "<xsl:value-of select='count($n[count($n[count($n[. = 1]) = 1]) = 1])'/></r>"),
	      "in the template for '/'");
}

static void
wants_a_document(void **state)
{
	struct folder *f = *state;

	assert_null(folder_transform(f, XSL("just text")));
	assert_true(diag_has(f->d, "PPM12"));
}

static void
wants_the_person(void **state)
{
	struct folder *f = *state;

	folder_layout(f, "t", " person='yes'/>", XSL("<r/>"));
	assert_null(folder_run(f, "t"));
	assert_true(diag_has(f->d, "PPM13"));
	f->options.person = "p-2";
	assert_null(folder_run(f, "t"));
	assert_true(diag_has(f->d, "PPM14"));
	f->options.person = "p-1";
	assert_non_null(folder_run(f, "t"));
}

static void
runs_again_after_an_error(void **state)
{
	struct folder *f = *state;

	assert_null(folder_transform(f, XSL("<r><xsl:value-of select='$x'/></r>")));
	assert_non_null(folder_transform(f, XSL("<r/>")));
}

static void
compiles_once_until_a_file_changes(void **state)
{
	struct folder *f = *state;

	f->options.cache = merge_cache_new(f->a);
	folder_put(f, "layouts/t/part.xsl",
		   XSL_OPEN("") "<xsl:template match='/'><r>old</r></xsl:template>" XSL_CLOSE);
	folder_layout(f, "t", "/>", XSL_OPEN("") "<xsl:import href='part.xsl'/>" XSL_CLOSE);
	assert_string_equal(folder_text(f, folder_run(f, "t")), "old");
	assert_string_equal(folder_text(f, folder_run(f, "t")), "old");
	folder_put(f, "layouts/t/part.xsl",
		   XSL_OPEN("") "<xsl:template match='/'><r>newer</r></xsl:template>" XSL_CLOSE);
	assert_string_equal(folder_text(f, folder_run(f, "t")), "newer");
	/* What fails to compile is not kept. */
	folder_put(f, "layouts/t/part.xsl", XSL("<r><xsl:value-of select='('/></r>"));
	assert_null(folder_run(f, "t"));
	assert_null(folder_run(f, "t"));
	folder_put(f, "layouts/t/part.xsl", XSL("<r>again</r>"));
	assert_string_equal(folder_text(f, folder_run(f, "t")), "again");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(hands_parameters_to_the_stylesheet),
		TEST(leaves_the_facts_alone),
		TEST(finds_the_theme),
		TEST(says_where_a_stylesheet_is_wrong),
		TEST(says_where_a_run_goes_wrong),
		TEST(fails_on_functions_nobody_knows),
		TEST(fails_on_instructions_nobody_knows),
		TEST(falls_back_where_the_stylesheet_says_how),
		TEST(keeps_the_spaces_that_count),
		TEST(reports_a_stylesheet_that_is_not_xml),
		TEST(hands_messages_on),
		TEST(warns_and_goes_on),
		TEST(ends_what_does_not_end),
		TEST(bounds_what_grows_without_measure),
		TEST(wants_a_document),
		TEST(wants_the_person),
		TEST(runs_again_after_an_error),
		TEST(compiles_once_until_a_file_changes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
