/* planpress check: judges plans, each for itself. */
#include "base/arena.h"
#include "base/diag_report.h"
#include "base/strbuf.h"
#include "cli/cli.h"

#include <stdio.h>
#include <string.h>

/* So many plans are looked at together. */
#define TOGETHER_MAX 50

static int
check_one(const struct cli *cli, struct press *press, struct diag_report *report, const char *path)
{
	struct arena *arena = arena_new();
	struct diag *diag = diag_new(arena);
	struct strbuf out = STRBUF_INIT, counts = STRBUF_INIT;
	size_t errors;
	int code;

	press_check(press, arena, diag, path);
	diag_report_add(report, diag, strcmp(path, "-") == 0 ? "<stdin>" : path, &out);
	fwrite(out.s, 1, out.len, stdout);
	errors = diag_count(diag, DIAG_ERROR);
	cli_put_counts(&counts, errors, diag_count(diag, DIAG_WARNING) - errors);
	fflush(stdout); /* before the summary, when both go to a terminal */
	cli_say(cli, "%s: %s", path, counts.len == 0 ? "nothing to find" : counts.s);
	code = diag_exit(diag, cli->warnings_fail);
	strbuf_release(&out);
	strbuf_release(&counts);
	arena_free(arena);
	return code;
}

int
cmd_check(const struct cli *cli)
{
	struct press *press = press_open(cli->arena, &cli->press);
	struct diag_report_options options = {.format = cli->format,
					      .colour = cli->colour_out,
					      .warnings_fail = cli->warnings_fail,
					      .version = press_version()};
	struct diag_report *report = diag_report_new(cli->arena, &options);
	struct strbuf end = STRBUF_INIT;
	int worst = 0;

	/* Beyond, it would take a gigabyte and hours to hold each against each. */
	if (cli->operand_count > 1 && cli->operand_count <= TOGETHER_MAX)
		press_meet(press, cli->operands, cli->operand_count);
	for (size_t i = 0; i < cli->operand_count; i++) {
		int code = check_one(cli, press, report, cli->operands[i]);

		if (code > worst)
			worst = code;
	}
	diag_report_end(report, &end);
	fwrite(end.s, 1, end.len, stdout);
	strbuf_release(&end);
	return worst;
}
