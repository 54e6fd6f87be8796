/*
 * Areas of a line: its parts, set from left to right.
 *
 * Inline elements open and close as the chain of elements around a part changes, words of one
 * element and font gather in one text.  Everything is placed about the line's baseline; an area's x
 * and y count from the content of the area it stands in.
 */
#include "layout/line_build.h"

#include "base/arena.h"
#include "layout/flow.h"

#include <string.h>

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
move_relative(const struct builder *b, struct area *area, const struct fo_node *node)
{
	struct point shift = lay_relative_shift(node, b->cut->ipd);

	area->x = dim_add(area->x, shift.x);
	area->y = dim_add(area->y, shift.y);
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
	if (in->node->object == FO_CHARACTER)
		move_relative(b, a, in->node);
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

/* How much of an element's edge stands at an end of its area. */
enum edge_part { EDGE_NONE, EDGE_RETAINED, EDGE_FULL };

static void
cut_edge(struct area_box *box, const struct fo_node *node, enum fo_edge edge)
{
	bool keep = false;

	fo_padding(node, edge, 0, &keep);
	if (!keep)
		box->padding[edge] = 0;
	if (!fo_border(node, edge).retain)
		box->border[edge] = (struct area_border){.colour = box->border[edge].colour};
}

/* The element's box with the edges at its ends as they stand on this line. */
static const struct area_box *
line_box(struct builder *b, const struct lay_inline *in, enum edge_part start, enum edge_part end)
{
	unsigned drop =
		(start == EDGE_NONE ? 1U << FO_START : 0) | (end == EDGE_NONE ? 1U << FO_END : 0);
	const struct area_box *box = lay_box_without(b->page->arena, in->box, drop);

	if (box == NULL || (start != EDGE_RETAINED && end != EDGE_RETAINED))
		return box;
	struct area_box *cut = ARENA_NEW(b->page->arena, struct area_box);
	*cut = *box;
	if (start == EDGE_RETAINED)
		cut_edge(cut, in->node, FO_START);
	if (end == EDGE_RETAINED)
		cut_edge(cut, in->node, FO_END);
	return cut;
}

/* What stands at the start of an element's area, as far as is known now. */
static enum edge_part
start_part(const struct open_area *o)
{
	if ((o->area->flags & AREA_FIRST) != 0)
		return EDGE_FULL;
	return o->retained ? EDGE_RETAINED : EDGE_NONE;
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
	move_relative(b, a, in->node);
	a->bpd = dim_add(s->ascent, s->descent);
	/* Edges at the ends are given when it is known which ends stand here. */
	a->box = lay_box_without(b->page->arena, in->box, 1U << FO_START | 1U << FO_END);
	area_append(parent, a);
	struct open_area *o = &b->open[b->depth++];
	*o = (struct open_area){.in = in, .area = a, .x = b->x, .y = top};
	if (going_on && in->keep_start != 0) {
		a->box = line_box(b, in, EDGE_RETAINED, EDGE_NONE);
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

/* A wrapper that bears an id: an area without extent stands for it (§6.11.2). */
static void
put_id(struct builder *b, const struct lay_inline *in)
{
	dim x, y;
	text_end(b);
	struct area *parent = top_area(b, &x, &y);
	struct area *a = area_new(b->page->arena, AREA_INLINE, in->node);
	a->x = dim_sub(b->x, x);
	a->y = dim_sub(b->baseline, y);
	a->flags |= AREA_FIRST | AREA_LAST;
	area_append(parent, a);
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
	if (in->node->object == FO_WRAPPER && start)
		put_id(b, in);
	if (b->depth == 0 || b->open[b->depth - 1].in != in)
		return;
	struct open_area *o = &b->open[b->depth - 1];
	bool left = !o->begun && o->area->first_child == NULL;
	o->begun = true;
	o->area->flags |= start ? AREA_FIRST : AREA_LAST;
	text_end(b);
	o->area->box = line_box(b, in, start_part(o),
				(o->area->flags & AREA_LAST) != 0 ? EDGE_FULL : EDGE_NONE);
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
	/* a block in an inline moves by itself */
	const struct lay_object *object = a->u.object;
	if (object->kind != LAY_INLINE_BLOCK || object->node->object == FO_INLINE_CONTAINER)
		move_relative(b, area, object->node);
	area_append(parent, area);
	b->x = dim_add(b->x, p->width);
}

void
lay_line_areas(struct builder *b)
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
			o->area->box = line_box(b, o->in, start_part(o), EDGE_RETAINED);
		element_end(b);
		if (keep)
			b->x = dim_add(b->x, b->open[b->depth].in->keep_end);
	}
	text_end(b);
}
