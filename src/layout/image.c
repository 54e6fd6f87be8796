/*
 * Images: found, allowed, and their size read; loaded once for a run.
 *
 * PNG and JPEG are only looked at: a few bytes of header tell size and resolution, and the file
 * goes to the renderer as it is.  These headers are read here and not by libpng and libjpeg, whose
 * only way to say no is longjmp.  An image without resolution has 72 dots an inch, as in Apache
 * FOP.
 */
#include "layout/para.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/map.h"
#include "base/strbuf.h"
#include "layout/image_gif.h"
#include "layout/layout.h"
#include "layout/layout_diag.h"
#include "layout/svg.h"

#include <string.h>

#define IMAGE_LIMIT ((size_t)256 << 20)
#define MAX_SIDE    100000

struct entry {
	const struct area_image *image; /* NULL: it failed, and that has been said */
};

struct lay_images {
	struct map *by_source; /* path, data: URI or SVG text → struct entry */
	uint32_t count;
};

static struct lay_images *
images_of(struct lay *lay)
{
	if (lay->images == NULL) {
		lay->images = ARENA_NEW(lay->arena, struct lay_images);
		lay->images->by_source = map_new(lay->arena);
	}
	return lay->images;
}

/* ---- headers ---- */

static uint32_t
big_endian(const unsigned char *p, int bytes)
{
	uint32_t v = 0;
	for (int i = 0; i < bytes; i++)
		v = v << 8 | p[i];
	return v;
}

/* Pixels at dots an inch, as a length. */
static dim
pixels(int count, double dpi)
{
	return dim_from_pt(count * 72.0 / (dpi >= 1 ? dpi : 72.0));
}

static void
size_set(struct area_image *image, uint32_t width, uint32_t height, double dpi_x, double dpi_y)
{
	image->width_px = (int)width;
	image->height_px = (int)height;
	image->width = pixels(image->width_px, dpi_x);
	image->height = pixels(image->height_px, dpi_y);
}

/* PNG: IHDR comes first; pHYs, if any, before IDAT. */
static bool
png_read(struct area_image *image)
{
	const unsigned char *p = image->data;
	size_t len = image->data_len;
	if (len < 33 || memcmp(p, "\x89PNG\r\n\x1a\n", 8) != 0 || memcmp(p + 12, "IHDR", 4) != 0)
		return false;
	uint32_t width = big_endian(p + 16, 4), height = big_endian(p + 20, 4);
	double x = 72, y = 72;
	for (size_t at = 33; at + 12 <= len;) {
		uint32_t size = big_endian(p + at, 4);
		if (memcmp(p + at + 4, "IDAT", 4) == 0 || size > len - at - 12)
			break;
		if (memcmp(p + at + 4, "pHYs", 4) == 0 && size == 9 && p[at + 16] == 1) {
			x = big_endian(p + at + 8, 4) * 0.0254;
			y = big_endian(p + at + 12, 4) * 0.0254;
		}
		at += 12 + (size_t)size;
	}
	if (width == 0 || height == 0 || width > MAX_SIDE || height > MAX_SIDE)
		return false;
	image->format = AREA_IMAGE_PNG;
	size_set(image, width, height, x, y);
	return true;
}

/* JPEG: segments until a start of frame; JFIF tells the density. */
static bool
jpeg_read(struct area_image *image)
{
	const unsigned char *p = image->data;
	size_t len = image->data_len;
	double x = 72, y = 72;
	if (len < 4 || p[0] != 0xff || p[1] != 0xd8)
		return false;
	for (size_t at = 2; at + 9 <= len;) {
		unsigned char marker = p[at + 1];
		if (p[at] != 0xff)
			return false;
		if (marker == 0xff) {
			at++;
			continue;
		}
		size_t size = big_endian(p + at + 2, 2);
		if (size < 2 || size + 2 > len - at)
			return false;
		if (marker == 0xe0 && size >= 14 && memcmp(p + at + 4, "JFIF", 5) == 0) {
			double unit = p[at + 11] == 1 ? 1 : p[at + 11] == 2 ? 2.54 : 0;
			if (unit > 0) {
				x = big_endian(p + at + 12, 2) * unit;
				y = big_endian(p + at + 14, 2) * unit;
			}
		}
		/* SOF0 … SOF15, but DHT, JPG and DAC among them. */
		if (marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 &&
		    marker != 0xcc) {
			uint32_t height = big_endian(p + at + 5, 2);
			uint32_t width = big_endian(p + at + 7, 2);
			image->format = AREA_IMAGE_JPEG;
			size_set(image, width, height, x, y);
			return width > 0 && height > 0;
		}
		at += 2 + size;
	}
	return false;
}

