/*
 * Page: what the builders report while they make a page's areas, and, when all of them have their
 * places, the positions of ids on the page.
 */
#include "layout/page.h"

#include "base/arena.h"
#include "fo/fo.h"
#include "layout/cite.h"

#include <stdlib.h>

static bool
has_marker(const struct fo_node *node)
{
	/* markers come first (§6.13.5) */
	for (const struct fo_node *c = node->first_child; c != NULL; c = c->next) {
		if (c->object == FO_MARKER)
			return true;
		if (c->object != FO_TEXT)
			return false;
	}
	return false;
}

static void
add_note(const struct lay_page_info *info, struct lay_note note)
{
	struct lay_page *page = info->page;

	if (page == NULL)
		return;
	note.fixed = page->fixed;
	VEC_PUSH(page->arena, &page->notes, note);
}

void
lay_page_note(const struct lay_page_info *page, struct area *area)
{
	if (area->node == NULL || (fo_id(area->node) == NULL && !has_marker(area->node)))
		return;
	add_note(page, (struct lay_note){.area = area, .node = area->node});
}

void
lay_page_part(const struct lay_page_info *page, struct area *area, dim y,
	      const struct fo_node *node, unsigned flags)
{
	if ((fo_id(node) == NULL || flags == 0) && !has_marker(node))
		return;
	add_note(
		page,
		(struct lay_note){
			.area = area, .node = node, .y = y, .point = true, .ends = (uint8_t)flags});
}

void
lay_page_point(const struct lay_page_info *page, struct area *area, dim y,
	       const struct fo_node *node)
{
	lay_page_part(page, area, y, node, AREA_FIRST | AREA_LAST);
}

void
lay_page_line(const struct lay_page_info *page, struct area *line, struct area_mark *marks)
{
	if (marks != NULL)
		add_note(page, (struct lay_note){.area = line, .marks = marks});
}

/* ---- places ---- */

/* Notes ordered by the address of their area, to be met while all areas are visited. */
struct places {
	struct lay *lay;
	const struct area_page *page;
	struct arena *arena;
	struct lay_note **at;
	size_t len;
	struct point *found; /* content corner of the area of at[i], on the page */
};

static int
by_area(const void *a, const void *b)
{
	uintptr_t x = (uintptr_t)(*(struct lay_note *const *)a)->area;
	uintptr_t y = (uintptr_t)(*(struct lay_note *const *)b)->area;

	return (x > y) - (x < y);
}

static struct matrix
moved(const struct matrix *m, dim x, dim y)
{
	struct matrix r = *m;

	r.e += m->a * dim_to_pt(x) + m->c * dim_to_pt(y);
	r.f += m->b * dim_to_pt(x) + m->d * dim_to_pt(y);
	return r;
}

static struct matrix
times(const struct matrix *outer, const struct matrix *inner)
{
	return (struct matrix){
		.a = outer->a * inner->a + outer->c * inner->b,
		.b = outer->b * inner->a + outer->d * inner->b,
		.c = outer->a * inner->c + outer->c * inner->d,
		.d = outer->b * inner->c + outer->d * inner->d,
		.e = outer->a * inner->e + outer->c * inner->f + outer->e,
		.f = outer->b * inner->e + outer->d * inner->f + outer->f,
	};
}

static void
note_place(struct places *p, const struct area *area, const struct matrix *content)
{
	size_t low = 0;
	size_t high = p->len;

	while (low < high) {
		size_t middle = (low + high) / 2;
		if ((uintptr_t)p->at[middle]->area < (uintptr_t)area)
			low = middle + 1;
		else
			high = middle;
	}
	for (; low < p->len && p->at[low]->area == area; low++)
		p->found[low] = (struct point){dim_from_pt(content->e), dim_from_pt(content->f)};
}

/* A fixed container counts from the page, wherever its place in the flow is. */
static void
fix(struct area *a, const struct matrix *parent)
{
	a->x = dim_sub(dim_add(a->space_after, dim_sub(a->start_indent, area_edge(a, FO_START))),
		       dim_from_pt(parent->e));
	a->y = dim_sub(a->space_before, dim_from_pt(parent->f));
}

static bool
is_fixed(const struct area *a)
{
	return a->kind == AREA_VIEWPORT && a->first_child != NULL &&
	       a->first_child->kind == AREA_REFERENCE && a->first_child->u.reference.fixed;
}

static dim
background_offset(const struct fo_node *node, enum fo_prop prop, dim room)
{
	switch (fo_keyword(node, prop)) {
	case FO_KW_CENTER:
		return room / 2;
	case FO_KW_RIGHT:
	case FO_KW_BOTTOM:
		return room;
	default:
		return fo_dim(node, prop, room, 0);
	}
}

