/* Pages: masters and their conditions, regions, page numbers, static contents, markers. */
#include "laid.h"

#define THREE(high) MASTER("one", high, BODY) MASTER("two", high, BODY) MASTER("three", high, BODY)
#define REF(master, conditions) \
	"<fo:conditional-page-master-reference master-reference='" master "' " conditions "/>"
#define ALTERNATIVES(inside)                                                                       \
	"<fo:page-sequence-master master-name='a'><fo:repeatable-page-master-alternatives>" inside \
	"</fo:repeatable-page-master-alternatives></fo:page-sequence-master>"
#define P(text) "<fo:block break-after='page'>" text "</fo:block>"

static const char *
master(struct laid *l, int page)
{
	return laid_attr(l, page, "<pageViewport", "simple-page-master-name");
}

static void
first_rest_last(void **state)
{
	(void)state;
	struct laid *l = laid_open(
		ROOT(THREE("50pt") ALTERNATIVES(REF("one", "page-position='first'") REF(
			     "three", "page-position='last'") REF("two", "page-position='rest'")),
		     SEQUENCE(FLOW(P("1") P("2") P("3") B("4")))));

	assert_int_equal(l->summary.pages, 4);
	assert_string_equal(master(l, 1), "one");
	assert_string_equal(master(l, 2), "two");
	assert_string_equal(master(l, 3), "two");
	assert_string_equal(master(l, 4), "three");
	laid_close(l);
}

static void
only_and_parity(void **state)
{
	(void)state;
	struct laid *l = laid_open(
		ROOT(THREE("50pt") ALTERNATIVES(REF("one", "page-position='only'") REF(
			     "two", "odd-or-even='odd'") REF("three", "odd-or-even='even'")),
		     SEQUENCE(FLOW(B("1"))) SEQUENCE(FLOW(P("2") B("3")))));

	assert_string_equal(master(l, 1), "one");
	assert_string_equal(master(l, 2), "three");
	assert_string_equal(master(l, 3), "two");
	laid_close(l);
}

static void
repeats_are_counted(void **state)
{
	(void)state;
	struct laid *l = laid_open(
		ROOT(THREE("50pt") "<fo:page-sequence-master master-name='a'>"
				   "<fo:single-page-master-reference master-reference='one'/>"
				   "<fo:repeatable-page-master-reference master-reference='two' "
				   "maximum-repeats='2'/>"
				   "<fo:repeatable-page-master-reference master-reference='three'/>"
				   "</fo:page-sequence-master>",
		     SEQUENCE(FLOW(P("1") P("2") P("3") P("4") B("5")))));

	assert_string_equal(master(l, 1), "one");
	assert_string_equal(master(l, 2), "two");
	assert_string_equal(master(l, 3), "two");
	assert_string_equal(master(l, 4), "three");
	assert_string_equal(master(l, 5), "three");
	laid_close(l);
}

static void
exhausted_masters_are_named(void **state)
{
	(void)state;
	struct laid *l =
		laid_open(ROOT(THREE("50pt") "<fo:page-sequence-master master-name='a'>"
					     "<fo:single-page-master-reference master-reference="
					     "'one'/></fo:page-sequence-master>",
			       SEQUENCE(FLOW(P("1") B("2")))));

	assert_int_equal(l->summary.pages, 2);
	assert_true(diag_has(l->diag, "PPL13"));
	laid_close(l);
}

/* The last page is smaller: what fits the rest but not the last leaves an empty last page. */
static void
last_page_that_is_too_small(void **state)
{
	(void)state;
	struct laid *l =
		laid_open(ROOT(MASTER("one", "30pt", BODY) MASTER("three", "10pt", BODY)
				       ALTERNATIVES(REF("three", "page-position='last'")
							    REF("one", "page-position='any'")),
			       SEQUENCE(FLOW(B("1") B("2") B("3") B("4") B("5")))));

	assert_int_equal(l->summary.pages, 3);
	assert_string_equal(laid_body(l, 2), "4 5");
	assert_string_equal(master(l, 2), "one");
	assert_string_equal(master(l, 3), "three");
	assert_string_equal(laid_body(l, 3), "");
	laid_close(l);
}

