/* The expression language: units, arithmetic, functions, colours, and what it refuses. */
#include "fo/fo_test.h"

#define BLOCK(attrs) "<fo:block id='x' font-size='10pt' " attrs ">t</fo:block>"

static void
test_units(void **state)
{
	(void)state;
	CHECK_VALUE(BLOCK("text-indent='1in'"), TEXT_INDENT, "72pt");
	CHECK_VALUE(BLOCK("text-indent='2.54cm'"), TEXT_INDENT, "72pt");
	CHECK_VALUE(BLOCK("text-indent='25.4mm'"), TEXT_INDENT, "72pt");
	CHECK_VALUE(BLOCK("text-indent='2pc'"), TEXT_INDENT, "24pt");
	CHECK_VALUE(BLOCK("text-indent='1.5em'"), TEXT_INDENT, "15pt");
	CHECK_VALUE(BLOCK("text-indent='10px'"), TEXT_INDENT, "10pt");
	CHECK_VALUE(BLOCK("text-indent='.5in'"), TEXT_INDENT, "36pt");
	CHECK_VALUE(BLOCK("text-indent='-3pt'"), TEXT_INDENT, "-3pt");
	CHECK_VALUE(BLOCK("text-indent=' 4pt '"), TEXT_INDENT, "4pt");
	CHECK_VALUE(BLOCK("text-indent='0'"), TEXT_INDENT, "0pt");
}

static void
test_px_is_an_option(void **state)
{
	static const char text[] =
		ROOT(SEQUENCE("<fo:block id='x' text-indent='4px'>t</fo:block>"));
	struct fo_options options = {.px = 3 * DIM_PT / 4};
	struct book b = book_open_n(text, sizeof text - 1, &options);

	(void)state;
	b.sequence = fo_next_sequence(b.doc);
	assert_string_equal(value_text(&b, FO_PROP_TEXT_INDENT), "3pt");
	book_close(&b);
}

static void
test_arithmetic(void **state)
{
	(void)state;
	CHECK_VALUE(BLOCK("text-indent='1pt + 2 * 3pt'"), TEXT_INDENT, "7pt");
	CHECK_VALUE(BLOCK("text-indent='(1pt + 2pt) * 3'"), TEXT_INDENT, "9pt");
	CHECK_VALUE(BLOCK("text-indent='10pt-2pt'"), TEXT_INDENT, "8pt");
	CHECK_VALUE(BLOCK("text-indent='10pt div 4'"), TEXT_INDENT, "2.5pt");
	CHECK_VALUE(BLOCK("text-indent='10pt mod 4pt'"), TEXT_INDENT, "2pt");
	CHECK_VALUE(BLOCK("text-indent='-(2pt - 5pt)'"), TEXT_INDENT, "3pt");
	CHECK_VALUE(BLOCK("text-indent='(5cm * 1cm) div 2cm'"), TEXT_INDENT, "70.866pt");
	CHECK_VALUE(BLOCK("orphans='20pt div 5pt'"), ORPHANS, "4");
	CHECK_VALUE(BLOCK("orphans='7 mod 4'"), ORPHANS, "3");
}

static void
test_percentages_wait_for_layout(void **state)
{
	(void)state;
	CHECK_VALUE(BLOCK("start-indent='50% - 1in'"), START_INDENT, "50%-72pt");
	CHECK_VALUE(BLOCK("start-indent='2 * (10% + 1pt)'"), START_INDENT, "20%+2pt");
	CHECK_VALUE(BLOCK("start-indent='0%'"), START_INDENT, "0%");
	/* of the font-size: known here */
	CHECK_VALUE(BLOCK("line-height='150%'"), LINE_HEIGHT, "15pt");
}

static void
test_functions(void **state)
{
	(void)state;
	CHECK_VALUE(BLOCK("orphans='floor(3.7)'"), ORPHANS, "3");
	CHECK_VALUE(BLOCK("orphans='ceiling(3.2)'"), ORPHANS, "4");
	CHECK_VALUE(BLOCK("orphans='round(3.5)'"), ORPHANS, "4");
	CHECK_VALUE(BLOCK("text-indent='max(2pt, 3pt)'"), TEXT_INDENT, "3pt");
	CHECK_VALUE(BLOCK("text-indent='min(2pt, 3pt)'"), TEXT_INDENT, "2pt");
	CHECK_VALUE(BLOCK("text-indent='abs(-2pt)'"), TEXT_INDENT, "2pt");
	CHECK_VALUE(BLOCK("text-indent='from-parent(font-size)'"), TEXT_INDENT, "12pt");
	CHECK_VALUE("<fo:block font-size='20pt' orphans='5'>" BLOCK(
			    "text-indent='from-parent(\"font-size\") * 0.5' "
			    "orphans='inherited-property-value() + 1'") "</fo:block>",
		    TEXT_INDENT, "10pt");
	CHECK_VALUE("<fo:block orphans='5'>" BLOCK(
			    "orphans='inherited-property-value() + 1'") "</fo:block>",
		    ORPHANS, "6");
	CHECK_VALUE(
		"<fo:block padding-top='3pt'><fo:block>" BLOCK(
			"padding-top='from-nearest-specified-value()'") "</fo:block></fo:block>",
		PADDING_BEFORE, "3pt");
	CHECK_VALUE("<fo:block space-before.optimum='3pt'>" BLOCK(
			    "text-indent='from-parent(space-before.optimum)'") "</fo:block>",
		    TEXT_INDENT, "3pt");
}

