/*
 * Names inside an SVG.  cairo numbers surfaces and images over the whole life of a process
 * ("surface17"), so that the same page would differ from run to run; here they are numbered anew,
 * from 0 in order of appearance.  Names are only touched where they are an id or a reference.
 */
#include "base/arena.h"
#include "base/map.h"
#include "render/cairo_imp.h"

#include <stdint.h>
#include <string.h>

/* The length of a number that follows one of cairo's words in a name at s, or 0: *word is set. */
static size_t
numbered_name(const char *s, size_t *word)
{
	static const char *const words[] = {"surface", "image"};
	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		*word = strlen(words[i]);
		if (strncmp(s, words[i], *word) != 0)
			continue;
		size_t digits = strspn(s + *word, "0123456789");
		char after = s[*word + digits];
		if (digits > 0 && (after == '"' || after == ')'))
			return digits;
	}
	return 0;
}

/* The rank of a name in order of first appearance; the map holds it, plus one, as a pointer. */
static size_t
rank_of(struct map *ranks, const char *name, size_t len)
{
	uintptr_t rank = (uintptr_t)map_find_n(ranks, name, len);
	if (rank == 0) {
		rank = map_count(ranks) + 1;
		map_put_n(ranks, name, len, (void *)rank);
	}
	return rank - 1;
}

void
cairo_svg_renumber(const char *svg, size_t len, struct strbuf *out)
{
	struct arena *arena = arena_new();
	struct map *ranks = map_new(arena);
	const char *done = svg, *end = svg + len;
	for (const char *p = svg; p < end; p++) {
		bool is_id = *p == '"' && p - svg >= 3 && memcmp(p - 3, "id=", 3) == 0;
		size_t word, digits;
		if ((!is_id && *p != '#') || (digits = numbered_name(p + 1, &word)) == 0)
			continue;
		const char *name = p + 1;
		strbuf_add(out, done, (size_t)(name + word - done));
		strbuf_printf(out, "%zu", rank_of(ranks, name, word + digits));
		done = name + word + digits;
		p = done - 1;
	}
	strbuf_add(out, done, (size_t)(end - done));
	arena_free(arena);
}
