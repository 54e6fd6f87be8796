/*
 * Line breaking: the lines of a paragraph chosen together (Knuth & Plass, "Breaking paragraphs into
 * lines", Software: Practice and Experience 11, 1981).
 *
 * The model.  breakpoint.c lists the points where a line may end.  A line between two points has a
 * natural width and can stretch and shrink by so much; r says how far it must:
 *
 *	      room - width                         stretch, if it is too short
 *	r  =  ────────────     where flexibility =
 *	      flexibility                          shrink, if it is too long
 *
 *	  The quick brown fox jumps          r = 0.4
 *	  over the  lazy  dog  and a         r = 1.1
 *	  ───────────── room ──────────┤
 *
 * Demerits of a line are (1 + 100 |r|³ + penalty)², more for a second hyphen in a row and for a
 *tight line beside a loose one.  The best way to every point is kept in a list of active nodes, one
 *for each fitness class; a node is dropped once no line from it can reach the point at hand.  The
 *best way to the end wins: a bad line early may save three worse ones later, which a line-by-line
 *breaker cannot see.
 *
 * Ragged setting uses the same machine: spaces are stiff, but each line ends in a gap that
 *stretches by some 10 pt, so that the edge is as even as the words allow.  Forced breaks end in a
 *filler as wide as the measure.
 *
 * Passes, each only if the one before found no way (as TeX and Apache FOP have it):
 *
 *	1  r ≤ 1, no hyphens
 *	2  with hyphens, r ≤ 1; or without, r ≤ 5
 *	3  r ≤ 20, and lines that overflow where nothing else is left
 *
 * Justified text that hyphenates takes pass 2 only when pass 1 fails, so hyphens stay rare.
 *
 * The third pass always ends: when the list of active nodes runs empty, it restarts at the end of
 *the last line that was too short or, if that is no progress, too long; the restart moves on each
 *time.
 *
 * Beside side floats each line has its own room (float_band.h): there, only ways that come to the
 * same line are compared with one another.
 *
 * Chosen against: first fit (kept for paragraphs of more than MAX_POINTS points and for lists of
 * active nodes that explode, where quadratic time would hurt), and against optimising over several
 * paragraph shapes for the page breaker: widows and orphans are mended by the page, not by looser
 * lines.
 */
#include "layout/para.h"

#include "layout/float_band.h"
#include "layout/item.h"

#include "base/arena.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MAX_POINTS	 30000
#define MAX_ACTIVE	 2000
#define FIRST_THRESHOLD	 1.0
#define SECOND_THRESHOLD 5.0
#define LAST_THRESHOLD	 20.0
#define DEMERITS_HYPHENS 10000.0
#define DEMERITS_FITNESS 100.0
#define INFINITE_RATIO	 1000.0
#define RAGGED_STRETCH	 10248 /* 10.008 pt: three spaces of 12 pt Helvetica */
#define NO_LADDER	 INT32_MAX

struct node {
	uint32_t point;
	uint32_t line; /* lines before this point */
	int fitness;
	int ladder; /* hyphens in a row that end here */
	double demerits;
	struct node *prev; /* on the way here */
	struct node *next; /* in the active list, ordered by line */
};

/* What side floats take off a line. */
struct beside {
	dim start, end;
};

struct breaker {
	struct lay_para *para;
	struct arena *scratch;
	const struct lay_measure *measure;
	struct lay_points points;
	bool starts; /* with the paragraph's first line */
	bool justify;
	dim indent;	   /* of the first line */
	dim ragged;	   /* stretch at the end of each line */
	dim last_indent;   /* of lines that end the paragraph */
	bool stiff_last;   /* such lines are justified too */
	bool centred_last; /* they are as full as the others, not filled up */
	int ladder;	   /* hyphens allowed in a row */
	double threshold;
	bool hyphens; /* flagged points are allowed */
	bool emergency;
	uint32_t special;      /* lines before this one differ in width */
	struct beside *beside; /* what floats take off each of them; NULL: nothing */
	struct node *active;
	size_t active_count;
	struct node *too_long, *too_short;
	int64_t excess;	  /* of the line that too_long ends */
	uint32_t restart; /* point of the last restart */
};

/* ---- the measure of each line ---- */

