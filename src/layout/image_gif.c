/*
 * GIF: its first picture is read by giflib and written as PNG, so that no renderer need know it.
 *
 * A GIF is a screen and a list of records: extensions, one of which names the transparent colour,
 * and pictures, each a rectangle of the screen whose pixels are numbers of colours.  giflib is
 * asked record by record, for DGifSlurp would decode every picture of the file before it gives the
 * first.  What a file that breaks off has told is shown.
 */
#include "layout/image_gif.h"

#include "base/arena.h"

#include <gif_lib.h>
#include <png.h>
#include <stdint.h>
#include <string.h>

#define MAX_PIXELS ((size_t)1 << 25)

struct gif {
	const unsigned char *p, *end;
	bool in_pixels; /* they are blocks, each behind its length, a byte that is read alone */
	bool in_block;	/* the length has been read */
	uint32_t width, height; /* of the screen */
	int transparent;	/* number of a colour, or -1 */
	unsigned char *rgba;
};

bool
lay_gif_is(const unsigned char *data, size_t len)
{
	return len >= 6 && (memcmp(data, "GIF87a", 6) == 0 || memcmp(data, "GIF89a", 6) == 0);
}

/*
 * What giflib reads by.  It drops a block of pixels that the file has not all of, so the last one
 * is said to be as long as it is; behind the end there are empty ones.
 */
static int
read_bytes(GifFileType *file, GifByteType *to, int wanted)
{
	struct gif *g = file->UserData;
	size_t left = (size_t)(g->end - g->p), n = (size_t)wanted < left ? (size_t)wanted : left;

	memcpy(to, g->p, n);
	g->p += n;
	left -= n;
	if (!g->in_pixels)
		return (int)n;
	if (g->in_block) {
		g->in_block = false;
		return (int)n;
	}
	if (n == 0)
		*to = 0;
	else if (*to > left)
		*to = (GifByteType)left;
	g->in_block = *to > 0;
	return 1;
}

/* An extension; of the one that controls graphics, the transparent colour. */
static bool
read_extension(struct gif *g, GifFileType *file)
{
	GraphicsControlBlock control;
	GifByteType *block;
	int function;

	if (DGifGetExtension(file, &function, &block) == GIF_ERROR)
		return false;
	if (function == GRAPHICS_EXT_FUNC_CODE && block != NULL &&
	    DGifExtensionToGCB(block[0], block + 1, &control) == GIF_OK)
		g->transparent = control.TransparentColor;
	while (block != NULL)
		if (DGifGetExtensionNext(file, &block) == GIF_ERROR)
			return false;
	return true;
}

/* Up to the pixels of the first picture. */
static bool
find_picture(struct gif *g, GifFileType *file)
{
	GifRecordType type;

	while (DGifGetRecordType(file, &type) == GIF_OK) {
		if (type == IMAGE_DESC_RECORD_TYPE)
			/* The last byte read is the bits of a colour. */
			return DGifGetImageDesc(file) == GIF_OK && g->p[-1] > 0;
		if (type != EXTENSION_RECORD_TYPE || !read_extension(g, file))
			return false;
	}
	return false;
}

static void
put_pixel(struct gif *g, const ColorMapObject *colours, size_t x, size_t y, int colour)
{
	unsigned char *to = &g->rgba[(y * g->width + x) * 4];

	if (colour == g->transparent)
		return;
	if (colour < colours->ColorCount) {
		to[0] = colours->Colors[colour].Red;
		to[1] = colours->Colors[colour].Green;
		to[2] = colours->Colors[colour].Blue;
	}
	to[3] = 255;
}

/* A row, pixel by pixel, since of a line that fails giflib does not tell how far it came. */
static bool
read_row(struct gif *g, GifFileType *file, int row, bool *any)
{
	const GifImageDesc *picture = &file->Image;
	const ColorMapObject *colours = picture->ColorMap ? picture->ColorMap : file->SColorMap;

	for (int column = 0; column < picture->Width; column++) {
		size_t x = (size_t)picture->Left + (size_t)column;
		size_t y = (size_t)picture->Top + (size_t)row;
		GifPixelType colour;

		if (DGifGetLine(file, &colour, 1) == GIF_ERROR)
			return false;
		if (x < g->width && y < g->height)
			put_pixel(g, colours, x, y, colour);
		*any = true;
	}
	return true;
}

/* The pixels of the picture up to where they break off; false if there are none. */
static bool
read_pixels(struct gif *g, GifFileType *file)
{
	/* The passes of an interlaced picture; behind them the one of any other. */
	static const struct {
		int first, step;
	} passes[] = {{0, 8}, {4, 8}, {2, 4}, {1, 2}, {0, 1}};
	int from = file->Image.Interlace ? 0 : 4, to = file->Image.Interlace ? 4 : 5;
	bool any = false;

	g->in_pixels = true;
	for (int i = from; i < to; i++)
		for (int row = passes[i].first; row < file->Image.Height; row += passes[i].step)
			if (!read_row(g, file, row, &any))
				return any;
	return any;
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

/* The picture of an open file. */
static const unsigned char *
convert(struct arena *arena, struct gif *g, GifFileType *file, size_t *len)
{
	const unsigned char *png = NULL;
	struct arena *scratch;

	g->width = (uint32_t)file->SWidth;
	g->height = (uint32_t)file->SHeight;
	if (g->width == 0 || g->height == 0 || (size_t)g->width * g->height > MAX_PIXELS)
		return NULL;
	if (!find_picture(g, file) || (!file->Image.ColorMap && !file->SColorMap))
		return NULL;
	scratch = arena_new();
	g->rgba = arena_alloc(scratch, (size_t)g->width * g->height * 4);
	if (read_pixels(g, file))
		png = write_png(arena, scratch, g, len);
	arena_free(scratch);
	return png;
}

const unsigned char *
lay_gif_to_png(struct arena *arena, const unsigned char *data, size_t len, size_t *png_len)
{
	struct gif g = {.p = data, .end = data + len, .transparent = -1};
	const unsigned char *png;
	GifFileType *file;

	if (!lay_gif_is(data, len))
		return NULL;
	file = DGifOpen(&g, read_bytes, NULL);
	if (file == NULL)
		return NULL;
	png = convert(arena, &g, file, png_len);
	DGifCloseFile(file, NULL);
	return png;
}
