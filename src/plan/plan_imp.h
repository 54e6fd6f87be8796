/*
 * Inside the plan room: the plan as its files share it.
 *
 * plan.c runs them in this order: schema → index (ids, references) → work (tree → schedule) →
 * facts.  Each adds to struct plan and none takes back.
 */
#ifndef PP_PLAN_PLAN_IMP_H
#define PP_PLAN_PLAN_IMP_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/vec.h"
#include "plan/plan.h"
#include "plan/plan_diag.h"
#include "plan/schedule.h"

#include <libxml/tree.h>

enum plan_kind {
#define KIND(id, element, text) PLAN_KIND_##id,
#include "plan/kinds.def"
#undef KIND
	PLAN_KIND_COUNT
};

#define PLAN_NOBODY SIZE_MAX

/* An element with an id. */
struct plan_item {
	xmlNode *node;
	const char *id;
	enum plan_kind kind;
	size_t used;			/* references to it */
	size_t task;			/* its index in the schedule; PLAN_NOBODY */
	struct calendar *calendar;	/* of a calendar or person, once built */
	bool in_ring;			/* a calendar that is based on itself */
	struct calendar_source *source; /* of a calendar */
};

/* What stands beside sched_task of the same index. */
struct plan_task {
	struct plan_item *item;
	struct plan_item *action;      /* NULL: below schedule */
	struct plan_item *improvement; /* NULL: below schedule */
	const char *wbs;
};

struct plan {
	struct arena *arena;
	struct diag *diag;
	const char *path;
	struct plan_options options;
	enum plan_level level;
	xmlDoc *doc;
	xmlNode *root;
	const char *id;
	const char *revision;
	const char *title;
	const char *lang;
	date now; /* status date, else today; DATE_NONE */

	/* index.c */
	struct {
		VEC(struct plan_item *);
	} items;	 /* in document order */
	struct map *ids; /* id → struct plan_item, the first of that id */

	/* work.c */
	struct calendar *calendar; /* the project's */
	struct sched sched;
	struct plan_task *tasks; /* sched.task_count */
	struct {
		VEC(xmlNode *);
	} afters;	    /* the elements of sched.links */
	struct map *common; /* ids of calendars → their intersection */

	/* facts */
	xmlNs *facts_ns;

	/* digest.c */
	char digest[65];
};

/* == index.c == */

/* Indexes ids and checks references: PP101–PP103; false if one is wrong. */
bool plan_index(struct plan *plan);
struct plan_item *plan_item_find(const struct plan *plan, const char *id);
/* The item of an element; NULL if it has no id of its own (or a second one of the same id). */
struct plan_item *plan_item_of(const struct plan *plan, const xmlNode *node);

/* An id that nothing has, for an element of this name: as the ids of such elements are, with a
 * number above them; usual: how they begin if there is none.  more: for several at once. */
const char *plan_new_id(const struct plan *plan, struct arena *arena, const char *name,
			const char *usual, size_t more);
/* Can an element of this name have an id that others refer to? */
bool plan_kind_is(const char *element);
/* What an element is, with its article: "a task"; its name if it can have no id. */
const char *plan_kind_text(const xmlNode *node);

/* == work.c: PP501, PP502, PP514 …; false if there is no schedule == */
bool plan_schedule(struct plan *plan);

/* == digest.c == */
void plan_digest(struct plan *plan);

/* == approval.c == */

/* Is a recorded digest ("sha256:…", maybe shortened) that of the content as it is? */
bool plan_digest_is(const struct plan *plan, const char *digest);

/* == tree.c: reading and writing the tree == */

/* The value of an attribute without namespace, borrowed from the tree; NULL if it, or the node, is
 * absent. */
const char *plan_attr(const xmlNode *node, const char *name);
bool plan_attr_is(const xmlNode *node, const char *name, const char *value);
/* DATE_NONE if absent; also, with PP108, if not a day we can count with. */
date plan_date(struct plan *plan, const xmlNode *node, const char *name);
bool plan_is(const xmlNode *node, const char *name);
/* First child element, or next sibling element, of a name (NULL: any); NULL. */
xmlNode *plan_child(const xmlNode *node, const char *name);
xmlNode *plan_next(const xmlNode *node, const char *name);
/* The next element in document order below root, NULL at the end. */
xmlNode *plan_walk(const xmlNode *root, const xmlNode *node);
/* Where a word of an attribute's value stands, where that can be told; else where the value does.
 */
struct diag_place
plan_word_place(const struct diag *diag, const xmlNode *node, const char *attr, const char *word);
/* The next word of a list of tokens: moves *list behind it; false at the end. */
bool plan_word(struct arena *arena, const char **list, const char **word);
bool plan_has_word(const char *list, const char *word);
/* A decimal number in millionths, the first in s; false if there is none, or no s.
 * Saturates. */
bool plan_number(const char *s, int64_t *millionths);

/* The text of an element, white space collapsed; NULL if there is none. */
const char *plan_text(struct arena *arena, const xmlNode *node);

void plan_fact(struct plan *plan, xmlNode *node, const char *name, const char *value);
void plan_fact_date(struct plan *plan, xmlNode *node, const char *name, date d);
void plan_fact_int(struct plan *plan, xmlNode *node, const char *name, int64_t n);
/* A new element of facts below another, and its attributes (NULL: none). */
xmlNode *plan_fact_child(struct plan *plan, xmlNode *above, const char *name);
void plan_fact_set(xmlNode *child, const char *name, const char *value);
/* The value of a fact written before; NULL. */
const char *plan_fact_of(const xmlNode *node, const char *name);

#endif
