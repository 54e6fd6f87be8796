/* Are two computed values the same?  Parts of compounds are compared one by one. */
#include "fo/compute.h"

#include <string.h>

static bool
same_colour(const struct colour *a, const struct colour *b)
{
	if (a == NULL || b == NULL)
		return a == b;
	return a->r == b->r && a->g == b->g && a->b == b->b && a->a == b->a;
}

static bool
same_list(const struct fo_list *a, const struct fo_list *b)
{
	if (a->count != b->count)
		return false;
	for (size_t i = 0; i < a->count; i++)
		if (!fo_value_equal(&a->at[i], &b->at[i]))
			return false;
	return true;
}

static bool
same_space(const struct fo_space *a, const struct fo_space *b)
{
	return fo_value_equal(&a->minimum, &b->minimum) &&
	       fo_value_equal(&a->optimum, &b->optimum) &&
	       fo_value_equal(&a->maximum, &b->maximum) && a->retain == b->retain &&
	       a->force == b->force && a->precedence == b->precedence;
}

bool
fo_value_equal(const struct fo_value *a, const struct fo_value *b)
{
	if (a->kind != b->kind || a->retain != b->retain || a->extra != b->extra)
		return false;
	switch ((enum fo_kind)a->kind) {
	case FO_VALUE_UNSET:
		return true;
	case FO_VALUE_KEYWORD:
		return a->u.keyword == b->u.keyword;
	case FO_VALUE_DIM:
		return a->u.dim == b->u.dim;
	case FO_VALUE_PERCENT:
	case FO_VALUE_NUMBER:
	case FO_VALUE_COLUMNS:
		return a->u.number == b->u.number;
	case FO_VALUE_COLOUR:
		return same_colour(a->u.colour, b->u.colour);
	case FO_VALUE_STRING:
		return strcmp(a->u.string, b->u.string) == 0;
	case FO_VALUE_SPACE:
		return same_space(a->u.space, b->u.space);
	case FO_VALUE_RANGE:
		return fo_value_equal(&a->u.range->minimum, &b->u.range->minimum) &&
		       fo_value_equal(&a->u.range->optimum, &b->u.range->optimum) &&
		       fo_value_equal(&a->u.range->maximum, &b->u.range->maximum);
	case FO_VALUE_KEEP:
		return a->u.keep->within_line == b->u.keep->within_line &&
		       a->u.keep->within_column == b->u.keep->within_column &&
		       a->u.keep->within_page == b->u.keep->within_page;
	case FO_VALUE_LIST:
		return same_list(a->u.list, b->u.list);
	}
	return false;
}
