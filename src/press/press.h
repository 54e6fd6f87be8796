/*
 * Press: the whole line for one document, and every answer the commands give.
 *
 *	struct press *press = press_open(arena, &options);
 *	struct press_plan *plan = press_load(press, arena, diag, "plan.xml");
 *	ok = plan != NULL && press_render(press, plan, diag, &job, &result);
 *
 * cli, batch and preview call nothing but this room and base.  A press keeps what is dear to make
 * and is the same for all documents of a process (fonts, compiled layouts).  A plan lives in the
 * arena it was loaded into, and so do the source texts that its diagnostics quote: print them
 *before it goes.
 */
#ifndef PP_PRESS_PRESS_H
#define PP_PRESS_PRESS_H

#include "base/date.h"
#include "base/diag.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct press;
struct press_plan;
struct strbuf;

/* The diagnostics of press, batch and the commands: rows of diag.def. */
enum press_diag {
#define DIAG(id, code, rank, exit, text, instead) PRESS_DIAG_##id,
#include "press/diag.def"
#undef DIAG
	PRESS_DIAG_COUNT
};

extern const struct diag_kind press_diags[];
const struct diag_kind *press_diag_rows(size_t *count);

struct press_param {
	const char *name;
	const char *value;
};

/* Rows of format.def. */
enum press_to {
#define FORMAT(id, name, suffix, text) PRESS_##id,
#include "press/format.def"
#undef FORMAT
	PRESS_TO_COUNT
};

const char *press_to_name(enum press_to to);
const char *press_to_suffix(enum press_to to); /* ".pdf" */
const char *press_to_text(enum press_to to);   /* for --help */
/* false if there is no such format. */
bool press_to_find(const char *name, enum press_to *to);
/* The renderers' names, NULL-terminated; can one write the format? */
const char *const *press_renderers(void);
bool press_renderer_can(const char *renderer, enum press_to to);

/* Options common to all documents of a run. */
struct press_options {
	date today;
	long long created; /* seconds since 1970 UTC, goes into the files */
	const char *const *layout_paths;
	size_t layout_path_count;
	const char *const *allow_paths;
	size_t allow_path_count;
	const char *theme;
	const char *const *font_paths;
	size_t font_path_count;
	const char *gate;    /* of checks; NULL: that of the plan's state */
	const char *against; /* earlier revision to compare with when checking; NULL: none */
	const char *profile; /* of the organization; NULL: none */
	bool as_approved;    /* documents are made of approved revisions only */
	const char *fonts;   /* fonts.conf, NULL: ours */
	bool base14;	     /* --metrics base14 */
	void (*progress)(void *ctx, int pages); /* after each page; may be NULL */
	void *progress_ctx;
};

/* One document. */
struct press_job {
	const char *layout;   /* render: layout name */
	const char *renderer; /* NULL: cairo */
	enum press_to to;
	double dpi;	    /* PNG; 0: 96 */
	const char *person; /* --for */
	const struct press_param *params;
	size_t param_count;
	const char *output; /* file; "-" standard output; PNG and SVG of several pages: -1, -2 …
			       before the suffix; NULL: PLANID-rREV-LAYOUT.pdf */
	const char *dir;    /* where that name goes; NULL: the current folder */
};

enum press_stage { PRESS_MERGE, PRESS_LAYOUT, PRESS_RENDER, PRESS_FINISH, PRESS_WRITE };
#define PRESS_STAGES 5

/* Strings live in the plan's (or the caller's) arena. */
struct press_result {
	int exit; /* 0, or the exit code the failure asks for */
	int pages;
	size_t bytes;
	const char *output;	      /* first file written */
	double seconds[PRESS_STAGES]; /* --timings */
};

struct press *press_open(struct arena *arena, const struct press_options *options);

/* Plans that are checked together: people and assets of one count for the others.  Those that
 * cannot be loaded are left out in silence: checking them tells.  The plans live in the press's
 * arena. */
void press_meet(struct press *press, const char *const paths[], size_t count);
/* Loads one plan and judges it by the rules of the gate; true when it has no errors. */
bool press_check(struct press *press, struct arena *arena, struct diag *diag, const char *path);

/* How a plan stands: a line, or a JSON object. */
bool press_status(struct press *press, struct arena *arena, struct diag *diag, const char *path,
		  bool json, struct strbuf *out);
enum press_table { PRESS_TABLE, PRESS_TABLE_JSON, PRESS_TABLE_CSV };
/* The computed schedule. */
bool press_schedule(struct press *press, struct arena *arena, struct diag *diag, const char *path,
		    enum press_table format, struct strbuf *out);
/* The load of people by week, summed over the plans. */
bool press_load_table(struct press *press, struct arena *arena, struct diag *diag,
		      const char *const paths[], size_t count, enum press_table format,
		      struct strbuf *out);
/* Why a task has its dates, in sentences. */
bool press_why(struct press *press, struct arena *arena, struct diag *diag, const char *path,
	       const char *id, struct strbuf *out);

