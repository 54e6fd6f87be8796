/*
 * Widths of columns (XSL 1.1 §6.7.3, CSS 2.1 §17.5.2).
 *
 * Fixed layout looks at the columns and the first row only: lengths and percentages first, the rest
 * by proportional-column-width; a column without width counts as proportional-column-width(1).
 *
 * Automatic layout looks once at every cell: how narrow its content can be set (the longest part
 * that does not break) and how wide it would like to be (everything on one line).  A column is at
 * least as wide as its widest minimum; what is left over goes to the columns by how far each is
 * from its maximum, so that a column of numbers gets what it needs before a column of prose gets
 * more. A table without width of its own is no wider than its maxima ask for.
 *
 * Two departures from the letter: a table that asks for fixed layout and gives no width is set in
 * the full measure, and so is one with proportional columns whatever it asks for.  The
 * Recommendation would have both automatic, where proportions are not permitted; documents that
 * write them mean them.
 */
#include "layout/table_grid.h"

#include "base/arena.h"
#include "base/vec.h"
#include "layout/flow.h"
#include "layout/table.h"

enum kind { WIDTH_AUTO, WIDTH_FIXED, WIDTH_PERCENT, WIDTH_PROPORTIONAL };

/* What is known of a column. */
struct spec {
	enum kind kind;
	double number; /* 0.5 of 50 %, or the argument of proportional-column-width */
	dim length;    /* fixed width; what is added to percentages and proportions */
	dim min;
	dim max;
	dim width;
};

/* What cells that span columns ask for: one entry for each pair of first column and span. */
struct span {
	uint32_t column;
	uint32_t count;
	dim min;
	dim max;
};

struct widths {
	struct lay_table *t;
	struct spec *at;
	uint32_t count;
	struct {
		VEC(struct span);
	} spans;
	struct arena *arena; /* of what is needed only here */
};

/* ---- the columns there are ---- */

static void
add_columns(struct lay_table *t, const struct fo_node **nodes, uint32_t *count)
{
	uint32_t next = 0;

	for (const struct fo_node *n = t->node->first_child; n != NULL; n = n->next) {
		const struct fo_value *number;
		uint32_t repeat;

		if (n->object != FO_TABLE_COLUMN)
			continue;
		number = fo_value(n, FO_PROP_COLUMN_NUMBER);
		if (number->kind == FO_VALUE_NUMBER && number->specified)
			next = (uint32_t)lay_table_number(n, FO_PROP_COLUMN_NUMBER) - 1;
		repeat = (uint32_t)lay_table_number(n, FO_PROP_NUMBER_COLUMNS_REPEATED);
		for (uint32_t i = 0; i < repeat && next < LAY_MAX_COLUMNS; i++)
			nodes[next++] = n;
		if (next > *count)
			*count = next;
	}
}

/* As many columns as the cells of a section lie in. */
static void
count_section(const struct fo_node *section, struct arena *scratch, uint32_t *count)
{
	struct lay_cursor cursor = lay_cursor_of(section);
	const struct lay_group *g;

	while ((g = lay_grid_next(&cursor, scratch, 0, false)) != NULL) {
		for (uint32_t i = 0; i < g->cell_count; i++) {
			uint32_t end = g->cells[i].column + g->cells[i].column_count;

			if (end > *count)
				*count = end;
		}
		arena_reset(scratch);
	}
}

static void
find_columns(struct lay_table *t, struct arena *arena)
{
	struct arena *scratch = arena_new();
	const struct fo_node **nodes = ARENA_ARRAY(arena, LAY_MAX_COLUMNS, const struct fo_node *);
	uint32_t count = 0;

	add_columns(t, nodes, &count);
	count_section(lay_table_section(t->node, FO_TABLE_HEADER), scratch, &count);
	count_section(lay_table_section(t->node, FO_TABLE_FOOTER), scratch, &count);
	for (const struct fo_node *b = lay_table_body(t->node, NULL); b != NULL;
	     b = lay_table_body(t->node, b))
		count_section(b, scratch, &count);
	arena_free(scratch);
	if (count == 0)
		count = 1;
	t->column_count = count;
	t->columns = ARENA_ARRAY(t->arena, count, struct lay_column);
	for (uint32_t i = 0; i < count; i++)
		t->columns[i].node = nodes[i];
}

/* ---- what widths are given ---- */

