/*
 * Side floats: what they leave at a height.
 *
 * The place of a walk is the sum of the boxes and gaps since the head of the column; the open gap
 * is resolved as far as it is known.  Below a place, the floats that reach there cut the room into
 * bands (float_band.h).
 *
 * How much a float takes off lines depends on what they stand in: intrusion-displace="indent" keeps
 * them apart from the lines of the blocks around too (XSL 1.1 §7.19.3).  One thing the
 * Recommendation leaves to ruin: label and body of a list-item, moved by "line" each just enough,
 * would stand on each other beside a float at the start; the whole list is moved there.
 */
#include "layout/float_side.h"

#include "base/arena.h"
#include "layout/block.h"
#include "layout/spacing.h"
#include "layout/walk.h"

/* ---- heights ---- */

/* Height of the open gap as it is now. */
static dim
open_gap_bpd(struct lay_walk *w)
{
	struct lay_gap *gap = lay_walk_gap(w);
	bool at_head = w->items->box_count == w->state->y_head;

	if (gap->edge_count == 0 && !at_head)
		return 0;
	gap->turn = w->items->box_count == 0 ? 0 : w->state->kept_edges;
	gap->frame = w->state->gap_frame;
	lay_gap_resolve(w->arena, gap);
	return at_head ? gap->after_break : gap->whole;
}

dim
lay_side_y(struct lay_walk *w)
{
	struct lay_walk_state *s = w->state;
	dim y = w->room.outer != NULL ? lay_side_y(w->room.outer) : 0;

	for (; s->y_box < w->items->box_count; s->y_box++) {
		const struct lay_gap *gap = &w->items->gaps[s->y_box];
		dim above = s->y_box == s->y_head ? gap->after_break : gap->whole;
		s->y = dim_add(s->y, dim_add(above, w->items->boxes[s->y_box].bpd));
	}
	return dim_add(y, dim_add(s->y, open_gap_bpd(w)));
}

bool
lay_side_at_head(const struct lay_walk *w)
{
	for (; w != NULL; w = w->room.outer)
		if (w->items->box_count != w->state->y_head)
			return false;
	return true;
}

/* ---- bands ---- */

/* Floats that end above the place of the walk stand beside nothing to come. */
static void
prune(struct lay_walk *w, dim y)
{
	struct lay_side *side = w->side;
	size_t n = 0;

	if (side == NULL) /* a label or body: what stands beside it comes again */
		return;
	for (size_t i = 0; i < side->active.len; i++)
		if (dim_add(side->active.at[i]->y, side->active.at[i]->bpd) > y)
			side->active.at[n++] = side->active.at[i];
	side->active.len = n;
}

const struct lay_frame *
lay_side_around(const struct lay_walk **w, const struct lay_frame *f)
{
	f = f->parent;
	while (f == NULL && (*w)->room.outer != NULL) {
		*w = (*w)->room.outer;
		f = (*w)->frame;
	}
	return f == NULL || f->reference ? NULL : f;
}

enum fo_keyword
lay_side_displacement(const struct fo_node *node)
{
	enum fo_keyword k = fo_keyword(node, FO_PROP_INTRUSION_DISPLACE);

	if (k != FO_KW_AUTO)
		return k;
	return node->object == FO_TABLE || node->object == FO_BLOCK_CONTAINER ? FO_KW_BLOCK
									      : FO_KW_LINE;
}

/* From where the displacement by a float is counted: the edges of the lines themselves, or those of
 * blocks around them (see above). */
static void
find_edges(struct lay_walk *walk, const struct lay_side_float *a, dim *left, dim *right)
{
	const struct lay_walk *w = walk;
	const struct lay_frame *f = w->frame;
	bool indent = f != NULL && lay_side_displacement(f->node) == FO_KW_INDENT;

	*left = lay_content_origin(w, f);
	*right = dim_add(*left, lay_content_ipd(w, f));
	while (f != NULL) {
		bool beside = f->lines_to > a->y && f->lines_from < dim_add(a->y, a->bpd);
		if (f->node->object == FO_LIST_BLOCK && a->left && !walk->room.label)
			*left = dim_min(*left, f->origin);
		if (indent && beside) {
			*left = dim_min(*left, f->origin);
			*right = dim_max(*right, dim_add(f->origin, f->ipd));
		}
		f = lay_side_around(&w, f);
	}
}

