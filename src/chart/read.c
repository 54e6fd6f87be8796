/*
 * Reading a chart: what a layout writes inside fo:instream-foreign-object.
 *
 *	<gantt xmlns="urn:planpress:chart:1" title="Schedule" lang="en"
 *	       status="2026-05-29" start="2026-03-16" finish="2026-07-17">
 *	  <columns>
 *	    <column key="id" title="Id" indent="yes"/>
 *	    <column key="name" title="Task" indent="yes"/>
 *	    <column key="days" title="Days" align="end"/>
 *	  </columns>
 *	  <free from="2026-04-03" to="2026-04-06" name="Easter"/>
 *	  <row id="T-1" name="Draft" days="15" kind="task" level="1" pattern-kind="develop"
 *	       start="2026-03-16T08:00" finish="2026-04-07T17:00" percent="100"
 *	       baseline-start="2026-03-16" baseline-finish="2026-04-07" label="…"/>
 *	  <link from="T-1" to="T-2" type="FS"/>
 *	  <labels status="status 29 May" baseline="baseline of revision 1.0"/>
 *	</gantt>
 *
 * gantt   title lang alt; start finish: the axis (default: what the rows span); status: a date is
 *         the end of that day; progress-line (yes no); day-start day-end: working hours (08:00
 *         17:00); scale: auto day week month quarter year; fiscal-start: month (1); week-one: a day
 *         of week 1 (default: ISO weeks); row-height (9mm); fit: width, page, WxH pages, at-most-N;
 *         day-width: a true scale, over as many pages as it takes; ink soft line hair shade weekend
 *         brand warn bad baseline-colour paper: #rrggbb; font
 * column  key: a cell child of that key or the row's attribute of that name; title; width (by
 *         content); align: start end; tone: ink soft; indent
 * free    from to name: days without work; nameless ones are weekends
 * look    kind label colour paper pattern: how bars of a kind look (look.def has defaults)
 * row     id kind (summary task milestone load) level start finish percent pattern-kind critical
 *         gate strong baseline-start baseline-finish deadline slack-to constraint (none not-earlier
 *         not-later must) constraint-date label href; cell children
 *         of kind load: limit (percent of their time); children use from to percent (to: a week
 *later) link    from to type (FS SS FF SF) critical; an end that is no row is named beside the bar
 * labels  the words of legend and labels; an empty one leaves its entry out
 *
 * Days as finish or baseline-finish mean their end, all other days their beginning.
 */
#include "chart/gantt.h"

#include "base/arena.h"
#include "base/map.h"
#include "base/xml.h"
#include "chart/chart_diag.h"
#include "chart/effect.h"
#include "chart/read_value.h"

#include <libxml/tree.h>
#include <stdlib.h>
#include <string.h>

#define MAX_LEVEL 12

static void
read_fit(struct reader *r, const xmlNode *node)
{
	struct gantt *g = &r->chart->gantt;
	const char *s = value_text(r, node, "fit", "width");
	char *end;
	long first;

	g->across = g->down = 1;
	g->day_width = value_length(r, node, "day-width", 0);
	if (g->day_width > 0) {
		g->fit = FIT_SCALE;
		return;
	}
	if (strcmp(s, "width") == 0 || s[0] == '\0')
		return;
	if (strcmp(s, "page") == 0) {
		g->fit = FIT_PAGE;
		return;
	}
	g->fit = strncmp(s, "at-most-", 8) == 0 ? FIT_AT_MOST : FIT_GRID;
	first = strtol(g->fit == FIT_AT_MOST ? s + 8 : s, &end, 10);
	g->down = (int)first;
	if (g->fit == FIT_GRID && *end == 'x') {
		g->across = (int)first;
		first = first >= 1 && first <= 50 ? strtol(end + 1, &end, 10) : 0;
		g->down = (int)first;
	} else if (g->fit == FIT_GRID) {
		first = 0;
	}
	if (first < 1 || first > 50 || *end != '\0')
		value_fail(r, CHART_DIAG_VALUE, "fit", s);
}

