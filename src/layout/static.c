/*
 * Static: the regions of a page filled: static contents around the body, columns, footnotes.
 *
 * Static contents are laid out for each page, after the body, because markers and page numbers come
 * from it.  A content that retrieves markers is copied with the markers' content in place.
 */
#include "layout/static.h"

#include "base/arena.h"
#include "base/map.h"
#include "fo/fo.h"
#include "layout/cite.h"
#include "layout/container.h"
#include "layout/float_side.h"
#include "layout/layout.h"
#include "layout/layout_diag.h"
#include "layout/pagebreak.h"

#include <stdio.h>
#include <string.h>

const struct fo_node *
lay_static_find(const struct fo_node *sequence, const char *name)
{
	for (const struct fo_node *c = sequence->first_child; c != NULL; c = c->next) {
		const char *flow =
			c->object != FO_STATIC_CONTENT ? NULL : fo_own_string(c, FO_PROP_FLOW_NAME);
		if (flow != NULL && strcmp(flow, name) == 0)
			return c;
	}
	return NULL;
}

static void
report_height(struct lay *lay, const struct area_region_box *region, dim high)
{
	bool clipped = region->clip.hides && lay_is_strict(lay);
	char over[32];

	if (high <= region->bpd + 8) /* rounding of many small lengths */
		return;
	struct diag_place place = fo_place(lay->doc, lay->arena, region->node);
	snprintf(over, sizeof over, "%.1f", dim_to_pt(high - region->bpd));
	if (clipped)
		diag_add(lay->diag, &layout_diags[LAYOUT_DIAG_CLIPPED], &place, "fo:static-content",
			 over);
	else
		diag_add(lay->diag, &layout_diags[LAYOUT_DIAG_OVERFLOWS], &place,
			 "fo:static-content", fo_object_name(region->node->object), over);
}

static struct area *
reference_new(struct arena *arena, dim ipd, const struct fo_node *node)
{
	struct area *a = area_new(arena, AREA_REFERENCE, node);

	a->ipd = ipd;
	a->u.reference.matrix = (struct matrix)MATRIX_IDENTITY;
	return a;
}

static void
build_region(struct lay *lay, struct lay_made *made, struct area_region_box *region,
	     const struct fo_node *content)
{
	struct arena *arena = made->page->arena;
	struct lay_room room = {.ipd = region->ipd, .page_bpd = region->bpd};
	struct lay_items *items = lay_items_make(lay, arena, content, &room);
	struct area *a = reference_new(arena, region->ipd, content);

	region->content = a;
	a->bpd = lay_items_build(lay, items, 0, items->box_count, &made->info, a);
	report_height(lay, region, a->bpd);
	lay_align_content(arena, a, dim_sub(region->bpd, a->bpd),
			  fo_keyword(region->node, FO_PROP_DISPLAY_ALIGN));
}

/* A marker that lives as long as the pages of the sequence. */
static const struct fo_node *
lasting(struct lay_sequence *s, const struct fo_node *marker)
{
	const struct fo_node *copy;

	if (marker == NULL)
		return NULL;
	if (s->copies == NULL)
		s->copies = map_new(s->residue);
	copy = map_find_n(s->copies, (const char *)&marker, sizeof marker);
	if (copy == NULL) {
		copy = fo_copy(s->residue, marker);
		map_put_n(s->copies, (const char *)&marker, sizeof marker, (void *)(uintptr_t)copy);
	}
	return copy;
}

/* Ids in a content that is set later stand on the page all the same. */
static void
mark_ids(struct lay_sequence *s, const struct area_page *page, const struct fo_node *content)
{
	if (fo_id(content) != NULL)
		lay_cites_mark(s->lay->cites, fo_id(content), content, page);
	for (const struct fo_node *n = content->first_child; n != NULL; n = n->next)
		mark_ids(s, page, n);
}

/* Is a content to be set when the pages that it cites are known?  It is all that hangs on them. */
static bool
is_late(struct lay_sequence *s, struct lay_made *made, const struct fo_node *content, size_t from)
{
	bool late = lay_cites_want(s->lay->cites, content);

	for (size_t i = from; i < made->found.len; i++)
		if (made->found.at[i] != NULL)
			late = lay_cites_want(s->lay->cites, made->found.at[i]) || late;
	if (!late)
		return false;
	mark_ids(s, made->page, content);
	for (size_t i = from; i < made->found.len; i++) {
		if (made->found.at[i] != NULL)
			mark_ids(s, made->page, made->found.at[i]);
		made->found.at[i] = lasting(s, made->found.at[i]);
	}
	return true;
}

static void
set_region(struct lay_made *made, int r, const struct fo_node *content, size_t from)
{
	struct lay *lay = made->sequence->lay;

	content = lay_marker_expand(lay, made->page->arena, content, made->found.at + from);
	made->notes.fixed = true;
	lay->cites->fixed = true;
	build_region(lay, made, made->page->region[r], content);
	lay->cites->fixed = false;
	made->notes.fixed = false;
}

void
lay_static_build(struct lay_sequence *s, struct lay_made *made)
{
	for (int r = 0; r < AREA_REGION_COUNT; r++) {
		const struct area_region_box *region = made->page->region[r];
		if (region == NULL || r == AREA_REGION_BODY)
			continue;
		const struct fo_node *content = lay_static_find(s->node, region->name);
		if (content == NULL)
			continue;
		size_t from = made->found.len;
		lay_markers_pick(&s->markers, &made->notes, content, &made->found);
		if (is_late(s, made, content, from)) {
			made->late |= 1u << r;
			continue;
		}
		set_region(made, r, content, from);
		made->found.len = from;
	}
}

