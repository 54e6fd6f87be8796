/*
 * Files: reading whole, writing atomically.
 *
 * The one piece of writable global state of the program is here: the list of temporary files that
 * are open, for a signal handler must find them.  The list is changed with signals blocked, so a
 * handler always sees it whole; an entry knows its process, so that a forked worker does not
 * remove what its parent is writing.
 */
#include "base/file.h"

#include "base/arena.h"
#include "base/base_diag.h"
#include "base/diag.h"
#include "base/strbuf.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct file_out {
	struct diag *diag;
	char *path;   /* as the user wrote it */
	char *target; /* with links resolved; NULL: written through */
	char *temp;   /* NULL: written through */
	int fd;
	bool failed;
	bool standard; /* fd is standard output: not ours to close */
	pid_t owner;
	struct file_out *prev, *next; /* of the list of temporary files */
};

static struct file_out *volatile open_files;

/* ---- reading ---- */

static void
report(struct diag *diag, enum base_diag id, const char *path, const char *why)
{
	diag_add(diag, &base_diags[id], NULL, path, why);
}

static bool
read_all(int fd, struct strbuf *b, size_t limit)
{
	for (;;) {
		ssize_t n;

		strbuf_reserve(b, 64 << 10);
		n = read(fd, b->s + b->len, b->cap - b->len - 1);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return false;
		if (n == 0)
			return true;
		b->len += (size_t)n;
		b->s[b->len] = '\0';
		if (b->len > limit) {
			errno = EFBIG;
			return false;
		}
	}
}

static int
open_input(struct diag *diag, const char *path, const char *shown, size_t limit, size_t *size)
{
	int fd = strcmp(path, "-") == 0 ? dup(STDIN_FILENO)
					: open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY);
	struct stat st;

	*size = 0;
	if (fd < 0) {
		if (errno == ENOENT)
			diag_add(diag, &base_diags[BASE_DIAG_FILE_MISSING], NULL, shown);
		else
			report(diag, BASE_DIAG_FILE_UNREADABLE, shown, strerror(errno));
		return -1;
	}
	if (fstat(fd, &st) == 0 && S_ISDIR(st.st_mode)) {
		diag_add(diag, &base_diags[BASE_DIAG_FILE_IS_DIR], NULL, shown);
		close(fd);
		return -1;
	}
	if (S_ISREG(st.st_mode) && st.st_size > 0)
		*size = (uintmax_t)st.st_size > limit ? limit : (size_t)st.st_size;
	return fd;
}

char *
file_slurp(struct arena *arena, struct diag *diag, const char *path, size_t limit, size_t *len)
{
	const char *shown = strcmp(path, "-") == 0 ? "standard input" : path;
	struct strbuf b = STRBUF_INIT;
	size_t size;
	int fd;

	if (limit == 0)
		limit = FILE_LIMIT;
	fd = open_input(diag, path, shown, limit, &size);
	if (fd < 0)
		return NULL;
	strbuf_reserve(&b, size + (64 << 10) + 1);
	if (!read_all(fd, &b, limit)) {
		char mib[32];

		snprintf(mib, sizeof mib, "%zu", limit >> 20);
		if (errno == EFBIG)
			report(diag, BASE_DIAG_FILE_TOO_LARGE, shown, mib);
		else
			report(diag, BASE_DIAG_FILE_UNREADABLE, shown, strerror(errno));
		close(fd);
		strbuf_release(&b);
		return NULL;
	}
	close(fd);
	*len = b.len;
	/* The buffer itself goes to the arena: a large input is not held twice. */
	arena_defer(arena, free, b.s);
	return b.s;
}

/* ---- the list of temporary files ---- */

static void
block_signals(sigset_t *before)
{
	sigset_t all;

	sigfillset(&all);
	sigprocmask(SIG_BLOCK, &all, before);
}

/* A document may have a file for each of thousands of pages: nothing here walks the list. */
static void
list_remove(struct file_out *f)
{
	sigset_t before;

	block_signals(&before);
	if (f->prev != NULL)
		f->prev->next = f->next;
	else if (open_files == f)
		open_files = f->next;
	if (f->next != NULL)
		f->next->prev = f->prev;
	f->prev = f->next = NULL;
	sigprocmask(SIG_SETMASK, &before, NULL);
}

/* Makes the file and lists it in one step that no signal can part. */
static bool
make_temporary(struct file_out *f)
{
	sigset_t before;
	int error;

	block_signals(&before);
	f->fd = mkostemp(f->temp, O_CLOEXEC);
	error = errno;
	if (f->fd >= 0) {
		f->next = open_files;
		if (f->next != NULL)
			f->next->prev = f;
		open_files = f;
	}
	sigprocmask(SIG_SETMASK, &before, NULL);
	errno = error;
	return f->fd >= 0;
}

