/*
 * Side floats: lines beside them.
 *
 * A paragraph is broken for the bands below its first line, as if all its lines were as high as the
 * block asks.  Then it is gone through line by line: where an anchor is met its float is placed,
 * level with the line that holds it, and where a line turns out to stand beside something else than
 * was assumed (it is higher, or no word fits beside the float and it has to go below) the rest is
 * broken again from there.  So the total-fit breaker always sees the rooms of all lines to come,
 * and the anchor's own line gives way too (CSS2 §9.5).
 */
#include "layout/float_side.h"

#include "base/arena.h"
#include "layout/walk.h"

#define MAX_AGAIN  4   /* times one line is set again because of its height */
#define MAX_BREAKS 500 /* times a paragraph is: then its floats come all at once */

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

	s->bands = lay_side_bands(s->w, lay_block_of(s->first->parent), y);
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
		any = !lay_side_place(s->w, &what, y, lay_side_at_head(s->w))->waits || any;
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