/* The width that a table or cell asks for. */
static bool
given_width(const struct fo_node *node, dim base, dim *width)
{
	const struct fo_value *v = fo_value(node, FO_PROP_INLINE_PROGRESSION_DIMENSION);

	if (v->kind == FO_VALUE_RANGE)
		v = &v->u.range->optimum;
	if (v->kind != FO_VALUE_DIM && v->kind != FO_VALUE_PERCENT)
		return false;
	*width = dim_max(0, fo_value_dim(v, base, 0));
	return true;
}

static void
read_spec(const struct lay_column *c, struct spec *s)
{
	const struct fo_value *v;

	if (c->node == NULL)
		return;
	v = fo_value(c->node, FO_PROP_COLUMN_WIDTH);
	switch (v->kind) {
	case FO_VALUE_DIM:
		s->kind = WIDTH_FIXED;
		s->length = dim_max(0, v->u.dim);
		break;
	case FO_VALUE_PERCENT:
		s->kind = WIDTH_PERCENT;
		s->number = v->u.number;
		s->length = v->extra;
		break;
	case FO_VALUE_COLUMNS:
		s->kind = WIDTH_PROPORTIONAL;
		s->number = v->u.number > 0 ? v->u.number : 0;
		s->length = v->extra;
		break;
	default:
		break;
	}
}

/* ---- what the cells ask for ---- */

/* Borders, padding and separation at both sides of a cell's content. */
static dim
side_pads(const struct lay_table *t, const struct fo_node *cell)
{
	dim pads = t->separation_ipd;

	for (int e = FO_START; e <= FO_END; e++) {
		dim border = fo_border(cell, (enum fo_edge)e).width;

		pads = dim_add(pads, t->collapse ? border / 2 : border);
		pads = dim_add(pads, fo_padding(cell, (enum fo_edge)e, t->ipd, NULL));
	}
	return pads;
}

static void
add_span(struct widths *w, const struct lay_cell *c, dim min, dim max)
{
	for (size_t i = 0; i < w->spans.len; i++) {
		struct span *s = &w->spans.at[i];

		if (s->column != c->column || s->count != c->column_count)
			continue;
		s->min = dim_max(s->min, min);
		s->max = dim_max(s->max, max);
		return;
	}
	VEC_PUSH(w->arena, &w->spans,
		 ((struct span){
			 .column = c->column, .count = c->column_count, .min = min, .max = max}));
}

static void
measure_cell(struct widths *w, const struct lay_cell *c)
{
	dim pads = side_pads(w->t, c->node);
	dim min = 0;
	dim max = 0;
	dim given;

	lay_items_width(w->t->lay, c->node, &min, &max);
	if (given_width(c->node, w->t->ipd, &given))
		max = dim_max(min, given);
	max = dim_max(min, max);
	min = dim_add(min, pads);
	max = dim_add(max, pads);
	if (c->column_count > 1) {
		add_span(w, c, min, max);
		return;
	}
	w->at[c->column].min = dim_max(w->at[c->column].min, min);
	w->at[c->column].max = dim_max(w->at[c->column].max, max);
}

static void
measure_section(struct widths *w, const struct fo_node *section, struct arena *scratch)
{
	struct lay_cursor cursor = lay_cursor_of(section);
	const struct lay_group *g;

	while ((g = lay_grid_next(&cursor, scratch, w->count, false)) != NULL) {
		for (uint32_t i = 0; i < g->cell_count; i++)
			measure_cell(w, &g->cells[i]);
		arena_reset(scratch);
	}
}

static void
measure_table(struct widths *w)
{
	struct arena *scratch = arena_new();
	const struct fo_node *table = w->t->node;

	measure_section(w, lay_table_section(table, FO_TABLE_HEADER), scratch);
	measure_section(w, lay_table_section(table, FO_TABLE_FOOTER), scratch);
	for (const struct fo_node *b = lay_table_body(table, NULL); b != NULL;
	     b = lay_table_body(table, b))
		measure_section(w, b, scratch);
	arena_free(scratch);
}

/* Adds what a span is short of to its columns, to those without fixed width if there are any, by
 * their maxima. */
static void
spread(struct widths *w, const struct span *s, bool minimum)
{
	int64_t have = 0;
	int64_t weight = 0;
	int64_t wish = minimum ? s->min : s->max;
	uint32_t open = 0;

	for (uint32_t i = s->column; i < s->column + s->count; i++) {
		have += minimum ? w->at[i].min : w->at[i].max;
		if (w->at[i].kind != WIDTH_FIXED) {
			open++;
			weight += w->at[i].max;
		}
	}
	if (have >= wish)
		return;
	for (uint32_t i = s->column; i < s->column + s->count; i++) {
		struct spec *c = &w->at[i];
		dim *value = minimum ? &c->min : &c->max;
		dim more;

		if (open > 0 && c->kind == WIDTH_FIXED)
			continue;
		if (open == 0)
			more = (dim)((wish - have) / s->count);
		else if (weight == 0)
			more = (dim)((wish - have) / open);
		else
			more = dim_scale((dim)(wish - have), c->max, weight);
		*value = dim_add(*value, more);
	}
}

