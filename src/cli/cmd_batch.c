/* planpress batch: manifests or plans × layouts, by the pool of workers. */
#include "base/arena.h"
#include "base/file.h"
#include "base/strbuf.h"
#include "batch/batch.h"
#include "cli/cli.h"
#include "cli/run.h"

#include <stdlib.h>
#include <string.h>

/* What the command line says all jobs have in common. */
static int
common_job(const struct cli *cli, struct diag *diag, struct press_job *job)
{
	const char *output = cli_value(cli, OPT_OUTPUT);
	int code = cli_job(cli, job);

	if (code != 0 || output == NULL)
		return code;
	if (strcmp(output, "-") == 0)
		return cli_usage(cli, "-o is a folder here");
	job->dir = output;
	if (file_make_dir(diag, output))
		return 0;
	cli_report(cli, diag);
	return diag_exit(diag, false);
}

static void
add_plan(const struct cli *cli, struct batch *batch, const char *plan, const struct press_job *job,
	 const char *const *layouts, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct batch_job one = {.plan = plan, .job = *job};

		one.job.layout = layouts[i];
		VEC_PUSH(cli->arena, batch, one);
	}
}

static int
collect(const struct cli *cli, struct diag *diag, struct batch *batch)
{
	const char *const *layouts;
	struct press_job job;
	size_t count;
	bool ok = true;
	int code = common_job(cli, diag, &job);

	if (code == 0)
		code = cli_layouts(cli, &layouts, &count);
	if (code != 0)
		return code;
	job.layout = layouts[0];
	for (size_t i = 0; i < cli->operand_count; i++) {
		const char *path = cli->operands[i];

		if (batch_is_manifest(path))
			ok = batch_read(cli->arena, diag, path, &job, batch) && ok;
		else if (strcmp(path, "-") == 0)
			return cli_usage(cli, "batch reads files, not standard input");
		else
			add_plan(cli, batch, path, &job, layouts, count);
	}
	ok = ok && batch_check_outputs(cli->arena, diag, batch);
	cli_report(cli, diag);
	return ok ? 0 : diag_exit(diag, false);
}

int
cmd_batch(const struct cli *cli)
{
	struct diag *diag = diag_new(cli->arena);
	struct batch batch = {0};
	int code = collect(cli, diag, &batch);

	if (code != 0)
		return code;
	return run_batch(cli, &batch, cli_value(cli, OPT_REPORT));
}
