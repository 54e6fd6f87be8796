/* planpress resolve: a plan with its facts. */
#include "base/strbuf.h"
#include "cli/cli.h"

int
cmd_resolve(const struct cli *cli)
{
	struct press *press = press_open(cli->arena, &cli->press);
	struct diag *diag = diag_new(cli->arena);
	struct strbuf out = STRBUF_INIT;
	bool whole = press_resolve(press, cli->arena, diag, cli->operands[0], &out);
	int code = diag_exit(diag, false);

	cli_report(cli, diag);
	/* What is known of a plan with findings is worth seeing; its exit code still tells. */
	if (out.len > 0) {
		struct diag *written = diag_new(cli->arena);
		int answer = cli_answer(cli, written, &out);

		if (answer > code)
			code = answer;
	}
	strbuf_release(&out);
	return whole || code != 0 ? code : EXIT_INTERNAL;
}