struct limit {
	dim y;
	dim bottom;
	dim taken;
	bool left;
};

/* What a float takes off lines here; taken 0: nothing. */
static struct limit
limit_of(struct lay_walk *w, const struct lay_side_float *a)
{
	dim left, right;

	find_edges(w, a, &left, &right);
	struct limit l = {.y = a->y, .bottom = dim_add(a->y, a->bpd), .left = a->left};
	l.taken = a->left ? dim_sub(dim_add(a->x, a->ipd), left) : dim_sub(right, a->x);
	l.taken = dim_max(l.taken, 0);
	return l;
}

/* Adds the heights at which the room changes below y, in order. */
static size_t
add_cut(dim *cuts, size_t n, dim at)
{
	size_t i = n;

	while (i > 0 && cuts[i - 1] > at)
		i--;
	if (i > 0 && cuts[i - 1] == at)
		return n;
	for (size_t k = n; k > i; k--)
		cuts[k] = cuts[k - 1];
	cuts[i] = at;
	return n + 1;
}

static void
fill_bands(struct lay_bands *b, const struct limit *limits, size_t count, const dim *cuts, dim y,
	   bool rtl)
{
	for (size_t i = 0; i < b->count; i++) {
		struct lay_band *band = &b->at[i];
		dim left = 0;
		dim right = 0;
		for (size_t k = 0; k < count; k++) {
			if (limits[k].y >= cuts[i + 1] || limits[k].bottom <= cuts[i])
				continue;
			if (limits[k].left)
				left = dim_max(left, limits[k].taken);
			else
				right = dim_max(right, limits[k].taken);
		}
		*band = (struct lay_band){.top = dim_sub(cuts[i], y),
					  .bottom = dim_sub(cuts[i + 1], y),
					  .start = rtl ? right : left,
					  .end = rtl ? left : right};
	}
}

struct lay_bands *
lay_side_bands(struct lay_walk *w, const struct fo_node *block, dim y)
{
	struct lay_side *side = lay_side_of(w);
	const struct lay_frame *frame = lay_side_frame(w);
	size_t n = 0;

	prune(w, y);
	if (side == NULL || side->active.len == 0 || lay_side_displacement(block) == FO_KW_NONE)
		return NULL;
	struct limit *limits = ARENA_ARRAY(w->arena, side->active.len, struct limit);
	for (size_t i = 0; i < side->active.len; i++) {
		const struct lay_side_float *a = side->active.at[i];
		if (a->frame != frame || dim_add(a->y, a->bpd) <= y)
			continue;
		limits[n] = limit_of(w, a);
		n += limits[n].taken > 0;
	}
	if (n == 0)
		return NULL;
	dim *cuts = ARENA_ARRAY(w->arena, 2 * n + 1, dim);
	size_t count = add_cut(cuts, 0, y);
	for (size_t i = 0; i < n; i++) {
		if (limits[i].y > y)
			count = add_cut(cuts, count, limits[i].y);
		count = add_cut(cuts, count, limits[i].bottom);
	}
	struct lay_bands *b = ARENA_NEW(w->arena, struct lay_bands);
	enum fo_keyword mode = fo_keyword(block, FO_PROP_WRITING_MODE);
	b->count = count - 1;
	b->at = ARENA_ARRAY(w->arena, b->count, struct lay_band);
	b->ipd = lay_content_ipd(w, w->frame);
	b->least = dim_max(0, fo_dim(block, FO_PROP_FONT_SIZE, 0, 0));
	fill_bands(b, limits, n, cuts, y, mode == FO_KW_RL_TB || mode == FO_KW_RL);
	return b;
}
