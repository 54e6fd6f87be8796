/*
 * Judge: the rules run over a plan, and what they find.
 *
 * One XPath context for all rules of a plan.  A waiver of the plan that names the rule, and the
 * place or none, is in force and given by one who may waive, turns a finding into a note.
 */
#include "base/map.h"
#include "base/strbuf.h"
#include "base/xml.h"
#include "plan/rules_imp.h"

#include <libxml/xpathInternals.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* Steps one check may take: far beyond any of ours on the largest plan, and an end for one that a
 * profile got wrong. */
#define STEP_LIMIT  200000000UL
/* So many places beside one are named. */
#define RELATED_MAX 5

/* == evaluating == */

/* libxml2 names an unknown function here only. */
static void
take_text(void *ctx, const char *format, ...)
{
	struct court *c = ctx;
	va_list ap;
	va_start(ap, format);
	vsnprintf(c->said, sizeof c->said, format, ap);
	va_end(ap);
}

static void
take_error(void *ctx, xmlError *error)
{
	struct court *c = ctx;
	struct diag_place place = {.file = c->rules->profile, .line = c->check->line};
	const char *text = c->said[0] != '\0'	    ? c->said
			   : error->message != NULL ? error->message
						    : "";
	if (c->faulty)
		return;
	c->faulty = true;
	diag_add(c->diag, &plan_diags[PLAN_DIAG_RULE_FAILS], &place, c->rule->code,
		 arena_printf(c->plan->arena, "%.*s", (int)strcspn(text, "\n"), text));
	c->said[0] = '\0';
}

xmlXPathObject *
court_evaluate(struct court *c, xmlXPathCompExpr *expr, xmlNode *node)
{
	c->xpath->node = node;
	c->xpath->opCount = 0;
	xmlXPathObject *value = xmlXPathCompiledEval(expr, c->xpath);
	if (value == NULL && !c->faulty)
		oom();
	return value;
}

static bool
holds(struct court *c, xmlXPathCompExpr *test, xmlNode *node)
{
	xmlXPathObject *value = court_evaluate(c, test, node);
	bool is = value != NULL && xmlXPathCastToBoolean(value) != 0;
	xmlXPathFreeObject(value);
	return is || c->faulty;
}

const char *
court_text(struct court *c, const struct rule_text *text, xmlNode *node)
{
	struct strbuf b = STRBUF_INIT;
	for (size_t i = 0; i < text->len; i++) {
		const struct rule_piece *piece = &text->at[i];
		xmlXPathObject *value = NULL;
		xmlChar *s = NULL;
		if (piece->text != NULL) {
			strbuf_puts(&b, piece->text);
			continue;
		}
		value = court_evaluate(c, piece->expr, node);
		s = value == NULL ? NULL : xmlXPathCastToString(value);
		strbuf_puts(&b, s == NULL ? "" : (const char *)s);
		xmlFree(s);
		xmlXPathFreeObject(value);
	}
	const char *copy = arena_strdup(c->plan->arena, b.s);
	strbuf_release(&b);
	return copy;
}

static void
set_lets(struct court *c, xmlNode *node)
{
	for (size_t i = 0; i < c->check->lets.len && !c->faulty; i++) {
		const struct rule_let *let = &c->check->lets.at[i];
		xmlXPathObject *value = court_evaluate(c, let->value, node);
		if (value != NULL &&
		    xmlXPathRegisterVariable(c->xpath, (const xmlChar *)let->name, value) != 0)
			oom();
	}
}

/* == places == */

static const xmlNode *
element_of(const xmlNode *node)
{
	while (node != NULL && node->type != XML_ELEMENT_NODE)
		node = node->type == XML_DOCUMENT_NODE ? NULL : node->parent;
	return node;
}

/* Id of the nearest element that has one. */
static const char *
id_near(const xmlNode *node)
{
	for (node = element_of(node); node != NULL; node = element_of(node->parent))
		if (plan_attr(node, "id") != NULL)
			return plan_attr(node, "id");
	return NULL;
}

