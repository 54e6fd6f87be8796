/* Patterns: lines on one lattice, clipped to the shape; draw lists in their viewports. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "render/golden.h"
#include "render/pages.h"

static size_t
count_of(const char *text, const char *what)
{
	size_t n = 0;
	for (const char *p = text; (p = strstr(p, what)) != NULL; p += strlen(what))
		n++;
	return n;
}

static const char *
trace_of(struct bench *b, const struct draw_list *list, struct rect content)
{
	struct area_page *page = page_new(b->arena, 200, 100, 0);
	struct area_drawing *drawing = ARENA_NEW(b->arena, struct area_drawing);
	drawing->list = list;
	struct area *a = add_area(b->arena, page_flow(page), AREA_DRAWING, content);
	a->u.drawing.drawing = drawing;
	a->u.drawing.content = (struct rect){0, 0, content.width, content.height};
	assert_true(bench_open(b, "trace", RENDER_TRACE));
	assert_true(render_page(b->renderer, page));
	assert_true(render_close(b->renderer));
	return b->out.s;
}

/* Two bars that lie side by side continue each other's lines. */
static void
bars_share_the_lattice(void **state)
{
	(void)state;
	struct bench b;
	bench_init(&b);
	struct draw_list *list = draw_new(b.arena, PT(100), PT(20));
	draw_rect(list, rect_pt(0, 1, 10, 6), BLACK, DRAW_HORIZONTAL, RED);
	draw_rect(list, rect_pt(10, 2.5, 10, 6), BLACK, DRAW_HORIZONTAL, RED);
	const char *t = trace_of(&b, list, rect_pt(0, 0, 100, 20));
	/* Lines lie at 1.5, 4.5, 7.5 … of the drawing whatever the bar. */
	assert_non_null(strstr(t, "M 0.000 1.500 L 10.000 1.500 M 0.000 4.500"));
	assert_non_null(strstr(t, "M 9.000 1.500 L 20.000 1.500 M 9.000 4.500"));
	assert_int_equal(count_of(t, "fill #ff0000"), 2); /* the paper under them */
	bench_release(&b);
}

static void
a_huge_bar_has_few_lines(void **state)
{
	(void)state;
	for (enum draw_pattern p = DRAW_SOLID; p <= DRAW_VERTICAL; p++) {
		struct bench b;
		bench_init(&b);
		struct draw_list *list = draw_new(b.arena, DIM_MAX, DIM_MAX);
		draw_rect(list, (struct rect){-DIM_MAX / 4, -DIM_MAX / 4, DIM_MAX / 2, DIM_MAX / 2},
			  BLACK, p, RED);
		const char *t = trace_of(&b, list, rect_pt(0, 0, 100, 20));
		assert_true(count_of(t, " L ") < 9000);
		bench_release(&b);
	}
}

static void
a_drawing_is_scaled_into_its_viewport(void **state)
{
	(void)state;
	struct bench b;
	bench_init(&b);
	struct draw_list *list = draw_new(b.arena, PT(100), PT(20));
	draw_link(list, rect_pt(10, 5, 20, 10), "T-1", false);
	draw_clip_begin(list, rect_pt(0, 0, 50, 20));
	draw_rect(list, rect_pt(0, 0, 10, 10), BLUE, DRAW_SOLID, BLACK); /* the clip is left open */
	const char *t = trace_of(&b, list, rect_pt(30, 40, 50, 20));
	assert_non_null(strstr(t, "transform 0.500 0.000 0.000 1.000 30.000 40.000"));
	assert_non_null(strstr(t, "link 35.000 45.000 10.000 10.000 #T-1"));
	assert_int_equal(count_of(t, "save\n"), 2);
	assert_int_equal(count_of(t, "restore\n"), 2);
	bench_release(&b);
}

static void
artifacts_inside_a_figure(void **state)
{
	(void)state;
	struct bench b;
	bench_init(&b);
	b.notes->tagged = true;
	struct draw_list *list = draw_new(b.arena, PT(100), PT(20));
	draw_rect(list, rect_pt(0, 0, 10, 10), BLUE, DRAW_SOLID, BLACK);
	draw_group_begin(list, NULL, true);
	draw_group_begin(list, "inner", false);
	draw_rect(list, rect_pt(0, 0, 10, 10), RED, DRAW_SOLID, BLACK);
	draw_group_end(list);
	draw_group_end(list);
	draw_rect(list, rect_pt(0, 0, 10, 10), BLACK, DRAW_SOLID, BLACK);
	const char *t = trace_of(&b, list, rect_pt(0, 0, 100, 20));
	assert_int_equal(count_of(t, "mark Figure"), 2);
	assert_int_equal(count_of(t, "artifact Layout"), 1);
	bench_release(&b);
}

static void
all_patterns(void **state)
{
	(void)state;
	struct bench b;
	bench_init(&b);
	struct draw_list *list = draw_new(b.arena, PT(200), PT(30));
	for (int i = 0; i <= DRAW_VERTICAL; i++)
		draw_rect(list, rect_pt(i * 20, 2, 9, 7), BLACK, (enum draw_pattern)i,
			  (struct colour){1, 1, 1, 1});
	assert_golden("patterns", trace_of(&b, list, rect_pt(0, 0, 200, 30)));
	bench_release(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bars_share_the_lattice),
		cmocka_unit_test(a_huge_bar_has_few_lines),
		cmocka_unit_test(a_drawing_is_scaled_into_its_viewport),
		cmocka_unit_test(artifacts_inside_a_figure),
		cmocka_unit_test(all_patterns),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
