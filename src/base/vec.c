/* Vector: how capacity grows.  All else is in the macros of vec.h. */
#include "base/vec.h"

#include <stdint.h>

size_t
vec_next_cap(size_t cap)
{
	if (cap > SIZE_MAX / 2)
		oom();
	return cap == 0 ? 8 : cap * 2;
}
