/*
 * Status: how plans stand, a line each.
 *
 *	PAP-7  1.0  approved  100 %  all required signatures are given
 */
#include "plan/status.h"

#include "base/json.h"
#include "base/strbuf.h"
#include "plan/plan_imp.h"

#include <inttypes.h>
#include <string.h>

static const char *
fact(const struct plan *plan, const char *name)
{
	const char *value = plan_fact_of(plan->root, name);
	return value == NULL ? "" : value;
}

static const char *
fact_of_task(const xmlNode *node)
{
	const char *state = plan_fact_of(node, "state");
	return state == NULL ? "" : state;
}

/* Of all improvements, weighed by their work. */
static int64_t
percent_of(const struct plan *plan)
{
	int64_t done = 0, all = 0;
	for (size_t i = 0; i < plan->sched.task_count; i++) {
		const struct sched_task *t = &plan->sched.tasks[i];
		const xmlNode *node = plan->tasks[i].item->node;
		int64_t percent = 0;
		if (t->kind != SCHED_TASK || strcmp(fact_of_task(node), "cancelled") == 0)
			continue;
		(void)plan_number(plan_fact_of(node, "percent"), &percent);
		all += t->work;
		done += t->work * (percent / 1000000);
	}
	return all == 0 ? 0 : done / all;
}

static size_t
late_tasks(const struct plan *plan)
{
	size_t late = 0;
	for (size_t i = 0; i < plan->sched.task_count; i++)
		if (plan->sched.tasks[i].kind == SCHED_TASK &&
		    strcmp(fact_of_task(plan->tasks[i].item->node), "late") == 0)
			late++;
	return late;
}

/* Who of the signatories has signed what. */
static void
put_signers(struct json *j, const struct plan *plan)
{
	const xmlNode *n = plan_child(plan_child(plan->root, "approval"), "signatory");
	json_open(j, "signatories", '[');
	for (; n != NULL; n = plan_next(n, "signatory")) {
		const char *decision = plan_fact_of(n, "decision");
		json_open(j, NULL, '{');
		json_text(j, "id", plan_attr(n, "id"));
		json_text(j, "who", plan_attr(n, "who"));
		json_text(j, "capacity", plan_attr(n, "capacity"));
		json_text(j, "decision", decision == NULL ? "open" : decision);
		json_bool(j, "required", !plan_attr_is(n, "required", "no"));
		json_close(j, '}');
	}
	json_close(j, ']');
}

void
plan_status_json(const struct plan *plan, struct strbuf *out)
{
	struct json j = {.out = out};
	json_open(&j, NULL, '{');
	json_text(&j, "plan", plan_id(plan));
	json_text(&j, "revision", plan_revision(plan));
	json_text(&j, "title", plan_title(plan));
	json_text(&j, "state", fact(plan, "state"));
	json_text(&j, "reason", fact(plan, "state-reason"));
	json_text(&j, "digest", fact(plan, "digest"));
	json_text(&j, "start", fact(plan, "start"));
	json_text(&j, "finish", fact(plan, "finish"));
	json_text_given(&j, "forecast_finish", fact(plan, "forecast-finish"));
	json_text_given(&j, "approved_on", fact(plan, "approved-on"));
	json_int(&j, "percent", percent_of(plan));
	json_int(&j, "late_tasks", (int64_t)late_tasks(plan));
	put_signers(&j, plan);
	json_close(&j, '}');
	strbuf_putc(out, '\n');
}

void
plan_status_line(const struct plan *plan, struct strbuf *out)
{
	size_t late = late_tasks(plan);
	strbuf_printf(out, "%s  %s  %s  %" PRId64 " %%", plan_id(plan), plan_revision(plan),
		      fact(plan, "state"), percent_of(plan));
	if (late > 0)
		strbuf_printf(out, ", %zu late", late);
	strbuf_printf(out, "  %s to %s", fact(plan, "start"), fact(plan, "finish"));
	if (*fact(plan, "forecast-finish") != '\0' &&
	    strcmp(fact(plan, "forecast-finish"), fact(plan, "finish")) != 0)
		strbuf_printf(out, " (forecast %s)", fact(plan, "forecast-finish"));
	strbuf_printf(out, "  %s\n", fact(plan, "state-reason"));
}
