/*
 * Arena: blocks in a list, each twice as large as the one before it up to BLOCK_MAX.
 *
 * Blocks come zeroed from calloc, so that an allocation is a pointer moved; only the first block,
 * which a reset keeps, is cleared by hand.  What is larger than a quarter of a block gets a block
 * of its own behind the current one, and the rest of the current one is not lost.
 */
#include "base/arena.h"

#include "base/file.h"

#include <assert.h>
#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define BLOCK_FIRST ((size_t)8 << 10)
#define BLOCK_SMALL ((size_t)1 << 10) /* behind one of known size */
#define BLOCK_MAX   ((size_t)1 << 20)
#define ALIGN	    alignof(max_align_t)

struct block {
	struct block *next; /* older */
	size_t size;	    /* bytes of data */
	size_t used;
	alignas(max_align_t) unsigned char data[];
};

struct deferred {
	void (*release)(void *);
	void *object;
	struct deferred *next;
};

struct arena {
	struct block *current; /* the newest ordinary block; large ones are put behind it */
	struct block *first;   /* the one a reset keeps */
	struct deferred *deferred;
	size_t next_size;
	size_t handed_out;
};

void
oom(void)
{
	static const char text[] = "planpress: out of memory\n";
	ssize_t ignored;

	file_out_cleanup();
	ignored = write(STDERR_FILENO, text, sizeof text - 1);
	(void)ignored;
	_exit(70);
}

static struct block *
block_new(size_t size)
{
	struct block *b;

	if (size > SIZE_MAX - sizeof *b)
		oom();
	b = calloc(1, sizeof *b + size);
	if (b == NULL)
		oom();
	b->size = size;
	return b;
}

struct arena *
arena_new(void)
{
	struct arena *a = arena_new_for(BLOCK_FIRST);

	a->next_size = BLOCK_FIRST * 2;
	return a;
}

struct arena *
arena_new_for(size_t size)
{
	struct arena *a = calloc(1, sizeof *a);

	if (a == NULL)
		oom();
	a->first = a->current = block_new(size);
	a->next_size = BLOCK_SMALL;
	return a;
}

static void
release_deferred(struct arena *a)
{
	/* A release may itself defer nothing, but it may allocate: read the list afresh each time.
	 */
	while (a->deferred != NULL) {
		struct deferred *d = a->deferred;

		a->deferred = d->next;
		d->release(d->object);
	}
}

static void
free_blocks(struct arena *a, const struct block *keep)
{
	struct block *next;

	for (struct block *b = a->current; b != NULL; b = next) {
		/* cppcheck-suppress nullPointerRedundantCheck ; keep may be NULL, b is not */
		next = b->next;
		if (b != keep)
			free(b);
	}
}

void
arena_free(struct arena *a)
{
	if (a == NULL)
		return;
	release_deferred(a);
	free_blocks(a, NULL);
	free(a);
}

void
arena_reset(struct arena *a)
{
	release_deferred(a);
	free_blocks(a, a->first);
	memset(a->first->data, 0, a->first->used);
	a->first->used = 0;
	a->first->next = NULL;
	a->current = a->first;
	a->next_size = BLOCK_FIRST * 2;
	a->handed_out = 0;
}

static size_t
rounded(size_t size)
{
	if (size > SIZE_MAX - ALIGN)
		oom();
	return size == 0 ? ALIGN : (size + ALIGN - 1) / ALIGN * ALIGN;
}

void *
arena_alloc(struct arena *a, size_t size)
{
	struct block *b = a->current;
	void *result;

	size = rounded(size);
	a->handed_out += size;
	if (size > b->size - b->used) {
		if (size > a->next_size / 4) {
			struct block *large = block_new(size);

			large->used = size;
			large->next = b->next;
			b->next = large;
			return large->data;
		}
		b = block_new(a->next_size);
		b->next = a->current;
		a->current = b;
		if (a->next_size < BLOCK_MAX)
			a->next_size *= 2;
	}
	result = b->data + b->used;
	b->used += size;
	return result;
}

void *
arena_array(struct arena *a, size_t count, size_t size)
{
	if (size != 0 && count > SIZE_MAX / size)
		oom();
	return arena_alloc(a, count * size);
}

void *
arena_grow(struct arena *a, const void *old, size_t old_count, size_t count, size_t size)
{
	struct block *b = a->current;
	void *result;

	assert(count >= old_count);
	if (old_count > 0 && size != 0 && count <= SIZE_MAX / size) {
		size_t had = rounded(old_count * size);
		size_t more = rounded(count * size) - had;

		if ((const unsigned char *)old + had == b->data + b->used &&
		    more <= b->size - b->used) {
			b->used += more;
			a->handed_out += more;
			return (void *)(uintptr_t)old;
		}
	}
	result = arena_array(a, count, size);
	if (old_count > 0)
		memcpy(result, old, old_count * size);
	return result;
}

char *
arena_strndup(struct arena *a, const char *s, size_t len)
{
	char *copy;

	if (len == SIZE_MAX)
		oom();
	copy = arena_alloc(a, len + 1);
	if (len > 0)
		memcpy(copy, s, len);
	return copy;
}

char *
arena_strdup(struct arena *a, const char *s)
{
	return arena_strndup(a, s, strlen(s));
}

char *
arena_vprintf(struct arena *a, const char *format, va_list ap)
{
	va_list again;
	char *s;
	int len;

	va_copy(again, ap);
	len = vsnprintf(NULL, 0, format, again);
	va_end(again);
	assert(len >= 0);
	s = arena_alloc(a, (size_t)len + 1);
	vsnprintf(s, (size_t)len + 1, format, ap);
	return s;
}

char *
arena_printf(struct arena *a, const char *format, ...)
{
	va_list ap;
	char *s;

	va_start(ap, format);
	s = arena_vprintf(a, format, ap);
	va_end(ap);
	return s;
}

void
arena_defer(struct arena *a, void (*release)(void *), void *object)
{
	struct deferred *d = ARENA_NEW(a, struct deferred);

	*d = (struct deferred){.release = release, .object = object, .next = a->deferred};
	a->deferred = d;
}

size_t
arena_size(const struct arena *a)
{
	return a->handed_out;
}
