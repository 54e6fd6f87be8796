/*
 * Drawing an effect chart.
 *
 *	            | pilot starts
 *	 - - - - - -|- - - - - - - - - - - -  target 60 %
 *	            |        .---o 38 %
 *	 o-------o--+--o----'
 *	 ------------------------------------ baseline 31 %
 *	 =====================================
 *	 Feb 2026  Mar  Apr  May  Jun
 *
 * Baseline and target are lines across, labelled at their ends; the readings are joined; events
 * are upright lines with their names on top, each name on a line of its own where two would meet.
 */
#include "chart/effect.h"

#include "base/arena.h"
#include "base/strbuf.h"
#include "chart/chart_diag.h"

#include <math.h>

#define SMALL	 (7 * DIM_PT + DIM_PT / 4)
#define LEADING	 (10 * DIM_PT)
#define LEAST	 MM(60) /* of the width */
#define GAP	 MM(1.5)
#define DOT	 MM(1.1)
#define TICK	 MM(1)
#define MAX_ROWS 3 /* of names of events */

struct plot {
	struct chart *chart;
	const struct effect *e;
	struct draw_list *d;
	struct draw_font font;
	dim left, right, top, bottom;
	date start, finish;
	double low, high;
};

static dim
width_of(const struct plot *p, const char *text)
{
	return gantt_width(p->chart, SMALL, false, text);
}

static dim
x_of(const struct plot *p, date on)
{
	int32_t days = p->finish - p->start;

	if (on <= p->start || days <= 0)
		return p->left;
	if (on >= p->finish)
		return p->right;
	return p->left + dim_scale(p->right - p->left, on - p->start, days);
}

static dim
y_of(const struct plot *p, double value)
{
	double part = (value - p->low) / (p->high - p->low);

	return p->bottom - (dim)lround((double)(p->bottom - p->top) * part);
}

static void
rule(const struct plot *p, dim y, dim width, const dim dash[4], struct colour colour)
{
	struct point points[2] = {{p->left, y}, {p->right, y}};

	draw_line(p->d, points, 2, width, dash, colour);
}

/* ---- extents ---- */

static void
take_day(struct plot *p, date on)
{
	if (p->start == DATE_NONE || on < p->start)
		p->start = on;
	if (p->finish == DATE_NONE || on > p->finish)
		p->finish = on;
}

static void
take_value(struct plot *p, double value)
{
	if (isnan(value))
		return;
	p->low = fmin(p->low, value);
	p->high = fmax(p->high, value);
}

/* Whole months across; a margin above and below, but nothing below a zero that is not passed. */
static void
measure(struct plot *p)
{
	const struct effect *e = p->e;
	double margin;

	p->start = e->start;
	p->finish = e->finish;
	p->low = INFINITY;
	p->high = -INFINITY;
	take_value(p, e->baseline);
	take_value(p, e->target);
	for (size_t i = 0; i < e->points.len; i++) {
		take_value(p, e->points.at[i].value);
		take_day(p, e->points.at[i].on);
	}
	p->start = date_month_start(p->start);
	p->finish = date_add_months(date_month_start(p->finish), 1);
	margin = (p->high - p->low) * 0.14;
	if (!(margin > 0))
		margin = fabs(p->high) > 0 ? fabs(p->high) * 0.2 : 1;
	p->low = p->low >= 0 && p->low < margin ? fmin(p->low, 0) - margin * 0.2 : p->low - margin;
	p->high += margin;
}

/* ---- parts ---- */

/* Months below the axis: as many names as fit, with the year where it begins. */
static void
draw_months(const struct plot *p)
{
	static const int steps[] = {1, 2, 3, 6, 12, 24, 60, 120};
	const char *lang = p->chart->gantt.lang;
	dim need = width_of(p, "May 2026") + MM(2);
	dim month = dim_scale(p->right - p->left, 30, p->finish - p->start);
	size_t s = 0;

	while (s + 1 < sizeof steps / sizeof *steps && dim_scale(month, steps[s], 1) < need)
		s++;
	rule(p, p->bottom, DIM_PT, NULL, p->chart->gantt.theme.ink);
	for (date m = p->start; m < p->finish; m = date_add_months(m, steps[s])) {
		struct ymd day = date_to_ymd(m);
		dim x = x_of(p, m);
		struct point tick[2] = {{x, p->bottom}, {x, p->bottom + TICK}};
		const char *name = date_month_name(lang, day.month, true);

		if (m == p->start || day.month <= steps[s])
			name = arena_printf(p->chart->arena, "%s %d", name, day.year);
		draw_line(p->d, tick, 2, DIM_PT / 2, NULL, p->chart->gantt.theme.ink);
		if (x + width_of(p, name) <= p->right + GAP)
			draw_text(p->d, (struct point){x, p->bottom + LEADING}, DRAW_START,
				  &p->font, p->chart->gantt.theme.soft, name);
	}
}

/* Where the name of an event stands: right of its line, or left where the plot ends, on the first
 * row that is free there. */
struct placed {
	dim x;
	bool left;
	int row;
};

