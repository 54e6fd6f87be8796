/*
 * Writing a whole plan: around the tasks of plan_write.c the sections that a plan must have.
 *
 * What the file cannot say, because only the people of the plan know it, is marked with the same
 * words everywhere, so that it can be searched for.
 */
#include "base/map.h"
#include "base/strbuf.h"
#include "exchange/exchange.h"
#include "exchange/plan_write.h"
#include "exchange/value.h"

#include <string.h>

#define LATER "To be written."

static void
put_element(struct strbuf *out, const char *indent, const char *name, const char *text)
{
	strbuf_printf(out, "%s<%s>", indent, name);
	plan_write_text(out, text);
	strbuf_printf(out, "</%s>\n", name);
}

struct skeleton {
	struct exchange *ex;
	struct strbuf *out;
	const char *owner, *author; /* ids */
	date day;		    /* of the revision */
	bool several;		    /* improvements of the file's own */
};

/* The id of the person of that name, who is added if nobody has it. */
static const char *
person_of(struct exchange *ex, const char *name)
{
	struct ex_person p = {.uid = -2, .type = 1, .units = 100, .calendar_uid = -1, .name = name};
	for (size_t i = 0; i < ex->people.len; i++)
		if (!ex->people.at[i].role && strcmp(ex->people.at[i].name, name) == 0)
			return ex->people.at[i].id;
	const char *slug = exchange_slug(ex->arena, "p-", name);
	p.id = exchange_take_id(ex, *slug == '\0' ? "p-1" : slug);
	VEC_PUSH(ex->arena, &ex->people, p);
	return p.id;
}

static void
put_head(const struct skeleton *s)
{
	struct exchange *ex = s->ex;
	strbuf_puts(s->out, "  <head>\n");
	put_element(s->out, "    ", "title",
		    ex->title != NULL  ? ex->title
		    : ex->name != NULL ? ex->name
				       : "Imported schedule");
	put_element(s->out, "    ", "org", ex->company != NULL ? ex->company : LATER);
	strbuf_printf(s->out, "    <sponsor who=\"%s\"/><owner who=\"%s\"/><author who=\"%s\"/>\n",
		      s->owner, s->owner, s->author);
	put_element(s->out, "    ", "purpose", LATER);
	strbuf_puts(s->out, "  </head>\n");
}

/* A role of a plan has a name and nothing else. */
static void
lose_of_role(struct exchange *ex, const struct ex_person *p, const struct ex_calendar *c)
{
	if (c != NULL && c != exchange_project_calendar(ex))
		exchange_lose(ex, "calendars of roles", &p->place, false);
	if (p->group != NULL || p->email != NULL)
		exchange_lose(ex, "groups and addresses of roles", &p->place, true);
}

static void
put_people(const struct skeleton *s)
{
	struct exchange *ex = s->ex;
	strbuf_puts(s->out, "  <people>\n");
	for (int roles = 0; roles <= 1; roles++)
		for (size_t i = 0; i < ex->people.len; i++) {
			const struct ex_person *p = &ex->people.at[i];
			const struct ex_calendar *c = exchange_plan_calendar(ex, p->calendar_uid);
			if (p->role != (roles == 1))
				continue;
			strbuf_printf(s->out, "    <%s", p->role ? "role" : "person");
			plan_write_attr(s->out, "id", p->id);
			plan_write_attr(s->out, "name", p->name);
			if (p->role) {
				lose_of_role(ex, p, c);
				strbuf_printf(s->out, ">%s</role>\n", LATER);
				continue;
			}
			plan_write_attr(s->out, "org", p->group);
			plan_write_attr(s->out, "email", p->email);
			if (c != NULL && c != exchange_project_calendar(ex))
				plan_write_attr(s->out, "calendar", c->id);
			strbuf_puts(s->out, "/>\n");
		}
	strbuf_puts(s->out, "  </people>\n");
}

