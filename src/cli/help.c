/* --help, made of the rows of option.def and command.def. */
#include "base/strbuf.h"
#include "cli/cli.h"
#include "press/press.h"

#include <string.h>

#define TEXT_COLUMN 30

void
help_program(struct strbuf *out)
{
	strbuf_puts(out, "planpress: a press for process action plans\n\n"
			 "usage: planpress COMMAND [OPTION...] [FILE...]\n\n");
	for (int i = 0; i < CMD_COUNT; i++)
		strbuf_printf(out, "  %-11s %s\n", command_rows[i].name, command_rows[i].summary);
	strbuf_puts(
		out,
		"\nplanpress COMMAND --help tells more; planpress --version the version.\n"
		"Exit codes: 0 done, 1 findings, 2 usage, 3 input not readable or not valid,\n"
		"4 rendering failed or text would be lost, 5 the state forbids it, 70 internal.\n");
}

static void
put_option(struct strbuf *out, const struct option_row *row)
{
	size_t start = out->len, width;
	const char *text = row->text;

	if (row->letter != 0)
		strbuf_printf(out, "  -%c, ", row->letter);
	else
		strbuf_puts(out, "      ");
	strbuf_printf(out, "--%s%s%s", row->name, row->arg == NULL ? "" : " ",
		      row->arg == NULL ? "" : row->arg);
	width = out->len - start;
	while (*text != '\0') {
		size_t len = strcspn(text, "\n");

		if (width >= TEXT_COLUMN) {
			strbuf_putc(out, '\n');
			width = 0;
		}
		strbuf_printf(out, "%*s%.*s\n", (int)(TEXT_COLUMN - width), "", (int)len, text);
		width = 0;
		text += len + (text[len] == '\n');
	}
}

/* What --to and --renderer may be said to be. */
static void
put_choices(struct strbuf *out, uint64_t options)
{
	const char *const *names = press_renderers();

	/* schedule prints tables instead: its own words tell them. */
	if ((options >> OPT_TO & 1) != 0 && (options >> OPT_RENDERER & 1) != 0) {
		strbuf_puts(out, "\nKinds of --to:\n");
		for (int i = 0; i < PRESS_TO_COUNT; i++)
			strbuf_printf(out, "  %-8s %s\n", press_to_name((enum press_to)i),
				      press_to_text((enum press_to)i));
	}
	if ((options >> OPT_RENDERER & 1) == 0)
		return;
	strbuf_puts(out, "\nNames of --renderer:");
	for (size_t i = 0; names[i] != NULL; i++) {
		strbuf_printf(out, " %s (", names[i]);
		for (int to = 0, n = 0; to < PRESS_TO_COUNT; to++) {
			bool drawn = to == PRESS_PDF || to == PRESS_PNG || to == PRESS_SVG ||
				     to == PRESS_TRACE;

			if (drawn && press_renderer_can(names[i], (enum press_to)to))
				strbuf_printf(out, "%s%s", n++ == 0 ? "" : ", ",
					      press_to_name((enum press_to)to));
		}
		strbuf_putc(out, ')');
	}
	strbuf_putc(out, '\n');
}

void
help_command(struct strbuf *out, enum command_id command)
{
	const struct command_row *row = &command_rows[command];

	strbuf_printf(out, "planpress %s: %s\n\nusage: planpress %s [OPTION...]%s%s\n", row->name,
		      row->summary, row->name, row->operands[0] == '\0' ? "" : " ", row->operands);
	if (row->more[0] != '\0')
		strbuf_printf(out, "\n%s\n", row->more);
	strbuf_puts(out, "\nOptions:\n");
	for (int i = 0; i < OPT_COUNT; i++)
		if (cli_takes(command, (enum option)i))
			put_option(out, &option_rows[i]);
	put_choices(out, row->options);
}
