/*
 * The status date: a straight line, or the progress line, which leaves it in each row that is ahead
 * of it or behind and runs through how far the row is.
 *
 *	      │
 *	▬▬▬▬▬▬│       done: straight on
 *	▬▬▬╱──│▬▬     behind: a peak to the left
 *	   ╲  │
 *	▬▬▬▬▬▬│▬╲▬    ahead: to the right
 */
#include "chart/gantt.h"

#include "base/arena.h"

#define ABOVE	  MM(1) /* the heads of the rows */
#define BELOW	  MM(0.8)
#define LABEL_GAP MM(3.6)

/* Where the line crosses the row; NONE: at the status date. */
static minutes
reached(const struct gantt *g, const struct gantt_row *row)
{
	int percent = row->percent > 0 ? row->percent : 0;

	if (row->kind != ROW_TASK || row->start == MINUTES_NONE)
		return MINUTES_NONE;
	if (percent >= 100 && row->finish <= g->status)
		return MINUTES_NONE;
	if (percent == 0 && row->start >= g->status)
		return MINUTES_NONE;
	return row->start + (row->finish - row->start) * percent / 100;
}

static void
draw_progress(struct gantt_scene *s, dim x, dim bottom)
{
	const struct gantt *g = &s->chart->gantt;
	const struct gantt_tile *tile = s->tile;
	struct point *p = ARENA_ARRAY(s->scratch, 3 * (tile->to - tile->from) + 2, struct point);
	size_t count = 0;

	p[count++] = (struct point){x, s->chart->head_height - ABOVE};
	for (size_t i = tile->from; i < tile->to; i++) {
		const struct gantt_box *b = &s->boxes[i - tile->from];
		minutes at = reached(g, &g->rows.at[i]);

		if (at == MINUTES_NONE)
			continue;
		p[count++] = (struct point){x, b->top};
		p[count++] = (struct point){gantt_x(s, at), b->centre};
		p[count++] = (struct point){x, b->top + b->height};
	}
	p[count++] = (struct point){x, bottom};
	draw_line(s->list, p, count, PT(1.25), NULL, g->theme.bad);
}

void
gantt_status_draw(struct gantt_scene *s)
{
	struct chart *c = s->chart;
	const struct gantt *g = &c->gantt;
	struct draw_font font = gantt_font(c, c->sizes.small, false);
	dim bottom = c->head_height + s->tile->rows_height;
	dim half = gantt_width(c, font.size, false, g->words.status) / 2;
	dim x = gantt_x(s, g->status);

	if (g->progress_line)
		draw_progress(s, x, bottom + BELOW);
	else
		draw_line(s->list,
			  (struct point[]){{x, c->head_height - ABOVE}, {x, bottom + BELOW}}, 2,
			  PT(1.25), NULL, g->theme.bad);
	x = dim_max(dim_min(x, c->width - half), c->table_width + half);
	draw_text(s->list, (struct point){x, bottom + LABEL_GAP}, DRAW_MIDDLE, &font, g->theme.bad,
		  g->words.status);
}
