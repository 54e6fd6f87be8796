/*
 * Writing MSPDI: the model by the tables of mspdi_rows.c, in their order.
 */
#include "base/strbuf.h"
#include "exchange/exchange.h"
#include "exchange/mspdi.h"
#include "exchange/value.h"

#include <inttypes.h>
#include <string.h>

struct writing {
	const struct exchange *ex;
	struct strbuf *out;
	int depth;
};

static void
indent(const struct writing *w)
{
	strbuf_printf(w->out, "%*s", 2 * w->depth, "");
}

static void
open(struct writing *w, const char *name)
{
	indent(w);
	strbuf_printf(w->out, "<%s>\n", name);
	w->depth++;
}

static void
close(struct writing *w, const char *name)
{
	w->depth--;
	indent(w);
	strbuf_printf(w->out, "</%s>\n", name);
}

static void
put(const struct writing *w, const char *name, const char *text)
{
	indent(w);
	strbuf_printf(w->out, "<%s>", name);
	strbuf_put_xml(w->out, text, strlen(text));
	strbuf_printf(w->out, "</%s>\n", name);
}

static void
put_int(const struct writing *w, const char *name, int64_t value)
{
	indent(w);
	strbuf_printf(w->out, "<%s>%" PRId64 "</%s>\n", name, value, name);
}

/* A value as a text; false if there is nothing to write. */
static bool
format(const struct mspdi_row *row, const void *owner, struct strbuf *b)
{
	const void *member = (const char *)owner + row->offset;
	switch (row->type) {
	case MSPDI_INT:
		strbuf_printf(b, "%d", *(const int *)member);
		return true;
	case MSPDI_LONG:
		strbuf_printf(b, "%" PRId64, *(const int64_t *)member);
		return true;
	case MSPDI_BOOL:
		strbuf_puts(b, *(const bool *)member ? "1" : "0");
		return true;
	case MSPDI_TEXT:
		strbuf_puts(b, *(const char *const *)member == NULL ? ""
								    : *(const char *const *)member);
		return b->len > 0;
	case MSPDI_TIME:
		if (*(const minute *)member == MINUTE_NONE)
			return false;
		ex_value_put_time(b, *(const minute *)member, 'T');
		return true;
	case MSPDI_SPAN:
		if (*(const int64_t *)member < 0)
			return false;
		ex_value_put_span(b, *(const int64_t *)member);
		return true;
	case MSPDI_CLOCK:
		ex_value_put_clock(b, *(const minute *)member);
		return true;
	case MSPDI_DECIMAL:
		strbuf_printf(b, "%" PRId64 ".%03d", *(const int64_t *)member / 100000,
			      (int)(*(const int64_t *)member % 100000 / 100));
		return true;
	case MSPDI_UNITS:
		strbuf_printf(b, "%d.%02d", *(const int *)member / 100, *(const int *)member % 100);
		return true;
	case MSPDI_PART:
	default:
		return false;
	}
}

static void write_part(struct writing *w, enum mspdi_part part, const void *owner);

static void
write_children(struct writing *w, const struct mspdi_table *table, const void *owner)
{
	struct strbuf text = STRBUF_INIT;
	for (size_t i = 0; i < table->count; i++) {
		const struct mspdi_row *row = &table->rows[i];
		if (row->use != MSPDI_WRITE && row->use != MSPDI_BOTH)
			continue;
		strbuf_clear(&text);
		if (row->part != MSPDI_NO_PART)
			write_part(w, row->part, owner);
		else if (format(row, owner, &text))
			put(w, row->name, text.s);
	}
	strbuf_release(&text);
}

static void
write_element(struct writing *w, const char *name, const struct mspdi_table *table,
	      const void *owner)
{
	open(w, name);
	write_children(w, table, owner);
	close(w, name);
}