/* Where the image of a background stands in the padding rectangle; the box is shared, so the area
 * gets its own.  A position in percent counts from what the rectangle leaves beside the image
 * (§7.8.5); one that is fixed counts from the page, and if the area is not turned against it, the
 * image stands there (§7.8.1). border: the corner of the border rectangle on the page. */
static const struct area_box *
positioned(struct places *p, const struct area_box *box, const struct fo_node *node,
	   const struct matrix *border, struct point size)
{
	if (box == NULL || box->background_image == NULL || node == NULL)
		return box;
	struct area_box *own = ARENA_NEW(p->arena, struct area_box);
	bool fixed = fo_keyword(node, FO_PROP_BACKGROUND_ATTACHMENT) == FO_KW_FIXED &&
		     border->b == 0 && border->c == 0 && border->a == 1 && border->d == 1;
	dim from_x = dim_add(dim_from_pt(border->e), box->border[FO_START].width);
	dim from_y = dim_add(dim_from_pt(border->f), box->border[FO_BEFORE].width);

	if (fixed)
		size = (struct point){p->page->width, p->page->height};
	*own = *box;
	dim across = dim_sub(size.x, box->background_image->width);
	dim down = dim_sub(size.y, box->background_image->height);
	own->background_x = background_offset(node, FO_PROP_BACKGROUND_POSITION_HORIZONTAL, across);
	own->background_y = background_offset(node, FO_PROP_BACKGROUND_POSITION_VERTICAL, down);
	if (fixed) {
		own->background_x = dim_sub(own->background_x, from_x);
		own->background_y = dim_sub(own->background_y, from_y);
	}
	return own;
}

/* The padding rectangle of a content rectangle. */
static struct point
padding_size(const struct area_box *box, dim width, dim height)
{
	if (box == NULL)
		return (struct point){width, height};
	return (struct point){
		dim_add(width, dim_add(box->padding[FO_START], box->padding[FO_END])),
		dim_add(height, dim_add(box->padding[FO_BEFORE], box->padding[FO_AFTER]))};
}

/* The stack level of an area among its siblings: 0 but for placed containers (§7.30.18). */
static int
level_of(const struct area *a)
{
	if (a->kind != AREA_VIEWPORT || (a->flags & AREA_PLACED) == 0 || a->node == NULL)
		return 0;
	return (int)fo_number(a->node, FO_PROP_Z_INDEX, 0);
}

struct levelled {
	struct area *area;
	int level;
	size_t index;
};

static int
by_level(const void *a, const void *b)
{
	const struct levelled *x = a, *y = b;

	if (x->level != y->level)
		return x->level < y->level ? -1 : 1;
	return x->index < y->index ? -1 : 1;
}

/* Puts the children that have a level where it says: what is painted later is above.  A list that
 * is in order, as nearly all are, is only looked at. */
static void
order_by_level(struct arena *arena, struct area *parent)
{
	bool in_order = true;
	size_t count = 0;

	for (struct area *c = parent->first_child; c != NULL; c = c->next, count++)
		in_order = in_order && (c->next == NULL || level_of(c) <= level_of(c->next));
	if (in_order)
		return;
	struct levelled *at = ARENA_ARRAY(arena, count, struct levelled);
	count = 0;
	for (struct area *c = parent->first_child; c != NULL; c = c->next, count++)
		at[count] = (struct levelled){.area = c, .level = level_of(c), .index = count};
	qsort(at, count, sizeof *at, by_level);
	parent->first_child = parent->last_child = NULL;
	for (size_t i = 0; i < count; i++) {
		at[i].area->next = NULL;
		area_append(parent, at[i].area);
	}
}

static void
visit(struct places *p, struct area *a, const struct matrix *parent)
{
	if (is_fixed(a))
		fix(a, parent);
	struct matrix border = moved(parent, a->x, a->y);
	a->box = positioned(p, a->box, a->node, &border, padding_size(a->box, a->ipd, a->bpd));
	struct matrix m = moved(parent, dim_add(a->x, area_edge(a, FO_START)),
				dim_add(a->y, area_edge(a, FO_BEFORE)));
	if (a->kind == AREA_REFERENCE)
		m = times(&m, &a->u.reference.matrix);
	note_place(p, a, &m);
	if (a->kind == AREA_TEXT || a->kind == AREA_IMAGE || a->kind == AREA_DRAWING)
		lay_check_outside(p->lay, p->page, a, &m);
	if (a->kind == AREA_TEXT && a->u.text != NULL && a->u.text->cite != NULL) {
		struct cite *cite = a->u.text->cite;
		cite->area = a;
		cite->text = a->u.text;
		cite->font = a->u.text->font;
	}
	order_by_level(p->arena, a);
	for (struct area *c = a->first_child; c != NULL; c = c->next)
		visit(p, c, &m);
}

