/*
 * Links: the ways of the arrows on a tile.
 *
 * A way has horizontal and vertical pieces only.  Most have one vertical piece, whose place is
 * chosen: it should pass no bar of the rows between and lie on no other link, and otherwise be near
 * its source.
 *
 *	FS   ▬▬▬╮             tight  ▬▬▬╮        back   ▬▬▬╮
 *	        │                       ▼        (lead) ╭──╯
 *	        ╰─▶▬▬▬                 ▬▬▬▬▬            ▼▬▬▬▬▬
 *
 *	SS   ▬▬▬▬▬  or ╭▬▬▬▬  FF  ▬▬▬╮           SF   ╭▬▬▬
 *	      ╰─▶▬▬    ╰▶▬▬      ▬▬◀╯            ▬▬◀─╯
 *
 * The choice is by cost over a few candidates.  Rejected: a search over a grid, which finds ways
 * around anything but makes bends that no reader follows, and takes time that large charts lack.
 */
#include "chart/gantt.h"

#include "base/arena.h"

#include <stdlib.h>

#define STUB	   MM(1.6) /* out of a bar before a bend */
#define ARROW	   MM(1.4)
#define APPROACH   MM(2.4) /* into a bar: bend and arrow head */
#define INSET	   MM(1.2) /* from a bar's start for ways that leave or enter vertically */
#define CLEAR	   MM(0.7) /* between a way and a bar it passes */
#define APART	   MM(0.9) /* between two ways */
#define MAX_LOOK   200	   /* rows between beyond which a way no longer looks for its place */
#define MAX_RECENT 128
#define MAX_TRIES  24

/* A vertical piece already drawn. */
struct lane {
	dim x, top, bottom;
	size_t from, to; /* rows it joins: ways that share an end may share a lane */
};

struct router {
	const struct gantt_box *boxes;
	size_t rows;
	struct {
		VEC(struct lane);
	} lanes;
	struct arena *arena;
	dim left, right; /* of the plot */
};

struct tries {
	dim at[MAX_TRIES];
	size_t count;
};

static void
try_x(struct tries *t, dim x)
{
	if (t->count < MAX_TRIES)
		t->at[t->count++] = x;
}

/* How many bars of the rows strictly between does a vertical piece pass through? */
static int
bars_hit(const struct router *r, size_t from, size_t to, dim x)
{
	size_t low = from < to ? from : to;
	size_t high = from < to ? to : from;
	int hits = 0;

	if (high - low > MAX_LOOK)
		return 0;
	for (size_t i = low + 1; i < high; i++) {
		const struct gantt_box *b = &r->boxes[i];

		if (b->drawn && x > b->left - CLEAR && x < b->right + CLEAR)
			hits++;
	}
	return hits;
}

static int
lanes_hit(const struct router *r, size_t from, size_t to, dim x)
{
	dim top = dim_min(r->boxes[from].centre, r->boxes[to].centre);
	dim bottom = dim_max(r->boxes[from].centre, r->boxes[to].centre);
	size_t first = r->lanes.len > MAX_RECENT ? r->lanes.len - MAX_RECENT : 0;
	int hits = 0;

	for (size_t i = first; i < r->lanes.len; i++) {
		const struct lane *l = &r->lanes.at[i];

		if (l->from != from && l->to != to && abs(l->x - x) < APART && l->top < bottom &&
		    l->bottom > top)
			hits++;
	}
	return hits;
}

static dim
best_x(const struct router *r, size_t from, size_t to, const struct tries *t)
{
	dim best = t->at[0];
	int best_cost = INT32_MAX;

	for (size_t i = 0; i < t->count; i++) {
		int cost = 100 * bars_hit(r, from, to, t->at[i]) +
			   30 * lanes_hit(r, from, to, t->at[i]) + (int)i;

		if (t->at[i] < r->left || t->at[i] > r->right)
			cost += 1000;
		if (cost < best_cost) {
			best_cost = cost;
			best = t->at[i];
		}
	}
	return best;
}

/* Places beside the bars in between, within [low, high]. */
static void
try_beside(const struct router *r, size_t from, size_t to, dim low, dim high, struct tries *t)
{
	size_t first = from < to ? from : to;
	size_t last = from < to ? to : from;

	if (last - first > MAX_LOOK)
		return;
	for (size_t i = first + 1; i < last; i++) {
		const struct gantt_box *b = &r->boxes[i];
		dim places[2] = {b->right + CLEAR + 1, b->left - CLEAR - 1};

		for (int k = 0; b->drawn && k < 2; k++) {
			if (places[k] >= low && places[k] <= high)
				try_x(t, places[k]);
		}
	}
}

