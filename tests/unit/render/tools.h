/* Files in a folder of their own, and what other people's tools say of them; a tool that is not
 * installed skips the test, loudly. */
#ifndef PP_TESTS_TOOLS_H
#define PP_TESTS_TOOLS_H

#include "base/strbuf.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define TOOL_UNUSED __attribute__((unused))

static char tool_dir[64];

/* The path of a file in the test's folder; overwritten by the next call but one. */
TOOL_UNUSED static const char *
tool_path(const char *name)
{
	static char paths[2][128];
	static int turn;
	if (tool_dir[0] == '\0') {
		strcpy(tool_dir, "/tmp/planpress-test-XXXXXX");
		assert_non_null(mkdtemp(tool_dir));
	}
	turn = !turn;
	snprintf(paths[turn], sizeof paths[turn], "%s/%s", tool_dir, name);
	return paths[turn];
}

TOOL_UNUSED static void
tool_cleanup(void)
{
	char command[128];
	if (tool_dir[0] == '\0')
		return;
	snprintf(command, sizeof command, "rm -rf '%s'", tool_dir);
	assert_int_equal(system(command), 0);
	tool_dir[0] = '\0';
}

TOOL_UNUSED static void
tool_write(const char *name, const void *data, size_t len)
{
	FILE *f = fopen(tool_path(name), "wb");
	assert_non_null(f);
	assert_int_equal(fwrite(data, 1, len, f), len);
	assert_int_equal(fclose(f), 0);
}

/* Runs "TOOL ARGUMENTS" in the test's folder; its output goes to out. The exit status. */
TOOL_UNUSED static int
tool_run(struct strbuf *out, const char *tool, const char *arguments)
{
	char command[512];
	snprintf(command, sizeof command, "command -v %s >/dev/null", tool);
	if (system(command) != 0) {
		print_message("SKIPPED: %s is not installed\n", tool);
		skip();
	}
	snprintf(command, sizeof command, "cd '%s' && %s %s 2>&1", tool_dir, tool, arguments);
	FILE *p = popen(command, "r");
	assert_non_null(p);
	char buffer[4096];
	for (size_t n; (n = fread(buffer, 1, sizeof buffer, p)) > 0;)
		strbuf_add(out, buffer, n);
	return pclose(p);
}

#endif
