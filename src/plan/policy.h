/*
 * Sign-off policies: who must sign, and who must sign again.
 *
 * policy.c applies the policy of a plan, policy_read.c reads those of a profile, policy_raise.c
 * holds the changes of a revision against what the policy calls at least major.
 */
#ifndef PP_PLAN_POLICY_H
#define PP_PLAN_POLICY_H

#include "plan/diff.h"
#include "plan/plan_imp.h"

struct rule_source;

/* == policy.c == */

/* The policy that holds for the plan; never NULL. */
const struct plan_policy *policy_of(const struct plan *plan);
/* Is it a word of require/@from? */
bool policy_source_is(const char *from);
/* Is it a word of on-change/@again? */
bool policy_word_is(const char *word);
/* Does a revision of this class ask the signatory to sign again; is he to be told? */
bool policy_asks(const struct plan *plan, const char *class, const xmlNode *signatory);
bool policy_informs(const struct plan *plan, const char *class, const xmlNode *signatory);

/* == policy_read.c == */

/* <sign-off-policy> of a profile; its faults are the source's. */
void policy_read(struct rule_source *s, const xmlNode *node, struct plan_policy *policy);

/* == policy_raise.c == */

/* What is wrong with the conditions, in arena; NULL if nothing is. */
const char *policy_when_fault(struct arena *arena, const char *when);
/* The first condition of the list that the changes fulfil; NULL. */
const char *policy_when_holds(struct arena *arena, const struct plan_diff *d, const char *when);

#endif
