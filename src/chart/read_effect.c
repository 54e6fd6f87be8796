/*
 * Reading an effect chart:
 *
 *	<effect xmlns="urn:planpress:chart:1" title="Review yield" lang="en" alt="…" height="32mm"
 *	        start="2026-02-28" finish="2026-12-31"
 *	        baseline="31" baseline-label="baseline 31 %" target="60" target-label="target 60 %">
 *	  <point on="2026-04-30" value="34" label="34 %"/>
 *	  <event on="2026-04-20" label="pilot starts"/>
 *	</effect>
 *
 * Colours and font as of gantt, and good; start and finish of the axis; points and events in any
 * order.  The label of the last point is printed.
 */
#include "chart/effect.h"

#include "base/arena.h"
#include "chart/chart_diag.h"
#include "chart/read_value.h"

#include <libxml/tree.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A number, of either sign; NAN if there is none. */
static double
quantity(struct reader *r, const xmlNode *node, const char *name)
{
	const char *s = value_given(r, node, name);
	char *end;
	double value;

	if (s == NULL)
		return NAN;
	value = strtod(s, &end);
	if (*end != '\0' || !(fabs(value) <= 1e12)) {
		value_fail(r, CHART_DIAG_VALUE, name, s);
		return NAN;
	}
	return value;
}

static date
day(struct reader *r, const xmlNode *node, const char *name)
{
	const char *s = value_given(r, node, name);
	date d = s == NULL ? DATE_NONE : date_parse_time(s, NULL);

	if (d == DATE_NONE && s != NULL)
		value_fail(r, CHART_DIAG_VALUE, name, s);
	return d;
}

static void
read_point(struct reader *r, struct effect *e, const xmlNode *node)
{
	struct effect_point point = {.on = day(r, node, "on"),
				     .value = quantity(r, node, "value"),
				     .label = value_text(r, node, "label", "")};
	size_t i = e->points.len;

	if (point.on == DATE_NONE || isnan(point.value))
		return;
	VEC_PUSH(r->arena, &e->points, point);
	for (; i > 0 && e->points.at[i - 1].on > point.on; i--)
		e->points.at[i] = e->points.at[i - 1];
	e->points.at[i] = point;
}

static void
read_event(struct reader *r, struct effect *e, const xmlNode *node)
{
	struct effect_event event = {.on = day(r, node, "on"),
				     .label = value_text(r, node, "label", "")};
	size_t i = e->events.len;

	if (event.on == DATE_NONE)
		return;
	VEC_PUSH(r->arena, &e->events, event);
	for (; i > 0 && e->events.at[i - 1].on > event.on; i--)
		e->events.at[i] = e->events.at[i - 1];
	e->events.at[i] = event;
}

bool
effect_read(struct chart *chart, const struct _xmlNode *root)
{
	struct reader r = {.chart = chart, .arena = chart->arena};
	struct effect *e = ARENA_NEW(chart->arena, struct effect);

	value_theme(&r, root);
	chart->gantt.title = value_text(&r, root, "title", "");
	chart->gantt.lang = value_text(&r, root, "lang", NULL);
	chart->gantt.alt = value_text(&r, root, "alt", chart->gantt.title);
	e->height = value_length(&r, root, "height", MM(32));
	e->start = day(&r, root, "start");
	e->finish = day(&r, root, "finish");
	e->baseline = quantity(&r, root, "baseline");
	e->target = quantity(&r, root, "target");
	e->baseline_label = value_text(&r, root, "baseline-label", "");
	e->target_label = value_text(&r, root, "target-label", "");
	for (const xmlNode *c = root->children; c != NULL && !r.failed; c = c->next) {
		if (value_is(c, "point"))
			read_point(&r, e, c);
		else if (value_is(c, "event"))
			read_event(&r, e, c);
		if (e->points.len > EFFECT_MAX || e->events.len > EFFECT_MAX)
			value_fail(&r, CHART_DIAG_LIMIT, "1000 points or events", NULL);
	}
	if (!r.failed && e->points.len == 0)
		value_fail(&r, CHART_DIAG_NO_POINTS, NULL, NULL);
	chart->effect = e;
	return !r.failed;
}
