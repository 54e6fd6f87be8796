/* Steps: boundaries and heights of parallel items, with items made by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "layout/flow.h"
#include "layout/step.h"

#define PT DIM_PT

static struct arena *arena;

static int
setup(void **state)
{
	(void)state;
	arena = arena_new();
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

/* count lines of the same height, nothing between them. */
static struct lay_items *
lines(size_t count, dim bpd)
{
	struct lay_items *items = ARENA_NEW(arena, struct lay_items);

	items->arena = arena;
	items->box_count = count;
	items->boxes = ARENA_ARRAY(arena, count, struct lay_box);
	items->gaps = ARENA_ARRAY(arena, count + 1, struct lay_gap);
	for (size_t i = 0; i < count; i++) {
		items->boxes[i].kind = LAY_BOX_EMPTY;
		items->boxes[i].bpd = bpd;
	}
	return items;
}

/* One row with these parts. */
static struct lay_steps *
row_of(struct lay_items **parts, uint32_t count)
{
	struct lay_steps *s = lay_steps_new(NULL, arena, count, 1);

	for (uint32_t i = 0; i < count; i++) {
		s->parts[i].items = parts[i];
		s->parts[i].row_count = 1;
		s->parts[i].column = i;
	}
	return s;
}

static void
equal_lines_step_together(void **state)
{
	struct lay_items *parts[] = {lines(3, 12 * PT), lines(2, 12 * PT)};
	struct lay_steps *s = row_of(parts, 2);

	(void)state;
	lay_steps_combine(s, 0);
	assert_int_equal(s->count, 3);
	assert_int_equal(s->at[1].bpd, 12 * PT);
	assert_int_equal(s->at[2].bpd, 24 * PT);
	assert_int_equal(s->at[3].bpd, 36 * PT);
	assert_int_equal(lay_steps_position(s, &s->parts[1], 1), 1);
	assert_int_equal(lay_steps_position(s, &s->parts[1], 2), 2);
	assert_int_equal(lay_steps_bpd(s, 0, 2), 24 * PT);
	assert_int_equal(lay_steps_bpd(s, 2, 3), 12 * PT);
}

static void
first_boundary_takes_something_of_each(void **state)
{
	struct lay_items *parts[] = {lines(5, 10 * PT), lines(2, 24 * PT)};
	struct lay_steps *s = row_of(parts, 2);

	(void)state;
	lay_steps_combine(s, 0);
	assert_int_equal(s->at[1].bpd, 24 * PT);
	assert_int_equal(lay_steps_position(s, &s->parts[0], 1), 2);
	assert_int_equal(lay_steps_position(s, &s->parts[1], 1), 1);
}

static void
rests_move_up_to_the_cut(void **state)
{
	struct lay_items *parts[] = {lines(5, 12 * PT), lines(3, 15 * PT)};
	struct lay_steps *s = row_of(parts, 2);
	size_t cut = 0;

	(void)state;
	lay_steps_combine(s, 0);
	for (size_t i = 1; i < s->count; i++)
		if (s->at[i].bpd == 36 * PT)
			cut = i;
	assert_int_not_equal(cut, 0);
	assert_int_equal(lay_steps_position(s, &s->parts[0], cut), 3);
	assert_int_equal(lay_steps_position(s, &s->parts[1], cut), 2);
	/* unbroken 60; 36 above the cut, and below it two lines of 12 beside one of 15 */
	assert_int_equal(lay_steps_bpd(s, 0, s->count), 60 * PT);
	assert_int_equal(lay_steps_bpd(s, 0, cut), 36 * PT);
	assert_int_equal(lay_steps_bpd(s, cut, s->count), 24 * PT);
}

static void
pads_at_a_cut_count(void **state)
{
	struct lay_items *parts[] = {lines(2, 10 * PT)};
	struct lay_steps *s = row_of(parts, 1);

	(void)state;
	s->parts[0].before[LAY_PAD_WHOLE] = s->parts[0].before[LAY_PAD_PAGE] = 5 * PT;
	s->parts[0].after[LAY_PAD_WHOLE] = s->parts[0].after[LAY_PAD_PAGE] = 3 * PT;
	s->parts[0].before[LAY_PAD_REST] = 1 * PT;
	s->parts[0].after[LAY_PAD_REST] = 2 * PT;
	lay_steps_combine(s, 0);
	assert_int_equal(s->count, 2);
	assert_int_equal(lay_steps_bpd(s, 0, 2), 28 * PT);
	assert_int_equal(lay_steps_bpd(s, 0, 1), 17 * PT); /* 5 + 10 + 2 */
	assert_int_equal(lay_steps_bpd(s, 1, 2), 14 * PT); /* 1 + 10 + 3 */
}

