/* The diagnostics of merge, by name: rows of diag.def. */
#ifndef PP_MERGE_MERGE_DIAG_H
#define PP_MERGE_MERGE_DIAG_H

#include "base/diag.h"

enum merge_diag {
#define DIAG(id, code, rank, exit, text, instead) MERGE_DIAG_##id,
#include "merge/diag.def"
#undef DIAG
	MERGE_DIAG_COUNT
};

extern const struct diag_kind merge_diags[];

#endif
