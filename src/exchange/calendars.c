/*
 * Calendars on their way into a plan.
 *
 * A plan's calendar has working weekdays that are all alike and days off or on.  A file's may have
 * hours of their own on each weekday, weeks that differ for a time, and exceptions with hours of
 * their own.  The hours most weekdays have are taken; what differs is counted.  Weeks that differ
 * become days off and on.  A resource's calendar that adds nothing to its base is that base.
 */
#include "base/map.h"
#include "base/strbuf.h"
#include "exchange/model.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#define CHAIN_MAX     16
#define WEEK_DAYS_MAX 4000 /* days of differing weeks that are written out */

static const struct ex_day normal_day = {
	.given = true, .working = true, .spans = {{480, 720}, {780, 1020}}, .count = 2};

/* The calendar's week with what it has from its bases. */
static void
effective_week(const struct exchange *ex, const struct ex_calendar *c, struct ex_day week[7])
{
	for (int d = 0; d < 7; d++) {
		const struct ex_calendar *at = c;
		week[d] = (struct ex_day){.given = false};
		for (int depth = 0; at != NULL && !week[d].given && depth < CHAIN_MAX; depth++) {
			size_t base =
				at->base_uid < 0 ? EX_NONE : exchange_calendar(ex, at->base_uid);
			week[d] = at->day[d];
			at = base == EX_NONE ? NULL : &ex->calendars.at[base];
		}
		if (!week[d].given)
			week[d] = d < 5 ? normal_day : (struct ex_day){.given = true};
		if (week[d].working && week[d].count == 0) {
			week[d] = normal_day;
		}
	}
}

static bool
same_times(const struct ex_day *a, const struct ex_day *b)
{
	if (a->count != b->count)
		return false;
	for (size_t i = 0; i < a->count; i++)
		if (a->spans[i].from != b->spans[i].from || a->spans[i].to != b->spans[i].to)
			return false;
	return true;
}

/* The hours that most working days have; NULL: there is no working day. */
static const struct ex_day *
usual_day(const struct ex_day week[7])
{
	const struct ex_day *best = NULL;
	int most = 0;
	for (int d = 0; d < 7; d++) {
		int same = 0;
		for (int k = 0; week[d].working && k < 7; k++)
			same += week[k].working && same_times(&week[k], &week[d]);
		if (same > most) {
			most = same;
			best = &week[d];
		}
	}
	return best;
}

struct entries {
	VEC(struct calendar_entry);
};

/* Days of a differing week that the calendar's own week has otherwise. */
static void
add_work_week(struct exchange *ex, const struct ex_calendar *c, const struct ex_work_week *w,
	      const struct ex_day week[7], struct entries *entries)
{
	const struct ex_exception *period = &w->period;
	date end = period->to;
	assert(entries->at != NULL || (entries->len == 0 && entries->cap == 0));
	if (end - period->from > WEEK_DAYS_MAX) {
		exchange_lose(ex, "differing weeks beyond eleven years", &c->place, false);
		end = period->from + WEEK_DAYS_MAX;
	}
	for (date d = period->from; d <= end; d++) {
		const struct ex_day *own = &w->day[date_weekday(d)];
		const struct ex_day *usual = &week[date_weekday(d)];
		struct calendar_entry *last =
			entries->len == 0 ? NULL : &entries->at[entries->len - 1];
		if (!own->given)
			continue;
		if (own->working && usual->working && own->count > 0 && !same_times(own, usual) &&
		    d < period->from + 7)
			exchange_lose(ex, "hours of differing weeks", &c->place, false);
		if (own->working == usual->working)
			continue;
		if (last != NULL && last->to + 1 == d && last->on == own->working) {
			last->to = d;
			continue;
		}
		struct calendar_entry e = {
			.from = d, .to = d, .on = own->working, .name = period->name};
		VEC_PUSH(ex->arena, entries, e);
	}
}

static void
add_exceptions(struct exchange *ex, const struct ex_calendar *c, const struct ex_day *usual,
	       struct entries *entries)
{
	for (size_t i = 0; i < c->exceptions.len; i++) {
		const struct ex_exception *e = &c->exceptions.at[i];
		struct calendar_entry entry = {
			.from = e->from, .to = e->to, .on = e->on, .name = e->name};
		if (e->on && e->day.count > 0 && (usual == NULL || !same_times(&e->day, usual)))
			exchange_lose(ex, "days with hours of their own", &c->place, false);
		VEC_PUSH(ex->arena, entries, entry);
	}
}

/* Are the hours those that a plan's calendar has when only their number is given? */
static bool
is_default_shape(struct arena *arena, const struct ex_day *day, int minutes)
{
	struct calendar_source source = {.minutes = minutes};
	struct ex_day shape = {.count = 0};
	const struct calendar_span *spans =
		calendar_spans(calendar_build(arena, &source), &shape.count);
	memcpy(shape.spans, spans, sizeof *spans * shape.count);
	return same_times(&shape, day);
}

static bool
says_something(const struct ex_calendar *c)
{
	bool any = c->exceptions.len > 0 || c->weeks.len > 0;
	for (int d = 0; d < 7; d++)
		any = any || c->day[d].given;
	return any;
}

static void
set_hours(struct exchange *ex, const struct ex_day *usual, struct calendar_source *source)
{
	struct calendar_span *spans = ARENA_ARRAY(ex->arena, usual->count, struct calendar_span);
	int minutes = 0;
	for (size_t i = 0; i < usual->count; i++) {
		spans[i] = usual->spans[i];
		minutes += spans[i].to - spans[i].from;
	}
	source->minutes = minutes;
	if (is_default_shape(ex->arena, usual, minutes))
		return;
	source->spans = spans;
	source->span_count = usual->count;
}

