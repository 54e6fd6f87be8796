/* A tree walked by rooms that do not know libxml2, and a tree as text. */
#include "base/arena.h"
#include "base/strbuf.h"
#include "base/xml.h"

#include <libxml/tree.h>

const xmlNode *
xml_root(const xmlDoc *doc)
{
	return xmlDocGetRootElement((xmlDoc *)(size_t)doc);
}

static const xmlNode *
element_from(const xmlNode *node)
{
	while (node != NULL && node->type != XML_ELEMENT_NODE)
		node = node->next;
	return node;
}

const xmlNode *
xml_first(const xmlNode *node)
{
	return element_from(node->children);
}

const xmlNode *
xml_next(const xmlNode *node)
{
	return element_from(node->next);
}

const char *
xml_name(const xmlNode *node)
{
	return (const char *)node->name;
}

const char *
xml_ns(const xmlNode *node)
{
	return node->ns == NULL ? "" : (const char *)node->ns->href;
}

char *
xml_attr(struct arena *arena, const xmlNode *node, const char *name)
{
	xmlChar *value = xmlGetNoNsProp(node, (const xmlChar *)name);
	char *copy;

	if (value == NULL)
		return NULL;
	copy = arena_strdup(arena, (const char *)value);
	xmlFree(value);
	return copy;
}

const char *
xml_attr_name(const xmlNode *node, size_t index)
{
	const xmlAttr *attr = node->properties;

	while (attr != NULL && index-- > 0)
		attr = attr->next;
	return attr == NULL ? NULL : (const char *)attr->name;
}

void
xml_write(const xmlDoc *doc, struct strbuf *out)
{
	xmlChar *text = NULL;
	int len = 0;

	/* The function is not const-correct; it changes nothing. */
	xmlDocDumpMemoryEnc((xmlDoc *)(size_t)doc, &text, &len, "UTF-8");
	if (text == NULL)
		oom();
	strbuf_add(out, text, (size_t)len);
	xmlFree(text);
}
