/*
 * The walk: a page's regions and areas, turned into calls of the operations.  The only caller.
 *
 * Painting order is the specification's (XSL 1.1 §4.9.6): an area's background, its border, then
 * what it contains.  Only rotations, scalings and clips cost a graphics state; everything else is
 * placed by adding offsets.  Links and destinations go to the notes in points of the page, and are
 * told to the renderer only for the trace.
 *
 * Marks are flat: each leaf (the text of a line, an image, a drawing) is one mark, and so is each
 * artifact (borders, backgrounds, static content).  They are opened when something is painted and
 * closed when something else is, so that no mark is ever empty and none holds another.
 */
#include "render/walk.h"

#include "base/arena.h"
#include "base/strbuf.h"
#include "base/vec.h"
#include "chart/draw.h"
#include "fo/fo.h"
#include "layout/area.h"

#include <math.h>

/* Beyond this, a small background image over a large area is a mistake or an attack. */
#define MAX_TILES 20000

/* ---- marks ---- */

static void
mark_close(struct walk *w)
{
	if (w->marked == NULL)
		return;
	w->ops->mark_end(w->self);
	w->marked = NULL;
}

struct layer_mark
walk_mark_for(const struct walk *w, const char *artifact)
{
	if (!w->notes->tagged)
		return (struct layer_mark){NULL, NULL, NULL};
	if (w->artifact != NULL)
		artifact = w->artifact;
	else if (artifact == NULL && w->leaf == NULL)
		artifact = "Layout";
	if (artifact != NULL)
		return (struct layer_mark){artifact, NULL, NULL};
	return (struct layer_mark){NULL, w->leaf, w->leaf_type};
}

void
walk_mark_enter(struct walk *w, const struct layer_mark *mark)
{
	const char *artifact = mark->artifact;
	const void *want = artifact != NULL ? (const void *)artifact : mark->leaf;
	if (want == w->marked || want == NULL)
		return;
	mark_close(w);
	struct note_page *page = &w->notes->pages.at[w->page];
	struct note_mark note = {.page = w->page,
				 .mcid = page->marks++,
				 .element = artifact != NULL ? -1 : 0,
				 .artifact = artifact};
	VEC_PUSH(w->notes->arena, &w->notes->marks, note);
	w->ops->mark_begin(w->self, artifact != NULL ? artifact : mark->leaf_type,
			   artifact != NULL);
	w->marked = want;
}

void
walk_mark(struct walk *w, const char *artifact)
{
	layers_flush(w);
	struct layer_mark mark = walk_mark_for(w, artifact);
	walk_mark_enter(w, &mark);
}

/* ---- graphics state ---- */

static struct matrix
multiply(const struct matrix *first, const struct matrix *then)
{
	return (struct matrix){
		.a = first->a * then->a + first->b * then->c,
		.b = first->a * then->b + first->b * then->d,
		.c = first->c * then->a + first->d * then->c,
		.d = first->c * then->b + first->d * then->d,
		.e = first->e * then->a + first->f * then->c + then->e,
		.f = first->e * then->b + first->f * then->d + then->f,
	};
}

void
walk_save(struct walk *w)
{
	layers_flush(w);
	mark_close(w);
	w->ops->save(w->self);
}

void
walk_restore(struct walk *w, const struct matrix *saved)
{
	layers_flush(w);
	mark_close(w);
	w->ops->restore(w->self);
	w->ctm = *saved;
}

void
walk_transform(struct walk *w, const struct matrix *m)
{
	w->ops->transform(w->self, m);
	w->ctm = multiply(m, &w->ctm);
}

void
walk_clip_rect(struct walk *w, struct rect r)
{
	struct draw_path path = path_rect(w->scratch, r);
	w->ops->clip(w->self, &path);
}

static bool
is_translation(const struct matrix *m)
{
	return m->a == 1 && m->b == 0 && m->c == 0 && m->d == 1;
}

/* ---- boxes ---- */

/* Content corner of an area whose parent's content corner is origin. */
static struct point
content_of(const struct area *a, struct point origin)
{
	struct point at = {dim_add(origin.x, a->x), dim_add(origin.y, a->y)};
	if (a->box != NULL) {
		at.x = dim_add(at.x, area_edge(a, FO_START));
		at.y = dim_add(at.y, area_edge(a, FO_BEFORE));
	}
	return at;
}

