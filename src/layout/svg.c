/*
 * SVG by librsvg, which is not linked but loaded (dlopen) when the first SVG is read: with the
 * libraries it needs it holds a third of the addresses that the dynamic linker would have to set
 * at every start.  Its headers give the types, so the functions called are those that were
 * compiled against; the library's name holds the version of the interface.
 */
#include "layout/svg.h"

#include "base/arena.h"

#include <dlfcn.h>
#include <librsvg/rsvg.h>

#define LIBRARY "librsvg-2.so.2"

#define FUNCTIONS(X)                                \
	X(rsvg_handle_new_from_data)                \
	X(rsvg_handle_set_dpi)                      \
	X(rsvg_handle_get_intrinsic_size_in_pixels) \
	X(rsvg_handle_get_intrinsic_dimensions)     \
	X(rsvg_handle_render_document)

struct svg {
	RsvgHandle *handle;
#define X(name) __typeof__(&name) name;
	FUNCTIONS(X)
#undef X
};

static void
release(void *handle)
{
	g_object_unref(handle);
}

/* It stays loaded: GLib's types cannot be taken back. */
static void *
open_library(void)
{
	return dlopen(LIBRARY, RTLD_LAZY | RTLD_LOCAL | RTLD_NODELETE);
}

static bool
load(struct svg *svg)
{
	void *library = open_library();
	void *found;

	if (library == NULL)
		return false;
		/* POSIX: a pointer to a function fits one to void; ISO C has no word for the
		 * conversion. */
#define X(name)                        \
	found = dlsym(library, #name); \
	if (found == NULL)             \
		return false;          \
	*(void **)&svg->name = found;
	FUNCTIONS(X)
#undef X
	return true;
}

bool
svg_installed(void)
{
	return open_library() != NULL;
}

const struct svg *
svg_open(struct arena *arena, const void *data, size_t len)
{
	struct svg *svg = ARENA_NEW(arena, struct svg);

	if (!load(svg))
		return NULL;
	/* No base URI: librsvg then loads nothing but data: URIs. */
	svg->handle = svg->rsvg_handle_new_from_data(data, len, NULL);
	if (svg->handle == NULL)
		return NULL;
	arena_defer(arena, release, svg->handle);
	svg->rsvg_handle_set_dpi(svg->handle, 72);
	return svg;
}

void
svg_size(const struct svg *svg, double *width, double *height)
{
	gboolean has_width, has_height, has_box;
	RsvgLength w, h;
	RsvgRectangle box;

	if (svg->rsvg_handle_get_intrinsic_size_in_pixels(svg->handle, width, height) &&
	    *width > 0 && *height > 0)
		return;
	svg->rsvg_handle_get_intrinsic_dimensions(svg->handle, &has_width, &w, &has_height, &h,
						  &has_box, &box);
	*width = 300;
	*height = 150;
	if (has_box && box.width > 0 && box.height > 0) {
		*width = box.width;
		*height = box.height;
	}
}

bool
svg_draw(const struct svg *svg, struct _cairo *cr, double width, double height)
{
	RsvgRectangle viewport = {.width = width, .height = height};

	return svg->rsvg_handle_render_document(svg->handle, cr, &viewport, NULL);
}
