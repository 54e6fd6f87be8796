/*
 * Writing tasks of a plan with what they wait for and who works on them.
 */
#include "exchange/plan_write.h"

#include "base/map.h"
#include "base/strbuf.h"
#include "base/words.h"
#include "exchange/exchange.h"
#include "exchange/value.h"

#include <inttypes.h>
#include <string.h>

/* == pieces == */

void
plan_write_text(struct strbuf *out, const char *text)
{
	size_t len;
	bool first = true;
	for (const char *word; (word = words_next(&text, &len)) != NULL; first = false) {
		strbuf_puts(out, first ? "" : " ");
		strbuf_put_xml(out, word, len);
	}
}

void
plan_write_attr(struct strbuf *out, const char *name, const char *value)
{
	if (value == NULL)
		return;
	strbuf_printf(out, " %s=\"", name);
	plan_write_text(out, value);
	strbuf_putc(out, '"');
}

/* end: an instant at midnight belongs to the day before. */
void
plan_write_day(struct strbuf *out, const char *name, minute value, bool end)
{
	if (value == MINUTE_NONE)
		return;
	strbuf_printf(out, " %s=\"", name);
	date_put_iso(out, end ? minute_last_day(value) : minute_day(value));
	strbuf_putc(out, '"');
}

void
plan_write_length(struct exchange *ex, size_t task, int64_t minutes, int format, struct strbuf *out)
{
	int64_t day, week;
	exchange_day(ex, task, &day, &week);
	ex_value_put_length(out, minutes, format, day, week);
}

void
plan_write_span(struct exchange *ex, size_t task, const char *name, int64_t minutes, int format,
		struct strbuf *out)
{
	strbuf_printf(out, " %s=\"", name);
	plan_write_length(ex, task, minutes, format, out);
	strbuf_putc(out, '"');
}

/* == tasks == */

static const char *const must_names[] = {
	[EX_ASAP] = NULL,
	[EX_ALAP] = "alap",
	[EX_START_ON] = "start-on",
	[EX_FINISH_ON] = "finish-on",
	[EX_START_NO_EARLIER] = "start-no-earlier",
	[EX_START_NO_LATER] = "start-no-later",
	[EX_FINISH_NO_EARLIER] = "finish-no-earlier",
	[EX_FINISH_NO_LATER] = "finish-no-later",
};

const char *
plan_write_must(int must)
{
	return must_names[must];
}

static void
put_constraint(struct exchange *ex, const struct ex_task *t, struct strbuf *out)
{
	bool milestone = t->kind == EX_MILESTONE;
	if (t->must == EX_ASAP)
		return;
	if (t->kind == EX_SUMMARY && t->must != EX_START_NO_EARLIER) {
		if (t->must != EX_ALAP || ex->from_start)
			exchange_lose(ex, "constraints of summaries", &t->place, false);
		return;
	}
	/* A milestone that is fixed stands on its day, whether that is worked or not. */
	if (!milestone || t->must != EX_START_ON)
		plan_write_attr(out, "must", must_names[t->must]);
	if (t->must != EX_ALAP)
		plan_write_day(out, "on", t->on, exchange_is_of_finish(t->must));
}

/* Work that units and length do not tell. */
static bool
has_own_work(const struct ex_task *t, const struct ex_assign *a)
{
	int64_t minutes = t->minutes < 0 ? 0 : t->minutes;
	int64_t usual = (minutes * a->units + 50000) / 100000;
	return a->work >= 0 && (a->work != usual || ex_value_is_elapsed(t->format));
}

void
plan_write_task_attrs(struct exchange *ex, size_t task, struct strbuf *out)
{
	const struct ex_task *t = &ex->tasks.at[task];
	const struct ex_calendar *c = exchange_plan_calendar(ex, t->calendar_uid);
	plan_write_attr(out, "id", t->id);
	plan_write_attr(out, "name", t->name);
	if (t->kind == EX_TASK && t->minutes >= 0)
		plan_write_span(ex, task, "duration", t->minutes, t->format, out);
	if (t->kind == EX_TASK && t->first_assign == EX_NONE && t->work > 0)
		plan_write_span(ex, task, "effort", t->work, VALUE_H, out);
	put_constraint(ex, t, out);
	plan_write_day(out, "deadline", t->deadline, true);
	if (exchange_is_leaf(t) && c != NULL)
		plan_write_attr(out, "calendar", c->id);
}

void
plan_write_lag(struct exchange *ex, size_t to, const struct ex_link *l, struct strbuf *out)
{
	int format = ex_value_base(l->format);
	bool negative = l->lag < 0;
	int64_t minutes = (l->lag + (negative ? -5 : 5)) / 10;
	strbuf_puts(out, negative ? "" : "+");
	if (format == VALUE_PERCENT || format == VALUE_EPERCENT) {
		if (format == VALUE_EPERCENT)
			exchange_lose(ex, "elapsed percentages of lags, taken as working time",
				      &l->place, false);
		strbuf_printf(out, "%" PRId64 "%%", l->lag);
		return;
	}
	if (l->lag % 10 != 0)
		exchange_lose(ex, "parts of a minute of lags", &l->place, true);
	/* A lag has no months. */
	plan_write_length(ex, to, minutes, format == VALUE_MO ? VALUE_D : format, out);
}

