/*
 * Work: tasks, milestones, externals and their links, read into the schedule and run.
 *
 * What the schedule cannot take (semantics.md, Schedule 7) is diagnosed here and left out, so that
 * schedule.c sees only what it understands.
 */
#include "plan/work.h"

#include "base/map.h"
#include "base/strbuf.h"
#include "base/xml.h"

#include <string.h>

#define PERCENT_LIMIT ((int64_t)1000000) /* thousandths: a lag of a thousand percent */

struct sched_tasks {
	VEC(struct sched_task);
};

struct plan_tasks {
	VEC(struct plan_task);
};

struct sched_links {
	VEC(struct sched_link);
};

/* The reading of one plan. */
struct reading {
	struct plan *plan;
	struct sched_tasks sched;
	struct plan_tasks tasks;
	struct sched_links links;
	struct plan_item *action;
	struct plan_item *improvement;
	struct map *externals; /* PLAN#ID → the external that gives it */
	bool ok;
};

static bool
is_work(const xmlNode *n)
{
	return plan_is(n, "task") || plan_is(n, "milestone");
}

static xmlNode *
first_work(xmlNode *n)
{
	while (n != NULL && !is_work(n))
		n = plan_next(n, NULL);
	return n;
}

static void
warn(struct reading *r, enum plan_diag id, const xmlNode *node, const char *attr, const char *arg)
{
	struct diag_place place =
		attr == NULL ? xml_place(node) : xml_attr_place(r->plan->diag, node, attr, false);
	const char *own = plan_attr(node, "id");
	diag_add(r->plan->diag, &plan_diags[id], &place, own == NULL ? "" : own, arg);
}

/* The span in an attribute as minutes; false, with PP108, if there is too much of it. */
static bool
read_minutes(struct reading *r, const xmlNode *node, const char *attr, const struct calendar *c,
	     int64_t *minutes)
{
	*minutes = span_minutes(span_parse(plan_attr(node, attr)), c);
	if (*minutes != INT64_MAX && *minutes != -INT64_MAX)
		return true;
	struct diag_place place = xml_attr_place(r->plan->diag, node, attr, true);
	diag_add(r->plan->diag, &plan_diags[PLAN_DIAG_SPAN_RANGE], &place, plan_attr(node, attr));
	r->ok = false;
	return false;
}

/* Effort of the task, else of those assigned, divided by the units assigned. */
static int64_t
length_of_effort(struct reading *r, const xmlNode *node, const struct calendar *c)
{
	int64_t effort = 0;
	int64_t sum = 0;
	int64_t units = 0;
	bool assigned = false;
	if (plan_attr(node, "effort") != NULL && !read_minutes(r, node, "effort", c, &effort))
		return 0;
	for (const xmlNode *n = plan_child(node, "assign"); n != NULL; n = plan_next(n, "assign")) {
		int64_t part = 0;
		int64_t percent = (int64_t)100 * 1000000;
		if (plan_attr(n, "effort") != NULL && !read_minutes(r, n, "effort", c, &part))
			return 0;
		if (plan_attr(n, "units") != NULL)
			(void)plan_number(plan_attr(n, "units"), &percent);
		sum += part;
		units += percent / 1000000;
		assigned = true;
	}
	if (plan_attr(node, "effort") == NULL)
		effort = sum;
	if (!assigned)
		units = 100;
	if (effort > 0 && units == 0) {
		warn(r, PLAN_DIAG_NO_UNITS, node, NULL, "");
		return 0;
	}
	return effort == 0 ? 0 : (effort * 100 + units - 1) / units;
}

static void
read_length(struct reading *r, const xmlNode *node, struct sched_task *t)
{
	if (plan_attr(node, "duration") == NULL) {
		t->minutes = length_of_effort(r, node, t->calendar);
		return;
	}
	t->elapsed = span_is_elapsed(span_parse(plan_attr(node, "duration")));
	(void)read_minutes(r, node, "duration", t->calendar, &t->minutes);
}

