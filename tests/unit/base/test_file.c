/* Files: what cannot be read, writing that is whole or nothing, full disks, signals, folders. */
#include "base/arena.h"
#include "base/diag.h"
#include "base/file.h"
#include "folder.h"

#include <dirent.h>
#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

struct fixture {
	struct arena *a;
	struct diag *d;
};

static int
enter(void **state)
{
	static struct fixture f;

	f.a = arena_new();
	f.d = diag_new(f.a);
	*state = &f;
	return 0;
}

static int
leave(void **state)
{
	struct fixture *f = *state;

	arena_free(f->a);
	return 0;
}

static void
holds(struct fixture *f, const char *path, const char *text)
{
	size_t len;
	char *s = file_slurp(f->a, f->d, path, 0, &len);

	assert_non_null(s);
	assert_int_equal(len, strlen(text));
	assert_string_equal(s, text);
}

/* No temporary file may be left in the folder. */
static void
nothing_left_behind(void)
{
	DIR *dir = opendir(".");
	struct dirent *e;

	assert_non_null(dir);
	while ((e = readdir(dir)) != NULL)
		assert_int_not_equal(strncmp(e->d_name, ".planpress-", 11), 0);
	closedir(dir);
}

static void
reads_whole(void **state)
{
	struct fixture *f = *state;
	char big[100001];
	size_t len;

	put("empty", "");
	holds(f, "empty", "");
	memset(big, 'x', sizeof big - 1);
	big[sizeof big - 1] = '\0';
	put("big", big);
	holds(f, "big", big);
	assert_null(file_slurp(f->a, f->d, "big", 100000 - 1, &len));
	assert_true(diag_has(f->d, "PPB04"));
	assert_non_null(file_slurp(f->a, f->d, "big", 100000, &len));
	/* Size unknown beforehand: a file of /proc says 0. */
	assert_non_null(file_slurp(f->a, f->d, "/proc/self/status", 0, &len));
	assert_true(len > 0);
}

static void
one_diagnostic_for_what_cannot_be_read(void **state)
{
	struct fixture *f = *state;
	size_t len;

	assert_null(file_slurp(f->a, f->d, "missing", 0, &len));
	assert_true(diag_has(f->d, "PPB01"));
	assert_null(file_slurp(f->a, f->d, ".", 0, &len));
	assert_true(diag_has(f->d, "PPB02"));
	put("secret", "x");
	assert_int_equal(chmod("secret", 0), 0);
	if (geteuid() != 0) {
		assert_null(file_slurp(f->a, f->d, "secret", 0, &len));
		assert_true(diag_has(f->d, "PPB03"));
	}
	assert_null(file_slurp(f->a, f->d, "empty/below", 0, &len));
	assert_true(diag_has(f->d, "PPB03"));
	assert_int_equal(diag_exit(f->d, false), 3);
}

static void
writes_atomically_and_keeps_the_mode(void **state)
{
	struct fixture *f = *state;
	struct file_out *out;
	struct stat st;

	put("target", "old");
	assert_int_equal(chmod("target", 0640), 0);
	out = file_out_open(f->d, "target");
	assert_non_null(out);
	assert_true(file_out_write(out, "ne", 2));
	holds(f, "target", "old");
	assert_true(file_out_write(out, "w", 1));
	assert_true(file_out_seal(out));
	holds(f, "target", "old");
	assert_true(file_out_commit(out));
	holds(f, "target", "new");
	assert_int_equal(stat("target", &st), 0);
	assert_int_equal(st.st_mode & 0777, 0640);
	umask(027);
	assert_true(file_write(f->d, "fresh", "x", 1));
	umask(022);
	assert_int_equal(stat("fresh", &st), 0);
	assert_int_equal(st.st_mode & 0777, 0640);
	nothing_left_behind();
	assert_int_equal(diag_count(f->d, DIAG_NOTE), 0);
}

static void
abandoned_output_leaves_the_old_file(void **state)
{
	struct fixture *f = *state;
	struct file_out *out;

	put("target", "old");
	out = file_out_open(f->d, "target");
	assert_true(file_out_write(out, "half", 4));
	file_out_abandon(out);
	file_out_abandon(NULL);
	holds(f, "target", "old");
	nothing_left_behind();
}

static void
links_are_followed(void **state)
{
	struct fixture *f = *state;
	struct stat st;

	put("real", "old");
	assert_int_equal(symlink("real", "link"), 0);
	assert_true(file_write(f->d, "link", "new", 3));
	assert_int_equal(lstat("link", &st), 0);
	assert_true(S_ISLNK(st.st_mode));
	holds(f, "real", "new");
}

