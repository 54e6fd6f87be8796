/* Dump, inline level: lines and what stands on them. */
#include "layout/dump_imp.h"

#include "base/strbuf.h"
#include "chart/draw.h"
#include "fo/fo.h"
#include "layout/font.h"

#include <string.h>

static void
dump_node_id(struct strbuf *out, const struct area *a)
{
	const char *id = a->node == NULL ? NULL : fo_id(a->node);

	if (id != NULL)
		dump_text(out, "prod-id", id);
}

/* An inline area's place across the line: offset of its content from the line's before edge. */
static void
dump_inline_traits(struct strbuf *out, const struct area *a)
{
	dump_extents(out, a);
	dump_dim(out, "offset", a->y);
}

void
dump_line(struct strbuf *out, const struct area *line)
{
	struct area nominal = *line;

	nominal.bpd = dim_add(line->u.line.ascent, line->u.line.descent);
	nominal.space_before = dim_sub(line->u.line.baseline, line->u.line.ascent);
	nominal.space_after = dim_sub(dim_sub(line->bpd, nominal.space_before), nominal.bpd);
	strbuf_puts(out, "<lineArea");
	dump_extents(out, &nominal);
	dump_dim_if(out, "space-before", nominal.space_before);
	dump_dim_if(out, "space-after", nominal.space_after);
	dump_dim_if(out, "start-indent", line->start_indent);
	if (line->first_child != NULL)
		dump_dim_if(out, "end-indent", line->end_indent);
	strbuf_putc(out, '>');
	dump_children(out, line);
	strbuf_puts(out, "</lineArea>");
}

static void
dump_font(struct strbuf *out, const struct area_text *t)
{
	dump_text(out, "font-name", font_family(t->font));
	dump_text(out, "font-style", font_is_italic(t->font) ? "italic" : "normal");
	strbuf_printf(out, " font-weight=\"%d\"", font_weight(t->font));
	dump_dim(out, "font-size", font_size(t->font));
	strbuf_puts(out, " color=\"");
	dump_colour(out, &t->colour);
	strbuf_putc(out, '"');
}

/* A bracket as it stands in text that runs from right to left. */
static const char *
mirrored(const char *s, size_t len)
{
	static const char *const pairs[][2] = {{"(", ")"}, {"[", "]"}, {"{", "}"},
					       {"<", ">"}, {"«", "»"}, {"‹", "›"}};

	for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++)
		for (int k = 0; k < 2; k++)
			if (len == strlen(pairs[i][k]) && memcmp(s, pairs[i][k], len) == 0)
				return pairs[i][1 - k];
	return NULL;
}

/* A word that runs from right to left has its letters in the order they stand in, from the left. */
static void
dump_letters(struct strbuf *out, const struct glyph_run *run, int level)
{
	size_t end = run->text_len;

	if (level % 2 == 0) {
		strbuf_put_xml(out, run->text, end);
		return;
	}
	for (size_t i = end; i > 0;) {
		i--;
		if (((unsigned char)run->text[i] & 0xC0) == 0x80)
			continue;
		const char *other = mirrored(run->text + i, end - i);
		if (other != NULL)
			strbuf_put_xml(out, other, strlen(other));
		else
			strbuf_put_xml(out, run->text + i, end - i);
		end = i;
	}
}

static void
dump_words(struct strbuf *out, const struct area_text *t)
{
	for (uint32_t i = 0; i < t->count; i++) {
		const struct area_word *w = &t->words[i];
		if (w->run == NULL) {
			strbuf_puts(out, "<space offset=\"0\">");
			if (w->text_len > 0)
				strbuf_put_xml(out, w->text, w->text_len);
			else
				strbuf_putc(out, ' ');
			strbuf_puts(out, "</space>");
			continue;
		}
		strbuf_puts(out, "<word offset=\"0\"");
		dump_dim_if(out, "letter-adjust", w->letter_space);
		strbuf_putc(out, '>');
		dump_letters(out, w->run, t->level);
		strbuf_puts(out, "</word>");
	}
}

