/*
 * Plan: a plan definition read, validated, resolved and scheduled.
 *
 *	struct plan *p = plan_load(arena, diag, "plan.xml", &options);
 *	xmlDoc *facts = plan_facts(p);
 *
 * Loading goes as far as the input allows and reports several mistakes a run: well-formedness
 * (PP001 …), the schema (PP010 …), ids and references (PP101–PP103), the schedule (PP501, PP502,
 * PP514).  The facts are written into the same tree, as attributes and elements of
 * urn:planpress:facts:1: what `planpress resolve` prints, layouts print and rules judge.
 * Grammar: plan.xsd. Semantics of the schedule: calendar.h, schedule.h.
 */
#ifndef PP_PLAN_PLAN_H
#define PP_PLAN_PLAN_H

#include "base/date.h"
#include "base/diag.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct map;
struct plan;
struct strbuf;
struct _xmlDoc;
struct _xmlNode;

#define PLAN_NS	      "urn:planpress:plan:1"
#define PLAN_FACTS_NS "urn:planpress:facts:1"

/* Who must sign: a row of a sign-off policy. */
struct plan_requirement {
	const char *capacity; /* prepare, concur, approve … */
	const char *from; /* team:lead, process-owner:affected, sponsor, resource-provider … */
};

/* Changes that a revision may not call less than a class. */
struct plan_raise {
	const char *class; /* minor, major */
	const char *when;  /* conditions, apart by |: "improvement-added | finish-moved-over 15d" */
};

/* A sign-off policy, of an organization's profile or ours: who signs, who signs again after a
 * change of which class.  Words of again and inform: all, none, owner (of the plan), affected (team
 * leads and process owners), a capacity, or what a requirement is from. */
struct plan_policy {
	const char *id;
	const struct plan_requirement *requirements;
	size_t requirement_count;
	const char *const *separate; /* each a list of capacities that nobody holds two of */
	size_t separate_count;
	const char *again[3]; /* by class: editorial, minor, major */
	const char *inform[3];
	const struct plan_raise *raises;
	size_t raise_count;
	int renew_days; /* an approval lasts so long; 0: for ever */
};

struct plan_options {
	const char *const *allow_paths; /* for XInclude */
	size_t allow_count;
	date today;  /* "now" for states and the status line; DATE_NONE: none */
	bool render; /* stop at anything render would refuse */
	bool dates;  /* compute the schedule and how far it is: no digest, load or states of records
		      */
	/* The sign-off policies to choose from by approval/@policy; without: the first.  None:
	 * ours. */
	const struct plan_policy *policies;
	size_t policy_count;
	/* Other plans that are looked at together with this one (people, assets, links); they must
	 * outlive it. */
	struct plan *const *others;
	size_t other_count;
	/* Bytes that are read instead of the file's, which need not exist; NULL: the file's.  They
	 * must outlive the plan. */
	const char *bytes;
	size_t byte_count;
};

/* How far loading came. */
enum plan_level {
	PLAN_UNREADABLE, /* no tree */
	PLAN_INVALID,	 /* parsed, not valid by the schema */
	PLAN_UNRESOLVED, /* valid, references or schedule in error */
	PLAN_READY	 /* facts are complete: can be rendered */
};

/* options may be NULL.  Never NULL; plan_level tells how far it came and diag what is wrong. */
struct plan *plan_load(struct arena *arena, struct diag *diag, const char *path,
		       const struct plan_options *options);
enum plan_level plan_level(const struct plan *plan);
/* The tree with its facts; NULL below PLAN_UNRESOLVED.  Borrowed. */
struct _xmlDoc *plan_facts(const struct plan *plan);
const char *plan_id(const struct plan *plan);
const char *plan_revision(const struct plan *plan);
const char *plan_title(const struct plan *plan);
const char *plan_lang(const struct plan *plan); /* "en" if not given */
const char *plan_path(const struct plan *plan);
/* Names of the authors, separated by commas, in arena; "" below PLAN_UNRESOLVED. */
const char *plan_authors(const struct plan *plan, struct arena *arena);

/* Is the revision approved, by its computed state?  Else a diagnostic (exit 5). */
bool plan_need_approved(const struct plan *plan, struct diag *diag);

/* Reviewers of a review by id (NULL: the last review), for packets: person ids in order. NULL and a
 * diagnostic if there is no such review. */
const char *const *plan_reviewers(struct plan *plan, struct arena *arena, struct diag *diag,
				  const char *review, size_t *count);

/* Text of the embedded schema. */
const char *plan_schema_text(size_t *len);
/* The diagnostic kinds of this room, for `planpress explain`. */
const struct diag_kind *plan_diag_rows(size_t *count);

#endif
