/*
 * The heads: titles of the columns, and time in two tiers.
 *
 *	           │ March 2026          │ April
 *	Id  Task   │ W12  W13  W14       │ W15 …
 *	━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
 *
 * The upper unit is written where its visible part has room: in full, else abbreviated, else not.
 * The first and every January carry the year if there is room for it.
 */
#include "chart/gantt.h"

#include "base/strbuf.h"

#define TIER_1	     MM(4) /* baselines */
#define TIER_2	     MM(8.8)
#define UPPER_BOTTOM MM(5.6)
#define TICK	     MM(1.1)
#define LABEL_PAD    MM(1.6)
#define MAX_TICKS    12000 /* more than there are years */

struct scale_style
gantt_scale_style(const struct chart *chart)
{
	const struct gantt *g = &chart->gantt;

	return (struct scale_style){
		.lang = g->lang,
		.week = g->words.week,
		.quarter = g->words.quarter,
		.fiscal_year = g->words.fiscal_year,
		.fiscal_start = g->fiscal_start,
		.week_one = g->week_one,
	};
}

static dim
plot_x(const struct chart *chart, dim x)
{
	return chart->table_width + GANTT_PLOT_PAD + x;
}

static void
vertical(struct draw_list *d, dim x, dim top, dim bottom, dim width, struct colour colour)
{
	struct point p[2] = {{x, top}, {x, bottom}};

	draw_line(d, p, 2, width, NULL, colour);
}

/* Between upper units; it leaves the labels of the lower tier alone. */
static void
boundary(struct chart *chart, struct draw_list *d, dim x, dim bottom)
{
	vertical(d, x, 0, UPPER_BOTTOM, PT(0.7), chart->gantt.theme.line);
	vertical(d, x, chart->head_height, bottom, PT(0.7), chart->gantt.theme.line);
}

static void
draw_titles(struct chart *chart, struct draw_list *d)
{
	const struct gantt *g = &chart->gantt;
	struct draw_font font = gantt_font(chart, chart->sizes.small, true);

	for (size_t i = 0; i < g->columns.len; i++) {
		const struct gantt_column *c = &g->columns.at[i];
		struct point at = {.x = c->end ? c->x + c->width : c->x, .y = TIER_2};

		draw_text(d, at, c->end ? DRAW_END : DRAW_START, &font, g->theme.soft, c->title);
	}
}

/* The longest form of the unit's label that fits into width; false: none does. */
static bool
upper_label(struct chart *chart, struct strbuf *b, date at, dim width, bool first)
{
	enum scale_unit unit = scale_upper(chart->unit);
	struct scale_style style = gantt_scale_style(chart);
	bool dated = first || date_to_ymd(at).month == 1;

	for (int form = dated ? 0 : 2; form < 4; form++) {
		strbuf_clear(b);
		scale_label(b, unit, at, &style, form % 2 == 1, form < 2);
		if (gantt_width(chart, chart->sizes.small, true, b->s) + LABEL_PAD <= width)
			return true;
	}
	return false;
}

static void
draw_upper(struct chart *chart, struct draw_list *d, const struct gantt_tile *tile)
{
	const struct gantt_theme *t = &chart->gantt.theme;
	struct draw_font font = gantt_font(chart, chart->sizes.small, true);
	enum scale_unit unit = scale_upper(chart->unit);
	struct scale_style style = gantt_scale_style(chart);
	dim bottom = chart->head_height + tile->rows_height;
	struct strbuf b = STRBUF_INIT;
	date next;

	boundary(chart, d, chart->table_width, bottom);
	if (unit == SCALE_AUTO)
		return;
	for (date at = tile->scale.from; at < tile->scale.to; at = next) {
		dim x = scale_day_x(&tile->scale, at);
		dim end;

		next = scale_next(&style, unit, at);
		end = next < tile->scale.to ? scale_day_x(&tile->scale, next) : tile->scale.width;
		if (at == scale_floor(&style, unit, at) && x > PT(1))
			boundary(chart, d, plot_x(chart, x), bottom);
		else
			x = -GANTT_PLOT_PAD;
		if (upper_label(chart, &b, at, end - x, at == tile->scale.from))
			draw_text(d, (struct point){plot_x(chart, x) + LABEL_PAD, TIER_1},
				  DRAW_START, &font, t->ink, b.s);
	}
	strbuf_release(&b);
}

static bool
full_names_fit(struct chart *chart, const struct gantt_tile *tile)
{
	dim month = scale_day_x(&tile->scale, tile->scale.from + 28);

	for (int m = 1; chart->unit == SCALE_MONTH && m <= 12; m++) {
		const char *name = date_month_name(chart->gantt.lang, m, false);

		if (gantt_width(chart, chart->sizes.small, false, name) + LABEL_PAD > month)
			return false;
	}
	return true;
}

static void
draw_lower(struct chart *chart, struct draw_list *d, const struct gantt_tile *tile)
{
	const struct gantt_theme *t = &chart->gantt.theme;
	struct draw_font font = gantt_font(chart, chart->sizes.small, false);
	struct scale_style style = gantt_scale_style(chart);
	struct strbuf b = STRBUF_INIT;
	bool brief = !full_names_fit(chart, tile);
	dim widest = gantt_width(chart, chart->sizes.small, false,
				 chart->unit == SCALE_DAY    ? "30"
				 : chart->unit == SCALE_YEAR ? "2026"
							     : style.week) +
		     PT(2);
	int step = scale_step(&tile->scale, chart->unit, widest);
	int count = 0;

	for (date at = scale_floor(&style, chart->unit, tile->scale.from);
	     at < tile->scale.to && count < MAX_TICKS;
	     at = scale_next(&style, chart->unit, at), count++) {
		dim x = scale_day_x(&tile->scale, at);
		dim end = scale_day_x(&tile->scale, scale_next(&style, chart->unit, at));
		struct point p = {.y = TIER_2};
		dim room;

		if (x < 0 || count % step != 0)
			continue;
		strbuf_clear(&b);
		scale_label(&b, chart->unit, at, &style, brief, false);
		room = gantt_width(chart, chart->sizes.small, false, b.s);
		/* Months and longer units guide the eye down to the bars. */
		if (chart->unit >= SCALE_MONTH && x > 0)
			vertical(d, plot_x(chart, x), chart->head_height,
				 chart->head_height + tile->rows_height, PT(0.5), t->hair);
		if (chart->unit != SCALE_DAY)
			vertical(d, plot_x(chart, x), chart->head_height - TICK, chart->head_height,
				 PT(0.5), t->line);
		/* Days stand over the middle of their column, longer units at their beginning. */
		p.x = plot_x(chart, x) + MM(0.9);
		if (chart->unit == SCALE_DAY && step == 1)
			p.x = plot_x(chart, x) + (end - x - room) / 2;
		if (p.x + room <= chart->width)
			draw_text(d, p, DRAW_START, &font, t->soft, b.s);
	}
	strbuf_release(&b);
}

void
gantt_head_draw(struct chart *chart, struct draw_list *d, const struct gantt_tile *tile)
{
	struct point rule[2] = {{0, chart->head_height}, {chart->width, chart->head_height}};

	draw_titles(chart, d);
	draw_upper(chart, d, tile);
	draw_lower(chart, d, tile);
	draw_line(d, rule, 2, PT(1), NULL, chart->gantt.theme.ink);
}
