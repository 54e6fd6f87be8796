/*
 * Lines: the atoms of a cut become areas, once the page is known.
 *
 * First the atoms that show are listed as parts with their true widths (page numbers and citations
 * have their texts only now); what is missing or left over goes to leaders, then to spaces.  Parts
 * are put in visual order; line_area.c makes areas of them.
 */
#include "layout/line_build.h"

#include "base/arena.h"
#include "layout/layout.h"
#include "layout/layout_diag.h"

#include <string.h>

/* ---- parts ---- */

/* A word cut short by hyphens: its rest of the line before, or its begin with the hyphen. */
static const struct glyph_run *
cut_word(struct builder *b, const struct lay_atom *a, uint32_t from, uint32_t to, bool hyphen)
{
	const struct glyph_run *run = a->u.run;
	const struct lay_style *s = a->in->style;
	size_t len = to - from;
	size_t more = hyphen ? s->hyphen->text_len : 0;
	char *text = arena_alloc(b->scratch, len + more + 1);
	memcpy(text, run->text + from, len);
	memcpy(text + len, s->hyphen->text, more);
	return font_shape(b->para->lay->book, run->font, text, len + more, s->lang, a->level);
}

static void
part_word(struct builder *b, struct part *p, size_t i)
{
	const struct lay_atom *a = p->atom;
	const struct lay_cut *cut = b->cut;
	uint32_t from = i == cut->from.atom ? cut->from.offset : 0;
	uint32_t to = i == cut->to.atom ? cut->to.offset : a->u.run->text_len;
	/* A soft hyphen stands behind its word; ends of elements may follow it. */
	bool soft = cut->hyphen && cut->to.offset == 0 && (a->flags & LAY_SOFT) &&
		    i + 1 <= cut->to.atom;
	for (size_t k = i + 1; soft && k < cut->to.atom; k++)
		soft = b->para->atoms[k].kind == LAY_CLOSE;
	bool hyphen = soft || (cut->hyphen && i == cut->to.atom);
	p->run = a->u.run;
	p->width = a->width;
	if (from > 0 || to < a->u.run->text_len || hyphen) {
		p->run = cut_word(b, a, from, to, hyphen);
		p->width = lay_run_width(p->run, a->in->style);
	}
}

/* Was the word cut here only because a line might have ended?  (Behind a hyphen or dash, at a soft
 * hyphen.)  Characters that break anywhere, as Han does, stay apart: lines of them are no words. */
static bool
may_join(const struct part *p)
{
	const struct glyph_run *run = p->run;
	if (run->text_len == 0)
		return false;
	unsigned char last = (unsigned char)run->text[run->text_len - 1];
	if (last < 0x80 || (p->atom->flags & LAY_SOFT))
		return true;
	return run->text_len >= 3 && last >= 0x90 && last <= 0x95 &&
	       memcmp(run->text + run->text_len - 3, "\xe2\x80", 2) == 0;
}

#define MAX_JOINED 120

/* Joins a word to the part before it, so that it is one word again where no line ends inside. */
static bool
join_word(struct builder *b, const struct part *p)
{
	struct part *q = b->count >= 2 ? &b->parts[b->count - 2] : NULL;
	if (q == NULL || q->run == NULL || q->atom->in != p->atom->in ||
	    q->atom->level != p->atom->level || q->run->font != p->run->font)
		return false;
	size_t len = q->run->text_len, more = p->run->text_len;
	if (len + more > MAX_JOINED || !may_join(q))
		return false;
	char text[MAX_JOINED];
	memcpy(text, q->run->text, len);
	memcpy(text + len, p->run->text, more);
	q->run = font_shape(b->para->lay->book, q->run->font, text, len + more,
			    p->atom->in->style->lang, p->atom->level);
	q->width = lay_run_width(q->run, p->atom->in->style);
	q->atom = p->atom; /* what follows is asked of the last */
	b->count--;
	return true;
}

static void
part_object(struct builder *b, struct part *p, size_t i)
{
	const struct lay_atom *a = p->atom;
	const struct lay_object_size *size = &b->cuts->sizes[i];
	uint32_t tile = i == b->cut->from.atom ? b->cut->from.offset : 0;
	p->width = size->width;
	p->stretch = size->stretch;
	p->shrink = size->shrink;
	p->leader = a->u.object->kind == LAY_LEADER;
	if (p->leader)
		return;
	p->area = lay_object_build(b->para, a->u.object, size, tile, size->ipd, b->page);
	p->width = dim_add(area_outer_ipd(p->area), dim_add(size->start_space, size->end_space));
}

