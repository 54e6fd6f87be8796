/*
 * Compound values (XSL 1.1 §5.11): <space>, <length-range>, <length-conditional>, <keep> and
 * <length-bp-ip-direction>, made from a plain value and changed by their components.
 */
#include "fo/value.h"

#include "base/arena.h"

#include <math.h>
#include <string.h>

static bool
fail(struct fo_expr *e, const char *why)
{
	if (e->why == NULL)
		e->why = why;
	return false;
}

static struct fo_value
make_space(struct arena *arena, const struct fo_value *plain)
{
	struct fo_space *s = ARENA_NEW(arena, struct fo_space);

	s->minimum = s->optimum = s->maximum = *plain;
	return (struct fo_value){.kind = FO_VALUE_SPACE, .u.space = s};
}

static struct fo_value
make_range(struct arena *arena, const struct fo_value *plain)
{
	struct fo_range *r = ARENA_NEW(arena, struct fo_range);

	r->minimum = r->optimum = r->maximum = *plain;
	return (struct fo_value){.kind = FO_VALUE_RANGE, .u.range = r};
}

static struct fo_value
make_directions(struct arena *arena, const struct fo_value *plain)
{
	struct fo_list *list = ARENA_NEW(arena, struct fo_list);
	struct fo_value *at = ARENA_ARRAY(arena, 2, struct fo_value);

	at[0] = at[1] = *plain;
	list->count = 2;
	list->at = at;
	return (struct fo_value){.kind = FO_VALUE_LIST, .u.list = list};
}

struct fo_value
fo_compound_make(struct arena *arena, uint32_t types, const struct fo_value *plain)
{
	bool length = plain->kind == FO_VALUE_DIM || plain->kind == FO_VALUE_PERCENT;
	bool automatic = plain->kind == FO_VALUE_KEYWORD && plain->u.keyword == FO_KW_AUTO;

	/* line-height takes a plain length as well: only its components make it a space. */
	if ((types & FO_TYPE_SPACE) && !(types & FO_TYPE_LENGTH) && length)
		return make_space(arena, plain);
	if ((types & FO_TYPE_RANGE) && (length || automatic))
		return make_range(arena, plain);
	if ((types & FO_TYPE_DIRECTIONS) && length)
		return make_directions(arena, plain);
	if ((types & FO_TYPE_KEEP) && automatic)
		return (struct fo_value){.kind = FO_VALUE_KEEP,
					 .u.keep = ARENA_NEW(arena, struct fo_keep)};
	return *plain;
}

/* The text of a length component; numbers where line-height takes them. */
static bool
parse_length(struct fo_expr *e, const char *text, size_t len, bool auto_too, struct fo_value *out)
{
	uint32_t types = e->tables->syntax[e->prop].types;
	struct fo_expr_value v;
	enum fo_keyword k;

	if (!fo_expr_parse(e, text, len, &v))
		return false;
	if (v.kind == EXPR_NAME) {
		k = fo_keyword_find(e->tables, v.text, v.len);
		*out = fo_value_of_keyword(k);
		if (k == FO_KW_AUTO && auto_too)
			return true;
		if (!(types & FO_TYPE_CONDITIONAL))
			return fail(e, "a length is wanted");
		if (k == FO_KW_THIN || k == FO_KW_MEDIUM || k == FO_KW_THICK) {
			int half = k == FO_KW_THIN ? 1 : k == FO_KW_MEDIUM ? 2 : 4;
			*out = fo_value_of_dim(half * DIM_PT / 2);
			return true;
		}
	}
	if (v.kind == EXPR_NUMBER && (types & FO_TYPE_NUMBER)) {
		*out = fo_value_of_number(v.number);
		return true;
	}
	if (v.kind == EXPR_VALUE) {
		*out = v.value;
		return (auto_too && out->kind == FO_VALUE_KEYWORD &&
			out->u.keyword == FO_KW_AUTO) ||
		       fail(e, "a length is wanted");
	}
	return fo_value_from_expr(e, &v, out);
}

static bool
set_space(struct fo_expr *e, struct arena *arena, const char *text, size_t len,
	  struct fo_value *value)
{
	struct fo_space *s = ARENA_NEW(arena, struct fo_space);
	enum fo_keyword k = fo_keyword_find(e->tables, text, len);
	struct fo_expr_value v;

