/*
 * Source: a walk in chunks.  Paragraphs, steps and edges live in an arena of their chunk; it goes
 * with the page that takes the last of its boxes, so that memory does not grow with the flow.
 * Frames and tables are small or long-lived and stay with the sequence.
 */
#include "layout/source.h"

#include "base/arena.h"
#include "layout/float_side.h"
#include "layout/walk.h"

#define CHUNK_BOXES 128

static void
new_chunk(struct lay_source *s)
{
	struct lay_chunk chunk = {.arena = arena_new(), .end = SIZE_MAX};

	VEC_PUSH(s->keep, &s->chunks, chunk);
	s->walk.arena = chunk.arena;
}

static size_t
made(const struct lay_source *s)
{
	return s->dropped + s->walk.items->box_count;
}

void
lay_source_open(struct lay_source *s, struct lay *lay, struct arena *keep,
		const struct fo_node *flow, const struct lay_room *room)
{
	*s = (struct lay_source){.keep = keep};
	s->walk = (struct lay_walk){.lay = lay, .keep = keep, .room = *room};
	new_chunk(s);
	lay_walk_open(&s->walk, flow);
}

void
lay_source_close(struct lay_source *s)
{
	for (size_t i = s->oldest; i < s->chunks.len; i++)
		arena_free(s->chunks.at[i].arena);
	s->chunks.len = s->oldest = 0;
}

bool
lay_source_has(struct lay_source *s, size_t i)
{
	size_t begin = s->chunks.len < 2 ? 0 : s->chunks.at[s->chunks.len - 2].end;

	while (s->walk.items->box_count <= i) {
		if (made(s) >= begin + CHUNK_BOXES) {
			s->chunks.at[s->chunks.len - 1].end = begin = made(s);
			new_chunk(s);
		}
		if (!lay_walk_step(&s->walk))
			break;
	}
	return i < s->walk.items->box_count || (s->walk.side != NULL && lay_side_tail(&s->walk));
}

static void
release(void *arena)
{
	arena_free(arena);
}

size_t
lay_source_drop(struct lay_source *s, size_t count, struct arena *page)
{
	size_t given = 0;

	lay_side_drop(&s->walk, count);
	lay_walk_drop(&s->walk, count);
	s->dropped += count;
	/* The gap behind the last dropped box is still needed, and its edges may lie in the chunk
	 * of that box: hence strictly less. */
	while (s->oldest + 1 < s->chunks.len && s->chunks.at[s->oldest].end < s->dropped) {
		const struct lay_chunk *chunk = &s->chunks.at[s->oldest++];
		given += arena_size(chunk->arena);
		arena_defer(chunk->stays ? s->keep : page, release, chunk->arena);
	}
	return given;
}

void
lay_source_stay(struct lay_source *s)
{
	for (size_t i = s->oldest; i < s->chunks.len; i++)
		s->chunks.at[i].stays = true;
}

bool
lay_source_restart(struct lay_source *s, size_t i, const struct lay_room *room)
{
	bool done;

	s->chunks.at[s->chunks.len - 1].end = made(s);
	new_chunk(s);
	done = lay_walk_restart(&s->walk, i, room);
	/* The rest of a broken paragraph still uses what the older chunks hold. */
	for (size_t k = s->oldest; k + 1 < s->chunks.len; k++)
		s->chunks.at[k].end = made(s);
	return done;
}

static bool
same_room(const struct lay_room *a, const struct lay_room *b)
{
	return a->ipd == b->ipd && a->span_ipd == b->span_ipd;
}

void
lay_source_fit(struct lay_source *s, const struct lay_room *room)
{
	s->walk.room.page_bpd = room->page_bpd;
	s->walk.room.first_bpd = room->first_bpd;
	s->stale = false;
	if (same_room(&s->walk.room, room))
		return;
	if (!lay_source_has(s, 0))
		return;
	if (s->walk.side != NULL) {
		lay_side_strip(s, 0);
		if (lay_walk_can_restart(&s->walk, 0))
			lay_side_forget(s->walk.side, 0);
		else if (s->walk.state->done)
			s->walk.room = *room; /* for floats that still wait */
	}
	s->stale = !lay_source_restart(s, 0, room);
}
