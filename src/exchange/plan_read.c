/*
 * A plan into the model: its outline, dates, calendars and people, as other programs count them.
 *
 * Improvements and actions become summaries.  Calendars are written with all that they have from
 * their bases, for other programs let only resources' calendars have one; the people's follow, each
 * based on one of those.  A task whose people have different calendars gets one of its own: what
 * they have in common.
 */
#include "base/map.h"
#include "base/strbuf.h"
#include "base/words.h"
#include "base/xml.h"
#include "exchange/exchange.h"
#include "exchange/model.h"
#include "exchange/value.h"
#include "plan/outline.h"
#include "plan/plan.h"

#include <libxml/tree.h>
#include <stdlib.h>
#include <string.h>

#define MAX_BASELINE 10

struct taking {
	struct exchange *ex;
	struct plan *plan;
	const struct sched *sched;
	const xmlNode *root;
	size_t *rows;	      /* by task of the schedule: its row; EX_NONE */
	struct map *progress; /* id → its element */
	struct map *by_id;    /* id → index of a row + 1 */
};

/* == the tree == */

static const xmlNode *
child(const xmlNode *node, const char *name)
{
	const xmlNode *n = node == NULL ? NULL : xml_first(node);
	while (n != NULL && strcmp(xml_name(n), name) != 0)
		n = xml_next(n);
	return n;
}

static const xmlNode *
next(const xmlNode *node, const char *name)
{
	const xmlNode *n = xml_next(node);
	while (n != NULL && strcmp(xml_name(n), name) != 0)
		n = xml_next(n);
	return n;
}

static const char *
attr(const struct taking *k, const xmlNode *node, const char *name)
{
	return node == NULL ? NULL : xml_attr(k->ex->arena, node, name);
}

static const char *
or_empty(const char *text)
{
	return text == NULL ? "" : text;
}

/* The text of an element, white space collapsed; NULL if there is none. */
static const char *
text_of(const struct taking *k, const xmlNode *node)
{
	xmlChar *text = node == NULL ? NULL : xmlNodeGetContent(node);
	char *copy = text == NULL ? NULL : arena_strdup(k->ex->arena, (const char *)text);
	xmlFree(text);
	if (copy != NULL)
		words_collapse(copy);
	return copy == NULL || *copy == '\0' ? NULL : copy;
}

static date
day_of(const struct taking *k, const xmlNode *node, const char *name)
{
	const char *text = attr(k, node, name);
	return text == NULL ? DATE_NONE : date_parse(text);
}

static int64_t
whole(const char *text, int64_t otherwise)
{
	int64_t value;
	return text != NULL && ex_value_int(text, &value) ? value : otherwise;
}

/* A span in an attribute in minutes; -1: it has none. */
static int64_t
length_of(const struct taking *k, const xmlNode *node, const char *name, const struct calendar *c)
{
	const char *text = attr(k, node, name);
	return text == NULL ? -1 : span_minutes(span_parse(text), c);
}

/* == days of a calendar == */

static minute
begin_of(date d, const struct calendar *c)
{
	return (minute)d * MINUTES_PER_DAY + calendar_day_start(c);
}

static minute
end_of(date d, const struct calendar *c)
{
	size_t count;
	const struct calendar_span *spans = calendar_spans(c, &count);
	return (minute)d * MINUTES_PER_DAY + (count > 0 ? spans[count - 1].to : MINUTES_PER_DAY);
}

/* == calendars == */

static void
fill_calendar(struct taking *k, struct ex_calendar *to, const struct calendar *c)
{
	struct ex_day day = {.given = true, .working = true};
	size_t count;
	const struct calendar_span *spans = calendar_spans(c, &day.count);
	const struct calendar_entry *entries = calendar_entries(c, k->ex->arena, &count);
	memcpy(day.spans, spans, sizeof *spans * day.count);
	for (int d = 0; d < 7; d++)
		/* 1970-01-05 was a Monday. */
		to->day[d] = calendar_week_has(c, 4 + d) ? day : (struct ex_day){.given = true};
	for (size_t i = 0; i < count; i++) {
		struct ex_exception e = {.from = entries[i].from,
					 .to = entries[i].to,
					 .on = entries[i].on,
					 .name = entries[i].name,
					 .day = day};
		VEC_PUSH(k->ex->arena, &to->exceptions, e);
	}
}

