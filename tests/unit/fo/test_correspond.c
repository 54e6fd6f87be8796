/* Corresponding properties: absolute against relative, margins to spaces and indents, extents. */
#include "fo/fo_test.h"

static void
test_absolute_wins(void **state)
{
	(void)state;
	CHECK_VALUE("<fo:block id='x' padding-before='1pt' padding-top='2pt'/>", PADDING_BEFORE,
		    "2pt");
	CHECK_VALUE("<fo:block id='x' padding-before='1pt'/>", PADDING_TOP, "1pt");
	/* by a shorthand only: the relative one wins */
	CHECK_VALUE("<fo:block id='x' padding-before='1pt' padding='2pt'/>", PADDING_BEFORE, "1pt");
	CHECK_VALUE("<fo:block id='x' padding-before='1pt' padding='2pt'/>", PADDING_TOP, "1pt");
	CHECK_VALUE("<fo:block id='x' padding-before='1pt' padding='2pt'/>", PADDING_AFTER, "2pt");
}

static void
test_writing_mode(void **state)
{
#define RTL(inside) "<fo:block-container writing-mode='rl-tb'>" inside "</fo:block-container>"
	(void)state;
	CHECK_VALUE(RTL("<fo:block id='x' padding-left='2pt'/>"), PADDING_END, "2pt");
	CHECK_VALUE(RTL("<fo:block id='x' margin-left='2pt'/>"), END_INDENT, "2pt");
	CHECK_VALUE(RTL("<fo:block id='x' border-right='1pt solid red'/>"), BORDER_START_STYLE,
		    "solid");
	/* the borders of the container itself follow the mode outside of it */
	CHECK_VALUE("<fo:block-container id='x' writing-mode='rl-tb' padding-left='2pt'><fo:block/>"
		    "</fo:block-container>",
		    PADDING_START, "2pt");
	CHECK_VALUE("<fo:block-container writing-mode='tb-rl'><fo:block id='x' padding-top='2pt'/>"
		    "</fo:block-container>",
		    PADDING_START, "2pt");
	CHECK_VALUE("<fo:block-container writing-mode='tb-rl'><fo:block-container id='x' "
		    "width='9pt'><fo:block/></fo:block-container></fo:block-container>",
		    BLOCK_PROGRESSION_DIMENSION, "9pt");
#undef RTL
}

static void
test_margin_to_indent(void **state)
{
#define IN20(attrs) "<fo:block start-indent='20pt'><fo:block id='x' " attrs "/></fo:block>"
	(void)state;
	CHECK_VALUE(IN20(""), START_INDENT, "20pt");
	CHECK_VALUE(IN20("margin-left='5pt'"), START_INDENT, "25pt");
	CHECK_VALUE(IN20("margin-left='5pt' padding-left='2pt' border-left='1pt solid'"),
		    START_INDENT, "28pt");
	/* a border of style none has no width */
	CHECK_VALUE(IN20("margin-left='5pt' border-left-width='1pt'"), START_INDENT, "25pt");
	CHECK_VALUE(IN20("margin='5pt'"), START_INDENT, "25pt");
	CHECK_VALUE(IN20("margin='5pt' start-indent='3pt'"), START_INDENT, "3pt");
	CHECK_VALUE(IN20("margin-left='5pt' start-indent='3pt'"), START_INDENT, "25pt");
	CHECK_VALUE(IN20("padding-left='2pt'"), START_INDENT, "20pt");
	CHECK_VALUE(IN20("margin-left='10%'"), START_INDENT, "10%+20pt");
	CHECK_VALUE(IN20("margin-left='auto'"), START_INDENT, "20pt");
	CHECK_VALUE(IN20("start-indent='30pt' padding-left='2pt'"), MARGIN_LEFT, "8pt");
	/* a reference-area starts anew */
	CHECK_VALUE("<fo:block start-indent='20pt'><fo:block-container id='x' margin-left='5pt'>"
		    "<fo:block/></fo:block-container></fo:block>",
		    START_INDENT, "5pt");
#undef IN20
}

static void
test_margin_to_space(void **state)
{
	(void)state;
	CHECK_VALUE("<fo:block id='x' margin-top='5pt'/>", SPACE_BEFORE, "5pt retain");
	CHECK_VALUE("<fo:block id='x' margin='5pt' space-before='6pt'/>", SPACE_BEFORE, "6pt");
	CHECK_VALUE("<fo:block id='x' space-after='6pt'/>", MARGIN_BOTTOM, "6pt");
	CHECK_VALUE("<fo:block><fo:inline id='x' margin-left='5pt'/></fo:block>", SPACE_START,
		    "5pt");
	CHECK_VALUE("<fo:block><fo:inline id='x' margin-left='5pt'/></fo:block>", START_INDENT,
		    "0pt");
}

static void
test_extents(void **state)
{
#define BOX(attrs) "<fo:block-container id='x' " attrs "><fo:block/></fo:block-container>"
	struct book b;

	(void)state;
	CHECK_VALUE(BOX(""), INLINE_PROGRESSION_DIMENSION, "auto");
	CHECK_VALUE(BOX("width='10pt'"), INLINE_PROGRESSION_DIMENSION, "10pt");
	CHECK_VALUE(BOX("height='50%'"), BLOCK_PROGRESSION_DIMENSION, "50%");
	CHECK_VALUE(BOX("min-height='10pt'"), BLOCK_PROGRESSION_DIMENSION, "auto[10pt auto]");
	CHECK_VALUE(BOX("height='10pt' max-height='8pt'"), BLOCK_PROGRESSION_DIMENSION,
		    "10pt"); /* what was too small yields to the minimum */
	CHECK_VALUE(BOX("height='10pt' max-height='none'"), BLOCK_PROGRESSION_DIMENSION,
		    "10pt[10pt auto]");
	CHECK_VALUE(BOX("inline-progression-dimension='7pt'"), WIDTH, "7pt");
	CHECK_VALUE(BOX("inline-progression-dimension='7pt' width='9pt'"),
		    INLINE_PROGRESSION_DIMENSION, "9pt");
	CHECK_VALUE(BOX("block-progression-dimension.minimum='7pt'"), BLOCK_PROGRESSION_DIMENSION,
		    "auto[7pt auto]");
	b = book_flow(BOX("width='auto' height='9pt'"));
	const struct fo_node *n = find_id(b.sequence, "x");
	assert_int_equal(fo_keyword(n, FO_PROP_INLINE_PROGRESSION_DIMENSION), FO_KW_AUTO);
	assert_int_equal(fo_dim(n, FO_PROP_BLOCK_PROGRESSION_DIMENSION, 0, -1), 9 * DIM_PT);
	assert_int_equal(fo_dim(n, FO_PROP_INLINE_PROGRESSION_DIMENSION, 0, -1), -1);
	book_close(&b);
#undef BOX
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_absolute_wins),	 cmocka_unit_test(test_writing_mode),
		cmocka_unit_test(test_margin_to_indent), cmocka_unit_test(test_margin_to_space),
		cmocka_unit_test(test_extents),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
