/* Unified diffs: as patch(1) wants them; at random, applied again. */
#include "base/arena.h"
#include "base/strbuf.h"
#include "base/text_diff.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void
diff(struct strbuf *out, const char *old, const char *new)
{
	struct text_side a = {"old", old, strlen(old)}, b = {"new", new, strlen(new)};

	strbuf_clear(out);
	text_diff(out, &a, &b);
}

static void
gives(const char *old, const char *new, const char *wanted)
{
	struct strbuf out = STRBUF_INIT;

	diff(&out, old, new);
	assert_string_equal(out.s, wanted);
	strbuf_release(&out);
}

static void
test_what_patch_reads(void **state)
{
	(void)state;
	gives("a\nb\n", "a\nb\n", "");
	gives("a\nb\nc\n", "a\nB\nc\n", "--- old\n+++ new\n@@ -1,3 +1,3 @@\n a\n-b\n+B\n c\n");
	gives("", "a\n", "--- old\n+++ new\n@@ -0,0 +1 @@\n+a\n");
	gives("a\n", "", "--- old\n+++ new\n@@ -1 +0,0 @@\n-a\n");
	gives("a", "a\n", "--- old\n+++ new\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n");
	gives("1\n2\n3\n4\n5\n6\n7\n8\n9\n", "1\n2\n3\n4\n5\n6\n7\n8\n9\nx\n",
	      "--- old\n+++ new\n@@ -7,3 +7,4 @@\n 7\n 8\n 9\n+x\n");
}

static void
test_changes_far_apart_are_hunks_of_their_own(void **state)
{
	(void)state;
	gives("a\n1\n2\n3\n4\n5\n6\nb\n", "A\n1\n2\n3\n4\n5\n6\nB\n",
	      "--- old\n+++ new\n@@ -1,8 +1,8 @@\n-a\n+A\n 1\n 2\n 3\n 4\n 5\n 6\n-b\n+B\n");
	gives("a\n1\n2\n3\n4\n5\n6\n7\nb\n", "A\n1\n2\n3\n4\n5\n6\n7\nB\n",
	      "--- old\n+++ new\n@@ -1,4 +1,4 @@\n-a\n+A\n 1\n 2\n 3\n"
	      "@@ -6,4 +6,4 @@\n 5\n 6\n 7\n-b\n+B\n");
}

/* What the diff makes of old; lines only. */
static void
apply(const char *old, const char *diff_text, struct strbuf *out)
{
	const char *p = diff_text, *from = old;
	long line = 1;

	while (*p != '\0') {
		size_t len = strcspn(p, "\n") + 1;

		if (p[0] == '@') {
			long start = strtol(strchr(p, '-') + 1, NULL, 10);
			bool none = memmem(p, len, ",0 +", 4) != NULL;

			for (; line < start + (none ? 1 : 0); line++) {
				size_t n = strcspn(from, "\n") + 1;

				strbuf_add(out, from, n);
				from += n;
			}
		} else if (p[0] == ' ' || (p[0] == '-' && strncmp(p, "--- ", 4) != 0)) {
			assert_int_equal(strncmp(from, p + 1, len - 1), 0);
			if (p[0] == ' ')
				strbuf_add(out, from, len - 1);
			from += len - 1;
			line++;
		} else if (p[0] == '+' && strncmp(p, "+++ ", 4) != 0) {
			strbuf_add(out, p + 1, len - 1);
		}
		p += len;
	}
	strbuf_puts(out, from);
}

static void
random_text(struct strbuf *b, uint32_t *seed, unsigned lines)
{
	strbuf_clear(b);
	for (unsigned i = 0; i < lines; i++) {
		*seed = *seed * 1664525u + 1013904223u;
		strbuf_printf(b, "%u\n", *seed >> 29);
	}
}

static void
test_at_random(void **state)
{
	struct strbuf old = STRBUF_INIT, new = STRBUF_INIT, out = STRBUF_INIT, back = STRBUF_INIT;

	(void)state;
	for (uint32_t i = 1; i <= 400; i++) {
		uint32_t seed = i;

		random_text(&old, &seed, i % 37);
		random_text(&new, &seed, i % 41);
		diff(&out, old.s, new.s);
		strbuf_clear(&back);
		apply(old.s, out.s, &back);
		assert_string_equal(back.s, new.s);
	}
	/* More differences than anybody wants the path of. */
	strbuf_clear(&old);
	strbuf_clear(&new);
	for (int i = 0; i < 5000; i++) {
		strbuf_printf(&old, "a%d\n", i);
		strbuf_printf(&new, "b%d\n", i);
	}
	diff(&out, old.s, new.s);
	strbuf_clear(&back);
	apply(old.s, out.s, &back);
	assert_string_equal(back.s, new.s);
	strbuf_release(&old);
	strbuf_release(&new);
	strbuf_release(&out);
	strbuf_release(&back);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_patch_reads),
		cmocka_unit_test(test_changes_far_apart_are_hunks_of_their_own),
		cmocka_unit_test(test_at_random),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
