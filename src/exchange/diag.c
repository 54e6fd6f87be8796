/* The rows of diag.def as a table. */
#include "exchange/exchange.h"
#include "exchange/exchange_diag.h"

const struct diag_kind exchange_diags[] = {
#define DIAG(id, code, rank, exit, text, instead) \
	[EX_DIAG_##id] = DIAG_ROW(id, code, rank, exit, text, instead),
#include "exchange/diag.def"
#undef DIAG
};

const struct diag_kind *
exchange_diag_rows(size_t *count)
{
	*count = EX_DIAG_COUNT;
	return exchange_diags;
}
