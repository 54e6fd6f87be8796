/*
 * Collecting: the inline children of a block as one row of atoms.
 *
 * The tree is flattened into pieces (characters, beginnings, ends, objects); collect_text.c then
 * cuts the characters into words and spaces, since where they break and which way they run is a
 * matter of the whole text.
 */
#include "layout/para.h"

#include "base/arena.h"
#include "base/utf8.h"
#include "layout/flow.h"
#include "layout/layout_diag.h"

#include <string.h>

struct collect {
	struct lay_para *para;
	struct lay_pieces pieces;
	struct arena *scratch;
};

/* ---- what is inline ---- */

bool
lay_is_blank(const struct fo_node *node)
{
	if (node->object != FO_TEXT)
		return false;
	for (size_t i = 0; i < node->text_len; i++) {
		if (!utf8_is_xml_space((unsigned char)node->text[i]))
			return false;
	}
	return true;
}

/* Objects that are inline by themselves. */
static bool
is_inline_object(enum fo_object object)
{
	switch (object) {
	case FO_TEXT:
	case FO_INLINE:
	case FO_BASIC_LINK:
	case FO_BIDI_OVERRIDE:
	case FO_CHARACTER:
	case FO_EXTERNAL_GRAPHIC:
	case FO_INSTREAM_FOREIGN_OBJECT:
	case FO_INLINE_CONTAINER:
	case FO_LEADER:
	case FO_PAGE_NUMBER:
	case FO_PAGE_NUMBER_CITATION:
	case FO_PAGE_NUMBER_CITATION_LAST:
	case FO_SCALING_VALUE_CITATION:
	case FO_MULTI_TOGGLE:
	case FO_INDEX_PAGE_CITATION_LIST:
	case FO_FOOTNOTE:
		return true;
	default:
		return false;
	}
}

/* Is there inline content beside the node: before it, or on either side? */
static bool
has_inline_neighbour(const struct fo_node *node, bool before_only)
{
	if (node->parent == NULL)
		return false;
	for (const struct fo_node *n = node->parent->first_child; n != NULL; n = n->next) {
		if (n == node) {
			if (before_only)
				return false;
			continue;
		}
		if (is_inline_object(n->object) && !lay_is_blank(n))
			return true;
		if (n->object == FO_WRAPPER && n->first_child != NULL && lay_is_inline(n))
			return true;
	}
	return false;
}

/* A wrapper that has nothing but an id makes an inline-area, unless it stands among blocks
 * (§6.11.2). */
static bool
bears_lone_id(const struct fo_node *node)
{
	if (fo_id(node) == NULL || node->parent == NULL || node->parent->object != FO_BLOCK)
		return false;
	for (const struct fo_node *n = node->parent->first_child; n != NULL; n = n->next) {
		bool nothing = n->object == FO_MARKER || lay_is_blank(n) ||
			       (n->object == FO_WRAPPER && n->first_child == NULL);
		if (!nothing)
			return false;
	}
	return true;
}

static bool
wrapper_is_inline(const struct fo_node *node)
{
	bool any = false;
	for (const struct fo_node *n = node->first_child; n != NULL; n = n->next) {
		if (n->object == FO_MARKER || lay_is_blank(n))
			continue;
		if (!lay_is_inline(n))
			return false;
		any = true;
	}
	return any || has_inline_neighbour(node, false) || bears_lone_id(node);
}

bool
lay_is_inline(const struct fo_node *node)
{
	switch (node->object) {
	case FO_WRAPPER:
		return wrapper_is_inline(node);
	case FO_FLOAT:
		/* A float ahead of all text moves that text: the block half has to see it first;
		 * one that does not float is a block. */
		return fo_keyword(node, FO_PROP_FLOAT) != FO_KW_NONE &&
		       has_inline_neighbour(node, true);
	case FO_CHANGE_BAR_BEGIN:
	case FO_CHANGE_BAR_END:
	case FO_INDEX_RANGE_BEGIN:
	case FO_INDEX_RANGE_END:
		return has_inline_neighbour(node, false);
	default:
		return is_inline_object(node->object);
	}
}

