/*
 * XInclude 1.0: parts of a document from other files.
 *
 * An own small implementation instead of libxml2's, because each included element must keep its own
 * file, line and column, and because no file outside the allowed folders may even be opened.  An
 * included text is parsed by the same guarded parser, its own includes are resolved first, then its
 * nodes are copied to the place of the xi:include.  No xml:base is added: the stands know the
 * files.
 *
 * Supported: parse="xml" with xpointer as a bare id, element() and xpointer() with xmlns();
 * parse="text" with encoding; xi:fallback.  A fallback helps when a file is missing, not when it is
 * wrong: a mistake should be mended, not hidden.
 */
#include "base/arena.h"
#include "base/base_diag.h"
#include "base/file.h"
#include "base/xml_int.h"

#include <errno.h>
#include <libxml/tree.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define INCLUDE_NS     "http://www.w3.org/2001/XInclude"
#define INCLUDES_MAX   1000
#define INCLUDE_DEPTH  32
#define XPATH_OP_LIMIT 20000000

/* The files being included, innermost first: a file within itself is a loop. */
struct chain {
	const char *real; /* resolved path */
	const struct chain *outer;
	int depth;
};

static bool
include_below(struct xml_run *run, xmlNode *parent, const char *file, const struct chain *chain);

static bool
is_include_element(const xmlNode *node, const char *name)
{
	return node->type == XML_ELEMENT_NODE && node->ns != NULL &&
	       strcmp((const char *)node->ns->href, INCLUDE_NS) == 0 &&
	       strcmp((const char *)node->name, name) == 0;
}

/* An attribute's value in the run's arena, NULL if absent. */
static char *
attr_of(struct xml_run *run, const xmlNode *node, const char *name)
{
	xmlChar *value = xmlGetNoNsProp(node, (const xmlChar *)name);
	char *copy;

	if (value == NULL)
		return NULL;
	copy = arena_strdup(run->arena, (const char *)value);
	xmlFree(value);
	return copy;
}

static bool
refuse(struct xml_run *run, const xmlNode *include, const char *attr, const char *why)
{
	struct diag_place place = xml_attr_place(run->diag, include, attr, true);

	diag_add(run->diag, &base_diags[BASE_DIAG_INCLUDE_BAD], &place, why);
	return false;
}

/* Undoes %XX of a URI reference in place. */
static void
unescape(char *s)
{
	char *out = s;

	for (; *s != '\0'; s++) {
		char hex[3] = {0};

		if (*s == '%' && s[1] != '\0' && strspn(s + 1, "0123456789abcdefABCDEF") >= 2) {
			hex[0] = s[1];
			hex[1] = s[2];
			*out = (char)strtol(hex, NULL, 16);
			if (*out != '\0') {
				out++;
				s += 2;
				continue;
			}
		}
		*out++ = *s;
	}
	*out = '\0';
}

/* The href as a path beside the including file; NULL and a diagnostic if it is none of ours. */
static char *
path_of(struct xml_run *run, const xmlNode *include, const char *file, char *href)
{
	const char *dirs[1] = {run->dir};
	struct diag_place place;
	char *path;

	if (href == NULL || href[0] == '\0') {
		refuse(run, include, "href", "a part of the same document (no href)");
		return NULL;
	}
	if (strchr(href, '#') != NULL) {
		refuse(run, include, "href",
		       "href has a '#': name the part in an attribute xpointer");
		return NULL;
	}
	if (strncmp(href, "file://", 7) == 0)
		href += 7;
	unescape(href);
	path = file_join(run->arena, file_dir(run->arena, file), href);
	if (strstr(href, "://") == NULL &&
	    (file_is_below(path, dirs, 1) ||
	     file_is_below(path, run->options->allow_paths, run->options->allow_count)))
		return path;
	place = xml_attr_place(run->diag, include, "href", true);
	diag_add(run->diag, &base_diags[BASE_DIAG_INCLUDE_FORBIDDEN], &place, href);
	if (strstr(href, "://") != NULL)
		diag_help(run->diag, "nothing is read over a network: save a copy beside the plan");
	else
		diag_help(run->diag, "allow its folder: --allow-path %s",
			  file_dir(run->arena, path));
	return NULL;
}

