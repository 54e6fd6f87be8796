/* Charts laid out with a measure of our own: every character is half its size wide, bold or not. */
#ifndef PP_TESTS_CHART_TILES_H
#define PP_TESTS_CHART_TILES_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "chart/gantt.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct tiles {
	struct arena *a;
	struct diag *d;
	struct chart *chart;
	size_t count;
};

#define GANTT(attributes, content) \
	"<gantt xmlns='urn:planpress:chart:1' " attributes ">" content "</gantt>"
#define COLUMNS                                                                   \
	"<columns><column key='id' title='Id'/><column key='name' title='Name'/>" \
	"<column key='days' title='Days' align='end'/></columns>"

static inline dim
tiles_width(void *ctx, const struct draw_font *font, const char *text, size_t len)
{
	(void)ctx;
	return (dim)utf8_count(text, len) * (font->size / 2);
}

static inline int
tiles_enter(void **state)
{
	struct tiles *t = calloc(1, sizeof *t);

	t->a = arena_new();
	t->d = diag_new(t->a);
	*state = t;
	return 0;
}

static inline int
tiles_leave(void **state)
{
	struct tiles *t = *state;

	arena_free(t->a);
	free(t);
	return 0;
}

static inline struct chart *
tiles_read(struct tiles *t, const char *xml)
{
	struct diag_place place = {.file = "x.fo", .line = 7};

	t->chart = chart_read(t->a, t->d, &place, xml, strlen(xml));
	return t->chart;
}

/* Width, height and first height in points. */
static inline size_t
tiles_layout(struct tiles *t, int width, int height, int first)
{
	struct chart_room room = {
		.width = width * DIM_PT,
		.height = height * DIM_PT,
		.first_height = first * DIM_PT,
		.lang = "en",
		.font = {.family = "Inter", .weight = 400, .size = 9 * DIM_PT},
	};
	struct chart_measure measure = {.width = tiles_width};

	t->count = chart_layout(t->chart, &room, &measure);
	return t->count;
}

/* Reads and lays out on 800 × 500 pt. */
static inline void
tiles_make(struct tiles *t, const char *xml)
{
	assert_non_null(tiles_read(t, xml));
	assert_true(tiles_layout(t, 800, 500, 500) > 0);
}

static inline const struct draw_op *
tiles_text(const struct draw_list *d, const char *text)
{
	for (size_t i = 0; i < d->len; i++) {
		if (d->at[i].kind == DRAW_TEXT && strcmp(d->at[i].text, text) == 0)
			return &d->at[i];
	}
	return NULL;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, tiles_enter, tiles_leave)

#endif