void
file_out_cleanup(void)
{
	pid_t self = getpid();

	for (struct file_out *f = open_files; f != NULL; f = f->next)
		if (f->temp != NULL && f->owner == self)
			unlink(f->temp);
}

/* ---- writing ---- */

static void *
need(void *p)
{
	if (p == NULL)
		oom();
	return p;
}

/* The folder of path with a slash behind it, "" for the current one; on the heap. */
static char *
dir_prefix(const char *path)
{
	const char *slash = strrchr(path, '/');

	return need(strndup(path, slash == NULL ? 0 : (size_t)(slash - path) + 1));
}

static bool
fail(struct file_out *f, int error)
{
	if (!f->failed) {
		report(f->diag, BASE_DIAG_OUT_UNWRITABLE, f->standard ? "standard output" : f->path,
		       strerror(error));
		if (error == ENOSPC || error == EDQUOT)
			diag_help(f->diag, "make room there, or write elsewhere with -o");
	}
	f->failed = true;
	return false;
}

static void
out_free(struct file_out *f)
{
	free(f->path);
	free(f->target);
	free(f->temp);
	free(f);
}

static struct file_out *
open_through(struct file_out *f)
{
	if (strcmp(f->path, "-") == 0 || strcmp(f->path, "/dev/stdout") == 0) {
		f->fd = STDOUT_FILENO;
		f->standard = true;
		return f;
	}
	f->fd = open(f->path, O_WRONLY | O_CLOEXEC | O_NOCTTY);
	if (f->fd >= 0)
		return f;
	fail(f, errno);
	out_free(f);
	return NULL;
}

/* Mode for the new file: the old one's, else what the umask leaves. */
static mode_t
mode_for(const struct stat *old)
{
	mode_t mask;

	if (old != NULL)
		return old->st_mode & 07777;
	mask = umask(0);
	umask(mask);
	return 0666 & ~mask;
}

static struct file_out *
open_temporary(struct file_out *f, const struct stat *old)
{
	char *prefix;
	size_t size;
	int error;

	f->target = old == NULL ? NULL : realpath(f->path, NULL);
	if (f->target == NULL)
		f->target = need(strdup(f->path));
	if (old != NULL && access(f->target, W_OK) != 0)
		goto failed;
	prefix = dir_prefix(f->target);
	size = strlen(prefix) + sizeof ".planpress-XXXXXX";
	f->temp = need(malloc(size));
	snprintf(f->temp, size, "%s.planpress-XXXXXX", prefix);
	free(prefix);
	if (!make_temporary(f))
		goto failed;
	/* Who may write the file for somebody else leaves it to them, if the system lets them. */
	if (old != NULL && (old->st_uid != geteuid() || old->st_gid != getegid()) &&
	    fchown(f->fd, old->st_uid, old->st_gid) != 0 && errno != EPERM)
		goto changed;
	if (fchmod(f->fd, mode_for(old)) != 0 && errno != EPERM)
		goto changed;
	return f;
changed:
	fail(f, errno);
	file_out_abandon(f);
	return NULL;
failed:
	error = errno;
	fail(f, error);
	if (error == ENOENT)
		diag_help(f->diag, "the folder must exist");
	out_free(f);
	return NULL;
}

struct file_out *
file_out_open(struct diag *diag, const char *path)
{
	struct file_out *f = need(calloc(1, sizeof *f));
	struct stat st;
	bool exists;

	f->diag = diag;
	f->path = need(strdup(path));
	f->fd = -1;
	f->owner = getpid();
	if (strcmp(path, "-") == 0)
		return open_through(f);
	exists = stat(path, &st) == 0;
	if (exists && S_ISDIR(st.st_mode)) {
		diag_add(diag, &base_diags[BASE_DIAG_OUT_IS_DIR], NULL, path);
		out_free(f);
		return NULL;
	}
	/* Through /dev and /proc a file belongs to whoever opened it: never replace that. */
	if ((exists && !S_ISREG(st.st_mode)) || strncmp(path, "/dev/", 5) == 0 ||
	    strncmp(path, "/proc/", 6) == 0)
		return open_through(f);
	return open_temporary(f, exists ? &st : NULL);
}