/* Formats of other programs' schedules. */
enum press_exchange { PRESS_MSPDI, PRESS_CSV, PRESS_ICS, PRESS_JSON };
/* false if there is no such format. */
bool press_exchange_find(const char *name, enum press_exchange *format);
struct press_import {
	enum press_exchange format; /* MSPDI or CSV */
	const char *path;
	char separator;	    /* of CSV; 0: find out */
	const char *action; /* into a plan: new tasks come there */
	bool progress_only; /* into a plan: nothing but how far tasks are */
};
/* A whole plan of a schedule.  What is left out of it is told; true if there is a plan. */
bool press_import(struct press *press, struct arena *arena, struct diag *diag,
		  const struct press_import *import, struct strbuf *out);
struct press_export {
	enum press_exchange format;
	const char *path; /* of the plan */
	char separator;	  /* of CSV; 0: a comma */
	bool bom;	  /* CSV begins with a byte order mark */
};
bool press_export(struct press *press, struct arena *arena, struct diag *diag,
		  const struct press_export *export, struct strbuf *out);

/* What the second revision of a plan changed of the first. */
bool press_diff(struct press *press, struct arena *arena, struct diag *diag,
		const char *const paths[2], bool json, struct strbuf *out);

/* == editing: what people record, written into the plan's file == */

enum press_verb {
	PRESS_REVISE,
	PRESS_BASELINE,
	PRESS_SIGN,
	PRESS_COMMENT,
	PRESS_PROGRESS,
	PRESS_MERGE_IN
};

struct press_edit {
	enum press_verb verb;
	const char *path;   /* "-": standard input */
	const char *output; /* NULL: in place, of standard input to standard output */
	bool dry_run;	    /* nothing is written */
	const char *const *operands;
	size_t operand_count;
	const struct press_param *fields; /* as the options of the command are called */
	size_t field_count;
	const struct press_import *import; /* what is merged */
};

/* Edits a plan, or with dry_run tells what would change: then diff is a unified diff of it.  said:
 * a line "FILE:LINE: what" for each edit.  Nothing is written unless the result is a plan that is
 * as ready as it was; no byte changes but those of the edit. */
bool press_edit(struct press *press, struct arena *arena, struct diag *diag,
		const struct press_edit *edit, struct strbuf *diff, struct strbuf *said);

/* A plan's canonical layout: of edit, path, output and dry_run count.  changed: it was laid out
 * otherwise. */
bool press_fmt(struct press *press, struct arena *arena, struct diag *diag,
	       const struct press_edit *edit, struct strbuf *diff, bool *changed);

/* A new plan to path, which must not be there; in a folder (one that is, or a path without .xml) it
 * is plan.xml.  fields: id, name, org, from.  written: its path. */
bool press_init(struct press *press, struct arena *arena, struct diag *diag,
		const struct press_edit *edit, const char **written);

/* draft, review, approval, tracking or closure? */
bool press_gate_is(const char *name);

/* A plan that can be rendered, else NULL.  Findings that do not stop rendering are counted, not
 * recorded. */
struct press_plan *
press_load(struct press *press, struct arena *arena, struct diag *diag, const char *path);
const char *press_plan_id(const struct press_plan *plan);
const char *press_plan_revision(const struct press_plan *plan);
const char *press_plan_path(const struct press_plan *plan);
size_t press_plan_findings(const struct press_plan *plan);
double press_plan_seconds(const struct press_plan *plan); /* loading took */
/* Reviewers of a review (NULL: the last one): person ids; NULL and a diagnostic. */
const char *const *
press_reviewers(struct press_plan *plan, struct diag *diag, const char *review, size_t *count);
/* Whom the layout's documents are for: person if given; all reviewers of the last review if it
 * makes documents for persons; else one entry, NULL.  NULL and a diagnostic if there is no such
 * layout or nobody to make it for. */
const char *const *press_persons(struct press *press, struct press_plan *plan, struct diag *diag,
				 const char *layout, const char *person, size_t *count);
/* Plan × layout to a file.  An error of any room while rendering means no file; an existing one is
 * untouched. */
bool press_render(struct press *press, struct press_plan *plan, struct diag *diag,
		  const struct press_job *job, struct press_result *result);
/* An FO file to a file, by the same rules. */
bool press_format(struct press *press, struct arena *arena, struct diag *diag, const char *fo,
		  const struct press_job *job, struct press_result *result);
/* The plan with its facts, as XML; as far as the plan allows. */
bool press_resolve(struct press *press, struct arena *arena, struct diag *diag, const char *path,
		   struct strbuf *out);

bool press_layouts(struct press *press, struct arena *arena, struct diag *diag, struct strbuf *out,
		   bool json);
void press_support(struct strbuf *out, bool markdown);
void press_schema(struct strbuf *out);
/* A code: the rule with its severities, why, an example and a fix, and what is reported under it.
 * false if it is unknown; then *near is the nearest one, or NULL. */
bool press_explain(struct press *press, struct diag *diag, const char *code, struct strbuf *out,
		   const char **near);
const char *press_version(void);

#endif
