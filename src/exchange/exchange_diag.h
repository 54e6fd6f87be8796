/* The diagnostics of exchange, by name: rows of diag.def. */
#ifndef PP_EXCHANGE_EXCHANGE_DIAG_H
#define PP_EXCHANGE_EXCHANGE_DIAG_H

#include "base/diag.h"

enum exchange_diag {
#define DIAG(id, code, rank, exit, text, instead) EX_DIAG_##id,
#include "exchange/diag.def"
#undef DIAG
	EX_DIAG_COUNT
};

extern const struct diag_kind exchange_diags[];

#endif
