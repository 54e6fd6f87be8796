/* A new plan: the starter, read as a plan, laid out, and written where nothing is. */
#include "base/arena.h"
#include "base/file.h"
#include "plan/edit.h"
#include "plan/format.h"
#include "plan/plan.h"
#include "plan/starter.h"
#include "press/press_int.h"

#include <string.h>

static const char *
field(const struct press_edit *edit, const char *name)
{
	const char *value = NULL;

	for (size_t i = 0; i < edit->field_count; i++)
		if (strcmp(edit->fields[i].name, name) == 0)
			value = edit->fields[i].value;
	return value;
}

/* A path that says .xml is a file's, any other a folder's. */
static const char *
target_of(struct arena *arena, const char *path)
{
	size_t len = strlen(path);

	if (strcmp(path, "-") == 0 || (len > 4 && strcmp(path + len - 4, ".xml") == 0))
		return path;
	return file_join(arena, path, "plan.xml");
}

/* The starter as a plan in its canonical layout. */
static bool
make_plan(struct press *press, struct arena *arena, struct diag *diag,
	  const struct press_edit *edit, struct plan_edited *made)
{
	struct plan_start start = {.id = field(edit, "id"),
				   .title = field(edit, "name"),
				   .org = field(edit, "org"),
				   .kind = field(edit, "from"),
				   .today = press->options.today};
	struct diag *judged = diag_new(arena);
	struct press_bytes bytes;
	const struct plan *plan;

	bytes.at = plan_starter(arena, diag, &start, &bytes.count);
	if (bytes.at == NULL)
		return false;
	plan = press_plan_read(press, arena, judged, "starter", &bytes);
	if (plan_level(plan) == PLAN_READY)
		return plan_format(arena, diag, plan, made);
	/* Only what was given can be wrong with it. */
	diag_append_sources(diag, judged);
	diag_append_as(diag, judged, 2);
	return false;
}

bool
press_init(struct press *press, struct arena *arena, struct diag *diag,
	   const struct press_edit *edit, const char **written)
{
	struct plan_edited made;

	*written = target_of(arena, edit->path);
	if (strcmp(*written, "-") != 0 && file_exists(*written)) {
		diag_add(diag, &press_diags[PRESS_DIAG_INIT_THERE], NULL, *written);
		return false;
	}
	return make_plan(press, arena, diag, edit, &made) &&
	       (*written == edit->path || file_make_dir(diag, edit->path)) &&
	       file_write(diag, *written, made.bytes, made.byte_count);
}
