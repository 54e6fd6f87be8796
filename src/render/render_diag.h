/* The render room's diagnostics, by name; the rows are in diag.def. */
#ifndef PP_RENDER_DIAG_H
#define PP_RENDER_DIAG_H

#include "base/diag.h"

enum render_diag {
#define DIAG(id, code, rank, exit, text, instead) RENDER_DIAG_##id,
#include "render/diag.def"
#undef DIAG
	RENDER_DIAG_COUNT
};

extern const struct diag_kind render_diags[];
/* All rows, for `planpress explain`. */
const struct diag_kind *render_diag_rows(size_t *count);

#endif
