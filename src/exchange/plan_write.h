/* Pieces of a plan that a whole plan and a merge both write. */
#ifndef PP_EXCHANGE_PLAN_WRITE_H
#define PP_EXCHANGE_PLAN_WRITE_H

#include "exchange/model.h"

/* A text with its white space collapsed, escaped. */
void plan_write_text(struct strbuf *out, const char *text);
/* name="value", white space collapsed; nothing if value is NULL. */
void plan_write_attr(struct strbuf *out, const char *name, const char *value);
void plan_write_day(struct strbuf *out, const char *name, minute value, bool end);
/* The attributes of a task or milestone, each with a blank before it. */
void plan_write_task_attrs(struct exchange *ex, size_t task, struct strbuf *out);
/* Its 'after' and 'assign' elements, each on a line of its own behind indent. */
void
plan_write_task_parts(struct exchange *ex, size_t task, const char *indent, struct strbuf *out);
/* A task with its parts; indent is that of the element. */
void plan_write_task(struct exchange *ex, size_t task, const char *indent, struct strbuf *out);
/* +2d, -50%: the lag of a link to task; what a plan cannot say of it is lost. */
void plan_write_lag(struct exchange *ex, size_t to, const struct ex_link *l, struct strbuf *out);
/* Minutes in days, weeks … of the task. */
void plan_write_length(struct exchange *ex, size_t task, int64_t minutes, int format,
		       struct strbuf *out);
/* The same as an attribute. */
void plan_write_span(struct exchange *ex, size_t task, const char *name, int64_t minutes,
		     int format, struct strbuf *out);
/* "start-on" …; NULL of none. */
const char *plan_write_must(int must);
/* A progress element; nothing if the task has not begun. */
bool plan_write_progress(struct exchange *ex, size_t task, struct strbuf *out);
/* The task behind task and all its parts. */
size_t plan_write_next(const struct exchange *ex, size_t task);

#endif
