/*
 * Floats (XSL 1.1 §6.12.2): an fo:float with float="before" stands at the head of a page.  Its
 * anchor's page is full when it is met, so it goes to the next one.  Floats beside the text:
 * float_side.h.
 */
#include "layout/float.h"

#include "base/arena.h"
#include "fo/fo.h"
#include "layout/area.h"

#include <string.h>

/* Of a page's height, what floats may take when text is there too. */
#define SHARE_NUMERATOR	  7
#define SHARE_DENOMINATOR 10

dim
lay_floats_fit(struct lay_sequence *s, struct lay_made *made)
{
	const struct area_region_box *body = made->page->region[AREA_REGION_BODY];
	struct lay_room room = {.ipd = body->ipd, .page_bpd = body->bpd};
	dim most = dim_scale(body->bpd, SHARE_NUMERATOR, SHARE_DENOMINATOR);
	dim sum = 0;

	made->float_count = 0;
	if (s->floats.len == 0)
		return 0;
	made->floats = ARENA_ARRAY(made->page->arena, s->floats.len, struct lay_items *);
	for (size_t i = 0; i < s->floats.len; i++) {
		struct lay_items *items =
			lay_items_make(s->lay, made->page->arena, s->floats.at[i], &room);
		dim high = lay_items_bpd(items, 0, items->box_count);
		if (i > 0 && dim_add(sum, high) > most)
			break;
		made->floats[made->float_count++] = items;
		sum = dim_add(sum, high);
	}
	return sum;
}

void
lay_floats_build(struct lay_sequence *s, struct lay_made *made)
{
	struct area_region_box *body = made->page->region[AREA_REGION_BODY];
	dim y = 0;

	if (made->float_count == 0)
		return;
	struct area *all = area_new(made->page->arena, AREA_REFERENCE, NULL);
	all->ipd = body->ipd;
	all->u.reference.matrix = (struct matrix)MATRIX_IDENTITY;
	for (size_t i = 0; i < made->float_count; i++) {
		struct lay_items *items = made->floats[i];
		struct area *one = area_new(made->page->arena, AREA_BLOCK, s->floats.at[i]);
		one->flags = AREA_FIRST | AREA_LAST;
		one->ipd = body->ipd;
		one->y = y;
		area_append(all, one);
		lay_page_note(&made->info, one);
		one->bpd = lay_items_build(s->lay, items, 0, items->box_count, &made->info, one);
		y = dim_add(y, one->bpd);
	}
	all->bpd = y;
	body->before_float = all;
	s->floats.len -= made->float_count;
	memmove(s->floats.at, s->floats.at + made->float_count,
		s->floats.len * sizeof *s->floats.at);
}

void
lay_floats_collect(struct lay_sequence *s, size_t to)
{
	const struct lay_items *items = lay_source_items(&s->source);

	for (size_t i = 0; i < to; i++) {
		const struct lay_box *box = &items->boxes[i];
		for (uint32_t k = 0; k < box->footnote_count; k++) {
			const struct fo_node *node = box->footnotes[k];
			if (node->object != FO_FLOAT)
				continue;
			if (fo_keyword(node, FO_PROP_FLOAT) == FO_KW_BEFORE)
				VEC_PUSH(s->keep, &s->floats, node);
		}
	}
}