static void
put_front(const struct skeleton *s)
{
	const char *const *id = s->ex->around;
	strbuf_printf(s->out,
		      "  <infrastructure>\n"
		      "    <body id=\"%s\" kind=\"steering-committee\" name=\"" LATER
		      "\"><member who=\"%s\" as=\"chair\"/></body>\n"
		      "    <process id=\"%s\" name=\"" LATER "\" owner=\"%s\"/>\n"
		      "    <team id=\"%s\" name=\"" LATER
		      "\"><member who=\"%s\" as=\"lead\"/></team>\n"
		      "  </infrastructure>\n",
		      id[0], s->owner, id[1], s->owner, id[2], s->owner);
	strbuf_printf(s->out,
		      "  <objectives>\n"
		      "    <objective id=\"%s\"><statement>" LATER "</statement></objective>\n"
		      "  </objectives>\n"
		      "  <findings>\n"
		      "    <finding id=\"%s\" kind=\"weakness\"><statement>" LATER
		      "</statement><disposition is=\"address\"/></finding>\n"
		      "  </findings>\n",
		      id[3], id[4]);
}

static void
open_improvement(const struct skeleton *s, const char *id, const char *title)
{
	strbuf_puts(s->out, "    <improvement");
	plan_write_attr(s->out, "id", id);
	strbuf_printf(s->out,
		      " addresses=\"%s\" objectives=\"%s\" process=\"%s\" nature=\"minor\">\n",
		      s->ex->around[4], s->ex->around[3], s->ex->around[1]);
	put_element(s->out, "      ", "title", title);
	strbuf_puts(s->out, "      <strategy>" LATER "</strategy>\n"
			    "      <approach>" LATER "</approach>\n");
}

static void
open_action(const struct skeleton *s, const char *id, const char *kind, const char *title)
{
	strbuf_puts(s->out, "      <action");
	plan_write_attr(s->out, "id", id);
	plan_write_attr(s->out, "kind", kind);
	strbuf_printf(s->out, " team=\"%s\" owner=\"%s\">\n", s->ex->around[2], s->owner);
	put_element(s->out, "        ", "title", title);
}

static const char *
action_kind(struct exchange *ex, const struct ex_task *t)
{
	static const char *const kinds[] = {"define", "develop", "review",  "train", "pilot",
					    "deploy", "measure", "support", "other"};
	for (size_t i = 0; t->detail != NULL && i < sizeof kinds / sizeof kinds[0]; i++)
		if (strcmp(t->detail, kinds[i]) == 0)
			return kinds[i];
	if (t->detail != NULL)
		exchange_lose(ex, "kinds of actions that a plan does not know", &t->place, false);
	return "other";
}

/* An improvement of the file with its actions.  What stands in it outside of an action goes to the
 * schedule's own work. */
static void
put_improvement(const struct skeleton *s, size_t i)
{
	struct exchange *ex = s->ex;
	const struct ex_task *imp = &ex->tasks.at[i];
	size_t end = plan_write_next(ex, i);
	size_t actions = 0;
	open_improvement(s, imp->id, imp->name);
	for (size_t a = i + 1; a < end; a = plan_write_next(ex, a)) {
		const struct ex_task *action = &ex->tasks.at[a];
		if (action->kind != EX_ACTION)
			continue;
		actions++;
		open_action(s, action->id, action_kind(ex, action), action->name);
		size_t stop = plan_write_next(ex, a);
		for (size_t t = a + 1; t < stop; t = plan_write_next(ex, t))
			plan_write_task(ex, t, "        ", s->out);
		strbuf_puts(s->out, "      </action>\n");
	}
	if (actions == 0) {
		open_action(s, arena_printf(ex->arena, "%s.1", imp->id), "other", imp->name);
		strbuf_puts(s->out, "      </action>\n");
	}
	strbuf_puts(s->out, "    </improvement>\n");
}

