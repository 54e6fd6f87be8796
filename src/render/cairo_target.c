/*
 * Where cairo draws: one PDF for all pages, or a PNG or SVG for each.
 */
#include "base/arena.h"
#include "base/date.h"
#include "render/cairo_imp.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <math.h>
#include <stdio.h>

/* cairo's image surfaces end at 32,767 pixels; so much memory is not meant either. */
#define MAX_PIXELS    32767
#define MAX_PAGE_AREA (400.0 * 1000 * 1000)

static cairo_status_t
write_out(void *closure, const unsigned char *data, unsigned len)
{
	struct cairo_state *c = closure;
	if (c->failed)
		return CAIRO_STATUS_WRITE_ERROR;
	if (render_write(&c->setup, data, len))
		return CAIRO_STATUS_SUCCESS;
	c->failed = true;
	return CAIRO_STATUS_WRITE_ERROR;
}

/* Keeps the first failure of surface or context as a diagnostic. */
static bool
is_sound(struct cairo_state *c)
{
	cairo_status_t status = CAIRO_STATUS_SUCCESS;
	if (c->cr != NULL)
		status = cairo_status(c->cr);
	if (status == CAIRO_STATUS_SUCCESS && c->surface != NULL)
		status = cairo_surface_status(c->surface);
	if (status != CAIRO_STATUS_SUCCESS && !c->failed) {
		c->failed = true;
		RENDER_FAIL(&c->setup, LIBRARY, "cairo", cairo_status_to_string(status));
	}
	return !c->failed;
}

/* SVG pages are gathered first: their names are made anew. */
static cairo_status_t
gather(void *closure, const unsigned char *data, unsigned len)
{
	struct cairo_state *c = closure;
	strbuf_add(&c->svg, data, len);
	return CAIRO_STATUS_SUCCESS;
}

static bool
svg_write(struct cairo_state *c)
{
	struct strbuf out = STRBUF_INIT;
	cairo_svg_renumber(c->svg.s, c->svg.len, &out);
	bool ok = render_write(&c->setup, out.s, out.len);
	strbuf_release(&out);
	strbuf_clear(&c->svg);
	c->failed = c->failed || !ok;
	return ok;
}

static double
scale_of(const struct cairo_state *c)
{
	double dpi = c->setup.target.dpi > 0 ? c->setup.target.dpi : 96;
	return c->setup.format == RENDER_PNG ? dpi / 72 : 1;
}

static bool
too_large(struct cairo_state *c, double width, double height)
{
	if (width <= MAX_PIXELS && height <= MAX_PIXELS && width * height <= MAX_PAGE_AREA)
		return false;
	char page[16], size[64];
	snprintf(page, sizeof page, "%d", c->page + 1);
	snprintf(size, sizeof size, "%.0f × %.0f pixels", width, height);
	RENDER_FAIL(&c->setup, PAGE_SIZE, page, size, "an image");
	c->failed = true;
	return true;
}

static void
pdf_open(struct cairo_state *c)
{
	c->surface = cairo_pdf_surface_create_for_stream(write_out, c, c->width, c->height);
	/* The pdf room writes the information dictionary; a clock must not reach the bytes before.
	 */
	long long created = c->setup.notes->meta.created;
	struct ymd day = date_to_ymd((date)(created / 86400));
	int second = (int)(created % 86400);
	char iso[64];
	snprintf(iso, sizeof iso, "%04d-%02d-%02dT%02d:%02d:%02dZ", day.year, day.month, day.day,
		 second / 3600, second / 60 % 60, second % 60);
	cairo_pdf_surface_set_metadata(c->surface, CAIRO_PDF_METADATA_CREATE_DATE, iso);
	c->cr = cairo_create(c->surface);
}

static bool
png_open(struct cairo_state *c)
{
	double scale = scale_of(c);
	double width = fmax(1, ceil(c->width * scale - 0.01));
	double height = fmax(1, ceil(c->height * scale - 0.01));
	if (too_large(c, width, height))
		return false;
	c->surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)width, (int)height);
	c->cr = cairo_create(c->surface);
	cairo_set_source_rgb(c->cr, 1, 1, 1);
	cairo_paint(c->cr);
	cairo_scale(c->cr, scale, scale);
	return true;
}

bool
cairo_target_begin(struct cairo_state *c)
{
	const struct render_target *target = &c->setup.target;
	if (c->setup.format != RENDER_PDF && target->page_begin != NULL &&
	    !target->page_begin(target->ctx, c->page)) {
		diag_add0(c->setup.diag, &render_diags[RENDER_DIAG_OUTPUT],
			  &(struct diag_place){0});
		c->failed = true;
		return false;
	}
	switch (c->setup.format) {
	case RENDER_PDF:
		if (c->surface == NULL)
			pdf_open(c);
		cairo_pdf_surface_set_size(c->surface, c->width, c->height);
		cairo_save(c->cr);
		break;
	case RENDER_PNG:
		if (!png_open(c))
			return false;
		break;
	default:
		c->surface = cairo_svg_surface_create_for_stream(gather, c, c->width, c->height);
		cairo_svg_surface_set_document_unit(c->surface, CAIRO_SVG_UNIT_PT);
		c->cr = cairo_create(c->surface);
		break;
	}
	return is_sound(c);
}

/* A page that is a file of its own. */
static bool
file_end(struct cairo_state *c)
{
	if (is_sound(c)) {
		if (c->setup.format == RENDER_PNG)
			cairo_surface_write_to_png_stream(c->surface, write_out, c);
		cairo_destroy(c->cr);
		c->cr = NULL;
		cairo_surface_finish(c->surface);
		if (is_sound(c) && c->setup.format == RENDER_SVG)
			svg_write(c);
	}
	cairo_target_drop(c);
	const struct render_target *target = &c->setup.target;
	if (!c->failed && target->page_end != NULL && !target->page_end(target->ctx, c->page)) {
		diag_add0(c->setup.diag, &render_diags[RENDER_DIAG_OUTPUT],
			  &(struct diag_place){0});
		c->failed = true;
	}
	return !c->failed;
}

bool
cairo_target_end(struct cairo_state *c)
{
	if (c->setup.format != RENDER_PDF)
		return file_end(c);
	cairo_restore(c->cr);
	cairo_show_page(c->cr);
	return is_sound(c);
}

bool
cairo_target_close(struct cairo_state *c)
{
	if (c->setup.format != RENDER_PDF)
		return !c->failed;
	if (c->surface == NULL) { /* no pages at all: still a file */
		c->width = 595;
		c->height = 842;
		pdf_open(c);
	}
	cairo_destroy(c->cr);
	c->cr = NULL;
	cairo_surface_finish(c->surface);
	bool ok = is_sound(c);
	cairo_target_drop(c);
	return ok;
}

void
cairo_target_drop(struct cairo_state *c)
{
	bool failed = c->failed;
	c->failed = true; /* what cairo still writes while it goes is refused */
	if (c->cr != NULL)
		cairo_destroy(c->cr);
	if (c->surface != NULL)
		cairo_surface_destroy(c->surface);
	c->cr = NULL;
	c->surface = NULL;
	c->failed = failed;
}
