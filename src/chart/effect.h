/*
 * Effect chart: a measure over time, with its baseline, its target and what happened meanwhile.
 * Private to the room.
 */
#ifndef PP_CHART_EFFECT_H
#define PP_CHART_EFFECT_H

#include "base/date.h"
#include "base/vec.h"
#include "chart/gantt.h"

#define EFFECT_MAX 1000 /* points, and events */

struct effect_point {
	date on;
	double value;
	const char *label;
};

struct effect_event {
	date on;
	const char *label;
};

/* Theme, title, language and alternative text are those of chart->gantt. */
struct effect {
	date start; /* of the axis; the points when not given */
	date finish;
	double baseline; /* NAN: none */
	double target;
	const char *baseline_label;
	const char *target_label;
	dim height;
	struct {
		VEC(struct effect_point);
	} points; /* in order of their days */
	struct {
		VEC(struct effect_event);
	} events;
};

/* read_effect.c: the root element; false and a diagnostic. */
struct _xmlNode;
bool effect_read(struct chart *chart, const struct _xmlNode *root);

/* effect.c: one tile; false and a diagnostic if the room is too small. */
bool effect_layout(struct chart *chart, const struct chart_room *room);
struct draw_list *effect_draw(struct chart *chart, struct arena *arena);

#endif
