/*
 * Objects in the line: page numbers and citations, leaders, graphics, charts, blocks.
 *
 * An object is made when the paragraph is collected, measured when the paragraph is broken (its
 * size may be a share of the measure), and built when the page of its line is known.
 */
#include "layout/para.h"

#include "base/arena.h"
#include "base/strbuf.h"
#include "chart/chart.h"
#include "layout/container.h"
#include "layout/flow.h"
#include "layout/layout_diag.h"

#include <string.h>

#define SVG_NS "http://www.w3.org/2000/svg"

/* ---- making ---- */

/* The text inside a use-content leader; other content than text repeats as nothing. */
static void
leader_text(const struct fo_node *node, struct strbuf *b)
{
	for (const struct fo_node *n = node->first_child; n != NULL; n = n->next) {
		if (n->object == FO_TEXT)
			strbuf_add(b, n->text, n->text_len);
		else if (n->object == FO_CHARACTER && fo_own_string(n, FO_PROP_CHARACTER) != NULL)
			strbuf_puts(b, fo_own_string(n, FO_PROP_CHARACTER));
		else
			leader_text(n, b);
	}
}

static void
foreign_open(struct lay_para *para, struct lay_object *object)
{
	struct lay *lay = para->lay;
	const struct fo_node *node = object->node;
	struct diag_place place = fo_place(lay->doc, lay->arena, node);
	const char *ns = node->foreign_ns != NULL ? node->foreign_ns : "";
	if (strcmp(ns, SVG_NS) == 0) {
		object->image = lay_image_svg(lay, node);
	} else if (strcmp(ns, CHART_NS) == 0) {
		object->chart =
			chart_read(para->arena, lay->diag, &place, node->text, node->text_len);
		if (object->chart != NULL)
			object->kind = LAY_CHART;
	} else {
		/* A plan's document must not lack a picture. */
		enum layout_diag id =
			lay_is_strict(lay) ? LAYOUT_DIAG_FOREIGN_LOST : LAYOUT_DIAG_FOREIGN;

		diag_add(lay->diag, &layout_diags[id], &place, ns);
	}
}

/* A block in an inline has its own areas, which bear its borders. */
static bool
bears_box(enum lay_object_kind kind, const struct fo_node *node)
{
	return kind != LAY_INLINE_BLOCK || node->object == FO_INLINE_CONTAINER;
}

struct lay_object *
lay_object_new(struct lay_para *para, enum lay_object_kind kind, const struct fo_node *node)
{
	struct lay *lay = para->lay;
	struct lay_object *o = ARENA_NEW(para->arena, struct lay_object);
	*o = (struct lay_object){.kind = kind, .node = node, .style = lay_style(lay, node)};
	if (bears_box(kind, node))
		o->box = lay_box_of(lay, para->arena, node, 0);
	if (node->object == FO_EXTERNAL_GRAPHIC) {
		const char *src = fo_own_string(node, FO_PROP_SRC);
		if (src != NULL)
			o->image = lay_image_find(lay, node, src);
	} else if (node->object == FO_INSTREAM_FOREIGN_OBJECT) {
		foreign_open(para, o);
	} else if (kind == LAY_LEADER &&
		   fo_keyword(node, FO_PROP_LEADER_PATTERN) == FO_KW_USE_CONTENT) {
		struct strbuf b = STRBUF_INIT;
		leader_text(node, &b);
		o->content = arena_strndup(para->arena, b.s, b.len);
		strbuf_release(&b);
	}
	return o;
}

/* ---- text objects ---- */

/* Texts of page numbers and citations as they are set on a page. */
static const struct glyph_run *
object_run(struct lay_para *para, const struct lay_object *object, const struct lay_page_info *page,
	   struct cite **cite)
{
	struct lay *lay = para->lay;
	const struct lay_style *s = object->style;
	const char *text = NULL;
	if (object->kind == LAY_PAGE_NUMBER)
		text = page != NULL && page->label != NULL ? page->label : "00";
	else if (page != NULL && cite != NULL)
		text = lay_cite_text(lay, object->node, page, cite);
	if (text == NULL)
		text = lay_cite_guess(lay, object->node);
	if (text == NULL)
		text = "00";
	return font_shape(lay->book, s->font, text, strlen(text), s->lang, 0);
}

/* ---- sizes ---- */

/* The optimum of a length-range, -1 for auto. */
dim
lay_range_optimum(const struct fo_node *node, enum fo_prop prop, dim base)
{
	const struct fo_value *v = fo_value(node, prop);
	if (v->kind == FO_VALUE_RANGE)
		v = &v->u.range->optimum;
	return fo_value_dim(v, base, -1);
}

