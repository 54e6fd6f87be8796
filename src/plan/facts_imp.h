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
/* forecast.c: dates if the tracking is true; the baselines are there. */
void facts_forecast(struct plan *plan);
/* load.c: people's weeks, allocation, leave; effort and capacity. */
void facts_load(struct plan *plan);
/* Is it ready, and another plan? */
bool plan_is_other(const struct plan *plan, const struct plan *other);
/* policy.c: who must sign. */
void facts_policy(struct plan *plan);
/* approval.c: signatories and the plan's state. */
void facts_approval(struct plan *plan);

#endif
