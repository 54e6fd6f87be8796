/*
 * JPEG to pixels, for what cannot pass through: PNG pages, and CMYK, whose inversion cairo does not
 * know.
 *
 * libjpeg reports a fatal error by a function that must not return, so this one file jumps out of
 * it; no object of ours lives across the jump.
 */
#include "render/cairo_imp.h"

#include <setjmp.h>
#include <stdio.h>
#include <string.h>

#include <jpeglib.h>

struct jpeg_failure {
	struct jpeg_error_mgr base; /* first: libjpeg hands back a pointer to it */
	jmp_buf out;
};

_Noreturn static void
fail(j_common_ptr cinfo)
{
	struct jpeg_failure *failure = (struct jpeg_failure *)cinfo->err;
	longjmp(failure->out, 1);
}

static void
be_quiet(j_common_ptr cinfo)
{
	(void)cinfo;
}

static void
setup(struct jpeg_decompress_struct *cinfo, struct jpeg_failure *failure)
{
	memset(cinfo, 0, sizeof *cinfo);
	cinfo->err = jpeg_std_error(&failure->base);
	failure->base.error_exit = fail;
	failure->base.output_message = be_quiet;
}

int
cairo_jpeg_components(const unsigned char *data, size_t len)
{
	struct jpeg_decompress_struct cinfo;
	struct jpeg_failure failure;
	setup(&cinfo, &failure);
	if (setjmp(failure.out)) {
		jpeg_destroy_decompress(&cinfo);
		return 0;
	}
	jpeg_create_decompress(&cinfo);
	jpeg_mem_src(&cinfo, data, (unsigned long)len);
	jpeg_read_header(&cinfo, TRUE);
	int components = cinfo.num_components;
	jpeg_destroy_decompress(&cinfo);
	return components;
}

/* Four bytes of ink to cairo's pixel, in place.  Adobe writes the inks inverted. */
static void
cmyk_to_pixels(unsigned char *row, unsigned width, bool inverted)
{
	for (unsigned x = 0; x < width; x++) {
		unsigned char *p = row + 4 * (size_t)x;
		unsigned ink[4];
		for (int i = 0; i < 4; i++)
			ink[i] = inverted ? p[i] : 255u - p[i];
		uint32_t pixel = 0xFF000000u | (ink[0] * ink[3] / 255) << 16 |
				 (ink[1] * ink[3] / 255) << 8 | ink[2] * ink[3] / 255;
		memcpy(p, &pixel, sizeof pixel);
	}
}

static void
read_rows(struct jpeg_decompress_struct *cinfo, cairo_surface_t *surface)
{
	unsigned char *pixels = cairo_image_surface_get_data(surface);
	size_t stride = (size_t)cairo_image_surface_get_stride(surface);
	bool cmyk = cinfo->out_color_space == JCS_CMYK;
	bool inverted = cinfo->saw_Adobe_marker;
	while (cinfo->output_scanline < cinfo->output_height) {
		JSAMPROW row = pixels + stride * cinfo->output_scanline;
		jpeg_read_scanlines(cinfo, &row, 1);
		if (cmyk)
			cmyk_to_pixels(row, cinfo->output_width, inverted);
	}
}

cairo_surface_t *
cairo_jpeg_decode(const unsigned char *data, size_t len, const char **reason)
{
	struct jpeg_decompress_struct cinfo;
	struct jpeg_failure failure;
	cairo_surface_t *volatile surface = NULL;
	setup(&cinfo, &failure);
	if (setjmp(failure.out)) {
		jpeg_destroy_decompress(&cinfo);
		if (surface != NULL)
			cairo_surface_destroy(surface);
		*reason = "its JPEG data are damaged";
		return NULL;
	}
	jpeg_create_decompress(&cinfo);
	jpeg_mem_src(&cinfo, data, (unsigned long)len);
	jpeg_read_header(&cinfo, TRUE);
	bool inks = cinfo.jpeg_color_space == JCS_CMYK || cinfo.jpeg_color_space == JCS_YCCK;
	/* cairo's pixels are native words, xRGB: as bytes BGRx on a little-endian machine. */
	cinfo.out_color_space = inks					    ? JCS_CMYK
				: __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? JCS_EXT_BGRX
									    : JCS_EXT_XRGB;
	jpeg_start_decompress(&cinfo);
	surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)cinfo.output_width,
					     (int)cinfo.output_height);
	if (cairo_surface_status(surface) != CAIRO_STATUS_SUCCESS)
		longjmp(failure.out, 1);
	cairo_surface_flush(surface);
	read_rows(&cinfo, surface);
	cairo_surface_mark_dirty(surface);
	jpeg_finish_decompress(&cinfo);
	jpeg_destroy_decompress(&cinfo);
	return surface;
}
