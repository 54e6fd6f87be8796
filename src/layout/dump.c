/*
 * Dump: the area tree as XML, a projection in the vocabulary of Apache FOP's area tree, so that its
 * test cases can judge our layout.  Integers in millipoints.
 *
 * Where our areas differ from FOP's, the projection bends: a fixed part of the spaces is counted
 * into bpda, positions of placed blocks are offsets, a region's matrix holds its place on the page.
 */
#include "layout/layout.h"

#include "base/strbuf.h"
#include "fo/fo.h"
#include "layout/area.h"
#include "layout/dump_imp.h"
#include "layout/master.h"

#include <math.h>
#include <string.h>

/* ---- blocks ---- */

/* The id stands on the first area, on all of them in FOP. */
static void
dump_id(struct strbuf *out, const struct area *a)
{
	const char *id = a->node == NULL ? NULL : fo_id(a->node);

	if (id != NULL)
		dump_text(out, "prod-id", id);
}

static bool
is_collapsed(const struct fo_node *node)
{
	return node != NULL && node->object == FO_TABLE &&
	       fo_keyword(node, FO_PROP_BORDER_COLLAPSE) != FO_KW_SEPARATE;
}

static void
dump_indents(struct strbuf *out, const struct area *a)
{
	dim start = area_edge(a, FO_START);
	dim end = area_edge(a, FO_END);

	if (is_collapsed(a->node)) { /* those of the table's own stand in the cells */
		start = dim_add(fo_border(a->node, FO_START).width,
				fo_padding(a->node, FO_START, 0, NULL));
		end = dim_add(fo_border(a->node, FO_END).width,
			      fo_padding(a->node, FO_END, 0, NULL));
	}
	dump_dim_if(out, "start-indent", a->start_indent);
	dump_dim_if(out, "end-indent", a->end_indent);
	dump_dim_if(out, "space-start", dim_sub(a->start_indent, start));
	dump_dim_if(out, "space-end", dim_sub(a->end_indent, end));
}

static void
dump_viewport_traits(struct strbuf *out, const struct area *a)
{
	const struct area *reference = a->first_child;
	struct matrix m = MATRIX_IDENTITY;
	bool placed = (a->flags & AREA_PLACED) != 0;

	strbuf_puts(out, " is-viewport-area=\"true\"");
	if (placed) {
		bool fixed = reference != NULL && reference->kind == AREA_REFERENCE &&
			     reference->u.reference.fixed;
		dump_text(out, "positioning", fixed ? "fixed" : "absolute");
		dump_dim(out, "left-position", a->space_after);
		dump_dim(out, "top-position", a->space_before);
	}
	if (reference != NULL && reference->kind == AREA_REFERENCE)
		m = reference->u.reference.matrix;
	dump_matrix(out, &m, placed ? 0 : dim_to_mpt(a->start_indent),
		    placed ? 0 : dim_to_mpt(area_edge(a, FO_BEFORE)));
	if (a->u.viewport.clip.hides)
		strbuf_puts(out, " clipped=\"true\"");
	dump_clip(out, &a->u.viewport.clip);
}

/* Cells and holes in the grid are reference areas, list labels and bodies are not. */
static bool
is_table_cell(const struct area *a)
{
	return a->kind == AREA_CELL && (a->node == NULL || a->node->object == FO_TABLE_CELL);
}

static bool
is_hidden(const struct area *a)
{
	return a->node != NULL && area_is_hidden(a->node);
}

void
dump_block_beside(struct strbuf *out, const struct area *a, const struct area *parent, dim aside)
{
	/* cells and the backgrounds of rows: counted from the reference area, as indents are */
	bool placed =
		a->kind == AREA_CELL || (a->kind == AREA_BLOCK && (a->flags & AREA_PLACED) != 0);

	strbuf_puts(out, "<block");
	dump_extents(out, a);
	if ((a->flags & AREA_PLACED) == 0) {
		dump_dim_if(out, "space-before", a->space_before);
		dump_dim_if(out, "space-after", a->space_after);
	}
	if (a->kind != AREA_REFERENCE && !placed)
		dump_indents(out, a);
	if (a->kind == AREA_VIEWPORT)
		dump_viewport_traits(out, a);
	if (a->kind == AREA_REFERENCE || is_table_cell(a))
		strbuf_puts(out, " is-reference-area=\"true\"");
	/* FOP counts to the content from the left, to the border from the top. */
	if (placed) {
		dim origin = is_table_cell(a) || a->kind == AREA_BLOCK ? parent->start_indent : 0;
		strbuf_puts(out, " positioning=\"absolute\"");
		dump_dim_if(out, "left-offset",
			    dim_add(origin, dim_add(a->x, area_edge(a, FO_START))));
		dump_dim_if(out, "top-offset", a->y);
	} else if ((a->flags & AREA_FLOAT) != 0) {
		strbuf_puts(out, " positioning=\"absolute\"");
		dump_dim_if(out, "left-offset", dim_add(a->x, dim_max(a->start_indent, 0)));
		dump_dim_if(out, "top-offset", a->y);
	} else {
		dump_dim_if(out, "left-offset", aside);
	}
	if (a->kind == AREA_BLOCK && a->node != NULL && a->node->object == FO_BLOCK)
		dump_text(out, "visibility", is_hidden(a) ? "hidden" : "visible");
	else if ((a->flags & AREA_HIDDEN) != 0)
		dump_text(out, "visibility", "hidden");
	dump_id(out, a);
	strbuf_putc(out, '>');
	if (a->kind == AREA_BLOCK)
		dump_bars(out, a, "block");
	dump_children(out, a);
	strbuf_puts(out, "</block>");
}

