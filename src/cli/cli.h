/*
 * The commands: what the command line said, and how a command answers.
 *
 * args.c reads the line into a struct cli; each cmd_NAME.c is one verb.  Whatever a command has to
 * say goes through report.c.
 */
#ifndef PP_CLI_CLI_H
#define PP_CLI_CLI_H

#include "base/diag.h"
#include "press/press.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct strbuf;

enum option {
#define OPTION(id, name, letter, arg, text) OPT_##id,
#include "cli/option.def"
#undef OPTION
	OPT_FIELDS,
	OPT_BEFORE_FIELDS = OPT_FIELDS - 1,
#define FIELD(id, name, arg, text, commands) OPT_##id,
#include "cli/field.def"
#undef FIELD
	OPT_COUNT
};

enum command_id {
#define COMMAND(id, name, operands, fewest, most, options, summary, more) CMD_##id,
#include "cli/command.def"
#undef COMMAND
	CMD_COUNT
};

struct option_row {
	const char *name;
	char letter;
	const char *arg; /* NULL: takes none */
	const char *text;
	uint64_t commands; /* of those from OPT_FIELDS on: bits of enum command_id */
};

struct command_row {
	const char *name;
	const char *operands;
	int fewest, most;
	uint64_t options; /* bits of enum option, below OPT_FIELDS */
	const char *summary;
	const char *more;
};

extern const struct option_row option_rows[];
extern const struct command_row command_rows[];

struct cli_values {
	const char **at; /* in order; NULL entries for options without argument */
	size_t count;
};

struct cli {
	struct arena *arena; /* lives as long as the process */
	enum command_id command;
	struct cli_values values[OPT_COUNT];
	const char **operands;
	size_t operand_count;
	struct press_options press;
	enum diag_format format;
	bool colour_out;    /* standard output */
	bool colour_err;    /* standard error */
	bool warnings_fail; /* --fail-level warning */
	bool quiet, verbose, timings;
};

#define EXIT_USAGE    2
#define EXIT_INTERNAL 70

/* args.c: 0 when a command is to be run, else the exit code (after --help: -1). */
int cli_parse(struct cli *cli, int argc, char **argv);
bool cli_takes(enum command_id command, enum option option);
bool cli_given(const struct cli *cli, enum option option);
/* The last value given, NULL if none. */
const char *cli_value(const struct cli *cli, enum option option);
/* Prints a message on standard error and returns EXIT_USAGE. */
int cli_usage(const struct cli *cli, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* jobs.c: the number of an option, if it is given; 0 or EXIT_USAGE. */
int cli_number(const struct cli *cli, enum option option, double least, double most, double *value);
/* A job by --to, --renderer, --dpi, --for, --param; 0 or EXIT_USAGE. */
int cli_job(const struct cli *cli, struct press_job *job);
/* Adds a parameter, before those of --param, which win; value NULL: none. */
void
cli_add_param(const struct cli *cli, struct press_job *job, const char *name, const char *value);
/* The layouts of -l, "plan" if none; EXIT_USAGE if one is empty. */
int cli_layouts(const struct cli *cli, const char *const **names, size_t *count);

/* help.c */
void help_program(struct strbuf *out);
void help_command(struct strbuf *out, enum command_id command);

/* report.c */
/* Prints the diagnostics of rank warning or worse (all with -v) to standard error. */
void cli_report(const struct cli *cli, const struct diag *diag);
/* Writes to -o, else standard output; an exit code. */
int cli_answer(const struct cli *cli, struct diag *diag, const struct strbuf *text);
/* What a command ends with: the answer if it has one, else what is wrong.  Releases the answer. */
int cli_outcome(const struct cli *cli, struct diag *diag, bool ok, struct strbuf *answer);
/* A line on standard error unless --quiet. */
void cli_say(const struct cli *cli, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* "1 error, 2 warnings", "" when there are none. */
void cli_put_counts(struct strbuf *out, size_t errors, size_t warnings);
void cli_say_made(const struct cli *cli, const struct press_result *result);
void cli_say_timings(const struct cli *cli, double load, const struct press_result *result);

/* progress.c: pages on a terminal once a second has passed; wipe before anything else is said. */
struct progress {
	double start, shown;
	bool stands; /* a line stands there */
};
void
progress_install(const struct cli *cli, struct press_options *options, struct progress *progress);
void progress_wipe(struct progress *progress);

/* signals.c: temporary files go when the process is ended. */
void signals_install(void);

int cmd_check(const struct cli *cli);
int cmd_render(const struct cli *cli);
int cmd_gantt(const struct cli *cli);
int cmd_format(const struct cli *cli);
int cmd_batch(const struct cli *cli);
int cmd_packets(const struct cli *cli);
int cmd_status(const struct cli *cli);
int cmd_schedule(const struct cli *cli);
int cmd_diff(const struct cli *cli);
/* cmd_edit.c: an edit made, told and written; an exit code. */
int cli_edit(const struct cli *cli, struct press *press, struct diag *diag,
	     const struct press_edit *edit);
int cmd_import(const struct cli *cli);
int cmd_export(const struct cli *cli);
int cmd_resolve(const struct cli *cli);
int cmd_schema(const struct cli *cli);
int cmd_layouts(const struct cli *cli);
int cmd_support(const struct cli *cli);
int cmd_explain(const struct cli *cli);
int cmd_edit(const struct cli *cli); /* revise, baseline, sign-record, comment, progress */
int cmd_init(const struct cli *cli);
int cmd_fmt(const struct cli *cli);
/* cmd_edit.c: the options of field.def, by their names; one without a value says yes. */
const struct press_param *cli_fields(const struct cli *cli, size_t *count);

#endif
