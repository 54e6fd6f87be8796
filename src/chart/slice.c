/*
 * Slicing: how many rows and how much time a tile holds.
 *
 * A tile is a whole chart of its own: head, table, bars, legend.  Rows are never cut.  A summary is
 * not the last row of a tile, for its parts follow.  With `fit` the rows shrink, texts with them,
 * until the asked number of tiles holds them, but not below what one can read.
 *
 *	A1 │ A2      columns: slices of time
 *	───┼───
 *	B1 │ B2      bands: slices of rows
 *
 * The windows of all columns are equally wide and show equally many whole days, so that tiles cut
 * at the edges of their windows and glued together are one chart.
 */
#include "chart/gantt.h"

#include "base/arena.h"
#include "base/strbuf.h"
#include "chart/chart_diag.h"

#include <stdio.h>

#define HEAD_HEIGHT  MM(11)
#define STATUS_ROOM  MM(4.5) /* under the rows, for the label of the status line */
#define MIN_ROW	     MM(4.2)
#define MIN_PLOT     MM(15)
#define LABEL_GAP    MM(3)
#define SIGN_GAP     MM(8) /* half a diamond and a link that leaves it too */
#define MAX_WIDTH    (20000 * DIM_PT)
#define MAX_HEIGHT   (200000 * DIM_PT)
#define MAX_ACROSS   50
#define MIN_DAY	     PT(0.05)
#define MIN_ON_FIRST 3 /* rows for which a chart begins at the foot of a page */

static struct gantt_sizes
sizes_of(dim row_height)
{
	dim reference = dim_min(row_height, MM(9));
	struct gantt_sizes s = {
		.row = row_height,
		.text = PT(8.25),
		.small = PT(7.25),
		.indent = MM(2),
		.bar = dim_scale(reference, 44, 90),
		.centre = dim_scale(row_height, 42, 90),
	};

	/* The type scale has no sizes between; below, texts shrink with the rows. */
	if (row_height < MM(7))
		s.text = PT(7.25);
	if (row_height < MM(5.5)) {
		s.text = dim_max(dim_scale(s.text, row_height, MM(5.5)), PT(5));
		s.small = s.text;
	}
	s.leading = dim_scale(s.text, 118, 100);
	return s;
}

/* The width left for the window. */
static dim
plot_width(const struct chart *chart)
{
	return chart->width - chart->table_width - 2 * GANTT_PLOT_PAD;
}

/* Room for the labels at the right end: days are added until each fits. */
static date
padded_end(struct chart *chart, date from, date to, dim width)
{
	const struct gantt *g = &chart->gantt;
	int64_t days = (int64_t)to - from;

	for (size_t i = 0; i < g->rows.len; i++) {
		const struct gantt_row *row = &g->rows.at[i];
		dim label;
		int64_t needed;

		if (row->finish == MINUTES_NONE)
			continue;
		label = gantt_width(chart, chart->sizes.small, false, gantt_label(chart, row));
		if (label == 0)
			continue;
		label += row->kind == ROW_MILESTONE ? SIGN_GAP : LABEL_GAP;
		label = dim_min(label, dim_scale(width, 1, 4));
		needed = ((int64_t)minutes_date(row->finish) + 1 - from) * width / (width - label);
		if (needed > days)
			days = needed;
	}
	return (date)(from + days);
}

/* At a true scale: a window is as wide as the whole days that it has room for. */
static void
axis_at_scale(struct chart *chart, struct scale *s)
{
	dim day = dim_max(dim_min(chart->gantt.day_width, plot_width(chart)), MIN_DAY);
	date window = (date)(plot_width(chart) / day);
	date days = s->to - s->from;

	if ((days + window - 1) / window > MAX_ACROSS) {
		diag_add(chart->diag, &chart_diags[CHART_DIAG_FIT], &chart->place,
			 "50 pages across");
		window = (days + MAX_ACROSS - 1) / MAX_ACROSS;
		day = plot_width(chart) / window;
	}
	chart->across = (int)((days + window - 1) / window);
	/* A chart of one window ends with what it shows. */
	s->to = s->from + (chart->across > 1 ? chart->across * window : days);
	s->width = dim_scale(day, s->to - s->from, 1);
}