static void
read_words(struct reader *r, const xmlNode *node)
{
	struct gantt_words *w = &r->chart->gantt.words;

	w->status = value_text(r, node, "status", w->status);
	w->baseline = value_text(r, node, "baseline", w->baseline);
	w->milestone = value_text(r, node, "milestone", w->milestone);
	w->gate = value_text(r, node, "gate", w->gate);
	w->gate_note = value_text(r, node, "gate-note", w->gate_note);
	w->free = value_text(r, node, "free", w->free);
	w->critical = value_text(r, node, "critical", w->critical);
	w->progress = value_text(r, node, "progress", w->progress);
	w->deadline = value_text(r, node, "deadline", w->deadline);
	w->summary = value_text(r, node, "summary", w->summary);
	w->slack = value_text(r, node, "slack", w->slack);
	w->constraint = value_text(r, node, "constraint", w->constraint);
	w->load = value_text(r, node, "load", w->load);
	w->overload = value_text(r, node, "overload", w->overload);
	w->fiscal_year = value_text(r, node, "fiscal-year", w->fiscal_year);
	w->week = value_text(r, node, "week", w->week);
	w->quarter = value_text(r, node, "quarter", w->quarter);
}

static void
read_look(struct reader *r, const xmlNode *node)
{
	static const char *const patterns[] = {"solid", "diagonal",   "diagonal-down", "dots",
					       "cross", "horizontal", "vertical",      NULL};
	struct gantt *g = &r->chart->gantt;
	const char *name = value_text(r, node, "kind", "");
	size_t i = gantt_look_find(g, name);
	struct gantt_look look = g->looks.at[i];

	look.label = value_text(r, node, "label", name);
	look.colour = value_colour(r, node, "colour", look.colour);
	look.paper = value_colour(r, node, "paper", look.paper);
	look.pattern =
		(enum draw_pattern)value_choice(r, node, "pattern", patterns, (int)look.pattern);
	if (strcmp(look.name, name) == 0) {
		g->looks.at[i] = look;
		return;
	}
	look.name = name;
	/* Before "other", which stays last. */
	struct gantt_look last = g->looks.at[g->looks.len - 1];

	VEC_PUSH(r->arena, &g->looks, last);
	g->looks.at[g->looks.len - 2] = look;
}

static void
read_column(struct reader *r, const xmlNode *node)
{
	static const char *const aligns[] = {"start", "end", NULL};
	static const char *const tones[] = {"ink", "soft", NULL};
	struct gantt *g = &r->chart->gantt;
	struct gantt_column c = {
		.key = value_text(r, node, "key", ""),
		.title = value_text(r, node, "title", ""),
		.fixed = value_length(r, node, "width", 0),
		.end = value_choice(r, node, "align", aligns, 0) == 1,
		.soft = value_choice(r, node, "tone", tones, 0) == 1,
		.indent = value_yes(r, node, "indent", false),
	};

	if (g->columns.len >= GANTT_MAX_COLUMNS) {
		value_fail(r, CHART_DIAG_LIMIT, "16 columns", NULL);
		return;
	}
	VEC_PUSH(r->arena, &g->columns, c);
}

static void
read_free(struct reader *r, const xmlNode *node)
{
	struct gantt *g = &r->chart->gantt;
	minutes from = value_instant(r, node, "from", false);
	minutes to = value_instant(r, node, "to", false);
	struct gantt_free f = {.name = value_text(r, node, "name", "")};

	if (from == MINUTES_NONE)
		return;
	f.from = minutes_date(from);
	f.to = to != MINUTES_NONE ? minutes_date(to) : f.from;
	if (f.to >= f.from && g->frees.len < GANTT_MAX_ROWS)
		VEC_PUSH(r->arena, &g->frees, f);
}

static void
read_cells(struct reader *r, const xmlNode *node, struct gantt_row *row)
{
	const struct gantt *g = &r->chart->gantt;

	row->cells = ARENA_ARRAY(r->arena, g->columns.len + 1, struct gantt_cell);
	for (size_t i = 0; i < g->columns.len; i++)
		row->cells[i].text = value_text(r, node, g->columns.at[i].key, "");
	for (const xmlNode *c = node->children; c != NULL; c = c->next) {
		const char *key;
		xmlChar *content;

		if (!value_is(c, "cell"))
			continue;
		key = value_text(r, c, "key", "");
		content = xmlNodeGetContent(c);
		for (size_t i = 0; i < g->columns.len; i++) {
			if (strcmp(g->columns.at[i].key, key) == 0)
				row->cells[i].text = arena_strdup(
					r->arena, content != NULL ? (const char *)content : "");
		}
		xmlFree(content);
	}
}

