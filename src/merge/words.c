/*
 * Words: what layouts print of their own, and what people call the things of a plan.
 *
 * Both are looked up for nearly every cell of a table.  In XSLT that is a function call, a change
 * of context and a key each time; here it is one look into a map, which is made when it is first
 * asked for.
 */
#include "merge/words.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/map.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "base/words.h"
#include "merge/run.h"

#include <libxml/dict.h>
#include <libxml/tree.h>
#include <string.h>

#define LABELS_FILE "common/labels.xml"
#define LABELS_NS   "urn:planpress:labels:1"
#define PLAN_NS	    "urn:planpress:plan:1"

struct merge_words {
	const struct map **labels; /* by layout folder: key to element; NULL: not read yet */
	struct map *things;	   /* id to element of the facts */
};

static bool
is_element(const xmlNode *node, const char *name, const char *ns)
{
	return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0 &&
	       node->ns != NULL && strcmp((const char *)node->ns->href, ns) == 0;
}

/* The value of an attribute without namespace, NULL if there is none; not copied if it is one text,
 * as every value is that a parser without DTD made. */
static const char *
value_of(struct arena *arena, const xmlNode *node, const char *name)
{
	const xmlAttr *a = node->properties;
	xmlChar *joined;
	const char *value;

	while (a != NULL && (a->ns != NULL || strcmp((const char *)a->name, name) != 0))
		a = a->next;
	if (a == NULL || a->children == NULL)
		return a != NULL ? "" : NULL;
	if (a->children->next == NULL && a->children->type == XML_TEXT_NODE)
		return (const char *)a->children->content;
	joined = xmlNodeListGetString(node->doc, a->children, 1);
	value = arena_strdup(arena, joined != NULL ? (const char *)joined : "");
	xmlFree(joined);
	return value;
}

static const char *
text_of(struct arena *arena, const xmlNode *node)
{
	const xmlNode *only = node->children;
	xmlChar *joined;
	const char *text;

	if (only == NULL)
		return "";
	if (only->next == NULL && only->type == XML_TEXT_NODE)
		return (const char *)only->content;
	joined = xmlNodeGetContent(node);
	text = arena_strdup(arena, joined != NULL ? (const char *)joined : "");
	xmlFree(joined);
	return text;
}

static struct merge_words *
words_of(struct merge_state *state)
{
	if (state->words == NULL) {
		state->words = ARENA_NEW(state->arena, struct merge_words);
		state->words->labels =
			ARENA_ARRAY(state->arena, state->root_count + 1, const struct map *);
	}
	return state->words;
}

static void
free_doc(void *doc)
{
	xmlFreeDoc(doc);
}

/* The labels of a layout folder by their keys; none if it has no file of labels. */
static const struct map *
read_labels(struct merge_state *state, const char *root)
{
	const char *path = merge_access_find(state, file_join(state->arena, root, LABELS_FILE));
	struct map *labels = map_new(state->arena);
	xmlDict *dict;
	xmlDoc *doc;
	xmlNode *top;

	if (path == NULL)
		return labels;
	dict = xmlDictCreate();
	if (dict == NULL)
		oom();
	doc = merge_access_load(state, path, dict, false);
	xmlDictFree(dict);
	if (doc == NULL)
		return labels;
	arena_defer(state->arena, free_doc, doc);
	top = xmlDocGetRootElement(doc);
	for (xmlNode *n = top != NULL ? top->children : NULL; n != NULL; n = n->next) {
		const char *key =
			is_element(n, "label", LABELS_NS) ? value_of(state->arena, n, "key") : NULL;

		/* the first of a key counts */
		if (key != NULL && !map_has(labels, key))
			map_put(labels, key, n);
	}
	return labels;
}

/* A tag's first part is the name of an attribute. */
static const char *
word_in(struct arena *arena, const xmlNode *label, const char *lang)
{
	return value_of(arena, label, arena_strndup(arena, lang, strcspn(lang, "-")));
}

