/* Tiles joined: cut at their marks and glued together they are one chart. */
#include "chart/tiles.h"

#define LINK_INK 0x5b6675 /* of links that are not critical */

/* A staircase over three columns and two bands, with links over every edge. */
static const char *
staircase(struct tiles *t, const char *attributes)
{
	struct strbuf b = STRBUF_INIT;
	const char *xml;

	strbuf_printf(&b, "<gantt xmlns='urn:planpress:chart:1' %s>" COLUMNS, attributes);
	for (int i = 0; i < 60; i++) {
		date from = date_from_ymd(2026, 1, 5) + i * 7;

		strbuf_printf(&b, "<row id='r%d' name='Row %d' start='", i, i);
		date_put_iso(&b, from);
		strbuf_puts(&b, "T13:00' finish='");
		date_put_iso(&b, from + 16);
		strbuf_puts(&b, "T11:00'/>");
		if (i > 0)
			strbuf_printf(&b, "<link from='r%d' to='r%d' type='%s'/>", i - 1, i,
				      i % 2 == 0 ? "SS" : "FF");
		if (i > 12)
			strbuf_printf(&b, "<link from='r%d' to='r%d'/>", i - 12, i);
	}
	strbuf_puts(&b, "</gantt>");
	xml = arena_strdup(t->a, b.s);
	strbuf_release(&b);
	return xml;
}

static bool
is_ink(struct colour c, unsigned rgb)
{
	return c.r == (float)(rgb >> 16 & 255) / 255.0f && c.g == (float)(rgb >> 8 & 255) / 255.0f;
}

/* Where links go over a vertical line: the heights, as a set of one bit a tenth of a millimetre. */
static size_t
crossings(const struct draw_list *d, dim x, dim *at, size_t room)
{
	size_t count = 0;

	for (size_t i = 0; i < d->len; i++) {
		const struct draw_op *op = &d->at[i];

		if (op->kind != DRAW_STROKE || !is_ink(op->colour, LINK_INK))
			continue;
		for (size_t k = 1; k < op->path.point_count; k++) {
			struct point a = op->path.points[k - 1];
			struct point b = op->path.points[k];

			if (a.y == b.y && dim_min(a.x, b.x) < x && dim_max(a.x, b.x) > x &&
			    count < room)
				at[count++] = a.y;
		}
	}
	return count;
}

static bool
has(const dim *at, size_t count, dim y)
{
	for (size_t i = 0; i < count; i++)
		if (abs(at[i] - y) < MM(0.1))
			return true;
	return false;
}

static void
goes_on_behind_an_edge(void **state)
{
	struct tiles *t = *state;
	dim left[64];
	dim right[64];
	size_t met = 0;

	tiles_make(t, staircase(t, "fit='3x2'"));
	assert_int_equal(t->count % 3, 0);
	for (size_t i = 0; i + 1 < t->count; i++) {
		const struct gantt_tile *tile = &t->chart->tiles.at[i];
		dim edge = t->chart->table_width + GANTT_PLOT_PAD;

		if (tile->column == 2)
			continue;
		/* The same scale, to the last unit, and not a day lost or shown twice. */
		assert_int_equal(tile[0].scale.width, tile[1].scale.width);
		assert_int_equal(tile[0].scale.to - tile[0].scale.from,
				 tile[1].scale.to - tile[1].scale.from);
		assert_int_equal(tile[0].scale.to, tile[1].scale.from);
		size_t n = crossings(chart_draw(t->chart, i, t->a), edge + tile->scale.width, left,
				     64);
		size_t m = crossings(chart_draw(t->chart, i + 1, t->a), edge, right, 64);

		assert_int_equal(n, m);
		for (size_t k = 0; k < n; k++)
			assert_true(has(right, m, left[k]));
		met += n;
	}
	assert_true(met > 10);
}

