/*
 * Press: plan → merge → fo, and on to output.c; format starts at fo.
 *
 * A plan's findings are judged apart from what is recorded while rendering: only what stops
 * rendering reaches the caller's collector; the rest is counted, for `planpress check` is the place
 * to read it.
 */
#include "press/press.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/xml.h"
#include "fo/fo.h"
#include "merge/merge.h"
#include "plan/plan.h"
#include "plan/rules.h"
#include "press/press_int.h"

#include <string.h>

struct press *
press_open(struct arena *arena, const struct press_options *options)
{
	struct press *press = ARENA_NEW(arena, struct press);

	*press = (struct press){
		.arena = arena,
		.options = *options,
		.paths = {.dirs = options->layout_paths, .count = options->layout_path_count},
		.cache = merge_cache_new(arena),
	};
	return press;
}

/* ---- plans ---- */

static struct plan_options
options_of(struct press *press, struct diag *diag)
{
	struct plan_options options = {
		.allow_paths = press->options.allow_paths,
		.allow_count = press->options.allow_path_count,
		.today = press->options.today,
		.others = press->others,
		.other_count = press->other_count,
	};

	if (press->options.profile != NULL && press_rules(press, diag) != NULL)
		options.policies = ruleset_policies(press->rules, &options.policy_count);
	return options;
}

struct plan *
press_plan_load(struct press *press, struct arena *arena, struct diag *diag, const char *path,
		bool render)
{
	struct plan_options options = options_of(press, diag);

	options.render = render;
	return plan_load(arena, diag, path, &options);
}

struct plan *
press_plan_dates(struct press *press, struct arena *arena, struct diag *diag, const char *path)
{
	struct plan_options options = options_of(press, diag);

	options.render = true;
	options.dates = true;
	return plan_load(arena, diag, path, &options);
}

struct plan *
press_plan_read(struct press *press, struct arena *arena, struct diag *diag, const char *path,
		const struct press_bytes *bytes)
{
	struct plan_options options = options_of(press, diag);

	options.bytes = bytes->at;
	options.byte_count = bytes->count;
	return plan_load(arena, diag, path, &options);
}

struct press_plan *
press_load(struct press *press, struct arena *arena, struct diag *diag, const char *path)
{
	double start = clock_seconds();
	struct press_plan *plan = ARENA_NEW(arena, struct press_plan);
	struct diag *judged = diag_new(arena);

	plan->plan = press_plan_load(press, arena, judged, path, true);
	plan->arena = arena;
	plan->dir = file_dir(arena, path);
	plan->seconds = clock_seconds() - start;
	if (press_is_usable(press) && plan_level(plan->plan) == PLAN_READY &&
	    press_settle_state(press, plan->plan, judged) &&
	    (!press->options.as_approved || plan_need_approved(plan->plan, judged))) {
		plan->findings = diag_count(judged, DIAG_WARNING);
		return plan;
	}
	diag_append_sources(diag, judged);
	diag_append(diag, judged);
	return NULL;
}

const char *
press_plan_id(const struct press_plan *plan)
{
	return plan_id(plan->plan);
}

const char *
press_plan_revision(const struct press_plan *plan)
{
	return plan_revision(plan->plan);
}

const char *
press_plan_path(const struct press_plan *plan)
{
	return plan_path(plan->plan);
}

size_t
press_plan_findings(const struct press_plan *plan)
{
	return plan->findings;
}

double
press_plan_seconds(const struct press_plan *plan)
{
	return plan->seconds;
}

const char *const *
press_reviewers(struct press_plan *plan, struct diag *diag, const char *review, size_t *count)
{
	/* The schema wants a reviewer in every review. */
	return plan_reviewers(plan->plan, plan->arena, diag, review, count);
}

bool
press_resolve(struct press *press, struct arena *arena, struct diag *diag, const char *path,
	      struct strbuf *out)
{
	struct plan *plan = press_plan_load(press, arena, diag, path, false);
	const struct _xmlDoc *facts = plan_facts(plan);

	if (facts == NULL ||
	    (plan_level(plan) == PLAN_READY && !press_settle_state(press, plan, diag)))
		return false;
	xml_write(facts, out);
	return plan_level(plan) == PLAN_READY;
}

void
press_schema(struct strbuf *out)
{
	size_t len;
	const char *text = plan_schema_text(&len);

	strbuf_add(out, text, len);
}

/* ---- documents ---- */

/* A text as part of a file name. */
static char *
name_part(struct arena *arena, const char *text)
{
	char *s = arena_strdup(arena, text == NULL ? "" : text);

	for (char *p = s; *p != '\0'; p++)
		if (*p == '/' || (unsigned char)*p <= ' ' || *p == 0x7F)
			*p = '_';
	if (s[0] == '.' || s[0] == '-')
		s[0] = '_';
	return s;
}

static const char *
default_output(const struct press_plan *plan, const struct press_job *job)
{
	struct arena *a = plan->arena;
	const char *person = job->person == NULL ? NULL : name_part(a, job->person);
	char *name = arena_printf(a, "%s-r%s-%s%s%s%s", name_part(a, plan_id(plan->plan)),
				  name_part(a, plan_revision(plan->plan)),
				  name_part(a, job->layout), person == NULL ? "" : "-",
				  person == NULL ? "" : person, press_to_suffix(job->to));

	return job->dir == NULL ? name : file_join(a, job->dir, name);
}

static bool
write_fo(const struct _xmlDoc *tree, struct press_plan *plan, struct diag *diag, const char *path,
	 struct press_result *result)
{
	struct strbuf text = STRBUF_INIT;
	bool ok;