static void
settle_specs(struct widths *w)
{
	for (uint32_t i = 0; i < w->count; i++) {
		struct spec *c = &w->at[i];

		if (c->kind == WIDTH_FIXED) {
			c->min = dim_max(c->min, c->length);
			c->max = c->min;
		}
	}
	for (size_t i = 0; i < w->spans.len; i++) {
		spread(w, &w->spans.at[i], false);
		spread(w, &w->spans.at[i], true);
	}
	for (uint32_t i = 0; i < w->count; i++)
		w->at[i].max = dim_max(w->at[i].min, w->at[i].max);
}

/* ---- how wide the table would be ---- */

static double
total_of(const struct widths *w, enum kind kind)
{
	double total = 0;

	for (uint32_t i = 0; i < w->count; i++)
		if (w->at[i].kind == kind)
			total += w->at[i].number;
	return total;
}

static dim
clamp(double width)
{
	return width >= DIM_MAX ? DIM_MAX : (dim)width;
}

static dim
least_width(const struct widths *w)
{
	dim sum = 0;

	for (uint32_t i = 0; i < w->count; i++)
		sum = dim_add(sum, w->at[i].min);
	return sum;
}

/* The width at which no cell would break: percentages and proportions pull the others along. */
static dim
wished_width(const struct widths *w)
{
	double parts = total_of(w, WIDTH_PROPORTIONAL);
	double percent = total_of(w, WIDTH_PERCENT);
	double sum = 0;
	double unit = 0;
	double widest = 0;

	for (uint32_t i = 0; i < w->count; i++) {
		const struct spec *c = &w->at[i];

		if (c->kind == WIDTH_PERCENT && c->number > 0)
			widest = widest > c->max / c->number ? widest : c->max / c->number;
		else if (c->kind == WIDTH_PROPORTIONAL && c->number > 0)
			unit = unit > c->max / c->number ? unit : c->max / c->number;
		else
			sum += c->max;
	}
	sum += unit * parts;
	if (percent > 0 && percent < 1)
		sum /= 1 - percent;
	return clamp(sum > widest ? sum : widest);
}

/* ---- sharing out ---- */

/* What is left of a width when columns of the kinds that know theirs have taken it. */
static dim
take_known(struct widths *w, dim ipd)
{
	dim rest = ipd;

	for (uint32_t i = 0; i < w->count; i++) {
		struct spec *c = &w->at[i];

		if (c->kind == WIDTH_FIXED)
			c->width = dim_max(c->length, c->min);
		else if (c->kind == WIDTH_PERCENT)
			c->width = dim_max(c->min, dim_add(clamp(c->number * ipd), c->length));
		else
			continue;
		rest = dim_sub(rest, c->width);
	}
	return rest;
}

/* The rest to the proportional columns, each at least its minimum; without loss by rounding. */
static void
share_proportional(struct widths *w, dim rest)
{
	double parts = total_of(w, WIDTH_PROPORTIONAL);
	double done = 0;
	dim given = 0;

	for (uint32_t i = 0; i < w->count; i++)
		if (w->at[i].kind == WIDTH_PROPORTIONAL)
			rest = dim_sub(rest, w->at[i].length);
	rest = dim_max(rest, 0);
	for (uint32_t i = 0; i < w->count; i++) {
		struct spec *c = &w->at[i];
		dim upto;

		if (c->kind != WIDTH_PROPORTIONAL)
			continue;
		done += c->number;
		upto = parts > 0 ? clamp(rest * (done / parts)) : 0;
		c->width = dim_max(c->min, dim_add(upto - given, c->length));
		given = upto;
	}
}

