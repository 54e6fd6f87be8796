/* Slicing: rows to tiles, heads on each, rows never cut, nothing lost; sizes that shrink to fit. */
#include "chart/tiles.h"

#include <time.h>

/* n tasks after a summary each nine. */
static const char *
many(struct tiles *t, int n, const char *attributes)
{
	struct strbuf b = STRBUF_INIT;
	const char *xml;

	strbuf_printf(&b, "<gantt xmlns='urn:planpress:chart:1' %s>" COLUMNS, attributes);
	for (int i = 0; i < n; i++) {
		date from = date_from_ymd(2026, 1, 5) + i / 9 * 7 + i % 5;

		strbuf_printf(&b, "<row id='r%d' name='Row number %d' kind='%s' start='", i, i,
			      i % 9 == 0 ? "summary" : "task");
		date_put_iso(&b, from);
		strbuf_puts(&b, "' finish='");
		date_put_iso(&b, from + 20);
		strbuf_puts(&b, "' percent='40' label='a label'/>");
		if (i > 0)
			strbuf_printf(&b, "<link from='r%d' to='r%d'/>", i - 1, i);
		if (i > 20)
			strbuf_printf(&b, "<link from='r%d' to='r%d' type='SS'/>", i - 20, i);
	}
	strbuf_puts(&b, "</gantt>");
	xml = arena_strdup(t->a, b.s);
	strbuf_release(&b);
	return xml;
}

static void
puts_every_row_on_one_tile(void **state)
{
	struct tiles *t = *state;
	size_t next = 0;

	tiles_make(t, many(t, 60, ""));
	assert_true(t->count >= 4);
	for (size_t i = 0; i < t->count; i++) {
		const struct gantt_tile *tile = &t->chart->tiles.at[i];
		struct draw_list *d = chart_draw(t->chart, i, t->a);
		dim width;
		dim height;

		chart_tile_size(t->chart, i, &width, &height);
		assert_int_equal(width, 800 * DIM_PT);
		assert_true(height <= 500 * DIM_PT);
		assert_int_equal(d->width, width);
		assert_int_equal(d->height, height);
		assert_int_equal(tile->from, next);
		assert_true(tile->to > tile->from);
		/* Heads, rows and legend on each; a summary is not the last. */
		assert_non_null(tiles_text(d, "Name"));
		assert_non_null(tiles_text(d, "January 2026"));
		assert_non_null(tiles_text(d, "done"));
		assert_non_null(tiles_text(d, arena_printf(t->a, "r%zu", tile->from)));
		assert_non_null(tiles_text(d, arena_printf(t->a, "%c1", (char)('A' + i))));
		assert_true(tile->to == 60 ||
			    t->chart->gantt.rows.at[tile->to - 1].kind != ROW_SUMMARY);
		next = tile->to;
	}
	assert_int_equal(next, 60);
}

static void
uses_the_rest_of_a_page(void **state)
{
	struct tiles *t = *state;

	assert_non_null(tiles_read(t, many(t, 40, "")));
	assert_true(tiles_layout(t, 800, 500, 250) > 0);
	assert_true(t->chart->tiles.at[0].height <= 250 * DIM_PT);
	assert_true(t->chart->tiles.at[0].to >= 3);
	/* Too little for a beginning: the first tile wants a page of its own. */
	assert_true(tiles_layout(t, 800, 500, 60) > 0);
	assert_true(t->chart->tiles.at[0].height > 250 * DIM_PT);
}

static void
has_one_tile_when_it_fits(void **state)
{
	struct tiles *t = *state;

	tiles_make(t, many(t, 8, ""));
	assert_int_equal(t->count, 1);
	assert_null(tiles_text(chart_draw(t->chart, 0, t->a), "A1"));
}

static void
shrinks_to_fit(void **state)
{
	struct tiles *t = *state;

	tiles_make(t, many(t, 24, "fit='page'"));
	assert_int_equal(t->count, 1);
	assert_true(t->chart->sizes.row < MM(9));
	assert_false(diag_has(t->d, "PPC11"));
	tiles_make(t, many(t, 60, "fit='at-most-3'"));
	assert_true(t->count <= 3);
	tiles_make(t, many(t, 100, "fit='page'"));
	assert_true(t->count > 1);
	assert_true(diag_has(t->d, "PPC11"));
}

