/*
 * Functions of the rules: registering them, and how they take their arguments.
 *
 * rule_func.def lists them; rule_item.c, rule_time.c, rule_text.c and rule_world.c answer.
 */
#include "plan/rule_func.h"

#include "base/map.h"

#include <libexslt/exslt.h>
#include <math.h>
#include <string.h>

/* == arguments == */

const struct rule_env *
rule_env_of(const xpath_call *call)
{
	return call->context->funcLookupData;
}

struct arena *
rule_arena(const xpath_call *call)
{
	return rule_env_of(call)->plan->arena;
}

const char *
rule_text_of(struct arena *arena, const xmlNode *node)
{
	if (node->type == XML_ATTRIBUTE_NODE)
		return node->children == NULL ? "" : (const char *)node->children->content;
	xmlChar *text = xmlNodeGetContent(node);
	const char *copy = text == NULL ? "" : arena_strdup(arena, (const char *)text);
	xmlFree(text);
	return copy;
}

static void
add_words(struct arena *arena, struct words *words, const char *list)
{
	const char *word;
	while (plan_word(arena, &list, &word))
		VEC_PUSH(arena, words, word);
}

const char *
rule_pop_text(xpath_call *call)
{
	return xml_func_pop(call, rule_arena(call));
}

struct words
rule_pop_words(xpath_call *call)
{
	struct arena *arena = rule_arena(call);
	struct words words = {0};
	if (!xmlXPathStackIsNodeSet(call)) {
		add_words(arena, &words, rule_pop_text(call));
		return words;
	}
	xmlNodeSet *set = xmlXPathPopNodeSet(call);
	for (int i = 0; i < xmlXPathNodeSetGetLength(set); i++)
		add_words(arena, &words, rule_text_of(arena, xmlXPathNodeSetItem(set, i)));
	xmlXPathFreeNodeSet(set);
	return words;
}

const xmlNode *
rule_pop_node(xpath_call *call)
{
	xmlNodeSet *set = xmlXPathPopNodeSet(call);
	const xmlNode *node = xmlXPathNodeSetItem(set, 0);
	/* A namespace node lives no longer than its set. */
	if (node != NULL && node->type == XML_NAMESPACE_DECL)
		node = NULL;
	xmlXPathFreeNodeSet(set);
	return node;
}

const struct plan_item *
rule_pop_item(xpath_call *call)
{
	const xmlNode *node = rule_pop_node(call);
	return node == NULL ? NULL : plan_item_of(rule_env_of(call)->plan, node);
}

double
rule_limit_of(const struct ruleset *rules, const char *name)
{
	const struct rule_limit *limit = map_find(rules->limits, name);
	return limit == NULL ? (double)NAN : limit->value;
}

/* == registering == */

#define FUNC(id, name, args)                                   \
	static void call_##id(xpath_call *call, int given)     \
	{                                                      \
		if (xml_func_has(call, given, (args), (args))) \
			rule_fn_##id(call);                    \
	}
#include "plan/rule_func.def"
#undef FUNC

static const struct {
	const char *name;
	xmlXPathFunction function;
} functions[] = {
#define FUNC(id, name, args) {(name), call_##id},
#include "plan/rule_func.def"
#undef FUNC
};

static xmlXPathFunction
find_function(void *data, const xmlChar *name, const xmlChar *ns)
{
	(void)data;
	if (ns == NULL || strcmp((const char *)ns, RULES_NS) != 0)
		return NULL;
	for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++)
		if (strcmp(functions[i].name, (const char *)name) == 0)
			return functions[i].function;
	return NULL;
}

void
rule_functions(xmlXPathContext *xpath, struct rule_env *env)
{
	static const struct {
		const char *prefix;
		const char *ns;
	} spaces[] = {{"p", PLAN_NS}, {"f", PLAN_FACTS_NS}, {"pp", RULES_NS}};
	for (size_t i = 0; i < sizeof spaces / sizeof spaces[0]; i++)
		if (xmlXPathRegisterNs(xpath, (const xmlChar *)spaces[i].prefix,
				       (const xmlChar *)spaces[i].ns) != 0)
			oom();
	xmlXPathRegisterFuncLookup(xpath, find_function, env);
	if (exsltMathXpathCtxtRegister(xpath, (const xmlChar *)"math") != 0 ||
	    exsltSetsXpathCtxtRegister(xpath, (const xmlChar *)"set") != 0 ||
	    exsltStrXpathCtxtRegister(xpath, (const xmlChar *)"str") != 0 ||
	    exsltDateXpathCtxtRegister(xpath, (const xmlChar *)"date") != 0)
		oom();
}
