/*
 * Hold: which pages are packed, and their way back.
 *
 * A packed page is one block: the struct, the page, its label, what its retrieve-markers found, and
 * the bytes of its areas.  Two kinds of pages are held as they are: those with a citation in a line
 * that may be set again, which takes the paragraph, and those that cannot be packed.
 */
#include "layout/hold.h"

#include "base/arena.h"
#include "layout/cite.h"
#include "layout/pack.h"
#include "layout/sequence.h"

#include <string.h>

#define SLACK ((size_t)128) /* rounding of the parts of a block */

/* Must the paragraphs of a page stay? */
static bool
has_free_lines(const struct lay_cites *cites, size_t from)
{
	for (size_t i = from; i < cites->pending.len; i++)
		if (lay_cites_stands_free(cites->pending.at[i]))
			return true;
	return false;
}

/* The page as one block; areas is what is left of it. */
static struct lay_made *
packed(const struct lay_made *made, const struct strbuf *areas)
{
	size_t label = strlen(made->page->label) + 1;
	size_t found = made->found.len * sizeof *made->found.at;
	struct arena *arena = arena_new_for(sizeof *made + sizeof *made->page + label + found +
					    areas->len + SLACK);
	struct lay_made *m = ARENA_NEW(arena, struct lay_made);

	*m = *made;
	m->block = arena;
	m->page = ARENA_NEW(arena, struct area_page);
	*m->page = *made->page;
	m->page->arena = NULL;
	m->page->label = arena_strdup(arena, made->page->label);
	m->notes = (struct lay_page){.arena = NULL};
	m->floats = NULL;
	m->float_count = 0;
	m->found.at = ARENA_ARRAY(arena, made->found.len, const struct fo_node *);
	if (found > 0)
		memcpy(m->found.at, made->found.at, found);
	void *bytes = arena_alloc(arena, areas->len);
	memcpy(bytes, areas->s, areas->len);
	m->bytes = bytes;
	return m;
}

static void
release(void *arena)
{
	arena_free(arena);
}

static struct lay_made *
pack(struct lay_hold *h, struct lay_made *made, struct lay_cites *cites, size_t from)
{
	if (has_free_lines(cites, from))
		return NULL;
	strbuf_clear(&h->scratch);
	if (!lay_pack(made->page, h->nodes, &h->scratch))
		return NULL;
	struct lay_made *m = packed(made, &h->scratch);
	for (size_t i = from; i < cites->pending.len; i++) {
		lay_cites_part(cites, cites->pending.at[i]);
		cites->pending.at[i]->made = m;
	}
	/* Some of the formatting objects that areas point to are copies that belong to the page. */
	if (h->nodes)
		arena_defer(made->sequence->residue, release, made->page->arena);
	else
		arena_free(made->page->arena);
	return m;
}

static void
count(struct lay_hold *h, size_t bytes)
{
	h->bytes += bytes;
	if (h->bytes > h->most)
		h->most = h->bytes;
}

void
lay_hold_add(struct lay_hold *h, struct lay_made *made, struct lay_cites *cites, size_t from)
{
	struct lay_made *m = pack(h, made, cites, from);

	if (m == NULL) {
		m = made;
		m->sequence->loose++;
		lay_source_stay(&m->sequence->source);
		lay_feet_stay(&m->sequence->feet);
		count(h, made->given);
	}
	count(h, arena_size(m->block != NULL ? m->block : m->page->arena));
	m->next = NULL;
	if (h->first == NULL)
		h->first = m;
	else
		h->last->next = m;
	h->last = m;
}

void
lay_hold_sequence(struct lay_hold *h, const struct lay_sequence *s)
{
	count(h, arena_size(s->residue) + arena_size(fo_sequence_arena(s->node)));
	if (s->keep != NULL)
		count(h, arena_size(s->keep));
}

struct lay_made *
lay_hold_take(struct lay_hold *h)
{
	struct lay_made *m = h->first;

	if (m == NULL)
		return NULL;
	h->first = m->next;
	struct area_page *page = m->page;
	if (m->bytes != NULL) {
		struct arena *arena = arena_new();
		page = ARENA_NEW(arena, struct area_page);
		*page = *m->page;
		page->arena = arena;
		page->label = arena_strdup(arena, m->page->label);
		page->sequence = m->sequence->node;
		lay_unpack(m->bytes, arena, page);
		m->page = page;
	}
	m->notes = (struct lay_page){.arena = page->arena};
	m->info = (struct lay_page_info){.arena = page->arena,
					 .number = page->number,
					 .label = page->label,
					 .index = page->index,
					 .page = &m->notes};
	return m;
}

void
lay_hold_drop(struct lay_hold *h)
{
	for (struct lay_made *m = h->first, *next; m != NULL; m = next) {
		next = m->next;
		arena_free(m->block != NULL ? m->block : m->page->arena);
	}
	h->first = h->last = NULL;
	h->bytes = 0;
}

void
lay_hold_close(struct lay_hold *h)
{
	lay_hold_drop(h);
	strbuf_release(&h->scratch);
}