/* ---- inline elements ---- */

bool
lay_has_shares(const struct fo_node *node)
{
	static const uint16_t props[] = {FO_PROP_PADDING_BEFORE, FO_PROP_PADDING_AFTER,
					 FO_PROP_PADDING_START, FO_PROP_PADDING_END};

	for (size_t i = 0; i < sizeof props / sizeof props[0]; i++)
		if (fo_value(node, props[i])->kind == FO_VALUE_PERCENT)
			return true;
	return fo_space(node, FO_PROP_SPACE_START)->optimum.kind == FO_VALUE_PERCENT ||
	       fo_space(node, FO_PROP_SPACE_END)->optimum.kind == FO_VALUE_PERCENT;
}

/* A space-start or space-end: its optimum. */
static dim
space_optimum(const struct fo_node *node, enum fo_prop prop, dim base)
{
	return fo_value_dim(&fo_space(node, prop)->optimum, base, 0);
}

/* What conditionality="retain" keeps of an edge at every line break (§4.3.1). */
static dim
retained(const struct fo_node *node, enum fo_edge edge, dim base)
{
	bool keep = false;
	dim padding = fo_padding(node, edge, base, &keep);
	struct fo_border border = fo_border(node, edge);
	return dim_add(border.retain ? border.width : 0, keep ? padding : 0);
}

/* The element's box and the room of its ends; base: what percentages count from. */
static void
set_edges(struct lay_para *para, struct lay_inline *in, dim base)
{
	const struct fo_node *node = in->node;
	in->box = lay_box_of(para->lay, para->arena, node, base);
	in->start_space = space_optimum(node, FO_PROP_SPACE_START, base);
	in->end_space = space_optimum(node, FO_PROP_SPACE_END, base);
	in->start = in->start_space;
	in->end = in->end_space;
	if (in->box == NULL)
		return;
	in->start = dim_add(in->start, in->box->border[FO_START].width);
	in->start = dim_add(in->start, in->box->padding[FO_START]);
	in->end = dim_add(in->end, in->box->border[FO_END].width);
	in->end = dim_add(in->end, in->box->padding[FO_END]);
	in->keep_start = retained(node, FO_START, base);
	in->keep_end = retained(node, FO_END, base);
	if (in->keep_start != 0 || in->keep_end != 0)
		para->retains = true;
}

void
lay_inline_shares(struct lay_para *para, dim ipd)
{
	for (size_t i = 0; para->shares && i < para->count; i++) {
		struct lay_atom *a = &para->atoms[i];
		if ((a->kind != LAY_OPEN && a->kind != LAY_CLOSE) || !lay_has_shares(a->in->node))
			continue;
		if (a->kind == LAY_OPEN)
			set_edges(para, a->in, ipd);
		a->width = a->kind == LAY_OPEN ? a->in->start : a->in->end;
	}
}

static struct lay_inline *
inline_new(struct collect *c, struct lay_inline *parent, const struct fo_node *node)
{
	struct lay *lay = c->para->lay;
	struct lay_inline *in = ARENA_NEW(c->para->arena, struct lay_inline);
	*in = (struct lay_inline){.node = node, .parent = parent, .style = lay_style(lay, node)};
	in->depth = (uint16_t)(parent->depth + 1);
	in->shift = parent->shift;
	in->edge = parent->edge;
	in->shift = lay_shift(parent, node, in->style, &in->edge);
	if (node->object == FO_WRAPPER)
		return in;
	in->area = node->object != FO_CHARACTER;
	c->para->keeps = c->para->keeps || lay_keeps_line(node);
	set_edges(c->para, in, 0);
	if (lay_has_shares(node))
		c->para->shares = true;
	return in;
}

