/* Page breaks: keeps, widows, forced breaks, columns, footnotes; every flow ends. */
#include "laid.h"

/* Ten lines to a page. */
#define L3 B("a") B("b") B("c")
#define L8 L3 L3 B("d") B("e")

static void
page_is_filled(void **state)
{
	(void)state;
	struct laid *l = laid_open(PAGES("100pt", L8 L3 L3));

	assert_int_equal(l->summary.pages, 2);
	assert_string_equal(laid_body(l, 1), "a b c a b c d e a b");
	assert_string_equal(laid_body(l, 2), "c a b c");
	laid_close(l);
}

static void
block_is_kept_together(void **state)
{
	(void)state;
	struct laid *l = laid_open(PAGES(
		"100pt", L8 "<fo:block keep-together.within-column='always'>" L3 "</fo:block>"));

	assert_string_equal(laid_body(l, 1), "a b c a b c d e");
	assert_string_equal(laid_body(l, 2), "a b c");
	assert_false(diag_has(l->diag, "PPL11"));
	laid_close(l);
}

static void
heading_goes_with_its_text(void **state)
{
	(void)state;
	struct laid *l = laid_open(PAGES("100pt", L8 B("x") "<fo:block keep-with-next='always'>h"
							    "</fo:block>" B("t")));

	assert_string_equal(laid_body(l, 1), "a b c a b c d e x");
	assert_string_equal(laid_body(l, 2), "h t");
	laid_close(l);
}

/* Of two integer keeps the weaker gives way. */
static void
weaker_keep_breaks_first(void **state)
{
	(void)state;
	struct laid *l = laid_open(
		PAGES("40pt", "<fo:block keep-together.within-column='1'>" B(
				      "a") "<fo:block keep-together.within-column='5'>" B("b")
				      B("c") B("d") B("e") "</fo:block></fo:block>"));

	assert_string_equal(laid_body(l, 1), "a");
	assert_string_equal(laid_body(l, 2), "b c d e");
	laid_close(l);
}

static void
impossible_keep_is_broken_and_reported(void **state)
{
	(void)state;
	struct laid *l = laid_open(PAGES(
		"50pt", "<fo:block keep-together.within-column='always'>" L3 L3 L3 "</fo:block>"));

	assert_int_equal(l->summary.pages, 2);
	assert_string_equal(laid_body(l, 1), "a b c a b");
	assert_true(diag_has(l->diag, "PPL11"));
	assert_true(l->ok);
	laid_close(l);
}

static void
heading_left_alone_is_reported(void **state)
{
	(void)state;
	struct laid *l = laid_open(
		PAGES("50pt", "<fo:block keep-with-next='always'>h</fo:block>"
			      "<fo:block-container height='45pt'>" B("x") "</fo:block-container>"));

	assert_int_equal(l->summary.pages, 2);
	assert_true(diag_has(l->diag, "PPL07"));
	laid_close(l);
}

static void
tall_box_sticks_out_and_is_reported(void **state)
{
	(void)state;
	struct laid *l = laid_open(PAGES("50pt", B("a") "<fo:block-container height='80pt'>" B(
							 "t") "</fo:block-container>" B("z")));

	assert_int_equal(l->summary.pages, 3);
	assert_string_equal(laid_body(l, 2), "t");
	assert_true(diag_has(l->diag, "PPL10"));
	laid_close(l);
}

/* Five lines by preserved line feeds: 4 fit, but widows='2' leaves 3. */
static void
widows_and_orphans_hold(void **state)
{
	(void)state;
	struct laid *l = laid_open(PAGES(
		"40pt",
		"<fo:block linefeed-treatment='preserve'>1&#10;2&#10;3&#10;4&#10;5</fo:block>"));
	assert_string_equal(laid_body(l, 1), "1 2 3");
	laid_close(l);

	l = laid_open(PAGES("40pt", L3
			    "<fo:block orphans='3' "
			    "linefeed-treatment='preserve'>1&#10;2&#10;3&#10;4&#10;5</fo:block>"));
	assert_string_equal(laid_body(l, 1), "a b c");
	assert_string_equal(laid_body(l, 2), "1 2 3");
	laid_close(l);
}

