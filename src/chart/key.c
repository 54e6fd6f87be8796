/*
 * Which tile this is: its mark and a map of all tiles, above the table; signs where to cut.
 *
 *	B2 · … IMP-3 Reviews    ▫▫▫
 *	                        ▫▪▫
 *
 * Tiles of one band are cut at the edges of their windows, bands under the last row.
 */
#include "chart/gantt.h"

#include "base/strbuf.h"

#define MARK_BASE    MM(4)
#define MAP_TOP	     MM(0.8)
#define MAP_HEIGHT   MM(4.6)
#define CELL_WIDTH   MM(1.9)
#define CELL_HEIGHT  MM(1.3)
#define MIN_CELL     MM(0.45)
#define CELL_SPACING PT(0.8)
#define CUT	     MM(1.2)

struct key_map {
	int bands;
	int across;
	dim cell_width; /* with the space behind it; 0: there is no room for a map */
	dim cell_height;
};

static struct key_map
map_size(const struct chart *chart)
{
	struct key_map m = {
		.across = chart->across,
		.bands = (int)(chart->tiles.len / (size_t)chart->across),
	};

	m.cell_width = dim_min(CELL_WIDTH, chart->table_width / 3 / m.across);
	m.cell_height = dim_min(CELL_HEIGHT, MAP_HEIGHT / m.bands);
	if (m.cell_width < MIN_CELL || m.cell_height < MIN_CELL)
		m.cell_width = 0;
	return m;
}

static void
draw_map(const struct gantt_scene *s, const struct key_map *m)
{
	const struct gantt_theme *t = &s->chart->gantt.theme;
	dim left = s->chart->table_width - (m->across + 1) * m->cell_width;

	for (int band = 0; band < m->bands; band++) {
		for (int column = 0; column < m->across; column++) {
			bool here = band == s->tile->band && column == s->tile->column;
			struct rect r = {
				.x = left + column * m->cell_width,
				.y = MAP_TOP + band * m->cell_height,
				.width = m->cell_width - CELL_SPACING,
				.height = m->cell_height - CELL_SPACING,
			};

			draw_rect(s->list, r, here ? t->ink : t->line, DRAW_SOLID, t->paper);
		}
	}
}

/* The mark and, when the tile begins within a group, which group: by name if there is room. */
static void
draw_mark(const struct gantt_scene *s, dim room)
{
	struct chart *c = s->chart;
	const struct gantt *g = &c->gantt;
	struct draw_font font = gantt_font(c, c->sizes.small, true);
	size_t group = s->tile->from;
	struct strbuf b = STRBUF_INIT;

	while (group > 0 && g->rows.at[group].level > 0)
		group--;
	strbuf_puts(&b, s->tile->mark);
	if (group < s->tile->from) {
		size_t bare = b.len;

		strbuf_printf(&b, " \u00B7 \u2026 %s", gantt_row_name(c, &g->rows.at[group]));
		if (gantt_width(c, font.size, true, b.s) + MM(2) > room) {
			b.len = bare;
			strbuf_printf(&b, " \u00B7 \u2026 %s", g->rows.at[group].id);
		}
	}
	draw_text(s->list, (struct point){0, MARK_BASE}, DRAW_START, &font, g->theme.soft, b.s);
	strbuf_release(&b);
}

static void
draw_cut(const struct gantt_scene *s, dim x)
{
	const struct gantt_theme *t = &s->chart->gantt.theme;
	dim bottom = s->chart->head_height + s->tile->rows_height;

	draw_line(s->list, (struct point[]){{x, 0}, {x, CUT}}, 2, PT(0.5), NULL, t->ink);
	draw_line(s->list, (struct point[]){{x, bottom}, {x, bottom + CUT}}, 2, PT(0.5), NULL,
		  t->ink);
}

void
gantt_key_draw(const struct gantt_scene *s)
{
	struct key_map m = map_size(s->chart);
	dim left = s->chart->table_width + GANTT_PLOT_PAD;

	if (s->tile->mark[0] == '\0')
		return;
	draw_group_begin(s->list, NULL, true);
	draw_mark(s, s->chart->table_width - (m.across + 1) * m.cell_width);
	if (m.cell_width > 0)
		draw_map(s, &m);
	if (s->tile->column > 0)
		draw_cut(s, left);
	if (s->tile->column + 1 < m.across)
		draw_cut(s, left + s->tile->scale.width);
	draw_group_end(s->list);
}
