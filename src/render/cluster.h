/* Clusters: which glyphs of a run stand for which bytes of its text. Private to the room. */
#ifndef PP_RENDER_CLUSTER_H
#define PP_RENDER_CLUSTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct glyph;
struct glyph_run;

struct cluster {
	uint32_t begin; /* glyphs begin … end - 1, in visual order */
	uint32_t end;
	int drawn; /* of them, those that have an outline in the face */
	const char *text;
	size_t len;
};

/* The cluster whose first glyph, from the left, is `begin`. */
struct cluster cluster_from(const struct glyph_run *run, uint32_t begin);
/* The cluster whose last glyph is end - 1. */
struct cluster cluster_before(const struct glyph_run *run, uint32_t end);
/* Pango marks what has no glyph with bits above those of any face. */
bool glyph_is_drawn(const struct glyph *glyph);

#endif