static void
forced_breaks_and_blank_pages(void **state)
{
	(void)state;
	struct laid *l = laid_open(PAGES(
		"100pt",
		B("1") "<fo:block break-before='page'>2</fo:block>"
		       "<fo:block break-before='even-page'>4</fo:block>"
		       "<fo:block><fo:block break-before='odd-page'>5</fo:block></fo:block>"));

	assert_int_equal(l->summary.pages, 5);
	assert_string_equal(laid_body(l, 2), "2");
	assert_string_equal(laid_attr(l, 3, "<pageViewport", "blank"), "true");
	assert_string_equal(laid_body(l, 4), "4");
	assert_string_equal(laid_body(l, 5), "5");
	laid_close(l);
}

/* A break before a first child breaks before its parents: no empty block stays behind. */
static void
break_before_first_child_takes_parents_along(void **state)
{
	(void)state;
	struct laid *l = laid_open(
		PAGES("100pt", B("1") "<fo:block id='outer'><fo:block break-before='page'>2"
				      "</fo:block></fo:block>"));

	assert_int_equal(laid_count(l, 1, "prod-id=\"outer\""), 0);
	assert_int_equal(laid_count(l, 2, "prod-id=\"outer\""), 1);
	laid_close(l);
}

#define COLUMNS(high, inside)                                                           \
	ROOT(MASTER("a", high, "<fo:region-body column-count='2' column-gap='20pt'/>"), \
	     SEQUENCE(FLOW(inside)))

static void
columns_are_filled_in_order(void **state)
{
	(void)state;
	struct laid *l = laid_open(COLUMNS("30pt", L8));

	assert_int_equal(l->summary.pages, 2);
	assert_string_equal(laid_body(l, 1), "a b c a b c");
	assert_int_equal(laid_count(l, 1, "<flow "), 2);
	assert_string_equal(laid_attr(l, 1, "<flow ", "ipd"), "90000");
	laid_close(l);
}

static void
columns_are_balanced_before_a_span(void **state)
{
	(void)state;
	struct laid *l = laid_open(
		COLUMNS("100pt", L3 B("4") "<fo:block span='all'>wide</fo:block>" B("z")));

	assert_int_equal(l->summary.pages, 1);
	assert_int_equal(laid_count(l, 1, "<span "), 3);
	assert_string_equal(laid_attr(l, 1, "<span columnCount=\"2\"", "bpd"), "20000");
	assert_string_equal(laid_attr(l, 1, "<span ipd", "ipd"), "200000");
	laid_close(l);
}

#define NOTE(text, body)                                                                 \
	"<fo:block>" text "<fo:footnote><fo:inline>*</fo:inline><fo:footnote-body>" body \
	"</fo:footnote-body></fo:footnote></fo:block>"

static const char *
footnotes(struct laid *l, int page)
{
	return laid_text(l, page, "<footnote", "</footnote>");
}

static void
footnote_stands_on_its_page(void **state)
{
	(void)state;
	struct laid *l = laid_open(PAGES("50pt", B("1") NOTE("2", B("note")) B("3") B("4") B("5")));

	assert_string_equal(laid_body(l, 1), "1 2* 3 4");
	assert_string_equal(footnotes(l, 1), "note");
	assert_string_equal(laid_attr(l, 1, "<footnote", "top-offset"), "40000");
	assert_string_equal(laid_body(l, 2), "5");
	laid_close(l);
}

static void
long_footnote_is_continued(void **state)
{
	(void)state;
	struct laid *l = laid_open(PAGES("40pt", NOTE("1", L8) B("2")));

	assert_string_equal(laid_body(l, 1), "1*");
	assert_string_equal(footnotes(l, 1), "a b c");
	assert_true(l->summary.pages >= 3);
	assert_string_equal(footnotes(l, l->summary.pages), "d e");
	laid_close(l);
}

static void
before_float_heads_the_next_page(void **state)
{
	(void)state;
	struct laid *l =
		laid_open(PAGES("20pt", "<fo:block>1<fo:float float='before'>" B(
						"top") "</fo:float></fo:block>" B("2") B("3")));

	assert_string_equal(laid_body(l, 1), "1 2");
	assert_string_equal(laid_text(l, 2, "<beforeFloat", "</beforeFloat"), "top");
	assert_string_equal(laid_body(l, 2), "3");
	laid_close(l);
}

