/*
 * Layers: what is held back, and where a new rectangle may sink to.
 *
 *	words                ──── a  b ─── c ────      in the order of the walk
 *	level 1  rules       ═════════════════════     joined end to end
 *	level 0  areas       ▒▒▒▒▒▒▒▒ ▒▒▒▒▒▒▒▒▒▒▒      backgrounds
 *
 * A rectangle belongs above every rectangle of another colour that it overlaps; over words it
 * cannot sink at all, so the layers are painted first.  Rectangles of one colour need no order.
 * Even levels hold areas, odd ones rules: where the two only touch, the rule is painted last, lest
 * a soft edge of the area pale it.  What lies within another rectangle of its group is not needed;
 * what goes on where another of the same breadth ends makes that longer: so the borders of cells
 * become the rules of the table.
 *
 * Nothing translucent is held back as a rectangle: painted twice or in other pieces it shows.
 * Items are found by strips of the page; a limit keeps hostile pages from taking long.
 */
#include "render/layers.h"

#include "base/arena.h"
#include "base/vec.h"
#include "chart/draw.h"
#include "layout/font.h"
#include "render/walk.h"

#include <math.h>
#include <string.h>

#define BAND	  (16 * DIM_PT)
#define TALL	  8	       /* strips; items over more are kept apart */
#define RULE	  (3 * DIM_PT) /* what is broader is an area */
#define MAX_ITEMS 2048	       /* held back at one time */
#define IS_TEXT	  UINT32_MAX

struct layer_item {
	dim left, top, right, bottom;
	uint32_t group; /* IS_TEXT: words */
	uint32_t next;	/* in its group, + 1 */
};

struct layer_group {
	struct colour colour;
	struct layer_mark mark;
	uint32_t level;
	uint32_t first, last; /* items + 1 */
	size_t count;
};

struct layer_text {
	const struct font *font;
	struct colour colour;
	double y;
	const struct render_word *words;
	size_t count;
	struct layer_mark mark;
};

struct layer_node {
	uint32_t item;
	uint32_t next; /* + 1 */
};

/* ---- strips ---- */

static size_t
band_at(dim y)
{
	return y < 0 ? 0 : y >= BAND * (LAYERS_BANDS - 1) ? LAYERS_BANDS - 1 : (size_t)(y / BAND);
}

static bool
is_tall(size_t from, size_t to)
{
	return to - from > TALL;
}

static void
band_add(struct walk *w, size_t band, size_t item)
{
	struct layers *l = &w->layers;
	struct layer_node node = {.item = (uint32_t)item, .next = l->band[band]};
	VEC_PUSH(w->scratch, &l->nodes, node);
	l->band[band] = (uint32_t)l->nodes.len;
}

static void
item_add(struct walk *w, const struct layer_item *item)
{
	struct layers *l = &w->layers;
	size_t from = band_at(item->top), to = band_at(item->bottom);
	if (is_tall(from, to))
		band_add(w, LAYERS_BANDS, l->items.len);
	else
		for (size_t i = from; i <= to; i++)
			band_add(w, i, l->items.len);
	VEC_PUSH(w->scratch, &l->items, *item);
}

/* Makes an item longer downwards or upwards. */
static void
item_stretch(struct walk *w, size_t index, dim top, dim bottom)
{
	struct layer_item *item = &w->layers.items.at[index];
	size_t from = band_at(item->top), to = band_at(item->bottom);
	item->top = dim_min(item->top, top);
	item->bottom = dim_max(item->bottom, bottom);
	size_t new_from = band_at(item->top), new_to = band_at(item->bottom);
	if (is_tall(from, to))
		return;
	if (is_tall(new_from, new_to)) {
		band_add(w, LAYERS_BANDS, index);
		return;
	}
	for (size_t i = new_from; i < from; i++)
		band_add(w, i, index);
	for (size_t i = to + 1; i <= new_to; i++)
		band_add(w, i, index);
}

