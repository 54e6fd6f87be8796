/*
 * Markers: the content of an fo:marker is formatted where it is retrieved, and inherits from there
 * (XSL 1.1 §6.13.5).  Each node's style remembers what was specified, so the subtree is copied and
 * given styles below the new parent.
 */
#include "fo/doc.h"
#include "fo/space.h"

#include "base/arena.h"

#include <string.h>

struct clone {
	struct fo_doc *doc;
	struct arena *arena;
	struct fo_styles *styles; /* of the sequence around */
};

static void
drop_styles(void *styles)
{
	fo_styles_drop(styles);
}

/* The styles of the sequence, so that like markers share; the copy may outlive it. */
static struct fo_styles *
styles_for(struct clone *c, const struct fo_node *under)
{
	struct fo_styles *styles;

	while (under != NULL && under->object != FO_PAGE_SEQUENCE)
		under = under->parent;
	if (under == NULL)
		return c->doc->styles;
	const struct fo_sequence *s = (const struct fo_sequence *)(const void *)under;
	styles = fo_styles_keep(s->styles);
	if (s->arena != c->arena)
		arena_defer(c->arena, drop_styles, styles);
	else
		fo_styles_drop(styles); /* the sequence keeps them */
	return styles;
}

static const struct fo_own *
copy_own(struct arena *arena, const struct fo_own *own)
{
	const struct fo_own *first = NULL, **link = &first;

	for (; own != NULL; own = own->next) {
		struct fo_own *copy = ARENA_NEW(arena, struct fo_own);
		*copy = *own;
		if (own->value.kind == FO_VALUE_STRING)
			copy->value.u.string = arena_strdup(arena, own->value.u.string);
		copy->next = NULL;
		*link = copy;
		link = &copy->next;
	}
	return first;
}

static struct fo_node *
copy_node(struct clone *c, const struct fo_node *from, struct fo_node *parent)
{
	struct fo_node *n = ARENA_NEW(c->arena, struct fo_node);
	const struct fo_style *style;
	struct fo_style_key key;

	*n = *from;
	n->parent = parent;
	n->first_child = n->last_child = n->next = NULL;
	n->order = c->doc->order++;
	if (from->text != NULL)
		n->text = arena_strndup(c->arena, from->text, from->text_len);
	if (from->foreign_ns != NULL)
		n->foreign_ns = arena_strdup(c->arena, from->foreign_ns);
	n->own = copy_own(c->arena, from->own);
	if (n->object == FO_TEXT) {
		n->set = parent->set;
		n->lang = parent->lang;
		return n;
	}
	key = fo_style_of(from)->key;
	key.parent = fo_style_of(parent);
	if (key.column != NULL && key.column->table != c->styles)
		key.column = NULL; /* its table may go before this one */
	style = fo_style_find(c->styles, &key, n);
	n->set = &style->set;
	n->lang = style->lang;
	return n;
}

/* Depth is the input's, which the reader has limited. */
static struct fo_node *
copy_tree(struct clone *c, const struct fo_node *from, struct fo_node *parent)
{
	struct fo_node *n = copy_node(c, from, parent);

	for (const struct fo_node *child = from->first_child; child != NULL; child = child->next)
		fo_node_append(n, copy_tree(c, child, n));
	return n;
}

struct fo_node *
fo_clone_marker(struct arena *arena, struct fo_doc *doc, const struct fo_node *marker,
		const struct fo_node *under)
{
	struct clone c = {.doc = doc, .arena = arena};

	c.styles = styles_for(&c, under);
	/* The parent is only read. */
	return copy_tree(&c, marker, (struct fo_node *)(uintptr_t)under);
}

struct fo_node *
fo_clone_part(struct arena *arena, struct fo_doc *doc, const struct fo_node *node,
	      const struct fo_node *under)
{
	struct clone c = {.doc = doc, .arena = arena};

	c.styles = styles_for(&c, under);
	/* The parent is only read. */
	return copy_tree(&c, node, (struct fo_node *)(uintptr_t)under);
}

/* ---- copies that mean the same ---- */

static struct fo_node *
same_node(struct arena *arena, const struct fo_node *from, struct fo_node *parent)
{
	struct fo_node *n = ARENA_NEW(arena, struct fo_node);

	*n = *from;
	n->parent = parent;
	n->first_child = n->last_child = n->next = NULL;
	if (from->text != NULL)
		n->text = arena_strndup(arena, from->text, from->text_len);
	if (from->foreign_ns != NULL)
		n->foreign_ns = arena_strdup(arena, from->foreign_ns);
	n->own = copy_own(arena, from->own);
	return n;
}

static struct fo_node *
same_tree(struct arena *arena, const struct fo_node *from, struct fo_node *parent)
{
	struct fo_node *n = same_node(arena, from, parent);

	for (const struct fo_node *child = from->first_child; child != NULL; child = child->next)
		fo_node_append(n, same_tree(arena, child, n));
	return n;
}

static void
keep_styles(struct arena *arena, const struct fo_node *node)
{
	struct fo_styles *table = (struct fo_styles *)(uintptr_t)fo_style_of(node)->table;

	arena_defer(arena, drop_styles, fo_styles_keep(table));
}

struct fo_node *
fo_copy(struct arena *arena, const struct fo_node *node)
{
	keep_styles(arena, node);
	return same_tree(arena, node, NULL);
}

struct fo_node *
fo_sequence_stem(const struct fo_node *sequence)
{
	const struct fo_sequence *from = (const struct fo_sequence *)(const void *)sequence;
	struct arena *arena = arena_new();
	struct fo_sequence *s = ARENA_NEW(arena, struct fo_sequence);

	s->node = *same_node(arena, sequence, sequence->parent);
	s->arena = arena;
	s->styles = from->styles;
	s->number = from->number;
	keep_styles(arena, sequence);
	for (const struct fo_node *c = sequence->first_child; c != NULL; c = c->next) {
		bool flow = c->object == FO_FLOW;
		fo_node_append(&s->node, flow ? same_node(arena, c, &s->node)
					      : same_tree(arena, c, &s->node));
	}
	return &s->node;
}