static struct lay_piece *
piece_add(struct collect *c, enum lay_atom_kind kind, struct lay_inline *in)
{
	struct lay_piece piece = {.kind = (uint8_t)kind, .in = in};
	VEC_PUSH(c->scratch, &c->pieces, piece);
	return &c->pieces.at[c->pieces.len - 1];
}

static void
put_object(struct collect *c, struct lay_inline *in, enum lay_object_kind kind,
	   const struct fo_node *node)
{
	struct lay_object *object = lay_object_new(c->para, kind, node);
	struct lay_piece *piece = piece_add(c, LAY_OBJECT, in);
	piece->object = object;
	piece->node = node;
	c->para->objects = true;
	c->para->keeps = c->para->keeps || lay_keeps_line(node);
}

static void
put_anchor(struct collect *c, struct lay_inline *in, const struct fo_node *node)
{
	piece_add(c, LAY_ANCHOR, in)->node = node;
}

static void collect_node(struct collect *c, struct lay_inline *in, const struct fo_node *node);

static void
collect_children(struct collect *c, struct lay_inline *in, const struct fo_node *node)
{
	for (const struct fo_node *n = node->first_child; n != NULL; n = n->next)
		collect_node(c, in, n);
}

static void
collect_element(struct collect *c, struct lay_inline *parent, const struct fo_node *node)
{
	struct lay_inline *in = inline_new(c, parent, node);
	bool marked = in->area || in->start != 0 || in->end != 0 || lay_has_shares(node) ||
		      fo_id(node) != NULL;
	if (marked)
		piece_add(c, LAY_OPEN, in);
	if (node->object == FO_CHARACTER) {
		const char *s = fo_own_string(node, FO_PROP_CHARACTER);
		struct lay_piece *piece = piece_add(c, LAY_WORD, in);
		piece->text = s != NULL ? s : "";
		piece->len = strlen(piece->text);
	} else {
		collect_children(c, in, node);
	}
	if (marked)
		piece_add(c, LAY_CLOSE, in);
}

static void
collect_footnote(struct collect *c, struct lay_inline *in, const struct fo_node *node)
{
	for (const struct fo_node *n = node->first_child; n != NULL; n = n->next) {
		if (n->object != FO_FOOTNOTE_BODY)
			collect_node(c, in, n);
	}
	put_anchor(c, in, node);
}

static void
collect_node(struct collect *c, struct lay_inline *in, const struct fo_node *node)
{
	switch (node->object) {
	case FO_TEXT: {
		struct lay_piece *piece = piece_add(c, LAY_WORD, in);
		piece->text = node->text;
		piece->len = node->text_len;
		break;
	}
	case FO_INLINE:
	case FO_BASIC_LINK:
	case FO_BIDI_OVERRIDE:
	case FO_CHARACTER:
	case FO_WRAPPER:
	case FO_MULTI_TOGGLE:
		collect_element(c, in, node);
		break;
	case FO_FOOTNOTE:
		collect_footnote(c, in, node);
		break;
	case FO_FLOAT:
		if (fo_keyword(node, FO_PROP_FLOAT) == FO_KW_NONE)
			put_object(c, in, LAY_INLINE_BLOCK, node);
		else
			put_anchor(c, in, node);
		break;
	case FO_CHANGE_BAR_BEGIN:
	case FO_CHANGE_BAR_END:
		put_anchor(c, in, node);
		break;
	case FO_LEADER:
		put_object(c, in, LAY_LEADER, node);
		break;
	case FO_PAGE_NUMBER:
		put_object(c, in, LAY_PAGE_NUMBER, node);
		break;
	case FO_PAGE_NUMBER_CITATION:
	case FO_PAGE_NUMBER_CITATION_LAST:
		put_object(c, in, LAY_CITATION, node);
		break;
	case FO_EXTERNAL_GRAPHIC:
	case FO_INSTREAM_FOREIGN_OBJECT:
		put_object(c, in, LAY_GRAPHIC, node);
		break;
	case FO_INLINE_CONTAINER:
	case FO_BLOCK:
	case FO_BLOCK_CONTAINER:
	case FO_TABLE:
	case FO_TABLE_AND_CAPTION:
	case FO_LIST_BLOCK:
		put_object(c, in, LAY_INLINE_BLOCK, node);
		break;
	default:
		break; /* markers, property sets: nothing in the line */
	}
}

