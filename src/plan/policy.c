/*
 * Policy: who must sign, whether they are asked to, and who must sign again.
 *
 * Each requirement of the sign-off policy becomes a fact below 'approval'; a policy of the profile
 * (by the name in approval/@policy) takes the place of ours (semantics.md, PP806):
 *
 *	<f:requirement capacity="concur" says="the owner of PR-REV" who="p-okafor" met="yes"/>
 *	<f:conflict who="p-lind" capacities="prepare approve"/>
 *
 * met: one of who is a required signatory of that capacity.  conflict: one person in capacities
 *that the policy keeps apart.
 */
#include "plan/policy.h"
#include "base/strbuf.h"
#include "plan/facts_imp.h"

#include <stdint.h>
#include <string.h>

/* domain.md 1.4: major asks all, minor the process owners and team leads (and the chair is told),
 * editorial the plan's owner. */
static const struct plan_requirement our_requirements[] = {
	{"prepare", "team:lead"},
	{"concur", "process-owner:affected"},
	{"approve", "sponsor"},
};

static const struct plan_policy ours = {
	.id = "",
	.requirements = our_requirements,
	.requirement_count = sizeof our_requirements / sizeof our_requirements[0],
	.again = {"owner", "affected", "all"},
	.inform = {"none", "approve", "none"},
};

const struct plan_policy *
policy_of(const struct plan *plan)
{
	const char *id = plan_attr(plan_child(plan->root, "approval"), "policy");
	for (size_t i = 0; i < plan->options.policy_count; i++)
		if (id == NULL || strcmp(plan->options.policies[i].id, id) == 0)
			return &plan->options.policies[i];
	return &ours;
}

/* == who is meant == */

/* Takes a requirement: its words, and the ids of those who can meet it. */
typedef void take_party(struct plan *plan, void *ctx, const char *says, const char *who);

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
find_leads(struct plan *plan, take_party *take, void *ctx)
{
	struct strbuf who = STRBUF_INIT;
	add_members(plan, "team", NULL, "lead", &who);
	take(plan, ctx, "a team lead", who.s);
	strbuf_release(&who);
}

static void
find_owners(struct plan *plan, take_party *take, void *ctx)
{
	const xmlNode *infra = plan_child(plan->root, "infrastructure");
	for (xmlNode *p = plan_child(infra, "process"); p != NULL; p = plan_next(p, "process"))
		if (is_affected(plan, plan_attr(p, "id")))
			take(plan, ctx,
			     arena_printf(plan->arena, "the owner of %s", plan_attr(p, "name")),
			     plan_attr(p, "owner"));
}

static void
find_sponsor(struct plan *plan, take_party *take, void *ctx)
{
	struct strbuf who = STRBUF_INIT;
	const xmlNode *head = plan_child(plan->root, "head");
	add_who(&who, plan_attr(plan_child(head, "sponsor"), "who"));
	add_members(plan, "body", "steering-committee", "chair", &who);
	take(plan, ctx, "the sponsor or the chair of the steering committee", who.s);
	strbuf_release(&who);
}

static void
find_providers(struct plan *plan, take_party *take, void *ctx)
{
	xmlNode *n = plan_child(plan_child(plan->root, "resources"), "resource");
	for (; n != NULL; n = plan_next(n, "resource"))
		if (plan_attr(n, "provider") != NULL)
			take(plan, ctx,
			     arena_printf(plan->arena, "who provides %s", plan_attr(n, "id")),
			     plan_attr(n, "provider"));
}

/* Words of require/@from. */
static const struct party {
	const char *from;
	void (*find)(struct plan *plan, take_party *take, void *ctx);
} parties[] = {
	{"team:lead", find_leads},
	{"process-owner:affected", find_owners},
	{"sponsor", find_sponsor},
	{"body:steering-committee:chair", find_sponsor},
	{"resource-provider", find_providers},
};

/* The row of a word; NULL. */
static const struct party *
party_of(const char *from)
{
	for (size_t i = 0; i < sizeof parties / sizeof parties[0]; i++)
		if (strcmp(parties[i].from, from) == 0)
			return &parties[i];
	return NULL;
}

bool
policy_source_is(const char *from)
{
	return party_of(from) != NULL;
}

/* == who signs again == */

static bool
is_capacity(const char *word)
{
	return plan_has_word("prepare review concur approve authorize acknowledge", word);
}

bool
policy_word_is(const char *word)
{
	return plan_has_word("all none owner affected", word) || is_capacity(word) ||
	       policy_source_is(word);
}

