/*
 * SVG: librsvg behind five functions, loaded when the first SVG comes.
 *
 *	const struct svg *svg = svg_open(arena, data, len);	NULL: it is none
 *	svg_size(svg, &width, &height);				in points
 *	svg_draw(svg, cr, width, height);
 *
 * Most documents have none.  Loading librsvg at every start took as long as validating a plan.
 */
#ifndef PP_LAYOUT_SVG_H
#define PP_LAYOUT_SVG_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct svg;
struct _cairo;

/* Is librsvg there? */
bool svg_installed(void);
/* Reads an SVG, which then lives in the arena; it loads nothing but data: URIs.  NULL if it is
 * damaged, or if librsvg is not installed. */
const struct svg *svg_open(struct arena *arena, const void *data, size_t len);
/* Its own size, else that of its view box, else CSS's 300 by 150. */
void svg_size(const struct svg *svg, double *width, double *height);
/* Paints it into width by height at cairo's origin; false if librsvg cannot. */
bool svg_draw(const struct svg *svg, struct _cairo *cr, double width, double height);

#endif
