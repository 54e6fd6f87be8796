/*
 * A tile of a Gantt chart, drawn.
 *
 * From back to front: shades of days without work, hairlines, heads; the lines of gates; links;
 * bars and signs, each row a group with its alternative text; labels; the status line; the legend.
 */
#include "chart/gantt.h"

#include "base/arena.h"
#include "base/strbuf.h"

#include <string.h>

#define MIN_BAR	    PT(1.2)
#define MIN_SHADE   PT(1.2) /* narrower bands of free days only look dirty */
#define MIN_WEEKEND PT(4)
#define BASE_BAR    MM(1)

dim
gantt_x(const struct gantt_scene *s, minutes t)
{
	dim x = scale_x(&s->tile->scale, t);
	dim beyond = MM(20);

	/* Far outside is as good as a little outside, and safe to draw. */
	x = dim_max(dim_min(x, s->tile->scale.width + beyond), -beyond);
	return s->chart->table_width + GANTT_PLOT_PAD + x;
}

bool
gantt_in_window(const struct gantt_scene *s, minutes t)
{
	dim x = scale_x(&s->tile->scale, t);

	return x >= 0 && x <= s->tile->scale.width;
}

static bool
overlaps_window(const struct gantt_scene *s, minutes from, minutes to)
{
	return scale_x(&s->tile->scale, to) >= 0 &&
	       scale_x(&s->tile->scale, from) <= s->tile->scale.width;
}

static struct gantt_box
make_box(const struct gantt_scene *s, const struct gantt_row *row, dim top)
{
	const struct gantt_sizes *z = &s->chart->sizes;
	struct gantt_box b = {.top = top, .height = row->height, .centre = top + z->centre};

	if (row->start == MINUTES_NONE)
		return b;
	/* What lies outside of the tile's time has a place beyond its edge, where links lead to. */
	b.dated = true;
	b.drawn = overlaps_window(s, row->start, row->finish);
	b.left = gantt_x(s, row->start);
	b.right = dim_max(gantt_x(s, row->finish), b.left + MIN_BAR);
	b.half = z->bar / 2;
	if (row->deadline != MINUTES_NONE && gantt_in_window(s, row->deadline))
		b.marks[0] = gantt_x(s, row->deadline);
	if (row->kind == ROW_MILESTONE && row->base_finish != MINUTES_NONE &&
	    gantt_in_window(s, row->base_finish))
		b.marks[1] = gantt_x(s, row->base_finish);
	if (row->kind == ROW_MILESTONE) {
		b.diamond = true;
		b.half = dim_scale(z->bar, row->gate ? 73 : 55, 100);
		b.left = gantt_x(s, row->finish) - b.half;
		b.right = b.left + 2 * b.half;
	} else if (row->kind == ROW_SUMMARY) {
		b.half = dim_scale(z->bar, 30, 100);
	}
	return b;
}

static void
draw_shades(const struct gantt_scene *s)
{
	const struct gantt *g = &s->chart->gantt;
	const struct scale *scale = &s->tile->scale;
	dim left = s->chart->table_width + GANTT_PLOT_PAD;

	for (size_t i = 0; i < g->frees.len; i++) {
		const struct gantt_free *f = &g->frees.at[i];
		bool weekend = f->name[0] == '\0';
		dim x = dim_max(scale_day_x(scale, f->from), 0);
		dim end = dim_min(scale_day_x(scale, f->to + 1), scale->width);
		struct rect r = {left + x, s->chart->head_height, end - x, s->tile->rows_height};
		struct colour shade = weekend ? g->theme.weekend : g->theme.shade;

		if (end - x >= (weekend ? MIN_WEEKEND : MIN_SHADE))
			draw_rect(s->list, r, shade, DRAW_SOLID, shade);
	}
}

static void
draw_hairlines(const struct gantt_scene *s)
{
	const struct gantt_theme *t = &s->chart->gantt.theme;

	for (size_t i = 0; i < s->tile->to - s->tile->from; i++) {
		const struct gantt_box *b = &s->boxes[i];
		dim y = b->top + b->height;
		struct point p[2] = {{0, y}, {s->chart->width, y}};
		bool last = i + 1 == s->tile->to - s->tile->from;

		draw_line(s->list, p, 2, last ? PT(0.75) : PT(0.5), NULL, last ? t->line : t->hair);
	}
}

