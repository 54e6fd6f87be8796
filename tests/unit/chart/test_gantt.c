/* A tile drawn: bars at their instants, signs, labels, legend of what occurs, words for who cannot
 * see. */
#include "chart/tiles.h"

#define TASK "<row id='a' name='Draft' start='2026-03-16T08:00' finish='2026-03-20T17:00' %s/>"

/* Left and right of a filled or stroked path. */
static struct rect
bounds(const struct draw_op *op)
{
	dim left = DIM_MAX, right = DIM_MIN, top = DIM_MAX, bottom = DIM_MIN;

	for (size_t i = 0; i < op->path.point_count; i++) {
		left = dim_min(left, op->path.points[i].x);
		right = dim_max(right, op->path.points[i].x);
		top = dim_min(top, op->path.points[i].y);
		bottom = dim_max(bottom, op->path.points[i].y);
	}
	if (op->path.point_count == 0)
		return (struct rect){0, 0, 0, 0};
	return (struct rect){left, top, right - left, bottom - top};
}

static bool
is_colour(struct colour c, unsigned rgb)
{
	return c.r == (float)(rgb >> 16 & 255) / 255.0f &&
	       c.g == (float)(rgb >> 8 & 255) / 255.0f && c.b == (float)(rgb & 255) / 255.0f;
}

/* The n-th operation of a kind in this colour; legend samples come last. */
static const struct draw_op *
find(const struct draw_list *d, enum draw_kind kind, unsigned rgb, int n)
{
	for (size_t i = 0; i < d->len; i++) {
		if (d->at[i].kind == kind && is_colour(d->at[i].colour, rgb) && n-- == 0)
			return &d->at[i];
	}
	return NULL;
}

static struct draw_list *
draw(struct tiles *t, const char *xml)
{
	tiles_make(t, xml);
	return chart_draw(t->chart, 0, t->a);
}

static void
puts_bars_where_their_dates_are(void **state)
{
	struct tiles *t = *state;
	struct draw_list *d = draw(t, GANTT("start='2026-03-16' finish='2026-03-29'", COLUMNS
					    "<row id='a' name='A' start='2026-03-16T08:00' "
					    "finish='2026-03-20T17:00' pattern-kind='develop'/>"
					    "<row id='b' name='B' start='2026-03-23T08:00' "
					    "finish='2026-03-23T12:30' pattern-kind='develop'/>"));
	const struct scale *s = &t->chart->tiles.at[0].scale;
	dim left = t->chart->table_width + GANTT_PLOT_PAD;
	dim day = s->width / (s->to - s->from);
	struct rect a = bounds(find(d, DRAW_FILL, 0x0f4c5c, 0));
	struct rect b = bounds(find(d, DRAW_FILL, 0x0f4c5c, 1));

	assert_int_equal(a.x, left);
	assert_true(abs(a.width - 5 * day) <= 5);
	assert_true(abs(b.x - left - 7 * day) <= 7);
	/* Half of the nine hours from eight to five. */
	assert_true(abs(b.width - day / 2) <= 2);
	assert_true(b.y > a.y + a.height);
}

static void
shows_what_is_done(void **state)
{
	struct tiles *t = *state;
	struct draw_list *d =
		draw(t, arena_printf(t->a, GANTT("", TASK), "pattern-kind='pilot' percent='40'"));
	const struct draw_op *bar = find(d, DRAW_FILL, 0x0f4c5c, 0);
	const struct draw_op *done = find(d, DRAW_FILL, 0x0f4c5c, 1);

	assert_int_equal(bar->pattern, DRAW_DIAGONAL);
	assert_int_equal(done->pattern, DRAW_SOLID);
	assert_true(abs(bounds(done).width - bounds(bar).width * 2 / 5) <= 2);
	assert_true(bounds(done).height < bounds(bar).height);
}

static void
draws_a_baseline_below(void **state)
{
	struct tiles *t = *state;
	struct draw_list *d = draw(t, arena_printf(t->a, GANTT("", TASK),
						   "baseline-start='2026-03-16' "
						   "baseline-finish='2026-03-18'"));
	struct rect bar = bounds(find(d, DRAW_FILL, 0x5b6675, 0));
	struct rect base = bounds(find(d, DRAW_FILL, 0xaab4c0, 0));

	assert_int_equal(base.x, bar.x);
	assert_true(abs(base.width - bar.width * 3 / 5) <= 2);
	assert_true(base.y >= bar.y + bar.height);
	assert_non_null(tiles_text(d, "baseline"));
}