static bool
is_container(enum fo_object object)
{
	return object != FO_PAGE_NUMBER && object != FO_PAGE_NUMBER_CITATION &&
	       object != FO_PAGE_NUMBER_CITATION_LAST && object != FO_CHARACTER;
}

static void
dump_text_area(struct strbuf *out, const struct area *a)
{
	const struct area_text *t = a->u.text;

	strbuf_puts(out, "<text");
	dump_inline_traits(out, a);
	/* A text belongs to its parent, but for those that are objects of their own. */
	if (a->node != NULL && !is_container(a->node->object))
		dump_node_id(out, a);
	dump_dim(out, "baseline", t->baseline);
	dump_dim(out, "twsadjust", t->word_adjust);
	strbuf_puts(out, " tlsadjust=\"0\"");
	dump_font(out, t);
	if ((t->decoration & AREA_UNDERLINE) != 0)
		strbuf_puts(out, " underline-score=\"true\"");
	if ((t->decoration & AREA_OVERLINE) != 0)
		strbuf_puts(out, " overline-score=\"true\"");
	if ((t->decoration & AREA_LINE_THROUGH) != 0)
		strbuf_puts(out, " through-score=\"true\"");
	strbuf_putc(out, '>');
	dump_words(out, t);
	strbuf_puts(out, "</text>");
}

static void
dump_gap(struct strbuf *out, const struct area *gap)
{
	if (gap->ipd <= 0)
		return;
	strbuf_puts(out, "<space");
	dump_inline_traits(out, gap);
	strbuf_puts(out, "/>");
}

static void
dump_units(struct strbuf *out, const struct area *a, const struct area_leader *l)
{
	struct area unit = {.ipd = l->unit->width, .bpd = a->bpd};
	struct area gap = {.ipd = dim_sub(l->unit_advance, l->unit->width)};

	bool rtl = a->node != NULL && fo_keyword(a->node, FO_PROP_WRITING_MODE) == FO_KW_RL_TB;
	for (uint32_t i = 0; i < l->repeat; i++) {
		/* each gap stands behind its unit */
		if (rtl)
			dump_gap(out, &gap);
		strbuf_puts(out, "<text");
		dump_inline_traits(out, &unit);
		strbuf_puts(out, "><word offset=\"0\">");
		strbuf_put_xml(out, l->unit->text, l->unit->text_len);
		strbuf_puts(out, "</word></text>");
		if (!rtl)
			dump_gap(out, &gap);
	}
}

static void
dump_leader(struct strbuf *out, const struct area *a)
{
	const struct area_leader *l = a->u.leader;

	if (l->unit != NULL && l->pattern != FO_KW_RULE) {
		/* dots and contents are filled areas there: an inline with texts repeated */
		strbuf_puts(out, "<inlineparent");
		dump_inline_traits(out, a);
		dump_node_id(out, a);
		strbuf_putc(out, '>');
		dump_units(out, a, l);
		strbuf_puts(out, "</inlineparent>");
		return;
	}
	if (l->pattern != FO_KW_RULE || l->rule_style == FO_KW_NONE) {
		strbuf_puts(out, "<space");
		dump_inline_traits(out, a);
		strbuf_puts(out, "/>");
		return;
	}
	strbuf_puts(out, "<leader");
	dump_inline_traits(out, a);
	dump_node_id(out, a);
	dump_text(out, "ruleStyle", fo_keyword_name((enum fo_keyword)l->rule_style));
	dump_dim(out, "ruleThickness", l->thickness);
	strbuf_puts(out, " color=\"");
	dump_colour(out, &l->colour);
	strbuf_putc(out, '"');
	strbuf_puts(out, "/>");
}