static void
test_list_functions(void **state)
{
#define LIST(attrs, inside)                                                  \
	"<fo:list-block provisional-distance-between-starts='30pt' "         \
	"provisional-label-separation='5pt'><fo:list-item " attrs ">" inside \
	"</fo:list-item></fo:list-block>"
	(void)state;
	CHECK_VALUE(LIST("", "<fo:list-item-label><fo:block/></fo:list-item-label>"
			     "<fo:list-item-body id='x' start-indent='body-start()'><fo:block/>"
			     "</fo:list-item-body>"),
		    START_INDENT, "30pt");
	CHECK_VALUE(LIST("start-indent='10pt'",
			 "<fo:list-item-label id='x' end-indent='label-end()'><fo:block/>"
			 "</fo:list-item-label><fo:list-item-body><fo:block/></fo:list-item-body>"),
		    END_INDENT, "100%-35pt");
	CHECK_VALUE(BLOCK("start-indent='body-start()'"), START_INDENT, "0pt");
#undef LIST
}

static void
test_table_column(void **state)
{
#define TABLE(rows)                                                                              \
	"<fo:table><fo:table-column column-width='10pt' text-align='end'/>"                      \
	"<fo:table-column column-width='20pt' text-align='center' number-columns-repeated='2'/>" \
	"<fo:table-body>" rows "</fo:table-body></fo:table>"
#define CELL(attrs) "<fo:table-cell " attrs "><fo:block/></fo:table-cell>"
#define ASK	    "id='x' text-align='from-table-column()'"
	(void)state;
	CHECK_VALUE(TABLE("<fo:table-row>" CELL("") CELL(ASK) "</fo:table-row>"), TEXT_ALIGN,
		    "center");
	CHECK_VALUE(
		TABLE("<fo:table-row>" CELL("") CELL("column-number='1' " ASK) "</fo:table-row>"),
		TEXT_ALIGN, "end");
	/* the first column is covered from above */
	CHECK_VALUE(TABLE("<fo:table-row>" CELL("number-rows-spanned='2'") CELL("") CELL(
			    "") "</fo:table-row><fo:table-row>" CELL(ASK) "</fo:table-row>"),
		    TEXT_ALIGN, "center");
	CHECK_VALUE(TABLE("<fo:table-row><fo:table-cell>" BLOCK(
			    "text-align='from-table-column()'") "</fo:table-cell></fo:table-row>"),
		    TEXT_ALIGN, "end");
	CHECK_VALUE(TABLE(CELL("ends-row='true'") CELL(ASK)), TEXT_ALIGN, "end");
#undef ASK
#undef CELL
#undef TABLE
}

static void
test_column_width(void **state)
{
#define COLUMN(width)                                                                 \
	"<fo:table><fo:table-column id='x' column-width='" width "'/><fo:table-body>" \
	"<fo:table-row><fo:table-cell><fo:block/></fo:table-cell></fo:table-row>"     \
	"</fo:table-body></fo:table>"
	(void)state;
	CHECK_VALUE(COLUMN("proportional-column-width(2.5)"), COLUMN_WIDTH, "columns(2.5)");
	CHECK_VALUE(COLUMN("proportional-column-width(1) + 1in"), COLUMN_WIDTH, "columns(1)+72pt");
	CHECK_VALUE(COLUMN("25%"), COLUMN_WIDTH, "25%");
#undef COLUMN
}

static void
test_colours(void **state)
{
	(void)state;
	CHECK_VALUE(BLOCK("color='#f80'"), COLOR, "#ff8800");
	CHECK_VALUE(BLOCK("color='#FF8000'"), COLOR, "#ff8000");
	CHECK_VALUE(BLOCK("color='RebeccaPurple'"), COLOR, "#663399");
	CHECK_VALUE(BLOCK("color='rgb(255, 50%, 0)'"), COLOR, "#ff8000");
	CHECK_VALUE(BLOCK("color='rgb(300, -5, 0)'"), COLOR, "#ff0000");
	CHECK_VALUE(BLOCK("color='cmyk(0, 1, 1, 0)'"), COLOR, "#ff0000");
	CHECK_VALUE(BLOCK("color='rgb-icc(153,153,0.0,#Separation,,Postgelb)'"), COLOR, "#999900");
	CHECK_VALUE(BLOCK("color='system-color(WindowText)'"), COLOR, "#000000");
	CHECK_VALUE(BLOCK("background-color='transparent'"), BACKGROUND_COLOR, "transparent");
}