/* Start and end indents of a line inside the block's content rectangle. */
static void
line_indents(const struct breaker *b, uint32_t line, bool last, struct lay_cut *cut)
{
	const struct lay_measure *m = b->measure;
	cut->start_indent = cut->end_indent = cut->beside_start = cut->beside_end = 0;
	cut->first = b->starts && line == 0 && b->para->first;
	if (cut->first)
		cut->start_indent = b->indent;
	if (b->beside != NULL && line < b->special) {
		cut->beside_start = b->beside[line].start;
		cut->beside_end = b->beside[line].end;
		cut->start_indent = dim_add(cut->start_indent, cut->beside_start);
		cut->end_indent = cut->beside_end;
	}
	if (last)
		cut->end_indent = dim_add(cut->end_indent, b->last_indent);
	cut->ipd = m->ipd;
}

static int64_t
room_of(const struct breaker *b, uint32_t line, bool last)
{
	if (line >= b->special)
		return (int64_t)b->measure->ipd - (last ? b->last_indent : 0);
	struct lay_cut cut;
	line_indents(b, line, last, &cut);
	return (int64_t)cut.ipd - cut.start_indent - cut.end_indent;
}

/* ---- demerits ---- */

static double
ratio(const struct breaker *b, const struct node *from, const struct lay_point *to)
{
	const struct lay_point *start = &b->points.at[from->point];
	int64_t width = to->end.width - start->next.width;
	int64_t stretch = to->end.stretch - start->next.stretch;
	int64_t shrink = to->end.shrink - start->next.shrink;
	int64_t room = room_of(b, from->line, to->forced);
	if (!to->forced || b->centred_last)
		stretch += b->ragged;
	else if (!b->stiff_last)
		stretch += room > 0 ? room : 0;
	int64_t missing = room - width;
	if (missing == 0)
		return 0;
	if (missing > 0)
		return stretch > 0 ? (double)missing / (double)stretch : INFINITE_RATIO;
	/* A sliver over the edge is rounding, not overflow. */
	if (missing >= -2)
		return 0;
	return shrink > 0 ? (double)missing / (double)shrink : -INFINITE_RATIO;
}

static int
fitness_of(double r)
{
	return r < -0.5 ? 0 : r <= 0.5 ? 1 : r <= 1 ? 2 : 3;
}

static double
demerits_of(const struct breaker *b, const struct node *from, const struct lay_point *to, double r)
{
	double badness = 1 + 100 * fabs(r) * fabs(r) * fabs(r) + to->penalty;
	double d = badness * badness;
	if (to->flagged && b->points.at[from->point].flagged)
		d += DEMERITS_HYPHENS;
	if (abs(fitness_of(r) - from->fitness) > 1)
		d += DEMERITS_FITNESS;
	return from->demerits + d;
}

/* ---- active nodes ---- */

static struct node *
node_new(struct breaker *b, struct node *from, uint32_t point, double r, double demerits)
{
	struct node *n = ARENA_NEW(b->scratch, struct node);
	bool hyphen = b->points.at[point].flagged;
	*n = (struct node){.point = point,
			   .line = from->line + 1,
			   .fitness = fitness_of(r),
			   .ladder = hyphen ? from->ladder + 1 : 0,
			   .demerits = demerits,
			   .prev = from};
	return n;
}

/* The best ways to one point, by fitness, of nodes whose next lines are alike. */
struct best {
	struct {
		struct node *from;
		double r, demerits;
	} of[4];
};

static void
best_try(struct best *best, struct node *from, double r, double demerits)
{
	int k = fitness_of(r);
	if (best->of[k].from == NULL || demerits < best->of[k].demerits) {
		best->of[k].from = from;
		best->of[k].r = r;
		best->of[k].demerits = demerits;
	}
}

/* New nodes for the best ways go into the list before *link; moved behind them. */
static struct node **
best_flush(struct breaker *b, struct best *best, uint32_t point, struct node **link)
{
	double least = INFINITY;
	for (int k = 0; k < 4; k++) {
		if (best->of[k].from != NULL && best->of[k].demerits < least)
			least = best->of[k].demerits;
	}
	for (int k = 0; k < 4; k++) {
		/* A way so much worse that no fitness can make up for it needs no node. */
		if (best->of[k].from != NULL && best->of[k].demerits <= least + DEMERITS_FITNESS) {
			struct node *n = node_new(b, best->of[k].from, point, best->of[k].r,
						  best->of[k].demerits);
			n->next = *link;
			*link = n;
			link = &n->next;
			b->active_count++;
		}
	}
	memset(best, 0, sizeof *best);
	return link;
}