static void
dump_graphic(struct strbuf *out, const struct area *a)
{
	const struct rect *r = a->kind == AREA_IMAGE ? &a->u.image.content : &a->u.drawing.content;

	strbuf_puts(out, "<viewport");
	dump_inline_traits(out, a);
	dump_node_id(out, a);
	bool clipped = a->kind == AREA_IMAGE && a->u.image.clip.hides;
	strbuf_printf(out, " pos=\"%d %d %d %d\" clip=\"%s\"", (int)dim_to_mpt(r->x),
		      (int)dim_to_mpt(r->y), (int)dim_to_mpt(r->width), (int)dim_to_mpt(r->height),
		      clipped ? "true" : "false");
	if (clipped)
		dump_clip(out, &a->u.image.clip);
	strbuf_putc(out, '>');
	bool foreign = a->node != NULL && a->node->object == FO_INSTREAM_FOREIGN_OBJECT;
	strbuf_puts(out, foreign ? "<foreignObject" : "<image");
	strbuf_puts(out, " ipd=\"0\" bpd=\"0\" bap=\"0 0 0 0\"");
	dump_node_id(out, a);
	if (!foreign && a->kind == AREA_IMAGE) {
		const struct area_image *image = a->u.image.image;
		const char *src = a->node != NULL ? fo_own_string(a->node, FO_PROP_SRC) : NULL;
		if (image != NULL || src != NULL)
			dump_text(out, "url", image != NULL ? image->name : src);
	}
	strbuf_puts(out, "/></viewport>");
}

static void
dump_parent(struct strbuf *out, const struct area *a)
{
	const struct fo_node *node = a->node;

	/* a wrapper makes an area only to bear its id */
	const char *element =
		node != NULL && node->object == FO_WRAPPER ? "inline" : "inlineparent";
	strbuf_printf(out, "<%s", element);
	dump_inline_traits(out, a);
	dump_node_id(out, a);
	if (node != NULL && node->object == FO_BASIC_LINK) {
		const char *id = fo_own_string(node, FO_PROP_INTERNAL_DESTINATION);
		const char *uri = fo_own_string(node, FO_PROP_EXTERNAL_DESTINATION);
		if (id != NULL && id[0] != '\0') {
			dump_link(out, id);
		} else if (uri != NULL && uri[0] != '\0') {
			bool fresh = fo_keyword(node, FO_PROP_SHOW_DESTINATION) == FO_KW_NEW;
			strbuf_printf(out, " external-link=\"newWindow=%s,dest=",
				      fresh ? "true" : "false");
			strbuf_put_xml(out, uri, strlen(uri));
			strbuf_putc(out, '"');
		}
	}
	strbuf_putc(out, '>');
	dump_bars(out, a, "inlineblock");
	dump_children(out, a);
	strbuf_printf(out, "</%s>", element);
}

void
dump_inline(struct strbuf *out, const struct area *a)
{
	switch ((enum area_kind)a->kind) {
	case AREA_TEXT:
		dump_text_area(out, a);
		break;
	case AREA_SPACE:
		strbuf_puts(out, "<space");
		dump_inline_traits(out, a);
		strbuf_puts(out, "/>");
		break;
	case AREA_LEADER:
		dump_leader(out, a);
		break;
	case AREA_IMAGE:
	case AREA_DRAWING:
		dump_graphic(out, a);
		break;
	case AREA_INLINE_BLOCK:
		strbuf_puts(out, "<inlineblockparent");
		dump_inline_traits(out, a);
		dump_node_id(out, a);
		if (a->u.viewport.clip.hides)
			strbuf_puts(out, " clipped=\"true\"");
		dump_clip(out, &a->u.viewport.clip);
		if (a->first_child != NULL && a->first_child->u.reference.matrix.a != 1)
			dump_matrix(out, &a->first_child->u.reference.matrix, 0, 0);
		strbuf_putc(out, '>');
		dump_children(out, a);
		strbuf_puts(out, "</inlineblockparent>");
		break;
	default:
		dump_parent(out, a);
		break;
	}
}
