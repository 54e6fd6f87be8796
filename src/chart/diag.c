/* The rows of diag.def as a table. */
#include "chart/chart_diag.h"

#include "chart/chart.h"

const struct diag_kind chart_diags[] = {
#define DIAG(id, code, rank, exit, text, instead) \
	[CHART_DIAG_##id] = DIAG_ROW(id, code, rank, exit, text, instead),
#include "chart/diag.def"
#undef DIAG
};

const struct diag_kind *
chart_diag_rows(size_t *count)
{
	*count = CHART_DIAG_COUNT;
	return chart_diags;
}
