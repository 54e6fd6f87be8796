/*
 * Batch: many documents by several worker processes.
 *
 *	struct batch batch = {0};
 *	if (batch_read(arena, diag, "jobs.xml", &batch))
 *		batch_run(arena, &batch, &options, &summary);
 *
 * Each worker is a process of its own with its own fonts, fed one document at a time: one that
 * crashes, hangs or is killed costs one document.  What a document had to say comes back as text,
 *in the order of the jobs.
 */
#ifndef PP_BATCH_BATCH_H
#define PP_BATCH_BATCH_H

#include "base/diag.h"
#include "base/vec.h"
#include "press/press.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct strbuf;

/* One document to make, or as many as the layout makes for persons. */
struct batch_job {
	const char *plan;
	struct press_job job;
	struct diag_place place; /* in the manifest, if any */
};

/* What became of it. */
struct batch_result {
	bool done; /* false: never started */
	int exit;
	int documents;
	int pages;
	size_t bytes;
	size_t findings; /* of the plan, not hindering */
	size_t errors, warnings;
	double seconds;
	const char *output; /* first file, "" if none */
	const char *text;   /* diagnostics as they are to be printed */
	const char *json;   /* the same, an object a line */
};

struct batch {
	VEC(struct batch_job);
	struct batch_result *results; /* as many as jobs, once run */
};

struct batch_options {
	struct press_options press;
	size_t workers; /* 0: one for each core */
	double timeout; /* seconds a job may take before its worker is ended; 0: any time */
	bool keep_going;
	enum diag_format format;
	bool colour;
	bool verbose;
	/* Called in the order of the jobs as soon as all before it are finished too. */
	void (*finished)(void *ctx, size_t index);
	/* Called now and then. */
	void (*progress)(void *ctx, size_t finished, size_t total);
	void *ctx;
};

/* Is the file a manifest (its root is batch), not a plan? Unreadable files are plans. */
bool batch_is_manifest(const char *path);
/* Adds the jobs of a manifest; job gives what its elements leave out; false and a diagnostic. */
bool batch_read(struct arena *arena, struct diag *diag, const char *path,
		const struct press_job *job, struct batch *batch);
/* Two jobs may not write one file; false and a diagnostic. */
bool batch_check_outputs(struct arena *arena, struct diag *diag, const struct batch *batch);
/* After the run: two jobs wrote one file by its default name; false and a diagnostic. */
bool batch_check_written(struct arena *arena, struct diag *diag, const struct batch *batch);
/* Runs all jobs; false if it was interrupted by a signal (its number in *signal). */
bool batch_run(struct arena *arena, struct batch *batch, const struct batch_options *options,
	       int *signal);

/* summary.c: worst exit code; totals in one line; the report as JSON. */
int batch_exit(const struct batch *batch);
void batch_put_line(struct strbuf *out, const struct batch *batch, size_t index);
void batch_put_totals(struct strbuf *out, const struct batch *batch, double seconds);
void batch_put_report(struct strbuf *out, const struct batch *batch, double seconds);

#endif
