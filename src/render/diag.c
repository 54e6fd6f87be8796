/* The render room's diagnostics as a table. */
#include "render/render_diag.h"

const struct diag_kind render_diags[] = {
#define DIAG(id, code, rank, exit, text, instead) DIAG_ROW(id, code, rank, exit, text, instead),
#include "render/diag.def"
#undef DIAG
};

const struct diag_kind *
render_diag_rows(size_t *count)
{
	*count = RENDER_DIAG_COUNT;
	return render_diags;
}
