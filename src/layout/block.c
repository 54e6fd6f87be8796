/*
 * Block: the traits of block-level objects that stacking needs, taken from their properties once:
 * content rectangle by indents (XSL 1.1 §5.3.2), borders, paddings, backgrounds, spaces, keeps.
 */
#include "layout/block.h"

#include "base/arena.h"
#include "layout/area.h"

#include <assert.h>
#include <string.h>

dim
lay_reference_ipd(const struct lay_walk *w, const struct lay_frame *frame)
{
	return frame != NULL ? frame->reference_ipd : w->room.ipd;
}

dim
lay_content_origin(const struct lay_walk *w, const struct lay_frame *frame)
{
	return frame != NULL ? frame->origin : w->room.origin;
}

dim
lay_content_ipd(const struct lay_walk *w, const struct lay_frame *frame)
{
	return frame != NULL ? frame->ipd : dim_sub(w->room.ipd, w->room.origin);
}

/* background-position-X: percentages need the size of the area, which is not known while the box is
 * shared; only lengths move the image here. */
static void
set_background(struct lay *lay, struct area_box *box, const struct fo_node *node)
{
	const char *src = fo_string(node, FO_PROP_BACKGROUND_IMAGE);

	box->background = fo_colour(node, FO_PROP_BACKGROUND_COLOR);
	if (src == NULL || src[0] == '\0' || strcmp(src, "none") == 0)
		return;
	box->background_image = lay_image_find(lay, node, src);
	box->background_repeat = (uint16_t)fo_keyword(node, FO_PROP_BACKGROUND_REPEAT);
	box->background_x = fo_dim(node, FO_PROP_BACKGROUND_POSITION_HORIZONTAL, 0, 0);
	box->background_y = fo_dim(node, FO_PROP_BACKGROUND_POSITION_VERTICAL, 0, 0);
}

const struct area_box *
lay_box_of(struct lay *lay, struct arena *arena, const struct fo_node *node, dim base)
{
	struct area_box box = {0};
	bool any = false;

	for (int e = FO_BEFORE; e <= FO_END; e++) {
		struct fo_border b = fo_border(node, (enum fo_edge)e);
		box.border[e].width = b.width;
		box.border[e].style = (uint16_t)b.style;
		box.border[e].colour = b.colour;
		box.padding[e] = fo_padding(node, (enum fo_edge)e, base, NULL);
		any = any || b.width != 0 || box.padding[e] != 0;
	}
	set_background(lay, &box, node);
	if (!any && box.background == NULL && box.background_image == NULL)
		return NULL;
	struct area_box *result = ARENA_NEW(arena, struct area_box);
	*result = box;
	return result;
}

const struct area_box *
lay_box_without(struct arena *arena, const struct area_box *box, unsigned edges)
{
	bool changes = false;

	if (box == NULL)
		return NULL;
	for (int e = FO_BEFORE; e <= FO_END; e++)
		changes = changes || ((edges & 1u << e) != 0 &&
				      (box->border[e].width != 0 || box->padding[e] != 0));
	if (!changes)
		return box;
	struct area_box *result = ARENA_NEW(arena, struct area_box);
	*result = *box;
	for (int e = FO_BEFORE; e <= FO_END; e++) {
		if ((edges & 1u << e) == 0)
			continue;
		result->border[e] = (struct area_border){.colour = box->border[e].colour};
		result->padding[e] = 0;
	}
	return result;
}

struct point
lay_relative_shift(const struct fo_node *node, dim ipd)
{
	struct point shift = {0};

	if (fo_keyword(node, FO_PROP_RELATIVE_POSITION) != FO_KW_RELATIVE)
		return shift;
	/* left and top win (CSS 2, §9.4.3) */
	dim left = fo_dim(node, FO_PROP_LEFT, ipd, DIM_MIN);
	dim top = fo_dim(node, FO_PROP_TOP, 0, DIM_MIN);
	shift.x = left != DIM_MIN ? left : dim_sub(0, fo_dim(node, FO_PROP_RIGHT, ipd, 0));
	shift.y = top != DIM_MIN ? top : dim_sub(0, fo_dim(node, FO_PROP_BOTTOM, 0, 0));
	return shift;
}

