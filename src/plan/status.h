/*
 * Status: how a plan stands, in a line for people or an object for programs.
 */
#ifndef PP_PLAN_STATUS_H
#define PP_PLAN_STATUS_H

struct plan;
struct strbuf;

/* Of a plan that is ready: id, revision, state, progress, dates, the reason of the state. */
void plan_status_line(const struct plan *plan, struct strbuf *out);
/* One JSON object and a line end; the signatories too. */
void plan_status_json(const struct plan *plan, struct strbuf *out);

#endif
