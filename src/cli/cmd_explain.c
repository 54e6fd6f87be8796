/* planpress explain: what a code means, why it matters, and how to mend it. */
#include "base/strbuf.h"
#include "cli/cli.h"

#include <stdio.h>

int
cmd_explain(const struct cli *cli)
{
	struct diag *diag = diag_new(cli->arena);
	struct press *press = press_open(cli->arena, &cli->press);
	int code = 0;

	for (size_t i = 0; i < cli->operand_count; i++) {
		struct strbuf out = STRBUF_INIT;
		const char *near;

		if (press_explain(press, diag, cli->operands[i], &out, &near))
			printf("%s%s", i == 0 ? "" : "\n", out.s);
		else if (near != NULL)
			code = cli_usage(cli, "there is no code '%s'; did you mean '%s'?",
					 cli->operands[i], near);
		else
			code = cli_usage(cli, "there is no code '%s'", cli->operands[i]);
		strbuf_release(&out);
	}
	cli_report(cli, diag);
	return code > 0 ? code : diag_exit(diag, false);
}
