/*
 * Plan: the order in which a plan definition is read, and what others may ask of it.
 */
#include "plan/plan.h"

#include "base/map.h"
#include "base/strbuf.h"
#include "base/xml.h"
#include "plan/facts.h"
#include "plan/plan_imp.h"
#include "plan/schema.h"

#include <string.h>

static void
read_root(struct plan *plan)
{
	const xmlAttr *lang = plan->root->properties;
	const char *title;
	for (; lang != NULL; lang = lang->next)
		if (lang->ns != NULL && lang->children != NULL &&
		    strcmp((const char *)lang->name, "lang") == 0 &&
		    xmlStrcmp(lang->ns->href, XML_XML_NAMESPACE) == 0)
			plan->lang = (const char *)lang->children->content;
	plan->revision = plan_attr(plan->root, "revision");
	title = plan_text(plan->arena, plan_child(plan_child(plan->root, "head"), "title"));
	plan->title = title == NULL ? "" : title;
	plan->now = plan_date(plan, plan->root, "status-date");
	if (plan->now == DATE_NONE)
		plan->now = plan->options.today;
}

struct plan *
plan_load(struct arena *arena, struct diag *diag, const char *path,
	  const struct plan_options *options)
{
	static const struct plan_options none = {.today = DATE_NONE};
	struct plan *plan = ARENA_NEW(arena, struct plan);
	options = options == NULL ? &none : options;
	struct xml_options xml = {.xinclude = true,
				  .allow_paths = options->allow_paths,
				  .allow_count = options->allow_count};
	plan->arena = arena;
	plan->diag = diag;
	plan->path = arena_strdup(arena, path);
	plan->options = *options;
	plan->level = PLAN_UNREADABLE;
	plan->lang = "en";
	if (options->bytes != NULL)
		plan->doc = xml_parse_memory(arena, diag, strcmp(path, "-") == 0 ? "<stdin>" : path,
					     options->bytes, options->byte_count, &xml);
	else
		plan->doc = xml_parse_file(arena, diag, path, &xml);
	if (plan->doc == NULL)
		return plan;
	plan->level = PLAN_INVALID;
	plan->root = xmlDocGetRootElement(plan->doc);
	if (!schema_check(arena, diag, plan->doc))
		return plan;
	plan->level = PLAN_UNRESOLVED;
	bool resolved = plan_index(plan);
	read_root(plan);
	if (!resolved || !plan_schedule(plan))
		return plan;
	if (plan_facts_write(plan))
		plan->level = PLAN_READY;
	return plan;
}

enum plan_level
plan_level(const struct plan *plan)
{
	return plan->level;
}

xmlDoc *
plan_facts(const struct plan *plan)
{
	return plan->level < PLAN_UNRESOLVED ? NULL : plan->doc;
}

const char *
plan_id(const struct plan *plan)
{
	return plan->id == NULL ? "" : plan->id;
}

const char *
plan_revision(const struct plan *plan)
{
	return plan->revision == NULL ? "" : plan->revision;
}

const char *
plan_title(const struct plan *plan)
{
	return plan->title == NULL ? "" : plan->title;
}

const char *
plan_lang(const struct plan *plan)
{
	return plan->lang;
}

const char *
plan_path(const struct plan *plan)
{
	return plan->path;
}

const char *
plan_authors(const struct plan *plan, struct arena *arena)
{
	const char *names = "";
	xmlNode *head = plan->level < PLAN_UNRESOLVED ? NULL : plan_child(plan->root, "head");
	if (head == NULL)
		return names;
	for (xmlNode *n = plan_child(head, "author"); n != NULL; n = plan_next(n, "author")) {
		const struct plan_item *item = map_find(plan->ids, plan_attr(n, "who"));
		const char *name = item == NULL ? NULL : plan_attr(item->node, "name");
		if (name != NULL)
			names = arena_printf(arena, "%s%s%s", names, *names == '\0' ? "" : ", ",
					     name);
	}
	return names;
}

bool
plan_need_approved(const struct plan *plan, struct diag *diag)
{
	const char *state = plan_fact_of(plan->root, "state");
	struct diag_place place = xml_place(plan->root);
	if (state != NULL &&
	    plan_has_word("approved approved-with-conditions closed withdrawn", state))
		return true;
	diag_add(diag, &plan_diags[PLAN_DIAG_NOT_APPROVED], &place, plan_revision(plan),
		 state == NULL ? "" : state, plan_fact_of(plan->root, "state-reason"));
	return false;
}

static const xmlNode *
find_review(struct plan *plan, struct diag *diag, const char *review)
{
	const xmlNode *last = NULL;
	struct diag_place place = xml_place(plan->root);
	for (xmlNode *n = plan_child(plan->root, "review"); n != NULL; n = plan_next(n, "review"))
		if (review == NULL || plan_attr_is(n, "id", review))
			last = n;
	if (last == NULL && review == NULL)
		diag_add0(diag, &plan_diags[PLAN_DIAG_NO_REVIEWS], &place);
	else if (last == NULL)
		diag_add(diag, &plan_diags[PLAN_DIAG_NO_REVIEW], &place, review);
	if (last == NULL && review != NULL) {
		const char *near = NULL;
		for (xmlNode *n = plan_child(plan->root, "review"); n != NULL;
		     n = plan_next(n, "review"))
			if (edit_is_near(review, plan_attr(n, "id")))
				near = plan_attr(n, "id");
		if (near != NULL)
			diag_help(diag, "did you mean '%s'?", near);
	}
	return last;
}

const char *const *
plan_reviewers(struct plan *plan, struct arena *arena, struct diag *diag, const char *review,
	       size_t *count)
{
	struct {
		VEC(const char *);
	} ids = {0};
	*count = 0;
	const xmlNode *n = plan->level < PLAN_UNRESOLVED ? NULL : find_review(plan, diag, review);
	if (n == NULL)
		return NULL;
	for (xmlNode *r = plan_child(n, "reviewer"); r != NULL; r = plan_next(r, "reviewer")) {
		/* Who handed it on is no longer asked. */
		const char *delegate = plan_attr(r, "delegate");
		bool gave = plan_attr_is(r, "state", "delegated") && delegate != NULL;
		VEC_PUSH(arena, &ids, arena_strdup(arena, gave ? delegate : plan_attr(r, "who")));
	}
	*count = ids.len;
	return ids.at;
}
