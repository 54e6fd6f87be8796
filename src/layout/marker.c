/*
 * Markers: a marker belongs to the areas of its parent; which of them are on the page, and begin or
 * end there, decides what a retrieve-marker takes.  The builders noted those areas; where none on
 * the page qualifies, the pages before it are asked, as far as the retrieve-boundary allows.
 */
#include "layout/marker.h"

#include "base/arena.h"
#include "base/map.h"
#include "fo/fo.h"

#include <string.h>

void
lay_markers_open(struct lay_markers *m, const struct lay *lay, struct arena *arena)
{
	m->lay = lay;
	m->arena = arena;
	m->carried = map_new(arena);
	m->seen = map_new(arena);
}

/* ---- from one page-sequence to the next ---- */

/* A marker that outlives its page-sequence, until another of its class takes its place. */
struct kept {
	struct arena *arena;
	const struct fo_node *marker;
};

static void
kept_clear(struct kept *k)
{
	if (k->arena != NULL)
		arena_free(k->arena);
	*k = (struct kept){0};
}

static void
kept_release(void *kept)
{
	kept_clear(kept);
}

static struct kept *
kept_of(struct lay *lay, const char *name)
{
	if (lay->markers == NULL)
		lay->markers = map_new(lay->arena);
	struct kept *k = map_find(lay->markers, name);
	if (k == NULL) {
		k = ARENA_NEW(lay->arena, struct kept);
		arena_defer(lay->arena, kept_release, k);
		map_put(lay->markers, name, k);
	}
	return k;
}

void
lay_markers_keep(struct lay *lay, const struct lay_markers *m, const struct fo_node *sequence)
{
	for (size_t i = 0; i < map_count(m->carried); i++) {
		const struct map_entry *e = map_at(m->carried, i);
		struct kept *k = kept_of(lay, e->key);
		kept_clear(k);
		k->arena = arena_new();
		k->marker = fo_clone_marker(k->arena, lay->doc, e->value, sequence);
	}
}

void
lay_markers_forget(struct lay *lay)
{
	for (size_t i = 0; lay->markers != NULL && i < map_count(lay->markers); i++)
		kept_clear(map_at(lay->markers, i)->value);
}

static const struct fo_node *
kept_marker(const struct lay *lay, const char *name)
{
	const struct kept *k = lay->markers == NULL ? NULL : map_find(lay->markers, name);

	return k == NULL ? NULL : k->marker;
}

/* ---- on a page ---- */

static const struct fo_node *
marker_of(const struct fo_node *node, const char *name)
{
	for (const struct fo_node *c = node->first_child; c != NULL; c = c->next) {
		if (c->object != FO_MARKER)
			continue;
		const char *own = fo_own_string(c, FO_PROP_MARKER_CLASS_NAME);
		if (own != NULL && strcmp(own, name) == 0)
			return c;
	}
	return NULL;
}

static bool
is_inside(const struct fo_node *node, const struct fo_node *around)
{
	while (node != NULL && node != around)
		node = node->parent;
	return node != NULL;
}

/* Does a note count in the range? */
static bool
is_in_range(const struct lay_note *note, const struct lay_marker_range *range)
{
	const struct fo_node *n = note->node;

	if (n == NULL)
		return false;
	if (range->table == NULL)
		return !note->fixed;
	while (n != NULL && n->parent != range->table)
		n = n->parent;
	return n != NULL && n->object == FO_TABLE_BODY;
}

struct lay_marker_offer
lay_marker_offer(const struct lay_marker_range *range, const char *name)
{
	struct lay_marker_offer o = {0};

	for (size_t i = range->from; i < range->to; i++) {
		const struct lay_note *note = &range->page->notes.at[i];
		if (!is_in_range(note, range))
			continue;
		const struct fo_node *marker = marker_of(note->node, name);
		if (marker == NULL)
			continue;
		unsigned flags = note->point ? note->ends : note->area->flags;
		if (o.first == NULL)
			o.first = marker;
		if ((flags & AREA_FIRST) != 0 && o.first_start == NULL)
			o.first_start = marker;
		o.last = marker;
		if ((flags & AREA_FIRST) != 0)
			o.last_start = marker;
		/* a block around ends after what it holds */
		if ((flags & AREA_LAST) != 0 &&
		    (o.last_end == NULL || !is_inside(note->node, o.last_end->parent)))
			o.last_end = marker;
	}
	return o;
}

static struct lay_marker_offer
page_offer(const struct lay_page *page, const char *name)
{
	struct lay_marker_range all = {.page = page, .to = page->notes.len};

	return lay_marker_offer(&all, name);
}

static const struct fo_node *
either(const struct fo_node *a, const struct fo_node *b)
{
	return a != NULL ? a : b;
}

/* The marker a retrieve-marker finds on a page that is built, or NULL. */
static const struct fo_node *
find_marker(const struct lay_markers *m, const struct lay_page *page,
	    const struct fo_node *retrieve)
{
	const char *name = fo_own_string(retrieve, FO_PROP_RETRIEVE_CLASS_NAME);
	const struct fo_node *found;

	if (name == NULL)
		return NULL;
	struct lay_marker_offer o = page_offer(page, name);
	const struct fo_node *before = NULL;
	enum fo_keyword boundary = fo_keyword(retrieve, FO_PROP_RETRIEVE_BOUNDARY);
	if (boundary != FO_KW_PAGE)
		before = map_find(m->carried, name);
	if (before == NULL && boundary == FO_KW_DOCUMENT)
		before = kept_marker(m->lay, name);
	switch (fo_keyword(retrieve, FO_PROP_RETRIEVE_POSITION)) {
	case FO_KW_FIRST_INCLUDING_CARRYOVER:
		found = o.first;
		break;
	case FO_KW_LAST_STARTING_WITHIN_PAGE:
		found = either(o.last_start, o.last);
		break;
	case FO_KW_LAST_ENDING_WITHIN_PAGE:
		found = either(o.last_end, o.last);
		break;
	default:
		found = either(o.first_start, o.first);
		break;
	}
	return either(found, before);
}

