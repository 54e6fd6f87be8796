/*
 * Reading properties off nodes: conversions that layout and render ask for again and again.
 */
#include "fo/table.h"
#include "fo/value.h"

#include <assert.h>
#include <string.h>

static const struct fo_value *
own_or_set(const struct fo_node *node, enum fo_prop prop)
{
	if (fo_prop_rows[prop].inherit == FO_INHERIT_NODE) {
		const struct fo_value *own = fo_own(node, prop);
		if (own != NULL)
			return own;
	}
	return &node->set->value[prop];
}

const struct fo_value *
fo_own(const struct fo_node *node, enum fo_prop prop)
{
	for (const struct fo_own *o = node->own; o != NULL; o = o->next)
		if (o->prop == prop)
			return &o->value;
	return NULL;
}

const char *
fo_own_string(const struct fo_node *node, enum fo_prop prop)
{
	const struct fo_value *v = fo_own(node, prop);

	return v != NULL && v->kind == FO_VALUE_STRING ? v->u.string : NULL;
}

const char *
fo_id(const struct fo_node *node)
{
	return fo_own_string(node, FO_PROP_ID);
}

enum fo_keyword
fo_keyword(const struct fo_node *node, enum fo_prop prop)
{
	const struct fo_value *v = own_or_set(node, prop);

	if (v->kind == FO_VALUE_RANGE)
		v = &v->u.range->optimum;
	return v->kind == FO_VALUE_KEYWORD ? v->u.keyword : FO_KW_NONE_;
}

double
fo_number(const struct fo_node *node, enum fo_prop prop, double otherwise)
{
	const struct fo_value *v = own_or_set(node, prop);

	return v->kind == FO_VALUE_NUMBER ? v->u.number : otherwise;
}

const char *
fo_string(const struct fo_node *node, enum fo_prop prop)
{
	const struct fo_value *v = own_or_set(node, prop);

	return v->kind == FO_VALUE_STRING ? v->u.string : NULL;
}

dim
fo_value_dim(const struct fo_value *value, dim base, dim otherwise)
{
	switch ((enum fo_kind)value->kind) {
	case FO_VALUE_DIM:
		return value->u.dim;
	case FO_VALUE_PERCENT:
		return fo_length(
			dim_add(dim_from_pt(dim_to_pt(base) * value->u.number), value->extra));
	case FO_VALUE_SPACE:
		return fo_value_dim(&value->u.space->optimum, base, otherwise);
	case FO_VALUE_RANGE:
		return fo_value_dim(&value->u.range->optimum, base, otherwise);
	default:
		return otherwise;
	}
}

dim
fo_dim(const struct fo_node *node, enum fo_prop prop, dim base, dim otherwise)
{
	return fo_value_dim(&node->set->value[prop], base, otherwise);
}

const struct colour *
fo_colour(const struct fo_node *node, enum fo_prop prop)
{
	const struct fo_value *v = &node->set->value[prop];

	return v->kind == FO_VALUE_COLOUR ? v->u.colour : NULL;
}

const struct fo_keep *
fo_keep(const struct fo_node *node, enum fo_prop prop)
{
	static const struct fo_keep none = {0};
	const struct fo_value *v = &node->set->value[prop];

	return v->kind == FO_VALUE_KEEP ? v->u.keep : &none;
}

const struct fo_space *
fo_space(const struct fo_node *node, enum fo_prop prop)
{
	static const struct fo_space none = {.minimum = {.kind = FO_VALUE_DIM},
					     .optimum = {.kind = FO_VALUE_DIM},
					     .maximum = {.kind = FO_VALUE_DIM}};
	const struct fo_value *v = &node->set->value[prop];

	return v->kind == FO_VALUE_SPACE ? v->u.space : &none;
}

