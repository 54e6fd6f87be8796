/*
 * Side floats: where they stand (CSS2 §9.5.1, with start and end for left and right).
 *
 * A float goes as high as it can, then as far to its side as it can; never above a float or a line
 * before it, never beyond a float on the other side.  Where there is no room beside others, it goes
 * below the one that ends first.  What does not fit the rest of the column waits for the next one;
 * a float that is higher than a column is split at its head.
 */
#include "layout/float_side.h"

#include "base/arena.h"
#include "layout/area.h"
#include "layout/block.h"
#include "layout/layout_diag.h"
#include "layout/pagebreak.h"
#include "layout/walk.h"

#include <stdio.h>

/* So many side by side; more go below: nobody sets them, and each costs all that come after. */
#define MAX_ACTIVE 200

bool
lay_side_is_side(const struct fo_node *node)
{
	enum fo_keyword k;

	if (node->object != FO_FLOAT)
		return false;
	k = fo_keyword(node, FO_PROP_FLOAT);
	return k != FO_KW_BEFORE && k != FO_KW_NONE;
}

struct lay_walk *
lay_side_root(struct lay_walk *w)
{
	while (w->room.outer != NULL)
		w = w->room.outer;
	return w;
}

struct lay_side *
lay_side_of(struct lay_walk *w)
{
	return lay_side_root(w)->side;
}

struct lay_side *
lay_side_need(struct lay_walk *w)
{
	struct lay_walk *root = lay_side_root(w);

	if (root->side == NULL) {
		root->side = ARENA_NEW(root->keep, struct lay_side);
		root->items->side = root->side;
	}
	return root->side;
}

const struct lay_frame *
lay_side_frame(const struct lay_walk *w)
{
	for (; w != NULL; w = w->room.outer)
		for (const struct lay_frame *f = w->frame; f != NULL; f = f->parent)
			if (f->reference)
				return f;
	return NULL;
}

static dim
reference_ipd(struct lay_walk *w, const struct lay_frame *frame)
{
	return frame != NULL ? frame->reference_ipd : lay_side_root(w)->room.ipd;
}

/* ---- the float itself ---- */

static bool
is_percentage(const struct fo_node *node)
{
	const struct fo_value *v = fo_value(node, FO_PROP_INLINE_PROGRESSION_DIMENSION);

	if (v->kind == FO_VALUE_RANGE)
		v = &v->u.range->optimum;
	return v->kind == FO_VALUE_PERCENT ||
	       fo_value(node, FO_PROP_WIDTH)->kind == FO_VALUE_PERCENT;
}

/* Does something in the float count its width from what is around the float? */
static bool
counts_from_outside(const struct fo_node *node)
{
	for (const struct fo_node *c = node->first_child; c != NULL; c = c->next) {
		if ((c->object == FO_TABLE || c->object == FO_BLOCK_CONTAINER ||
		     c->object == FO_EXTERNAL_GRAPHIC || c->object == FO_INSTREAM_FOREIGN_OBJECT) &&
		    is_percentage(c))
			return true;
		if ((c->object == FO_BLOCK || c->object == FO_WRAPPER) && counts_from_outside(c))
			return true;
	}
	return false;
}

static bool
is_outermost(const struct lay_frame *f)
{
	if (f->silent)
		return false;
	while (f->parent != NULL && f->parent->silent)
		f = f->parent;
	return f->parent == NULL;
}

/* The edges of what stands in a float. */
static void
find_extent(const struct lay_items *items, dim measure, dim *low, dim *high)
{
	*low = DIM_MAX;
	*high = DIM_MIN;
	for (size_t g = 0; g <= items->box_count; g++) {
		for (uint32_t i = 0; i < items->gaps[g].edge_count; i++) {
			const struct lay_frame *f = items->gaps[g].edges[i].frame;
			dim x;
			if (items->gaps[g].edges[i].kind != LAY_BEGIN || !is_outermost(f))
				continue;
			x = dim_add(f->x, f->ipd);
			if (f->box != NULL)
				for (int e = FO_START; e <= FO_END; e++)
					x = dim_add(x, dim_add(f->box->border[e].width,
							       f->box->padding[e]));
			*low = dim_min(*low, f->x);
			*high = dim_max(*high, x);
		}
	}
	if (*low > *high) {
		*low = 0;
		*high = measure;
	}
}

static void
lay_out(struct lay_walk *w, struct lay_side_float *f, dim measure)
{
	struct lay_walk *root = lay_side_root(w);
	struct lay_room room = {.ipd = measure, .page_bpd = root->room.page_bpd};
	dim low, high;

	f->measure = measure;
	f->items = lay_items_make(w->lay, root->arena, f->node, &room);
	find_extent(f->items, measure, &low, &high);
	f->inset = dim_sub(0, low);
	f->ipd = dim_max(0, dim_sub(high, low));
}

/* §6.12.2: as wide as its content is; content that can break does so where there is no more room.
 */
