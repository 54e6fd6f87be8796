/* Spacing: groups, fences and conditionality in gaps made by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "layout/spacing.h"

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

static struct fo_space
space(dim optimum)
{
	struct fo_value v = {.kind = FO_VALUE_DIM, .u.dim = optimum};

	return (struct fo_space){.minimum = v, .optimum = v, .maximum = v};
}

static struct lay_frame *
frame(dim before, dim after)
{
	struct lay_frame *f = ARENA_NEW(arena, struct lay_frame);

	f->before = space(before);
	f->after = space(after);
	return f;
}

/* A gap of ends then begins, turned between them. */
static struct lay_gap
gap_of(struct lay_frame **ends, uint32_t end_count, struct lay_frame **begins, uint32_t begin_count)
{
	struct lay_gap gap = {.turn = end_count, .edge_count = end_count + begin_count};

	gap.edges = ARENA_ARRAY(arena, gap.edge_count + 1, struct lay_edge);
	for (uint32_t i = 0; i < end_count; i++)
		gap.edges[i] = (struct lay_edge){.kind = LAY_END, .frame = ends[i]};
	for (uint32_t i = 0; i < begin_count; i++)
		gap.edges[end_count + i] = (struct lay_edge){.kind = LAY_BEGIN, .frame = begins[i]};
	return gap;
}

static void
largest_space_stands(void **state)
{
	(void)state;
	struct lay_frame *a = frame(0, 6 * PT);
	struct lay_frame *b = frame(18 * PT, 0);
	struct lay_gap gap = gap_of(&a, 1, &b, 1);

	lay_gap_resolve(arena, &gap);
	assert_int_equal(gap.whole, 18 * PT);
	assert_int_equal(gap.edges[0].space_whole, 0);
	assert_int_equal(gap.edges[1].space_whole, 18 * PT);
	/* both are conditional: gone at the page's edges */
	assert_int_equal(gap.before_break, 0);
	assert_int_equal(gap.after_break, 0);
}

static void
last_of_equals_stands(void **state)
{
	(void)state;
	struct lay_frame *a = frame(0, 10 * PT);
	struct lay_frame *b = frame(10 * PT, 0);
	struct lay_gap gap = gap_of(&a, 1, &b, 1);

	lay_gap_resolve(arena, &gap);
	assert_int_equal(gap.whole, 10 * PT);
	assert_int_equal(gap.edges[0].space_whole, 0);
	assert_int_equal(gap.edges[1].space_whole, 10 * PT);
}

static void
retained_space_stays_at_the_break(void **state)
{
	(void)state;
	struct lay_frame *a = frame(0, 11 * PT);
	struct lay_frame *b = frame(12 * PT, 0);
	a->after.retain = true;
	struct lay_gap gap = gap_of(&a, 1, &b, 1);

	lay_gap_resolve(arena, &gap);
	assert_int_equal(gap.whole, 12 * PT);
	assert_int_equal(gap.before_break, 11 * PT);
	assert_int_equal(gap.edges[0].space_break, 11 * PT);
	assert_int_equal(gap.after_break, 0);
}

/* §4.3.1: what follows a retained space is not at the edge any more. */
static void
conditional_behind_retained_counts(void **state)
{
	(void)state;
	struct lay_frame *begins[] = {frame(5 * PT, 0), frame(9 * PT, 0)};
	begins[0]->before.retain = true;
	struct lay_gap gap = gap_of(NULL, 0, begins, 2);

	lay_gap_resolve(arena, &gap);
	assert_int_equal(gap.after_break, 9 * PT);
}

static void
border_parts_groups(void **state)
{
	(void)state;
	struct lay_frame *a = frame(0, 6 * PT);
	struct lay_frame *begins[] = {frame(18 * PT, 0), frame(6 * PT, 0)};
	begins[0]->border_before = PT;
	struct lay_gap gap = gap_of(&a, 1, begins, 2);

	lay_gap_resolve(arena, &gap);
	assert_int_equal(gap.whole, (18 + 1 + 6) * PT);
	/* the second space is behind the border, so not at the page's head */
	assert_int_equal(gap.after_break, (1 + 6) * PT);
}

