/* Images: formats, resolutions, sources that are allowed, damaged and hostile files. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "para_fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void
write_file(const char *dir, const char *name, const void *data, size_t len)
{
	char path[512];
	snprintf(path, sizeof path, "%s/%s", dir, name);
	FILE *f = fopen(path, "wb");
	assert_non_null(f);
	assert_int_equal(fwrite(data, 1, len, f), len);
	fclose(f);
}

static const unsigned char png[] =
	"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x64\0\0\0\x32\x08\2\0\0\0CRCC"
	"\0\0\0\x09pHYs\0\0\x0b\x13\0\0\x0b\x13\1CRCC\0\0\0\0IDATCRCC";
static const unsigned char jpeg[] = "\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\1\0\x90\0\x90\0\0"
				    "\xff\xc0\0\x11\x08\0\x48\0\x90\3\1\x22\0\2\x11\1\3\x11\1";

struct folder {
	struct fixture f;
	char inside[32], outside[32];
	const char *allowed[1];
};

static struct folder
folder_open(void)
{
	struct folder d = {.f = fixture_open("/><fo:block>"),
			   .inside = "/tmp/pp-image-XXXXXX",
			   .outside = "/tmp/pp-image-XXXXXX"};
	assert_non_null(mkdtemp(d.inside));
	assert_non_null(mkdtemp(d.outside));
	return d;
}

static void
folder_close(struct folder *d)
{
	char command[128];
	snprintf(command, sizeof command, "rm -rf %s %s", d->inside, d->outside);
	assert_int_equal(system(command), 0);
	fixture_close(&d->f);
}

static const struct area_image *
load(struct folder *d, const char *dir, const char *name)
{
	char path[512];
	snprintf(path, sizeof path, "%s/%s", dir, name);
	d->f.lay.options = &d->f.options;
	d->allowed[0] = d->inside;
	d->f.options.allow_paths = d->allowed;
	d->f.options.allow_count = 1;
	return lay_image_find(&d->f.lay, d->f.block, path);
}

static void
headers_tell_size_and_resolution(void **state)
{
	(void)state;
	struct folder d = folder_open();
	write_file(d.inside, "a.png", png, sizeof png - 1);
	write_file(d.inside, "b.jpg", jpeg, sizeof jpeg - 1);
	const struct area_image *i = load(&d, d.inside, "a.png");
	assert_non_null(i);
	assert_int_equal(i->format, AREA_IMAGE_PNG);
	assert_int_equal(i->width_px, 100);
	assert_int_equal(i->height_px, 50);
	/* 2835 dots a metre: 72 an inch */
	assert_in_range(i->width, 99 * DIM_PT, 101 * DIM_PT);
	assert_ptr_equal(i, load(&d, d.inside, "a.png"));
	const struct area_image *j = load(&d, d.inside, "b.jpg");
	assert_non_null(j);
	assert_int_equal(j->format, AREA_IMAGE_JPEG);
	/* 144 by 72 pixels at 144 dots an inch */
	assert_int_equal(j->width, 72 * DIM_PT);
	assert_int_equal(j->height, 36 * DIM_PT);
	assert_int_not_equal(i->number, j->number);
	folder_close(&d);
}

static void
other_folders_are_refused(void **state)
{
	(void)state;
	struct folder d = folder_open();
	write_file(d.outside, "a.png", png, sizeof png - 1);
	assert_null(load(&d, d.outside, "a.png"));
	assert_true(diag_has(d.f.diag, "PPL34"));
	/* nor by a link */
	char from[128], to[128];
	snprintf(from, sizeof from, "%s/a.png", d.outside);
	snprintf(to, sizeof to, "%s/link.png", d.inside);
	assert_int_equal(symlink(from, to), 0);
	assert_null(load(&d, d.inside, "link.png"));
	folder_close(&d);
}

static void
missing_and_damaged_images_are_told_once(void **state)
{
	(void)state;
	struct folder d = folder_open();
	assert_null(load(&d, d.inside, "none.png"));
	assert_true(diag_has(d.f.diag, "PPL33"));
	size_t before = diag_count(d.f.diag, DIAG_NOTE);
	assert_null(load(&d, d.inside, "none.png"));
	assert_int_equal(diag_count(d.f.diag, DIAG_NOTE), before);
	write_file(d.inside, "text.png", "no image", 8);
	assert_null(load(&d, d.inside, "text.png"));
	assert_true(diag_has(d.f.diag, "PPL35"));
	assert_null(lay_image_find(&d.f.lay, d.f.block, "http://example.org/a.png"));
	assert_null(lay_image_find(&d.f.lay, d.f.block, "a%00b"));
	folder_close(&d);
}

static void
every_prefix_of_a_file_is_survived(void **state)
{
	(void)state;
	struct folder d = folder_open();
	char name[32];
	for (size_t n = 0; n < sizeof png; n++) {
		snprintf(name, sizeof name, "p%zu", n);
		write_file(d.inside, name, png, n);
		load(&d, d.inside, name);
	}
	for (size_t n = 0; n < sizeof jpeg; n++) {
		snprintf(name, sizeof name, "j%zu", n);
		write_file(d.inside, name, jpeg, n);
		load(&d, d.inside, name);
	}
	assert_null(load(&d, d.inside, "p20"));
	assert_null(load(&d, d.inside, "j20"));
	folder_close(&d);
}

static void
data_uris_are_read(void **state)
{
	(void)state;
	struct fixture f = fixture_open("/><fo:block>");
	const struct area_image *i = lay_image_find(
		&f.lay, f.block,
		"url('data:image/svg+xml,%3Csvg%20xmlns=%22http://www.w3.org/2000/svg%22%20"
		"viewBox=%220%200%2030%2020%22/%3E')");
	assert_non_null(i);
	assert_int_equal(i->format, AREA_IMAGE_SVG);
	assert_int_equal(i->width, 30 * DIM_PT);
	assert_int_equal(i->height, 20 * DIM_PT);
	assert_null(lay_image_find(&f.lay, f.block, "data:"));
	assert_null(lay_image_find(&f.lay, f.block, "data:;base64,!!!!"));
	fixture_close(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(headers_tell_size_and_resolution),
		cmocka_unit_test(other_folders_are_refused),
		cmocka_unit_test(missing_and_damaged_images_are_told_once),
		cmocka_unit_test(every_prefix_of_a_file_is_survived),
		cmocka_unit_test(data_uris_are_read),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