static void
dashes_gates_through_every_tile(void **state)
{
	struct tiles *t = *state;
	struct draw_list *d = draw(
		t, GANTT("", "<row id='m' kind='milestone' gate='yes' start='2026-04-10T17:00'/>"
			     "<row id='a' start='2026-03-16' finish='2026-05-30'/>"
			     "<labels gate-note='not before'/>"));
	const struct draw_op *line = find(d, DRAW_STROKE, 0xb45309, 0);
	struct rect r = bounds(line);

	assert_true(line->dash[0] > 0);
	assert_int_equal(r.width, 0);
	assert_int_equal(r.height, t->chart->tiles.at[0].rows_height);
	assert_non_null(tiles_text(d, "10\u00A0Apr \u00B7 not before") != NULL
				? tiles_text(d, "10\u00A0Apr \u00B7 not before")
				: tiles_text(d, "10 Apr \u00B7 not before"));
	assert_non_null(tiles_text(d, "decision gate"));
	assert_null(tiles_text(d, "milestone"));
}

static void
marks_the_status_date(void **state)
{
	struct tiles *t = *state;
	static const char xml[] =
		GANTT("status='%s'", "<row id='a' start='2026-03-16' finish='2026-05-30'/>"
				     "<labels status='status'/>");
	struct draw_list *d = draw(t, arena_printf(t->a, xml, "2026-04-10"));
	struct rect r = bounds(find(d, DRAW_STROKE, 0xa4262c, 0));

	assert_int_equal(
		r.x, t->chart->table_width + GANTT_PLOT_PAD +
			     scale_day_x(&t->chart->tiles.at[0].scale, date_parse("2026-04-11")));
	assert_non_null(tiles_text(d, "status"));
	/* Years away from the plan it would only squeeze the bars. */
	d = draw(t, arena_printf(t->a, xml, "2029-04-10"));
	assert_null(find(d, DRAW_STROKE, 0xa4262c, 0));
	assert_null(tiles_text(d, "status"));
}

static void
shades_days_without_work(void **state)
{
	struct tiles *t = *state;
	static const char xml[] =
		GANTT("", "<row id='a' start='2026-03-16' finish='%s'/>"
			  "<free from='2026-04-03' to='2026-04-06' name='Easter'/>"
			  "<free from='2026-03-21' to='2026-03-22'/>");
	struct draw_list *d = draw(t, arena_printf(t->a, xml, "2026-05-30"));
	struct rect r = bounds(find(d, DRAW_FILL, 0xeef1f4, 0));
	const struct scale *s = &t->chart->tiles.at[0].scale;

	assert_int_equal(r.width, scale_day_x(s, date_parse("2026-04-07")) -
					  scale_day_x(s, date_parse("2026-04-03")));
	assert_non_null(find(d, DRAW_FILL, 0xf6f8fa, 0));
	/* Over many years such days are narrower than a line. */
	d = draw(t, arena_printf(t->a, xml, "2046-05-30"));
	assert_null(find(d, DRAW_FILL, 0xf6f8fa, 0));
}

static void
writes_labels_where_there_is_room(void **state)
{
	struct tiles *t = *state;
	struct draw_list *d = draw(
		t,
		GANTT("",
		      "<row id='a' start='2026-03-16' finish='2026-03-20' label='right'/>"
		      "<row id='b' start='2026-05-18' finish='2026-06-20' label='a label that is "
		      "too long for the little that is left at the end'/>"
		      "<row id='c' start='2026-03-16' finish='2026-06-20'/>"));
	const struct draw_op *right = tiles_text(d, "right");
	const struct draw_op *left =
		tiles_text(d, "a label that is too long for the little that is left at the end");
	struct rect bar = bounds(find(d, DRAW_FILL, 0x5b6675, 0));
	struct rect second = bounds(find(d, DRAW_FILL, 0x5b6675, 1));

	assert_non_null(right);
	assert_true(right->at.x > bar.x + bar.width);
	assert_non_null(left);
	assert_true(left->at.x < second.x);
}

static void
names_far_ends(void **state)
{
	struct tiles *t = *state;
	struct draw_list *d =
		draw(t, GANTT("", "<row id='a' start='2026-03-16' finish='2026-03-20'/>"
				  "<row id='b' start='2026-03-16' finish='2026-05-20'/>"
				  "<link from='X-1' to='a'/><link from='a' to='X-2'/>"
				  "<link from='a' to='X-3'/>"));

	assert_non_null(tiles_text(d, "\u2190\u00A0X-1  \u2192\u00A0X-2, X-3"));
}

