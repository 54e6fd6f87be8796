/*
 * Editing: a plan read, edited, read again as it would be, and only then written.
 */
#include "plan/edit.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/text_diff.h"
#include "plan/diff.h"
#include "plan/format.h"
#include "plan/plan.h"
#include "press/press_int.h"

#include <string.h>

static bool
is_stream(const struct press_edit *edit)
{
	return strcmp(edit->path, "-") == 0;
}

/* What changed since an earlier file, for revise; NULL if nobody asks. */
static bool
compare(struct press *press, struct arena *arena, struct diag *diag, const struct plan *plan,
	const struct plan_diff **diff)
{
	const struct plan *old;

	*diff = NULL;
	if (press->options.against == NULL)
		return true;
	old = press_plan_ready(press, arena, diag, press->options.against, NULL);
	if (old != NULL)
		*diff = plan_compare(arena, old, plan);
	return old != NULL;
}

static bool
make_edit(struct press *press, struct arena *arena, struct diag *diag,
	  const struct press_edit *edit, struct plan *plan, struct plan_edited *edited)
{
	static const enum plan_verb verbs[] = {
		[PRESS_REVISE] = PLAN_REVISE,	  [PRESS_BASELINE] = PLAN_BASELINE,
		[PRESS_SIGN] = PLAN_SIGN,	  [PRESS_COMMENT] = PLAN_COMMENT,
		[PRESS_PROGRESS] = PLAN_PROGRESS, [PRESS_MERGE_IN] = PLAN_PROGRESS,
	};
	struct plan_field *fields = ARENA_ARRAY(arena, edit->field_count, struct plan_field);
	struct plan_request request = {
		.verb = verbs[edit->verb],
		.operands = edit->operands,
		.operand_count = edit->operand_count,
		.fields = fields,
		.field_count = edit->field_count,
		.today = press->options.today,
	};

	if (edit->verb == PRESS_MERGE_IN)
		return press_merge_in(press, arena, diag, edit->import, plan, edited);
	for (size_t i = 0; i < edit->field_count; i++)
		fields[i] = (struct plan_field){.name = edit->fields[i].name,
						.value = edit->fields[i].value};
	return compare(press, arena, diag, plan, &request.diff) &&
	       plan_edit(arena, diag, plan, &request, edited);
}

/* Reads the result as a plan: what it must not become is refused, with what is wrong of it. */
static bool
check_result(struct press *press, struct arena *arena, struct diag *diag, const char *path,
	     const struct plan *before, const struct plan_edited *edited)
{
	struct press_bytes bytes = {.at = edited->bytes, .count = edited->byte_count};
	struct diag *judged = diag_new(arena);
	const struct plan *after = press_plan_read(press, arena, judged, path, &bytes);

	if (plan_level(after) == PLAN_READY)
		return plan_edit_allowed(before, after, diag);
	diag_append_sources(diag, judged);
	diag_append_as(diag, judged, press_diags[PRESS_DIAG_EDIT_INVALID].exit);
	diag_add(diag, &press_diags[PRESS_DIAG_EDIT_INVALID], NULL, path);
	return false;
}

/* Nobody else may have written meanwhile: their edit would be lost. */
static bool
is_as_read(struct arena *arena, struct diag *diag, const char *path,
	   const struct press_bytes *bytes)
{
	size_t len;
	const char *now = file_slurp(arena, diag, path, 0, &len);

	if (now == NULL)
		return false;
	if (len == bytes->count && memcmp(now, bytes->at, len) == 0)
		return true;
	diag_add(diag, &press_diags[PRESS_DIAG_EDIT_CHANGED], NULL, path);
	return false;
}

static bool
write_result(struct arena *arena, struct diag *diag, const struct press_edit *edit,
	     const struct press_bytes *read, const struct plan_edited *edited)
{
	const char *output = edit->output != NULL ? edit->output : edit->path;

	if (edit->output == NULL && !is_stream(edit) && !is_as_read(arena, diag, edit->path, read))
		return false;
	return file_write(diag, output, edited->bytes, edited->byte_count);
}

static bool
finish(struct arena *arena, struct diag *diag, const struct press_edit *edit,
       const struct press_bytes *read, const struct plan_edited *edited, struct strbuf *diff)
{
	const char *shown = is_stream(edit) ? "<stdin>" : edit->path;
	struct text_side old = {shown, edited->old, edited->old_len};
	struct text_side new = {shown, edited->text, edited->len};

	if (!edit->dry_run)
		return write_result(arena, diag, edit, read, edited);
	text_diff(diff, &old, &new);
	return true;
}

bool
press_edit(struct press *press, struct arena *arena, struct diag *diag,
	   const struct press_edit *edit, struct strbuf *diff, struct strbuf *said)
{
	const char *shown = is_stream(edit) ? "<stdin>" : edit->path;
	struct press_bytes bytes;
	struct plan_edited edited;
	struct plan *plan;

	bytes.at = file_slurp(arena, diag, edit->path, 0, &bytes.count);
	if (bytes.at == NULL)
		return false;
	plan = press_plan_ready(press, arena, diag, edit->path, &bytes);
	if (plan == NULL || !make_edit(press, arena, diag, edit, plan, &edited) ||
	    !check_result(press, arena, diag, edit->path, plan, &edited))
		return false;
	for (size_t i = 0; i < edited.said_count; i++)
		strbuf_printf(said, "%s:%d: %s\n", shown, edited.said[i].line, edited.said[i].text);
	return finish(arena, diag, edit, &bytes, &edited, diff);
}

bool
press_fmt(struct press *press, struct arena *arena, struct diag *diag,
	  const struct press_edit *edit, struct strbuf *diff, bool *changed)
{
	struct diag *judged = diag_new(arena);
	struct plan_edited edited;
	struct press_bytes bytes, result;
	struct plan *plan, *after;

	*changed = false;
	bytes.at = file_slurp(arena, diag, edit->path, 0, &bytes.count);
	if (bytes.at == NULL)
		return false;
	plan = press_plan_read(press, arena, judged, edit->path, &bytes);
	if (plan_level(plan) < PLAN_UNRESOLVED) {
		diag_append_sources(diag, judged);
		diag_append(diag, judged);
		return false;
	}
	if (!plan_format(arena, diag, plan, &edited))
		return false;
	*changed = edited.byte_count != bytes.count ||
		   memcmp(edited.bytes, bytes.at, bytes.count) != 0;
	result = (struct press_bytes){.at = edited.bytes, .count = edited.byte_count};
	after = press_plan_read(press, arena, diag_new(arena), edit->path, &result);
	if (plan_level(after) != plan_level(plan) || !plan_says_same(plan, after)) {
		diag_add(diag, &press_diags[PRESS_DIAG_FORMAT_CHANGED], NULL, edit->path);
		return false;
	}
	/* What stands well is not written again. */
	if (!*changed && edit->output == NULL && !is_stream(edit))
		return true;
	return finish(arena, diag, edit, &bytes, &edited, diff);
}
