/*
 * Facts, by the file that computes them.  facts.c calls them in this order: later ones read what
 * earlier ones wrote.
 */
#ifndef PP_PLAN_FACTS_IMP_H
#define PP_PLAN_FACTS_IMP_H

#include "plan/plan_imp.h"

/* progress.c: states of tasks, actions, improvements and findings. */
void facts_progress(struct plan *plan);
/* pilots.c: the milestones that decide pilots. */
void facts_pilots(struct plan *plan);
/* records.c: comments, reviews, conditions, commitments, issues, measures, risks. */
void facts_records(struct plan *plan);
/* approval.c: signatories and the plan's state. */
void facts_approval(struct plan *plan);

#endif
