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

/* What the areas on the page offer for one class. */
struct offer {
	const struct fo_node *first;	   /* of any area */
	const struct fo_node *first_start; /* of an area that is the first of its object */
	const struct fo_node *last;
	const struct fo_node *last_start;
	const struct fo_node *last_end;
};

static bool
is_inside(const struct fo_node *node, const struct fo_node *around)
{
	while (node != NULL && node != around)
		node = node->parent;
	return node != NULL;
}

static struct offer
offers(const struct lay_page *page, const char *name)
{
	struct offer o = {0};

	for (size_t i = 0; i < page->notes.len; i++) {
		const struct lay_note *note = &page->notes.at[i];
		if (note->node == NULL || note->fixed)
			continue;
		const struct fo_node *marker = marker_of(note->node, name);
		if (marker == NULL)
			continue;
		bool starts = note->point || (note->area->flags & AREA_FIRST) != 0;
		bool ends = note->point || (note->area->flags & AREA_LAST) != 0;
		if (o.first == NULL)
			o.first = marker;
		if (starts && o.first_start == NULL)
			o.first_start = marker;
		o.last = marker;
		if (starts)
			o.last_start = marker;
		/* a block around ends after what it holds */
		if (ends && (o.last_end == NULL || !is_inside(note->node, o.last_end->parent)))
			o.last_end = marker;
	}
	return o;
}

static const struct fo_node *
either(const struct fo_node *a, const struct fo_node *b)
{
	return a != NULL ? a : b;
}

const struct fo_node *
lay_marker_find(const struct lay_markers *m, const struct lay_page *page,
		const struct fo_node *retrieve)
{
	const char *name = fo_own_string(retrieve, FO_PROP_RETRIEVE_CLASS_NAME);
	const struct fo_node *found;

	if (name == NULL)
		return NULL;
	struct offer o = offers(page, name);
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
			struct offer o = offers(page, name);
			map_put(m->carried, name, (void *)(uintptr_t)either(o.last_end, o.last));
		}
	}
}

static bool
retrieves(const struct fo_node *node)
{
	if (node->object == FO_RETRIEVE_MARKER)
		return true;
	for (const struct fo_node *c = node->first_child; c != NULL; c = c->next)
		if (retrieves(c))
			return true;
	return false;
}

struct expansion {
	struct lay *lay;
	struct arena *arena;
	const struct lay_markers *markers;
	const struct lay_page *page;
};

/* Puts the children of a marker in the place of the retrieve-marker, held by a wrapper: each
 * content stays an element of its own. */
static void
replace(struct expansion *x, struct fo_node *parent, struct fo_node *before,
	struct fo_node *retrieve)
{
	const struct fo_node *marker = lay_marker_find(x->markers, x->page, retrieve);
	struct fo_node *copy = NULL;

	if (marker != NULL)
		copy = fo_clone_marker(x->arena, x->lay->doc, marker, retrieve);
	if (copy != NULL && copy->first_child == NULL)
		copy = NULL;
	struct fo_node *after = retrieve->next;
	struct fo_node *begin = copy != NULL ? copy : after;
	if (before == NULL)
		parent->first_child = begin;
	else
		before->next = begin;
	if (copy != NULL) {
		copy->object = FO_WRAPPER;
		copy->parent = parent;
		copy->next = after;
	}
	if (after == NULL)
		parent->last_child = copy != NULL ? copy : before;
}

static void
expand(struct expansion *x, struct fo_node *node)
{
	struct fo_node *before = NULL;

	for (struct fo_node *c = node->first_child; c != NULL;) {
		struct fo_node *after = c->next;
		if (c->object == FO_RETRIEVE_MARKER) {
			replace(x, node, before, c);
			/* step over what was put in */
			struct fo_node *put = before == NULL ? node->first_child : before->next;
			for (; put != after; put = put->next)
				before = put;
		} else {
			expand(x, c);
			before = c;
		}
		c = after;
	}
}

const struct fo_node *
lay_marker_expand(struct lay *lay, struct arena *arena, const struct lay_markers *m,
		  const struct lay_page *page, const struct fo_node *content)
{
	struct expansion x = {.lay = lay, .arena = arena, .markers = m, .page = page};

	if (!retrieves(content))
		return content;
	struct fo_node *copy = fo_clone_marker(arena, lay->doc, content, content->parent);
	if (copy == NULL)
		return content;
	expand(&x, copy);
	return copy;
}