static void
put_improvements(const struct skeleton *s)
{
	struct exchange *ex = s->ex;
	bool any = false;
	strbuf_puts(s->out, "  <improvements>\n");
	for (size_t i = 0; s->several && i < ex->tasks.len; i = plan_write_next(ex, i))
		if (ex->tasks.at[i].kind == EX_IMPROVEMENT) {
			put_improvement(s, i);
			any = true;
		}
	if (!any) {
		open_improvement(s, ex->improvement_id, LATER);
		open_action(s, ex->action_id, "other", LATER);
		for (size_t i = 0; !s->several && i < ex->tasks.len; i = plan_write_next(ex, i))
			plan_write_task(ex, i, "        ", s->out);
		if (ex->tasks.len == 0)
			strbuf_printf(s->out, "        <milestone id=\"%s\" name=\"" LATER "\"/>\n",
				      ex->milestone_id);
		strbuf_puts(s->out, "      </action>\n    </improvement>\n");
	}
	strbuf_puts(s->out, "  </improvements>\n");
}

/* == calendars and schedule == */

static void
put_times(struct strbuf *out, const struct calendar_source *source)
{
	strbuf_puts(out, " times=\"");
	for (size_t i = 0; i < source->span_count; i++) {
		const struct calendar_span *t = &source->spans[i];
		strbuf_printf(out, "%s%02d:%02d-%02d:%02d", i == 0 ? "" : " ", t->from / 60,
			      t->from % 60, t->to / 60, t->to % 60);
	}
	strbuf_putc(out, '"');
}

static void
put_calendar(const struct skeleton *s, const struct ex_calendar *c)
{
	static const char *const days[] = {"mon", "tue", "wed", "thu", "fri", "sat", "sun"};
	const struct calendar_source *source = c->source;
	const struct ex_calendar *base = exchange_plan_calendar(s->ex, c->base_uid);
	struct strbuf week = STRBUF_INIT;
	strbuf_puts(s->out, "    <calendar");
	plan_write_attr(s->out, "id", c->id);
	plan_write_attr(s->out, "base", base == NULL ? NULL : base->id);
	if (source->span_count > 0) {
		put_times(s->out, source);
	} else if (source->minutes > 0 && (base != NULL || source->minutes != CALENDAR_MINUTES)) {
		strbuf_puts(s->out, " hours=\"");
		int thousandths = (source->minutes * 1000 + 30) / 60;
		strbuf_printf(s->out, "%d.%03d\"", thousandths / 1000, thousandths % 1000);
	}
	for (int d = 0; d < 7; d++)
		if ((source->week >> d & 1) != 0)
			strbuf_printf(&week, "%s%s", week.len == 0 ? "" : " ", days[d]);
	if (source->week != 0 && (base != NULL || source->week != CALENDAR_WEEK))
		plan_write_attr(s->out, "week", week.s);
	strbuf_release(&week);
	strbuf_puts(s->out, source->count == 0 ? "/>\n" : ">\n");
	for (int on = 0; on <= 1; on++)
		for (size_t i = 0; i < source->count; i++) {
			const struct calendar_entry *e = &source->entries[i];
			if (e->on != (on == 1))
				continue;
			strbuf_printf(s->out, "      <%s from=\"", e->on ? "on" : "off");
			date_put_iso(s->out, e->from);
			strbuf_putc(s->out, '"');
			if (e->to != e->from) {
				strbuf_puts(s->out, " to=\"");
				date_put_iso(s->out, e->to);
				strbuf_putc(s->out, '"');
			}
			plan_write_attr(s->out, "name",
					e->name == NULL || *e->name == '\0' ? NULL : e->name);
			strbuf_puts(s->out, "/>\n");
		}
	if (source->count > 0)
		strbuf_puts(s->out, "    </calendar>\n");
}

/* Is the work below an action, or part of a work row that is written itself? */
static bool
has_own_place(const struct exchange *ex, const struct ex_task *t)
{
	bool under_action = false;
	if (t->kind == EX_IMPROVEMENT || t->kind == EX_ACTION || t->kind == EX_EXTERNAL)
		return true;
	for (size_t p = t->parent; p != EX_NONE; p = ex->tasks.at[p].parent) {
		enum ex_kind kind = ex->tasks.at[p].kind;
		if (kind == EX_SUMMARY)
			return true; /* goes where its summary goes */
		under_action = under_action || kind == EX_ACTION;
	}
	return under_action;
}

