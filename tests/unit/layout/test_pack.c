/* Pages as bytes: what goes in comes out. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/strbuf.h"
#include "fo/fo.h"
#include "layout/area.h"
#include "layout/cite.h"
#include "layout/font.h"
#include "layout/pack.h"

#include <string.h>

static struct area *
child(struct arena *arena, struct area *parent, enum area_kind kind, dim x, dim y)
{
	struct area *a = area_new(arena, kind, NULL);

	a->x = x;
	a->y = y;
	area_append(parent, a);
	return a;
}

struct fixture {
	struct arena *arena;
	struct area_page page;
	struct area *flow;
	struct fo_node link;
	struct fo_own own;
	struct glyph_run run;
	struct cite cite;
	struct area *text;
};

/* A region with a flow; in it a block with a box and a line with a link and a text. */
static void
fill(struct fixture *f)
{
	struct arena *a = f->arena = arena_new();
	struct area_region_box *body = ARENA_NEW(a, struct area_region_box);
	struct area_box *box = ARENA_NEW(a, struct area_box);

	box->border[2] = (struct area_border){.width = 1024, .colour = {1, 0.5F, 0, 1}};
	box->padding[1] = -7;
	f->flow = area_new(a, AREA_REFERENCE, NULL);
	f->flow->u.reference.matrix = (struct matrix){0, -1, 1, 0, 0.25, 1e9};
	body->name = "xsl-region-body";
	body->spans = ARENA_NEW(a, struct area_span);
	body->spans->columns = 1;
	body->spans->y = -3;
	body->spans->flows = ARENA_NEW(a, struct area *);
	body->spans->flows[0] = f->flow;
	f->page.region[AREA_REGION_BODY] = body;
	f->page.marks = ARENA_NEW(a, struct area_mark);
	*f->page.marks = (struct area_mark){.id = "here", .x = DIM_MIN, .y = DIM_MAX, .last = true};
	struct area *block = child(a, f->flow, AREA_BLOCK, 5, -6);
	block->box = box;
	struct area *line = child(a, block, AREA_LINE, 0, 0);
	f->own = (struct fo_own){.prop = FO_PROP_INTERNAL_DESTINATION,
				 .value = {.kind = FO_VALUE_STRING, .u.string = "there"}};
	f->link = (struct fo_node){.object = FO_BASIC_LINK, .own = &f->own, .line = 7, .column = 8};
	struct area *link = child(a, line, AREA_INLINE, 1, 2);
	link->node = &f->link;
	link->box = box;
	f->text = child(a, link, AREA_TEXT, 3, 4);
	struct area_text *t = f->text->u.text = ARENA_NEW(a, struct area_text);
	f->run = (struct glyph_run){.width = 1000};
	*t = (struct area_text){.count = 4, .baseline = 77, .cite = &f->cite};
	t->words = ARENA_ARRAY(a, 4, struct area_word);
	t->words[0] = (struct area_word){.run = &f->run, .advance = 1000};
	t->words[1] = (struct area_word){.x = 1000, .advance = 250, .text = " ", .text_len = 1};
	t->words[2] =
		(struct area_word){.x = 1250, .advance = 9, .text = "\xc2\xa0", .text_len = 2};
	t->words[3] = (struct area_word){.x = -4, .advance = 1, .text = "xyz", .text_len = 3};
	struct area *leader = child(a, line, AREA_LEADER, 9, 9);
	leader->u.leader = ARENA_NEW(a, struct area_leader);
	leader->u.leader->repeat = 12;
}

static void
check_text(const struct fixture *f, const struct area *text)
{
	const struct area_text *t = text->u.text;

	assert_int_equal(t->count, 4);
	assert_int_equal(t->baseline, 77);
	assert_ptr_equal(t->words[0].run, &f->run);
	assert_int_equal(t->words[0].advance, 1000);
	assert_int_equal(t->words[1].x, 1000);
	assert_int_equal(t->words[1].advance, 250);
	assert_string_equal(t->words[1].text, " ");
	assert_string_equal(t->words[2].text, "\xc2\xa0");
	assert_int_equal(t->words[3].x, -4);
	assert_string_equal(t->words[3].text, "xyz");
	/* who waits for it is told where it is */
	assert_ptr_equal(f->cite.text, t);
	assert_ptr_equal(f->cite.area, text);
}

static void
areas_come_back(void **state)
{
	struct fixture f = {0};
	struct strbuf bytes = STRBUF_INIT;
	struct area_page page = {0};
	struct arena *arena = arena_new();

	(void)state;
	fill(&f);
	assert_true(lay_pack(&f.page, false, &bytes));
	arena_free(f.arena);
	lay_unpack(bytes.s, arena, &page);
	const struct area_region_box *body = page.region[AREA_REGION_BODY];
	assert_null(page.region[AREA_REGION_AFTER]);
	assert_string_equal(body->name, "xsl-region-body");
	assert_int_equal(body->spans->y, -3);
	const struct area *flow = body->spans->flows[0];
	assert_true(flow->u.reference.matrix.f == 1e9 && flow->u.reference.matrix.b == -1);
	const struct area *block = flow->first_child;
	assert_ptr_equal(flow->last_child, block);
	assert_int_equal(block->y, -6);
	assert_int_equal(block->box->padding[1], -7);
	assert_true(block->box->border[2].colour.g == 0.5F);
	const struct area *link = block->first_child->first_child;
	assert_ptr_equal(link->box, block->box);
	assert_int_equal(link->node->line, 7);
	assert_string_equal(fo_own_string(link->node, FO_PROP_INTERNAL_DESTINATION), "there");
	check_text(&f, link->first_child);
	assert_int_equal(link->next->u.leader->repeat, 12);
	assert_string_equal(page.marks->id, "here");
	assert_int_equal(page.marks->x, DIM_MIN);
	assert_int_equal(page.marks->y, DIM_MAX);
	strbuf_release(&bytes);
	arena_free(arena);
}

/* More boxes than are remembered, each several times. */
static void
boxes_in_any_number(void **state)
{
	struct fixture f = {0};
	struct strbuf bytes = STRBUF_INIT;
	struct area_page page = {0};

	(void)state;
	fill(&f);
	for (int i = 0; i < 500; i++) {
		struct area_box *box = ARENA_NEW(f.arena, struct area_box);
		box->padding[0] = i % 100;
		child(f.arena, f.flow, AREA_BLOCK, 0, 0)->box = box;
	}
	assert_true(lay_pack(&f.page, true, &bytes));
	lay_unpack(bytes.s, f.arena, &page);
	const struct area *a = page.region[AREA_REGION_BODY]->spans->flows[0]->first_child->next;
	for (int i = 0; i < 500; i++, a = a->next)
		assert_int_equal(a->box->padding[0], i % 100);
	assert_null(a);
	strbuf_release(&bytes);
	arena_free(f.arena);
}

static void
drawings_are_not_packed(void **state)
{
	struct fixture f = {0};
	struct strbuf bytes = STRBUF_INIT;

	(void)state;
	fill(&f);
	child(f.arena, f.flow, AREA_DRAWING, 0, 0);
	assert_false(lay_pack(&f.page, false, &bytes));
	strbuf_release(&bytes);
	arena_free(f.arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(areas_come_back),
		cmocka_unit_test(boxes_in_any_number),
		cmocka_unit_test(drawings_are_not_packed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