static void
read_uses(struct reader *r, const xmlNode *node, struct gantt_row *row)
{
	struct {
		VEC(struct gantt_use);
	} uses = {0};

	for (const xmlNode *c = node->children; c != NULL; c = c->next) {
		struct gantt_use use;
		minutes from;
		minutes to;

		if (!value_is(c, "use"))
			continue;
		from = value_instant(r, c, "from", false);
		to = value_instant(r, c, "to", false);
		if (from == MINUTES_NONE || uses.len >= GANTT_MAX_ROWS)
			continue;
		use.from = minutes_date(from);
		use.to = to != MINUTES_NONE && to >= from ? minutes_date(to) : use.from + 6;
		use.percent = value_number(r, c, "percent", 0);
		VEC_PUSH(r->arena, &uses, use);
	}
	row->uses = uses.at;
	row->use_count = uses.len;
	row->limit = value_number(r, node, "limit", 100);
}

static void
check_row(struct reader *r, struct gantt_row *row)
{
	if (row->start == MINUTES_NONE)
		row->start = row->finish;
	if (row->finish == MINUTES_NONE)
		row->finish = row->start;
	if (row->base_start == MINUTES_NONE)
		row->base_start = row->base_finish;
	if (row->base_finish == MINUTES_NONE)
		row->base_finish = row->base_start;
	if (row->finish < row->start || row->base_finish < row->base_start)
		value_fail(r, CHART_DIAG_BACKWARDS, row->id, NULL);
	if (row->kind == ROW_MILESTONE)
		row->start = row->finish;
	if (row->percent > 100)
		row->percent = 100;
	if (row->level > MAX_LEVEL)
		row->level = MAX_LEVEL;
}

static void
read_row(struct reader *r, const xmlNode *node)
{
	static const char *const kinds[] = {"task", "summary", "milestone", "load", NULL};
	static const char *const constraints[] = {"none", "not-earlier", "not-later", "must", NULL};
	struct gantt *g = &r->chart->gantt;
	struct gantt_row row = {
		.id = value_text(r, node, "id", ""),
		.href = value_text(r, node, "href", NULL),
		.label = value_text(r, node, "label", ""),
		.kind = (enum row_kind)value_choice(r, node, "kind", kinds, ROW_TASK),
		.level = value_number(r, node, "level", 0),
		.percent = value_number(r, node, "percent", -1),
		.critical = value_yes(r, node, "critical", false),
		.gate = value_yes(r, node, "gate", false),
		.look = gantt_look_find(g, value_text(r, node, "pattern-kind", "other")),
		.start = value_instant(r, node, "start", false),
		.finish = value_instant(r, node, "finish", true),
		.base_start = value_instant(r, node, "baseline-start", false),
		.base_finish = value_instant(r, node, "baseline-finish", true),
		.deadline = value_instant(r, node, "deadline", true),
		.slack = value_instant(r, node, "slack-to", true),
		.constraint = (enum constraint)value_choice(r, node, "constraint", constraints,
							    CONSTRAINT_NONE),
	};

	if (g->rows.len >= GANTT_MAX_ROWS) {
		value_fail(r, CHART_DIAG_LIMIT, "20000 rows", NULL);
		return;
	}
	row.constraint_at =
		value_instant(r, node, "constraint-date", row.constraint == CONSTRAINT_NOT_LATER);
	if (row.kind == ROW_LOAD)
		read_uses(r, node, &row);
	row.strong = value_yes(r, node, "strong", row.kind == ROW_SUMMARY || row.gate);
	check_row(r, &row);
	read_cells(r, node, &row);
	if (row.kind == ROW_TASK && row.start != MINUTES_NONE)
		g->looks.at[row.look].used = true;
	VEC_PUSH(r->arena, &g->rows, row);
	if (row.id[0] != '\0' && !map_has(r->rows, row.id))
		map_put(r->rows, row.id, (void *)(uintptr_t)g->rows.len);
}

static void
read_link(struct reader *r, const xmlNode *node)
{
	static const char *const types[] = {"FS", "SS", "FF", "SF", NULL};
	struct gantt *g = &r->chart->gantt;
	struct gantt_link link = {
		.from_id = value_text(r, node, "from", ""),
		.to_id = value_text(r, node, "to", ""),
		.type = (enum link_type)value_choice(r, node, "type", types, LINK_FS),
		.critical = value_yes(r, node, "critical", false),
	};

	if (g->links.len >= GANTT_MAX_LINKS) {
		value_fail(r, CHART_DIAG_LIMIT, "100000 links", NULL);
		return;
	}
	VEC_PUSH(r->arena, &g->links, link);
}