dim
lay_range_clamp(const struct fo_node *node, enum fo_prop prop, dim base, dim extent)
{
	const struct fo_value *v = fo_value(node, prop);
	if (v->kind != FO_VALUE_RANGE)
		return extent;
	dim most = fo_value_dim(&v->u.range->maximum, base, DIM_MAX);
	dim least = fo_value_dim(&v->u.range->minimum, base, 0);
	return dim_max(least, dim_min(most, extent));
}

/* Where a content smaller or larger than its viewport stands in it. */
dim
lay_offset_by(enum fo_keyword k, dim room, dim content)
{
	switch (k) {
	case FO_KW_CENTER:
		return (room - content) / 2;
	case FO_KW_END:
	case FO_KW_RIGHT:
	case FO_KW_AFTER:
		return room - content;
	default:
		return 0;
	}
}

/* Adds borders and padding, and the spaces outside of them, to a content size. */
void
lay_outer_size(const struct lay_object *o, struct lay_object_size *size, dim base, dim *height)
{
	size->start_space = fo_value_dim(&fo_space(o->node, FO_PROP_SPACE_START)->optimum, base, 0);
	size->end_space = fo_value_dim(&fo_space(o->node, FO_PROP_SPACE_END)->optimum, base, 0);
	size->width = dim_add(size->width, dim_add(size->start_space, size->end_space));
	if (o->box == NULL)
		return;
	for (int e = FO_BEFORE; e <= FO_END; e++) {
		dim edge = dim_add(o->box->border[e].width, o->box->padding[e]);
		if (e == FO_START || e == FO_END)
			size->width = dim_add(size->width, edge);
		else
			*height = dim_add(*height, edge);
	}
}

static void
measure_text(struct lay_para *para, const struct lay_inline *in, struct lay_object *o,
	     const struct lay_measure *measure, struct lay_object_size *size)
{
	const struct glyph_run *run = object_run(para, o, NULL, NULL);
	dim shift = lay_shift(in, o->node, o->style, &size->edge), none = 0;
	size->ipd = size->width = run->width;
	size->bpd = dim_add(o->style->ascent, o->style->descent);
	lay_outer_size(o, size, measure->ipd, &none);
	size->ascent = dim_add(o->style->ascent, shift);
	size->descent = dim_sub(o->style->descent, shift);
}

static dim
leader_edges(const struct lay_object *o)
{
	if (o->box == NULL)
		return 0;
	const struct area_box *b = o->box;
	return dim_add(dim_add(b->border[FO_START].width, b->border[FO_END].width),
		       dim_add(b->padding[FO_START], b->padding[FO_END]));
}

static void
measure_leader(const struct lay_inline *in, struct lay_object *o, const struct lay_measure *measure,
	       struct lay_object_size *size)
{
	const struct fo_node *node = o->node;
	const struct fo_value *v = fo_value(node, FO_PROP_LEADER_LENGTH);
	dim least = 0, optimum = 12 * DIM_PT, most = measure->ipd;
	if (v->kind == FO_VALUE_RANGE) {
		least = fo_value_dim(&v->u.range->minimum, measure->ipd, least);
		most = fo_value_dim(&v->u.range->maximum, measure->ipd, most);
		optimum = fo_value_dim(&v->u.range->optimum, measure->ipd, optimum);
	} else if (v->kind == FO_VALUE_DIM || v->kind == FO_VALUE_PERCENT) {
		least = optimum = most = fo_value_dim(v, measure->ipd, optimum);
	}
	optimum = dim_max(least, dim_min(optimum, dim_max(most, least)));
	/* The length is that of the whole area, with its border and padding. */
	dim edges = leader_edges(o);
	size->base = measure->ipd;
	size->width = size->ipd = dim_max(0, dim_sub(optimum, edges));
	size->stretch = dim_max(0, dim_sub(most, optimum));
	size->shrink = dim_max(0, dim_sub(optimum, least));
	switch (fo_keyword(node, FO_PROP_LEADER_PATTERN)) {
	case FO_KW_RULE:
		size->bpd = dim_max(0, fo_dim(node, FO_PROP_RULE_THICKNESS, 0, DIM_PT));
		lay_object_align(in, node, size->bpd, size);
		break;
	case FO_KW_DOTS:
	case FO_KW_USE_CONTENT: {
		dim shift = lay_shift(in, node, o->style, &size->edge);
		size->bpd = dim_add(o->style->ascent, o->style->descent);
		size->ascent = dim_add(o->style->ascent, shift);
		size->descent = dim_sub(o->style->descent, shift);
		break;
	}
	default: /* a space is as high as a rule */
		size->bpd = dim_max(0, fo_dim(node, FO_PROP_RULE_THICKNESS, 0, DIM_PT));
		lay_object_align(in, node, size->bpd, size);
		break;
	}
	dim none = 0;
	lay_outer_size(o, size, measure->ipd, &none);
}

