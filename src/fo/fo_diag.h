/* Diagnostics of this room: rows of diag.def. */
#ifndef PP_FO_DIAG_H
#define PP_FO_DIAG_H

#include "base/diag.h"

enum fo_diag {
#define DIAG(id, code, rank, exit, text, instead) FO_DIAG_##id,
#include "fo/diag.def"
#undef DIAG
	FO_DIAG_COUNT
};

extern const struct diag_kind fo_diags[FO_DIAG_COUNT];

#endif