static void
put_lag(struct exchange *ex, size_t to, const struct ex_link *l, struct strbuf *out)
{
	if (l->lag == 0)
		return;
	strbuf_puts(out, " lag=\"");
	plan_write_lag(ex, to, l, out);
	strbuf_putc(out, '"');
}

static void
put_links(struct exchange *ex, size_t task, const char *indent, struct strbuf *out)
{
	static const char *const types[] = {
		[EX_FF] = "FF", [EX_FS] = NULL, [EX_SF] = "SF", [EX_SS] = "SS"};
	const struct ex_task *t = &ex->tasks.at[task];
	for (size_t i = 0; i < t->links.len; i++) {
		const struct ex_link *l = &t->links.at[i];
		bool of_summary = t->kind == EX_SUMMARY && (l->type == EX_FF || l->type == EX_SF);
		bool of_section = !l->cross && (ex->tasks.at[l->from].kind == EX_IMPROVEMENT ||
						ex->tasks.at[l->from].kind == EX_ACTION);
		if (l->cross || of_summary || of_section) {
			exchange_lose(ex,
				      l->cross	   ? "links to other projects"
				      : of_summary ? "links to the finish of a summary"
						   : "links from an improvement or action",
				      &l->place, false);
			continue;
		}
		strbuf_printf(out, "\n%s<after", indent);
		plan_write_attr(out, "task", ex->tasks.at[l->from].id);
		plan_write_attr(out, "type", types[l->type]);
		put_lag(ex, task, l, out);
		strbuf_puts(out, "/>");
	}
}

static void
put_assigns(struct exchange *ex, size_t task, const char *indent, struct strbuf *out)
{
	const struct ex_task *t = &ex->tasks.at[task];
	for (size_t i = t->first_assign; i < ex->assigns.len && ex->assigns.at[i].task == task;
	     i++) {
		const struct ex_assign *a = &ex->assigns.at[i];
		int64_t units = (a->units + 500) / 1000;
		if (t->kind != EX_TASK) {
			exchange_lose(ex, "assignments to summaries and milestones", &a->place,
				      false);
			continue;
		}
		if (units > 100 || a->units % 1000 != 0)
			exchange_lose(ex, "units above 100 % or of parts of a per cent", &a->place,
				      false);
		units = units > 100 ? 100 : units;
		strbuf_printf(out, "\n%s<assign", indent);
		plan_write_attr(out, "who", ex->people.at[a->person].id);
		if (units != 100)
			strbuf_printf(out, " units=\"%" PRId64 "\"", units);
		if (has_own_work(t, a))
			plan_write_span(ex, task, "effort", a->work, VALUE_H, out);
		strbuf_puts(out, "/>");
	}
}

void
plan_write_task_parts(struct exchange *ex, size_t task, const char *indent, struct strbuf *out)
{
	put_links(ex, task, indent, out);
	put_assigns(ex, task, indent, out);
}

size_t
plan_write_next(const struct exchange *ex, size_t task)
{
	size_t i = task + 1;
	while (i < ex->tasks.len && ex->tasks.at[i].level > ex->tasks.at[task].level)
		i++;
	return i;
}

void
plan_write_task(struct exchange *ex, size_t task, const char *indent, struct strbuf *out)
{
	const struct ex_task *t = &ex->tasks.at[task];
	const char *name = t->kind == EX_MILESTONE ? "milestone" : "task";
	const char *inner = arena_printf(ex->arena, "%s  ", indent);
	struct strbuf parts = STRBUF_INIT;
	/* They stand in the schedule, wherever the row is. */
	if (t->kind == EX_EXTERNAL)
		return;
	strbuf_printf(out, "%s<%s", indent, name);
	plan_write_task_attrs(ex, task, out);
	plan_write_task_parts(ex, task, inner, &parts);
	size_t end = plan_write_next(ex, task);
	if (parts.len == 0 && end == task + 1) {
		strbuf_puts(out, "/>\n");
	} else {
		strbuf_printf(out, ">%s\n", parts.s);
		for (size_t i = task + 1; i < end; i = plan_write_next(ex, i))
			plan_write_task(ex, i, inner, out);
		strbuf_printf(out, "%s</%s>\n", indent, name);
	}
	strbuf_release(&parts);
}

bool
plan_write_progress(struct exchange *ex, size_t task, struct strbuf *out)
{
	const struct ex_task *t = &ex->tasks.at[task];
	bool begun = t->percent > 0 || t->actual_start != MINUTE_NONE || t->spent > 0;
	if (!begun && t->notes == NULL)
		return false;
	if (!exchange_is_leaf(t) && t->notes == NULL)
		return false;
	strbuf_puts(out, "    <progress");
	plan_write_attr(out, "of", t->id);
	if (exchange_is_leaf(t) && begun) {
		strbuf_printf(out, " percent=\"%d\"", t->percent);
		plan_write_day(out, "started", t->actual_start, false);
		plan_write_day(out, "finished", t->actual_finish, true);
		if (t->spent > 0)
			plan_write_span(ex, task, "spent", t->spent, VALUE_H, out);
	}
	if (t->notes == NULL) {
		strbuf_puts(out, "/>\n");
		return true;
	}
	strbuf_putc(out, '>');
	plan_write_text(out, t->notes);
	strbuf_puts(out, "</progress>\n");
	return true;
}
