/*
 * First lines of their own (fo:initial-property-set, XSL 1.1 §6.6.4).
 *
 * The properties of the set hold for the first line, and what stands on it is known only when it
 * has been set in them.  So the text is collected twice: as it is, and as it were inside an inline
 * with those properties, nested objects inheriting from there.  The second is broken into lines;
 * the first of them stays, and the text behind it is collected anew as it is.
 *
 *	 A  B  C  D  │ e  f  g …       atoms: those of the first line, then the others
 *	 └ styled ──┘ └─ plain ──
 */
#include "layout/para.h"

#include "base/arena.h"
#include "base/utf8.h"

#include <string.h>

struct lay_first_line {
	struct lay_pieces plain;
	struct lay_pieces styled; /* one more at the begin and at the end: the inline around */
	const struct lay_style *style;
};

static const struct fo_node *
initial_set(const struct fo_node *block)
{
	for (const struct fo_node *n = block->first_child; n != NULL; n = n->next) {
		if (n->object == FO_INITIAL_PROPERTY_SET)
			return n;
		if (n->object != FO_MARKER && n->object != FO_TEXT)
			return NULL;
	}
	return NULL;
}

/* An inline in the place of the set, with copies of the text's nodes in it. */
static struct fo_node *
styled_inline(struct lay_para *para, const struct fo_node *set, const struct fo_node *first,
	      const struct fo_node *stop)
{
	struct fo_doc *doc = para->lay->doc;
	struct fo_node *in = fo_clone_part(para->arena, doc, set, para->block);
	struct fo_node **link = &in->first_child;

	in->object = FO_INLINE;
	for (const struct fo_node *n = first; n != stop; n = n->next) {
		struct fo_node *copy = fo_clone_part(para->arena, doc, n, in);
		*link = copy;
		link = &copy->next;
		in->last_child = copy;
	}
	return in;
}

static struct lay_pieces
pieces_copy(struct arena *arena, const struct lay_pieces *from, size_t start)
{
	struct lay_pieces to = {0};

	for (size_t i = start; i < from->len; i++)
		VEC_PUSH(arena, &to, from->at[i]);
	return to;
}

void
lay_first_line_open(struct lay_para *para, const struct fo_node *first, const struct fo_node *stop,
		    const struct lay_pieces *pieces)
{
	const struct fo_node *set = initial_set(para->block);

	if (set == NULL)
		return;
	struct lay_first_line *f = ARENA_NEW(para->arena, struct lay_first_line);
	struct fo_node *in = styled_inline(para, set, first, stop);
	f->plain = pieces_copy(para->arena, pieces, 0);
	f->styled = lay_collect_pieces(para, para->arena, in, NULL);
	if (f->styled.len != f->plain.len + 2)
		return;
	/* footnotes are those of the document, not of the copy */
	for (size_t i = 0; i < f->plain.len; i++)
		if (f->plain.at[i].kind == LAY_ANCHOR)
			f->styled.at[i + 1].node = f->plain.at[i].node;
	f->style = f->styled.at[0].in->style;
	para->first_line = f;
}

const struct lay_style *
lay_first_line_style(const struct lay_para *para, const struct lay_cut *cut)
{
	return para->first_line != NULL && cut->first ? para->first_line->style : para->root.style;
}

static void
forget_atoms(struct lay_para *para, bool tracks)
{
	para->atoms = NULL;
	para->count = para->cap = 0;
	para->anchors.len = 0;
	para->origins.len = 0;
	para->tracks = tracks;
}

/* The byte of a text that became byte `offset` of the transformed text. */
static size_t
source_offset(const struct lay_piece *piece, uint8_t transform, size_t offset, struct arena *arena)
{
	const char *p = piece->text, *end = piece->text + piece->len;

	if (transform == FONT_AS_IS)
		return offset < piece->len ? offset : piece->len;
	while (p < end) {
		size_t len = (size_t)(p - piece->text), made;
		font_transform(arena, piece->text, len, (enum font_transform)transform, &made);
		if (made >= offset)
			break;
		utf8_next(&p, end);
	}
	return (size_t)(p - piece->text);
}

