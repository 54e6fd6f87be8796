/*
 * Lines: the atoms of a cut become areas, once the page is known.
 *
 * First the atoms that show are listed as parts with their true widths (page numbers and citations
 * have their texts only now); what is missing or left over goes to leaders, then to spaces.  Parts
 * are put in visual order, and areas are built from left to right: inline elements open and close
 * as the chain of elements around a part changes, words of one element and font gather in one text.
 */
#include "layout/para.h"

#include "base/arena.h"
#include "layout/flow.h"
#include "layout/layout.h"
#include "layout/layout_diag.h"

#include <string.h>

struct part {
	const struct lay_atom *atom;
	const struct glyph_run *run; /* of a word: as cut */
	struct area *area;	     /* of an object; leaders are built when their width is known */
	dim width;
	dim stretch, shrink;
	bool leader;
};

/* An inline area that is open, and where its content rectangle begins in the line. */
struct open_area {
	struct lay_inline *in;
	struct area *area;
	dim x, y;
	bool begun;    /* one of its ends has been set */
	bool retained; /* the edge at its left is one kept at a line break */
};

#define MAX_NESTING 64

struct builder {
	struct lay_para *para;
	const struct lay_cuts *cuts;
	const struct lay_cut *cut;
	const struct lay_page_info *page;
	struct arena *scratch;
	struct part *parts;
	size_t count;
	dim room;
	dim retained;	/* edges kept at the breaks on both sides */
	dim gap_adjust; /* what justification adds to an average gap */
	dim baseline;
	/* while areas are built */
	struct area *line;
	struct open_area open[MAX_NESTING];
	size_t depth;
	dim x;
	struct area *text; /* the text area words are added to */
	dim text_x;
	struct {
		VEC(struct area_word);
	} words;
};

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
	if (missing <= 0)
		return 0;
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

/* ---- areas ---- */

static struct area *
top_area(struct builder *b, dim *x, dim *y)
{
	if (b->depth == 0) {
		*x = *y = 0;
		return b->line;
	}
	struct open_area *o = &b->open[b->depth - 1];
	*x = o->x;
	*y = o->y;
	return o->area;
}

/* The before edge of something that rises and falls by so much about its baseline. */
static dim
place(const struct builder *b, dim ascent, dim descent, uint8_t edge)
{
	dim top = dim_sub(b->baseline, b->cut->ascent);
	if (edge == LAY_ALIGN_BEFORE)
		return top;
	if (edge == LAY_ALIGN_AFTER)
		return dim_sub(dim_add(b->baseline, b->cut->descent), dim_add(ascent, descent));
	return dim_sub(b->baseline, ascent);
}

static void
text_end(struct builder *b)
{
	if (b->text == NULL)
		return;
	struct area_text *t = b->text->u.text;
	t->count = (uint32_t)b->words.len;
	t->words = ARENA_ARRAY(b->page->arena, b->words.len, struct area_word);
	memcpy(t->words, b->words.at, b->words.len * sizeof *t->words);
	b->text->ipd = dim_sub(b->x, b->text_x);
	b->text = NULL;
}

static void
text_begin(struct builder *b, const struct lay_inline *in, const struct font *font, int level)
{
	const struct lay_style *s = in->style;
	dim x, y;
	struct area *parent = top_area(b, &x, &y);
	struct area *a = area_new(b->page->arena, AREA_TEXT, in->node);
	struct area_text *t = ARENA_NEW(b->page->arena, struct area_text);
	*t = (struct area_text){.font = font,
				.colour = s->colour,
				.level = level,
				.baseline = s->ascent,
				.word_adjust = b->gap_adjust,
				.decoration = s->decoration,
				.decoration_colour = s->decoration_colour};
	a->u.text = t;
	a->x = dim_sub(b->x, x);
	a->y = dim_sub(
		place(b, dim_add(s->ascent, in->shift), dim_sub(s->descent, in->shift), in->edge),
		y);
	a->bpd = dim_add(s->ascent, s->descent);
	if (in->node->object == FO_CHARACTER && in->box != NULL) {
		a->box = in->box;
		a->x = dim_sub(a->x, area_edge(a, FO_START));
		a->y = dim_sub(a->y, area_edge(a, FO_BEFORE));
	}
	if (s->hidden)
		a->flags |= AREA_HIDDEN;
	area_append(parent, a);
	b->text = a;
	b->text_x = b->x;
	b->words.len = 0;
}

