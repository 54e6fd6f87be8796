/*
 * The manifest of a batch: jobs as elements.
 *
 *	<batch xmlns="urn:planpress:batch:1">
 *	  <job plan="a.xml" layout="plan" output="out/a.pdf"><param name="paper" value="a4"/></job>
 *	</batch>
 *
 * Paths are relative to the manifest.  All mistakes are told, then none of the jobs is run: a batch
 * half of which was misunderstood is worse than none.
 */
#include "base/arena.h"
#include "base/file.h"
#include "base/map.h"
#include "base/xml.h"
#include "batch/batch.h"

#include <stdlib.h>
#include <string.h>

#define BATCH_NS "urn:planpress:batch:1"

struct reader {
	struct arena *arena;
	struct diag *diag;
	const char *dir;
	const struct press_job *given; /* by the command line */
	struct batch *batch;
	bool ok;
};

static void
complain(struct reader *r, enum press_diag id, struct diag_place place, const char *what,
	 const char *where)
{
	diag_add(r->diag, &press_diags[id], &place, what, where);
	r->ok = false;
}

/* Every attribute must be one of names. */
static void
check_attributes(struct reader *r, const struct _xmlNode *node, const char *const names[])
{
	const char *name;

	for (size_t i = 0; (name = xml_attr_name(node, i)) != NULL; i++) {
		const char *near = NULL;
		bool known = false;

		for (size_t k = 0; names[k] != NULL; k++) {
			known = known || strcmp(names[k], name) == 0;
			if (near == NULL && edit_is_near(name, names[k]))
				near = names[k];
		}
		if (known)
			continue;
		complain(r, PRESS_DIAG_MANIFEST_ATTRIBUTE,
			 xml_attr_place(r->diag, node, name, false), name, xml_name(node));
		if (near != NULL)
			diag_help(r->diag, "did you mean '%s'?", near);
	}
}

static bool
is_element(const struct _xmlNode *node, const char *name)
{
	return strcmp(xml_ns(node), BATCH_NS) == 0 && strcmp(xml_name(node), name) == 0;
}

static char *
need_attr(struct reader *r, const struct _xmlNode *node, const char *name)
{
	char *value = xml_attr(r->arena, node, name);

	if (value == NULL || value[0] == '\0')
		complain(r, PRESS_DIAG_MANIFEST_MISSING, xml_place(node), name, xml_name(node));
	return value;
}

static void
read_params(struct reader *r, const struct _xmlNode *node, struct press_job *job)
{
	static const char *const names[] = {"name", "value", NULL};
	struct params {
		VEC(struct press_param);
	} params = {0};

	for (size_t i = 0; i < r->given->param_count; i++)
		VEC_PUSH(r->arena, &params, r->given->params[i]);
	for (const struct _xmlNode *n = xml_first(node); n != NULL; n = xml_next(n)) {
		struct press_param p;

		if (!is_element(n, "param")) {
			complain(r, PRESS_DIAG_MANIFEST_ELEMENT, xml_place(n), xml_name(n), "job");
			continue;
		}
		check_attributes(r, n, names);
		p.name = need_attr(r, n, "name");
		p.value = xml_attr(r->arena, n, "value");
		if (p.value == NULL)
			p.value = "";
		VEC_PUSH(r->arena, &params, p);
	}
	job->params = params.at;
	job->param_count = params.len;
}

static void
read_kind(struct reader *r, const struct _xmlNode *node, struct press_job *job)
{
	const char *to = xml_attr(r->arena, node, "to");
	const char *renderer = xml_attr(r->arena, node, "renderer");
	const char *const *names = press_renderers();
	size_t i = 0;

	if (to != NULL && !press_to_find(to, &job->to))
		complain(r, PRESS_DIAG_MANIFEST_VALUE, xml_attr_place(r->diag, node, "to", true),
			 "to", to);
	if (renderer == NULL)
		return;
	while (names[i] != NULL && strcmp(names[i], renderer) != 0)
		i++;
	if (names[i] == NULL)
		complain(r, PRESS_DIAG_MANIFEST_VALUE,
			 xml_attr_place(r->diag, node, "renderer", true), "renderer", renderer);
	job->renderer = renderer;
}