static void
parts_fill(struct builder *b)
{
	const struct lay_para *para = b->para;
	size_t from = b->cut->from.atom, to = b->cut->to.atom, first, end;
	if (b->cut->to.offset > 0)
		to++;
	lay_line_bounds(para, b->cut, &first, &end);
	b->parts = ARENA_ARRAY(b->scratch, to - from + 1, struct part);
	for (size_t i = from; i < to; i++) {
		const struct lay_atom *a = &para->atoms[i];
		bool outside = i < first || i >= end;
		if (a->kind == LAY_ANCHOR || a->kind == LAY_NEWLINE ||
		    (a->kind == LAY_SPACE && outside))
			continue;
		struct part *p = &b->parts[b->count++];
		*p = (struct part){.atom = a, .width = a->width};
		if (a->kind == LAY_WORD) {
			part_word(b, p, i);
			join_word(b, p);
		} else if (a->kind == LAY_OBJECT) {
			part_object(b, p, i);
		} else if (a->kind == LAY_SPACE) {
			p->stretch = a->stretch;
			p->shrink = a->shrink;
		}
	}
}

/* ---- widths ---- */

/* Shares what is missing (or, below 0, left over) among the leaders, or among the spaces, each by
 * how far it can give. Returns what could not be shared. */
static dim
share(struct builder *b, dim missing, bool leaders)
{
	int64_t total = 0, gaps = 0;
	for (size_t i = 0; i < b->count; i++) {
		const struct part *p = &b->parts[i];
		if (p->leader != leaders)
			continue;
		total += missing > 0 ? p->stretch : p->shrink;
		gaps += p->stretch > 0 || p->shrink > 0;
	}
	if (total == 0)
		return missing;
	/* Leaders keep to their maximum; spaces stretch as far as they must, but shrink no more
	 * than they can. */
	dim given = missing;
	if (missing < -total || (leaders && missing > total))
		given = missing < 0 ? (dim)-total : (dim)total;
	int64_t done = 0, seen = 0;
	for (size_t i = 0; i < b->count; i++) {
		struct part *p = &b->parts[i];
		if (p->leader != leaders)
			continue;
		seen += missing > 0 ? p->stretch : p->shrink;
		int64_t upto = (int64_t)given * seen / total;
		p->width = dim_add(p->width, (dim)(upto - done));
		done = upto;
	}
	if (!leaders && gaps > 0)
		b->gap_adjust = (dim)(given / gaps);
	return missing - given;
}

static dim
natural_width(const struct builder *b)
{
	dim width = 0;
	for (size_t i = 0; i < b->count; i++)
		width = dim_add(width, b->parts[i].width);
	return width;
}

/* Sets the widths; returns where the content starts in the room, and how wide it is. */
static dim
adjust(struct builder *b, dim *width)
{
	enum fo_keyword align = lay_line_align(b->para, b->cut, b->page->number);
	dim missing = dim_sub(b->room, natural_width(b));
	if (align == FO_KW_JUSTIFY || missing < 0)
		missing = share(b, missing, true);
	bool justified = fo_keyword(b->para->block, FO_PROP_TEXT_ALIGN) == FO_KW_JUSTIFY;
	if (missing != 0 && (align == FO_KW_JUSTIFY || (missing < 0 && justified)))
		missing = share(b, missing, false);
	*width = natural_width(b);
	/* What is too wide sticks out at the other edge, or at both (§7.16.9). */
	return align == FO_KW_CENTER ? missing / 2 : align == FO_KW_END ? missing : 0;
}

/* ---- visual order (Unicode bidirectional algorithm, rule L2) ---- */

static void
reverse(struct part *p, size_t count)
{
	for (size_t i = 0; i + 1 < count - i; i++) {
		struct part t = p[i];
		p[i] = p[count - 1 - i];
		p[count - 1 - i] = t;
	}
}

static void
reorder(struct builder *b)
{
	uint8_t highest = 0;
	if (!b->para->reorder && !b->para->rtl)
		return;
	for (size_t i = 0; i < b->count; i++) {
		if (b->parts[i].atom->level > highest)
			highest = b->parts[i].atom->level;
	}
	for (uint8_t level = highest; level > 0; level--) {
		for (size_t i = 0; i < b->count;) {
			size_t n = 0;
			while (i + n < b->count && b->parts[i + n].atom->level >= level)
				n++;
			if (n > 1)
				reverse(b->parts + i, n);
			i += n > 0 ? n : 1;
		}
	}
}

/* ---- what does not fit ---- */

/* What a line that is too wide is: an error, cut off, or only sticking out. */
static enum layout_diag
oversized_diag(const struct lay_para *para)
{
	if (lay_is_strict(para->lay))
		return LAYOUT_DIAG_CLIPPED;
	for (const struct fo_node *n = para->block; n != NULL; n = n->parent) {
		enum fo_keyword k = fo_keyword(n, FO_PROP_OVERFLOW);
		if (k == FO_KW_ERROR_IF_OVERFLOW)
			return LAYOUT_DIAG_CLIPPED;
		if (k == FO_KW_HIDDEN)
			return LAYOUT_DIAG_CLIPPED_MAYBE;
		if (k == FO_KW_VISIBLE)
			break;
	}
	return LAYOUT_DIAG_WIDE_LINE;
}

static const struct fo_node *
first_text(const struct fo_node *node)
{
	if (node->object == FO_TEXT)
		return node->text_len > 0 ? node : NULL;
	for (const struct fo_node *n = node->first_child; n != NULL; n = n->next) {
		const struct fo_node *text = first_text(n);
		if (text != NULL)
			return text;
	}
	return NULL;
}

