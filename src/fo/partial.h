/* Partial support: told where a value is given that is not done.  Private to the room. */
#ifndef PP_FO_PARTIAL_H
#define PP_FO_PARTIAL_H

#include "fo/doc.h"
#include "fo/fo.h"

/* Tells once for each property. */
void fo_partial_check(struct fo_doc *doc, const struct fo_node *node, enum fo_prop prop,
		      const struct fo_value *value);

#endif
