/*
 * The libharu renderer: pages, paths, colours, states and marks as content-stream operators.
 *
 * Each page starts with a matrix that turns the y axis downwards; texts and images turn themselves
 * back.  libharu keeps the whole document in memory and writes it at the end.
 */
#include "base/arena.h"
#include "base/strbuf.h"
#include "chart/draw.h"
#include "layout/area.h"
#include "render/haru_imp.h"
#include "render/path.h"

#include <hpdf_pages.h>
#include <hpdf_streams.h>
#include <math.h>
#include <stdio.h>
#include <zlib.h>

#define MAX_PAGES 32767 /* entries of a libharu array */
#define MAX_SIDE  14400 /* points */
#define LEVEL	  4	/* of zlib: half the time of its best for a twentieth more */
#define MAX_DEPTH 28	/* of graphics states, in readers that keep PDF 1.7's limits */

/* ---- numbers and colours ---- */

void
haru_number(struct strbuf *b, double v)
{
	if (!(fabs(v) < 1e9))
		v = 0; /* nothing on a page is that far away */
	long long n = llround(v * 1000);
	char digits[32];
	int at = (int)sizeof digits;
	bool negative = n < 0;
	unsigned long long u = (unsigned long long)(negative ? -n : n);
	unsigned fraction = (unsigned)(u % 1000);
	digits[--at] = ' ';
	if (fraction != 0) {
		bool leading = true; /* zeros at the end are left out */
		for (int i = 0; i < 3; i++, fraction /= 10)
			if (!leading || fraction % 10 != 0) {
				digits[--at] = (char)('0' + fraction % 10);
				leading = false;
			}
		digits[--at] = '.';
	}
	u /= 1000;
	do
		digits[--at] = (char)('0' + u % 10);
	while ((u /= 10) != 0);
	if (negative)
		digits[--at] = '-';
	strbuf_add(b, digits + at, sizeof digits - (size_t)at);
}

void
haru_numbers(struct strbuf *b, const double *v, size_t count)
{
	for (size_t i = 0; i < count; i++)
		haru_number(b, v[i]);
}

struct haru_gstate *
haru_gstate(struct haru_state *h)
{
	return &h->states[h->depth < HARU_DEPTH ? h->depth : HARU_DEPTH - 1];
}

/* In steps of 1/255, of which a document has few. */
void
haru_alpha(struct haru_state *h, float alpha)
{
	struct haru_gstate *g = haru_gstate(h);
	if (g->alpha == alpha)
		return;
	g->alpha = alpha;
	long step = lround(fmin(fmax((double)alpha, 0), 1) * 255);
	if (h->alphas[step] == NULL) {
		HPDF_ExtGState gs = HPDF_CreateExtGState(h->pdf);
		if (gs == NULL)
			return;
		HPDF_ExtGState_SetAlphaFill(gs, (float)step / 255);
		HPDF_ExtGState_SetAlphaStroke(gs, (float)step / 255);
		h->alphas[step] = gs;
	}
	const char *name = HPDF_Page_GetExtGStateName(h->page, h->alphas[step]);
	if (name != NULL)
		strbuf_printf(&h->out, "/%s gs\n", name);
}

/* Writes the ink if it is not the one already set. */
static void
set_ink(struct haru_state *h, struct colour *set, struct colour c, const char *operator)
{
	haru_alpha(h, c.a);
	if (set->r != c.r || set->g != c.g || set->b != c.b) {
		haru_numbers(&h->out, (double[]){(double)c.r, (double)c.g, (double)c.b}, 3);
		strbuf_puts(&h->out, operator);
	}
	*set = c;
}

void
haru_fill_colour(struct haru_state *h, struct colour c)
{
	set_ink(h, &haru_gstate(h)->fill, c, "rg\n");
}

void
haru_stroke_colour(struct haru_state *h, struct colour c)
{
	set_ink(h, &haru_gstate(h)->stroke, c, "RG\n");
}

/* ---- document and pages ---- */

static void
keep_error(HPDF_STATUS error, HPDF_STATUS detail, void *self)
{
	struct haru_state *h = self;
	if (h->error != HPDF_OK)
		return;
	h->error = error;
	h->error_detail = detail;
}

/* false, and the first error as a diagnostic, once libharu has reported one. */
static bool
is_sound(struct haru_state *h)
{
	if (h->error != HPDF_OK && !h->failed) {
		char reason[64];
		snprintf(reason, sizeof reason, "error 0x%04lX, detail %lu",
			 (unsigned long)h->error, (unsigned long)h->error_detail);
		RENDER_FAIL(&h->setup, LIBRARY, "libharu", reason);
		h->failed = true;
	}
	return !h->failed;
}

static void
drop(void *self)
{
	struct haru_state *h = self;
	haru_release_faces(h);
	if (h->pdf != NULL)
		HPDF_Free(h->pdf);
	h->pdf = NULL;
}