/* ---- xpointer ---- */

static xmlNode *
find_id(xmlNode *node, const char *id)
{
	for (; node != NULL; node = node->next) {
		xmlNode *found;

		if (node->type != XML_ELEMENT_NODE)
			continue;
		for (const xmlAttr *a = node->properties; a != NULL; a = a->next)
			if (strcmp((const char *)a->name, "id") == 0 && a->children != NULL &&
			    a->children->content != NULL &&
			    strcmp((const char *)a->children->content, id) == 0)
				return node;
		found = find_id(node->children, id);
		if (found != NULL)
			return found;
	}
	return NULL;
}

/* element(ID/1/2) or element(/1/2): child numbers count elements. */
static xmlNode *
find_element(xmlDoc *doc, char *data)
{
	char *save = NULL;
	bool from_root = data[0] == '/';
	char *step = strtok_r(data, "/", &save);
	xmlNode *node = NULL;

	if (!from_root && step != NULL) {
		node = find_id(xmlDocGetRootElement(doc), step);
		step = strtok_r(NULL, "/", &save);
		if (node == NULL)
			return NULL;
	}
	for (; step != NULL; step = strtok_r(NULL, "/", &save)) {
		long wanted = strtol(step, NULL, 10);
		xmlNode *child = node == NULL ? doc->children : xmlFirstElementChild(node);

		if (node == NULL && child != NULL && child->type != XML_ELEMENT_NODE)
			child = xmlNextElementSibling(child);
		for (; child != NULL && wanted > 1; wanted--)
			child = xmlNextElementSibling(child);
		if (child == NULL || wanted < 1)
			return NULL;
		node = child;
	}
	return node;
}

/* Cuts "scheme(data)" off *p; NULL at the end or if it is none. */
static char *
next_part(char **p, char **data)
{
	char *scheme = *p + strspn(*p, " \t\r\n");
	char *s = strchr(scheme, '(');
	int depth = 0;

	if (s == NULL)
		return NULL;
	*s = '\0';
	*data = ++s;
	for (; *s != '\0' && (depth > 0 || *s != ')'); s++)
		depth += *s == '(' ? 1 : *s == ')' ? -1 : 0;
	if (*s != ')')
		return NULL;
	*s = '\0';
	*p = s + 1;
	return scheme;
}

/* A wrong expression finds nothing, and that is told. */
static void
ignore_error(void *ctx, xmlErrorPtr error)
{
	(void)ctx;
	(void)error;
}

static xmlXPathObject *
select_nodes(xmlDoc *doc, char *pointer)
{
	xmlXPathContext *ctx = xmlXPathNewContext(doc);
	xmlXPathObject *result = NULL;
	char *scheme, *data;

	if (ctx == NULL)
		oom();
	/* An expression comes from the input: bound what it may cost. */
	ctx->opLimit = XPATH_OP_LIMIT;
	ctx->error = ignore_error;
	if (strchr(pointer, '(') == NULL) {
		xmlNode *node = find_id(xmlDocGetRootElement(doc), pointer);

		result = node == NULL ? NULL : xmlXPathNewNodeSet(node);
		xmlXPathFreeContext(ctx);
		return result;
	}
	while (result == NULL && (scheme = next_part(&pointer, &data)) != NULL) {
		char *equals = strchr(data, '=');

		if (strcmp(scheme, "xmlns") == 0 && equals != NULL) {
			*equals = '\0';
			xmlXPathRegisterNs(ctx, (const xmlChar *)data, (const xmlChar *)equals + 1);
		} else if (strcmp(scheme, "element") == 0) {
			xmlNode *node = find_element(doc, data);

			result = node == NULL ? NULL : xmlXPathNewNodeSet(node);
		} else if (strcmp(scheme, "xpointer") == 0) {
			result = xmlXPathEvalExpression((const xmlChar *)data, ctx);
		}
		if (result != NULL &&
		    (result->type != XPATH_NODESET || xmlXPathNodeSetIsEmpty(result->nodesetval))) {
			xmlXPathFreeObject(result);
			result = NULL;
		}
	}
	xmlXPathFreeContext(ctx);
	return result;
}

