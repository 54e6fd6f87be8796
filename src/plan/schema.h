/*
 * Schema: is the plan valid by plan.xsd, and if not, what is wrong where.
 */
#ifndef PP_PLAN_SCHEMA_H
#define PP_PLAN_SCHEMA_H

#include <stdbool.h>

struct arena;
struct diag;
struct grammar;
struct _xmlDoc;

/* Several mistakes a run, one diagnostic for each (PP010 … PP019). The tree is as it was
 * afterwards. */
bool schema_check(struct arena *arena, struct diag *diag, struct _xmlDoc *doc);
/* The schema as data; lives in the arena. */
struct grammar *schema_grammar(struct arena *arena);

#endif