static void
state_release(void *self)
{
	struct haru_state *h = self;
	drop(h);
	strbuf_release(&h->out);
	strbuf_release(&h->packed);
}

static void *
haru_open(const struct render_setup *setup)
{
	struct haru_state *h = ARENA_NEW(setup->arena, struct haru_state);
	h->setup = *setup;
	h->out = (struct strbuf)STRBUF_INIT;
	h->packed = (struct strbuf)STRBUF_INIT;
	h->last_face = &h->first_face;
	arena_defer(setup->arena, state_release, h);
	return h;
}

static bool
document_begin(void *self)
{
	struct haru_state *h = self;
	h->pdf = HPDF_New(keep_error, h);
	if (h->pdf == NULL)
		oom();
	HPDF_SetCompressionMode(h->pdf, HPDF_COMP_ALL);
	return is_sound(h);
}

static bool
page_fits(struct haru_state *h, double width, double height)
{
	char page[16], size[64];
	snprintf(page, sizeof page, "%d", h->page_count + 1);
	if (h->page_count >= MAX_PAGES) {
		RENDER_FAIL(&h->setup, PAGES, "32767", "libharu");
	} else if (width < 3 || height < 3 || width > MAX_SIDE || height > MAX_SIDE) {
		snprintf(size, sizeof size, "%.0f × %.0f pt", width, height);
		RENDER_FAIL(&h->setup, PAGE_SIZE, page, size, "libharu (3 to 14400 pt)");
	} else {
		return true;
	}
	h->failed = true;
	return false;
}

static bool
page_begin(void *self, const struct area_page *page)
{
	struct haru_state *h = self;
	double width = dim_to_pt(page->width), height = dim_to_pt(page->height);
	if (!page_fits(h, width, height))
		return false;
	h->page = HPDF_AddPage(h->pdf);
	if (h->page == NULL)
		return is_sound(h);
	HPDF_Page_SetWidth(h->page, (float)width);
	HPDF_Page_SetHeight(h->page, (float)height);
	h->page_count++;
	h->depth = 0;
	h->deepest = 0;
	h->in_text = false;
	h->marks = 0;
	h->states[0] = (struct haru_gstate){.fill = {.a = 1}, .stroke = {.a = 1}, .alpha = 1};
	strbuf_clear(&h->out);
	haru_numbers(&h->out, (double[]){1, 0, 0, -1, 0, height}, 6);
	strbuf_puts(&h->out, "cm\n");
	return is_sound(h);
}

/* libharu is told that the content has no filter, and asked to write that it has one. */
static HPDF_STATUS
write_filter(HPDF_Dict dict, HPDF_Stream stream)
{
	(void)dict;
	return HPDF_Stream_WriteStr(stream, "/Filter /FlateDecode\n");
}

/* The page's content, compressed at once: libharu would keep all pages as they are until the end.
 */
static void
content_write(struct haru_state *h)
{
	HPDF_PageAttr attr = h->page->attr;
	uLongf len = compressBound(h->out.len);
	strbuf_clear(&h->packed);
	strbuf_reserve(&h->packed, len);
	if (compress2((Bytef *)h->packed.s, &len, (const Bytef *)h->out.s, h->out.len, LEVEL) !=
	    Z_OK)
		oom(); /* the buffer is large enough */
	attr->contents->filter = HPDF_STREAM_FILTER_NONE;
	attr->contents->write_fn = write_filter;
	HPDF_Stream_Write(attr->stream, (const HPDF_BYTE *)h->packed.s, (HPDF_UINT)len);
}

static bool
page_end(void *self)
{
	struct haru_state *h = haru_ready(self);
	if (h->deepest > MAX_DEPTH) {
		char page[16], depth[16];
		snprintf(page, sizeof page, "%d", h->page_count);
		snprintf(depth, sizeof depth, "%d", h->deepest);
		RENDER_FAIL(&h->setup, NESTING, page, depth);
	}
	content_write(h);
	return is_sound(h);
}

static bool
copy_out(struct haru_state *h)
{
	HPDF_ResetStream(h->pdf);
	HPDF_UINT32 left = HPDF_GetStreamSize(h->pdf);
	unsigned char buffer[32768];
	while (left > 0) {
		HPDF_UINT32 size = left < sizeof buffer ? left : (HPDF_UINT32)sizeof buffer;
		HPDF_ReadFromStream(h->pdf, buffer, &size);
		if (size == 0 || h->error != HPDF_OK)
			break;
		if (!render_write(&h->setup, buffer, size)) {
			h->failed = true;
			return false;
		}
		left -= size;
	}
	return is_sound(h);
}

static bool
document_end(void *self)
{
	struct haru_state *h = self;
	if (h->page_count == 0)
		HPDF_AddPage(h->pdf); /* no pages at all: still a file */
	bool ok = haru_embed(h);
	if (ok)
		HPDF_SaveToStream(h->pdf);
	ok = ok && is_sound(h) && copy_out(h);
	drop(h);
	return ok;
}

