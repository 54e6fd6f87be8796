/*
 * A batch on the terminal: a line for each document on standard output, its diagnostics on standard
 * error before it, and, on a terminal, how far it is once a second has passed.
 */
#include "cli/run.h"
#include "base/arena.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/strbuf.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Ten minutes: some hundred thousand pages. */
#define DEFAULT_TIMEOUT 600

struct view {
	const struct cli *cli;
	const struct batch *batch;
	double start;
	bool terminal;
	bool shown; /* a progress line stands there */
};

static void
wipe(struct view *view)
{
	if (view->shown)
		fputs("\r\033[K", stderr);
	view->shown = false;
}

static void
on_finished(void *ctx, size_t index)
{
	struct view *view = ctx;
	struct strbuf line = STRBUF_INIT;

	wipe(view);
	fputs(view->batch->results[index].text, stderr);
	if (!view->cli->quiet) {
		batch_put_line(&line, view->batch, index);
		fputs(line.s, stdout);
		fflush(stdout);
	}
	strbuf_release(&line);
}

static void
on_progress(void *ctx, size_t finished, size_t total)
{
	struct view *view = ctx;

	if (!view->terminal || view->cli->quiet || clock_seconds() - view->start < 1 ||
	    finished == total)
		return;
	fprintf(stderr, "\r\033[K%zu of %zu documents, %.0f s", finished, total,
		clock_seconds() - view->start);
	view->shown = true;
}

static int
pool_options(const struct cli *cli, struct batch_options *options)
{
	double workers = 0;
	int code = cli_number(cli, OPT_JOBS, 1, 256, &workers);

	options->workers = (size_t)workers;
	options->timeout = DEFAULT_TIMEOUT;
	return code != 0 ? code : cli_number(cli, OPT_TIMEOUT, 0, 86400, &options->timeout);
}

static int
write_report(const struct cli *cli, const struct batch *batch, const char *path, double seconds)
{
	struct diag *diag = diag_new(cli->arena);
	struct strbuf out = STRBUF_INIT;
	int code = 0;

	batch_put_report(&out, batch, seconds);
	if (!file_write(diag, path, out.s, out.len)) {
		cli_report(cli, diag);
		code = diag_exit(diag, false);
	}
	strbuf_release(&out);
	return code;
}

int
run_batch(const struct cli *cli, struct batch *batch, const char *report)
{
	struct view view = {.cli = cli,
			    .batch = batch,
			    .start = clock_seconds(),
			    .terminal = isatty(STDERR_FILENO) != 0};
	struct batch_options options = {
		.press = cli->press,
		.keep_going = !cli_given(cli, OPT_NO_KEEP_GOING),
		.format = cli->format,
		.colour = cli->colour_err,
		.verbose = cli->verbose,
		.finished = on_finished,
		.progress = on_progress,
		.ctx = &view,
	};
	struct strbuf totals = STRBUF_INIT;
	struct diag *diag = diag_new(cli->arena);
	int code = pool_options(cli, &options), number = 0;

	if (code != 0)
		return code;
	batch_run(cli->arena, batch, &options, &number);
	wipe(&view);
	batch_put_totals(&totals, batch, clock_seconds() - view.start);
	if (!cli->quiet)
		fputs(totals.s, stderr);
	strbuf_release(&totals);
	code = batch_exit(batch);
	if (!batch_check_written(cli->arena, diag, batch)) {
		cli_report(cli, diag);
		code = code == 0 ? diag_exit(diag, false) : code;
	}
	if (report != NULL) {
		int written = write_report(cli, batch, report, clock_seconds() - view.start);

		code = written > code ? written : code;
	}
	if (number != 0)
		raise(number);
	return code;
}
