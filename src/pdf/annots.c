/*
 * Links and where they lead: annotations on pages, named destinations in the catalog.
 *
 * Inside the document a link names its destination; the names stand in a tree, sorted by their
 * bytes, in leaves of LEAF.  Other documents can use the names too ("plan.pdf#T-9").
 */
#include "base/arena.h"
#include "base/map.h"
#include "base/strbuf.h"
#include "pdf/pdf_imp.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LEAF 64

/* ---- destinations ---- */

void
pdf_find_dests(struct pdf_doc *pdf)
{
	pdf->dests = map_new(pdf->arena);
	for (size_t i = 0; i < pdf->notes->dests.len; i++) {
		const struct note_dest *dest = &pdf->notes->dests.at[i];
		if (!map_has(pdf->dests, dest->id))
			map_put(pdf->dests, dest->id, (void *)(uintptr_t)dest);
	}
}

static int
by_id(const void *a, const void *b)
{
	const struct note_dest *const *x = a, *const *y = b;
	return strcmp((*x)->id, (*y)->id);
}

static qpdf_oh
dest_new(struct pdf_doc *pdf, const struct note_dest *dest, struct strbuf *b)
{
	size_t page = (size_t)dest->page < pdf->page_count ? (size_t)dest->page : 0;
	strbuf_puts(b, "[null/XYZ ");
	pdf_write_number(b, dest->x);
	pdf_write_number(b, pdf->notes->pages.at[page].height - dest->y);
	strbuf_puts(b, "null]");
	qpdf_oh array = pdf_parse(pdf, b);
	qpdf_oh_set_array_item(pdf->q, array, 0, pdf->pages[page]);
	return array;
}

static qpdf_oh
leaf_new(struct pdf_doc *pdf, const struct note_dest *const *dests, size_t count)
{
	struct strbuf b = STRBUF_INIT;
	qpdf_oh names = qpdf_oh_new_array(pdf->q);
	for (size_t i = 0; i < count; i++) {
		pdf_push(pdf, names, qpdf_oh_new_string(pdf->q, dests[i]->id));
		pdf_push(pdf, names, dest_new(pdf, dests[i], &b));
	}
	strbuf_puts(&b, "<</Limits[");
	pdf_write_bytes(&b, dests[0]->id);
	pdf_write_bytes(&b, dests[count - 1]->id);
	strbuf_puts(&b, "]>>");
	qpdf_oh leaf = pdf_parse(pdf, &b);
	pdf_put(pdf, leaf, "/Names", names);
	strbuf_release(&b);
	return leaf;
}

void
pdf_write_dests(struct pdf_doc *pdf)
{
	size_t count = map_count(pdf->dests);
	if (count == 0)
		return;
	const struct note_dest **sorted = ARENA_ARRAY(pdf->arena, count, const struct note_dest *);
	for (size_t i = 0; i < count; i++)
		sorted[i] = map_at(pdf->dests, i)->value;
	qsort(sorted, count, sizeof *sorted, by_id);
	qpdf_oh kids = qpdf_oh_new_array(pdf->q);
	for (size_t i = 0; i < count; i += LEAF) {
		size_t in_leaf = count - i < LEAF ? count - i : LEAF;
		pdf_push(pdf, kids, pdf_indirect(pdf, leaf_new(pdf, sorted + i, in_leaf)));
	}
	qpdf_oh tree = qpdf_oh_new_dictionary(pdf->q);
	pdf_put(pdf, tree, "/Kids", kids);
	qpdf_oh names = qpdf_oh_new_dictionary(pdf->q);
	pdf_put(pdf, names, "/Dests", pdf_indirect(pdf, tree));
	pdf_put(pdf, pdf->root, "/Names", names);
}

/* ---- links ---- */

static void
link_write(const struct pdf_doc *pdf, const struct note_link *link, struct strbuf *b)
{
	double height = pdf->notes->pages.at[link->page].height;
	strbuf_puts(b, "<</Type/Annot/Subtype/Link/F 4/Border[0 0 0]/Rect[");
	pdf_write_number(b, link->x);
	pdf_write_number(b, height - link->y - link->h);
	pdf_write_number(b, link->x + link->w);
	pdf_write_number(b, height - link->y);
	strbuf_putc(b, ']');
	const char *says = link->contents;
	if (says == NULL)
		says = link->uri != NULL ? link->uri : link->dest;
	strbuf_puts(b, "/Contents");
	pdf_write_text(b, says);
	if (link->dest != NULL) {
		strbuf_puts(b, "/Dest");
		pdf_write_bytes(b, link->dest);
	} else {
		strbuf_puts(b, "/A");
		pdf_write_uri_action(b, link->uri);
	}
	strbuf_puts(b, ">>");
}

/* Has the link an end?  Otherwise says so, once for each id and page. */
static bool
leads_somewhere(struct pdf_doc *pdf, const struct note_link *link)
{
	if (link->dest == NULL)
		return link->uri != NULL;
	if (map_has(pdf->dests, link->dest))
		return true;
	char page[16];
	snprintf(page, sizeof page, "%d", link->page + 1);
	struct diag_place place = {0};
	if (pdf->notes->source != NULL && link->line > 0)
		place = (struct diag_place){
			.file = pdf->notes->source, .line = link->line, .column = link->column};
	diag_add(pdf->diag, &pdf_diags[PDF_DIAG_NO_DEST], &place, page, link->dest);
	const char *near = map_nearest(pdf->dests, link->dest, NULL, NULL);
	if (near != NULL)
		diag_help(pdf->diag, "did you mean '%s'?", near);
	return false;
}

void
pdf_write_links(struct pdf_doc *pdf)
{
	struct strbuf b = STRBUF_INIT;
	const struct note_link *links = pdf->notes->links.at;
	size_t count = pdf->notes->links.len;
	/* The walk notes links page by page. */
	for (size_t i = 0; i < count;) {
		int page = links[i].page;
		qpdf_oh annots = qpdf_oh_new_array(pdf->q);
		bool any = false;
		for (; i < count && links[i].page == page; i++) {
			if (!leads_somewhere(pdf, &links[i]))
				continue;
			link_write(pdf, &links[i], &b);
			pdf_push(pdf, annots, pdf_indirect(pdf, pdf_parse(pdf, &b)));
			any = true;
		}
		if (any)
			pdf_put(pdf, pdf->pages[page], "/Annots", annots);
		else
			pdf_release(pdf, annots);
	}
	strbuf_release(&b);
}
