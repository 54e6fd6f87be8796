/*
 * Build: items to areas, by replaying edges.
 *
 * A cursor stands in the innermost open area.  A begin edge opens an area at the cursor, an end
 * edge closes it and moves the cursor of the area around it.  Blocks that were open before the
 * first box are opened again without their before edge, those still open behind the last are closed
 * without their after edge, as far as conditionality (XSL 1.1 §4.3.1) and repeating table parts
 * have it. Heights come out as spacing.c added them up, because both read the same edges.
 */
#include "layout/flow.h"

#include "base/arena.h"
#include "base/vec.h"
#include "layout/area.h"
#include "layout/cite.h"
#include "layout/container.h"
#include "layout/float_side.h"
#include "layout/page.h"
#include "layout/step.h"
#include "layout/table.h"
#include "layout/tally.h"

#include <assert.h>

/* An open area and the cursor in it. */
struct open {
	const struct lay_frame *frame; /* NULL: the parent itself */
	struct area *area;	       /* made for the frame */
	struct area *inside;	       /* takes the children: area, or the reference area in it */
	dim y;
	dim down;		       /* moved by relative-position: siblings do not notice */
	struct lay_fragment *fragment; /* of a table */
};

struct builder {
	struct lay *lay;
	const struct lay_items *items;
	const struct lay_page_info *page;
	struct lay_squeeze squeeze;
	size_t next_float; /* of items->side: the first that has not been passed */
	dim above;	   /* height of the boxes before those built, where it counts for floats */
	struct {
		VEC(struct open);
	} stack;
};

static struct open *
top(struct builder *b)
{
	return &b->stack.at[b->stack.len - 1];
}

static void
push(struct builder *b, const struct lay_frame *frame, struct area *area, struct area *inside)
{
	struct open o = {.frame = frame, .area = area, .inside = inside};

	VEC_PUSH(b->page->arena, &b->stack, o);
}

/* The reference area in the viewport of a block-container that flows. */
static struct area *
open_reference(struct builder *b, const struct lay_frame *f, struct area *viewport)
{
	struct area *reference = area_new(b->page->arena, AREA_REFERENCE, f->node);

	reference->ipd = f->ipd;
	reference->u.reference.matrix = lay_container_matrix(f->container);
	viewport->u.viewport.clip = f->container->clip;
	area_append(viewport, reference);
	return reference;
}

/* Opens the area of a frame at the cursor; edges: those of its box that it has not on this page. */
static void
open_area(struct builder *b, const struct lay_frame *f, unsigned without)
{
	struct open *outer = top(b);
	enum area_kind kind = f->container != NULL ? AREA_VIEWPORT : AREA_BLOCK;
	struct area *a = area_new(b->page->arena, kind, f->node);

	a->box = lay_box_without(b->page->arena, f->box, without);
	a->x = f->x;
	a->y = outer->y;
	struct point shift = lay_relative_shift(f->node, f->ipd);
	a->x = dim_add(a->x, shift.x);
	a->y = dim_add(a->y, shift.y);
	a->ipd = f->ipd;
	a->start_indent = f->start_indent;
	a->end_indent = f->end_indent;
	area_append(outer->inside, a);
	bool flows = f->container != NULL && f->container->bpd < 0;
	size_t notes = b->page->page == NULL ? 0 : b->page->page->notes.len;
	lay_page_note(b->page, a);
	push(b, f, a, flows ? open_reference(b, f, a) : a);
	top(b)->down = shift.y;
	if (f->table == NULL)
		return;
	top(b)->fragment = ARENA_NEW(b->page->arena, struct lay_fragment);
	*top(b)->fragment = (struct lay_fragment){.area = a, .notes = notes};
}

static void
begin(struct builder *b, const struct lay_edge *edge, dim space)
{
	const struct lay_frame *f = edge->frame;

	if (f->silent) {
		struct open *o = top(b);
		lay_page_point(b->page, o->inside, o->y, f->node);
		push(b, f, NULL, o->inside);
		top(b)->y = b->stack.at[b->stack.len - 2].y;
		return;
	}
	top(b)->y = dim_add(top(b)->y, space);
	open_area(b, f, 0);
	top(b)->area->space_before = space;
	top(b)->area->flags |= AREA_FIRST;
}

