/* Schedules of other programs: in as plans, out in their formats. */
#include "exchange/exchange.h"
#include "base/arena.h"
#include "plan/plan.h"
#include "plan/timetable.h"
#include "press/press_int.h"

#include <string.h>

static const char *const format_names[] = {
	[PRESS_MSPDI] = "mspdi", [PRESS_CSV] = "csv", [PRESS_ICS] = "ics", [PRESS_JSON] = "json"};

bool
press_exchange_find(const char *name, enum press_exchange *format)
{
	for (size_t i = 0; i < sizeof format_names / sizeof format_names[0]; i++)
		if (strcmp(format_names[i], name) == 0) {
			*format = (enum press_exchange)i;
			return true;
		}
	return false;
}

static struct exchange *
read_file(struct press *press, struct arena *arena, struct diag *diag,
	  const struct press_import *import)
{
	struct exchange *ex =
		import->format == PRESS_MSPDI
			? exchange_read_mspdi(arena, diag, import->path)
			: exchange_read_csv(arena, diag, import->path, import->separator);

	if (ex != NULL)
		exchange_prepare(ex, press->options.today);
	return ex;
}

bool
press_merge_in(struct press *press, struct arena *arena, struct diag *diag,
	       const struct press_import *import, struct plan *plan, struct plan_edited *edited)
{
	const struct exchange_into into = {.action = import->action,
					   .progress_only = import->progress_only};
	struct exchange *ex = read_file(press, arena, diag, import);

	return ex != NULL && exchange_merge(ex, plan, &into, edited);
}

bool
press_import(struct press *press, struct arena *arena, struct diag *diag,
	     const struct press_import *import, struct strbuf *out)
{
	struct exchange *ex = read_file(press, arena, diag, import);

	return ex != NULL && exchange_settle_plan(ex, press->options.today, out);
}

bool
press_export(struct press *press, struct arena *arena, struct diag *diag,
	     const struct press_export *export, struct strbuf *out)
{
	struct plan *plan = press_plan_ready(press, arena, diag, export->path, NULL);
	struct exchange *ex;

	if (plan == NULL)
		return false;
	if (export->format == PRESS_JSON) {
		plan_timetable(plan, PLAN_TABLE_JSON, out);
		return true;
	}
	ex = exchange_of_plan(arena, diag, plan);
	if (export->format == PRESS_MSPDI)
		exchange_put_mspdi(ex, out);
	else if (export->format == PRESS_ICS)
		exchange_put_ics(ex, out);
	else
		exchange_put_csv(ex, export->separator, export->bom, out);
	return true;
}
