/*
 * Schema: libxml2's validator, and its errors in our words.
 *
 * libxml2 finds what is invalid; its errors tell which element and, in their text, which
 * attribute.  What is allowed instead is looked up in the grammar (grammar.c).  After a mistake
 * among children it skips the rest of that element, so mistakes are repaired in the tree and
 * validation is run again until nothing new shows (content.c); then the tree is put back.
 *
 * Attributes of the schema-instance namespace are hidden meanwhile: they would make libxml2 load
 * other schemas or take other types.
 */
#include "plan/schema.h"

#include "base/arena.h"
#include "base/diag.h"
#include "base/map.h"
#include "base/strbuf.h"
#include "base/vec.h"
#include "base/xml.h"
#include "plan/content.h"
#include "plan/grammar.h"
#include "plan/plan_imp.h"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xmlschemas.h>
#include <stdint.h>
#include <string.h>

#define XSI_NS	       "http://www.w3.org/2001/XMLSchema-instance"
#define ROUNDS_MAX     24
#define MISTAKES_MAX   200
#define VALUE_MAX      60
#define ERRORS_A_ROUND 600

extern const char plan_schema_xsd[];
extern const uint64_t plan_schema_xsd_len;
extern const char plan_schema_plain[];
extern const uint64_t plan_schema_plain_len;

/*
 * The one state of the program that outlives a document: the compiled schema, the same for all and
 * never changed.  Compiling costs more than a plan of a hundred pages, so batch workers do it once.
 */
static struct {
	xmlDoc *xsd;
	xmlSchema *schema;
} compiled;

/* One of libxml2's errors, kept until the run is over. */
struct found {
	xmlNode *node;
	int code;
	const char *attr; /* NULL: about the element or its content */
	bool prefixed; /* attr has a prefix: it is in the namespace of plans, whose attributes have
			  none */
	const char *message;
};

struct hidden {
	xmlNode *node;
	xmlAttr *attr;
	xmlAttr *next;
};

/* A node whose way to the next sibling is closed. */
struct closed {
	xmlNode *node;
	xmlNode *next;
};

struct check {
	struct arena *arena;
	struct diag *diag;
	xmlDoc *doc;
	struct grammar *grammar; /* made at the first mistake */
	struct content *content;
	size_t mistakes; /* diagnostics before this check */
	struct {
		VEC(struct found);
	} errors;
	struct {
		VEC(struct hidden);
	} hidden;
	struct {
		VEC(struct closed);
	} closed;
	bool gave_up; /* once closed: there is more than was found */
	struct {
		VEC(const xmlNode *);
	} explained;
};

const char *
plan_schema_text(size_t *len)
{
	*len = (size_t)plan_schema_xsd_len;
	return plan_schema_xsd;
}

static xmlDoc *
parse_own(const char *text, uint64_t len)
{
	return xmlReadMemory(text, (int)len, "plan.xsd", NULL,
			     XML_PARSE_NONET | XML_PARSE_NOBLANKS | XML_PARSE_COMPACT);
}

static void
compile(void)
{
	if (compiled.schema != NULL)
		return;
	xmlInitParser();
	compiled.xsd = parse_own(plan_schema_plain, plan_schema_plain_len);
	xmlSchemaParserCtxt *ctxt =
		compiled.xsd == NULL ? NULL : xmlSchemaNewDocParserCtxt(compiled.xsd);
	compiled.schema = ctxt == NULL ? NULL : xmlSchemaParse(ctxt);
	xmlSchemaFreeParserCtxt(ctxt);
	/* The schema is ours and has been compiled before: only memory can fail. */
	if (compiled.schema == NULL)
		oom();
}

/* == hiding == */

static void
hide_attrs(struct check *k, xmlNode *node)
{
	for (xmlAttr *a = node->properties, *next; a != NULL; a = next) {
		next = a->next;
		if (a->ns == NULL || strcmp((const char *)a->ns->href, XSI_NS) != 0)
			continue;
		struct hidden h = {.node = node, .attr = a, .next = next};
		if (a->prev != NULL)
			a->prev->next = next;
		else
			node->properties = next;
		if (next != NULL)
			next->prev = a->prev;
		VEC_PUSH(k->arena, &k->hidden, h);
	}
}