/* "PLAN#ID" of a row of another project: as it says, else made of the project's name. */
static const char *
external_plan(struct exchange *ex, const struct ex_task *t)
{
	const char *text = t->detail != NULL ? t->detail : t->external_project;
	const char *hash = text == NULL ? NULL : strchr(text, '#');
	if (hash != NULL && exchange_is_id(arena_strndup(ex->arena, text, (size_t)(hash - text))) &&
	    exchange_is_id(hash + 1))
		return text;
	const char *slug = exchange_slug(ex->arena, "plan-", text == NULL ? "" : text);
	return arena_printf(ex->arena, "%s#%s", *slug == '\0' ? "plan" : slug, t->id);
}

static void
put_external(const struct skeleton *s, const struct ex_task *t)
{
	struct exchange *ex = s->ex;
	minute at = t->finish;
	strbuf_puts(s->out, "    <external");
	plan_write_attr(s->out, "id", t->id);
	plan_write_attr(s->out, "plan", external_plan(ex, t));
	/* What waits for a finish in the evening begins on the next day. */
	if (at != MINUTE_NONE && !t->kind_given &&
	    at - (minute)minute_day(at) * MINUTES_PER_DAY > ex->day_start)
		at += MINUTES_PER_DAY;
	plan_write_day(s->out, "on", at, false);
	strbuf_putc(s->out, '>');
	plan_write_text(s->out, t->name);
	strbuf_puts(s->out, "</external>\n");
}

static void
put_baseline(const struct skeleton *s, int number, size_t nth)
{
	struct exchange *ex = s->ex;
	bool open = false;
	for (size_t i = 0; i < ex->tasks.len; i++) {
		const struct ex_task *t = &ex->tasks.at[i];
		if (t->kind == EX_IMPROVEMENT || t->kind == EX_ACTION || t->kind == EX_EXTERNAL)
			continue;
		for (size_t k = 0; k < t->baselines.len; k++) {
			const struct ex_baseline *b = &t->baselines.at[k];
			if (b->number != number)
				continue;
			if (!open) {
				strbuf_printf(s->out, "    <baseline revision=\"0.%zu\"", nth);
				plan_write_day(s->out, "on", (minute)s->day * MINUTES_PER_DAY,
					       false);
				strbuf_puts(s->out, ">\n");
				open = true;
			}
			strbuf_puts(s->out, "      <at");
			plan_write_attr(s->out, "task", t->id);
			plan_write_day(s->out, "start", b->start, false);
			plan_write_day(s->out, "finish", b->finish,
				       t->kind != EX_MILESTONE && b->finish > b->start);
			if (b->work > 0)
				plan_write_span(ex, i, "effort", b->work, VALUE_H, s->out);
			strbuf_puts(s->out, "/>\n");
		}
	}
	if (open)
		strbuf_puts(s->out, "    </baseline>\n");
}

/* Number 0 is the last one, the others come before it; the order of a plan is that of time. */
static size_t
put_baselines(const struct skeleton *s)
{
	bool has[11] = {false};
	size_t nth = 0;
	for (size_t i = 0; i < s->ex->tasks.len; i++)
		for (size_t k = 0; k < s->ex->tasks.at[i].baselines.len; k++)
			has[s->ex->tasks.at[i].baselines.at[k].number] = true;
	for (int n = 10; n >= 0; n--)
		if (has[n])
			put_baseline(s, n, ++nth);
	return nth;
}

static size_t
put_schedule(const struct skeleton *s)
{
	struct exchange *ex = s->ex;
	const struct ex_calendar *project = exchange_project_calendar(ex);
	strbuf_puts(s->out, "  <schedule");
	plan_write_day(s->out, "start", ex->start, false);
	plan_write_attr(s->out, "calendar",
			project == NULL ? ex->project_calendar_id : project->id);
	strbuf_puts(s->out, ">\n");
	if (project == NULL)
		strbuf_printf(s->out, "    <calendar id=\"%s\"/>\n", ex->project_calendar_id);
	for (size_t i = 0; i < ex->calendars.len; i++)
		if (ex->calendars.at[i].needed)
			put_calendar(s, &ex->calendars.at[i]);
	for (size_t i = 0; s->several && i < ex->tasks.len; i++)
		if (!has_own_place(ex, &ex->tasks.at[i]))
			plan_write_task(ex, i, "    ", s->out);
	for (size_t i = 0; i < ex->tasks.len; i++)
		if (ex->tasks.at[i].kind == EX_EXTERNAL)
			put_external(s, &ex->tasks.at[i]);
	size_t baselines = put_baselines(s);
	strbuf_puts(s->out, "  </schedule>\n");
	return baselines;
}

