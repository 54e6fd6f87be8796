/*
 * Format: a plan's text in its canonical layout.
 *
 *	if (plan_format(arena, diag, plan, &formatted))
 *		write formatted.bytes;
 *
 * An element a line, two blanks a step, attributes in the order of the schema (xmlns and id first)
 *in double quotes, long tags broken at 100 columns.  Prose keeps its words and the lines its author
 * gave them, and only their indentation changes.  Comments, CDATA, entities, the document type, the
 * line ends, byte order mark and encoding stay; of several empty lines one stays.  What an
 * xml:space="preserve" holds is not touched.  Formatting twice changes nothing, and what the plan
 *says is the same before and after: the commitment digest tells.
 */
#ifndef PP_PLAN_FORMAT_H
#define PP_PLAN_FORMAT_H

#include <stdbool.h>

struct arena;
struct diag;
struct plan;
struct plan_edited;

/* Of a plan that is valid by the schema; false and a diagnostic if its text cannot be written in
 * its encoding, or is that of another file (an include).  Lives in the arena. */
bool plan_format(struct arena *arena, struct diag *diag, const struct plan *plan,
		 struct plan_edited *formatted);
/* Do two plans, valid by the schema, say the same of what is committed? */
bool plan_says_same(struct plan *a, struct plan *b);

#endif
