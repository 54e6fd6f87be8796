/*
 * Spacing: how much room the spaces, borders and paddings in a gap take.
 *
 * The model (XSL 1.1 §4.3).  Read a gap's edges from top to bottom and write down what each brings:
 *
 *	end of a block      ─ padding-after, border-after, then space-after
 *	begin of a block    ─ space-before, then border-before, padding-before
 *
 * Spaces that meet without anything solid between them are one *group* and resolve to one space.
 * A border or padding that is not zero, and the edge of a reference area, is a *fence*: it ends a
 * group.  For
 *
 *	      line
 *	  end p        space-after 6
 *	end section    padding-after 0, space-after 12      ┐
 *	begin section  space-before 18, border-before 1 ────┘ one group: 6 12 18; fence: 1
 *	  begin p      space-before 6                         a second group: 6
 *	      line
 *
 * the groups give 18 and 6, the gap 18 + 1 + 6.
 *
 * A group is resolved so (§4.3.1):
 *	0. spaces of nothing, the initial value, do not count;
 *	1. where it begins or ends a reference area, conditional spaces ("discard") at that end
 *	   vanish, up to the first that is retained;
 *	2. if any is forcing, the group is the sum of the forcing ones;
 *	3. else only the highest precedence counts, of these only the largest optimum, and of
 *several equals the last; its range is narrowed to what all of them allow. The result is given to
 *the edge whose space won, because areas show where it came from.
 *
 * Each gap is resolved three times: unbroken, and its two halves around the turn, where the foot of
 * one page and the head of the next are edges of reference areas.  Blocks that stay open across a
 * break bring their borders and paddings into the halves if those are retained, and tables the
 * header and footer that repeat: they are fences too.
 *
 * Chosen: resolution inside a gap only, since whatever can meet meets in one gap.  An empty block
 * without borders is a begin and an end in the same gap, so spaces reach through it.  Rejected:
 * element lists in which the breaker carries the variants of each space along; it knows no more
 * than the three heights in the end.
 */
#include "layout/spacing.h"

#include "base/arena.h"

#include <assert.h>

#define FEW 16

/* Spaces of one group, by edge. */
struct member {
	const struct fo_space *space;
	dim *result; /* where the edge keeps it */
	dim *give;
};

struct group {
	struct member *at;
	size_t len;
	bool begins; /* it stands at the beginning of a reference area */
	dim give;    /* by how much all of it may shrink */
	dim total;   /* of the gap so far */
	bool broken; /* which result the edges keep */
};

static bool
is_discarded(const struct member *m)
{
	return !m->space->retain;
}

/* Rule 1: the range that is left of [*from, *to). */
static void
drop_conditional(const struct group *g, bool ends, size_t *from, size_t *to)
{
	if (g->begins)
		while (*from < *to && is_discarded(&g->at[*from]))
			(*from)++;
	if (ends)
		while (*from < *to && is_discarded(&g->at[*to - 1]))
			(*to)--;
}

/* Rule 3: the member whose optimum stands. */
static size_t
winner(const struct group *g, size_t from, size_t to)
{
	size_t best = from;

	for (size_t i = from + 1; i < to; i++) {
		const struct fo_space *a = g->at[best].space;
		const struct fo_space *b = g->at[i].space;
		if (b->precedence > a->precedence ||
		    (b->precedence == a->precedence && b->optimum.u.dim >= a->optimum.u.dim))
			best = i;
	}
	return best;
}

/* The member's space stands. */
static void
grant(struct group *g, const struct member *m)
{
	*m->result = m->space->optimum.u.dim;
	*m->give = dim_max(0, dim_sub(m->space->optimum.u.dim, m->space->minimum.u.dim));
	g->total = dim_add(g->total, *m->result);
	g->give = dim_add(g->give, *m->give);
}

static void
close_group(struct group *g, bool ends)
{
	size_t from = 0;
	size_t to = g->len;
	bool forcing = false;

	drop_conditional(g, ends, &from, &to);
	for (size_t i = from; i < to; i++)
		forcing = forcing || g->at[i].space->force;
	if (forcing) {
		for (size_t i = from; i < to; i++) {
			if (g->at[i].space->force)
				grant(g, &g->at[i]);
		}
	} else if (from < to) {
		grant(g, &g->at[winner(g, from, to)]);
	}
	g->len = 0;
	g->begins = false;
}

