/*
 * XPath functions in C: their arguments, and their answers.
 *
 *	static void
 *	fn_shout(struct _xmlXPathParserContext *call, int given)
 *	{
 *		struct strbuf b = STRBUF_INIT;
 *
 *		if (!xml_func_has(call, given, 1, 1))
 *			return;
 *		strbuf_printf(&b, "%s!", xml_func_pop(call, arena));
 *		xml_func_return_buf(call, &b);
 *	}
 *
 * Arguments come off a stack, the last first.  For numbers, booleans and node-sets libxml2 has its
 * own: xmlXPathPopNumber, xmlXPathReturnNumber …
 */
#ifndef PP_BASE_XML_FUNC_H
#define PP_BASE_XML_FUNC_H

#include <stdbool.h>

struct _xmlXPathParserContext;
struct arena;
struct strbuf;

/* Is the number of arguments one of these?  If not, the error is set. */
bool xml_func_has(struct _xmlXPathParserContext *call, int given, int least, int most);
/* The argument on top as a string in the arena. */
const char *xml_func_pop(struct _xmlXPathParserContext *call, struct arena *arena);
void xml_func_return(struct _xmlXPathParserContext *call, const char *text);
/* Releases b. */
void xml_func_return_buf(struct _xmlXPathParserContext *call, struct strbuf *b);

#endif