/* The rest to the automatic columns: minima, then by distance from the maxima, then by maxima. */
static void
share_auto(struct widths *w, dim rest)
{
	int64_t min = 0;
	int64_t max = 0;
	uint32_t n = 0;

	for (uint32_t i = 0; i < w->count; i++) {
		if (w->at[i].kind != WIDTH_AUTO)
			continue;
		min += w->at[i].min;
		max += w->at[i].max;
		n++;
	}
	for (uint32_t i = 0; i < w->count; i++) {
		struct spec *c = &w->at[i];

		if (c->kind != WIDTH_AUTO)
			continue;
		if (rest <= min)
			c->width = c->min;
		else if (rest < max)
			c->width = c->min + dim_scale(c->max - c->min, rest - min, max - min);
		else if (max > 0)
			c->width = dim_scale(rest, c->max, max);
		else
			c->width = rest / (dim)n;
	}
}

/* ---- fixed layout ---- */

/* Cells of the first row give their width to columns that have none (CSS 2.1 §17.5.2.1). */
static void
read_first_row(struct widths *w)
{
	const struct fo_node *section = lay_table_section(w->t->node, FO_TABLE_HEADER);
	struct lay_cursor cursor;
	const struct lay_group *g;

	if (section == NULL)
		section = lay_table_body(w->t->node, NULL);
	if (section == NULL)
		return;
	cursor = lay_cursor_of(section);
	g = lay_grid_next(&cursor, w->arena, w->count, false);
	for (uint32_t i = 0; g != NULL && i < g->cell_count; i++) {
		const struct lay_cell *c = &g->cells[i];
		struct spec *s = &w->at[c->column];
		dim width;

		if (c->row > 0 || c->column_count > 1 || s->kind != WIDTH_AUTO ||
		    !given_width(c->node, w->t->ipd, &width))
			continue;
		s->kind = WIDTH_FIXED;
		s->length = dim_add(width, side_pads(w->t, c->node));
	}
}

static void
share_fixed(struct widths *w, dim ipd)
{
	read_first_row(w);
	for (uint32_t i = 0; i < w->count; i++) {
		if (w->at[i].kind != WIDTH_AUTO)
			continue;
		w->at[i].kind = WIDTH_PROPORTIONAL;
		w->at[i].number = 1;
	}
	share_proportional(w, take_known(w, ipd));
}

/* ---- the whole ---- */

static void
place_columns(struct widths *w)
{
	dim x = 0;

	for (uint32_t i = 0; i < w->count; i++) {
		w->t->columns[i].x = x;
		w->t->columns[i].width = w->at[i].width;
		x = dim_add(x, w->at[i].width);
	}
	w->t->ipd = dim_max(w->t->ipd, x);
}

static struct widths
open_widths(struct lay_table *t, struct arena *arena)
{
	struct widths w = {.t = t, .arena = arena};

	find_columns(t, arena);
	w.count = t->column_count;
	w.at = ARENA_ARRAY(arena, w.count, struct spec);
	for (uint32_t i = 0; i < w.count; i++)
		read_spec(&t->columns[i], &w.at[i]);
	return w;
}

void
lay_table_columns(struct lay_table *t, dim available, dim base)
{
	struct arena *scratch = arena_new();
	struct widths w;
	bool given = given_width(t->node, base, &t->ipd);

	if (!given)
		t->ipd = available;
	w = open_widths(t, scratch);
	if (fo_keyword(t->node, FO_PROP_TABLE_LAYOUT) == FO_KW_FIXED ||
	    total_of(&w, WIDTH_PROPORTIONAL) > 0) {
		share_fixed(&w, t->ipd);
	} else {
		measure_table(&w);
		settle_specs(&w);
		if (!given)
			t->ipd = dim_min(available, dim_max(wished_width(&w), least_width(&w)));
		share_auto(&w, take_known(&w, t->ipd));
	}
	place_columns(&w);
	arena_free(scratch);
}

void
lay_table_width(struct lay *lay, const struct fo_node *node, dim *minimum, dim *maximum)
{
	struct arena *scratch = arena_new();
	struct lay_table *t = lay_table_new(lay, scratch, node);
	struct widths w;
	dim sides = 0;
	dim given;

	t->ipd = 0;
	w = open_widths(t, scratch);
	measure_table(&w);
	settle_specs(&w);
	*minimum = least_width(&w);
	*maximum = dim_max(*minimum, wished_width(&w));
	if (given_width(node, 0, &given) && given > 0)
		*minimum = *maximum = dim_max(*minimum, given);
	for (int e = FO_START; e <= FO_END && !t->collapse; e++) {
		sides = dim_add(sides, fo_border(node, (enum fo_edge)e).width);
		sides = dim_add(sides, fo_padding(node, (enum fo_edge)e, 0, NULL));
	}
	*minimum = dim_add(*minimum, sides);
	*maximum = dim_add(*maximum, sides);
	arena_free(scratch);
}
