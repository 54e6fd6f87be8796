/*
 * The table beside the bars: widths by content, wrapped cells, heights of rows.
 *
 * Columns take what their content needs while that leaves 55 % of the width to the bars.  If not,
 * columns of words give way until no cell takes more than two lines, then down to their longest
 * word, and the table may take more of the width at each step.  Rows grow with their lines; nothing
 * is cut.  Only when even the longest words do not fit are words broken, and that is said.
 */
#include "chart/gantt.h"

#include "base/arena.h"
#include "base/map.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "chart/chart_diag.h"

#include <string.h>

#define CELL_PAD   MM(0.7) /* above and below the lines of a high cell */
#define MIN_LOAD   MM(7)   /* height of a row of load */
#define SHARE_SOFT 45	   /* per cent of the width that the table takes gladly, */
#define SHARE_FIRM 54	   /* so that no cell needs more than two lines, */
#define SHARE_HARD 65	   /* and so that no word is broken */

struct draw_font
gantt_font(const struct chart *chart, dim size, bool bold)
{
	return (struct draw_font){
		.family = chart->gantt.theme.family,
		.weight = bold ? 600 : 400,
		.size = size,
	};
}

static dim
width_n(struct chart *chart, dim size, bool bold, const char *text, size_t len)
{
	struct draw_font font = gantt_font(chart, size, bold);
	struct strbuf key = STRBUF_INIT;
	uintptr_t known;

	if (len == 0)
		return 0;
	/* The same numbers and names come again and again; shaping them is dear. */
	strbuf_printf(&key, "%d%c", size, bold ? 'b' : 'n');
	strbuf_add(&key, text, len);
	known = (uintptr_t)map_find_n(chart->widths, key.s, key.len);
	if (known == 0) {
		dim w = chart->measure.width(chart->measure.ctx, &font, text, len);

		known = (uintptr_t)(w > 0 ? w : 0) + 1;
		map_put_n(chart->widths, key.s, key.len, (void *)known);
	}
	strbuf_release(&key);
	return (dim)(known - 1);
}

dim
gantt_width(struct chart *chart, dim size, bool bold, const char *text)
{
	return width_n(chart, size, bold, text, strlen(text));
}

static bool
cell_bold(const struct gantt_row *row, const struct gantt_column *column)
{
	return row->strong && !column->soft;
}

static dim
cell_indent(const struct chart *chart, const struct gantt_row *row,
	    const struct gantt_column *column)
{
	return column->indent ? row->level * chart->sizes.indent : 0;
}

/* What a column would like to have, what suffices for two lines a cell, and its longest word. */
struct needs {
	dim natural;
	dim two;
	dim word;
};

/* Letters of scripts that are written without spaces and break between any two. */
static bool
breaks_anywhere(uint32_t c)
{
	return (c >= 0x2E80 && c <= 0x9FFF && !(c >= 0x3000 && c <= 0x3003) && c != 0x30FC) ||
	       (c >= 0xAC00 && c <= 0xD7A3) || (c >= 0xF900 && c <= 0xFAFF) ||
	       (c >= 0x20000 && c <= 0x3FFFF);
}

/* Bytes up to the next place where a line may end: a space, a hyphen within a long word, after a
 * letter that breaks anywhere unless a closing sign follows. Spaces before it are counted in. */
static size_t
piece(const char *text)
{
	const char *end = text + strlen(text);
	const char *p = text + strspn(text, " ");
	int letters = 0;

	while (p < end && *p != ' ') {
		const char *next = p;
		uint32_t c = utf8_next(&next, end);
		const char *after = next;
		uint32_t following = after < end ? utf8_next(&after, end) : ' ';

		p = next;
		letters++;
		if (breaks_anywhere(c) && following != ' ' &&
		    (breaks_anywhere(following) || following < 0x80))
			break;
		if (breaks_anywhere(following))
			break;
		if ((c == '-' || c == '/' || c == 0x2010) && letters > 4 && following != ' ')
			break;
	}
	return (size_t)(p - text);
}