static struct diag_place
place_of(const struct court *c, const xmlNode *node, const char *attr)
{
	const xmlNode *element = element_of(node);
	struct diag_place place;
	if (node->type == XML_ATTRIBUTE_NODE)
		attr = (const char *)node->name;
	if (element == NULL)
		element = c->plan->root;
	/* A fact has no place of its own. */
	place = attr != NULL && plan_attr(element, attr) != NULL
			? xml_attr_place(c->plan->diag, element, attr, true)
			: xml_place(element);
	place.id = id_near(element);
	return place;
}

/* == waivers == */

static bool
may_waive(const struct court *c, const char *who)
{
	const xmlNode *n = plan_child(plan_child(c->plan->root, "responsibilities"), "authority");
	for (; n != NULL; n = plan_next(n, "authority"))
		if (plan_attr_is(n, "who", who) && plan_has_word(plan_attr(n, "may"), "waive"))
			return true;
	return false;
}

static bool
covers(const struct court *c, const xmlNode *waiver, const xmlNode *node)
{
	const char *at = plan_attr(waiver, "at");
	date until = plan_date(c->plan, waiver, "until");
	if (!plan_attr_is(waiver, "rule", c->rule->code))
		return false;
	if (until != DATE_NONE && c->plan->now != DATE_NONE && until < c->plan->now)
		return false;
	if (!may_waive(c, plan_attr(waiver, "by")))
		return false;
	if (at == NULL)
		return true;
	for (node = element_of(node); node != NULL; node = element_of(node->parent))
		if (plan_attr(node, "id") != NULL && plan_has_word(at, plan_attr(node, "id")))
			return true;
	return false;
}

static const xmlNode *
waiver_of(const struct court *c, const xmlNode *node)
{
	const xmlNode *n = plan_child(plan_child(c->plan->root, "waivers"), "waiver");
	for (; n != NULL; n = plan_next(n, "waiver"))
		if (covers(c, n, node))
			return n;
	return NULL;
}

/* == finding == */

static void
add_related(struct court *c, const struct rule_related *related, xmlNode *node)
{
	xmlXPathObject *at = court_evaluate(c, related->at, node);
	const xmlNodeSet *set = at != NULL && at->type == XPATH_NODESET ? at->nodesetval : NULL;
	for (int i = 0; set != NULL && i < set->nodeNr && i < RELATED_MAX; i++) {
		struct diag_place place = place_of(c, set->nodeTab[i], NULL);
		diag_note(c->diag, &place, "%s", court_text(c, &related->says, set->nodeTab[i]));
	}
	xmlXPathFreeObject(at);
}

static void
report(struct court *c, xmlNode *node)
{
	int rank = c->rule->rank[c->gate];
	const xmlNode *waiver = waiver_of(c, node);
	struct diag_place place = place_of(c, node, c->check->at);
	const char *says = court_text(c, &c->check->says, node);
	if (waiver != NULL)
		rank = DIAG_NOTE;
	diag_add(c->diag, &c->rule->kinds[rank], &place, says);
	diag_gate(c->diag, plan_gate_name(c->gate), (enum diag_rank)rank);
	for (size_t i = 0; i < c->check->related.len; i++)
		add_related(c, &c->check->related.at[i], node);
	if (waiver != NULL) {
		struct diag_place other = place_of(c, waiver, NULL);
		diag_note(c->diag, &other, "waived by %s on %s", plan_attr(waiver, "by"),
			  plan_attr(waiver, "on"));
		return;
	}
	if (c->check->help.len > 0)
		diag_help(c->diag, "%s", court_text(c, &c->check->help, node));
	for (size_t i = 0; i < c->check->edits.len; i++)
		rule_edit_offer(c, &c->check->edits.at[i], node);
}

static void
run_check(struct court *c)
{
	xmlXPathObject *found = NULL;
	c->faulty = false;
	found = court_evaluate(c, c->check->context, c->plan->root);
	const xmlNodeSet *set =
		found != NULL && found->type == XPATH_NODESET ? found->nodesetval : NULL;
	for (int i = 0; set != NULL && i < set->nodeNr && !c->faulty; i++) {
		xmlNode *node = set->nodeTab[i];
		set_lets(c, node);
		if (!c->faulty && !holds(c, c->check->test, node))
			report(c, node);
	}
	xmlXPathFreeObject(found);
	for (size_t i = 0; i < c->check->lets.len; i++)
		xmlXPathRegisterVariable(c->xpath, (const xmlChar *)c->check->lets.at[i].name,
					 NULL);
}