/* Boxes of a band's rows, by row minus the first. */
static struct gantt_box *
make_boxes(const struct gantt_scene *s)
{
	const size_t rows = s->tile->to - s->tile->from;
	struct gantt_box *boxes = ARENA_ARRAY(s->scratch, rows + 1, struct gantt_box);
	dim y = s->chart->head_height;

	for (size_t i = 0; i < rows; i++) {
		const struct gantt_row *row = &s->chart->gantt.rows.at[s->tile->from + i];

		boxes[i] = make_box(s, row, y);
		y += row->height;
	}
	return boxes;
}

static bool
in_view(const struct gantt_scene *s, const struct gantt_route *route)
{
	dim left = route->points[0].x;
	dim right = left;

	for (size_t i = 1; i < route->count; i++) {
		left = dim_min(left, route->points[i].x);
		right = dim_max(right, route->points[i].x);
	}
	return right >= s->chart->table_width && left <= s->chart->width;
}

/* The ways of the links are found once for all windows of a band, so that a link that goes over an
 * edge is met by its other half. */
static void
route_links(struct gantt_scene *s)
{
	struct gantt_tile band = *s->tile;
	struct gantt_scene whole = {.chart = s->chart, .tile = &band, .scratch = s->scratch};
	dim shift = s->tile->column * s->tile->scale.width;
	size_t count;
	struct gantt_route *routes;

	band.scale = s->chart->axis;
	routes = gantt_links_route(s->chart, &band,
				   s->chart->across > 1 ? make_boxes(&whole) : s->boxes, s->scratch,
				   &count);
	s->routes = routes;
	for (size_t i = 0; i < count; i++) {
		for (size_t k = 0; k < routes[i].count; k++)
			routes[i].points[k].x -= shift;
		if (in_view(s, &routes[i]))
			routes[s->route_count++] = routes[i];
	}
}

static void
draw_links(const struct gantt_scene *s)
{
	const struct gantt_theme *t = &s->chart->gantt.theme;

	for (size_t i = 0; i < s->route_count; i++) {
		const struct gantt_route *r = &s->routes[i];
		struct colour c = r->critical ? t->ink : t->soft;

		draw_route(s->list, r->points, r->count, MM(0.9), r->critical ? PT(0.9) : PT(0.75),
			   c);
		gantt_arrow_draw(s->list, r->points[r->count - 2], r->points[r->count - 1], c);
	}
}

static void
draw_baseline(const struct gantt_scene *s, const struct gantt_row *row, const struct gantt_box *b)
{
	const struct gantt_theme *t = &s->chart->gantt.theme;
	const struct gantt_sizes *z = &s->chart->sizes;
	dim height = dim_min(BASE_BAR, z->bar / 4);
	dim left;

	if (row->base_start == MINUTES_NONE ||
	    !overlaps_window(s, row->base_start, row->base_finish))
		return;
	left = gantt_x(s, row->base_start);
	if (row->kind == ROW_MILESTONE) {
		struct point c = {gantt_x(s, row->base_finish), b->centre};

		if (!gantt_in_window(s, row->finish) || c.x != (b->left + b->right) / 2)
			gantt_gate_draw(s->list, c, dim_scale(z->bar, 36, 100), t->baseline,
					t->paper);
		return;
	}
	struct rect r = {
		.x = left,
		.y = b->centre + z->bar / 2 + dim_scale(z->bar, 14, 100),
		.width = dim_max(gantt_x(s, row->base_finish) - left, MIN_BAR),
		.height = height,
	};

	draw_rect(s->list, r, t->baseline, DRAW_SOLID, t->baseline);
}

