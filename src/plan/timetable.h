/*
 * Timetable: what the schedule says, in tables and in sentences.
 */
#ifndef PP_PLAN_TIMETABLE_H
#define PP_PLAN_TIMETABLE_H

#include <stdbool.h>
#include <stddef.h>

struct diag;
struct plan;
struct strbuf;

enum plan_table { PLAN_TABLE, PLAN_TABLE_JSON, PLAN_TABLE_CSV };

/* The schedule of a plan that is ready. */
void plan_timetable(const struct plan *plan, enum plan_table format, struct strbuf *out);

/* Who has how much work in which week, over plans that were loaded with each other and are ready.
 */
void plan_load_table(const struct plan *const plans[], size_t count, enum plan_table format,
		     struct strbuf *out);

/* Why a task, milestone or summary has the dates it has: a sentence for each thing it waits for,
 * back to where the chain begins.  false and a diagnostic if there is no such work. */
bool plan_why(struct plan *plan, struct diag *diag, const char *id, struct strbuf *out);

#endif
