/*
 * Keeps within the line (XSL 1.1 §4.8, §7.20.3–5): which points of a paragraph no line may end at.
 *
 * A point is kept by every inline-level object around it whose keep-together.within-line asks for
 * it, by what ends there and is kept with the next, and by what begins there and is kept with the
 * previous.  Between two points that are free, all kept ones go if what stands between fits on a
 * line; if it does not, the weakest of them are free, and the parts between those are looked at in
 * turn: a keep gives way only where no line could hold what it keeps, and the weaker before the
 * stronger.
 *
 * A block does not stand in a line: of its own keep-together this component means nothing.  What it
 * hands down to its inlines does.
 */
#include "layout/para.h"

#include "base/arena.h"

#include <string.h>

#define MAX_ROUNDS 16 /* different strengths in one stretch; beyond, all of them give way */

static int32_t
within_line(const struct fo_node *node, enum fo_prop prop)
{
	return node->object == FO_WRAPPER ? 0 : fo_keep(node, prop)->within_line;
}

bool
lay_keeps_line(const struct fo_node *node)
{
	return within_line(node, FO_PROP_KEEP_TOGETHER) != 0 ||
	       within_line(node, FO_PROP_KEEP_WITH_NEXT) != 0 ||
	       within_line(node, FO_PROP_KEEP_WITH_PREVIOUS) != 0;
}

static void
stronger(int32_t *strength, int32_t other)
{
	if (other > *strength)
		*strength = other;
}

/* The nearest atom with content before a spot, or from it on; NULL if there is none. */
static const struct lay_atom *
content_near(const struct lay_para *para, size_t at, bool before)
{
	while (before ? at > 0 : at < para->count) {
		const struct lay_atom *a = &para->atoms[before ? --at : at++];
		if (a->kind == LAY_WORD || a->kind == LAY_OBJECT)
			return a;
	}
	return NULL;
}

/* What ends between two atoms, or begins: elements around one of them and not around the other, and
 * the object itself. The innermost element around both. */
static const struct lay_inline *
keep_beside(const struct lay_atom *a, const struct lay_atom *other, enum fo_prop prop,
	    int32_t *strength)
{
	const struct lay_inline *in = a->in, *around = other->in;

	if (a->kind == LAY_OBJECT)
		stronger(strength, within_line(a->u.object->node, prop));
	while (in != around) {
		if (in->depth >= around->depth) {
			stronger(strength, within_line(in->node, prop));
			in = in->parent;
		} else {
			around = around->parent;
		}
	}
	return in;
}

/* How strongly a point is kept; 0: it is free. */
static int32_t
strength_at(const struct lay_para *para, struct lay_spot spot)
{
	int32_t strength = 0;
	const struct lay_atom *right = content_near(para, spot.atom, false);
	const struct lay_atom *left = spot.offset > 0 ? right : content_near(para, spot.atom, true);

	if (left == NULL || right == NULL)
		return 0;
	const struct lay_inline *in = left->in;
	if (left != right) {
		in = keep_beside(left, right, FO_PROP_KEEP_WITH_NEXT, &strength);
		keep_beside(right, left, FO_PROP_KEEP_WITH_PREVIOUS, &strength);
	}
	for (; in->parent != NULL; in = in->parent)
		stronger(&strength, within_line(in->node, FO_PROP_KEEP_TOGETHER));
	return strength;
}

/* Does what stands between two points fit on a line? */
static bool
fits(const struct lay_point *from, const struct lay_point *to, int64_t room)
{
	int64_t width = to->end.width - from->next.width;

	return width - (to->end.shrink - from->next.shrink) <= room;
}

/* Frees the weakest of the points between two free ones, if there is no room for all. */
static void
settle(const struct lay_points *points, int32_t *strength, size_t from, size_t to, int64_t room)
{
	int32_t weakest = 0;

	if (fits(&points->at[from], &points->at[to], room))
		return;
	for (size_t i = from + 1; i < to; i++)
		if (weakest == 0 || strength[i] < weakest)
			weakest = strength[i];
	for (size_t i = from + 1; i < to; i++)
		if (strength[i] == weakest)
			strength[i] = 0;
}

/* One look at all stretches between free points; indent: of the first line. */
static bool
settle_all(const struct lay_points *points, int32_t *strength, int64_t room, dim indent)
{
	size_t from = 0;
	bool kept = false;

	for (size_t i = 1; i < points->len; i++) {
		if (strength[i] != 0 && !points->at[i].forced)
			continue;
		if (i > from + 1) {
			settle(points, strength, from, i, from == 0 ? room - indent : room);
			kept = true;
		}
		from = i;
	}
	return kept;
}

void
lay_points_keep(const struct lay_para *para, int64_t room, dim indent, struct lay_points *points)
{
	struct arena *scratch = lay_scratch(para->lay);
	int32_t *strength = ARENA_ARRAY(scratch, points->len, int32_t);
	size_t left = 1;

	for (size_t i = 1; i + 1 < points->len; i++)
		strength[i] = points->at[i].forced ? 0 : strength_at(para, points->at[i].spot);
	for (int round = 0; round < MAX_ROUNDS; round++)
		if (!settle_all(points, strength, room, indent))
			break;
	for (size_t i = 1; i < points->len; i++)
		if (strength[i] == 0)
			points->at[left++] = points->at[i];
	points->len = left;
}
