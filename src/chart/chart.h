/*
 * Charts: elements of urn:planpress:chart:1 inside fo:instream-foreign-object, drawn.
 *
 *	struct chart *c = chart_read(arena, diag, &place, xml, len);
 *	size_t n = chart_layout(c, &room, &measure);
 *	for (size_t i = 0; i < n; i++) list = chart_draw(c, i, page_arena);
 *
 * A chart that does not fit the room is sliced into several tiles, each with its own heads and
 * table columns; rows are never cut.  The element carries every fact (rows, dates, links, holidays,
 * labels) as the stylesheet wrote it; this room knows no plan.
 */
#ifndef PP_CHART_CHART_H
#define PP_CHART_CHART_H

#include "base/diag.h"
#include "base/dim.h"
#include "chart/draw.h"

#include <stddef.h>

struct arena;
struct chart;

#define CHART_NS "urn:planpress:chart:1"

/* Text measurement, lent by layout. */
struct chart_measure {
	dim (*width)(void *ctx, const struct draw_font *font, const char *text, size_t len);
	void *ctx;
};

/* The room a tile may take. */
struct chart_room {
	dim width;
	dim height;	  /* of a page's full body */
	dim first_height; /* left on the current page; the first tile may use it */
	const char *lang;
	struct draw_font font; /* family and size inherited from the FO tree */
};

/* Parses one chart element; NULL and a diagnostic at place (lines count from the element). */
struct chart *chart_read(struct arena *arena, struct diag *diag, const struct diag_place *place,
			 const char *xml, size_t len);
/* Lays it out; the number of tiles, 0 and a diagnostic if the room is too small for one row.
 * measure is copied; its ctx must live until the last chart_draw. */
size_t chart_layout(struct chart *chart, const struct chart_room *room,
		    const struct chart_measure *measure);
/* Size of a tile after chart_layout; its drawing, in an arena of the caller's: of a thousand tiles
 * only those that are wanted stay. */
void chart_tile_size(const struct chart *chart, size_t tile, dim *width, dim *height);
struct draw_list *chart_draw(struct chart *chart, size_t tile, struct arena *arena);
/* Alternative text after chart_layout: what the chart says in words. */
const char *chart_alt(const struct chart *chart);

/* The diagnostic kinds of this room, for `planpress explain`. */
const struct diag_kind *chart_diag_rows(size_t *count);

#endif