static void
show_attrs(struct check *k)
{
	for (size_t i = k->hidden.len; i-- > 0;) {
		const struct hidden *h = &k->hidden.at[i];
		xmlAttr *prev = h->next != NULL ? h->next->prev : NULL;
		if (h->next == NULL) {
			prev = h->node->properties;
			while (prev != NULL && prev->next != NULL)
				prev = prev->next;
		} else {
			h->next->prev = h->attr;
		}
		h->attr->prev = prev;
		h->attr->next = h->next;
		if (prev != NULL)
			prev->next = h->attr;
		else
			h->node->properties = h->attr;
	}
}

/* The next element in document order below root. */
static xmlNode *
next_element(xmlNode *root, xmlNode *n)
{
	xmlNode *down = xmlFirstElementChild(n);
	if (down != NULL)
		return down;
	while (n != root && xmlNextElementSibling(n) == NULL)
		n = n->parent;
	return n == root ? NULL : xmlNextElementSibling(n);
}

static bool
is_blank_content(const xmlNode *node)
{
	for (const xmlNode *n = node->children; n != NULL; n = n->next)
		if (n->type == XML_ELEMENT_NODE || !content_is_blank(n))
			return false;
	return true;
}

static void
free_doc(void *doc)
{
	xmlFreeDoc(doc);
}

struct grammar *
schema_grammar(struct arena *arena)
{
	/* The whole text: its documentation says what a value looks like. */
	xmlDoc *xsd = parse_own(plan_schema_xsd, plan_schema_xsd_len);

	if (xsd == NULL)
		oom();
	arena_defer(arena, free_doc, xsd);
	return grammar_new(arena, xsd);
}

static void
need_grammar(struct check *k)
{
	if (k->grammar != NULL)
		return;
	k->grammar = schema_grammar(k->arena);
	k->content = content_new(k->arena, k->diag, k->grammar);
}

/* Text beside the paragraphs of prose.  Where the first element is an inline one, or the parent
 * takes no paragraphs at all, the paragraph is the mistake, and libxml2 sees it. */
static void
check_prose(struct check *k, xmlNode *parent)
{
	bool text = false;
	for (const xmlNode *n = parent->children; n != NULL && !text; n = n->next)
		text = !content_is_blank(n);
	if (!text)
		return;
	need_grammar(k);
	const struct gram_type *t = grammar_type_of(k->grammar, parent);
	if (t != NULL && t->content == GRAM_RICH)
		content_check_prose(k->diag, parent);
}

static bool
is_block(const xmlNode *n)
{
	const char *name = (const char *)n->name;
	return strcmp(name, "p") == 0 || strcmp(name, "ul") == 0 || strcmp(name, "ol") == 0;
}

/* Hides what libxml2 must not see; finds text beside paragraphs, which it does not see. */
static void
walk(struct check *k)
{
	xmlNode *root = xmlDocGetRootElement(k->doc);
	for (xmlNode *n = root; n != NULL; n = next_element(root, n)) {
		hide_attrs(k, n);
		if (is_block(n) && n != root && xmlPreviousElementSibling(n) == NULL)
			check_prose(k, n->parent);
	}
}

/* == errors == */

/* The attribute an error is about: libxml2 names it in the text only. */
static void
set_attr(struct arena *arena, struct found *f)
{
	const char *at = strstr(f->message, "', attribute '");
	const char *end = at == NULL ? NULL : strstr(at + 14, "':");
	if (end == NULL)
		return;
	at += 14;
	const char *brace = *at == '{' ? memchr(at, '}', (size_t)(end - at)) : NULL;
	f->prefixed = brace != NULL;
	at = brace == NULL ? at : brace + 1;
	f->attr = arena_strndup(arena, at, (size_t)(end - at));
	for (const xmlAttr *a = f->node->properties; f->prefixed && a != NULL; a = a->next)
		if (a->ns != NULL && a->ns->prefix != NULL &&
		    strcmp((const char *)a->ns->href, PLAN_NS) == 0 &&
		    strcmp((const char *)a->name, f->attr) == 0) {
			f->attr = arena_printf(arena, "%s:%s", a->ns->prefix, f->attr);
			break;
		}
}

