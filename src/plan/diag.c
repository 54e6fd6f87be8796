/* The rows of diag.def as a table. */
#include "plan/plan.h"
#include "plan/plan_diag.h"

const struct diag_kind plan_diags[] = {
#define DIAG(id, code, rank, exit, text, instead) \
	[PLAN_DIAG_##id] = DIAG_ROW(id, code, rank, exit, text, instead),
#include "plan/diag.def"
#undef DIAG
};

const struct diag_kind *
plan_diag_rows(size_t *count)
{
	*count = PLAN_DIAG_COUNT;
	return plan_diags;
}
