/*
 * Borders and rules, painted the same way by every renderer.
 *
 *	outer corner ┌──────────────┐      Each edge is a quadrilateral between an outer and an
 *	             │\   before   /│      inner line; where two edges meet, the cut is the mitre
 *	             │ ┌──────────┐ │      through the corner.  A style is a list of bands of
 *	             │ │          │ │      that quadrilateral (double: two thirds, groove: a dark
 *	                                   and a light half), dashes and dots are strokes.
 *
 * Bands of one colour go into one path, so that no seam shows where edges meet.  Collapsed borders
 * (§6.7.10) are not mitred: a cell's border ends where its neighbour's begins.  Solid edges of one
 * colour, the usual case, are rules from corner to corner, which the layers join to those of other
 * boxes.
 */
#include "chart/draw.h"
#include "fo/fo.h"
#include "layout/area.h"
#include "render/walk.h"

#include <math.h>
#include <string.h>

/* An edge's quadrilateral: its outer and inner line, both in clockwise direction. */
struct edge {
	struct point outer[2];
	struct point inner[2];
};

enum shade { PLAIN, DARK, LIGHT };

/* Bands of a style, as fractions from the outer line to the inner; shades are those of the before
 * and start edges, the other two swap DARK and LIGHT, as if light fell from there. */
static const struct style {
	enum fo_keyword keyword;
	int count;
	struct {
		double from, to;
		enum shade shade;
	} band[2];
} styles[] = {
	{FO_KW_SOLID, 1, {{0, 1, PLAIN}}},
	{FO_KW_DOUBLE, 2, {{0, 1.0 / 3, PLAIN}, {2.0 / 3, 1, PLAIN}}},
	{FO_KW_GROOVE, 2, {{0, 0.5, DARK}, {0.5, 1, LIGHT}}},
	{FO_KW_RIDGE, 2, {{0, 0.5, LIGHT}, {0.5, 1, DARK}}},
	{FO_KW_INSET, 1, {{0, 1, DARK}}},
	{FO_KW_OUTSET, 1, {{0, 1, LIGHT}}},
};

static const struct style *
style_find(uint16_t keyword)
{
	for (size_t i = 0; i < sizeof styles / sizeof styles[0]; i++)
		if (styles[i].keyword == keyword)
			return &styles[i];
	return &styles[0]; /* rule-style and border-style know no others */
}

/* A third darker or lighter, black included: a groove in black still shows. */
static struct colour
shade(struct colour c, enum shade s)
{
	const float amount = 0.4f;
	if (s == DARK)
		return (struct colour){c.r * (1 - amount), c.g * (1 - amount), c.b * (1 - amount),
				       c.a};
	if (s == LIGHT)
		return (struct colour){c.r + (1 - c.r) * amount, c.g + (1 - c.g) * amount,
				       c.b + (1 - c.b) * amount, c.a};
	return c;
}

static bool
is_stroked(uint16_t style)
{
	return style == FO_KW_DASHED || style == FO_KW_DOTTED;
}

static bool
is_visible(const struct area_border *b)
{
	return b->width > 0 && b->style != FO_KW_NONE && b->style != FO_KW_HIDDEN &&
	       b->style != FO_KW_NONE_ && b->colour.a > 0;
}

static struct point
between(struct point a, struct point b, double t)
{
	return (struct point){(dim)lround(a.x + ((double)b.x - a.x) * t),
			      (dim)lround(a.y + ((double)b.y - a.y) * t)};
}

/* ---- bands ---- */

#define MAX_BANDS 8 /* four edges of two */

struct bands {
	struct point quad[MAX_BANDS][4];
	struct colour colour[MAX_BANDS];
	int count;
};

static void
bands_add(struct bands *bands, const struct edge *e, const struct area_border *b, bool lit)
{
	const struct style *style = style_find(b->style);
	for (int i = 0; i < style->count; i++) {
		enum shade s = style->band[i].shade;
		if (!lit && s != PLAIN)
			s = s == DARK ? LIGHT : DARK;
		double from = style->band[i].from, to = style->band[i].to;
		struct point *q = bands->quad[bands->count];
		q[0] = between(e->outer[0], e->inner[0], from);
		q[1] = between(e->outer[1], e->inner[1], from);
		q[2] = between(e->outer[1], e->inner[1], to);
		q[3] = between(e->outer[0], e->inner[0], to);
		bands->colour[bands->count++] = shade(b->colour, s);
	}
}