static enum sched_must
must_of(const char *text)
{
	static const struct {
		const char *text;
		enum sched_must must;
	} musts[] = {
		{"asap", SCHED_ASAP},
		{"alap", SCHED_ALAP},
		{"start-on", SCHED_START_ON},
		{"finish-on", SCHED_FINISH_ON},
		{"start-no-earlier", SCHED_START_NO_EARLIER},
		{"start-no-later", SCHED_START_NO_LATER},
		{"finish-no-earlier", SCHED_FINISH_NO_EARLIER},
		{"finish-no-later", SCHED_FINISH_NO_LATER},
	};
	for (size_t i = 0; i < sizeof musts / sizeof musts[0]; i++)
		if (strcmp(musts[i].text, text) == 0)
			return musts[i].must;
	return SCHED_ASAP;
}

static void
read_constraint(struct reading *r, const xmlNode *node, struct sched_task *t)
{
	const char *must = plan_attr(node, "must");
	t->on = plan_date(r->plan, node, "on");
	if (t->on == DATE_NONE && plan_attr(node, "on") != NULL)
		r->ok = false;
	if (plan_date(r->plan, node, "deadline") == DATE_NONE &&
	    plan_attr(node, "deadline") != NULL)
		r->ok = false;
	if (must == NULL) {
		t->must = t->on == DATE_NONE ? SCHED_ASAP : SCHED_FIXED;
		return;
	}
	t->must = must_of(must);
	bool wants_day = t->must != SCHED_ASAP && t->must != SCHED_ALAP;
	if (wants_day && t->on == DATE_NONE) {
		warn(r, PLAN_DIAG_MUST_WITHOUT_DAY, node, "must", must);
		t->must = SCHED_ASAP;
	} else if (!wants_day && t->on != DATE_NONE) {
		warn(r, PLAN_DIAG_DAY_WITHOUT_USE, node, "on", must);
	}
}

/* A summary takes a start bound and nothing else. */
static void
strip_summary(struct reading *r, const xmlNode *node, struct sched_task *t)
{
	if (plan_attr(node, "duration") != NULL)
		warn(r, PLAN_DIAG_SUMMARY_TAKES_NO, node, "duration", "the duration");
	if (plan_attr(node, "effort") != NULL)
		warn(r, PLAN_DIAG_SUMMARY_TAKES_NO, node, "effort", "the effort");
	for (const xmlNode *n = plan_child(node, "assign"); n != NULL; n = plan_next(n, "assign")) {
		struct diag_place place = xml_place(n);
		diag_add(r->plan->diag, &plan_diags[PLAN_DIAG_SUMMARY_TAKES_NO], &place,
			 plan_attr(node, "id"), "an assignment");
	}
	if (t->must != SCHED_ASAP && t->must != SCHED_START_NO_EARLIER) {
		warn(r, PLAN_DIAG_SUMMARY_TAKES_NO, node,
		     plan_attr(node, "must") != NULL ? "must" : "on", "the constraint");
		t->must = SCHED_ASAP;
	}
}

static size_t
add_task(struct reading *r, xmlNode *node, size_t parent)
{
	struct sched_task t = {.parent = parent, .on = DATE_NONE};
	struct plan_task p = {.item = plan_item_of(r->plan, node),
			      .action = r->action,
			      .improvement = r->improvement};
	t.kind = plan_is(node, "milestone")		      ? SCHED_MILESTONE
		 : first_work(plan_child(node, NULL)) != NULL ? SCHED_SUMMARY
							      : SCHED_TASK;
	t.calendar = work_calendar_of_task(r->plan, node);
	if (t.calendar == NULL) {
		r->ok = false;
		t.calendar = r->plan->calendar;
	}
	read_constraint(r, node, &t);
	if (t.kind == SCHED_TASK)
		read_length(r, node, &t);
	else if (t.kind == SCHED_SUMMARY)
		strip_summary(r, node, &t);
	p.item->task = r->sched.len;
	VEC_PUSH(r->plan->arena, &r->sched, t);
	VEC_PUSH(r->plan->arena, &r->tasks, p);
	return p.item->task;
}

/* Work below an action, the schedule or a summary; wbs is the number above. */
static void
read_work(struct reading *r, xmlNode *above, size_t parent, const char *wbs)
{
	size_t number = 0;
	xmlNode *n = first_work(plan_child(above, NULL));
	for (; n != NULL; n = first_work(plan_next(n, NULL))) {
		size_t i = add_task(r, n, parent);
		const char *own = arena_printf(r->plan->arena, "%s.%zu", wbs, ++number);
		r->tasks.at[i].wbs = own;
		if (r->sched.at[i].kind == SCHED_SUMMARY)
			read_work(r, n, i, own);
	}
}

