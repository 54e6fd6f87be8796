/*
 * XML: parsing input that may come from anywhere.
 *
 *	struct xml_options o = {.allow_paths = dirs, .allow_count = 1};
 *	xmlDoc *doc = xml_parse_file(arena, diag, "plan.xml", &o);
 *
 * No network, no external entities, no DTD loading; limits on size, depth and entity expansion;
 * XInclude (parse xml and text, fallback, xpointer to an id) only below allowed folders, no loops.
 * Every element knows where it stands: xml_place gives file, line and column of its start tag, in
 * the file it came from, whatever included it.
 */
#ifndef PP_BASE_XML_H
#define PP_BASE_XML_H

#include "base/diag.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct _xmlDict;
struct _xmlDoc;
struct _xmlNode;
struct _xmlAttr;
struct strbuf;

struct xml_options {
	bool xinclude;
	const char *const *allow_paths; /* folders includes may come from; the input's own folder is
					   always allowed */
	size_t allow_count;
	size_t max_depth; /* 0: 256 */
	size_t max_size;  /* bytes of text after expansion; 0: 256 MiB */
	/* For libxslt, which compares names by address, marks nodes and frees what it loads: names
	 * stand in this dictionary, nodes have no places, the caller frees the document, nothing is
	 * included.  NULL: none of this. */
	struct _xmlDict *dict;
	bool no_blanks; /* white space between tags is left out */
};

/* The document, owned by the arena (deferred xmlFreeDoc); NULL and one diagnostic (exit 3) at the
 * true place when it is unreadable, not well-formed or beyond a limit. */
struct _xmlDoc *xml_parse_file(struct arena *arena, struct diag *diag, const char *path,
			       const struct xml_options *options);
/* The same from memory; name is used in diagnostics and as base. */
struct _xmlDoc *xml_parse_memory(struct arena *arena, struct diag *diag, const char *name,
				 const char *text, size_t len, const struct xml_options *options);

/* Where the start tag of an element stands (text nodes: their parent's). */
struct diag_place xml_place(const struct _xmlNode *node);
/* Where the attribute's name stands, by looking into the source; falls back to the element. value:
 * the place of its value instead. */
struct diag_place
xml_attr_place(const struct diag *diag, const struct _xmlNode *node, const char *attr, bool value);

/* Walking a tree for rooms that do not use libxml2: elements only; NULL at the end. */
const struct _xmlNode *xml_root(const struct _xmlDoc *doc);
const struct _xmlNode *xml_first(const struct _xmlNode *node);
const struct _xmlNode *xml_next(const struct _xmlNode *node);
const char *xml_name(const struct _xmlNode *node); /* local name */
const char *xml_ns(const struct _xmlNode *node);   /* "" if none */
/* The value of an attribute without namespace, NULL if absent. */
char *xml_attr(struct arena *arena, const struct _xmlNode *node, const char *name);
/* The name of the index-th attribute, NULL behind the last. */
const char *xml_attr_name(const struct _xmlNode *node, size_t index);

/* The document as UTF-8 text, no white space added. */
void xml_write(const struct _xmlDoc *doc, struct strbuf *out);

#endif
