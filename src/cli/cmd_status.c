/* planpress status: how plans stand, a line each. */
#include "base/arena.h"
#include "base/strbuf.h"
#include "cli/cli.h"

#include <stdio.h>

static int
status_of(const struct cli *cli, struct press *press, const char *path)
{
	struct arena *arena = arena_new();
	struct diag *diag = diag_new(arena);
	struct strbuf out = STRBUF_INIT;
	int code = 0;

	if (press_status(press, arena, diag, path, cli_given(cli, OPT_JSON), &out)) {
		fwrite(out.s, 1, out.len, stdout);
		fflush(stdout);
	} else {
		cli_report(cli, diag);
		code = diag_exit(diag, false);
	}
	strbuf_release(&out);
	arena_free(arena);
	return code;
}

int
cmd_status(const struct cli *cli)
{
	struct press *press = press_open(cli->arena, &cli->press);
	int worst = 0;

	for (size_t i = 0; i < cli->operand_count; i++) {
		int code = status_of(cli, press, cli->operands[i]);

		worst = code > worst ? code : worst;
	}
	return worst;
}
