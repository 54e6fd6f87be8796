/*
 * Goldens in tests/trace: what the trace of a page should be.
 *
 * ACCEPT=NAME in the environment (make accept T=NAME) writes them instead; look at the difference
 * before committing it.
 */
#ifndef PP_TESTS_GOLDEN_H
#define PP_TESTS_GOLDEN_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/file.h"

#include <stdlib.h>
#include <string.h>

/* Fails the test, and names the first line that differs. */
__attribute__((unused)) static void
assert_golden(const char *name, const char *text)
{
	struct arena *arena = arena_new();
	struct diag *diag = diag_new(arena);
	char *path = arena_printf(arena, PP_SOURCE_DIR "/tests/trace/%s.trace", name);
	if (getenv("ACCEPT") != NULL && *getenv("ACCEPT") != '\0')
		assert_true(file_write(diag, path, text, strlen(text)));
	size_t len;
	char *expected = file_slurp(arena, diag, path, 0, &len);
	assert_non_null(expected);
	size_t line = 1, start = 0, i = 0;
	for (; text[i] == expected[i] && text[i] != '\0'; i++)
		if (text[i] == '\n') {
			line++;
			start = i + 1;
		}
	if (text[i] != expected[i]) {
		print_error("%s:%zu:\n expected %.*s\n      got %.*s\n", path, line,
			    (int)strcspn(expected + start, "\n"), expected + start,
			    (int)strcspn(text + start, "\n"), text + start);
		fail();
	}
	arena_free(arena);
}

#endif