void
lay_markers_carry(struct lay_markers *m, const struct lay_page *page)
{
	void *now = (void *)++m->pages;

	for (size_t i = 0; i < page->notes.len; i++) {
		const struct lay_note *note = &page->notes.at[i];
		if (note->node == NULL || note->fixed)
			continue;
		for (const struct fo_node *c = note->node->first_child; c != NULL; c = c->next) {
			const char *name = c->object != FO_MARKER
						   ? NULL
						   : fo_own_string(c, FO_PROP_MARKER_CLASS_NAME);
			if (name == NULL || map_find(m->seen, name) == now)
				continue;
			map_put(m->seen, name, now);
			struct lay_marker_offer o = page_offer(page, name);
			map_put(m->carried, name, (void *)(uintptr_t)either(o.last_end, o.last));
		}
	}
}

bool
lay_marker_has(const struct fo_node *node, enum fo_object object)
{
	for (const struct fo_node *c = node->first_child; c != NULL; c = c->next) {
		if (c->object == object)
			return true;
		if (object == FO_RETRIEVE_TABLE_MARKER &&
		    (c->object == FO_TABLE_HEADER || c->object == FO_TABLE_FOOTER))
			continue;
		if (lay_marker_has(c, object))
			return true;
	}
	return false;
}

/* Where nothing is found inside text: a character without an extent, since white space was
 * collapsed when the retrieving object still stood between its neighbours (§7.16.12). */
static struct fo_node *
nothing(struct arena *arena, const struct fo_node *retrieve)
{
	static const char word_joiner[] = "\xe2\x81\xa0";
	struct fo_node *n = ARENA_NEW(arena, struct fo_node);

	*n = (struct fo_node){.object = FO_TEXT,
			      .set = retrieve->parent->set,
			      .text = word_joiner,
			      .text_len = sizeof word_joiner - 1,
			      .lang = retrieve->parent->lang,
			      .order = retrieve->order};
	return n;
}

/* Puts the children of a marker in the place of the retrieving object, held by a wrapper: each
 * content stays an element of its own. */
static void
replace(const struct lay_splice *x, struct fo_node *parent, struct fo_node *before,
	struct fo_node *retrieve)
{
	const struct fo_node *marker = x->find(x, retrieve);
	struct fo_node *copy = NULL;

	if (marker != NULL)
		copy = fo_clone_marker(x->arena, x->lay->doc, marker, retrieve);
	if (copy != NULL && copy->first_child == NULL)
		copy = NULL;
	struct fo_node *after = retrieve->next;
	bool in_text = before != NULL && before->object == FO_TEXT && after != NULL &&
		       after->object == FO_TEXT;
	if (copy == NULL && in_text)
		copy = nothing(x->arena, retrieve);
	struct fo_node *begin = copy != NULL ? copy : after;
	if (before == NULL)
		parent->first_child = begin;
	else
		before->next = begin;
	if (copy != NULL) {
		if (copy->object != FO_TEXT)
			copy->object = FO_WRAPPER;
		copy->parent = parent;
		copy->next = after;
	}
	if (after == NULL)
		parent->last_child = copy != NULL ? copy : before;
}

void
lay_marker_splice(const struct lay_splice *x, struct fo_node *node)
{
	struct fo_node *before = NULL;

	for (struct fo_node *c = node->first_child; c != NULL;) {
		struct fo_node *after = c->next;
		if (c->object == x->object) {
			replace(x, node, before, c);
			/* step over what was put in */
			struct fo_node *put = before == NULL ? node->first_child : before->next;
			for (; put != after; put = put->next)
				before = put;
		} else {
			if (x->object != FO_RETRIEVE_TABLE_MARKER ||
			    (c->object != FO_TABLE_HEADER && c->object != FO_TABLE_FOOTER))
				lay_marker_splice(x, c);
			before = c;
		}
		c = after;
	}
}

/* ---- of pages ---- */

void
lay_markers_pick(const struct lay_markers *m, const struct lay_page *page,
		 const struct fo_node *content, struct lay_found *found)
{
	if (content->object == FO_RETRIEVE_MARKER) {
		VEC_PUSH(page->arena, found, find_marker(m, page, content));
		return;
	}
	for (const struct fo_node *c = content->first_child; c != NULL; c = c->next)
		lay_markers_pick(m, page, c, found);
}

struct cursor {
	const struct fo_node *const *next;
};

static const struct fo_node *
next_found(const struct lay_splice *x, const struct fo_node *retrieve)
{
	struct cursor *cursor = (struct cursor *)(uintptr_t)x->context;

	(void)retrieve;
	return *cursor->next++;
}

const struct fo_node *
lay_marker_expand(struct lay *lay, struct arena *arena, const struct fo_node *content,
		  const struct fo_node *const *found)
{
	struct cursor cursor = {.next = found};
	struct lay_splice x = {.lay = lay,
			       .arena = arena,
			       .object = FO_RETRIEVE_MARKER,
			       .find = next_found,
			       .context = &cursor};

	if (!lay_marker_has(content, FO_RETRIEVE_MARKER))
		return content;
	struct fo_node *copy = fo_clone_marker(arena, lay->doc, content, content->parent);
	if (copy == NULL)
		return content;
	lay_marker_splice(&x, copy);
	return copy;
}