static void
slices_time_too(void **state)
{
	struct tiles *t = *state;
	const struct gantt_tile *tile;

	tiles_make(t, many(t, 30, "fit='2x2'"));
	assert_int_equal(t->count, 4);
	tile = t->chart->tiles.at;
	assert_string_equal(tile[0].mark, "A1");
	assert_string_equal(tile[1].mark, "A2");
	assert_string_equal(tile[3].mark, "B2");
	assert_int_equal(tile[0].scale.to, tile[1].scale.from);
	assert_int_equal(tile[0].from, tile[1].from);
	assert_int_equal(tile[2].from, tile[0].to);
}

static void
wraps_long_names(void **state)
{
	struct tiles *t = *state;
	const struct gantt_cell *cell;
	struct strbuf b = STRBUF_INIT;

	tiles_make(t, GANTT("", COLUMNS "<row id='a' name='Prepare the reviewers for the new "
					"procedure and let them try it on a project of their own "
					"before the pilot begins in earnest' "
					"start='2026-03-16' finish='2026-04-20'/>"));
	cell = &t->chart->gantt.rows.at[0].cells[1];
	assert_true(cell->count >= 2);
	for (size_t i = 0; i < cell->count; i++) {
		assert_true(cell->lines[i].width <= t->chart->gantt.columns.at[1].width);
		strbuf_printf(&b, "%s%s", i > 0 ? " " : "", cell->lines[i].text);
		assert_non_null(tiles_text(chart_draw(t->chart, 0, t->a), cell->lines[i].text));
	}
	assert_string_equal(b.s, cell->text);
	strbuf_release(&b);
	assert_true((dim)cell->count * t->chart->sizes.leading <=
		    t->chart->gantt.rows.at[0].height);
	assert_true(t->chart->table_width < 800 * DIM_PT * 65 / 100);
}

static void
breaks_words_only_in_need(void **state)
{
	char word[400];
	struct tiles *t = *state;
	const struct gantt_cell *cell;
	size_t total = 0;

	memset(word, 'x', sizeof word - 1);
	word[sizeof word - 1] = '\0';
	tiles_make(t, arena_printf(t->a,
				   GANTT("", COLUMNS "<row id='a' name='%s' "
						     "start='2026-03-16'/>"),
				   word));
	assert_true(diag_has(t->d, "PPC10"));
	cell = &t->chart->gantt.rows.at[0].cells[1];
	for (size_t i = 0; i < cell->count; i++)
		total += strlen(cell->lines[i].text);
	assert_int_equal(total, sizeof word - 1);
}

static void
breaks_scripts_without_spaces(void **state)
{
	struct tiles *t = *state;
	const struct gantt_cell *cell;
	struct strbuf b = STRBUF_INIT;
	struct strbuf joined = STRBUF_INIT;

	for (int i = 0; i < 200; i++)
		strbuf_puts(&b, i % 10 == 9 ? "\u3002" : "\u6587");
	tiles_make(t, arena_printf(t->a,
				   GANTT("", COLUMNS "<row id='a' name='%s' "
						     "start='2026-03-16'/>"),
				   b.s));
	assert_false(diag_has(t->d, "PPC10"));
	cell = &t->chart->gantt.rows.at[0].cells[1];
	assert_true(cell->count >= 2);
	for (size_t i = 0; i < cell->count; i++) {
		strbuf_puts(&joined, cell->lines[i].text);
		/* No line begins with a full stop. */
		assert_true(strncmp(cell->lines[i].text, "\u3002", 3) != 0);
	}
	assert_string_equal(joined.s, b.s);
	strbuf_release(&b);
	strbuf_release(&joined);
}