/* How far a line sticks out. */
static int64_t
excess_of(const struct breaker *b, const struct node *from, const struct lay_point *to)
{
	int64_t width = to->end.width - b->points.at[from->point].next.width;
	return width - room_of(b, from->line, to->forced);
}

/* The last resort: remembers the line that overflows least, and the best that stays short.  Ratios
 * cannot tell overflows apart: words that cannot shrink have none. */
static void
remember(struct breaker *b, struct node *from, uint32_t point, double r)
{
	const struct lay_point *to = &b->points.at[point];
	double d = demerits_of(b, from, to, r);
	if (r >= -1) {
		if (b->too_short == NULL || d <= b->too_short->demerits)
			b->too_short = node_new(b, from, point, r, d);
		return;
	}
	int64_t excess = excess_of(b, from, to);
	if (b->too_long == NULL || excess < b->excess) {
		b->too_long = node_new(b, from, point, r, d);
		b->excess = excess;
	}
}

static bool
may_end_at(const struct breaker *b, const struct node *from, const struct lay_point *to)
{
	if (to->forced)
		return true;
	return !to->flagged || (b->hyphens && from->ladder < b->ladder);
}

/* All lines that end at a point: new nodes for the good ones, nodes that cannot reach it go. */
static void
try_point(struct breaker *b, uint32_t point)
{
	const struct lay_point *to = &b->points.at[point];
	struct best best = {0};
	struct node **link = &b->active;
	while (*link != NULL) {
		struct node *a = *link;
		if (!may_end_at(b, a, to)) {
			link = &a->next;
			continue;
		}
		double r = ratio(b, a, to);
		if (r >= -1 && r <= b->threshold)
			best_try(&best, a, r, demerits_of(b, a, to, r));
		else if (b->emergency)
			remember(b, a, point, r);
		uint32_t line = a->line;
		if (r < -1 || to->forced) {
			*link = a->next;
			b->active_count--;
		} else {
			link = &a->next;
		}
		/* Lines of different room are not compared with one another. */
		if (*link != NULL && (*link)->line != line &&
		    (line < b->special || (*link)->line < b->special))
			link = best_flush(b, &best, point, link);
	}
	best_flush(b, &best, point, link);
}

static bool
has_best(const struct node *list, uint32_t point)
{
	for (; list != NULL; list = list->next) {
		if (list->point == point)
			return true;
	}
	return false;
}

/* Nothing reaches this point within bounds: goes on from a line that is too short or too long.
 * Returns the point to go on from. */
static uint32_t
recover(struct breaker *b)
{
	struct node *n = b->too_short;
	if (n == NULL || n->point <= b->restart)
		n = b->too_long;
	assert(n != NULL && n->point > b->restart);
	b->restart = n->point;
	b->active = n;
	n->next = NULL;
	b->active_count = 1;
	b->too_long = b->too_short = NULL;
	return n->point;
}

/* One pass; the best node at the end, NULL if there is no way. */
static struct node *
run_pass(struct breaker *b)
{
	struct node *start = ARENA_NEW(b->scratch, struct node);
	*start = (struct node){.fitness = 1};
	b->active = start;
	b->active_count = 1;
	b->too_long = b->too_short = NULL;
	b->restart = 0;
	uint32_t last = (uint32_t)b->points.len - 1;
	for (uint32_t p = 1; p <= last; p++) {
		try_point(b, p);
		if (b->active_count > MAX_ACTIVE)
			return NULL;
		if (b->active != NULL)
			continue;
		if (!b->emergency)
			return NULL;
		p = recover(b);
	}
	struct node *best = NULL;
	for (struct node *n = b->active; n != NULL; n = n->next) {
		if (n->point == last && (best == NULL || n->demerits < best->demerits))
			best = n;
	}
	assert(best != NULL || !has_best(b->active, last));
	return best;
}

