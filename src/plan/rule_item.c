/* Functions of the rules about lists of words, and the elements that they name. */
#include "base/strbuf.h"
#include "plan/rule_func.h"

#include <string.h>

static bool
words_have(const struct words *words, const char *word)
{
	for (size_t i = 0; i < words->len; i++)
		if (strcmp(words->at[i], word) == 0)
			return true;
	return false;
}

void
rule_fn_has(xpath_call *call)
{
	struct words wanted = rule_pop_words(call);
	struct words list = rule_pop_words(call);
	bool has = false;
	for (size_t i = 0; i < wanted.len; i++)
		has = has || words_have(&list, wanted.at[i]);
	xmlXPathReturnBoolean(call, has);
}

/* Words of a that are, or are not, among b's; each once. */
static void
push_words(xpath_call *call, const struct words *a, const struct words *b, bool among)
{
	struct strbuf out = STRBUF_INIT;
	struct words told = {0};
	for (size_t i = 0; i < a->len; i++) {
		if (words_have(b, a->at[i]) != among || words_have(&told, a->at[i]))
			continue;
		VEC_PUSH(rule_arena(call), &told, a->at[i]);
		strbuf_printf(&out, "%s%s", out.len == 0 ? "" : " ", a->at[i]);
	}
	xml_func_return_buf(call, &out);
}

void
rule_fn_missing(xpath_call *call)
{
	struct words b = rule_pop_words(call);
	struct words a = rule_pop_words(call);
	push_words(call, &a, &b, false);
}

void
rule_fn_common(xpath_call *call)
{
	struct words b = rule_pop_words(call);
	struct words a = rule_pop_words(call);
	push_words(call, &a, &b, true);
}

void
rule_fn_words(xpath_call *call)
{
	static const struct words none = {0};
	struct words words = rule_pop_words(call);
	push_words(call, &words, &none, false);
}

static const struct plan_item *
item_of_word(const struct plan *plan, const char *word)
{
	const char *hash = strchr(word, '#');
	if (hash == NULL)
		return plan_item_find(plan, word);
	size_t len = (size_t)(hash - word);
	bool own = strlen(plan->id) == len && strncmp(plan->id, word, len) == 0;
	return own ? plan_item_find(plan, hash + 1) : NULL;
}

void
rule_fn_item(xpath_call *call)
{
	struct words words = rule_pop_words(call);
	xmlNodeSet *set = xmlXPathNodeSetCreate(NULL);
	for (size_t i = 0; i < words.len; i++) {
		const struct plan_item *item = item_of_word(rule_env_of(call)->plan, words.at[i]);
		if (item != NULL)
			xmlXPathNodeSetAdd(set, item->node);
	}
	xmlXPathReturnNodeSet(call, set);
}

static xmlNodeSet *
citing(xpath_call *call)
{
	struct words ids = rule_pop_words(call);
	xmlNodeSet *attrs = xmlXPathPopNodeSet(call);
	xmlNodeSet *set = xmlXPathNodeSetCreate(NULL);
	for (int i = 0; i < xmlXPathNodeSetGetLength(attrs); i++) {
		const xmlNode *attr = xmlXPathNodeSetItem(attrs, i);
		const char *text = attr->type == XML_ATTRIBUTE_NODE && attr->children != NULL
					   ? (const char *)attr->children->content
					   : "";
		for (size_t k = 0; k < ids.len; k++)
			if (plan_has_word(text, ids.at[k])) {
				xmlXPathNodeSetAdd(set, attr->parent);
				break;
			}
	}
	xmlXPathFreeNodeSet(attrs);
	return set;
}

void
rule_fn_citing(xpath_call *call)
{
	xmlXPathReturnNodeSet(call, citing(call));
}

void
rule_fn_named(xpath_call *call)
{
	xmlNodeSet *set = citing(call);
	bool any = !xmlXPathNodeSetIsEmpty(set);
	xmlXPathFreeNodeSet(set);
	xmlXPathReturnBoolean(call, any);
}

/* What people call an element: its name, its title, or nothing. */
static const char *
name_of(struct arena *arena, const xmlNode *node)
{
	const xmlNode *title = plan_child(node, "title");
	if (plan_attr(node, "name") != NULL)
		return plan_attr(node, "name");
	if (title == NULL)
		title = plan_child(node, "name");
	return title == NULL ? NULL : rule_text_of(arena, title);
}

void
rule_fn_label(xpath_call *call)
{
	struct arena *arena = rule_arena(call);
	xmlNodeSet *nodes = xmlXPathPopNodeSet(call);
	struct strbuf b = STRBUF_INIT;
	for (int i = 0; i < xmlXPathNodeSetGetLength(nodes); i++) {
		const xmlNode *node = xmlXPathNodeSetItem(nodes, i);
		const char *id = plan_attr(node, "id");
		const char *name = name_of(arena, node);
		strbuf_puts(&b, i == 0 ? "" : ", ");
		strbuf_puts(&b, id == NULL ? (const char *)node->name : id);
		if (name != NULL)
			strbuf_printf(&b, " '%s'", name);
	}
	xml_func_return_buf(call, &b);
	xmlXPathFreeNodeSet(nodes);
}

void
rule_fn_names(xpath_call *call)
{
	struct words ids = rule_pop_words(call);
	struct strbuf b = STRBUF_INIT;
	for (size_t i = 0; i < ids.len; i++) {
		const struct plan_item *item = item_of_word(rule_env_of(call)->plan, ids.at[i]);
		const char *name = item == NULL ? NULL : name_of(rule_arena(call), item->node);
		strbuf_printf(&b, "%s%s", i == 0 ? "" : ", ", name == NULL ? ids.at[i] : name);
	}
	xml_func_return_buf(call, &b);
}

void
rule_fn_kind(xpath_call *call)
{
	const xmlNode *node = rule_pop_node(call);
	xml_func_return(call, node == NULL ? "" : plan_kind_text(node));
}

void
rule_fn_new_id(xpath_call *call)
{
	const char *usual = rule_pop_text(call);
	const char *name = rule_pop_text(call);
	const char *id = plan_new_id(rule_env_of(call)->plan, rule_arena(call), name, usual, 0);
	xmlXPathReturnString(call, xmlStrdup((const xmlChar *)id));
}