static void
add(struct gantt_route *route, dim x, dim y)
{
	route->top = route->count == 0 ? y : dim_min(route->top, y);
	route->bottom = route->count == 0 ? y : dim_max(route->bottom, y);
	route->points[route->count++] = (struct point){x, y};
}

static void
keep_lane(struct router *r, size_t from, size_t to, const struct gantt_route *route)
{
	for (size_t i = 1; i < route->count; i++) {
		struct point a = route->points[i - 1];
		struct point b = route->points[i];
		struct lane l = {a.x, dim_min(a.y, b.y), dim_max(a.y, b.y), from, to};

		if (a.x == b.x && a.y != b.y)
			VEC_PUSH(r->arena, &r->lanes, l);
	}
}

/* The edge of a box that a way from another row reaches first. */
static dim
facing(const struct gantt_box *b, bool from_above)
{
	return from_above ? b->centre - b->half : b->centre + b->half;
}

/* The line between rows on the source's side of the target. */
static dim
gap_before(const struct router *r, size_t to, bool down)
{
	const struct gantt_box *b = &r->boxes[to];

	return down ? b->top : b->top + b->height;
}

/* One vertical piece between two horizontal ones, somewhere in [low, high]. */
static void
by_middle(struct router *r, size_t from, size_t to, struct tries *t, dim low, dim high,
	  struct gantt_route *route)
{
	dim x;

	try_beside(r, from, to, low, high, t);
	x = best_x(r, from, to, t);
	add(route, x, r->boxes[from].centre);
	add(route, x, r->boxes[to].centre);
}

/* Out of the source's edge, around through the gap before the target, in at the other side. */
static void
by_gap(struct router *r, size_t from, size_t to, dim out, dim in, struct gantt_route *route)
{
	bool down = to > from;
	dim gap = gap_before(r, to, down);

	add(route, out, r->boxes[from].centre);
	add(route, out, gap);
	add(route, in, gap);
	add(route, in, r->boxes[to].centre);
}

/* Into a bar from above or below: the place near its start where the arrow comes down. */
static dim
entry_x(const struct gantt_box *b)
{
	dim width = b->right - b->left;

	return b->diamond ? b->left + width / 2 : b->left + dim_min(INSET, width / 2);
}

/* A place to go straight down from source to target, without a bend or with one; false: none. */
static bool
straight_down(const struct router *r, size_t from, size_t to, dim *x)
{
	const struct gantt_box *a = &r->boxes[from];
	const struct gantt_box *b = &r->boxes[to];
	dim middle = a->left + (a->right - a->left) / 2;
	dim into = entry_x(b);
	dim last = b->diamond ? into : b->right - dim_min(INSET, b->right - b->left) / 4;

	/* A milestone right at the end of its task hangs from it. */
	if (b->diamond && !a->diamond && abs(into - a->right) < STUB / 2)
		*x = into;
	else if (a->diamond && !b->diamond && middle >= into && middle <= last)
		*x = middle;
	else
		*x = dim_max(into, a->right + STUB / 2);
	return *x <= last && bars_hit(r, from, to, *x) <= bars_hit(r, from, to, a->right + STUB);
}

/* Back in time: out, through the gap before the target, down into it. */
static void
back_and_down(struct router *r, size_t from, size_t to, struct gantt_route *route)
{
	const struct gantt_box *a = &r->boxes[from];
	const struct gantt_box *b = &r->boxes[to];
	bool down = to > from;
	dim gap = gap_before(r, to, down);
	dim edge = dim_max(a->right, entry_x(b)) + STUB;
	struct tries t = {.count = 0};
	dim out;

	for (int i = 0; i < 4; i++)
		try_x(&t, edge + i * APART);
	out = best_x(r, from, to, &t);
	add(route, a->right, a->centre);
	add(route, out, a->centre);
	add(route, out, gap);
	add(route, entry_x(b), gap);
	add(route, entry_x(b), facing(b, down));
}