/* Where a row may slip to, and the walls of its constraint; behind and around its bar. */
static void
draw_bounds(const struct gantt_scene *s, const struct gantt_row *row, const struct gantt_box *b)
{
	const struct gantt *g = &s->chart->gantt;
	dim under = b->centre + s->chart->sizes.bar / 2;

	if (row->slack != MINUTES_NONE && row->slack > row->finish && g->words.slack[0] != '\0' &&
	    overlaps_window(s, row->finish, row->slack))
		gantt_slack_draw(s->list, (struct point){(b->left + b->right) / 2, under},
				 gantt_x(s, row->slack), g->theme.soft);
	if (row->constraint_at != MINUTES_NONE && gantt_in_window(s, row->constraint_at))
		gantt_constraint_draw(s->list,
				      (struct point){gantt_x(s, row->constraint_at), b->centre},
				      under - b->centre + MM(0.6), row->constraint, g->theme.ink);
}

static void
draw_task(const struct gantt_scene *s, const struct gantt_row *row, const struct gantt_box *b)
{
	const struct gantt *g = &s->chart->gantt;
	const struct gantt_look *look = &g->looks.at[row->look];
	struct rect r = {b->left, b->centre - b->half, b->right - b->left, 2 * b->half};
	dim radius = dim_min(MM(0.8), r.width / 3);

	gantt_bar_draw(s->list, r, look, radius);
	if (row->percent > 0) {
		struct rect done = r;

		done.width = dim_scale(r.width, row->percent, 100);
		gantt_progress_draw(s->list, done, look);
	}
	if (row->critical && g->words.critical[0] != '\0')
		gantt_critical_draw(s->list, r, g->theme.ink);
}

static void
draw_row(const struct gantt_scene *s, size_t i)
{
	const struct gantt *g = &s->chart->gantt;
	const struct gantt_row *row = &g->rows.at[i];
	const struct gantt_box *b = &s->boxes[i - s->tile->from];
	struct point centre = {(b->left + b->right) / 2, b->centre};

	if (row->kind == ROW_LOAD) {
		gantt_load_draw(s, row, b->top);
		return;
	}
	draw_baseline(s, row, b);
	draw_bounds(s, row, b);
	if (!b->drawn)
		return;
	if (row->kind == ROW_SUMMARY) {
		struct rect r = {b->left, b->centre - b->half, b->right - b->left,
				 dim_scale(s->chart->sizes.bar, 40, 100)};

		gantt_summary_draw(s->list, r, g->theme.ink);
	} else if (row->kind == ROW_TASK) {
		draw_task(s, row, b);
	} else if (row->gate) {
		gantt_gate_draw(s->list, centre, b->half, g->theme.warn, g->theme.paper);
	} else {
		gantt_diamond_draw(s->list, centre, b->half, g->theme.ink);
	}
	if (b->marks[0] != 0)
		gantt_deadline_draw(s->list, (struct point){b->marks[0], b->centre}, g->theme.bad);
}

static struct rect
plot_rect(const struct gantt_scene *s)
{
	const struct chart *c = s->chart;

	return (struct rect){c->table_width, c->head_height, c->width - c->table_width,
			     s->tile->rows_height};
}

/* Table text and alternative text of a row; the link over its cells. */
static void
draw_cells(const struct gantt_scene *s, size_t i)
{
	const struct gantt_row *row = &s->chart->gantt.rows.at[i];
	const struct gantt_box *b = &s->boxes[i - s->tile->from];

	draw_group_begin(s->list, gantt_row_alt(s->chart, row), false);
	gantt_table_draw(s->chart, s->list, i, b->top);
	if (row->href != NULL && row->href[0] != '\0') {
		bool external = strchr(row->href, ':') != NULL;
		struct rect r = {0, b->top, s->chart->table_width, b->height};

		draw_link(s->list, r, row->href, external);
	}
	draw_group_end(s->list);
}

/* The rows a gate speaks for: its top-level group, or all when there is no other gate. */
static void
gate_reach(const struct gantt *g, size_t gate, bool alone, size_t *from, size_t *to)
{
	*from = alone ? 0 : gate;
	*to = alone ? g->rows.len : gate + 1;
	while (*from > 0 && g->rows.at[*from].level > 0)
		--*from;
	while (*to < g->rows.len && g->rows.at[*to].level > 0)
		++*to;
}