static bool
only_gaps(const struct builder *b)
{
	for (size_t i = 0; i < b->words.len; i++) {
		if (b->words.at[i].run != NULL)
			return false;
	}
	return true;
}

static void
put_text(struct builder *b, const struct part *p)
{
	const struct lay_inline *in = p->atom->in;
	const struct font *font = p->run != NULL ? p->run->font : in->style->font;
	if (b->text != NULL) {
		struct area_text *t = b->text->u.text;
		if (p->run != NULL && t->font != font && only_gaps(b))
			t->font = font;
		bool same = b->text->node == in->node && t->level == p->atom->level &&
			    (p->run == NULL || t->font == font);
		if (!same)
			text_end(b);
	}
	if (b->text == NULL)
		text_begin(b, in, font, p->atom->level);
	struct area_word w = {.run = p->run,
			      .x = dim_sub(b->x, b->text_x),
			      .advance = p->width,
			      .letter_space = in->style->letter_space};
	if (p->run == NULL) {
		w.text = p->atom->u.text;
		w.text_len = (uint32_t)strlen(w.text);
		w.letter_space = 0;
	}
	VEC_PUSH(b->scratch, &b->words, w);
	b->x = dim_add(b->x, p->width);
}

/* ---- inline elements ---- */

/* The element's box with the edges at its ends as they stand on this line. */
static const struct area_box *
retained_box(struct builder *b, const struct lay_inline *in, bool start, bool end)
{
	unsigned drop = (start ? 0 : 1U << FO_START) | (end ? 0 : 1U << FO_END);
	return lay_box_without(b->page->arena, in->box, drop);
}

/* going_on: the element began on a line before. */
static void
element_begin(struct builder *b, struct lay_inline *in, bool going_on)
{
	const struct lay_style *s = in->style;
	dim x, y;
	text_end(b);
	if (!in->area || b->depth == MAX_NESTING)
		return;
	struct area *parent = top_area(b, &x, &y);
	struct area *a = area_new(b->page->arena, AREA_INLINE, in->node);
	a->x = dim_sub(b->x, x);
	dim top = place(b, dim_add(s->ascent, in->shift), dim_sub(s->descent, in->shift), in->edge);
	dim edge = in->box != NULL
			   ? dim_add(in->box->border[FO_BEFORE].width, in->box->padding[FO_BEFORE])
			   : 0;
	a->y = dim_sub(dim_sub(top, edge), y);
	a->bpd = dim_add(s->ascent, s->descent);
	/* Edges at the ends are given when it is known which ends stand here. */
	a->box = lay_box_without(b->page->arena, in->box, 1U << FO_START | 1U << FO_END);
	if (s->hidden)
		a->flags |= AREA_HIDDEN;
	area_append(parent, a);
	struct open_area *o = &b->open[b->depth++];
	*o = (struct open_area){.in = in, .area = a, .x = b->x, .y = top};
	if (going_on && in->keep_start != 0) {
		a->box = retained_box(b, in, true, false);
		b->x = o->x = dim_add(b->x, in->keep_start);
		o->begun = o->retained = true;
	}
}

static void
extents(const struct area *a, dim y, dim *top, dim *bottom)
{
	for (const struct area *c = a->first_child; c != NULL; c = c->next) {
		*top = dim_min(*top, dim_add(y, c->y));
		*bottom = dim_max(*bottom, dim_add(dim_add(y, c->y), area_outer_bpd(c)));
		if (c->kind == AREA_INLINE)
			extents(c, dim_add(y, dim_add(c->y, area_edge(c, FO_BEFORE))), top, bottom);
	}
}

