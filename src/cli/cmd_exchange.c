/* planpress import, planpress export: schedules of other programs. */
#include "base/strbuf.h"
#include "cli/cli.h"

#include <string.h>

/* What separates the cells of CSV: a sign, or its name; 0 if not given.  false: neither. */
static bool
separator_of(const struct cli *cli, char *separator)
{
	static const struct {
		const char *name;
		char sign;
	} names[] = {{"comma", ','}, {"semicolon", ';'}, {"tab", '\t'}, {",", ','}, {";", ';'}};
	const char *text = cli_value(cli, OPT_SEPARATOR);

	*separator = 0;
	for (size_t i = 0; text != NULL && i < sizeof names / sizeof names[0]; i++)
		if (strcmp(names[i].name, text) == 0)
			*separator = names[i].sign;
	return text == NULL || *separator != 0;
}

/* What was made, or an exit code; parts that were left out make it 1. */
static int
answer(const struct cli *cli, struct diag *diag, bool ok, struct strbuf *out)
{
	int code = diag_exit(diag, false);

	if (ok) {
		int written = cli_answer(cli, diag, out);

		if (written != 0)
			return written;
	}
	cli_report(cli, diag);
	return code;
}

int
cmd_import(const struct cli *cli)
{
	struct press *press = press_open(cli->arena, &cli->press);
	struct diag *diag = diag_new(cli->arena);
	struct strbuf out = STRBUF_INIT;
	struct press_import import = {.path = cli->operands[1],
				      .action = cli_value(cli, OPT_ACTION),
				      .progress_only = cli_given(cli, OPT_PROGRESS_ONLY)};
	struct press_edit edit = {.verb = PRESS_MERGE_IN,
				  .path = cli_value(cli, OPT_INTO),
				  .output = cli_value(cli, OPT_OUTPUT),
				  .dry_run = cli_given(cli, OPT_DRY_RUN),
				  .import = &import};
	int code;

	if (!press_exchange_find(cli->operands[0], &import.format) ||
	    (import.format != PRESS_MSPDI && import.format != PRESS_CSV))
		return cli_usage(cli, "import mspdi or csv, not '%s'", cli->operands[0]);
	if (!separator_of(cli, &import.separator))
		return cli_usage(cli, "--separator is comma, semicolon or tab, not '%s'",
				 cli_value(cli, OPT_SEPARATOR));
	if (edit.path != NULL && import.action == NULL && !import.progress_only)
		return cli_usage(cli, "--into wants --action or --progress-only");
	if (edit.path == NULL && (import.action != NULL || import.progress_only || edit.dry_run))
		return cli_usage(cli, "--action, --progress-only and --dry-run go with --into");
	if (edit.path != NULL) {
		int fault = cli_edit(cli, press, diag, &edit);

		return fault != 0 ? fault : diag_exit(diag, false);
	}
	code = answer(cli, diag, press_import(press, cli->arena, diag, &import, &out), &out);
	strbuf_release(&out);
	return code;
}

int
cmd_export(const struct cli *cli)
{
	struct press *press = press_open(cli->arena, &cli->press);
	struct diag *diag = diag_new(cli->arena);
	struct strbuf out = STRBUF_INIT;
	struct press_export export = {.path = cli->operands[1], .bom = cli_given(cli, OPT_BOM)};
	int code;

	if (!press_exchange_find(cli->operands[0], &export.format))
		return cli_usage(cli, "export mspdi, csv, ics or json, not '%s'", cli->operands[0]);
	if (!separator_of(cli, &export.separator))
		return cli_usage(cli, "--separator is comma, semicolon or tab, not '%s'",
				 cli_value(cli, OPT_SEPARATOR));
	code = answer(cli, diag, press_export(press, cli->arena, diag, &export, &out), &out);
	strbuf_release(&out);
	return code;
}
