/*
 * The front end over a tree in memory, such as the result of a merge: walks it without recursion
 * and calls the builder as the parser would.  It pauses after each page-sequence.
 */
#include "fo/build.h"
#include "fo/doc.h"

#include "base/arena.h"

#include <libxml/tree.h>
#include <string.h>

struct walk {
	struct fo_reader reader; /* first */
	xmlDoc *tree;
	xmlNode *at;  /* next to visit; NULL: at the end */
	bool leaving; /* at is being left */
	struct fo_element_attr attrs[FO_MAX_ATTRS + 1];
	char *owned[FO_MAX_ATTRS + 1]; /* values libxml2 had to put together */
	size_t owned_count;
	struct fo_element_ns ns[64];
};

static const char *
text_of(const xmlChar *s)
{
	return (const char *)s;
}

/* An attribute's value; most are one text node, which is borrowed. */
static const char *
attr_value(struct walk *w, const xmlAttr *a)
{
	char *value;

	if (a->children == NULL)
		return "";
	if (a->children->next == NULL && a->children->type == XML_TEXT_NODE)
		return a->children->content == NULL ? "" : text_of(a->children->content);
	value = (char *)xmlNodeListGetString(w->tree, a->children, 1);
	if (value == NULL)
		return "";
	w->owned[w->owned_count++] = value;
	return value;
}

static struct fo_element
element_of(struct walk *w, const xmlNode *n, bool with_attrs)
{
	struct fo_element e = {.name = text_of(n->name), .attrs = w->attrs, .ns = w->ns};

	if (n->ns != NULL) {
		e.uri = text_of(n->ns->href);
		e.prefix = text_of(n->ns->prefix);
	}
	if (!with_attrs)
		return e;
	e.line = (int)xmlGetLineNo(n);
	if (e.line < 0)
		e.line = 0;
	for (const xmlAttr *a = n->properties; a != NULL && e.attr_count <= FO_MAX_ATTRS;
	     a = a->next) {
		struct fo_element_attr *out = &w->attrs[e.attr_count++];
		out->name = text_of(a->name);
		out->prefix = a->ns == NULL ? NULL : text_of(a->ns->prefix);
		out->uri = a->ns == NULL ? NULL : text_of(a->ns->href);
		out->value = attr_value(w, a);
		out->len = strlen(out->value);
	}
	for (const xmlNs *ns = n->nsDef; ns != NULL && e.ns_count < 64; ns = ns->next)
		w->ns[e.ns_count++] = (struct fo_element_ns){.prefix = text_of(ns->prefix),
							     .uri = text_of(ns->href)};
	return e;
}

static void
enter(struct walk *w, const xmlNode *n)
{
	struct fo_build *b = w->reader.doc->build;
	struct fo_element e;

	if (n->type == XML_ELEMENT_NODE) {
		e = element_of(w, n, true);
		fo_build_start(b, &e);
		while (w->owned_count > 0)
			xmlFree(w->owned[--w->owned_count]);
	} else if ((n->type == XML_TEXT_NODE || n->type == XML_CDATA_SECTION_NODE) &&
		   n->content != NULL) {
		fo_build_text(b, text_of(n->content), strlen(text_of(n->content)));
	}
}

/* One step: down, on, or up.  True when an element was left. */
static bool
step(struct walk *w)
{
	xmlNode *n = w->at;
	struct fo_element e;

	if (!w->leaving) {
		enter(w, n);
		/* Entity references are the parser's; their copies are not followed. */
		if (n->type == XML_ELEMENT_NODE && n->children != NULL) {
			w->at = n->children;
			return false;
		}
		w->leaving = true;
	}
	if (n->type == XML_ELEMENT_NODE) {
		e = element_of(w, n, false);
		fo_build_end(w->reader.doc->build, &e);
	}
	if (n->next != NULL && n != xmlDocGetRootElement(w->tree)) {
		w->at = n->next;
		w->leaving = false;
	} else {
		w->at = n->parent;
		if (w->at == NULL || w->at->type != XML_ELEMENT_NODE)
			w->at = NULL;
	}
	return n->type == XML_ELEMENT_NODE;
}

static bool
walk_feed(struct fo_reader *r)
{
	struct walk *w = (struct walk *)(void *)r;

	/* To the end of a page-sequence: of two levels below the root, whatever it is called. */
	while (w->at != NULL && !r->doc->failed) {
		const xmlNode *n = w->at;
		if (step(w) && strcmp(text_of(n->name), "page-sequence") == 0)
			break;
	}
	return w->at != NULL && !r->doc->failed;
}

static bool
walk_rewind(struct fo_reader *r)
{
	struct walk *w = (struct walk *)(void *)r;

	w->at = xmlDocGetRootElement(w->tree);
	w->leaving = false;
	return true;
}

struct fo_doc *
fo_open_tree(struct arena *arena, struct diag *diag, struct _xmlDoc *tree, const char *name,
	     const struct fo_options *options)
{
	static const struct fo_reader_ops ops = {.feed = walk_feed, .rewind = walk_rewind};
	struct fo_doc *doc = fo_doc_new(arena, diag, name, options);
	struct walk *w = ARENA_NEW(arena, struct walk);

	w->reader = (struct fo_reader){.ops = &ops, .doc = doc};
	w->tree = tree;
	doc->reader = &w->reader;
	walk_rewind(doc->reader);
	if (w->at == NULL) {
		fo_tell(doc, FO_DIAG_NOT_FO, NULL, "missing");
		return NULL;
	}
	return fo_doc_begin(doc);
}
