/*
 * Edit: what people record about a plan, written into its file.
 *
 *	struct plan_request r = {.verb = PLAN_PROGRESS, .operands = ids, .operand_count = 1, …};
 *	if (plan_edit(arena, diag, plan, &r, &edited))
 *		write edited.bytes;
 *
 * An edit looks at what the plan is and in what state, and says what is to change in its text
 * (base/xml_edit.h): nothing else of the file is touched.  It refuses what the state forbids, and
 *what names something that is not there.  The caller reads the result as a plan before it writes
 *it, and asks plan_edit_allowed.  What a request may hold stands with each verb, edit_*.c.
 */
#ifndef PP_PLAN_EDIT_H
#define PP_PLAN_EDIT_H

#include "base/date.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct diag;
struct plan;
struct plan_diff;
struct xml_edit;

enum plan_verb { PLAN_REVISE, PLAN_BASELINE, PLAN_SIGN, PLAN_COMMENT, PLAN_PROGRESS };

/* A field may be given several times; where one is wanted, the last counts. */
struct plan_field {
	const char *name;
	const char *value;
};

struct plan_request {
	enum plan_verb verb;
	const char *const *operands; /* ids or words, as the verb wants */
	size_t operand_count;
	const struct plan_field *fields;
	size_t field_count;
	date today;
	const struct plan_diff *diff; /* revise: what has changed; NULL: nobody has looked */
};

/* What was changed, for people. */
struct plan_said {
	int line; /* of the new text */
	const char *text;
};

struct plan_edited {
	const char *old; /* UTF-8, without a byte order mark */
	size_t old_len;
	const char *text; /* the same after the edit */
	size_t len;
	const char *bytes; /* as the file is to be */
	size_t byte_count;
	const struct plan_said *said;
	size_t said_count;
};

/* For a plan that is ready and whose state is settled; false and a diagnostic.  The result lives in
 * the arena. */
bool plan_edit(struct arena *arena, struct diag *diag, struct plan *plan,
	       const struct plan_request *request, struct plan_edited *edited);
/* The result of edits of another room. */
bool plan_edit_apply(struct arena *arena, struct diag *diag, const struct plan *plan,
		     struct xml_edit *xml, struct plan_edited *edited);
/* What has been signed stays as it is until a new revision is begun: false and a diagnostic if the
 * edit changed the content of a revision that somebody has signed. */
bool plan_edit_allowed(const struct plan *before, const struct plan *after, struct diag *diag);

#endif