static size_t
count_retrieves(const struct fo_node *content)
{
	size_t n = content->object == FO_RETRIEVE_MARKER;

	if (n == 0)
		for (const struct fo_node *c = content->first_child; c != NULL; c = c->next)
			n += count_retrieves(c);
	return n;
}

void
lay_static_late(struct lay_made *made)
{
	struct lay_sequence *s = made->sequence;
	size_t from = 0;

	s->lay->page_width = made->page->width;
	s->lay->page_height = made->page->height;
	for (int r = 0; r < AREA_REGION_COUNT; r++) {
		if ((made->late & 1u << r) == 0)
			continue;
		struct area_region_box *region = made->page->region[r];
		const struct fo_node *content = lay_static_find(s->node, region->name);
		set_region(made, r, content, from);
		from += count_retrieves(content);
		lay_page_settle_region(s->lay, &made->notes, made->page, region);
		made->notes.notes.len = 0;
	}
}

/* ---- body ---- */

/* How much a column grows that ends because the page does, not its text: all that is free below it,
 * if its spaces can take it (§4.3.1: any length in their range will do, the page is better full).
 */
static dim
growth(const struct lay_items *items, const struct lay_column *column, dim free, dim *of)
{
	const struct lay_gap *end = &items->gaps[column->to];

	*of = 0;
	if (items->side != NULL && items->side->floats.len > 0) /* they stand where lines were */
		return 0;
	if (free <= LAY_SLACK || column->to >= items->box_count || column->squeeze.by != 0 ||
	    end->forced != LAY_BREAK_NONE || end->span_change)
		return 0;
	*of = lay_items_take(items, column->from, column->to);
	return *of > 0 && free <= dim_add(*of, LAY_SLACK) ? dim_min(free, *of) : 0;
}

/* free: height below the column that nothing else needs. */
static void
build_column(struct lay_sequence *s, struct lay_made *made, const struct lay_column *column,
	     dim free, struct area *flow)
{
	const struct lay_items *items = lay_source_items(&s->source);
	struct lay_stretch stretch = {column->from, column->to, column->squeeze};

	flow->bpd = column->bpd;
	if (column->from >= column->to)
		return;
	dim of, more = growth(items, column, free, &of);
	if (more > 0) {
		stretch.squeeze = (struct lay_squeeze){.by = -more, .of = of};
		flow->bpd = dim_add(flow->bpd, more);
	}
	lay_items_build_tight(s->lay, items, stretch, &made->info, flow);
}

static struct area_span *
build_span(struct lay_sequence *s, struct lay_made *made, const struct lay_span *span, dim y,
	   dim free)
{
	struct arena *arena = made->page->arena;
	const struct area_region_box *body = made->page->region[AREA_REGION_BODY];
	struct area_span *result = ARENA_NEW(arena, struct area_span);
	dim gap = lay_master_column_gap(body);
	int count = span->count;

	result->columns = count;
	result->column_gap = gap;
	result->column_width = lay_column_ipd(body->ipd, count, gap);
	result->y = dim_add(y, span->y);
	result->bpd = span->bpd;
	result->flows = ARENA_ARRAY(arena, (size_t)count, struct area *);
	for (int i = 0; i < count; i++) {
		struct area *flow = reference_new(arena, result->column_width, s->flow);
		flow->x = dim_scale(dim_add(result->column_width, gap), i, 1);
		flow->y = result->y;
		result->flows[i] = flow;
		dim own = dim_add(free, dim_sub(span->bpd, span->columns[i].bpd));
		build_column(s, made, &span->columns[i], free < 0 ? 0 : own, flow);
		result->bpd = dim_max(result->bpd, flow->bpd);
	}
	return result;
}

dim
lay_column_ipd(dim ipd, int count, dim gap)
{
	dim gaps = dim_scale(gap, count - 1, 1);

	return dim_max(DIM_PT, dim_sub(ipd, gaps) / count);
}

/* display-align of the body; of several spans none is moved, for they would lie on each other. */
static void
align_columns(struct lay_made *made, struct area_span *span, dim free)
{
	enum fo_keyword align =
		fo_keyword(made->page->region[AREA_REGION_BODY]->node, FO_PROP_DISPLAY_ALIGN);

	for (int i = 0; i < span->columns; i++)
		lay_align_content(made->page->arena, span->flows[i],
				  dim_add(free, dim_sub(span->bpd, span->flows[i]->bpd)), align);
}

void
lay_body_build(struct lay_sequence *s, struct lay_made *made, const struct lay_fill *fill)
{
	struct area_region_box *body = made->page->region[AREA_REGION_BODY];
	dim floats_bpd = body->before_float == NULL ? 0 : body->before_float->bpd;
	struct area_span **tail = &body->spans;
	dim room = dim_sub(dim_sub(body->bpd, floats_bpd), fill->used);
	dim feet = lay_feet_place(&s->feet, lay_source_items(&s->source), 0, fill->to,
				  dim_add(room, LAY_SLACK), fill->spans.len == 0);
	dim free = dim_max(0, dim_sub(room, feet));
	dim y = floats_bpd;

	for (size_t i = 0; i < fill->spans.len; i++) {
		/* of several spans none grows, for those below would have to move */
		*tail = build_span(s, made, &fill->spans.at[i], y,
				   fill->spans.len == 1 ? free : -1);
		if (fill->spans.len == 1)
			align_columns(made, *tail,
				      dim_sub(free, dim_sub((*tail)->bpd, fill->spans.at[i].bpd)));
		tail = &(*tail)->next;
	}
	if (s->feet.placed.len == 0) /* one without height still has its id */
		return;
	body->footnote = reference_new(made->page->arena, body->ipd, NULL);
	lay_feet_build(&s->feet, &made->info, body->footnote);
	body->footnote_y = dim_sub(body->bpd, body->footnote->bpd);
	lay_feet_done(&s->feet, made->page->arena);
}
