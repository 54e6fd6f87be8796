/*
 * Regions: the rectangles of a page (XSL 1.1 §6.4.13–18).
 *
 * They are laid out in the page's own frame, which reference-orientation turns against the paper;
 * then each rectangle is turned onto the paper, and its content gets the matrix that turns it so.
 */
#include "layout/master.h"

#include "base/arena.h"
#include "fo/fo.h"
#include "layout/container.h"
#include "layout/flow.h"
#include "layout/layout_diag.h"

/* The page's frame: upright for its content, turned against the paper. */
struct frame {
	struct lay *lay;
	struct area_page *page;
	int turn;	  /* of the simple-page-master */
	struct rect rect; /* page minus margins, on the paper */
	dim width;	  /* of the paper, turned: what percentages count from */
	dim height;
	dim ipd; /* of rect, turned */
	dim bpd;
	bool rl; /* region-start is on the right */
};

static bool
is_rl(const struct fo_node *node)
{
	enum fo_keyword k = fo_keyword(node, FO_PROP_WRITING_MODE);

	return k == FO_KW_RL_TB || k == FO_KW_RL;
}

/* A rectangle of the frame on the paper. */
static struct rect
on_paper(const struct frame *f, struct rect r)
{
	switch (f->turn) {
	case 90: /* start edge at the bottom, before edge at the left */
		return (struct rect){f->rect.x + r.y, f->rect.y + f->rect.height - r.x - r.width,
				     r.height, r.width};
	case 180:
		return (struct rect){f->rect.x + f->rect.width - r.x - r.width,
				     f->rect.y + f->rect.height - r.y - r.height, r.width,
				     r.height};
	case 270:
		return (struct rect){f->rect.x + f->rect.width - r.y - r.height, f->rect.y + r.x,
				     r.height, r.width};
	default:
		return (struct rect){f->rect.x + r.x, f->rect.y + r.y, r.width, r.height};
	}
}

static const char *
region_name(const struct fo_node *node)
{
	const char *name = fo_own_string(node, FO_PROP_REGION_NAME);

	if (name != NULL && name[0] != '\0')
		return name;
	switch (node->object) {
	case FO_REGION_BEFORE:
		return "xsl-region-before";
	case FO_REGION_AFTER:
		return "xsl-region-after";
	case FO_REGION_START:
		return "xsl-region-start";
	case FO_REGION_END:
		return "xsl-region-end";
	default:
		return "xsl-region-body";
	}
}

static dim
at_least(struct frame *f, const struct fo_node *node, dim length)
{
	if (length >= DIM_PT)
		return length;
	struct diag_place place = fo_place(f->lay->doc, f->lay->arena, node);
	diag_add(f->lay->diag, &layout_diags[LAYOUT_DIAG_NO_ROOM], &place,
		 fo_object_name(node->object));
	return DIM_PT;
}

static dim
edges(const struct area_box *box, int a, int b)
{
	if (box == NULL)
		return 0;
	return box->border[a].width + box->padding[a] + box->border[b].width + box->padding[b];
}

/* The box of a region that covers r in the frame. */
static struct area_region_box *
region_new(struct frame *f, const struct fo_node *node, struct rect r)
{
	struct area_region_box *b = ARENA_NEW(f->page->arena, struct area_region_box);
	int turn = (f->turn + lay_turn_of(node)) % 360;

	/* reference-orientation inherits nothing: the region turns against its page */
	b->node = node;
	b->name = region_name(node);
	b->viewport = on_paper(f, r);
	b->box = lay_box_of(f->lay, f->page->arena, node, f->width);
	b->clip = lay_clip(node);
	dim width = b->viewport.width - edges(b->box, FO_START, FO_END);
	dim height = b->viewport.height - edges(b->box, FO_BEFORE, FO_AFTER);
	b->matrix = lay_turned(turn, width, height);
	b->ipd = turn % 180 == 0 ? width : height;
	b->bpd = turn % 180 == 0 ? height : width;
	return b;
}

static const struct fo_node *
child_of(const struct fo_node *master, enum fo_object object)
{
	for (const struct fo_node *c = master->first_child; c != NULL; c = c->next)
		if (c->object == object)
			return c;
	return NULL;
}

static dim
extent_of(const struct fo_node *region, dim base)
{
	return region == NULL ? 0 : dim_max(0, fo_dim(region, FO_PROP_EXTENT, base, 0));
}

static bool
precedes(const struct fo_node *region)
{
	return region != NULL && fo_keyword(region, FO_PROP_PRECEDENCE) == FO_KW_TRUE;
}