/* ---- putting nodes in ---- */

/* Hands the stands on: xmlDocCopyNode copies everything but _private. */
static void
copy_stands(const xmlNode *from, xmlNode *to)
{
	if (from->type != XML_ELEMENT_NODE || to->type != XML_ELEMENT_NODE)
		return;
	to->_private = from->_private;
	to = to->children;
	for (from = from->children; from != NULL && to != NULL; from = from->next, to = to->next)
		copy_stands(from, to);
}

static void
insert_copy(xmlNode *include, xmlNode *node)
{
	xmlNode *copy;

	if (node->type != XML_ELEMENT_NODE && node->type != XML_TEXT_NODE &&
	    node->type != XML_COMMENT_NODE && node->type != XML_PI_NODE)
		return;
	copy = xmlDocCopyNode(node, include->doc, 1);
	if (copy == NULL)
		oom();
	copy_stands(node, copy);
	xmlAddPrevSibling(include, copy);
}

static bool
insert_selected(struct xml_run *run, xmlNode *include, xmlDoc *doc, const char *path,
		const char *pointer)
{
	xmlXPathObject *nodes;
	bool ok;

	if (pointer == NULL) {
		for (xmlNode *n = doc->children; n != NULL; n = n->next)
			insert_copy(include, n);
		return true;
	}
	nodes = select_nodes(doc, arena_strdup(run->arena, pointer));
	ok = nodes != NULL;
	if (ok) {
		for (int i = 0; i < nodes->nodesetval->nodeNr; i++)
			insert_copy(include, nodes->nodesetval->nodeTab[i]);
		xmlXPathFreeObject(nodes);
	} else {
		struct diag_place place = xml_attr_place(run->diag, include, "xpointer", true);

		diag_add(run->diag, &base_diags[BASE_DIAG_INCLUDE_NOTHING], &place, pointer, path);
	}
	return ok;
}

static bool
include_text(struct xml_run *run, xmlNode *include, const char *path)
{
	char *encoding = attr_of(run, include, "encoding");
	struct xml_source source;
	char *bytes;
	size_t len;
	xmlNode *text;

	bytes = file_slurp(run->arena, run->diag, path, run->max_size - run->total, &len);
	if (bytes == NULL || !xml_text_decode_plain(run, path, bytes, len, encoding, &source))
		return false;
	run->total += source.len;
	for (size_t i = 0; i < source.len; i++) {
		if ((unsigned char)source.text[i] < 0x20 &&
		    strchr("\t\r\n", source.text[i] == '\0' ? 'x' : source.text[i]) == NULL)
			return refuse(run, include, "href",
				      "the text holds control characters that XML forbids");
	}
	text = xmlNewDocTextLen(include->doc, (const xmlChar *)source.text, (int)source.len);
	if (text == NULL)
		oom();
	xmlAddPrevSibling(include, text);
	return true;
}

static bool
include_xml(struct xml_run *run, xmlNode *include, char *path, const struct chain *chain)
{
	struct xml_source *source = ARENA_NEW(run->arena, struct xml_source);
	struct diag_place place = xml_attr_place(run->diag, include, "href", true);
	char *real = realpath(path, NULL);
	struct chain inner = {.outer = chain, .depth = chain->depth + 1};
	xmlDoc *doc;
	bool ok;

	inner.real = arena_strdup(run->arena, real == NULL ? path : real);
	free(real);
	for (const struct chain *c = chain; c != NULL; c = c->outer) {
		if (strcmp(c->real, inner.real) == 0) {
			diag_add(run->diag, &base_diags[BASE_DIAG_INCLUDE_LOOP], &place, path);
			return false;
		}
	}
	if (inner.depth > INCLUDE_DEPTH)
		return refuse(run, include, "href", "includes are nested too deep");
	if (!xml_read_source(run, path, path, source))
		return false;
	doc = xml_parse_source(run, source);
	if (doc == NULL)
		return false;
	ok = include_below(run, (xmlNode *)doc, path, &inner) &&
	     insert_selected(run, include, doc, path, attr_of(run, include, "xpointer"));
	xmlFreeDoc(doc);
	return ok;
}