static void
read_external(struct reading *r, xmlNode *node)
{
	struct plan *plan = r->plan;
	struct sched_task t = {.kind = SCHED_EXTERNAL,
			       .parent = SCHED_NOBODY,
			       .calendar = plan->calendar,
			       .on = plan_date(plan, node, "on")};
	struct plan_task p = {.item = plan_item_of(plan, node), .wbs = ""};
	if (t.on == DATE_NONE && plan_attr(node, "on") != NULL)
		r->ok = false;
	p.item->task = r->sched.len;
	map_put(r->externals, plan_attr(node, "plan"), p.item);
	VEC_PUSH(plan->arena, &r->sched, t);
	VEC_PUSH(plan->arena, &r->tasks, p);
}

static void
read_tasks(struct reading *r)
{
	struct plan *plan = r->plan;
	xmlNode *schedule = plan_child(plan->root, "schedule");
	xmlNode *imp = plan_child(plan_child(plan->root, "improvements"), "improvement");
	for (size_t i = 1; imp != NULL; imp = plan_next(imp, "improvement"), i++) {
		xmlNode *action = plan_child(imp, "action");
		r->improvement = plan_item_of(plan, imp);
		for (size_t a = 1; action != NULL; action = plan_next(action, "action"), a++) {
			r->action = plan_item_of(plan, action);
			read_work(r, action, SCHED_NOBODY,
				  arena_printf(plan->arena, "%zu.%zu", i, a));
		}
	}
	r->improvement = r->action = NULL;
	read_work(r, schedule, SCHED_NOBODY, "0");
	xmlNode *ext = plan_child(schedule, "external");
	for (; ext != NULL; ext = plan_next(ext, "external"))
		read_external(r, ext);
}

/* == links == */

static bool
is_above(const struct reading *r, size_t above, size_t i)
{
	for (i = r->sched.at[i].parent; i != SCHED_NOBODY; i = r->sched.at[i].parent)
		if (i == above)
			return true;
	return false;
}

static void
report_own_part(struct reading *r, const xmlNode *after, size_t summary, size_t part)
{
	struct diag_place place = xml_attr_place(r->plan->diag, after, "task", true);
	struct diag_place other = xml_place(r->tasks.at[summary].item->node);
	diag_add(r->plan->diag, &plan_diags[PLAN_DIAG_OWN_PART], &place,
		 r->tasks.at[summary].item->id, r->tasks.at[part].item->id);
	diag_note(r->plan->diag, &other, "the summary '%s'", r->tasks.at[summary].item->id);
	r->ok = false;
}

/* What a link waits for; NULL, and a fact, if it has no date here (PP104). */
static const struct plan_item *
predecessor(struct reading *r, xmlNode *after)
{
	const char *text = plan_attr(after, "task");
	const char *hash = strchr(text, '#');
	const struct plan_item *item = plan_item_find(r->plan, text);
	if (hash != NULL) {
		size_t len = (size_t)(hash - text);
		bool own = strlen(r->plan->id) == len && strncmp(r->plan->id, text, len) == 0;
		item = own ? plan_item_find(r->plan, hash + 1) : map_find(r->externals, text);
	}
	if (item != NULL && item->task != PLAN_NOBODY &&
	    (r->sched.at[item->task].kind != SCHED_EXTERNAL ||
	     r->sched.at[item->task].on != DATE_NONE))
		return item;
	plan_fact(r->plan, after, "unbound", "yes");
	return NULL;
}

static bool
read_lag(struct reading *r, const xmlNode *after, struct sched_link *l)
{
	const char *text = plan_attr(after, "lag");
	if (text == NULL)
		return true;
	struct span_text s = span_parse(text);
	if (s.unit != SPAN_PERCENT) {
		l->lag_kind = span_is_elapsed(s) ? SCHED_LAG_ELAPSED : SCHED_LAG_WORK;
		return read_minutes(r, after, "lag", r->sched.at[l->to].calendar, &l->lag);
	}
	l->lag_kind = SCHED_LAG_PERCENT;
	l->lag = s.thousandths;
	if (l->lag <= PERCENT_LIMIT && l->lag >= -PERCENT_LIMIT)
		return true;
	struct diag_place place = xml_attr_place(r->plan->diag, after, "lag", true);
	diag_add(r->plan->diag, &plan_diags[PLAN_DIAG_PERCENT_RANGE], &place, text);
	r->ok = false;
	return false;
}

