/*
 * Progress: what was done, into the tracking.
 *
 *	operands   ID or ID=PERCENT, of tasks, milestones and deliverables
 *	percent started finished expect spent state   attributes of progress; "none" takes one away
 *	remaining  a span: expect becomes the day on which so much more work is done
 *	note       its text
 *	reading    MEASURE=VALUE, any number; on: their day
 *	status-date   the plan's
 *
 * What was recorded of an item before is changed, not repeated.
 */
#include "base/map.h"
#include "base/strbuf.h"
#include "base/xml.h"
#include "plan/edit_imp.h"
#include "plan/work.h"

#include <string.h>

/* In the order of the grammar. */
static const char *const attrs[] = {"percent", "started", "finished", "expect", "spent", "state"};

#define ATTRS (sizeof attrs / sizeof attrs[0])

/* One item on its way into the tracking. */
struct report {
	const struct plan_item *item;
	const xmlNode *known;	   /* its progress so far; NULL */
	const char *values[ATTRS]; /* to be set; "": to be taken away; NULL: as it is */
};

enum { PERCENT, STARTED, FINISHED, EXPECT };

static const xmlNode *
known_progress(const struct plan *plan, const char *id)
{
	const xmlNode *last = NULL;
	xmlNode *n = plan_child(plan_child(plan->root, "tracking"), "progress");

	for (; n != NULL; n = plan_next(n, "progress"))
		if (plan_attr_is(n, "of", id))
			last = n;
	return last;
}

/* As it will be; NULL: absent. */
static const char *
value_of(const struct report *r, size_t i)
{
	const char *value = r->values[i];

	if (value == NULL)
		value = plan_attr(r->known, attrs[i]);
	return value == NULL || *value == '\0' ? NULL : value;
}

static date
day_of(const struct report *r, size_t i)
{
	const char *value = value_of(r, i);

	return value == NULL ? DATE_NONE : date_parse(value);
}

/* The day up to which is reported. */
static bool
status_day(struct plan_edit *e, date *day)
{
	*day = e->plan->now;
	return edit_field(e, "status-date") == NULL || edit_day(e, "status-date", day);
}

/* The day on which so much more work is done. */
static bool
set_remaining(struct plan_edit *e, struct report *r, const char *span)
{
	const struct sched_task *t;
	minute from, end;
	int64_t left;
	date now;

	if (!span_is(span) || *span == '-' || *span == '+' || strchr(span, '%') != NULL)
		return EDIT_REFUSE(e, EDIT_SPAN, NULL, span, "remaining");
	if (!status_day(e, &now))
		return false;
	if (r->item->task == PLAN_NOBODY)
		return EDIT_REFUSE(e, EDIT_WRONG_KIND, NULL, r->item->id,
				   plan_kind_text(r->item->node), "task");
	t = &e->plan->sched.tasks[r->item->task];
	from = (minute)(now + 1) * MINUTES_PER_DAY;
	left = span_minutes(span_parse(span), t->calendar);
	if (left > SPAN_LIMIT)
		return EDIT_REFUSE(e, EDIT_SPAN, NULL, span, "remaining");
	end = span_is_elapsed(span_parse(span))
		      ? from + left
		      : calendar_finish(t->calendar, calendar_work(t->calendar, from) + left);
	r->values[EXPECT] = edit_iso(e->arena, minute_last_day(end));
	return true;
}

