/*
 * What the files of this room share: the renderer, the rows of the table of renderers, and how a
 * failure is kept.  Private to the room.
 *
 * A backend's state begins with nothing in particular: it keeps the setup it was opened with, from
 * which it reaches arena, diagnostics, target and notes.
 */
#ifndef PP_RENDER_IMP_H
#define PP_RENDER_IMP_H

#include "render/notes.h"
#include "render/render.h"
#include "render/render_diag.h"

/* What a backend is opened with; lives as long as the renderer. */
struct render_setup {
	struct arena *arena;
	struct diag *diag;
	enum render_format format;
	struct render_target target;
	struct notes *notes;
};

struct render_backend;

struct renderer {
	struct render_setup setup;
	const struct render_ops *ops;
	void *self; /* the backend's state: first argument of every operation */
	const struct render_backend *backend;
	struct arena *scratch; /* emptied after each page */
	int pages;
	bool failed;	/* takes no more pages */
	bool abandoned; /* the backend has been told */
};

/* A row of the table of renderers. */
struct render_backend {
	const char *name;
	unsigned formats; /* 1 << RENDER_PDF | … */
	const struct render_ops *ops;
	/* The state, in setup->arena; NULL and a diagnostic. */
	void *(*open)(const struct render_setup *setup);
	/* Drops what is half done; called instead of document_end. May be NULL. */
	void (*abandon)(void *self);
};

extern const struct render_backend render_cairo;
extern const struct render_backend render_haru;
extern const struct render_backend render_trace;

/* Records a diagnostic of this room that has no place in a source. */
#define RENDER_FAIL(setup, id, ...)                                                       \
	diag_add((setup)->diag, &render_diags[RENDER_DIAG_##id], &(struct diag_place){0}, \
		 __VA_ARGS__)

/* Writes to the target; false (and a diagnostic) when it refuses. */
bool render_write(const struct render_setup *setup, const void *data, size_t len);

#endif
