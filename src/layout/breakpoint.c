/*
 * Break points: where lines of a paragraph may end, and the running sums between them.
 *
 * Knuth and Plass write a paragraph as boxes, glue and penalties and let glue vanish behind a
 * break. Here each point carries two sums instead: what the text before it measures when the line
 * ends there, and what has to be taken off when a line starts there.  A line from a to b then
 * measures end(b) - next(a), whatever vanished.
 */
#include "layout/para.h"

#include "base/arena.h"

#define PENALTY_HYPHEN 50
#define PENALTY_SOFT   1

struct finder {
	struct lay_para *para;
	const struct lay_cuts *cuts;
	struct lay_points *points;
	struct arena *scratch;
	struct lay_sum sum; /* before the atom at hand */
	bool justify;
	size_t first; /* atom that the search begins with */
	bool content; /* something stands on the line since the last forced break */
};

/* The part of a word's width before a byte of it. */
static dim
word_prefix(const struct lay_atom *word, uint32_t offset)
{
	const struct glyph_run *run = word->u.run;
	dim width = 0;
	uint32_t last = UINT32_MAX, clusters = 0;
	for (uint32_t i = 0; i < run->count; i++) {
		if (run->glyphs[i].cluster >= offset)
			continue;
		width = dim_add(width, run->glyphs[i].advance);
		if (run->glyphs[i].cluster != last)
			clusters++;
		last = run->glyphs[i].cluster;
	}
	return dim_add(width, dim_scale(word->in->style->letter_space, clusters, 1));
}

static struct lay_sum
atom_sum(const struct finder *f, size_t i)
{
	const struct lay_atom *a = &f->para->atoms[i];
	struct lay_sum s = {.width = a->width};
	if (a->kind == LAY_OBJECT) {
		const struct lay_object_size *size = &f->cuts->sizes[i];
		s = (struct lay_sum){size->width, size->stretch, size->shrink};
	} else if (f->justify) {
		s.stretch = a->stretch;
		s.shrink = a->shrink;
	}
	return s;
}

static void
sum_add(struct lay_sum *sum, struct lay_sum s, int sign)
{
	sum->width += sign * s.width;
	sum->stretch += sign * s.stretch;
	sum->shrink += sign * s.shrink;
}

static bool
is_thin(const struct lay_atom *a)
{
	return a->kind == LAY_OPEN || a->kind == LAY_CLOSE || a->kind == LAY_ANCHOR ||
	       a->kind == LAY_NEWLINE;
}

/* Takes off the spaces that vanish when a line ends before atom `end`. */
static void
trim_end(const struct finder *f, size_t end, struct lay_sum *sum)
{
	while (end > 0) {
		const struct lay_atom *a = &f->para->atoms[--end];
		if (a->kind == LAY_SPACE && (a->flags & LAY_DISCARD_END))
			sum_add(sum, atom_sum(f, end), -1);
		else if (!is_thin(a))
			break;
	}
}

/* Adds the spaces that vanish when a line starts with atom `start`. */
static void
trim_start(const struct finder *f, size_t start, struct lay_sum *sum)
{
	for (; start < f->para->count; start++) {
		const struct lay_atom *a = &f->para->atoms[start];
		if (a->kind == LAY_SPACE && (a->flags & LAY_DISCARD_START))
			sum_add(sum, atom_sum(f, start), 1);
		else if (!is_thin(a) || a->kind == LAY_NEWLINE)
			break;
	}
}

void
lay_retained(const struct lay_para *para, struct lay_spot spot, dim *end, dim *start)
{
	*end = *start = 0;
	if (!para->retains || spot.atom >= para->count)
		return;
	const struct lay_atom *a = &para->atoms[spot.atom];
	const struct lay_inline *in = a->kind == LAY_OPEN ? a->in->parent : a->in;
	for (; in != NULL; in = in->parent) {
		*end = dim_add(*end, in->keep_end);
		*start = dim_add(*start, in->keep_start);
	}
}

static struct lay_point *
point_add(struct finder *f, struct lay_spot spot, struct lay_sum here)
{
	struct lay_point p = {.spot = spot, .end = here, .next = here};
	dim end, start;
	lay_retained(f->para, spot, &end, &start);
	p.end.width += end;
	p.next.width -= start;
	VEC_PUSH(f->scratch, f->points, p);
	return &f->points->at[f->points->len - 1];
}

/* A point behind atom i; ends of elements that follow belong to the line before it. */
static struct lay_point *
point_behind(struct finder *f, size_t i, struct lay_sum here)
{
	const struct lay_para *para = f->para;
	size_t next = i + 1;
	while (next < para->count && para->atoms[next].kind == LAY_CLOSE) {
		sum_add(&here, atom_sum(f, next), 1);
		next++;
	}
	struct lay_point *p = point_add(f, (struct lay_spot){(uint32_t)next, 0}, here);
	trim_end(f, next, &p->end);
	trim_start(f, next, &p->next);
	return p;
}

static void
hyphenate(struct finder *f, size_t i, uint32_t behind)
{
	const struct lay_atom *a = &f->para->atoms[i];
	const struct lay_style *style = a->in->style;
	uint32_t count;
	const uint32_t *at =
		lay_hyphens_find(f->para->lay, style, a->u.run->text, a->u.run->text_len, &count);
	for (uint32_t k = 0; k < count; k++) {
		if (at[k] <= behind)
			continue;
		struct lay_sum here = f->sum;
		here.width += word_prefix(a, at[k]);
		struct lay_point *p = point_add(f, (struct lay_spot){(uint32_t)i, at[k]}, here);
		p->end.width += style->hyphen->width;
		p->penalty = PENALTY_HYPHEN;
		p->flagged = true;
	}
}