static dim
longest_word(struct chart *chart, bool bold, const char *text)
{
	dim longest = 0;

	text += strspn(text, " ");
	while (*text != '\0') {
		size_t len = piece(text);

		longest = dim_max(longest, width_n(chart, chart->sizes.text, bold, text, len));
		text += len;
		text += strspn(text, " ");
	}
	return longest;
}

/* The width at which a text of this length surely takes two lines: half, and what the word that
 * does not fit the first line leaves empty. */
static dim
two_lines(dim natural, dim word)
{
	return dim_min(natural, dim_max(word, natural / 2 + word / 2));
}

static struct needs
column_needs(struct chart *chart, size_t c)
{
	const struct gantt *g = &chart->gantt;
	const struct gantt_column *column = &g->columns.at[c];
	struct needs n = {.natural = gantt_width(chart, chart->sizes.small, true, column->title)};

	n.two = n.word = n.natural;
	for (size_t i = 0; i < g->rows.len; i++) {
		const struct gantt_row *row = &g->rows.at[i];
		const char *text = row->cells[c].text;
		bool bold = cell_bold(row, column);
		dim indent = cell_indent(chart, row, column);
		dim natural = gantt_width(chart, chart->sizes.text, bold, text);
		dim word = natural;

		if (!column->end && natural > 0)
			word = longest_word(chart, bold, text);
		n.natural = dim_max(n.natural, indent + natural);
		n.two = dim_max(n.two, indent + two_lines(natural, word));
		n.word = dim_max(n.word, indent + word);
	}
	if (column->fixed > 0)
		n.natural = n.two = n.word = column->fixed;
	return n;
}

static dim
column_gap(const struct chart *chart)
{
	return dim_max(dim_min(dim_scale(chart->width, 1, 66), MM(4)), MM(2.4));
}

/* Sets widths between low and high so that their sum is as near to avail as can be. */
static dim
share(struct gantt *g, const dim *low, const dim *high, dim avail)
{
	int64_t least = 0;
	int64_t most = 0;
	dim sum = 0;

	for (size_t i = 0; i < g->columns.len; i++) {
		least += low[i];
		most += high[i];
	}
	for (size_t i = 0; i < g->columns.len; i++) {
		dim width = high[i];

		if (avail < least)
			width = low[i];
		else if (avail < most)
			width = low[i] + dim_scale(high[i] - low[i], avail - least, most - least);
		g->columns.at[i].width = width;
		sum = dim_add(sum, width);
	}
	return sum;
}

static void
set_widths(struct chart *chart)
{
	struct gantt *g = &chart->gantt;
	dim natural[GANTT_MAX_COLUMNS];
	dim two[GANTT_MAX_COLUMNS];
	dim word[GANTT_MAX_COLUMNS];
	dim none[GANTT_MAX_COLUMNS] = {0};
	dim gaps = (dim)g->columns.len * column_gap(chart);
	dim soft = dim_scale(chart->width, SHARE_SOFT, 100) - gaps;
	dim firm = dim_scale(chart->width, SHARE_FIRM, 100) - gaps;
	dim hard = dim_scale(chart->width, SHARE_HARD, 100) - gaps;

	for (size_t i = 0; i < g->columns.len; i++) {
		struct needs n = column_needs(chart, i);

		natural[i] = n.natural;
		two[i] = n.two;
		word[i] = n.word;
	}
	if (share(g, two, natural, soft) <= soft || share(g, two, natural, firm) <= firm ||
	    share(g, word, two, firm) <= firm || share(g, word, two, hard) <= hard)
		return;
	share(g, none, word, dim_max(hard, 0));
	diag_add0(chart->diag, &chart_diags[CHART_DIAG_NARROW], &chart->place);
}