/* libxml2 cannot be told to stop, and each error costs it a walk over all siblings before: closing
 * the way on from here and from all above brings it to the end. */
static void
close_ways(struct check *k, xmlNode *node)
{
	k->gave_up = true;
	for (; node != NULL && node->type == XML_ELEMENT_NODE; node = node->parent) {
		struct closed c = {.node = node, .next = node->next};
		if (c.next == NULL)
			continue;
		node->next = NULL;
		VEC_PUSH(k->arena, &k->closed, c);
	}
}

static void
open_ways(struct check *k)
{
	for (size_t i = k->closed.len; i-- > 0;)
		k->closed.at[i].node->next = k->closed.at[i].next;
	k->closed.len = 0;
}

static void
collect(void *ctx, xmlError *error)
{
	struct check *k = ctx;
	if (error->node == NULL)
		return;
	if (k->errors.len >= ERRORS_A_ROUND) {
		close_ways(k, error->node);
		return;
	}
	struct found f = {.node = error->node, .code = error->code};
	if (content_is_ours(f.node))
		return;
	/* XML Schema has no white space in an empty element; RELAX NG and our authors have. */
	if (f.code == XML_SCHEMAV_CVC_COMPLEX_TYPE_2_1 && is_blank_content(f.node))
		return;
	f.message = arena_strdup(k->arena, error->message == NULL ? "" : error->message);
	set_attr(k->arena, &f);
	VEC_PUSH(k->arena, &k->errors, f);
}

static void
suggest(struct diag *diag, const struct diag_place *place, const char *word, const char *near)
{
	diag_help(diag, "did you mean '%s'?", near);
	diag_edit(diag, place, word, near);
}

static void
say_unknown_attr(struct check *k, const struct found *f, const struct gram_type *t)
{
	struct diag_place place = xml_attr_place(k->diag, f->node, f->attr, false);
	const char *near = NULL;
	struct strbuf all = STRBUF_INIT;
	diag_add(k->diag, &plan_diags[PLAN_DIAG_ATTRIBUTE_UNKNOWN], &place, f->attr,
		 (const char *)f->node->name);
	for (size_t i = 0; i < t->attr_count; i++) {
		const char *name = t->attrs[i].name;
		if (xmlHasNsProp(f->node, (const xmlChar *)name, NULL) != NULL)
			continue;
		strbuf_printf(&all, "%s%s", all.len == 0 ? "" : ", ", name);
		if (edit_is_near(f->attr, name) &&
		    (near == NULL || edit_distance(f->attr, name) < edit_distance(f->attr, near)))
			near = name;
	}
	if (f->prefixed)
		diag_help(k->diag, "attributes of plans have no prefix");
	else if (near != NULL)
		suggest(k->diag, &place, f->attr, near);
	else if (all.len > 0)
		diag_help(k->diag, "attributes it can still take: %s", all.s);
	strbuf_release(&all);
}

/* Is there an attribute that looks like a misspelling of name? It has its own message. */
static bool
is_misspelt(const xmlNode *node, const struct gram_type *t, const char *name)
{
	for (const xmlAttr *a = node->properties; a != NULL; a = a->next) {
		const char *other = (const char *)a->name;
		if (a->ns == NULL && gram_attr_find(t, other) == NULL && edit_is_near(other, name))
			return true;
		if (a->ns != NULL && strcmp((const char *)a->ns->href, PLAN_NS) == 0 &&
		    strcmp(other, name) == 0)
			return true;
	}
	return false;
}

static void
say_missing_attrs(struct check *k, const struct found *f, const struct gram_type *t)
{
	struct diag_place place = xml_place(f->node);
	struct strbuf b = STRBUF_INIT;
	for (size_t i = 0; i < t->attr_count; i++) {
		const struct gram_attr *a = &t->attrs[i];
		if (!a->required || xmlHasNsProp(f->node, (const xmlChar *)a->name, NULL) != NULL ||
		    is_misspelt(f->node, t, a->name))
			continue;
		diag_add(k->diag, &plan_diags[PLAN_DIAG_ATTRIBUTE_MISSING], &place, a->name,
			 (const char *)f->node->name);
		strbuf_clear(&b);
		grammar_expected(k->grammar, a->type, &b);
		diag_help(k->diag, "%s=\"…\": %s", a->name, b.s);
	}
	strbuf_release(&b);
}