/* Moves the fallback's children to the place of the include; NULL if there is no fallback. */
static bool
use_fallback(xmlNode *include, xmlNode **first)
{
	xmlNode *fallback = include->children;

	*first = NULL;
	while (fallback != NULL && !is_include_element(fallback, "fallback"))
		fallback = fallback->next;
	if (fallback == NULL)
		return false;
	while (fallback->children != NULL) {
		xmlNode *child = fallback->children;

		xmlUnlinkNode(child);
		child = xmlAddPrevSibling(include, child);
		if (*first == NULL)
			*first = child;
	}
	return true;
}

/* 0 if the file can be read, else the error. */
static int
why_unreadable(const char *path)
{
	struct stat st;

	if (stat(path, &st) != 0 || access(path, R_OK) != 0)
		return errno;
	if (S_ISDIR(st.st_mode))
		return EISDIR;
	return S_ISREG(st.st_mode) ? 0 : ENXIO; /* a pipe might never end */
}

static bool
resolve_include(struct xml_run *run, xmlNode *include, const char *file, const struct chain *chain,
		xmlNode **fallback)
{
	char *parse = attr_of(run, include, "parse");
	char *path = path_of(run, include, file, attr_of(run, include, "href"));
	int error;

	*fallback = NULL;
	if (path == NULL)
		return false;
	if (++run->includes > INCLUDES_MAX)
		return refuse(run, include, "href", "more than 1000 files are included");
	error = why_unreadable(path);
	if (error == ENOENT && use_fallback(include, fallback))
		return true;
	if (error != 0) {
		struct diag_place place = xml_attr_place(run->diag, include, "href", true);

		diag_add(run->diag, &base_diags[BASE_DIAG_INCLUDE_MISSING], &place, path,
			 strerror(error));
		return false;
	}
	if (parse == NULL || strcmp(parse, "xml") == 0)
		return include_xml(run, include, path, chain);
	if (strcmp(parse, "text") == 0)
		return include_text(run, include, path);
	return refuse(run, include, "parse", "parse is 'xml' or 'text'");
}

static bool
include_below(struct xml_run *run, xmlNode *parent, const char *file, const struct chain *chain)
{
	xmlNode *next;

	for (xmlNode *child = parent->children; child != NULL; child = next) {
		xmlNode *fallback;

		next = child->next;
		if (child->type != XML_ELEMENT_NODE)
			continue;
		if (!is_include_element(child, "include")) {
			if (!include_below(run, child, file, chain))
				return false;
			continue;
		}
		if (!resolve_include(run, child, file, chain, &fallback))
			return false;
		next = fallback != NULL ? fallback : child->next;
		xmlUnlinkNode(child);
		xmlFreeNode(child);
	}
	return true;
}

bool
xml_include(struct xml_run *run, xmlDoc *doc, const char *file)
{
	char *real = realpath(file, NULL);
	struct chain chain = {.real = arena_strdup(run->arena, real == NULL ? file : real)};
	size_t elements = 0;

	free(real);
	if (!include_below(run, (xmlNode *)doc, file, &chain))
		return false;
	for (const xmlNode *n = doc->children; n != NULL; n = n->next)
		elements += n->type == XML_ELEMENT_NODE;
	if (elements != 1) {
		struct diag_place place = {.file = file};

		diag_add(run->diag, &base_diags[BASE_DIAG_INCLUDE_BAD], &place,
			 "the document must have one outermost element after including");
		return false;
	}
	return true;
}
