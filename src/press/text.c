/*
 * A page as plain text, in reading order: header, columns of the body, footnotes, footer.
 *
 * One line a line; cells of a table follow each other.  Drawings and images have no text here.
 * A page ends with a form feed.
 */
#include "base/strbuf.h"
#include "layout/area.h"
#include "layout/font.h"
#include "press/press_int.h"

#include <string.h>

static void
put_words(struct strbuf *out, const struct area_text *text)
{
	for (uint32_t i = 0; i < text->count; i++) {
		const struct area_word *word = &text->words[i];

		if (word->run != NULL)
			strbuf_add(out, word->run->text, word->run->text_len);
		else
			strbuf_add(out, word->text, word->text_len);
	}
}

static void put_areas(struct strbuf *out, const struct area *first, bool in_line);

static void
put_area(struct strbuf *out, const struct area *area, bool in_line)
{
	switch ((enum area_kind)area->kind) {
	case AREA_TEXT:
		put_words(out, area->u.text);
		break;
	case AREA_SPACE:
	case AREA_LEADER:
		if (out->len > 0 && strchr(" \n", out->s[out->len - 1]) == NULL)
			strbuf_putc(out, ' ');
		break;
	case AREA_LINE:
		put_areas(out, area->first_child, true);
		strbuf_putc(out, in_line ? ' ' : '\n');
		break;
	default:
		put_areas(out, area->first_child, in_line);
		break;
	}
}

static void
put_areas(struct strbuf *out, const struct area *first, bool in_line)
{
	for (const struct area *a = first; a != NULL; a = a->next)
		put_area(out, a, in_line);
}

static void
put_region(struct strbuf *out, const struct area_region_box *region)
{
	if (region->content != NULL)
		put_area(out, region->content, false);
	if (region->before_float != NULL)
		put_area(out, region->before_float, false);
	for (const struct area_span *span = region->spans; span != NULL; span = span->next)
		for (int i = 0; i < span->columns; i++)
			if (span->flows[i] != NULL)
				put_area(out, span->flows[i], false);
	if (region->footnote != NULL)
		put_area(out, region->footnote, false);
}

void
press_text_page(struct strbuf *out, const struct area_page *page)
{
	static const int order[] = {AREA_REGION_BEFORE, AREA_REGION_START, AREA_REGION_BODY,
				    AREA_REGION_END, AREA_REGION_AFTER};

	for (size_t i = 0; i < sizeof order / sizeof order[0]; i++)
		if (page->region[order[i]] != NULL)
			put_region(out, page->region[order[i]]);
	strbuf_putc(out, '\f');
}