/* A link is as high as what stands in it, so that a graphic in it can be clicked. */
static void
link_cover(struct open_area *o)
{
	struct area *a = o->area;
	dim top = DIM_MAX, bottom = DIM_MIN;
	extents(a, 0, &top, &bottom);
	if (top >= bottom)
		return;
	a->y = dim_add(a->y, top);
	a->bpd = dim_sub(bottom, top);
	for (struct area *c = a->first_child; c != NULL; c = c->next)
		c->y = dim_sub(c->y, top);
}

static void
element_end(struct builder *b)
{
	struct open_area *o = &b->open[b->depth - 1];
	text_end(b);
	o->area->ipd = dim_sub(b->x, o->x);
	if (o->in->node->object == FO_BASIC_LINK)
		link_cover(o);
	b->depth--;
}

static bool
encloses(const struct lay_inline *outer, const struct lay_inline *in)
{
	while (in != NULL && in != outer)
		in = in->parent;
	return in != NULL;
}

/* Opens and closes elements until exactly those around `in` are open. */
static void
elements_around(struct builder *b, const struct part *p)
{
	struct lay_inline *in = p->atom->in;
	struct lay_inline *chain[MAX_NESTING];
	size_t n = 0;
	while (b->depth > 0 && !encloses(b->open[b->depth - 1].in, in))
		element_end(b);
	const struct lay_inline *top = b->depth > 0 ? b->open[b->depth - 1].in : NULL;
	for (struct lay_inline *i = in; i != NULL && i != top; i = i->parent) {
		if (i->area && n < MAX_NESTING)
			chain[n++] = i;
	}
	while (n > 0) {
		n--;
		element_begin(b, chain[n], p->atom->kind != LAY_OPEN || chain[n] != in);
	}
}

/* The start or end of an element: its border and padding appear on this fragment, at its left if it
 * comes first, else at its right, where the content is over. */
static void
put_edge(struct builder *b, const struct part *p)
{
	struct lay_inline *in = p->atom->in;
	bool start = p->atom->kind == LAY_OPEN;
	if (in->node->object == FO_CHARACTER) { /* its text bears the box itself */
		text_end(b);
		b->x = dim_add(b->x, p->width);
		return;
	}
	if (b->depth == 0 || b->open[b->depth - 1].in != in)
		return;
	struct open_area *o = &b->open[b->depth - 1];
	bool left = !o->begun && o->area->first_child == NULL;
	o->begun = true;
	o->area->flags |= start ? AREA_FIRST : AREA_LAST;
	text_end(b);
	unsigned drop = 0;
	if (!(o->area->flags & AREA_FIRST) && !o->retained)
		drop |= 1U << FO_START;
	if (!(o->area->flags & AREA_LAST))
		drop |= 1U << FO_END;
	o->area->box = lay_box_without(b->page->arena, in->box, drop);
	if (left) {
		o->area->x = dim_add(o->area->x, start ? in->start_space : in->end_space);
		b->x = dim_add(b->x, p->width);
		o->x = b->x;
	} else {
		element_end(b);
		b->x = dim_add(b->x, p->width);
	}
}

static void
leader_align(struct builder *b, struct area *a)
{
	struct area_leader *l = a->u.leader;
	enum fo_keyword k = fo_keyword(a->node, FO_PROP_LEADER_ALIGNMENT);
	if (l->unit == NULL || l->unit_advance <= 0 ||
	    (k != FO_KW_REFERENCE_AREA && k != FO_KW_PAGE))
		return;
	/* Dots of all lines stand in one grid, counted from the edge of the block. */
	dim x = dim_add(b->x, dim_add(b->line->x, l->first_x));
	dim over = x % l->unit_advance;
	if (over == 0)
		return;
	dim first = dim_sub(l->first_x, over);
	if (first < 0) {
		first = dim_add(first, l->unit_advance);
		if (l->repeat > 0)
			l->repeat--;
	}
	l->first_x = first;
}