/* Spaces shrink to their minima before a line goes to the next page, each by its share. */
static void
spaces_are_squeezed(void **state)
{
	(void)state;
#define SPACED(text, id)                                                                \
	"<fo:block id='" id "' space-before.optimum='10pt' space-before.minimum='4pt' " \
	"space-before.maximum='10pt'>" text "</fo:block>"
	struct laid *l =
		laid_open(PAGES("64pt", B("1") SPACED("2", "x") SPACED("3", "y") SPACED("4", "z")));

	assert_int_equal(l->summary.pages, 1);
	assert_string_equal(laid_attr(l, 1, "prod-id=\"x\"", "space-before"), "8000");
	assert_string_equal(laid_attr(l, 1, "prod-id=\"z\"", "space-before"), "8000");
	laid_close(l);

	l = laid_open(PAGES("51pt", B("1") SPACED("2", "x") SPACED("3", "y") SPACED("4", "z")));
	assert_int_equal(l->summary.pages, 2);
	assert_string_equal(laid_attr(l, 1, "prod-id=\"x\"", "space-before"), "10000");
	laid_close(l);
}

/* Whatever keeps and sizes say, layout ends, and no text is lost. */
static void
hostile_flows_end(void **state)
{
	(void)state;
#define ALL "keep-together='always' keep-with-next='always' keep-with-previous='always'"
	static const char *const docs[] = {
		PAGES("20pt",
		      "<fo:block " ALL ">" L8 "</fo:block><fo:block " ALL ">" L8 "</fo:block>"),
		PAGES("20pt",
		      "<fo:block border='90pt solid red' space-before='500pt'>x</fo:block>"),
		PAGES("20pt",
		      "<fo:block space-before='-50pt' space-after='-500pt'>x</fo:block>" L3),
		PAGES("1pt", L3),
		COLUMNS("10pt", NOTE("1", L8) NOTE("2", L8) NOTE("3", L8)),
		PAGES("20pt", "<fo:block break-before='page' break-after='odd-page'/>" L3),
		PAGES("20pt", "<fo:block start-indent='900pt' end-indent='900pt'>x</fo:block>"),
		PAGES("20pt", "<fo:block/>"),
	};
	struct layout_options options = {.max_pages = 200};

	for (size_t i = 0; i < sizeof docs / sizeof docs[0]; i++) {
		struct laid *l = laid_open_with(docs[i], &options);
		assert_true(l->ok);
		assert_in_range(l->summary.pages, 1, 60);
		laid_close(l);
	}
}

static void
page_limit_stops(void **state)
{
	(void)state;
	struct layout_options options = {.max_pages = 2};
	struct laid *l = laid_open_with(PAGES("10pt", L3), &options);

	assert_false(l->ok);
	assert_true(diag_has(l->diag, "PPL15"));
	laid_close(l);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(page_is_filled),
		cmocka_unit_test(block_is_kept_together),
		cmocka_unit_test(heading_goes_with_its_text),
		cmocka_unit_test(weaker_keep_breaks_first),
		cmocka_unit_test(impossible_keep_is_broken_and_reported),
		cmocka_unit_test(heading_left_alone_is_reported),
		cmocka_unit_test(tall_box_sticks_out_and_is_reported),
		cmocka_unit_test(widows_and_orphans_hold),
		cmocka_unit_test(forced_breaks_and_blank_pages),
		cmocka_unit_test(break_before_first_child_takes_parents_along),
		cmocka_unit_test(columns_are_filled_in_order),
		cmocka_unit_test(columns_are_balanced_before_a_span),
		cmocka_unit_test(footnote_stands_on_its_page),
		cmocka_unit_test(long_footnote_is_continued),
		cmocka_unit_test(before_float_heads_the_next_page),
		cmocka_unit_test(spaces_are_squeezed),
		cmocka_unit_test(hostile_flows_end),
		cmocka_unit_test(page_limit_stops),
	};

	return cmocka_run_group_tests(tests, NULL, laid_done);
}