const char *
merge_label(struct merge_state *state, const char *key, const char *lang, bool exact)
{
	struct merge_words *words = words_of(state);
	const xmlNode *label = NULL;
	const char *text;

	for (size_t i = 0; i < state->root_count && label == NULL; i++) {
		if (words->labels[i] == NULL)
			words->labels[i] = read_labels(state, state->roots[i]);
		label = map_find(words->labels[i], key);
	}
	if (label == NULL)
		return NULL;
	text = word_in(state->arena, label, lang);
	return text != NULL || exact ? text : word_in(state->arena, label, "en");
}

/* The element behind node in document order, below top; NULL at the end. */
static const xmlNode *
next_node(const xmlNode *node, const xmlNode *top)
{
	if (node->type == XML_ELEMENT_NODE && node->children != NULL)
		return node->children;
	while (node != top && node->next == NULL)
		node = node->parent;
	return node != top ? node->next : NULL;
}

static struct map *
find_things(struct arena *arena, const xmlDoc *facts)
{
	const xmlNode *top = xmlDocGetRootElement(facts);
	struct map *things = map_new(arena);

	for (const xmlNode *n = top; n != NULL; n = next_node(n, top)) {
		const char *id = n->type == XML_ELEMENT_NODE ? value_of(arena, n, "id") : NULL;

		/* libxml2's walkers do not say const; nothing is changed through the map */
		if (id != NULL && !map_has(things, id))
			map_put(things, id, (void *)(size_t)n);
	}
	return things;
}

static const xmlNode *
child_of(const xmlNode *node, const char *name)
{
	const xmlNode *c = node->children;

	while (c != NULL && !is_element(c, name, PLAN_NS))
		c = c->next;
	return c;
}

static const xmlNode *
find_thing(struct merge_state *state, const char *id, size_t len)
{
	struct merge_words *words = words_of(state);

	if (words->things == NULL)
		words->things = find_things(state->arena, state->facts);
	return map_find_n(words->things, id, len);
}

const char *
merge_brief_name(struct merge_state *state, const char *id, size_t len)
{
	static const char *const whole[] = {"ja", "zh", "ko", "hu", "vi"};
	const xmlNode *thing = find_thing(state, id, len);
	const char *name = merge_name(state, id, len);
	const char *space = name == NULL ? NULL : strrchr(name, ' ');

	if (space == NULL || space[1] == '\0' || strcmp((const char *)thing->name, "person") != 0)
		return name;
	for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
		if (strcspn(state->lang, "-_") == 2 && strncasecmp(state->lang, whole[i], 2) == 0)
			return name;
	return space + 1;
}

const char *
merge_name(struct merge_state *state, const char *id, size_t len)
{
	const xmlNode *thing = find_thing(state, id, len);
	const xmlNode *child;
	const char *name;
	char *text;

	if (thing == NULL)
		return NULL;
	name = value_of(state->arena, thing, "name");
	if (name != NULL)
		return name;
	child = child_of(thing, "title");
	if (child == NULL)
		child = child_of(thing, "name");
	if (child == NULL)
		return NULL;
	text = arena_strdup(state->arena, text_of(state->arena, child));
	words_collapse(text);
	return text;
}

/* A letter of Hebrew, Arabic and their neighbours, or one of their presentation forms. */
static bool
is_right_to_left(uint32_t c)
{
	return (c >= 0x5D0 && c <= 0x8FF) || (c >= 0xFB1D && c <= 0xFDFF) ||
	       (c >= 0xFE70 && c <= 0xFEFC) || (c >= 0x10800 && c <= 0x10FFF) ||
	       (c >= 0x1E800 && c <= 0x1EFFF);
}

void
merge_put_bidi(struct strbuf *out, const char *text)
{
	const char *end = text + strlen(text);
	bool mark = false;

	strbuf_puts(out, text);
	for (const char *p = text; p < end && !mark;) {
		if ((unsigned char)*p < 0x80)
			p++;
		else
			mark = is_right_to_left(utf8_next(&p, end));
	}
	if (mark)
		strbuf_put_utf8(out, 0x200E);
}
