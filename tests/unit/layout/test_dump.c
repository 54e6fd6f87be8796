/* Dump: the vocabulary that judges read. */
#include "laid.h"

static void
well_formed_whatever_the_text(void **state)
{
	(void)state;
	struct laid *l =
		laid_open(PAGES("50pt", "<fo:block id='x'>a &lt; b &amp; \"c\"</fo:block>"));
	struct arena *arena = arena_new();
	struct diag *diag = diag_new(arena);

	assert_non_null(xml_parse_memory(arena, diag, "dump", l->dump.s, l->dump.len, NULL));
	assert_non_null(strstr(l->dump.s, "&lt;"));
	arena_free(arena);
	laid_close(l);
}

static void
links_and_bookmarks_name_pages(void **state)
{
	(void)state;
	struct laid *l = laid_open("<fo:root " FO " font-size='10pt'><fo:layout-master-set>" MASTER(
		"a", "50pt",
		BODY) "</fo:layout-master-set><fo:bookmark-tree><fo:bookmark "
		      "internal-destination='two' "
		      "starting-state='hide'><fo:bookmark-title>Two &amp; more</fo:bookmark-title>"
		      "<fo:bookmark internal-destination='none'><fo:bookmark-title>Sub"
		      "</fo:bookmark-title></fo:bookmark></fo:bookmark></"
		      "fo:bookmark-tree>" SEQUENCE(
			      FLOW("<fo:block break-after='page'><fo:basic-link "
				   "internal-destination='two'>go</fo:basic-link></fo:block>"
				   "<fo:block id='two'>2</fo:block>")) "</fo:root>");

	assert_string_equal(laid_attr(l, 1, "<inlineparent", "internal-link"), "(P2,two)");
	const char *tree = strstr(l->dump.s, "<bookmarkTree>");
	assert_non_null(tree);
	assert_non_null(strstr(tree, "title=\"Two &amp; more\" show-children=\"false\" "
				     "internal-link=\"(P2,two)\""));
	assert_non_null(strstr(tree, "internal-link=\"(,none)\""));
	laid_close(l);
}

/* 1/1024 pt cannot say 14.4 pt; the sum of the lines can. */
static void
heights_add_up_in_millipoints(void **state)
{
	(void)state;
	struct laid *l =
		laid_open(PAGES("288pt", "<fo:block font-size='12pt' line-height='14.4pt' "
					 "linefeed-treatment='preserve'>1&#10;2"
					 "&#10;3&#10;4&#10;5&#10;6&#10;7&#10;8&#10;9&#10;10&#10;11&"
					 "#10;12&#10;13&#10;14&#10;15"
					 "&#10;16&#10;17&#10;18&#10;19&#10;20</fo:block>"));

	assert_int_equal(l->summary.pages, 1);
	assert_string_equal(laid_attr(l, 1, "<block", "bpd"), "288000");
	assert_string_equal(laid_attr(l, 1, "<flow", "bpd"), "288000");
	laid_close(l);
}

static void
traits_of_a_block(void **state)
{
	(void)state;
	struct laid *l = laid_open(
		PAGES("100pt", B("0") "<fo:block id='b' background-color='#ff8000' "
				      "border-before='1pt dashed blue' space-before='4pt' "
				      "padding-start='2pt'>x</fo:block>"));

	assert_string_equal(laid_attr(l, 1, "prod-id=\"b\"", "background"), "color=#ff8000");
	assert_string_equal(laid_attr(l, 1, "prod-id=\"b\"", "border-before"),
			    "(dashed,#0000ff,1000)");
	assert_string_equal(laid_attr(l, 1, "prod-id=\"b\"", "border-after"), "");
	assert_string_equal(laid_attr(l, 1, "prod-id=\"b\"", "space-before"), "4000");
	assert_string_equal(laid_attr(l, 1, "prod-id=\"b\"", "padding-start"), "2000");
	assert_string_equal(laid_attr(l, 1, "prod-id=\"b\"", "bap"), "2000 0 1000 0");
	/* spaces count into bpda, as FOP has it */
	assert_string_equal(laid_attr(l, 1, "prod-id=\"b\"", "bpda"), "15000");
	laid_close(l);
}

static void
line_is_nominal_and_spaces(void **state)
{
	(void)state;
	struct laid *l = laid_open(
		PAGES("100pt", "<fo:block font-size='10pt' line-height='15pt'>x</fo:block>"));

	/* Helvetica: 718 + 207 per mille */
	assert_string_equal(laid_attr(l, 1, "<lineArea", "bpd"), "9250");
	assert_string_equal(laid_attr(l, 1, "<lineArea", "bpda"), "15000");
	assert_string_equal(laid_attr(l, 1, "<text", "font-size"), "10000");
	laid_close(l);
}

static void
blank_page_has_an_empty_flow(void **state)
{
	(void)state;
	struct laid *l =
		laid_open(ROOT(MASTER("a", "50pt", BODY),
			       "<fo:page-sequence master-reference='a' force-page-count='even'>"
			       "<fo:title>T</fo:title>" FLOW(B("x")) "</fo:page-sequence>"));

	assert_int_equal(l->summary.pages, 2);
	assert_string_equal(laid_attr(l, 2, "<flow", "bpd"), "0");
	assert_non_null(strstr(l->dump.s, "<title>T</title>"));
	laid_close(l);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(well_formed_whatever_the_text),
		cmocka_unit_test(links_and_bookmarks_name_pages),
		cmocka_unit_test(heights_add_up_in_millipoints),
		cmocka_unit_test(traits_of_a_block),
		cmocka_unit_test(line_is_nominal_and_spaces),
		cmocka_unit_test(blank_page_has_an_empty_flow),
	};

	return cmocka_run_group_tests(tests, NULL, laid_done);
}
