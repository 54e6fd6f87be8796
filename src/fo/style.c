/*
 * Styles are hash-consed: nodes with the same parent style, the same specified properties and the
 * same class share one computed set, so a table of ten thousand like cells computes once.
 *
 * The key is the text of the attributes, not their values: comparing bytes is cheaper than parsing
 * them, and what stands differently in the source may differ in meaning (em, inherit).
 *
 * Page-sequences share one table, for they look alike; so that a document in which each looks
 * different does not keep them all, a table that has grown large is left to the sequences that use
 * it, goes with the last of them, and the next one begins anew.
 */
#include "fo/doc.h"

#include "base/arena.h"

#include <assert.h>
#include <string.h>

#define FIRST_BUCKETS 256
#define SHARED_MAX    2048 /* styles, of some 4 kB each, after which a new table is begun */

struct fo_styles {
	struct fo_doc *doc;
	struct arena *arena;
	size_t users; /* of a shared table */
	struct fo_style **buckets;
	size_t bucket_count; /* a power of two */
	size_t count;
};

struct fo_styles *
fo_styles_new(struct fo_doc *doc, struct arena *arena)
{
	struct fo_styles *s = ARENA_NEW(arena, struct fo_styles);

	s->doc = doc;
	s->arena = arena;
	s->bucket_count = FIRST_BUCKETS;
	s->buckets = ARENA_ARRAY(arena, s->bucket_count, struct fo_style *);
	return s;
}

struct fo_styles *
fo_styles_share(struct fo_doc *doc)
{
	struct fo_styles *s = doc->shared;

	if (s == NULL || s->count >= SHARED_MAX) {
		s = fo_styles_new(doc, arena_new());
		s->users = 1;
		if (doc->shared != NULL)
			fo_styles_drop(doc->shared);
		doc->shared = s;
	}
	return fo_styles_keep(s);
}

struct fo_styles *
fo_styles_keep(struct fo_styles *styles)
{
	styles->users++;
	return styles;
}

void
fo_styles_drop(struct fo_styles *styles)
{
	assert(styles->users > 0);
	if (--styles->users == 0)
		arena_free(styles->arena);
}

size_t
fo_styles_count(const struct fo_styles *styles)
{
	return styles->count;
}

static uint32_t
mix(uint32_t hash, uint32_t value)
{
	hash = (hash ^ value) * 0x9E3779B1u;
	return hash ^ hash >> 15;
}

uint32_t
fo_style_hash(uint32_t hash, const struct fo_attr *attr)
{
	const char *p = attr->text;
	uint32_t left = attr->len, word;

	hash = mix(hash, (uint32_t)attr->name.index << 9 | (uint32_t)attr->name.component << 1 |
				 attr->name.shorthand);
	for (; left >= sizeof word; left -= (uint32_t)sizeof word, p += sizeof word) {
		memcpy(&word, p, sizeof word);
		hash = mix(hash, word);
	}
	for (word = left; left > 0; left--)
		word = word << 8 | (unsigned char)*p++;
	return mix(hash, word);
}

static uint32_t
key_hash(const struct fo_style_key *key)
{
	uint32_t hash = mix(key->hash, key->parent == NULL ? 0 : key->parent->set.number + 1);

	if (key->column != NULL)
		hash = mix(hash, key->column->set.number);
	return mix(hash, key->class);
}

static bool
same_attr(const struct fo_attr *a, const struct fo_attr *b)
{
	return a->name.index == b->name.index && a->name.component == b->name.component &&
	       a->name.shorthand == b->name.shorthand && a->len == b->len &&
	       memcmp(a->text, b->text, a->len) == 0;
}

static bool
same_key(const struct fo_style_key *a, const struct fo_style_key *b)
{
	if (a->hash != b->hash || a->parent != b->parent || a->class != b->class ||
	    a->column != b->column || a->count != b->count)
		return false;
	for (size_t i = 0; i < a->count; i++)
		if (!same_attr(&a->attrs[i], &b->attrs[i]))
			return false;
	return true;
}

static void
grow(struct fo_styles *s)
{
	size_t count = s->bucket_count * 2;
	struct fo_style **buckets = ARENA_ARRAY(s->arena, count, struct fo_style *);

	for (size_t i = 0; i < s->bucket_count; i++) {
		for (struct fo_style *e = s->buckets[i], *next; e != NULL; e = next) {
			struct fo_style **slot = &buckets[key_hash(&e->key) & (count - 1)];
			next = e->next;
			e->next = *slot;
			*slot = e;
		}
	}
	s->buckets = buckets;
	s->bucket_count = count;
}

/* The key's attributes, in the styles' own arena. */
static const struct fo_attr *
copy_attrs(struct arena *arena, const struct fo_style_key *key)
{
	struct fo_attr *attrs = ARENA_ARRAY(arena, key->count, struct fo_attr);

	for (size_t i = 0; i < key->count; i++) {
		attrs[i] = key->attrs[i];
		attrs[i].text = arena_strndup(arena, attrs[i].text, attrs[i].len);
	}
	return attrs;
}

const struct fo_style *
fo_style_find(struct fo_styles *styles, const struct fo_style_key *key, const struct fo_node *node)
{
	uint32_t hash = key_hash(key);
	struct fo_style *e = styles->buckets[hash & (styles->bucket_count - 1)];

	while (e != NULL && !same_key(&e->key, key))
		e = e->next;
	if (e != NULL)
		return e;
	if (styles->count++ == styles->bucket_count)
		grow(styles);
	e = ARENA_NEW(styles->arena, struct fo_style);
	e->key = *key;
	e->key.attrs = copy_attrs(styles->arena, key);
	e->table = styles;
	e->set.number = styles->doc->set_count++;
	struct fo_style **slot = &styles->buckets[hash & (styles->bucket_count - 1)];
	e->next = *slot;
	*slot = e;
	fo_compute(styles->doc, styles->arena, e, node);
	return e;
}
