/*
 * Files: reading whole, writing atomically.
 *
 *	struct file_out *f = file_out_open(diag, "plan.pdf");
 *	if (f != NULL && file_out_write(f, data, len) && file_out_commit(f)) ...
 *	else file_out_abandon(f);
 *
 * An output is written to a temporary name in the target's folder, synced, then renamed: there is
 * never half a file, and an existing one is untouched until the new one is whole.  "-" is standard
 * input or output; devices and pipes are written through.
 */
#ifndef PP_BASE_FILE_H
#define PP_BASE_FILE_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct diag;
struct file_out;

/* The whole file, NUL behind it, in the arena; NULL and a diagnostic (exit 3) if it cannot be read,
 * is a directory, or is larger than limit bytes (0: FILE_LIMIT). "-" reads standard input. */
char *
file_slurp(struct arena *arena, struct diag *diag, const char *path, size_t limit, size_t *len);
#define FILE_LIMIT ((size_t)1 << 30)

/* NULL and a diagnostic if the folder cannot be written. */
struct file_out *file_out_open(struct diag *diag, const char *path);
/* false and a diagnostic (once) on a full disk or other failure; later calls stay false. */
bool file_out_write(struct file_out *f, const void *data, size_t len);
/* Syncs and closes, but does not rename yet: for several outputs that should appear together. */
bool file_out_seal(struct file_out *f);
/* Sync and rename; false and a diagnostic on failure, and then nothing of the output remains.
 * Frees f in either case. */
bool file_out_commit(struct file_out *f);
/* Removes the temporary file and frees f; NULL is allowed. */
void file_out_abandon(struct file_out *f);
/* Removes all open temporary files: safe in a signal handler (cli installs it). */
void file_out_cleanup(void);

/* The whole of data to path, atomically. */
bool file_write(struct diag *diag, const char *path, const void *data, size_t len);
/* Makes a folder and its parents; false and a diagnostic. */
bool file_make_dir(struct diag *diag, const char *path);
bool file_exists(const char *path);
/* Neither folder, pipe nor device. */
bool file_is_regular(const char *path);
/* Paths, in the arena. */
char *file_join(struct arena *arena, const char *dir, const char *name);
char *file_dir(struct arena *arena, const char *path);
const char *file_base(const char *path); /* points into path */
/* Is path (after resolving links) at or below one of the folders? */
bool file_is_below(const char *path, const char *const dirs[], size_t count);

#endif
