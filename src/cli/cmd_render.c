/* planpress render: one plan, its layouts, for one person or all. */
#include "base/arena.h"
#include "base/file.h"
#include "base/strbuf.h"
#include "cli/cli.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct render {
	const struct cli *cli;
	struct press *press;
	struct press_plan *plan;
	struct press_job job;
	struct progress progress;
	bool several; /* documents: -o must be a folder */
};

static bool
is_folder(const char *path)
{
	struct stat st;
	size_t len = strlen(path);

	return (len > 0 && path[len - 1] == '/') || (stat(path, &st) == 0 && S_ISDIR(st.st_mode));
}

/* One document; its diagnostics are its own, so that each is reported with it. */
static int
render_one(struct render *r, const char *layout, const char *person)
{
	struct diag *diag = diag_new(r->cli->arena);
	struct press_job job = r->job;
	struct press_result result;

	job.layout = layout;
	job.person = person;
	press_render(r->press, r->plan, diag, &job, &result);
	progress_wipe(&r->progress);
	cli_report(r->cli, diag);
	if (result.exit == 0) {
		cli_say_made(r->cli, &result);
		cli_say_timings(r->cli, -1, &result);
	}
	return result.exit;
}

static int
render_layout(struct render *r, const char *layout)
{
	struct diag *diag = diag_new(r->cli->arena);
	const char *const *persons;
	size_t count;
	int worst = 0;

	persons = press_persons(r->press, r->plan, diag, layout, r->job.person, &count);
	if (persons == NULL) {
		cli_report(r->cli, diag);
		return diag_exit(diag, false);
	}
	if ((count > 1 || r->several) && r->job.output != NULL)
		return cli_usage(r->cli, "-o must be a folder for several documents, not '%s'",
				 r->job.output);
	for (size_t i = 0; i < count; i++) {
		int code = render_one(r, layout, persons[i]);

		if (code > worst)
			worst = code;
	}
	return worst;
}

static int
open_output(struct render *r, struct diag *diag)
{
	const char *output = cli_value(r->cli, OPT_OUTPUT);

	if (output == NULL)
		return 0;
	if (strcmp(output, "-") == 0 && isatty(STDOUT_FILENO) &&
	    (r->job.to == PRESS_PDF || r->job.to == PRESS_PNG))
		return cli_usage(r->cli, "a terminal shows no %s: redirect standard output",
				 press_to_name(r->job.to));
	if (!is_folder(output)) {
		r->job.output = output;
		return 0;
	}
	r->job.dir = output;
	if (file_make_dir(diag, output))
		return 0;
	cli_report(r->cli, diag);
	return diag_exit(diag, false);
}

static void
say_findings(const struct render *r)
{
	size_t findings = press_plan_findings(r->plan);

	if (findings > 0)
		cli_say(r->cli, "%zu finding%s in the plan: planpress check %s", findings,
			findings == 1 ? "" : "s", press_plan_path(r->plan));
}

int
cmd_render(const struct cli *cli)
{
	struct render r = {.cli = cli};
	struct press_options options = cli->press;
	struct diag *diag = diag_new(cli->arena);
	const char *const *layouts;
	size_t count;
	int worst = cli_job(cli, &r.job);

	if (worst == 0)
		worst = cli_layouts(cli, &layouts, &count);
	if (worst == 0)
		worst = open_output(&r, diag);
	if (worst != 0)
		return worst;
	progress_install(cli, &options, &r.progress);
	r.press = press_open(cli->arena, &options);
	r.several = count > 1;
	r.plan = press_load(r.press, cli->arena, diag, cli->operands[0]);
	if (r.plan == NULL) {
		cli_report(cli, diag);
		return diag_exit(diag, false);
	}
	for (size_t i = 0; i < count; i++) {
		int code = render_layout(&r, layouts[i]);

		if (code > worst)
			worst = code;
	}
	say_findings(&r);
	return worst;
}
