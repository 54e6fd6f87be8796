/* The diagnostics of press, batch and the commands: rows of diag.def. */
#ifndef PP_PRESS_PRESS_DIAG_H
#define PP_PRESS_PRESS_DIAG_H

#include "base/diag.h"

enum press_diag {
#define DIAG(id, code, rank, exit, text, instead) PRESS_DIAG_##id,
#include "press/diag.def"
#undef DIAG
	PRESS_DIAG_COUNT
};

extern const struct diag_kind press_diags[];
const struct diag_kind *press_diag_rows(size_t *count);

#endif
