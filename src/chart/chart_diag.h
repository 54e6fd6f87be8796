/* The diagnostics of chart, by name: rows of diag.def. */
#ifndef PP_CHART_CHART_DIAG_H
#define PP_CHART_CHART_DIAG_H

#include "base/diag.h"

enum chart_diag {
#define DIAG(id, code, rank, exit, text, instead) CHART_DIAG_##id,
#include "chart/diag.def"
#undef DIAG
	CHART_DIAG_COUNT
};

extern const struct diag_kind chart_diags[];

#endif