/* Takes the innermost area off the stack and moves the cursor around it past it. */
static void
close_area(struct builder *b)
{
	struct open o = *top(b);

	b->stack.len--;
	if (o.area == NULL) { /* silent: what it held lies in the area around it */
		top(b)->y = o.y;
		return;
	}
	if (o.fragment != NULL && o.fragment->late_count > 0)
		o.y = dim_add(o.y, lay_table_build_late(o.frame->table, b->page, o.fragment));
	if (o.inside != o.area)
		o.inside->bpd = o.y;
	o.area->bpd = o.y;
	top(b)->y = dim_add(dim_sub(o.area->y, o.down), area_outer_bpd(o.area));
}

static void
end(struct builder *b, const struct lay_edge *edge, dim space)
{
	struct open *o = top(b);

	assert(o->frame == edge->frame);
	(void)edge;
	if (o->area != NULL) {
		o->area->flags |= AREA_LAST;
		o->area->space_after = space;
	}
	close_area(b);
	top(b)->y = dim_add(top(b)->y, space);
}

/* Placed containers need to know where the content around them starts in the reference area. */
static void
place(struct builder *b, const struct lay_edge *edge)
{
	struct point origin = {0};

	for (size_t i = b->stack.len; i-- > 0;) {
		const struct open *o = &b->stack.at[i];
		if (o->frame == NULL || o->frame->reference)
			break;
		if (o->area == NULL)
			continue;
		origin.x = dim_add(origin.x, dim_add(o->area->x, area_edge(o->area, FO_START)));
		origin.y = dim_add(origin.y, dim_add(o->area->y, area_edge(o->area, FO_BEFORE)));
	}
	lay_container_build_placed(b->lay, edge->container, b->page, top(b)->inside, origin);
}

/* ---- side floats ---- */

/* The open area whose reference area a float stands in, and how far down that begins. */
static struct open *
open_of(struct builder *b, const struct lay_frame *frame, dim *down)
{
	*down = b->above;
	for (size_t i = 1; frame != NULL && i < b->stack.len; i++) {
		const struct area *a = b->stack.at[i].area;
		if (a == NULL)
			continue;
		*down = dim_add(*down, dim_add(a->y, area_edge(a, FO_BEFORE)));
		if (b->stack.at[i].frame == frame)
			return &b->stack.at[i];
	}
	*down = b->above;
	return &b->stack.at[0];
}

/* The cursor's place in an open area that holds it. */
static dim
cursor_in(struct builder *b, const struct open *outer)
{
	dim y = top(b)->y;

	for (const struct open *o = top(b); o > outer; o--)
		if (o->area != NULL)
			y = dim_add(y, dim_add(o->area->y, area_edge(o->area, FO_BEFORE)));
	return y;
}

static void
build_float(struct builder *b, const struct lay_side_float *f)
{
	dim down;
	struct open *o = open_of(b, f->frame, &down);
	struct area *a = area_new(b->page->arena, AREA_REFERENCE, f->node);

	a->flags |= AREA_FLOAT;
	if (f->from == 0)
		a->flags |= AREA_FIRST;
	if (f->to == f->items->box_count)
		a->flags |= AREA_LAST;
	a->x = f->x;
	a->y = f->here ? cursor_in(b, o) : dim_sub(f->y, down);
	a->ipd = f->ipd;
	a->bpd = f->bpd;
	a->start_indent = f->inset;
	a->u.reference.right = !f->left;
	a->u.reference.matrix = (struct matrix)MATRIX_IDENTITY;
	area_append(o->inside, a);
	lay_page_note(b->page, a);
	lay_items_build(b->lay, f->items, f->from, f->to, b->page, a);
	for (struct area *c = a->first_child; c != NULL; c = c->next)
		c->x = dim_add(c->x, f->inset);
}

