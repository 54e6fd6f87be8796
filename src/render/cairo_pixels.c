/*
 * Pixels by cairo: the one decoder of PNG and the one way to draw SVG, so that a page looks the
 * same whichever renderer paints it.
 */
#include "base/arena.h"
#include "layout/area.h"
#include "render/cairo_imp.h"
#include "render/pixels.h"

#include <math.h>

static cairo_surface_t *
svg_pixels(const struct area_image *image, int width_px, const char **reason)
{
	double width = dim_to_pt(image->width), height = dim_to_pt(image->height);
	if (width <= 0 || height <= 0)
		return NULL;
	int height_px = (int)ceil(fmin(width_px * height / width, 32767));
	cairo_surface_t *surface =
		cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width_px, height_px);
	cairo_t *cr = cairo_create(surface);
	bool ok = cairo_svg_draw(image, cr, width_px, height_px, reason);
	cairo_destroy(cr);
	if (ok)
		return surface;
	cairo_surface_destroy(surface);
	return NULL;
}

/* cairo's alpha is multiplied into its colours; PDF's is not. */
static unsigned char
unmultiplied(uint32_t channel, uint32_t alpha)
{
	if (alpha == 0)
		return 0;
	return (unsigned char)((channel * 255 + alpha / 2) / alpha);
}

static void
unpack_row(const uint32_t *row, int width, unsigned char *rgb, unsigned char *alpha)
{
	for (int x = 0; x < width; x++) {
		uint32_t p = row[x], a = alpha != NULL ? p >> 24 : 255;
		*rgb++ = unmultiplied(p >> 16 & 255, a);
		*rgb++ = unmultiplied(p >> 8 & 255, a);
		*rgb++ = unmultiplied(p & 255, a);
		if (alpha != NULL)
			*alpha++ = (unsigned char)a;
	}
}

static bool
unpack(struct arena *arena, cairo_surface_t *surface, struct pixels *pixels)
{
	cairo_format_t format = cairo_image_surface_get_format(surface);
	if (format != CAIRO_FORMAT_ARGB32 && format != CAIRO_FORMAT_RGB24)
		return false;
	cairo_surface_flush(surface);
	pixels->width = cairo_image_surface_get_width(surface);
	pixels->height = cairo_image_surface_get_height(surface);
	size_t width = (size_t)pixels->width, count = width * (size_t)pixels->height;
	pixels->rgb = arena_array(arena, count, 3);
	pixels->alpha = format == CAIRO_FORMAT_ARGB32 ? arena_alloc(arena, count) : NULL;
	const unsigned char *data = cairo_image_surface_get_data(surface);
	size_t stride = (size_t)cairo_image_surface_get_stride(surface);
	for (size_t y = 0; y < (size_t)pixels->height; y++)
		unpack_row((const uint32_t *)(const void *)(data + y * stride), pixels->width,
			   pixels->rgb + y * width * 3,
			   pixels->alpha != NULL ? pixels->alpha + y * width : NULL);
	return true;
}

bool
pixels_decode(struct arena *arena, const struct area_image *image, int width_px,
	      struct pixels *pixels, const char **reason)
{
	*reason = "its pixels are of an unknown kind";
	cairo_surface_t *surface = image->format == AREA_IMAGE_SVG
					   ? svg_pixels(image, width_px, reason)
					   : cairo_png_decode(image, reason);
	if (surface == NULL)
		return false;
	bool ok = cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS &&
		  unpack(arena, surface, pixels);
	cairo_surface_destroy(surface);
	return ok;
}
