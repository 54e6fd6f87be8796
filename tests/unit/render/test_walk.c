/* The walk: offsets, states, visibility, links and destinations, marks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "layout/layout.h"
#include "render/golden.h"
#include "render/pages.h"

#include <math.h>
#include <stdio.h>

static const char *
trace_of(struct bench *b, const struct area_page *page)
{
	assert_true(bench_open(b, "trace", RENDER_TRACE));
	assert_true(render_page(b->renderer, page));
	assert_true(render_close(b->renderer));
	return b->out.s;
}

static size_t
count_of(const char *text, const char *what)
{
	size_t n = 0;
	for (const char *p = text; (p = strstr(p, what)) != NULL; p += strlen(what))
		n++;
	return n;
}

/* A box inside a box: borders and paddings add up, without a graphics state. */
static void
offsets_add_up(void **state)
{
	(void)state;
	struct bench b;
	bench_init(&b);
	struct area_page *page = page_new(b.arena, 200, 100, 10);
	struct area *outer = add_bordered(b.arena, page_flow(page), rect_pt(5, 6, 100, 50),
					  FO_KW_SOLID, PT(2), BLACK);
	struct area_box *box = ARENA_NEW(b.arena, struct area_box);
	*box = *outer->box;
	box->padding[FO_START] = PT(3);
	box->padding[FO_BEFORE] = PT(4);
	box->background = &BLUE;
	outer->box = box;
	struct area *inner = add_area(b.arena, outer, AREA_BLOCK, rect_pt(1, 1, 10, 10));
	struct area_box *filled = ARENA_NEW(b.arena, struct area_box);
	filled->background = &RED;
	inner->box = filled;
	const char *t = trace_of(&b, page);
	/* Content of outer begins at 10 + 5 + 2 + 3, 10 + 6 + 2 + 4. */
	assert_non_null(strstr(t, "fill #ff0000 M 21.000 23.000 L 31.000 23.000"));
	/* §7.31.1: the background ends inside the border. */
	assert_non_null(strstr(t, "fill #0000ff M 17.000 18.000 L 120.000 18.000"));
	assert_null(strstr(t, "save"));
	bench_release(&b);
}

static void
rotation_enters_a_state_and_moves_links(void **state)
{
	(void)state;
	struct bench b;
	bench_init(&b);
	struct area_page *page = page_new(b.arena, 200, 100, 10);
	struct area *view =
		add_area(b.arena, page_flow(page), AREA_VIEWPORT, rect_pt(20, 10, 40, 60));
	view->u.viewport.clip.hides = true;
	struct area *ref = add_area(b.arena, view, AREA_REFERENCE, rect_pt(0, 0, 60, 40));
	ref->u.reference.matrix = (struct matrix){0, -1, 1, 0, 0, 60}; /* a quarter to the left */
	struct area *link = add_area(b.arena, ref, AREA_INLINE, rect_pt(5, 7, 30, 10));
	link->node = link_node(b.arena, "x", NULL);
	const char *t = trace_of(&b, page);
	assert_non_null(strstr(t, "clip M 30.000 20.000 L 70.000 20.000 L 70.000 80.000"));
	assert_non_null(strstr(t, "transform 0.000 -1.000 1.000 0.000 30.000 80.000"));
	assert_int_equal(count_of(t, "save\n"), count_of(t, "restore\n"));
	/* x' = y + 30, y' = 80 - x */
	assert_int_equal(b.notes->links.len, 1);
	const struct note_link *n = &b.notes->links.at[0];
	assert_true(fabs(n->x - 37) < 1e-6 && fabs(n->y - 45) < 1e-6);
	assert_true(fabs(n->w - 10) < 1e-6 && fabs(n->h - 30) < 1e-6);
	bench_release(&b);
}

static void
a_turned_region_turns_its_content(void **state)
{
	(void)state;
	struct bench b;
	bench_init(&b);
	struct area_page *page = page_new(b.arena, 200, 100, 10);
	struct area_region_box *body = page->region[AREA_REGION_BODY];
	body->matrix = (struct matrix){0, 1, -1, 0, 180, 0};
	body->clip.hides = true;
	struct area *a = add_area(b.arena, page_flow(page), AREA_BLOCK, rect_pt(1, 2, 3, 4));
	struct area_box *filled = ARENA_NEW(b.arena, struct area_box);
	filled->background = &RED;
	a->box = filled;
	const char *t = trace_of(&b, page);
	assert_non_null(strstr(t, "transform 0.000 1.000 -1.000 0.000 190.000 10.000"));
	assert_non_null(strstr(t, "clip M 0.000 0.000 L 180.000 0.000"));
	assert_non_null(strstr(t, "fill #ff0000 M 1.000 2.000"));
	bench_release(&b);
}

