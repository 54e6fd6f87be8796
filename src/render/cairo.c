/*
 * The cairo renderer: paths, colours, states and marks.
 *
 * Marks are one flat "Span" or "Private" tag each: cairo numbers them in order on each page, which
 * is all the pdf room needs; its own structure tree is not used.
 */
#include "base/arena.h"
#include "chart/draw.h"
#include "layout/area.h"
#include "render/cairo_imp.h"

static void
state_release(void *self)
{
	struct cairo_state *c = self;
	cairo_target_drop(c);
	for (size_t i = 0; i < c->font_count; i++)
		if (c->fonts[i].options != NULL)
			cairo_font_options_destroy(c->fonts[i].options);
	strbuf_release(&c->batch.text);
	strbuf_release(&c->svg);
}

static void *
cairo_open(const struct render_setup *setup)
{
	struct cairo_state *c = ARENA_NEW(setup->arena, struct cairo_state);
	c->setup = *setup;
	c->batch.text = (struct strbuf)STRBUF_INIT;
	c->svg = (struct strbuf)STRBUF_INIT;
	arena_defer(setup->arena, state_release, c);
	return c;
}

static bool
document_begin(void *self)
{
	(void)self; /* a surface needs the size of a page */
	return true;
}

static bool
page_begin(void *self, const struct area_page *page)
{
	struct cairo_state *c = self;
	c->width = dim_to_pt(page->width);
	c->height = dim_to_pt(page->height);
	return cairo_target_begin(c);
}

static bool
page_end(void *self)
{
	struct cairo_state *c = cairo_ready(self);
	if (!cairo_target_end(c))
		return false;
	c->page++;
	return true;
}

static bool
document_end(void *self)
{
	return cairo_target_close(self);
}

static void
save(void *self)
{
	struct cairo_state *c = cairo_ready(self);
	cairo_save(c->cr);
}

static void
restore(void *self)
{
	struct cairo_state *c = cairo_ready(self);
	cairo_restore(c->cr);
}

static void
transform(void *self, const struct matrix *m)
{
	struct cairo_state *c = cairo_ready(self);
	cairo_matrix_t matrix;
	cairo_matrix_init(&matrix, m->a, m->b, m->c, m->d, m->e, m->f);
	cairo_transform(c->cr, &matrix);
}

static void
trace_path(cairo_t *cr, const struct draw_path *path)
{
	const struct point *p = path->points;
	cairo_new_path(cr);
	for (size_t i = 0; i < path->verb_count; i++) {
		switch ((enum draw_verb)path->verbs[i]) {
		case DRAW_MOVE:
			cairo_move_to(cr, dim_to_pt(p->x), dim_to_pt(p->y));
			p++;
			break;
		case DRAW_LINE:
			cairo_line_to(cr, dim_to_pt(p->x), dim_to_pt(p->y));
			p++;
			break;
		case DRAW_CURVE:
			cairo_curve_to(cr, dim_to_pt(p[0].x), dim_to_pt(p[0].y), dim_to_pt(p[1].x),
				       dim_to_pt(p[1].y), dim_to_pt(p[2].x), dim_to_pt(p[2].y));
			p += 3;
			break;
		case DRAW_CLOSE:
			cairo_close_path(cr);
			break;
		}
	}
}

static void
source(cairo_t *cr, struct colour colour)
{
	cairo_set_source_rgba(cr, (double)colour.r, (double)colour.g, (double)colour.b,
			      (double)colour.a);
}

static void
clip(void *self, const struct draw_path *path)
{
	struct cairo_state *c = cairo_ready(self);
	trace_path(c->cr, path);
	cairo_clip(c->cr);
}

static void
fill(void *self, const struct draw_path *path, struct colour colour)
{
	struct cairo_state *c = cairo_ready(self);
	trace_path(c->cr, path);
	source(c->cr, colour);
	cairo_fill(c->cr);
}

static void
stroke(void *self, const struct draw_path *path, const struct render_stroke *s)
{
	static const cairo_line_cap_t caps[] = {CAIRO_LINE_CAP_BUTT, CAIRO_LINE_CAP_ROUND,
						CAIRO_LINE_CAP_SQUARE};
	struct cairo_state *c = cairo_ready(self);
	trace_path(c->cr, path);
	source(c->cr, s->colour);
	cairo_set_line_width(c->cr, s->width);
	cairo_set_line_cap(c->cr, caps[s->cap]);
	cairo_set_dash(c->cr, s->dash, s->dash_count, 0);
	cairo_stroke(c->cr);
}

static void
mark_begin(void *self, const char *type, bool artifact)
{
	struct cairo_state *c = cairo_ready(self);
	(void)type; /* the notes know it */
	c->mark = artifact ? "Private" : "Span";
	cairo_tag_begin(c->cr, c->mark, NULL);
}

static void
mark_end(void *self)
{
	struct cairo_state *c = cairo_ready(self);
	cairo_tag_end(c->cr, c->mark);
}

static void
abandon(void *self)
{
	cairo_target_drop(self);
}

static const struct render_ops cairo_ops = {
	.name = "cairo",
	.document_begin = document_begin,
	.page_begin = page_begin,
	.save = save,
	.restore = restore,
	.transform = transform,
	.clip = clip,
	.fill = fill,
	.stroke = stroke,
	.words = cairo_words,
	.image = cairo_image,
	.mark_begin = mark_begin,
	.mark_end = mark_end,
	.page_end = page_end,
	.document_end = document_end,
};

const struct render_backend render_cairo = {.name = "cairo",
					    .formats = 1u << RENDER_PDF | 1u << RENDER_PNG |
						       1u << RENDER_SVG,
					    .ops = &cairo_ops,
					    .open = cairo_open,
					    .abandon = abandon};
