/* Draw lists: what is handed in is kept, paths are well formed, corners are rounded. */
#include "chart/tiles.h"

static void
well_formed(const struct draw_path *p)
{
	size_t points = 0;

	for (size_t i = 0; i < p->verb_count; i++)
		points += p->verbs[i] == DRAW_CURVE ? 3 : p->verbs[i] == DRAW_CLOSE ? 0 : 1;
	assert_int_equal(points, p->point_count);
	assert_int_equal(p->verbs[0], DRAW_MOVE);
}

static void
keeps_copies(void **state)
{
	struct tiles *t = *state;
	struct draw_list *d = draw_new(t->a, 100, 50);
	char text[] = "text";
	char family[] = "Inter";
	struct draw_font font = {.family = family, .weight = 600, .size = 10};

	draw_text(d, (struct point){1, 2}, DRAW_END, &font, (struct colour){.r = 1}, text);
	draw_text(d, (struct point){1, 2}, DRAW_END, &font, (struct colour){.r = 1}, "");
	draw_link(d, (struct rect){1, 2, 3, 4}, text, true);
	draw_group_begin(d, text, false);
	text[0] = family[0] = 'x';
	assert_int_equal(d->len, 3);
	assert_string_equal(d->at[0].text, "text");
	assert_string_equal(d->at[0].font.family, "Inter");
	assert_string_equal(d->at[1].text, "text");
	assert_true(d->at[1].external);
	assert_string_equal(d->at[2].text, "text");
}

static void
rounds_corners_as_far_as_sides_allow(void **state)
{
	struct tiles *t = *state;
	struct draw_list *d = draw_new(t->a, 100, 50);
	const struct point way[] = {{0, 0}, {100, 0}, {100, 10}, {300, 10}, {300, 10}};
	struct colour black = {.a = 1};

	draw_route(d, way, 5, 20, 1, black);
	draw_rounded(d, (struct rect){0, 0, 40, 10}, 100, black, DRAW_SOLID, black);
	draw_rounded(d, (struct rect){0, 0, 0, 0}, 100, black, DRAW_SOLID, black);
	draw_route(d, way, 2, 20, 1, black);
	for (size_t i = 0; i < d->len; i++)
		well_formed(&d->at[i].path);
	/* The first corner is cut by half the short side behind it. */
	assert_int_equal(d->at[0].path.points[1].x, 95);
	assert_int_equal(d->at[0].path.points[4].y, 5);
	assert_int_equal(d->at[0].path.points[d->at[0].path.point_count - 1].x, 300);
	for (size_t i = 0; i < d->at[1].path.point_count; i++) {
		assert_in_range(d->at[1].path.points[i].x, 0, 40);
		assert_in_range(d->at[1].path.points[i].y, 0, 10);
	}
}

static void
survives_the_largest_numbers(void **state)
{
	struct tiles *t = *state;
	struct draw_list *d = draw_new(t->a, DIM_MAX, DIM_MAX);
	const struct point way[] = {{DIM_MIN, DIM_MIN}, {DIM_MAX, DIM_MIN}, {DIM_MAX, DIM_MAX}};
	struct colour black = {.a = 1};

	draw_route(d, way, 3, DIM_MAX, 1, black);
	draw_rect(d, (struct rect){DIM_MAX, DIM_MAX, DIM_MAX, DIM_MAX}, black, DRAW_DOTS, black);
	well_formed(&d->at[0].path);
	well_formed(&d->at[1].path);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(keeps_copies),
		TEST(rounds_corners_as_far_as_sides_allow),
		TEST(survives_the_largest_numbers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
