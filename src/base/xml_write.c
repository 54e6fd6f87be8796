/* A tree as text. */
#include "base/arena.h"
#include "base/strbuf.h"
#include "base/xml.h"

#include <libxml/tree.h>

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
