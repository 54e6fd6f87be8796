/* planpress init: a new plan. */
#include "cli/cli.h"

#include <string.h>

int
cmd_init(const struct cli *cli)
{
	struct press *press = press_open(cli->arena, &cli->press);
	struct diag *diag = diag_new(cli->arena);
	struct press_edit edit = {.path = cli->operand_count == 0 ? "plan.xml" : cli->operands[0]};
	const char *written;
	bool ok;

	edit.fields = cli_fields(cli, &edit.field_count);
	ok = press_init(press, cli->arena, diag, &edit, &written);
	cli_report(cli, diag);
	if (ok && strcmp(written, "-") != 0)
		cli_say(cli, "%s: a plan to fill in; planpress check %s tells what it lacks",
			written, written);
	return ok ? 0 : diag_exit(diag, false);
}