static void
test_refused(void **state)
{
	static const char *const bad[] = {"1pt +",
					  "(1pt",
					  "1pt)",
					  "3xx",
					  "1pt 2pt",
					  "1pt * 1pt",
					  "1pt div 0",
					  "1pt + 1",
					  "nosuch(1)",
					  "max(1pt)",
					  "max(1pt, 2)",
					  "floor(50%)",
					  "'text'",
					  "#12345",
					  "red",
					  "from-parent",
					  "from-parent(nosuch)",
					  "inherited-property-value(padding-top)",
					  "from-table-column()",
					  "merge-property-values()",
					  "1e999",
					  "abs(,)",
					  "max(1pt,)",
					  ""};
	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
		struct strbuf s = STRBUF_INIT;
		strbuf_printf(&s, "<fo:block id='x' text-indent=\"%s\">t</fo:block>", bad[i]);
		struct book b = book_flow(s.s);
		if (code_count(&b, "PPF40") != 1)
			fail_msg("no complaint about %s", bad[i]);
		assert_string_equal(value_text(&b, FO_PROP_TEXT_INDENT), "0pt");
		book_close(&b);
		strbuf_release(&s);
	}
}

/* Values fetched from another property must be of a kind the asking one can have. */
static void
test_fetched_kinds(void **state)
{
#define FROM(attr, asked)                                                               \
	"<fo:block font-family='A' background-color='red' text-decoration='underline' " \
	"keep-together='always' font-stretch='condensed' visibility='hidden'>"          \
	"<fo:block id='x' " attr "='from-parent(" asked ")'>t</fo:block></fo:block>"
	(void)state;
	CHECK_VALUE(FROM("border-before-style", "font-family"), BORDER_BEFORE_STYLE, "none");
	CHECK_VALUE(FROM("border-before-color", "font-family"), BORDER_BEFORE_COLOR, "#000000");
	CHECK_VALUE(FROM("border-before-color", "background-color"), BORDER_BEFORE_COLOR,
		    "#ff0000");
	CHECK_VALUE(FROM("color", "border-before-width"), COLOR, "#000000");
	CHECK_VALUE(FROM("writing-mode", "font-stretch"), WRITING_MODE, "lr-tb");
	CHECK_VALUE(FROM("keep-with-next", "keep-together"), KEEP_WITH_NEXT, "always");
	CHECK_VALUE(FROM("keep-with-next", "font-family"), KEEP_WITH_NEXT, "auto");
	CHECK_VALUE(FROM("space-before", "keep-together"), SPACE_BEFORE, "0pt");
	CHECK_VALUE(FROM("space-before.optimum", "font-family"), SPACE_BEFORE, "0pt");
	CHECK_VALUE(FROM("border-separation", "text-decoration"), BORDER_SEPARATION, "0pt 0pt");
	CHECK_VALUE(FROM("font-size", "font-family"), FONT_SIZE, "12pt");
	CHECK_VALUE(FROM("overflow", "visibility"), OVERFLOW, "hidden");
#undef FROM
}

static void
test_hostile(void **state)
{
	struct strbuf s = STRBUF_INIT;
	struct book b;

	(void)state;
	strbuf_puts(&s, "<fo:block id='x' text-indent='");
	for (int i = 0; i < 100000; i++)
		strbuf_putc(&s, '(');
	strbuf_puts(&s, "' start-indent='");
	for (int i = 0; i < 100000; i++)
		strbuf_puts(&s, "9");
	strbuf_puts(&s, "pt' end-indent='");
	for (int i = 0; i < 100000; i++)
		strbuf_puts(&s, "-");
	strbuf_puts(&s, "1pt' orphans='1000000 * 1000000 * 1000000'>t</fo:block>");
	b = book_flow(s.s);
	assert_int_equal(code_count(&b, "PPF40"), 2);
	assert_string_equal(value_text(&b, FO_PROP_END_INDENT), "1pt");
	assert_string_equal(value_text(&b, FO_PROP_ORPHANS), "1000000");
	book_close(&b);
	strbuf_release(&s);
}

static void
test_no_unit(void **state)
{
	struct book b = book_flow(BLOCK("text-indent='4'"));

	(void)state;
	assert_string_equal(value_text(&b, FO_PROP_TEXT_INDENT), "4pt");
	assert_int_equal(code_count(&b, "PPF41"), 1);
	book_close(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_units),
		cmocka_unit_test(test_px_is_an_option),
		cmocka_unit_test(test_arithmetic),
		cmocka_unit_test(test_percentages_wait_for_layout),
		cmocka_unit_test(test_functions),
		cmocka_unit_test(test_list_functions),
		cmocka_unit_test(test_table_column),
		cmocka_unit_test(test_column_width),
		cmocka_unit_test(test_colours),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_fetched_kinds),
		cmocka_unit_test(test_hostile),
		cmocka_unit_test(test_no_unit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
