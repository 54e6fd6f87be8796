/* Each shorthand: what it sets, its precision against others, what it refuses. */
#include "fo/fo_test.h"

#define BLOCK(attrs) "<fo:block id='x' " attrs "/>"

static void
test_box(void **state)
{
	(void)state;
	CHECK_VALUE(BLOCK("padding='1pt 2pt 3pt 4pt'"), PADDING_LEFT, "4pt");
	CHECK_VALUE(BLOCK("padding='1pt 2pt 3pt'"), PADDING_LEFT, "2pt");
	CHECK_VALUE(BLOCK("padding='1pt 2pt'"), PADDING_AFTER, "1pt");
	CHECK_VALUE(BLOCK("padding='1pt + 1pt 2pt'"), PADDING_AFTER, "2pt");
	CHECK_VALUE(BLOCK("margin='1pt 2pt'"), MARGIN_RIGHT, "2pt");
	CHECK_VALUE(BLOCK("border-style='solid dotted'"), BORDER_START_STYLE, "dotted");
	CHECK_VALUE(BLOCK("border-width='thin thick'"), BORDER_END_WIDTH, "2pt");
	CHECK_VALUE(BLOCK("border-color='red rgb(0, 255, 0)'"), BORDER_END_COLOR, "#00ff00");
	CHECK_VALUE("<fo:block padding='3pt'><fo:block id='x' padding='inherit'/></fo:block>",
		    PADDING_BEFORE, "3pt");
}

static void
test_border(void **state)
{
	(void)state;
	CHECK_VALUE(BLOCK("border='solid red 2pt'"), BORDER_BEFORE_WIDTH, "2pt");
	CHECK_VALUE(BLOCK("border='solid red 2pt'"), BORDER_AFTER_COLOR, "#ff0000");
	CHECK_VALUE(BLOCK("color='blue' border='solid'"), BORDER_AFTER_COLOR, "#0000ff");
	CHECK_VALUE(BLOCK("border='solid'"), BORDER_AFTER_WIDTH, "1pt");
	CHECK_VALUE(BLOCK("border-left='rgb(1,2,3) 1pt + 1pt dashed'"), BORDER_START_WIDTH, "2pt");
	/* more precise ones win, whatever the order (§5.2) */
	CHECK_VALUE(BLOCK("border-top='1pt dotted' border='2pt solid'"), BORDER_BEFORE_STYLE,
		    "dotted");
	CHECK_VALUE(BLOCK("border-style='dashed' border='2pt solid'"), BORDER_BEFORE_STYLE,
		    "dashed");
	CHECK_VALUE(BLOCK("border-before-style='double' border='2pt solid'"), BORDER_TOP_STYLE,
		    "double");
	CHECK_VALUE(BLOCK("border-start='3pt solid'"), BORDER_LEFT_WIDTH, "3pt");
}

static void
test_font(void **state)
{
#define FONT "font='italic small-caps 700 10pt/14pt \"Times New Roman\", serif'"
	(void)state;
	CHECK_VALUE(BLOCK(FONT), FONT_STYLE, "italic");
	CHECK_VALUE(BLOCK(FONT), FONT_VARIANT, "small-caps");
	CHECK_VALUE(BLOCK(FONT), FONT_WEIGHT, "700");
	CHECK_VALUE(BLOCK(FONT), FONT_SIZE, "10pt");
	CHECK_VALUE(BLOCK(FONT), LINE_HEIGHT, "14pt");
	CHECK_VALUE(BLOCK(FONT), FONT_FAMILY, "'Times New Roman,serif'");
	CHECK_VALUE(BLOCK("font='10pt / 1.5 serif'"), LINE_HEIGHT, "1.5");
	CHECK_VALUE(BLOCK("font='bold 10pt serif' font-weight='normal'"), FONT_WEIGHT, "400");
	/* what is not named goes back to its initial value */
	CHECK_VALUE("<fo:block font-style='italic'><fo:block id='x' font='10pt serif'/></fo:block>",
		    FONT_STYLE, "normal");
	CHECK_VALUE(BLOCK("font='10pt' text-indent='1em'"), TEXT_INDENT, "12pt");
#undef FONT
}

