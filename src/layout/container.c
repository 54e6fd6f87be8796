/*
 * Container: fo:block-container (XSL 1.1 §6.5.3): a viewport around a reference area of its own.
 *
 * One that has neither a height nor a turned orientation flows: its frame is open like a block's
 * and its content breaks with the page.  Any other is laid out as a whole and is one box.  A placed
 * one (absolute-position) takes no room; it hangs on a point in the flow and is positioned in the
 * nearest reference area, or, if fixed, on the page.
 *
 * width and height belong to the content, in its own orientation: turned by 90°, the content's
 * inline-progression-dimension is the height of the viewport.
 */
#include "layout/container.h"

#include "base/arena.h"
#include "layout/area.h"
#include "layout/block.h"
#include "layout/layout_diag.h"
#include "layout/para.h"

/* The optimum of a length-range, else the absolute property, else otherwise. */
static dim
extent(const struct fo_node *node, enum fo_prop relative, enum fo_prop absolute, dim base,
       dim otherwise)
{
	const struct fo_value *v = fo_value(node, relative);
	const struct fo_value *optimum = v->kind == FO_VALUE_RANGE ? &v->u.range->optimum : v;

	if (optimum->kind == FO_VALUE_DIM || optimum->kind == FO_VALUE_PERCENT)
		return fo_value_dim(optimum, base, otherwise);
	return fo_dim(node, absolute, base, otherwise);
}

static dim
extent_ipd(const struct fo_node *node, dim base, dim otherwise)
{
	return extent(node, FO_PROP_INLINE_PROGRESSION_DIMENSION, FO_PROP_WIDTH, base, otherwise);
}

static dim
extent_bpd(const struct fo_node *node, dim base, dim otherwise)
{
	return extent(node, FO_PROP_BLOCK_PROGRESSION_DIMENSION, FO_PROP_HEIGHT, base, otherwise);
}

int
lay_turn_of(const struct fo_node *node)
{
	int degrees = (int)fo_number(node, FO_PROP_REFERENCE_ORIENTATION, 0) % 360;

	if (degrees < 0)
		degrees += 360;
	return degrees / 90 * 90;
}

static bool
is_turned(int turn)
{
	return turn == 90 || turn == 270;
}

struct area_clip
lay_clip(const struct fo_node *node)
{
	enum fo_keyword k = fo_keyword(node, FO_PROP_OVERFLOW);
	const struct fo_value *shape = fo_value(node, FO_PROP_CLIP);
	/* What would be scrolled is printed. */
	struct area_clip clip = {.hides = k == FO_KW_HIDDEN || k == FO_KW_ERROR_IF_OVERFLOW};

	if (shape->kind != FO_VALUE_LIST || k == FO_KW_VISIBLE || k == FO_KW_SCROLL)
		return clip;
	const struct fo_value *sides = shape->u.list->at;
	clip.hides = true;
	clip.top = fo_value_dim(&sides[0], 0, 0);
	clip.right = fo_value_dim(&sides[1], 0, 0);
	clip.bottom = fo_value_dim(&sides[2], 0, 0);
	clip.left = fo_value_dim(&sides[3], 0, 0);
	return clip;
}

bool
lay_container_is_placed(const struct fo_node *node)
{
	enum fo_keyword k = fo_keyword(node, FO_PROP_ABSOLUTE_POSITION);

	return k == FO_KW_ABSOLUTE || k == FO_KW_FIXED;
}

/* What a percentage of height counts from at this place of the walk; -1: it means auto, because the
 * height around is that of its content (§7.15.6). */
static dim
height_base(const struct lay_walk *w)
{
	for (const struct lay_frame *f = w->frame; f != NULL; f = f->parent)
		if (f->container != NULL)
			return f->container->content_bpd;
	return w->room.auto_bpd ? -1 : w->room.page_bpd;
}

/* Its height, or -1 for auto. */
static dim
given_bpd(const struct lay_walk *w, const struct fo_node *node)
{
	dim base = height_base(w);

	if (base < 0 && extent_bpd(node, 0, -1) != extent_bpd(node, DIM_PT, -1))
		return -1;
	return extent_bpd(node, base, -1);
}

bool
lay_container_flows(const struct lay_walk *w, const struct fo_node *node)
{
	return lay_turn_of(node) == 0 && given_bpd(w, node) == -1;
}

static struct lay_container *
container_new(struct lay_walk *w, const struct fo_node *node)
{
	struct lay_container *c = ARENA_NEW(w->keep, struct lay_container);

	c->node = node;
	c->turn = lay_turn_of(node);
	c->clip = lay_clip(node);
	c->align = fo_keyword(node, FO_PROP_DISPLAY_ALIGN);
	c->bpd = -1;
	return c;
}

/* §5.3.4: only a geometry that asks for too much changes the end-indent. */
static void
relax_end_indent(struct lay_frame *f)
{
	dim given = fo_dim(f->node, FO_PROP_END_INDENT, f->reference_ipd, 0);
	dim left = dim_sub(f->reference_ipd, dim_add(f->start_indent, f->ipd));

	f->end_indent = dim_min(given, left);
}

