/*
 * The plan's tree: attributes, children, lists of words, and facts written into it.
 */
#include "base/map.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "base/words.h"
#include "base/xml.h"
#include "plan/plan_imp.h"

#include <inttypes.h>
#include <string.h>

const char *
plan_attr(const xmlNode *node, const char *name)
{
	/* Not xmlHasProp: that also answers with declarations of the document type. */
	for (const xmlAttr *a = node == NULL ? NULL : node->properties; a != NULL; a = a->next)
		if (a->ns == NULL && strcmp((const char *)a->name, name) == 0)
			return a->children == NULL ? "" : (const char *)a->children->content;
	return NULL;
}

bool
plan_attr_is(const xmlNode *node, const char *name, const char *value)
{
	const char *is = plan_attr(node, name);
	return is != NULL && strcmp(is, value) == 0;
}

date
plan_date(struct plan *plan, const xmlNode *node, const char *name)
{
	const char *text = plan_attr(node, name);
	if (text == NULL)
		return DATE_NONE;
	date d = date_parse(text);
	if (d == DATE_NONE) {
		struct diag_place place = xml_attr_place(plan->diag, node, name, true);
		diag_add(plan->diag, &plan_diags[PLAN_DIAG_DATE_RANGE], &place, text);
	}
	return d;
}

bool
plan_is(const xmlNode *node, const char *name)
{
	return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
}

static xmlNode *
first_of(xmlNode *node, const char *name)
{
	for (; node != NULL; node = node->next)
		if (node->type == XML_ELEMENT_NODE &&
		    (name == NULL || strcmp((const char *)node->name, name) == 0))
			return node;
	return NULL;
}

xmlNode *
plan_child(const xmlNode *node, const char *name)
{
	return node == NULL ? NULL : first_of(node->children, name);
}

xmlNode *
plan_next(const xmlNode *node, const char *name)
{
	return first_of(node->next, name);
}

xmlNode *
plan_walk(const xmlNode *root, const xmlNode *node)
{
	xmlNode *down = plan_child(node, NULL);
	if (down != NULL)
		return down;
	for (; node != root; node = node->parent) {
		xmlNode *next = plan_next(node, NULL);
		if (next != NULL)
			return next;
	}
	return NULL;
}

bool
plan_word(struct arena *arena, const char **list, const char **word)
{
	size_t len;
	const char *s = words_next(list, &len);
	if (s == NULL)
		return false;
	*word = arena_strndup(arena, s, len);
	return true;
}

struct diag_place
plan_word_place(const struct diag *diag, const xmlNode *node, const char *attr, const char *word)
{
	struct diag_place place = xml_attr_place(diag, node, attr, true);
	const char *value = plan_attr(node, attr);
	size_t len = strlen(word);
	/* Escapes, or white space collapsed since, would put it beside the word. */
	if (value == NULL || (size_t)place.length != utf8_count(value, strlen(value)))
		return place;
	for (const char *s = strstr(value, word); s != NULL; s = strstr(s + 1, word))
		if ((s == value || s[-1] == ' ') && (s[len] == '\0' || s[len] == ' ')) {
			place.column += (int)utf8_count(value, (size_t)(s - value));
			place.length = (int)utf8_count(word, len);
			break;
		}
	return place;
}

bool
plan_has_word(const char *list, const char *word)
{
	return list != NULL && words_have(list, word);
}

const char *
plan_text(struct arena *arena, const xmlNode *node)
{
	xmlChar *text = node == NULL ? NULL : xmlNodeGetContent(node);
	char *copy = text == NULL ? NULL : arena_strdup(arena, (const char *)text);
	xmlFree(text);
	if (copy != NULL)
		words_collapse(copy);
	return copy;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

bool
plan_number(const char *s, int64_t *millionths)
{
	const int64_t most = INT64_MAX / 20;
	int64_t value = 0;
	bool negative = false;
	if (s == NULL)
		return false;
	while (*s != '\0' && !is_digit(*s) && !(*s == '.' && is_digit(s[1]))) {
		negative = *s == '-';
		s++;
	}
	if (*s == '\0')
		return false;
	for (; is_digit(*s); s++)
		value = value > most ? most : value * 10 + (*s - '0');
	value = value > most / 1000000 ? most : value * 1000000;
	if (*s == '.') {
		int64_t unit = 100000;
		for (s++; is_digit(*s); s++, unit /= 10)
			value += unit * (*s - '0');
	}
	*millionths = negative ? -value : value;
	return true;
}

/* Does the plan use the prefix for something of its own? */
static bool
is_taken(const struct plan *plan, const char *prefix)
{
	for (const xmlNode *n = plan->root; n != NULL; n = plan_walk(plan->root, n))
		for (const xmlNs *ns = n->nsDef; ns != NULL; ns = ns->next)
			if (ns->prefix != NULL && strcmp((const char *)ns->prefix, prefix) == 0 &&
			    strcmp((const char *)ns->href, PLAN_FACTS_NS) != 0)
				return true;
	return false;
}

static xmlNs *
facts_ns(struct plan *plan)
{
	char prefix[16] = "f";
	for (int i = 1; is_taken(plan, prefix) && i < 1000; i++)
		snprintf(prefix, sizeof prefix, "f%d", i);
	for (xmlNs *ns = plan->root->nsDef; ns != NULL; ns = ns->next)
		if (ns->prefix != NULL && strcmp((const char *)ns->prefix, prefix) == 0)
			return ns;
	return xmlNewNs(plan->root, (const xmlChar *)PLAN_FACTS_NS, (const xmlChar *)prefix);
}

void
plan_fact(struct plan *plan, xmlNode *node, const char *name, const char *value)
{
	if (plan->facts_ns == NULL)
		plan->facts_ns = facts_ns(plan);
	if (value != NULL)
		xmlSetNsProp(node, plan->facts_ns, (const xmlChar *)name, (const xmlChar *)value);
}

void
plan_fact_date(struct plan *plan, xmlNode *node, const char *name, date d)
{
	struct strbuf b = STRBUF_INIT;
	if (d != DATE_NONE) {
		date_put_iso(&b, d);
		plan_fact(plan, node, name, b.s);
	}
	strbuf_release(&b);
}

void
plan_fact_int(struct plan *plan, xmlNode *node, const char *name, int64_t n)
{
	char text[32];
	snprintf(text, sizeof text, "%" PRId64, n);
	plan_fact(plan, node, name, text);
}

xmlNode *
plan_fact_child(struct plan *plan, xmlNode *above, const char *name)
{
	xmlNode *n = xmlNewChild(above, plan->facts_ns, (const xmlChar *)name, NULL);
	if (n == NULL)
		oom();
	return n;
}

void
plan_fact_set(xmlNode *child, const char *name, const char *value)
{
	if (value != NULL &&
	    xmlNewProp(child, (const xmlChar *)name, (const xmlChar *)value) == NULL)
		oom();
}

const char *
plan_fact_of(const xmlNode *node, const char *name)
{
	for (const xmlAttr *a = node->properties; a != NULL; a = a->next)
		if (a->ns != NULL && strcmp((const char *)a->ns->href, PLAN_FACTS_NS) == 0 &&
		    strcmp((const char *)a->name, name) == 0)
			return a->children == NULL ? "" : (const char *)a->children->content;
	return NULL;
}