static void
test_background(void **state)
{
#define BACK "background='url(a b.png) no-repeat left bottom #ff0'"
	(void)state;
	CHECK_VALUE(BLOCK(BACK), BACKGROUND_COLOR, "#ffff00");
	CHECK_VALUE(BLOCK(BACK), BACKGROUND_IMAGE, "'a b.png'");
	CHECK_VALUE(BLOCK(BACK), BACKGROUND_REPEAT, "no-repeat");
	CHECK_VALUE(BLOCK(BACK), BACKGROUND_POSITION_VERTICAL, "100%");
	CHECK_VALUE(BLOCK("background-position='top'"), BACKGROUND_POSITION_HORIZONTAL, "50%");
	CHECK_VALUE(BLOCK("background-position='3pt'"), BACKGROUND_POSITION_HORIZONTAL, "3pt");
	CHECK_VALUE(BLOCK("background='nosuch'"), BACKGROUND_COLOR, "transparent");
#undef BACK
}

static void
test_mappings(void **state)
{
	(void)state;
	CHECK_VALUE(BLOCK("page-break-before='always'"), BREAK_BEFORE, "page");
	CHECK_VALUE(BLOCK("page-break-after='left'"), BREAK_AFTER, "even-page");
	CHECK_VALUE(BLOCK("page-break-after='avoid'"), KEEP_WITH_NEXT, "always");
	CHECK_VALUE(BLOCK("page-break-inside='avoid'"), KEEP_TOGETHER, "always");
	CHECK_VALUE(BLOCK("page-break-before='always' break-before='column'"), BREAK_BEFORE,
		    "column");
	CHECK_VALUE(BLOCK("white-space='pre'"), LINEFEED_TREATMENT, "preserve");
	CHECK_VALUE(BLOCK("white-space='pre'"), WHITE_SPACE_COLLAPSE, "false");
	CHECK_VALUE(BLOCK("white-space='nowrap'"), WRAP_OPTION, "no-wrap");
	CHECK_VALUE(BLOCK("vertical-align='super'"), BASELINE_SHIFT, "super");
	CHECK_VALUE(BLOCK("vertical-align='top'"), ALIGNMENT_BASELINE, "before-edge");
	CHECK_VALUE(BLOCK("vertical-align='25%'"), ALIGNMENT_ADJUST, "25%");
	CHECK_VALUE(BLOCK("position='absolute'"), ABSOLUTE_POSITION, "absolute");
	CHECK_VALUE(BLOCK("position='relative'"), RELATIVE_POSITION, "relative");
}

static void
test_pairs(void **state)
{
	struct book b = book_flow("<fo:table id='x' border-spacing='2pt 3pt'><fo:table-body>"
				  "<fo:table-cell><fo:block/></fo:table-cell></fo:table-body>"
				  "</fo:table>");
	dim ipd, bpd;

	(void)state;
	fo_separation(find_id(b.sequence, "x"), &ipd, &bpd);
	assert_int_equal(ipd, 2 * DIM_PT);
	assert_int_equal(bpd, 3 * DIM_PT);
	book_close(&b);
	CHECK_VALUE(BLOCK("border-separation='4pt'"), BORDER_SEPARATION, "4pt 4pt");
}

static void
test_size(void **state)
{
	struct book b = book_open("<fo:root " XMLNS "><fo:layout-master-set><fo:simple-page-master "
				  "master-name='a' size='10cm 20cm'><fo:region-body/>"
				  "</fo:simple-page-master></fo:layout-master-set>" SEQUENCE(
					  "<fo:block/>") "</fo:root>");
	const struct fo_node *master = find_object(fo_masters(b.doc), FO_SIMPLE_PAGE_MASTER);

	(void)state;
	assert_int_equal(dim_to_mpt(fo_dim(master, FO_PROP_PAGE_WIDTH, 0, 0)), 283465);
	assert_int_equal(dim_to_mpt(fo_dim(master, FO_PROP_PAGE_HEIGHT, 0, 0)), 566929);
	book_close(&b);
}

static void
test_refused(void **state)
{
	static const char *const bad[] = {"padding='1pt 2pt 3pt 4pt 5pt'",
					  "padding=''",
					  "font='10pt'",
					  "font=''",
					  "white-space='nosuch'",
					  "page-break-before='nosuch'",
					  "background='1 2 3'",
					  "border='1pt solid red extra'",
					  "border-spacing='1pt 2pt 3pt'",
					  "size='1pt 2pt 3pt'"};

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct strbuf s = STRBUF_INIT;
		strbuf_printf(&s, "<fo:block id='x' %s/>", bad[i]);
		struct book b = book_flow(s.s);
		if (code_count(&b, "PPF40") != 1)
			fail_msg("no complaint about %s", bad[i]);
		book_close(&b);
		strbuf_release(&s);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_box),	 cmocka_unit_test(test_border),
		cmocka_unit_test(test_font),	 cmocka_unit_test(test_background),
		cmocka_unit_test(test_mappings), cmocka_unit_test(test_pairs),
		cmocka_unit_test(test_size),	 cmocka_unit_test(test_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