static void
side_regions(struct frame *f, const struct fo_node *master)
{
	struct area_region_box **region = f->page->region;
	const struct fo_node *before = child_of(master, FO_REGION_BEFORE);
	const struct fo_node *after = child_of(master, FO_REGION_AFTER);
	const struct fo_node *start = child_of(master, FO_REGION_START);
	const struct fo_node *end = child_of(master, FO_REGION_END);
	dim b = extent_of(before, f->height);
	dim a = extent_of(after, f->height);
	dim s = extent_of(start, f->width);
	dim e = extent_of(end, f->width);
	/* who has the corners (§7.27.16) */
	dim s_before = precedes(before) ? 0 : s;
	dim e_before = precedes(before) ? 0 : e;
	dim s_after = precedes(after) ? 0 : s;
	dim e_after = precedes(after) ? 0 : e;
	dim top = precedes(before) ? b : 0;
	dim high = f->bpd - top - (precedes(after) ? a : 0);

	if (before != NULL)
		region[AREA_REGION_BEFORE] =
			region_new(f, before,
				   (struct rect){f->rl ? e_before : s_before, 0,
						 f->ipd - s_before - e_before, b});
	if (after != NULL)
		region[AREA_REGION_AFTER] =
			region_new(f, after,
				   (struct rect){f->rl ? e_after : s_after, f->bpd - a,
						 f->ipd - s_after - e_after, a});
	if (start != NULL)
		region[AREA_REGION_START] =
			region_new(f, start, (struct rect){f->rl ? f->ipd - s : 0, top, s, high});
	if (end != NULL)
		region[AREA_REGION_END] =
			region_new(f, end, (struct rect){f->rl ? 0 : f->ipd - e, top, e, high});
}

static void
body_region(struct frame *f, const struct fo_node *master)
{
	const struct fo_node *body = child_of(master, FO_REGION_BODY);
	struct rect r = {0, 0, f->ipd, f->bpd};

	if (body == NULL)
		body = master;
	else {
		dim left = fo_dim(body, FO_PROP_MARGIN_LEFT, f->width, 0);
		dim right = fo_dim(body, FO_PROP_MARGIN_RIGHT, f->width, 0);
		dim top = fo_dim(body, FO_PROP_MARGIN_TOP, f->height, 0);
		dim bottom = fo_dim(body, FO_PROP_MARGIN_BOTTOM, f->height, 0);
		r = (struct rect){left, top,
				  at_least(f, body, dim_sub(f->ipd, dim_add(left, right))),
				  at_least(f, body, dim_sub(f->bpd, dim_add(top, bottom)))};
	}
	f->page->region[AREA_REGION_BODY] = region_new(f, body, r);
}

void
lay_master_regions(struct lay *lay, const struct fo_node *master, struct area_page *page)
{
	struct frame f = {
		.lay = lay, .page = page, .turn = lay_turn_of(master), .rl = is_rl(master)};

	/* auto: what ISO A4 and US Letter have in common, so that either printer takes the page */
	page->width =
		at_least(&f, master, fo_dim(master, FO_PROP_PAGE_WIDTH, 0, dim_from_pt(594.72)));
	page->height =
		at_least(&f, master, fo_dim(master, FO_PROP_PAGE_HEIGHT, 0, dim_from_pt(792)));
	dim left = fo_dim(master, FO_PROP_MARGIN_LEFT, page->width, 0);
	dim right = fo_dim(master, FO_PROP_MARGIN_RIGHT, page->width, 0);
	dim top = fo_dim(master, FO_PROP_MARGIN_TOP, page->height, 0);
	dim bottom = fo_dim(master, FO_PROP_MARGIN_BOTTOM, page->height, 0);
	f.rect.x = left;
	f.rect.y = top;
	f.rect.width = at_least(&f, master, dim_sub(page->width, dim_add(left, right)));
	f.rect.height = at_least(&f, master, dim_sub(page->height, dim_add(top, bottom)));
	bool upright = f.turn % 180 == 0;
	f.width = upright ? page->width : page->height;
	f.height = upright ? page->height : page->width;
	f.ipd = upright ? f.rect.width : f.rect.height;
	f.bpd = upright ? f.rect.height : f.rect.width;
	page->master = fo_own_string(master, FO_PROP_MASTER_NAME);
	side_regions(&f, master);
	body_region(&f, master);
}

int
lay_master_columns(const struct area_region_box *body)
{
	if (body->node->object != FO_REGION_BODY)
		return 1;
	double n = fo_number(body->node, FO_PROP_COLUMN_COUNT, 1);
	return n < 1 ? 1 : n > 100 ? 100 : (int)n;
}

dim
lay_master_column_gap(const struct area_region_box *body)
{
	if (body->node->object != FO_REGION_BODY)
		return 0;
	return fo_dim(body->node, FO_PROP_COLUMN_GAP, body->ipd, 0);
}
