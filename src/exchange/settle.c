/*
 * Settling: what was read is made ready, written as a plan, scheduled, and held against the dates
 * that the file states.
 *
 * Microsoft Project does not compute all dates from links and calendars: a task that has begun
 * stands where it began, levelling and splits delay others.  Such a task is fixed on its day, and
 * the plan written again, until the dates agree or nothing is left that would explain them.  Of a
 * chain only the first task is fixed at a time: the others may only follow it.
 */
#include "base/map.h"
#include "base/strbuf.h"
#include "exchange/exchange.h"
#include "exchange/plan_write.h"
#include "exchange/value.h"
#include "plan/outline.h"
#include "plan/plan.h"

#include <libxml/tree.h>
#include <string.h>

#define ROUNDS 6

static void
pin(struct exchange *ex, struct ex_task *t, enum ex_must must, const char *why)
{
	enum exchange_diag kind = must == EX_START_ON ? EX_DIAG_PINNED : EX_DIAG_DELAYED;
	t->must = must;
	t->on = t->start;
	t->pinned = true;
	diag_add(ex->diag, &exchange_diags[kind], &t->place, t->name, why);
}

/* The first day of the project, if the file does not say it. */
static minute
first_start(const struct exchange *ex, date today)
{
	minute first = MINUTE_NONE;
	for (size_t i = 0; i < ex->tasks.len; i++) {
		minute start = ex->tasks.at[i].start;
		if (start != MINUTE_NONE && (first == MINUTE_NONE || start < first))
			first = start;
	}
	return first != MINUTE_NONE ? first : (minute)today * MINUTES_PER_DAY;
}

void
exchange_prepare(struct exchange *ex, date today)
{
	exchange_settle_calendars(ex);
	exchange_settle_ids(ex);
	if (ex->start == MINUTE_NONE)
		ex->start = first_start(ex, today);
	if (ex->tasks.len == 0) {
		const struct diag_place place = {.file = ex->path, .line = 1};
		diag_add0(ex->diag, &exchange_diags[EX_DIAG_NO_TASKS], &place);
	}
	for (size_t i = 0; i < ex->tasks.len; i++) {
		struct ex_task *t = &ex->tasks.at[i];
		if (t->calendar_uid >= 0 && exchange_calendar(ex, t->calendar_uid) == EX_NONE)
			diag_add(ex->diag, &exchange_diags[EX_DIAG_NO_SUCH_CALENDAR], &t->place,
				 arena_printf(ex->arena, "%d", t->calendar_uid));
		if (!t->manual || !exchange_is_leaf(t))
			continue;
		if (t->manual_start != MINUTE_NONE)
			t->start = t->manual_start;
		if (t->manual_finish != MINUTE_NONE)
			t->finish = t->manual_finish;
		if (t->start != MINUTE_NONE)
			pin(ex, t, EX_START_ON, "it is scheduled by hand");
	}
}

/* == comparing == */

struct compared {
	struct exchange *ex;
	const struct sched *sched;
	const struct sched_task **of; /* by task; NULL: it is not in the plan */
	bool *differs;
};

static void
find_tasks(struct compared *c, const struct plan *plan)
{
	struct map *by_id = map_new(c->ex->arena);
	c->of = ARENA_ARRAY(c->ex->arena, c->ex->tasks.len, const struct sched_task *);
	c->differs = ARENA_ARRAY(c->ex->arena, c->ex->tasks.len, bool);
	c->sched = plan_sched(plan);
	for (size_t i = 0; i < c->ex->tasks.len; i++)
		map_put(by_id, c->ex->tasks.at[i].id, &c->of[i]);
	for (size_t i = 0; i < c->sched->task_count; i++) {
		xmlChar *id = xmlGetNoNsProp(plan_task_node(plan, i), (const xmlChar *)"id");
		const struct sched_task **slot = id == NULL ? NULL : map_find(by_id, (char *)id);
		if (slot != NULL)
			*slot = &c->sched->tasks[i];
		xmlFree(id);
	}
	for (size_t i = 0; i < c->ex->tasks.len; i++) {
		const struct ex_task *t = &c->ex->tasks.at[i];
		const struct sched_task *s = c->of[i];
		c->differs[i] = s != NULL && t->kind != EX_EXTERNAL &&
				((t->start != MINUTE_NONE && t->start != s->start) ||
				 (t->finish != MINUTE_NONE && t->finish != s->finish));
	}
}