static void
forcing_spaces_add_up(void **state)
{
	(void)state;
	struct lay_frame *a = frame(0, 4 * PT);
	struct lay_frame *begins[] = {frame(3 * PT, 0), frame(50 * PT, 0)};
	a->after.force = true;
	begins[0]->before.force = true;
	struct lay_gap gap = gap_of(&a, 1, begins, 2);

	lay_gap_resolve(arena, &gap);
	assert_int_equal(gap.whole, 7 * PT);
	assert_int_equal(gap.edges[2].space_whole, 0);
}

static void
precedence_beats_length(void **state)
{
	(void)state;
	struct lay_frame *a = frame(0, 4 * PT);
	struct lay_frame *b = frame(30 * PT, 0);
	a->after.precedence = 2;
	b->before.precedence = 1;
	struct lay_gap gap = gap_of(&a, 1, &b, 1);

	lay_gap_resolve(arena, &gap);
	assert_int_equal(gap.whole, 4 * PT);
}

static void
negative_space_counts(void **state)
{
	(void)state;
	struct lay_frame *a = frame(0, -4 * PT);
	struct lay_gap gap = gap_of(&a, 1, NULL, 0);

	lay_gap_resolve(arena, &gap);
	assert_int_equal(gap.whole, -4 * PT);
}

static void
reference_area_keeps_spaces_apart(void **state)
{
	(void)state;
	struct lay_frame *begins[] = {frame(8 * PT, 0), frame(5 * PT, 0)};
	begins[0]->reference = true;
	begins[1]->before.retain = true;
	struct lay_gap gap = gap_of(NULL, 0, begins, 2);

	gap.turn = 0;
	lay_gap_resolve(arena, &gap);
	assert_int_equal(gap.whole, 13 * PT);
	/* at the head: the outer is conditional and goes, the inner is retained inside its area */
	assert_int_equal(gap.after_break, 5 * PT);
}

static void
open_blocks_bring_what_they_retain(void **state)
{
	(void)state;
	struct lay_frame *outer = frame(0, 0);
	struct lay_frame *inner = frame(0, 7 * PT);
	outer->border_before = outer->border_after = 2 * PT;
	outer->padding_before = outer->padding_after = 3 * PT;
	outer->keep_padding_before = outer->keep_padding_after = true;
	outer->keep_border_after = true;
	outer->repeat_before = 20 * PT;
	inner->parent = outer;
	struct lay_gap gap = gap_of(&inner, 1, NULL, 0);

	gap.frame = outer;
	lay_gap_resolve(arena, &gap);
	assert_int_equal(gap.whole, 7 * PT);
	/* the space is followed by padding and border: not at the foot of the page */
	assert_int_equal(gap.before_break, (7 + 3 + 2) * PT);
	assert_int_equal(gap.after_break, (3 + 20) * PT);
}

static void
long_gaps_are_resolved_too(void **state)
{
	(void)state;
	struct lay_frame *begins[40];

	for (size_t i = 0; i < 40; i++) {
		begins[i] = frame((dim)i * PT, 0);
		begins[i]->before.retain = true;
	}
	struct lay_gap gap = gap_of(NULL, 0, begins, 40);
	lay_gap_resolve(arena, &gap);
	assert_int_equal(gap.after_break, 39 * PT);
	assert_int_equal(gap.edges[39].space_break, 39 * PT);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(largest_space_stands, setup, teardown),
		cmocka_unit_test_setup_teardown(last_of_equals_stands, setup, teardown),
		cmocka_unit_test_setup_teardown(retained_space_stays_at_the_break, setup, teardown),
		cmocka_unit_test_setup_teardown(conditional_behind_retained_counts, setup,
						teardown),
		cmocka_unit_test_setup_teardown(border_parts_groups, setup, teardown),
		cmocka_unit_test_setup_teardown(forcing_spaces_add_up, setup, teardown),
		cmocka_unit_test_setup_teardown(precedence_beats_length, setup, teardown),
		cmocka_unit_test_setup_teardown(negative_space_counts, setup, teardown),
		cmocka_unit_test_setup_teardown(reference_area_keeps_spaces_apart, setup, teardown),
		cmocka_unit_test_setup_teardown(open_blocks_bring_what_they_retain, setup,
						teardown),
		cmocka_unit_test_setup_teardown(long_gaps_are_resolved_too, setup, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
