/* GIF to PNG, which the renderers know.  Private to the room. */
#ifndef PP_LAYOUT_IMAGE_GIF_H
#define PP_LAYOUT_IMAGE_GIF_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

bool lay_gif_is(const unsigned char *data, size_t len);
/* The first picture of a GIF file as PNG, in the arena, and its length; NULL if it is damaged. */
const unsigned char *
lay_gif_to_png(struct arena *arena, const unsigned char *data, size_t len, size_t *png_len);

#endif
