/* planpress gantt: the schedule of a plan as a chart. */
#include "base/arena.h"
#include "cli/cli.h"

#include <string.h>

/* The kind of file by the suffix of -o, unless --to says it. */
static void
kind_by_suffix(const struct cli *cli, struct press_job *job)
{
	const char *output = cli_value(cli, OPT_OUTPUT);
	const char *dot = output == NULL ? NULL : strrchr(output, '.');

	job->output = output;
	if (dot != NULL && !cli_given(cli, OPT_TO))
		press_to_find(dot + 1, &job->to);
}

static void
add_params(const struct cli *cli, struct press_job *job)
{
	const char *scale = cli_value(cli, OPT_SCALE);
	const char *paper = cli_value(cli, OPT_PAPER);
	/* 2mm is a width, month a unit. */
	bool width = scale != NULL && strchr("0123456789.", scale[0]) != NULL;
	bool image = job->to == PRESS_SVG || job->to == PRESS_PNG;

	if (image && paper == NULL && !cli_given(cli, OPT_FIT) && !width)
		paper = "sheet";
	cli_add_param(cli, job, "paper", paper);
	cli_add_param(cli, job, "fit", cli_value(cli, OPT_FIT));
	cli_add_param(cli, job, width ? "day-width" : "scale", scale);
	cli_add_param(cli, job, "of", job->person);
	job->person = NULL;
}

int
cmd_gantt(const struct cli *cli)
{
	struct press_options options = cli->press;
	struct diag *diag = diag_new(cli->arena);
	struct progress progress;
	struct press_result result;
	struct press_plan *plan;
	struct press *press;
	struct press_job job;
	int code = cli_job(cli, &job);

	if (code != 0)
		return code;
	kind_by_suffix(cli, &job);
	add_params(cli, &job);
	/* Charts are thousands of short lines, which libharu writes in a sixth of the time. */
	if (job.renderer == NULL && press_renderer_can("haru", job.to))
		job.renderer = "haru";
	job.layout = "gantt";
	progress_install(cli, &options, &progress);
	press = press_open(cli->arena, &options);
	plan = press_load(press, cli->arena, diag, cli->operands[0]);
	if (plan == NULL) {
		cli_report(cli, diag);
		return diag_exit(diag, false);
	}
	press_render(press, plan, diag, &job, &result);
	progress_wipe(&progress);
	cli_report(cli, diag);
	if (result.exit != 0)
		return result.exit;
	cli_say_made(cli, &result);
	cli_say_timings(cli, press_plan_seconds(plan), &result);
	return 0;
}
