/*
 * Rows of load: how much of somebody's time the plan takes, week by week.
 *
 *	─ ─ ─ ─ ─ ─▆─ ─ ─ ─   the limit: what they have given
 *	▃▃▃ ▃▃ ▅▅▅ █ ▃▃
 *
 * Bars above the limit are hatched and in the colour of warnings.  The row's height stands for the
 * limit or, if that is more, the highest week.
 */
#include "chart/gantt.h"

#define TOP	MM(1.2)
#define BAR_GAP PT(0.8)

static int
highest(const struct gantt_row *row)
{
	int most = row->limit > 1 ? row->limit : 1;

	for (size_t i = 0; i < row->use_count; i++) {
		if (row->uses[i].percent > most)
			most = row->uses[i].percent;
	}
	return most;
}

bool
gantt_overloaded(const struct gantt_row *row)
{
	return row->kind == ROW_LOAD && highest(row) > row->limit;
}

void
gantt_use_draw(struct draw_list *d, struct rect r, const struct gantt_theme *t, bool over)
{
	/* Large areas: half as strong as bars. */
	struct colour calm = {.r = (1 + t->brand.r) / 2,
			      .g = (1 + t->brand.g) / 2,
			      .b = (1 + t->brand.b) / 2,
			      .a = 1};

	draw_rect(d, r, over ? t->warn : calm, over ? DRAW_DIAGONAL : DRAW_SOLID,
		  gantt_tint(t->warn));
}

void
gantt_load_draw(const struct gantt_scene *s, const struct gantt_row *row, dim top)
{
	static const dim dash[4] = {MM(0.8), MM(0.8), MM(0.8), MM(0.8)};
	const struct gantt_theme *t = &s->chart->gantt.theme;
	dim room = row->height - TOP;
	dim bottom = top + row->height;
	int most = highest(row);
	dim limit = bottom - dim_scale(room, row->limit, most);
	dim left = s->chart->table_width + GANTT_PLOT_PAD;

	for (size_t i = 0; i < row->use_count; i++) {
		const struct gantt_use *u = &row->uses[i];
		dim x = dim_max(scale_day_x(&s->tile->scale, u->from), -GANTT_PLOT_PAD);
		dim end = dim_min(scale_day_x(&s->tile->scale, u->to + 1),
				  s->tile->scale.width + GANTT_PLOT_PAD);
		dim height = dim_scale(room, u->percent, most);
		struct rect r = {left + x, bottom - height, end - x - BAR_GAP, height};

		if (r.width > 0 && height > 0)
			gantt_use_draw(s->list, r, t, u->percent > row->limit);
	}
	draw_line(s->list, (struct point[]){{left, limit}, {left + s->tile->scale.width, limit}}, 2,
		  PT(0.6), dash, t->soft);
}
