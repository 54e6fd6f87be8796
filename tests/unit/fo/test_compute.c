/* Inheritance and what computing makes of relative values. */
#include "fo/fo_test.h"

static void
test_inheritance(void **state)
{
	(void)state;
	CHECK_VALUE("<fo:block color='red' padding-top='2pt'><fo:block id='x'/></fo:block>", COLOR,
		    "#ff0000");
	CHECK_VALUE("<fo:block color='red' padding-top='2pt'><fo:block id='x'/></fo:block>",
		    PADDING_TOP, "0pt");
	CHECK_VALUE(
		"<fo:block padding-top='2pt'><fo:block id='x' padding-top='inherit'/></fo:block>",
		PADDING_BEFORE, "2pt");
	CHECK_VALUE("<fo:block color='red'><fo:block id='x' color='nosuch'/></fo:block>", COLOR,
		    "#ff0000");
}

static void
test_font_size(void **state)
{
#define IN20(attrs) "<fo:block font-size='20pt'><fo:block id='x' " attrs "/></fo:block>"
	(void)state;
	CHECK_VALUE("<fo:block id='x'/>", FONT_SIZE, "12pt");
	CHECK_VALUE(IN20("font-size='80%'"), FONT_SIZE, "16pt");
	CHECK_VALUE(IN20("font-size='1.5em'"), FONT_SIZE, "30pt");
	CHECK_VALUE(IN20("font-size='larger'"), FONT_SIZE, "24pt");
	CHECK_VALUE(IN20("font-size='x-large'"), FONT_SIZE, "17.28pt");
	CHECK_VALUE(IN20("font-size='-5pt'"), FONT_SIZE, "0pt");
	CHECK_VALUE(IN20("font-size='999999pt'"), FONT_SIZE, "10000pt");
	CHECK_VALUE(IN20("text-indent='9999999in'"), TEXT_INDENT, "100000pt");
	CHECK_VALUE(IN20("text-indent='-9999999in'"), TEXT_INDENT, "-100000pt");
	/* em of other properties is of the new size, wherever it stands */
	CHECK_VALUE(IN20("text-indent='2em' font-size='10pt'"), TEXT_INDENT, "20pt");
#undef IN20
}

static void
test_font_weight(void **state)
{
	(void)state;
	CHECK_VALUE("<fo:block id='x' font-weight='bold'/>", FONT_WEIGHT, "700");
	CHECK_VALUE("<fo:block id='x' font-weight='600'/>", FONT_WEIGHT, "600");
	CHECK_VALUE(
		"<fo:block font-weight='bold'><fo:inline id='x' font-weight='bolder'/></fo:block>",
		FONT_WEIGHT, "900");
	CHECK_VALUE(
		"<fo:block font-weight='bold'><fo:inline id='x' font-weight='lighter'/></fo:block>",
		FONT_WEIGHT, "400");
	CHECK_VALUE("<fo:block font-stretch='condensed'>"
		    "<fo:inline id='x' font-stretch='wider'/></fo:block>",
		    FONT_STRETCH, "semi-condensed");
}

