/*
 * Alternative texts: what the chart says, for who does not see it.  Made of the chart's own words
 * and of dates as the language writes them, so that no language is built in.
 */
#include "chart/gantt.h"

#include "base/arena.h"
#include "base/date.h"
#include "base/strbuf.h"

#define MAX_ROWS 60 /* beyond, summaries, milestones and gates speak for their parts */

static void
put_dates(struct strbuf *b, const struct chart *chart, const struct gantt_row *row)
{
	date from = minutes_date(row->start);
	date to = minutes_date(row->finish);
	const char *lang = chart->gantt.lang != NULL ? chart->gantt.lang : "en";

	date_put(b, from, lang, DATE_MEDIUM);
	if (to != from) {
		strbuf_puts(b, " \u2013 ");
		date_put(b, to, lang, DATE_MEDIUM);
	}
}

const char *
gantt_row_name(const struct chart *chart, const struct gantt_row *row)
{
	const struct gantt *g = &chart->gantt;
	struct strbuf b = STRBUF_INIT;
	const char *name;

	for (size_t c = 0; c < g->columns.len; c++) {
		if (!g->columns.at[c].soft && !g->columns.at[c].end &&
		    row->cells[c].text[0] != '\0')
			strbuf_printf(&b, "%s%s", b.len > 0 ? " " : "", row->cells[c].text);
	}
	name = b.len > 0 ? arena_strdup(chart->arena, b.s) : row->id;
	strbuf_release(&b);
	return name;
}

static void
put_row(struct strbuf *b, const struct chart *chart, const struct gantt_row *row)
{
	const struct gantt *g = &chart->gantt;

	strbuf_puts(b, gantt_row_name(chart, row));
	if (row->start != MINUTES_NONE) {
		strbuf_puts(b, ": ");
		put_dates(b, chart, row);
	}
	if (row->percent > 0)
		strbuf_printf(b, ", %d\u00A0%%", row->percent);
	if (row->label[0] != '\0')
		strbuf_printf(b, ", %s", row->label);
	if (row->gate && g->words.gate_note[0] != '\0')
		strbuf_printf(b, ", %s", g->words.gate_note);
}

const char *
gantt_row_alt(const struct chart *chart, const struct gantt_row *row)
{
	const struct gantt *g = &chart->gantt;
	struct strbuf b = STRBUF_INIT;
	const char *text;

	put_row(&b, chart, row);
	/* What the table says beside names, with the titles that one cannot see over it. */
	for (size_t c = 0; c < g->columns.len; c++) {
		if ((g->columns.at[c].soft || g->columns.at[c].end) &&
		    row->cells[c].text[0] != '\0')
			strbuf_printf(&b, ", %s\u00A0%s", g->columns.at[c].title,
				      row->cells[c].text);
	}
	text = arena_strdup(chart->arena, b.s);
	strbuf_release(&b);
	return text;
}

const char *
gantt_alt(const struct chart *chart)
{
	const struct gantt *g = &chart->gantt;
	struct gantt_row whole = {.start = g->start, .finish = g->finish};
	struct strbuf b = STRBUF_INIT;
	bool all = g->rows.len <= MAX_ROWS;
	const char *text;

	if (g->alt != NULL && g->alt[0] != '\0')
		return g->alt;
	if (g->title[0] != '\0')
		strbuf_printf(&b, "%s: ", g->title);
	put_dates(&b, chart, &whole);
	strbuf_puts(&b, ".");
	if (g->words.status[0] != '\0')
		strbuf_printf(&b, " %s.", g->words.status);
	for (size_t i = 0; i < g->rows.len; i++) {
		const struct gantt_row *row = &g->rows.at[i];

		if (!all && row->kind == ROW_TASK)
			continue;
		strbuf_putc(&b, ' ');
		put_row(&b, chart, row);
		strbuf_putc(&b, '.');
	}
	text = arena_strdup(chart->arena, b.s);
	strbuf_release(&b);
	return text;
}
