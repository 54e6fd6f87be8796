/* The pdf room's diagnostics as a table. */
#include "pdf/pdf_diag.h"

const struct diag_kind pdf_diags[] = {
#define DIAG(id, code, rank, exit, text, instead) DIAG_ROW(id, code, rank, exit, text, instead),
#include "pdf/diag.def"
#undef DIAG
};

const struct diag_kind *
pdf_diag_rows(size_t *count)
{
	*count = PDF_DIAG_COUNT;
	return pdf_diags;
}