struct lay_container *
lay_container_frame(struct lay_walk *w, struct lay_frame *frame)
{
	const struct fo_node *node = frame->node;
	struct lay_container *c = container_new(w, node);
	dim base = dim_sub(lay_content_ipd(w, w->frame), lay_frame_beside(frame));

	if (is_turned(c->turn)) {
		dim wide = extent_bpd(node, base, -1);
		dim high = extent_ipd(node, w->room.page_bpd, -1);

		c->content_ipd = high < 0 ? w->room.page_bpd : high;
		c->content_bpd = wide < 0 && high >= 0 ? frame->ipd : wide;
		frame->ipd = c->content_bpd < 0 ? frame->ipd : c->content_bpd;
		c->bpd = c->content_ipd;
	} else {
		frame->ipd = extent_ipd(node, base, frame->ipd);
		c->content_ipd = frame->ipd;
		c->bpd = given_bpd(w, node);
		c->content_bpd = c->bpd;
	}
	c->ipd = frame->ipd;
	relax_end_indent(frame);
	frame->container = c;
	frame->reference = true;
	frame->reference_ipd = c->content_ipd;
	frame->origin = 0;
	return c;
}

/* outer_ipd: what percentages that the container hands down count from. */
static void
fill(struct lay_walk *w, struct lay_container *c, dim outer_ipd)
{
	struct lay_room room = {.ipd = c->content_ipd,
				.page_bpd = c->content_bpd >= 0 ? c->content_bpd : w->room.page_bpd,
				.outer_ipd = outer_ipd,
				.auto_bpd = c->content_bpd < 0};

	c->items = lay_items_make(w->lay, w->arena, c->node, &room);
	if (c->content_bpd >= 0)
		return;
	c->content_bpd = lay_items_bpd(c->items, 0, c->items->box_count);
	if (is_turned(c->turn))
		c->ipd = c->content_bpd;
	else
		c->bpd = c->content_bpd;
}

void
lay_container_fill(struct lay_walk *w, struct lay_frame *frame)
{
	fill(w, frame->container, lay_reference_ipd(w, frame->parent));
	if (frame->ipd == frame->container->ipd)
		return;
	frame->ipd = frame->container->ipd; /* turned: as wide as its content is high */
	relax_end_indent(frame);
}

/* Extent between two offsets of the containing block, or -1 when one of them is auto. */
static dim
between(dim whole, dim near, dim far)
{
	return near == DIM_MIN || far == DIM_MIN ? -1
						 : dim_max(0, dim_sub(whole, dim_add(near, far)));
}

/* The extents of a placed container: given, else from its offsets, else (-1) by content. */
static void
measure_placed(struct lay_walk *w, struct lay_container *c, dim edges)
{
	const struct fo_node *node = c->node;
	bool on_page = c->fixed && w->lay->page_width > 0;
	dim cw = on_page ? w->lay->page_width : lay_reference_ipd(w, w->frame);
	dim ch = on_page ? w->lay->page_height : w->room.page_bpd;
	dim left = fo_dim(node, FO_PROP_LEFT, cw, DIM_MIN);
	dim right = fo_dim(node, FO_PROP_RIGHT, cw, DIM_MIN);
	dim top = fo_dim(node, FO_PROP_TOP, ch, DIM_MIN);
	dim bottom = fo_dim(node, FO_PROP_BOTTOM, ch, DIM_MIN);
	dim indents = dim_add(c->start_indent, c->end_indent);
	dim wide = between(cw, left == DIM_MIN ? 0 : left, right == DIM_MIN ? 0 : right);
	dim high = between(ch, top, bottom);

	wide = dim_max(0, dim_sub(wide, indents));
	if (high >= 0)
		high = dim_max(0, dim_sub(high, edges));
	if (is_turned(c->turn)) {
		c->content_ipd = extent_ipd(node, ch, high >= 0 ? high : ch);
		c->content_bpd =
			extent_bpd(node, cw, left == DIM_MIN || right == DIM_MIN ? -1 : wide);
		c->bpd = c->content_ipd;
		c->ipd = c->content_bpd;
	} else {
		c->content_ipd = extent_ipd(node, cw, wide);
		c->content_bpd = extent_bpd(node, ch, high);
		c->bpd = c->content_bpd;
		c->ipd = c->content_ipd;
	}
	fill(w, c, lay_reference_ipd(w, w->frame));
	c->left = left;
	if (left == DIM_MIN)
		c->left = right == DIM_MIN ? 0
					   : dim_sub(cw, dim_add(right, dim_add(c->ipd, indents)));
	c->top = top;
	if (top == DIM_MIN)
		c->top = bottom == DIM_MIN ? 0
					   : dim_sub(ch, dim_add(bottom, dim_add(c->bpd, edges)));
}

