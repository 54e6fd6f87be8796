/* Properties kept with the node itself (rows marked NODE).  Private to the room. */
#ifndef PP_FO_OWN_H
#define PP_FO_OWN_H

#include "fo/doc.h"

void fo_own_add(struct fo_doc *doc, struct arena *arena, struct fo_node *node, enum fo_prop prop,
		const char *text, size_t len);
/* Once all are known: needed ones, defaults, ids given twice. */
void fo_own_check(struct fo_doc *doc, struct arena *arena, struct fo_node *node);

#endif