static void
what_keeps_together_is_not_cut(void **state)
{
	struct lay_items *parts[] = {lines(4, 10 * PT)};
	struct lay_steps *s = row_of(parts, 1);

	(void)state;
	parts[0]->gaps[1].keep_page = FO_KEEP_ALWAYS;
	parts[0]->gaps[3].cost = LAY_COST_WIDOW;
	lay_steps_combine(s, 0);
	assert_int_equal(s->count, 2);
	assert_int_equal(s->at[1].bpd, 20 * PT);
	assert_int_equal(s->at[1].relaxed, 0);
}

static void
what_is_higher_than_a_page_is_cut_anyway(void **state)
{
	struct lay_items *parts[] = {lines(6, 10 * PT)};
	struct lay_steps *s = row_of(parts, 1);

	(void)state;
	for (size_t i = 1; i < 6; i++)
		parts[0]->gaps[i].keep_page = FO_KEEP_ALWAYS;
	lay_steps_combine(s, 25 * PT);
	assert_int_equal(s->count, 6);
	assert_int_not_equal(s->at[1].relaxed, 0);
	assert_int_equal(lay_steps_position(s, &s->parts[0], 2), 2);
	assert_int_equal(lay_steps_bpd(s, 2, 4), 20 * PT);
}

static void
rows_follow_and_spans_stretch_the_last(void **state)
{
	struct lay_steps *s = lay_steps_new(NULL, arena, 3, 2);
	struct lay_items *parts[] = {lines(4, 12 * PT), lines(1, 12 * PT), lines(1, 12 * PT)};

	(void)state;
	for (uint32_t i = 0; i < 3; i++) {
		s->parts[i].items = parts[i];
		s->parts[i].row = i == 2 ? 1 : 0;
		s->parts[i].row_count = i == 0 ? 2 : 1;
		s->parts[i].column = i == 0 ? 0 : 1;
	}
	lay_steps_combine(s, 0);
	assert_int_equal(s->rows[1].top, 12 * PT);
	assert_int_equal(s->at[s->count].bpd, 48 * PT);
	assert_true(s->at[1].row_end);
	assert_int_equal(lay_steps_position(s, &s->parts[0], 1), 1);
	assert_int_equal(lay_steps_position(s, &s->parts[1], 1), 1);
	assert_int_equal(lay_steps_position(s, &s->parts[2], 1), 0);
	assert_int_equal(lay_steps_bpd(s, 1, s->count), 36 * PT);
}

static void
a_row_asks_for_height(void **state)
{
	struct lay_items *parts[] = {lines(1, 10 * PT)};
	struct lay_steps *s = row_of(parts, 1);

	(void)state;
	s->rows[0].min_bpd = 50 * PT;
	lay_steps_combine(s, 0);
	assert_int_equal(s->count, 1);
	assert_int_equal(lay_steps_bpd(s, 0, 1), 50 * PT);
}

static void
a_forced_break_waits_for_the_other_cells(void **state)
{
	struct lay_items *parts[] = {lines(2, 10 * PT), lines(1, 30 * PT)};
	struct lay_steps *s = row_of(parts, 2);

	(void)state;
	parts[0]->gaps[1].forced = LAY_BREAK_PAGE;
	lay_steps_combine(s, 0);
	assert_int_equal(s->count, 2);
	assert_int_equal(s->at[1].bpd, 30 * PT);
	assert_int_equal(s->at[1].forced, LAY_BREAK_PAGE);
	assert_int_equal(lay_steps_position(s, &s->parts[0], 1), 1);
	assert_int_equal(lay_steps_bpd(s, 0, 1), 30 * PT);
	assert_int_equal(lay_steps_bpd(s, 1, 2), 10 * PT);
}

static void
united_steps_do_not_break(void **state)
{
	struct lay_items *parts[] = {lines(3, 10 * PT)};
	struct lay_steps *s = row_of(parts, 1);

	(void)state;
	lay_steps_combine(s, 0);
	lay_steps_unite(s);
	assert_int_equal(s->count, 1);
	assert_int_equal(lay_steps_bpd(s, 0, 1), 30 * PT);
	assert_int_equal(lay_steps_position(s, &s->parts[0], 1), 3);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(equal_lines_step_together),
		TEST(first_boundary_takes_something_of_each),
		TEST(rests_move_up_to_the_cut),
		TEST(pads_at_a_cut_count),
		TEST(what_keeps_together_is_not_cut),
		TEST(what_is_higher_than_a_page_is_cut_anyway),
		TEST(rows_follow_and_spans_stretch_the_last),
		TEST(a_row_asks_for_height),
		TEST(a_forced_break_waits_for_the_other_cells),
		TEST(united_steps_do_not_break),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
