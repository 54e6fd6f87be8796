/*
 * Pages built by hand, without layout: what render's and pdf's tests draw.
 *
 * Everything static, so that each test program takes what it needs.
 */
#ifndef PP_TESTS_PAGES_H
#define PP_TESTS_PAGES_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/strbuf.h"
#include "base/vec.h"
#include "chart/draw.h"
#include "fo/fo.h"
#include "layout/area.h"
#include "layout/font.h"
#include "render/notes.h"
#include "render/render.h"

#include <string.h>

#define UNUSED __attribute__((unused))
#define PT(v)  ((dim)((v)*DIM_PT))

static const struct colour BLACK UNUSED = {0, 0, 0, 1};
static const struct colour RED UNUSED = {1, 0, 0, 1};
static const struct colour BLUE UNUSED = {0, 0, 1, 1};

/* A rendering under test: its bytes end up in out, files of single pages in out one behind another.
 */
struct bench {
	struct arena *arena;
	struct diag *diag;
	struct notes *notes;
	struct renderer *renderer;
	struct strbuf out;
	int files;	  /* pages begun */
	size_t refuse_at; /* bytes after which the target refuses; 0: never */
};

UNUSED static bool
bench_write(void *ctx, const void *data, size_t len)
{
	struct bench *b = ctx;
	if (b->refuse_at != 0 && b->out.len + len > b->refuse_at)
		return false;
	strbuf_add(&b->out, data, len);
	return true;
}

UNUSED static bool
bench_page_begin(void *ctx, int index)
{
	struct bench *b = ctx;
	b->files = index + 1;
	return true;
}

UNUSED static void
bench_init(struct bench *b)
{
	memset(b, 0, sizeof *b);
	b->arena = arena_new();
	b->diag = diag_new(b->arena);
	b->notes = notes_new(b->arena);
	b->notes->meta.created = 1800000000;
	b->out = (struct strbuf)STRBUF_INIT;
}

UNUSED static bool
bench_open(struct bench *b, const char *name, enum render_format format)
{
	struct render_target target = {
		.write = bench_write, .page_begin = bench_page_begin, .ctx = b};
	b->renderer = render_open(b->arena, b->diag, name, format, &target, b->notes);
	return b->renderer != NULL;
}

UNUSED static void
bench_release(struct bench *b)
{
	strbuf_release(&b->out);
	arena_free(b->arena);
}

/* A page whose body's content rectangle begins at (margin, margin). */
UNUSED static struct area_page *
page_new(struct arena *arena, double width, double height, double margin)
{
	struct area_page *page = ARENA_NEW(arena, struct area_page);
	page->arena = arena;
	page->width = PT(width);
	page->height = PT(height);
	page->label = "1";
	struct area_region_box *body = ARENA_NEW(arena, struct area_region_box);
	body->viewport = (struct rect){PT(margin), PT(margin), PT(width - 2 * margin),
				       PT(height - 2 * margin)};
	body->matrix = (struct matrix)MATRIX_IDENTITY;
	body->ipd = body->viewport.width;
	body->bpd = body->viewport.height;
	body->spans = ARENA_NEW(arena, struct area_span);
	body->spans->columns = 1;
	body->spans->flows = ARENA_ARRAY(arena, 1, struct area *);
	struct area *flow = area_new(arena, AREA_REFERENCE, NULL);
	flow->u.reference.matrix = (struct matrix)MATRIX_IDENTITY;
	body->spans->flows[0] = flow;
	page->region[AREA_REGION_BODY] = body;
	return page;
}

UNUSED static struct area *
page_flow(const struct area_page *page)
{
	return page->region[AREA_REGION_BODY]->spans->flows[0];
}

UNUSED static struct area *
add_area(struct arena *arena, struct area *parent, enum area_kind kind, struct rect r)
{
	struct area *a = area_new(arena, kind, NULL);
	a->x = r.x;
	a->y = r.y;
	a->ipd = r.width;
	a->bpd = r.height;
	area_append(parent, a);
	return a;
}

UNUSED static struct rect
rect_pt(double x, double y, double width, double height)
{
	return (struct rect){PT(x), PT(y), PT(width), PT(height)};
}

/* A block of the given content size, all four borders alike. */
UNUSED static struct area *
add_bordered(struct arena *arena, struct area *parent, struct rect r, enum fo_keyword style,
	     dim width, struct colour colour)
{
	struct area *a = add_area(arena, parent, AREA_BLOCK, r);
	struct area_box *box = ARENA_NEW(arena, struct area_box);
	for (int i = 0; i < 4; i++)
		box->border[i] = (struct area_border){
			.width = width, .style = (uint16_t)style, .colour = colour};
	a->box = box;
	return a;
}

/* A line of words at the left, split at spaces; level 1 sets it from the right.  Words keep the
 * font given. */
UNUSED static struct area *
add_line(struct arena *arena, struct area *parent, struct font_book *book, const struct font *font,
	 struct rect r, const char *text, int level)
{
	struct area *line = add_area(arena, parent, AREA_LINE, r);
	struct area *area = add_area(arena, line, AREA_TEXT, (struct rect){0, 0, 0, r.height});
	struct area_text *t = ARENA_NEW(arena, struct area_text);
	t->font = font;
	t->colour = BLACK;
	t->decoration_colour = BLACK;
	t->level = level;
	t->baseline = font_metrics(font)->ascent;
	t->words = ARENA_ARRAY(arena, strlen(text) + 1, struct area_word);
	for (const char *p = text; *p != '\0';) {
		struct area_word *word = &t->words[t->count++];
		if (*p == ' ') {
			*word = (struct area_word){.text = " ", .text_len = 1};
			word->advance = font_metrics(font)->space;
			p++;
			continue;
		}
		size_t len = strcspn(p, " ");
		word->run = font_shape(book, font, p, len, "", level);
		word->advance = word->run->width;
		p += len;
	}
	/* Words so far are in logical order; set them in visual order. */
	for (uint32_t i = 0; (level & 1) && i < t->count / 2; i++) {
		struct area_word swap = t->words[i];
		t->words[i] = t->words[t->count - 1 - i];
		t->words[t->count - 1 - i] = swap;
	}
	for (uint32_t i = 0; i < t->count; i++) {
		t->words[i].x = area->ipd;
		area->ipd += t->words[i].advance;
	}
	area->u.text = t;
	return line;
}

/* A node that is a link; set->value is not looked at. */
UNUSED static struct fo_node *
link_node(struct arena *arena, const char *internal, const char *external)
{
	struct fo_node *node = ARENA_NEW(arena, struct fo_node);
	struct fo_own *own = ARENA_NEW(arena, struct fo_own);
	node->object = FO_BASIC_LINK;
	own->prop = internal != NULL ? FO_PROP_INTERNAL_DESTINATION : FO_PROP_EXTERNAL_DESTINATION;
	own->value.kind = FO_VALUE_STRING;
	own->value.u.string = internal != NULL ? internal : external;
	node->own = own;
	return node;
}

UNUSED static void
add_mark(struct arena *arena, struct area_page *page, const char *id, double x, double y)
{
	struct area_mark *m = ARENA_NEW(arena, struct area_mark);
	*m = (struct area_mark){.id = id, .x = PT(x), .y = PT(y), .next = page->marks};
	page->marks = m;
}

#endif
