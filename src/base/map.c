/*
 * Map: an array of entries in order of insertion, and a table of indices into it.
 *
 * Linear probing at most half full.  The hash is seeded with the map's address, so that no input
 * can be made that collides on purpose; order never depends on it.
 */
#include "base/map.h"

#include "base/arena.h"
#include "base/vec.h"

#include <stdint.h>
#include <string.h>
#include <strings.h>

struct map {
	struct arena *arena;
	VEC(struct map_entry);
	uint32_t *table;   /* index + 1; 0 is free */
	size_t table_size; /* a power of two */
	uint64_t seed;
};

static uint64_t
hash(uint64_t h, const char *key, size_t len)
{
	while (len > 0) {
		size_t step = len < 8 ? len : 8;
		uint64_t word = 0;

		memcpy(&word, key, step);
		h = (h ^ word) * 0x9E3779B97F4A7C15u;
		h ^= h >> 32;
		key += step;
		len -= step;
	}
	h *= 0xD6E8FEB86659FD93u;
	return h ^ h >> 32;
}

struct map *
map_new(struct arena *arena)
{
	struct map *m = ARENA_NEW(arena, struct map);

	m->arena = arena;
	m->table_size = 16;
	m->table = ARENA_ARRAY(arena, m->table_size, uint32_t);
	m->seed = (uint64_t)(uintptr_t)m * 0xA24BAED4963EE407u;
	return m;
}

/* The slot that holds the key, or the free one where it belongs. */
static size_t
slot_of(const struct map *m, const char *key, size_t len)
{
	size_t mask = m->table_size - 1;
	size_t i = (size_t)hash(m->seed ^ len, key, len) & mask;

	for (; m->table[i] != 0; i = (i + 1) & mask) {
		const struct map_entry *e = &m->at[m->table[i] - 1];

		if (e->len == len && (len == 0 || memcmp(e->key, key, len) == 0))
			break;
	}
	return i;
}

static void
grow_table(struct map *m)
{
	if (m->table_size > UINT32_MAX / 4)
		oom();
	m->table_size *= 2;
	m->table = ARENA_ARRAY(m->arena, m->table_size, uint32_t);
	for (size_t i = 0; i < m->len; i++)
		m->table[slot_of(m, m->at[i].key, m->at[i].len)] = (uint32_t)i + 1;
}

/* The key's entry, made if new. */
static struct map_entry *
entry_need(struct map *m, const char *key, size_t len)
{
	size_t slot = slot_of(m, key, len);

	if (m->table[slot] == 0) {
		struct map_entry e = {.key = arena_strndup(m->arena, key, len), .len = len};

		VEC_PUSH(m->arena, m, e);
		m->table[slot] = (uint32_t)m->len;
		if (m->len > m->table_size / 2)
			grow_table(m);
		return &m->at[m->len - 1];
	}
	return &m->at[m->table[slot] - 1];
}

void *
map_put_n(struct map *m, const char *key, size_t len, void *value)
{
	struct map_entry *e = entry_need(m, key, len);
	void *earlier = e->value;

	e->value = value;
	return earlier;
}

void *
map_put(struct map *m, const char *key, void *value)
{
	return map_put_n(m, key, strlen(key), value);
}

void *
map_find_n(const struct map *m, const char *key, size_t len)
{
	uint32_t index = m->table[slot_of(m, key, len)];

	return index == 0 ? NULL : m->at[index - 1].value;
}

void *
map_find(const struct map *m, const char *key)
{
	return map_find_n(m, key, strlen(key));
}

bool
map_has(const struct map *m, const char *key)
{
	return m->table[slot_of(m, key, strlen(key))] != 0;
}

size_t
map_count(const struct map *m)
{
	return m->len;
}

const struct map_entry *
map_at(const struct map *m, size_t index)
{
	return &m->at[index];
}

#define EDIT_MAX 64 /* longer names are never taken for misspellings */

size_t
edit_distance(const char *a, const char *b)
{
	size_t alen = strlen(a), blen = strlen(b);
	size_t rows[3][EDIT_MAX + 1];
	size_t *before = rows[0], *above = rows[1], *row = rows[2];

	if (alen > EDIT_MAX || blen > EDIT_MAX)
		return strcmp(a, b) == 0 ? 0 : alen > blen ? alen : blen;
	for (size_t j = 0; j <= blen; j++)
		above[j] = j;
	for (size_t i = 1; i <= alen; i++) {
		size_t *oldest = before;

		row[0] = i;
		for (size_t j = 1; j <= blen; j++) {
			size_t best = above[j - 1] + (a[i - 1] != b[j - 1]);

			if (above[j] + 1 < best)
				best = above[j] + 1;
			if (row[j - 1] + 1 < best)
				best = row[j - 1] + 1;
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] &&
			    before[j - 2] + 1 < best)
				best = before[j - 2] + 1;
			row[j] = best;
		}
		before = above;
		above = row;
		row = oldest;
	}
	return above[blen];
}

bool
edit_is_near(const char *a, const char *b)
{
	size_t alen = strlen(a), blen = strlen(b);
	size_t longer = alen > blen ? alen : blen;
	size_t distance;

	if (strcasecmp(a, b) == 0)
		return true;
	distance = edit_distance(a, b);
	return distance <= (longer + 2) / 3 && distance < longer;
}

const char *
map_nearest(const struct map *m, const char *name,
	    bool (*want)(const char *key, const void *value, const void *ctx), const void *ctx)
{
	const char *best = NULL;
	size_t best_distance = SIZE_MAX;

	for (size_t i = 0; i < m->len; i++) {
		const struct map_entry *e = &m->at[i];
		size_t distance;

		if ((want != NULL && !want(e->key, e->value, ctx)) || !edit_is_near(name, e->key))
			continue;
		distance = strcasecmp(name, e->key) == 0 ? 0 : edit_distance(name, e->key);
		if (distance < best_distance) {
			best_distance = distance;
			best = e->key;
		}
	}
	return best;
}
