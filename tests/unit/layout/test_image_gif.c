/* GIF: pixels, transparency, interlaced rows, and files that break off or lie. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "layout/image_gif.h"

#include <png.h>

/* 5 × 9, red above blue in three colours, interlaced. */
static const unsigned char rows[] = {
	0x47, 0x49, 0x46, 0x38, 0x39, 0x61, 0x05, 0x00, 0x09, 0x00, 0xf1, 0x00, 0x00, 0xcf, 0x00,
	0x30, 0x30, 0x00, 0xcf, 0x80, 0x00, 0x80, 0x00, 0x00, 0x00, 0x21, 0xf9, 0x04, 0x00, 0x00,
	0x00, 0x00, 0x00, 0x2c, 0x00, 0x00, 0x00, 0x00, 0x05, 0x00, 0x09, 0x00, 0x40, 0x02, 0x0d,
	0x84, 0x1d, 0x99, 0xc2, 0x7c, 0xa8, 0xc2, 0x3b, 0x2e, 0x08, 0x7b, 0x63, 0x01, 0x00, 0x3b};
/* 6 × 3, transparent but for a blue dot at 1, 1 and a red one at 4, 2. */
static const unsigned char dots[] = {
	0x47, 0x49, 0x46, 0x38, 0x39, 0x61, 0x06, 0x00, 0x03, 0x00, 0xf1, 0x00, 0x00,
	0xff, 0x00, 0x00, 0x00, 0x00, 0xff, 0x00, 0x00, 0x00, 0x00, 0x00, 0x00, 0x21,
	0xf9, 0x04, 0x01, 0x00, 0x00, 0x02, 0x00, 0x2c, 0x00, 0x00, 0x00, 0x00, 0x06,
	0x00, 0x03, 0x00, 0x00, 0x02, 0x05, 0x94, 0x2f, 0x81, 0x08, 0x52, 0x00, 0x3b};

static void
assert_pixels(const unsigned char *gif, size_t len, const char *const *picture)
{
	struct arena *arena = arena_new();
	unsigned char pixels[9 * 6 * 4];
	png_image image = {.version = PNG_IMAGE_VERSION};
	size_t png_len = 0;
	const unsigned char *png = lay_gif_to_png(arena, gif, len, &png_len);

	assert_non_null(png);
	assert_true(png_image_begin_read_from_memory(&image, png, png_len));
	image.format = PNG_FORMAT_RGBA;
	assert_true(PNG_IMAGE_SIZE(image) <= sizeof pixels);
	assert_true(png_image_finish_read(&image, NULL, pixels, 0, NULL));
	for (uint32_t y = 0; y < image.height; y++) {
		assert_int_equal(strlen(picture[y]), image.width);
		for (uint32_t x = 0; x < image.width; x++) {
			const unsigned char *p = &pixels[(y * image.width + x) * 4];
			char seen = p[3] == 0 ? '.' : p[0] > p[2] ? 'r' : p[0] < p[2] ? 'b' : 'v';

			assert_int_equal(seen, picture[y][x]);
		}
	}
	arena_free(arena);
}

static void
rows_come_in_their_order(void **state)
{
	(void)state;
	static const char *const picture[] = {"rrrrr", "rrrrr", "rrrrr", "rrvvr", "vvvvv",
					      "bvbvv", "bbbbb", "bbbbb", "bbbbb"};
	assert_pixels(rows, sizeof rows, picture);
}

static void
what_is_transparent_stays_so(void **state)
{
	(void)state;
	static const char *const picture[] = {"......", ".b....", "....r."};
	assert_pixels(dots, sizeof dots, picture);
}

/* Every length and every byte changed: a picture or none, but no harm (sanitizers watch). */
static void
damage_is_borne(void **state)
{
	(void)state;
	struct arena *arena = arena_new();
	unsigned char copy[sizeof rows];
	size_t png_len;

	assert_true(lay_gif_is(rows, sizeof rows));
	assert_false(lay_gif_is(rows, 5));
	assert_null(lay_gif_to_png(arena, rows, 13, &png_len));
	assert_null(lay_gif_to_png(arena, rows, 45, &png_len));
	assert_non_null(lay_gif_to_png(arena, rows, 50, &png_len)); /* it shows what it has told */
	for (size_t i = 6; i < sizeof rows; i++) {
		memcpy(copy, rows, sizeof rows);
		copy[i] ^= 0xff;
		if (i != 7 && i != 9) /* not a thousand times larger */
			(void)lay_gif_to_png(arena, copy, sizeof copy, &png_len);
		(void)lay_gif_to_png(arena, rows, i, &png_len);
	}
	memcpy(copy, rows, sizeof rows);
	memset(copy + 6, 0xff, 4);
	assert_null(lay_gif_to_png(arena, copy, sizeof copy, &png_len));
	arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_come_in_their_order),
		cmocka_unit_test(what_is_transparent_stays_so),
		cmocka_unit_test(damage_is_borne),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
