/* Diagnostics of the layout room: the table made of diag.def. */
#include "layout/layout_diag.h"

#include "layout/layout.h"

const struct diag_kind layout_diags[] = {
#define DIAG(id, code, rank, exit, text, instead) \
	[LAYOUT_DIAG_##id] = DIAG_ROW(id, code, rank, exit, text, instead),
#include "layout/diag.def"
#undef DIAG
};

const struct diag_kind *
layout_diag_rows(size_t *count)
{
	*count = LAYOUT_DIAG_COUNT;
	return layout_diags;
}