/* An instant lies where it lies on the whole axis. */
static void
keeps_every_instant_in_its_place(void **state)
{
	struct tiles *t = *state;

	tiles_make(t, staircase(t, "fit='3x2'"));
	for (size_t i = 0; i < t->count; i++) {
		const struct gantt_tile *tile = &t->chart->tiles.at[i];

		for (minutes at = t->chart->gantt.start; at < t->chart->gantt.finish; at += 4321) {
			dim on_tile = scale_x(&tile->scale, at) + tile->column * tile->scale.width;

			assert_true(abs(on_tile - scale_x(&t->chart->axis, at)) < MM(0.1));
		}
	}
}

static void
takes_a_page_each(void **state)
{
	struct tiles *t = *state;
	dim width;
	dim height;

	tiles_make(t, GANTT("fit='2x1'", COLUMNS
			    "<row id='a' name='A' start='2026-03-16' finish='2026-05-30'/>"));
	assert_int_equal(t->count, 2);
	chart_tile_size(t->chart, 0, &width, &height);
	assert_int_equal(height, 500 * DIM_PT);
}

static void
draws_a_true_scale(void **state)
{
	struct tiles *t = *state;

	tiles_make(t, staircase(t, "day-width='2mm'"));
	assert_true(t->chart->across > 2);
	for (size_t i = 0; i < t->count; i++) {
		const struct scale *s = &t->chart->tiles.at[i].scale;

		assert_int_equal(s->width / (s->to - s->from), MM(2));
		assert_true(s->width + 2 * GANTT_PLOT_PAD <= t->chart->width);
	}
	/* More than fifty pages across is told, and still drawn. */
	tiles_make(t, staircase(t, "day-width='90mm'"));
	assert_true(diag_has(t->d, "PPC11"));
	assert_true(t->chart->across > 40 && t->chart->across <= 50);
}

static void
names_the_tile_a_link_leaves_for(void **state)
{
	struct tiles *t = *state;
	bool found = false;

	tiles_make(t, staircase(t, "fit='3x2'"));
	for (size_t i = 0; i < t->count; i++) {
		struct draw_list *d = chart_draw(t->chart, i, t->a);

		for (size_t k = 0; k < d->len; k++) {
			const char *text = d->at[k].kind == DRAW_TEXT ? d->at[k].text : "";
			const char *arrow = strstr(text, "\u2192\u00A0");
			char mark[8];
			int row;

			if (arrow == NULL ||
			    sscanf(arrow + strlen("\u2192\u00A0"), "%7[^,], r%d", mark, &row) != 2)
				continue;
			const struct gantt_tile *there = gantt_tile_of(
				t->chart, (size_t)row, t->chart->gantt.rows.at[row].start);

			assert_true(there != &t->chart->tiles.at[i]);
			found = true;
		}
	}
	assert_true(found);
}

static void
shows_where_it_stands(void **state)
{
	struct tiles *t = *state;
	int maps = 0;
	int cuts = 0;

	tiles_make(t, staircase(t, "fit='3x2'"));
	struct draw_list *d = chart_draw(t->chart, 1, t->a); /* A2: cut on both sides */

	for (size_t i = 0; i < d->len; i++) {
		const struct draw_op *op = &d->at[i];
		bool short_ = op->path.point_count == 2 &&
			      op->path.points[1].y - op->path.points[0].y == MM(1.2);

		cuts += op->kind == DRAW_STROKE && short_ &&
			op->path.points[0].x == op->path.points[1].x &&
			is_ink(op->colour, 0x1b2430);
		maps += op->kind == DRAW_FILL && op->path.point_count >= 4 &&
			op->path.points[2].y < MM(5.6) &&
			op->path.points[0].x < t->chart->table_width;
	}
	assert_int_equal(cuts, 4);
	assert_int_equal(maps, (int)t->count);
	assert_non_null(tiles_text(d, "A2"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(goes_on_behind_an_edge),
		TEST(keeps_every_instant_in_its_place),
		TEST(takes_a_page_each),
		TEST(draws_a_true_scale),
		TEST(names_the_tile_a_link_leaves_for),
		TEST(shows_where_it_stands),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