/* The whole axis over all tiles side by side, and how many there are. */
static void
make_axis(struct chart *chart)
{
	const struct gantt *g = &chart->gantt;
	struct scale s = {
		.from = minutes_date(g->start),
		.to = minutes_date(g->finish) + 1,
		.width = plot_width(chart),
		.day_start = g->day_start,
		.day_end = g->day_end,
	};
	date status = g->status != MINUTES_NONE ? minutes_date(g->status) : DATE_NONE;
	date length = s.to - s.from;

	/* A status line a little outside is worth some width, one far off is not. */
	if (status != DATE_NONE && status >= s.to && status - s.to < length / 6)
		s.to = status + 1;
	if (length < 370)
		s.from -= date_weekday(s.from);
	chart->across = g->across;
	if (g->fit == FIT_SCALE) {
		axis_at_scale(chart, &s);
	} else {
		s.width = dim_scale(s.width, g->across, 1);
		s.to = padded_end(chart, s.from, s.to, s.width);
		/* Windows show whole days. */
		s.to += (g->across - (s.to - s.from) % g->across) % g->across;
	}
	chart->axis = s;
}

static void
choose_unit(struct chart *chart, const struct scale *axis)
{
	const struct gantt *g = &chart->gantt;
	dim size = chart->sizes.small;
	dim needs[SCALE_UNITS] = {0};
	struct strbuf b = STRBUF_INIT;
	struct scale_style style = gantt_scale_style(chart);

	needs[SCALE_DAY] = gantt_width(chart, size, false, "30") + PT(2);
	for (int unit = SCALE_WEEK; unit < SCALE_YEAR; unit++) {
		for (int month = 1; month <= 12; month++) {
			strbuf_clear(&b);
			scale_label(&b, (enum scale_unit)unit, date_from_ymd(2026, month, 28),
				    &style, true, false);
			needs[unit] =
				dim_max(needs[unit], gantt_width(chart, size, false, b.s) + PT(4));
		}
	}
	strbuf_release(&b);
	chart->unit = scale_choose(axis, needs);
	/* A unit that is asked for is taken if its lines can be told apart. */
	if (g->unit != SCALE_AUTO) {
		dim least[SCALE_UNITS];

		for (int unit = 0; unit < SCALE_UNITS; unit++)
			least[unit] = PT(1.5);
		if (scale_choose(axis, least) <= g->unit)
			chart->unit = g->unit;
	}
}

static bool
status_shows(const struct chart *chart, const struct scale *s)
{
	minutes status = chart->gantt.status;

	return status != MINUTES_NONE && scale_x(s, status) >= 0 && scale_x(s, status) <= s->width;
}

static dim
frame_height(const struct chart *chart)
{
	return chart->head_height + chart->foot_height + chart->legend_height;
}

/* The row behind the last that fits into height, from row `from` on; at least one. */
static size_t
fill(struct chart *chart, size_t from, dim height)
{
	const struct gantt *g = &chart->gantt;
	int64_t sum = 0;
	size_t to = from;

	while (to < g->rows.len && sum + g->rows.at[to].height <= height)
		sum += g->rows.at[to++].height;
	if (to == from)
		return from;
	while (to < g->rows.len && to > from + 1 && g->rows.at[to - 1].kind == ROW_SUMMARY)
		to--;
	return to;
}

/* Heights for row slices of this room: the number of slices, their ends in `ends` if not NULL. */
static size_t
count_slices(struct chart *chart, const struct chart_room *room, size_t *ends)
{
	const size_t rows = chart->gantt.rows.len;
	dim height = room->height - frame_height(chart);
	dim first = dim_min(room->first_height, room->height) - frame_height(chart);
	size_t count = 0;
	size_t from = 0;

	while (from < rows) {
		size_t to = fill(chart, from, count == 0 ? first : height);

		if (count == 0 && to < rows && to < MIN_ON_FIRST)
			to = fill(chart, from, height);
		if (to == from)
			return 0;
		if (ends != NULL)
			ends[count] = to;
		count++;
		from = to;
	}
	return count;
}

/* Everything that follows from the height of a row. */
static void
set_sizes(struct chart *chart, dim row_height)
{
	struct gantt *g = &chart->gantt;

	chart->sizes = sizes_of(row_height);
	chart->head_height = HEAD_HEIGHT;
	gantt_table_layout(chart);
	if (plot_width(chart) < MIN_PLOT)
		return;
	make_axis(chart);
	choose_unit(chart, &chart->axis);
	chart->foot_height = g->words.status[0] != '\0' && status_shows(chart, &chart->axis)
				     ? STATUS_ROOM
				     : MM(1.5);
	chart->legend_height = gantt_legend_height(chart);
}

/* Shrinks rows until `wanted` slices hold them. */
static void
shrink(struct chart *chart, const struct chart_room *room, size_t wanted)
{
	dim row = chart->sizes.row;
	size_t count = count_slices(chart, room, NULL);

	while ((count > wanted || count == 0) && row > MIN_ROW) {
		row = dim_max(dim_scale(row, 93, 100), MIN_ROW);
		set_sizes(chart, row);
		count = count_slices(chart, room, NULL);
	}
	if (count > wanted) {
		char text[32];

		snprintf(text, sizeof text, "%zu page%s%s", wanted, wanted == 1 ? "" : "s",
			 chart->gantt.fit == FIT_GRID ? " down" : "");
		diag_add(chart->diag, &chart_diags[CHART_DIAG_FIT], &chart->place, text);
	}
}

