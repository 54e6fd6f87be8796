/*
 * The height of a line, and what of it shows.
 *
 * A line-area is as high as the block's font, or higher if its content is (line-stacking-strategy
 * max-height), with half of the block's leading above and below (§4.5, §7.16.6).  With font-height
 * it is as high as the font, whatever stands in it; with line-height each element brings its own
 * leading, and the highest of them make the line.
 */
#include "layout/para.h"

static bool
shows(const struct lay_atom *a, uint8_t discard)
{
	switch ((enum lay_atom_kind)a->kind) {
	case LAY_WORD:
	case LAY_OBJECT:
		return true;
	case LAY_SPACE:
		return !(a->flags & discard);
	default:
		return false;
	}
}

void
lay_line_bounds(const struct lay_para *para, const struct lay_cut *cut, size_t *first, size_t *end)
{
	size_t i = cut->from.atom, n = cut->to.atom;
	if (cut->to.offset > 0)
		n++;
	if (cut->from.offset == 0) {
		while (i < n && !shows(&para->atoms[i], LAY_DISCARD_START))
			i++;
	}
	*first = i;
	if (cut->to.offset == 0) {
		while (n > i && !shows(&para->atoms[n - 1], LAY_DISCARD_END))
			n--;
	}
	*end = n;
}

/* Heights found so far: about the baseline, and of what hangs at the line's own edges. */
struct extent {
	dim ascent, descent;
	dim hanging;
	/* The per-inline-height-rectangle: with each element's own half-leading (§4.5). */
	dim above, below;
	bool content;
	bool alone; /* a tile: the line is exactly as high */
};

static dim
half_leading(const struct lay_style *s)
{
	return dim_sub(dim_sub(s->line_height, s->ascent), s->descent) / 2;
}

/* Text brings its half-leading (§4.5: its allocation-rectangle is the normal one). */
static void
expand_by_text(struct extent *e, const struct lay_style *s, dim shift)
{
	dim above = dim_add(dim_add(s->ascent, half_leading(s)), shift);

	e->above = dim_max(e->above, above);
	e->below = dim_max(e->below, dim_sub(s->line_height, above));
}

static void
extent_add(struct extent *e, dim ascent, dim descent, uint8_t edge)
{
	if (edge != LAY_ALIGN_BASELINE) {
		e->hanging = dim_max(e->hanging, dim_add(ascent, descent));
		return;
	}
	e->ascent = dim_max(e->ascent, ascent);
	e->descent = dim_max(e->descent, descent);
}

static void
extent_atom(const struct lay_para *para, const struct lay_cuts *cuts, size_t i, uint32_t tile,
	    bool shifts, struct extent *e)
{
	const struct lay_atom *a = &para->atoms[i];
	if (a->kind == LAY_OBJECT) {
		const struct lay_object_size *size = &cuts->sizes[i];
		e->content = true;
		if (size->tiles > 0) {
			e->ascent = lay_object_tile_bpd(a->u.object, size, tile);
			e->descent = 0;
			e->alone = true;
			return;
		}
		extent_add(e, size->ascent, size->descent, size->edge);
		if (size->edge == LAY_ALIGN_BASELINE) {
			e->above = dim_max(e->above, size->ascent);
			e->below = dim_max(e->below, size->descent);
		}
		return;
	}
	if (a->kind != LAY_WORD && a->kind != LAY_SPACE)
		return;
	const struct lay_inline *in = a->in;
	e->content = true;
	/* §7.16.5: characters count where they would stand unshifted. */
	dim shift = shifts ? in->shift : 0;
	extent_add(e, dim_add(in->style->ascent, shift), dim_sub(in->style->descent, shift),
		   in->edge);
	if (in->edge == LAY_ALIGN_BASELINE)
		expand_by_text(e, in->style, shift);
}

/* An element without content that bears an id or has edges is an inline-area all the same (§6.6.7,
 * §6.11.2), and inline-areas stand on lines (§4.7.2). */