/* ---- rectangles ---- */

/* A rectangle to be placed, and what it has met. */
struct search {
	const struct layers *layers;
	struct layer_item item;
	struct layer_group like; /* its colour and mark; the level above all it must lie on */
	bool covers_text;
	/* Of the same colour and mark, on the highest level: */
	const struct layer_item *holder; /* one that holds it, */
	const struct layer_item *joint;	 /* one that it continues */
};

static bool
same_group(const struct layer_group *a, const struct layer_group *b)
{
	return colour_same(a->colour, b->colour) && a->mark.artifact == b->mark.artifact &&
	       a->mark.leaf == b->mark.leaf;
}

static uint32_t
level_of(const struct layers *l, const struct layer_item *item)
{
	return l->groups.at[item->group].level;
}

static bool
holds(const struct layer_item *a, const struct layer_item *b)
{
	return a->left <= b->left && a->right >= b->right && a->top <= b->top &&
	       a->bottom >= b->bottom;
}

static bool
continues(const struct layer_item *a, const struct layer_item *b)
{
	return (a->top == b->top && a->bottom == b->bottom) ||
	       (a->left == b->left && a->right == b->right);
}

static void
meet(struct search *s, const struct layer_item *other)
{
	const struct layer_item *item = &s->item;
	if (other->left > item->right || other->right < item->left || other->top > item->bottom ||
	    other->bottom < item->top)
		return;
	bool overlaps = other->left < item->right && other->right > item->left &&
			other->top < item->bottom && other->bottom > item->top;
	if (other->group == IS_TEXT) {
		s->covers_text = s->covers_text || overlaps;
		return;
	}
	const struct layers *l = s->layers;
	const struct layer_group *group = &l->groups.at[other->group];
	if (same_group(group, &s->like)) {
		if (holds(other, item) &&
		    (s->holder == NULL || level_of(l, s->holder) < group->level))
			s->holder = other;
		if (continues(other, item) &&
		    (s->joint == NULL || level_of(l, s->joint) < group->level))
			s->joint = other;
	} else if (overlaps && !colour_same(group->colour, s->like.colour) &&
		   group->level >= s->like.level) {
		s->like.level = group->level + 1;
	}
}

static void
meet_band(struct search *s, size_t band)
{
	const struct layers *l = s->layers;
	for (uint32_t n = l->band[band]; n != 0 && !s->covers_text; n = l->nodes.at[n - 1].next)
		meet(s, &l->items.at[l->nodes.at[n - 1].item]);
}

/* Meets all that lies where the rectangle is to be. */
static void
look_around(struct search *s)
{
	const struct layers *l = s->layers;
	size_t from = band_at(s->item.top), to = band_at(s->item.bottom);
	if (is_tall(from, to)) {
		for (size_t i = 0; i < l->items.len && !s->covers_text; i++)
			meet(s, &l->items.at[i]);
		return;
	}
	meet_band(s, LAYERS_BANDS);
	for (size_t i = from; i <= to && !s->covers_text; i++)
		meet_band(s, i);
}

/* The lowest group that it may join, or a new one on the lowest level. */
static size_t
group_for(struct walk *w, const struct search *s, bool is_rule)
{
	struct layer_groups *groups = &w->layers.groups;
	uint32_t level = s->like.level + (s->like.level % 2 != is_rule);
	size_t best = groups->len;
	for (size_t i = 0; i < groups->len; i++) {
		const struct layer_group *g = &groups->at[i];
		if (g->level >= level && g->level % 2 == is_rule && same_group(g, &s->like) &&
		    (best == groups->len || g->level < groups->at[best].level))
			best = i;
	}
	if (best == groups->len) {
		VEC_PUSH(w->scratch, groups, s->like);
		groups->at[best].level = level;
	}
	return best;
}