/* Does who own a process, or lead a team? */
static bool
is_concerned(const struct plan *plan, const char *who)
{
	struct strbuf leads = STRBUF_INIT;
	const xmlNode *infra = plan_child(plan->root, "infrastructure");
	bool is;
	add_members(plan, "team", NULL, "lead", &leads);
	is = plan_has_word(leads.s, who);
	for (xmlNode *p = plan_child(infra, "process"); p != NULL && !is;
	     p = plan_next(p, "process"))
		is = plan_attr_is(p, "owner", who);
	strbuf_release(&leads);
	return is;
}

struct asked {
	const char *who;
	bool found;
};

static void
look_for(struct plan *plan, void *ctx, const char *says, const char *who)
{
	struct asked *asked = ctx;
	(void)plan;
	(void)says;
	asked->found = asked->found || plan_has_word(who, asked->who);
}

static bool
word_names(const struct plan *plan, const char *word, const xmlNode *signatory)
{
	struct asked asked = {.who = plan_attr(signatory, "who")};
	const struct party *party = party_of(word);
	if (strcmp(word, "all") == 0)
		return true;
	if (strcmp(word, "owner") == 0)
		return plan_attr_is(plan_child(plan_child(plan->root, "head"), "owner"), "who",
				    asked.who);
	if (strcmp(word, "affected") == 0)
		return is_concerned(plan, asked.who);
	if (is_capacity(word))
		return plan_attr_is(signatory, "capacity", word);
	if (party != NULL)
		party->find((struct plan *)(uintptr_t)plan, look_for, &asked);
	return asked.found;
}

static bool
words_name(const struct plan *plan, const char *words, const xmlNode *signatory)
{
	const char *word;
	while (words != NULL && plan_word(plan->arena, &words, &word))
		if (word_names(plan, word, signatory))
			return true;
	return false;
}

/* Index of a class in again and inform; -1 for the first revision. */
static int
class_index(const char *class)
{
	static const char *const classes[] = {"editorial", "minor", "major"};
	for (int i = 0; class != NULL && i < 3; i++)
		if (strcmp(classes[i], class) == 0)
			return i;
	return -1;
}

bool
policy_asks(const struct plan *plan, const char *class, const xmlNode *signatory)
{
	int i = class_index(class);
	return i < 0 || words_name(plan, policy_of(plan)->again[i], signatory);
}

bool
policy_informs(const struct plan *plan, const char *class, const xmlNode *signatory)
{
	int i = class_index(class);
	return i >= 0 && words_name(plan, policy_of(plan)->inform[i], signatory);
}

/* == facts == */

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
put_requirement(struct plan *plan, void *ctx, const char *says, const char *who)
{
	const char *capacity = ctx;
	xmlNode *n = plan_fact_child(plan, plan_child(plan->root, "approval"), "requirement");
	const char *list = who;
	const char *word;
	bool met = false;
	while (plan_word(plan->arena, &list, &word))
		met = met || is_required(plan, word, capacity);
	plan_fact_set(n, "capacity", capacity);
	plan_fact_set(n, "says", says);
	if (*who != '\0')
		plan_fact_set(n, "who", who);
	if (met)
		plan_fact_set(n, "met", "yes");
}

/* One who signs in more than one of the capacities. */
static void
put_conflicts(struct plan *plan, const char *capacities)
{
	const xmlNode *first = plan_child(plan_child(plan->root, "approval"), "signatory");
	for (const xmlNode *a = first; a != NULL; a = plan_next(a, "signatory"))
		for (const xmlNode *b = plan_next(a, "signatory"); b != NULL;
		     b = plan_next(b, "signatory")) {
			if (!plan_attr_is(b, "who", plan_attr(a, "who")) ||
			    plan_attr_is(b, "capacity", plan_attr(a, "capacity")) ||
			    !plan_has_word(capacities, plan_attr(a, "capacity")) ||
			    !plan_has_word(capacities, plan_attr(b, "capacity")))
				continue;
			xmlNode *n = plan_fact_child(plan, plan_child(plan->root, "approval"),
						     "conflict");
			plan_fact_set(n, "who", plan_attr(a, "who"));
			plan_fact_set(n, "capacities",
				      arena_printf(plan->arena, "%s %s", plan_attr(a, "capacity"),
						   plan_attr(b, "capacity")));
		}
}

void
facts_policy(struct plan *plan)
{
	const struct plan_policy *policy = policy_of(plan);
	xmlNode *approval = plan_child(plan->root, "approval");
	if (policy != &ours)
		plan_fact(plan, approval, "policy", policy->id);
	else if (plan->options.policy_count > 0)
		plan_fact(plan, approval, "no-policy", plan_attr(approval, "policy"));
	for (size_t i = 0; i < policy->requirement_count; i++) {
		const struct plan_requirement *r = &policy->requirements[i];
		/* put_requirement only reads it. */
		party_of(r->from)->find(plan, put_requirement, (void *)(uintptr_t)r->capacity);
	}
	for (size_t i = 0; i < policy->separate_count; i++)
		put_conflicts(plan, policy->separate[i]);
}
