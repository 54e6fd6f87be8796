/* Finishing single values (finish.c).  Private to the room. */
#ifndef PP_FO_FINISH_H
#define PP_FO_FINISH_H

#include "fo/fo.h"

/* Makes a value just read the computed one; parent: the same property of the parent. */
void fo_finish(enum fo_prop prop, const struct fo_value *parent, struct fo_value *v);

#endif