/* The bytes of text that fit into width: whole words if any fits, else as many letters as do. */
static size_t
fit_line(struct chart *chart, bool bold, const char *text, dim width)
{
	size_t len = strlen(text);
	size_t fits = 0;
	const char *p = text;
	const char *end = text + len;

	if (width_n(chart, chart->sizes.text, bold, text, len) <= width)
		return len;
	while (fits < len) {
		size_t next = fits + piece(text + fits);

		if (width_n(chart, chart->sizes.text, bold, text, next) > width)
			break;
		fits = next;
	}
	if (fits > 0)
		return fits;
	while (p < end) {
		utf8_next(&p, end);
		if (fits > 0 &&
		    width_n(chart, chart->sizes.text, bold, text, (size_t)(p - text)) > width)
			break;
		fits = (size_t)(p - text);
	}
	return fits;
}

static void
wrap_cell(struct chart *chart, struct gantt_cell *cell, bool bold, dim width)
{
	struct {
		VEC(struct gantt_line);
	} lines = {0};
	const char *text = cell->text + strspn(cell->text, " ");

	while (*text != '\0') {
		size_t len = fit_line(chart, bold, text, width);
		struct gantt_line line = {.text = arena_strndup(chart->arena, text, len)};

		line.width = gantt_width(chart, chart->sizes.text, bold, line.text);
		VEC_PUSH(chart->arena, &lines, line);
		text += len;
		text += strspn(text, " ");
	}
	cell->lines = lines.at;
	cell->count = lines.len;
}

void
gantt_table_layout(struct chart *chart)
{
	struct gantt *g = &chart->gantt;
	dim x = 0;

	set_widths(chart);
	for (size_t i = 0; i < g->columns.len; i++) {
		g->columns.at[i].x = x;
		x += g->columns.at[i].width + column_gap(chart);
	}
	chart->table_width = x;
	for (size_t r = 0; r < g->rows.len; r++) {
		struct gantt_row *row = &g->rows.at[r];

		row->height = row->kind == ROW_LOAD ? dim_max(chart->sizes.row, MIN_LOAD)
						    : chart->sizes.row;
		for (size_t c = 0; c < g->columns.len; c++) {
			struct gantt_column *column = &g->columns.at[c];
			struct gantt_cell *cell = &row->cells[c];
			dim width = column->width - cell_indent(chart, row, column);

			wrap_cell(chart, cell, cell_bold(row, column), width);
			row->height = dim_max(
				row->height,
				dim_add(dim_scale(chart->sizes.leading, (int64_t)cell->count, 1),
					2 * CELL_PAD));
		}
	}
}

void
gantt_table_draw(const struct chart *chart, struct draw_list *d, size_t r, dim y)
{
	const struct gantt *g = &chart->gantt;
	const struct gantt_row *row = &g->rows.at[r];
	const struct gantt_sizes *s = &chart->sizes;

	for (size_t c = 0; c < g->columns.len; c++) {
		const struct gantt_column *column = &g->columns.at[c];
		const struct gantt_cell *cell = &row->cells[c];
		struct draw_font font = gantt_font(chart, s->text, cell_bold(row, column));
		dim block = s->leading * (dim)cell->count;
		dim middle = dim_max(s->centre, block / 2 + CELL_PAD);
		/* Digits and small letters stand about the middle when the baseline is 0.36 em
		 * below it. */
		dim base = y + middle - block / 2 + s->leading / 2 + dim_scale(s->text, 36, 100);

		for (size_t i = 0; i < cell->count; i++) {
			struct point at = {
				.x = column->end ? column->x + column->width
						 : column->x + cell_indent(chart, row, column),
				.y = base + (dim)i * s->leading,
			};

			draw_text(d, at, column->end ? DRAW_END : DRAW_START, &font,
				  column->soft ? g->theme.soft : g->theme.ink, cell->lines[i].text);
		}
	}
}
