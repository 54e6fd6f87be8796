/* Links: all types run right-angled from the right end to the right end, around bars if they can.
 */
#include "chart/tiles.h"

/* Boxes of a made-up tile: rows of 20 pt from y = 0, bars 10 pt high in their middle. */
struct board {
	struct gantt_box boxes[8];
	struct gantt_tile tile;
	struct gantt_route *routes;
	size_t count;
};

static void
bar(struct board *b, size_t row, int left, int right)
{
	b->boxes[row] = (struct gantt_box){
		.top = (dim)row * 20 * DIM_PT,
		.height = 20 * DIM_PT,
		.centre = (dim)row * 20 * DIM_PT + 10 * DIM_PT,
		.half = 5 * DIM_PT,
		.left = left * DIM_PT,
		.right = right * DIM_PT,
		.drawn = true,
		.dated = true,
	};
	if (row >= b->tile.to)
		b->tile.to = row + 1;
}

static void
diamond(struct board *b, size_t row, int middle)
{
	bar(b, row, middle - 5, middle + 5);
	b->boxes[row].diamond = true;
}

static const struct gantt_route *
route(struct tiles *t, struct board *b, size_t from, size_t to, enum link_type type)
{
	struct chart *chart = ARENA_NEW(t->a, struct chart);
	struct gantt_link link = {.from = from, .to = to, .type = type};

	chart->arena = t->a;
	chart->width = 1000 * DIM_PT;
	VEC_PUSH(t->a, &chart->gantt.links, link);
	b->routes = gantt_links_route(chart, &b->tile, b->boxes, t->a, &b->count);
	assert_int_equal(b->count, 1);
	assert_true(b->routes[0].count >= 2);
	for (size_t i = 1; i < b->routes[0].count; i++) {
		struct point p = b->routes[0].points[i - 1];
		struct point q = b->routes[0].points[i];

		assert_true(p.x == q.x || p.y == q.y);
	}
	return &b->routes[0];
}

static struct point
first(const struct gantt_route *r)
{
	return r->points[0];
}

static struct point
last(const struct gantt_route *r)
{
	return r->points[r->count - 1];
}

/* How many bars of other rows do vertical pieces cross? */
static int
crossings(const struct board *b, const struct gantt_route *r, size_t from, size_t to)
{
	int hits = 0;

	for (size_t i = 1; i < r->count; i++) {
		struct point p = r->points[i - 1];
		struct point q = r->points[i];

		for (size_t row = 0; row < b->tile.to; row++) {
			const struct gantt_box *x = &b->boxes[row];

			if (row != from && row != to && x->drawn && p.x == q.x && p.x > x->left &&
			    p.x < x->right && dim_min(p.y, q.y) < x->centre &&
			    dim_max(p.y, q.y) > x->centre)
				hits++;
		}
	}
	return hits;
}

static void
joins_the_ends_of_its_type(void **state)
{
	static const struct {
		enum link_type type;
		bool from_right, to_right;
	} types[] = {
		{LINK_FS, true, false},
		{LINK_SS, false, false},
		{LINK_FF, true, true},
		{LINK_SF, false, true},
	};
	static const int places[][4] = {
		/* apart, touching, overlapping, behind, same */
		{100, 200, 300, 400}, {100, 200, 200, 300}, {100, 200, 150, 400},
		{300, 400, 100, 200}, {100, 200, 100, 200}, {100, 101, 100, 101},
	};
	struct tiles *t = *state;

	for (size_t i = 0; i < sizeof types / sizeof *types; i++) {
		for (size_t k = 0; k < 2 * (sizeof places / sizeof *places); k++) {
			const int *p = places[k / 2];
			size_t from = k % 2;
			struct board b = {.count = 0};
			const struct gantt_route *r;
			dim tip;

			bar(&b, from, p[0], p[1]);
			bar(&b, 1 - from, p[2], p[3]);
			r = route(t, &b, from, 1 - from, types[i].type);
			/* It leaves at the right edge of its side, or from within the bar's end. */
			tip = types[i].from_right ? b.boxes[from].right : b.boxes[from].left;
			assert_true(abs(first(r).x - tip) <= MM(1.3));
			assert_true(abs(first(r).y - b.boxes[from].centre) <= 5 * DIM_PT);
			assert_true(abs(last(r).y - b.boxes[1 - from].centre) <= 5 * DIM_PT);
			/* It touches the target: its edge, or its top or bottom from outside. */
			tip = types[i].to_right ? b.boxes[1 - from].right : b.boxes[1 - from].left;
			if (last(r).y == b.boxes[1 - from].centre)
				assert_int_equal(last(r).x, tip);
			else
				assert_true(last(r).x >= b.boxes[1 - from].left &&
					    last(r).x <= b.boxes[1 - from].right);
		}
	}
}