	if (value->kind == FO_VALUE_SPACE)
		*s = *value->u.space;
	else /* line-height: a plain value gives all three */
		s->minimum = s->optimum = s->maximum = *value;
	switch ((enum fo_component)e->component) {
	case FO_COMPONENT_CONDITIONALITY:
		if (k != FO_KW_DISCARD && k != FO_KW_RETAIN)
			return fail(e, "discard or retain is wanted");
		s->retain = k == FO_KW_RETAIN;
		break;
	case FO_COMPONENT_PRECEDENCE:
		s->force = k == FO_KW_FORCE;
		s->precedence = 0;
		if (s->force)
			break;
		if (!fo_expr_parse(e, text, len, &v))
			return false;
		if (v.kind != EXPR_NUMBER)
			return fail(e, "force or an integer is wanted");
		s->precedence = (int)fmax(fmin(floor(v.number + 0.5), 1e9), -1e9);
		break;
	default: {
		struct fo_value *part = e->component == FO_COMPONENT_MINIMUM   ? &s->minimum
					: e->component == FO_COMPONENT_OPTIMUM ? &s->optimum
									       : &s->maximum;
		if (!parse_length(e, text, len, false, part))
			return false;
	}
	}
	*value = (struct fo_value){.kind = FO_VALUE_SPACE, .u.space = s};
	return true;
}

static bool
set_range(struct fo_expr *e, struct arena *arena, const char *text, size_t len,
	  struct fo_value *value)
{
	struct fo_range *r = ARENA_NEW(arena, struct fo_range);

	r->minimum = r->optimum = r->maximum = fo_value_of_keyword(FO_KW_AUTO);
	if (value->kind == FO_VALUE_RANGE)
		*r = *value->u.range;
	struct fo_value *part = e->component == FO_COMPONENT_MINIMUM   ? &r->minimum
				: e->component == FO_COMPONENT_OPTIMUM ? &r->optimum
								       : &r->maximum;
	if (!parse_length(e, text, len, true, part))
		return false;
	*value = (struct fo_value){.kind = FO_VALUE_RANGE, .u.range = r};
	return true;
}

static bool
set_keep(struct fo_expr *e, struct arena *arena, const char *text, size_t len,
	 struct fo_value *value)
{
	struct fo_keep *keep = ARENA_NEW(arena, struct fo_keep);
	enum fo_keyword k = fo_keyword_find(e->tables, text, len);
	struct fo_expr_value v;
	int32_t strength = 0;

	if (value->kind == FO_VALUE_KEEP)
		*keep = *value->u.keep;
	if (k == FO_KW_ALWAYS) {
		strength = FO_KEEP_ALWAYS;
	} else if (k != FO_KW_AUTO) {
		if (!fo_expr_parse(e, text, len, &v))
			return false;
		if (v.kind == EXPR_VALUE && v.value.kind == FO_VALUE_KEEP) {
			*value = v.value; /* from-parent(keep-together) and its like */
			return true;
		}
		if (v.kind == EXPR_VALUE && v.value.kind == FO_VALUE_KEYWORD &&
		    v.value.u.keyword == FO_KW_ALWAYS)
			strength = FO_KEEP_ALWAYS;
		else if (v.kind != EXPR_NUMBER)
			return fail(e, "auto, always or an integer is wanted");
		else
			strength =
				(int32_t)fmax(fmin(floor(v.number + 0.5), FO_KEEP_ALWAYS - 1.0), 0);
	}
	if (e->component == FO_COMPONENT_WITHIN_LINE)
		keep->within_line = strength;
	else if (e->component == FO_COMPONENT_WITHIN_COLUMN)
		keep->within_column = strength;
	else
		keep->within_page = strength;
	*value = (struct fo_value){.kind = FO_VALUE_KEEP, .u.keep = keep};
	return true;
}

static bool
set_conditional(struct fo_expr *e, const char *text, size_t len, struct fo_value *value)
{
	enum fo_keyword k = fo_keyword_find(e->tables, text, len);
	uint8_t retain = value->retain;

	if (e->component == FO_COMPONENT_LENGTH) {
		if (!parse_length(e, text, len, false, value))
			return false;
		value->retain = retain;
		return true;
	}
	if (k != FO_KW_DISCARD && k != FO_KW_RETAIN)
		return fail(e, "discard or retain is wanted");
	value->retain = k == FO_KW_RETAIN;
	return true;
}

static bool
set_direction(struct fo_expr *e, struct arena *arena, const char *text, size_t len,
	      struct fo_value *value)
{
	struct fo_value zero = fo_value_of_dim(0);
	struct fo_value made = make_directions(arena, &zero);
	struct fo_value *at = ARENA_ARRAY(arena, 2, struct fo_value);
	struct fo_list *list = ARENA_NEW(arena, struct fo_list);