static int
add_calendar(struct taking *k, const char *name, const struct calendar *c)
{
	struct ex_calendar own = {.uid = (int)k->ex->calendars.len + 1,
				  .base_uid = -1,
				  .is_base = true,
				  .name = name};
	if (c != NULL)
		fill_calendar(k, &own, c);
	VEC_PUSH(k->ex->arena, &k->ex->calendars, own);
	return own.uid;
}

/* The UID of a calendar by its name, which is its id; -1. */
static int
calendar_uid(const struct taking *k, const char *name)
{
	for (size_t i = 0; name != NULL && i < k->ex->calendars.len; i++)
		if (k->ex->calendars.at[i].is_base &&
		    strcmp(k->ex->calendars.at[i].name, name) == 0)
			return k->ex->calendars.at[i].uid;
	return -1;
}

static void
take_calendars(struct taking *k)
{
	const xmlNode *schedule = child(k->root, "schedule");
	for (const xmlNode *n = child(schedule, "calendar"); n != NULL; n = next(n, "calendar")) {
		const char *id = attr(k, n, "id");
		const struct calendar *c = plan_calendar_of(k->plan, id);
		if (c != NULL)
			add_calendar(k, id, c);
	}
	k->ex->calendar_uid = calendar_uid(k, attr(k, schedule, "calendar"));
}

static const char *
person_calendar(const struct taking *k, const char *who)
{
	const char *own = attr(k, plan_node_of(k->plan, who), "calendar");
	return own != NULL ? own : attr(k, child(k->root, "schedule"), "calendar");
}