/* ID or ID=PERCENT. */
static bool
read_operand(struct plan_edit *e, const char *operand, struct report *r)
{
	const char *equals = strchr(operand, '=');
	const char *id = equals == NULL
				 ? operand
				 : arena_strndup(e->arena, operand, (size_t)(equals - operand));
	struct diag_place place;

	r->item = edit_need(e, id, "task milestone deliverable");
	if (r->item == NULL)
		return false;
	place = xml_place(r->item->node);
	if (r->item->task != PLAN_NOBODY &&
	    e->plan->sched.tasks[r->item->task].kind == SCHED_SUMMARY)
		return EDIT_REFUSE(e, EDIT_SUMMARY, &place, id);
	r->known = known_progress(e->plan, id);
	for (size_t i = 0; i < ATTRS; i++) {
		r->values[i] = edit_field(e, attrs[i]);
		if (r->values[i] != NULL && strcmp(r->values[i], "none") == 0)
			r->values[i] = "";
	}
	if (equals != NULL)
		r->values[PERCENT] = arena_strdup(e->arena, equals + 1);
	if (r->values[PERCENT] != NULL) { /* "40 %" is meant as 40 */
		size_t len = strcspn(r->values[PERCENT], " %");

		r->values[PERCENT] = arena_strndup(e->arena, r->values[PERCENT], len);
	}
	return edit_field(e, "remaining") == NULL ||
	       set_remaining(e, r, edit_field(e, "remaining"));
}

/* What cannot have been. */
static bool
check_report(struct plan_edit *e, struct report *r)
{
	date started = day_of(r, STARTED), finished = day_of(r, FINISHED);
	const char *percent = value_of(r, PERCENT);

	/* Who says when it was finished need not say that it is. */
	if (finished != DATE_NONE && r->values[FINISHED] != NULL && r->values[PERCENT] == NULL)
		percent = r->values[PERCENT] = "100";
	if (finished != DATE_NONE && started != DATE_NONE && finished < started)
		return EDIT_REFUSE(e, EDIT_BACKWARDS, NULL, r->item->id, value_of(r, FINISHED),
				   value_of(r, STARTED));
	if (finished != DATE_NONE && percent != NULL && strcmp(percent, "100") != 0 &&
	    !plan_attr_is(r->known, "state", "cancelled")) {
		diag_add(e->diag, &plan_diags[PLAN_DIAG_EDIT_FINISHED], NULL, r->item->id,
			 value_of(r, FINISHED), percent);
		diag_help(e->diag, "if it was not finished after all, add --finished none");
		return false;
	}
	return true;
}

/* What `check` will ask for. */
static void
warn_report(struct plan_edit *e, const struct report *r)
{
	const char *percent = value_of(r, PERCENT);
	bool task = plan_is(r->item->node, "task");
	date now;

	if (percent != NULL && strcmp(percent, "0") != 0 && task && value_of(r, STARTED) == NULL)
		diag_add(e->diag, &plan_diags[PLAN_DIAG_EDIT_NO_DAY], NULL, r->item->id, percent,
			 "started");
	if (percent != NULL && strcmp(percent, "100") == 0 && value_of(r, FINISHED) == NULL)
		diag_add(e->diag, &plan_diags[PLAN_DIAG_EDIT_NO_DAY], NULL, r->item->id, percent,
			 "finished");
	if (!status_day(e, &now) || now == DATE_NONE)
		return;
	for (size_t i = STARTED; i <= FINISHED; i++)
		if (r->values[i] != NULL && day_of(r, i) != DATE_NONE && day_of(r, i) > now)
			diag_add(e->diag, &plan_diags[PLAN_DIAG_EDIT_AHEAD], NULL, r->item->id,
				 attrs[i], r->values[i], edit_iso(e->arena, now));
}

/* "percent 40 (was 20), started 2026-05-04" */
static const char *
told(struct plan_edit *e, const struct report *r)
{
	struct strbuf b = STRBUF_INIT;
	const char *text;

	for (size_t i = 0; i < ATTRS; i++) {
		const char *was = plan_attr(r->known, attrs[i]);

		if (r->values[i] == NULL)
			continue;
		strbuf_printf(&b, "%s%s %s", b.len == 0 ? "" : ", ", attrs[i],
			      *r->values[i] == '\0' ? "taken away" : r->values[i]);
		if (was != NULL && strcmp(was, r->values[i]) != 0)
			strbuf_printf(&b, " (was %s)", was);
	}
	if (b.len == 0)
		strbuf_puts(&b, "note");
	text = arena_strdup(e->arena, b.s);
	strbuf_release(&b);
	return text;
}

