/* Citations: page numbers of ids, in as many passes as it takes. */
#include "laid.h"

#define CITE(id) "<fo:page-number-citation ref-id='" id "'/>"
#define LAST(id) "<fo:page-number-citation-last ref-id='" id "'/>"
#define P(text)	 "<fo:block break-after='page'>" text "</fo:block>"

static void
forward_and_backward(void **state)
{
	(void)state;
	struct laid *l = laid_open(
		PAGES("50pt", "<fo:block id='a' break-after='page'>" CITE(
				      "b") "</fo:block><fo:block id='b'>" CITE("a") "</fo:block>"));

	assert_string_equal(laid_body(l, 1), "2");
	assert_string_equal(laid_body(l, 2), "1");
	assert_false(diag_has(l->diag, "PPL05"));
	laid_close(l);
}

/* Ids of inlines, lists and empty wrappers count too. */
static void
ids_of_all_kinds(void **state)
{
	(void)state;
	struct laid *l = laid_open(PAGES(
		"50pt",
		"<fo:block break-after='page'>" CITE("i") " " CITE("w") " " CITE(
			"c") "</fo:block>" P("x")
			B("<fo:inline id='i'>i</fo:inline>") "<fo:wrapper id='w'/>"
							     "<fo:block-container id='c' "
							     "height='10pt'>" B(
								     "c") "</fo:block-container>"));

	assert_string_equal(laid_body(l, 1), "3 3 3");
	laid_close(l);
}

#define FOOTED(inside)                                                                      \
	ROOT(MASTER("a", "50pt", BODY "<fo:region-after extent='10pt'/>"),                  \
	     "<fo:page-sequence master-reference='a' id='all'>"                             \
	     "<fo:static-content flow-name='xsl-region-after'><fo:block><fo:page-number/> " \
	     "of " LAST("all") "</fo:block></fo:static-content>" FLOW(                      \
		     inside) "</fo:page-sequence>")

/* "page n of m" is exact and needs no second pass, whatever the guess was. */
static void
total_of_pages(void **state)
{
	(void)state;
	struct laid *l = laid_open(FOOTED(P("1") P("2") B("3")));

	assert_int_equal(l->summary.passes, 1);
	assert_string_equal(laid_text(l, 1, "<regionAfter", "</regionAfter"), "1 of 3");
	assert_string_equal(laid_text(l, 3, "<regionAfter", "</regionAfter"), "3 of 3");
	laid_close(l);
}

static void
unresolved_is_an_error(void **state)
{
	(void)state;
	struct laid *l = laid_open(PAGES("50pt", B("see " CITE("nowhere"))));

	assert_true(diag_has(l->diag, "PPL05"));
	assert_string_equal(laid_body(l, 1), "see ??");
	laid_close(l);
}

static void
first_of_two_ids_counts(void **state)
{
	(void)state;
	struct laid *l = laid_open(
		PAGES("50pt", P(CITE("x")) "<fo:block id='x' break-after='page'>1</fo:block>"
					   "<fo:block id='x'>2</fo:block>"));

	assert_string_equal(laid_body(l, 1), "2");
	assert_true(diag_has(l->diag, "PPF43"));
	laid_close(l);
}

/* A document with n chapters of a page each, and a list of them in front. */
static char *
book(int n)
{
	struct strbuf b = STRBUF_INIT;

	strbuf_puts(&b,
		    "<fo:root " FO " font-size='10pt' line-height='10pt' "
		    "font-family='Helvetica'><fo:layout-master-set>" MASTER(
			    "a", "100pt",
			    BODY) "</fo:layout-master-set><fo:page-sequence master-reference='a'>"
				  "<fo:flow flow-name='xsl-region-body'>");
	for (int i = 0; i < n; i++)
		strbuf_printf(&b,
			      "<fo:block text-align-last='justify'>%d <fo:leader "
			      "leader-pattern='dots'/>" CITE("c%d") "</fo:block>",
			      i, i);
	strbuf_puts(&b, "</fo:flow></fo:page-sequence><fo:page-sequence master-reference='a'>"
			"<fo:flow flow-name='xsl-region-body'>");
	for (int i = 0; i < n; i++)
		strbuf_printf(&b, "<fo:block id='c%d' break-before='page'>C%d</fo:block>", i, i);
	strbuf_puts(&b, "</fo:flow></fo:page-sequence></fo:root>");
	return b.s;
}