static void
read_job(struct reader *r, const struct _xmlNode *node)
{
	static const char *const names[] = {"plan",	"layout", "output", "to",
					    "renderer", "for",	  NULL};
	struct batch_job job = {.job = *r->given, .place = xml_place(node)};
	char *plan, *text;

	check_attributes(r, node, names);
	plan = need_attr(r, node, "plan");
	if (plan != NULL)
		job.plan = file_join(r->arena, r->dir, plan);
	text = xml_attr(r->arena, node, "layout");
	if (text != NULL)
		job.job.layout = text;
	text = xml_attr(r->arena, node, "output");
	if (text != NULL)
		job.job.output = file_join(r->arena, r->dir, text);
	text = xml_attr(r->arena, node, "for");
	if (text != NULL)
		job.job.person = text;
	read_kind(r, node, &job.job);
	read_params(r, node, &job.job);
	VEC_PUSH(r->arena, r->batch, job);
}

bool
batch_is_manifest(const char *path)
{
	struct arena *arena = arena_new();
	struct diag *diag = diag_new(arena);
	const struct _xmlDoc *doc = NULL;
	bool is;

	/* Standard input can be read only once: it is a plan. */
	if (strcmp(path, "-") != 0)
		doc = xml_parse_file(arena, diag, path, NULL);
	is = doc != NULL && (strcmp(xml_ns(xml_root(doc)), BATCH_NS) == 0 ||
			     strcmp(xml_name(xml_root(doc)), "batch") == 0);
	arena_free(arena);
	return is;
}

bool
batch_read(struct arena *arena, struct diag *diag, const char *path, const struct press_job *job,
	   struct batch *batch)
{
	static const char *const none[] = {NULL};
	struct reader r = {.arena = arena,
			   .diag = diag,
			   .dir = file_dir(arena, path),
			   .given = job,
			   .batch = batch,
			   .ok = true};
	const struct _xmlDoc *doc = xml_parse_file(arena, diag, path, NULL);
	const struct _xmlNode *root;

	if (doc == NULL)
		return false;
	root = xml_root(doc);
	if (!is_element(root, "batch")) {
		complain(&r, PRESS_DIAG_MANIFEST_ROOT, xml_place(root), xml_name(root), "");
		return false;
	}
	check_attributes(&r, root, none);
	for (const struct _xmlNode *n = xml_first(root); n != NULL; n = xml_next(n)) {
		if (is_element(n, "job"))
			read_job(&r, n);
		else
			complain(&r, PRESS_DIAG_MANIFEST_ELEMENT, xml_place(n), xml_name(n),
				 "batch");
	}
	return r.ok;
}

bool
batch_check_outputs(struct arena *arena, struct diag *diag, const struct batch *batch)
{
	struct map *seen = map_new(arena);
	bool ok = true;

	for (size_t i = 0; i < batch->len; i++) {
		const struct batch_job *job = &batch->at[i];
		const struct batch_job *earlier;

		if (job->job.output == NULL)
			continue;
		earlier = map_find(seen, job->job.output);
		if (earlier != NULL) {
			diag_add(diag, &press_diags[PRESS_DIAG_SAME_OUTPUT], &job->place,
				 job->job.output);
			diag_note(diag, &earlier->place, "the other job is here");
			ok = false;
		}
		map_put(seen, job->job.output, &batch->at[i]);
	}
	return ok;
}

bool
batch_check_written(struct arena *arena, struct diag *diag, const struct batch *batch)
{
	struct map *seen = map_new(arena);
	bool ok = true;

	for (size_t i = 0; i < batch->len; i++) {
		const struct batch_job *earlier;

		if (batch->results[i].documents == 0)
			continue;
		earlier = map_put(seen, batch->results[i].output, &batch->at[i]);
		if (earlier == NULL)
			continue;
		diag_add(diag, &press_diags[PRESS_DIAG_WRITTEN_TWICE], NULL,
			 batch->results[i].output, earlier->plan, batch->at[i].plan);
		ok = false;
	}
	return ok;
}
