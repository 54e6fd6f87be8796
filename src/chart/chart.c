/* Charts: the room's public functions over the two kinds of chart there are. */
#include "chart/chart.h"

#include "base/arena.h"
#include "base/map.h"
#include "chart/effect.h"
#include "chart/gantt.h"

#include <assert.h>

struct chart *
chart_read(struct arena *arena, struct diag *diag, const struct diag_place *place, const char *xml,
	   size_t len)
{
	struct chart *chart = ARENA_NEW(arena, struct chart);

	chart->arena = arena;
	chart->diag = diag;
	if (place != NULL)
		chart->place = *place;
	return gantt_read(chart, xml, len) ? chart : NULL;
}

size_t
chart_layout(struct chart *chart, const struct chart_room *room,
	     const struct chart_measure *measure)
{
	struct gantt *g = &chart->gantt;

	chart->measure = *measure;
	chart->widths = map_new(chart->arena);
	chart->tiles.len = 0;
	if (g->theme.family == NULL || g->theme.family[0] == '\0')
		g->theme.family = room->font.family != NULL ? room->font.family : "Inter";
	if (g->lang == NULL || g->lang[0] == '\0')
		g->lang = room->lang != NULL ? room->lang : "en";
	if (chart->effect != NULL)
		return effect_layout(chart, room) ? chart->tiles.len : 0;
	/* It needs the language, and every tile bears it. */
	chart->alt = gantt_alt(chart);
	return gantt_slice(chart, room) ? chart->tiles.len : 0;
}

void
chart_tile_size(const struct chart *chart, size_t tile, dim *width, dim *height)
{
	assert(tile < chart->tiles.len);
	*width = chart->width;
	*height = chart->tiles.at[tile].height;
}

struct draw_list *
chart_draw(struct chart *chart, size_t tile, struct arena *arena)
{
	assert(tile < chart->tiles.len);
	if (chart->effect != NULL)
		return effect_draw(chart, arena);
	return gantt_tile_draw(chart, &chart->tiles.at[tile], arena);
}

const char *
chart_alt(const struct chart *chart)
{
	if (chart->effect != NULL)
		return chart->gantt.alt;
	return chart->alt;
}