/* GIF: to PNG, with a dot for a point. */
static bool
gif_read(struct arena *arena, struct area_image *image)
{
	size_t len;
	const unsigned char *png = lay_gif_to_png(arena, image->data, image->data_len, &len);

	if (png == NULL)
		return false;
	image->data = png;
	image->data_len = len;
	return png_read(image);
}

static bool
svg_read(struct arena *arena, struct area_image *image)
{
	const char *s = (const char *)image->data;
	size_t head = image->data_len < 4096 ? image->data_len : 4096;
	if (memmem(s, head, "<svg", 4) == NULL && memmem(s, head, ":svg", 4) == NULL)
		return false;
	const struct svg *svg = svg_open(arena, image->data, image->data_len);
	if (svg == NULL)
		return false;
	double width, height;
	svg_size(svg, &width, &height);
	image->format = AREA_IMAGE_SVG;
	image->svg = svg;
	image->width = dim_from_pt(width);
	image->height = dim_from_pt(height);
	return image->width > 0 && image->height > 0;
}

static const struct area_image *
image_new(struct lay *lay, const char *name, const char *data, size_t len)
{
	struct area_image *image = ARENA_NEW(lay->arena, struct area_image);
	*image = (struct area_image){
		.name = name, .data = (const unsigned char *)data, .data_len = len};
	if (!png_read(image) && !jpeg_read(image) && !gif_read(lay->arena, image) &&
	    !svg_read(lay->arena, image))
		return NULL;
	image->number = ++images_of(lay)->count;
	return image;
}

/* ---- sources ---- */

static int
hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if ((c | 32) >= 'a' && (c | 32) <= 'f')
		return (c | 32) - 'a' + 10;
	return -1;
}

/* %20 and its like; stops nowhere, copies what is no escape. */
static char *
percent_decode(struct arena *arena, const char *s, size_t len, size_t *out_len)
{
	char *out = arena_alloc(arena, len + 1);
	size_t n = 0;
	for (size_t i = 0; i < len; i++) {
		if (s[i] == '%' && i + 2 < len + 0 && hex(s[i + 1]) >= 0 && hex(s[i + 2]) >= 0) {
			out[n++] = (char)(hex(s[i + 1]) * 16 + hex(s[i + 2]));
			i += 2;
		} else {
			out[n++] = s[i];
		}
	}
	*out_len = n;
	return out;
}

