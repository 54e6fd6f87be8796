/* Layers: what is gathered, and that the picture stays that of the walk's order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "render/golden.h"
#include "render/pages.h"

#include <stdio.h>

struct scene {
	struct bench b;
	struct area_page *page;
	struct area *flow;
	struct font_book *book;
	const struct font *font;
};

static void
scene_init(struct scene *s)
{
	struct font_options options = {0};
	bench_init(&s->b);
	s->page = page_new(s->b.arena, 400, 400, 0);
	s->flow = page_flow(s->page);
	s->book = font_book_open(s->b.arena, s->b.diag, &options);
	s->font = font_find(s->book, "Inter", 400, FONT_NORMAL, 100, PT(10));
}

static const char *
scene_trace(struct scene *s)
{
	assert_true(bench_open(&s->b, "trace", RENDER_TRACE));
	assert_true(render_page(s->b.renderer, s->page));
	assert_true(render_close(s->b.renderer));
	return s->b.out.s;
}

/* A filled block. */
static void
add_fill(struct scene *s, struct rect r, const struct colour *colour)
{
	struct area_box *box = ARENA_NEW(s->b.arena, struct area_box);
	box->background = colour;
	add_area(s->b.arena, s->flow, AREA_BLOCK, r)->box = box;
}

/* A cell with collapsed borders of half a point, whose corners lie on those of a grid. */
static void
add_cell(struct scene *s, double x, double y, double width, double height)
{
	struct area *cell = add_bordered(s->b.arena, s->flow,
					 rect_pt(x - 0.25, y - 0.25, width - 1, height - 1),
					 FO_KW_SOLID, PT(0.5), BLACK);
	struct area_box *box = ARENA_NEW(s->b.arena, struct area_box);
	*box = *cell->box;
	for (int i = 0; i < 4; i++)
		box->border[i].collapse = 2;
	cell->box = box;
}

static size_t
count_of(const char *text, const char *what)
{
	size_t n = 0;
	for (const char *p = text; (p = strstr(p, what)) != NULL; p += strlen(what))
		n++;
	return n;
}

/* The trace holds these, in this order. */
static void
assert_order(const char *trace, const char *const *parts, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		const char *found = strstr(trace, parts[i]);
		if (found == NULL)
			fail_msg("'%s' is missing from here on:\n%s", parts[i], trace);
		trace = found + strlen(parts[i]);
	}
}
#define ASSERT_ORDER(trace, ...)                                \
	assert_order(trace, (const char *const[]){__VA_ARGS__}, \
		     sizeof((const char *const[]){__VA_ARGS__}) / sizeof(const char *))

static void
borders_of_cells_become_rules_of_a_table(void **state)
{
	(void)state;
	struct scene s;
	scene_init(&s);
	for (int row = 0; row < 3; row++)
		for (int column = 0; column < 4; column++)
			add_cell(&s, 10 + 50 * column, 10 + 20 * row, 50.5, 20.5);
	const char *t = scene_trace(&s);
	assert_int_equal(count_of(t, "stroke "), 1);
	assert_int_equal(count_of(t, " M "), 4 + 5);
	assert_non_null(strstr(t, "M 9.750 10.000 L 210.250 10.000"));
	assert_non_null(strstr(t, "M 9.750 70.000 L 210.250 70.000"));
	assert_non_null(strstr(t, "M 60.000 9.750 L 60.000 70.250"));
	bench_release(&s.b);
}

/* Down a page the rules grow over more strips than one. */
static void
a_column_of_cells_is_two_rules_long(void **state)
{
	(void)state;
	struct scene s;
	scene_init(&s);
	for (int row = 0; row < 30; row++)
		add_cell(&s, 10, 10 + 12 * row, 50.5, 12.5);
	for (int row = 29; row >= 0; row--) /* once more, upwards */
		add_cell(&s, 10, 10 + 12 * row, 50.5, 12.5);
	const char *t = scene_trace(&s);
	assert_int_equal(count_of(t, " M "), 31 + 2);
	assert_non_null(strstr(t, "M 10.000 9.750 L 10.000 370.250"));
	assert_non_null(strstr(t, "M 60.000 9.750 L 60.000 370.250"));
	bench_release(&s.b);
}

