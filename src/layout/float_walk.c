/*
 * Side floats in a walk: how lines and blocks give way.
 *
 * Heights.  The place of the walk is the sum of the boxes and gaps since the head of the column;
 * the open gap is resolved as far as it is known.
 *
 * Lines.  A paragraph is broken for the bands below its first line (float_band.h), as if all its
 * lines were as high as the block asks.  Then it is gone through line by line: where an anchor is
 * met its float is placed, level with the line that holds it, and where a line turns out to stand
 * beside something else than was assumed (it is higher, or no word fits beside the float and it has
 * to go below) the rest is broken again from there.  So the total-fit breaker always sees the rooms
 * of all lines to come, and the anchor's own line gives way too (CSS2 §9.5).
 *
 * Blocks.  intrusion-displace="line" moves lines only, so borders and backgrounds go on behind the
 * float; "block" moves the frame with all in it, as "auto" does for tables and block-containers,
 * which are reference areas (§7.19.3); "indent" keeps lines apart from those of the blocks around.
 * One thing the Recommendation leaves to ruin: label and body of a list-item, moved by "line" each
 * just enough, would stand on each other beside a float at the start; the whole list is moved
 * there.
 */
#include "layout/float_side.h"

#include "base/arena.h"
#include "layout/area.h"
#include "layout/block.h"
#include "layout/container.h"
#include "layout/spacing.h"
#include "layout/step.h"
#include "layout/table.h"
#include "layout/walk.h"

#define MAX_AGAIN  4   /* times one line is set again because of its height */
#define MAX_BREAKS 500 /* times a paragraph is: then its floats come all at once */

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

/* Does nothing stand above, in the column or in the parts of lists? */
static bool
is_at_head(const struct lay_walk *w)
{
	for (; w != NULL; w = w->room.outer)
		if (w->items->box_count != w->state->y_head)
			return false;
	return true;
}

