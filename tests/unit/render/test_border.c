/* Borders: what each style comes to, in calls. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "render/golden.h"
#include "render/pages.h"

#include <stdio.h>

static size_t
count_of(const char *text, const char *what)
{
	size_t n = 0;
	for (const char *p = text; (p = strstr(p, what)) != NULL; p += strlen(what))
		n++;
	return n;
}

/* The trace of one bordered block of 60 × 40 at the page's corner. */
static const char *
trace_of(struct bench *b, const struct area_border borders[4])
{
	bench_init(b);
	struct area_page *page = page_new(b->arena, 200, 100, 0);
	struct area_box *box = ARENA_NEW(b->arena, struct area_box);
	memcpy(box->border, borders, sizeof box->border);
	dim ipd = PT(60) - borders[FO_START].width - borders[FO_END].width;
	dim bpd = PT(40) - borders[FO_BEFORE].width - borders[FO_AFTER].width;
	add_area(b->arena, page_flow(page), AREA_BLOCK, (struct rect){0, 0, ipd, bpd})->box = box;
	assert_true(bench_open(b, "trace", RENDER_TRACE));
	assert_true(render_page(b->renderer, page));
	assert_true(render_close(b->renderer));
	return b->out.s;
}

static const char *
trace_style(struct bench *b, enum fo_keyword style, double width)
{
	struct area_border border = {.width = PT(width), .style = (uint16_t)style, .colour = RED};
	return trace_of(b, (struct area_border[]){border, border, border, border});
}

static void
four_alike_are_rules(void **state)
{
	(void)state;
	struct bench b;
	const char *t = trace_style(&b, FO_KW_SOLID, 2);
	assert_int_equal(count_of(t, "stroke "), 1);
	/* From corner to corner, all four. */
	assert_non_null(strstr(t, "stroke #ff0000 2.000 M 0.000 1.000 L 60.000 1.000 "
				  "M 0.000 39.000 L 60.000 39.000 M 1.000 0.000 L 1.000 40.000 "
				  "M 59.000 0.000 L 59.000 40.000\n"));
	bench_release(&b);
	/* Too broad for lines. */
	t = trace_style(&b, FO_KW_SOLID, 4);
	assert_int_equal(count_of(t, "fill "), 1);
	assert_non_null(strstr(t, "M 0.000 0.000 L 60.000 0.000 L 60.000 4.000 L 0.000 4.000 Z"));
	assert_non_null(strstr(t, "M 56.000 0.000 L 60.000 0.000 L 60.000 40.000 L 56.000 40.000"));
	bench_release(&b);
}

/* What is translucent must not be painted twice in the corners. */
static void
translucent_borders_are_one_shape(void **state)
{
	(void)state;
	struct bench b;
	struct area_border veil = {.width = PT(2), .style = FO_KW_SOLID, .colour = {1, 0, 0, 0.5f}};
	const char *t = trace_of(&b, (struct area_border[]){veil, veil, veil, veil});
	assert_int_equal(count_of(t, "fill "), 1);
	assert_non_null(strstr(t, "M 0.000 0.000 L 60.000 0.000 L 58.000 2.000 L 2.000 2.000 Z"));
	bench_release(&b);
}

static void
a_double_border_is_two_thirds(void **state)
{
	(void)state;
	struct bench b;
	const char *t = trace_style(&b, FO_KW_DOUBLE, 6);
	assert_int_equal(count_of(t, "fill "), 1);
	assert_int_equal(count_of(t, " M "), 8);
	/* before, outer third: mitred by two points at each end */
	assert_non_null(strstr(t, "M 0.000 0.000 L 60.000 0.000 L 58.000 2.000 L 2.000 2.000 Z"));
	assert_non_null(strstr(t, "M 4.000 4.000 L 56.000 4.000 L 54.000 6.000 L 6.000 6.000 Z"));
	bench_release(&b);
}

static void
light_falls_from_before_and_start(void **state)
{
	(void)state;
	struct bench b;
	const char *t = trace_style(&b, FO_KW_INSET, 4);
	assert_int_equal(count_of(t, "fill "), 2);
	assert_non_null(strstr(t, "fill #990000 M 0.000 0.000 L 60.000 0.000")); /* dark: before */
	assert_non_null(strstr(t, "fill #ff6666 M 60.000 40.000"));		 /* light: after */
	bench_release(&b);
	t = trace_style(&b, FO_KW_OUTSET, 4);
	assert_non_null(strstr(t, "fill #ff6666 M 0.000 0.000 L 60.000 0.000"));
	bench_release(&b);
}

static void
dashes_end_where_the_edge_ends(void **state)
{
	(void)state;
	struct bench b;
	const char *t = trace_style(&b, FO_KW_DASHED, 2);
	assert_int_equal(count_of(t, "stroke "), 4);
	/* 60 long: six dashes of 6 and five gaps of 24 / 5. */
	assert_non_null(
		strstr(t, "stroke #ff0000 2.000 dash 6.000 4.800 M 0.000 1.000 L 60.000 1.000"));
	bench_release(&b);
}

static void
dots_lie_inside_the_corners(void **state)
{
	(void)state;
	struct bench b;
	const char *t = trace_style(&b, FO_KW_DOTTED, 2);
	/* From centre to centre 58: 15 steps, the nearest to 4. */
	assert_non_null(strstr(
		t, "stroke #ff0000 2.000 round dash 0.000 3.867 M 1.000 1.000 L 59.000 1.000"));
	bench_release(&b);
}