/* One fill for each colour, in order of first use. */
static void
bands_fill(struct walk *w, const struct bands *bands)
{
	bool done[MAX_BANDS] = {false};
	walk_mark(w, "Layout");
	for (int i = 0; i < bands->count; i++) {
		if (done[i])
			continue;
		struct point points[MAX_BANDS * 4];
		size_t count = 0;
		for (int j = i; j < bands->count; j++) {
			if (done[j] || !colour_same(bands->colour[i], bands->colour[j]))
				continue;
			memcpy(points + 4 * count++, bands->quad[j], sizeof bands->quad[j]);
			done[j] = true;
		}
		struct draw_path path = path_polygons(w->scratch, points, 4, count);
		w->ops->fill(w->self, &path, bands->colour[i]);
	}
}

/* ---- strokes ---- */

#define MAX_DASHES 40000 /* widths in a length: no renderer shall count a million dots */

/* Dashes three widths long, dots two widths apart, both stretched to end where the edge ends. */
static void
edge_stroke(struct walk *w, const struct edge *e, const struct area_border *b)
{
	struct point from = between(e->outer[0], e->inner[0], 0.5);
	struct point to = between(e->outer[1], e->inner[1], 0.5);
	/* Along the edge the line is as long as the outer one. */
	if (e->outer[0].y == e->outer[1].y) {
		from.x = e->outer[0].x;
		to.x = e->outer[1].x;
	} else {
		from.y = e->outer[0].y;
		to.y = e->outer[1].y;
	}
	double width = dim_to_pt(b->width);
	double length =
		hypot(dim_to_pt(to.x) - dim_to_pt(from.x), dim_to_pt(to.y) - dim_to_pt(from.y));
	struct render_stroke s = {.width = width, .colour = b->colour};
	if (length > MAX_DASHES * width) {
		; /* too fine to be seen: solid */
	} else if (b->style == FO_KW_DOTTED) {
		double half = fmin(width, length) / 2, t = length > 0 ? half / length : 0;
		struct point inset = between(from, to, t);
		to = between(to, from, t);
		from = inset;
		double dots = fmax(1, round((length - width) / (2 * width)));
		s.dash[1] = fmax((length - width) / dots, width);
		s.dash_count = 2;
		s.cap = 1;
	} else {
		double on = 3 * width, off = 2 * width;
		double dashes = round((length + off) / (on + off));
		if (dashes >= 2) {
			s.dash[0] = on;
			s.dash[1] = (length - dashes * on) / (dashes - 1);
			s.dash_count = 2;
		}
	}
	struct draw_path path = path_lines(w->scratch, (struct point[]){from, to}, 2);
	walk_mark(w, "Layout");
	w->ops->stroke(w->self, &path, &s);
}

/* ---- public ---- */

struct rect
box_padding_rect(const struct area_box *box, struct rect r)
{
	const struct area_border *b = box->border;
	return (struct rect){
		.x = dim_add(r.x, b[FO_START].width),
		.y = dim_add(r.y, b[FO_BEFORE].width),
		.width = dim_sub(r.width, dim_add(b[FO_START].width, b[FO_END].width)),
		.height = dim_sub(r.height, dim_add(b[FO_BEFORE].width, b[FO_AFTER].width))};
}

static bool
is_plain(const struct area_border *b)
{
	return is_visible(b) && b->style == FO_KW_SOLID && b->colour.a >= 1;
}

/* May an edge be a rule from corner to corner?  Where all is of one colour nobody sees a mitre, and
 * collapsed borders have none. */
static bool
is_rule(const struct area_box *box, int edge)
{
	static const int beside[4][2] = {[FO_BEFORE] = {FO_START, FO_END},
					 [FO_AFTER] = {FO_START, FO_END},
					 [FO_START] = {FO_BEFORE, FO_AFTER},
					 [FO_END] = {FO_BEFORE, FO_AFTER}};
	const struct area_border *b = &box->border[edge];
	if (!is_plain(b))
		return false;
	for (int i = 0; i < 2 && b->collapse == 0; i++) {
		const struct area_border *other = &box->border[beside[edge][i]];
		if (other->width > 0 && !(is_plain(other) && colour_same(b->colour, other->colour)))
			return false;
	}
	return true;
}

