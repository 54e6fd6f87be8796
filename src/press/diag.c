/* The table of press/diag.def. */
#include "press/press.h"

const struct diag_kind press_diags[] = {
#define DIAG(id, code, rank, exit, text, instead) \
	[PRESS_DIAG_##id] = DIAG_ROW(id, code, rank, exit, text, instead),
#include "press/diag.def"
#undef DIAG
};

const struct diag_kind *
press_diag_rows(size_t *count)
{
	*count = PRESS_DIAG_COUNT;
	return press_diags;
}