/* Every entry of the list must name the page its chapter stands on. */
static void
check_book(int n)
{
	char *fo = book(n);
	struct laid *l = laid_open(fo);
	int front = l->summary.pages - n;

	assert_true(l->ok);
	assert_int_equal(l->emitted, l->summary.pages);
	/* the leaders take up what the numbers are wider or narrower than their guesses */
	if (l->summary.pages < 500)
		assert_int_equal(l->summary.passes, 1);
	for (int i = 0; i<n; i += n> 50 ? 37 : 1) {
		char chapter[24];
		char number[24];
		snprintf(chapter, sizeof chapter, "C%d", i);
		snprintf(number, sizeof number, ">%d<", front + i + 1);
		assert_string_equal(laid_body(l, front + i + 1), chapter);
		/* ten entries a page */
		assert_true(laid_count(l, i / 10 + 1, number) >= 1);
	}
	laid_close(l);
	free(fo);
}

static void
list_of_contents(void **state)
{
	(void)state;
	check_book(8);	 /* one digit, where two were guessed */
	check_book(120); /* three */
}

/* A number that lets a word into the line before it, or makes a column narrower, is more than one
 * line's matter: another pass. */
static void
citations_that_move_others(void **state)
{
	(void)state;
	struct laid *l = laid_open(PAGES("50pt", "<fo:block font-family='Courier' "
						 "break-after='page'>"
						 "aaaaaaaaaaaaaaaaaaaaaaaaaaaaa " CITE(
							 "z") " b</fo:block>"
							      "<fo:block id='z'>z</fo:block>"));

	assert_int_equal(l->summary.passes, 2);
	assert_string_equal(laid_body(l, 1), "aaaaaaaaaaaaaaaaaaaaaaaaaaaaa 2 b");
	laid_close(l);
	l = laid_open(PAGES(
		"50pt",
		"<fo:table table-layout='auto' break-after='page'>"
		"<fo:table-body><fo:table-row><fo:table-cell>" B(CITE(
			"z")) "</fo:table-cell><fo:table-cell>" B("x") "</fo:table-cell></"
								       "fo:table-row>"
								       "</fo:table-body></fo:table>"
								       "<fo:block "
								       "id='z'>z</fo:block>"));
	assert_int_equal(l->summary.passes, 2);
	laid_close(l);
}

/* More pages than are held back: they are made again when all is known. */
static void
list_of_contents_of_a_long_document(void **state)
{
	(void)state;
	check_book(700);
}

/* The block that cites itself: cited as "9" it has three lines, which cannot be parted, and begins
 * on page 10; cited as "10" it has four, of which two stay on page 9.  It ends, and is named. */
static void
oscillation_is_named(void **state)
{
	(void)state;
	struct strbuf b = STRBUF_INIT;

	strbuf_puts(&b,
		    "<fo:root " FO " font-size='10pt' line-height='10pt' "
		    "font-family='Courier'><fo:layout-master-set>" MASTER(
			    "a", "40pt",
			    BODY) "</fo:layout-master-set><fo:page-sequence master-reference='a'>"
				  "<fo:flow flow-name='xsl-region-body'>");
	for (int i = 1; i < 9; i++)
		strbuf_puts(&b, P("x"));
	strbuf_puts(&b, B("y") B("y") "<fo:block id='z' hyphenate='false'>");
	/* a line holds 33 letters of 6 pt */
	strbuf_printf(&b,
		      "%.*s %.*s %.*s " CITE("z") "</fo:block></fo:flow></fo:page-sequence>"
						  "</fo:root>",
		      33, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", 33,
		      "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb", 31,
		      "ccccccccccccccccccccccccccccccccccccc");
	struct laid *l = laid_open(b.s);
	assert_true(l->ok);
	assert_int_equal(l->summary.passes, LAYOUT_MAX_PASSES);
	assert_int_equal(l->emitted, l->summary.pages);
	assert_int_equal(l->summary.pages, 10);
	assert_true(diag_has(l->diag, "PPL09"));
	strbuf_release(&b);
	laid_close(l);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(forward_and_backward),
		cmocka_unit_test(ids_of_all_kinds),
		cmocka_unit_test(total_of_pages),
		cmocka_unit_test(unresolved_is_an_error),
		cmocka_unit_test(first_of_two_ids_counts),
		cmocka_unit_test(list_of_contents),
		cmocka_unit_test(citations_that_move_others),
		cmocka_unit_test(list_of_contents_of_a_long_document),
		cmocka_unit_test(oscillation_is_named),
	};

	return cmocka_run_group_tests(tests, NULL, laid_done);
}