static void
force(struct finder *f, struct lay_point *p)
{
	p->forced = true;
	f->content = false;
}

/* An object that stands on lines of its own: forced breaks around it and between its tiles. */
static void
stand_alone(struct finder *f, size_t i, uint32_t from_tile)
{
	uint32_t tiles = f->cuts->sizes[i].tiles;
	if (f->content) {
		struct lay_point *p = &f->points->at[f->points->len - 1];
		if (p->spot.atom != i || p->spot.offset != 0) {
			p = point_add(f, (struct lay_spot){(uint32_t)i, 0}, f->sum);
			trim_end(f, i, &p->end);
		}
		force(f, p);
	}
	for (uint32_t t = from_tile + 1; t < tiles; t++)
		force(f, point_add(f, (struct lay_spot){(uint32_t)i, t}, f->sum));
}

static bool
is_alone(const struct finder *f, size_t i)
{
	const struct lay_atom *a = &f->para->atoms[i];
	return a->kind == LAY_OBJECT && ((a->flags & LAY_ALONE) || f->cuts->sizes[i].tiles > 1);
}

/* Is there anything to set from atom i on? */
static bool
has_more(const struct finder *f, size_t i)
{
	for (; i < f->para->count; i++) {
		const struct lay_atom *a = &f->para->atoms[i];
		if (a->kind == LAY_SPACE && (a->flags & LAY_DISCARD_START))
			continue;
		if (a->kind != LAY_CLOSE && a->kind != LAY_OPEN && a->kind != LAY_ANCHOR)
			return true;
	}
	return false;
}

/* Does a space that vanishes at a break begin an element?  Then the element begins behind the
 * break: it would leave nothing but its edges on the line before. */
static bool
leads_element(const struct finder *f, size_t i)
{
	const struct lay_atom *a = &f->para->atoms[i];

	return a->kind == LAY_SPACE && (a->flags & LAY_DISCARD_START) &&
	       (a->flags & LAY_DISCARD_END) && i > f->first &&
	       f->para->atoms[i - 1].kind == LAY_OPEN;
}

/* A point before the element that the space at i, already added up, begins. */
static void
point_before_element(struct finder *f, size_t i)
{
	struct lay_sum here = f->sum;
	size_t next = i;

	sum_add(&here, atom_sum(f, i), -1);
	while (next > f->first && f->para->atoms[next - 1].kind == LAY_OPEN)
		sum_add(&here, atom_sum(f, --next), -1);
	if (next <= f->first || f->points->at[f->points->len - 1].spot.atom >= next)
		return;
	struct lay_point *p = point_add(f, (struct lay_spot){(uint32_t)next, 0}, here);
	trim_end(f, next, &p->end);
	trim_start(f, next, &p->next);
}

static void
points_of_atom(struct finder *f, size_t i, uint32_t offset, bool hyphens)
{
	const struct lay_para *para = f->para;
	const struct lay_atom *a = &para->atoms[i];
	bool alone = is_alone(f, i);
	if (alone)
		stand_alone(f, i, offset);
	else if (hyphens && a->kind == LAY_WORD && a->in->style->hyphenate && a->in->style->wrap &&
		 !(a->level & 1))
		hyphenate(f, i, offset);
	if (a->kind == LAY_WORD || a->kind == LAY_OBJECT ||
	    (a->kind == LAY_SPACE && !(a->flags & LAY_DISCARD_START)))
		f->content = true;
	sum_add(&f->sum, atom_sum(f, i), 1);
	if (i + 1 >= para->count)
		return;
	bool must = alone || (a->flags & LAY_MUST_BREAK);
	if ((!must && !(a->flags & LAY_MAY_BREAK)) || !has_more(f, i + 1))
		return;
	if (must) {
		force(f, point_behind(f, i, f->sum));
		return;
	}
	if (leads_element(f, i)) {
		point_before_element(f, i);
		return;
	}
	struct lay_point *p = point_behind(f, i, f->sum);
	if (a->flags & LAY_SOFT) {
		p->end.width += a->in->style->hyphen->width;
		p->penalty = PENALTY_SOFT;
		p->flagged = true;
	}
}

void
lay_points_find(struct lay_para *para, const struct lay_cuts *cuts, struct lay_spot from,
		bool justify, bool hyphens, struct lay_points *points)
{
	struct finder f = {.para = para,
			   .cuts = cuts,
			   .points = points,
			   .scratch = lay_scratch(para->lay),
			   .justify = justify,
			   .first = from.atom};
	*points = (struct lay_points){.at = NULL};
	struct lay_point *start = point_add(&f, from, f.sum);
	if (from.offset > 0 && para->atoms[from.atom].kind == LAY_WORD)
		start->next.width += word_prefix(&para->atoms[from.atom], from.offset);
	else if (from.offset == 0)
		trim_start(&f, from.atom, &start->next);
	for (size_t i = from.atom; i < para->count; i++)
		points_of_atom(&f, i, i == from.atom ? from.offset : 0, hyphens);
	struct lay_point *end = point_add(&f, (struct lay_spot){(uint32_t)para->count, 0}, f.sum);
	trim_end(&f, para->count, &end->end);
	end->forced = true;
}