static void
rules_of_two_breadths_are_two_strokes(void **state)
{
	(void)state;
	struct scene s;
	scene_init(&s);
	add_fill(&s, rect_pt(10, 10, 100, 1), &BLACK);
	add_fill(&s, rect_pt(10, 30, 100, 2), &BLACK);
	add_fill(&s, rect_pt(10, 50, 100, 1), &BLACK);
	add_fill(&s, rect_pt(10, 70, 100, 9), &BLACK); /* no rule */
	const char *t = scene_trace(&s);
	assert_non_null(strstr(t, "stroke #000000 1.000 M 10.000 10.500 L 110.000 10.500 "
				  "M 10.000 50.500 L 110.000 50.500\n"));
	assert_non_null(strstr(t, "stroke #000000 2.000 M 10.000 31.000 L 110.000 31.000\n"));
	assert_non_null(strstr(t, "fill #000000 M 10.000 70.000"));
	bench_release(&s.b);
}

static void
colours_apart_are_gathered(void **state)
{
	(void)state;
	struct scene s;
	scene_init(&s);
	for (int i = 0; i < 6; i++)
		add_fill(&s, rect_pt(10, 10 + 20 * i, 50, 10), i % 2 == 0 ? &RED : &BLUE);
	const char *t = scene_trace(&s);
	assert_int_equal(count_of(t, "fill "), 2);
	assert_int_equal(count_of(t, " M "), 6);
	bench_release(&s.b);
}

static void
what_overlaps_keeps_its_order(void **state)
{
	(void)state;
	struct scene s;
	scene_init(&s);
	add_fill(&s, rect_pt(10, 10, 50, 50), &RED);
	add_fill(&s, rect_pt(20, 20, 50, 50), &BLUE);
	add_fill(&s, rect_pt(30, 30, 50, 50), &RED);  /* above the blue one */
	add_fill(&s, rect_pt(12, 12, 50, 6), &BLUE);  /* may lie with the blue one */
	add_fill(&s, rect_pt(35, 35, 10, 10), &BLUE); /* on top */
	add_fill(&s, rect_pt(22, 22, 10, 10), &BLUE); /* below the second red: covered again? */
	const char *t = scene_trace(&s);
	ASSERT_ORDER(t, "fill #ff0000 M 10.000 10.000", "fill #0000ff M 20.000 20.000",
		     "M 12.000 12.000", "fill #ff0000 M 30.000 30.000",
		     "fill #0000ff M 35.000 35.000", "M 22.000 22.000");
	bench_release(&s.b);
}

static void
the_same_twice_is_painted_once(void **state)
{
	(void)state;
	struct scene s;
	scene_init(&s);
	add_fill(&s, rect_pt(10, 10, 50, 50), &RED);
	add_fill(&s, rect_pt(10, 10, 50, 50), &RED);
	add_fill(&s, rect_pt(20, 20, 10, 10), &RED);
	add_fill(&s, rect_pt(60, 10, 20, 50), &RED); /* goes on */
	const char *t = scene_trace(&s);
	assert_non_null(strstr(t, "fill #ff0000 M 10.000 10.000 L 80.000 10.000 L 80.000 60.000 "
				  "L 10.000 60.000 Z\n"));
	bench_release(&s.b);
}

/* … but not if another colour lies between. */
static void
the_same_again_over_another_colour(void **state)
{
	(void)state;
	struct scene s;
	scene_init(&s);
	add_fill(&s, rect_pt(10, 10, 50, 50), &RED);
	add_fill(&s, rect_pt(20, 20, 10, 10), &BLUE);
	add_fill(&s, rect_pt(10, 10, 50, 50), &RED);
	const char *t = scene_trace(&s);
	ASSERT_ORDER(t, "fill #ff0000 M 10.000 10.000", "fill #0000ff M 20.000 20.000",
		     "fill #ff0000 M 10.000 10.000");
	bench_release(&s.b);
}