static dim
chart_text_width(void *ctx, const struct draw_font *font, const char *text, size_t len)
{
	return lay_text_width(ctx, font, text, len);
}

static struct draw_font
chart_font(const struct lay_object *o)
{
	const char *family = fo_string(o->node, FO_PROP_FONT_FAMILY);
	return (struct draw_font){.family = family != NULL ? family : "sans-serif",
				  .weight = 400,
				  .size = font_size(o->style->font)};
}

static void
measure_chart(struct lay_para *para, struct lay_object *o, const struct lay_measure *measure,
	      struct lay_object_size *size)
{
	dim ipd = lay_range_optimum(o->node, FO_PROP_INLINE_PROGRESSION_DIMENSION, measure->ipd);
	dim bpd =
		lay_range_optimum(o->node, FO_PROP_BLOCK_PROGRESSION_DIMENSION, measure->page_bpd);
	struct chart_room room = {.width = ipd > 0 ? ipd : measure->ipd,
				  .height = bpd > 0 ? bpd : measure->page_bpd,
				  .first_height = measure->first_bpd,
				  .lang = o->style->lang,
				  .font = chart_font(o)};
	struct chart_measure text = {.width = chart_text_width, .ctx = para->lay};
	if (room.height <= 0)
		room.height = 700 * DIM_PT;
	size_t tiles = chart_layout(o->chart, &room, &text);
	size->tiles = (uint32_t)tiles;
	for (size_t i = 0; i < tiles; i++) {
		dim width, height;
		chart_tile_size(o->chart, i, &width, &height);
		size->width = dim_max(size->width, width);
		size->ascent = dim_max(size->ascent, height);
	}
}

dim
lay_object_tile_bpd(const struct lay_object *object, const struct lay_object_size *size,
		    uint32_t tile)
{
	dim width, height;
	if (size->items != NULL)
		return lay_items_bpd(size->items, tile, tile + 1);
	chart_tile_size(object->chart, tile, &width, &height);
	return height;
}

/* Lines of a block inside an inline stand on lines of their own, and pages may end between them;
 * tables and lists do not come apart here. */
static bool
measure_lines(struct lay_para *para, struct lay_object *o, struct lay_object_size *size)
{
	const struct lay_items *items =
		lay_inline_block_items(para->lay, para->arena, o->node, size->content_ipd);
	if (items->box_count == 0)
		return false;
	for (size_t i = 0; i < items->box_count; i++) {
		if (items->boxes[i].kind != LAY_BOX_LINE)
			return false;
	}
	size->items = items;
	size->tiles = (uint32_t)items->box_count;
	return true;
}

/* The extents of an inline-container: of its content, in its own orientation, and of its viewport.
 * Turned content without a measure of its own is as wide as it wants to be, if the page allows.
 * Its first baseline, -1 if there is none or it does not lie along the line. */
static dim
measure_container(struct lay_para *para, const struct lay_object *o,
		  const struct lay_measure *measure, struct lay_object_size *size)
{
	const struct fo_node *node = o->node;
	dim baseline = -1, least = 0, most = 0;
	size->turn = lay_turn_of(node);
	size->clip = lay_clip(node);
	bool sideways = size->turn % 180 != 0;
	dim along = sideways && measure->page_bpd > 0 ? measure->page_bpd : measure->ipd;
	dim across = sideways ? measure->ipd : measure->page_bpd;
	dim ipd = lay_range_optimum(node, FO_PROP_INLINE_PROGRESSION_DIMENSION, along);
	dim bpd = lay_range_optimum(node, FO_PROP_BLOCK_PROGRESSION_DIMENSION, across);
	if (ipd < 0 && sideways) {
		lay_items_width(para->lay, node, &least, &most);
		ipd = dim_max(least, dim_min(most, along));
	}
	size->content_ipd = ipd >= 0 ? ipd : measure->ipd;
	dim high =
		lay_inline_blocks_bpd(para->lay, para->arena, node, size->content_ipd, &baseline);
	size->content_bpd = bpd >= 0 ? bpd : high;
	size->ipd = sideways ? size->content_bpd : size->content_ipd;
	size->bpd = sideways ? size->content_ipd : size->content_bpd;
	return size->turn == 0 ? baseline : -1;
}