struct lay_container *
lay_container_place(struct lay_walk *w, const struct fo_node *node)
{
	struct lay_container *c = container_new(w, node);
	dim base = lay_reference_ipd(w, w->frame);
	dim edges = 0;

	c->placed = true;
	c->fixed = fo_keyword(node, FO_PROP_ABSOLUTE_POSITION) == FO_KW_FIXED;
	c->box = lay_box_of(w->lay, w->keep, node, base);
	c->start_indent = fo_dim(node, FO_PROP_START_INDENT, base, 0);
	c->end_indent = fo_dim(node, FO_PROP_END_INDENT, base, 0);
	if (c->box != NULL)
		edges = dim_add(
			dim_add(c->box->border[FO_BEFORE].width, c->box->border[FO_AFTER].width),
			dim_add(c->box->padding[FO_BEFORE], c->box->padding[FO_AFTER]));
	measure_placed(w, c, edges);
	return c;
}

/* Content of that size, turned, into the rectangle it then covers. */
struct matrix
lay_turned(int turn, dim width, dim height)
{
	switch (turn) {
	case 90:
		return (struct matrix){.b = -1, .c = 1, .f = dim_to_pt(height)};
	case 180:
		return (struct matrix){
			.a = -1, .d = -1, .e = dim_to_pt(width), .f = dim_to_pt(height)};
	case 270:
		return (struct matrix){.b = 1, .c = -1, .e = dim_to_pt(width)};
	default:
		return (struct matrix)MATRIX_IDENTITY;
	}
}

struct matrix
lay_container_matrix(const struct lay_container *c)
{
	return lay_turned(c->turn, c->ipd, c->bpd < 0 ? 0 : c->bpd);
}

void
lay_align_content(struct arena *arena, struct area *reference, dim free, enum fo_keyword align)
{
	if (free <= 0 || (align != FO_KW_CENTER && align != FO_KW_AFTER))
		return;
	struct area *spacer = area_new(arena, AREA_BLOCK, NULL);
	spacer->bpd = align == FO_KW_CENTER ? free / 2 : free;
	for (struct area *a = reference->first_child; a != NULL; a = a->next)
		if ((a->flags & AREA_PLACED) == 0)
			a->y = dim_add(a->y, spacer->bpd);
	spacer->next = reference->first_child;
	reference->first_child = spacer;
	if (reference->last_child == NULL)
		reference->last_child = spacer;
	reference->bpd = dim_add(reference->bpd, spacer->bpd);
}

/* What is clipped is not printed: nobody would miss it. */
static void
report_clipped(struct lay *lay, const struct lay_container *c, dim high)
{
	dim over = dim_sub(high, c->content_bpd);

	if (!c->clip.hides || c->bpd < 0 || over <= 8) /* rounding of many small lengths */
		return;
	if (!lay_once_for(lay, "clipped", c->node))
		return;
	bool error = lay_is_strict(lay) ||
		     fo_keyword(c->node, FO_PROP_OVERFLOW) == FO_KW_ERROR_IF_OVERFLOW;
	struct diag_place place = fo_place(lay->doc, lay->arena, c->node);
	diag_add(lay->diag, &layout_diags[error ? LAYOUT_DIAG_CLIPPED : LAYOUT_DIAG_CLIPPED_MAYBE],
		 &place, fo_object_name(c->node->object),
		 arena_printf(lay->arena, "%.1f", dim_to_pt(over)));
}

void
lay_container_build(struct lay *lay, const struct lay_container *c,
		    const struct lay_page_info *page, struct area *viewport)
{
	struct area *reference = area_new(page->arena, AREA_REFERENCE, c->node);

	viewport->bpd = c->bpd;
	viewport->u.viewport.clip = c->clip;
	reference->ipd = c->content_ipd;
	reference->u.reference.matrix = lay_container_matrix(c);
	reference->u.reference.absolute = c->placed;
	reference->u.reference.fixed = c->fixed;
	area_append(viewport, reference);
	size_t count = c->items->box_count;
	struct lay_stretch all = {.to = count};
	all.squeeze.of = lay_items_give(c->items, 0, count);
	dim over = dim_max(0, dim_sub(lay_items_bpd(c->items, 0, count), c->content_bpd));
	all.squeeze.by = dim_min(over, all.squeeze.of);
	reference->bpd = lay_items_build_tight(lay, c->items, all, page, reference);
	report_clipped(lay, c, reference->bpd);
	lay_align_content(page->arena, reference, dim_sub(c->content_bpd, reference->bpd),
			  c->align);
}

void
lay_container_build_placed(struct lay *lay, const struct lay_container *c,
			   const struct lay_page_info *page, struct area *parent,
			   struct point origin)
{
	struct area *a = area_new(page->arena, AREA_VIEWPORT, c->node);

	a->flags |= AREA_FIRST | AREA_LAST | AREA_PLACED;
	a->box = c->box;
	a->ipd = c->ipd;
	a->x = dim_sub(dim_add(c->left, c->start_indent),
		       dim_add(origin.x, area_edge(a, FO_START)));
	a->y = dim_sub(c->top, origin.y);
	a->start_indent = c->start_indent;
	a->end_indent = c->end_indent;
	/* Where it was asked to be: the dump prints it, and a fixed one is moved there when the
	 * page is finished. */
	a->space_before = c->top;
	a->space_after = c->left;
	area_append(parent, a);
	lay_page_note(page, a);
	lay_container_build(lay, c, page, a);
}
