/*
 * Exchange: schedules in and out of the formats other programs use.
 *
 *	struct exchange *ex = exchange_read_mspdi(arena, diag, "project.xml");
 *	exchange_prepare(ex, today);
 *	ok = exchange_settle_plan(ex, today, &text);
 *
 * MSPDI is the XML of Microsoft Project.  What a format says and a plan has no place for is counted
 * and reported (PPE10), never left out in silence.  A task keeps its id: MSPDI carries it in the
 * user-defined field "planpress id"; without one it is made of the UID, alike each time.
 */
#ifndef PP_EXCHANGE_EXCHANGE_H
#define PP_EXCHANGE_EXCHANGE_H

#include "base/date.h"
#include "base/diag.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct exchange;
struct plan;
struct plan_edited;
struct strbuf;

/* == in: NULL and a diagnostic if the file is not what it should be == */

struct exchange *exchange_read_mspdi(struct arena *arena, struct diag *diag, const char *path);
/* separator: 0 finds out. */
struct exchange *
exchange_read_csv(struct arena *arena, struct diag *diag, const char *path, char separator);

/* Makes ready what was read: calendars, ids, what is fixed on its day.  To be called once. */
void exchange_prepare(struct exchange *ex, date today);
/* A whole plan around the schedule: what only people can say is marked as still to be written. */
void exchange_put_plan(struct exchange *ex, date today, struct strbuf *out);
/* The plan of that text, scheduled, after tasks that have begun, were levelled or split have been
 * fixed on their days (PPE12, PPE13): then the text is written again.  What has other dates than
 * the file says is reported, and why (PPE20), and so is what is lost.  Mistakes of the plan are
 * reported at their places in the file; then false. */
bool exchange_settle_plan(struct exchange *ex, date today, struct strbuf *text);

/* What is merged into a plan. */
struct exchange_into {
	const char *action; /* new tasks come there */
	bool progress_only; /* nothing but how far tasks are */
};
/* Writes what differs into the text of a plan that is ready, by the ids of its tasks, instead of a
 * whole plan.  false and a diagnostic if it cannot be done. */
bool exchange_merge(struct exchange *ex, struct plan *plan, const struct exchange_into *into,
		    struct plan_edited *edited);

/* == out == */

/* Of a plan that is ready. */
struct exchange *exchange_of_plan(struct arena *arena, struct diag *diag, struct plan *plan);
void exchange_put_mspdi(const struct exchange *ex, struct strbuf *out);
void exchange_put_ics(const struct exchange *ex, struct strbuf *out);
/* bom: a byte order mark, by which spreadsheets know UTF-8. */
void exchange_put_csv(struct exchange *ex, char separator, bool bom, struct strbuf *out);

const struct diag_kind *exchange_diag_rows(size_t *count);

#endif
