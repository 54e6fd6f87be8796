/*
 * Reports: the diagnostics of a run as one text, whatever its format.
 *
 *	struct diag_report *r = diag_report_new(arena, &options);
 *	diag_report_add(r, diag, "plan.xml", &out);
 *	diag_report_end(r, &out);
 *
 * SARIF 2.1.0 and JUnit's XML are one document for all inputs; it is written as inputs come, so a
 * thousand of them take the memory of one.  The other formats are what diag_print writes.
 */
#ifndef PP_BASE_DIAG_REPORT_H
#define PP_BASE_DIAG_REPORT_H

#include "base/diag.h"

#include <stdbool.h>

struct arena;
struct diag_report;
struct strbuf;

struct diag_report_options {
	enum diag_format format;
	bool colour;
	bool warnings_fail;  /* JUnit: warnings are failures too */
	const char *version; /* of the program */
};

struct diag_report *diag_report_new(struct arena *arena, const struct diag_report_options *options);
/* What was found in one input, by its path; out may be emptied between. */
void
diag_report_add(struct diag_report *r, const struct diag *d, const char *input, struct strbuf *out);
void diag_report_end(struct diag_report *r, struct strbuf *out);

#endif