static void
dump_block(struct strbuf *out, const struct area *a, const struct area *parent)
{
	dump_block_beside(out, a, parent, 0);
}

/* Cells that retrieve table markers come behind the others, as in FOP. */
static void
dump_children_if(struct strbuf *out, const struct area *a, bool late)
{
	for (const struct area *c = a->first_child; c != NULL; c = c->next) {
		if (((c->flags & AREA_LATE) != 0) != late || (c->flags & AREA_BAR) != 0)
			continue;
		switch ((enum area_kind)c->kind) {
		case AREA_BLOCK:
		case AREA_VIEWPORT:
		case AREA_REFERENCE:
		case AREA_CELL:
			dump_block(out, c, a);
			break;
		case AREA_LINE: /* of what is hidden only the room is left */
			if (!is_hidden(a))
				dump_line(out, c);
			break;
		default:
			dump_inline(out, c);
			break;
		}
	}
}

void
dump_children(struct strbuf *out, const struct area *a)
{
	if (dump_has_floats(a)) {
		dump_beside(out, a);
		return;
	}
	dump_children_if(out, a, false);
	dump_children_if(out, a, true);
}

/* ---- regions ---- */

static void
dump_size_mpt(struct strbuf *out, dim ipd, int bpd)
{
	dump_dim(out, "ipd", ipd);
	if (dim_to_mpt(ipd) != 0)
		dump_dim(out, "ipda", ipd);
	strbuf_printf(out, " bpd=\"%d\"", bpd);
	if (bpd != 0)
		strbuf_printf(out, " bpda=\"%d\"", bpd);
	strbuf_puts(out, " bap=\"0 0 0 0\"");
}

static void
dump_size(struct strbuf *out, dim ipd, dim bpd)
{
	dump_size_mpt(out, ipd, dim_to_mpt(bpd));
}

/* Height of the tallest column. */
static int
span_bpd(const struct area_span *s)
{
	int most = 0;

	for (int i = 0; i < s->columns; i++)
		if (dump_stacked_bpd(s->flows[i]) > most)
			most = dump_stacked_bpd(s->flows[i]);
	return most;
}

static void
dump_flow(struct strbuf *out, const struct area *flow, dim width)
{
	strbuf_puts(out, "<flow");
	dump_size_mpt(out, width, dump_stacked_bpd(flow));
	strbuf_puts(out, " is-reference-area=\"true\">");
	dump_children(out, flow);
	dump_column_bars(out, flow);
	strbuf_puts(out, "</flow>");
}

static void
dump_body(struct strbuf *out, const struct area_region_box *body)
{
	if (body->before_float != NULL) {
		strbuf_puts(out, "<beforeFloat");
		dump_size(out, body->ipd, body->before_float->bpd);
		strbuf_putc(out, '>');
		dump_children(out, body->before_float);
		strbuf_puts(out, "</beforeFloat>");
	}
	int high = 0;
	for (const struct area_span *s = body->spans; s != NULL; s = s->next)
		high += span_bpd(s);
	strbuf_puts(out, "<mainReference");
	dump_size_mpt(out, body->ipd, high);
	strbuf_puts(out, " is-reference-area=\"true\"");
	if (lay_master_columns(body) > 1)
		dump_dim(out, "columnGap", lay_master_column_gap(body));
	strbuf_putc(out, '>');
	for (const struct area_span *s = body->spans; s != NULL; s = s->next) {
		strbuf_puts(out, "<span");
		if (s->columns > 1)
			strbuf_printf(out, " columnCount=\"%d\"", s->columns);
		dump_size_mpt(out, body->ipd, span_bpd(s));
		strbuf_puts(out, " is-reference-area=\"true\">");
		for (int i = 0; i < s->columns; i++)
			dump_flow(out, s->flows[i], s->column_width);
		strbuf_puts(out, "</span>");
	}
	if (body->spans == NULL) {
		strbuf_puts(out, "<span");
		dump_size_mpt(out, body->ipd, 0);
		strbuf_puts(out, "><flow");
		dump_size_mpt(out, body->ipd, 0);
		strbuf_puts(out, "/></span>");
	}
	strbuf_puts(out, "</mainReference>");
	if (body->footnote == NULL)
		return;
	strbuf_puts(out, "<footnote");
	dump_size(out, body->ipd, body->footnote->bpd);
	dump_dim(out, "top-offset", body->footnote_y);
	strbuf_putc(out, '>');
	dump_children(out, body->footnote);
	dump_column_bars(out, body->footnote);
	strbuf_puts(out, "</footnote>");
}