bool
file_out_write(struct file_out *f, const void *data, size_t len)
{
	const char *p = data;

	if (f->failed)
		return false;
	while (len > 0) {
		ssize_t n = write(f->fd, p, len > (1 << 30) ? 1 << 30 : len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return fail(f, n == 0 ? ENOSPC : errno);
		p += n;
		len -= (size_t)n;
	}
	return true;
}

/* Closes what is ours; false and a diagnostic if the system had kept a failure back until now. */
static bool
close_out(struct file_out *f, bool sync)
{
	bool ok = true;

	if (f->fd < 0 || f->standard)
		return true;
	if (sync && fsync(f->fd) != 0 && errno != EINVAL && errno != ENOSYS && errno != EROFS)
		ok = fail(f, errno);
	if (close(f->fd) != 0 && errno != EINTR && ok)
		ok = fail(f, errno);
	f->fd = -1;
	return ok;
}

/* The new name is on disk only when its folder is. */
static void
sync_folder(const char *path)
{
	char *prefix = dir_prefix(path);
	int fd = open(prefix[0] == '\0' ? "." : prefix, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (fd >= 0) {
		(void)fsync(fd);
		close(fd);
	}
	free(prefix);
}

bool
file_out_seal(struct file_out *f)
{
	return !f->failed && close_out(f, f->temp != NULL);
}

bool
file_out_commit(struct file_out *f)
{
	if (!file_out_seal(f)) {
		file_out_abandon(f);
		return false;
	}
	if (f->temp != NULL) {
		if (rename(f->temp, f->target) != 0) {
			fail(f, errno);
			file_out_abandon(f);
			return false;
		}
		list_remove(f);
		sync_folder(f->target);
	}
	out_free(f);
	return true;
}

void
file_out_abandon(struct file_out *f)
{
	if (f == NULL)
		return;
	if (f->fd >= 0 && !f->standard)
		close(f->fd);
	if (f->temp != NULL) {
		unlink(f->temp);
		list_remove(f);
	}
	out_free(f);
}

bool
file_write(struct diag *diag, const char *path, const void *data, size_t len)
{
	struct file_out *f = file_out_open(diag, path);

	if (f == NULL)
		return false;
	if (file_out_write(f, data, len))
		return file_out_commit(f);
	file_out_abandon(f);
	return false;
}

bool
file_make_dir(struct diag *diag, const char *path)
{
	char *copy = need(strdup(path));
	struct stat st;
	bool ok = true;

	for (char *p = copy + (copy[0] == '/'); ok; p++) {
		char c = *p;

		if (c != '/' && c != '\0')
			continue;
		*p = '\0';
		if (copy[0] != '\0' && mkdir(copy, 0777) != 0 &&
		    (errno != EEXIST || stat(copy, &st) != 0 || !S_ISDIR(st.st_mode))) {
			report(diag, BASE_DIAG_DIR_UNMAKEABLE, path, strerror(errno));
			ok = false;
		}
		*p = c;
		if (c == '\0')
			break;
	}
	free(copy);
	return ok;
}

bool
file_exists(const char *path)
{
	return access(path, F_OK) == 0;
}

bool
file_is_regular(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISREG(st.st_mode);
}

/* ---- paths ---- */

char *
file_join(struct arena *arena, const char *dir, const char *name)
{
	size_t len = strlen(dir);

	if (name[0] == '/' || len == 0 || strcmp(dir, ".") == 0)
		return arena_strdup(arena, name);
	return arena_printf(arena, "%s%s%s", dir, dir[len - 1] == '/' ? "" : "/", name);
}

char *
file_dir(struct arena *arena, const char *path)
{
	const char *slash = strrchr(path, '/');

	if (slash == NULL)
		return arena_strdup(arena, ".");
	return arena_strndup(arena, path, slash == path ? 1 : (size_t)(slash - path));
}

const char *
file_base(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash == NULL ? path : slash + 1;
}

/* path with links resolved as far as it exists; what does not exist yet is kept as it is, but may
 * not climb.  On the heap, NULL if it cannot be told. */
static char *
resolve(const char *path)
{
	char *copy = need(strdup(path[0] == '\0' ? "." : path));
	char *real = realpath(copy, NULL);
	char *slash, *rest, *head;

	if (real != NULL) {
		free(copy);
		return real;
	}
	slash = strrchr(copy, '/');
	rest = slash == NULL ? copy : slash + 1;
	if (errno != ENOENT || strcmp(rest, "..") == 0 || slash == copy) {
		free(copy);
		return NULL;
	}
	if (slash != NULL)
		*slash = '\0';
	head = resolve(slash == NULL ? "." : copy);
	if (head != NULL) {
		size_t size = strlen(head) + strlen(rest) + 2;

		real = need(malloc(size));
		snprintf(real, size, "%s/%s", head, rest);
	}
	free(head);
	free(copy);
	return real;
}

bool
file_is_below(const char *path, const char *const dirs[], size_t count)
{
	char *real = resolve(path);
	bool below = false;

	for (size_t i = 0; real != NULL && i < count && !below; i++) {
		char *dir = realpath(dirs[i][0] == '\0' ? "." : dirs[i], NULL);
		size_t len;

		if (dir == NULL)
			continue;
		len = strlen(dir);
		if (len == 1)
			len = 0; /* the root: all is below it */
		below = strncmp(real, dir, len) == 0 && (real[len] == '/' || real[len] == '\0');
		free(dir);
	}
	free(real);
	return below;
}