	if (value->kind != FO_VALUE_LIST)
		*value = made;
	memcpy(at, value->u.list->at, 2 * sizeof *at);
	if (!parse_length(e, text, len, false,
			  &at[e->component == FO_COMPONENT_INLINE_PROGRESSION_DIRECTION]))
		return false;
	list->count = 2;
	list->at = at;
	value->u.list = list;
	return true;
}

bool
fo_compound_set(struct fo_expr *e, struct arena *arena, const char *text, size_t len,
		struct fo_value *value)
{
	uint32_t types = e->tables->syntax[e->prop].types;

	fo_trim(&text, &len);
	e->why = NULL;
	if (types & FO_TYPE_SPACE)
		return set_space(e, arena, text, len, value);
	if (types & FO_TYPE_RANGE)
		return set_range(e, arena, text, len, value);
	if (types & FO_TYPE_KEEP)
		return set_keep(e, arena, text, len, value);
	if (types & FO_TYPE_DIRECTIONS)
		return set_direction(e, arena, text, len, value);
	return set_conditional(e, text, len, value);
}

struct fo_value
fo_compound_part(const struct fo_value *value, enum fo_component component)
{
	struct fo_value unset = {0};

	if (value->kind == FO_VALUE_SPACE) {
		const struct fo_space *s = value->u.space;
		switch (component) {
		case FO_COMPONENT_MINIMUM:
			return s->minimum;
		case FO_COMPONENT_OPTIMUM:
			return s->optimum;
		case FO_COMPONENT_MAXIMUM:
			return s->maximum;
		case FO_COMPONENT_CONDITIONALITY:
			return fo_value_of_keyword(s->retain ? FO_KW_RETAIN : FO_KW_DISCARD);
		case FO_COMPONENT_PRECEDENCE:
			return s->force ? fo_value_of_keyword(FO_KW_FORCE)
					: fo_value_of_number(s->precedence);
		default:
			return unset;
		}
	}
	if (value->kind == FO_VALUE_RANGE) {
		const struct fo_range *r = value->u.range;
		return component == FO_COMPONENT_MINIMUM   ? r->minimum
		       : component == FO_COMPONENT_OPTIMUM ? r->optimum
							   : r->maximum;
	}
	if (value->kind == FO_VALUE_KEEP) {
		const struct fo_keep *k = value->u.keep;
		int32_t strength = component == FO_COMPONENT_WITHIN_LINE     ? k->within_line
				   : component == FO_COMPONENT_WITHIN_COLUMN ? k->within_column
									     : k->within_page;
		return strength == FO_KEEP_ALWAYS ? fo_value_of_keyword(FO_KW_ALWAYS)
						  : fo_value_of_number(strength);
	}
	if (value->kind == FO_VALUE_LIST && value->u.list->count == 2)
		return value->u.list->at[component == FO_COMPONENT_INLINE_PROGRESSION_DIRECTION];
	if (component == FO_COMPONENT_CONDITIONALITY)
		return fo_value_of_keyword(value->retain ? FO_KW_RETAIN : FO_KW_DISCARD);
	return *value; /* .length of a conditional, .optimum of a plain line-height */
}

/* Is a > b, both being plain lengths? Percentages are not compared before layout. */
static bool
exceeds(const struct fo_value *a, const struct fo_value *b)
{
	return a->kind == FO_VALUE_DIM && b->kind == FO_VALUE_DIM && a->u.dim > b->u.dim;
}

/* What was given wins over what was not; of two given ones the optimum yields, then the maximum. */
static void
order(struct fo_value *min, struct fo_value *opt, struct fo_value *max, unsigned parts)
{
	if (exceeds(min, max)) {
		if (parts & FO_PART_MINIMUM)
			*max = *min;
		else
			*min = *max;
	}
	if (exceeds(opt, max)) {
		if ((parts & FO_PART_OPTIMUM) && !(parts & FO_PART_MAXIMUM))
			*max = *opt;
		else
			*opt = *max;
	} else if (exceeds(min, opt)) {
		if (parts & FO_PART_MINIMUM)
			*opt = *min;
		else
			*min = *opt;
	}
}

struct fo_value
fo_compound_order(struct arena *arena, const struct fo_value *value, unsigned parts)
{
	struct fo_value out = *value;

	if (value->kind == FO_VALUE_SPACE) {
		struct fo_space *s = ARENA_NEW(arena, struct fo_space);
		*s = *value->u.space;
		order(&s->minimum, &s->optimum, &s->maximum, parts);
		out.u.space = s;
	} else if (value->kind == FO_VALUE_RANGE) {
		struct fo_range *r = ARENA_NEW(arena, struct fo_range);
		*r = *value->u.range;
		order(&r->minimum, &r->optimum, &r->maximum, parts);
		out.u.range = r;
	}
	return out;
}
