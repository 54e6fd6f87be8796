/* XPath functions in C: their arguments, and their answers (xml_func.h). */
#include "base/xml_func.h"

#include "base/arena.h"
#include "base/strbuf.h"

#include <libxml/xpathInternals.h>

bool
xml_func_has(xmlXPathParserContext *call, int given, int least, int most)
{
	if (given >= least && given <= most)
		return true;
	xmlXPathSetArityError(call);
	return false;
}

const char *
xml_func_pop(xmlXPathParserContext *call, struct arena *arena)
{
	xmlChar *text = xmlXPathPopString(call);
	const char *copy = arena_strdup(arena, text == NULL ? "" : (const char *)text);

	xmlFree(text);
	return copy;
}

void
xml_func_return(xmlXPathParserContext *call, const char *text)
{
	valuePush(call, xmlXPathNewCString(text));
}

void
xml_func_return_buf(xmlXPathParserContext *call, struct strbuf *b)
{
	xml_func_return(call, b->s);
	strbuf_release(b);
}