static void
page_width_may_change(void **state)
{
	(void)state;
	struct laid *l = laid_open(ROOT(
		MASTER("one", "20pt", BODY) "<fo:simple-page-master master-name='two' "
					    "page-width='100pt' page-height='90pt'>" BODY
					    "</fo:simple-page-master>" ALTERNATIVES(
						    REF("one", "page-position='first'")
							    REF("two", "page-position='any'")),
		SEQUENCE(FLOW("<fo:block orphans='1' widows='1'>one two three four five six seven "
			      "eight nine ten one two three four five six seven eight nine ten one "
			      "two three four five six</fo:block>" B("z")))));

	assert_int_equal(l->summary.pages, 2);
	assert_string_equal(laid_attr(l, 1, "<block", "ipd"), "200000");
	assert_string_equal(laid_attr(l, 2, "<block", "ipd"), "100000");
	/* no word is lost or said twice */
	const char *text = arena_printf(l->arena, "%s %s", laid_body(l, 1), laid_body(l, 2));
	int words = 1;
	for (const char *c = text; *c != '\0'; c++)
		words += *c == ' ';
	assert_int_equal(words, 27);
	laid_close(l);
}

#define COUNTED(properties, n)                                    \
	ROOT(MASTER("a", "50pt", BODY),                           \
	     "<fo:page-sequence master-reference='a' " properties \
	     ">" FLOW(n) "</fo:page-sequence>" SEQUENCE(FLOW(B("next"))))

static void
page_counts_are_forced(void **state)
{
	(void)state;
	static const struct {
		const char *fo;
		int pages;
		const char *next; /* number of the second sequence's page */
	} rows[] = {
		{COUNTED("", B("1")), 2, "2"},
		{COUNTED("force-page-count='even'", B("1")), 3, "3"},
		{COUNTED("force-page-count='odd'", P("1") B("2")), 4, "4"},
		{COUNTED("force-page-count='end-on-odd' initial-page-number='2'", B("1")), 3, "4"},
		{COUNTED("force-page-count='end-on-even'", P("1") B("2")), 3, "3"},
		{COUNTED("initial-page-number='auto-even'", B("1")), 2, "3"},
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct laid *l = laid_open(rows[i].fo);
		assert_int_equal(l->summary.pages, rows[i].pages);
		assert_string_equal(laid_attr(l, rows[i].pages, "<pageViewport", "nr"),
				    rows[i].next);
		laid_close(l);
	}
}

static void
next_sequence_forces_a_blank_page(void **state)
{
	(void)state;
	struct laid *l = laid_open(
		ROOT(MASTER("a", "50pt", BODY),
		     SEQUENCE(FLOW(B("1"))) "<fo:page-sequence master-reference='a' "
					    "initial-page-number='auto-odd' format='i'>" FLOW(
						    B("2")) "</fo:page-sequence>"));

	assert_int_equal(l->summary.pages, 3);
	assert_string_equal(laid_attr(l, 2, "<pageViewport", "blank"), "true");
	assert_string_equal(laid_attr(l, 3, "<pageViewport", "formatted-nr"), "iii");
	laid_close(l);
}

static void
regions_and_precedence(void **state)
{
	(void)state;
	struct laid *l = laid_open(ROOT(
		"<fo:simple-page-master master-name='a' page-width='200pt' page-height='100pt' "
		"margin='10pt'><fo:region-body margin='20pt 30pt'/>"
		"<fo:region-before extent='15pt'/><fo:region-after extent='10pt' "
		"precedence='true'/>"
		"<fo:region-start extent='25pt'/><fo:region-end extent='5pt'/>"
		"</fo:simple-page-master>",
		SEQUENCE(FLOW(B("x")))));

	assert_string_equal(laid_attr(l, 1, "<regionBody", "ipd"), "120000");
	assert_string_equal(laid_attr(l, 1, "<regionBody", "bpd"), "40000");
	assert_string_equal(laid_attr(l, 1, "<regionBefore", "ipd"), "150000");
	assert_string_equal(laid_attr(l, 1, "<regionAfter", "ipd"), "180000");
	assert_string_equal(laid_attr(l, 1, "<regionStart", "bpd"), "70000");
	assert_string_equal(laid_attr(l, 1, "rect=\"185000 10000 5000 70000\"", "ipd"), "5000");
	laid_close(l);
}

static void
turned_page(void **state)
{
	(void)state;
	struct laid *l = laid_open(ROOT(
		"<fo:simple-page-master master-name='a' page-width='200pt' page-height='100pt' "
		"reference-orientation='90'><fo:region-body margin-top='30pt'/>"
		"</fo:simple-page-master>",
		SEQUENCE(FLOW(B("x")))));

	assert_string_equal(laid_attr(l, 1, "<regionViewport", "rect"), "30000 0 170000 100000");
	assert_string_equal(laid_attr(l, 1, "<regionBody", "ipd"), "100000");
	assert_string_equal(laid_attr(l, 1, "<regionBody", "ctm"),
			    "[0.0 -1.0 1.0 0.0 30000.0 100000.0]");
	laid_close(l);
}

