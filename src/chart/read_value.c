/*
 * Values of a chart's attributes: texts, numbers, lengths, colours, instants, and the theme.  A
 * wrong one is a diagnostic at the chart, and the chart is not drawn.
 */
#include "chart/read_value.h"

#include "base/arena.h"
#include "chart/chart_diag.h"

#include <libxml/tree.h>
#include <stdlib.h>
#include <string.h>

void
value_fail(struct reader *r, enum chart_diag id, const char *a, const char *b)
{
	diag_add(r->chart->diag, &chart_diags[id], &r->chart->place, a, b);
	r->failed = true;
}

bool
value_is(const xmlNode *node, const char *name)
{
	return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0 &&
	       node->ns != NULL && strcmp((const char *)node->ns->href, CHART_NS) == 0;
}

/* The attribute in the arena, or fallback. */
const char *
value_text(struct reader *r, const xmlNode *node, const char *name, const char *fallback)
{
	xmlChar *value = xmlGetNoNsProp(node, (const xmlChar *)name);
	const char *copy;

	if (value == NULL)
		return fallback;
	copy = arena_strdup(r->arena, (const char *)value);
	xmlFree(value);
	return copy;
}

const char *
value_given(struct reader *r, const xmlNode *node, const char *name)
{
	const char *s = value_text(r, node, name, "");

	return s[0] == '\0' ? NULL : s;
}

bool
value_yes(struct reader *r, const xmlNode *node, const char *name, bool fallback)
{
	const char *s = value_given(r, node, name);

	if (s == NULL)
		return fallback;
	if (strcmp(s, "yes") == 0)
		return true;
	if (strcmp(s, "no") != 0)
		value_fail(r, CHART_DIAG_VALUE, name, s);
	return false;
}

/* Index of the attribute's value in a NULL-terminated list; fallback if absent. */
int
value_choice(struct reader *r, const xmlNode *node, const char *name, const char *const list[],
	     int fallback)
{
	const char *s = value_given(r, node, name);

	if (s == NULL)
		return fallback;
	for (int i = 0; list[i] != NULL; i++) {
		if (strcmp(list[i], s) == 0)
			return i;
	}
	value_fail(r, CHART_DIAG_VALUE, name, s);
	return fallback;
}

int
value_number(struct reader *r, const xmlNode *node, const char *name, int fallback)
{
	const char *s = value_given(r, node, name);
	char *end;
	double value;

	if (s == NULL)
		return fallback;
	value = strtod(s, &end);
	if (*end != '\0' || !(value >= 0 && value <= 1e6)) {
		value_fail(r, CHART_DIAG_VALUE, name, s);
		return fallback;
	}
	return (int)value;
}

dim
value_length(struct reader *r, const xmlNode *node, const char *name, dim fallback)
{
	const char *s = value_given(r, node, name);
	char *unit;
	double value;
	dim d;

	if (s == NULL || strcmp(s, "auto") == 0)
		return fallback;
	value = strtod(s, &unit);
	if (unit == s || !(value > 0 && value < 1e5) ||
	    !dim_from_unit(value, unit, strlen(unit), &d)) {
		value_fail(r, CHART_DIAG_VALUE, name, s);
		return fallback;
	}
	return d;
}

struct colour
value_colour(struct reader *r, const xmlNode *node, const char *name, struct colour fallback)
{
	const char *s = value_given(r, node, name);

	if (s == NULL)
		return fallback;
	if (s[0] != '#' || strlen(s) != 7 || strspn(s + 1, "0123456789abcdefABCDEF") != 6) {
		value_fail(r, CHART_DIAG_VALUE, name, s);
		return fallback;
	}
	return gantt_rgb(strtoul(s + 1, NULL, 16));
}

/* An instant; end: a bare day means the end of its work. */
minutes
value_instant(struct reader *r, const xmlNode *node, const char *name, bool end)
{
	const char *s = value_given(r, node, name);
	minutes t;

	if (s == NULL)
		return MINUTES_NONE;
	t = minutes_parse(s);
	if (t == MINUTES_NONE)
		value_fail(r, CHART_DIAG_VALUE, name, s);
	else if (end && strchr(s, 'T') == NULL)
		t += r->chart->gantt.day_end;
	return t;
}

int
value_clock(struct reader *r, const xmlNode *node, const char *name, int fallback)
{
	const char *s = value_given(r, node, name);
	minutes t;

	if (s == NULL)
		return fallback;
	t = minutes_parse(arena_printf(r->arena, "1970-01-01T%s", s));
	if (t == MINUTES_NONE) {
		value_fail(r, CHART_DIAG_VALUE, name, s);
		return fallback;
	}
	return (int)t;
}

void
value_theme(struct reader *r, const xmlNode *node)
{
	struct gantt_theme *t = &r->chart->gantt.theme;

	t->ink = value_colour(r, node, "ink", gantt_rgb(0x1b2430));
	t->soft = value_colour(r, node, "soft", gantt_rgb(0x5b6675));
	t->line = value_colour(r, node, "line", gantt_rgb(0xc9d0d9));
	t->hair = value_colour(r, node, "hair", gantt_rgb(0xe3e8ee));
	t->shade = value_colour(r, node, "shade", gantt_rgb(0xeef1f4));
	t->weekend = value_colour(r, node, "weekend", gantt_rgb(0xf6f8fa));
	t->brand = value_colour(r, node, "brand", gantt_rgb(0x0f4c5c));
	t->warn = value_colour(r, node, "warn", gantt_rgb(0xb45309));
	t->good = value_colour(r, node, "good", gantt_rgb(0x1f6f4a));
	t->bad = value_colour(r, node, "bad", gantt_rgb(0xa4262c));
	t->baseline = value_colour(r, node, "baseline-colour", gantt_rgb(0xaab4c0));
	t->paper = value_colour(r, node, "paper", gantt_rgb(0xffffff));
	t->family = value_text(r, node, "font", NULL);
}