static void
edges_of_two_colours_are_mitred(void **state)
{
	(void)state;
	struct bench b;
	struct area_border red = {.width = PT(4), .style = FO_KW_SOLID, .colour = RED};
	struct area_border blue = {.width = PT(8), .style = FO_KW_SOLID, .colour = BLUE};
	const char *t = trace_of(&b, (struct area_border[]){red, red, blue, red});
	assert_int_equal(count_of(t, "fill "), 2);
	assert_non_null(strstr(t, "fill #0000ff M 0.000 40.000 L 0.000 0.000 L 8.000 4.000 "
				  "L 8.000 36.000 Z"));
	bench_release(&b);
}

static void
collapsed_borders_are_not(void **state)
{
	(void)state;
	struct bench b;
	struct area_border red = {
		.width = PT(4), .style = FO_KW_SOLID, .colour = RED, .collapse = 2};
	struct area_border blue = {
		.width = PT(8), .style = FO_KW_SOLID, .colour = BLUE, .collapse = 2};
	const char *t = trace_of(&b, (struct area_border[]){red, red, blue, red});
	assert_non_null(strstr(t, "fill #0000ff M 0.000 0.000 L 8.000 0.000 L 8.000 40.000 "
				  "L 0.000 40.000 Z"));
	bench_release(&b);
}

static void
nothing_is_painted_for_nothing(void **state)
{
	(void)state;
	struct bench b;
	struct area_border none = {.width = PT(4), .style = FO_KW_NONE, .colour = RED};
	struct area_border thin = {.width = 0, .style = FO_KW_SOLID, .colour = RED};
	struct area_border clear = {.width = PT(4), .style = FO_KW_SOLID, .colour = {0, 0, 0, 0}};
	const char *t = trace_of(&b, (struct area_border[]){none, thin, clear, none});
	assert_null(strstr(t, "fill"));
	assert_null(strstr(t, "stroke"));
	bench_release(&b);
}

/* Borders wider than their area must neither crash nor turn a ring inside out. */
static void
borders_wider_than_the_area(void **state)
{
	(void)state;
	struct bench b;
	bench_init(&b);
	struct area_page *page = page_new(b.arena, 200, 100, 0);
	add_bordered(b.arena, page_flow(page), rect_pt(0, 0, 0, 0), FO_KW_SOLID, PT(5), RED);
	add_bordered(b.arena, page_flow(page), rect_pt(0, 0, 0, 0), FO_KW_DASHED, PT(5), RED);
	add_bordered(b.arena, page_flow(page), rect_pt(0, 0, 0, 0), FO_KW_DOTTED, PT(5), RED);
	struct rect far = {DIM_MAX - 9, DIM_MIN + 9, DIM_MAX, DIM_MAX};
	add_bordered(b.arena, page_flow(page), far, FO_KW_SOLID, DIM_MAX, RED);
	add_bordered(b.arena, page_flow(page), far, FO_KW_RIDGE, DIM_MAX / 2, RED);
	assert_true(bench_open(&b, "trace", RENDER_TRACE));
	assert_true(render_page(b.renderer, page));
	assert_null(strstr(b.out.s, "nan"));
	bench_release(&b);
}

static void
dots_too_fine_to_count_are_a_line(void **state)
{
	(void)state;
	struct bench b;
	const char *t = trace_style(&b, FO_KW_DOTTED, 1.0 / DIM_PT);
	assert_int_equal(count_of(t, "stroke "), 4);
	assert_null(strstr(t, "dash"));
	bench_release(&b);
}

static void
all_styles(void **state)
{
	(void)state;
	static const enum fo_keyword styles[] = {FO_KW_SOLID,  FO_KW_DASHED, FO_KW_DOTTED,
						 FO_KW_DOUBLE, FO_KW_GROOVE, FO_KW_RIDGE,
						 FO_KW_INSET,  FO_KW_OUTSET};
	struct bench b;
	bench_init(&b);
	struct area_page *page = page_new(b.arena, 200, 100, 0);
	for (int i = 0; i < 8; i++)
		add_bordered(b.arena, page_flow(page), rect_pt(i % 4 * 50, i / 4 * 50, 30, 30),
			     styles[i], PT(3), (struct colour){0.2f, 0.4f, 0.6f, 1});
	assert_true(bench_open(&b, "trace", RENDER_TRACE));
	assert_true(render_page(b.renderer, page));
	assert_true(render_close(b.renderer));
	assert_golden("borders", b.out.s);
	bench_release(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(four_alike_are_rules),
		cmocka_unit_test(translucent_borders_are_one_shape),
		cmocka_unit_test(a_double_border_is_two_thirds),
		cmocka_unit_test(light_falls_from_before_and_start),
		cmocka_unit_test(dashes_end_where_the_edge_ends),
		cmocka_unit_test(dots_lie_inside_the_corners),
		cmocka_unit_test(edges_of_two_colours_are_mitred),
		cmocka_unit_test(collapsed_borders_are_not),
		cmocka_unit_test(nothing_is_painted_for_nothing),
		cmocka_unit_test(borders_wider_than_the_area),
		cmocka_unit_test(dots_too_fine_to_count_are_a_line),
		cmocka_unit_test(all_styles),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
