/* planpress schema: the XML schema of plans. */
#include "base/strbuf.h"
#include "cli/cli.h"

int
cmd_schema(const struct cli *cli)
{
	struct strbuf out = STRBUF_INIT;
	int code;

	press_schema(&out);
	code = cli_answer(cli, diag_new(cli->arena), &out);
	strbuf_release(&out);
	return code;
}
