/*
 * Press: the whole line for one document, and every answer the commands give.
 *
 *	struct press *p = press_open(diag, &options);
 *	ok = press_render(p, diag, "plan.xml", &job);
 *
 * cli, batch and preview call nothing but this room and base.  A press keeps what is dear to make
 * and is the same for all documents (fonts, compiled schema and stylesheets).
 */
#ifndef PP_PRESS_PRESS_H
#define PP_PRESS_PRESS_H

#include "base/date.h"
#include "base/diag.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct press;
struct strbuf;

struct press_param {
	const char *name;
	const char *value;
};

enum press_to { PRESS_PDF, PRESS_PNG, PRESS_SVG, PRESS_FO, PRESS_AREAS, PRESS_TEXT, PRESS_TRACE };

/* Options common to all documents of a run. */
struct press_options {
	date today;
	const char *const *layout_paths;
	size_t layout_path_count;
	const char *const *allow_paths;
	size_t allow_path_count;
	const char *theme;
	const char *fonts;    /* fonts.conf, NULL: ours */
	bool base14;          /* --metrics base14 */
	bool timings;
};

/* One document. */
struct press_job {
	const char *layout;   /* render: layout name */
	const char *renderer; /* NULL: cairo */
	enum press_to to;
	double dpi;
	const char *person;   /* --for */
	const struct press_param *params;
	size_t param_count;
	const char *output;   /* file; "-" standard output; PNG and SVG of several pages: -1, -2 … before
				 the suffix */
};

struct press_result {
	int pages;
	size_t bytes;
	const char *output; /* first file written */
	double seconds[6];  /* plan merge fo+layout render pdf write, if timings */
};

struct press *press_open(struct arena *arena, struct diag *diag,
			 const struct press_options *options);
/* Loads and judges one plan; true when it has no errors. */
bool press_check(struct press *p, struct diag *diag, const char *plan);
/* Plan × layout to a file. */
bool press_render(struct press *p, struct diag *diag, const char *plan,
		  const struct press_job *job, struct press_result *result);
/* An FO file to a file. */
bool press_format(struct press *p, struct diag *diag, const char *fo, const struct press_job *job,
		  struct press_result *result);
/* The plan with its facts, as XML. */
bool press_resolve(struct press *p, struct diag *diag, const char *plan, struct strbuf *out);
/* Reviewers' person ids (packets). */
const char *const *press_reviewers(struct press *p, struct arena *arena, struct diag *diag,
				   const char *plan, const char *review, size_t *count);
/* Id and revision of a plan, for file names; NULL when it cannot be loaded. */
const char *press_plan_id(struct press *p, struct arena *arena, struct diag *diag,
			  const char *plan);

bool press_layouts(struct press *p, struct diag *diag, struct strbuf *out, bool json);
void press_support(struct strbuf *out, bool markdown);
void press_schema(struct strbuf *out);
/* false if the code is unknown (near: the nearest one, or NULL). */
bool press_explain(const char *code, struct strbuf *out, const char **near);
const char *press_version(void);

#endif
