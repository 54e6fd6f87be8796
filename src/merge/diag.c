/* The rows of diag.def as a table. */
#include "merge/merge_diag.h"

#include "merge/merge.h"

const struct diag_kind merge_diags[] = {
#define DIAG(id, code, rank, exit, text, instead) \
	[MERGE_DIAG_##id] = DIAG_ROW(id, code, rank, exit, text, instead),
#include "merge/diag.def"
#undef DIAG
};

const struct diag_kind *
merge_diag_rows(size_t *count)
{
	*count = MERGE_DIAG_COUNT;
	return merge_diags;
}