/* Does something that the task waits for differ, for itself or for a summary above it? */
static const struct ex_task *
differing_cause(const struct compared *c, size_t i)
{
	for (; i != EX_NONE; i = c->ex->tasks.at[i].parent) {
		const struct ex_task *t = &c->ex->tasks.at[i];
		for (size_t k = 0; k < t->links.len; k++)
			if (!t->links.at[k].cross && c->differs[t->links.at[k].from])
				return &c->ex->tasks.at[t->links.at[k].from];
	}
	return NULL;
}

static const struct ex_task *
differing_part(const struct compared *c, size_t i)
{
	size_t end = plan_write_next(c->ex, i);
	for (size_t k = i + 1; k < end; k++)
		if (c->differs[k] && exchange_is_leaf(&c->ex->tasks.at[k]))
			return &c->ex->tasks.at[k];
	return NULL;
}

/* == why == */

static bool
begins_day(const struct compared *c, size_t i, minute at)
{
	const struct calendar *k = c->of[i]->calendar;
	return calendar_start(k, calendar_work(k, (minute)minute_day(at) * MINUTES_PER_DAY)) == at;
}

static bool
ends_day(const struct compared *c, size_t i, minute at)
{
	const struct calendar *k = c->of[i]->calendar;
	minute next = (minute)(minute_last_day(at) + 1) * MINUTES_PER_DAY;
	return calendar_finish(k, calendar_work(k, next)) == at;
}

static bool
has_time_of_day(const struct compared *c, size_t i)
{
	const struct ex_task *t = &c->ex->tasks.at[i];
	if (!exchange_has_day(t->must))
		return false;
	return exchange_is_of_finish(t->must) ? !ends_day(c, i, t->on) : !begins_day(c, i, t->on);
}

/* Work between the file's own dates: not the length if the task is split, or worked otherwise. */
static bool
has_gaps(const struct compared *c, size_t i)
{
	const struct ex_task *t = &c->ex->tasks.at[i];
	const struct calendar *k = c->of[i]->calendar;
	if (t->kind != EX_TASK || t->minutes < 0 || t->start == MINUTE_NONE ||
	    t->finish == MINUTE_NONE || ex_value_is_elapsed(t->format))
		return false;
	return calendar_work(k, t->finish) - calendar_work(k, t->start) != t->minutes;
}

static const char *
why(const struct compared *c, size_t i)
{
	struct exchange *ex = c->ex;
	const struct ex_task *t = &ex->tasks.at[i];
	const struct ex_task *cause = differing_cause(c, i);
	if (!exchange_is_leaf(t)) {
		cause = differing_part(c, i);
		if (cause != NULL)
			return arena_printf(ex->arena, "so does its part '%s'", cause->name);
		return t->manual ? "it is a summary scheduled by hand"
				 : "a summary spans its parts";
	}
	if (has_time_of_day(c, i))
		return "its constraint has a time of day, a plan's is a day";
	if (cause != NULL)
		return arena_printf(ex->arena, "it waits for '%s', whose dates differ",
				    cause->name);
	if (t->pinned && !begins_day(c, i, t->start))
		return "it begins within a day, and a plan fixes days";
	if (ex->calendars.len == 0)
		return "the file has no calendars, so days off are not known";
	if (has_gaps(c, i))
		return "its dates in the file are not as far apart as its length: it is split, or "
		       "people's calendars have other hours";
	if (!ex->from_start)
		return "the file schedules from the project's finish";
	if (t->start != MINUTE_NONE && t->start == ex->start && !begins_day(c, i, t->start))
		return "the project starts within a day";
	if (!ex->honour && t->must != EX_ASAP)
		return "in the file links beat constraints";
	if (t->first_assign != EX_NONE)
		return "the file schedules each person's work by itself";
	if (t->actual_start != MINUTE_NONE)
		return "in the file what is done moves what is left";
	return "the file does not say why";
}

/* == fixing == */

static bool
can_pin(const struct compared *c, size_t i)
{
	const struct ex_task *t = &c->ex->tasks.at[i];
	return c->differs[i] && exchange_is_leaf(t) && !t->pinned && t->start != MINUTE_NONE &&
	       t->start != c->of[i]->start &&
	       (t->actual_start != MINUTE_NONE || t->levelling != 0 || t->resume != MINUTE_NONE);
}

