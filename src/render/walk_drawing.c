/*
 * Graphics: images in their viewports, and draw lists (charts) with their texts and links.
 */
#include "base/arena.h"
#include "chart/draw.h"
#include "fo/fo.h"
#include "layout/area.h"
#include "render/walk.h"

static struct rect
offset(struct rect r, struct point at)
{
	r.x = dim_add(r.x, at.x);
	r.y = dim_add(r.y, at.y);
	return r;
}

void
walk_image(struct walk *w, const struct area *a, struct point at)
{
	const struct area_image *image = a->u.image.image;
	struct rect r = offset(a->u.image.content, at);
	if (image == NULL || r.width <= 0 || r.height <= 0)
		return;
	struct matrix saved = w->ctm;
	const struct area_clip *clip = &a->u.image.clip;
	if (clip->hides) {
		walk_save(w);
		walk_clip_rect(w, area_clipped(clip, (struct rect){at.x, at.y, a->ipd, a->bpd}));
	}
	const void *leaf = w->leaf;
	const char *type = w->leaf_type;
	w->leaf = a;
	w->leaf_type = "Figure";
	walk_mark(w, NULL);
	w->ops->image(w->self, image, dim_to_pt(r.x), dim_to_pt(r.y), dim_to_pt(r.width),
		      dim_to_pt(r.height));
	w->leaf = leaf;
	w->leaf_type = type;
	if (clip->hides)
		walk_restore(w, &saved);
}

static void
stroke(struct walk *w, const struct draw_op *op)
{
	struct render_stroke s = {.width = dim_to_pt(op->width), .colour = op->colour};
	for (int i = 0; i < 4; i++) {
		s.dash[i] = dim_to_pt(op->dash[i]);
		if (op->dash[i] > 0)
			s.dash_count = i < 2 ? 2 : 4;
	}
	w->ops->stroke(w->self, &op->path, &s);
}

static void
drawing_fill(struct walk *w, const struct draw_op *op, const char *artifact)
{
	struct rect r;
	if (op->pattern == DRAW_SOLID && path_is_rect(&op->path, &r)) {
		layers_rect(w, artifact, r, op->colour);
		return;
	}
	walk_mark(w, artifact);
	pattern_fill(w, op);
}

/* Groups and clips nest; what is open at one time. */
struct drawing {
	const struct area_drawing *drawing;
	size_t text;   /* index of the next text */
	int artifacts; /* groups open since the first artifact, 0 none */
	int clips;
	struct matrix ctm; /* clips do not change it */
};

static void
draw_op(struct walk *w, struct drawing *d, const struct draw_op *op)
{
	const char *artifact = d->artifacts > 0 ? "Layout" : NULL;
	switch (op->kind) {
	case DRAW_FILL:
		drawing_fill(w, op, artifact);
		break;
	case DRAW_STROKE:
		walk_mark(w, artifact);
		stroke(w, op);
		break;
	case DRAW_TEXT: {
		const struct area_text *text =
			d->drawing->texts != NULL ? d->drawing->texts[d->text++] : NULL;
		if (text == NULL)
			break;
		walk_words(w, artifact, text, op->at);
		break;
	}
	case DRAW_LINK:
		walk_link(w, op->rect, op->external ? NULL : op->text,
			  op->external ? op->text : NULL, NULL);
		break;
	case DRAW_GROUP_BEGIN:
		if (op->artifact || d->artifacts > 0)
			d->artifacts++;
		break;
	case DRAW_GROUP_END:
		if (d->artifacts > 0)
			d->artifacts--;
		break;
	case DRAW_CLIP_BEGIN:
		walk_save(w);
		walk_clip_rect(w, op->rect);
		d->clips++;
		break;
	case DRAW_CLIP_END:
		if (d->clips > 0) {
			walk_restore(w, &d->ctm);
			d->clips--;
		}
		break;
	}
}

void
walk_drawing(struct walk *w, const struct area *a, struct point at)
{
	const struct area_drawing *drawing = a->u.drawing.drawing;
	struct rect r = offset(a->u.drawing.content, at);
	if (drawing == NULL || drawing->list == NULL || drawing->list->width <= 0 ||
	    drawing->list->height <= 0)
		return;
	const struct draw_list *list = drawing->list;
	struct matrix saved = w->ctm;
	struct matrix m = {.a = (double)r.width / list->width,
			   .d = (double)r.height / list->height,
			   .e = dim_to_pt(r.x),
			   .f = dim_to_pt(r.y)};
	walk_save(w);
	walk_transform(w, &m);
	const void *leaf = w->leaf;
	const char *type = w->leaf_type;
	w->leaf = a;
	w->leaf_type = "Figure";
	struct drawing d = {.drawing = drawing, .ctm = w->ctm};
	for (size_t i = 0; i < list->len; i++)
		draw_op(w, &d, &list->at[i]);
	for (; d.clips > 0; d.clips--) /* a list that forgot to end one */
		walk_restore(w, &d.ctm);
	w->leaf = leaf;
	w->leaf_type = type;
	walk_restore(w, &saved);
}
