/*
 * A line set again, when a citation in it has turned out wider or narrower than was assumed.
 *
 * In a table of contents the leader takes the difference up; breaking the one paragraph again shows
 * it, and saves another pass over the document.
 */
#include "layout/inline.h"

#include "base/arena.h"
#include "fo/fo.h"
#include "layout/area.h"
#include "layout/para.h"

/* What is measured or counted only once cannot be set again. */
static bool
is_plain(const struct lay_para *para)
{
	if (para->anchors.len > 0 || para->first_line != NULL)
		return false;
	for (size_t i = 0; i < para->count; i++) {
		const struct lay_atom *a = &para->atoms[i];
		if (a->kind != LAY_OBJECT)
			continue;
		const struct lay_object *o = a->u.object;
		if (o->kind == LAY_CHART ||
		    (o->kind == LAY_INLINE_BLOCK && o->node->object != FO_INLINE_CONTAINER))
			return false;
	}
	return true;
}

static bool
same_spot(struct lay_spot a, struct lay_spot b)
{
	return a.atom == b.atom && a.offset == b.offset;
}

/* Do lines i of both hold the same, in a rectangle of the same size? */
static bool
same_line(const struct lay_cuts *a, const struct lay_cuts *b, size_t i)
{
	const struct lay_cut *x = &a->at[i], *y = &b->at[i];
	const struct lay_line *k = &a->lines.at[i], *l = &b->lines.at[i];

	return same_spot(x->from, y->from) && same_spot(x->to, y->to) && x->hyphen == y->hyphen &&
	       x->start_indent == y->start_indent && x->end_indent == y->end_indent &&
	       x->ipd == y->ipd && k->bpd == l->bpd && k->baseline == l->baseline;
}

/* Is there anything whose place was taken down when the page was settled? */
static bool
has_places(const struct area *a)
{
	if ((a->box != NULL && a->box->background_image != NULL) ||
	    (a->node != NULL && fo_id(a->node) != NULL) ||
	    (a->kind == AREA_REFERENCE && a->u.reference.fixed))
		return true;
	for (const struct area *c = a->first_child; c != NULL; c = c->next)
		if (has_places(c))
			return true;
	return false;
}

bool
lay_line_rebuild(struct lay_para *para, const struct lay_lines *lines, size_t i,
		 const struct lay_page_info *page, struct area *line)
{
	const struct lay_cuts *before = (const struct lay_cuts *)lines;
	struct lay_lines *again;

	if (!is_plain(para) || has_places(line))
		return false;
	again = lay_para_rebreak(para, page->arena, lines, 0, &before->measure);
	if (again->count != lines->count)
		return false;
	for (size_t k = 0; k < lines->count; k++)
		if (!same_line(before, (const struct lay_cuts *)again, k))
			return false;
	struct area *built = lay_line_build(para, again, i, page);
	if (built == NULL)
		return false;
	built->y = line->y;
	built->next = line->next;
	built->flags = line->flags;
	*line = *built;
	return true;
}
