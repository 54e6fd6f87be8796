/*
 * Tally: see tally.h.
 *
 * A paragraph is known by its first node, whatever number of times it was collected for one page
 * width or another; so the tally keeps, by the order of that node, the atom that the next line has
 * to begin with.
 */
#include "layout/tally.h"

#include "base/arena.h"
#include "layout/flow.h"
#include "layout/layout_diag.h"
#include "layout/marker.h"
#include "layout/para.h"

#define DONE UINT32_MAX

struct lay_tally {
	const struct fo_node *flow;
	uint32_t first; /* order of the flow */
	uint32_t count;
	uint32_t *next; /* by order */
};

struct lay_tally *
lay_tally_open(struct arena *arena, const struct fo_node *flow)
{
	struct lay_tally *t = ARENA_NEW(arena, struct lay_tally);
	const struct fo_node *last = flow;

	while (last->last_child != NULL)
		last = last->last_child;
	t->flow = flow;
	t->first = flow->order;
	t->count = last->order - flow->order + 1;
	t->next = ARENA_ARRAY(arena, t->count, uint32_t);
	return t;
}

/* NULL: the node is not of this flow. */
static uint32_t *
entry(const struct lay_tally *t, const struct fo_node *first)
{
	if (t == NULL || first == NULL || first->order < t->first ||
	    first->order - t->first >= t->count)
		return NULL;
	return &t->next[first->order - t->first];
}

static void
report(struct lay *lay, int row, const struct fo_node *first)
{
	const struct fo_node *block = lay_block_of(first->parent);
	struct diag_place place = fo_place(lay->doc, lay->arena, block);

	diag_add(lay->diag, &layout_diags[row], &place, fo_object_name(block->object));
	lay_help_text(lay, block);
}

/* ---- lines ---- */

/* Headers and footers of tables stand on each of its pages. */
static bool
repeats(const struct fo_node *node)
{
	for (; node != NULL && node->object != FO_FLOW; node = node->parent)
		if (node->object == FO_TABLE_HEADER || node->object == FO_TABLE_FOOTER)
			return true;
	return false;
}

void
lay_tally_line(struct lay *lay, const struct lay_box *line)
{
	uint32_t *next = entry(lay->tally, line->source);
	const struct lay_para *para = line->u.line.para;

	if (next == NULL)
		return;
	const struct lay_cut *cut =
		&((const struct lay_cuts *)line->u.line.lines)->at[line->u.line.index];
	/* Behind a first line of its own all atoms are other ones. */
	bool same = para->first_line == NULL;
	if (same && cut->from.atom < *next && !repeats(line->source))
		report(lay, LAYOUT_DIAG_TWICE, line->source);
	if (same && cut->from.atom > *next)
		report(lay, LAYOUT_DIAG_LOST, line->source);
	*next = cut->to.atom >= para->count ? DONE : cut->to.atom;
}

void
lay_tally_empty(struct lay *lay, const struct fo_node *first)
{
	uint32_t *next = entry(lay->tally, first);

	if (next != NULL)
		*next = DONE;
}

/* ---- the end ---- */

static void look_below(struct lay *lay, const struct lay_tally *t, const struct fo_node *node);

/* Is there text in an inline object that belongs to the paragraph around?  What else it holds is
 * looked at. */
static bool
holds_text(struct lay *lay, const struct lay_tally *t, const struct fo_node *node)
{
	bool text = false;

	switch (node->object) {
	case FO_TEXT:
		return !lay_is_blank(node);
	case FO_CHARACTER:
		return true;
	case FO_INLINE:
	case FO_BASIC_LINK:
	case FO_BIDI_OVERRIDE:
	case FO_WRAPPER:
	case FO_MULTI_TOGGLE:
	case FO_FOOTNOTE:
		for (const struct fo_node *c = node->first_child; c != NULL; c = c->next)
			text = holds_text(lay, t, c) || text;
		return text;
	case FO_FOOTNOTE_BODY:
	case FO_FLOAT:
	case FO_INLINE_CONTAINER:
	case FO_BLOCK:
	case FO_BLOCK_CONTAINER:
	case FO_TABLE:
	case FO_TABLE_AND_CAPTION:
	case FO_LIST_BLOCK:
		look_below(lay, t, node);
		return false;
	default:
		return false;
	}
}

static bool
is_shown(const struct fo_node *node)
{
	switch (node->object) {
	case FO_MARKER:
	case FO_INITIAL_PROPERTY_SET:
	case FO_MULTI_PROPERTY_SET:
		return false;
	case FO_MULTI_CASE:
		return lay_shown_case(node->parent) == node;
	case FO_TABLE_HEADER:
	case FO_TABLE_FOOTER: /* else copies stand, filled for each page */
		return !lay_marker_has(node, FO_RETRIEVE_TABLE_MARKER);
	default:
		return true;
	}
}

static void
look_below(struct lay *lay, const struct lay_tally *t, const struct fo_node *node)
{
	for (const struct fo_node *c = node->first_child; c != NULL;) {
		const struct fo_node *first = c;
		bool text = false;

		if (!lay_is_inline(c)) {
			if (is_shown(c))
				look_below(lay, t, c);
			c = c->next;
			continue;
		}
		for (; c != NULL && lay_is_inline(c); c = c->next)
			text = holds_text(lay, t, c) || text;
		const uint32_t *next = entry(t, first);
		if (text && next != NULL && *next != DONE)
			report(lay, LAYOUT_DIAG_LOST, first);
	}
}

void
lay_tally_close(struct lay *lay, const struct lay_tally *t)
{
	look_below(lay, t, t->flow);
}
