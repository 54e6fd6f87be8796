/* planpress format: formatting objects to a document. */
#include "base/arena.h"
#include "base/file.h"
#include "cli/cli.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* The input's name with another suffix, in the current folder or the one of -o. */
static const char *
output_name(const struct cli *cli, const char *input, enum press_to to)
{
	const char *output = cli_value(cli, OPT_OUTPUT);
	const char *base = strcmp(input, "-") == 0 ? "stdin" : file_base(input);
	const char *dot = strrchr(base, '.');
	size_t stem = dot == NULL || dot == base ? strlen(base) : (size_t)(dot - base);
	const char *name = arena_printf(cli->arena, "%.*s%s", (int)stem, base, press_to_suffix(to));
	struct stat st;

	if (output == NULL)
		return strcmp(input, "-") == 0 ? "-" : name;
	if (strcmp(output, "-") != 0 && stat(output, &st) == 0 && S_ISDIR(st.st_mode))
		return file_join(cli->arena, output, name);
	return output;
}

int
cmd_format(const struct cli *cli)
{
	struct press_options options = cli->press;
	struct progress progress;
	struct press *press;
	struct diag *diag = diag_new(cli->arena);
	struct press_job job;
	struct press_result result;
	int code = cli_job(cli, &job);

	if (code != 0)
		return code;
	if (job.to == PRESS_FO)
		return cli_usage(cli, "format reads formatting objects; --to fo is of render");
	job.output = output_name(cli, cli->operands[0], job.to);
	if (strcmp(job.output, "-") == 0 && isatty(STDOUT_FILENO) &&
	    (job.to == PRESS_PDF || job.to == PRESS_PNG))
		return cli_usage(cli,
				 "a terminal shows no %s: redirect standard output, or give -o",
				 press_to_name(job.to));
	progress_install(cli, &options, &progress);
	press = press_open(cli->arena, &options);
	press_format(press, cli->arena, diag, cli->operands[0], &job, &result);
	progress_wipe(&progress);
	cli_report(cli, diag);
	if (result.exit == 0) {
		cli_say_made(cli, &result);
		cli_say_timings(cli, -1, &result);
	}
	return result.exit;
}
