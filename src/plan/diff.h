/*
 * Diff: what one revision of a plan changed of another.
 *
 *	struct plan_diff *d = plan_compare(arena, old, new);
 *	plan_diff_print(d, out);
 *
 * By id: what was added, removed, modified (field by field, with old and new), what has moved in
 * time; records of the old plan that the new one lost or altered; the class that the changes have
 * (change.def) and who has to sign again.
 */
#ifndef PP_PLAN_DIFF_H
#define PP_PLAN_DIFF_H

#include "base/date.h"
#include "base/vec.h"

#include <stdbool.h>

struct arena;
struct plan;
struct strbuf;
struct _xmlNode;

enum diff_class { DIFF_NONE, DIFF_EDITORIAL, DIFF_MINOR, DIFF_MAJOR };

enum diff_what { DIFF_ADDED, DIFF_REMOVED, DIFF_MODIFIED, DIFF_MOVED };

/* A field that differs: an attribute, or the children of a name. */
struct diff_field {
	const char *name;
	const char *was; /* NULL: it was absent */
	const char *is;	 /* NULL: it is absent */
};

struct diff_item {
	enum diff_what what;
	const struct _xmlNode *old; /* NULL: added */
	const struct _xmlNode *new; /* NULL: removed */
	const char *id;		    /* of the element, or the name of a section without id */
	const char *label;	    /* "T-3 'Run the pilot'" */
	struct {
		VEC(struct diff_field);
	} fields;
	/* Of work that has moved; DATE_NONE if it has not. */
	date old_start, new_start, old_finish, new_finish;
	enum diff_class class;
	const char *because;
};

/* A record that was altered or removed. */
struct diff_record {
	const struct _xmlNode *old;
	const struct _xmlNode *new; /* NULL: removed */
	const char *label;
};

struct plan_diff {
	const struct plan *old;
	const struct plan *new;
	struct {
		VEC(struct diff_item);
	} items;
	struct {
		VEC(struct diff_record);
	} records;
	enum diff_class class;
	const char *because; /* of the class */
	bool same_content;   /* the digests are equal */
};

/* Both plans are ready.  Never NULL; lives in the arena and borrows from both. */
struct plan_diff *plan_compare(struct arena *arena, const struct plan *old, const struct plan *new);

/* For people: a line each, fields below; then the class and who signs again. */
void plan_diff_print(const struct plan_diff *d, struct strbuf *out);
/* One JSON object and a line end. */
void plan_diff_json(const struct plan_diff *d, struct strbuf *out);
/* Writes the differences into the new plan's facts, for rules (PP105, PP812, PP813, PP815, PP816):
 *	plan  f:changed-since;  an element whose id was another kind of thing: f:was
 *	plan/f:diff from= class= class-rank= declared= declared-rank= because=
 *	     f:item id= within= label= what= mark= commitment=    f:record id= label= what= */
void plan_diff_facts(const struct plan_diff *d, struct plan *new);

#endif
