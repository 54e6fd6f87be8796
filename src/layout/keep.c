/*
 * Keeps and forced breaks (XSL 1.1 §4.8, §7.20): what a gap costs to break.
 *
 * Strengths are put into one order of reluctance: free, integer keeps from weak to strong, widows
 * and orphans, always.  The page breaker takes the cheapest place that fits, so a stronger keep is
 * given up only when no weaker one is left to give up; nothing is infinite, hence every flow ends.
 */
#include "layout/flow.h"

static int32_t
strength_cost(int32_t strength)
{
	if (strength == FO_KEEP_ALWAYS)
		return LAY_COST_ALWAYS;
	if (strength <= 0)
		return LAY_COST_FREE;
	if (strength > LAY_COST_WIDOW - LAY_COST_KEEP - 1)
		return LAY_COST_WIDOW - 1;
	return LAY_COST_KEEP + strength;
}

int32_t
lay_gap_cost(const struct lay_gap *gap, bool page)
{
	int32_t cost = strength_cost(gap->keep_column);
	if (page && strength_cost(gap->keep_page) > cost)
		cost = strength_cost(gap->keep_page);
	return gap->cost > cost ? gap->cost : cost;
}

void
lay_gap_keep(struct lay_gap *gap, const struct fo_keep *keep)
{
	if (keep == NULL)
		return;
	if (keep->within_column > gap->keep_column)
		gap->keep_column = keep->within_column;
	if (keep->within_page > gap->keep_page)
		gap->keep_page = keep->within_page;
}

void
lay_gap_force(struct lay_gap *gap, enum fo_keyword keyword)
{
	enum lay_break forced = LAY_BREAK_NONE;

	switch (keyword) {
	case FO_KW_COLUMN:
		forced = LAY_BREAK_COLUMN;
		break;
	case FO_KW_PAGE:
		forced = LAY_BREAK_PAGE;
		break;
	case FO_KW_EVEN_PAGE:
		forced = LAY_BREAK_EVEN;
		break;
	case FO_KW_ODD_PAGE:
		forced = LAY_BREAK_ODD;
		break;
	default:
		break;
	}
	/* §4.8: of several break conditions the one with the larger context holds. */
	if (forced > gap->forced)
		gap->forced = forced;
}
