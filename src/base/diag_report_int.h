/* What the formats of a report share. */
#ifndef PP_BASE_DIAG_REPORT_INT_H
#define PP_BASE_DIAG_REPORT_INT_H

#include "base/diag_report.h"
#include "base/json.h"

#include <stddef.h>

struct map;

struct diag_report {
	struct arena *arena;
	struct diag_report_options options;
	bool begun;	   /* something was written */
	struct json json;  /* SARIF */
	struct map *rules; /* SARIF: code → its kind, in the order of their indices */
};

void diag_sarif_add(struct diag_report *r, const struct diag_entry *const *all, size_t count,
		    struct strbuf *out);
void diag_sarif_end(struct diag_report *r, struct strbuf *out);

#endif