static void
read_link(struct reading *r, xmlNode *after, size_t to)
{
	static const char *const types[] = {
		[SCHED_FS] = "FS", [SCHED_SS] = "SS", [SCHED_FF] = "FF", [SCHED_SF] = "SF"};
	const struct plan_item *from = predecessor(r, after);
	struct sched_link l = {.to = to};
	if (from == NULL)
		return;
	l.from = from->task;
	for (size_t i = 0; i < sizeof types / sizeof types[0]; i++)
		if (plan_attr_is(after, "type", types[i]))
			l.type = (enum sched_link_type)i;
	if (is_above(r, l.from, to)) {
		report_own_part(r, after, l.from, to);
		return;
	}
	if (is_above(r, to, l.from)) {
		report_own_part(r, after, to, l.from);
		return;
	}
	if (r->sched.at[to].kind == SCHED_SUMMARY && (l.type == SCHED_FF || l.type == SCHED_SF)) {
		struct diag_place place = xml_place(after);
		diag_add(r->plan->diag, &plan_diags[PLAN_DIAG_SUMMARY_LINK], &place,
			 r->tasks.at[to].item->id, types[l.type]);
		return;
	}
	if (!read_lag(r, after, &l))
		return;
	VEC_PUSH(r->plan->arena, &r->links, l);
	VEC_PUSH(r->plan->arena, &r->plan->afters, after);
}

static void
read_links(struct reading *r)
{
	for (size_t i = 0; i < r->tasks.len; i++) {
		xmlNode *after = plan_child(r->tasks.at[i].item->node, "after");
		for (; after != NULL; after = plan_next(after, "after"))
			read_link(r, after, i);
	}
}

/* == running == */

static void
report_cycle(struct plan *plan)
{
	const struct sched *s = &plan->sched;
	struct strbuf path = STRBUF_INIT;
	struct diag_place place = xml_place(plan->tasks[s->cycle[0]].item->node);
	for (size_t i = 0; i < s->cycle_count; i++)
		strbuf_printf(&path, "%s → ", plan->tasks[s->cycle[i]].item->id);
	strbuf_puts(&path, plan->tasks[s->cycle[0]].item->id);
	diag_add(plan->diag, &plan_diags[PLAN_DIAG_CYCLE], &place, path.s);
	for (size_t i = 1; i < s->cycle_count && i < 10; i++) {
		struct diag_place other = xml_place(plan->tasks[s->cycle[i]].item->node);
		diag_note(plan->diag, &other, "'%s' waits for '%s'",
			  plan->tasks[s->cycle[i]].item->id, plan->tasks[s->cycle[i - 1]].item->id);
	}
	diag_help(plan->diag, "take one of these links away");
	strbuf_release(&path);
}

static bool
run(struct plan *plan)
{
	switch (schedule_run(plan->arena, &plan->sched)) {
	case SCHED_OK:
		return true;
	case SCHED_CYCLE:
		report_cycle(plan);
		return false;
	case SCHED_RANGE:
	default:
		break;
	}
	const struct plan_item *bad = plan->tasks[plan->sched.bad].item;
	struct diag_place place = xml_place(bad->node);
	diag_add(plan->diag, &plan_diags[PLAN_DIAG_BEYOND], &place, bad->id);
	return false;
}

bool
plan_schedule(struct plan *plan)
{
	struct reading r = {.plan = plan, .externals = map_new(plan->arena), .ok = true};
	plan->common = map_new(plan->arena);
	plan->sched.start = plan_date(plan, plan_child(plan->root, "schedule"), "start");
	if (plan->sched.start == DATE_NONE || !work_read_calendars(plan))
		return false;
	read_tasks(&r);
	read_links(&r);
	plan->tasks = r.tasks.at;
	plan->sched.tasks = r.sched.at;
	plan->sched.task_count = r.sched.len;
	plan->sched.links = r.links.at;
	plan->sched.link_count = r.links.len;
	return r.ok && run(plan);
}
