/* Pixels: images decoded for a renderer that has no decoder of its own. Private to the room. */
#ifndef PP_RENDER_PIXELS_H
#define PP_RENDER_PIXELS_H

#include <stdbool.h>
#include <stddef.h>

struct area_image;
struct arena;

struct pixels {
	int width;
	int height;
	unsigned char *rgb;   /* 3 bytes a pixel, rows without padding */
	unsigned char *alpha; /* 1 byte a pixel; NULL: opaque */
};

/* A PNG at its own size, or an SVG drawn width_px wide; in arena. false and *reason if the image
 * cannot be decoded. */
bool pixels_decode(struct arena *arena, const struct area_image *image, int width_px,
		   struct pixels *pixels, const char **reason);

#endif