/* No more breadth than a pen, and several times as long. */
static bool
is_rule(const struct layer_item *item)
{
	dim width = dim_sub(item->right, item->left), height = dim_sub(item->bottom, item->top);
	dim narrow = dim_min(width, height);
	return narrow <= RULE && dim_max(width, height) / 4 > narrow;
}

static void
place(struct walk *w, const struct search *s)
{
	struct layers *l = &w->layers;
	if (s->holder != NULL && level_of(l, s->holder) >= s->like.level)
		return;
	if (s->joint != NULL && level_of(l, s->joint) >= s->like.level) {
		size_t index = (size_t)(s->joint - l->items.at);
		l->items.at[index].left = dim_min(s->joint->left, s->item.left);
		l->items.at[index].right = dim_max(s->joint->right, s->item.right);
		item_stretch(w, index, s->item.top, s->item.bottom);
		return;
	}
	struct layer_item item = s->item;
	item.group = (uint32_t)group_for(w, s, is_rule(&item));
	item_add(w, &item);
	struct layer_group *group = &l->groups.at[item.group];
	uint32_t number = (uint32_t)l->items.len;
	if (group->first == 0)
		group->first = number;
	else
		l->items.at[group->last - 1].next = number;
	group->last = number;
	group->count++;
}

void
layers_rect(struct walk *w, const char *artifact, struct rect r, struct colour colour)
{
	if (r.width <= 0 || r.height <= 0 || colour.a <= 0)
		return;
	if (colour.a < 1) {
		walk_mark(w, artifact);
		struct draw_path path = path_rect(w->scratch, r);
		w->ops->fill(w->self, &path, colour);
		return;
	}
	struct search s = {.layers = &w->layers,
			   .item = {.left = r.x,
				    .top = r.y,
				    .right = dim_add(r.x, r.width),
				    .bottom = dim_add(r.y, r.height)},
			   .like = {.colour = colour, .mark = walk_mark_for(w, artifact)}};
	look_around(&s);
	if (s.covers_text || w->layers.items.len >= MAX_ITEMS) {
		layers_flush(w);
		s.like.level = 0;
		s.holder = s.joint = NULL;
	}
	place(w, &s);
}

/* ---- words ---- */

/* A number of points as a dim, with some air on one side. */
static dim
outwards(double pt, double air)
{
	double v = pt * DIM_PT + air;
	return v >= DIM_MAX ? DIM_MAX : v <= DIM_MIN ? DIM_MIN : (dim)v;
}

/* The ink of words; false if there is none. */
static bool
words_box(double y, const struct render_word *words, size_t count, struct layer_item *box)
{
	double left = INFINITY, top = INFINITY, right = -INFINITY, bottom = -INFINITY;
	for (size_t i = 0; i < count; i++) {
		const struct glyph_run *run = words[i].run;
		if (run == NULL || run->ink.width <= 0)
			continue;
		double spread = words[i].letter_space * run->count;
		double from = words[i].x + dim_to_pt(run->ink.x);
		double to = from + dim_to_pt(run->ink.width);
		double over = y + dim_to_pt(run->ink.y);
		double under = over + dim_to_pt(run->ink.height);
		from += spread < 0 ? spread : 0;
		to += spread > 0 ? spread : 0;
		left = from < left ? from : left;
		right = to > right ? to : right;
		top = over < top ? over : top;
		bottom = under > bottom ? under : bottom;
	}
	box->left = outwards(left, -1);
	box->top = outwards(top, -1);
	box->right = outwards(right, 1);
	box->bottom = outwards(bottom, 1);
	return left < right;
}

void
layers_words(struct walk *w, const char *artifact, const struct font *font, struct colour colour,
	     double y, const struct render_word *words, size_t count)
{
	struct layers *l = &w->layers;
	if (l->items.len + l->texts.len >= MAX_ITEMS)
		layers_flush(w);
	struct layer_text text = {.font = font,
				  .colour = colour,
				  .y = y,
				  .words = words,
				  .count = count,
				  .mark = walk_mark_for(w, artifact)};
	VEC_PUSH(w->scratch, &l->texts, text);
	struct layer_item box = {.group = IS_TEXT};
	if (words_box(y, words, count, &box))
		item_add(w, &box);
}