static void
paint_tiles(struct walk *w, const struct area_box *box, struct rect r)
{
	const struct area_image *image = box->background_image;
	dim step_x = image->width, step_y = image->height;
	if (step_x <= 0 || step_y <= 0)
		return;
	enum fo_keyword repeat = box->background_repeat;
	bool along = repeat == FO_KW_REPEAT || repeat == FO_KW_REPEAT_X;
	bool down = repeat == FO_KW_REPEAT || repeat == FO_KW_REPEAT_Y;
	/* The first tile that reaches into the rectangle. */
	int64_t x0 = box->background_x, y0 = box->background_y;
	if (along)
		x0 -= (x0 > 0 ? (x0 + step_x - 1) / step_x : x0 / step_x) * (int64_t)step_x;
	if (down)
		y0 -= (y0 > 0 ? (y0 + step_y - 1) / step_y : y0 / step_y) * (int64_t)step_y;
	int64_t columns = along ? (r.width - x0 + step_x - 1) / step_x : 1;
	int64_t rows = down ? (r.height - y0 + step_y - 1) / step_y : 1;
	if (columns <= 0 || rows <= 0 || columns > MAX_TILES || rows > MAX_TILES ||
	    columns * rows > MAX_TILES)
		return;
	struct matrix saved = w->ctm;
	walk_save(w);
	walk_clip_rect(w, r);
	walk_mark(w, "Layout");
	for (int64_t row = 0; row < rows; row++)
		for (int64_t column = 0; column < columns; column++) {
			double x = dim_to_pt(r.x) + (double)(x0 + column * step_x) / DIM_PT;
			double y = dim_to_pt(r.y) + (double)(y0 + row * step_y) / DIM_PT;
			w->ops->image(w->self, image, x, y, dim_to_pt(step_x), dim_to_pt(step_y));
		}
	walk_restore(w, &saved);
}

/* Background and borders; r is the border rectangle. §7.31.1: the background fills the padding
 * rectangle. */
static void
paint_box(struct walk *w, const struct area_box *box, struct rect r)
{
	if (box == NULL || r.width < 0 || r.height < 0)
		return;
	struct rect padding = box_padding_rect(box, r);
	if (box->background != NULL)
		layers_rect(w, "Layout", padding, *box->background);
	if (box->background_image != NULL)
		paint_tiles(w, box, padding);
	border_paint(w, box, r);
}

/* ---- links ---- */

void
walk_link(struct walk *w, struct rect r, const char *dest, const char *uri, const char *contents)
{
	const struct matrix *m = &w->ctm;
	double x[2] = {dim_to_pt(r.x), dim_to_pt(r.x) + dim_to_pt(r.width)};
	double y[2] = {dim_to_pt(r.y), dim_to_pt(r.y) + dim_to_pt(r.height)};
	double left = INFINITY, top = INFINITY, right = -INFINITY, bottom = -INFINITY;
	for (int i = 0; i < 4; i++) {
		double px = m->a * x[i & 1] + m->c * y[i >> 1] + m->e;
		double py = m->b * x[i & 1] + m->d * y[i >> 1] + m->f;
		left = fmin(left, px);
		right = fmax(right, px);
		top = fmin(top, py);
		bottom = fmax(bottom, py);
	}
	struct arena *arena = w->notes->arena;
	struct note_link link = {.page = w->page,
				 .x = left,
				 .y = top,
				 .w = right - left,
				 .h = bottom - top,
				 .structure = -1};
	if (dest != NULL)
		link.dest = arena_strdup(arena, dest);
	if (uri != NULL)
		link.uri = arena_strdup(arena, uri);
	if (contents != NULL)
		link.contents = arena_strdup(arena, contents);
	VEC_PUSH(arena, &w->notes->links, link);
	if (w->ops->link != NULL)
		w->ops->link(w->self, link.x, link.y, link.w, link.h, link.dest, link.uri);
}

static const char *
not_empty(const char *s)
{
	return s != NULL && *s != '\0' ? s : NULL;
}

