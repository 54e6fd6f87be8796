/* Corresponding properties (XSL 1.1 §5.3), on a set whose own values are computed.  Private. */
#ifndef PP_FO_CORRESPOND_H
#define PP_FO_CORRESPOND_H

#include "fo/compute.h"

/* How a property came to be specified: 0 not at all, the precision of its shorthand plus one, or
 * by itself. */
#define FO_ORIGIN_EXPLICIT 255

/* Settles absolute against relative properties in set. origin: by property. */
void fo_correspond(struct fo_set *set, const uint8_t *origin, const struct fo_style_key *key,
		   struct arena *arena);

#endif