static void
hidden_areas_keep_their_visible_children(void **state)
{
	(void)state;
	struct bench b;
	bench_init(&b);
	struct area_page *page = page_new(b.arena, 200, 100, 10);
	struct area *hidden = add_bordered(b.arena, page_flow(page), rect_pt(0, 0, 50, 50),
					   FO_KW_SOLID, PT(1), BLUE);
	hidden->flags |= AREA_HIDDEN;
	add_bordered(b.arena, hidden, rect_pt(0, 0, 10, 10), FO_KW_SOLID, PT(1), RED);
	const char *t = trace_of(&b, page);
	assert_null(strstr(t, "#0000ff"));
	assert_non_null(strstr(t, "stroke #ff0000 1.000 M 11.000 11.500"));
	bench_release(&b);
}

static void
background_images_tile(void **state)
{
	(void)state;
	struct bench b;
	bench_init(&b);
	struct area_image image = {.number = 7, .width = PT(10), .height = PT(10)};
	struct area_box box = {.background_image = &image,
			       .background_repeat = FO_KW_REPEAT,
			       .background_x = PT(3),
			       .background_y = PT(-2)};
	struct area_page *page = page_new(b.arena, 200, 100, 0);
	add_area(b.arena, page_flow(page), AREA_BLOCK, rect_pt(0, 0, 25, 15))->box = &box;
	const char *t = trace_of(&b, page);
	/* Across at -7, 3, 13, 23; down at -2, 8. */
	assert_int_equal(count_of(t, "image 7"), 8);
	assert_non_null(strstr(t, "image 7 -7.000 -2.000 10.000 10.000"));
	assert_non_null(strstr(t, "image 7 23.000 8.000"));
	assert_null(strstr(t, "image 7 33.000"));
	bench_release(&b);
}

static void
a_tiny_image_on_a_large_area_is_not_an_attack(void **state)
{
	(void)state;
	struct bench b;
	bench_init(&b);
	struct area_image image = {.number = 7, .width = 1, .height = 1};
	struct area_box box = {.background_image = &image, .background_repeat = FO_KW_REPEAT};
	struct area_page *page = page_new(b.arena, 2000, 2000, 0);
	add_area(b.arena, page_flow(page), AREA_BLOCK, rect_pt(0, 0, 2000, 2000))->box = &box;
	assert_null(strstr(trace_of(&b, page), "image"));
	bench_release(&b);
}

static void
destinations_and_labels_are_noted(void **state)
{
	(void)state;
	struct bench b;
	bench_init(&b);
	struct area_page *page = page_new(b.arena, 200, 100, 10);
	add_mark(b.arena, page, "T-1", 12, 34);
	page->label = "iv";
	const char *t = trace_of(&b, page);
	assert_non_null(strstr(t, "destination T-1 12.000 34.000"));
	assert_non_null(strstr(t, "page 1 200.000 100.000 label iv"));
	assert_int_equal(b.notes->dests.len, 1);
	assert_string_equal(b.notes->dests.at[0].id, "T-1");
	assert_string_equal(b.notes->pages.at[0].label, "iv");
	bench_release(&b);
}

/* A line is one mark, however many borders lie around it; static content is all artifact. */
static void
marks_are_flat_and_numbered(void **state)
{
	(void)state;
	struct bench b;
	bench_init(&b);
	struct font_options options = {0};
	struct font_book *book = font_book_open(b.arena, b.diag, &options);
	const struct font *font = font_find(book, "Inter", 400, FONT_NORMAL, 100, PT(10));
	b.notes->tagged = true;
	struct area_page *page = page_new(b.arena, 200, 100, 10);
	struct area *block = add_bordered(b.arena, page_flow(page), rect_pt(0, 0, 100, 40),
					  FO_KW_SOLID, PT(1), BLACK);
	add_line(b.arena, block, book, font, rect_pt(0, 0, 100, 12), "first line", 0);
	add_line(b.arena, block, book, font, rect_pt(0, 12, 100, 12), "second", 0);
	struct area_region_box *head = ARENA_NEW(b.arena, struct area_region_box);
	head->matrix = (struct matrix)MATRIX_IDENTITY;
	head->content = area_new(b.arena, AREA_REFERENCE, NULL);
	head->content->u.reference.matrix = (struct matrix)MATRIX_IDENTITY;
	add_line(b.arena, head->content, book, font, rect_pt(0, 0, 100, 12), "running", 0);
	page->region[AREA_REGION_BEFORE] = head;
	const char *t = trace_of(&b, page);
	assert_int_equal(count_of(t, "mark Span"), 2);
	assert_int_equal(count_of(t, "artifact Pagination"), 1);
	assert_int_equal(count_of(t, "artifact Layout"), 1);
	assert_int_equal(count_of(t, "  end\n"), 4);
	assert_int_equal(b.notes->pages.at[0].marks, 4);
	assert_int_equal(b.notes->marks.len, 4);
	for (int i = 0; i < 4; i++)
		assert_int_equal(b.notes->marks.at[i].mcid, i);
	assert_int_equal(b.notes->marks.at[0].element, -1); /* the header comes first */
	assert_int_equal(b.notes->marks.at[2].element, 0);
	bench_release(&b);
}