/* The sets that many rules speak of are found once. */
static void
find_sets(struct court *c)
{
	static const struct rule nobody = {.code = "set"};
	static const struct rule_check nowhere = {0};
	c->rule = &nobody;
	c->check = &nowhere;
	for (size_t i = 0; i < c->rules->sets.len; i++) {
		const struct rule_let *set = &c->rules->sets.at[i];
		xmlXPathObject *value = court_evaluate(c, set->value, c->plan->root);
		if (value != NULL &&
		    xmlXPathRegisterVariable(c->xpath, (const xmlChar *)set->name, value) != 0)
			oom();
	}
}

bool
plan_judge(struct plan *plan, const struct ruleset *rules, enum plan_gate gate, struct diag *diag)
{
	struct court c = {.plan = plan, .rules = rules, .gate = gate, .diag = diag};
	struct rule_env env = {.plan = plan, .rules = rules};
	size_t errors = diag_count(diag, DIAG_ERROR);
	c.xpath = xmlXPathNewContext(plan->doc);
	if (c.xpath == NULL)
		oom();
	c.xpath->error = take_error;
	c.xpath->userData = &c;
	c.xpath->opLimit = STEP_LIMIT;
	rule_functions(c.xpath, &env);
	xmlGenericErrorFunc generic = xmlGenericError;
	void *generic_ctx = xmlGenericErrorContext;
	xmlSetGenericErrorFunc(&c, take_text);
	find_sets(&c);
	for (size_t i = 0; i < map_count(rules->by_code); i++) {
		c.rule = map_at(rules->by_code, i)->value;
		if (c.rule->rank[gate] == RULE_NOT_CHECKED)
			continue;
		for (size_t k = 0; k < c.rule->checks.len; k++) {
			c.check = &c.rule->checks.at[k];
			run_check(&c);
		}
	}
	xmlSetGenericErrorFunc(generic_ctx, generic);
	xmlXPathFreeContext(c.xpath);
	return diag_count(diag, DIAG_ERROR) == errors;
}

/* == states that depend on the rules == */

enum plan_gate
plan_gate_of(const struct plan *plan)
{
	static const struct {
		const char *states;
		enum plan_gate gate;
	} gates[] = {
		{"draft", GATE_DRAFT},
		{"in-review rejected", GATE_REVIEW},
		{"ready-to-sign partly-signed", GATE_APPROVAL},
		{"approved approved-with-conditions approval-lapsed superseded", GATE_TRACKING},
		{"closed withdrawn", GATE_CLOSURE},
	};
	const char *state = plan_fact_of(plan->root, "state");
	for (size_t i = 0; state != NULL && i < sizeof gates / sizeof gates[0]; i++)
		if (plan_has_word(gates[i].states, state))
			return gates[i].gate;
	return GATE_DRAFT;
}

bool
plan_waits_for_rules(const struct plan *plan)
{
	const char *state = plan_fact_of(plan->root, "state");
	return state != NULL && strcmp(state, "ready-to-sign") == 0;
}

void
plan_settle_state(struct plan *plan, const struct ruleset *rules)
{
	struct diag *diag = NULL;
	struct strbuf codes = STRBUF_INIT;
	size_t errors;
	if (!plan_waits_for_rules(plan))
		return;
	diag = diag_new(plan->arena);
	if (!plan_judge(plan, rules, GATE_APPROVAL, diag)) {
		errors = diag_count(diag, DIAG_ERROR);
		for (const struct diag_entry *e = diag_first(diag); e != NULL; e = e->next)
			if (e->rank >= DIAG_ERROR && !plan_has_word(codes.s, e->kind->code))
				strbuf_printf(&codes, "%s%s", codes.len == 0 ? "" : " ",
					      e->kind->code);
		plan_fact(plan, plan->root, "state", "in-review");
		plan_fact(plan, plan->root, "state-reason",
			  arena_printf(plan->arena, "%zu error%s at the approval gate: %s", errors,
				       errors == 1 ? "" : "s", codes.s));
	}
	strbuf_release(&codes);
}