/* A gate throws a dashed line through the rows it speaks for, on whatever tile they are. */
static void
draw_gate_lines(struct gantt_scene *s)
{
	static const dim dash[4] = {MM(1.2), MM(0.8), MM(1.2), MM(0.8)};
	const struct gantt *g = &s->chart->gantt;
	const struct gantt_tile *tile = s->tile;
	size_t gates = 0;

	for (size_t i = 0; i < g->rows.len; i++)
		gates += g->rows.at[i].gate;
	for (size_t i = 0; i < g->rows.len; i++) {
		const struct gantt_row *row = &g->rows.at[i];
		struct gantt_line_through line;
		size_t from;
		size_t to;

		if (!row->gate || row->finish == MINUTES_NONE || !gantt_in_window(s, row->finish))
			continue;
		gate_reach(g, i, gates == 1, &from, &to);
		from = from > tile->from ? from : tile->from;
		to = to < tile->to ? to : tile->to;
		if (from >= to)
			continue;
		const struct gantt_box *last = &s->boxes[to - 1 - tile->from];

		line.x = gantt_x(s, row->finish);
		line.top = s->boxes[from - tile->from].top;
		line.bottom = last->top + last->height;
		draw_line(s->list, (struct point[]){{line.x, line.top}, {line.x, line.bottom}}, 2,
			  PT(1), dash, g->theme.warn);
		VEC_PUSH(s->scratch, &s->lines, line);
	}
}

static bool
status_in_tile(const struct gantt_scene *s)
{
	minutes status = s->chart->gantt.status;

	return status != MINUTES_NONE && gantt_in_window(s, status);
}

static bool
row_crosses(const struct gantt_scene *s, const struct gantt_row *row)
{
	const minutes all[] = {row->start, row->finish, row->base_start, row->base_finish,
			       row->slack};

	for (size_t i = 0; i < sizeof all / sizeof *all; i++)
		if (all[i] != MINUTES_NONE && !gantt_in_window(s, all[i]))
			return true;
	return false;
}

/* Does anything go over the edges of the plot, so that it must be clipped? */
static bool
crosses_edge(const struct gantt_scene *s)
{
	struct rect plot = plot_rect(s);

	for (size_t i = s->tile->from; i < s->tile->to; i++)
		if (row_crosses(s, &s->chart->gantt.rows.at[i]))
			return true;
	for (size_t i = 0; i < s->route_count; i++)
		for (size_t k = 0; k < s->routes[i].count; k++) {
			dim x = s->routes[i].points[k].x;

			if (x < plot.x || x > plot.x + plot.width)
				return true;
		}
	return false;
}

static void
draw_ground(const struct gantt_scene *s)
{
	draw_group_begin(s->list, NULL, true);
	draw_shades(s);
	draw_hairlines(s);
	draw_group_end(s->list);
	gantt_head_draw(s->chart, s->list, s->tile);
}

struct draw_list *
gantt_tile_draw(struct chart *chart, const struct gantt_tile *tile, struct arena *arena)
{
	struct gantt_scene s = {
		.chart = chart,
		.tile = tile,
		.list = draw_new(arena, chart->width, tile->height),
		.scratch = arena_new(),
	};
	dim y = chart->head_height + tile->rows_height;
	bool cut;

	s.boxes = make_boxes(&s);
	route_links(&s);
	draw_ground(&s);
	for (size_t i = tile->from; i < tile->to; i++)
		draw_cells(&s, i);
	cut = crosses_edge(&s);
	if (cut)
		draw_clip_begin(s.list, plot_rect(&s));
	draw_gate_lines(&s);
	draw_links(&s);
	for (size_t i = tile->from; i < tile->to; i++)
		draw_row(&s, i);
	if (cut)
		draw_clip_end(s.list);
	if (status_in_tile(&s)) {
		struct gantt_line_through line = {gantt_x(&s, chart->gantt.status), 0, y};

		VEC_PUSH(s.scratch, &s.lines, line);
	}
	gantt_labels_draw(&s);
	if (status_in_tile(&s))
		gantt_status_draw(&s);
	gantt_legend_draw(chart, s.list, y + chart->foot_height);
	gantt_key_draw(&s);
	arena_free(s.scratch);
	return s.list;
}
