/* planpress explain: what a code means, and what happens instead. */
#include "base/strbuf.h"
#include "cli/cli.h"

#include <stdio.h>

int
cmd_explain(const struct cli *cli)
{
	int code = 0;

	for (size_t i = 0; i < cli->operand_count; i++) {
		struct strbuf out = STRBUF_INIT;
		const char *near;

		if (press_explain(cli->operands[i], &out, &near))
			fputs(out.s, stdout);
		else if (near != NULL)
			code = cli_usage(cli, "there is no code '%s'; did you mean '%s'?",
					 cli->operands[i], near);
		else
			code = cli_usage(cli, "there is no code '%s'", cli->operands[i]);
		strbuf_release(&out);
	}
	return code;
}
