/*
 * Wrappers with lines and blocks side by side.
 *
 * A wrapper makes no area: its children stand among its neighbours (XSL 1.1 §6.11.2), the text at
 * its ends on the lines of the text around it.  One that holds both is made as many wrappers, each
 * with content of one kind, so that nobody who reads the tree has to look into it.
 */
#include "fo/space.h"

#include "base/arena.h"
#include "base/utf8.h"

enum level { LEVEL_NONE, LEVEL_INLINE, LEVEL_BLOCK };

static bool
is_blank(const struct fo_node *text)
{
	for (size_t i = 0; i < text->text_len; i++)
		if (!utf8_is_xml_space((unsigned char)text->text[i]))
			return false;
	return true;
}

static enum level
level_of(const struct fo_node *node)
{
	enum level level = LEVEL_NONE;

	switch (node->object) {
	case FO_TEXT:
		return is_blank(node) ? LEVEL_NONE : LEVEL_INLINE;
	case FO_INLINE:
	case FO_BASIC_LINK:
	case FO_BIDI_OVERRIDE:
	case FO_CHARACTER:
	case FO_EXTERNAL_GRAPHIC:
	case FO_FOOTNOTE:
	case FO_INLINE_CONTAINER:
	case FO_INSTREAM_FOREIGN_OBJECT:
	case FO_LEADER:
	case FO_PAGE_NUMBER:
	case FO_PAGE_NUMBER_CITATION:
	case FO_PAGE_NUMBER_CITATION_LAST:
		return LEVEL_INLINE;
	case FO_BLOCK:
	case FO_BLOCK_CONTAINER:
	case FO_LIST_BLOCK:
	case FO_TABLE:
	case FO_TABLE_AND_CAPTION:
		return LEVEL_BLOCK;
	case FO_WRAPPER: /* of one kind already; asked once, for wrappers may be nested deep */
		for (const struct fo_node *c = node->first_child; c != NULL && level == LEVEL_NONE;
		     c = c->next)
			level = level_of(c);
		return level;
	default:
		return LEVEL_NONE;
	}
}

struct fo_node *
fo_wrapper_split(struct arena *arena, struct fo_node *wrapper)
{
	struct fo_node *part = wrapper;
	enum level level = LEVEL_NONE;
	struct fo_node *before = NULL;

	for (struct fo_node *c = wrapper->first_child; c != NULL; before = c, c = c->next) {
		enum level own = level_of(c);
		c->parent = part;
		if (own == LEVEL_NONE || own == level)
			continue;
		if (level != LEVEL_NONE) {
			struct fo_node *rest = ARENA_NEW(arena, struct fo_node);
			*rest = *part;
			rest->own = NULL; /* the id stays with the first */
			rest->first_child = c;
			before->next = NULL;
			part->last_child = before;
			part->next = rest;
			if (rest->parent->last_child == part)
				rest->parent->last_child = rest;
			part = rest;
			c->parent = part;
		}
		level = own;
	}
	return part;
}
