/*
 * Rules: what is judged about a plan, as data.
 *
 *	struct ruleset *rules = ruleset_open(arena, diag, NULL);
 *	plan_judge(plan, rules, GATE_APPROVAL, diag);
 *
 * A rule is a code, a severity for each gate, and checks: XPath expressions over the plan's tree
 * with its facts (domain.md 2.6).  Ours stand in rules.xml, which is inside the program; a profile
 * changes severities and limits and adds rules in the same language.  C computes facts, rules
 * judge, layouts print.
 *
 *	<rule code="PP206" title="…" draft="warning" review="error" approval="error">
 *	  <check context="//p:objective" test="pp:named(//p:improvement/@objectives, @id)" at="id">
 *	    <let name="n" value="…"/>
 *	    <says>no improvement serves the objective '{@id}'</says>
 *	    <related at="…">…</related>
 *	    <help>…</help>
 *	    <edit at="…" attr="objectives">{…}</edit>
 *	  </check>
 *	  <why>…</why> <example>…</example> <fix>…</fix>
 *	</rule>
 *
 * `context` selects what is judged: elements, attributes or texts; `test` must hold for each; where
 * it does not, `says` is reported there, or at the value of the attribute `at`.  {…} is an
 * expression, evaluated there.  `let` names a value for the test and the texts; it is evaluated
 * before the test, in order.  An `edit` is what would mend it (rule_edit.c).  A `set` names nodes
 *of the plan for all rules.  Functions of ours: rule_func.def.  A rule without a check is judged in
 *C while the plan is read.
 */
#ifndef PP_PLAN_RULES_H
#define PP_PLAN_RULES_H

#include "base/diag.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct plan;
struct plan_policy;
struct ruleset;
struct strbuf;

/* What the plan is on its way to; each asks for more than the one before. */
enum plan_gate { GATE_DRAFT, GATE_REVIEW, GATE_APPROVAL, GATE_TRACKING, GATE_CLOSURE, GATE_COUNT };

const char *plan_gate_name(enum plan_gate gate);
/* false if there is no such gate. */
bool plan_gate_find(const char *name, enum plan_gate *gate);
/* The gate of the computed state (semantics.md, Exit codes). */
enum plan_gate plan_gate_of(const struct plan *plan);

/* Our rules, and those of a profile (its path; NULL: none).  NULL and a diagnostic if the profile
 * cannot be read or has a mistake.  Lives in the arena, and must outlive what plan_judge records.
 */
struct ruleset *ruleset_open(struct arena *arena, struct diag *diag, const char *profile);
/* The codes in order; NULL behind the last. */
const char *ruleset_code(const struct ruleset *rules, size_t index);
/* Title, severities, why, example and fix; false if there is no such rule. */
bool ruleset_explain(const struct ruleset *rules, const char *code, struct strbuf *out);

/* The sign-off policies of the profile, for plan_options. */
const struct plan_policy *ruleset_policies(const struct ruleset *rules, size_t *count);

/* Is it ready to sign if, and only if, nothing stands against it at the approval gate? */
bool plan_waits_for_rules(const struct plan *plan);
/* Judges that: else the plan goes back to in-review, with the reason. */
void plan_settle_state(struct plan *plan, const struct ruleset *rules);

/* Judges a plan that is ready (plan_level) at a gate; findings go to diag with the gate's name.
 * Waived findings are recorded as notes.  False if there is a finding of rank error. */
bool
plan_judge(struct plan *plan, const struct ruleset *rules, enum plan_gate gate, struct diag *diag);

#endif
