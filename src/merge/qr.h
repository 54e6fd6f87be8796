/* QR codes as SVG. Private to the room. */
#ifndef PP_MERGE_QR_H
#define PP_MERGE_QR_H

#include <stdbool.h>

struct _xmlDoc;

/* Adds svg:svg with the QR code of text to the end of doc: 1 unit a module, a margin of 4 modules
 * as readers need it. false: the text is too long (nothing added). */
bool merge_qr_write(struct _xmlDoc *doc, const char *text);

#endif