/* Every width by itself, and one step narrower. */
static void
test_font_stretch(void **state)
{
	static const char *const rows[][2] = {
		{"font-stretch='ultra-condensed'", "ultra-condensed"},
		{"font-stretch='extra-condensed'", "ultra-condensed"},
		{"font-stretch='condensed'", "extra-condensed"},
		{"font-stretch='semi-condensed'", "condensed"},
		{"font-stretch='normal'", "semi-condensed"},
		{"font-stretch='semi-expanded'", "normal"},
		{"font-stretch='expanded'", "semi-expanded"},
		{"font-stretch='extra-expanded'", "expanded"},
		{"font-stretch='ultra-expanded'", "extra-expanded"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
		char fo[200];
		snprintf(fo, sizeof fo,
			 "<fo:block %s><fo:inline id='x' font-stretch='narrower'/></fo:block>",
			 rows[i][0]);
		CHECK_VALUE(fo, FONT_STRETCH, rows[i][1]);
	}
}

static void
test_font_family(void **state)
{
	(void)state;
	CHECK_VALUE("<fo:block id='x' font-family=\" 'DejaVu Sans' , Arial,, serif \"/>",
		    FONT_FAMILY, "'DejaVu Sans,Arial,serif'");
}

static void
test_line_height(void **state)
{
#define OUTER(height, inside)                             \
	"<fo:block font-size='10pt' line-height='" height \
	"'><fo:block font-size='20pt' id='x' " inside "/></fo:block>"
	struct book b;

	(void)state;
	CHECK_VALUE(OUTER("1.5", ""), LINE_HEIGHT, "1.5");
	CHECK_VALUE(OUTER("150%", ""), LINE_HEIGHT, "15pt");
	CHECK_VALUE(OUTER("14pt", ""), LINE_HEIGHT, "14pt");
	CHECK_VALUE(OUTER("14pt", "line-height.optimum='16pt'"), LINE_HEIGHT, "16pt[14pt 16pt]");
	b = book_flow(OUTER("1.5", ""));
	assert_int_equal(fo_line_height(find_id(b.sequence, "x"), 0), 30 * DIM_PT);
	book_close(&b);
	b = book_flow("<fo:block id='x'/>");
	assert_int_equal(fo_line_height(find_id(b.sequence, "x"), 777), 777);
	book_close(&b);
#undef OUTER
}

static void
test_borders(void **state)
{
	struct book b = book_flow("<fo:block id='x' color='blue' border-before-style='solid' "
				  "border-before-width.conditionality='retain' "
				  "border-after-width='3pt' border-start-style='dotted' "
				  "border-start-width='thin' padding-end.length='2pt' "
				  "padding-end.conditionality='retain'/>");
	const struct fo_node *n = find_id(b.sequence, "x");
	struct fo_border before = fo_border(n, FO_BEFORE), after = fo_border(n, FO_AFTER);
	bool retain = false;

	(void)state;
	assert_int_equal(before.width, DIM_PT); /* medium */
	assert_int_equal(before.style, FO_KW_SOLID);
	assert_true(before.retain);
	assert_true(before.colour.b == 1 && before.colour.r == 0);
	assert_int_equal(after.width, 0); /* style none */
	assert_int_equal(fo_border(n, FO_START).width, DIM_PT / 2);
	assert_int_equal(fo_padding(n, FO_END, 0, &retain), 2 * DIM_PT);
	assert_true(retain);
	book_close(&b);
}

static void
test_spaces(void **state)
{
	(void)state;
	CHECK_VALUE("<fo:block id='x' space-before='6pt'/>", SPACE_BEFORE, "6pt");
	CHECK_VALUE("<fo:block id='x' space-before.optimum='6pt'/>", SPACE_BEFORE, "6pt[0pt 6pt]");
	CHECK_VALUE("<fo:block id='x' space-before.minimum='4pt' space-before.optimum='6pt' "
		    "space-before.maximum='9pt' space-before.conditionality='retain' "
		    "space-before.precedence='force'/>",
		    SPACE_BEFORE, "6pt[4pt 9pt] retain force");
	CHECK_VALUE("<fo:block id='x' space-before.precedence='3' space-before='6pt'/>",
		    SPACE_BEFORE, "6pt precedence 3");
	CHECK_VALUE("<fo:block id='x' space-before.minimum='8pt' space-before.optimum='6pt' "
		    "space-before.maximum='7pt'/>",
		    SPACE_BEFORE, "8pt");
	CHECK_VALUE("<fo:block id='x' letter-spacing='1pt'/>", LETTER_SPACING, "1pt");
}

static void
test_keeps(void **state)
{
	(void)state;
	CHECK_VALUE("<fo:block id='x' keep-together='always'/>", KEEP_TOGETHER, "always");
	CHECK_VALUE("<fo:block id='x' keep-together.within-page='5'/>", KEEP_TOGETHER,
		    "auto/auto/5");
	CHECK_VALUE("<fo:block keep-together='always'><fo:block id='x' "
		    "keep-together.within-column='auto'/></fo:block>",
		    KEEP_TOGETHER, "always/auto/always");
	CHECK_VALUE("<fo:block keep-with-next='always'><fo:block id='x'/></fo:block>",
		    KEEP_WITH_NEXT, "auto");
	CHECK_VALUE("<fo:block keep-together='always'><fo:block id='x' keep-together='7'>"
		    "<fo:block/></fo:block></fo:block>",
		    KEEP_TOGETHER, "7");
}

static void
test_leader_length(void **state)
{
	(void)state;
	CHECK_VALUE("<fo:block><fo:leader id='x'/></fo:block>", LEADER_LENGTH, "12pt[0pt 100%]");
	CHECK_VALUE("<fo:block><fo:leader id='x' leader-length='30pt'/></fo:block>", LEADER_LENGTH,
		    "30pt");
	CHECK_VALUE("<fo:block><fo:leader id='x' leader-length.maximum='50%'/></fo:block>",
		    LEADER_LENGTH, "12pt[0pt 50%]");
}

static void
test_decorations(void **state)
{
	static const char nest[] = "<fo:block color='red' text-decoration='underline'>"
				   "<fo:inline color='blue' text-decoration='line-through'>"
				   "<fo:inline id='x'/></fo:inline></fo:block>";
	struct book b = book_flow(nest);
	const struct colour *c = NULL;
	const struct fo_node *n = find_id(b.sequence, "x");

	(void)state;
	assert_string_equal(value_text(&b, FO_PROP_TEXT_DECORATION),
			    "underline #ff0000 line-through #0000ff");
	assert_true(fo_decoration(n, FO_KW_UNDERLINE, &c));
	assert_true(c->r == 1);
	assert_false(fo_decoration(n, FO_KW_OVERLINE, &c));
	book_close(&b);
	CHECK_VALUE("<fo:block text-decoration='underline overline'>"
		    "<fo:inline id='x' text-decoration='no-underline'/></fo:block>",
		    TEXT_DECORATION, "overline #000000");
	CHECK_VALUE("<fo:block text-decoration='underline'>"
		    "<fo:inline id='x' text-decoration='none'/></fo:block>",
		    TEXT_DECORATION, "none");
}

static void
test_language(void **state)
{
	struct book b = book_flow("<fo:block xml:lang='de-AT' hyphenate='true'>"
				  "<fo:block id='x'><fo:inline id='y' language='fr'/>"
				  "<fo:inline id='z' xml:lang='zh-Hant-TW'>t</fo:inline></fo:block>"
				  "</fo:block>");

	(void)state;
	assert_string_equal(value_text(&b, FO_PROP_LANGUAGE), "'de'");
	assert_string_equal(find_id(b.sequence, "x")->lang, "de-AT");
	assert_string_equal(find_id(b.sequence, "y")->lang, "fr-AT");
	assert_string_equal(find_id(b.sequence, "z")->lang, "zh-Hant-TW");
	assert_string_equal(find_object(b.sequence, FO_TEXT)->lang, "zh-Hant-TW");
	book_close(&b);
}

static void
test_defaults_by_object(void **state)
{
	(void)state;
	CHECK_VALUE("<fo:table id='x'><fo:table-body><fo:table-cell><fo:block/></fo:table-cell>"
		    "</fo:table-body></fo:table>",
		    BORDER_BEFORE_PRECEDENCE, "6");
	CHECK_VALUE(
		"<fo:table><fo:table-body><fo:table-cell id='x' border-before-precedence='force'>"
		"<fo:block/></fo:table-cell></fo:table-body></fo:table>",
		BORDER_AFTER_PRECEDENCE, "5");
	CHECK_VALUE(
		"<fo:block-container id='x' writing-mode='rl-tb'><fo:block/></fo:block-container>",
		DIRECTION, "rtl");
	CHECK_VALUE("<fo:block-container id='x' reference-orientation='-90'><fo:block/>"
		    "</fo:block-container>",
		    REFERENCE_ORIENTATION, "270");
	CHECK_VALUE("<fo:block id='x' text-align='right'/>", TEXT_ALIGN, "end");
	CHECK_VALUE("<fo:block id='x' background-position='right top'/>",
		    BACKGROUND_POSITION_HORIZONTAL, "100%");
}

static void
test_counts(void **state)
{
#define CELL(attrs)                                             \
	"<fo:table><fo:table-body><fo:table-cell id='x' " attrs \
	"><fo:block/></fo:table-cell></fo:table-body></fo:table>"
	(void)state;
	CHECK_VALUE(CELL("number-columns-spanned='0'"), NUMBER_COLUMNS_SPANNED, "1");
	CHECK_VALUE(CELL("number-columns-spanned='1e'"), NUMBER_COLUMNS_SPANNED, "1");
	CHECK_VALUE(CELL("number-columns-spanned='999999999'"), NUMBER_COLUMNS_SPANNED, "1000");
#undef CELL
}

static void
test_clip(void **state)
{
	(void)state;
	CHECK_VALUE("<fo:block-container id='x' clip='rect(1pt, auto, 2pt 3pt)'><fo:block/>"
		    "</fo:block-container>",
		    CLIP, "1pt auto 2pt 3pt");
}

static void
test_unsupported_is_told_once(void **state)
{
	struct book b = book_flow("<fo:block azimuth='left'/><fo:block azimuth='right'/>"
				  "<fo:block hyphenation-keep='page'/>"
				  "<fo:block script='auto'/>"
				  "<fo:block script='Latn'/>");

	(void)state;
	assert_int_equal(code_count(&b, "PPF22"), 2); /* azimuth, hyphenation-keep */
	assert_int_equal(code_count(&b, "PPF23"), 1); /* not of an initial value */
	book_close(&b);
}

static void
test_what_is_left_out_is_told(void **state)
{
	struct book b =
		book_flow("<fo:block-container overflow='repeat'><fo:block/>"
			  "</fo:block-container>"
			  "<fo:block-container overflow='hidden'><fo:block/>"
			  "</fo:block-container>"
			  "<fo:block text-decoration='blink underline'/>"
			  "<fo:block text-align='.'/><fo:block text-align='end'/>"
			  "<fo:block visibility='collapse'/><fo:block visibility='collapse'/>"
			  "<fo:block-container writing-mode='tb'><fo:block/>"
			  "</fo:block-container>");

	(void)state;
	assert_int_equal(code_count(&b, "PPF25"), 5);
	book_close(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_inheritance),
		cmocka_unit_test(test_font_size),
		cmocka_unit_test(test_font_weight),
		cmocka_unit_test(test_font_stretch),
		cmocka_unit_test(test_font_family),
		cmocka_unit_test(test_line_height),
		cmocka_unit_test(test_borders),
		cmocka_unit_test(test_spaces),
		cmocka_unit_test(test_keeps),
		cmocka_unit_test(test_leader_length),
		cmocka_unit_test(test_decorations),
		cmocka_unit_test(test_language),
		cmocka_unit_test(test_defaults_by_object),
		cmocka_unit_test(test_counts),
		cmocka_unit_test(test_clip),
		cmocka_unit_test(test_unsupported_is_told_once),
		cmocka_unit_test(test_what_is_left_out_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