/* The space with its components as lengths. */
static struct fo_space
resolved_space(const struct fo_node *node, enum fo_prop prop, dim base)
{
	struct fo_space s = *fo_space(node, prop);
	struct fo_value *parts[] = {&s.minimum, &s.optimum, &s.maximum};

	for (size_t i = 0; i < sizeof parts / sizeof parts[0]; i++) {
		dim length = fo_value_dim(parts[i], base, 0);
		*parts[i] = (struct fo_value){.kind = FO_VALUE_DIM, .u.dim = length};
	}
	return s;
}

static int32_t
stronger(int32_t a, int32_t b)
{
	return a > b ? a : b;
}

static void
set_keep(struct lay_frame *f, const struct fo_node *node)
{
	const struct fo_keep *own = fo_keep(node, FO_PROP_KEEP_TOGETHER);
	const struct fo_keep none = {0};

	if (own == NULL)
		own = &none;
	f->keep = *own;
	if (f->parent == NULL)
		return;
	f->keep.within_column = stronger(own->within_column, f->parent->keep.within_column);
	f->keep.within_page = stronger(own->within_page, f->parent->keep.within_page);
}

static struct lay_frame *
frame_in(struct lay_walk *w, const struct fo_node *node)
{
	struct lay_frame *f = ARENA_NEW(w->keep, struct lay_frame);

	f->node = node;
	f->parent = w->frame;
	f->depth = w->frame == NULL ? 1 : (uint16_t)(w->frame->depth + 1);
	f->spans = w->frame != NULL ? w->frame->spans : w->room.spanning;
	f->reference_ipd = lay_reference_ipd(w, w->frame);
	if (w->frame == NULL) {
		f->beside_start = w->room.beside_start;
		f->beside_end = w->room.beside_end;
	} else if (!w->frame->reference) {
		f->beside_start = w->frame->beside_start;
		f->beside_end = w->frame->beside_end;
	}
	set_keep(f, node);
	return f;
}

struct lay_frame *
lay_frame_silent(struct lay_walk *w, const struct fo_node *node)
{
	struct lay_frame *f = frame_in(w, node);

	f->silent = true;
	f->origin = lay_content_origin(w, w->frame);
	f->ipd = lay_content_ipd(w, w->frame);
	f->before.minimum.kind = f->before.optimum.kind = f->before.maximum.kind = FO_VALUE_DIM;
	f->after = f->before;
	return f;
}

static bool
is_right_to_left(const struct fo_node *node)
{
	enum fo_keyword mode = fo_keyword(node, FO_PROP_WRITING_MODE);

	return mode == FO_KW_RL_TB || mode == FO_KW_RL;
}

static bool
makes_reference(const struct fo_node *node)
{
	return node->object == FO_TABLE_CELL || node->object == FO_BLOCK_CONTAINER ||
	       node->object == FO_INLINE_CONTAINER;
}

/* An indent in percent that the node inherits is the length that it was where it was specified
 * (§5.1.3): that of the block around that bears it, or a share of what counts outside of the
 * reference area. */
static dim
inherited_indent(const struct lay_walk *w, const struct lay_frame *f, enum fo_prop indent)
{
	const struct fo_node *origin = f->node;
	bool outside = false;

	while (origin->parent != NULL && !fo_value(origin, indent)->specified) {
		origin = origin->parent;
		outside = outside || makes_reference(origin);
	}
	for (const struct lay_frame *o = w->frame; o != NULL; o = o->parent)
		if (o->node == origin && !o->silent)
			return indent == FO_PROP_START_INDENT ? o->start_indent : o->end_indent;
	if (!outside || w->room.outer_ipd == 0)
		return fo_dim(f->node, indent, f->reference_ipd, 0);
	return fo_dim(f->node, indent, w->room.outer_ipd, 0);
}

