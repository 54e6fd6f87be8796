/* The table behind base_diag.h. */
#include "base/base_diag.h"

const struct diag_kind base_diags[] = {
#define DIAG(id, code, rank, exit, text, instead) \
	[BASE_DIAG_##id] = DIAG_ROW(id, code, rank, exit, text, instead),
#include "base/diag.def"
#undef DIAG
};

const struct diag_kind *
base_diag_rows(size_t *count)
{
	*count = BASE_DIAG_COUNT;
	return base_diags;
}
