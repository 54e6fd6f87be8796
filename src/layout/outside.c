/*
 * Outside: text and graphics that stand beyond the paper's edge are not printed.
 *
 * An offset, a negative indent or a turned container can put them there, and no single one of them
 * knows its place on the page; so it is looked at when the page is finished and every area has its
 * place.  Text counts when more than a quarter of its height sticks out: descenders in the trim do
 * no harm.  A graphic counts when nothing of it is left: what bleeds over the edge is meant to.
 */
#include "layout/para.h"

#include "base/arena.h"
#include "layout/area.h"
#include "layout/flow.h"
#include "layout/layout.h"
#include "layout/layout_diag.h"
#include "layout/page.h"

#include <math.h>

struct extent {
	double left, top, right, bottom; /* on the page */
};

static struct extent
extent_of(const struct area *a, const struct matrix *m)
{
	double w = dim_to_pt(a->ipd), h = dim_to_pt(a->bpd);
	double x = m->a * w, y = m->b * w; /* where its edges lead */
	double u = m->c * h, v = m->d * h;

	return (struct extent){.left = m->e + fmin(0, x) + fmin(0, u),
			       .top = m->f + fmin(0, y) + fmin(0, v),
			       .right = m->e + fmax(0, x) + fmax(0, u),
			       .bottom = m->f + fmax(0, y) + fmax(0, v)};
}

/* How far it sticks out of the page, at most. */
static double
beyond(const struct area_page *page, const struct extent *e)
{
	double across = fmax(-e->left, e->right - dim_to_pt(page->width));
	double down = fmax(-e->top, e->bottom - dim_to_pt(page->height));

	return fmax(across, down);
}

static bool
is_gone(const struct area_page *page, const struct extent *e)
{
	return e->right <= 0 || e->bottom <= 0 || e->left >= dim_to_pt(page->width) ||
	       e->top >= dim_to_pt(page->height);
}

static bool
has_ink(const struct area_text *text)
{
	for (uint32_t i = 0; i < text->count; i++)
		if (text->words[i].run != NULL)
			return true;
	return false;
}

/* The block that holds it, for a message. */
static const struct fo_node *
block_of(const struct fo_node *node)
{
	while (node != NULL && node->parent != NULL && node->object != FO_BLOCK &&
	       node->object != FO_BLOCK_CONTAINER && node->object != FO_STATIC_CONTENT)
		node = node->parent;
	return node;
}

static void
report(struct lay *lay, const struct fo_node *node, double out)
{
	bool strict = lay_is_strict(lay);
	enum layout_diag id = strict ? LAYOUT_DIAG_OUTSIDE : LAYOUT_DIAG_OUTSIDE_MAYBE;
	struct diag_place place;

	if (!lay_once_for(lay, "outside", node))
		return;
	place = fo_place(lay->doc, lay->arena, node);
	diag_add(lay->diag, &layout_diags[id], &place, fo_object_name(node->object),
		 arena_printf(lay->arena, "%.1f", out));
	lay_help_text(lay, node);
}

void
lay_check_outside(struct lay *lay, const struct area_page *page, const struct area *a,
		  const struct matrix *m)
{
	struct extent e;
	double out;

	if ((a->flags & AREA_HIDDEN) != 0 || a->node == NULL)
		return;
	e = extent_of(a, m);
	out = beyond(page, &e);
	if (a->kind == AREA_TEXT ? out > dim_to_pt(a->bpd) / 4 && has_ink(a->u.text)
				 : is_gone(page, &e))
		report(lay, block_of(a->node), out);
}
