/*
 * What the functions of the rules share: where they stand, and how they take their arguments.
 *
 * rule_func.def lists them.  Arguments come off the stack of the call, the last first; their number
 * has been checked before.
 */
#ifndef PP_PLAN_RULE_FUNC_H
#define PP_PLAN_RULE_FUNC_H

#include "base/xml_func.h"
#include "plan/rules_imp.h"

#include <libxml/xpathInternals.h>

typedef xmlXPathParserContext xpath_call;

#define FUNC(id, name, args) void rule_fn_##id(xpath_call *call);
#include "plan/rule_func.def"
#undef FUNC

struct words {
	VEC(const char *);
};

/* The plan and the rules that are asked about. */
const struct rule_env *rule_env_of(const xpath_call *call);
struct arena *rule_arena(const xpath_call *call);

/* The argument on top: as a text; the words of a text, or of all nodes of a set; the first node of
 * a set, NULL if it is empty; that one's item. */
const char *rule_pop_text(xpath_call *call);
struct words rule_pop_words(xpath_call *call);
const xmlNode *rule_pop_node(xpath_call *call);
const struct plan_item *rule_pop_item(xpath_call *call);

/* The text of an attribute, or of all that is in an element. */
const char *rule_text_of(struct arena *arena, const xmlNode *node);
/* A limit, of the profile or ours; NaN if there is none of this name. */
double rule_limit_of(const struct ruleset *rules, const char *name);

#endif