/* All that is visible as rules, if it can be. */
static bool
rules_paint(struct walk *w, const struct area_box *box, struct rect r)
{
	for (int i = 0; i < 4; i++)
		if (is_visible(&box->border[i]) && !is_rule(box, i))
			return false;
	for (int i = 0; i < 4; i++) {
		const struct area_border *b = &box->border[i];
		struct rect rule = r;
		if (!is_visible(b))
			continue;
		if (i == FO_AFTER)
			rule.y = dim_sub(dim_add(r.y, r.height), b->width);
		if (i == FO_END)
			rule.x = dim_sub(dim_add(r.x, r.width), b->width);
		if (i == FO_BEFORE || i == FO_AFTER)
			rule.height = b->width;
		else
			rule.width = b->width;
		layers_rect(w, "Layout", rule, b->colour);
	}
	return true;
}

/* The four edges of a border rectangle. */
static void
edges_of(const struct area_box *box, struct rect r, struct edge edges[4])
{
	dim left = r.x, top = r.y, right = dim_add(r.x, r.width), bottom = dim_add(r.y, r.height);
	dim in_left = dim_add(left, box->border[FO_START].width);
	dim in_top = dim_add(top, box->border[FO_BEFORE].width);
	dim in_right = dim_sub(right, box->border[FO_END].width);
	dim in_bottom = dim_sub(bottom, box->border[FO_AFTER].width);
	edges[FO_BEFORE] =
		(struct edge){{{left, top}, {right, top}}, {{in_left, in_top}, {in_right, in_top}}};
	edges[FO_END] = (struct edge){{{right, top}, {right, bottom}},
				      {{in_right, in_top}, {in_right, in_bottom}}};
	edges[FO_AFTER] = (struct edge){{{right, bottom}, {left, bottom}},
					{{in_right, in_bottom}, {in_left, in_bottom}}};
	edges[FO_START] = (struct edge){{{left, bottom}, {left, top}},
					{{in_left, in_bottom}, {in_left, in_top}}};
	for (int i = 0; i < 4; i++) {
		if (box->border[i].collapse == 0)
			continue;
		bool along_x = i == FO_BEFORE || i == FO_AFTER;
		for (int j = 0; j < 2; j++) {
			if (along_x)
				edges[i].inner[j].x = edges[i].outer[j].x;
			else
				edges[i].inner[j].y = edges[i].outer[j].y;
		}
	}
}

void
border_paint(struct walk *w, const struct area_box *box, struct rect r)
{
	if (rules_paint(w, box, r))
		return;
	struct edge edges[4];
	edges_of(box, r, edges);
	struct bands bands = {.count = 0};
	for (int i = 0; i < 4; i++)
		if (is_visible(&box->border[i]) && !is_stroked(box->border[i].style))
			bands_add(&bands, &edges[i], &box->border[i],
				  i == FO_BEFORE || i == FO_START);
	if (bands.count > 0)
		bands_fill(w, &bands);
	for (int i = 0; i < 4; i++)
		if (is_visible(&box->border[i]) && is_stroked(box->border[i].style))
			edge_stroke(w, &edges[i], &box->border[i]);
}

void
border_rule(struct walk *w, uint16_t style, struct rect r, struct colour colour)
{
	struct area_border b = {.width = r.height, .style = style, .colour = colour};
	if (!is_visible(&b) || r.width <= 0)
		return;
	if (is_plain(&b)) {
		layers_rect(w, "Layout", r, colour);
		return;
	}
	dim right = dim_add(r.x, r.width), bottom = dim_add(r.y, r.height);
	struct edge e = {{{r.x, r.y}, {right, r.y}}, {{r.x, bottom}, {right, bottom}}};
	if (is_stroked(style)) {
		edge_stroke(w, &e, &b);
		return;
	}
	struct bands bands = {.count = 0};
	bands_add(&bands, &e, &b, true);
	bands_fill(w, &bands);
}
