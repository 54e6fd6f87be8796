/*
 * Checking: a plan judged by the rules of a gate.
 *
 * The rules are opened once for a process.  Rendering needs them only where the state does: a plan
 * is ready to sign when nothing stands against it at the approval gate.
 */
#include "base/arena.h"
#include "plan/diff.h"
#include "plan/plan.h"
#include "plan/rules.h"
#include "plan/status.h"
#include "plan/timetable.h"
#include "press/press_int.h"

const struct ruleset *
press_rules(struct press *press, struct diag *diag)
{
	if (press->rules == NULL)
		press->rules = ruleset_open(press->arena, diag, press->options.profile);
	return press->rules;
}

bool
press_is_usable(const struct press *press)
{
	return press->options.profile == NULL || press->rules != NULL;
}

bool
press_settle_state(struct press *press, struct plan *plan, struct diag *diag)
{
	const struct ruleset *rules;

	if (!plan_waits_for_rules(plan))
		return true;
	rules = press_rules(press, diag);
	if (rules != NULL)
		plan_settle_state(plan, rules);
	return rules != NULL;
}

static void
hand_over(struct diag *diag, const struct diag *judged)
{
	diag_append_sources(diag, judged);
	diag_append(diag, judged);
}

struct plan *
press_plan_ready(struct press *press, struct arena *arena, struct diag *diag, const char *path,
		 const struct press_bytes *bytes)
{
	struct diag *judged = diag_new(arena);
	struct plan *plan = bytes == NULL ? press_plan_load(press, arena, judged, path, true)
					  : press_plan_read(press, arena, judged, path, bytes);

	if (press_is_usable(press) && plan_level(plan) == PLAN_READY &&
	    press_settle_state(press, plan, judged))
		return plan;
	hand_over(diag, judged);
	return NULL;
}

/* For questions about dates alone, which are answered sooner. */
static struct plan *
load_dates(struct press *press, struct arena *arena, struct diag *diag, const char *path)
{
	struct diag *judged = diag_new(arena);
	struct plan *plan = press_plan_dates(press, arena, judged, path);

	if (press_is_usable(press) && plan_level(plan) == PLAN_READY)
		return plan;
	hand_over(diag, judged);
	return NULL;
}

static struct plan *
load_ready(struct press *press, struct arena *arena, struct diag *diag, const char *path)
{
	return press_plan_ready(press, arena, diag, path, NULL);
}

/* Puts what changed since an earlier revision (--against) into the facts. */
static bool
compare(struct press *press, struct arena *arena, struct diag *diag, struct plan *plan)
{
	const struct plan *old = load_ready(press, arena, diag, press->options.against);

	if (old != NULL)
		plan_diff_facts(plan_compare(arena, old, plan), plan);
	return old != NULL;
}

void
press_meet(struct press *press, const char *const paths[], size_t count)
{
	struct plan **plans = ARENA_ARRAY(press->arena, count, struct plan *);

	for (size_t i = 0; i < count; i++)
		plans[i] = press_plan_load(press, press->arena, diag_new(press->arena), paths[i],
					   false);
	press->others = plans;
	press->other_count = count;
}

bool
press_check(struct press *press, struct arena *arena, struct diag *diag, const char *path)
{
	const struct ruleset *rules = press_rules(press, diag);
	struct plan *plan;
	enum plan_gate gate;

	if (rules == NULL)
		return false;
	plan = press_plan_load(press, arena, diag, path, false);
	if (plan_level(plan) != PLAN_READY)
		return false;
	plan_settle_state(plan, rules);
	if (press->options.against != NULL && !compare(press, arena, diag, plan))
		return false;
	if (press->options.gate == NULL || !plan_gate_find(press->options.gate, &gate))
		gate = plan_gate_of(plan);
	return plan_judge(plan, rules, gate, diag) && diag_count(diag, DIAG_ERROR) == 0;
}

bool
press_gate_is(const char *name)
{
	enum plan_gate gate;

	return plan_gate_find(name, &gate);
}

/* ---- answers about a plan ---- */

static const enum plan_table plan_tables[] = {
	[PRESS_TABLE] = PLAN_TABLE,
	[PRESS_TABLE_JSON] = PLAN_TABLE_JSON,
	[PRESS_TABLE_CSV] = PLAN_TABLE_CSV,
};

bool
press_status(struct press *press, struct arena *arena, struct diag *diag, const char *path,
	     bool json, struct strbuf *out)
{
	const struct plan *plan = load_ready(press, arena, diag, path);

	if (plan == NULL)
		return false;
	if (json)
		plan_status_json(plan, out);
	else
		plan_status_line(plan, out);
	return true;
}

bool
press_schedule(struct press *press, struct arena *arena, struct diag *diag, const char *path,
	       enum press_table format, struct strbuf *out)
{
	const struct plan *plan = load_dates(press, arena, diag, path);

	if (plan != NULL)
		plan_timetable(plan, plan_tables[format], out);
	return plan != NULL;
}

bool
press_load_table(struct press *press, struct arena *arena, struct diag *diag,
		 const char *const paths[], size_t count, enum press_table format,
		 struct strbuf *out)
{
	const struct plan **plans = ARENA_ARRAY(arena, count, const struct plan *);

	press_meet(press, paths, count);
	for (size_t i = 0; i < count; i++) {
		plans[i] = load_ready(press, arena, diag, paths[i]);
		if (plans[i] == NULL)
			return false;
	}
	plan_load_table(plans, count, plan_tables[format], out);
	return true;
}

bool
press_why(struct press *press, struct arena *arena, struct diag *diag, const char *path,
	  const char *id, struct strbuf *out)
{
	struct plan *plan = load_dates(press, arena, diag, path);

	return plan != NULL && plan_why(plan, diag, id, out);
}

bool
press_diff(struct press *press, struct arena *arena, struct diag *diag, const char *const paths[2],
	   bool json, struct strbuf *out)
{
	const struct plan *old = load_ready(press, arena, diag, paths[0]);
	const struct plan *new = load_ready(press, arena, diag, paths[1]);

	if (old == NULL || new == NULL)
		return false;
	if (json)
		plan_diff_json(plan_compare(arena, old, new), out);
	else
		plan_diff_print(plan_compare(arena, old, new), out);
	return true;
}
