/*
 * Merge: a plan's facts and a layout (XSLT 1.0, EXSLT) to XSL-FO.
 *
 *	const struct layout_info *l = merge_layout_find(arena, diag, "plan", &paths);
 *	xmlDoc *fo = merge_run(arena, diag, plan, l, &options);
 *
 * A layout is a folder: layout.xml (manifest: title, parameters, documents), <name>.xsl, README.md.
 * Layouts are found in --layout-path folders, then the source tree or the installed prefix.
 * Stylesheets may read only the layout folders and write nothing.
 */
#ifndef PP_MERGE_MERGE_H
#define PP_MERGE_MERGE_H

#include "base/date.h"
#include "base/diag.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct plan;
struct _xmlDoc;

struct layout_param {
	const char *name;
	const char *value;   /* default */
	const char *allowed; /* space-separated choices, "" free */
	const char *text;    /* one line for --help and planpress layouts */
};

struct layout_info {
	const char *name;
	const char *title;
	const char *dir;	/* folder */
	const char *stylesheet; /* path */
	bool for_person;	/* wants --for PERSON: one document a person */
	const struct layout_param *params;
	size_t param_count;
};

struct merge_paths {
	const char *const *dirs; /* --layout-path, first wins; then built-in places */
	size_t count;
};

/* All layouts found, by name. */
const struct layout_info *merge_layouts(struct arena *arena, struct diag *diag,
					const struct merge_paths *paths, size_t *count);
/* NULL and a diagnostic with the nearest name. */
const struct layout_info *merge_layout_find(struct arena *arena, struct diag *diag,
					    const char *name, const struct merge_paths *paths);

struct merge_param {
	const char *name;
	const char *value;
};

/* Keeps compiled stylesheets from run to run, in the arena; they are compiled again when one of
 * their files has changed. */
struct merge_cache;
struct merge_cache *merge_cache_new(struct arena *arena);

struct merge_options {
	const struct merge_param *params; /* checked against the manifest */
	size_t param_count;
	const char *person; /* --for; NULL */
	date today;
	const struct merge_paths *paths;
	const char *theme;	   /* theme file; NULL: the layouts' own theme.xml */
	struct merge_cache *cache; /* NULL: none */
};

/* The FO tree, owned by the arena; NULL and diagnostics with the stylesheet's file and line. */
struct _xmlDoc *merge_run(struct arena *arena, struct diag *diag, const struct plan *plan,
			  const struct layout_info *layout, const struct merge_options *options);

/* Exit code for what is wrong with a layout: its files are no input of the user's. */
#define MERGE_LAYOUT_EXIT 4

/* The diagnostic kinds of this room, for `planpress explain`. */
const struct diag_kind *merge_diag_rows(size_t *count);

#endif
