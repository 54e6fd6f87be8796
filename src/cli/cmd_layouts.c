/* planpress layouts: the layouts that are found, and their parameters. */
#include "base/strbuf.h"
#include "cli/cli.h"

int
cmd_layouts(const struct cli *cli)
{
	struct press *press = press_open(cli->arena, &cli->press);
	struct diag *diag = diag_new(cli->arena);
	struct strbuf out = STRBUF_INIT;
	int code = 0, answer;

	if (!press_layouts(press, cli->arena, diag, &out, cli_given(cli, OPT_JSON)))
		code = diag_exit(diag, false);
	cli_report(cli, diag);
	answer = cli_answer(cli, diag_new(cli->arena), &out);
	strbuf_release(&out);
	return answer > code ? answer : code;
}
