/* Notes: the vectors a renderer fills; the walk writes them, the pdf room reads them. */
#include "render/notes.h"

#include "base/arena.h"

struct notes *
notes_new(struct arena *arena)
{
	struct notes *n = ARENA_NEW(arena, struct notes);
	n->arena = arena;
	return n;
}