static struct placed *
place_events(const struct plot *p, int *rows)
{
	const struct effect *e = p->e;
	struct placed *all = ARENA_ARRAY(p->chart->arena, e->events.len + 1, struct placed);
	dim taken[MAX_ROWS] = {0};

	*rows = 0;
	for (size_t i = 0; i < e->events.len; i++) {
		dim x = x_of(p, e->events.at[i].on);
		dim width = width_of(p, e->events.at[i].label) + GAP;
		bool left = x + width > p->right;
		int row = 0;

		while (row + 1 < MAX_ROWS && taken[row] > (left ? x - width : x))
			row++;
		taken[row] = left ? x : x + width + GAP;
		all[i] = (struct placed){.x = x, .left = left, .row = row};
		*rows = row >= *rows ? row + 1 : *rows;
	}
	return all;
}

static void
draw_events(const struct plot *p, const struct placed *places)
{
	const struct colour warn = p->chart->gantt.theme.warn;

	for (size_t i = 0; i < p->e->events.len; i++) {
		const struct placed *at = &places[i];
		dim y = (dim)at->row * LEADING;
		struct point line[2] = {{at->x, y + MM(0.6)}, {at->x, p->bottom}};
		struct point name = {at->left ? at->x - GAP / 2 : at->x + GAP / 2, y + SMALL};

		draw_line(p->d, line, 2, DIM_PT * 3 / 4, NULL, warn);
		draw_text(p->d, name, at->left ? DRAW_END : DRAW_START, &p->font, warn,
			  p->e->events.at[i].label);
	}
}

/* Baseline and target with their labels, which keep a line's distance. */
static void
draw_levels(const struct plot *p)
{
	static const dim dash[4] = {MM(1.4), MM(1), 0, 0};
	const struct gantt_theme *t = &p->chart->gantt.theme;
	const struct effect *e = p->e;
	dim base = isnan(e->baseline) ? 0 : y_of(p, e->baseline);
	dim target = isnan(e->target) ? 0 : y_of(p, e->target);
	dim base_text = base, target_text = target;
	dim close = base - target;

	if (!isnan(e->baseline) && !isnan(e->target) && close > -LEADING && close < LEADING) {
		dim apart = (LEADING - (close < 0 ? -close : close)) / 2;

		base_text += close >= 0 ? apart : -apart;
		target_text -= close >= 0 ? apart : -apart;
	}
	if (!isnan(e->baseline)) {
		rule(p, base, DIM_PT / 2, NULL, t->baseline);
		draw_text(p->d, (struct point){p->right + GAP, base_text + SMALL / 3}, DRAW_START,
			  &p->font, t->soft, e->baseline_label);
	}
	if (!isnan(e->target)) {
		rule(p, target, DIM_PT, dash, t->good);
		draw_text(p->d, (struct point){p->right + GAP, target_text + SMALL / 3}, DRAW_START,
			  &p->font, t->good, e->target_label);
	}
}

static void
draw_points(const struct plot *p)
{
	const struct gantt_theme *t = &p->chart->gantt.theme;
	size_t count = p->e->points.len;
	struct point *way = ARENA_ARRAY(p->chart->arena, count + 1, struct point);

	for (size_t i = 0; i < count; i++) {
		const struct effect_point *point = &p->e->points.at[i];

		/* the axis begins at the edge; a dot needs room beside it */
		way[i] = (struct point){dim_max(x_of(p, point->on), DOT), y_of(p, point->value)};
	}
	if (count > 1)
		draw_line(p->d, way, count, DIM_PT * 3 / 2, NULL, t->brand);
	for (size_t i = 0; i < count; i++)
		draw_rounded(p->d, (struct rect){way[i].x - DOT, way[i].y - DOT, 2 * DOT, 2 * DOT},
			     DOT, t->brand, DRAW_SOLID, t->paper);
	if (count > 0 && p->e->points.at[count - 1].label[0] != '\0') {
		struct draw_font bold = gantt_font(p->chart, SMALL, true);
		struct point at = {way[count - 1].x + DOT + GAP / 2, way[count - 1].y - GAP};

		draw_text(p->d, at, DRAW_START, &bold, t->brand, p->e->points.at[count - 1].label);
	}
}

/* ---- the chart ---- */

bool
effect_layout(struct chart *chart, const struct chart_room *room)
{
	const struct effect *e = chart->effect;
	struct gantt_tile tile = {.height = e->height};

	if (room->width < LEAST || room->height < e->height) {
		diag_add0(chart->diag, &chart_diags[CHART_DIAG_ROOM], &chart->place);
		return false;
	}
	chart->width = room->width;
	VEC_PUSH(chart->arena, &chart->tiles, tile);
	return true;
}

struct draw_list *
effect_draw(struct chart *chart, struct arena *arena)
{
	const struct effect *e = chart->effect;
	struct plot p = {.chart = chart, .e = e, .font = gantt_font(chart, SMALL, false)};
	struct placed *places;
	int rows;
	dim ends = dim_max(width_of(&p, e->baseline_label), width_of(&p, e->target_label));

	p.d = draw_new(arena, chart->width, e->height);
	p.right = chart->width - ends - GAP;
	p.bottom = e->height - LEADING - TICK - MM(1);
	measure(&p);
	places = place_events(&p, &rows);
	p.top = (dim)rows * LEADING;
	draw_group_begin(p.d, chart->gantt.alt, false);
	draw_months(&p);
	draw_events(&p, places);
	draw_levels(&p);
	draw_points(&p);
	draw_group_end(p.d);
	return p.d;
}
