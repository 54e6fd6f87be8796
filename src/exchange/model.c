/*
 * The model: defaults, look-ups by UID, and the order that rows and levels give.
 */
#include "exchange/model.h"

#include "base/map.h"
#include "exchange/value.h"

#include <stdlib.h>
#include <string.h>

#define LEVEL_MAX 100 /* a plan's own limit on depth is beyond it */

struct exchange *
exchange_new(struct arena *arena, struct diag *diag, const char *path)
{
	struct exchange *ex = ARENA_NEW(arena, struct exchange);
	*ex = (struct exchange){.arena = arena,
				.diag = diag,
				.path = path,
				.version = 12,
				.created = MINUTE_NONE,
				.saved = MINUTE_NONE,
				.start = MINUTE_NONE,
				.finish = MINUTE_NONE,
				.status = MINUTE_NONE,
				.from_start = true,
				.calendar_uid = -1,
				.minutes_a_day = 480,
				.minutes_a_week = 2400,
				.days_a_month = 20,
				.day_start = 480,
				.day_end = 1020,
				.honour = true,
				.week_start = 1,
				.built = map_new(arena),
				.lost_in_plan = map_new(arena),
				.lost = map_new(arena)};
	return ex;
}

struct ex_task
exchange_task_new(void)
{
	return (struct ex_task){.level = 1,
				.parent = EX_NONE,
				.first_assign = EX_NONE,
				.minutes = -1,
				.format = VALUE_D,
				.work = -1,
				.on = MINUTE_NONE,
				.deadline = MINUTE_NONE,
				.calendar_uid = -1,
				.start = MINUTE_NONE,
				.finish = MINUTE_NONE,
				.early_start = MINUTE_NONE,
				.early_finish = MINUTE_NONE,
				.late_start = MINUTE_NONE,
				.late_finish = MINUTE_NONE,
				.actual_start = MINUTE_NONE,
				.actual_finish = MINUTE_NONE,
				.spent = -1,
				.active = true,
				.manual_start = MINUTE_NONE,
				.manual_finish = MINUTE_NONE,
				.manual_minutes = -1,
				.resume = MINUTE_NONE,
				.stop = MINUTE_NONE,
				.type = 1,
				.priority = 500};
}

bool
exchange_is_leaf(const struct ex_task *t)
{
	return t->kind == EX_TASK || t->kind == EX_MILESTONE;
}

bool
exchange_has_day(int must)
{
	return must != EX_ASAP && must != EX_ALAP;
}

bool
exchange_is_of_finish(int must)
{
	return must == EX_FINISH_ON || must == EX_FINISH_NO_EARLIER || must == EX_FINISH_NO_LATER;
}

void
exchange_lose(struct exchange *ex, const char *what, const struct diag_place *place, bool minor)
{
	struct ex_lost *lost = map_find(ex->lost, what);
	if (lost == NULL) {
		lost = ARENA_NEW(ex->arena, struct ex_lost);
		lost->first = *place;
		lost->minor = minor;
		map_put(ex->lost, what, lost);
	}
	lost->count++;
}

static void
tell_lost(struct exchange *ex, const struct map *all)
{
	for (size_t i = 0; i < map_count(all); i++) {
		const struct map_entry *e = map_at(all, i);
		const struct ex_lost *lost = e->value;
		diag_add(ex->diag, &exchange_diags[lost->minor ? EX_DIAG_LOST_MINOR : EX_DIAG_LOST],
			 &lost->first, e->key, arena_printf(ex->arena, "%zu", lost->count));
	}
}

void
exchange_tell_lost(struct exchange *ex)
{
	tell_lost(ex, ex->lost);
	tell_lost(ex, ex->lost_in_plan);
}

/* Maps are made by exchange_link; before it nobody asks. */
static void *
uid_find(const struct map *map, int uid)
{
	return map_find_n(map, (const char *)&uid, sizeof uid);
}

static size_t
task_of(const struct exchange *ex, int uid)
{
	const struct ex_task *t = uid_find(ex->task_uids, uid);
	return t == NULL ? EX_NONE : (size_t)(t - ex->tasks.at);
}

static size_t
person_of(const struct exchange *ex, int uid)
{
	const struct ex_person *p = uid_find(ex->person_uids, uid);
	return p == NULL ? EX_NONE : (size_t)(p - ex->people.at);
}

size_t
exchange_calendar(const struct exchange *ex, int uid)
{
	const struct ex_calendar *c = uid_find(ex->calendar_uids, uid);
	return c == NULL ? EX_NONE : (size_t)(c - ex->calendars.at);
}

/* The first of a UID counts. */
static void
put_uid(struct exchange *ex, struct map *map, int uid, void *value, const struct diag_place *place)
{
	void *before = uid_find(map, uid);
	if (before == NULL) {
		map_put_n(map, (const char *)&uid, sizeof uid, value);
		return;
	}
	diag_add(ex->diag, &exchange_diags[EX_DIAG_UID_TWICE], place,
		 arena_printf(ex->arena, "%d", uid));
}

