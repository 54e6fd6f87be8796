/*
 * Status: how plans stand, a line each.
 *
 *	PAP-7  1.0  approved  100 %  all required signatures are given
 */
#include "plan/status.h"

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

static void
put_member(struct strbuf *out, const char *sep, const char *key, const char *value)
{
	strbuf_printf(out, "%s\"%s\":", sep, key);
	strbuf_put_json(out, value, strlen(value));
}

/* Who of the signatories has signed what: the members of an array. */
static void
put_signers(const struct plan *plan, struct strbuf *out)
{
	const xmlNode *n = plan_child(plan_child(plan->root, "approval"), "signatory");
	const char *sep = "";
	for (; n != NULL; n = plan_next(n, "signatory")) {
		const char *decision = plan_fact_of(n, "decision");
		strbuf_puts(out, sep);
		put_member(out, "{", "id", plan_attr(n, "id"));
		put_member(out, ",", "who", plan_attr(n, "who"));
		put_member(out, ",", "capacity", plan_attr(n, "capacity"));
		put_member(out, ",", "decision", decision == NULL ? "open" : decision);
		strbuf_printf(out, ",\"required\":%s}",
			      plan_attr_is(n, "required", "no") ? "false" : "true");
		sep = ",";
	}
}

void
plan_status_json(const struct plan *plan, struct strbuf *out)
{
	put_member(out, "{", "plan", plan_id(plan));
	put_member(out, ",", "revision", plan_revision(plan));
	put_member(out, ",", "title", plan_title(plan));
	put_member(out, ",", "state", fact(plan, "state"));
	put_member(out, ",", "reason", fact(plan, "state-reason"));
	put_member(out, ",", "digest", fact(plan, "digest"));
	put_member(out, ",", "start", fact(plan, "start"));
	put_member(out, ",", "finish", fact(plan, "finish"));
	if (*fact(plan, "forecast-finish") != '\0')
		put_member(out, ",", "forecast_finish", fact(plan, "forecast-finish"));
	if (*fact(plan, "approved-on") != '\0')
		put_member(out, ",", "approved_on", fact(plan, "approved-on"));
	strbuf_printf(out, ",\"percent\":%" PRId64 ",\"late_tasks\":%zu,\"signatories\":[",
		      percent_of(plan), late_tasks(plan));
	put_signers(plan, out);
	strbuf_puts(out, "]}\n");
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