void
lay_help_text(struct lay *lay, const struct fo_node *node)
{
	const struct fo_node *text = first_text(node);
	size_t len;

	if (text == NULL)
		return;
	len = text->text_len < 40 ? text->text_len : 40;
	while (len > 0 && len < text->text_len && (text->text[len] & 0xC0) == 0x80)
		len--; /* not within a character */
	diag_help(lay->diag, "its text begins '%.*s'", (int)len, text->text);
}

static void
say_oversized(const struct builder *b, dim excess)
{
	struct lay *lay = b->para->lay;
	const struct fo_node *block = b->para->block;
	struct diag_place place = fo_place(lay->doc, lay->arena, block);
	diag_add(lay->diag, &layout_diags[oversized_diag(b->para)], &place,
		 fo_object_name(block->object),
		 arena_printf(lay->arena, "%.1f", dim_to_pt(excess)));
	lay_help_text(lay, block);
	lay_once_for(lay, "outside", block); /* enough is said */
}

/* ---- the line ---- */

static void
builder_init(struct builder *b, struct lay_para *para, const struct lay_lines *lines, size_t i,
	     const struct lay_page_info *page)
{
	const struct lay_cuts *cuts = (const struct lay_cuts *)lines;
	*b = (struct builder){.para = para,
			      .cuts = cuts,
			      .cut = &cuts->at[i],
			      .page = page,
			      .scratch = page->arena,
			      .baseline = lines->at[i].baseline};
	b->room = dim_sub(b->cut->ipd, dim_add(b->cut->start_indent, b->cut->end_indent));
	dim end, start, other;
	lay_retained(para, b->cut->from, &other, &start);
	lay_retained(para, b->cut->to, &end, &other);
	b->retained = dim_add(start, end);
	b->room = dim_sub(b->room, b->retained);
}

struct area *
lay_line_build(struct lay_para *para, const struct lay_lines *lines, size_t i,
	       const struct lay_page_info *page)
{
	struct builder b;
	builder_init(&b, para, lines, i, page);
	const struct lay_cut *cut = b.cut;
	/* Objects build areas, and blocks inside lay out paragraphs of their own, which use the
	 * scratch arena: this line keeps its parts on the page's. */
	parts_fill(&b);
	struct area *line = area_new(page->arena, AREA_LINE, NULL);
	dim width;
	dim offset = adjust(&b, &width);
	dim after = dim_sub(dim_sub(b.room, width), offset);
	if (cut->excess > 0)
		say_oversized(&b, cut->excess);
	reorder(&b);
	line->start_indent = dim_add(cut->start_indent, offset);
	line->end_indent = dim_add(cut->end_indent, offset < 0 ? after : dim_max(after, 0));
	line->x = para->rtl ? dim_add(cut->end_indent, after) : line->start_indent;
	line->ipd = cut->ipd; /* what is left of it stands in the indents */
	line->bpd = lines->at[i].bpd;
	line->space_before = cut->space_before;
	line->space_after = cut->space_after;
	line->u.line.baseline = lines->at[i].baseline;
	line->u.line.ascent = cut->ascent;
	line->u.line.descent = cut->descent;
	line->u.line.beside_start = cut->beside_start;
	line->u.line.beside_end = cut->beside_end;
	b.line = line;
	lay_line_areas(&b);
	if (cut->first && i == 0)
		line->flags |= AREA_FIRST;
	if (cut->to.atom == para->count)
		line->flags |= AREA_LAST;
	return line;
}

/* ---- ids ---- */

static void
mark_add(struct arena *arena, struct area_mark **marks, const struct fo_node *node, dim x,
	 bool last)
{
	struct area_mark *m = ARENA_NEW(arena, struct area_mark);
	*m = (struct area_mark){
		.id = arena_strdup(arena, fo_id(node)), .x = x, .node = node, .last = last};
	while (*marks != NULL)
		marks = &(*marks)->next;
	*marks = m;
}

void
lay_line_marks(struct lay_para *para, const struct lay_lines *lines, size_t i, struct arena *arena,
	       struct area_mark **marks)
{
	const struct lay_cuts *cuts = (const struct lay_cuts *)lines;
	const struct lay_cut *cut = &cuts->at[i];
	dim x = cut->start_indent;
	size_t to = cut->to.atom + (cut->to.offset > 0 ? 1 : 0);
	for (size_t k = cut->from.atom; k < to; k++) {
		const struct lay_atom *a = &para->atoms[k];
		const struct fo_node *node = NULL;
		if (a->kind == LAY_OPEN || a->kind == LAY_CLOSE)
			node = a->in->node;
		else if (a->kind == LAY_OBJECT)
			node = a->u.object->node;
		else if (a->kind == LAY_ANCHOR)
			node = a->u.node;
		if (node != NULL && fo_id(node) != NULL)
			mark_add(arena, marks, node, x, a->kind != LAY_OPEN);
		x = dim_add(x, a->kind == LAY_OBJECT ? cuts->sizes[k].width : a->width);
	}
}
