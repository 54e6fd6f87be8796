/*
 * Baselines: where inline elements and objects stand on the line (§4.5, §7.14).
 *
 * Everything is measured upwards from the line's dominant baseline, which is the alphabetic one of
 * the block's font.  Elements aligned to the line's own edges are marked and placed when the line's
 * height is known.
 */
#include "layout/para.h"

/* A baseline of the parent's font, upwards from its alphabetic baseline. */
static dim
baseline_of(enum fo_keyword k, const struct lay_style *parent)
{
	switch (k) {
	case FO_KW_TEXT_BEFORE_EDGE:
	case FO_KW_BEFORE_EDGE:
		return parent->ascent;
	case FO_KW_TEXT_AFTER_EDGE:
	case FO_KW_AFTER_EDGE:
	case FO_KW_IDEOGRAPHIC:
		return -parent->descent;
	case FO_KW_MIDDLE:
		return parent->x_height / 2;
	case FO_KW_CENTRAL:
		return (parent->ascent - parent->descent) / 2;
	case FO_KW_HANGING:
		return dim_scale(parent->ascent, 8, 10);
	case FO_KW_MATHEMATICAL:
		return parent->ascent / 2;
	default:
		return 0;
	}
}

static bool
baseline_is_named(enum fo_keyword k)
{
	return k != FO_KW_NONE_ && k != FO_KW_AUTO && k != FO_KW_BASELINE &&
	       k != FO_KW_USE_SCRIPT && k != FO_KW_NO_CHANGE && k != FO_KW_RESET_SIZE;
}

static bool
is_line_edge(enum fo_keyword k)
{
	return k == FO_KW_BEFORE_EDGE || k == FO_KW_AFTER_EDGE;
}

/* §7.14.5: the dominant baseline of an object in an element: what it names, or what the nearest
 * around it names.  Lines are horizontal and fonts bring no other table: without a name it is
 * alphabetic. */
static enum fo_keyword
dominant(const struct fo_node *node, const struct lay_inline *parent)
{
	enum fo_keyword k = fo_keyword(node, FO_PROP_DOMINANT_BASELINE);

	while ((k == FO_KW_AUTO || k == FO_KW_NO_CHANGE || k == FO_KW_RESET_SIZE) &&
	       parent != NULL) {
		k = fo_keyword(parent->node, FO_PROP_DOMINANT_BASELINE);
		parent = parent->parent;
	}
	return baseline_is_named(k) ? k : FO_KW_ALPHABETIC;
}

/* alignment-baseline, where auto and baseline are the parent's dominant one (§7.14.2). */
static enum fo_keyword
alignment(const struct lay_inline *parent, const struct fo_node *node)
{
	enum fo_keyword k = fo_keyword(node, FO_PROP_ALIGNMENT_BASELINE);

	return baseline_is_named(k) ? k : dominant(parent->node, parent->parent);
}

/* baseline-shift, upwards (§7.14.3). */
static dim
baseline_shift(const struct lay_inline *parent, const struct fo_node *node,
	       const struct lay_style *style)
{
	switch (fo_keyword(node, FO_PROP_BASELINE_SHIFT)) {
	case FO_KW_SUPER:
		return font_metrics(parent->style->font)->superscript;
	case FO_KW_SUB:
		return -font_metrics(style->font)->subscript;
	case FO_KW_BASELINE:
		return 0;
	default:
		return fo_dim(node, FO_PROP_BASELINE_SHIFT, parent->style->line_height, 0);
	}
}

/* alignment-adjust of text: its alignment point, upwards from its alphabetic baseline. */
static dim
text_point(const struct lay_inline *parent, const struct fo_node *node,
	   const struct lay_style *style, enum fo_keyword aligned)
{
	const struct fo_value *v = fo_value(node, FO_PROP_ALIGNMENT_ADJUST);
	enum fo_keyword k = fo_keyword(node, FO_PROP_ALIGNMENT_ADJUST);

	if (v->kind == FO_VALUE_DIM || v->kind == FO_VALUE_PERCENT) {
		dim base = node->object == FO_CHARACTER ? fo_dim(node, FO_PROP_FONT_SIZE, 0, 0)
							: style->line_height;
		return dim_sub(baseline_of(dominant(node, parent), style),
			       fo_value_dim(v, base, 0));
	}
	if (k == FO_KW_BASELINE)
		k = dominant(node, parent);
	return baseline_of(baseline_is_named(k) ? k : aligned, style);
}

dim
lay_shift(const struct lay_inline *parent, const struct fo_node *node,
	  const struct lay_style *style, uint8_t *edge)
{
	enum fo_keyword k = alignment(parent, node);
	dim shift = dim_add(parent->shift, baseline_shift(parent, node, style));
	*edge = parent->edge;
	if (is_line_edge(k)) {
		*edge = k == FO_KW_BEFORE_EDGE ? LAY_ALIGN_BEFORE : LAY_ALIGN_AFTER;
		return shift;
	}
	return dim_add(shift,
		       dim_sub(baseline_of(k, parent->style), text_point(parent, node, style, k)));
}

/* alignment-adjust: the height of the object's alignment point above its after edge. */
static dim
alignment_point(const struct fo_node *node, enum fo_keyword baseline, dim height)
{
	const struct fo_value *v = fo_value(node, FO_PROP_ALIGNMENT_ADJUST);
	if (v->kind == FO_VALUE_DIM || v->kind == FO_VALUE_PERCENT)
		return -fo_value_dim(v, height, 0);
	enum fo_keyword k = fo_keyword(node, FO_PROP_ALIGNMENT_ADJUST);
	if (k == FO_KW_AUTO || k == FO_KW_NONE_)
		k = baseline;
	switch (k) {
	case FO_KW_BEFORE_EDGE:
	case FO_KW_TEXT_BEFORE_EDGE:
		return height;
	case FO_KW_HANGING:
		return dim_scale(height, 8, 10);
	case FO_KW_MIDDLE:
	case FO_KW_CENTRAL:
	case FO_KW_MATHEMATICAL:
		return height / 2;
	default:
		return 0;
	}
}

void
lay_object_align(const struct lay_inline *in, const struct fo_node *node, dim height,
		 struct lay_object_size *size)
{
	enum fo_keyword k = alignment(in, node);
	size->edge = in->edge;
	if (is_line_edge(k))
		size->edge = k == FO_KW_BEFORE_EDGE ? LAY_ALIGN_BEFORE : LAY_ALIGN_AFTER;
	dim shift = dim_add(in->shift, baseline_shift(in, node, in->style));
	shift = dim_add(shift, baseline_of(k, in->style));
	dim point = alignment_point(node, k, height);
	size->ascent = dim_add(dim_sub(height, point), shift);
	size->descent = dim_sub(height, size->ascent);
}
