/*
 * A page as plain text, in reading order: header, columns of the body, footnotes, footer.
 *
 * One line a line; cells of a table follow each other; words that run from right to left stand in
 * the order in which they are read.  A drawing says what it says to who cannot see it; images have
 * no text here.  A page ends with a form feed.
 */
#include "base/arena.h"
#include "base/strbuf.h"
#include "base/vec.h"
#include "chart/draw.h"
#include "layout/area.h"
#include "layout/font.h"
#include "press/press_int.h"

#include <string.h>

/* A word, a gap or a blank of a line, as it stands from left to right. */
struct piece {
	int level; /* bidi embedding level; UNKNOWN: that of its neighbours */
	const char *text;
	size_t len;
};

#define UNKNOWN (-1)

struct pieces {
	VEC(struct piece);
};

static void
put_areas(struct strbuf *out, const struct area *first, struct pieces *line, struct arena *arena);

static void
take_words(struct pieces *line, struct arena *arena, const struct area_text *text)
{
	for (uint32_t i = 0; i < text->count; i++) {
		const struct area_word *word = &text->words[i];
		struct piece piece = {.level = text->level};

		piece.text = word->run != NULL ? word->run->text : word->text;
		piece.len = word->run != NULL ? word->run->text_len : word->text_len;
		VEC_PUSH(arena, line, piece);
	}
}

/* From the order on the page to the order of reading: rule L2 of UAX 9 undone, lowest level first.
 */
static void
order_pieces(struct pieces *line)
{
	int highest = 0;

	for (size_t i = 0; i < line->len; i++) {
		int before = i == 0 ? 0 : line->at[i - 1].level;
		int after = 0;

		for (size_t k = i + 1; k < line->len && after == 0; k++)
			after = line->at[k].level == UNKNOWN ? 0 : line->at[k].level;
		if (line->at[i].level == UNKNOWN)
			line->at[i].level = before < after ? before : after;
		if (line->at[i].level > highest)
			highest = line->at[i].level;
	}
	for (int level = 1; level <= highest; level++) {
		for (size_t from = 0; from < line->len; from++) {
			size_t to = from;

			while (to < line->len && line->at[to].level >= level)
				to++;
			for (size_t a = from, b = to; a + 1 < b; a++, b--) {
				struct piece piece = line->at[a];
				line->at[a] = line->at[b - 1];
				line->at[b - 1] = piece;
			}
			from = to;
		}
	}
}

static void
put_line(struct strbuf *out, const struct area *line, struct arena *arena)
{
	struct pieces pieces = {0};

	put_areas(out, line->first_child, &pieces, arena);
	order_pieces(&pieces);
	for (size_t i = 0; i < pieces.len; i++) {
		bool blank = pieces.at[i].text == NULL; /* one blank is enough */

		if (!blank)
			strbuf_add(out, pieces.at[i].text, pieces.at[i].len);
		else if (out->len > 0 && strchr(" \n", out->s[out->len - 1]) == NULL)
			strbuf_putc(out, ' ');
	}
}

/* The alternative texts of its parts, a line each; that of the whole if its parts have none. */
static void
put_drawing(struct strbuf *out, const struct area_drawing *drawing)
{
	bool told = false;

	for (size_t i = 0; i < drawing->list->len; i++) {
		const struct draw_op *op = &drawing->list->at[i];

		if (op->kind != DRAW_GROUP_BEGIN || op->artifact || op->text == NULL ||
		    op->text[0] == '\0')
			continue;
		strbuf_puts(out, op->text);
		strbuf_putc(out, '\n');
		told = true;
	}
	if (!told && drawing->alt != NULL && drawing->alt[0] != '\0')
		strbuf_printf(out, "%s\n", drawing->alt);
}

/* line: the pieces of the line being read, NULL outside of lines. */
static void
put_area(struct strbuf *out, const struct area *area, struct pieces *line, struct arena *arena)
{
	switch ((enum area_kind)area->kind) {
	case AREA_TEXT:
		if (line != NULL)
			take_words(line, arena, area->u.text);
		break;
	case AREA_SPACE:
	case AREA_LEADER:
		if (line != NULL)
			VEC_PUSH(arena, line, (struct piece){.level = UNKNOWN});
		break;
	case AREA_LINE:
		put_line(out, area, arena);
		strbuf_putc(out, line != NULL ? ' ' : '\n');
		break;
	case AREA_DRAWING:
		put_drawing(out, area->u.drawing.drawing);
		break;
	default:
		put_areas(out, area->first_child, line, arena);
		break;
	}
}

static void
put_areas(struct strbuf *out, const struct area *first, struct pieces *line, struct arena *arena)
{
	for (const struct area *a = first; a != NULL; a = a->next)
		put_area(out, a, line, arena);
}

static void
put_region(struct strbuf *out, const struct area_region_box *region, struct arena *arena)
{
	if (region->content != NULL)
		put_area(out, region->content, NULL, arena);
	if (region->before_float != NULL)
		put_area(out, region->before_float, NULL, arena);
	for (const struct area_span *span = region->spans; span != NULL; span = span->next)
		for (int i = 0; i < span->columns; i++)
			if (span->flows[i] != NULL)
				put_area(out, span->flows[i], NULL, arena);
	if (region->footnote != NULL)
		put_area(out, region->footnote, NULL, arena);
}

void
press_text_page(struct strbuf *out, const struct area_page *page)
{
	static const int order[] = {AREA_REGION_BEFORE, AREA_REGION_START, AREA_REGION_BODY,
				    AREA_REGION_END, AREA_REGION_AFTER};

	for (size_t i = 0; i < sizeof order / sizeof order[0]; i++)
		if (page->region[order[i]] != NULL)
			put_region(out, page->region[order[i]], page->arena);
	strbuf_putc(out, '\f');
}