/* The widest line that fits, one after the other. */
static struct node *
first_fit(struct breaker *b)
{
	struct node *n = ARENA_NEW(b->scratch, struct node);
	*n = (struct node){.fitness = 1};
	uint32_t last = (uint32_t)b->points.len - 1;
	while (n->point < last) {
		uint32_t to = n->point + 1, found = 0;
		for (; to <= last; to++) {
			const struct lay_point *p = &b->points.at[to];
			if (!may_end_at(b, n, p))
				continue;
			if (ratio(b, n, p) < -1 && found != 0)
				break;
			found = to;
			if (p->forced || ratio(b, n, p) < -1)
				break;
		}
		n = node_new(b, n, found != 0 ? found : last, 0, 0);
	}
	return n;
}

static void
points_again(struct breaker *b, const struct lay_cuts *cuts, struct lay_spot from, bool hyphens)
{
	lay_points_find(b->para, cuts, from, b->justify, hyphens, &b->points);
	b->hyphens = hyphens;
	if (!b->para->keeps)
		return;
	int64_t room = b->measure->ipd;
	for (uint32_t i = 0; b->beside != NULL && i < b->special; i++) {
		int64_t left = (int64_t)b->measure->ipd - b->beside[i].start - b->beside[i].end;
		room = left < room ? left : room;
	}
	lay_points_keep(b->para, room, b->starts && b->para->first ? b->indent : 0, &b->points);
}

/* All on one line, as in most table cells: nothing to choose. */
static struct node *
one_line(struct breaker *b)
{
	uint32_t last = (uint32_t)b->points.len - 1;
	for (uint32_t p = 1; p < last; p++) {
		if (b->points.at[p].forced)
			return NULL;
	}
	struct node *start = ARENA_NEW(b->scratch, struct node);
	*start = (struct node){.fitness = 1};
	double r = ratio(b, start, &b->points.at[last]);
	if ((r >= 0 && !b->stiff_last) || (last == 1 && (r >= -1 || !b->para->hyphenate)))
		return node_new(b, start, last, r, 0);
	return NULL;
}

static struct node *
find_way(struct breaker *b, const struct lay_cuts *cuts, struct lay_spot from)
{
	points_again(b, cuts, from, false);
	struct node *one = one_line(b);
	if (one != NULL)
		return one;
	if (b->points.len > MAX_POINTS) {
		b->hyphens = true;
		return first_fit(b);
	}
	b->threshold = FIRST_THRESHOLD;
	struct node *way = run_pass(b);
	if (way != NULL)
		return way;
	if (b->para->hyphenate) {
		points_again(b, cuts, from, true);
	} else {
		b->hyphens = true; /* soft hyphens */
		b->threshold = SECOND_THRESHOLD;
	}
	if ((way = run_pass(b)) != NULL)
		return way;
	b->threshold = LAST_THRESHOLD;
	b->emergency = true;
	if ((way = run_pass(b)) != NULL)
		return way;
	return first_fit(b);
}

/* ---- cuts ---- */

static void
cut_fill(const struct breaker *b, const struct node *n, struct lay_cut *cut)
{
	const struct lay_point *from = &b->points.at[n->prev->point];
	const struct lay_point *to = &b->points.at[n->point];
	line_indents(b, n->prev->line, to->forced, cut);
	cut->from = from->spot;
	cut->to = to->spot;
	cut->hyphen = to->flagged;
	cut->last = to->forced;
	int64_t width = to->end.width - from->next.width;
	int64_t excess = width - room_of(b, n->prev->line, to->forced);
	if (excess <= 2)
		return;
	cut->squeeze = true;
	excess -= to->end.shrink - from->next.shrink;
	cut->excess = excess > 2 ? excess > DIM_MAX ? DIM_MAX : (dim)excess : 0;
}

static size_t
count_anchors(const struct lay_para *para, size_t from, size_t to)
{
	size_t count = 0;
	for (size_t i = from; i < to; i++)
		count += para->atoms[i].kind == LAY_ANCHOR;
	return count;
}

