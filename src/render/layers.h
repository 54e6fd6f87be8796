/*
 * Layers: rectangles and words held back, so that few calls paint many of them.
 *
 * A page paints backgrounds, rules and words by turns, cell by cell.  Where they do not touch, the
 * turns do not show: rectangles sink into a layer below the words, where those of one colour meet
 * in one call, and words follow one another undisturbed.  The picture is always that of the walk's
 * order: a rectangle that would lie over what is there stays above it.  Private to the walk.
 */
#ifndef PP_RENDER_LAYERS_H
#define PP_RENDER_LAYERS_H

#include "base/geom.h"

#include <stddef.h>
#include <stdint.h>

struct font;
struct render_word;
struct walk;

#define LAYERS_BANDS 128 /* strips of the page, to find what lies near */

/* The mark something belongs into: an artifact's type or a leaf; both NULL unless marks are wanted.
 */
struct layer_mark {
	const char *artifact;
	const void *leaf;
	const char *leaf_type;
};

struct layers {
	struct layer_items {
		struct layer_item *at;
		size_t len, cap;
	} items;
	struct layer_groups {
		struct layer_group *at;
		size_t len, cap;
	} groups; /* of rectangles of one colour on one level */
	struct layer_texts {
		struct layer_text *at;
		size_t len, cap;
	} texts; /* above all rectangles */
	struct layer_nodes {
		struct layer_node *at;
		size_t len, cap;
	} nodes;
	uint32_t band[LAYERS_BANDS + 1]; /* node + 1 of the first item in it; the last: tall items
					  */
};

/* Fills a rectangle, some time before layers_flush ends.  artifact: as for walk_mark. */
void layers_rect(struct walk *w, const char *artifact, struct rect r, struct colour colour);
/* Sets words, which must stay where they are until then. */
void layers_words(struct walk *w, const char *artifact, const struct font *font,
		  struct colour colour, double y, const struct render_word *words, size_t count);
/* Paints what is held back: before anything else is painted or a graphics state changes. */
void layers_flush(struct walk *w);

#endif