static void
write_fields(struct writing *w, const void *owner)
{
	static const struct ex_field fields[] = {
		{.id = MSPDI_TASK_ID, .name = "Text30", .alias = MSPDI_ALIAS_ID},
		{.id = MSPDI_TASK_KIND, .name = "Text29", .alias = MSPDI_ALIAS_KIND},
		{.id = MSPDI_PERSON_ID, .name = "Text30", .alias = MSPDI_ALIAS_ID}};
	(void)owner;
	open(w, "ExtendedAttributes");
	for (size_t i = 0; i < sizeof fields / sizeof fields[0]; i++)
		write_element(w, "ExtendedAttribute", &mspdi_field, &fields[i]);
	close(w, "ExtendedAttributes");
}

static void
write_attribute(struct writing *w, const char *field, const char *value)
{
	if (value == NULL)
		return;
	open(w, "ExtendedAttribute");
	put(w, "FieldID", field);
	put(w, "Value", value);
	close(w, "ExtendedAttribute");
}

/* == calendars == */

static void
write_times(struct writing *w, const struct ex_day *day)
{
	struct strbuf text = STRBUF_INIT;
	if (day->count == 0)
		return;
	open(w, "WorkingTimes");
	for (size_t i = 0; i < day->count; i++) {
		open(w, "WorkingTime");
		strbuf_clear(&text);
		ex_value_put_clock(&text, day->spans[i].from);
		put(w, "FromTime", text.s);
		strbuf_clear(&text);
		ex_value_put_clock(&text, day->spans[i].to);
		put(w, "ToTime", text.s);
		close(w, "WorkingTime");
	}
	close(w, "WorkingTimes");
	strbuf_release(&text);
}

static void
write_week_days(struct writing *w, const void *owner)
{
	const struct ex_calendar *c = owner;
	if (!c->is_base)
		return;
	open(w, "WeekDays");
	for (int type = 1; type <= 7; type++) {
		const struct ex_day *day = &c->day[(type + 5) % 7];
		open(w, "WeekDay");
		put_int(w, "DayType", type);
		put_int(w, "DayWorking", day->working ? 1 : 0);
		if (day->working)
			write_times(w, day);
		close(w, "WeekDay");
	}
	close(w, "WeekDays");
}

static void
write_exceptions(struct writing *w, const void *owner)
{
	const struct ex_calendar *c = owner;
	struct strbuf text = STRBUF_INIT;
	if (c->exceptions.len == 0)
		return;
	open(w, "Exceptions");
	for (size_t i = 0; i < c->exceptions.len; i++) {
		const struct ex_exception *e = &c->exceptions.at[i];
		open(w, "Exception");
		put_int(w, "EnteredByOccurrences", 0);
		open(w, "TimePeriod");
		strbuf_clear(&text);
		ex_value_put_time(&text, (minute)e->from * MINUTES_PER_DAY, 'T');
		put(w, "FromDate", text.s);
		strbuf_clear(&text);
		ex_value_put_time(&text, ((minute)e->to + 1) * MINUTES_PER_DAY - 1, 'T');
		put(w, "ToDate", text.s);
		close(w, "TimePeriod");
		put_int(w, "Occurrences", e->to - e->from + 1);
		if (e->name != NULL && *e->name != '\0')
			put(w, "Name", e->name);
		put_int(w, "Type", 1);
		put_int(w, "DayWorking", e->on ? 1 : 0);
		if (e->on)
			write_times(w, &e->day);
		close(w, "Exception");
	}
	close(w, "Exceptions");
	strbuf_release(&text);
}

static void
write_calendars(struct writing *w, const void *owner)
{
	const struct exchange *ex = owner;
	open(w, "Calendars");
	for (size_t i = 0; i < ex->calendars.len; i++)
		write_element(w, "Calendar", &mspdi_calendar, &ex->calendars.at[i]);
	close(w, "Calendars");
}

/* == tasks == */

static void
write_links(struct writing *w, const void *owner)
{
	const struct ex_task *t = owner;
	for (size_t i = 0; i < t->links.len; i++)
		write_element(w, "PredecessorLink", &mspdi_link, &t->links.at[i]);
}

static void
write_baselines(struct writing *w, const void *owner)
{
	const struct ex_task *t = owner;
	for (int number = 0; number <= 10; number++)
		for (size_t i = 0; i < t->baselines.len; i++) {
			if (t->baselines.at[i].number != number)
				continue;
			write_element(w, "Baseline", &mspdi_baseline, &t->baselines.at[i]);
		}
}

