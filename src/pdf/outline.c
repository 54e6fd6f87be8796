/*
 * The outline: bookmarks as a tree of linked dictionaries.
 *
 * The notes give it flat, with levels.  An item's Count is the number of items a reader shows below
 * it, negative while it is closed (ISO 32000-1, 12.3.3).
 */
#include "base/arena.h"
#include "base/map.h"
#include "base/strbuf.h"
#include "pdf/pdf_imp.h"

#include <stdint.h>

#define NONE SIZE_MAX

struct item {
	qpdf_oh handle;
	size_t parent, first, last, next, previous; /* indices, NONE */
	long shown;				    /* items below it when it is open */
};

static qpdf_oh
item_new(struct pdf_doc *pdf, const struct note_outline *note)
{
	struct strbuf b = STRBUF_INIT;
	strbuf_puts(&b, "<</Title");
	pdf_write_text(&b, note->title);
	if (note->dest != NULL && map_has(pdf->dests, note->dest)) {
		strbuf_puts(&b, "/Dest");
		pdf_write_bytes(&b, note->dest);
	} else if (note->dest != NULL) {
		PDF_SAY(pdf, NO_BOOKMARK_DEST, note->title, note->dest);
	} else if (note->uri != NULL) {
		strbuf_puts(&b, "/A");
		pdf_write_uri_action(&b, note->uri);
	}
	strbuf_puts(&b, ">>");
	qpdf_oh item = pdf_indirect(pdf, pdf_parse(pdf, &b));
	strbuf_release(&b);
	return item;
}

/* Ties item i below parent; items[0] is the outline itself. */
static void
item_tie(struct item *items, size_t i, size_t parent)
{
	items[i].parent = parent;
	items[i].previous = items[parent].last;
	if (items[parent].last != NONE)
		items[items[parent].last].next = i;
	else
		items[parent].first = i;
	items[parent].last = i;
}

static void
item_link(struct pdf_doc *pdf, const struct item *items, size_t i)
{
	const struct {
		const char *key;
		size_t to;
	} links[] = {{"/Parent", items[i].parent},
		     {"/First", items[i].first},
		     {"/Last", items[i].last},
		     {"/Next", items[i].next},
		     {"/Prev", items[i].previous}};
	for (size_t k = 0; k < sizeof links / sizeof links[0]; k++)
		if (links[k].to != NONE)
			qpdf_oh_replace_key(pdf->q, items[i].handle, links[k].key,
					    items[links[k].to].handle);
}

/* What each item shows, from the last to the first: children come after their parents. */
static void
count_shown(const struct pdf_doc *pdf, struct item *items, size_t count)
{
	for (size_t i = count - 1; i > 0; i--) {
		bool open = pdf->notes->outline.at[i - 1].open;
		items[items[i].parent].shown += 1 + (open ? items[i].shown : 0);
	}
}

/* The nearest item before i that is less deep. */
static size_t
parent_of(const struct pdf_doc *pdf, const struct item *items, size_t i)
{
	const struct note_outline *notes = pdf->notes->outline.at;
	size_t before = i - 1;
	while (before != 0 && notes[before - 1].level >= notes[i - 1].level)
		before = items[before].parent;
	return before;
}

void
pdf_write_outline(struct pdf_doc *pdf)
{
	const struct note_outline *notes = pdf->notes->outline.at;
	size_t count = pdf->notes->outline.len + 1;
	if (count == 1)
		return;
	struct item *items = ARENA_ARRAY(pdf->arena, count, struct item);
	struct strbuf b = STRBUF_INIT;
	strbuf_puts(&b, "<</Type/Outlines>>");
	for (size_t i = 0; i < count; i++) {
		items[i] = (struct item){.parent = NONE,
					 .first = NONE,
					 .last = NONE,
					 .next = NONE,
					 .previous = NONE};
		items[i].handle = i == 0 ? pdf_indirect(pdf, pdf_parse(pdf, &b))
					 : item_new(pdf, &notes[i - 1]);
		if (i > 0)
			item_tie(items, i, parent_of(pdf, items, i));
	}
	count_shown(pdf, items, count);
	for (size_t i = 0; i < count; i++) {
		item_link(pdf, items, i);
		bool open = i == 0 || notes[i - 1].open;
		if (items[i].shown > 0)
			pdf_put(pdf, items[i].handle, "/Count",
				qpdf_oh_new_integer(pdf->q,
						    open ? items[i].shown : -items[i].shown));
	}
	qpdf_oh_replace_key(pdf->q, pdf->root, "/Outlines", items[0].handle);
	pdf_put(pdf, pdf->root, "/PageMode", qpdf_oh_new_name(pdf->q, "/UseOutlines"));
	for (size_t i = 0; i < count; i++)
		pdf_release(pdf, items[i].handle);
	strbuf_release(&b);
}