static bool
bears_area(const struct lay_para *para, const struct lay_cut *cut)
{
	for (size_t i = cut->from.atom; i < cut->to.atom; i++) {
		const struct lay_atom *a = &para->atoms[i];

		if (a->kind == LAY_OPEN && (a->in->box != NULL || fo_id(a->in->node) != NULL))
			return true;
	}
	return false;
}

void
lay_line_measure(struct lay_para *para, const struct lay_cuts *cuts, struct lay_cut *cut,
		 struct lay_line *line)
{
	const struct lay_style *s = lay_first_line_style(para, cut);
	const struct fo_node *block = para->block;
	enum fo_keyword strategy = fo_keyword(block, FO_PROP_LINE_STACKING_STRATEGY);
	struct extent e = {
		.ascent = s->ascent, .descent = s->descent, .above = DIM_MIN, .below = DIM_MIN};
	size_t first, end;
	lay_line_bounds(para, cut, &first, &end);
	bool shifts =
		fo_keyword(block, FO_PROP_LINE_HEIGHT_SHIFT_ADJUSTMENT) != FO_KW_DISREGARD_SHIFTS;
	for (size_t i = first; i < end; i++)
		extent_atom(para, cuts, i, i == cut->from.atom ? cut->from.offset : 0, shifts, &e);
	expand_by_text(&e, s, 0);
	if (!e.alone && strategy == FO_KW_FONT_HEIGHT) {
		e.ascent = s->ascent;
		e.descent = s->descent;
		e.hanging = 0;
	}
	if (e.hanging > dim_add(e.ascent, e.descent))
		e.descent = e.hanging - e.ascent;
	cut->ascent = e.ascent;
	cut->descent = e.descent;
	cut->space_before = half_leading(s);
	cut->space_after = s->line_height - s->ascent - s->descent - cut->space_before;
	if (strategy == FO_KW_LINE_HEIGHT) {
		cut->space_before = dim_sub(e.above, e.ascent);
		cut->space_after = dim_sub(e.below, e.descent);
	}
	if (e.alone)
		cut->space_before = cut->space_after = 0;
	/* Nothing but anchors: the line takes no room. A preserved line feed makes an empty line.
	 */
	bool feed =
		cut->to.atom > cut->from.atom && para->atoms[cut->to.atom - 1].kind == LAY_NEWLINE;
	if (!e.content && !feed && !bears_area(para, cut)) {
		cut->ascent = cut->descent = cut->space_before = cut->space_after = 0;
	}
	line->baseline = dim_add(cut->space_before, cut->ascent);
	line->bpd = dim_add(dim_add(line->baseline, cut->descent), cut->space_after);
	if (line->bpd < 0)
		line->bpd = 0;
}

enum fo_keyword
lay_line_align(const struct lay_para *para, const struct lay_cut *cut, long page)
{
	enum fo_keyword k = fo_keyword(para->block, FO_PROP_TEXT_ALIGN);
	if (cut->last) {
		enum fo_keyword last = fo_keyword(para->block, FO_PROP_TEXT_ALIGN_LAST);
		if (last != FO_KW_RELATIVE && last != FO_KW_NONE_)
			k = last;
		else if (k == FO_KW_JUSTIFY)
			k = FO_KW_START;
	}
	/* Pages with odd numbers are right-hand pages: their inside is on the left. */
	if (k == FO_KW_INSIDE)
		k = page % 2 == 0 && page != 0 ? FO_KW_RIGHT : FO_KW_LEFT;
	else if (k == FO_KW_OUTSIDE)
		k = page % 2 == 0 && page != 0 ? FO_KW_LEFT : FO_KW_RIGHT;
	if (k == FO_KW_LEFT)
		k = para->rtl ? FO_KW_END : FO_KW_START;
	else if (k == FO_KW_RIGHT)
		k = para->rtl ? FO_KW_START : FO_KW_END;
	return k == FO_KW_CENTER || k == FO_KW_END || k == FO_KW_JUSTIFY ? k : FO_KW_START;
}