static void
note_link(struct walk *w, const struct area *a, struct rect r)
{
	const char *dest = not_empty(fo_own_string(a->node, FO_PROP_INTERNAL_DESTINATION));
	const char *uri = not_empty(fo_own_string(a->node, FO_PROP_EXTERNAL_DESTINATION));
	if (dest == NULL && uri == NULL)
		return;
	struct strbuf contents = STRBUF_INIT;
	walk_contents(a, &contents);
	walk_link(w, r, dest, uri, not_empty(contents.s));
	strbuf_release(&contents);
	struct note_link *link = &w->notes->links.at[w->notes->links.len - 1];
	link->line = a->node->line;
	link->column = a->node->column;
}

static bool
is_link(const struct area *a)
{
	return a->node != NULL && a->node->object == FO_BASIC_LINK &&
	       (a->kind == AREA_INLINE || a->kind == AREA_INLINE_BLOCK || a->kind == AREA_BLOCK);
}

/* ---- areas ---- */

static void walk_area(struct walk *w, const struct area *a, struct point origin);

void
walk_children(struct walk *w, const struct area *a, struct point origin)
{
	for (const struct area *child = a->first_child; child != NULL; child = child->next)
		walk_area(w, child, origin);
}

static void
walk_viewport(struct walk *w, const struct area *a, struct point at)
{
	const struct area_clip *clip = &a->u.viewport.clip;
	if (!clip->hides) {
		walk_children(w, a, at);
		return;
	}
	struct matrix saved = w->ctm;
	walk_save(w);
	walk_clip_rect(w, area_clipped(clip, (struct rect){at.x, at.y, a->ipd, a->bpd}));
	walk_children(w, a, at);
	walk_restore(w, &saved);
}

/* Children under a matrix that is applied at a point. */
static void
walk_under(struct walk *w, const struct area *a, struct point at, const struct matrix *m)
{
	if (is_translation(m)) {
		at.x = dim_add(at.x, dim_from_pt(m->e));
		at.y = dim_add(at.y, dim_from_pt(m->f));
		walk_children(w, a, at);
		return;
	}
	struct matrix placed = *m, saved = w->ctm;
	placed.e += dim_to_pt(at.x);
	placed.f += dim_to_pt(at.y);
	walk_save(w);
	walk_transform(w, &placed);
	walk_children(w, a, (struct point){0, 0});
	walk_restore(w, &saved);
}

static void
walk_line(struct walk *w, const struct area *a, struct point at)
{
	const void *leaf = w->leaf;
	const char *type = w->leaf_type;
	w->leaf = a;
	w->leaf_type = "Span";
	walk_children(w, a, at);
	w->leaf = leaf;
	w->leaf_type = type;
}

/* What stands in the area itself; hidden areas keep their visible children (§7.30.17). */
static void
walk_inside(struct walk *w, const struct area *a, struct point at)
{
	bool hidden = (a->flags & AREA_HIDDEN) != 0;
	switch ((enum area_kind)a->kind) {
	case AREA_BLOCK:
	case AREA_CELL:
	case AREA_INLINE:
		walk_children(w, a, at);
		break;
	case AREA_LINE:
		walk_line(w, a, at);
		break;
	case AREA_VIEWPORT:
	case AREA_INLINE_BLOCK:
		walk_viewport(w, a, at);
		break;
	case AREA_REFERENCE:
		walk_under(w, a, at, &a->u.reference.matrix);
		break;
	case AREA_TEXT:
		if (!hidden)
			walk_text(w, a, at);
		break;
	case AREA_LEADER:
		if (!hidden)
			walk_leader(w, a, at);
		break;
	case AREA_IMAGE:
		if (!hidden)
			walk_image(w, a, at);
		break;
	case AREA_DRAWING:
		if (!hidden)
			walk_drawing(w, a, at);
		break;
	case AREA_SPACE:
		break;
	}
}

/* An area and all in it; origin: content corner of its parent. */
static void
walk_area(struct walk *w, const struct area *a, struct point origin)
{
	struct rect border = {dim_add(origin.x, a->x), dim_add(origin.y, a->y), a->ipd, a->bpd};
	if (a->box != NULL) {
		border.width = area_outer_ipd(a);
		border.height = area_outer_bpd(a);
		if ((a->flags & AREA_HIDDEN) == 0)
			paint_box(w, a->box, border);
	}
	if (is_link(a))
		note_link(w, a, border);
	walk_inside(w, a, content_of(a, origin));
}