static void
index_uids(struct exchange *ex)
{
	ex->task_uids = map_new(ex->arena);
	ex->person_uids = map_new(ex->arena);
	ex->calendar_uids = map_new(ex->arena);
	for (size_t i = 0; i < ex->tasks.len; i++)
		put_uid(ex, ex->task_uids, ex->tasks.at[i].uid, &ex->tasks.at[i],
			&ex->tasks.at[i].place);
	for (size_t i = 0; i < ex->people.len; i++)
		put_uid(ex, ex->person_uids, ex->people.at[i].uid, &ex->people.at[i],
			&ex->people.at[i].place);
	for (size_t i = 0; i < ex->calendars.len; i++)
		put_uid(ex, ex->calendar_uids, ex->calendars.at[i].uid, &ex->calendars.at[i],
			&ex->calendars.at[i].place);
}

/* Parents and outline numbers by level: a row is part of the last row above that stands higher. */
static void
build_outline(struct exchange *ex)
{
	size_t above[LEVEL_MAX + 1];
	size_t number[LEVEL_MAX + 1] = {0};
	int last = 0;
	for (size_t i = 0; i < ex->tasks.len; i++) {
		struct ex_task *t = &ex->tasks.at[i];
		int level = t->level < 1 ? 1 : t->level;
		level = level > last + 1 ? last + 1 : level;
		level = level > LEVEL_MAX ? LEVEL_MAX : level;
		number[level] = level > last ? 1 : number[level] + 1;
		above[level] = i;
		t->level = last = level;
		t->parent = level == 1 ? EX_NONE : above[level - 1];
		if (t->parent == EX_NONE) {
			t->outline = arena_printf(ex->arena, "%zu", number[level]);
			continue;
		}
		struct ex_task *parent = &ex->tasks.at[t->parent];
		t->outline = arena_printf(ex->arena, "%s.%zu", parent->outline, number[level]);
		if (exchange_is_leaf(parent))
			parent->kind = EX_SUMMARY;
	}
}

static bool
is_above(const struct exchange *ex, size_t above, size_t i)
{
	for (i = ex->tasks.at[i].parent; i != EX_NONE; i = ex->tasks.at[i].parent)
		if (i == above)
			return true;
	return false;
}

/* May the link stay?  Its predecessor is there, and neither is part of the other. */
static bool
resolve_link(struct exchange *ex, size_t to, struct ex_link *l)
{
	if (l->cross)
		return true;
	l->from = task_of(ex, l->from_uid);
	if (l->from == EX_NONE) {
		diag_add(ex->diag, &exchange_diags[EX_DIAG_NO_SUCH_TASK], &l->place,
			 arena_printf(ex->arena, "%d", l->from_uid), "link");
		return false;
	}
	bool over = is_above(ex, l->from, to);
	if (!over && !is_above(ex, to, l->from))
		return true;
	const struct ex_task *summary = &ex->tasks.at[over ? l->from : to];
	const struct ex_task *part = &ex->tasks.at[over ? to : l->from];
	diag_add(ex->diag, &exchange_diags[EX_DIAG_OWN_PART], &l->place, summary->name, part->name);
	return false;
}

static void
resolve_links(struct exchange *ex)
{
	for (size_t i = 0; i < ex->tasks.len; i++) {
		struct ex_task *t = &ex->tasks.at[i];
		size_t kept = 0;
		for (size_t k = 0; k < t->links.len; k++)
			if (resolve_link(ex, i, &t->links.at[k]))
				t->links.at[kept++] = t->links.at[k];
		t->links.len = kept;
	}
}

/* By task, and as they stood. */
static int
compare_assigns(const void *a, const void *b)
{
	const struct ex_assign *x = a, *y = b;
	if (x->task != y->task)
		return x->task < y->task ? -1 : 1;
	return x->order < y->order ? -1 : x->order > y->order;
}

static void
resolve_assigns(struct exchange *ex)
{
	size_t kept = 0;
	for (size_t i = 0; i < ex->assigns.len; i++) {
		struct ex_assign a = ex->assigns.at[i];
		a.task = task_of(ex, a.task_uid);
		a.person = person_of(ex, a.person_uid);
		if (a.task == EX_NONE)
			diag_add(ex->diag, &exchange_diags[EX_DIAG_NO_SUCH_TASK], &a.place,
				 arena_printf(ex->arena, "%d", a.task_uid), "assignment");
		else if (a.person == EX_NONE)
			diag_add(ex->diag, &exchange_diags[EX_DIAG_NO_SUCH_RESOURCE], &a.place,
				 arena_printf(ex->arena, "%d", a.person_uid), "assignment");
		else {
			a.order = kept;
			ex->assigns.at[kept++] = a;
		}
	}
	ex->assigns.len = kept;
	if (kept > 1)
		qsort(ex->assigns.at, kept, sizeof ex->assigns.at[0], compare_assigns);
	for (size_t i = kept; i-- > 0;)
		ex->tasks.at[ex->assigns.at[i].task].first_assign = i;
}

void
exchange_link(struct exchange *ex)
{
	index_uids(ex);
	build_outline(ex);
	resolve_links(ex);
	resolve_assigns(ex);
}
