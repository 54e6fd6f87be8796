/* planpress support: what of XSL-FO is understood. */
#include "base/strbuf.h"
#include "cli/cli.h"

int
cmd_support(const struct cli *cli)
{
	struct strbuf out = STRBUF_INIT;
	int code;

	press_support(&out, cli_given(cli, OPT_MARKDOWN));
	code = cli_answer(cli, diag_new(cli->arena), &out);
	strbuf_release(&out);
	return code;
}
