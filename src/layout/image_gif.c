/*
 * GIF: its first picture is decoded here and written as PNG, so that no renderer need know it.
 *
 * A GIF is a screen and a list of blocks: extensions, one of which names the transparent colour,
 * and pictures, each a rectangle of the screen whose pixels are numbers of colours, packed by LZW:
 * a code is a colour, or stands for a text of colours met before.  What a file that breaks off has
 * told is shown.  libgif was not chosen: it decodes every picture of the file before it gives the
 * first, and what is read here is a page of code.
 */
#include "layout/image_gif.h"

#include "base/arena.h"

#include <png.h>
#include <stdint.h>
#include <string.h>

#define MAX_PIXELS ((size_t)1 << 25)
#define MAX_CODES  4096

struct gif {
	const unsigned char *p, *end;
	uint32_t width, height;		/* of the screen */
	uint32_t left, top, wide, high; /* of the picture on it */
	bool interlaced;
	const unsigned char *colours; /* three bytes each */
	uint32_t colour_count;
	int transparent; /* number of a colour, or -1 */
	/* LZW. */
	uint32_t bits;
	int bit_count;
	uint32_t block_left; /* bytes of the sub-block being read */
	/* Where the next pixel goes. */
	uint32_t x, y;
	int pass; /* of an interlaced picture */
	unsigned char *rgba;
};

static uint32_t
little_endian(const unsigned char *p)
{
	return p[0] | (uint32_t)p[1] << 8;
}

bool
lay_gif_is(const unsigned char *data, size_t len)
{
	return len >= 6 && (memcmp(data, "GIF87a", 6) == 0 || memcmp(data, "GIF89a", 6) == 0);
}

/* A table of colours, if the flags announce one. */
static bool
read_colours(struct gif *g, unsigned char flags)
{
	uint32_t count = 2u << (flags & 7);

	if (!(flags & 0x80))
		return true;
	if ((size_t)(g->end - g->p) < (size_t)count * 3)
		return false;
	g->colours = g->p;
	g->colour_count = count;
	g->p += (size_t)count * 3;
	return true;
}

static void
skip_blocks(struct gif *g)
{
	while (g->p < g->end && *g->p != 0) {
		size_t size = (size_t)*g->p + 1;

		g->p = size < (size_t)(g->end - g->p) ? g->p + size : g->end;
	}
	if (g->p < g->end)
		g->p++;
}

/* Up to the data of the first picture. */
static bool
find_picture(struct gif *g)
{
	while (g->end - g->p >= 10) {
		const unsigned char *p = g->p;

		if (p[0] == 0x2c) {
			g->left = little_endian(p + 1);
			g->top = little_endian(p + 3);
			g->wide = little_endian(p + 5);
			g->high = little_endian(p + 7);
			g->interlaced = (p[9] & 0x40) != 0;
			g->p += 10;
			return read_colours(g, p[9]) && g->colours != NULL && g->wide > 0;
		}
		if (p[0] != 0x21)
			return false;
		if (p[1] == 0xf9 && p[2] == 4)
			g->transparent = p[3] & 1 ? p[6] : -1;
		g->p += 2;
		skip_blocks(g);
	}
	return false;
}

/* ---- pixels ---- */

static void
next_row(struct gif *g)
{
	static const struct {
		uint32_t first, step;
	} passes[] = {{0, 8}, {4, 8}, {2, 4}, {1, 2}};

	g->x = 0;
	if (!g->interlaced) {
		g->y++;
		return;
	}
	g->y += passes[g->pass].step;
	while (g->y >= g->high && g->pass < 3)
		g->y = passes[++g->pass].first;
}

static void
put_pixel(struct gif *g, unsigned colour)
{
	uint32_t x = g->left + g->x, y = g->top + g->y;

	if (x < g->width && y < g->height && g->y < g->high && (int)colour != g->transparent) {
		unsigned char *to = &g->rgba[((size_t)y * g->width + x) * 4];

		if (colour < g->colour_count)
			memcpy(to, g->colours + (size_t)colour * 3, 3);
		to[3] = 255;
	}
	if (++g->x == g->wide)
		next_row(g);
}

/* ---- LZW ---- */

