/* How commands speak: diagnostics, answers, summaries. */
#include "base/arena.h"
#include "base/file.h"
#include "base/strbuf.h"
#include "cli/cli.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

void
cli_report(const struct cli *cli, const struct diag *diag)
{
	struct strbuf out = STRBUF_INIT;

	enum diag_format format =
		cli->format == DIAG_HUMAN && !cli->verbose ? DIAG_BRIEF : cli->format;

	diag_print_from(diag, cli->verbose ? DIAG_NOTE : DIAG_WARNING, &out, format,
			cli->colour_err);
	fputs(out.s, stderr);
	strbuf_release(&out);
}

int
cli_answer(const struct cli *cli, struct diag *diag, const struct strbuf *text)
{
	const char *path = cli_value(cli, OPT_OUTPUT);

	if (file_write(diag, path == NULL ? "-" : path, text->s, text->len))
		return 0;
	cli_report(cli, diag);
	return diag_exit(diag, false);
}

int
cli_outcome(const struct cli *cli, struct diag *diag, bool ok, struct strbuf *answer)
{
	int code = ok ? cli_answer(cli, diag, answer) : diag_exit(diag, false);

	if (!ok)
		cli_report(cli, diag);
	strbuf_release(answer);
	return code;
}

void
cli_say(const struct cli *cli, const char *format, ...)
{
	struct strbuf text = STRBUF_INIT;
	struct strbuf line = STRBUF_INIT;
	va_list ap;

	if (cli->quiet)
		return;
	va_start(ap, format);
	strbuf_vprintf(&text, format, ap);
	va_end(ap);
	diag_put_text(&line, text.s); /* file names may hold anything */
	fprintf(stderr, "%s\n", line.s);
	strbuf_release(&text);
	strbuf_release(&line);
}

void
cli_put_counts(struct strbuf *out, size_t errors, size_t warnings)
{
	if (errors > 0)
		strbuf_printf(out, "%zu error%s", errors, errors == 1 ? "" : "s");
	if (warnings > 0)
		strbuf_printf(out, "%s%zu warning%s", errors > 0 ? ", " : "", warnings,
			      warnings == 1 ? "" : "s");
}

/* "1.2 MB" */
static void
put_bytes(struct strbuf *out, size_t bytes)
{
	if (bytes < 10000)
		strbuf_printf(out, "%zu bytes", bytes);
	else if (bytes < 10000000)
		strbuf_printf(out, "%zu kB", bytes / 1000);
	else
		strbuf_printf(out, "%zu MB", bytes / 1000000);
}

void
cli_say_made(const struct cli *cli, const struct press_result *result)
{
	struct strbuf line = STRBUF_INIT;

	strbuf_printf(&line, "%s: ",
		      strcmp(result->output, "-") == 0 ? "standard output" : result->output);
	if (result->pages > 0)
		strbuf_printf(&line, "%d page%s, ", result->pages, result->pages == 1 ? "" : "s");
	put_bytes(&line, result->bytes);
	cli_say(cli, "%s", line.s);
	strbuf_release(&line);
}

void
cli_say_timings(const struct cli *cli, double load, const struct press_result *result)
{
	static const char *const names[PRESS_STAGES] = {
		[PRESS_MERGE] = "merge",   [PRESS_LAYOUT] = "fo, layout", [PRESS_RENDER] = "render",
		[PRESS_FINISH] = "finish", [PRESS_WRITE] = "write",
	};

	if (!cli->timings)
		return;
	if (load >= 0)
		fprintf(stderr, "%10.1f ms  %s\n", load * 1e3, "load plan");
	for (int i = 0; i < PRESS_STAGES; i++)
		fprintf(stderr, "%10.1f ms  %s\n", result->seconds[i] * 1e3, names[i]);
}
