/* planpress: reads the command line, runs the command, makes sure that what it said arrived. */
#include "base/arena.h"
#include "cli/cli.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* Leak checkers want everything given back; a process that ends need not. */
#ifdef __SANITIZE_ADDRESS__
#define FREE_AT_EXIT 1
#else
#define FREE_AT_EXIT 0
#endif

static int
run(const struct cli *cli)
{
	switch (cli->command) {
	case CMD_CHECK:
		return cmd_check(cli);
	case CMD_RENDER:
		return cmd_render(cli);
	case CMD_GANTT:
		return cmd_gantt(cli);
	case CMD_FORMAT:
		return cmd_format(cli);
	case CMD_BATCH:
		return cmd_batch(cli);
	case CMD_PACKETS:
		return cmd_packets(cli);
	case CMD_STATUS:
		return cmd_status(cli);
	case CMD_SCHEDULE:
		return cmd_schedule(cli);
	case CMD_DIFF:
		return cmd_diff(cli);
	case CMD_IMPORT:
		return cmd_import(cli);
	case CMD_EXPORT:
		return cmd_export(cli);
	case CMD_RESOLVE:
		return cmd_resolve(cli);
	case CMD_SCHEMA:
		return cmd_schema(cli);
	case CMD_LAYOUTS:
		return cmd_layouts(cli);
	case CMD_SUPPORT:
		return cmd_support(cli);
	case CMD_EXPLAIN:
		return cmd_explain(cli);
	case CMD_REVISE:
	case CMD_BASELINE:
	case CMD_SIGN_RECORD:
	case CMD_COMMENT:
	case CMD_PROGRESS:
		return cmd_edit(cli);
	case CMD_INIT:
		return cmd_init(cli);
	case CMD_FMT:
		return cmd_fmt(cli);
	case CMD_COUNT:
		break;
	}
	return EXIT_INTERNAL;
}

int
main(int argc, char **argv)
{
	struct cli cli = {.arena = arena_new()};
	int code;

	signals_install();
	code = cli_parse(&cli, argc, argv);
	if (code == 0)
		code = run(&cli);
	if (code < 0)
		code = 0;
	if (fflush(stdout) != 0 || ferror(stdout)) {
		fprintf(stderr, "planpress: cannot write standard output: %s\n", strerror(errno));
		if (code == 0)
			code = 4;
	}
	if (!FREE_AT_EXIT)
		_exit(code); /* walking all trees again to free them takes 4 % of a render */
	arena_free(cli.arena);
	return code;
}
