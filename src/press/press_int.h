/* Inside press: the press itself, and what its files share. */
#ifndef PP_PRESS_PRESS_INT_H
#define PP_PRESS_PRESS_INT_H

#include "base/strbuf.h"
#include "merge/merge.h"
#include "press/press.h"

struct area_page;
struct fo_doc;
struct font_book;
struct plan;
struct plan_edited;
struct ruleset;

struct press {
	struct arena *arena;
	struct press_options options;
	struct merge_paths paths;
	struct merge_cache *cache; /* compiled stylesheets */
	/* Opened at first need: for plan documents, which keep to our own fonts so that they come
	 * out the same anywhere, and for other people's, which may ask for any font there is. */
	struct font_book *plan_fonts, *all_fonts;
	struct plan **others; /* that are looked at together */
	size_t other_count;
	const struct ruleset *rules; /* opened at first need */
};

struct press_bytes {
	const char *at;
	size_t count;
};

struct press_plan {
	struct plan *plan;
	struct arena *arena;
	const char *dir; /* the plan's folder */
	size_t findings;
	double seconds;
};

/* What output.c needs to make a file of a document. */
struct press_document {
	struct arena *arena;
	struct diag *diag;
	struct fo_doc *fo;
	const char *title; /* if the document itself has none */
	const char *lang;
	const char *author; /* NULL: not known */
	bool strict; /* what is lost is an error: so in plan documents, whose words are signed; in
			other FO it may be meant */
	bool images_anywhere;	 /* images may come from any folder */
	const char *const *dirs; /* images may come from here */
	size_t dir_count;
};

/* A plan as far as it can be loaded; never NULL. */
struct plan *press_plan_load(struct press *press, struct arena *arena, struct diag *diag,
			     const char *path, bool render);
/* The same of bytes that are not, or not yet, in the file. */
struct plan *press_plan_read(struct press *press, struct arena *arena, struct diag *diag,
			     const char *path, const struct press_bytes *bytes);
/* A plan with the facts of its schedule alone. */
struct plan *
press_plan_dates(struct press *press, struct arena *arena, struct diag *diag, const char *path);
/* check.c: a plan that is ready, with its state settled; NULL and diagnostics. */
struct plan *press_plan_ready(struct press *press, struct arena *arena, struct diag *diag,
			      const char *path, const struct press_bytes *bytes);
/* exchange.c: a schedule of another program, merged into a plan's text. */
bool
press_merge_in(struct press *press, struct arena *arena, struct diag *diag,
	       const struct press_import *import, struct plan *plan, struct plan_edited *edited);
/* check.c: the rules, opened at first need; NULL and a diagnostic if a profile is wrong. */
const struct ruleset *press_rules(struct press *press, struct diag *diag);
/* Asks the rules whether a plan is ready to sign, if its state depends on it. */
/* Is there no profile, or could it be read? */
bool press_is_usable(const struct press *press);
bool press_settle_state(struct press *press, struct plan *plan, struct diag *diag);

/* output.c: lays out, renders and writes; false and a diagnostic, and then no file. */
bool press_output(struct press *press, const struct press_document *document,
		  const struct press_job *job, const char *path, struct press_result *result);

/* text.c: the page's text in reading order. */
void press_text_page(struct strbuf *out, const struct area_page *page);

#endif