static void
write_task_attributes(struct writing *w, const struct ex_task *t)
{
	static const char *const kinds[] = {
		[EX_TASK] = NULL,	[EX_MILESTONE] = NULL,
		[EX_SUMMARY] = NULL,	[EX_IMPROVEMENT] = "improvement",
		[EX_ACTION] = "action", [EX_EXTERNAL] = "external"};
	const char *kind = kinds[t->kind];
	/* Without this, a task of no length would come back as a milestone. */
	if (t->kind == EX_TASK && t->minutes == 0)
		kind = "task";
	write_attribute(w, MSPDI_TASK_ID, t->id);
	if (kind != NULL && t->detail != NULL)
		kind = arena_printf(w->ex->arena, "%s %s", kind, t->detail);
	write_attribute(w, MSPDI_TASK_KIND, kind);
}

/* Its owner is a task or a resource, which a mark in the model tells. */
static void
write_attributes(struct writing *w, const void *owner)
{
	if (owner >= (const void *)w->ex->people.at &&
	    owner < (const void *)(w->ex->people.at + w->ex->people.len))
		write_attribute(w, MSPDI_PERSON_ID, ((const struct ex_person *)owner)->id);
	else
		write_task_attributes(w, owner);
}

/* The first row is the summary of the project, at level 0. */
static void
write_project_summary(struct writing *w)
{
	const struct exchange *ex = w->ex;
	struct ex_task t = exchange_task_new();
	t.uid = t.row = t.level = 0;
	t.name = ex->title;
	t.outline = "0";
	t.start = t.early_start = t.late_start = ex->start;
	t.finish = t.early_finish = t.late_finish = ex->finish;
	for (size_t i = 0; i < ex->tasks.len; i++)
		if (ex->tasks.at[i].start < t.start)
			t.start = t.early_start = t.late_start = ex->tasks.at[i].start;
	t.minutes = ex->summary_minutes;
	t.summary = true;
	write_element(w, "Task", &mspdi_task, &t);
}

static void
write_tasks(struct writing *w, const void *owner)
{
	const struct exchange *ex = owner;
	open(w, "Tasks");
	write_project_summary(w);
	for (size_t i = 0; i < ex->tasks.len; i++)
		write_element(w, "Task", &mspdi_task, &ex->tasks.at[i]);
	close(w, "Tasks");
}

static void
write_resources(struct writing *w, const void *owner)
{
	const struct exchange *ex = owner;
	open(w, "Resources");
	for (size_t i = 0; i < ex->people.len; i++)
		write_element(w, "Resource", &mspdi_resource, &ex->people.at[i]);
	close(w, "Resources");
}

static void
write_assignments(struct writing *w, const void *owner)
{
	const struct exchange *ex = owner;
	open(w, "Assignments");
	for (size_t i = 0; i < ex->assigns.len; i++)
		write_element(w, "Assignment", &mspdi_assignment, &ex->assigns.at[i]);
	close(w, "Assignments");
}

static void
write_part(struct writing *w, enum mspdi_part part, const void *owner)
{
	static void (*const writers[])(struct writing *, const void *) = {
		[MSPDI_FIELDS] = write_fields,
		[MSPDI_CALENDARS] = write_calendars,
		[MSPDI_TASKS] = write_tasks,
		[MSPDI_RESOURCES] = write_resources,
		[MSPDI_ASSIGNMENTS] = write_assignments,
		[MSPDI_WEEK_DAYS] = write_week_days,
		[MSPDI_EXCEPTIONS] = write_exceptions,
		[MSPDI_LINK] = write_links,
		[MSPDI_ATTRIBUTE] = write_attributes,
		[MSPDI_BASELINE] = write_baselines,
	};
	writers[part](w, owner);
}

void
exchange_put_mspdi(const struct exchange *ex, struct strbuf *out)
{
	struct writing w = {.ex = ex, .out = out, .depth = 1};
	strbuf_puts(out, "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
			 "<Project xmlns=\"" MSPDI_NS "\">\n");
	write_children(&w, &mspdi_project, ex);
	strbuf_puts(out, "</Project>\n");
}
