/* planpress diff: what one revision of a plan changed of another. */
#include "base/strbuf.h"
#include "cli/cli.h"

int
cmd_diff(const struct cli *cli)
{
	struct press *press = press_open(cli->arena, &cli->press);
	struct diag *diag = diag_new(cli->arena);
	const char *const paths[2] = {cli->operands[0], cli->operands[1]};
	struct strbuf out = STRBUF_INIT;
	bool ok = press_diff(press, cli->arena, diag, paths, cli_given(cli, OPT_JSON), &out);

	return cli_outcome(cli, diag, ok, &out);
}
