/*
 * Arena: memory that lives and dies together.
 *
 *	struct arena *a = arena_new();
 *	char *s = arena_strdup(a, "text");
 *	arena_free(a);
 *
 * One arena holds one product (a plan, an FO tree, a page); nobody frees single nodes.  A foreign
 * object (PangoFont, cairo surface, xmlDoc) is handed over with arena_defer and released, in
 * reverse order, when the arena is reset or freed.  Running out of memory ends the program in
 * oom(): no caller sees NULL.
 */
#ifndef PP_BASE_ARENA_H
#define PP_BASE_ARENA_H

#include <stdarg.h>
#include <stddef.h>

struct arena;

/* An empty arena, to be given back with arena_free. */
struct arena *arena_new(void);
/* One that takes about size bytes, for a product whose size is known: nothing is set aside for
 * more.
 */
struct arena *arena_new_for(size_t size);
/* Releases everything, deferred objects first; NULL is allowed. */
void arena_free(struct arena *a);
/* Releases everything as arena_free does, but keeps the first block for reuse. */
void arena_reset(struct arena *a);

/* size bytes, zeroed, aligned for any type; size 0 gives a distinct valid pointer. */
void *arena_alloc(struct arena *a, size_t size);
/* count * size bytes, zeroed; a product that overflows ends in oom(). */
void *arena_array(struct arena *a, size_t count, size_t size);
/* A larger array whose old part is kept, for vectors inside an arena: the old one extended, if it
 * was allocated last and there is room behind it, else a copy. */
void *arena_grow(struct arena *a, const void *old, size_t old_count, size_t count, size_t size);

/* Copies; the results are NUL-terminated. */
char *arena_strdup(struct arena *a, const char *s);
char *arena_strndup(struct arena *a, const char *s, size_t len);
/* printf into the arena. */
char *arena_printf(struct arena *a, const char *format, ...) __attribute__((format(printf, 2, 3)));
char *arena_vprintf(struct arena *a, const char *format, va_list ap)
	__attribute__((format(printf, 2, 0)));

/* Calls release(object) when the arena goes, last deferred first. */
void arena_defer(struct arena *a, void (*release)(void *), void *object);

/* Bytes handed out so far (limits, tests, --timings). */
size_t arena_size(const struct arena *a);

/* Reports that memory ran out and exits with code 70.  The one place where a library room exits:
 * GLib, under Pango, would abort anyway. */
_Noreturn void oom(void);

#define ARENA_NEW(a, type)	    ((type *)arena_alloc((a), sizeof(type)))
#define ARENA_ARRAY(a, count, type) ((type *)arena_array((a), (count), sizeof(type)))

#endif