/* The first word that is none of the values; of a single value, the whole. */
static const char *
bad_word(struct arena *arena, const char *text, const char *const *values, size_t count)
{
	const char *list = text;
	const char *word;
	while (plan_word(arena, &list, &word)) {
		bool known = false;
		for (size_t i = 0; i < count && !known; i++)
			known = strcmp(word, values[i]) == 0;
		if (!known)
			return word;
	}
	return text;
}

static const char *
nearest_value(const char *word, const char *const *values, size_t count)
{
	const char *near = NULL;
	for (size_t i = 0; i < count; i++)
		if (edit_is_near(word, values[i]) &&
		    (near == NULL || edit_distance(word, values[i]) < edit_distance(word, near)))
			near = values[i];
	return near;
}

static const char *
shorten(struct arena *arena, const char *text)
{
	size_t cut = VALUE_MAX;
	if (strlen(text) <= cut)
		return text;
	while (cut > 0 && ((unsigned char)text[cut] & 0xC0) == 0x80)
		cut--;
	return arena_printf(arena, "%.*s…", (int)cut, text);
}

static void
say_bad_value(struct check *k, const struct found *f, const struct gram_attr *a)
{
	const char *text = plan_attr(f->node, f->attr);
	const char *const *values;
	size_t count = grammar_values(k->grammar, a->type, &values);
	if (text == NULL)
		text = "";
	if (grammar_is_list(k->grammar, a->type) && count > 0)
		text = bad_word(k->arena, text, values, count);
	struct diag_place place = plan_word_place(k->diag, f->node, f->attr, text);
	const char *near = nearest_value(text, values, count);
	struct strbuf expected = STRBUF_INIT;
	grammar_expected(k->grammar, a->type, &expected);
	diag_add(k->diag, &plan_diags[PLAN_DIAG_VALUE], &place, shorten(k->arena, text), f->attr,
		 expected.s);
	if (near != NULL)
		suggest(k->diag, &place, text, near);
	strbuf_release(&expected);
}

/* An error that nothing here explains: better libxml2's words than none. */
static void
say_as_it_is(struct check *k, const struct found *f)
{
	struct diag_place place = xml_place(f->node);
	struct strbuf b = STRBUF_INIT;
	for (const char *s = f->message; *s != '\0' && *s != '\n'; s++) {
		if (strncmp(s, "{" PLAN_NS "}", strlen(PLAN_NS) + 2) == 0)
			s += strlen(PLAN_NS) + 1;
		else
			strbuf_putc(&b, *s);
	}
	diag_add(k->diag, &plan_diags[PLAN_DIAG_SCHEMA], &place, b.s);
	strbuf_release(&b);
}

static bool
say_attr(struct check *k, const struct found *f)
{
	const struct gram_type *t = grammar_type_of(k->grammar, f->node);
	if (t == NULL)
		return false;
	if (f->code == XML_SCHEMAV_CVC_COMPLEX_TYPE_4) {
		say_missing_attrs(k, f, t);
		return true;
	}
	if (f->attr == NULL)
		return false;
	const struct gram_attr *a = gram_attr_find(t, f->attr);
	if (a == NULL || f->code == XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_1 ||
	    f->code == XML_SCHEMAV_CVC_COMPLEX_TYPE_3_2_2)
		say_unknown_attr(k, f, t);
	else
		say_bad_value(k, f, a);
	return true;
}

/* The element whose children an error is about. */
static xmlNode *
parent_of_error(const struct found *f)
{
	bool of_child = f->code == XML_SCHEMAV_ELEMENT_CONTENT &&
			strstr(f->message, "Missing child") == NULL;
	return of_child && f->node->parent != NULL && f->node->parent->type == XML_ELEMENT_NODE
		       ? f->node->parent
		       : f->node;
}

