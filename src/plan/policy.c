/*
 * Policy: who must sign, and whether they are asked to.
 *
 * Each requirement of the sign-off policy becomes a fact below 'approval'; a policy of the profile
 * (by the name in approval/@policy) takes the place of the default (semantics.md, PP806):
 *
 *	<f:requirement capacity="concur" says="the owner of PR-REV" who="p-okafor" met="yes"/>
 *
 * met: one of who is a required signatory of that capacity.
 */
#include "base/strbuf.h"
#include "plan/facts_imp.h"

#include <string.h>

static bool
is_required(const struct plan *plan, const char *who, const char *capacity)
{
	const xmlNode *n = plan_child(plan_child(plan->root, "approval"), "signatory");
	for (; n != NULL; n = plan_next(n, "signatory"))
		if (plan_attr_is(n, "capacity", capacity) && plan_attr_is(n, "who", who) &&
		    !plan_attr_is(n, "required", "no"))
			return true;
	return false;
}

static void
put_requirement(struct plan *plan, const char *capacity, const char *says, const char *who)
{
	xmlNode *approval = plan_child(plan->root, "approval");
	xmlNode *n = xmlNewChild(approval, plan->facts_ns, (const xmlChar *)"requirement", NULL);
	const char *list = who;
	const char *word;
	bool met = false;
	if (n == NULL)
		oom();
	while (plan_word(plan->arena, &list, &word))
		met = met || is_required(plan, word, capacity);
	xmlNewProp(n, (const xmlChar *)"capacity", (const xmlChar *)capacity);
	xmlNewProp(n, (const xmlChar *)"says", (const xmlChar *)says);
	if (*who != '\0')
		xmlNewProp(n, (const xmlChar *)"who", (const xmlChar *)who);
	if (met)
		xmlNewProp(n, (const xmlChar *)"met", (const xmlChar *)"yes");
}

/* == who is meant == */

static void
add_who(struct strbuf *out, const char *who)
{
	if (who != NULL && !plan_has_word(out->s, who))
		strbuf_printf(out, "%s%s", out->len == 0 ? "" : " ", who);
}

/* Members of the elements of a name that act as something. */
static void
add_members(const struct plan *plan, const char *element, const char *kind, const char *as,
	    struct strbuf *out)
{
	const xmlNode *infra = plan_child(plan->root, "infrastructure");
	for (xmlNode *n = plan_child(infra, element); n != NULL; n = plan_next(n, element))
		for (xmlNode *m = plan_child(n, "member"); m != NULL; m = plan_next(m, "member"))
			if ((kind == NULL || plan_attr_is(n, "kind", kind)) &&
			    plan_attr_is(m, "as", as))
				add_who(out, plan_attr(m, "who"));
}

static bool
is_affected(const struct plan *plan, const char *process)
{
	const xmlNode *n = plan_child(plan_child(plan->root, "improvements"), "improvement");
	for (; n != NULL; n = plan_next(n, "improvement"))
		if (plan_has_word(plan_attr(n, "process"), process))
			return true;
	return false;
}

static void
require_leads(struct plan *plan, const char *capacity)
{
	struct strbuf who = STRBUF_INIT;
	add_members(plan, "team", NULL, "lead", &who);
	put_requirement(plan, capacity, "a team lead", who.s);
	strbuf_release(&who);
}

static void
require_owners(struct plan *plan, const char *capacity)
{
	const xmlNode *infra = plan_child(plan->root, "infrastructure");
	for (xmlNode *p = plan_child(infra, "process"); p != NULL; p = plan_next(p, "process"))
		if (is_affected(plan, plan_attr(p, "id")))
			put_requirement(
				plan, capacity,
				arena_printf(plan->arena, "the owner of %s", plan_attr(p, "name")),
				plan_attr(p, "owner"));
}

static void
require_sponsor(struct plan *plan, const char *capacity)
{
	struct strbuf who = STRBUF_INIT;
	const xmlNode *head = plan_child(plan->root, "head");
	add_who(&who, plan_attr(plan_child(head, "sponsor"), "who"));
	add_members(plan, "body", "steering-committee", "chair", &who);
	put_requirement(plan, capacity, "the sponsor or the chair of the steering committee",
			who.s);
	strbuf_release(&who);
}

static void
require_providers(struct plan *plan, const char *capacity)
{
	xmlNode *n = plan_child(plan_child(plan->root, "resources"), "resource");
	for (; n != NULL; n = plan_next(n, "resource"))
		if (plan_attr(n, "provider") != NULL)
			put_requirement(
				plan, capacity,
				arena_printf(plan->arena, "who provides %s", plan_attr(n, "id")),
				plan_attr(n, "provider"));
}

/* Words of require/@from. */
static const struct {
	const char *from;
	void (*require)(struct plan *plan, const char *capacity);
} sources[] = {
	{"team:lead", require_leads},
	{"process-owner:affected", require_owners},
	{"sponsor", require_sponsor},
	{"body:steering-committee:chair", require_sponsor},
	{"resource-provider", require_providers},
};

static const struct plan_requirement standard[] = {
	{"prepare", "team:lead"},
	{"concur", "process-owner:affected"},
	{"approve", "sponsor"},
};

bool
policy_source_is(const char *from)
{
	for (size_t i = 0; i < sizeof sources / sizeof sources[0]; i++)
		if (strcmp(sources[i].from, from) == 0)
			return true;
	return false;
}

void
facts_policy(struct plan *plan)
{
	const struct plan_requirement *list = plan->options.requirements;
	size_t count = plan->options.requirement_count;
	if (list == NULL) {
		list = standard;
		count = sizeof standard / sizeof standard[0];
	}
	for (size_t i = 0; i < count; i++)
		for (size_t k = 0; k < sizeof sources / sizeof sources[0]; k++)
			if (strcmp(sources[k].from, list[i].from) == 0)
				sources[k].require(plan, list[i].capacity);
}
