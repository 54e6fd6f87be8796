/* What planpress says about itself: diagnostics explained, layouts, what of XSL is supported. */
#include "base/arena.h"
#include "base/base_diag.h"
#include "base/json.h"
#include "base/map.h"
#include "chart/chart.h"
#include "exchange/exchange.h"
#include "fo/fo.h"
#include "merge/merge.h"
#include "plan/plan.h"
#include "plan/rules.h"
#include "press/press_int.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

/* Rooms whose public headers are about other things offer their rows all the same. */
const struct diag_kind *layout_diag_rows(size_t *count);
const struct diag_kind *render_diag_rows(size_t *count);
const struct diag_kind *pdf_diag_rows(size_t *count);

static const struct diag_kind *(*const room_rows[])(size_t *count) = {
	base_diag_rows,	  plan_diag_rows,   merge_diag_rows, fo_diag_rows,    chart_diag_rows,
	layout_diag_rows, render_diag_rows, pdf_diag_rows,   press_diag_rows, exchange_diag_rows,
};

#define ROOMS (sizeof room_rows / sizeof room_rows[0])

static const char *
exit_meaning(int exit)
{
	switch (exit) {
	case 1:
		return "exit code 1: findings";
	case 2:
		return "exit code 2: usage";
	case 3:
		return "exit code 3: the input cannot be read or is not valid";
	case 4:
		return "exit code 4: nothing is written, for something would be missing";
	case 5:
		return "exit code 5: the state forbids it";
	default:
		return "exit code 70: a mistake of planpress or its surroundings";
	}
}

static void
explain_row(struct strbuf *out, const struct diag_kind *kind)
{
	strbuf_printf(out, "%s (%s): ", kind->code, diag_rank_name(kind->rank));
	diag_put_pattern(out, kind->text);
	strbuf_putc(out, '\n');
	if (kind->instead != NULL)
		strbuf_printf(out, "  %s\n", kind->instead);
	if (kind->rank >= DIAG_ERROR && kind->exit != 0)
		strbuf_printf(out, "  %s\n", exit_meaning(kind->exit));
}

/* What the rooms say under a code. */
static bool
explain_rows(struct map *codes, const char *code, struct strbuf *out)
{
	bool found = false;

	for (size_t r = 0; r < ROOMS; r++) {
		size_t count;
		const struct diag_kind *rows = room_rows[r](&count);

		for (size_t i = 0; i < count; i++) {
			map_put(codes, rows[i].code, NULL);
			if (strcasecmp(rows[i].code, code) != 0)
				continue;
			strbuf_puts(out, out->len > 0 && !found ? "\n" : "");
			explain_row(out, &rows[i]);
			found = true;
		}
	}
	return found;
}

bool
press_explain(struct press *press, struct diag *diag, const char *code, struct strbuf *out,
	      const char **near)
{
	const struct ruleset *rules = press_rules(press, diag);
	struct map *codes = map_new(press->arena);
	bool found = false;

	*near = NULL;
	for (size_t i = 0; rules != NULL && ruleset_code(rules, i) != NULL; i++) {
		map_put(codes, ruleset_code(rules, i), NULL);
		if (strcasecmp(ruleset_code(rules, i), code) == 0)
			found = ruleset_explain(rules, ruleset_code(rules, i), out);
	}
	found = explain_rows(codes, code, out) || found;
	if (!found)
		*near = map_nearest(codes, code, NULL, NULL);
	return found;
}

/* ---- layouts ---- */

static void
layout_json(struct strbuf *out, const struct layout_info *layout)
{
	struct json j = {.out = out};

	json_open(&j, NULL, '{');
	json_text(&j, "name", layout->name);
	json_text(&j, "title", layout->title);
	json_text(&j, "dir", layout->dir);
	json_bool(&j, "for_person", layout->for_person);
	json_open(&j, "params", '[');
	for (size_t i = 0; i < layout->param_count; i++) {
		const struct layout_param *p = &layout->params[i];

		json_open(&j, NULL, '{');
		json_text(&j, "name", p->name);
		json_text(&j, "default", p->value);
		json_text(&j, "allowed", p->allowed);
		json_text(&j, "text", p->text);
		json_close(&j, '}');
	}
	json_close(&j, ']');
	json_close(&j, '}');
	strbuf_putc(out, '\n');
}

static void
layout_text(struct strbuf *out, const struct layout_info *layout)
{
	strbuf_printf(out, "%s%s\n    %s\n", layout->name,
		      layout->for_person ? " (for one person: --for)" : "", layout->title);
	for (size_t i = 0; i < layout->param_count; i++) {
		const struct layout_param *p = &layout->params[i];

		strbuf_printf(out, "    --param %s=%s", p->name, p->value == NULL ? "" : p->value);
		if (p->allowed != NULL && p->allowed[0] != '\0')
			strbuf_printf(out, " (%s)", p->allowed);
		strbuf_printf(out, "  %s\n", p->text == NULL ? "" : p->text);
	}
}

bool
press_layouts(struct press *press, struct arena *arena, struct diag *diag, struct strbuf *out,
	      bool json)
{
	size_t errors = diag_count(diag, DIAG_ERROR), count = 0;
	const struct layout_info *layouts = merge_layouts(arena, diag, &press->paths, &count);

	for (size_t i = 0; layouts != NULL && i < count; i++) {
		if (json)
			layout_json(out, &layouts[i]);
		else
			layout_text(out, &layouts[i]);
	}
	return diag_count(diag, DIAG_ERROR) == errors;
}

/* ---- support ---- */

static const char *
support_name(enum fo_support support)
{
	static const char *const names[] = {
		[FO_SUPPORT_NONE] = "no",
		[FO_SUPPORT_PARSED] = "read only",
		[FO_SUPPORT_PART] = "in part",
		[FO_SUPPORT_FULL] = "yes",
	};

	return names[support];
}

static void
support_part(struct strbuf *out, bool objects, bool markdown)
{
	const char *what = objects ? "Formatting object" : "Property";

	if (markdown)
		strbuf_printf(out, "| %s | Supported | XSL 1.1 |\n|---|---|---|\n", what);
	else
		strbuf_printf(out, "%-38s %-10s %s\n", what, "Supported", "XSL 1.1");
	for (size_t i = 0; i < fo_row_count(); i++) {
		struct fo_row row = fo_row(i);

		if (row.is_object == objects)
			strbuf_printf(out, markdown ? "| `%s` | %s | §%s |\n" : "%-38s %-10s %s\n",
				      row.name, support_name(row.support), row.section);
	}
}

/* What "in part" leaves out. */
static void
support_partial(struct strbuf *out, bool markdown)
{
	if (markdown)
		strbuf_puts(out, "| In part | Left out |\n|---|---|\n");
	else
		strbuf_printf(out, "%-38s %s\n", "In part", "Left out");
	for (size_t i = 0; i < fo_partial_count(); i++) {
		struct fo_partial p = fo_partial(i);
		char name[96];

		snprintf(name, sizeof name, p.value[0] != '\0' ? "%s=\"%s\"" : "%s", p.name,
			 p.value);
		strbuf_printf(out, markdown ? "| `%s` | %s |\n" : "%-38s %s\n", name, p.instead);
	}
}

void
press_support(struct strbuf *out, bool markdown)
{
	support_part(out, true, markdown);
	strbuf_putc(out, '\n');
	support_part(out, false, markdown);
	strbuf_putc(out, '\n');
	support_partial(out, markdown);
}
