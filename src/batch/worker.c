/*
 * A worker: makes documents one after another and tells what became of each.
 *
 * The press (fonts) is opened at the first document and serves all; everything else of a document
 * goes with its arena.  When the parent is gone, the next read ends and so does the worker.
 */
#include "batch/worker.h"

#include "base/arena.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/strbuf.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

bool
worker_read(int fd, void *data, size_t len)
{
	char *p = data;

	while (len > 0) {
		ssize_t n = read(fd, p, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		p += n;
		len -= (size_t)n;
	}
	return true;
}

bool
worker_write(int fd, const void *data, size_t len)
{
	const char *p = data;

	while (len > 0) {
		ssize_t n = write(fd, p, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		p += n;
		len -= (size_t)n;
	}
	return true;
}

static void
make_one(struct press *press, struct press_plan *plan, struct diag *diag, struct press_job job,
	 struct batch_result *r)
{
	struct press_result result;

	press_render(press, plan, diag, &job, &result);
	if (result.exit > r->exit)
		r->exit = result.exit;
	if (result.exit != 0)
		return;
	if (r->documents++ == 0)
		r->output = result.output;
	r->pages += result.pages;
	r->bytes += result.bytes;
}

/* All documents of one job. */
static void
make(struct press *press, struct arena *arena, struct diag *diag, const struct batch_job *job,
     struct batch_result *r)
{
	struct press_plan *plan = press_load(press, arena, diag, job->plan);
	const char *const *persons = NULL;
	size_t count = 0;

	if (plan != NULL)
		persons =
			press_persons(press, plan, diag, job->job.layout, job->job.person, &count);
	if (persons == NULL) {
		r->exit = diag_exit(diag, false);
		return;
	}
	r->findings = press_plan_findings(plan);
	for (size_t i = 0; i < count; i++) {
		struct press_job one = job->job;

		one.person = persons[i];
		/* Several documents of one job cannot share a name: their own, in its folder. */
		if (count > 1 && one.output != NULL) {
			one.dir = file_dir(arena, one.output);
			one.output = NULL;
		}
		make_one(press, plan, diag, one, r);
	}
}

static bool
answer(const struct batch_options *options, size_t index, const struct diag *diag,
       const struct batch_result *r, int out)
{
	struct strbuf text = STRBUF_INIT, json = STRBUF_INIT, all = STRBUF_INIT;
	const char *output = r->output == NULL ? "" : r->output;
	struct answer head = {0};
	enum diag_format format = options->format;
	bool ok;

	if (format == DIAG_HUMAN && !options->verbose)
		format = DIAG_BRIEF;
	diag_print_from(diag, options->verbose ? DIAG_NOTE : DIAG_WARNING, &text, format,
			options->colour);
	diag_print(diag, &json, DIAG_JSON, false);
	head.job = index;
	head.bytes = r->bytes;
	head.findings = r->findings;
	head.errors = diag_count(diag, DIAG_ERROR);
	head.warnings = diag_count(diag, DIAG_WARNING) - head.errors;
	head.seconds = r->seconds;
	head.exit = r->exit;
	head.documents = r->documents;
	head.pages = r->pages;
	head.output_len = (uint32_t)strlen(output);
	head.text_len = (uint32_t)text.len;
	head.json_len = (uint32_t)json.len;
	strbuf_add(&all, &head, sizeof head);
	strbuf_puts(&all, output);
	strbuf_add(&all, text.s, text.len);
	strbuf_add(&all, json.s, json.len);
	ok = worker_write(out, all.s, all.len);
	strbuf_release(&text);
	strbuf_release(&json);
	strbuf_release(&all);
	return ok;
}

_Noreturn void
worker_run(const struct batch *batch, const struct batch_options *options, int in, int out)
{
	struct arena *life = arena_new();
	struct press *press = press_open(life, &options->press);
	uint64_t index;
	bool ok = true;

	prctl(PR_SET_PDEATHSIG, SIGTERM);
	while (ok && worker_read(in, &index, sizeof index)) {
		struct arena *arena = arena_new();
		struct diag *diag = diag_new(arena);
		struct batch_result r = {.exit = 0};
		double start = clock_seconds();

		make(press, arena, diag, &batch->at[index], &r);
		r.seconds = clock_seconds() - start;
		ok = answer(options, (size_t)index, diag, &r, out);
		arena_free(arena);
	}
	arena_free(life);
	_exit(ok ? 0 : 70);
}
