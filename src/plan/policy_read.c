/*
 * Sign-off policies of a profile:
 *
 *	<sign-off-policy id="plan-major" renew-days="365">
 *	  <require capacity="approve" from="sponsor"/>
 *	  <separate capacities="prepare approve"/>
 *	  <on-change class="minor" again="affected" inform="approve"/>
 *	  <at-least class="major" when="finish-moved-over 15d | improvement-added"/>
 *	</sign-off-policy>
 */
#include "base/map.h"
#include "plan/policy.h"
#include "plan/rules_imp.h"

#include <stdlib.h>
#include <string.h>

struct reading {
	struct rule_source *source;
	struct arena *arena;
	struct plan_policy *policy;
	struct {
		VEC(struct plan_requirement);
	} requirements;
	struct {
		VEC(const char *);
	} separate;
	struct {
		VEC(struct plan_raise);
	} raises;
};

#define CAPACITIES "prepare review concur approve authorize acknowledge"

/* The value of an attribute in the arena; NULL and a diagnostic if it is missing, or has a word
 * that is_word does not know. */
static const char *
need(struct reading *r, const xmlNode *node, const char *attr, bool (*is_word)(const char *word))
{
	const char *text = plan_attr(node, attr);
	const char *list = text, *word;
	if (text == NULL) {
		rule_fault(
			r->source, node, NULL,
			arena_printf(r->arena, "'%s' lacks '%s'", (const char *)node->name, attr));
		return NULL;
	}
	while (is_word != NULL && plan_word(r->arena, &list, &word))
		if (!is_word(word)) {
			rule_fault(r->source, node, attr,
				   arena_printf(r->arena, "'%s' is no word of '%s'", word, attr));
			return NULL;
		}
	return arena_strdup(r->arena, text);
}

static bool
is_capacity(const char *word)
{
	return plan_has_word(CAPACITIES, word);
}

static bool
is_class(const char *word)
{
	return plan_has_word("editorial minor major", word);
}

static void
read_on_change(struct reading *r, const xmlNode *node)
{
	const char *class = need(r, node, "class", is_class);
	const char *again = need(r, node, "again", policy_word_is);
	int i = class == NULL			  ? 0
		: strcmp(class, "editorial") == 0 ? 0
		: strcmp(class, "minor") == 0	  ? 1
						  : 2;
	if (class == NULL || again == NULL)
		return;
	r->policy->again[i] = again;
	if (plan_attr(node, "inform") != NULL)
		r->policy->inform[i] = need(r, node, "inform", policy_word_is);
}

static void
read_at_least(struct reading *r, const xmlNode *node)
{
	struct plan_raise raise = {.class = need(r, node, "class", is_class),
				   .when = need(r, node, "when", NULL)};
	const char *wrong = raise.when == NULL ? NULL : policy_when_fault(r->arena, raise.when);
	if (wrong != NULL)
		rule_fault(r->source, node, "when", wrong);
	else if (raise.class != NULL && raise.when != NULL)
		VEC_PUSH(r->arena, &r->raises, raise);
}

static void
read_row(struct reading *r, const xmlNode *node)
{
	if (plan_is(node, "require")) {
		struct plan_requirement row = {
			.capacity = need(r, node, "capacity", is_capacity),
			.from = need(r, node, "from", policy_source_is),
		};
		if (row.capacity != NULL && row.from != NULL)
			VEC_PUSH(r->arena, &r->requirements, row);
	} else if (plan_is(node, "separate")) {
		const char *capacities = need(r, node, "capacities", is_capacity);
		if (capacities != NULL)
			VEC_PUSH(r->arena, &r->separate, capacities);
	} else if (plan_is(node, "on-change")) {
		read_on_change(r, node);
	} else if (plan_is(node, "at-least")) {
		read_at_least(r, node);
	} else {
		rule_fault(r->source, node, NULL,
			   "a sign-off policy holds require, separate, on-change and at-least");
	}
}

static int
read_days(struct reading *r, const xmlNode *node)
{
	const char *text = plan_attr(node, "renew-days");
	char *end = NULL;
	long days = text == NULL ? 0 : strtol(text, &end, 10);
	if (text != NULL && (end == text || *end != '\0' || days < 1 || days > 36500)) {
		rule_fault(r->source, node, "renew-days", "'renew-days' is a number of days");
		return 0;
	}
	return (int)days;
}

void
policy_read(struct rule_source *s, const xmlNode *node, struct plan_policy *policy)
{
	struct reading r = {.source = s, .arena = s->rules->arena, .policy = policy};
	/* What a policy does not say of a class is what is usual. */
	*policy = (struct plan_policy){.id = need(&r, node, "id", NULL),
				       .again = {"owner", "affected", "all"},
				       .inform = {"none", "none", "none"},
				       .renew_days = read_days(&r, node)};
	for (const xmlNode *n = plan_child(node, NULL); n != NULL; n = plan_next(n, NULL))
		read_row(&r, n);
	policy->requirements = r.requirements.at;
	policy->requirement_count = r.requirements.len;
	policy->separate = r.separate.at;
	policy->separate_count = r.separate.len;
	policy->raises = r.raises.at;
	policy->raise_count = r.raises.len;
}
