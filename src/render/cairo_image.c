/*
 * Images by cairo: PNG as pixels with alpha, JPEG passed through, SVG as vectors.
 *
 * Each image becomes one source, kept by its number and named by a unique id, so that cairo embeds
 * it once however often it is painted.  In a PDF an SVG becomes a recording, which cairo writes as
 * one form object; on pixels librsvg draws it directly, at the size it is wanted.
 */
#include "base/arena.h"
#include "layout/area.h"
#include "layout/svg.h"
#include "render/cairo_imp.h"

#include <string.h>

#define MAX_IMAGE_AREA (250LL * 1000 * 1000) /* pixels: a gigabyte */

static void
surface_release(void *surface)
{
	cairo_surface_destroy(surface);
}

/* Keeps a source for the life of the document. */
static void
defer_surface(struct cairo_state *c, cairo_surface_t *surface)
{
	arena_defer(c->setup.arena, surface_release, surface);
}

/* ---- decoding ---- */

struct reader {
	const unsigned char *at;
	size_t left;
};

static cairo_status_t
read_bytes(void *closure, unsigned char *data, unsigned len)
{
	struct reader *r = closure;
	if (len > r->left)
		return CAIRO_STATUS_READ_ERROR;
	memcpy(data, r->at, len);
	r->at += len;
	r->left -= len;
	return CAIRO_STATUS_SUCCESS;
}

static bool
too_large(const struct area_image *image, const char **reason)
{
	if (image->width_px > 0 && image->height_px > 0 &&
	    (long long)image->width_px * image->height_px <= MAX_IMAGE_AREA)
		return false;
	*reason = "it has more than 250 million pixels, or none";
	return true;
}

cairo_surface_t *
cairo_png_decode(const struct area_image *image, const char **reason)
{
	if (too_large(image, reason))
		return NULL;
	struct reader r = {.at = image->data, .left = image->data_len};
	cairo_surface_t *surface = cairo_image_surface_create_from_png_stream(read_bytes, &r);
	cairo_status_t status = cairo_surface_status(surface);
	if (status == CAIRO_STATUS_SUCCESS)
		return surface;
	cairo_surface_destroy(surface);
	*reason = status == CAIRO_STATUS_NO_MEMORY || status == CAIRO_STATUS_READ_ERROR
			  ? "its PNG data are damaged"
			  : cairo_status_to_string(status);
	return NULL;
}

static cairo_surface_t *
jpeg_source(struct cairo_state *c, const struct area_image *image, const char **reason)
{
	if (too_large(image, reason))
		return NULL;
	int components = cairo_jpeg_components(image->data, image->data_len);
	if (c->setup.format == RENDER_PNG || components == 4 || components == 0)
		return cairo_jpeg_decode(image->data, image->data_len, reason);
	/* The pixels are never looked at: the file itself is what cairo embeds. */
	cairo_surface_t *surface =
		cairo_image_surface_create(CAIRO_FORMAT_RGB24, image->width_px, image->height_px);
	cairo_surface_set_mime_data(surface, CAIRO_MIME_TYPE_JPEG, image->data,
				    (unsigned long)image->data_len, NULL, NULL);
	return surface;
}

bool
cairo_svg_draw(const struct area_image *image, cairo_t *cr, double w, double h, const char **reason)
{
	if (image->svg == NULL) {
		*reason = "its SVG could not be read";
		return false;
	}
	if (svg_draw(image->svg, cr, w, h))
		return true;
	*reason = "its SVG cannot be drawn";
	return false;
}

static cairo_surface_t *
svg_source(const struct area_image *image, const char **reason)
{
	cairo_rectangle_t extents = {0, 0, dim_to_pt(image->width), dim_to_pt(image->height)};
	cairo_surface_t *surface =
		cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, &extents);
	cairo_t *cr = cairo_create(surface);
	bool ok = cairo_svg_draw(image, cr, extents.width, extents.height, reason);
	cairo_destroy(cr);
	if (ok)
		return surface;
	cairo_surface_destroy(surface);
	return NULL;
}

/* ---- sources ---- */

static void
name_source(struct cairo_state *c, const struct area_image *image, cairo_surface_t *surface)
{
	char *id = arena_printf(c->setup.arena, "planpress-image-%u", image->number);
	cairo_surface_set_mime_data(surface, CAIRO_MIME_TYPE_UNIQUE_ID, (unsigned char *)id,
				    (unsigned long)strlen(id), NULL, NULL);
}

static void
source_make(struct cairo_state *c, const struct area_image *image, struct cairo_image *source)
{
	const char *reason = NULL;
	cairo_surface_t *surface = NULL;
	source->met = true;
	source->width = image->width_px;
	source->height = image->height_px;
	if (image->format == AREA_IMAGE_SVG) {
		source->width = dim_to_pt(image->width);
		source->height = dim_to_pt(image->height);
		surface = svg_source(image, &reason);
	} else {
		surface = image->format == AREA_IMAGE_PNG ? cairo_png_decode(image, &reason)
							  : jpeg_source(c, image, &reason);
	}
	if (surface != NULL && cairo_surface_status(surface) != CAIRO_STATUS_SUCCESS) {
		cairo_surface_destroy(surface);
		surface = NULL;
	}
	if (surface == NULL) {
		RENDER_FAIL(&c->setup, IMAGE, image->name, reason);
		return;
	}
	name_source(c, image, surface);
	defer_surface(c, surface);
	source->surface = surface;
}

static const struct cairo_image *
source_of(struct cairo_state *c, const struct area_image *image)
{
	if (image->number >= c->image_count) {
		size_t count = 2 * (size_t)image->number + 16;
		c->images = arena_grow(c->setup.arena, c->images, c->image_count, count,
				       sizeof *c->images);
		c->image_count = count;
	}
	struct cairo_image *source = &c->images[image->number];
	if (!source->met)
		source_make(c, image, source);
	return source;
}

/* Straight from librsvg: stretched into its place as the pixels of another image would be. */
static void
svg_paint(struct cairo_state *c, const struct area_image *image, double w, double h)
{
	const char *reason = NULL;
	double width = dim_to_pt(image->width), height = dim_to_pt(image->height);
	if (width <= 0 || height <= 0)
		return;
	cairo_scale(c->cr, w / width, h / height);
	if (!cairo_svg_draw(image, c->cr, width, height, &reason))
		RENDER_FAIL(&c->setup, IMAGE, image->name, reason);
}

static void
source_paint(struct cairo_state *c, const struct area_image *image, double w, double h)
{
	const struct cairo_image *source = source_of(c, image);
	if (source->surface == NULL)
		return;
	cairo_scale(c->cr, w / source->width, h / source->height);
	cairo_set_source_surface(c->cr, source->surface, 0, 0);
	if (image->format != AREA_IMAGE_SVG) /* no fringe at the edges of enlarged pixels */
		cairo_pattern_set_extend(cairo_get_source(c->cr), CAIRO_EXTEND_PAD);
	cairo_rectangle(c->cr, 0, 0, source->width, source->height);
	cairo_fill(c->cr);
}

void
cairo_image(void *self, const struct area_image *image, double x, double y, double w, double h)
{
	struct cairo_state *c = cairo_ready(self);
	cairo_save(c->cr);
	cairo_translate(c->cr, x, y);
	if (image->format == AREA_IMAGE_SVG && c->setup.format != RENDER_PDF)
		svg_paint(c, image, w, h);
	else
		source_paint(c, image, w, h);
	cairo_restore(c->cr);
}
