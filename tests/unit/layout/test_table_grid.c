/* The grid: row groups, spans, columns, mistakes in the input. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/diag.h"
#include "fo/fo.h"
#include "layout/table_grid.h"

#include <libxml/parser.h>
#include <stdio.h>
#include <string.h>

#define HEAD                                                                             \
	"<fo:root xmlns:fo='http://www.w3.org/1999/XSL/Format'><fo:layout-master-set>"   \
	"<fo:simple-page-master master-name='p' page-width='100pt' page-height='100pt'>" \
	"<fo:region-body/></fo:simple-page-master></fo:layout-master-set>"               \
	"<fo:page-sequence master-reference='p'><fo:flow flow-name='xsl-region-body'>"   \
	"<fo:table><fo:table-body>"
#define TAIL "</fo:table-body></fo:table></fo:flow></fo:page-sequence></fo:root>"
#define CELL "<fo:block/></fo:table-cell>"

struct fixture {
	struct arena *arena;
	xmlDoc *xml;
	struct fo_node *sequence;
	const struct fo_node *body;
};

static const struct fo_node *
find(const struct fo_node *n, enum fo_object object)
{
	for (; n != NULL; n = n->next) {
		const struct fo_node *inner =
			n->object == object ? n : find(n->first_child, object);

		if (inner != NULL)
			return inner;
	}
	return NULL;
}

/* A table body with these rows. */
static struct fixture
open_rows(const char *rows)
{
	struct fixture f = {.arena = arena_new()};
	char text[4000];
	struct fo_doc *doc;

	snprintf(text, sizeof text, "%s%s%s", HEAD, rows, TAIL);
	f.xml = xmlReadMemory(text, (int)strlen(text), "t.fo", NULL, 0);
	assert_non_null(f.xml);
	doc = fo_open_tree(f.arena, diag_new(f.arena), f.xml, "t.fo", &(struct fo_options){0});
	assert_non_null(doc);
	f.sequence = fo_next_sequence(doc);
	f.body = find(f.sequence, FO_TABLE_BODY);
	assert_non_null(f.body);
	return f;
}

static void
close_rows(struct fixture *f)
{
	fo_sequence_free(f->sequence);
	arena_free(f->arena);
	xmlFreeDoc(f->xml);
}

static void
rows_without_spans_are_groups_of_one(void **state)
{
	struct fixture f =
		open_rows("<fo:table-row><fo:table-cell>" CELL "<fo:table-cell>" CELL
			  "</fo:table-row><fo:table-row><fo:table-cell>" CELL "</fo:table-row>");
	struct lay_cursor cursor = lay_cursor_of(f.body);
	struct lay_group *g = lay_grid_next(&cursor, f.arena, 0, false);

	(void)state;
	assert_non_null(g);
	assert_int_equal(g->row_count, 1);
	assert_int_equal(g->cell_count, 2);
	assert_int_equal(g->cells[1].column, 1);
	assert_true(g->first);
	assert_false(g->last);
	g = lay_grid_next(&cursor, f.arena, 0, false);
	assert_int_equal(g->cell_count, 1);
	assert_true(g->last);
	assert_null(lay_grid_next(&cursor, f.arena, 0, false));
	close_rows(&f);
}

static void
spans_tie_rows_and_end_with_the_section(void **state)
{
	struct fixture f = open_rows(
		"<fo:table-row><fo:table-cell number-rows-spanned='2'>" CELL "<fo:table-cell>" CELL
		"</fo:table-row><fo:table-row><fo:table-cell number-rows-spanned='9'>" CELL
		"</fo:table-row><fo:table-row><fo:table-cell>" CELL "</fo:table-row>");
	struct lay_cursor cursor = lay_cursor_of(f.body);
	struct lay_group *g = lay_grid_next(&cursor, f.arena, 2, false);

	(void)state;
	assert_int_equal(g->row_count, 3);
	assert_int_equal(g->cell_count, 4);
	assert_int_equal(g->cells[2].column, 1);
	assert_int_equal(g->cells[2].row_count, 2);
	assert_int_equal(g->cells[3].column, 0);
	assert_true(g->last);
	close_rows(&f);
}

static void
units_without_cell_are_holes(void **state)
{
	struct fixture f =
		open_rows("<fo:table-row><fo:table-cell column-number='2'>" CELL "</fo:table-row>");
	struct lay_cursor cursor = lay_cursor_of(f.body);
	struct lay_group *g = lay_grid_next(&cursor, f.arena, 3, true);

	(void)state;
	assert_int_equal(g->cell_count, 3);
	assert_null(g->cells[0].node);
	assert_non_null(g->cells[1].node);
	assert_int_equal(g->cells[2].column, 2);
	close_rows(&f);
}

static void
overlapping_cells_move_on(void **state)
{
	struct fixture f = open_rows("<fo:table-row><fo:table-cell number-columns-spanned='2'>" CELL
				     "<fo:table-cell column-number='2'>" CELL "</fo:table-row>");
	struct lay_cursor cursor = lay_cursor_of(f.body);
	struct lay_group *g = lay_grid_next(&cursor, f.arena, 0, false);

	(void)state;
	assert_int_equal(g->cells[1].column, 2);
	close_rows(&f);
}

static void
absurd_numbers_are_bounded(void **state)
{
	struct fixture f =
		open_rows("<fo:table-row><fo:table-cell column-number='999999999' "
			  "number-columns-spanned='999999999' number-rows-spanned='999999999'>" CELL
			  "<fo:table-cell>" CELL "</fo:table-row>");
	struct lay_cursor cursor = lay_cursor_of(f.body);
	struct lay_group *g = lay_grid_next(&cursor, f.arena, 0, false);

	(void)state;
	assert_int_equal(g->cell_count, 2);
	for (uint32_t i = 0; i < 2; i++) {
		assert_true(g->cells[i].column + g->cells[i].column_count <= LAY_MAX_COLUMNS);
		assert_int_equal(g->cells[i].row_count, 1);
	}
	close_rows(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_without_spans_are_groups_of_one),
		cmocka_unit_test(spans_tie_rows_and_end_with_the_section),
		cmocka_unit_test(units_without_cell_are_holes),
		cmocka_unit_test(overlapping_cells_move_on),
		cmocka_unit_test(absurd_numbers_are_bounded),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