const struct fo_range *
fo_range(const struct fo_node *node, enum fo_prop prop)
{
	static const struct fo_range none = {
		.minimum = {.kind = FO_VALUE_KEYWORD, .u.keyword = FO_KW_AUTO},
		.optimum = {.kind = FO_VALUE_KEYWORD, .u.keyword = FO_KW_AUTO},
		.maximum = {.kind = FO_VALUE_KEYWORD, .u.keyword = FO_KW_AUTO}};
	const struct fo_value *v = &node->set->value[prop];

	return v->kind == FO_VALUE_RANGE ? v->u.range : &none;
}

dim
fo_line_height(const struct fo_node *node, dim normal)
{
	const struct fo_value *v = &node->set->value[FO_PROP_LINE_HEIGHT];
	dim size = fo_dim(node, FO_PROP_FONT_SIZE, 0, 0);

	if (v->kind == FO_VALUE_SPACE)
		v = &v->u.space->optimum;
	if (v->kind == FO_VALUE_NUMBER)
		return fo_length(dim_from_pt(dim_to_pt(size) * v->u.number));
	return fo_value_dim(v, size, normal);
}

bool
fo_decoration(const struct fo_node *node, enum fo_keyword line, const struct colour **colour)
{
	const struct fo_value *v = &node->set->value[FO_PROP_TEXT_DECORATION];

	if (v->kind != FO_VALUE_LIST)
		return false;
	for (size_t i = 0; i + 1 < v->u.list->count; i += 2) {
		if (v->u.list->at[i].u.keyword == line) {
			*colour = v->u.list->at[i + 1].u.colour;
			return true;
		}
	}
	return false;
}

void
fo_separation(const struct fo_node *node, dim *ipd, dim *bpd)
{
	const struct fo_value *v = &node->set->value[FO_PROP_BORDER_SEPARATION];
	bool pair = v->kind == FO_VALUE_LIST && v->u.list->count == 2;

	*bpd = dim_max(0, fo_value_dim(pair ? &v->u.list->at[0] : v, 0, 0));
	*ipd = dim_max(0, fo_value_dim(pair ? &v->u.list->at[1] : v, 0, 0));
}

struct fo_border
fo_border(const struct fo_node *node, enum fo_edge edge)
{
	static const struct {
		uint16_t style, width, colour;
	} rows[] = {
		[FO_BEFORE] = {FO_PROP_BORDER_BEFORE_STYLE, FO_PROP_BORDER_BEFORE_WIDTH,
			       FO_PROP_BORDER_BEFORE_COLOR},
		[FO_AFTER] = {FO_PROP_BORDER_AFTER_STYLE, FO_PROP_BORDER_AFTER_WIDTH,
			      FO_PROP_BORDER_AFTER_COLOR},
		[FO_START] = {FO_PROP_BORDER_START_STYLE, FO_PROP_BORDER_START_WIDTH,
			      FO_PROP_BORDER_START_COLOR},
		[FO_END] = {FO_PROP_BORDER_END_STYLE, FO_PROP_BORDER_END_WIDTH,
			    FO_PROP_BORDER_END_COLOR},
	};
	const struct fo_value *v = node->set->value;
	struct fo_border b = {.style = v[rows[edge].style].u.keyword};
	const struct colour *colour = v[rows[edge].colour].u.colour;

	if (colour != NULL)
		b.colour = *colour;
	b.retain = v[rows[edge].width].retain != 0;
	if (b.style != FO_KW_NONE && b.style != FO_KW_HIDDEN)
		b.width = fo_value_dim(&v[rows[edge].width], 0, 0);
	return b;
}

dim
fo_padding(const struct fo_node *node, enum fo_edge edge, dim base, bool *retain)
{
	static const uint16_t rows[] = {[FO_BEFORE] = FO_PROP_PADDING_BEFORE,
					[FO_AFTER] = FO_PROP_PADDING_AFTER,
					[FO_START] = FO_PROP_PADDING_START,
					[FO_END] = FO_PROP_PADDING_END};
	const struct fo_value *v = &node->set->value[rows[edge]];

	if (retain != NULL)
		*retain = v->retain != 0;
	return fo_value_dim(v, base, 0);
}
