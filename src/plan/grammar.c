/*
 * Grammar: the types of plan.xsd, each read when first asked for.
 */
#include "plan/grammar.h"

#include "base/arena.h"
#include "base/map.h"
#include "base/strbuf.h"
#include "base/vec.h"

#include <libxml/tree.h>
#include <stdint.h>
#include <string.h>

struct grammar {
	struct arena *arena;
	struct map *top;   /* "complexType Plan" → its node in the schema */
	struct map *types; /* "Plan" → struct gram_type */
};

static bool
is_xs(const xmlNode *n, const char *name)
{
	return n->type == XML_ELEMENT_NODE && strcmp((const char *)n->name, name) == 0;
}

/* An attribute's value, borrowed from the schema's tree; NULL if absent. */
static const char *
attr(const xmlNode *n, const char *name)
{
	const xmlAttr *a = xmlHasProp(n, (const xmlChar *)name);
	return a != NULL && a->children != NULL ? (const char *)a->children->content : NULL;
}

/* The name behind "p:"; other names as they are. */
static const char *
local(const char *name)
{
	return strncmp(name, "p:", 2) == 0 ? name + 2 : name;
}

static const xmlNode *
top_find(const struct grammar *g, const char *kind, const char *name)
{
	char key[128];
	size_t kind_len = strlen(kind);
	size_t name_len = strlen(name);
	if (kind_len + name_len + 1 >= sizeof key)
		return NULL;
	memcpy(key, kind, kind_len);
	key[kind_len] = ' ';
	memcpy(key + kind_len + 1, name, name_len);
	return map_find_n(g->top, key, kind_len + 1 + name_len);
}

struct grammar *
grammar_new(struct arena *arena, xmlDoc *xsd)
{
	struct grammar *g = ARENA_NEW(arena, struct grammar);
	g->arena = arena;
	g->top = map_new(arena);
	g->types = map_new(arena);
	for (xmlNode *n = xmlDocGetRootElement(xsd)->children; n != NULL; n = n->next)
		if (n->type == XML_ELEMENT_NODE && attr(n, "name") != NULL)
			map_put(g->top, arena_printf(arena, "%s %s", n->name, attr(n, "name")), n);
	return g;
}

struct slots {
	VEC(struct gram_slot);
};

struct names {
	VEC(const char *);
};

/* All elements below a group's choice, its groups included. */
static void
collect_choice(const struct grammar *g, const xmlNode *n, struct names *names, struct names *types)
{
	for (n = n->children; n != NULL; n = n->next) {
		if (is_xs(n, "element")) {
			VEC_PUSH(g->arena, names, attr(n, "name"));
			VEC_PUSH(g->arena, types, local(attr(n, "type")));
		} else if (is_xs(n, "choice")) {
			collect_choice(g, n, names, types);
		}
	}
}

static void
add_slot(const struct grammar *g, const xmlNode *n, struct slots *slots)
{
	const char *min = attr(n, "minOccurs");
	const char *max = attr(n, "maxOccurs");
	struct names names = {0};
	struct names types = {0};
	if (is_xs(n, "element")) {
		VEC_PUSH(g->arena, &names, attr(n, "name"));
		VEC_PUSH(g->arena, &types, local(attr(n, "type")));
	} else {
		collect_choice(g, top_find(g, "group", local(attr(n, "ref"))), &names, &types);
	}
	struct gram_slot slot = {.names = names.at,
				 .types = types.at,
				 .count = names.len,
				 .required = min == NULL || strcmp(min, "0") != 0,
				 .many = max != NULL && strcmp(max, "unbounded") == 0};
	VEC_PUSH(g->arena, slots, slot);
}

struct attrs {
	VEC(struct gram_attr);
};

static void
add_attrs(const struct grammar *g, const xmlNode *n, struct attrs *attrs)
{
	for (n = n->children; n != NULL; n = n->next) {
		if (is_xs(n, "attribute")) {
			const char *use = attr(n, "use");
			struct gram_attr a = {.name = attr(n, "name"),
					      .type = attr(n, "type"),
					      .required =
						      use != NULL && strcmp(use, "required") == 0};
			VEC_PUSH(g->arena, attrs, a);
		} else if (is_xs(n, "attributeGroup")) {
			add_attrs(g, top_find(g, "attributeGroup", local(attr(n, "ref"))), attrs);
		} else if (is_xs(n, "simpleContent") || is_xs(n, "extension")) {
			add_attrs(g, n, attrs);
		}
	}
}

static void
read_content(const struct grammar *g, const xmlNode *type, struct gram_type *t)
{
	struct slots slots = {0};
	for (const xmlNode *n = type->children; n != NULL; n = n->next) {
		if (is_xs(n, "simpleContent")) {
			t->content = GRAM_TEXT;
		} else if (is_xs(n, "sequence")) {
			for (const xmlNode *e = n->children; e != NULL; e = e->next)
				if (e->type == XML_ELEMENT_NODE)
					add_slot(g, e, &slots);
		} else if (is_xs(n, "group") && strcmp(attr(n, "ref"), "p:Rich") == 0) {
			const xmlNode *choice = top_find(g, "group", "Rich")->children;
			while (!is_xs(choice, "choice"))
				choice = choice->next;
			t->content = GRAM_RICH;
			for (const xmlNode *e = choice->children; e != NULL; e = e->next)
				if (is_xs(e, "group"))
					add_slot(g, e, &slots);
		} else if (is_xs(n, "group")) {
			t->content = GRAM_INLINE;
			add_slot(g, n, &slots);
		}
	}
	t->slots = slots.at;
	t->slot_count = slots.len;
}