/* Where the content of a frame would begin, were it to begin now; its border edge if outside. */
static dim
y_of_frame(struct lay_walk *w, struct lay_frame *f)
{
	struct lay_gap *gap = lay_walk_gap(w);
	dim y;

	lay_walk_edge(w, LAY_BEGIN, f->node)->frame = f;
	y = lay_side_y(w);
	gap->edge_count--;
	return dim_sub(y, dim_add(f->border_before, f->padding_before));
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

/* The frame around, also beyond the walk of a label or body. */
static const struct lay_frame *
frame_around(const struct lay_walk **w, const struct lay_frame *f)
{
	f = f->parent;
	while (f == NULL && (*w)->room.outer != NULL) {
		*w = (*w)->room.outer;
		f = (*w)->frame;
	}
	return f == NULL || f->reference ? NULL : f;
}

static enum fo_keyword
displace_of(const struct fo_node *node)
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
	bool indent = f != NULL && displace_of(f->node) == FO_KW_INDENT;

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
		f = frame_around(&w, f);
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

/* What floats leave below y to lines of the innermost frame; NULL: all of the measure. */
static struct lay_bands *
bands_below(struct lay_walk *w, const struct fo_node *block, dim y)
{
	struct lay_side *side = lay_side_of(w);
	const struct lay_frame *frame = lay_side_frame(w);
	size_t n = 0;

	prune(w, y);
	if (side == NULL || side->active.len == 0 || displace_of(block) == FO_KW_NONE)
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

/* ---- lines ---- */

/* A paragraph that is being set line by line. */
struct setting {
	struct lay_walk *w;
	struct lay_para *para;
	const struct fo_node *first;
	const struct lay_lines *lines; /* as broken from `base` down */
	size_t i;		       /* the next of them */
	struct lay_bands *bands;       /* below base; NULL: none */
	dim base;
	dim y;	      /* of the next line, not moved down yet */
	size_t taken; /* lines of the paragraph before lines->at[0] */
	uint32_t met; /* anchors met so far */
	int again;    /* times the next line has been set again */
	int breaks;
};

/* Is an anchor that of a side float that has not been placed yet? */
static bool
is_new(struct lay_walk *w, const struct fo_node *node)
{
	const struct lay_side *side = lay_side_of(w);

	return lay_side_is_side(node) && (side == NULL || !lay_side_has_met(side, node));
}

static bool
has_new_anchor(struct lay_walk *w, const struct lay_para *para, uint32_t from)
{
	const struct fo_node *node;

	for (uint32_t i = from; (node = lay_para_footnote(para, i)) != NULL; i++)
		if (is_new(w, node))
			return true;
	return false;
}

/* Breaks what is left anew, from y down. first: height of its first line, or 0. */
static void
break_again(struct setting *s, dim y, dim first)
{
	struct lay_measure measure = lay_walk_measure(s->w);

	s->bands = bands_below(s->w, lay_block_of(s->first->parent), y);
	if (s->bands != NULL)
		s->bands->first = first;
	s->base = y;
	measure.bands = s->bands;
	if (s->lines == NULL)
		s->lines = lay_para_break(s->para, s->w->arena, &measure);
	else
		s->lines = lay_para_rebreak(s->para, s->w->arena, s->lines, s->i, &measure);
	s->taken += s->i;
	s->i = 0;
	s->breaks++;
}

/* Places the floats anchored in the next line, level with it. */
static bool
meet_anchors(struct setting *s, dim y)
{
	const struct lay_line *line = &s->lines->at[s->i];
	uint32_t end = line->first_footnote + line->footnotes;
	const struct fo_node *node;
	bool any = false;

	if (s->breaks > MAX_BREAKS)
		end = UINT32_MAX;
	for (; s->met < end && (node = lay_para_footnote(s->para, s->met)) != NULL; s->met++) {
		struct lay_waiting what = {.node = node, .measure = -1};
		if (!is_new(s->w, node))
			continue;
		any = !lay_side_place(s->w, &what, y, is_at_head(s->w))->waits || any;
	}
	return any;
}

/* The next line is taken for higher, wider or narrower than it is where it stands: true if the rest
 * has been broken again.  y: where it stands. */
static bool
mend_line(struct setting *s, dim y)
{
	const struct lay_line *line = &s->lines->at[s->i];
	dim start, end, used_start, used_end;
	dim at = dim_sub(y, s->base);

	lay_bands_taken(s->bands, at, line->bpd, &start, &end);
	lay_line_beside(s->lines, s->i, &used_start, &used_end);
	bool narrow = start > used_start || end > used_end;
	bool wide = start < used_start || end < used_end;
	if (s->again < MAX_AGAIN && (narrow || (wide && s->again == 0))) {
		s->again++;
		break_again(s, y, line->bpd);
		return true;
	}
	/* No word fits: below the next float that ends (CSS2 §9.5). */
	dim next = dim_add(s->base, lay_bands_next(s->bands, at));
	if ((!line->oversized && !narrow) || (start == 0 && end == 0) || next <= y)
		return false;
	s->y = next;
	s->again = 0;
	break_again(s, next, 0);
	return true;
}

/* One line, or the rest broken again. */
static void
set_line(struct setting *s, dim *above)
{
	struct lay_walk *w = s->w;
	const struct lay_line *line = &s->lines->at[s->i];
	dim y = s->y;

	if (s->bands != NULL)
		y = dim_add(s->base, lay_bands_room(s->bands, dim_sub(y, s->base), line->bpd));
	if (s->met < line->first_footnote + line->footnotes && meet_anchors(s, y)) {
		break_again(s, s->y, 0);
		return;
	}
	if (s->bands != NULL && mend_line(s, y))
		return;
	lay_walk_line(w, s->para, s->lines, s->i, s->taken);
	w->items->boxes[w->items->box_count - 1].bpd = dim_add(line->bpd, dim_sub(y, *above));
	w->items->boxes[w->items->box_count - 1].source = s->first;
	if (w->frame != NULL) {
		if (w->frame->lines_to == 0)
			w->frame->lines_from = y;
		w->frame->lines_to = dim_add(y, line->bpd);
	}
	s->y = *above = dim_add(y, line->bpd);
	s->i++;
	s->again = 0;
	if (s->bands != NULL)
		lay_side_of(w)->last = lay_side_root(w)->items->box_count + 1;
}

bool
lay_side_paragraph(struct lay_walk *w, struct lay_para *para, const struct fo_node *first,
		   const struct lay_box *box)
{
	const struct lay_side *side = lay_side_of(w);
	struct setting s = {.w = w, .para = para, .first = first};
	size_t from = w->items->box_count;

	if (box != NULL) {
		s.lines = box->u.line.lines;
		s.i = box->u.line.index;
		s.taken = box->u.line.taken;
		s.met = s.lines->at[s.i].first_footnote;
	}
	if (!has_new_anchor(w, para, s.met) && (side == NULL || side->active.len == 0))
		return false;
	s.y = lay_side_y(w);
	dim above = s.y;
	size_t taken = s.taken + s.i;
	break_again(&s, s.y, 0);
	while (s.i < s.lines->count)
		set_line(&s, &above);
	lay_walk_costs(w, lay_block_of(first->parent), from, taken);
	return true;
}

/* ---- blocks ---- */

void
lay_side_meet(struct lay_walk *w, const struct fo_node *node)
{
	struct lay_waiting what = {.node = node, .measure = -1};
	struct lay_side_float *f = lay_side_place(w, &what, lay_side_y(w), is_at_head(w));

	f->at_edge = w->room.outer == NULL;
	lay_walk_edge(w, LAY_POINT, node)->side = f;
}

static dim
edges_ipd(const struct lay_frame *f)
{
	dim sum = 0;

	if (f->box != NULL)
		for (int e = FO_START; e <= FO_END; e++)
			sum = dim_add(sum, dim_add(f->box->border[e].width, f->box->padding[e]));
	return sum;
}

/* The room that a table or block-container cannot do without. */
static dim
least_ipd(struct lay_walk *w, const struct lay_frame *f)
{
	const struct fo_value *v = fo_value(f->node, FO_PROP_INLINE_PROGRESSION_DIMENSION);
	dim least = 0;
	dim most = 0;
	dim edges = edges_ipd(f);

	if (v->kind == FO_VALUE_RANGE)
		v = &v->u.range->optimum;
	if (v->kind != FO_VALUE_DIM)
		v = fo_value(f->node, FO_PROP_WIDTH);
	if (v->kind == FO_VALUE_DIM)
		return dim_add(v->u.dim, edges);
	if (f->node->object == FO_TABLE)
		lay_table_width(w->lay, f->node, &least, &most);
	else
		lay_items_width(w->lay, f->node, &least, &most);
	return dim_add(least, edges);
}

/* What floats between two heights take off a frame's border edges. */
static void
taken_off(struct lay_walk *w, const struct lay_frame *f, dim y, dim *left, dim *right)
{
	const struct lay_side *side = lay_side_of(w);
	const struct lay_frame *frame = lay_side_frame(w);
	dim low = dim_add(lay_content_origin(w, w->frame), f->x);
	dim high = dim_add(low, dim_add(f->ipd, edges_ipd(f)));

	*left = *right = 0;
	for (size_t i = 0; side != NULL && i < side->active.len; i++) {
		const struct lay_side_float *a = side->active.at[i];
		if (a->frame != frame || dim_add(a->y, a->bpd) <= y)
			continue;
		if (a->left)
			*left = dim_max(*left, dim_sub(dim_add(a->x, a->ipd), low));
		else
			*right = dim_max(*right, dim_sub(high, a->x));
	}
}

/* The least after edge of the floats that reach below y. */
static dim
next_end(struct lay_walk *w, dim y)
{
	const struct lay_side *side = lay_side_of(w);
	const struct lay_frame *frame = lay_side_frame(w);
	dim next = DIM_MAX;

	for (size_t i = 0; i < side->active.len; i++) {
		const struct lay_side_float *a = side->active.at[i];
		if (a->frame == frame && dim_add(a->y, a->bpd) > y)
			next = dim_min(next, dim_add(a->y, a->bpd));
	}
	return next;
}

/* Where there is room enough beside the floats for a frame that moves as a whole. */
static dim
find_room(struct lay_walk *w, struct lay_frame *f, dim y)
{
	dim left, right;
	dim wide = dim_add(f->ipd, edges_ipd(f));
	dim need;

	taken_off(w, f, y, &left, &right);
	if (left == 0 && right == 0)
		return y;
	need = dim_min(least_ipd(w, f), wide);
	while ((left > 0 || right > 0) && dim_sub(wide, dim_add(left, right)) < need) {
		dim next = next_end(w, y);
		if (next <= y || next == DIM_MAX)
			break;
		y = next;
		taken_off(w, f, y, &left, &right);
	}
	return y;
}

/* Room above what follows, so that its border edge stands at `to`. No space reaches through it:
 * those on both sides add up. */
static void
add_clearance(struct lay_walk *w, struct lay_frame *f, dim to)
{
	struct lay_gap *gap = lay_walk_gap(w);

	lay_walk_edge(w, LAY_CLEAR, f->node);
	dim room = dim_sub(to, y_of_frame(w, f));
	gap->edges[gap->edge_count - 1].space_whole = room;
	gap->edges[gap->edge_count - 1].space_break = room;
}

void
lay_side_before(struct lay_walk *w, const struct fo_node *node)
{
	enum fo_keyword clear = fo_keyword(node, FO_PROP_CLEAR);
	bool whole = displace_of(node) == FO_KW_BLOCK &&
		     (node->object == FO_TABLE || node->object == FO_BLOCK_CONTAINER);
	struct lay_side *side = lay_side_of(w);

	if (side == NULL || (clear == FO_KW_NONE && !whole))
		return;
	if (lay_side_clear_waits(w, clear)) {
		lay_walk_edge(w, LAY_CLEAR, node);
		lay_walk_force(w, LAY_BREAK_COLUMN);
		side->last = lay_side_root(w)->items->box_count + 1;
		return;
	}
	if (side->active.len == 0)
		return;
	struct lay_frame *f = lay_frame_new(w, node);
	dim y = y_of_frame(w, f);
	dim to = lay_side_clear(w, clear, y);
	if (whole)
		to = find_room(w, f, to);
	if (to <= y)
		return;
	add_clearance(w, f, to);
	side->last = lay_side_root(w)->items->box_count + 1;
}

/* A block of a label moves with the list, by as much as a float at its left takes off that. */
static void
displace_label(struct lay_walk *w, struct lay_frame *f)
{
	const struct lay_side *side = lay_side_of(w);
	const struct lay_frame *frame = lay_side_frame(w);
	dim y = y_of_frame(w, f);
	dim moved = 0;

	if (displace_of(f->node) == FO_KW_NONE)
		return;
	for (size_t i = 0; i < side->active.len; i++) {
		const struct lay_side_float *a = side->active.at[i];
		dim left = f->origin;
		const struct lay_walk *at = w;
		if (a->frame != frame || !a->left || a->y > y || dim_add(a->y, a->bpd) <= y)
			continue;
		for (const struct lay_frame *o = frame_around(&at, f); o != NULL;
		     o = frame_around(&at, o))
			if (o->node->object == FO_LIST_BLOCK)
				left = dim_min(left, o->origin);
		moved = dim_max(moved, dim_sub(dim_add(a->x, a->ipd), left));
	}
	lay_frame_displace(f, moved, dim_sub(0, moved));
}

void
lay_side_displace(struct lay_walk *w, struct lay_frame *f)
{
	struct lay_side *side = lay_side_of(w);
	dim left, right;

	if (side == NULL || side->active.len == 0)
		return;
	if (w->room.label && w->frame == NULL) {
		displace_label(w, f);
		return;
	}
	if (displace_of(f->node) != FO_KW_BLOCK)
		return;
	taken_off(w, f, y_of_frame(w, f), &left, &right);
	lay_frame_displace(f, left, right);
	if (left > 0 || right > 0)
		side->last = lay_side_root(w)->items->box_count + 1;
}

/* ---- ends ---- */

void
lay_side_enclose(struct lay_walk *w, const struct lay_frame *frame)
{
	struct lay_side *side = lay_side_of(w);
	dim y, bottom;

	if (side == NULL || (frame == NULL && w->room.outer != NULL))
		return;
	bool open = w->room.outer == NULL && side->floats.len > 0 &&
		    side->floats.at[side->floats.len - 1]->box == w->items->box_count &&
		    side->floats.at[side->floats.len - 1]->frame == frame;
	bottom = y = lay_side_y(w);
	for (size_t i = 0; i < side->active.len; i++) {
		const struct lay_side_float *a = side->active.at[i];
		if (a->frame == frame && !a->cut)
			bottom = dim_max(bottom, dim_add(a->y, a->bpd));
	}
	if (bottom > y || open)
		lay_walk_box(w, LAY_BOX_EMPTY, dim_sub(bottom, y))->source =
			frame != NULL ? frame->node : NULL;
}

void
lay_side_settle(struct lay_walk *w)
{
	const struct lay_gap *gap = lay_walk_gap(w);

	for (uint32_t i = 0; i < gap->turn; i++) {
		struct lay_side_float *f = gap->edges[i].side;
		if (f == NULL || f->part != w->items || f->part_box != w->items->box_count)
			continue;
		f->part_box--;
		if (w->room.outer == NULL)
			f->box--;
	}
}

void
lay_side_hold(struct lay_walk *w)
{
	const struct lay_side *side = w->side;

	if (side->floats.len > 0 &&
	    side->floats.at[side->floats.len - 1]->box == w->items->box_count)
		lay_walk_box(w, LAY_BOX_EMPTY, 0);
}

void
lay_side_finish(struct lay_walk *w)
{
	struct lay_items *items = w->items;
	const struct lay_side *side = w->side;
	size_t next = 0;
	dim reach = 0;
	dim y = 0;

	if (side == NULL)
		return;
	for (size_t i = 0; i < items->box_count; i++) {
		struct lay_gap *gap = &items->gaps[i];
		if (i > 0 && reach > y)
			gap->keep_column = FO_KEEP_ALWAYS;
		y = dim_add(y,
			    dim_add(i == 0 ? gap->after_break : gap->whole, items->boxes[i].bpd));
		reach = dim_max(reach, lay_side_reach(side, &next, i, i + 1));
	}
}

/* The step that takes a box of a part; the last one if none does. */
static uint32_t
step_of(const struct lay_steps *s, const struct lay_side_float *f)
{
	for (uint32_t i = 0; i < s->part_count; i++) {
		if (s->parts[i].items != f->part)
			continue;
		for (uint32_t k = 0; k + 1 < s->count; k++)
			if (lay_steps_position(s, &s->parts[i], (size_t)k + 1) > f->part_box)
				return k;
	}
	return s->count - 1;
}

/* In the order of their boxes again. */
static void
sort(struct lay_side *side, size_t first)
{
	for (size_t i = first + 1; i < side->floats.len; i++) {
		struct lay_side_float *f = side->floats.at[i];
		size_t k = i;
		for (; k > first && side->floats.at[k - 1]->box > f->box; k--)
			side->floats.at[k] = side->floats.at[k - 1];
		side->floats.at[k] = f;
	}
}

void
lay_side_spread(struct lay_walk *w, const struct lay_steps *s, size_t first, size_t from)
{
	struct lay_side *side = lay_side_of(w);

	if (side == NULL)
		return;
	for (size_t i = first; i < side->floats.len; i++) {
		struct lay_side_float *f = side->floats.at[i];
		f->part_box = from + step_of(s, f);
		f->part = w->items;
		if (w->room.outer == NULL)
			f->box = f->part_box;
	}
	if (w->room.outer != NULL)
		return;
	sort(side, first);
	if (side->last > from)
		side->last = w->items->box_count + 1;
}
