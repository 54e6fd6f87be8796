/* The diagnostics of base: rows of diag.def. */
#ifndef PP_BASE_BASE_DIAG_H
#define PP_BASE_BASE_DIAG_H

#include "base/diag.h"

enum base_diag {
#define DIAG(id, code, rank, exit, text, instead) BASE_DIAG_##id,
#include "base/diag.def"
#undef DIAG
	BASE_DIAG_COUNT
};

extern const struct diag_kind base_diags[];

/* The diagnostic kinds of this room, for `planpress explain`. */
const struct diag_kind *base_diag_rows(size_t *count);

#endif
