/* The diagnostics of this room as a table. */
#include "fo/fo.h"
#include "fo/fo_diag.h"

const struct diag_kind fo_diags[FO_DIAG_COUNT] = {
#define DIAG(id, code, rank, exit, text, instead) \
	[FO_DIAG_##id] = DIAG_ROW(id, code, rank, exit, text, instead),
#include "fo/diag.def"
#undef DIAG
};

const struct diag_kind *
fo_diag_rows(size_t *count)
{
	*count = FO_DIAG_COUNT;
	return fo_diags;
}
