/* Diagnostics of the layout room: the rows of diag.def. */
#ifndef PP_LAYOUT_LAYOUT_DIAG_H
#define PP_LAYOUT_LAYOUT_DIAG_H

#include "base/diag.h"

#include <stddef.h>

enum layout_diag {
#define DIAG(id, code, rank, exit, text, instead) LAYOUT_DIAG_##id,
#include "layout/diag.def"
#undef DIAG
	LAYOUT_DIAG_COUNT
};

extern const struct diag_kind layout_diags[];

#endif