/* A soft edge of the area would pale the rule. */
static void
a_rule_lies_above_the_area_it_touches(void **state)
{
	(void)state;
	struct scene s;
	scene_init(&s);
	add_fill(&s, rect_pt(10, 10, 100, 0.5), &BLACK);
	add_fill(&s, rect_pt(10, 10.5, 100, 20), &RED);
	ASSERT_ORDER(scene_trace(&s), "fill #ff0000", "stroke #000000");
	bench_release(&s.b);
}

static void
an_area_over_a_rule_stays_there(void **state)
{
	(void)state;
	struct scene s;
	scene_init(&s);
	add_fill(&s, rect_pt(10, 10, 100, 0.5), &BLACK);
	add_fill(&s, rect_pt(10, 10.25, 100, 20), &RED);
	ASSERT_ORDER(scene_trace(&s), "stroke #000000", "fill #ff0000");
	bench_release(&s.b);
}

static void
rectangles_sink_below_words_they_do_not_touch(void **state)
{
	(void)state;
	struct scene s;
	scene_init(&s);
	add_line(s.b.arena, s.flow, s.book, s.font, rect_pt(10, 10, 100, 12), "above", 0);
	add_fill(&s, rect_pt(10, 30, 100, 20), &RED);
	add_line(s.b.arena, s.flow, s.book, s.font, rect_pt(10, 30, 100, 12), "within", 0);
	ASSERT_ORDER(scene_trace(&s), "fill #ff0000", "\"above\"", "\"within\"");
	bench_release(&s.b);
}

static void
rectangles_over_words_stay_there(void **state)
{
	(void)state;
	struct scene s;
	scene_init(&s);
	add_line(s.b.arena, s.flow, s.book, s.font, rect_pt(10, 10, 100, 12), "covered", 0);
	add_fill(&s, rect_pt(10, 10, 100, 12), &RED);
	add_line(s.b.arena, s.flow, s.book, s.font, rect_pt(10, 10, 100, 12), "written", 0);
	ASSERT_ORDER(scene_trace(&s), "\"covered\"", "fill #ff0000", "\"written\"");
	bench_release(&s.b);
}

/* Ink decides, not the line's height: a descender reaches where its line does not. */
static void
ink_decides(void **state)
{
	(void)state;
	struct scene s;
	scene_init(&s);
	struct area *line =
		add_line(s.b.arena, s.flow, s.book, s.font, rect_pt(10, 10, 100, 12), "gap", 0);
	line->first_child->u.text->baseline = PT(10); /* 20 on the page */
	add_fill(&s, rect_pt(10, 21, 100, 12), &RED);
	ASSERT_ORDER(scene_trace(&s), "\"gap\"", "fill #ff0000");
	bench_release(&s.b);
	scene_init(&s);
	line = add_line(s.b.arena, s.flow, s.book, s.font, rect_pt(10, 10, 100, 12), "can", 0);
	line->first_child->u.text->baseline = PT(10);
	add_fill(&s, rect_pt(10, 21, 100, 12), &RED);
	ASSERT_ORDER(scene_trace(&s), "fill #ff0000", "\"can\"");
	bench_release(&s.b);
}

/* Both are painted, in their place: what is translucent adds up. */
static void
nothing_translucent_is_held_back(void **state)
{
	(void)state;
	static const struct colour veil = {1, 0, 0, 0.5f};
	struct scene s;
	scene_init(&s);
	add_fill(&s, rect_pt(10, 10, 50, 50), &BLUE);
	add_fill(&s, rect_pt(10, 10, 50, 50), &veil);
	add_fill(&s, rect_pt(10, 10, 50, 50), &veil);
	add_fill(&s, rect_pt(100, 10, 50, 50), &BLUE);
	ASSERT_ORDER(scene_trace(&s), "fill #0000ff M 10.000 10.000", "fill #ff0000/0.50",
		     "fill #ff0000/0.50", "fill #0000ff M 100.000 10.000");
	bench_release(&s.b);
}

