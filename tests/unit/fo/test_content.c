/* Content models: what is refused, what is kept, and with which consequence it is told. */
#include "fo/fo_test.h"

static void
check(const char *inside, const char *code, size_t count, int line)
{
	struct book b = book_flow(inside);

	if (code_count(&b, code) != count || diag_count(b.diag, DIAG_NOTE) != count) {
		struct strbuf s = STRBUF_INIT;
		diag_print(b.diag, &s, DIAG_SHORT, false);
		fail_msg("line %d: wanted %zu of %s, got:\n%s", line, count, code, s.s);
	}
	book_close(&b);
}
#define CHECK(inside, code, count) check((inside), (code), (count), __LINE__)

static void
test_fine(void **state)
{
	(void)state;
	CHECK("<fo:block>a<fo:block/><fo:inline>b</fo:inline></fo:block>", "-", 0);
	CHECK("<fo:wrapper><fo:block/></fo:wrapper>", "-", 0);
	CHECK("<fo:block><fo:wrapper>text</fo:wrapper></fo:block>", "-", 0);
	CHECK("<fo:marker marker-class-name='m'>x</fo:marker><fo:block/>", "-", 0);
	CHECK("<fo:table><fo:table-body><fo:table-cell><fo:block/></fo:table-cell></fo:table-body>"
	      "</fo:table>",
	      "-", 0);
	CHECK("<fo:block><fo:footnote><fo:inline>1</fo:inline><fo:footnote-body><fo:block/>"
	      "</fo:footnote-body></fo:footnote></fo:block>",
	      "-", 0);
}

static void
test_lost_text_is_an_error(void **state)
{
	struct book b = book_flow("<fo:table-row><fo:table-cell><fo:block>lost</fo:block>"
				  "</fo:table-cell></fo:table-row><fo:block/>");

	(void)state;
	assert_int_equal(code_count(&b, "PPF31"), 1);
	assert_int_equal(diag_exit(b.diag, false), 4);
	assert_null(find_object(b.sequence, FO_TABLE_ROW));
	book_close(&b);
	CHECK("<fo:table-row/><fo:block/>", "PPF30", 1);
	CHECK("stray<fo:block/>", "PPF32", 1);
	CHECK("<fo:wrapper>stray<fo:block/></fo:wrapper>", "PPF32", 1);
	CHECK("<fo:inline>stray</fo:inline><fo:block/>", "PPF31", 1);
}

static void
test_order(void **state)
{
	static const char late[] =
		"<fo:table><fo:table-body><fo:table-row><fo:table-cell><fo:block/>"
		"</fo:table-cell></fo:table-row></fo:table-body><fo:table-footer>"
		"<fo:table-row><fo:table-cell><fo:block>kept</fo:block>"
		"</fo:table-cell></fo:table-row></fo:table-footer></fo:table>";
	struct book b = book_flow(late);

	(void)state;
	assert_int_equal(code_count(&b, "PPF34"), 1);
	assert_non_null(find_object(b.sequence, FO_TABLE_FOOTER));
	book_close(&b);
	CHECK("<fo:block>a<fo:marker marker-class-name='m'/></fo:block>", "PPF34", 1);
}

static void
test_missing_and_twice(void **state)
{
	(void)state;
	CHECK("<fo:block-container/>", "PPF33", 1);
	CHECK("<fo:list-block><fo:list-item><fo:list-item-label><fo:block/></fo:list-item-label>"
	      "</fo:list-item></fo:list-block>",
	      "PPF33", 1);
	CHECK("<fo:list-block><fo:list-item><fo:list-item-label><fo:block/></fo:list-item-label>"
	      "<fo:list-item-body><fo:block/></fo:list-item-body>"
	      "<fo:list-item-body><fo:block/></fo:list-item-body></fo:list-item></fo:list-block>",
	      "PPF35", 1);
	CHECK("<fo:block><fo:instream-foreign-object/></fo:block>", "PPF33", 1);
}

static void
test_forbidden_below(void **state)
{
	(void)state;
	CHECK("<fo:block><fo:leader><fo:inline><fo:leader/></fo:inline></fo:leader></fo:block>",
	      "PPF30", 1);
	CHECK("<fo:block><fo:marker marker-class-name='m'><fo:block>"
	      "<fo:retrieve-marker retrieve-class-name='m'/></fo:block></fo:marker></fo:block>",
	      "PPF30", 1);
}