static bool
write_new(struct plan_edit *e, const struct report *r)
{
	struct xml_new *n = xml_new(e->arena, "progress");
	const char *note = edit_field(e, "note");

	xml_new_attr(n, "of", r->item->id);
	for (size_t i = 0; i < ATTRS; i++)
		if (r->values[i] != NULL && *r->values[i] != '\0')
			xml_new_attr(n, attrs[i], r->values[i]);
	if (note != NULL)
		xml_new_text(n, note);
	return edit_put_into(e, "tracking", n, "progress");
}

static bool
write_known(struct plan_edit *e, const struct report *r)
{
	const char *note = edit_field(e, "note");
	bool ok = true, any = note != NULL;

	for (size_t i = 0; i < ATTRS && ok; i++) {
		if (r->values[i] == NULL)
			continue;
		if (*r->values[i] != '\0')
			ok = xml_edit_set(e->xml, r->known, attrs[i], r->values[i]);
		else if (plan_attr(r->known, attrs[i]) != NULL)
			ok = xml_edit_unset(e->xml, r->known, attrs[i]);
		else
			continue;
		any = true;
	}
	if (!any)
		return EDIT_REFUSE(e, EDIT_NOTHING, NULL, r->item->id);
	return ok && (note == NULL || xml_edit_text(e->xml, r->known, note));
}

static bool
record(struct plan_edit *e, const char *operand, struct map *done)
{
	struct report r = {.item = NULL};
	bool any = edit_field(e, "note") != NULL;

	if (!read_operand(e, operand, &r) || !check_report(e, &r))
		return false;
	if (map_put(done, r.item->id, r.item->node) != NULL)
		return EDIT_REFUSE(e, EDIT_TWICE, NULL, r.item->id);
	for (size_t i = 0; i < ATTRS; i++)
		any = any || r.values[i] != NULL;
	if (!any)
		return EDIT_REFUSE(e, EDIT_NOTHING, NULL, r.item->id);
	if (!(r.known == NULL ? write_new(e, &r) : write_known(e, &r)))
		return false;
	xml_edit_say(e->xml, "%s: %s", r.item->id, told(e, &r));
	warn_report(e, &r);
	return true;
}

static bool
record_reading(struct plan_edit *e, const char *reading)
{
	const char *equals = strchr(reading, '=');
	struct xml_new *n = xml_new(e->arena, "reading");
	const struct plan_item *measure;
	date on;

	if (equals == NULL)
		return EDIT_REFUSE(e, EDIT_PAIR, NULL, reading, "reading", "MEASURE=VALUE");
	measure = edit_need(e, arena_strndup(e->arena, reading, (size_t)(equals - reading)),
			    "measure");
	if (measure == NULL || !edit_day(e, "on", &on))
		return false;
	xml_new_attr(n, "of", measure->id);
	xml_new_attr(n, "on", edit_iso(e->arena, on));
	xml_new_attr(n, "value", equals + 1);
	if (!edit_put_into(e, "tracking", n, "reading"))
		return false;
	xml_edit_say(e->xml, "%s: %s on %s", measure->id, equals + 1, edit_iso(e->arena, on));
	return true;
}

bool
edit_progress(struct plan_edit *e)
{
	const char *reading, *was = plan_attr(e->plan->root, "status-date");
	struct map *done = map_new(e->arena);
	date day;

	if (e->request->operand_count == 0 && edit_field(e, "reading") == NULL &&
	    edit_field(e, "status-date") == NULL)
		return EDIT_REFUSE(e, EDIT_LACKS, NULL, "ID", "the task that has progressed");
	if (edit_field(e, "status-date") != NULL) {
		if (!edit_day(e, "status-date", &day) ||
		    !xml_edit_set(e->xml, e->plan->root, "status-date", edit_iso(e->arena, day)))
			return false;
		xml_edit_say(e->xml, "status date %s%s", edit_iso(e->arena, day),
			     was == NULL ? "" : arena_printf(e->arena, " (was %s)", was));
	}
	for (size_t i = 0; i < e->request->operand_count; i++)
		if (!record(e, e->request->operands[i], done))
			return false;
	for (size_t i = 0; (reading = edit_field_at(e, "reading", i)) != NULL; i++)
		if (!record_reading(e, reading))
			return false;
	return true;
}