static void
keeps_the_legend_to_what_occurs(void **state)
{
	struct tiles *t = *state;
	struct draw_list *d = draw(
		t, GANTT("", "<row id='a' start='2026-03-16' pattern-kind='train'/>"
			     "<row id='b' start='2026-03-16' pattern-kind='deploy' critical='yes'/>"
			     "<labels critical=''/>"));

	assert_non_null(tiles_text(d, "train, deploy"));
	assert_null(tiles_text(d, "pilot"));
	assert_null(tiles_text(d, "done"));
	assert_null(tiles_text(d, "critical"));
	assert_null(tiles_text(d, "no work"));
}

static void
tells_in_words(void **state)
{
	struct tiles *t = *state;
	struct draw_list *d =
		draw(t, arena_printf(t->a, GANTT("title='Plan'", COLUMNS TASK), "percent='40'"));
	bool found = false;
	int depth = 0;

	assert_string_equal(chart_alt(t->chart),
			    "Plan: 16 Mar 2026 \u2013 20 Mar 2026. a Draft: 16 Mar 2026 \u2013 "
			    "20 Mar 2026, 40\u00A0%.");
	for (size_t i = 0; i < d->len; i++) {
		depth += d->at[i].kind == DRAW_GROUP_BEGIN;
		depth -= d->at[i].kind == DRAW_GROUP_END;
		assert_true(depth >= 0);
		found |= d->at[i].kind == DRAW_GROUP_BEGIN && d->at[i].text != NULL &&
			 strstr(d->at[i].text, "a Draft: 16 Mar") != NULL;
	}
	assert_int_equal(depth, 0);
	assert_true(found);
}

static void
draws_how_far_a_task_may_slip(void **state)
{
	struct tiles *t = *state;
	static const char rows[] = "<row id='a' start='2026-03-16' finish='2026-03-20' "
				   "slack-to='2026-03-27'/>";
	struct draw_list *d =
		draw(t, arena_printf(t->a, GANTT("", "%s<labels slack='may slip'/>"), rows));
	const struct draw_op *line = find(d, DRAW_STROKE, 0x5b6675, 0);
	const struct scale *s = &t->chart->tiles.at[0].scale;

	assert_true(line->dash[0] > 0);
	assert_int_equal(bounds(line).x + bounds(line).width,
			 t->chart->table_width + GANTT_PLOT_PAD +
				 scale_day_x(s, date_parse("2026-03-28")));
	assert_non_null(tiles_text(d, "may slip"));
	/* The axis has room for it only if it is drawn. */
	assert_true(s->to > date_parse("2026-03-27"));
	d = draw(t, arena_printf(t->a, GANTT("", "%s"), rows));
	assert_null(tiles_text(d, "may slip"));
	assert_true(t->chart->gantt.finish < minutes_parse("2026-03-27"));
}

/* [ not before, ] not after, I: a wall with its arms to the side where the bar may be. */
static void
draws_walls_at_constraints(void **state)
{
	static const struct {
		const char *name;
		int left, right; /* arms in tenths of a millimetre */
	} cases[] = {{"not-earlier", 0, 10}, {"not-later", 10, 0}, {"must", 10, 10}};
	struct tiles *t = *state;

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct draw_list *d = draw(
			t, arena_printf(t->a,
					GANTT("ink='#010203'",
					      "<row id='a' start='2026-03-16' finish='2026-03-27' "
					      "constraint='%s' constraint-date='2026-03-18'/>"),
					cases[i].name));
		const struct scale *s = &t->chart->tiles.at[0].scale;
		bool late = cases[i].left > cases[i].right;
		dim x = t->chart->table_width + GANTT_PLOT_PAD +
			scale_day_x(s, date_parse(late ? "2026-03-19" : "2026-03-18"));
		struct rect r = {0, 0, 0, 0};

		/* The wall, then its arms; the rule under the head comes before. */
		for (int n = 0; find(d, DRAW_STROKE, 0x010203, n) != NULL && r.x != x; n++)
			r = bounds(find(d, DRAW_STROKE, 0x010203, n));
		assert_int_equal(r.x, x);
		assert_int_equal(r.width, 0);
		assert_non_null(tiles_text(d, "constraint"));
		bool arm = false;

		for (int n = 0; find(d, DRAW_STROKE, 0x010203, n) != NULL; n++) {
			r = bounds(find(d, DRAW_STROKE, 0x010203, n));
			arm |= r.height == 0 && abs(r.x - x + cases[i].left * MM(0.1)) < 20 &&
			       abs(r.width - (cases[i].left + cases[i].right) * MM(0.1)) < 20;
		}
		assert_true(arm);
	}
}

