/* Functions of the rules about what lies outside the plan: the profile, the catalog of practices,
 * other plans, files. */
#include "base/file.h"
#include "base/map.h"
#include "base/strbuf.h"
#include "plan/facts_imp.h"
#include "plan/rule_func.h"

#include <libxml/xmlregexp.h>
#include <string.h>
#include <sys/stat.h>

void
rule_fn_limit(xpath_call *call)
{
	xmlXPathReturnNumber(call, rule_limit_of(rule_env_of(call)->rules, rule_pop_text(call)));
}

void
rule_fn_dropped(xpath_call *call)
{
	xmlXPathReturnBoolean(call,
			      map_has(rule_env_of(call)->rules->dropped, rule_pop_text(call)));
}

void
rule_fn_fits_pattern(xpath_call *call)
{
	const xmlNode *node = rule_pop_node(call);
	xmlRegexp *pattern = node == NULL ? NULL
					  : map_find(rule_env_of(call)->rules->patterns,
						     (const char *)node->name);
	const char *id = plan_attr(node, "id");
	xmlXPathReturnBoolean(call, pattern == NULL || id == NULL ||
					    xmlRegexpExec(pattern, (const xmlChar *)id) == 1);
}

/* Group of a practice: "OPF" of "OPF.SP2.1". */
static bool
is_known(const struct ruleset *rules, struct arena *arena, const char *practice)
{
	size_t len = strcspn(practice, ":");
	len += strcspn(practice + len, ".");
	/* A catalog may hold a part of its model: of other parts it says nothing. */
	return map_has(rules->practices, practice) ||
	       !map_has(rules->groups, arena_strndup(arena, practice, len));
}

void
rule_fn_unknown(xpath_call *call)
{
	const struct rule_env *env = rule_env_of(call);
	struct words words = rule_pop_words(call);
	struct strbuf b = STRBUF_INIT;
	for (size_t i = 0; i < words.len; i++)
		if (!is_known(env->rules, env->plan->arena, words.at[i]))
			strbuf_printf(&b, "%s%s", b.len == 0 ? "" : " ", words.at[i]);
	xml_func_return_buf(call, &b);
}

/* Does an improvement of an open plan change an asset of this name? */
static bool
changes_asset(const struct plan *other, const char *name)
{
	const char *state = plan_fact_of(other->root, "state");
	if (state != NULL && plan_has_word("closed withdrawn superseded", state))
		return false;
	for (size_t i = 0; i < other->items.len; i++) {
		const struct plan_item *asset = other->items.at[i];
		if (asset->kind != PLAN_KIND_ASSET || !plan_attr_is(asset->node, "name", name))
			continue;
		xmlNode *imp = plan_child(plan_child(other->root, "improvements"), "improvement");
		for (; imp != NULL; imp = plan_next(imp, "improvement"))
			if (plan_has_word(plan_attr(imp, "assets"), asset->id))
				return true;
	}
	return false;
}

void
rule_fn_elsewhere(xpath_call *call)
{
	const struct rule_env *env = rule_env_of(call);
	struct words assets = rule_pop_words(call);
	struct strbuf b = STRBUF_INIT;
	for (size_t i = 0; i < assets.len; i++) {
		const struct plan_item *asset = plan_item_find(env->plan, assets.at[i]);
		const char *name = asset == NULL ? NULL : plan_attr(asset->node, "name");
		for (size_t k = 0; name != NULL && k < env->plan->options.other_count; k++) {
			const struct plan *other = env->plan->options.others[k];
			if (plan_is_other(env->plan, other) && changes_asset(other, name)) {
				strbuf_printf(&b, "%s'%s' (in %s)", b.len == 0 ? "" : ", ", name,
					      other->id);
				break;
			}
		}
	}
	xml_func_return_buf(call, &b);
}

void
rule_fn_file(xpath_call *call)
{
	struct strbuf b = STRBUF_INIT;
	struct arena *arena = rule_arena(call);
	date recorded = date_parse_time(rule_pop_text(call), NULL);
	const char *href = rule_pop_text(call);
	bool local = *href != '\0' && *href != '#' && strchr(href, ':') == NULL;
	const char *path = rule_env_of(call)->plan->path;
	struct stat st;
	if (local && stat(file_join(arena, file_dir(arena, path), href), &st) != 0) {
		strbuf_puts(&b, "is missing");
	} else if (local && recorded != DATE_NONE && st.st_mtime / 86400 > recorded) {
		strbuf_puts(&b, "was changed on ");
		date_put_iso(&b, (date)(st.st_mtime / 86400));
		strbuf_puts(&b, ", after it was recorded");
	}
	xml_func_return_buf(call, &b);
}
