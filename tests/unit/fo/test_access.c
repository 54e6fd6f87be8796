/* What layout asks of nodes: percentages against a base, values of other kinds, own properties. */
#include "fo/fo_test.h"

static void
test_dims(void **state)
{
	struct book b = book_flow("<fo:block-container id='x' width='50% - 2pt' height='auto' "
				  "space-before='4pt' start-indent='10%'><fo:block/>"
				  "</fo:block-container>");
	const struct fo_node *n = find_id(b.sequence, "x");
	dim base = 100 * DIM_PT;

	(void)state;
	assert_int_equal(fo_dim(n, FO_PROP_INLINE_PROGRESSION_DIMENSION, base, -1), 48 * DIM_PT);
	assert_int_equal(fo_dim(n, FO_PROP_BLOCK_PROGRESSION_DIMENSION, base, -1), -1);
	assert_int_equal(fo_dim(n, FO_PROP_START_INDENT, base, -1), 10 * DIM_PT);
	assert_int_equal(fo_dim(n, FO_PROP_SPACE_BEFORE, 0, -1), 4 * DIM_PT);
	assert_int_equal(fo_dim(n, FO_PROP_COLOR, base, -1), -1);
	assert_int_equal(fo_range(n, FO_PROP_COLOR)->optimum.u.keyword, FO_KW_AUTO);
	book_close(&b);
}

static void
test_other_kinds(void **state)
{
	struct book b = book_flow("<fo:block id='x' break-before='page' orphans='3'/>");
	const struct fo_node *n = find_id(b.sequence, "x");

	(void)state;
	assert_int_equal(fo_keyword(n, FO_PROP_BREAK_BEFORE), FO_KW_PAGE);
	assert_int_equal(fo_keyword(n, FO_PROP_ORPHANS), FO_KW_NONE_);
	assert_true(fo_number(n, FO_PROP_ORPHANS, 0) == 3);
	assert_true(fo_number(n, FO_PROP_BREAK_BEFORE, 7) == 7);
	assert_null(fo_string(n, FO_PROP_ORPHANS));
	assert_null(fo_colour(n, FO_PROP_BACKGROUND_COLOR));
	assert_int_equal(fo_keep(n, FO_PROP_KEEP_TOGETHER)->within_page, 0);
	assert_int_equal(fo_space(n, FO_PROP_COLOR)->optimum.u.dim, 0);
	book_close(&b);
}

static void
test_own(void **state)
{
	struct book b =
		book_flow("<fo:block><fo:basic-link id='x' role='Link' "
			  "external-destination=\"url('http://a/b c')\">"
			  "<fo:external-graphic src='url( a.png )' content-type='image/png'/>"
			  "<fo:basic-link id='' internal-destination='y'/>"
			  "</fo:basic-link></fo:block>");
	const struct fo_node *n = find_id(b.sequence, "x");

	(void)state;
	assert_string_equal(fo_own_string(n, FO_PROP_EXTERNAL_DESTINATION), "http://a/b c");
	assert_string_equal(fo_string(n, FO_PROP_ROLE), "Link");
	assert_null(fo_own(n, FO_PROP_INTERNAL_DESTINATION));
	assert_string_equal(fo_own_string(n->first_child, FO_PROP_SRC), "a.png");
	assert_string_equal(fo_own_string(n->first_child, FO_PROP_CONTENT_TYPE), "image/png");
	assert_null(fo_id(n->last_child));
	assert_int_equal(diag_count(b.diag, DIAG_NOTE), 0);
	book_close(&b);
}

static void
test_region_names(void **state)
{
	struct book b = book_open("<fo:root " XMLNS "><fo:layout-master-set><fo:simple-page-master "
				  "master-name='a'><fo:region-body/><fo:region-before/>"
				  "<fo:region-after region-name='foot'/></fo:simple-page-master>"
				  "</fo:layout-master-set>" SEQUENCE("<fo:block/>") "</fo:root>");
	const struct fo_node *m = fo_masters(b.doc);

	(void)state;
	assert_string_equal(fo_own_string(find_object(m, FO_REGION_BODY), FO_PROP_REGION_NAME),
			    "xsl-region-body");
	assert_string_equal(fo_string(find_object(m, FO_REGION_BEFORE), FO_PROP_REGION_NAME),
			    "xsl-region-before");
	assert_string_equal(fo_string(find_object(m, FO_REGION_AFTER), FO_PROP_REGION_NAME),
			    "foot");
	book_close(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_dims),
		cmocka_unit_test(test_other_kinds),
		cmocka_unit_test(test_own),
		cmocka_unit_test(test_region_names),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