static void
fit(struct lay_walk *w, struct lay_side_float *f, dim room)
{
	dim least, most;

	if (counts_from_outside(f->node)) {
		lay_out(w, f, room);
		return;
	}
	lay_items_width(w->lay, f->node, &least, &most);
	if (most <= 0)
		most = room;
	lay_out(w, f, dim_min(most, dim_max(room, least)));
	if (f->ipd <= room || f->measure <= least)
		return;
	dim less = dim_sub(f->measure, dim_sub(f->ipd, room));
	lay_out(w, f, dim_max(least, dim_max(less, 0)));
}

/* The edge that start means for a float, as its value says, on this page. */
static bool
is_at_start(const struct lay_walk *w, const struct fo_node *node)
{
	bool recto = w->lay->number % 2 != 0;

	switch (fo_keyword(node, FO_PROP_FLOAT)) {
	case FO_KW_END:
	case FO_KW_RIGHT:
		return false;
	case FO_KW_INSIDE: /* pages are bound at the start edge of odd ones */
		return recto;
	case FO_KW_OUTSIDE:
		return !recto;
	default:
		return true;
	}
}

static bool
is_rtl(const struct fo_node *node)
{
	enum fo_keyword k = fo_keyword(node, FO_PROP_WRITING_MODE);

	return k == FO_KW_RL_TB || k == FO_KW_RL;
}

/* ---- clear ---- */

static bool
must_clear(enum fo_keyword clear, const struct fo_node *node)
{
	enum fo_keyword k = fo_keyword(node, FO_PROP_FLOAT);

	switch (clear) {
	case FO_KW_START:
	case FO_KW_LEFT:
		return k == FO_KW_START || k == FO_KW_LEFT;
	case FO_KW_END:
	case FO_KW_RIGHT:
		return k == FO_KW_END || k == FO_KW_RIGHT;
	case FO_KW_INSIDE:
	case FO_KW_OUTSIDE:
		return k == clear;
	case FO_KW_BOTH:
		return true;
	default:
		return false;
	}
}

dim
lay_side_clear(struct lay_walk *w, enum fo_keyword clear, dim y)
{
	const struct lay_side *side = lay_side_of(w);
	const struct lay_frame *frame = lay_side_frame(w);

	for (size_t i = 0; side != NULL && i < side->active.len; i++) {
		const struct lay_side_float *f = side->active.at[i];
		if (f->frame == frame && must_clear(clear, f->node))
			y = dim_max(y, dim_add(f->y, f->bpd));
	}
	return y;
}

bool
lay_side_clear_waits(struct lay_walk *w, enum fo_keyword clear)
{
	const struct lay_side *side = lay_side_of(w);

	if (side == NULL || !side->blocked)
		return false;
	for (size_t i = side->floats.len; i-- > 0;) {
		const struct lay_side_float *f = side->floats.at[i];
		if (f->column != side->column)
			break;
		if (f->waits && must_clear(clear, f->node))
			return true;
	}
	return false;
}

/* ---- the place ---- */

/* Is there room for the float at its y?  If not, *next is the after edge of the one that ends
 * first (§6.12.2: that one is cleared). */
static bool
is_room(const struct lay_side *side, struct lay_side_float *f, dim wide, dim *next)
{
	dim low = 0;
	dim high = wide;
	size_t count = 0;

	*next = DIM_MAX;
	for (size_t i = 0; i < side->active.len; i++) {
		const struct lay_side_float *a = side->active.at[i];
		dim end = dim_add(a->y, a->bpd);
		if (a->frame != f->frame || end <= f->y)
			continue;
		if (a->left)
			low = dim_max(low, dim_add(a->x, a->ipd));
		else
			high = dim_min(high, a->x);
		*next = dim_min(*next, end);
		count++;
	}
	f->x = f->left ? low : dim_sub(high, f->ipd);
	if (count == 0)
		return true;
	return count < MAX_ACTIVE && dim_sub(high, low) >= f->ipd;
}

static void
report(struct lay_walk *w, const struct lay_side_float *f, int row, dim over)
{
	struct diag_place place = fo_place(w->lay->doc, w->lay->arena, f->node);
	char pt[32];

	if (over <= 8 || f->from > 0) /* rounding of many small lengths; said once */
		return;
	snprintf(pt, sizeof pt, "%.1f", dim_to_pt(over));
	if (row == LAYOUT_DIAG_WIDE_FLOAT)
		diag_add(w->lay->diag, &layout_diags[row], &place, pt);
	else
		diag_add(w->lay->diag, &layout_diags[row], &place, "fo:float", "its column", pt);
}

/* The last place where a float that is higher than the column may go on in the next one. */
static size_t
split(const struct lay_side_float *f, dim room)
{
	size_t best = f->from;
	int32_t least = LAY_COST_WIDOW;

	for (size_t i = f->from + 1; i < f->to; i++) {
		int32_t cost = lay_gap_cost(&f->items->gaps[i], true);
		if (lay_items_bpd(f->items, f->from, i) > room)
			break;
		if (cost <= least) {
			best = i;
			least = cost;
		}
	}
	return best;
}

