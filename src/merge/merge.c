/* Merge: the plan's facts handed to a run of the layout (run.c). */
#include "merge/merge.h"

#include "merge/run.h"
#include "plan/plan.h"

struct _xmlDoc *
merge_run(struct arena *arena, struct diag *diag, const struct plan *plan,
	  const struct layout_info *layout, const struct merge_options *options)
{
	struct merge_source from = {
		.facts = plan_facts(plan),
		.lang = plan_lang(plan),
		.path = plan_path(plan),
	};

	return merge_run_tree(arena, diag, &from, layout, options);
}
