/* planpress fmt: plans in their canonical layout. */
#include "base/arena.h"
#include "base/strbuf.h"
#include "cli/cli.h"

#include <stdio.h>

static int
format_one(const struct cli *cli, struct press *press, const char *path)
{
	struct arena *arena = arena_new();
	struct diag *diag = diag_new(arena);
	struct strbuf diff = STRBUF_INIT;
	bool check = cli_given(cli, OPT_CHECK), changed = false;
	struct press_edit edit = {
		.path = path,
		.output = cli_value(cli, OPT_OUTPUT),
		.dry_run = check || cli_given(cli, OPT_DRY_RUN),
	};
	bool ok = press_fmt(press, arena, diag, &edit, &diff, &changed);
	int code = ok ? check && changed : diag_exit(diag, false);

	cli_report(cli, diag);
	if (ok && cli_given(cli, OPT_DRY_RUN))
		fwrite(diff.s, 1, diff.len, stdout);
	else if (ok && check && changed)
		printf("%s\n", path);
	else if (ok && changed)
		cli_say(cli, "%s: laid out", path);
	fflush(stdout);
	strbuf_release(&diff);
	arena_free(arena);
	return code;
}

int
cmd_fmt(const struct cli *cli)
{
	struct press *press = press_open(cli->arena, &cli->press);
	int worst = 0;

	if (cli_given(cli, OPT_OUTPUT) && cli->operand_count > 1)
		return cli_usage(cli, "-o takes one plan");
	for (size_t i = 0; i < cli->operand_count; i++) {
		int code = format_one(cli, press, cli->operands[i]);

		worst = code > worst ? code : worst;
	}
	return worst;
}