static void
read_attributes(struct reader *r, const xmlNode *root)
{
	static const char *const units[] = {"auto",    "day",  "week", "month",
					    "quarter", "year", NULL};
	struct gantt *g = &r->chart->gantt;
	minutes week_one;

	g->title = value_text(r, root, "title", "");
	g->lang = value_text(r, root, "lang", NULL);
	g->alt = value_text(r, root, "alt", NULL);
	g->day_start = value_clock(r, root, "day-start", 8 * 60);
	g->day_end = value_clock(r, root, "day-end", 17 * 60);
	if (g->day_end <= g->day_start)
		value_fail(r, CHART_DIAG_VALUE, "day-end", value_text(r, root, "day-end", ""));
	g->start = value_instant(r, root, "start", false);
	g->finish = value_instant(r, root, "finish", true);
	g->status = value_instant(r, root, "status", true);
	if (g->finish != MINUTES_NONE && g->start != MINUTES_NONE && g->finish < g->start)
		value_fail(r, CHART_DIAG_BACKWARDS, "the chart", NULL);
	g->unit = (enum scale_unit)value_choice(r, root, "scale", units, SCALE_AUTO);
	g->fiscal_start = value_number(r, root, "fiscal-start", 1);
	if (g->fiscal_start < 1 || g->fiscal_start > 12)
		value_fail(r, CHART_DIAG_VALUE, "fiscal-start",
			   value_text(r, root, "fiscal-start", ""));
	week_one = value_instant(r, root, "week-one", false);
	g->week_one = week_one != MINUTES_NONE ? minutes_date(week_one) : DATE_NONE;
	g->progress_line = value_yes(r, root, "progress-line", false);
	g->row_height = value_length(r, root, "row-height", MM(9));
	read_fit(r, root);
	value_theme(r, root);
	g->words = (struct gantt_words){
		.status = "",
		.baseline = "baseline",
		.milestone = "milestone",
		.gate = "decision gate",
		.gate_note = "",
		.free = "no work",
		.critical = "critical",
		.progress = "done",
		.deadline = "deadline",
		.summary = "",
		.slack = "",
		.constraint = "constraint",
		.load = "load",
		.overload = "overload",
		.week = "W",
		.quarter = "Q",
		.fiscal_year = "FY ",
	};
}

static void
read_children(struct reader *r, const xmlNode *root)
{
	static const struct {
		const char *name;
		void (*read)(struct reader *r, const xmlNode *node);
		int pass;
	} parts[] = {
		{"look", read_look, 0}, {"labels", read_words, 0}, {"free", read_free, 0},
		{"row", read_row, 1},	{"link", read_link, 1},
	};

	for (const xmlNode *c = root->children; c != NULL; c = c->next) {
		if (!value_is(c, "columns"))
			continue;
		for (const xmlNode *k = c->children; k != NULL; k = k->next) {
			if (value_is(k, "column"))
				read_column(r, k);
		}
	}
	/* Rows need looks and columns, wherever those stand. */
	for (int pass = 0; pass < 2; pass++) {
		for (const xmlNode *c = root->children; c != NULL; c = c->next) {
			for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
				if (parts[i].pass == pass && value_is(c, parts[i].name))
					parts[i].read(r, c);
			}
		}
	}
}

bool
gantt_read(struct chart *chart, const char *xml, size_t len)
{
	struct reader r = {.chart = chart, .arena = chart->arena};
	struct diag *diag = diag_new(chart->arena);
	struct xml_options options = {.max_depth = 16};
	const char *name = chart->place.file != NULL ? chart->place.file : "chart";
	xmlDoc *doc = xml_parse_memory(chart->arena, diag, name, xml, len, &options);
	const xmlNode *root;

	if (doc == NULL) {
		const struct diag_entry *why = diag_first(diag);

		value_fail(&r, CHART_DIAG_XML, why != NULL ? why->message : "it is not XML", NULL);
		return false;
	}
	root = xmlDocGetRootElement(doc);
	if (value_is(root, "effect"))
		return effect_read(chart, root);
	if (!value_is(root, "gantt")) {
		value_fail(&r, CHART_DIAG_ELEMENT, (const char *)root->name, NULL);
		return false;
	}
	r.rows = map_new(chart->arena);
	read_attributes(&r, root);
	gantt_looks_begin(chart);
	read_children(&r, root);
	/* Rows may follow their links, so ends are found when all is read. */
	gantt_links_resolve(chart, r.rows);
	return gantt_span_find(chart) && !r.failed;
}
