/* planpress revise, baseline, sign-record, comment, progress: what people record, into the plan. */
#include "base/arena.h"
#include "base/file.h"
#include "base/strbuf.h"
#include "cli/cli.h"

#include <stdio.h>
#include <string.h>

static enum press_verb
verb_of(const struct cli *cli)
{
	switch (cli->command) {
	case CMD_REVISE:
		return PRESS_REVISE;
	case CMD_BASELINE:
		return PRESS_BASELINE;
	case CMD_SIGN_RECORD:
		return PRESS_SIGN;
	case CMD_COMMENT:
		return PRESS_COMMENT;
	default:
		return PRESS_PROGRESS;
	}
}

const struct press_param *
cli_fields(const struct cli *cli, size_t *count)
{
	struct press_param *fields;

	*count = 0;
	for (int i = OPT_FIELDS; i < OPT_COUNT; i++)
		*count += cli->values[i].count;
	fields = ARENA_ARRAY(cli->arena, *count, struct press_param);
	*count = 0;
	for (int i = OPT_FIELDS; i < OPT_COUNT; i++)
		for (size_t k = 0; k < cli->values[i].count; k++) {
			const char *value = cli->values[i].at[k];

			fields[(*count)++] =
				(struct press_param){.name = option_rows[i].name,
						     .value = value != NULL ? value : "yes"};
		}
	return fields;
}

/* The words behind the plan; "-" is what standard input says, without its last line ends. */
static bool
operands_of(const struct cli *cli, struct diag *diag, struct press_edit *edit)
{
	const char **operands = ARENA_ARRAY(cli->arena, cli->operand_count, const char *);

	for (size_t i = 1; i < cli->operand_count; i++) {
		size_t len;
		char *text;

		operands[i - 1] = cli->operands[i];
		if (strcmp(operands[i - 1], "-") != 0)
			continue;
		text = file_slurp(cli->arena, diag, "-", 1 << 20, &len);
		if (text == NULL)
			return false;
		while (len > 0 && (text[len - 1] == '\n' || text[len - 1] == '\r'))
			text[--len] = '\0';
		operands[i - 1] = text;
	}
	edit->operands = operands;
	edit->operand_count = cli->operand_count - 1;
	return true;
}

static void
say_lines(const struct cli *cli, const struct strbuf *said)
{
	for (const char *p = said->s; *p != '\0';) {
		size_t len = strcspn(p, "\n");

		cli_say(cli, "%.*s", (int)len, p);
		p += len + (p[len] == '\n');
	}
}

int
cli_edit(const struct cli *cli, struct press *press, struct diag *diag,
	 const struct press_edit *edit)
{
	struct strbuf diff = STRBUF_INIT, said = STRBUF_INIT;
	bool ok = press_edit(press, cli->arena, diag, edit, &diff, &said);

	cli_report(cli, diag);
	if (ok) {
		fwrite(diff.s, 1, diff.len, stdout);
		fflush(stdout);
		say_lines(cli, &said);
	}
	strbuf_release(&diff);
	strbuf_release(&said);
	return ok ? 0 : diag_exit(diag, false);
}

int
cmd_edit(const struct cli *cli)
{
	struct press *press = press_open(cli->arena, &cli->press);
	struct diag *diag = diag_new(cli->arena);
	struct press_edit edit = {
		.verb = verb_of(cli),
		.path = cli->operands[0],
		.output = cli_value(cli, OPT_OUTPUT),
		.dry_run = cli_given(cli, OPT_DRY_RUN),
	};

	edit.fields = cli_fields(cli, &edit.field_count);
	if (operands_of(cli, diag, &edit))
		return cli_edit(cli, press, diag, &edit);
	cli_report(cli, diag);
	return diag_exit(diag, false);
}