/* ---- painting ---- */

static void
areas_fill(struct walk *w, const struct layer_group *group)
{
	struct point *corners = ARENA_ARRAY(w->scratch, 4 * group->count, struct point);
	struct point *p = corners;
	for (uint32_t i = group->first; i != 0; i = w->layers.items.at[i - 1].next) {
		const struct layer_item *item = &w->layers.items.at[i - 1];
		*p++ = (struct point){item->left, item->top};
		*p++ = (struct point){item->right, item->top};
		*p++ = (struct point){item->right, item->bottom};
		*p++ = (struct point){item->left, item->bottom};
	}
	struct draw_path path = path_polygons(w->scratch, corners, 4, group->count);
	w->ops->fill(w->self, &path, group->colour);
}

static dim
breadth_of(const struct layer_item *item)
{
	return dim_min(dim_sub(item->right, item->left), dim_sub(item->bottom, item->top));
}

/* Rules of one breadth as lines.  They take half the numbers of outlines, and readers draw them
 * crisper. */
static void
rules_stroke(struct walk *w, const struct layer_group *group, dim breadth)
{
	struct point *ends = ARENA_ARRAY(w->scratch, 2 * group->count, struct point);
	size_t count = 0;
	for (uint32_t i = group->first; i != 0; i = w->layers.items.at[i - 1].next) {
		const struct layer_item *item = &w->layers.items.at[i - 1];
		if (breadth_of(item) != breadth)
			continue;
		bool level = dim_sub(item->bottom, item->top) == breadth;
		struct point from = {item->left, item->top}, to = {item->right, item->bottom};
		if (level)
			from.y = to.y = dim_add(item->top, breadth / 2);
		else
			from.x = to.x = dim_add(item->left, breadth / 2);
		ends[count++] = from;
		ends[count++] = to;
	}
	struct draw_path path = path_lines(w->scratch, ends, count);
	struct render_stroke pen = {.width = dim_to_pt(breadth), .colour = group->colour};
	w->ops->stroke(w->self, &path, &pen);
}

/* The next breadth above one; 0: none. */
static dim
next_breadth(const struct walk *w, const struct layer_group *group, dim after)
{
	dim next = 0;
	for (uint32_t i = group->first; i != 0; i = w->layers.items.at[i - 1].next) {
		dim breadth = breadth_of(&w->layers.items.at[i - 1]);
		if (breadth > after && (next == 0 || breadth < next))
			next = breadth;
	}
	return next;
}

static void
group_paint(struct walk *w, const struct layer_group *group)
{
	walk_mark_enter(w, &group->mark);
	if (group->level % 2 == 0) {
		areas_fill(w, group);
		return;
	}
	for (dim b = next_breadth(w, group, 0); b != 0; b = next_breadth(w, group, b))
		rules_stroke(w, group, b);
}

void
layers_flush(struct walk *w)
{
	struct layers *l = &w->layers;
	if (l->items.len == 0 && l->texts.len == 0)
		return;
	for (size_t level = 0, painted = 0; painted < l->groups.len; level++)
		for (size_t i = 0; i < l->groups.len; i++)
			if (l->groups.at[i].level == level) {
				group_paint(w, &l->groups.at[i]);
				painted++;
			}
	for (size_t i = 0; i < l->texts.len; i++) {
		const struct layer_text *t = &l->texts.at[i];
		walk_mark_enter(w, &t->mark);
		w->ops->words(w->self, t->font, t->colour, t->y, t->words, t->count);
	}
	l->items.len = l->groups.len = l->texts.len = l->nodes.len = 0;
	memset(l->band, 0, sizeof l->band);
}
