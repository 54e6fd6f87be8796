/* Sharing: like nodes have one set, different ones have not. */
#include "fo/fo_test.h"

static struct fo_styles *
styles_of(struct book *b)
{
	return ((struct fo_sequence *)(void *)b->sequence)->styles;
}

static void
test_ten_thousand_cells(void **state)
{
	struct strbuf s = STRBUF_INIT;
	const struct fo_node *body, *first_row, *cell;
	size_t rows = 0;

	(void)state;
	strbuf_puts(&s, "<fo:table><fo:table-body>");
	for (int i = 0; i < 1000; i++) {
		strbuf_puts(&s, "<fo:table-row>");
		for (int k = 0; k < 10; k++)
			strbuf_printf(&s,
				      "<fo:table-cell id='c%d-%d' padding='2pt' border='1pt solid'>"
				      "<fo:block font-size='%dpt'>t</fo:block></fo:table-cell>",
				      i, k, 8 + k % 2);
		strbuf_puts(&s, "</fo:table-row>");
	}
	strbuf_puts(&s, "</fo:table-body></fo:table>");
	struct book b = book_flow(s.s);
	/* sequence, flow, table, body, row, cell, two blocks */
	assert_int_equal(fo_styles_count(styles_of(&b)), 8);
	body = find_object(b.sequence, FO_TABLE_BODY);
	first_row = body->first_child;
	for (const struct fo_node *row = first_row; row != NULL; row = row->next, rows++)
		for (cell = row->first_child; cell != NULL; cell = cell->next)
			assert_ptr_equal(cell->set, first_row->first_child->set);
	assert_int_equal(rows, 1000);
	assert_string_equal(fo_id(body->last_child->last_child), "c999-9");
	book_close(&b);
	strbuf_release(&s);
}

static void
test_what_tells_sets_apart(void **state)
{
	struct book b = book_flow("<fo:block color='red'>a</fo:block>"
				  "<fo:block color='red '>b</fo:block>"
				  "<fo:block color='red'><fo:inline/></fo:block>"
				  "<fo:block-container color='red'><fo:block/></fo:block-container>"
				  "<fo:table color='red'><fo:table-body><fo:table-cell><fo:block/>"
				  "</fo:table-cell></fo:table-body></fo:table>");
	const struct fo_node *at[5], *n = find_object(b.sequence, FO_FLOW)->first_child;

	(void)state;
	for (int i = 0; i < 5; i++, n = n->next)
		at[i] = n;
	assert_ptr_equal(at[0]->set, at[2]->set);
	assert_ptr_not_equal(at[0]->set, at[1]->set); /* told apart by text, equal by value */
	assert_true(fo_value_equal(fo_value(at[0], FO_PROP_COLOR), fo_value(at[1], FO_PROP_COLOR)));
	assert_ptr_not_equal(at[0]->set, at[3]->set); /* generates a reference-area */
	assert_ptr_not_equal(at[0]->set, at[4]->set); /* border precedence */
	assert_int_not_equal(at[0]->set->number, at[1]->set->number);
	book_close(&b);
}

/* Many different sets: the table of styles grows and still finds them. */
static void
test_growth(void **state)
{
	struct strbuf s = STRBUF_INIT;

	(void)state;
	for (int pass = 0; pass < 2; pass++)
		for (int i = 0; i < 2000; i++)
			strbuf_printf(&s, "<fo:block text-indent='%dpt'/>", i);
	struct book b = book_flow(s.s);
	assert_int_equal(fo_styles_count(styles_of(&b)), 2002);
	book_close(&b);
	strbuf_release(&s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_ten_thousand_cells),
		cmocka_unit_test(test_what_tells_sets_apart),
		cmocka_unit_test(test_growth),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
