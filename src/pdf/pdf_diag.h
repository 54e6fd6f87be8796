/* The pdf room's diagnostics, by name; the rows are in diag.def. */
#ifndef PP_PDF_DIAG_H
#define PP_PDF_DIAG_H

#include "base/diag.h"

enum pdf_diag {
#define DIAG(id, code, rank, exit, text, instead) PDF_DIAG_##id,
#include "pdf/diag.def"
#undef DIAG
	PDF_DIAG_COUNT
};

extern const struct diag_kind pdf_diags[];
/* All rows, for `planpress explain`. */
const struct diag_kind *pdf_diag_rows(size_t *count);

#endif