static void
measure_blocks(struct lay_para *para, const struct lay_inline *in, struct lay_object *o,
	       const struct lay_measure *measure, struct lay_object_size *size)
{
	dim baseline = -1;
	size->ipd = size->content_ipd = measure->ipd;
	if (o->node->object == FO_INLINE_CONTAINER) {
		baseline = measure_container(para, o, measure, size);
	} else {
		size->width = size->ipd;
		if (measure_lines(para, o, size))
			return;
		size->bpd = size->content_bpd = lay_inline_blocks_bpd(
			para->lay, para->arena, o->node, size->content_ipd, NULL);
	}
	size->width = size->ipd;
	dim outer = size->bpd;
	lay_outer_size(o, size, measure->ipd, &outer);
	lay_object_align(in, o->node, outer, size);
	/* Text stands on the line of the text around it. */
	enum fo_keyword k = fo_keyword(o->node, FO_PROP_ALIGNMENT_BASELINE);
	if (baseline >= 0 && (k == FO_KW_AUTO || k == FO_KW_BASELINE)) {
		dim before = o->box != NULL ? dim_add(o->box->border[FO_BEFORE].width,
						      o->box->padding[FO_BEFORE])
					    : 0;
		size->ascent = dim_add(dim_add(baseline, before), in->shift);
		size->descent = dim_sub(outer, size->ascent);
	}
}

void
lay_object_measure(struct lay_para *para, const struct lay_inline *in, struct lay_object *o,
		   const struct lay_measure *measure, struct lay_object_size *size)
{
	*size = (struct lay_object_size){.edge = LAY_ALIGN_BASELINE};
	if (bears_box(o->kind, o->node) && lay_has_shares(o->node))
		o->box = lay_box_of(para->lay, para->arena, o->node, measure->ipd);
	switch (o->kind) {
	case LAY_PAGE_NUMBER:
	case LAY_CITATION:
		measure_text(para, in, o, measure, size);
		break;
	case LAY_LEADER:
		measure_leader(in, o, measure, size);
		break;
	case LAY_GRAPHIC:
		lay_graphic_measure(in, o, measure, size);
		break;
	case LAY_CHART:
		measure_chart(para, o, measure, size);
		break;
	case LAY_INLINE_BLOCK:
		measure_blocks(para, in, o, measure, size);
		break;
	}
}

/* ---- building ---- */

static struct area *
build_text(struct lay_para *para, struct lay_object *o, const struct lay_page_info *page)
{
	const struct lay_style *s = o->style;
	struct area *a = area_new(page->arena, AREA_TEXT, o->node);
	struct area_text *t = ARENA_NEW(page->arena, struct area_text);
	struct cite *cite = NULL;
	const struct glyph_run *run = object_run(para, o, page, &cite);
	*t = (struct area_text){.font = run->font,
				.colour = s->colour,
				.count = 1,
				.words = ARENA_NEW(page->arena, struct area_word),
				.baseline = s->ascent,
				.cite = cite};
	t->words[0] = (struct area_word){.run = run, .advance = run->width};
	a->u.text = t;
	a->ipd = run->width;
	a->bpd = dim_add(s->ascent, s->descent);
	return a;
}

/* The unit of a leader and how often it fits. */
static void
leader_units(struct lay_para *para, const struct lay_object *o, dim base, dim width,
	     struct area_leader *l)
{
	const struct lay_style *s = o->style;
	const char *text = l->pattern == FO_KW_DOTS ? "." : o->content;
	if (text == NULL || text[0] == '\0') {
		l->pattern = FO_KW_SPACE;
		return;
	}
	const struct fo_node *inner = o->node;
	while (l->pattern == FO_KW_USE_CONTENT && inner->first_child != NULL)
		inner = inner->first_child;
	if (inner != o->node)
		s = lay_style(para->lay, inner);
	l->unit = font_shape(para->lay->book, s->font, text, strlen(text), s->lang, 0);
	l->colour = s->colour;
	l->unit_advance = fo_dim(o->node, FO_PROP_LEADER_PATTERN_WIDTH, base, 0);
	if (l->unit_advance < l->unit->width)
		l->unit_advance = l->unit->width;
	if (l->unit_advance > 0 && width > 0)
		l->repeat = (uint32_t)(width / l->unit_advance);
	/* The last unit ends where the leader ends: beside what it leads to. */
	l->first_x = dim_sub(width, dim_scale(l->unit_advance, l->repeat, 1));
}