/* Is the page's frame turned by a quarter, its content upright in the region's viewport or not? */
static bool
page_is_sideways(const struct area_region_box *region)
{
	bool content = fabs(region->matrix.b) > 0.5;
	long own = (long)fo_number(region->node, FO_PROP_REFERENCE_ORIENTATION, 0) / 90;

	return content != (own % 2 != 0);
}

static void
dump_viewport(struct strbuf *out, const struct area_region_box *r)
{
	struct rect v = r->viewport;
	struct area frame = {.box = r->box};

	strbuf_printf(out, "<regionViewport rect=\"%d %d %d %d\"", (int)dim_to_mpt(v.x),
		      (int)dim_to_mpt(v.y), (int)dim_to_mpt(v.width), (int)dim_to_mpt(v.height));
	frame.ipd = v.width - area_edge(&frame, FO_START) - area_edge(&frame, FO_END);
	frame.bpd = v.height - area_edge(&frame, FO_BEFORE) - area_edge(&frame, FO_AFTER);
	if (page_is_sideways(r)) {
		dim wide = frame.ipd;
		frame.ipd = frame.bpd;
		frame.bpd = wide;
	}
	dump_extents(out, &frame);
	strbuf_puts(out, " is-viewport-area=\"true\"");
	if (r->clip.hides)
		strbuf_puts(out, " clipped=\"true\"");
	dump_clip(out, &r->clip);
	strbuf_putc(out, '>');
}

static void
dump_region(struct strbuf *out, const struct area_region_box *r, const char *element)
{
	struct area frame = {.box = r->box};

	dump_viewport(out, r);
	strbuf_printf(out, "<%s", element);
	dump_text(out, "name", r->name);
	dump_matrix(out, &r->matrix, dim_to_mpt(r->viewport.x + area_edge(&frame, FO_START)),
		    dim_to_mpt(r->viewport.y + area_edge(&frame, FO_BEFORE)));
	dump_size(out, r->ipd, r->bpd);
	strbuf_puts(out, " is-reference-area=\"true\"");
	bool body = strcmp(element, "regionBody") == 0;
	if (body && lay_master_columns(r) > 1) {
		strbuf_printf(out, " columnCount=\"%d\"", lay_master_columns(r));
		dump_dim(out, "columnGap", lay_master_column_gap(r));
	}
	strbuf_putc(out, '>');
	if (body)
		dump_body(out, r);
	else if (r->content != NULL)
		dump_children(out, r->content);
	strbuf_printf(out, "</%s></regionViewport>", element);
}

static void
dump_title(struct strbuf *out, const struct fo_node *sequence)
{
	for (const struct fo_node *c = sequence->first_child; c != NULL; c = c->next) {
		if (c->object != FO_TITLE)
			continue;
		strbuf_puts(out, "<title>");
		for (const struct fo_node *t = c->first_child; t != NULL; t = t->next)
			if (t->object == FO_TEXT)
				strbuf_put_xml(out, t->text, t->text_len);
		strbuf_puts(out, "</title>");
	}
}

void
layout_dump_begin(struct strbuf *out, const struct layout_summary *summary)
{
	(void)summary;
	strbuf_puts(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<areaTree>");
}

void
layout_dump_page(struct strbuf *out, const struct area_page *page, bool new_sequence)
{
	static const struct {
		enum area_region region;
		const char *element;
	} order[] = {{AREA_REGION_BEFORE, "regionBefore"},
		     {AREA_REGION_START, "regionStart"},
		     {AREA_REGION_BODY, "regionBody"},
		     {AREA_REGION_END, "regionEnd"},
		     {AREA_REGION_AFTER, "regionAfter"}};

	if (new_sequence && page->index > 0)
		strbuf_puts(out, "</pageSequence>");
	if (new_sequence || page->index == 0) {
		strbuf_puts(out, "<pageSequence>");
		dump_title(out, page->sequence);
	}
	/* each page on a line of its own, without text that is not the page's */
	strbuf_printf(out, "<pageViewport\n bounds=\"0 0 %d %d\" key=\"P%d\" nr=\"%ld\"",
		      (int)dim_to_mpt(page->width), (int)dim_to_mpt(page->height), page->index + 1,
		      page->number);
	dump_text(out, "formatted-nr", page->label);
	if (page->master != NULL)
		dump_text(out, "simple-page-master-name", page->master);
	if (page->blank)
		strbuf_puts(out, " blank=\"true\"");
	strbuf_puts(out, "><page>");
	for (size_t i = 0; i < sizeof order / sizeof order[0]; i++)
		if (page->region[order[i].region] != NULL)
			dump_region(out, page->region[order[i].region], order[i].element);
	strbuf_puts(out, "</page></pageViewport>");
	/* Where the ids are, for the links that layout_dump_end completes. */
	for (const struct area_mark *m = page->marks; m != NULL; m = m->next) {
		strbuf_putc(out, '\x03');
		strbuf_put_xml(out, m->id, strlen(m->id));
		strbuf_printf(out, "\x04%d\x05", page->index + 1);
	}
}