/* Forced breaks of a block in an inline, whose lines stand on lines of their own. */
static void
line_breaks(const struct lay_para *para, const struct lay_cuts *cuts, const struct lay_cut *cut,
	    struct lay_line *line)
{
	size_t first, end;
	lay_line_bounds(para, cut, &first, &end);
	if (first >= end || para->atoms[first].kind != LAY_OBJECT)
		return;
	const struct lay_items *items = cuts->sizes[first].items;
	if (items == NULL)
		return;
	size_t tile = first == cut->from.atom ? cut->from.offset : 0;
	line->break_before = (uint8_t)items->gaps[tile].forced;
	if (tile + 1 == items->box_count)
		line->break_after = (uint8_t)items->gaps[tile + 1].forced;
}

void
lay_lines_fill(struct lay_para *para, struct lay_cuts *cuts)
{
	size_t anchors = cuts->lines.count > 0 ? count_anchors(para, 0, cuts->at[0].from.atom) : 0;
	for (size_t i = 0; i < cuts->lines.count; i++) {
		struct lay_cut *cut = &cuts->at[i];
		struct lay_line *line = &cuts->lines.at[i];
		lay_line_measure(para, cuts, cut, line);
		size_t count = count_anchors(para, cut->from.atom, cut->to.atom);
		line->first_footnote = (uint32_t)anchors;
		line->footnotes = (uint16_t)(count < UINT16_MAX ? count : UINT16_MAX);
		line->forced = cut->last;
		line->oversized = cut->excess > 0;
		if (para->objects)
			line_breaks(para, cuts, cut, line);
		anchors += count;
	}
}

#define MAX_BESIDE 4096

/* The room of the lines beside floats, if all are as high as the block asks; where one turns out
 * higher, the block half breaks again from there (float_line.c). */
static void
beside_fill(struct breaker *b, const struct lay_bands *bands)
{
	dim line_bpd = dim_max(b->para->root.style->line_height, 1);
	dim bottom = bands->count > 0 ? bands->at[bands->count - 1].bottom : 0;
	struct {
		VEC(struct beside);
	} v = {0};

	for (dim y = 0; y < bottom && v.len < MAX_BESIDE;) {
		dim bpd = v.len == 0 && bands->first > 0 ? bands->first : line_bpd;
		struct beside line;
		y = lay_bands_room(bands, y, bpd);
		lay_bands_taken(bands, y, bpd, &line.start, &line.end);
		VEC_PUSH(b->scratch, &v, line);
		y = dim_add(y, bpd);
	}
	b->beside = v.at;
	if (v.len > 0)
		b->special = (uint32_t)v.len;
}

static void
breaker_init(struct breaker *b, struct lay_para *para, const struct lay_measure *measure)
{
	const struct fo_node *block = para->block;
	enum fo_keyword align = fo_keyword(block, FO_PROP_TEXT_ALIGN);
	enum fo_keyword last = fo_keyword(block, FO_PROP_TEXT_ALIGN_LAST);
	*b = (struct breaker){.para = para, .scratch = lay_scratch(para->lay), .measure = measure};
	b->justify = align == FO_KW_JUSTIFY;
	b->stiff_last = last == FO_KW_JUSTIFY && b->justify;
	if (!b->justify)
		b->ragged = align == FO_KW_CENTER ? 2 * RAGGED_STRETCH : RAGGED_STRETCH;
	b->centred_last = align == FO_KW_CENTER && last != FO_KW_JUSTIFY;
	b->indent = fo_dim(block, FO_PROP_TEXT_INDENT, measure->ipd, 0);
	b->last_indent = fo_dim(block, FO_PROP_LAST_LINE_END_INDENT, measure->ipd, 0);
	double ladder = fo_number(block, FO_PROP_HYPHENATION_LADDER_COUNT, 0);
	b->ladder = ladder >= 1 && ladder < 1000 ? (int)ladder : NO_LADDER;
	/* Room differs below the first line, and beside floats. */
	b->special = 1;
	if (measure->bands != NULL)
		beside_fill(b, measure->bands);
}

/* Sizes for the measure of the cuts.  old: the cuts whose tiles of atom `begun` stand already; what
 * is left of them stays as it is, whatever the measure. */
