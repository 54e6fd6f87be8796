/*
 * Cache: compiled stylesheets, for who runs a layout more than once.
 *
 * Compiling takes longer than merging a small plan.  A stylesheet is the same as long as none of
 * the files it was made of has changed, so each entry knows their times and sizes: an editor that
 * saves while `planpress preview` runs gets the new one.
 */
#include "merge/merge.h"

#include "base/arena.h"
#include "base/map.h"
#include "base/vec.h"
#include "merge/run.h"

#include <libxslt/xsltInternals.h>
#include <string.h>
#include <sys/stat.h>

struct cached_file {
	const char *path;
	struct timespec changed;
	off_t size;
};

struct cached_style {
	VEC(struct cached_file);
	xsltStylesheet *style;
};

struct merge_cache {
	struct arena *arena;
	struct map *styles; /* by path of the main stylesheet */
};

struct merge_cache *
merge_cache_new(struct arena *arena)
{
	struct merge_cache *cache = ARENA_NEW(arena, struct merge_cache);

	cache->arena = arena;
	cache->styles = map_new(arena);
	return cache;
}

static bool
look_at(const char *path, struct cached_file *file)
{
	struct stat st;

	if (stat(path, &st) != 0)
		return false;
	file->changed = st.st_mtim;
	file->size = st.st_size;
	return true;
}

static bool
is_fresh(const struct cached_style *entry)
{
	for (size_t i = 0; i < entry->len; i++) {
		struct cached_file now;
		const struct cached_file *then = &entry->at[i];

		if (!look_at(then->path, &now) || now.size != then->size ||
		    now.changed.tv_sec != then->changed.tv_sec ||
		    now.changed.tv_nsec != then->changed.tv_nsec)
			return false;
	}
	return true;
}

struct _xsltStylesheet *
merge_cache_find(const struct merge_cache *cache, const char *path)
{
	const struct cached_style *entry = map_find(cache->styles, path);

	return entry != NULL && is_fresh(entry) ? entry->style : NULL;
}

static void
free_style(void *style)
{
	xsltFreeStylesheet(style);
}

void
merge_cache_keep(struct merge_cache *cache, const char *path, struct _xsltStylesheet *style,
		 const char *const files[], size_t count)
{
	struct cached_style *entry = ARENA_NEW(cache->arena, struct cached_style);

	entry->style = style;
	for (size_t i = 0; i < count; i++) {
		struct cached_file file = {.path = arena_strdup(cache->arena, files[i])};

		/* A file that has gone meanwhile never looks the same again. */
		if (!look_at(files[i], &file))
			file.size = -1;
		VEC_PUSH(cache->arena, entry, file);
	}
	map_put(cache->styles, path, entry);
	/* A stale one stays until the arena goes: a run may still be using it. */
	arena_defer(cache->arena, free_style, style);
}
