/*
 * The table of renderers, and the life of one: open, pages, close.
 *
 * A failure while drawing is kept by the backend and comes out at page_end or document_end; from
 * then on the renderer refuses pages, so that one bad page never becomes a file.
 */
#include "render/render.h"

#include "base/arena.h"
#include "base/strbuf.h"
#include "base/vec.h"
#include "layout/area.h"
#include "layout/layout.h"
#include "render/render_imp.h"
#include "render/walk.h"

#include <assert.h>
#include <string.h>

static const struct render_backend *const backends[] = {&render_cairo, &render_haru, &render_trace};
#define BACKEND_COUNT (sizeof backends / sizeof backends[0])

static const char *const format_names[] = {[RENDER_PDF] = "PDF",
					   [RENDER_PNG] = "PNG",
					   [RENDER_SVG] = "SVG",
					   [RENDER_TRACE] = "traces"};

static const struct render_backend *
backend_find(const char *name)
{
	if (name == NULL)
		return &render_cairo;
	for (size_t i = 0; i < BACKEND_COUNT; i++)
		if (strcmp(backends[i]->name, name) == 0)
			return backends[i];
	return NULL;
}

const char *const *
render_names(void)
{
	static const char *const names[] = {"cairo", "haru", "trace", NULL};
	return names;
}

bool
render_can(const char *name, enum render_format format)
{
	const struct render_backend *b = backend_find(name);
	return b != NULL && (b->formats & 1u << format) != 0;
}

bool
render_write(const struct render_setup *setup, const void *data, size_t len)
{
	if (setup->target.write(setup->target.ctx, data, len))
		return true;
	diag_add0(setup->diag, &render_diags[RENDER_DIAG_OUTPUT], &(struct diag_place){0});
	return false;
}

static void
scratch_free(void *scratch)
{
	arena_free(scratch);
}

struct renderer *
render_open(struct arena *arena, struct diag *diag, const char *name, enum render_format format,
	    const struct render_target *target, struct notes *notes)
{
	assert(target->write != NULL && notes != NULL);
	struct renderer *r = ARENA_NEW(arena, struct renderer);
	r->setup = (struct render_setup){
		.arena = arena, .diag = diag, .format = format, .target = *target, .notes = notes};
	const struct render_backend *b = backend_find(name);
	if (b == NULL) {
		RENDER_FAIL(&r->setup, NO_RENDERER, name, "cairo, haru and trace");
		return NULL;
	}
	if ((b->formats & 1u << format) == 0) {
		RENDER_FAIL(&r->setup, NO_FORMAT, b->name, format_names[format]);
		return NULL;
	}
	r->backend = b;
	r->ops = b->ops;
	r->self = b->open(&r->setup);
	if (r->self == NULL)
		return NULL;
	r->scratch = arena_new();
	arena_defer(arena, scratch_free, r->scratch);
	if (!r->ops->document_begin(r->self)) {
		render_abandon(r);
		return NULL;
	}
	return r;
}

bool
render_page(struct renderer *r, const struct area_page *page)
{
	if (r->failed)
		return false;
	r->failed = true; /* until the page is whole */
	if (!r->ops->page_begin(r->self, page))
		return false;
	walk_page(r, page);
	arena_reset(r->scratch);
	r->pages++;
	if (!r->ops->page_end(r->self))
		return false;
	r->failed = false;
	return true;
}

static void
outline_add(struct notes *notes, const struct layout_bookmark *b, int level)
{
	for (; b != NULL; b = b->next) {
		struct note_outline o = {.level = level, .open = b->open};
		o.title = arena_strdup(notes->arena, b->title != NULL ? b->title : "");
		if (b->internal != NULL)
			o.dest = arena_strdup(notes->arena, b->internal);
		if (b->external != NULL)
			o.uri = arena_strdup(notes->arena, b->external);
		VEC_PUSH(notes->arena, &notes->outline, o);
		outline_add(notes, b->first_child, level + 1);
	}
}

void
render_outline(struct renderer *r, const struct layout_bookmark *bookmarks)
{
	outline_add(r->setup.notes, bookmarks, 0);
}

bool
render_close(struct renderer *r)
{
	if (r->failed) {
		render_abandon(r);
		return false;
	}
	r->failed = true; /* closed: no more pages */
	return r->ops->document_end(r->self);
}

void
render_abandon(struct renderer *r)
{
	if (r == NULL || r->abandoned)
		return;
	r->failed = true;
	r->abandoned = true;
	if (r->backend->abandon != NULL)
		r->backend->abandon(r->self);
}