static void
settle(struct exchange *ex, struct ex_calendar *c)
{
	struct calendar_source *source = ARENA_NEW(ex->arena, struct calendar_source);
	struct entries entries = {0};
	struct ex_day week[7];
	bool own_week = c->base_uid < 0;
	effective_week(ex, c, week);
	const struct ex_day *usual = usual_day(week);
	for (int d = 0; d < 7; d++) {
		own_week = own_week || c->day[d].given;
		if (week[d].working && !same_times(&week[d], usual))
			exchange_lose(ex, "weekdays with hours of their own", &c->place, false);
	}
	for (int d = 0; own_week && d < 7; d++)
		source->week |= week[d].working ? 1U << d : 0;
	if (own_week && usual != NULL)
		set_hours(ex, usual, source);
	for (size_t i = 0; i < c->weeks.len; i++)
		add_work_week(ex, c, &c->weeks.at[i], week, &entries);
	add_exceptions(ex, c, usual, &entries);
	/* A week without a working day is one with all its days off. */
	if (own_week && source->week == 0) {
		struct calendar_entry all = {.from = date_from_ymd(1, 1, 1),
					     .to = date_from_ymd(9999, 12, 31)};
		source->week = CALENDAR_WEEK;
		VEC_PUSH(ex->arena, &entries, all);
	}
	source->entries = entries.at;
	source->count = entries.len;
	c->source = source;
}

/* The chain of bases must end. */
static bool
comes_round(const struct exchange *ex, const struct ex_calendar *c)
{
	int depth = 0;
	while (c->base_uid >= 0 && depth++ < CHAIN_MAX) {
		size_t base = exchange_calendar(ex, c->base_uid);
		if (base == EX_NONE)
			return false;
		c = &ex->calendars.at[base];
	}
	return depth > CHAIN_MAX;
}

void
exchange_settle_calendars(struct exchange *ex)
{
	for (size_t i = 0; i < ex->calendars.len; i++) {
		struct ex_calendar *c = &ex->calendars.at[i];
		if (c->base_uid >= 0 &&
		    (exchange_calendar(ex, c->base_uid) == EX_NONE || comes_round(ex, c))) {
			diag_add(ex->diag, &exchange_diags[EX_DIAG_NO_SUCH_CALENDAR], &c->place,
				 arena_printf(ex->arena, "%d", c->base_uid));
			c->base_uid = -1;
		}
	}
	for (size_t i = 0; i < ex->calendars.len; i++)
		settle(ex, &ex->calendars.at[i]);
	for (size_t i = 0; i < ex->calendars.len; i++) {
		struct ex_calendar *c = &ex->calendars.at[i];
		size_t base = c->base_uid < 0 ? EX_NONE : exchange_calendar(ex, c->base_uid);
		c->needed = base == EX_NONE || says_something(c);
		if (base != EX_NONE)
			c->source->base = ex->calendars.at[base].source;
	}
}

const struct ex_calendar *
exchange_plan_calendar(const struct exchange *ex, int uid)
{
	for (int depth = 0; uid >= 0 && depth <= CHAIN_MAX; depth++) {
		size_t i = exchange_calendar(ex, uid);
		if (i == EX_NONE)
			return NULL;
		if (ex->calendars.at[i].needed)
			return &ex->calendars.at[i];
		uid = ex->calendars.at[i].base_uid;
	}
	return NULL;
}

const struct ex_calendar *
exchange_project_calendar(const struct exchange *ex)
{
	const struct ex_calendar *c = exchange_plan_calendar(ex, ex->calendar_uid);
	for (size_t i = 0; c == NULL && i < ex->calendars.len; i++)
		if (ex->calendars.at[i].needed && ex->calendars.at[i].base_uid < 0)
			c = &ex->calendars.at[i];
	return c;
}

/* A calendar as the scheduler has it. */
static const struct calendar *
built(const struct exchange *ex, const struct ex_calendar *c)
{
	static const struct calendar_source none = {.minutes = 0};
	const struct calendar_source *source = c == NULL ? &none : c->source;
	char key[2 * sizeof source + 1];
	(void)snprintf(key, sizeof key, "%zx", (size_t)(uintptr_t)source);
	const struct calendar *calendar = map_find(ex->built, key);
	if (calendar == NULL) {
		calendar = calendar_build(ex->arena, source);
		map_put(ex->built, key, (void *)(uintptr_t)calendar);
	}
	return calendar;
}

void
exchange_day(const struct exchange *ex, size_t task, int64_t *day, int64_t *week)
{
	const struct ex_task *t = &ex->tasks.at[task];
	const struct ex_calendar *project = exchange_project_calendar(ex);
	const struct ex_calendar *own = exchange_plan_calendar(ex, t->calendar_uid);
	const struct calendar *c = built(ex, own != NULL ? own : project);
	*day = calendar_day_minutes(c);
	*week = *day * calendar_week_days(c);
	if (own != NULL)
		return;
	bool first = true, several = false;
	for (size_t i = t->first_assign; i < ex->assigns.len && ex->assigns.at[i].task == task;
	     i++) {
		const struct ex_person *p = &ex->people.at[ex->assigns.at[i].person];
		const struct ex_calendar *theirs = exchange_plan_calendar(ex, p->calendar_uid);
		const struct calendar *k = built(ex, theirs != NULL ? theirs : project);
		int64_t minutes = calendar_day_minutes(k);
		several = several || (!first && k != c);
		*day = first || minutes < *day ? minutes : *day;
		c = k;
		first = false;
		*week = *day * calendar_week_days(k);
	}
	/* What several have in common is not known here: lengths are written in hours. */
	if (several)
		*day = *week = 0;
}