static char *
base64_decode(struct arena *arena, const char *s, size_t len, size_t *out_len)
{
	static const char digits[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	char *out = arena_alloc(arena, len / 4 * 3 + 4);
	size_t n = 0;
	uint32_t bits = 0;
	int have = 0;
	for (size_t i = 0; i < len && s[i] != '='; i++) {
		const char *d = s[i] != '\0' ? strchr(digits, s[i]) : NULL;
		if (d == NULL)
			continue; /* white space */
		bits = bits << 6 | (uint32_t)(d - digits);
		have += 6;
		if (have >= 8) {
			have -= 8;
			out[n++] = (char)(bits >> have & 0xff);
		}
	}
	*out_len = n;
	return out;
}

/* data:[type][;base64],… */
static const char *
data_uri(struct arena *arena, const char *src, size_t *len)
{
	const char *comma = strchr(src, ',');
	if (comma == NULL)
		return NULL;
	const char *mark = memmem(src, (size_t)(comma - src), ";base64", 7);
	if (mark != NULL)
		return base64_decode(arena, comma + 1, strlen(comma + 1), len);
	return percent_decode(arena, comma + 1, strlen(comma + 1), len);
}

/* url("…") to what is inside. */
static const char *
strip_url(struct arena *arena, const char *src)
{
	size_t len = strlen(src);
	while (len > 0 && (src[len - 1] == ' ' || src[len - 1] == '\n'))
		len--;
	while (len > 0 && (*src == ' ' || *src == '\n')) {
		src++;
		len--;
	}
	if (len > 5 && strncmp(src, "url(", 4) == 0 && src[len - 1] == ')') {
		src += 4;
		len -= 5;
	}
	if (len >= 2 && (*src == '\'' || *src == '"') && src[len - 1] == *src) {
		src++;
		len -= 2;
	}
	return arena_strndup(arena, src, len);
}

static void
complain(struct lay *lay, const struct fo_node *node, enum layout_diag id, const char *src,
	 const char *why)
{
	struct diag_place place = fo_place(lay->doc, lay->arena, node);
	char *name = arena_printf(lay->arena, "%.60s%s", src, strlen(src) > 60 ? "…" : "");
	diag_add(lay->diag, &layout_diags[id], &place, name, why);
}

/* A plan's document must not lack a picture; other FO is formatted without it. */
static enum layout_diag
no_image(const struct lay *lay)
{
	return lay_is_strict(lay) ? LAYOUT_DIAG_NO_IMAGE : LAYOUT_DIAG_NO_IMAGE_MAYBE;
}

/* The same for a picture of an unknown kind. */
static void
complain_format(struct lay *lay, const struct fo_node *node, const char *src)
{
	enum layout_diag id = no_image(lay);

	if (id == LAYOUT_DIAG_NO_IMAGE)
		complain(lay, node, id, src, "it is neither PNG, JPEG, GIF nor SVG");
	else
		complain(lay, node, LAYOUT_DIAG_IMAGE_FORMAT, src, NULL);
}

/* The file a source names; NULL and a diagnostic if it may not be read. */
static const char *
image_path(struct lay *lay, const struct fo_node *node, const char *src)
{
	const char *base = fo_base_dir(lay->doc);
	size_t len;
	if (strncmp(src, "file:", 5) == 0) {
		src += 5;
		if (strncmp(src, "//", 2) == 0)
			src = strchrnul(src + 2, '/');
	} else if (strstr(src, "://") != NULL) {
		complain(lay, node, no_image(lay), src, "nothing is fetched from the network");
		return NULL;
	}
	const char *name = percent_decode(lay->arena, src, strlen(src), &len);
	if (strlen(name) != len || len == 0) {
		complain(lay, node, no_image(lay), src, "not a file name");
		return NULL;
	}
	const char *path =
		name[0] == '/' || base == NULL ? name : file_join(lay->arena, base, name);
	if (!file_exists(path)) {
		complain(lay, node, no_image(lay), src, "there is no such file");
		return NULL;
	}
	if (!file_is_regular(path)) { /* a pipe or a device may never end */
		complain(lay, node, no_image(lay), src, "it is not an ordinary file");
		return NULL;
	}
	const struct layout_options *o = lay->options;
	if (o != NULL && o->images_anywhere)
		return path;
	size_t count = 0, allowed = o != NULL ? o->allow_count : 0;
	const char **dirs = ARENA_ARRAY(lay->arena, allowed + 1, const char *);
	dirs[count++] = base != NULL && base[0] != '\0' ? base : ".";
	for (size_t i = 0; i < allowed; i++)
		dirs[count++] = o->allow_paths[i];
	if (!file_is_below(path, dirs, count)) {
		complain(lay, node, LAYOUT_DIAG_IMAGE_OUTSIDE, src, NULL);
		return NULL;
	}
	return path;
}

/* Does the file claim to be of a format that is read? */
static bool
is_known(const char *data, size_t len)
{
	return (len >= 4 && memcmp(data, "\x89PNG", 4) == 0) ||
	       (len >= 2 && memcmp(data, "\xff\xd8", 2) == 0) ||
	       lay_gif_is((const unsigned char *)data, len) ||
	       memmem(data, len < 4096 ? len : 4096, "<svg", 4) != NULL;
}

static const char *
why_unread(const char *data, size_t len)
{
	bool svg = len > 0 && (data[0] & 0x80) == 0;

	return svg && !svg_installed() ? "librsvg, which reads SVG, is not installed"
				       : "it is damaged";
}

static const struct area_image *
image_load(struct lay *lay, const struct fo_node *node, const char *src)
{
	const char *data, *name = src;
	size_t len = 0;
	if (strncmp(src, "data:", 5) == 0) {
		data = data_uri(lay->arena, src, &len);
		name = "data:";
	} else {
		const char *path = image_path(lay, node, src);
		if (path == NULL)
			return NULL;
		data = file_slurp(lay->arena, lay->diag, path, IMAGE_LIMIT, &len);
		if (data == NULL)
			return NULL;
	}
	const struct area_image *image = data != NULL ? image_new(lay, name, data, len) : NULL;
	if (image == NULL && data != NULL && is_known(data, len))
		complain(lay, node, no_image(lay), src, why_unread(data, len));
	else if (image == NULL)
		complain_format(lay, node, src);
	return image;
}

const struct area_image *
lay_image_find(struct lay *lay, const struct fo_node *node, const char *src)
{
	struct lay_images *images = images_of(lay);
	src = strip_url(lay->arena, src);
	struct entry *entry = map_find(images->by_source, src);
	if (entry == NULL) {
		entry = ARENA_NEW(lay->arena, struct entry);
		entry->image = image_load(lay, node, src);
		map_put(images->by_source, src, entry);
	}
	return entry->image;
}

const struct area_image *
lay_image_svg(struct lay *lay, const struct fo_node *node)
{
	struct lay_images *images = images_of(lay);
	struct entry *entry = map_find_n(images->by_source, node->text, node->text_len);
	if (entry == NULL) {
		entry = ARENA_NEW(lay->arena, struct entry);
		/* A sequence's text goes with its pages, the image stays for the run. */
		const char *text = arena_strndup(lay->arena, node->text, node->text_len);
		entry->image = image_new(lay, "svg", text, node->text_len);
		if (entry->image == NULL)
			complain_format(lay, node, "SVG");
		map_put_n(images->by_source, node->text, node->text_len, entry);
	}
	return entry->image;
}