static const struct gram_type *
type_find(struct grammar *g, const char *name)
{
	struct gram_type *t = map_find(g->types, name);
	const xmlNode *n = t == NULL ? top_find(g, "complexType", name) : NULL;
	if (n == NULL)
		return t;
	struct attrs attrs = {0};
	t = ARENA_NEW(g->arena, struct gram_type);
	t->name = name;
	read_content(g, n, t);
	add_attrs(g, n, &attrs);
	t->attrs = attrs.at;
	t->attr_count = attrs.len;
	map_put(g->types, name, t);
	return t;
}

size_t
gram_slot_find(const struct gram_type *t, const char *name)
{
	for (size_t s = 0; s < t->slot_count; s++)
		for (size_t i = 0; i < t->slots[s].count; i++)
			if (strcmp(t->slots[s].names[i], name) == 0)
				return s;
	return SIZE_MAX;
}

static const char *
child_type(const struct gram_type *t, const char *name)
{
	for (size_t s = 0; s < t->slot_count; s++)
		for (size_t i = 0; i < t->slots[s].count; i++)
			if (strcmp(t->slots[s].names[i], name) == 0)
				return t->slots[s].types[i];
	return NULL;
}

const struct gram_type *
grammar_type_of(struct grammar *g, const xmlNode *node)
{
	if (node->parent == NULL || node->parent->type != XML_ELEMENT_NODE)
		return strcmp((const char *)node->name, "plan") == 0 ? type_find(g, "Plan") : NULL;
	const struct gram_type *above = grammar_type_of(g, node->parent);
	const char *type = above == NULL ? NULL : child_type(above, (const char *)node->name);
	return type == NULL ? NULL : type_find(g, type);
}

/* Does n, somewhere in a type, stand for an element of this name? */
static bool
mentions(const xmlNode *n, const char *name)
{
	for (n = n->children; n != NULL; n = n->next) {
		if (is_xs(n, "element") && strcmp(attr(n, "name"), name) == 0)
			return true;
		if ((is_xs(n, "sequence") || is_xs(n, "choice")) && mentions(n, name))
			return true;
	}
	return false;
}

size_t
grammar_parents(struct grammar *g, const char *name, const char *parents[], size_t max)
{
	size_t count = 0;
	for (size_t i = 0; i < map_count(g->top) && count < max; i++) {
		const xmlNode *type = map_at(g->top, i)->value;
		if (!mentions(type, name))
			continue;
		/* Type names are those of the elements that have them, in capitals. */
		const char *type_name = attr(type, "name");
		char *parent = arena_strdup(g->arena, type_name);
		parent[0] = (char)(parent[0] | 0x20);
		for (size_t k = 1; parent[k] != '\0'; k++)
			if (parent[k] >= 'A' && parent[k] <= 'Z')
				parent = arena_printf(g->arena, "%.*s-%c%s", (int)k, parent,
						      parent[k] | 0x20, parent + k + 1);
		if (is_xs(type, "group"))
			parent = strcmp(type_name, "Work") == 0 ? arena_strdup(g->arena, "action")
								: arena_strdup(g->arena, "prose");
		parents[count++] = parent;
	}
	return count;
}

const struct gram_attr *
gram_attr_find(const struct gram_type *t, const char *name)
{
	for (size_t i = 0; i < t->attr_count; i++)
		if (strcmp(t->attrs[i].name, name) == 0)
			return &t->attrs[i];
	return NULL;
}

/* The first descendant of this name, in document order. */
static const xmlNode *
below(const xmlNode *n, const char *name)
{
	for (n = n->children; n != NULL; n = n->next) {
		if (is_xs(n, name))
			return n;
		const xmlNode *found = below(n, name);
		if (found != NULL)
			return found;
	}
	return NULL;
}

bool
grammar_is_list(struct grammar *g, const char *type)
{
	const xmlNode *n = top_find(g, "simpleType", local(type));
	return n != NULL && below(n, "list") != NULL;
}

size_t
grammar_values(struct grammar *g, const char *type, const char *const **values)
{
	const xmlNode *n = top_find(g, "simpleType", local(type));
	const xmlNode *list = n == NULL ? NULL : below(n, "list");
	struct names names = {0};
	if (list != NULL)
		n = top_find(g, "simpleType", local(attr(list, "itemType")));
	const xmlNode *r = n == NULL ? NULL : below(n, "restriction");
	for (r = r == NULL ? NULL : r->children; r != NULL; r = r->next)
		if (is_xs(r, "enumeration"))
			VEC_PUSH(g->arena, &names, attr(r, "value"));
	*values = names.at;
	return names.len;
}

void
grammar_expected(struct grammar *g, const char *type, struct strbuf *out)
{
	static const struct {
		const char *type;
		const char *text;
	} builtin[] = {
		{"xs:NCName", "an id: a letter, then letters, digits, '.', '-' or '_'"},
		{"xs:string", "any text"},
		{"xs:date", "a date such as 2026-05-29"},
		{"xs:anyURI", "an address such as https://example.org/x or a file's path"},
		{"xs:decimal", "a number such as 0.85"},
		{"xs:positiveInteger", "a whole number from 1"},
	};
	const char *const *values;
	size_t count = grammar_values(g, type, &values);
	for (size_t i = 0; i < count; i++)
		strbuf_printf(out, "%s%s", i == 0 ? "" : i + 1 == count ? " or " : ", ", values[i]);
	if (count > 0)
		return;
	for (size_t i = 0; i < sizeof builtin / sizeof builtin[0]; i++)
		if (strcmp(builtin[i].type, type) == 0)
			strbuf_puts(out, builtin[i].text);
	const xmlNode *n = top_find(g, "simpleType", local(type));
	const xmlNode *doc = n == NULL ? NULL : below(n, "documentation");
	if (doc != NULL && doc->children != NULL)
		strbuf_puts(out, (const char *)doc->children->content);
}