/* Rows higher than a page lose their last lines, which is an error, not a hang. */
static void
cut_rows(struct chart *chart, dim height)
{
	struct gantt *g = &chart->gantt;

	for (size_t i = 0; i < g->rows.len; i++) {
		struct gantt_row *row = &g->rows.at[i];
		size_t most = (size_t)(height / chart->sizes.leading);

		if (row->height <= height)
			continue;
		diag_add(chart->diag, &chart_diags[CHART_DIAG_CUT], &chart->place, row->id);
		row->height = height;
		for (size_t c = 0; c < g->columns.len; c++) {
			if (row->cells[c].count + 1 > most)
				row->cells[c].count = most > 1 ? most - 1 : 0;
		}
	}
}

/* A to Z, then AA to AZ, BA …: bands as spreadsheets name columns. */
static const char *
tile_mark(struct chart *chart, int band, int column)
{
	char before[2] = {band >= 26 ? (char)('A' + (band / 26 - 1) % 26) : '\0', '\0'};

	return arena_printf(chart->arena, "%s%c%d", before, 'A' + band % 26, column + 1);
}

static void
add_band(struct chart *chart, size_t from, size_t to, int band, dim least)
{
	struct gantt_tile tile = {.from = from, .to = to, .band = band};
	date days = (chart->axis.to - chart->axis.from) / chart->across;
	int64_t sum = 0;

	for (size_t i = from; i < to; i++)
		sum += chart->gantt.rows.at[i].height;
	tile.rows_height = (dim)sum;
	tile.height = dim_max(tile.rows_height + frame_height(chart), least);
	tile.scale = chart->axis;
	tile.scale.width = chart->axis.width / chart->across;
	for (tile.column = 0; tile.column < chart->across; tile.column++) {
		tile.scale.from = chart->axis.from + tile.column * days;
		tile.scale.to = tile.scale.from + days;
		tile.mark = tile_mark(chart, band, tile.column);
		VEC_PUSH(chart->arena, &chart->tiles, tile);
	}
}

static void
make_tiles(struct chart *chart, const struct chart_room *room)
{
	size_t *ends = ARENA_ARRAY(chart->arena, chart->gantt.rows.len, size_t);
	size_t count = count_slices(chart, room, ends);
	size_t from = 0;

	for (size_t band = 0; band < count; band++) {
		/* What is to be cut and joined has a page of its own. */
		add_band(chart, from, ends[band], (int)band, chart->across > 1 ? room->height : 0);
		from = ends[band];
	}
	if (chart->tiles.len == 1)
		chart->tiles.at[0].mark = "";
}

const struct gantt_tile *
gantt_tile_of(const struct chart *chart, size_t row, minutes t)
{
	size_t low = 0;
	size_t high = chart->tiles.len / (size_t)chart->across;
	int column;

	if (t == MINUTES_NONE)
		return NULL;
	while (low + 1 < high) {
		size_t middle = (low + high) / 2;

		if (chart->tiles.at[middle * (size_t)chart->across].from <= row)
			low = middle;
		else
			high = middle;
	}
	column = scale_x(&chart->axis, t) / chart->tiles.at[0].scale.width;
	column = column < 0 ? 0 : column >= chart->across ? chart->across - 1 : column;
	return &chart->tiles.at[low * (size_t)chart->across + (size_t)column];
}

bool
gantt_slice(struct chart *chart, const struct chart_room *room)
{
	struct gantt *g = &chart->gantt;
	struct chart_room bounded = *room;

	bounded.height = dim_min(room->height, MAX_HEIGHT);
	/* A chart that is to fit pages wants whole ones. */
	bounded.first_height = g->fit == FIT_WIDTH || g->fit == FIT_SCALE
				       ? dim_min(room->first_height, MAX_HEIGHT)
				       : bounded.height;
	chart->width = dim_min(room->width, MAX_WIDTH);
	set_sizes(chart, dim_max(dim_min(g->row_height, MM(30)), MIN_ROW));
	if (plot_width(chart) < MIN_PLOT ||
	    bounded.height - frame_height(chart) < chart->sizes.row) {
		diag_add0(chart->diag, &chart_diags[CHART_DIAG_ROOM], &chart->place);
		return false;
	}
	if (g->fit != FIT_WIDTH && g->fit != FIT_SCALE)
		shrink(chart, &bounded, (size_t)(g->fit == FIT_PAGE ? 1 : g->down));
	cut_rows(chart, bounded.height - frame_height(chart));
	make_tiles(chart, &bounded);
	return chart->tiles.len > 0;
}