static void
put_object(struct builder *b, struct part *p)
{
	const struct lay_atom *a = p->atom;
	size_t index = (size_t)(a - b->para->atoms);
	const struct lay_object_size *size = &b->cuts->sizes[index];
	dim x, y;
	text_end(b);
	struct area *parent = top_area(b, &x, &y);
	if (p->leader) {
		dim spaces = dim_add(size->start_space, size->end_space);
		dim extra = dim_sub(size->width, dim_add(size->ipd, spaces)); /* borders */
		dim width = dim_max(0, dim_sub(dim_sub(p->width, spaces), extra));
		p->area = lay_object_build(b->para, a->u.object, size, 0, width, b->page);
		leader_align(b, p->area);
	}
	struct area *area = p->area;
	dim ascent = size->tiles > 0 ? area_outer_bpd(area) : size->ascent;
	dim descent = size->tiles > 0 ? 0 : size->descent;
	area->x = dim_sub(dim_add(b->x, size->start_space), x);
	area->y = dim_sub(place(b, ascent, descent, size->edge), y);
	if (area->kind == AREA_TEXT) {
		if (area->box != NULL)
			area->y = dim_sub(area->y, dim_add(area->box->border[FO_BEFORE].width,
							   area->box->padding[FO_BEFORE]));
		area->u.text->decoration = a->in->style->decoration;
		area->u.text->decoration_colour = a->in->style->decoration_colour;
	}
	area_append(parent, area);
	b->x = dim_add(b->x, p->width);
}

static void
areas_build(struct builder *b)
{
	for (size_t i = 0; i < b->count; i++) {
		struct part *p = &b->parts[i];
		elements_around(b, p);
		switch ((enum lay_atom_kind)p->atom->kind) {
		case LAY_WORD:
		case LAY_SPACE:
			put_text(b, p);
			break;
		case LAY_OBJECT:
			put_object(b, p);
			break;
		default:
			put_edge(b, p);
			break;
		}
	}
	while (b->depth > 0) {
		struct open_area *o = &b->open[b->depth - 1];
		bool keep = o->in->keep_end != 0 && !(o->area->flags & AREA_LAST);
		if (keep)
			o->area->box = retained_box(
				b, o->in, (o->area->flags & AREA_FIRST) || o->retained, true);
		element_end(b);
		if (keep)
			b->x = dim_add(b->x, b->open[b->depth].in->keep_end);
	}
	text_end(b);
}

/* ---- what does not fit ---- */

/* Is content cut off around here, or its overflow an error? */
static bool
is_clipped(const struct lay_para *para)
{
	for (const struct fo_node *n = para->block; n != NULL; n = n->parent) {
		enum fo_keyword k = fo_keyword(n, FO_PROP_OVERFLOW);
		if (k == FO_KW_HIDDEN || k == FO_KW_ERROR_IF_OVERFLOW)
			return true;
		if (k == FO_KW_VISIBLE)
			return false;
	}
	return false;
}

/* The first words below a node, so that a reader finds the place in what a stylesheet made. */
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

static void
say_oversized(const struct builder *b, dim excess)
{
	struct lay *lay = b->para->lay;
	const struct fo_node *block = b->para->block;
	bool error = (lay->options != NULL && lay->options->strict_clip) || is_clipped(b->para);
	struct diag_place place = fo_place(lay->doc, lay->arena, block);
	diag_add(lay->diag, &layout_diags[error ? LAYOUT_DIAG_CLIPPED : LAYOUT_DIAG_CLIPPED_MAYBE],
		 &place, fo_object_name(block->object),
		 arena_printf(lay->arena, "%.1f", dim_to_pt(excess)));
	const struct fo_node *text = first_text(block);
	if (text != NULL) {
		size_t len = text->text_len < 40 ? text->text_len : 40;
		while (len > 0 && len < text->text_len && (text->text[len] & 0xC0) == 0x80)
			len--; /* not within a character */
		diag_help(lay->diag, "its text begins '%.*s'", (int)len, text->text);
	}
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
	line->end_indent = dim_add(cut->end_indent, dim_max(after, 0));
	line->x = para->rtl ? dim_add(cut->end_indent, after) : line->start_indent;
	line->ipd = cut->ipd; /* what is left of it stands in the indents */
	line->bpd = lines->at[i].bpd;
	line->space_before = cut->space_before;
	line->space_after = cut->space_after;
	line->u.line.baseline = lines->at[i].baseline;
	line->u.line.ascent = cut->ascent;
	line->u.line.descent = cut->descent;
	b.line = line;
	areas_build(&b);
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
