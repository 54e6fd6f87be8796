/*
 * Checking: a plan judged by the rules of a gate.
 *
 * The rules are opened once for a process.  Rendering needs them only where the state does: a plan
 * is ready to sign when nothing stands against it at the approval gate.
 */
#include "base/arena.h"
#include "plan/plan.h"
#include "plan/rules.h"
#include "press/press_int.h"

const struct ruleset *
press_rules(struct press *press, struct diag *diag)
{
	if (press->rules == NULL)
		press->rules = ruleset_open(press->arena, diag, press->options.profile);
	return press->rules;
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
