/*
 * Vector: a growing array of one element type, inside an arena.
 *
 *	struct vec_of_lines { VEC(struct line *); } v = {0};
 *	VEC_PUSH(arena, &v, line);
 *	for (size_t i = 0; i < v.len; i++) use(v.at[i]);
 *
 * An open struct: at, len, cap.  Growth doubles and leaves the old block to the arena.
 */
#ifndef PP_BASE_VEC_H
#define PP_BASE_VEC_H

#include "base/arena.h"

#include <stddef.h>

#define VEC(type)   \
	type *at;   \
	size_t len; \
	size_t cap

/* The new capacity for a vector of cap elements that needs one more; ends in oom() on overflow. */
size_t vec_next_cap(size_t cap);

#define VEC_PUSH(arena, v, value)                                                                  \
	do {                                                                                       \
		if ((v)->len == (v)->cap) {                                                        \
			size_t vec_cap_ = vec_next_cap((v)->cap);                                  \
			(v)->at =                                                                  \
				arena_grow((arena), (v)->at, (v)->len, vec_cap_, sizeof *(v)->at); \
			(v)->cap = vec_cap_;                                                       \
		}                                                                                  \
		(v)->at[(v)->len++] = (value);                                                     \
	} while (0)

#endif