static void
visit_region(struct places *p, struct area_region_box *region)
{
	const struct matrix upright = MATRIX_IDENTITY;
	struct matrix m = region->matrix;

	struct matrix border = moved(&upright, region->viewport.x, region->viewport.y);
	struct area frame = {.box = region->box};
	dim width = dim_sub(region->viewport.width,
			    dim_add(area_edge(&frame, FO_START), area_edge(&frame, FO_END)));
	dim height = dim_sub(region->viewport.height,
			     dim_add(area_edge(&frame, FO_BEFORE), area_edge(&frame, FO_AFTER)));
	region->box = positioned(p, region->box, region->node, &border,
				 padding_size(region->box, width, height));
	m.e += dim_to_pt(region->viewport.x);
	m.f += dim_to_pt(region->viewport.y);
	if (region->box != NULL) {
		const struct area_box *b = region->box;
		m.e += dim_to_pt(b->border[FO_START].width + b->padding[FO_START]);
		m.f += dim_to_pt(b->border[FO_BEFORE].width + b->padding[FO_BEFORE]);
	}
	if (region->content != NULL)
		visit(p, region->content, &m);
	if (region->before_float != NULL)
		visit(p, region->before_float, &m);
	for (struct area_span *s = region->spans; s != NULL; s = s->next)
		for (int i = 0; i < s->columns; i++)
			visit(p, s->flows[i], &m);
	if (region->footnote != NULL) {
		struct matrix foot = moved(&m, 0, region->footnote_y);
		visit(p, region->footnote, &foot);
	}
}

static void
append_mark(struct area_page *result, struct area_mark ***tail, struct area_mark mark)
{
	struct area_mark *m = ARENA_NEW(result->arena, struct area_mark);

	*m = mark;
	m->next = NULL;
	**tail = m;
	*tail = &m->next;
}

static void
mark_note(struct area_page *result, struct area_mark ***tail, const struct lay_note *note,
	  struct point at)
{
	if (note->node == NULL) {
		for (const struct area_mark *m = note->marks; m != NULL; m = m->next) {
			struct area_mark mark = *m;
			mark.x = dim_add(mark.x, at.x);
			mark.y = dim_add(mark.y, at.y);
			append_mark(result, tail, mark);
		}
		return;
	}
	const char *id = fo_id(note->node);
	if (id == NULL)
		return;
	const struct area *a = note->area;
	struct area_mark mark = {.id = id, .node = note->node, .x = at.x, .y = at.y};
	mark.last = ((note->point ? note->ends : a->flags) & AREA_LAST) != 0;
	if (note->point) {
		mark.y = dim_add(mark.y, note->y);
	} else { /* of the border rectangle; turned areas keep their content corner */
		mark.x = dim_sub(mark.x, area_edge(a, FO_START));
		mark.y = dim_sub(mark.y, area_edge(a, FO_BEFORE));
	}
	append_mark(result, tail, mark);
}

/* The places of all notes, met in these regions. */
static void
settle(struct lay *lay, struct lay_page *page, struct area_page *result,
       struct area_region_box *const *regions, size_t region_count)
{
	size_t count = page->notes.len;
	struct places p = {.lay = lay, .page = result, .arena = page->arena, .len = count};
	struct area_mark **tail = &result->marks;

	p.at = ARENA_ARRAY(page->arena, count + 1, struct lay_note *);
	p.found = ARENA_ARRAY(page->arena, count + 1, struct point);
	for (size_t i = 0; i < count; i++)
		p.at[i] = &page->notes.at[i];
	qsort(p.at, count, sizeof *p.at, by_area);
	for (size_t r = 0; r < region_count; r++)
		if (regions[r] != NULL)
			visit_region(&p, regions[r]);
	/* back into document order */
	struct point *places = ARENA_ARRAY(page->arena, count + 1, struct point);
	for (size_t i = 0; i < count; i++)
		places[p.at[i] - page->notes.at] = p.found[i];
	while (*tail != NULL)
		tail = &(*tail)->next;
	for (size_t i = 0; i < count; i++)
		mark_note(result, &tail, &page->notes.at[i], places[i]);
}

void
lay_page_settle(struct lay *lay, struct lay_page *page, struct area_page *result)
{
	settle(lay, page, result, result->region, AREA_REGION_COUNT);
}

void
lay_page_settle_region(struct lay *lay, struct lay_page *page, struct area_page *result,
		       struct area_region_box *region)
{
	settle(lay, page, result, &region, 1);
}
