/* planpress schedule: the computed dates as a table, and why they are as they are. */
#include "base/strbuf.h"
#include "cli/cli.h"

#include <string.h>

static bool
table_of(const char *name, enum press_table *format)
{
	static const char *const names[] = {
		[PRESS_TABLE] = "table", [PRESS_TABLE_JSON] = "json", [PRESS_TABLE_CSV] = "csv"};

	*format = PRESS_TABLE;
	for (size_t i = 0; name != NULL && i < sizeof names / sizeof names[0]; i++)
		if (strcmp(names[i], name) == 0) {
			*format = (enum press_table)i;
			return true;
		}
	return name == NULL;
}

int
cmd_schedule(const struct cli *cli)
{
	struct press *press = press_open(cli->arena, &cli->press);
	struct diag *diag = diag_new(cli->arena);
	struct strbuf out = STRBUF_INIT;
	const char *why = cli_value(cli, OPT_WHY);
	const char *to = cli_value(cli, OPT_TO);
	enum press_table format;
	bool ok;

	if (!table_of(to, &format))
		return cli_usage(cli, "--to is table, json or csv, not '%s'", to);
	if (cli->operand_count > 1 && !cli_given(cli, OPT_LOAD))
		return cli_usage(cli,
				 "several plans have a load together (--load), not a schedule");
	if (cli_given(cli, OPT_LOAD))
		ok = press_load_table(press, cli->arena, diag, cli->operands, cli->operand_count,
				      format, &out);
	else if (why != NULL)
		ok = press_why(press, cli->arena, diag, cli->operands[0], why, &out);
	else
		ok = press_schedule(press, cli->arena, diag, cli->operands[0], format, &out);
	return cli_outcome(cli, diag, ok, &out);
}