static int
compare_names(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The calendar of what a task's people have in common, if they are of several; else -1. */
static int
common_calendar(struct taking *k, const xmlNode *node, const struct calendar *c)
{
	struct {
		VEC(const char *);
	} names = {0};
	struct strbuf name = STRBUF_INIT;
	size_t kinds = 0;
	for (const xmlNode *n = child(node, "assign"); n != NULL; n = next(n, "assign"))
		VEC_PUSH(k->ex->arena, &names, person_calendar(k, attr(k, n, "who")));
	if (names.len > 1)
		qsort(names.at, names.len, sizeof names.at[0], compare_names);
	for (size_t i = 0; i < names.len; i++)
		if (i == 0 || strcmp(names.at[i - 1], names.at[i]) != 0) {
			strbuf_printf(&name, "%s%s", kinds == 0 ? "" : ".", names.at[i]);
			kinds++;
		}
	int uid = kinds < 2 ? -1 : calendar_uid(k, name.s);
	if (kinds >= 2 && uid < 0)
		uid = add_calendar(k, arena_strdup(k->ex->arena, name.s), c);
	strbuf_release(&name);
	return uid;
}

/* == rows == */

static struct ex_task *
add_row(struct taking *k, enum ex_kind kind, int level)
{
	struct ex_task t = exchange_task_new();
	t.uid = t.row = (int)k->ex->tasks.len + 1;
	t.kind = kind;
	t.level = level;
	VEC_PUSH(k->ex->arena, &k->ex->tasks, t);
	return &k->ex->tasks.at[k->ex->tasks.len - 1];
}

static void
add_section(struct taking *k, const xmlNode *node, enum ex_kind kind, int level)
{
	struct ex_task *t = add_row(k, kind, level);
	t->id = attr(k, node, "id");
	t->name = or_empty(text_of(k, child(node, "title")));
	t->detail = attr(k, node, "kind");
	t->summary = true;
}

static void
take_constraint(struct taking *k, const xmlNode *node, const struct sched_task *s,
		struct ex_task *t)
{
	static const int musts[] = {[SCHED_ASAP] = EX_ASAP,
				    [SCHED_ALAP] = EX_ALAP,
				    [SCHED_START_ON] = EX_START_ON,
				    [SCHED_FINISH_ON] = EX_FINISH_ON,
				    [SCHED_START_NO_EARLIER] = EX_START_NO_EARLIER,
				    [SCHED_START_NO_LATER] = EX_START_NO_LATER,
				    [SCHED_FINISH_NO_EARLIER] = EX_FINISH_NO_EARLIER,
				    [SCHED_FINISH_NO_LATER] = EX_FINISH_NO_LATER,
				    [SCHED_FIXED] = EX_START_ON};
	date deadline = day_of(k, node, "deadline");
	t->must = musts[s->must];
	if (t->must == EX_START_ON)
		t->on = s->start;
	else if (t->must == EX_START_NO_EARLIER || t->must == EX_START_NO_LATER)
		t->on = begin_of(s->on, s->calendar);
	else if (exchange_has_day(t->must))
		t->on = end_of(s->on, s->calendar);
	if (deadline != DATE_NONE)
		t->deadline = end_of(deadline, s->calendar);
}

static void
take_progress(struct taking *k, const struct sched_task *s, struct ex_task *t)
{
	const xmlNode *n = map_find(k->progress, t->id);
	date started = day_of(k, n, "started"), finished = day_of(k, n, "finished");
	if (n == NULL)
		return;
	t->notes = text_of(k, n);
	if (t->kind == EX_SUMMARY)
		return;
	t->percent = (int)whole(attr(k, n, "percent"), finished == DATE_NONE ? 0 : 100);
	if (started != DATE_NONE)
		t->actual_start = begin_of(started, s->calendar);
	if (finished != DATE_NONE)
		t->actual_finish = end_of(finished, s->calendar);
	t->spent = length_of(k, n, "spent", s->calendar);
	if (attr(k, n, "expect") != NULL) {
		struct diag_place place = xml_place(n);
		exchange_lose(k->ex, "expected days", &place, false);
	}
}

static void
take_dates(const struct sched_task *s, struct ex_task *t)
{
	t->start = t->early_start = s->start;
	t->finish = t->early_finish = s->finish;
	t->late_start = s->late_start;
	t->late_finish = s->late_finish;
	t->slack = s->slack * 10;
	t->free_slack = s->free_slack * 10;
	t->critical = s->critical;
}

static void
take_row(struct taking *k, size_t i, int level)
{
	static const enum ex_kind kinds[] = {[SCHED_TASK] = EX_TASK,
					     [SCHED_SUMMARY] = EX_SUMMARY,
					     [SCHED_MILESTONE] = EX_MILESTONE,
					     [SCHED_EXTERNAL] = EX_EXTERNAL};
	const struct sched_task *s = &k->sched->tasks[i];
	const xmlNode *node = plan_task_node(k->plan, i);
	const char *duration = attr(k, node, "duration");
	struct ex_task *t = add_row(k, kinds[s->kind], level);
	size_t row = k->ex->tasks.len - 1;
	k->rows[i] = row;
	t->place = xml_place(node);
	t->id = attr(k, node, "id");
	t->name = or_empty(attr(k, node, "name"));
	t->minutes = s->kind == SCHED_SUMMARY ? s->work : s->minutes;
	if (duration != NULL && s->kind == SCHED_TASK)
		t->format = ex_value_format_of(span_parse(duration).unit);
	t->milestone = s->kind == SCHED_MILESTONE || s->kind == SCHED_EXTERNAL;
	t->summary = s->kind == SCHED_SUMMARY;
	take_dates(s, t);
	take_constraint(k, node, s, t);
	take_progress(k, s, t);
	int own = calendar_uid(k, attr(k, node, "calendar"));
	if (own < 0 && s->kind == SCHED_TASK)
		own = common_calendar(k, node, s->calendar);
	if (s->kind == SCHED_TASK || s->kind == SCHED_MILESTONE) {
		t->calendar_uid = own;
		t->ignore_resources = own >= 0;
	}
	if (s->kind != SCHED_EXTERNAL)
		return;
	t->name = or_empty(text_of(k, node));
	t->detail = attr(k, node, "plan");
	t->must = EX_START_ON;
	t->on = s->start;
}

static int
depth_of(const struct sched *s, size_t i)
{
	int depth = 0;
	for (; s->tasks[i].parent != SCHED_NOBODY; i = s->tasks[i].parent)
		depth++;
	return depth;
}

static const xmlNode *
section_of(const xmlNode *node, const char *name)
{
	while (node != NULL && strcmp(xml_name(node), name) != 0)
		node = node->parent == NULL || node->parent->type != XML_ELEMENT_NODE
			       ? NULL
			       : node->parent;
	return node;
}

static void
take_rows(struct taking *k)
{
	const xmlNode *action = NULL, *improvement = NULL;
	for (size_t i = 0; i < k->sched->task_count; i++) {
		const xmlNode *node = plan_task_node(k->plan, i);
		const xmlNode *in = section_of(node, "action");
		k->rows[i] = EX_NONE;
		if (k->sched->tasks[i].kind == SCHED_EXTERNAL &&
		    k->sched->tasks[i].on == DATE_NONE) {
			struct diag_place place = xml_place(node);
			exchange_lose(k->ex, "external inputs without a date", &place, false);
			continue;
		}
		if (in != NULL && in != action) {
			if (section_of(in, "improvement") != improvement)
				add_section(k, section_of(in, "improvement"), EX_IMPROVEMENT, 1);
			add_section(k, in, EX_ACTION, 2);
			improvement = section_of(in, "improvement");
			action = in;
		}
		take_row(k, i, depth_of(k->sched, i) + (in == NULL ? 1 : 3));
	}
	for (size_t i = 0; i < k->ex->tasks.len; i++)
		map_put(k->by_id, k->ex->tasks.at[i].id, &k->ex->tasks.at[i]);
}

/* What a section spans: the dates of its parts. */
static void
span_sections(struct taking *k)
{
	const struct calendar *c = plan_calendar(k->plan);
	for (size_t i = k->ex->tasks.len; i-- > 0;) {
		struct ex_task *t = &k->ex->tasks.at[i];
		if (t->kind != EX_IMPROVEMENT && t->kind != EX_ACTION)
			continue;
		t->slack = t->free_slack = INT64_MAX;
		for (size_t p = i + 1; p < k->ex->tasks.len && k->ex->tasks.at[p].level > t->level;
		     p++) {
			const struct ex_task *part = &k->ex->tasks.at[p];
			if (t->start == MINUTE_NONE || part->start < t->start)
				t->start = part->start;
			if (t->finish == MINUTE_NONE || part->finish > t->finish)
				t->finish = part->finish;
			if (t->late_start == MINUTE_NONE || part->late_start < t->late_start)
				t->late_start = part->late_start;
			if (t->late_finish == MINUTE_NONE || part->late_finish > t->late_finish)
				t->late_finish = part->late_finish;
			t->slack = part->slack < t->slack ? part->slack : t->slack;
			t->free_slack =
				part->free_slack < t->free_slack ? part->free_slack : t->free_slack;
			t->critical = t->critical || part->critical;
		}
		t->early_start = t->start;
		t->early_finish = t->finish;
		t->minutes = calendar_work(c, t->finish) - calendar_work(c, t->start);
	}
}

/* == links == */

static void
take_links(struct taking *k)
{
	static const int types[] = {
		[SCHED_FS] = EX_FS, [SCHED_SS] = EX_SS, [SCHED_FF] = EX_FF, [SCHED_SF] = EX_SF};
	for (size_t i = 0; i < k->sched->link_count; i++) {
		const struct sched_link *s = &k->sched->links[i];
		const xmlNode *node = plan_link_node(k->plan, i);
		const char *lag = attr(k, node, "lag");
		struct ex_link l = {.from = k->rows[s->from],
				    .type = types[s->type],
				    .lag = s->lag * 10,
				    .format = VALUE_D,
				    .node = node,
				    .place = xml_place(node)};
		struct ex_task *to = &k->ex->tasks.at[k->rows[s->to]];
		if (l.from == EX_NONE)
			continue;
		l.from_uid = k->ex->tasks.at[l.from].uid;
		if (lag != NULL)
			l.format = ex_value_format_of(span_parse(lag).unit);
		if (s->lag_kind == SCHED_LAG_PERCENT) {
			l.lag = s->lag / 1000;
			if (s->lag % 1000 != 0)
				exchange_lose(k->ex, "parts of a per cent of lags", &l.place,
					      false);
		}
		VEC_PUSH(k->ex->arena, &to->links, l);
	}
}

/* Links that bind nothing here, and so are not in the schedule. */
static void
count_unbound(struct taking *k)
{
	for (size_t i = 0; i < k->sched->task_count; i++) {
		const xmlNode *node = plan_task_node(k->plan, i);
		for (const xmlNode *n = child(node, "after"); n != NULL; n = next(n, "after")) {
			struct diag_place place = xml_place(n);
			if (xmlHasNsProp(n, (const xmlChar *)"unbound",
					 (const xmlChar *)PLAN_FACTS_NS) != NULL)
				exchange_lose(k->ex, "links to what has no date in this plan",
					      &place, false);
		}
	}
}

/* == people == */

static size_t
take_person(struct taking *k, const char *who)
{
	const xmlNode *node = plan_node_of(k->plan, who);
	struct ex_person p = {.uid = (int)k->ex->people.len + 1,
			      .id = who,
			      .name = attr(k, node, "name"),
			      .email = attr(k, node, "email"),
			      .group = attr(k, node, "org"),
			      .role = strcmp(xml_name(node), "role") == 0,
			      .type = 1,
			      .units = 100};
	for (size_t i = 0; i < k->ex->people.len; i++)
		if (strcmp(k->ex->people.at[i].id, who) == 0)
			return i;
	p.row = p.uid;
	p.calendar_name = person_calendar(k, who);
	VEC_PUSH(k->ex->arena, &k->ex->people, p);
	return k->ex->people.len - 1;
}

static int64_t
percent_units(const struct taking *k, const xmlNode *assign)
{
	return whole(attr(k, assign, "units"), 100);
}

/* Work of one assignment in minutes: its own effort, a share of the task's, or length × units. */
static int64_t
work_of(const struct taking *k, const struct sched_task *s, const xmlNode *node,
	const xmlNode *assign)
{
	int64_t own = length_of(k, assign, "effort", s->calendar);
	int64_t all = length_of(k, node, "effort", s->calendar);
	int64_t units = percent_units(k, assign), sum = 0;
	if (own >= 0)
		return own;
	if (attr(k, assign, "units") != NULL || all < 0)
		return (s->work * units + 50) / 100;
	for (const xmlNode *n = child(node, "assign"); n != NULL; n = next(n, "assign"))
		sum += percent_units(k, n);
	return sum == 0 ? 0 : all * units / sum;
}

static void
take_assigns(struct taking *k)
{
	for (size_t i = 0; i < k->sched->task_count; i++) {
		const struct sched_task *s = &k->sched->tasks[i];
		const xmlNode *node = plan_task_node(k->plan, i);
		if (s->kind != SCHED_TASK)
			continue;
		struct ex_task *t = &k->ex->tasks.at[k->rows[i]];
		int64_t effort = length_of(k, node, "effort", s->calendar), sum = 0;
		for (const xmlNode *n = child(node, "assign"); n != NULL; n = next(n, "assign")) {
			struct ex_assign a = {.uid = (int)k->ex->assigns.len + 1,
					      .task_uid = t->uid,
					      .task = k->rows[i],
					      .units = percent_units(k, n) * 1000,
					      .work = work_of(k, s, node, n),
					      .start = s->start,
					      .finish = s->finish};
			a.person = take_person(k, attr(k, n, "who"));
			a.person_uid = k->ex->people.at[a.person].uid;
			if (t->first_assign == EX_NONE)
				t->first_assign = k->ex->assigns.len;
			VEC_PUSH(k->ex->arena, &k->ex->assigns, a);
			sum += a.work;
		}
		t->work = t->first_assign != EX_NONE ? sum : effort > 0 ? effort : 0;
	}
}

/* A calendar for each of the people, based on that of the plan. */
static void
take_people_calendars(struct taking *k)
{
	for (size_t i = 0; i < k->ex->people.len; i++) {
		struct ex_person *p = &k->ex->people.at[i];
		int base = calendar_uid(k, p->calendar_name);
		p->calendar_uid = add_calendar(k, p->name, NULL);
		struct ex_calendar *c = &k->ex->calendars.at[k->ex->calendars.len - 1];
		c->is_base = false;
		c->base_uid = base;
	}
}

/* == baselines == */

static void
take_baseline(struct taking *k, const xmlNode *node, int number)
{
	for (const xmlNode *n = child(node, "at"); n != NULL; n = next(n, "at")) {
		struct ex_task *t = map_find(k->by_id, or_empty(attr(k, n, "task")));
		struct diag_place place = xml_place(n);
		date start = day_of(k, n, "start"), finish = day_of(k, n, "finish");
		if (t == NULL || start == DATE_NONE || finish == DATE_NONE) {
			exchange_lose(k->ex, "baselines of what is not exported", &place, false);
			continue;
		}
		const struct calendar *c = plan_calendar(k->plan);
		struct ex_baseline b = {.number = number,
					.start = begin_of(start, c),
					.finish = t->kind == EX_MILESTONE ? begin_of(finish, c)
									  : end_of(finish, c),
					.work = length_of(k, n, "effort", c),
					.format = VALUE_D};
		b.minutes = calendar_work(c, b.finish) - calendar_work(c, b.start);
		VEC_PUSH(k->ex->arena, &t->baselines, b);
	}
}

/* The last is number 0, as other programs have it. */
static void
take_baselines(struct taking *k)
{
	const xmlNode *schedule = child(k->root, "schedule");
	int count = 0;
	for (const xmlNode *n = child(schedule, "baseline"); n != NULL; n = next(n, "baseline"))
		count += child(n, "at") != NULL;
	for (const xmlNode *n = child(schedule, "baseline"); n != NULL; n = next(n, "baseline")) {
		struct diag_place place = xml_place(n);
		if (child(n, "at") == NULL)
			continue;
		if (--count > MAX_BASELINE)
			exchange_lose(k->ex, "baselines before the last eleven", &place, false);
		else
			take_baseline(k, n, count);
	}
}

/* == the project == */

static void
take_project(struct taking *k)
{
	struct exchange *ex = k->ex;
	const xmlNode *head = child(k->root, "head");
	const xmlNode *schedule = child(k->root, "schedule");
	const struct calendar *c = plan_calendar(k->plan);
	date status = day_of(k, k->root, "status-date");
	size_t count;
	const struct calendar_span *spans = calendar_spans(c, &count);
	const xmlNode *revision = child(child(k->root, "revisions"), "revision");
	while (revision != NULL &&
	       strcmp(or_empty(attr(k, revision, "n")), plan_revision(k->plan)) != 0)
		revision = next(revision, "revision");
	ex->id = ex->name = plan_id(k->plan);
	ex->title = plan_title(k->plan);
	ex->company = text_of(k, child(head, "org"));
	ex->manager = attr(k, plan_node_of(k->plan, attr(k, child(head, "owner"), "who")), "name");
	ex->author = attr(k, plan_node_of(k->plan, attr(k, child(head, "author"), "who")), "name");
	if (revision != NULL)
		ex->created = ex->saved = begin_of(day_of(k, revision, "on"), c);
	ex->start = begin_of(day_of(k, schedule, "start"), c);
	ex->finish = k->sched->end;
	ex->summary_minutes = calendar_work(c, ex->finish) - calendar_work(c, k->sched->begin);
	if (status != DATE_NONE)
		ex->status = end_of(status, c);
	ex->currency = "EUR";
	ex->minutes_a_day = calendar_day_minutes(c);
	ex->minutes_a_week = ex->minutes_a_day * calendar_week_days(c);
	ex->day_start = count > 0 ? spans[0].from : ex->day_start;
	ex->day_end = count > 0 ? spans[count - 1].to : ex->day_end;
}

struct exchange *
exchange_of_plan(struct arena *arena, struct diag *diag, struct plan *plan)
{
	struct taking k = {.ex = exchange_new(arena, diag, plan_path(plan)),
			   .plan = plan,
			   .sched = plan_sched(plan),
			   .root = xml_root(plan_facts(plan)),
			   .progress = map_new(arena),
			   .by_id = map_new(arena)};
	const xmlNode *n = child(child(k.root, "tracking"), "progress");
	for (; n != NULL; n = next(n, "progress"))
		map_put(k.progress, or_empty(attr(&k, n, "of")), (void *)(uintptr_t)n);
	k.rows = ARENA_ARRAY(arena, k.sched->task_count, size_t);
	take_project(&k);
	take_calendars(&k);
	take_rows(&k);
	span_sections(&k);
	take_links(&k);
	count_unbound(&k);
	take_assigns(&k);
	take_people_calendars(&k);
	take_baselines(&k);
	exchange_link(k.ex);
	exchange_tell_lost(k.ex);
	return k.ex;
}
