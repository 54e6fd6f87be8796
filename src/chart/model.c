/* What follows from a chart as read: looks of kinds, rows that links join, the span of time. */
#include "chart/gantt.h"

#include "base/arena.h"
#include "base/map.h"
#include "chart/chart_diag.h"

#include <string.h>

#define BRAND_LOOKS 4 /* rows of look.def that take the theme's brand colour */

struct colour
gantt_rgb(unsigned long v)
{
	return (struct colour){
		.r = (float)(v >> 16 & 255) / 255.0f,
		.g = (float)(v >> 8 & 255) / 255.0f,
		.b = (float)(v & 255) / 255.0f,
		.a = 1,
	};
}

void
gantt_looks_begin(struct chart *chart)
{
	struct gantt *g = &chart->gantt;
	const struct gantt_look looks[] = {
#define LOOK(kind, colour_, paper_, pattern_) \
	{.name = #kind,                       \
	 .label = #kind,                      \
	 .colour = gantt_rgb(colour_),        \
	 .paper = gantt_rgb(paper_),          \
	 .pattern = DRAW_##pattern_},
#include "chart/look.def"
#undef LOOK
	};

	for (size_t i = 0; i < sizeof looks / sizeof *looks; i++) {
		struct gantt_look look = looks[i];

		if (i < BRAND_LOOKS)
			look.colour = g->theme.brand;
		VEC_PUSH(chart->arena, &g->looks, look);
	}
}

size_t
gantt_look_find(const struct gantt *g, const char *name)
{
	size_t i = 0;

	/* An unknown kind looks like the last one, "other". */
	while (i + 1 < g->looks.len && strcmp(g->looks.at[i].name, name) != 0)
		i++;
	return i;
}

/* Links by row, so that drawing a row need not look at all. */
static void
index_links(struct chart *chart)
{
	struct gantt *g = &chart->gantt;
	size_t *next = ARENA_ARRAY(chart->arena, g->rows.len + 1, size_t);

	g->link_ends = ARENA_ARRAY(chart->arena, g->rows.len + 2, size_t);
	g->row_links = ARENA_ARRAY(chart->arena, 2 * g->links.len + 1, size_t);
	for (size_t i = 0; i < g->links.len; i++) {
		if (g->links.at[i].from != GANTT_NO_ROW)
			g->link_ends[g->links.at[i].from + 1]++;
		if (g->links.at[i].to != GANTT_NO_ROW)
			g->link_ends[g->links.at[i].to + 1]++;
	}
	for (size_t i = 0; i < g->rows.len; i++) {
		g->link_ends[i + 1] += g->link_ends[i];
		next[i] = g->link_ends[i];
	}
	for (size_t i = 0; i < g->links.len; i++) {
		if (g->links.at[i].from != GANTT_NO_ROW)
			g->row_links[next[g->links.at[i].from]++] = i;
		if (g->links.at[i].to != GANTT_NO_ROW)
			g->row_links[next[g->links.at[i].to]++] = i;
	}
}

void
gantt_links_resolve(struct chart *chart, const struct map *rows)
{
	struct gantt *g = &chart->gantt;
	size_t kept = 0;

	for (size_t i = 0; i < g->links.len; i++) {
		struct gantt_link *link = &g->links.at[i];

		link->from = (size_t)(uintptr_t)map_find(rows, link->from_id) - 1;
		link->to = (size_t)(uintptr_t)map_find(rows, link->to_id) - 1;
		if (link->from == GANTT_NO_ROW && link->to == GANTT_NO_ROW)
			diag_add(chart->diag, &chart_diags[CHART_DIAG_LINK], &chart->place,
				 link->from_id, link->to_id);
		else if (link->from != link->to)
			g->links.at[kept++] = *link;
	}
	g->links.len = kept;
	index_links(chart);
}

bool
gantt_span_find(struct chart *chart)
{
	struct gantt *g = &chart->gantt;
	bool found = false;

	for (size_t i = 0; i < g->rows.len; i++) {
		const struct gantt_row *row = &g->rows.at[i];
		const minutes all[] = {row->start, row->finish, row->base_start, row->base_finish};

		for (size_t k = 0; k < sizeof all / sizeof *all; k++) {
			if (all[k] == MINUTES_NONE)
				continue;
			if (g->start == MINUTES_NONE || all[k] < g->start)
				g->start = all[k];
			if (g->finish == MINUTES_NONE || all[k] > g->finish)
				g->finish = all[k];
			found = true;
		}
		/* A bar that cannot be seen whole may not slip out of sight. */
		if (found && row->slack != MINUTES_NONE && g->words.slack[0] != '\0' &&
		    row->slack > g->finish)
			g->finish = row->slack;
	}
	if (!found)
		diag_add0(chart->diag, &chart_diags[CHART_DIAG_NO_ROWS], &chart->place);
	return found;
}