/* ---- regions and pages ---- */

static void
walk_body(struct walk *w, const struct area_region_box *region, struct point at)
{
	if (region->before_float != NULL)
		walk_area(w, region->before_float, at);
	for (const struct area_span *span = region->spans; span != NULL; span = span->next)
		for (int i = 0; i < span->columns; i++)
			if (span->flows[i] != NULL)
				walk_area(w, span->flows[i], at);
	at.y = dim_add(at.y, region->footnote_y);
	if (region->footnote != NULL)
		walk_area(w, region->footnote, at);
}

static void
walk_region(struct walk *w, const struct area_region_box *region, bool is_body)
{
	w->artifact = is_body ? NULL : "Pagination";
	paint_box(w, region->box, region->viewport);
	struct point at = {region->viewport.x, region->viewport.y};
	if (region->box != NULL) {
		const struct area_box *box = region->box;
		at.x = dim_add(at.x, dim_add(box->border[FO_START].width, box->padding[FO_START]));
		at.y = dim_add(at.y,
			       dim_add(box->border[FO_BEFORE].width, box->padding[FO_BEFORE]));
	}
	/* The content rectangle, turned by the reference-orientation. */
	struct matrix m = region->matrix, saved = w->ctm;
	bool state = region->clip.hides || !is_translation(&m);
	if (state) {
		m.e += dim_to_pt(at.x);
		m.f += dim_to_pt(at.y);
		walk_save(w);
		walk_transform(w, &m);
		at = (struct point){0, 0};
		if (region->clip.hides) {
			struct rect content = {0, 0, region->ipd, region->bpd};
			walk_clip_rect(w, area_clipped(&region->clip, content));
		}
	} else {
		at.x = dim_add(at.x, dim_from_pt(m.e));
		at.y = dim_add(at.y, dim_from_pt(m.f));
	}
	if (is_body)
		walk_body(w, region, at);
	else if (region->content != NULL)
		walk_area(w, region->content, at);
	if (state)
		walk_restore(w, &saved);
	w->artifact = NULL;
}

static void
note_page(struct walk *w, const struct area_page *page)
{
	struct arena *arena = w->notes->arena;
	struct note_page note = {.width = dim_to_pt(page->width),
				 .height = dim_to_pt(page->height)};
	if (page->label != NULL)
		note.label = arena_strdup(arena, page->label);
	VEC_PUSH(arena, &w->notes->pages, note);
	for (const struct area_mark *m = page->marks; m != NULL; m = m->next) {
		struct note_dest dest = {.id = arena_strdup(arena, m->id),
					 .page = w->page,
					 .x = dim_to_pt(m->x),
					 .y = dim_to_pt(m->y)};
		VEC_PUSH(arena, &w->notes->dests, dest);
		if (w->ops->destination != NULL)
			w->ops->destination(w->self, dest.id, dest.x, dest.y);
	}
	if (w->notes->tagged && w->notes->elements.len == 0) {
		struct note_element root = {
			.parent = -1, .type = "Document", .lang = w->notes->meta.lang};
		VEC_PUSH(arena, &w->notes->elements, root);
	}
}

void
walk_page(struct renderer *r, const struct area_page *page)
{
	struct walk w = {.r = r,
			 .ops = r->ops,
			 .self = r->self,
			 .scratch = r->scratch,
			 .notes = r->setup.notes,
			 .page = r->pages,
			 .ctm = MATRIX_IDENTITY};
	note_page(&w, page);
	w.artifact = "Page";
	paint_box(&w, page->box, (struct rect){0, 0, page->width, page->height});
	/* The body comes last, so that letterheads and watermarks lie under the text. */
	static const enum area_region order[] = {AREA_REGION_BEFORE, AREA_REGION_AFTER,
						 AREA_REGION_START, AREA_REGION_END,
						 AREA_REGION_BODY};
	for (size_t i = 0; i < sizeof order / sizeof order[0]; i++)
		if (page->region[order[i]] != NULL)
			walk_region(&w, page->region[order[i]], order[i] == AREA_REGION_BODY);
	layers_flush(&w);
	mark_close(&w);
}