static bool
pin_some(const struct compared *c)
{
	bool any = false;
	for (size_t i = 0; i < c->ex->tasks.len; i++) {
		struct ex_task *t = &c->ex->tasks.at[i];
		if (!can_pin(c, i) || differing_cause(c, i) != NULL)
			continue;
		any = true;
		if (t->actual_start != MINUTE_NONE)
			pin(c->ex, t, EX_START_ON, "it has begun then");
		else
			pin(c->ex, t, EX_START_NO_EARLIER, "levelling has delayed it");
	}
	return any;
}

static void
put_date(struct strbuf *b, minute at)
{
	ex_value_put_time(b, at, ' ');
	/* Seconds are always nothing. */
	b->len -= 3;
	b->s[b->len] = '\0';
}

static void
tell_one(const struct compared *c, size_t i)
{
	struct exchange *ex = c->ex;
	const struct ex_task *t = &ex->tasks.at[i];
	bool start = t->start != MINUTE_NONE && t->start != c->of[i]->start;
	struct strbuf here = STRBUF_INIT, there = STRBUF_INIT;
	put_date(&here, start ? c->of[i]->start : c->of[i]->finish);
	put_date(&there, start ? t->start : t->finish);
	diag_add(ex->diag, &exchange_diags[EX_DIAG_DATES], &t->place, t->name,
		 start ? "starts" : "finishes", here.s, there.s, why(c, i));
	strbuf_release(&here);
	strbuf_release(&there);
}

/* Where in the file the task is that a message of the plan is about: its first word is an id. */
static struct diag_place
place_in_file(const struct exchange *ex, const struct diag_entry *e)
{
	const char *id = e->subject == NULL ? "" : e->subject;
	size_t len = strcspn(id, " ");
	for (size_t i = 0; i < ex->tasks.len; i++)
		if (strlen(ex->tasks.at[i].id) == len && strncmp(ex->tasks.at[i].id, id, len) == 0)
			return ex->tasks.at[i].place;
	return (struct diag_place){.file = ex->path, .line = 1};
}

/* The ids of a message as the names of the tasks: "T-1 → T-2 → T-1". */
static const char *
named(struct exchange *ex, const char *ids)
{
	static const char arrow[] = " → ";
	struct strbuf b = STRBUF_INIT;
	while (*ids != '\0') {
		const char *end = strstr(ids, arrow);
		size_t len = end == NULL ? strlen(ids) : (size_t)(end - ids);
		char *id = arena_strndup(ex->arena, ids, len);
		const char *name = id;
		for (size_t i = 0; i < ex->tasks.len; i++)
			if (strcmp(ex->tasks.at[i].id, id) == 0)
				name = ex->tasks.at[i].name;
		strbuf_printf(&b, "%s'%s'", b.len == 0 ? "" : arrow, name);
		ids = end == NULL ? ids + len : end + strlen(arrow);
	}
	const char *text = arena_strdup(ex->arena, b.s);
	strbuf_release(&b);
	return text;
}

static void
tell_errors(struct exchange *ex, const struct diag *of_plan)
{
	for (const struct diag_entry *e = diag_first(of_plan); e != NULL; e = e->next) {
		struct diag_place place = place_in_file(ex, e);
		if (e->rank >= DIAG_ERROR && strcmp(e->kind->code, "PP501") == 0)
			diag_add(ex->diag, &exchange_diags[EX_DIAG_CYCLE], &place,
				 named(ex, e->subject));
		else if (e->rank >= DIAG_ERROR)
			diag_add(ex->diag, &exchange_diags[EX_DIAG_NOT_A_PLAN], &place, e->message);
	}
}

bool
exchange_settle_plan(struct exchange *ex, date today, struct strbuf *text)
{
	struct compared c = {.ex = ex};
	for (int round = 0;; round++) {
		struct diag *diag = diag_new(ex->arena);
		exchange_put_plan(ex, today, text);
		const struct plan_options options = {
			.today = today, .bytes = text->s, .byte_count = text->len};
		struct plan *plan = plan_load(ex->arena, diag, "the imported plan", &options);
		if (plan_level(plan) != PLAN_READY) {
			tell_errors(ex, diag);
			return false;
		}
		find_tasks(&c, plan);
		if (round == ROUNDS || !pin_some(&c))
			break;
		strbuf_clear(text);
	}
	for (size_t i = 0; i < ex->tasks.len; i++)
		if (c.differs[i])
			tell_one(&c, i);
	exchange_tell_lost(ex);
	return true;
}