static void
route_fs(struct router *r, size_t from, size_t to, struct gantt_route *route)
{
	const struct gantt_box *a = &r->boxes[from];
	const struct gantt_box *b = &r->boxes[to];
	dim middle = a->left + (a->right - a->left) / 2;
	bool down = to > from;
	struct tries t = {.count = 0};
	dim x;

	if (a->diamond && b->left - middle >= APPROACH && bars_hit(r, from, to, middle) == 0) {
		add(route, middle, facing(a, !down));
		add(route, middle, b->centre);
		add(route, b->left, b->centre);
	} else if (b->left - a->right >= STUB + APPROACH) {
		add(route, a->right, a->centre);
		for (int i = 0; i < 4; i++)
			try_x(&t, a->right + STUB + i * APART);
		try_x(&t, b->left - APPROACH);
		by_middle(r, from, to, &t, a->right + STUB, b->left - APPROACH, route);
		add(route, b->left, b->centre);
	} else if (straight_down(r, from, to, &x)) {
		if (x > a->right)
			add(route, a->right, a->centre);
		add(route, x, x > a->right || !a->diamond ? a->centre : facing(a, !down));
		add(route, x, facing(b, down));
	} else {
		back_and_down(r, from, to, route);
	}
}

static void
route_ss(struct router *r, size_t from, size_t to, struct gantt_route *route)
{
	const struct gantt_box *a = &r->boxes[from];
	const struct gantt_box *b = &r->boxes[to];
	dim width = a->right - a->left;
	dim x = a->diamond ? a->left + width / 2 : a->left + dim_min(INSET, width / 2);
	bool down = to > from;
	struct tries t = {.count = 0};

	if (b->left - x >= APPROACH && bars_hit(r, from, to, x) == 0) {
		add(route, x, facing(a, !down));
		add(route, x, b->centre);
	} else {
		dim edge = dim_min(a->left, b->left) - APPROACH;

		add(route, a->left, a->centre);
		for (int i = 0; i < 4; i++)
			try_x(&t, edge - i * APART);
		by_middle(r, from, to, &t, r->left, edge, route);
	}
	add(route, b->left, b->centre);
}

static void
route_ff(struct router *r, size_t from, size_t to, struct gantt_route *route)
{
	const struct gantt_box *a = &r->boxes[from];
	const struct gantt_box *b = &r->boxes[to];
	dim edge = dim_max(a->right, b->right) + APPROACH;
	struct tries t = {.count = 0};

	add(route, a->right, a->centre);
	for (int i = 0; i < 4; i++)
		try_x(&t, edge + i * APART);
	by_middle(r, from, to, &t, edge, r->right, route);
	add(route, b->right, b->centre);
}

static void
route_sf(struct router *r, size_t from, size_t to, struct gantt_route *route)
{
	const struct gantt_box *a = &r->boxes[from];
	const struct gantt_box *b = &r->boxes[to];
	struct tries t = {.count = 0};

	add(route, a->left, a->centre);
	if (a->left - b->right >= STUB + APPROACH) {
		for (int i = 0; i < 4; i++)
			try_x(&t, a->left - STUB - i * APART);
		try_x(&t, b->right + APPROACH);
		by_middle(r, from, to, &t, b->right + APPROACH, a->left - STUB, route);
	} else {
		by_gap(r, from, to, a->left - STUB, b->right + APPROACH, route);
	}
	add(route, b->right, b->centre);
}

struct gantt_route *
gantt_links_route(struct chart *chart, const struct gantt_tile *tile, const struct gantt_box *boxes,
		  struct arena *scratch, size_t *count)
{
	static void (*const ways[])(struct router *, size_t, size_t, struct gantt_route *) = {
		[LINK_FS] = route_fs,
		[LINK_SS] = route_ss,
		[LINK_FF] = route_ff,
		[LINK_SF] = route_sf,
	};
	const struct gantt *g = &chart->gantt;
	struct gantt_route *routes = ARENA_ARRAY(scratch, g->links.len + 1, struct gantt_route);
	struct router r = {
		.boxes = boxes,
		.rows = tile->to - tile->from,
		.arena = scratch,
		.left = chart->table_width,
		.right = chart->table_width + 2 * GANTT_PLOT_PAD + tile->scale.width,
	};

	*count = 0;
	for (size_t i = 0; i < g->links.len; i++) {
		const struct gantt_link *link = &g->links.at[i];
		struct gantt_route *route = &routes[*count];
		size_t from = link->from - tile->from;
		size_t to = link->to - tile->from;

		if (link->from < tile->from || link->to < tile->from || from >= r.rows ||
		    to >= r.rows || !boxes[from].dated || !boxes[to].dated ||
		    (!boxes[from].drawn && !boxes[to].drawn))
			continue;
		route->critical = link->critical;
		ways[link->type](&r, from, to, route);
		keep_lane(&r, from, to, route);
		++*count;
	}
	return routes;
}
