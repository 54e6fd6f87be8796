/*
 * Edits that rules offer: what would mend a finding, as a change of the plan's text.
 *
 *	<edit at="…" attr="revision">{$revisions[last()]/@n}</edit>     an attribute's new value
 *	<edit at="…" behind="p:after"><after task="{@f:decision}"/></edit>    a new child
 *
 * at is the context if it is left out; behind names those of its children after which the new one
 *goes (it comes first if there are none).  Where an expression gives nothing, what would mend it is
 *not known, and nothing is offered.
 */
#include "base/strbuf.h"
#include "base/xml.h"
#include "base/xml_edit.h"
#include "plan/rules_imp.h"

#include <libxml/xpathInternals.h>
#include <string.h>

/* == reading == */

static bool
read_child(struct rule_source *s, const xmlNode *node, struct rule_edit *edit)
{
	struct arena *arena = s->rules->arena;
	const xmlNode *child = plan_child(node, NULL);
	if (child == NULL || plan_next(child, NULL) != NULL || plan_child(child, NULL) != NULL) {
		rule_fault(s, node, NULL,
			   "an edit names the attribute that changes, in 'attr', or holds the "
			   "element to "
			   "put in");
		return false;
	}
	edit->child = arena_strdup(arena, (const char *)child->name);
	if (plan_attr(node, "behind") != NULL)
		edit->behind = rule_compile(s, node, "behind", plan_attr(node, "behind"));
	for (const xmlAttr *a = child->properties; a != NULL; a = a->next) {
		const char *name = (const char *)a->name;
		struct rule_attr attr = {.name = arena_strdup(arena, name),
					 .value = rule_text_read(s, child, plan_attr(child, name))};
		VEC_PUSH(arena, &edit->attrs, attr);
	}
	edit->to = rule_text_read(s, child, plan_text(arena, child));
	return true;
}

bool
rule_edit_read(struct rule_source *s, const xmlNode *node, struct rule_edit *edit)
{
	const char *at = plan_attr(node, "at");
	const char *attr = plan_attr(node, "attr");
	*edit = (struct rule_edit){.at = rule_compile(s, node, "at", at == NULL ? "." : at)};
	if (attr == NULL)
		return read_child(s, node, edit);
	edit->attr = arena_strdup(s->rules->arena, attr);
	edit->to = rule_text_read(s, node, plan_text(s->rules->arena, node));
	return true;
}

/* == offering == */

/* NULL if one of its expressions gives nothing. */
static const char *
known_text(struct court *c, const struct rule_text *text, xmlNode *node)
{
	for (size_t i = 0; i < text->len; i++) {
		struct rule_text piece = {.at = &text->at[i], .len = 1};
		if (text->at[i].text == NULL && *court_text(c, &piece, node) == '\0')
			return NULL;
	}
	return court_text(c, text, node);
}

/* The first or last element of a set. */
static xmlNode *
element_of_set(struct court *c, struct _xmlXPathCompExpr *expr, xmlNode *node, bool last)
{
	xmlXPathObject *at = expr == NULL ? NULL : court_evaluate(c, expr, node);
	const xmlNodeSet *set = at != NULL && at->type == XPATH_NODESET ? at->nodesetval : NULL;
	xmlNode *found = NULL;
	if (set != NULL)
		xmlXPathNodeSetSort(at->nodesetval);
	if (set != NULL && set->nodeNr > 0)
		found = set->nodeTab[last ? set->nodeNr - 1 : 0];
	xmlXPathFreeObject(at);
	return found != NULL && found->type == XML_ELEMENT_NODE ? found : NULL;
}

/* The new child; NULL if not all of it is known. */
static struct xml_new *
make_child(struct court *c, const struct rule_edit *edit, xmlNode *node)
{
	struct xml_new *child = xml_new(c->plan->arena, edit->child);
	const char *text = known_text(c, &edit->to, node);
	for (size_t i = 0; i < edit->attrs.len && text != NULL; i++) {
		const char *value = known_text(c, &edit->attrs.at[i].value, node);
		if (value == NULL)
			return NULL;
		xml_new_attr(child, edit->attrs.at[i].name, value);
	}
	if (text != NULL && *text != '\0')
		xml_new_text(child, text);
	return text == NULL ? NULL : child;
}

void
rule_edit_offer(struct court *c, const struct rule_edit *edit, xmlNode *node)
{
	xmlNode *at = element_of_set(c, edit->at, node, false);
	const char *file = at == NULL ? NULL : xml_place(at).file;
	/* What cannot be edited is not offered: no word is lost on why. */
	struct diag *unsaid = diag_new(c->plan->arena);
	struct xml_edit *e = file == NULL ? NULL : xml_edit_new(c->plan->arena, unsaid, at, file);
	bool ok = false;
	if (e == NULL)
		return;
	if (edit->attr != NULL) {
		const char *value = known_text(c, &edit->to, node);
		ok = value != NULL && xml_edit_set(e, at, edit->attr, value);
	} else {
		struct xml_new *child = make_child(c, edit, node);
		ok = child != NULL &&
		     xml_edit_add(e, at, element_of_set(c, edit->behind, at, true), child);
	}
	if (ok)
		xml_edit_fix(e, c->diag);
}