/* Something solid, or the edge of a reference area. */
static void
fence(struct group *g, dim solid, bool ends, bool begins)
{
	if (solid == 0 && !ends && !begins)
		return;
	close_group(g, ends);
	g->total = dim_add(g->total, solid);
	g->begins = begins;
}

/* The initial value: not said at all, or a negative space beside it would never have an effect. */
static bool
is_nothing(const struct fo_space *space)
{
	return space->optimum.u.dim == 0 && space->minimum.u.dim == 0 &&
	       space->maximum.u.dim == 0 && !space->force && space->precedence == 0;
}

static void
add_space(struct group *g, const struct fo_space *space, struct lay_edge *edge)
{
	dim *result = g->broken ? &edge->space_break : &edge->space_whole;
	dim *give = g->broken ? &edge->give_break : &edge->give_whole;

	*result = 0;
	*give = 0;
	if (is_nothing(space))
		return;
	g->at[g->len++] = (struct member){.space = space, .result = result, .give = give};
}

static void
add_edge(struct group *g, struct lay_edge *edge)
{
	struct lay_frame *f = edge->frame;

	if (edge->kind == LAY_BEGIN) {
		add_space(g, &f->before, edge);
		fence(g, dim_add(f->border_before, f->padding_before), false, f->reference);
	} else if (edge->kind == LAY_END) {
		fence(g, dim_add(f->border_after, f->padding_after), f->reference, false);
		add_space(g, &f->after, edge);
	} else if (edge->kind == LAY_CLEAR) {
		close_group(g, false);
		g->total = dim_add(g->total, edge->space_whole);
	}
}

/* A block that is open across the break: its end on the page before … */
static void
add_open_end(struct group *g, const struct lay_frame *f)
{
	dim solid = f->repeat_after;

	if (f->keep_padding_after)
		solid = dim_add(solid, f->padding_after);
	if (f->keep_border_after)
		solid = dim_add(solid, f->border_after);
	fence(g, solid, f->reference, false);
}

/* … and its beginning on the page behind. */
static void
add_open_begin(struct group *g, const struct lay_frame *f)
{
	dim solid = f->repeat_before;

	if (f->parent != NULL)
		add_open_begin(g, f->parent);
	if (f->keep_padding_before)
		solid = dim_add(solid, f->padding_before);
	if (f->keep_border_before)
		solid = dim_add(solid, f->border_before);
	fence(g, solid, false, f->reference);
}

/* A group never has more members than its gap has edges. */
static struct group
group_new(struct arena *arena, const struct lay_gap *gap, struct member *few, bool broken)
{
	struct group g = {.at = few, .broken = broken};

	if (gap->edge_count > FEW)
		g.at = ARENA_ARRAY(arena, gap->edge_count, struct member);
	return g;
}

static dim
resolve_whole(struct arena *arena, struct lay_gap *gap, dim *give)
{
	struct member few[FEW];
	struct group g = group_new(arena, gap, few, false);

	g.begins = gap->head;
	for (uint32_t i = 0; i < gap->edge_count; i++)
		add_edge(&g, &gap->edges[i]);
	close_group(&g, false);
	*give = g.give;
	return g.total;
}

static dim
resolve_foot(struct arena *arena, struct lay_gap *gap, dim *give)
{
	struct member few[FEW];
	struct group g = group_new(arena, gap, few, true);

	for (uint32_t i = 0; i < gap->turn; i++)
		add_edge(&g, &gap->edges[i]);
	for (const struct lay_frame *f = gap->frame; f != NULL; f = f->parent)
		add_open_end(&g, f);
	close_group(&g, true);
	*give = g.give;
	return g.total;
}

static dim
resolve_head(struct arena *arena, struct lay_gap *gap, dim *give)
{
	struct member few[FEW];
	struct group g = group_new(arena, gap, few, true);

	g.begins = true;
	if (gap->frame != NULL)
		add_open_begin(&g, gap->frame);
	for (uint32_t i = gap->turn; i < gap->edge_count; i++)
		add_edge(&g, &gap->edges[i]);
	close_group(&g, false);
	*give = g.give;
	return g.total;
}

void
lay_gap_resolve(struct arena *arena, struct lay_gap *gap)
{
	assert(gap->turn <= gap->edge_count);
	gap->whole = resolve_whole(arena, gap, &gap->give_whole);
	gap->before_break = resolve_foot(arena, gap, &gap->give_before);
	gap->after_break = resolve_head(arena, gap, &gap->give_after);
}