static void
states_and_images_come_in_their_turn(void **state)
{
	(void)state;
	static const struct area_image image = {.number = 3, .width = PT(9), .height = PT(9)};
	struct scene s;
	scene_init(&s);
	add_fill(&s, rect_pt(10, 10, 50, 50), &RED);
	struct area *view = add_area(s.b.arena, s.flow, AREA_VIEWPORT, rect_pt(20, 20, 40, 40));
	view->u.viewport.clip.hides = true;
	struct area *flow = s.flow;
	s.flow = view;
	add_fill(&s, rect_pt(0, 0, 90, 90), &BLUE);
	s.flow = flow;
	struct area *picture = add_area(s.b.arena, s.flow, AREA_IMAGE, rect_pt(10, 10, 9, 9));
	picture->u.image.image = &image;
	picture->u.image.content = rect_pt(0, 0, 9, 9);
	add_fill(&s, rect_pt(12, 12, 5, 5), &RED);
	ASSERT_ORDER(scene_trace(&s), "fill #ff0000 M 10.000 10.000", "save", "clip",
		     "fill #0000ff", "restore", "image 3", "fill #ff0000 M 12.000 12.000");
	bench_release(&s.b);
}

/* More than is held back at one time; and all in one place, where nothing may be slow. */
static void
crowds_are_painted_in_turns(void **state)
{
	(void)state;
	struct scene s;
	scene_init(&s);
	for (int i = 0; i < 5000; i++)
		add_fill(&s, rect_pt(i % 100 * 3, i / 100 * 7, 2, 5), i % 3 ? &RED : &BLUE);
	for (int i = 0; i < 5000; i++)
		add_fill(&s, rect_pt(i % 7 * 0.25, 0, 300, 400 - i % 11), i % 2 ? &RED : &BLUE);
	const char *t = scene_trace(&s);
	assert_true(count_of(t, " M ") >= 10000);
	bench_release(&s.b);
}

static void
marks_go_with_what_they_mark(void **state)
{
	(void)state;
	struct scene s;
	scene_init(&s);
	s.b.notes->tagged = true;
	add_line(s.b.arena, s.flow, s.book, s.font, rect_pt(10, 10, 100, 12), "first", 0);
	add_fill(&s, rect_pt(10, 30, 100, 20), &RED);
	add_line(s.b.arena, s.flow, s.book, s.font, rect_pt(10, 30, 100, 12), "second", 0);
	ASSERT_ORDER(scene_trace(&s), "artifact Layout", "fill #ff0000", "end", "mark Span",
		     "\"first\"", "end", "mark Span", "\"second\"", "end");
	assert_int_equal(s.b.notes->marks.len, 3);
	assert_string_equal(s.b.notes->marks.at[0].artifact, "Layout");
	bench_release(&s.b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(borders_of_cells_become_rules_of_a_table),
		cmocka_unit_test(a_column_of_cells_is_two_rules_long),
		cmocka_unit_test(rules_of_two_breadths_are_two_strokes),
		cmocka_unit_test(colours_apart_are_gathered),
		cmocka_unit_test(what_overlaps_keeps_its_order),
		cmocka_unit_test(the_same_twice_is_painted_once),
		cmocka_unit_test(the_same_again_over_another_colour),
		cmocka_unit_test(a_rule_lies_above_the_area_it_touches),
		cmocka_unit_test(an_area_over_a_rule_stays_there),
		cmocka_unit_test(rectangles_sink_below_words_they_do_not_touch),
		cmocka_unit_test(rectangles_over_words_stay_there),
		cmocka_unit_test(ink_decides),
		cmocka_unit_test(nothing_translucent_is_held_back),
		cmocka_unit_test(states_and_images_come_in_their_turn),
		cmocka_unit_test(crowds_are_painted_in_turns),
		cmocka_unit_test(marks_go_with_what_they_mark),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