static void
what_cannot_be_written(void **state)
{
	struct fixture *f = *state;

	assert_null(file_out_open(f->d, "."));
	assert_true(diag_has(f->d, "PPB06"));
	assert_null(file_out_open(f->d, "no/such/folder/x"));
	assert_true(diag_has(f->d, "PPB05"));
	assert_int_equal(diag_exit(f->d, false), 4);
	if (geteuid() != 0) {
		put("readonly", "old");
		chmod("readonly", 0444);
		assert_null(file_out_open(f->d, "readonly"));
		holds(f, "readonly", "old");
	}
	nothing_left_behind();
}

static void
full_device_is_told_once(void **state)
{
	struct fixture *f = *state;
	struct file_out *out = file_out_open(f->d, "/dev/full");

	assert_non_null(out);
	assert_false(file_out_write(out, "x", 1));
	assert_false(file_out_write(out, "x", 1));
	assert_false(file_out_commit(out));
	assert_int_equal(diag_count(f->d, DIAG_ERROR), 1);
	assert_non_null(strstr(diag_first(f->d)->message, "No space left"));
	assert_non_null(diag_first(f->d)->help);
}

/* A size limit plays the full disk: the write fails in the middle. */
static void
failing_write_leaves_the_old_file(void **state)
{
	struct fixture *f = *state;
	struct rlimit before, small;
	char data[5000] = {0};
	bool ok;

	put("target", "old");
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	small = (struct rlimit){.rlim_cur = 1000, .rlim_max = before.rlim_max};
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	ok = file_write(f->d, "target", data, sizeof data);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
	assert_false(ok);
	assert_true(diag_has(f->d, "PPB05"));
	holds(f, "target", "old");
	nothing_left_behind();
}

static void
on_signal(int number)
{
	file_out_cleanup();
	_exit(100 + number);
}

static void
signal_handler_removes_temporaries(void **state)
{
	struct fixture *f = *state;
	int status;
	pid_t child;
	struct file_out *mine = file_out_open(f->d, "mine");

	put("target", "old");
	child = fork();
	if (child == 0) {
		struct file_out *one = file_out_open(f->d, "target");
		struct file_out *two = file_out_open(f->d, "other");

		signal(SIGTERM, on_signal);
		if (one != NULL && two != NULL && file_out_write(one, "half", 4))
			raise(SIGTERM);
		_exit(1);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 100 + SIGTERM);
	holds(f, "target", "old");
	assert_false(file_exists("other"));
	/* The parent's own temporary file was not the child's to remove. */
	assert_true(file_out_write(mine, "x", 1));
	assert_true(file_out_commit(mine));
	holds(f, "mine", "x");
	nothing_left_behind();
}

static void
folders_and_paths(void **state)
{
	struct fixture *f = *state;
	const char *dirs[] = {"tree/a"};

	assert_true(file_make_dir(f->d, "tree/a/b"));
	assert_true(file_make_dir(f->d, "tree/a/b/"));
	put("plain", "x");
	assert_false(file_make_dir(f->d, "plain/x"));
	assert_false(file_make_dir(f->d, "plain"));
	assert_true(diag_has(f->d, "PPB07"));

	assert_string_equal(file_join(f->a, "a/b", "c"), "a/b/c");
	assert_string_equal(file_join(f->a, "a/", "c"), "a/c");
	assert_string_equal(file_join(f->a, ".", "c"), "c");
	assert_string_equal(file_join(f->a, "a", "/c"), "/c");
	assert_string_equal(file_dir(f->a, "a/b/c"), "a/b");
	assert_string_equal(file_dir(f->a, "c"), ".");
	assert_string_equal(file_dir(f->a, "/c"), "/");
	assert_string_equal(file_base("a/b.xml"), "b.xml");
	assert_string_equal(file_base("b.xml"), "b.xml");

	assert_int_equal(symlink("../..", "tree/a/out"), 0);
	put("tree/ab", "x");
	assert_true(file_is_below("tree/a/b", dirs, 1));
	assert_true(file_is_below("tree/a/new.xml", dirs, 1));
	assert_true(file_is_below("tree/a/new/new.xml", dirs, 1));
	assert_true(file_is_below("tree/../tree/a/b", dirs, 1));
	assert_false(file_is_below("tree/ab", dirs, 1));
	assert_false(file_is_below("tree/a/../x", dirs, 1));
	assert_false(file_is_below("tree/a/out/plain", dirs, 1));
	assert_false(file_is_below("tree/a/none/../../../x", dirs, 1));
	assert_false(file_is_below("/etc/passwd", dirs, 1));
	assert_false(file_is_below("tree/a/b", dirs, 0));
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, enter, leave)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(reads_whole),
		TEST(one_diagnostic_for_what_cannot_be_read),
		TEST(writes_atomically_and_keeps_the_mode),
		TEST(abandoned_output_leaves_the_old_file),
		TEST(links_are_followed),
		TEST(what_cannot_be_written),
		TEST(full_device_is_told_once),
		TEST(failing_write_leaves_the_old_file),
		TEST(signal_handler_removes_temporaries),
		TEST(folders_and_paths),
	};

	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
