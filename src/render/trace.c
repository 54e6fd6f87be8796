/*
 * The trace: the walk's calls as text, a line each, points with three decimals.  What tests read.
 */
#include "base/arena.h"
#include "base/strbuf.h"
#include "chart/draw.h"
#include "layout/area.h"
#include "layout/font.h"
#include "render/render_imp.h"

#include <math.h>

struct trace {
	struct render_setup setup;
	struct strbuf out; /* of the page */
	int depth;	   /* graphics states and marks open: indents */
	int page;
};

static void
release(void *buffer)
{
	strbuf_release(buffer);
}

static void *
trace_open(const struct render_setup *setup)
{
	struct trace *t = ARENA_NEW(setup->arena, struct trace);
	t->setup = *setup;
	t->out = (struct strbuf)STRBUF_INIT;
	arena_defer(setup->arena, release, &t->out);
	return t;
}

/* A number without needless zeros, and never "-0". */
static void
number(struct strbuf *b, double v)
{
	double rounded = round(v * 1000) / 1000;
	strbuf_printf(b, "%.3f", rounded == 0 ? 0.0 : rounded);
}

static void
numbers(struct strbuf *b, const double *v, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		strbuf_putc(b, ' ');
		number(b, v[i]);
	}
}

static void
start(struct trace *t, const char *call)
{
	for (int i = 0; i < t->depth; i++)
		strbuf_puts(&t->out, "  ");
	strbuf_puts(&t->out, call);
}

static void
end(struct trace *t)
{
	strbuf_putc(&t->out, '\n');
}

static void
colour(struct strbuf *b, struct colour c)
{
	strbuf_printf(b, " #%02x%02x%02x", (unsigned)lround(c.r * 255), (unsigned)lround(c.g * 255),
		      (unsigned)lround(c.b * 255));
	if (c.a < 1)
		strbuf_printf(b, "/%.2f", (double)c.a);
}

static void
path(struct strbuf *b, const struct draw_path *p)
{
	static const char letters[] = {
		[DRAW_MOVE] = 'M', [DRAW_LINE] = 'L', [DRAW_CURVE] = 'C', [DRAW_CLOSE] = 'Z'};
	static const int arguments[] = {
		[DRAW_MOVE] = 1, [DRAW_LINE] = 1, [DRAW_CURVE] = 3, [DRAW_CLOSE] = 0};
	size_t at = 0;
	for (size_t i = 0; i < p->verb_count; i++) {
		strbuf_putc(b, ' ');
		strbuf_putc(b, letters[p->verbs[i]]);
		for (int j = 0; j < arguments[p->verbs[i]]; j++, at++)
			numbers(b,
				(double[]){dim_to_pt(p->points[at].x), dim_to_pt(p->points[at].y)},
				2);
	}
}

static bool
trace_document_begin(void *self)
{
	struct trace *t = self;
	start(t, "document");
	end(t);
	return true;
}

static bool
trace_page_begin(void *self, const struct area_page *page)
{
	struct trace *t = self;
	start(t, "page");
	strbuf_printf(&t->out, " %d", t->page + 1);
	numbers(&t->out, (double[]){dim_to_pt(page->width), dim_to_pt(page->height)}, 2);
	if (page->label != NULL) {
		strbuf_puts(&t->out, " label ");
		strbuf_puts(&t->out, page->label);
	}
	end(t);
	t->depth = 1;
	return true;
}

static void
trace_save(void *self)
{
	struct trace *t = self;
	start(t, "save");
	end(t);
	t->depth++;
}

static void
trace_restore(void *self)
{
	struct trace *t = self;
	t->depth--;
	start(t, "restore");
	end(t);
}

static void
trace_transform(void *self, const struct matrix *m)
{
	struct trace *t = self;
	start(t, "transform");
	numbers(&t->out, (double[]){m->a, m->b, m->c, m->d, m->e, m->f}, 6);
	end(t);
}

static void
trace_clip(void *self, const struct draw_path *p)
{
	struct trace *t = self;
	start(t, "clip");
	path(&t->out, p);
	end(t);
}