static void
goes_around_bars(void **state)
{
	struct tiles *t = *state;
	struct board b = {.count = 0};
	const struct gantt_route *r;

	bar(&b, 0, 100, 200);
	bar(&b, 1, 150, 260); /* over the near place */
	bar(&b, 2, 300, 398); /* over the far place */
	bar(&b, 3, 400, 500);
	r = route(t, &b, 0, 3, LINK_FS);
	assert_int_equal(crossings(&b, r, 0, 3), 0);
	assert_int_equal(r->count, 4);
	assert_true(r->points[1].x > 260 * DIM_PT && r->points[1].x < 300 * DIM_PT);
}

static void
crosses_when_there_is_no_way(void **state)
{
	struct tiles *t = *state;
	struct board b = {.count = 0};
	const struct gantt_route *r;

	bar(&b, 0, 100, 200);
	bar(&b, 1, 50, 900);
	bar(&b, 2, 400, 500);
	r = route(t, &b, 0, 2, LINK_FS);
	assert_int_equal(crossings(&b, r, 0, 2), 1);
	/* Then as near to its source as it may be. */
	assert_true(r->points[1].x < 210 * DIM_PT);
}

static void
keeps_links_apart(void **state)
{
	struct tiles *t = *state;
	struct board b = {.count = 0};
	struct chart *chart = ARENA_NEW(t->a, struct chart);
	struct gantt_link one = {.from = 0, .to = 2, .type = LINK_FS};
	struct gantt_link two = {.from = 1, .to = 3, .type = LINK_FS};

	bar(&b, 0, 100, 200);
	bar(&b, 1, 120, 200);
	bar(&b, 2, 400, 500);
	bar(&b, 3, 400, 500);
	chart->arena = t->a;
	chart->width = 1000 * DIM_PT;
	VEC_PUSH(t->a, &chart->gantt.links, one);
	VEC_PUSH(t->a, &chart->gantt.links, two);
	b.routes = gantt_links_route(chart, &b.tile, b.boxes, t->a, &b.count);
	assert_int_equal(b.count, 2);
	assert_true(abs(b.routes[0].points[1].x - b.routes[1].points[1].x) >= MM(0.8));
}

static void
hangs_milestones_from_tasks(void **state)
{
	struct tiles *t = *state;
	struct board b = {.count = 0};
	const struct gantt_route *r;

	bar(&b, 0, 100, 200);
	diamond(&b, 1, 200);
	bar(&b, 2, 300, 400);
	r = route(t, &b, 0, 1, LINK_FS);
	assert_int_equal(r->count, 2);
	assert_int_equal(last(r).x, 200 * DIM_PT);
	assert_int_equal(last(r).y, b.boxes[1].centre - b.boxes[1].half);
	r = route(t, &b, 1, 2, LINK_FS);
	assert_int_equal(first(r).x, 200 * DIM_PT);
	assert_int_equal(first(r).y, b.boxes[1].centre + b.boxes[1].half);
}

static void
leaves_out_what_is_not_on_the_tile(void **state)
{
	struct tiles *t = *state;
	struct board b = {.count = 0};
	struct chart *chart = ARENA_NEW(t->a, struct chart);
	struct gantt_link links[] = {
		{.from = 0, .to = GANTT_NO_ROW},
		{.from = GANTT_NO_ROW, .to = 0},
		{.from = 0, .to = 7},
		{.from = 0, .to = 1},
	};

	bar(&b, 0, 100, 200);
	bar(&b, 1, 100, 200);
	b.boxes[1].dated = b.boxes[1].drawn = false;
	chart->arena = t->a;
	for (size_t i = 0; i < sizeof links / sizeof *links; i++)
		VEC_PUSH(t->a, &chart->gantt.links, links[i]);
	gantt_links_route(chart, &b.tile, b.boxes, t->a, &b.count);
	assert_int_equal(b.count, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(joins_the_ends_of_its_type),   TEST(goes_around_bars),
		TEST(crosses_when_there_is_no_way), TEST(keeps_links_apart),
		TEST(hangs_milestones_from_tasks),  TEST(leaves_out_what_is_not_on_the_tile),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
