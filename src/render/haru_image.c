/*
 * Images by libharu: JPEG as the file it is, PNG and SVG as pixels with a soft mask.
 *
 * libharu cannot take in vectors; an SVG is drawn once, at 300 pixels to the inch of the size it is
 * first wanted at, and a note says so.
 */
#include "base/arena.h"
#include "layout/area.h"
#include "render/haru_imp.h"
#include "render/pixels.h"

#include <hpdf_pages.h>
#include <math.h>

#define SVG_DPI	   300
#define MAX_SVG_PX 6000

static HPDF_Image
pixels_embed(struct haru_state *h, const struct pixels *p)
{
	HPDF_UINT width = (HPDF_UINT)p->width, height = (HPDF_UINT)p->height;
	HPDF_Image image =
		HPDF_LoadRawImageFromMem(h->pdf, p->rgb, width, height, HPDF_CS_DEVICE_RGB, 8);
	if (image == NULL || p->alpha == NULL)
		return image;
	HPDF_Image mask =
		HPDF_LoadRawImageFromMem(h->pdf, p->alpha, width, height, HPDF_CS_DEVICE_GRAY, 8);
	if (mask != NULL)
		HPDF_Dict_Add(image, "SMask", mask);
	return image;
}

static HPDF_Image
source_make(struct haru_state *h, const struct area_image *image, double width)
{
	if (image->format == AREA_IMAGE_JPEG)
		return HPDF_LoadJpegImageFromMem(h->pdf, image->data, (HPDF_UINT)image->data_len);
	int width_px = (int)fmin(fmax(1, ceil(width / 72 * SVG_DPI)), MAX_SVG_PX);
	struct arena *scratch = arena_new();
	struct pixels pixels;
	const char *reason = NULL;
	HPDF_Image result = NULL;
	if (pixels_decode(scratch, image, width_px, &pixels, &reason))
		result = pixels_embed(h, &pixels);
	else
		RENDER_FAIL(&h->setup, IMAGE, image->name, reason);
	arena_free(scratch);
	if (result != NULL && image->format == AREA_IMAGE_SVG)
		RENDER_FAIL(&h->setup, SVG_PIXELS, image->name, "300");
	return result;
}

static HPDF_Image
source_of(struct haru_state *h, const struct area_image *image, double width)
{
	if (image->number >= h->source_count) {
		size_t count = 2 * (size_t)image->number + 16;
		h->sources = arena_grow(h->setup.arena, h->sources, h->source_count, count,
					sizeof *h->sources);
		h->source_count = count;
	}
	struct haru_source *source = &h->sources[image->number];
	if (source->met)
		return source->image;
	source->met = true;
	bool was_sound = h->error == HPDF_OK;
	source->image = source_make(h, image, width);
	if (source->image == NULL && was_sound && h->error != HPDF_OK) {
		/* A damaged image is not the document's end. */
		RENDER_FAIL(&h->setup, IMAGE, image->name, "libharu does not understand it");
		HPDF_ResetError(h->pdf);
		h->error = HPDF_OK;
	}
	return source->image;
}

void
haru_image(void *self, const struct area_image *image, double x, double y, double w, double height)
{
	struct haru_state *h = haru_ready(self);
	HPDF_Image source = source_of(h, image, w);
	if (source == NULL)
		return;
	const char *name = HPDF_Page_GetXObjectName(h->page, source);
	if (name == NULL)
		return;
	haru_alpha(h, 1); /* a text's alpha is not the image's */
	strbuf_puts(&h->out, "q ");
	haru_numbers(&h->out, (double[]){w, 0, 0, -height, x, y + height}, 6);
	strbuf_printf(&h->out, "cm /%s Do Q\n", name);
}