/* The next code of so many bits; -1 at the end of the data. */
static int
next_code(struct gif *g, int size)
{
	while (g->bit_count < size) {
		if (g->p >= g->end)
			return -1;
		if (g->block_left == 0) {
			g->block_left = *g->p++;
			if (g->block_left == 0)
				return -1;
			continue;
		}
		g->bits |= (uint32_t)*g->p++ << g->bit_count;
		g->bit_count += 8;
		g->block_left--;
	}
	int code = (int)(g->bits & ((1u << size) - 1));
	g->bits >>= size;
	g->bit_count -= size;
	return code;
}

struct codes {
	int clear; /* also the number of colours */
	int next;  /* the code to be given to the next text */
	int size;  /* bits */
	int last;  /* the code before; -1: none */
	uint16_t prefix[MAX_CODES];
	uint8_t suffix[MAX_CODES];
	uint8_t text[MAX_CODES + 1]; /* of a code, last colour first */
};

static void
codes_clear(struct codes *c, int colour_bits)
{
	c->next = c->clear + 2;
	c->size = colour_bits + 1;
	c->last = -1;
}

/* Puts the text of a code, and gives the one before with this one's first colour a code. */
static bool
put_code(struct gif *g, struct codes *c, int code)
{
	int at = code, n = 0;

	if (code > c->next || (code == c->next && c->last < 0) || (c->last < 0 && code >= c->clear))
		return false;
	if (code == c->next) { /* it ends with its own first colour, known below */
		at = c->last;
		n = 1;
	}
	for (; at >= c->clear; at = c->prefix[at])
		c->text[n++] = c->suffix[at];
	c->text[n++] = (uint8_t)at;
	if (code == c->next)
		c->text[0] = (uint8_t)at;
	while (n > 0)
		put_pixel(g, c->text[--n]);
	if (c->last >= 0 && c->next < MAX_CODES) {
		c->prefix[c->next] = (uint16_t)c->last;
		c->suffix[c->next] = (uint8_t)at;
		c->next++;
		if (c->next == 1 << c->size && c->size < 12)
			c->size++;
	}
	c->last = code;
	return true;
}

static bool
decode(struct gif *g, struct arena *scratch)
{
	struct codes *c = ARENA_NEW(scratch, struct codes);
	bool any = false;
	int colour_bits;

	if (g->p >= g->end || *g->p < 1 || *g->p > 8)
		return false;
	colour_bits = *g->p++;
	c->clear = 1 << colour_bits;
	codes_clear(c, colour_bits);
	for (;;) {
		int code = next_code(g, c->size);

		if (code < 0 || code == c->clear + 1)
			return any;
		if (code == c->clear)
			codes_clear(c, colour_bits);
		else if (!put_code(g, c, code))
			return any;
		else
			any = true;
	}
}

/* ---- PNG ---- */

static const unsigned char *
write_png(struct arena *arena, struct arena *scratch, const struct gif *g, size_t *len)
{
	png_image image = {.version = PNG_IMAGE_VERSION,
			   .width = g->width,
			   .height = g->height,
			   .format = PNG_FORMAT_RGBA};
	png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(image);
	unsigned char *most = arena_alloc(scratch, size);

	if (!png_image_write_to_memory(&image, most, &size, 0, g->rgba, 0, NULL))
		return NULL;
	*len = size;
	return memcpy(arena_alloc(arena, size), most, size);
}

const unsigned char *
lay_gif_to_png(struct arena *arena, const unsigned char *data, size_t len, size_t *png_len)
{
	struct gif g = {.p = data + 13, .end = data + len, .transparent = -1};
	const unsigned char *png = NULL;
	struct arena *scratch;

	if (!lay_gif_is(data, len) || len < 13)
		return NULL;
	g.width = little_endian(data + 6);
	g.height = little_endian(data + 8);
	if (g.width == 0 || g.height == 0 || (size_t)g.width * g.height > MAX_PIXELS)
		return NULL;
	if (!read_colours(&g, data[10]) || !find_picture(&g))
		return NULL;
	scratch = arena_new();
	g.rgba = arena_alloc(scratch, (size_t)g.width * g.height * 4);
	if (decode(&g, scratch))
		png = write_png(arena, scratch, &g, png_len);
	arena_free(scratch);
	return png;
}