/* ---- states and paths ---- */

static void
save(void *self)
{
	struct haru_state *h = haru_ready(self);
	struct haru_gstate now = *haru_gstate(h);
	strbuf_puts(&h->out, "q\n");
	h->depth++;
	*haru_gstate(h) = now;
	if (h->depth > h->deepest)
		h->deepest = h->depth;
}

static void
restore(void *self)
{
	struct haru_state *h = haru_ready(self);
	strbuf_puts(&h->out, "Q\n");
	h->depth--;
	if (h->depth >= HARU_DEPTH - 1) /* forgotten: colour and font must be set anew */
		*haru_gstate(h) =
			(struct haru_gstate){.fill = {.r = -1}, .stroke = {.r = -1}, .alpha = -1};
}

static void
transform(void *self, const struct matrix *m)
{
	struct haru_state *h = haru_ready(self);
	/* More decimals than a position needs: a matrix is multiplied. */
	strbuf_printf(&h->out, "%.6f %.6f %.6f %.6f %.4f %.4f cm\n", m->a, m->b, m->c, m->d, m->e,
		      m->f);
}

static void
put_point(struct strbuf *b, struct point p)
{
	haru_number(b, dim_to_pt(p.x));
	haru_number(b, dim_to_pt(p.y));
}

/* A rectangle that begins at its upper left corner and goes clockwise has an operator of its own;
 * false if none begins here. */
static bool
put_rect(struct strbuf *b, const unsigned char *verbs, size_t left, const struct point *p)
{
	struct draw_path path = {
		.verbs = verbs, .verb_count = PATH_RECT_VERBS, .points = p, .point_count = 4};
	struct rect r;
	if (left < PATH_RECT_VERBS || !path_is_rect(&path, &r) || p[0].x != r.x || p[0].y != r.y ||
	    p[1].y != r.y)
		return false;
	put_point(b, p[0]);
	put_point(b, (struct point){r.width, r.height});
	strbuf_puts(b, "re\n");
	return true;
}

static void
put_path(struct strbuf *b, const struct draw_path *path)
{
	const struct point *p = path->points;
	for (size_t i = 0; i < path->verb_count; i++) {
		if (put_rect(b, path->verbs + i, path->verb_count - i, p)) {
			p += 4;
			i += PATH_RECT_VERBS - 1;
			continue;
		}
		switch ((enum draw_verb)path->verbs[i]) {
		case DRAW_MOVE:
			put_point(b, *p++);
			strbuf_puts(b, "m\n");
			break;
		case DRAW_LINE:
			put_point(b, *p++);
			strbuf_puts(b, "l\n");
			break;
		case DRAW_CURVE:
			put_point(b, *p++);
			put_point(b, *p++);
			put_point(b, *p++);
			strbuf_puts(b, "c\n");
			break;
		case DRAW_CLOSE:
			strbuf_puts(b, "h\n");
			break;
		}
	}
}

static void
clip(void *self, const struct draw_path *path)
{
	struct haru_state *h = haru_ready(self);
	put_path(&h->out, path);
	strbuf_puts(&h->out, "W n\n");
}

static void
fill(void *self, const struct draw_path *path, struct colour colour)
{
	struct haru_state *h = haru_ready(self);
	haru_fill_colour(h, colour);
	put_path(&h->out, path);
	strbuf_puts(&h->out, "f\n");
}

static void
stroke(void *self, const struct draw_path *path, const struct render_stroke *s)
{
	struct haru_state *h = haru_ready(self);
	haru_stroke_colour(h, s->colour);
	haru_number(&h->out, s->width);
	strbuf_printf(&h->out, "w %d J [", s->cap);
	haru_numbers(&h->out, s->dash, (size_t)s->dash_count);
	strbuf_puts(&h->out, "] 0 d\n");
	put_path(&h->out, path);
	strbuf_puts(&h->out, "S\n");
}

static void
mark_begin(void *self, const char *type, bool artifact)
{
	struct haru_state *h = haru_ready(self);
	(void)type; /* the notes know it */
	strbuf_printf(&h->out, "/%s << /MCID %d >> BDC\n", artifact ? "Private" : "Span",
		      h->marks++);
}

static void
mark_end(void *self)
{
	struct haru_state *h = haru_ready(self);
	strbuf_puts(&h->out, "EMC\n");
}

static const struct render_ops haru_ops = {
	.name = "haru",
	.document_begin = document_begin,
	.page_begin = page_begin,
	.save = save,
	.restore = restore,
	.transform = transform,
	.clip = clip,
	.fill = fill,
	.stroke = stroke,
	.words = haru_words,
	.image = haru_image,
	.mark_begin = mark_begin,
	.mark_end = mark_end,
	.page_end = page_end,
	.document_end = document_end,
};

const struct render_backend render_haru = {.name = "haru",
					   .formats = 1u << RENDER_PDF,
					   .ops = &haru_ops,
					   .open = haru_open,
					   .abandon = drop};