/* An indent; a margin in percent counts from the containing block, not from the reference area, and
 * is added to the indent of that block (§5.3.2). */
static dim
indent_of(struct lay_walk *w, const struct lay_frame *f, enum fo_edge edge)
{
	bool start = edge == FO_START;
	enum fo_prop indent = start ? FO_PROP_START_INDENT : FO_PROP_END_INDENT;
	const struct fo_value *margin =
		fo_value(f->node, start ? FO_PROP_MARGIN_LEFT : FO_PROP_MARGIN_RIGHT);
	dim base = lay_content_ipd(w, w->frame);
	const struct fo_value *v = fo_value(f->node, indent);
	bool left = start != is_right_to_left(f->node);
	dim beside = left ? f->beside_start : f->beside_end;

	if (v->kind == FO_VALUE_PERCENT && !v->specified)
		return dim_add(inherited_indent(w, f, indent), beside);
	if (!margin->specified || margin->kind != FO_VALUE_PERCENT || w->frame == NULL)
		return dim_add(fo_dim(f->node, indent, f->reference_ipd, 0), beside);
	dim around = left ? w->frame->origin
			  : dim_sub(f->reference_ipd, dim_add(w->frame->origin, w->frame->ipd));
	dim own = dim_add(
		fo_value_dim(margin, base, 0),
		dim_add(fo_border(f->node, edge).width, fo_padding(f->node, edge, base, NULL)));
	return dim_add(around, own);
}

struct lay_frame *
lay_frame_new(struct lay_walk *w, const struct fo_node *node)
{
	struct lay_frame *f = frame_in(w, node);
	dim base = lay_content_ipd(w, w->frame);
	dim start = indent_of(w, f, FO_START);
	dim end = indent_of(w, f, FO_END);

	f->box = lay_box_of(w->lay, w->keep, node, base);
	bool rtl = is_right_to_left(node);
	f->ipd = dim_max(0, dim_sub(f->reference_ipd, dim_add(start, end)));
	end = dim_sub(f->reference_ipd, dim_add(start, f->ipd));
	f->start_indent = dim_sub(start, rtl ? f->beside_end : f->beside_start);
	f->end_indent = dim_sub(end, rtl ? f->beside_start : f->beside_end);
	/* Areas lie from the left, also where lines begin at the right. */
	f->origin = rtl ? end : start;
	f->x = dim_sub(f->origin, lay_content_origin(w, w->frame));
	if (f->box != NULL) {
		const struct area_box *b = f->box;
		f->x = dim_sub(f->x, dim_add(b->border[FO_START].width, b->padding[FO_START]));
		f->border_before = b->border[FO_BEFORE].width;
		f->border_after = b->border[FO_AFTER].width;
		f->padding_before = b->padding[FO_BEFORE];
		f->padding_after = b->padding[FO_AFTER];
		f->keep_border_before = fo_border(node, FO_BEFORE).retain;
		f->keep_border_after = fo_border(node, FO_AFTER).retain;
		fo_padding(node, FO_BEFORE, base, &f->keep_padding_before);
		fo_padding(node, FO_AFTER, base, &f->keep_padding_after);
	}
	f->before = resolved_space(node, FO_PROP_SPACE_BEFORE, base);
	f->after = resolved_space(node, FO_PROP_SPACE_AFTER, base);
	return f;
}

void
lay_frame_displace(struct lay_frame *f, dim left, dim right)
{
	f->x = dim_add(f->x, left);
	f->origin = dim_add(f->origin, left);
	f->ipd = dim_max(0, dim_sub(f->ipd, dim_add(left, right)));
	f->beside_start = dim_add(f->beside_start, left);
	f->beside_end = dim_add(f->beside_end, right);
}

dim
lay_frame_beside(const struct lay_frame *f)
{
	const struct lay_frame *p = f->parent;
	dim sum = dim_add(f->beside_start, f->beside_end);

	if (p == NULL || p->reference)
		return sum;
	return dim_sub(sum, dim_add(p->beside_start, p->beside_end));
}