/* Those anchored in box i; what stands in an edge is built there. */
static void
build_floats(struct builder *b, size_t i)
{
	const struct lay_side *side = b->items->side;

	for (; b->next_float < side->floats.len; b->next_float++) {
		const struct lay_side_float *f = side->floats.at[b->next_float];
		if (f->box > i)
			return;
		if (f->box == i && !f->at_edge && !f->waits)
			build_float(b, f);
	}
}

/* The space of an edge, less its share of what the page is too full by, or more. */
static dim
squeezed(const struct builder *b, const struct lay_edge *edge, bool broken)
{
	dim space = broken ? edge->space_break : edge->space_whole;
	dim give = broken ? edge->give_break : edge->give_whole;

	if (b->squeeze.by < 0)
		return dim_add(space, dim_scale(lay_edge_take(edge, broken), -b->squeeze.by,
						b->squeeze.of));
	if (b->squeeze.by == 0 || give == 0)
		return space;
	return dim_sub(space, dim_scale(give, b->squeeze.by, b->squeeze.of));
}

static void
replay(struct builder *b, const struct lay_gap *gap, uint32_t from, uint32_t to, bool broken)
{
	for (uint32_t i = from; i < to; i++) {
		const struct lay_edge *edge = &gap->edges[i];
		dim space = squeezed(b, edge, broken);
		if (edge->kind == LAY_BEGIN)
			begin(b, edge, space);
		else if (edge->kind == LAY_END)
			end(b, edge, space);
		else if (edge->kind == LAY_CLEAR)
			top(b)->y = dim_add(top(b)->y, edge->space_whole);
		else if (edge->container != NULL)
			place(b, edge);
		else if (edge->side != NULL) {
			if (edge->side->at_edge && !edge->side->waits)
				build_float(b, edge->side);
		} else
			lay_page_point(b->page, top(b)->inside, top(b)->y, edge->node);
	}
}

/* Leaves out, for now, a header or footer that depends on the rows around it. */
static void
leave_out(struct open *o, const struct lay_steps *steps, dim bpd)
{
	struct lay_fragment *f = o->fragment;

	assert(f != NULL && f->late_count < 2);
	f->late[f->late_count++] = (struct lay_late){
		.steps = steps, .before = o->inside->last_child, .y = o->y, .bpd = bpd};
}

/* Header or footer of the innermost area, a table's, at a break. */
static void
repeat(struct builder *b, bool footer, dim bpd)
{
	struct open *o = top(b);
	struct lay_table *t = o->frame->table;

	if (t == NULL || bpd == 0)
		return;
	const struct lay_steps *late = lay_table_late_repeat(t, footer);
	if (late != NULL)
		leave_out(o, late, bpd);
	else
		lay_table_build_repeat(t, footer, b->page, o->inside, o->y);
	o->y = dim_add(o->y, bpd);
}

/* Opens again what was open at a break, outermost first. */
static void
reopen(struct builder *b, const struct lay_frame *f)
{
	if (f == NULL)
		return;
	reopen(b, f->parent);
	if (f->silent) {
		struct open o = *top(b);
		push(b, f, NULL, o.inside);
		top(b)->y = o.y;
		return;
	}
	open_area(b, f, 0);
	struct open *o = top(b);
	struct area_box box = f->box != NULL ? *f->box : (struct area_box){0};
	if (!f->keep_border_before)
		box.border[FO_BEFORE].width = 0;
	if (!f->keep_padding_before)
		box.padding[FO_BEFORE] = 0;
	if (f->box != NULL) {
		struct area_box *own = ARENA_NEW(b->page->arena, struct area_box);
		*own = box;
		o->area->box = own;
	}
	repeat(b, false, f->repeat_before);
}

/* Closes for this page what goes on behind the break. */
static void
suspend(struct builder *b)
{
	struct open *o = top(b);
	const struct lay_frame *f = o->frame;

	if (o->area == NULL) {
		close_area(b);
		return;
	}
	repeat(b, true, f->repeat_after);
	if (o->area->box != NULL) {
		struct area_box *own = ARENA_NEW(b->page->arena, struct area_box);
		*own = *o->area->box;
		if (!f->keep_border_after)
			own->border[FO_AFTER].width = 0;
		if (!f->keep_padding_after)
			own->padding[FO_AFTER] = 0;
		o->area->box = own;
	}
	close_area(b);
}