static struct lay_side_float *
note(struct lay_walk *w, const struct lay_side_float *f)
{
	struct lay_walk *root = lay_side_root(w);
	struct lay_side_float *own = ARENA_NEW(root->arena, struct lay_side_float);

	*own = *f;
	VEC_PUSH(root->keep, &root->side->floats, own);
	return own;
}

static void
wait(struct lay_walk *w, const struct lay_side_float *f)
{
	note(w, f)->waits = true;
	w->side->blocked = true;
}

static bool
is_kept(const struct lay_walk *w)
{
	for (; w != NULL; w = w->room.outer)
		if (w->frame != NULL && (w->frame->keep.within_column == FO_KEEP_ALWAYS ||
					 w->frame->keep.within_page == FO_KEEP_ALWAYS))
			return true;
	return false;
}

/* Does it fit above the end of the column?  At the head of one it is split if it can be. */
static bool
fit_height(struct lay_walk *w, struct lay_side_float *f, bool at_head)
{
	struct lay_walk *root = lay_side_root(w);
	dim room = dim_sub(root->room_bpd, f->y);

	if (root->room_bpd <= 0 || f->bpd <= dim_add(room, LAY_SLACK))
		return true;
	if (!at_head)
		/* What is kept together keeps its float: it does not fit here, nor do they. */
		return is_kept(w) && f->bpd <= root->room_bpd;
	struct lay_side_float rest = *f;
	rest.from = split(f, room);
	if (rest.from > f->from) {
		f->to = rest.from;
		f->bpd = dim_max(0, lay_items_bpd(f->items, f->from, f->to));
		wait(root, &rest);
		return true;
	}
	f->cut = true;
	report(root, f, LAYOUT_DIAG_OVERFLOWS, dim_sub(f->bpd, room));
	return true;
}

static void
find_place(struct lay_walk *root, struct lay_side_float *f, dim y, dim wide)
{
	enum fo_keyword clear = fo_keyword(f->node, FO_PROP_CLEAR);
	dim next;

	f->y = dim_max(y, root->side->least);
	for (size_t i = 0; i < root->side->active.len; i++) {
		const struct lay_side_float *a = root->side->active.at[i];
		if (a->frame == f->frame && must_clear(clear, a->node))
			f->y = dim_max(f->y, dim_add(a->y, a->bpd));
	}
	while (!is_room(root->side, f, wide, &next))
		f->y = next;
	/* Wider than all there is: rule 1 keeps its own side in place. */
	if (f->left && f->x < 0)
		f->x = 0;
}

void
lay_side_wait(struct lay_walk *w, const struct lay_waiting *what, size_t box)
{
	struct lay_walk *root = lay_side_root(w);
	struct lay_side_float f = {.node = what->node,
				   .from = what->from,
				   .measure = what->measure,
				   .box = w == root ? box : root->items->box_count,
				   .part = w->items,
				   .part_box = box,
				   .column = root->side->column};

	wait(root, &f);
	root->side->last = f.box + 1;
}

struct lay_side_float *
lay_side_place(struct lay_walk *w, const struct lay_waiting *what, dim y, bool at_head)
{
	struct lay_walk *root = lay_side_root(w);
	struct lay_side *side = lay_side_need(w);
	struct lay_side_float f = {.node = what->node,
				   .frame = lay_side_frame(w),
				   .from = what->from,
				   .box = root->items->box_count,
				   .part = w->items,
				   .part_box = w->items->box_count,
				   .column = side->column};
	dim wide = reference_ipd(w, f.frame);

	f.left = is_at_start(w, f.node) != is_rtl(f.node);
	if (what->measure >= 0)
		lay_out(w, &f, what->measure);
	else
		fit(w, &f, wide);
	f.to = f.items->box_count;
	if (f.from >= f.to)
		f.from = f.to - 1;
	f.bpd = dim_max(0, lay_items_bpd(f.items, f.from, f.to));
	find_place(root, &f, y, wide);
	if (side->off) {
		f.cut = f.here = true;
		f.y = y;
		return note(root, &f);
	}
	if (side->blocked || !fit_height(w, &f, at_head && f.y <= y)) {
		wait(root, &f);
		side->last = root->items->box_count + 1;
		return side->floats.at[side->floats.len - 1];
	}
	report(w, &f, LAYOUT_DIAG_WIDE_FLOAT, dim_sub(f.ipd, wide));
	side->least = f.y;
	struct lay_side_float *own = note(root, &f);
	if (f.bpd > 0)
		VEC_PUSH(root->keep, &side->active, own);
	side->last = root->items->box_count + 1;
	return own;
}

dim
lay_side_reach(const struct lay_side *side, size_t *next, size_t from, size_t to)
{
	dim reach = 0;

	for (; *next < side->floats.len && side->floats.at[*next]->box < to; ++*next) {
		const struct lay_side_float *f = side->floats.at[*next];
		if (f->box >= from && !f->waits && !f->cut)
			reach = dim_max(reach, dim_add(f->y, f->bpd));
	}
	return reach;
}
