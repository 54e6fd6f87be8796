/*
 * Map: byte strings to pointers, in an arena; keeps the order of insertion, so that no hash order
 * can reach an output.
 *
 *	struct map *m = map_new(arena);
 *	map_put(m, "T-1", task);
 *	struct task *t = map_find(m, "T-1");
 *
 * Keys are copied into the arena.
 */
#ifndef PP_BASE_MAP_H
#define PP_BASE_MAP_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct map;

struct map_entry {
	const char *key; /* NUL-terminated copy */
	size_t len;
	void *value;
};

struct map *map_new(struct arena *arena);
/* Sets key to value; the earlier value, or NULL, comes back. */
void *map_put(struct map *m, const char *key, void *value);
void *map_put_n(struct map *m, const char *key, size_t len, void *value);
/* The value, or NULL. */
void *map_find(const struct map *m, const char *key);
void *map_find_n(const struct map *m, const char *key, size_t len);
bool map_has(const struct map *m, const char *key);
/* Entries in order of first insertion. */
size_t map_count(const struct map *m);
const struct map_entry *map_at(const struct map *m, size_t index);

/* Of the map's keys for which want(key, value, ctx) holds (all if want is NULL), the one nearest to
 * name by edit distance, if near enough to be a likely misspelling; else NULL. */
const char *
map_nearest(const struct map *m, const char *name,
	    bool (*want)(const char *key, const void *value, const void *ctx), const void *ctx);
/* Edit distance (Damerau: transpositions count 1) and its likely-misspelling limit. */
size_t edit_distance(const char *a, const char *b);
bool edit_is_near(const char *a, const char *b);

#endif
