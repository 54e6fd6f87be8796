/*
 * Facts: what planpress computes about a plan, written into the plan's own tree.
 *
 * Attributes and elements of urn:planpress:facts:1 (prefix f here).  Layouts and rules read them;
 * `planpress resolve` prints them.  Times are YYYY-MM-DDTHH:MM, dates YYYY-MM-DD; a finish date is
 * the last day worked.  Booleans are yes or absent.
 *
 *   plan            f:state  f:state-reason  f:digest (64 hex)  f:digest-short (16 hex)
 *                   f:start  f:finish (dates of the computed schedule)  f:today  f:status-date
 *                   f:forecast-finish  f:effort-minutes f:due-effort-minutes f:spent-minutes
 *                   f:changed-since (the revision whose recorded digest is not the content's)
 *                   f:approved-on (date of the last signature that completed an approval)
 *   task milestone  f:kind (task|summary|milestone)  f:start f:finish (times)
 *                   f:start-date f:finish-date  f:minutes (working)  f:days (working days, decimal)
 *                   f:slack-minutes f:slack-days f:free-slack-minutes  f:critical
 *                   f:followed (yes: something waits for it)
 *                   f:driver (id of what set the start, or "project-start", "constraint" …)
 *                   f:wbs  f:who (ids of assignees)  f:percent
 *                   f:state (not-started running done late blocked cancelled)
 *                   f:baseline-start f:baseline-finish f:baseline-revision  f:slip-days
 *                   f:action f:improvement (ids)  f:late (deadline missed)
 *                   f:gate="pilot" on the milestone that decides a pilot
 *                   f:forecast-start f:forecast-finish f:forecast-slip-days (if the tracking is
 *                   true; planned dates stay)  f:undecided (id of a pilot whose decision it does
 *                   not wait for, though it deploys it)
 *   after           f:type  f:lag-minutes (defaults filled in)  f:unbound (has no date here)
 *   assign          f:leave (days of the task on which the person is away)
 *   person          f:allocation (the most per cent that teams count on at once)
 *                   f:allocation-on; a child f:load week= from= minutes= capacity= percent= tasks=
 *                   for each week that has work
 *   plan            with an earlier revision to compare with: f:compared-with, a child f:diff
 * (diff.h); f:was on elements whose id was another kind of thing pilot deployment     f:tasks
 * f:start f:start-date f:finish f:finish-date; pilot: f:decision resource        f:capacity-minutes
 * (of staff with fte) approval        a child f:requirement capacity= says= who= met= for each row
 * of the policy action improvement   f:number (1, 1.1 …)  f:start-date f:finish-date f:percent
 * f:state (planned running done late at-risk) finding         f:state (open planned in-work
 * implemented verified deferred accepted …) comment         f:state (open answered agreed disputed)
 *   condition commitment issue   f:state (open due-soon overdue closed)
 *   measure         f:state (no-baseline no-data on-track off-track reached)  f:last f:last-on
 *   risk            f:exposure (probability × impact)
 *   signatory       f:decision (approve …|open, for the current revision or one that still holds)
 *                   f:signed-on f:signed-revision
 *   review          f:state (open closed)
 *   any element that others refer to by id: f:used (count of references)
 *   schedule        one f:calendar child: f:hours, and f:free from= to= name= children for each
 *                   run of non-working days of the project's calendar over the plan's span
 *                   (name of a holiday; weekends without), so that a chart can shade them.
 */
#ifndef PP_PLAN_FACTS_H
#define PP_PLAN_FACTS_H

#include <stdbool.h>

struct plan;

/* Writes all facts into the plan's tree. Needs ids resolved and a schedule without cycle. */
bool plan_facts_write(struct plan *plan);

#endif
