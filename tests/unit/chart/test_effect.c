/* Effect charts: readings over time, levels across, events upright. */
#include "chart/effect.h"
#include "chart/tiles.h"

#define EFFECT(attributes, content) \
	"<effect xmlns='urn:planpress:chart:1' " attributes ">" content "</effect>"
#define LEVELS "baseline='31' baseline-label='base 31' target='60' target-label='target 60'"
#define POINTS                                             \
	"<point on='2026-04-30' value='38' label='38 %'/>" \
	"<point on='2026-02-28' value='31'/><point on='2026-03-31' value='34'/>"

static struct draw_list *
draw(struct tiles *t, const char *xml)
{
	assert_non_null(tiles_read(t, xml));
	assert_int_equal(tiles_layout(t, 460, 600, 600), 1);
	assert_int_equal(diag_count(t->d, DIAG_NOTE), 0);
	return chart_draw(t->chart, 0, t->a);
}

static void
readings_are_joined_in_order(void **state)
{
	struct draw_list *d = draw(*state, EFFECT(LEVELS, POINTS));
	const struct draw_op *way = NULL;

	for (size_t i = 0; i < d->len; i++)
		if (d->at[i].kind == DRAW_STROKE && d->at[i].path.point_count == 3)
			way = &d->at[i];
	assert_non_null(way);
	assert_true(way->path.points[0].x < way->path.points[1].x);
	assert_true(way->path.points[1].x < way->path.points[2].x);
	/* better is higher */
	assert_true(way->path.points[0].y > way->path.points[1].y);
	assert_true(way->path.points[1].y > way->path.points[2].y);
	assert_non_null(tiles_text(d, "38 %"));
	assert_non_null(tiles_text(d, "Feb 2026"));
}

static void
all_stays_within(void **state)
{
	struct draw_list *d = draw(*state, EFFECT(LEVELS " finish='2030-12-31' height='30mm'",
						  POINTS "<event on='2030-12-30' label='late'/>"));

	for (size_t i = 0; i < d->len; i++)
		for (size_t k = 0; k < d->at[i].path.point_count; k++) {
			struct point p = d->at[i].path.points[k];

			assert_in_range(p.x, 0, d->width);
			assert_in_range(p.y, 0, d->height);
		}
	assert_int_equal(tiles_text(d, "late")->anchor, DRAW_END); /* no room to its right */
	assert_true(tiles_text(d, "target 60")->at.x < d->width);
}

static void
names_do_not_meet(void **state)
{
	struct draw_list *d =
		draw(*state, EFFECT(LEVELS, POINTS "<event on='2026-03-10' label='pilot starts'/>"
						   "<event on='2026-03-12' label='roll-out'/>"));
	dim first = tiles_text(d, "pilot starts")->at.y;

	assert_true(tiles_text(d, "roll-out")->at.y - first >= 10 * DIM_PT);
}

static void
close_levels_keep_their_distance(void **state)
{
	struct draw_list *d = draw(*state, EFFECT("baseline='50' baseline-label='b' target='50.1' "
						  "target-label='t'",
						  "<point on='2026-03-01' value='90'/>"));
	dim apart = tiles_text(d, "b")->at.y - tiles_text(d, "t")->at.y;

	assert_true(apart >= 9 * DIM_PT);
}

static void
levels_may_be_missing(void **state)
{
	struct draw_list *d = draw(*state, EFFECT("", "<point on='2026-03-01' value='0'/>"));

	assert_true(d->len > 3);
}

static void
what_cannot_be_drawn_is_told(void **state)
{
	static const struct {
		const char *xml;
		const char *code;
	} wrong[] = {
		{EFFECT(LEVELS, ""), "PPC12"},
		{EFFECT("baseline='high'", POINTS), "PPC03"},
		{EFFECT(LEVELS, "<point on='2026-02-30' value='1'/>"), "PPC03"},
		{EFFECT(LEVELS, "<point on='2026-02-03' value='1e99'/>"), "PPC03"},
		{EFFECT("height='tall'", POINTS), "PPC03"},
	};
	struct tiles *t = *state;

	for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
		t->d = diag_new(t->a);
		assert_null(tiles_read(t, wrong[i].xml));
		assert_true(diag_has(t->d, wrong[i].code));
	}
	t->d = diag_new(t->a);
	assert_non_null(tiles_read(t, EFFECT(LEVELS, POINTS)));
	assert_int_equal(tiles_layout(t, 100, 600, 600), 0);
	assert_true(diag_has(t->d, "PPC08"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(readings_are_joined_in_order),
		TEST(all_stays_within),
		TEST(names_do_not_meet),
		TEST(close_levels_keep_their_distance),
		TEST(levels_may_be_missing),
		TEST(what_cannot_be_drawn_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
