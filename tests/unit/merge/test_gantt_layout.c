/* layouts/common/gantt.xsl: facts to a chart that chart_read takes, with the right rows and links.
 */
#include "chart/gantt.h"
#include "merge/folder.h"

static const char facts[] =
	"<plan xmlns='urn:planpress:plan:1' xmlns:f='urn:planpress:facts:1' id='P-1' "
	"revision='1.1' "
	"xml:lang='de' f:status-date='2026-05-29'>"
	"<head><title>T</title><org>O</org></head>"
	"<people><person id='p-1' name='Ada Lind'/><person id='p-2' name='Wei Tan'/></people>"
	"<improvements>"
	"<improvement id='IMP-1' f:start-date='2026-03-16' "
	"f:finish-date='2026-06-10'><title>One</title>"
	"<action id='A-1' kind='pilot'><title>Pilot</title>"
	"<task f:who='p-1 p-2' id='T-1' name='Run' f:kind='task' f:start='2026-03-16T08:00' "
	"f:finish='2026-06-05T17:00' f:days='52.5' f:slack-days='0' f:critical='yes' "
	"f:percent='60' "
	"f:baseline-start='2026-03-16' f:baseline-finish='2026-06-01' f:baseline-revision='1.0'>"
	"<after task='X-9' f:type='SS'/><assign who='p-1'/><assign who='p-2'/></task>"
	"<milestone id='M-1' name='Decide' deadline='2026-06-12' f:kind='milestone' f:gate='pilot' "
	"f:start='2026-06-10T17:00' f:finish='2026-06-10T17:00' f:critical='yes' f:driver='T-1'>"
	"<after task='T-1' f:type='FS'/></milestone></action></improvement>"
	"<improvement id='IMP-2'><title>Two</title><action id='A-2' kind='deploy'><title>D</title>"
	"<task id='T-2' name='Whole' f:kind='summary' f:start='2026-06-11T08:00' "
	"f:finish='2026-06-12T17:00'><task id='T-3' name='Part' f:kind='task' "
	"f:start='2026-06-11T08:00' f:finish='2026-06-12T17:00'><after task='M-1'/></task></task>"
	"</action></improvement></improvements>"
	"<schedule><f:calendar f:hours='7.5'><f:free from='2026-04-03' to='2026-04-06' "
	"name='Ostern'/></f:calendar></schedule>"
	"<tracking><progress of='T-1' state='at-risk'/></tracking></plan>";

/* The chart of a stylesheet that calls the template with these parameters. */
static const struct gantt *
chart_of(struct folder *f, const char *params)
{
	const char *dirs[] = {f->dirs[0]};
	struct merge_paths paths = {.dirs = dirs, .count = 1};
	struct diag_place place = {.file = "t"};
	xmlBuffer *dump = xmlBufferCreate();
	struct chart *chart;
	xmlDoc *doc;
	xmlNode *node;

	f->from.facts = xml_parse_memory(f->a, f->d, "p.xml", facts, strlen(facts), NULL);
	f->from.lang = "de";
	f->options.paths = &paths;
	doc = folder_transform(
		f, arena_printf(f->a,
				XSL_OPEN("") "<xsl:import href='../common/base.xsl'/>"
					     "<xsl:import href='../common/gantt.xsl'/>"
					     "<xsl:template match='/'><xsl:call-template "
					     "name='gantt-chart'>%s</xsl:call-template>"
					     "</xsl:template>" XSL_CLOSE,
				params));
	assert_non_null(doc);
	node = xmlDocGetRootElement(doc);
	while (node != NULL && strcmp((const char *)node->name, "gantt") != 0)
		node = xmlFirstElementChild(node);
	assert_non_null(node);
	xmlReconciliateNs(doc, node);
	xmlNodeDump(dump, doc, node, 0, 0);
	chart = chart_read(f->a, f->d, &place, (const char *)xmlBufferContent(dump),
			   (size_t)xmlBufferLength(dump));
	xmlBufferFree(dump);
	assert_non_null(chart);
	assert_int_equal(diag_count(f->d, DIAG_NOTE), 0);
	return &chart->gantt;
}

static const char *
cell(const struct gantt *g, size_t row, const char *key)
{
	for (size_t i = 0; i < g->columns.len; i++) {
		if (strcmp(g->columns.at[i].key, key) == 0)
			return g->rows.at[row].cells[i].text;
	}
	return "";
}

static void
charts_the_whole_plan(void **state)
{
	const struct gantt *g = chart_of(*state, "");
	const struct gantt_row *r = g->rows.at;

	assert_int_equal(g->rows.len, 6);
	assert_int_equal(r[0].kind, ROW_SUMMARY);
	assert_string_equal(cell(g, 0, "name"), "One");
	assert_string_equal(cell(g, 1, "who"), "Lind, Tan");
	assert_string_equal(cell(g, 1, "days"), "52,5");
	assert_string_equal(g->looks.at[r[1].look].name, "pilot");
	assert_string_equal(g->looks.at[r[1].look].label, "erproben");
	assert_int_equal(r[1].percent, 60);
	assert_true(r[1].critical);
	assert_true(r[1].base_finish > r[1].base_start);
	assert_non_null(strstr(r[1].label, "60\u00A0% \u00B7 "));
	assert_true(r[2].gate);
	assert_true(minutes_date(r[2].deadline) == date_parse("2026-06-12"));
	assert_int_equal(r[4].kind, ROW_SUMMARY);
	assert_int_equal(r[5].level, r[4].level + 1);
	assert_string_equal(g->words.baseline, "Ausgangsplan der Revision 1.0");
	/* Eight to four thirty: seven and a half hours and the break. */
	assert_int_equal(g->day_end, 16 * 60 + 30);
	assert_int_equal(g->frees.len, 1);
	assert_true(minutes_date(g->status) == date_parse("2026-05-29"));
}

static void
links_rows_by_their_facts(void **state)
{
	const struct gantt *g = chart_of(*state, "");

	assert_int_equal(g->links.len, 3);
	/* A predecessor that is no row is kept, to be named beside the bar. */
	assert_string_equal(g->links.at[0].from_id, "X-9");
	assert_true(g->links.at[0].from == GANTT_NO_ROW);
	assert_int_equal(g->links.at[0].type, LINK_SS);
	assert_int_equal(g->links.at[1].type, LINK_FS);
	assert_true(g->links.at[1].critical);
	assert_int_equal(g->links.at[2].from, 2);
	assert_int_equal(g->links.at[2].to, 5);
	assert_false(g->links.at[2].critical);
}

static void
charts_one_improvement(void **state)
{
	const struct gantt *g = chart_of(
		*state, "<xsl:with-param name='scope' select=\"'IMP-2'\"/><xsl:with-param "
			"name='columns' select=\"'id name'\"/><xsl:with-param name='actions' "
			"select=\"'yes'\"/><xsl:with-param name='row-height' select=\"'6mm'\"/>"
			"<xsl:with-param name='critical' select=\"'no'\"/>");

	assert_int_equal(g->rows.len, 4);
	assert_string_equal(g->rows.at[0].id, "IMP-2");
	assert_string_equal(g->rows.at[1].id, "A-2");
	assert_int_equal(g->rows.at[3].level, 3);
	assert_int_equal(g->columns.len, 2);
	assert_int_equal(g->row_height, MM(6));
	assert_string_equal(g->words.critical, "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(charts_the_whole_plan),
		TEST(links_rows_by_their_facts),
		TEST(charts_one_improvement),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
