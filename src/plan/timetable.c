/*
 * Timetable: the computed schedule as a table for people, as JSON or CSV for programs.
 *
 * Tasks in the order of the plan.  Times as in the facts; days are those of the task's calendar.
 */
#include "plan/timetable.h"
#include "base/csv.h"
#include "base/json.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "plan/plan_imp.h"

#include <string.h>

/* Columns of the table and of CSV; all but the flags come from the facts. */
static const struct column {
	const char *title;
	const char *name; /* of a fact, or of an attribute */
	bool attr;	  /* an attribute, not a fact */
	bool number;	  /* set to the right */
	bool table;	  /* in the table; CSV has all */
	const char *json; /* its key; NULL: only CSV and the table */
	bool json_number;
	bool json_boolean;
} columns[] = {
	{"WBS", "wbs", false, false, true, "wbs", false, false},
	{"Id", "id", true, false, true, "id", false, false},
	{"Kind", "kind", false, false, false, "kind", false, false},
	{"Name", "name", true, false, true, "name", false, false},
	{"Start", "start", false, false, false, "start", false, false},
	{"Finish", "finish", false, false, false, "finish", false, false},
	{"Start", "start-date", false, false, true, NULL, false, false},
	{"Finish", "finish-date", false, false, true, NULL, false, false},
	{"Days", "days", false, true, true, NULL, false, false},
	{"Minutes", "minutes", false, true, false, "minutes", true, false},
	{"Slack", "slack-days", false, true, true, NULL, false, false},
	{"Slack minutes", "slack-minutes", false, true, false, "slack_minutes", true, false},
	{"Free slack minutes", "free-slack-minutes", false, true, false, "free_slack_minutes", true,
	 false},
	{"Critical", "critical", false, false, true, "critical", false, true},
	{"Driver", "driver", false, false, true, "driver", false, false},
	{"Who", "who", false, false, true, "who", false, false},
	{"Percent", "percent", false, true, false, "percent", true, false},
	{"State", "state", false, false, false, "state", false, false},
	{"Baseline finish", "baseline-finish", false, false, false, "baseline_finish", false,
	 false},
	{"Slip days", "slip-days", false, true, false, "slip_days", true, false},
	{"Forecast finish", "forecast-finish", false, false, false, "forecast_finish", false,
	 false},
};

#define COLUMNS (sizeof columns / sizeof columns[0])

static const char *
value_of(const xmlNode *node, const struct column *c)
{
	const char *value = c->attr ? plan_attr(node, c->name) : plan_fact_of(node, c->name);
	return value == NULL ? "" : value;
}

static bool
is_listed(const struct plan *plan, size_t i)
{
	return plan->sched.tasks[i].kind != SCHED_EXTERNAL;
}

/* == for people == */

static size_t
width_of(const char *text)
{
	return utf8_count(text, strlen(text));
}

static void
put_cell(struct strbuf *out, const struct column *c, const char *text, size_t width, bool last)
{
	size_t has = width_of(text);
	size_t fill = has < width ? width - has : 0;
	if (c->number)
		strbuf_printf(out, "%*s%s", (int)fill, "", text);
	else if (last)
		strbuf_puts(out, text);
	else
		strbuf_printf(out, "%s%*s", text, (int)fill, "");
	strbuf_puts(out, last ? "\n" : "  ");
}

static void
put_table(const struct plan *plan, struct strbuf *out)
{
	size_t widths[COLUMNS] = {0}, last = 0;
	for (size_t k = 0; k < COLUMNS; k++) {
		if (!columns[k].table)
			continue;
		widths[k] = width_of(columns[k].title);
		last = k;
		for (size_t i = 0; i < plan->sched.task_count; i++) {
			size_t w = width_of(value_of(plan->tasks[i].item->node, &columns[k]));
			widths[k] = is_listed(plan, i) && w > widths[k] ? w : widths[k];
		}
	}
	for (size_t k = 0; k < COLUMNS; k++)
		if (columns[k].table)
			put_cell(out, &columns[k], columns[k].title, widths[k], k == last);
	for (size_t i = 0; i < plan->sched.task_count; i++)
		for (size_t k = 0; is_listed(plan, i) && k < COLUMNS; k++)
			if (columns[k].table)
				put_cell(out, &columns[k],
					 value_of(plan->tasks[i].item->node, &columns[k]),
					 widths[k], k == last);
}

/* == for programs == */

static void
put_csv(const struct plan *plan, struct strbuf *out)
{
	for (size_t k = 0; k < COLUMNS; k++)
		strbuf_printf(out, "%s%s", columns[k].name, k + 1 < COLUMNS ? "," : "\r\n");
	for (size_t i = 0; i < plan->sched.task_count; i++)
		for (size_t k = 0; is_listed(plan, i) && k < COLUMNS; k++) {
			const char *text = value_of(plan->tasks[i].item->node, &columns[k]);
			if (columns[k].number)
				strbuf_puts(out, text);
			else
				csv_put(out, text, ',');
			strbuf_puts(out, k + 1 < COLUMNS ? "," : "\r\n");
		}
}

static void
put_json_task(struct json *j, const xmlNode *node)
{
	json_open(j, NULL, '{');
	for (size_t k = 0; k < COLUMNS; k++) {
		const struct column *c = &columns[k];
		const char *text = value_of(node, c);
		if (c->json == NULL)
			continue;
		if (c->json_boolean)
			json_bool(j, c->json, *text != '\0');
		else if (c->json_number && *text != '\0')
			json_raw(j, c->json, text, strlen(text));
		else
			json_text_given(j, c->json, text);
	}
	json_close(j, '}');
}

static void
put_json(const struct plan *plan, struct strbuf *out)
{
	struct json j = {.out = out};
	json_open(&j, NULL, '{');
	json_text(&j, "plan", plan_id(plan));
	json_text(&j, "revision", plan_revision(plan));
	json_text(&j, "start", plan_fact_of(plan->root, "start"));
	json_text(&j, "finish", plan_fact_of(plan->root, "finish"));
	json_open(&j, "tasks", '[');
	for (size_t i = 0; i < plan->sched.task_count; i++) {
		if (!is_listed(plan, i))
			continue;
		json_space(&j, "\n ");
		put_json_task(&j, plan->tasks[i].item->node);
	}
	json_close(&j, ']');
	json_close(&j, '}');
	strbuf_putc(out, '\n');
}

void
plan_timetable(const struct plan *plan, enum plan_table format, struct strbuf *out)
{
	switch (format) {
	case PLAN_TABLE_JSON:
		put_json(plan, out);
		break;
	case PLAN_TABLE_CSV:
		put_csv(plan, out);
		break;
	case PLAN_TABLE:
	default:
		put_table(plan, out);
		break;
	}
}