static void
bends_the_status_line_to_progress(void **state)
{
	struct tiles *t = *state;
	struct draw_list *d = draw(
		t, GANTT("status='2026-03-27' progress-line='yes'",
			 "<row id='behind' start='2026-03-16' finish='2026-04-10' percent='10'/>"
			 "<row id='done' start='2026-03-16' finish='2026-03-20' percent='100'/>"
			 "<row id='later' start='2026-04-16' finish='2026-04-20'/>"
			 "<row id='ahead' start='2026-03-23' finish='2026-04-10' percent='90'/>"));
	const struct draw_op *line = find(d, DRAW_STROKE, 0xa4262c, 0);
	const struct point *p = line->path.points;

	/* Top, three points for each of the two rows that differ, foot. */
	assert_int_equal(line->path.point_count, 8);
	assert_true(p[2].x < p[0].x);
	assert_true(p[5].x > p[0].x);
	assert_int_equal(p[1].x, p[0].x);
	assert_int_equal(p[7].x, p[0].x);
}

static void
draws_load_by_week(void **state)
{
	struct tiles *t = *state;
	struct draw_list *d = draw(
		t, GANTT("", COLUMNS "<row id='a' name='A' start='2026-03-16' finish='2026-04-10'/>"
				     "<row id='p' name='Wei Tan' kind='load' limit='50'>"
				     "<use from='2026-03-16' percent='25'/>"
				     "<use from='2026-03-23' percent='100'/></row>"));
	const struct draw_op *over = find(d, DRAW_FILL, 0xb45309, 0);
	const struct gantt_row *row = &t->chart->gantt.rows.at[1];
	const struct scale *s = &t->chart->tiles.at[0].scale;
	struct rect r = bounds(over);

	assert_int_equal(over->pattern, DRAW_DIAGONAL);
	assert_int_equal(r.x, t->chart->table_width + GANTT_PLOT_PAD +
				      scale_day_x(s, date_parse("2026-03-23")));
	assert_true(r.height <= row->height);
	assert_true(gantt_overloaded(row));
	assert_non_null(tiles_text(d, "Wei Tan"));
	assert_non_null(tiles_text(d, "overload"));
	/* The week within the limit is a quarter as high, and in another colour. */
	bool found = false;

	for (size_t i = 0; i < d->len; i++)
		found |= d->at[i].kind == DRAW_FILL && bounds(&d->at[i]).height == r.height / 4 &&
			 !is_colour(d->at[i].colour, 0xb45309);
	assert_true(found);
}

static void
links_rows(void **state)
{
	struct tiles *t = *state;
	struct draw_list *d = draw(
		t, GANTT("", COLUMNS "<row id='a' start='2026-03-16' href='T-1'/>"
				     "<row id='b' start='2026-03-16' href='https://x.example'/>"));
	int links = 0;

	for (size_t i = 0; i < d->len; i++) {
		if (d->at[i].kind != DRAW_LINK)
			continue;
		assert_int_equal(d->at[i].external, links == 1);
		assert_int_equal(d->at[i].rect.width, t->chart->table_width);
		links++;
	}
	assert_int_equal(links, 2);
}

static void
stays_within_its_tile(void **state)
{
	struct tiles *t = *state;
	struct draw_list *d =
		draw(t, GANTT("fit='3x1'", COLUMNS
			      "<row id='a' start='2026-03-16' finish='2027-03-20' label='x'/>"
			      "<row id='b' start='2026-03-16' finish='2026-03-17' label='y'/>"
			      "<link from='a' to='b' type='FF'/>"));
	bool clipped = false;

	for (size_t i = 0; i < d->len; i++) {
		struct rect r = bounds(&d->at[i]);

		clipped |= d->at[i].kind == DRAW_CLIP_BEGIN;
		if (d->at[i].kind == DRAW_CLIP_END)
			clipped = false;
		if (d->at[i].kind != DRAW_FILL && d->at[i].kind != DRAW_STROKE)
			continue;
		assert_true(clipped || (r.x >= 0 && r.x + r.width <= d->width));
		assert_true(r.y >= 0 && r.y + r.height <= d->height);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(puts_bars_where_their_dates_are),
		TEST(shows_what_is_done),
		TEST(draws_a_baseline_below),
		TEST(dashes_gates_through_every_tile),
		TEST(marks_the_status_date),
		TEST(shades_days_without_work),
		TEST(writes_labels_where_there_is_room),
		TEST(names_far_ends),
		TEST(keeps_the_legend_to_what_occurs),
		TEST(tells_in_words),
		TEST(links_rows),
		TEST(draws_how_far_a_task_may_slip),
		TEST(draws_walls_at_constraints),
		TEST(bends_the_status_line_to_progress),
		TEST(draws_load_by_week),
		TEST(stays_within_its_tile),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