static void
test_unknown_names(void **state)
{
	struct book b = book_flow("<fo:blok>kept</fo:blok><fo:blok/>"
				  "<fo:block font-sise='3pt'/><fo:block font-sise='3pt'/>"
				  "<fo:block space-before.middle='1pt'/>");
	const struct diag_entry *e = diag_first(b.diag);

	(void)state;
	assert_int_equal(code_count(&b, "PPF10"), 1);
	assert_string_equal(e->kind->code, "PPF10");
	assert_non_null(strstr(e->help, "fo:block"));
	assert_string_equal(e->place.id, "/fo:root/fo:page-sequence[1]/fo:flow/fo:wrapper");
	assert_int_equal(code_count(&b, "PPF11"), 1);
	assert_int_equal(code_count(&b, "PPF44"), 1);
	book_close(&b);
}

static void
test_foreign_names(void **state)
{
#define X "xmlns:x='urn:x'"
	(void)state;
	CHECK("<fo:block " X " x:a='1' id='b1'/><fo:block " X " x:a='2'/>", "PPF13", 1);
	CHECK("<fo:block " X "><x:y/><x:y/></fo:block>", "PPF12", 1);
	CHECK("<fo:block xml:space='preserve'/>", "-", 0);
	struct book b = book_flow("<fo:block " X "><x:y>lost</x:y></fo:block>");
	assert_int_equal(code_count(&b, "PPF31"), 1);
	book_close(&b);
	b = book_flow("<fo:block xmlns:fox='http://xmlgraphics.apache.org/fop/extensions'>"
		      "<fo:external-graphic id='x' src='a.png' fox:alt-text='A logo'/></fo:block>");
	assert_int_equal(diag_count(b.diag, DIAG_NOTE), 0);
	assert_string_equal(fo_own_string(find_id(b.sequence, "x"), FO_PROP_FOX_ALT_TEXT),
			    "A logo");
	book_close(&b);
#undef X
}

static void
test_needed_properties(void **state)
{
	(void)state;
	CHECK("<fo:block><fo:external-graphic/></fo:block>", "PPF42", 1);
	CHECK("<fo:block><fo:page-number-citation/></fo:block>", "PPF42", 1);
	CHECK("<fo:block><fo:basic-link>a</fo:basic-link></fo:block>", "PPF42", 1);
	CHECK("<fo:block id='a'/><fo:block id='a'/>", "PPF43", 1);
}

static void
test_unsupported_objects(void **state)
{
	struct book b = book_flow("<fo:block><fo:multi-switch><fo:multi-case starting-state='hide'>"
				  "hidden</fo:multi-case><fo:multi-case>shown</fo:multi-case>"
				  "</fo:multi-switch><fo:index-page-citation-list/></fo:block>");

	(void)state;
	assert_int_equal(code_count(&b, "PPF21"), 1);
	assert_int_equal(code_count(&b, "PPF20"), 1);
	assert_string_equal(find_object(b.sequence, FO_TEXT)->text, "shown");
	book_close(&b);
}

static void
test_change_bars_anywhere(void **state)
{
	struct book b = book_flow("<fo:table><fo:change-bar-begin change-bar-class='c'/>"
				  "<fo:table-body><fo:table-row><fo:table-cell><fo:block/>"
				  "</fo:table-cell></fo:table-row></fo:table-body></fo:table>");

	(void)state;
	assert_int_equal(code_count(&b, "PPF24"), 0);
	assert_int_equal(code_count(&b, "PPF30"), 0);
	assert_non_null(find_object(b.sequence, FO_CHANGE_BAR_BEGIN));
	book_close(&b);
}

static void
test_told_only_so_often(void **state)
{
	struct strbuf s = STRBUF_INIT;

	(void)state;
	for (int i = 0; i < 1000; i++)
		strbuf_puts(&s, "<fo:table-row/>\n");
	strbuf_puts(&s, "<fo:block/>");
	struct book b = book_flow(s.s);
	assert_int_equal(code_count(&b, "PPF30"), FO_TELL_MAX);
	assert_int_equal(code_count(&b, "PPF99"), 1);
	book_close(&b);
	strbuf_release(&s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_fine),
		cmocka_unit_test(test_lost_text_is_an_error),
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_missing_and_twice),
		cmocka_unit_test(test_forbidden_below),
		cmocka_unit_test(test_unknown_names),
		cmocka_unit_test(test_foreign_names),
		cmocka_unit_test(test_needed_properties),
		cmocka_unit_test(test_unsupported_objects),
		cmocka_unit_test(test_change_bars_anywhere),
		cmocka_unit_test(test_told_only_so_often),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
