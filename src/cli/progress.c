/* How far a long document is: one line on a terminal, rewritten ten times a second, then gone. */
#include "base/clock.h"
#include "cli/cli.h"

#include <stdio.h>
#include <unistd.h>

static void
on_page(void *ctx, int pages)
{
	struct progress *p = ctx;
	double time = clock_seconds();

	if (time - p->start < 1 || time - p->shown < 0.1)
		return;
	fprintf(stderr, "\r\033[K%d pages, %.0f s", pages, time - p->start);
	p->shown = time;
	p->stands = true;
}

void
progress_install(const struct cli *cli, struct press_options *options, struct progress *progress)
{
	*progress = (struct progress){.start = clock_seconds()};
	if (cli->quiet || isatty(STDERR_FILENO) == 0)
		return;
	options->progress = on_page;
	options->progress_ctx = progress;
}

void
progress_wipe(struct progress *progress)
{
	if (progress->stands)
		fputs("\r\033[K", stderr);
	progress->stands = false;
}
