/*
 * The command line: options by the rows of option.def, commands by those of command.def.
 *
 * --name VALUE, --name=VALUE, -x VALUE, -xVALUE, letters together; "--" ends the options; "-" is an
 * operand.  Options and operands may stand in any order behind the command.  A name that is not
 * known is answered with the nearest one that is.
 */
#include "base/arena.h"
#include "base/map.h"
#include "base/strbuf.h"
#include "cli/cli.h"

#include <errno.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

const struct option_row option_rows[] = {
#define OPTION(id, name_, letter_, arg_, text_) \
	[OPT_##id] = {.name = (name_), .letter = (letter_), .arg = (arg_), .text = (text_)},
#include "cli/option.def"
#undef OPTION
#define C(id) ((uint64_t)1 << CMD_##id)
#define FIELD(id, name_, arg_, text_, commands_) \
	[OPT_##id] = {.name = (name_), .arg = (arg_), .text = (text_), .commands = (commands_)},
#include "cli/field.def"
#undef FIELD
};

#define O(id)  ((uint64_t)1 << OPT_##id)
#define MANY   INT_MAX
#define COMMON (O(HELP) | O(COLOR) | O(QUIET) | O(VERBOSE) | O(TIMINGS))
#define PLANS  (O(TODAY) | O(ALLOW_PATH) | O(FORMAT) | O(PROFILE))
#define LAYING (O(FONTS) | O(FONT_PATH) | O(METRICS) | O(LAYOUT_PATH) | O(ALLOW_PATH) | O(TODAY))
#define MAKING (O(OUTPUT) | O(TO) | O(RENDERER) | O(DPI) | O(PARAM) | O(THEME))

const struct command_row command_rows[] = {
#define COMMAND(id, name_, operands_, fewest_, most_, options_, summary_, more_) \
	[CMD_##id] = {.name = (name_),                                           \
		      .operands = (operands_),                                   \
		      .fewest = (fewest_),                                       \
		      .most = (most_),                                           \
		      .options = (options_),                                     \
		      .summary = (summary_),                                     \
		      .more = (more_)},
#include "cli/command.def"
#undef COMMAND
};

bool
cli_takes(enum command_id command, enum option option)
{
	if (option >= OPT_FIELDS)
		return (option_rows[option].commands >> command & 1) != 0;
	return (command_rows[command].options >> option & 1) != 0;
}

bool
cli_given(const struct cli *cli, enum option option)
{
	return cli->values[option].count > 0;
}

const char *
cli_value(const struct cli *cli, enum option option)
{
	const struct cli_values *v = &cli->values[option];

	return v->count == 0 ? NULL : v->at[v->count - 1];
}

int
cli_usage(const struct cli *cli, const char *format, ...)
{
	struct strbuf text = STRBUF_INIT;
	struct strbuf line = STRBUF_INIT;
	va_list ap;

	va_start(ap, format);
	strbuf_vprintf(&text, format, ap);
	va_end(ap);
	diag_put_text(&line, text.s);
	fprintf(stderr, "planpress: %s", line.s);
	strbuf_release(&text);
	strbuf_release(&line);
	if (cli->command == CMD_COUNT)
		fputs("\ntry: planpress --help\n", stderr);
	else
		fprintf(stderr, "\ntry: planpress %s --help\n", command_rows[cli->command].name);
	return EXIT_USAGE;
}

static void
add_value(struct cli *cli, enum option option, const char *value)
{
	struct cli_values *v = &cli->values[option];
	const char **at = ARENA_ARRAY(cli->arena, v->count + 1, const char *);

	if (v->count > 0)
		memcpy(at, v->at, v->count * sizeof at[0]);
	at[v->count] = value;
	v->at = at;
	v->count++;
}

/* ---- names ---- */

static const char *
near_option(const struct cli *cli, const char *name)
{
	const char *best = NULL;
	size_t best_distance = SIZE_MAX;

	for (int i = 0; i < OPT_COUNT; i++) {
		if (!cli_takes(cli->command, (enum option)i) ||
		    !edit_is_near(name, option_rows[i].name))
			continue;
		if (edit_distance(name, option_rows[i].name) < best_distance) {
			best = option_rows[i].name;
			best_distance = edit_distance(name, best);
		}
	}
	return best;
}

static const char *
near_command(const char *name)
{
	const char *best = NULL;
	size_t best_distance = SIZE_MAX;

	for (int i = 0; i < CMD_COUNT; i++) {
		if (edit_is_near(name, command_rows[i].name) &&
		    edit_distance(name, command_rows[i].name) < best_distance) {
			best = command_rows[i].name;
			best_distance = edit_distance(name, best);
		}
	}
	return best;
}

static int
unknown_option(const struct cli *cli, const char *name, size_t len)
{
	char *copy = arena_strndup(cli->arena, name, len);
	const char *near = near_option(cli, copy);

	for (int i = 0; i < OPT_COUNT; i++)
		if (strcmp(option_rows[i].name, copy) == 0)
			return cli_usage(cli, "%s takes no option --%s",
					 command_rows[cli->command].name, copy);
	if (near != NULL)
		return cli_usage(cli, "unknown option --%s; did you mean --%s?", copy, near);
	return cli_usage(cli, "unknown option --%s", copy);
}

/* ---- options ---- */

/* argv[*i] is "--name" or "--name=value". */
static int
parse_long(struct cli *cli, int argc, char **argv, int *i)
{
	const char *name = argv[*i] + 2;
	const char *equals = strchr(name, '=');
	size_t len = equals == NULL ? strlen(name) : (size_t)(equals - name);
	int option = 0;

	while (option < OPT_COUNT && (!cli_takes(cli->command, (enum option)option) ||
				      strlen(option_rows[option].name) != len ||
				      memcmp(option_rows[option].name, name, len) != 0))
		option++;
	if (option >= OPT_COUNT)
		return unknown_option(cli, name, len);
	if (option_rows[option].arg == NULL) {
		if (equals != NULL)
			return cli_usage(cli, "--%s takes no value", option_rows[option].name);
		add_value(cli, (enum option)option, NULL);
		return 0;
	}
	if (equals == NULL && *i + 1 >= argc)
		return cli_usage(cli, "--%s needs a value: %s", option_rows[option].name,
				 option_rows[option].arg);
	add_value(cli, (enum option)option, equals != NULL ? equals + 1 : argv[++*i]);
	return 0;
}

/* argv[*i] is "-x", "-xVALUE" or letters together. */
static int
parse_letters(struct cli *cli, int argc, char **argv, int *i)
{
	for (const char *p = argv[*i] + 1; *p != '\0'; p++) {
		int option = 0;

		while (option < OPT_COUNT && (!cli_takes(cli->command, (enum option)option) ||
					      option_rows[option].letter != *p))
			option++;
		if (option >= OPT_COUNT)
			return cli_usage(cli, "unknown option -%c", *p);
		if (option_rows[option].arg == NULL) {
			add_value(cli, (enum option)option, NULL);
			continue;
		}
		if (p[1] == '\0' && *i + 1 >= argc)
			return cli_usage(cli, "-%c needs a value: %s", *p, option_rows[option].arg);
		add_value(cli, (enum option)option, p[1] != '\0' ? p + 1 : argv[++*i]);
		return 0;
	}
	return 0;
}

static int
parse_words(struct cli *cli, int argc, char **argv)
{
	bool options = true;

	cli->operands = ARENA_ARRAY(cli->arena, (size_t)argc, const char *);
	for (int i = 0; i < argc; i++) {
		int code = 0;

		if (options && strcmp(argv[i], "--") == 0)
			options = false;
		else if (options && strncmp(argv[i], "--", 2) == 0)
			code = parse_long(cli, argc, argv, &i);
		else if (options && argv[i][0] == '-' && argv[i][1] != '\0')
			code = parse_letters(cli, argc, argv, &i);
		else
			cli->operands[cli->operand_count++] = argv[i];
		if (code != 0)
			return code;
	}
	return 0;
}

/* ---- what common options mean ---- */

/* Index of value in the list of words; -1 if it is none. */
static int
choose(const char *value, const char *const words[])
{
	for (int i = 0; words[i] != NULL; i++)
		if (strcmp(value, words[i]) == 0)
			return i;
	return -1;
}

static int
settle_colour(struct cli *cli)
{
	static const char *const words[] = {"auto", "always", "never", NULL};
	const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");
	const char *value = cli_value(cli, OPT_COLOR);
	int when = value == NULL ? 0 : choose(value, words);
	bool plain = (no_color != NULL && no_color[0] != '\0') ||
		     (term != NULL && strcmp(term, "dumb") == 0);

	if (when < 0)
		return cli_usage(cli, "--color is auto, always or never, not '%s'", value);
	cli->colour_out = when == 1 || (when == 0 && !plain && isatty(STDOUT_FILENO));
	cli->colour_err = when == 1 || (when == 0 && !plain && isatty(STDERR_FILENO));
	return 0;
}

/* The day, and the second that goes into files: the same input must give the same bytes. */
static int
settle_day(struct cli *cli)
{
	const char *today = cli_value(cli, OPT_TODAY);
	const char *epoch = getenv("SOURCE_DATE_EPOCH");

	cli->press.today = date_today(today);
	if (cli->press.today == DATE_NONE && today != NULL)
		return cli_usage(cli, "--today is a day as 2026-05-29, not '%s'", today);
	if (date_today(NULL) == DATE_NONE)
		return cli_usage(cli, "SOURCE_DATE_EPOCH is not a number of seconds: '%s'",
				 epoch == NULL ? "" : epoch);
	if (epoch != NULL && epoch[0] != '\0')
		cli->press.created = strtoll(epoch, NULL, 10);
	else if (today != NULL)
		cli->press.created = (long long)cli->press.today * 86400;
	else
		cli->press.created = (long long)time(NULL);
	return 0;
}

static int
settle_format(struct cli *cli)
{
	static const char *const words[] = {"human", "short", "json", "github",
					    "sarif", "junit", NULL};
	const char *value = cli_value(cli, OPT_FORMAT);
	const char *level = cli_value(cli, OPT_FAIL_LEVEL);
	const char *metrics = cli_value(cli, OPT_METRICS);
	const char *gate = cli_value(cli, OPT_GATE);
	int format = value == NULL ? 0 : choose(value, words);

	if (format < 0)
		return cli_usage(cli,
				 "--format is human, short, json, github, sarif or junit, not '%s'",
				 value);
	if (cli->command != CMD_CHECK && (format == DIAG_SARIF || format == DIAG_JUNIT))
		return cli_usage(cli, "--format %s is one report of all inputs, which check makes",
				 value);
	if (level != NULL && strcmp(level, "error") != 0 && strcmp(level, "warning") != 0)
		return cli_usage(cli, "--fail-level is error or warning, not '%s'", level);
	if (gate != NULL && !press_gate_is(gate))
		return cli_usage(cli,
				 "--gate is draft, review, approval, tracking or closure, not '%s'",
				 gate);
	if (metrics != NULL && strcmp(metrics, "base14") != 0)
		return cli_usage(cli, "--metrics is base14, not '%s'", metrics);
	cli->format = (enum diag_format)format;
	cli->warnings_fail = level != NULL && strcmp(level, "warning") == 0;
	return 0;
}

static int
settle(struct cli *cli)
{
	int code;

	cli->quiet = cli_given(cli, OPT_QUIET);
	cli->verbose = cli_given(cli, OPT_VERBOSE);
	cli->timings = cli_given(cli, OPT_TIMINGS);
	cli->press.layout_paths = cli->values[OPT_LAYOUT_PATH].at;
	cli->press.layout_path_count = cli->values[OPT_LAYOUT_PATH].count;
	cli->press.allow_paths = cli->values[OPT_ALLOW_PATH].at;
	cli->press.allow_path_count = cli->values[OPT_ALLOW_PATH].count;
	cli->press.theme = cli_value(cli, OPT_THEME);
	cli->press.against = cli_value(cli, OPT_AGAINST);
	cli->press.gate = cli_value(cli, OPT_GATE);
	cli->press.as_approved = cli_given(cli, OPT_AS_APPROVED);
	cli->press.profile = cli_value(cli, OPT_PROFILE);
	cli->press.fonts = cli_value(cli, OPT_FONTS);
	cli->press.font_paths = cli->values[OPT_FONT_PATH].at;
	cli->press.font_path_count = cli->values[OPT_FONT_PATH].count;
	cli->press.base14 = cli_given(cli, OPT_METRICS);
	code = settle_colour(cli);
	if (code == 0)
		code = settle_day(cli);
	return code != 0 ? code : settle_format(cli);
}

static int
check_operands(const struct cli *cli)
{
	const struct command_row *row = &command_rows[cli->command];
	int stdin_count = 0;

	if (cli->operand_count < (size_t)row->fewest)
		return cli_usage(cli, "%s needs %s", row->name, row->operands);
	if (cli->operand_count > (size_t)row->most)
		return cli_usage(cli, "%s takes %s, not also '%s'", row->name,
				 row->most == 0 ? "no operand" : "one", cli->operands[row->most]);
	for (size_t i = 0; i < cli->operand_count; i++)
		stdin_count += strcmp(cli->operands[i], "-") == 0;
	if (stdin_count > 1)
		return cli_usage(cli, "standard input can be read only once");
	return 0;
}

static int
print_help(enum command_id command)
{
	struct strbuf out = STRBUF_INIT;

	if (command == CMD_COUNT)
		help_program(&out);
	else
		help_command(&out, command);
	fputs(out.s, stdout);
	strbuf_release(&out);
	return -1;
}

static int
find_command(struct cli *cli, const char *name)
{
	const char *near;

	for (int i = 0; i < CMD_COUNT; i++) {
		if (strcmp(command_rows[i].name, name) == 0) {
			cli->command = (enum command_id)i;
			return 0;
		}
	}
	near = near_command(name);
	if (name[0] == '-')
		return cli_usage(cli, "a command comes first, then '%s'", name);
	if (near != NULL)
		return cli_usage(cli, "there is no command '%s'; did you mean '%s'?", name, near);
	return cli_usage(cli, "there is no command '%s'", name);
}

int
cli_parse(struct cli *cli, int argc, char **argv)
{
	int code;

	cli->command = CMD_COUNT;
	if (argc < 2) {
		struct strbuf out = STRBUF_INIT;

		help_program(&out);
		fputs(out.s, stderr);
		strbuf_release(&out);
		return EXIT_USAGE;
	}
	if (strcmp(argv[1], "--version") == 0) {
		printf("planpress %s\n", press_version());
		return -1;
	}
	if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)
		return print_help(CMD_COUNT);
	if (strcmp(argv[1], "help") == 0) {
		if (argc == 2)
			return print_help(CMD_COUNT);
		code = find_command(cli, argv[2]);
		return code != 0 ? code : print_help(cli->command);
	}
	code = find_command(cli, argv[1]);
	if (code == 0)
		code = parse_words(cli, argc - 2, argv + 2);
	if (code != 0)
		return code;
	if (cli_given(cli, OPT_HELP))
		return print_help(cli->command);
	code = settle(cli);
	return code != 0 ? code : check_operands(cli);
}