static void
put_end(const struct skeleton *s, const char *revision)
{
	struct strbuf progress = STRBUF_INIT;
	strbuf_printf(s->out,
		      "  <approval>\n"
		      "    <signatory id=\"%s\" who=\"%s\" capacity=\"approve\"/>\n"
		      "  </approval>\n"
		      "  <revisions>\n"
		      "    <revision n=\"%s\" on=\"",
		      s->ex->around[5], s->owner, revision);
	date_put_iso(s->out, s->day);
	strbuf_printf(s->out,
		      "\" by=\"%s\" class=\"initial\" trigger=\"initial\">"
		      "<summary>Imported schedule.</summary></revision>\n"
		      "  </revisions>\n",
		      s->author);
	for (size_t i = 0; i < s->ex->tasks.len; i++)
		plan_write_progress(s->ex, i, &progress);
	if (progress.len > 0)
		strbuf_printf(s->out, "  <tracking>\n%s  </tracking>\n", progress.s);
	strbuf_release(&progress);
	strbuf_puts(s->out, "</plan>\n");
}

/* The plan's id: the file's name for the project if it is one. */
static const char *
plan_id_of(struct exchange *ex)
{
	const char *name = ex->name;
	size_t len = name == NULL ? 0 : strlen(name);
	if (exchange_is_id(name))
		return len > 4 && strcmp(name + len - 4, ".xml") == 0
			       ? arena_strndup(ex->arena, name, len - 4)
			       : name;
	const char *slug = exchange_slug(ex->arena, "PAP-", name == NULL ? "" : name);
	return *slug == '\0' ? "PAP-1" : slug;
}

static date
day_or(minute a, minute b, date otherwise)
{
	return a != MINUTE_NONE ? minute_day(a) : b != MINUTE_NONE ? minute_day(b) : otherwise;
}

void
exchange_put_plan(struct exchange *ex, date today, struct strbuf *out)
{
	struct skeleton s = {.ex = ex, .out = out};
	struct strbuf middle = STRBUF_INIT;
	struct map *lost_in_file = ex->lost;
	/* Counted anew if the plan is written again. */
	ex->lost = map_new(ex->arena);
	s.author = person_of(ex, ex->author != NULL && *ex->author != '\0' ? ex->author
				 : ex->manager != NULL			   ? ex->manager
				 : ex->people.len > 0			   ? ex->people.at[0].name
									   : LATER);
	s.owner =
		ex->manager != NULL && *ex->manager != '\0' ? person_of(ex, ex->manager) : s.author;
	s.day = day_or(ex->created, ex->saved, today);
	for (size_t i = 0; i < ex->tasks.len; i++)
		s.several = s.several || ex->ours || ex->tasks.at[i].kind == EX_IMPROVEMENT;
	struct skeleton inner = s;
	inner.out = &middle;
	put_improvements(&inner);
	size_t baselines = put_schedule(&inner);
	const char *revision = arena_printf(ex->arena, "0.%zu", baselines + 1);
	strbuf_puts(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
			 "<plan xmlns=\"urn:planpress:plan:1\"");
	plan_write_attr(out, "id", plan_id_of(ex));
	plan_write_attr(out, "revision", revision);
	plan_write_day(out, "status-date", ex->status, false);
	strbuf_puts(out, ">\n");
	put_head(&s);
	put_people(&s);
	put_front(&s);
	strbuf_puts(out, middle.s);
	put_end(&s, revision);
	strbuf_release(&middle);
	ex->lost_in_plan = ex->lost;
	ex->lost = lost_in_file;
}