static void
trace_fill(void *self, const struct draw_path *p, struct colour c)
{
	struct trace *t = self;
	start(t, "fill");
	colour(&t->out, c);
	path(&t->out, p);
	end(t);
}

static void
trace_stroke(void *self, const struct draw_path *p, const struct render_stroke *s)
{
	static const char *const caps[] = {"butt", "round", "square"};
	struct trace *t = self;
	start(t, "stroke");
	colour(&t->out, s->colour);
	numbers(&t->out, &s->width, 1);
	if (s->cap != 0)
		strbuf_printf(&t->out, " %s", caps[s->cap]);
	if (s->dash_count > 0) {
		strbuf_puts(&t->out, " dash");
		numbers(&t->out, s->dash, (size_t)s->dash_count);
	}
	path(&t->out, p);
	end(t);
}

static void
trace_words(void *self, const struct font *font, struct colour c, double y,
	    const struct render_word *words, size_t count)
{
	struct trace *t = self;
	start(t, "words ");
	strbuf_puts(&t->out, font_face_name(font));
	numbers(&t->out, (double[]){dim_to_pt(font_size(font)), y}, 2);
	colour(&t->out, c);
	for (size_t i = 0; i < count; i++) {
		numbers(&t->out, &words[i].x, 1);
		strbuf_putc(&t->out, ' ');
		strbuf_put_json(&t->out, words[i].text, words[i].text_len);
		if (words[i].letter_space != 0) {
			strbuf_puts(&t->out, " letter-space");
			numbers(&t->out, &words[i].letter_space, 1);
		}
	}
	end(t);
}

static void
trace_image(void *self, const struct area_image *image, double x, double y, double w, double h)
{
	struct trace *t = self;
	start(t, "image");
	strbuf_printf(&t->out, " %u", image->number);
	numbers(&t->out, (double[]){x, y, w, h}, 4);
	end(t);
}

static void
trace_mark_begin(void *self, const char *type, bool artifact)
{
	struct trace *t = self;
	start(t, artifact ? "artifact " : "mark ");
	strbuf_puts(&t->out, type);
	end(t);
	t->depth++;
}

static void
trace_mark_end(void *self)
{
	struct trace *t = self;
	t->depth--;
	start(t, "end");
	end(t);
}

static void
trace_link(void *self, double x, double y, double w, double h, const char *dest, const char *uri)
{
	struct trace *t = self;
	start(t, "link");
	numbers(&t->out, (double[]){x, y, w, h}, 4);
	strbuf_printf(&t->out, " %s%s", dest != NULL ? "#" : "", dest != NULL ? dest : uri);
	end(t);
}

static void
trace_destination(void *self, const char *id, double x, double y)
{
	struct trace *t = self;
	start(t, "destination ");
	strbuf_puts(&t->out, id);
	numbers(&t->out, (double[]){x, y}, 2);
	end(t);
}

static bool
trace_page_end(void *self)
{
	struct trace *t = self;
	t->depth = 0;
	t->page++;
	bool ok = render_write(&t->setup, t->out.s, t->out.len);
	strbuf_clear(&t->out);
	return ok;
}

static bool
trace_document_end(void *self)
{
	struct trace *t = self;
	start(t, "end");
	end(t);
	return render_write(&t->setup, t->out.s, t->out.len);
}

static const struct render_ops trace_ops = {
	.name = "trace",
	.document_begin = trace_document_begin,
	.page_begin = trace_page_begin,
	.save = trace_save,
	.restore = trace_restore,
	.transform = trace_transform,
	.clip = trace_clip,
	.fill = trace_fill,
	.stroke = trace_stroke,
	.words = trace_words,
	.image = trace_image,
	.mark_begin = trace_mark_begin,
	.mark_end = trace_mark_end,
	.link = trace_link,
	.destination = trace_destination,
	.page_end = trace_page_end,
	.document_end = trace_document_end,
};

const struct render_backend render_trace = {
	.name = "trace", .formats = 1u << RENDER_TRACE, .ops = &trace_ops, .open = trace_open};