/* Text, decoration, leaders and links as one golden. */
static void
a_page_of_text(void **state)
{
	(void)state;
	struct bench b;
	bench_init(&b);
	struct font_options options = {0};
	struct font_book *book = font_book_open(b.arena, b.diag, &options);
	const struct font *font = font_find(book, "Inter", 400, FONT_NORMAL, 100, PT(10));
	struct area_page *page = page_new(b.arena, 200, 100, 10);
	struct area *flow = page_flow(page);
	struct area *line =
		add_line(b.arena, flow, book, font, rect_pt(0, 0, 180, 12), "Office of plans", 0);
	line->first_child->u.text->decoration = AREA_UNDERLINE | AREA_LINE_THROUGH;
	struct area *leader = add_area(b.arena, line, AREA_LEADER, rect_pt(100, 0, 50, 12));
	leader->u.leader = ARENA_NEW(b.arena, struct area_leader);
	*leader->u.leader = (struct area_leader){.pattern = FO_KW_DOTS,
						 .unit = font_shape(book, font, ".", 1, "", 0),
						 .unit_advance = PT(5),
						 .colour = BLACK,
						 .first_x = PT(2),
						 .repeat = 3,
						 .baseline = PT(9)};
	struct area *rule = add_area(b.arena, line, AREA_LEADER, rect_pt(0, 14, 50, 1));
	rule->u.leader = ARENA_NEW(b.arena, struct area_leader);
	*rule->u.leader = (struct area_leader){.pattern = FO_KW_RULE,
					       .rule_style = FO_KW_SOLID,
					       .thickness = PT(1),
					       .colour = BLUE,
					       .baseline = PT(1)};
	struct area *link = add_area(b.arena, flow, AREA_INLINE, rect_pt(0, 20, 40, 12));
	link->node = link_node(b.arena, NULL, "https://example.org/");
	add_line(b.arena, link, book, font, rect_pt(0, 0, 40, 12), "see there", 0);
	assert_golden("text", trace_of(&b, page));
	assert_string_equal(b.notes->links.at[0].contents, "see there");
	bench_release(&b);
}

/* score-spaces="false": a line under each word. */
static void
words_are_underlined_alone(void **state)
{
	(void)state;
	struct bench b;
	bench_init(&b);
	struct font_options options = {0};
	struct font_book *book = font_book_open(b.arena, b.diag, &options);
	const struct font *font = font_find(book, "Inter", 400, FONT_NORMAL, 100, PT(10));
	struct area_page *page = page_new(b.arena, 200, 100, 10);
	struct area *line = add_line(b.arena, page_flow(page), book, font, rect_pt(0, 0, 180, 12),
				     "Office of plans", 0);
	line->first_child->u.text->decoration = AREA_UNDERLINE | AREA_WORDS_ONLY;
	const char *t = trace_of(&b, page);
	assert_int_equal(count_of(t, " M "), 3);
	assert_non_null(strstr(t, "M 41.421 "));
	bench_release(&b);
}

static void
outlines_are_noted_with_levels(void **state)
{
	(void)state;
	struct bench b;
	bench_init(&b);
	struct layout_bookmark last = {.title = "C", .external = "https://example.org/"};
	struct layout_bookmark child = {.title = "B", .internal = "b"};
	struct layout_bookmark first = {
		.title = "A", .internal = "a", .open = true, .first_child = &child, .next = &last};
	assert_true(bench_open(&b, "trace", RENDER_TRACE));
	render_outline(b.renderer, &first);
	assert_true(render_close(b.renderer));
	assert_int_equal(b.notes->outline.len, 3);
	assert_int_equal(b.notes->outline.at[1].level, 1);
	assert_string_equal(b.notes->outline.at[1].dest, "b");
	assert_int_equal(b.notes->outline.at[2].level, 0);
	assert_string_equal(b.notes->outline.at[2].uri, "https://example.org/");
	bench_release(&b);
}

static void
renderers_and_formats_that_do_not_exist(void **state)
{
	(void)state;
	struct bench b;
	bench_init(&b);
	assert_false(bench_open(&b, "crayon", RENDER_PDF));
	assert_true(diag_has(b.diag, "PPR01"));
	assert_false(bench_open(&b, "haru", RENDER_SVG));
	assert_true(diag_has(b.diag, "PPR02"));
	assert_int_equal(diag_exit(b.diag, false), 4);
	assert_true(render_can("haru", RENDER_PDF));
	assert_false(render_can("trace", RENDER_PDF));
	assert_true(render_can(NULL, RENDER_PNG));
	bench_release(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(offsets_add_up),
		cmocka_unit_test(rotation_enters_a_state_and_moves_links),
		cmocka_unit_test(a_turned_region_turns_its_content),
		cmocka_unit_test(hidden_areas_keep_their_visible_children),
		cmocka_unit_test(background_images_tile),
		cmocka_unit_test(a_tiny_image_on_a_large_area_is_not_an_attack),
		cmocka_unit_test(destinations_and_labels_are_noted),
		cmocka_unit_test(marks_are_flat_and_numbered),
		cmocka_unit_test(a_page_of_text),
		cmocka_unit_test(words_are_underlined_alone),
		cmocka_unit_test(outlines_are_noted_with_levels),
		cmocka_unit_test(renderers_and_formats_that_do_not_exist),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