/* Does anything make an area or need a line? */
static bool
is_empty(const struct lay_para *para)
{
	for (size_t i = 0; i < para->count; i++) {
		const struct lay_atom *a = &para->atoms[i];
		if (a->kind == LAY_SPACE && (a->flags & (LAY_DISCARD_START | LAY_DISCARD_END)))
			continue;
		/* An element without content is nothing, but its id and its edges count. */
		if ((a->kind == LAY_OPEN || a->kind == LAY_CLOSE) && a->width == 0 &&
		    a->in->box == NULL && fo_id(a->in->node) == NULL)
			continue;
		return false;
	}
	return true;
}

static bool
is_rtl(const struct fo_node *block)
{
	enum fo_keyword mode = fo_keyword(block, FO_PROP_WRITING_MODE);
	return mode == FO_KW_RL_TB || mode == FO_KW_RL;
}

/* Nothing that makes a line stands before this child of the block. */
static bool
is_first(const struct fo_node *block, const struct fo_node *first)
{
	for (const struct fo_node *n = block->first_child; n != NULL && n != first; n = n->next) {
		if (n->object != FO_MARKER && n->object != FO_INITIAL_PROPERTY_SET &&
		    n->object != FO_FLOAT && !lay_is_blank(n))
			return n->object == FO_WRAPPER && first != NULL && first->parent != block;
	}
	return true;
}

struct lay_pieces
lay_collect_pieces(struct lay_para *para, struct arena *arena, const struct fo_node *first,
		   const struct fo_node *stop)
{
	struct collect c = {.para = para, .scratch = arena};

	for (const struct fo_node *n = first; n != stop; n = n->next)
		collect_node(&c, &para->root, n);
	return c.pieces;
}

struct lay_para *
lay_para_new(struct lay *lay, struct arena *arena, const struct fo_node *block,
	     const struct fo_node *first, const struct fo_node **end)
{
	const struct fo_node *stop = first;
	bool blank = true;
	while (stop != NULL && lay_is_inline(stop)) {
		blank = blank && lay_is_blank(stop);
		stop = stop->next;
	}
	*end = stop;
	if (blank &&
	    (first == stop || fo_keyword(block, FO_PROP_LINEFEED_TREATMENT) != FO_KW_PRESERVE))
		if (fo_keyword(block, FO_PROP_WHITE_SPACE_TREATMENT) != FO_KW_PRESERVE)
			return NULL;
	struct lay_para *para = ARENA_NEW(arena, struct lay_para);
	*para = (struct lay_para){.lay = lay,
				  .arena = arena,
				  .block = block,
				  .rtl = is_rtl(block),
				  .min_width = -1,
				  .max_width = -1};
	para->first = is_first(block, first);
	para->last = stop == NULL;
	para->root = (struct lay_inline){.node = block, .style = lay_style(lay, block)};
	/* Nothing nested is laid out while this collects: the scratch arena is free. */
	struct arena *scratch = lay_scratch(lay);
	struct lay_pieces pieces = lay_collect_pieces(para, scratch, first, stop);
	if (para->first && first != NULL && first->parent == block)
		lay_first_line_open(para, first, stop, &pieces);
	lay_collect_text(para, &pieces);
	arena_reset(scratch);
	return is_empty(para) ? NULL : para;
}

const struct fo_node *
lay_para_footnote(const struct lay_para *para, size_t index)
{
	return index < para->anchors.len ? para->anchors.at[index] : NULL;
}