static struct area *
build_leader(struct lay_para *para, struct lay_object *o, const struct lay_object_size *size,
	     dim width, const struct lay_page_info *page)
{
	struct area *a = area_new(page->arena, AREA_LEADER, o->node);
	struct area_leader *l = ARENA_NEW(page->arena, struct area_leader);
	*l = (struct area_leader){.pattern = (uint16_t)fo_keyword(o->node, FO_PROP_LEADER_PATTERN),
				  .rule_style = (uint16_t)fo_keyword(o->node, FO_PROP_RULE_STYLE),
				  .thickness = fo_dim(o->node, FO_PROP_RULE_THICKNESS, 0, DIM_PT),
				  .colour = o->style->colour,
				  .baseline = o->style->ascent};
	a->ipd = width;
	a->bpd = size->bpd;
	a->u.leader = l;
	if (l->pattern == FO_KW_RULE)
		l->baseline = size->bpd;
	else if (l->pattern == FO_KW_DOTS || l->pattern == FO_KW_USE_CONTENT)
		leader_units(para, o, size->base, width, l);
	return a;
}

static struct area *
build_chart(struct lay_para *para, struct lay_object *o, uint32_t tile,
	    const struct lay_page_info *page)
{
	struct area *a = area_new(page->arena, AREA_DRAWING, o->node);
	chart_tile_size(o->chart, tile, &a->ipd, &a->bpd);
	a->u.drawing.drawing =
		lay_drawing_new(para->lay, page->arena, chart_draw(o->chart, tile, page->arena),
				chart_alt(o->chart));
	a->u.drawing.content = (struct rect){.width = a->ipd, .height = a->bpd};
	return a;
}

static struct area *
build_lines(struct lay_para *para, struct lay_object *o, const struct lay_object_size *size,
	    uint32_t tile, const struct lay_page_info *page)
{
	struct area *a = area_new(page->arena, AREA_INLINE_BLOCK, o->node);
	struct area *inner = area_new(page->arena, AREA_REFERENCE, o->node);
	a->ipd = inner->ipd = size->ipd;
	inner->u.reference.matrix = (struct matrix)MATRIX_IDENTITY;
	inner->bpd = lay_items_build(para->lay, size->items, tile, tile + 1, page, inner);
	a->bpd = inner->bpd;
	area_append(a, inner);
	return a;
}

static struct area *
build_blocks(struct lay_para *para, struct lay_object *o, const struct lay_object_size *size,
	     const struct lay_page_info *page)
{
	struct area *a = area_new(page->arena, AREA_INLINE_BLOCK, o->node);
	struct area *inner = lay_inline_blocks(para->lay, page, o->node, size->content_ipd);
	a->ipd = size->ipd;
	a->bpd = size->bpd;
	a->u.viewport.clip = size->clip;
	if (o->node->object == FO_INLINE_CONTAINER)
		lay_align_content(page->arena, inner, dim_sub(size->content_bpd, inner->bpd),
				  fo_keyword(o->node, FO_PROP_DISPLAY_ALIGN));
	inner->u.reference.matrix = lay_turned(size->turn, a->ipd, a->bpd);
	area_append(a, inner);
	return a;
}

struct area *
lay_object_build(struct lay_para *para, struct lay_object *o, const struct lay_object_size *size,
		 uint32_t tile, dim width, const struct lay_page_info *page)
{
	struct area *a = NULL;
	switch (o->kind) {
	case LAY_PAGE_NUMBER:
	case LAY_CITATION:
		a = build_text(para, o, page);
		break;
	case LAY_LEADER:
		a = build_leader(para, o, size, width, page);
		break;
	case LAY_GRAPHIC:
		a = lay_graphic_build(o, size, page);
		break;
	case LAY_CHART:
		/* a chart that does not fit its room has no tile, and that has been told */
		a = size->tiles > 0 ? build_chart(para, o, tile, page)
				    : lay_graphic_build(o, size, page);
		break;
	case LAY_INLINE_BLOCK:
		a = size->items != NULL ? build_lines(para, o, size, tile, page)
					: build_blocks(para, o, size, page);
		break;
	}
	a->box = o->box;
	a->flags |= AREA_FIRST | AREA_LAST;
	return a;
}
