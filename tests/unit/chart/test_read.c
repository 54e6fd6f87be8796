/* Reading charts: what is taken, what is refused, what hostile input does. */
#include "chart/tiles.h"

#define ROW "<row id='a' name='A' start='2026-03-16' finish='2026-03-20'/>"

static void
reads_rows_and_links(void **state)
{
	struct tiles *t = *state;
	const struct gantt *g;

	assert_non_null(tiles_read(
		t, GANTT("lang='de' status='2026-03-18' day-end='16:00'", COLUMNS
			 "<link from='b' to='a' type='FF' critical='yes'/>" ROW
			 "<row id='b' kind='milestone' finish='2026-03-20T12:00' gate='yes' "
			 "days='9'><cell key='days'>x</cell></row><free "
			 "from='2026-03-17'/>")));
	g = &t->chart->gantt;
	assert_int_equal(g->rows.len, 2);
	/* Days: starts at their first minute, finishes at the end of work. */
	assert_true(g->rows.at[0].start == minutes_parse("2026-03-16T00:00"));
	assert_true(g->rows.at[0].finish == minutes_parse("2026-03-20T16:00"));
	assert_true(g->status == minutes_parse("2026-03-18T16:00"));
	assert_true(g->rows.at[1].start == g->rows.at[1].finish);
	assert_true(g->rows.at[1].gate && g->rows.at[1].strong);
	assert_string_equal(g->rows.at[0].cells[1].text, "A");
	assert_string_equal(g->rows.at[1].cells[2].text, "x");
	assert_int_equal(g->links.len, 1);
	assert_int_equal(g->links.at[0].from, 1);
	assert_int_equal(g->links.at[0].to, 0);
	assert_int_equal(g->links.at[0].type, LINK_FF);
	assert_int_equal(g->frees.at[0].to, date_parse("2026-03-17"));
	/* Seven o'clock on the day before work ends there: the span is the rows'. */
	assert_true(g->start == g->rows.at[0].start);
	assert_true(g->finish == g->rows.at[0].finish);
}

static void
gives_kinds_their_looks(void **state)
{
	struct tiles *t = *state;
	const struct gantt *g;

	assert_non_null(tiles_read(
		t, GANTT("brand='#ff0000'",
			 "<row id='a' start='2026-03-16' pattern-kind='mine'/>"
			 "<row id='b' start='2026-03-16' pattern-kind='unheard-of'/>"
			 "<row id='c' start='2026-03-16' pattern-kind='develop'/>"
			 "<look kind='mine' label='Mine' colour='#00ff00' pattern='cross'/>")));
	g = &t->chart->gantt;
	assert_string_equal(g->looks.at[g->rows.at[0].look].label, "Mine");
	assert_int_equal(g->looks.at[g->rows.at[0].look].pattern, DRAW_CROSS);
	assert_string_equal(g->looks.at[g->rows.at[1].look].name, "other");
	assert_true(g->looks.at[g->rows.at[2].look].colour.r == 1.0f);
}

static void
refuses(struct tiles *t, const char *xml, const char *code)
{
	struct diag_place place = {.file = "x.fo", .line = 7};
	struct diag *d = diag_new(t->a);

	assert_null(chart_read(t->a, d, &place, xml, strlen(xml)));
	assert_true(diag_has(d, code));
	assert_int_equal(diag_first(d)->place.line, 7);
	assert_int_equal(diag_exit(d, false), 4);
}

static void
refuses_what_it_would_draw_wrongly(void **state)
{
	static const char *const values[] = {
		"start='soon'",	    "start='2026-02-30'", "scale='hour'", "fit='0x1'",
		"fit='3'",	    "fit='at-most-x'",	  "fit='99x99'",  "row-height='9'",
		"row-height='nan'", "row-height='-3mm'",  "ink='red'",	  "ink='#12345g'",
		"day-start='8'",    "day-start='18:00'",  "fit='2x'",	  "row-height='1e99mm'",
	};
	struct tiles *t = *state;

	for (size_t i = 0; i < sizeof values / sizeof *values; i++)
		refuses(t,
			arena_printf(t->a, "<gantt xmlns='urn:planpress:chart:1' %s>%s</gantt>",
				     values[i], ROW),
			"PPC03");
	refuses(t, GANTT("", "<row id='a' start='2026-03-16' kind='bar'/>"), "PPC03");
	refuses(t, GANTT("", "<row id='a' start='2026-03-16' percent='many'/>"), "PPC03");
	refuses(t, GANTT("", "<row id='a' start='2026-03-16' critical='maybe'/>"), "PPC03");
	refuses(t, GANTT("", ROW "<link from='a' to='a' type='XX'/>"), "PPC03");
	refuses(t, GANTT("", "<row id='a' start='2026-03-16' finish='2026-03-15'/>"), "PPC05");
	refuses(t, GANTT("", "<row id='a' name='no dates'/>"), "PPC04");
	refuses(t, GANTT("", ""), "PPC04");
}

static void
refuses_what_is_no_chart(void **state)
{
	struct tiles *t = *state;

	refuses(t, "<pie xmlns='urn:planpress:chart:1'/>", "PPC02");
	refuses(t, "<gantt/>", "PPC02");
	refuses(t, "<gantt xmlns='urn:planpress:chart:1'>", "PPC01");
	refuses(t, "", "PPC01");
	refuses(t, "<!DOCTYPE g [<!ENTITY a '&b;&b;'><!ENTITY b '&a;'>]><g>&a;</g>", "PPC01");
}

static void
warns_of_links_into_nowhere(void **state)
{
	struct tiles *t = *state;

	assert_non_null(tiles_read(t, GANTT("", ROW "<link from='x' to='y'/><link from='a' to='a'/>"
						    "<link from='x' to='a'/>")));
	assert_true(diag_has(t->d, "PPC06"));
	assert_int_equal(diag_count(t->d, DIAG_NOTE), 1);
	/* One end that is no row is named on the chart; a row's link to itself says nothing. */
	assert_int_equal(t->chart->gantt.links.len, 1);
}

static void
bounds_numbers(void **state)
{
	struct tiles *t = *state;

	assert_non_null(tiles_read(t, GANTT("", "<row id='a' start='2026-03-16' level='9999' "
						"percent='1e5'/>")));
	assert_int_equal(t->chart->gantt.rows.at[0].percent, 100);
	assert_true(t->chart->gantt.rows.at[0].level <= 12);
}

static void
bounds_columns(void **state)
{
	struct strbuf b = STRBUF_INIT;
	struct tiles *t = *state;

	strbuf_puts(&b, "<gantt xmlns='urn:planpress:chart:1'><columns>");
	for (int i = 0; i < 40; i++)
		strbuf_puts(&b, "<column key='id'/>");
	strbuf_puts(&b, "</columns>" ROW "</gantt>");
	refuses(t, b.s, "PPC07");
	strbuf_release(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(reads_rows_and_links),
		TEST(gives_kinds_their_looks),
		TEST(refuses_what_it_would_draw_wrongly),
		TEST(refuses_what_is_no_chart),
		TEST(warns_of_links_into_nowhere),
		TEST(bounds_numbers),
		TEST(bounds_columns),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
