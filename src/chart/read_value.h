/*
 * Reading a chart: values of attributes.  Private to read*.c.
 *
 * Each takes a fallback for an attribute that is not there or empty; a wrong value is a diagnostic
 * and fails the reader.
 */
#ifndef PP_CHART_READ_VALUE_H
#define PP_CHART_READ_VALUE_H

#include "chart/chart_diag.h"
#include "chart/gantt.h"

struct map;
struct _xmlNode;

struct reader {
	struct chart *chart;
	struct arena *arena;
	struct map *rows; /* id → row number + 1 */
	bool failed;
};

void value_fail(struct reader *r, enum chart_diag id, const char *a, const char *b);
/* Is it this element of charts? */
bool value_is(const struct _xmlNode *node, const char *name);
/* The attribute in the arena, or fallback. */
const char *
value_text(struct reader *r, const struct _xmlNode *node, const char *name, const char *fallback);
/* The attribute in the arena, NULL if it is absent or empty. */
const char *value_given(struct reader *r, const struct _xmlNode *node, const char *name);
bool value_yes(struct reader *r, const struct _xmlNode *node, const char *name, bool fallback);
/* Index of the attribute's value in a NULL-terminated list; fallback if absent. */
int value_choice(struct reader *r, const struct _xmlNode *node, const char *name,
		 const char *const list[], int fallback);
int value_number(struct reader *r, const struct _xmlNode *node, const char *name, int fallback);
dim value_length(struct reader *r, const struct _xmlNode *node, const char *name, dim fallback);
struct colour value_colour(struct reader *r, const struct _xmlNode *node, const char *name,
			   struct colour fallback);
/* An instant; end: a bare day means the end of its work. */
minutes value_instant(struct reader *r, const struct _xmlNode *node, const char *name, bool end);
int value_clock(struct reader *r, const struct _xmlNode *node, const char *name, int fallback);
/* Colours and font, into the chart's theme. */
void value_theme(struct reader *r, const struct _xmlNode *node);

#endif