	xml_write(tree, &text);
	ok = file_write(diag, path, text.s, text.len);
	result->bytes = text.len;
	result->output = arena_strdup(plan->arena, path);
	strbuf_release(&text);
	return ok;
}

/* Settles the exit code of a document; a failure past merge is never less than 4. */
static bool
settle(struct diag *diag, bool ok, bool rendering, const char *what, struct press_result *result)
{
	if (ok) {
		result->exit = 0;
		return true;
	}
	if (diag_count(diag, DIAG_ERROR) == 0)
		diag_add(diag, &press_diags[PRESS_DIAG_RENDER_FAILED], NULL, what);
	result->exit = diag_exit(diag, false);
	if (rendering && result->exit < 4)
		result->exit = 4;
	return false;
}

static const struct layout_info *
find_layout(struct press *press, struct press_plan *plan, struct diag *diag, const char *name)
{
	return merge_layout_find(plan->arena, diag, name, &press->paths);
}

const char *const *
press_persons(struct press *press, struct press_plan *plan, struct diag *diag, const char *name,
	      const char *person, size_t *count)
{
	const struct layout_info *layout = find_layout(press, plan, diag, name);
	const char **one;

	if (layout == NULL)
		return NULL;
	if (person == NULL && layout->for_person)
		return press_reviewers(plan, diag, NULL, count);
	one = ARENA_ARRAY(plan->arena, 1, const char *);
	one[0] = person;
	*count = 1;
	return one;
}

/* Folders that images and FO may come from: up to three, then those of --allow-path. */
static void
set_dirs(struct press *press, struct press_document *document, const char *first,
	 const char *second, const char *third)
{
	size_t count = press->options.allow_path_count, n = 0;
	const char **dirs = ARENA_ARRAY(document->arena, count + 3, const char *);

	dirs[n++] = first;
	if (second != NULL)
		dirs[n++] = second;
	if (third != NULL)
		dirs[n++] = third;
	for (size_t i = 0; i < count; i++)
		dirs[n++] = press->options.allow_paths[i];
	document->dirs = dirs;
	document->dir_count = n;
}

/* The layout's formatting objects; NULL and a diagnostic. */
static struct _xmlDoc *
merge(struct press *press, struct press_plan *plan, struct diag *diag,
      const struct layout_info *layout, const struct press_job *job)
{
	struct merge_param *params = ARENA_ARRAY(plan->arena, job->param_count, struct merge_param);
	struct merge_options options = {
		.params = params,
		.param_count = job->param_count,
		.person = job->person,
		.today = press->options.today,
		.paths = &press->paths,
		.theme = press->options.theme,
		.cache = press->cache,
	};

	for (size_t i = 0; i < job->param_count; i++)
		params[i] = (struct merge_param){.name = job->params[i].name,
						 .value = job->params[i].value};
	return merge_run(plan->arena, diag, plan->plan, layout, &options);
}

static bool
format_tree(struct press *press, struct press_plan *plan, struct diag *diag, struct _xmlDoc *tree,
	    const struct layout_info *layout, const struct press_job *job,
	    struct press_result *result)
{
	struct fo_options options = {.base_dir = plan->dir, .layout = layout->name};
	struct press_document document = {
		.arena = plan->arena,
		.diag = diag,
		.title = plan_title(plan->plan),
		.lang = plan_lang(plan->plan),
		.author = plan_authors(plan->plan, plan->arena),
		.strict = true,
	};

	set_dirs(press, &document, plan->dir, layout->dir,
		 press->options.theme != NULL ? file_dir(plan->arena, press->options.theme)
					      : file_join(plan->arena, layout->dir, ".."));
	document.fo = fo_open_tree(plan->arena, diag, tree, plan_path(plan->plan), &options);
	if (document.fo == NULL)
		return false;
	return press_output(press, &document, job,
			    job->output != NULL ? job->output : default_output(plan, job), result);
}

bool
press_render(struct press *press, struct press_plan *plan, struct diag *diag,
	     const struct press_job *job, struct press_result *result)
{
	double start = clock_seconds();
	size_t errors = diag_count(diag, DIAG_ERROR);
	const struct layout_info *layout = find_layout(press, plan, diag, job->layout);
	struct _xmlDoc *tree = NULL;
	bool ok;

	*result = (struct press_result){.exit = 0};
	if (layout != NULL)
		tree = merge(press, plan, diag, layout, job);
	result->seconds[PRESS_MERGE] = clock_seconds() - start;
	if (tree == NULL || diag_count(diag, DIAG_ERROR) > errors)
		return settle(diag, false, false, job->layout, result);
	if (job->to == PRESS_FO)
		ok = write_fo(tree, plan, diag,
			      job->output != NULL ? job->output : default_output(plan, job),
			      result);
	else
		ok = format_tree(press, plan, diag, tree, layout, job, result);
	return settle(diag, ok, true, job->layout, result);
}

bool
press_format(struct press *press, struct arena *arena, struct diag *diag, const char *fo,
	     const struct press_job *job, struct press_result *result)
{
	struct fo_options options = {.base_dir = NULL};
	struct press_document document = {.arena = arena, .diag = diag};
	bool ok;

	*result = (struct press_result){.exit = 0};
	document.fo = fo_open_file(arena, diag, fo, &options);
	if (document.fo == NULL)
		return settle(diag, false, false, fo, result);
	set_dirs(press, &document, fo_base_dir(document.fo), NULL, NULL);
	document.images_anywhere = press->options.allow_path_count == 0;
	ok = press_output(press, &document, job, job->output, result);
	return settle(diag, ok, true, fo, result);
}