static void
objects_measure(struct lay_para *para, struct arena *arena, struct lay_cuts *cuts,
		const struct lay_cuts *old, size_t begun)
{
	lay_inline_shares(para, cuts->measure.ipd);
	if (!para->objects)
		return;
	cuts->sizes = ARENA_ARRAY(arena, para->count, struct lay_object_size);
	for (size_t i = 0; i < para->count; i++) {
		const struct lay_atom *a = &para->atoms[i];
		if (a->kind != LAY_OBJECT)
			continue;
		if (old != NULL && i == begun)
			cuts->sizes[i] = old->sizes[i];
		else
			lay_object_measure(para, a->in, a->u.object, &cuts->measure,
					   &cuts->sizes[i]);
	}
}

struct lay_lines *
lay_break_from(struct lay_para *para, struct arena *arena, struct lay_spot from,
	       const struct lay_cuts *old, const struct lay_measure *measure)
{
	struct lay_cuts *cuts = ARENA_NEW(arena, struct lay_cuts);
	struct breaker b;
	cuts->measure = *measure;
	/* Objects may hold paragraphs of their own: before the scratch arena is taken. */
	objects_measure(para, arena, cuts, from.offset > 0 ? old : NULL, from.atom);
	breaker_init(&b, para, measure);
	b.starts = from.atom == 0 && from.offset == 0;
	struct node *way = find_way(&b, cuts, from);
	size_t count = way->line;
	cuts->at = ARENA_ARRAY(arena, count, struct lay_cut);
	cuts->lines = (struct lay_lines){.count = count,
					 .at = ARENA_ARRAY(arena, count, struct lay_line)};
	for (size_t i = count; i > 0; way = way->prev)
		cut_fill(&b, way, &cuts->at[--i]);
	arena_reset(b.scratch);
	lay_lines_fill(para, cuts);
	return &cuts->lines;
}

void
lay_line_beside(const struct lay_lines *lines, size_t i, dim *start, dim *end)
{
	const struct lay_cut *cut = &((const struct lay_cuts *)lines)->at[i];
	*start = cut->beside_start;
	*end = cut->beside_end;
}

struct lay_lines *
lay_para_break(struct lay_para *para, struct arena *arena, const struct lay_measure *measure)
{
	if (para->first_line != NULL)
		return lay_first_line_break(para, arena, measure);
	return lay_break_from(para, arena, (struct lay_spot){0, 0}, NULL, measure);
}

struct lay_lines *
lay_para_rebreak(struct lay_para *para, struct arena *arena, const struct lay_lines *lines,
		 size_t from, const struct lay_measure *measure)
{
	const struct lay_cuts *cuts = (const struct lay_cuts *)lines;
	if (from >= lines->count) {
		struct lay_cuts *none = ARENA_NEW(arena, struct lay_cuts);
		return &none->lines;
	}
	if (from == 0 && cuts->at[0].from.atom == 0)
		return lay_para_break(para, arena, measure);
	return lay_break_from(para, arena, cuts->at[from].from, cuts, measure);
}

void
lay_para_width(struct lay_para *para, dim *minimum, dim *maximum)
{
	if (para->min_width < 0) {
		struct lay_cuts cuts = {.measure = {.ipd = 0}};
		objects_measure(para, para->arena, &cuts, NULL, 0);
		struct lay_points points;
		lay_points_find(para, &cuts, (struct lay_spot){0, 0}, false, false, &points);
		dim indent = para->first ? fo_dim(para->block, FO_PROP_TEXT_INDENT, 0, 0) : 0;
		int64_t least = 0, most = 0;
		size_t line = 0;
		for (size_t i = 1; i < points.len; i++) {
			const struct lay_point *p = &points.at[i], *q = &points.at[i - 1];
			int64_t part = p->end.width - q->next.width -
				       (p->end.shrink - q->next.shrink) + (i == 1 ? indent : 0);
			int64_t whole = p->end.width - points.at[line].next.width +
					(line == 0 ? indent : 0);
			least = part > least ? part : least;
			if (p->forced) {
				most = whole > most ? whole : most;
				line = i;
			}
		}
		arena_reset(lay_scratch(para->lay));
		para->min_width = least > DIM_MAX ? DIM_MAX : (dim)least;
		para->max_width = most > DIM_MAX ? DIM_MAX : (dim)most;
		if (para->max_width < para->min_width)
			para->max_width = para->min_width;
	}
	*minimum = para->min_width;
	*maximum = para->max_width;
}