static void
says_when_text_is_cut(void **state)
{
	struct strbuf b = STRBUF_INIT;
	struct tiles *t = *state;

	strbuf_puts(&b, "<gantt xmlns='urn:planpress:chart:1'>" COLUMNS "<row id='a' name='");
	for (int i = 0; i < 5000; i++)
		strbuf_puts(&b, "word ");
	strbuf_puts(&b, "' start='2026-03-16'/></gantt>");
	tiles_make(t, b.s);
	strbuf_release(&b);
	assert_true(diag_has(t->d, "PPC09"));
	assert_true(t->chart->tiles.at[0].height <= 500 * DIM_PT);
}

static void
needs_some_room(void **state)
{
	struct tiles *t = *state;

	assert_non_null(tiles_read(t, many(t, 5, "")));
	assert_int_equal(tiles_layout(t, 800, 40, 40), 0);
	assert_true(diag_has(t->d, "PPC08"));
	assert_int_equal(tiles_layout(t, 30, 500, 500), 0);
	assert_int_equal(tiles_layout(t, 0, 0, 0), 0);
	assert_int_equal(tiles_layout(t, -5, -5, -5), 0);
	assert_true(tiles_layout(t, 800, 500, 500) > 0);
}

static void
takes_any_span_of_time(void **state)
{
	static const char *const spans[][2] = {
		{"0001-01-01", "9999-12-31"},
		{"2026-03-16T08:00", "2026-03-16T08:00"},
		{"9999-12-31", "9999-12-31"},
		{"0001-01-01", "0001-01-01"},
	};
	static const char *const scales[] = {"auto", "day", "week", "month", "quarter", "year"};
	struct tiles *t = *state;

	for (size_t i = 0; i < sizeof spans / sizeof *spans; i++) {
		for (size_t k = 0; k < sizeof scales / sizeof *scales; k++) {
			tiles_make(t,
				   arena_printf(t->a,
						GANTT("scale='%s' status='2026-05-29'",
						      "<row id='a' start='%s' finish='%s'/>"
						      "<free from='0001-01-01' to='9999-12-31'/>"),
						scales[k], spans[i][0], spans[i][1]));
			assert_true(chart_draw(t->chart, 0, t->a)->len < 6000);
		}
	}
}

static void
is_quick(void **state)
{
	struct tiles *t = *state;
	const char *xml = many(t, 2000, "");
	struct timespec begin;
	struct timespec end;
	double seconds;

	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &begin);
	tiles_make(t, xml);
	for (size_t i = 0; i < t->count; i++)
		chart_draw(t->chart, i, t->a);
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &end);
	seconds = (double)(end.tv_sec - begin.tv_sec) + (double)(end.tv_nsec - begin.tv_nsec) / 1e9;
	print_message("2000 rows: %zu tiles in %.3f s\n", t->count, seconds);
	/* A tenth of a second is the aim; sanitizers and busy machines get ten times that. */
	assert_true(seconds < 1.0);
}

static void
is_the_same_every_time(void **state)
{
	struct tiles *t = *state;
	struct draw_list *a;
	struct draw_list *b;

	tiles_make(t, many(t, 30, ""));
	a = chart_draw(t->chart, 0, t->a);
	tiles_make(t, many(t, 30, ""));
	b = chart_draw(t->chart, 0, t->a);
	assert_int_equal(a->len, b->len);
	for (size_t i = 0; i < a->len; i++) {
		assert_int_equal(a->at[i].kind, b->at[i].kind);
		assert_int_equal(a->at[i].path.point_count, b->at[i].path.point_count);
		if (a->at[i].path.point_count > 0)
			assert_memory_equal(a->at[i].path.points, b->at[i].path.points,
					    a->at[i].path.point_count * sizeof(struct point));
		if (a->at[i].text != NULL)
			assert_string_equal(a->at[i].text, b->at[i].text);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(puts_every_row_on_one_tile),
		TEST(uses_the_rest_of_a_page),
		TEST(has_one_tile_when_it_fits),
		TEST(shrinks_to_fit),
		TEST(slices_time_too),
		TEST(wraps_long_names),
		TEST(breaks_words_only_in_need),
		TEST(breaks_scripts_without_spaces),
		TEST(says_when_text_is_cut),
		TEST(needs_some_room),
		TEST(takes_any_span_of_time),
		TEST(is_quick),
		TEST(is_the_same_every_time),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