static void
build_line(struct builder *b, const struct lay_box *box)
{
	struct open *o = top(b);
	struct area_mark *marks = NULL;
	struct lay_cites *cites = b->lay->cites;
	size_t pending = cites == NULL ? 0 : cites->pending.len;
	struct area *line =
		lay_line_build(box->u.line.para, box->u.line.lines, box->u.line.index, b->page);

	lay_tally_line(b->lay, box);
	if (line == NULL)
		return;
	if (cites != NULL)
		lay_cites_place(cites, pending, line, box->u.line.para, box->u.line.lines,
				box->u.line.index);
	line->u.line.from = box->source;
	line->u.line.anchors = box->footnotes;
	line->u.line.anchor_count = box->footnote_count;
	/* A line that had to go below floats stands at the foot of its box. */
	line->y = dim_add(o->y, dim_sub(box->bpd, line->bpd));
	area_append(o->inside, line);
	lay_line_marks(box->u.line.para, box->u.line.lines, box->u.line.index, b->page->arena,
		       &marks);
	lay_page_line(b->page, line, marks);
}

/* Builds the boxes of one object that stand together, from box i on; the index behind them. */
static size_t
build_boxes(struct builder *b, size_t i, size_t to)
{
	const struct lay_box *box = &b->items->boxes[i];
	struct open *o = top(b);

	switch (box->kind) {
	case LAY_BOX_LINE:
		build_line(b, box);
		o->y = dim_add(o->y, box->bpd);
		break;
	case LAY_BOX_FIXED:
		lay_container_build(b->lay, box->u.container, b->page, o->area);
		o->y = dim_add(o->y, box->bpd);
		break;
	case LAY_BOX_EMPTY:
		o->y = dim_add(o->y, box->bpd);
		break;
	case LAY_BOX_STEP: {
		uint32_t first = box->u.step.index;
		size_t end_box = lay_items_step_end(b->items, i, to);
		uint32_t last = first + (uint32_t)(end_box - i);
		/* collapsed borders look different where the table breaks right behind a row */
		box->u.step.steps->at_foot =
			end_box == to && b->items->gaps[to].frame == box->frame;
		if (box->u.step.steps->late)
			leave_out(o, box->u.step.steps, box->bpd);
		else
			lay_steps_build(b->lay, box->u.step.steps, first, last, b->page, o->inside,
					o->y);
		o->y = dim_add(o->y, lay_steps_bpd(box->u.step.steps, first, last));
		return end_box;
	}
	}
	return i + 1;
}

dim
lay_items_build(struct lay *lay, const struct lay_items *items, size_t from, size_t to,
		const struct lay_page_info *page, struct area *parent)
{
	return lay_items_build_tight(lay, items, (struct lay_stretch){.from = from, .to = to}, page,
				     parent);
}

dim
lay_items_build_tight(struct lay *lay, const struct lay_items *items, struct lay_stretch stretch,
		      const struct lay_page_info *page, struct area *parent)
{
	struct builder b = {.lay = lay, .items = items, .page = page, .squeeze = stretch.squeeze};
	size_t from = stretch.from;
	size_t to = stretch.to;

	assert(from < to && to <= items->box_count);
	push(&b, NULL, parent, parent);
	if (items->side != NULL)
		b.above = lay_side_above(items, from);
	const struct lay_gap *gap = &items->gaps[from];
	reopen(&b, gap->frame);
	replay(&b, gap, gap->turn, gap->edge_count, true);
	for (size_t i = from; i < to;) {
		size_t box = i;
		if (items->side != NULL)
			build_floats(&b, i);
		i = build_boxes(&b, i, to);
		for (box++; items->side != NULL && box < i; box++)
			build_floats(&b, box);
		gap = &items->gaps[i];
		if (i < to)
			replay(&b, gap, 0, gap->edge_count, false);
	}
	replay(&b, gap, 0, gap->turn, true);
	while (b.stack.len > 1)
		suspend(&b);
	return b.stack.at[0].y;
}