static bool
is_in_tree(const struct check *k, const xmlNode *node)
{
	while (node->parent != NULL)
		node = node->parent;
	return node == (const xmlNode *)k->doc;
}

static bool
was_explained(const struct check *k, const xmlNode *node)
{
	for (size_t i = 0; i < k->explained.len; i++)
		if (k->explained.at[i] == node)
			return true;
	return false;
}

/* true if it brought something new among the children of an element. */
static bool
say(struct check *k, const struct found *f)
{
	/* Taken out by a repair in this round: its mistake has been told. */
	if (!is_in_tree(k, f->node))
		return false;
	bool about_attr = f->attr != NULL || f->code == XML_SCHEMAV_CVC_COMPLEX_TYPE_4;
	if (about_attr) {
		if (!say_attr(k, f))
			say_as_it_is(k, f);
		return false;
	}
	xmlNode *parent = parent_of_error(f);
	if (was_explained(k, parent))
		return false;
	VEC_PUSH(k->arena, &k->explained, parent);
	if (!content_explain(k->content, parent))
		say_as_it_is(k, f);
	return true;
}

/* == rounds == */

static bool
too_many(struct check *k)
{
	return diag_count(k->diag, DIAG_ERROR) - k->mistakes >= MISTAKES_MAX;
}

/* Validates once; true if something was repaired, so that another round may see more. */
static bool
one_round(struct check *k)
{
	xmlSchemaValidCtxt *ctxt = xmlSchemaNewValidCtxt(compiled.schema);
	bool again = false;
	if (ctxt == NULL)
		oom();
	k->errors.len = 0;
	xmlSchemaSetValidStructuredErrors(ctxt, collect, k);
	int result = xmlSchemaValidateDoc(ctxt, k->doc);
	xmlSchemaFreeValidCtxt(ctxt);
	open_ways(k);
	if (result < 0 && k->errors.len == 0) {
		struct found f = {.node = xmlDocGetRootElement(k->doc),
				  .message = "the validator gave up"};
		say_as_it_is(k, &f);
		return false;
	}
	if (k->errors.len > 0)
		need_grammar(k);
	for (size_t i = 0; i < k->errors.len && !too_many(k); i++)
		again = say(k, &k->errors.at[i]) || again;
	return again;
}

static bool
check_root(struct check *k)
{
	const xmlNode *root = xmlDocGetRootElement(k->doc);
	struct diag_place place = xml_place(root);
	const char *ns = root->ns == NULL ? "" : (const char *)root->ns->href;
	if (strcmp((const char *)root->name, "plan") != 0)
		diag_add(k->diag, &plan_diags[PLAN_DIAG_ROOT], &place, (const char *)root->name);
	else if (strcmp(ns, PLAN_NS) != 0)
		diag_add(k->diag, &plan_diags[PLAN_DIAG_ROOT_NAMESPACE], &place, PLAN_NS);
	else
		return true;
	diag_help(k->diag, "begin with <plan xmlns=\"%s\" …>", PLAN_NS);
	return false;
}

bool
schema_check(struct arena *arena, struct diag *diag, xmlDoc *doc)
{
	struct check k = {.arena = arena, .diag = diag, .doc = doc};
	k.mistakes = diag_count(diag, DIAG_ERROR);
	if (!check_root(&k))
		return false;
	compile();
	walk(&k);
	for (int round = 0; round < ROUNDS_MAX && one_round(&k) && !too_many(&k); round++)
		;
	if (k.content != NULL) {
		k.gave_up = k.gave_up || content_gave_up(k.content);
		content_undo(k.content);
	}
	show_attrs(&k);
	if (too_many(&k) || k.gave_up) {
		struct diag_place place = xml_place(xmlDocGetRootElement(doc));
		diag_add(diag, &plan_diags[PLAN_DIAG_TOO_MANY], &place,
			 arena_printf(arena, "%zu", diag_count(diag, DIAG_ERROR) - k.mistakes));
	}
	return diag_count(diag, DIAG_ERROR) == k.mistakes;
}
