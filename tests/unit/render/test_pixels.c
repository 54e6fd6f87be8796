/* Pixels: JPEG and PNG decoded, alpha taken out of the colours, JPEG passed through where it can.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "render/cairo_imp.h"
#include "render/pages.h"
#include "render/pixels.h"

#include <stdio.h>
#include <stdlib.h>

#include <jpeglib.h>

/* An 8 × 8 JPEG of one colour; space JCS_RGB or JCS_CMYK (as Adobe inverts it). */
static unsigned char *
jpeg_new(J_COLOR_SPACE space, const unsigned char *colour, unsigned long *len)
{
	struct jpeg_compress_struct c;
	struct jpeg_error_mgr errors;
	unsigned char *data = NULL;
	c.err = jpeg_std_error(&errors);
	jpeg_create_compress(&c);
	*len = 0;
	jpeg_mem_dest(&c, &data, len);
	c.image_width = c.image_height = 8;
	c.input_components = space == JCS_CMYK ? 4 : 3;
	c.in_color_space = space;
	jpeg_set_defaults(&c);
	jpeg_set_quality(&c, 100, TRUE);
	jpeg_start_compress(&c, TRUE);
	unsigned char row[32];
	for (int i = 0; i < 8 * c.input_components; i++)
		row[i] = colour[i % c.input_components];
	JSAMPROW rows = row;
	while (c.next_scanline < 8)
		jpeg_write_scanlines(&c, &rows, 1);
	jpeg_finish_compress(&c);
	jpeg_destroy_compress(&c);
	return data;
}

static uint32_t
first_pixel(cairo_surface_t *surface)
{
	uint32_t pixel;
	memcpy(&pixel, cairo_image_surface_get_data(surface), sizeof pixel);
	return pixel & 0xFFFFFF;
}

static void
assert_near(uint32_t pixel, unsigned r, unsigned g, unsigned b)
{
	assert_in_range(pixel >> 16 & 255, r < 4 ? 0 : r - 4, r + 4);
	assert_in_range(pixel >> 8 & 255, g < 4 ? 0 : g - 4, g + 4);
	assert_in_range(pixel & 255, b < 4 ? 0 : b - 4, b + 4);
}

static void
jpeg_colours_come_out(void **state)
{
	(void)state;
	const char *reason = NULL;
	unsigned long len;
	unsigned char *data = jpeg_new(JCS_RGB, (const unsigned char[]){200, 100, 50}, &len);
	assert_int_equal(cairo_jpeg_components(data, len), 3);
	cairo_surface_t *surface = cairo_jpeg_decode(data, len, &reason);
	assert_non_null(surface);
	assert_near(first_pixel(surface), 200, 100, 50);
	cairo_surface_destroy(surface);
	free(data);
	/* libjpeg writes Adobe's marker for CMYK; inverted: 255 is no ink. */
	data = jpeg_new(JCS_CMYK, (const unsigned char[]){255, 128, 0, 255}, &len);
	assert_int_equal(cairo_jpeg_components(data, len), 4);
	surface = cairo_jpeg_decode(data, len, &reason);
	assert_non_null(surface);
	assert_near(first_pixel(surface), 255, 128, 0);
	cairo_surface_destroy(surface);
	/* Cut off anywhere it is an image or a reason, never a crash. */
	for (unsigned long cut = 0; cut < len; cut += 7) {
		reason = NULL;
		surface = cairo_jpeg_decode(data, cut, &reason);
		assert_true((surface != NULL) != (reason != NULL));
		if (surface != NULL)
			cairo_surface_destroy(surface);
	}
	free(data);
}

static cairo_status_t
append(void *closure, const unsigned char *data, unsigned len)
{
	strbuf_add(closure, data, len);
	return CAIRO_STATUS_SUCCESS;
}

static void
png_colours_are_not_multiplied(void **state)
{
	(void)state;
	struct strbuf png = STRBUF_INIT;
	cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, 3, 2);
	cairo_t *cr = cairo_create(surface);
	cairo_set_source_rgba(cr, 1, 0.5, 0, 0.5);
	cairo_rectangle(cr, 0, 0, 1, 1);
	cairo_fill(cr);
	cairo_destroy(cr);
	cairo_surface_write_to_png_stream(surface, append, &png);
	cairo_surface_destroy(surface);
	struct area_image image = {.format = AREA_IMAGE_PNG,
				   .width_px = 3,
				   .height_px = 2,
				   .data = (const unsigned char *)png.s,
				   .data_len = png.len};
	struct arena *arena = arena_new();
	struct pixels p;
	const char *reason;
	assert_true(pixels_decode(arena, &image, 0, &p, &reason));
	assert_int_equal(p.width, 3);
	assert_int_equal(p.height, 2);
	assert_int_equal(p.rgb[0], 255);
	assert_in_range(p.rgb[1], 126, 130);
	assert_int_equal(p.rgb[2], 0);
	assert_in_range(p.alpha[0], 127, 128);
	assert_int_equal(p.alpha[1], 0);
	image.width_px = 100000;
	image.height_px = 100000;
	assert_false(pixels_decode(arena, &image, 0, &p, &reason));
	assert_non_null(strstr(reason, "million pixels"));
	arena_free(arena);
	strbuf_release(&png);
}

/* The very bytes of a JPEG stand in the PDF of either renderer, once. */
static void
jpeg_passes_through(void **state)
{
	(void)state;
	static const char *const names[] = {"cairo", "haru"};
	unsigned long len;
	unsigned char *data = jpeg_new(JCS_RGB, (const unsigned char[]){200, 100, 50}, &len);
	for (int i = 0; i < 2; i++) {
		struct bench b;
		bench_init(&b);
		struct area_image image = {.number = 3,
					   .name = "x.jpg",
					   .format = AREA_IMAGE_JPEG,
					   .width_px = 8,
					   .height_px = 8,
					   .width = PT(8),
					   .height = PT(8),
					   .data = data,
					   .data_len = len};
		struct area_page *page = page_new(b.arena, 100, 100, 0);
		for (int k = 0; k < 2; k++) {
			struct area *a = add_area(b.arena, page_flow(page), AREA_IMAGE,
						  rect_pt(0, 20 * k, 9, 9));
			a->u.image.image = &image;
			a->u.image.content = rect_pt(0, 0, 9, 9);
		}
		assert_true(bench_open(&b, names[i], RENDER_PDF));
		assert_true(render_page(b.renderer, page));
		assert_true(render_page(b.renderer, page));
		assert_true(render_close(b.renderer));
		const char *at = memmem(b.out.s, b.out.len, data, len);
		assert_non_null(at);
		size_t rest = b.out.len - (size_t)(at + 1 - b.out.s);
		assert_null(memmem(at + 1, rest, data, len));
		bench_release(&b);
	}
	free(data);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(jpeg_colours_come_out),
		cmocka_unit_test(png_colours_are_not_multiplied),
		cmocka_unit_test(jpeg_passes_through),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