/* The atoms of the first line, as the paragraph's only ones; a word that was cut loses its rest. */
static void
keep_first(struct lay_para *para, struct lay_spot to, bool hyphen)
{
	const struct lay_atom *atoms = para->atoms;
	size_t count = to.offset > 0 ? (size_t)to.atom + 1 : to.atom;

	forget_atoms(para, false);
	for (size_t i = 0; i < count; i++) {
		struct lay_atom *a =
			lay_atom_add(para, (enum lay_atom_kind)atoms[i].kind, atoms[i].in);
		*a = atoms[i];
		if (a->kind == LAY_ANCHOR)
			VEC_PUSH(para->arena, &para->anchors, a->u.node);
		if (i < to.atom)
			continue;
		const struct lay_style *s = a->in->style;
		a->u.run = font_shape(para->lay->book, a->u.run->font, a->u.run->text, to.offset,
				      s->lang, a->level);
		a->width = lay_run_width(a->u.run, s);
		if (hyphen)
			a->flags |= LAY_MAY_BREAK | LAY_SOFT;
	}
}

/* The plain text behind the first line, added to the atoms. */
static void
add_rest(struct lay_para *para, struct lay_origin from)
{
	const struct lay_first_line *f = para->first_line;
	size_t piece = from.piece > 0 ? from.piece - 1 : 0; /* without the inline around */
	struct lay_pieces rest = pieces_copy(para->arena, &f->plain, piece);

	if (rest.len > 0 && rest.at[0].kind == LAY_WORD) {
		const struct lay_style *s = f->styled.at[from.piece].in->style;
		size_t at = source_offset(&rest.at[0], s->transform, from.offset, para->arena);
		rest.at[0].text += at;
		rest.at[0].len -= at;
	}
	lay_collect_text(para, &rest);
}

/* One line, then the others. */
static struct lay_lines *
joined(struct arena *arena, const struct lay_cuts *first, const struct lay_cuts *rest)
{
	struct lay_cuts *cuts = ARENA_NEW(arena, struct lay_cuts);
	size_t count = rest->lines.count + 1;

	*cuts = *rest;
	cuts->at = ARENA_ARRAY(arena, count, struct lay_cut);
	cuts->lines = (struct lay_lines){.count = count,
					 .at = ARENA_ARRAY(arena, count, struct lay_line)};
	cuts->at[0] = first->at[0];
	memcpy(cuts->at + 1, rest->at, rest->lines.count * sizeof *cuts->at);
	return &cuts->lines;
}

struct lay_lines *
lay_first_line_break(struct lay_para *para, struct arena *arena, const struct lay_measure *measure)
{
	struct lay_pieces styled = pieces_copy(para->arena, &para->first_line->styled, 0);

	forget_atoms(para, true);
	lay_collect_text(para, &styled);
	struct lay_lines *all = lay_break_from(para, arena, (struct lay_spot){0, 0}, NULL, measure);
	struct lay_cuts *cuts = (struct lay_cuts *)all;
	struct lay_spot to = all->count < 2 ? (struct lay_spot){0, 0} : cuts->at[0].to;
	/* what holds several lines itself cannot be cut from its rest */
	if (all->count < 2 || to.atom >= para->count ||
	    (to.offset > 0 && para->atoms[to.atom].kind != LAY_WORD))
		return all;
	struct lay_origin from = para->origins.at[to.atom];
	from.offset += to.offset;
	keep_first(para, to, cuts->at[0].hyphen);
	struct lay_spot behind = {(uint32_t)para->count, 0};
	add_rest(para, from);
	if (para->count == behind.atom) /* nothing that shows */
		return all;
	cuts->at[0].to = behind;
	struct lay_lines *rest = lay_break_from(para, arena, behind, NULL, measure);
	struct lay_lines *lines = joined(arena, cuts, (struct lay_cuts *)rest);
	lay_lines_fill(para, (struct lay_cuts *)lines);
	return lines;
}
