/* The diagnostics of plan, by name: rows of diag.def. */
#ifndef PP_PLAN_PLAN_DIAG_H
#define PP_PLAN_PLAN_DIAG_H

#include "base/diag.h"

enum plan_diag {
#define DIAG(id, code, rank, exit, text, instead) PLAN_DIAG_##id,
#include "plan/diag.def"
#undef DIAG
	PLAN_DIAG_COUNT
};

extern const struct diag_kind plan_diags[];

#endif