/* ---- markers ---- */

#define HEAD(position, boundary)                                                        \
	"<fo:static-content flow-name='xsl-region-after'><fo:block>"                    \
	"<fo:retrieve-marker retrieve-class-name='m' retrieve-position='" position "' " \
	"retrieve-boundary='" boundary "'/>|<fo:page-number/></fo:block></fo:static-content>"
#define M(text) "<fo:block><fo:marker marker-class-name='m'>" text "</fo:marker>" text "</fo:block>"
#define MARKED(position, boundary)                                                           \
	ROOT(MASTER("a", "50pt", BODY "<fo:region-after extent='10pt'/>"),                   \
	     SEQUENCE(HEAD(position, boundary) FLOW(M("A") M("B") P("x") B("plain") P(       \
		     "y") "<fo:block><fo:marker marker-class-name='m'>C</fo:marker>" P("c1") \
							    B("c2") "</fo:block>" M("D"))))

static void
markers_by_position(void **state)
{
	(void)state;
	static const struct {
		const char *fo;
		const char *pages[4];
	} rows[] = {
		{MARKED("first-starting-within-page", "page-sequence"),
		 {"A|1", "B|2", "C|3", "D|4"}},
		{MARKED("first-including-carryover", "page-sequence"),
		 {"A|1", "B|2", "C|3", "C|4"}},
		{MARKED("last-starting-within-page", "page-sequence"),
		 {"B|1", "B|2", "C|3", "D|4"}},
		{MARKED("last-ending-within-page", "page"), {"B|1", "|2", "C|3", "D|4"}},
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		struct laid *l = laid_open(rows[i].fo);
		for (int p = 1; p <= 4; p++)
			assert_string_equal(laid_text(l, p, "<regionAfter", "</regionAfter"),
					    rows[i].pages[p - 1]);
		laid_close(l);
	}
}

static void
page_without_room_is_named(void **state)
{
	(void)state;
	struct layout_options options = {.max_pages = 50};
	struct laid *l = laid_open_with(ROOT(MASTER("a", "50pt", "<fo:region-body margin='30pt'/>"),
					     SEQUENCE(FLOW(B("x")))),
					&options);

	assert_true(diag_has(l->diag, "PPL16"));
	assert_int_equal(l->summary.pages, 1);
	laid_close(l);
}

static void
unknown_master_falls_back(void **state)
{
	(void)state;
	struct laid *l = laid_open(ROOT(MASTER("b", "50pt", BODY), SEQUENCE(FLOW(B("x")))));

	assert_int_equal(l->summary.pages, 1);
	assert_true(diag_has(l->diag, "PPL12"));
	laid_close(l);
}

static void
flow_waits_for_its_region(void **state)
{
	(void)state;
	struct laid *l = laid_open(ROOT(
		MASTER("one", "50pt", "<fo:region-body region-name='cover'/>")
			MASTER("two", "50pt", BODY) ALTERNATIVES(REF(
				"one", "page-position='first'") REF("two", "page-position='any'")),
		SEQUENCE(FLOW(B("x")))));

	assert_int_equal(l->summary.pages, 2);
	assert_string_equal(laid_body(l, 1), "");
	assert_string_equal(laid_body(l, 2), "x");
	laid_close(l);

	l = laid_open(ROOT(MASTER("a", "50pt", "<fo:region-body region-name='other'/>"),
			   SEQUENCE(FLOW(B("x")))));
	assert_true(diag_has(l->diag, "PPL14"));
	assert_string_equal(laid_body(l, l->summary.pages), "x");
	laid_close(l);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(first_rest_last),
		cmocka_unit_test(only_and_parity),
		cmocka_unit_test(repeats_are_counted),
		cmocka_unit_test(exhausted_masters_are_named),
		cmocka_unit_test(last_page_that_is_too_small),
		cmocka_unit_test(page_width_may_change),
		cmocka_unit_test(page_counts_are_forced),
		cmocka_unit_test(next_sequence_forces_a_blank_page),
		cmocka_unit_test(regions_and_precedence),
		cmocka_unit_test(turned_page),
		cmocka_unit_test(markers_by_position),
		cmocka_unit_test(page_without_room_is_named),
		cmocka_unit_test(unknown_master_falls_back),
		cmocka_unit_test(flow_waits_for_its_region),
	};

	return cmocka_run_group_tests(tests, NULL, laid_done);
}
