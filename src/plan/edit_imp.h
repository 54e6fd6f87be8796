/*
 * Inside editing: one request on its way into the text, and what the verbs share.
 */
#ifndef PP_PLAN_EDIT_IMP_H
#define PP_PLAN_EDIT_IMP_H

#include "base/xml_edit.h"
#include "plan/edit.h"
#include "plan/plan_imp.h"

#include <libxml/tree.h>

struct grammar;

struct plan_edit {
	struct arena *arena;
	struct diag *diag;
	struct plan *plan;
	const struct plan_request *request;
	struct grammar *grammar;
	struct xml_edit *xml;
	struct map *fresh; /* sections that the plan lacked: name → struct xml_new */
};

/* == the verbs == */

bool edit_progress(struct plan_edit *e);
bool edit_comment(struct plan_edit *e);
bool edit_sign(struct plan_edit *e);
bool edit_revise(struct plan_edit *e);
bool edit_baseline(struct plan_edit *e);

/* == what was asked for == */

/* The value given last, NULL if none; the index-th of several. */
const char *edit_field(const struct plan_edit *e, const char *name);
const char *edit_field_at(const struct plan_edit *e, const char *name, size_t index);
/* The same; without it, a diagnostic that tells what it is for. */
const char *edit_need_field(struct plan_edit *e, const char *name, const char *what);
/* A day: the field's, else today; false and a diagnostic if it is none. */
bool edit_day(struct plan_edit *e, const char *name, date *day);
/* The item of an id, one of these kinds (words; "": any); NULL and a diagnostic. */
struct plan_item *edit_need(struct plan_edit *e, const char *id, const char *kinds);
/* A diagnostic of a row of plan_diags; false. */
#define EDIT_REFUSE(e, id, place, ...) \
	(diag_add((e)->diag, &plan_diags[PLAN_DIAG_##id], (place), __VA_ARGS__), false)

/* == what there is == */

/* The computed state of the plan. */
bool edit_state_is(const struct plan_edit *e, const char *words);
const char *edit_iso(struct arena *arena, date day);
/* An id that nothing has, for an element of this name: as the ids of such elements are, with a
 * number above them; usual: how they begin if there is none.  more: for several at once. */
const char *
edit_new_id(const struct plan_edit *e, const char *name, const char *usual, size_t more);
/* A review of the current revision that is open; NULL. */
xmlNode *edit_open_review(const struct plan_edit *e);
/* The row of the current revision; NULL. */
xmlNode *edit_revision_row(const struct plan_edit *e);

/* == writing == */

/* Puts an element of this name where the grammar has it among parent's children, behind those of
 * its name. */
bool
edit_put(struct plan_edit *e, const xmlNode *parent, struct xml_new *element, const char *name);
/* The same for a section of the plan, which is made if there is none. */
bool
edit_put_into(struct plan_edit *e, const char *section, struct xml_new *element, const char *name);
/* Prose: paragraphs if the text has empty lines. */
void edit_prose(struct xml_new *element, const char *text);

#endif
