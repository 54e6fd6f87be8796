/* Flow: formatting objects to boxes and gaps, as they show in the areas they become. */
#include "laid.h"

static void
indents_count_from_the_reference_area(void **state)
{
	(void)state;
	struct laid *l = laid_open(PAGES(
		"100pt",
		"<fo:block id='o' start-indent='20pt' end-indent='10pt' border='2pt solid red' "
		"padding='3pt'><fo:block id='i' start-indent='30pt'>x</fo:block></fo:block>"));

	assert_string_equal(laid_attr(l, 1, "prod-id=\"o\"", "ipd"), "170000");
	assert_string_equal(laid_attr(l, 1, "prod-id=\"o\"", "ipda"), "180000");
	assert_string_equal(laid_attr(l, 1, "prod-id=\"o\"", "space-start"), "15000");
	assert_string_equal(laid_attr(l, 1, "prod-id=\"i\"", "ipd"), "160000");
	assert_string_equal(laid_attr(l, 1, "prod-id=\"i\"", "start-indent"), "30000");
	laid_close(l);
}

static void
empty_blocks_let_spaces_through(void **state)
{
	(void)state;
	struct laid *l = laid_open(
		PAGES("100pt", "<fo:block space-after='12pt'>a</fo:block><fo:block id='e'/>"
			       "<fo:block space-before='12pt'>b</fo:block>"));

	assert_string_equal(laid_attr(l, 1, "<flow", "bpd"), "32000");
	assert_int_equal(laid_count(l, 1, "prod-id=\"e\""), 1);
	laid_close(l);
}

static void
borders_at_a_break(void **state)
{
	(void)state;
	struct laid *l = laid_open(PAGES(
		"24pt",
		"<fo:block id='b' border='1pt solid red' "
		"border-after-width.conditionality='retain' padding='1pt' "
		"orphans='1' widows='1' linefeed-treatment='preserve'>1&#10;2&#10;3</fo:block>"));

	/* page 1: before border and padding, one line, the retained after border */
	assert_string_equal(laid_attr(l, 1, "prod-id=\"b\"", "bap"), "2000 2000 2000 1000");
	assert_string_equal(laid_body(l, 1), "1 2");
	assert_string_equal(laid_attr(l, 2, "prod-id=\"b\"", "bap"), "2000 2000 0 2000");
	laid_close(l);
}

static void
container_with_a_height_is_one_box(void **state)
{
	(void)state;
	struct laid *l = laid_open(
		PAGES("50pt", B("a") "<fo:block-container id='c' height='40pt' width='50pt' "
				     "display-align='after'>" B("x") "</fo:block-container>"));

	assert_string_equal(laid_attr(l, 1, "prod-id=\"c\"", "bpd"), "40000");
	assert_string_equal(laid_attr(l, 1, "prod-id=\"c\"", "ipd"), "50000");
	assert_string_equal(laid_attr(l, 1, "is-viewport-area=\"true\" ctm", "ctm"),
			    "[1.0 0.0 0.0 1.0 0.0 0.0]");
	laid_close(l);
}

static void
container_without_a_height_flows(void **state)
{
	(void)state;
	struct laid *l = laid_open(PAGES("20pt", "<fo:block-container id='c'>" B("1") B("2")
							 B("3") "</fo:block-container>"));

	assert_int_equal(l->summary.pages, 2);
	assert_string_equal(laid_body(l, 1), "1 2");
	assert_string_equal(laid_attr(l, 2, "prod-id=\"c\"", "bpd"), "10000");
	laid_close(l);
}

static void
turned_container(void **state)
{
	(void)state;
	struct laid *l = laid_open(
		PAGES("100pt", "<fo:block-container id='c' reference-orientation='90' width='30pt' "
			       "height='20pt'>" B("x") "</fo:block-container>"));

	assert_string_equal(laid_attr(l, 1, "prod-id=\"c\"", "ipd"), "20000");
	assert_string_equal(laid_attr(l, 1, "prod-id=\"c\"", "bpd"), "30000");
	assert_string_equal(laid_attr(l, 1, "prod-id=\"c\"", "ctm"),
			    "[0.0 -1.0 1.0 0.0 0.0 30000.0]");
	laid_close(l);
}

static void
placed_container_takes_no_room(void **state)
{
	(void)state;
	struct laid *l = laid_open(
		PAGES("100pt", B("a") "<fo:block-container id='c' absolute-position='absolute' "
				      "top='30pt' right='10pt' width='50pt'>" B(
					      "x") "</fo:block-container>" B("b")));

	assert_string_equal(laid_attr(l, 1, "<flow", "bpd"), "20000");
	assert_string_equal(laid_attr(l, 1, "prod-id=\"c\"", "positioning"), "absolute");
	assert_string_equal(laid_attr(l, 1, "prod-id=\"c\"", "left-position"), "140000");
	assert_string_equal(laid_attr(l, 1, "prod-id=\"c\"", "top-position"), "30000");
	laid_close(l);
}

/* §7.15.6: a percentage of a height that depends on its content is auto. */
static void
percentage_of_an_unknown_height_is_auto(void **state)
{
	(void)state;
	struct laid *l = laid_open(PAGES(
		"100pt",
		"<fo:block-container><fo:block-container id='i' height='50%'>" B(
			"x") "</fo:block-container></fo:block-container>"
			     "<fo:block-container height='40pt'><fo:block-container id='k' "
			     "height='50%'>" B("x") "</fo:block-container></fo:block-container>"));

	assert_string_equal(laid_attr(l, 1, "prod-id=\"i\"", "bpd"), "10000");
	assert_string_equal(laid_attr(l, 1, "prod-id=\"k\"", "bpd"), "20000");
	laid_close(l);
}

static void
wrappers_and_unsupported_objects_keep_their_text(void **state)
{
	(void)state;
	struct laid *l = laid_open(PAGES(
		"100pt",
		"<fo:wrapper id='w'>" B(
			"in") "</fo:wrapper><fo:multi-switch>"
			      "<fo:multi-case starting-state='hide'>" B(
				      "no") "</fo:multi-case>"
					    "<fo:multi-case>" B(
						    "case") "</fo:multi-case></fo:multi-switch>"));

	assert_non_null(strstr(laid_body(l, 1), "in"));
	laid_close(l);
}

static void
margin_in_percent_counts_from_the_block_around(void **state)
{
	(void)state;
	struct laid *l = laid_open(PAGES(
		"100pt", "<fo:block margin='0 10%'><fo:block id='i' margin='0 10%'>x</fo:block>"
			 "</fo:block>"));

	/* 20 + 10 % of 160 */
	assert_string_equal(laid_attr(l, 1, "prod-id=\"i\"", "start-indent"), "36000");
	assert_string_equal(laid_attr(l, 1, "prod-id=\"i\"", "ipd"), "128000");
	laid_close(l);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(indents_count_from_the_reference_area),
		cmocka_unit_test(empty_blocks_let_spaces_through),
		cmocka_unit_test(borders_at_a_break),
		cmocka_unit_test(container_with_a_height_is_one_box),
		cmocka_unit_test(container_without_a_height_flows),
		cmocka_unit_test(turned_container),
		cmocka_unit_test(placed_container_takes_no_room),
		cmocka_unit_test(percentage_of_an_unknown_height_is_auto),
		cmocka_unit_test(wrappers_and_unsupported_objects_keep_their_text),
		cmocka_unit_test(margin_in_percent_counts_from_the_block_around),
	};

	return cmocka_run_group_tests(tests, NULL, laid_done);
}
