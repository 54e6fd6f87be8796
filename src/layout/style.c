/*
 * Styles: what a set of properties means for text.
 *
 * Nodes share their sets (fo.h), so the answers are kept by the set's number: a font is looked up
 * once for ten thousand cells, not once for each.
 */
#include "layout/para.h"

#include "base/arena.h"
#include "base/map.h"
#include "base/utf8.h"
#include "layout/layout.h"
#include "layout/layout_diag.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

struct lay_text {
	struct arena *scratch;
	const struct lay_style **styles; /* by number of the set */
	size_t style_cap;
	struct map *said; /* what has been complained about already */
};

static void
release_scratch(void *arena)
{
	arena_free(arena);
}

static struct lay_text *
lay_text(struct lay *lay)
{
	if (lay->text == NULL) {
		lay->text = ARENA_NEW(lay->arena, struct lay_text);
		lay->text->scratch = arena_new();
		arena_defer(lay->arena, release_scratch, lay->text->scratch);
		lay->text->said = map_new(lay->arena);
	}
	return lay->text;
}

struct arena *
lay_scratch(struct lay *lay)
{
	return lay_text(lay)->scratch;
}

dim
lay_run_width(const struct glyph_run *run, const struct lay_style *style)
{
	if (style->letter_space == 0 || run->characters == 0)
		return run->width;
	return dim_add(run->width, dim_scale(style->letter_space, run->characters - 1, 1));
}

bool
lay_once(struct lay *lay, const char *what)
{
	struct map *said = lay_text(lay)->said;
	return map_put(said, what, said) == NULL;
}

bool
lay_once_for(struct lay *lay, const char *what, const struct fo_node *node)
{
	char key[64];

	snprintf(key, sizeof key, "%s %p", what, (const void *)node);
	return lay_once(lay, key);
}

bool
lay_is_strict(const struct lay *lay)
{
	return lay->options != NULL && lay->options->strict;
}

static int
weight_of(const struct fo_node *node)
{
	const struct fo_value *v = fo_value(node, FO_PROP_FONT_WEIGHT);
	if (v->kind == FO_VALUE_NUMBER) {
		double w = v->u.number;
		return w < 100 ? 100 : w > 900 ? 900 : (int)w;
	}
	return fo_keyword(node, FO_PROP_FONT_WEIGHT) == FO_KW_BOLD ? 700 : 400;
}

static enum font_style
slope_of(const struct fo_node *node)
{
	switch (fo_keyword(node, FO_PROP_FONT_STYLE)) {
	case FO_KW_ITALIC:
		return FONT_ITALIC;
	case FO_KW_OBLIQUE:
		return FONT_OBLIQUE;
	case FO_KW_BACKSLANT:
		return FONT_BACKSLANT;
	default:
		return FONT_NORMAL;
	}
}

static int
stretch_of(const struct fo_node *node)
{
	static const struct {
		enum fo_keyword keyword;
		int percent;
	} widths[] = {
		{FO_KW_ULTRA_CONDENSED, 50}, {FO_KW_EXTRA_CONDENSED, 63}, {FO_KW_CONDENSED, 75},
		{FO_KW_SEMI_CONDENSED, 87},  {FO_KW_SEMI_EXPANDED, 113},  {FO_KW_EXPANDED, 125},
		{FO_KW_EXTRA_EXPANDED, 150}, {FO_KW_ULTRA_EXPANDED, 200}, {FO_KW_NARROWER, 87},
		{FO_KW_WIDER, 113},
	};
	enum fo_keyword k = fo_keyword(node, FO_PROP_FONT_STRETCH);
	for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
		if (widths[i].keyword == k)
			return widths[i].percent;
	}
	return 100;
}

/* The language tag of a node: language and country, "" if none. */
static const char *
lang_of(struct lay *lay, const struct fo_node *node)
{
	const char *language = fo_string(node, FO_PROP_LANGUAGE);
	const char *country = fo_string(node, FO_PROP_COUNTRY);
	if (language == NULL || language[0] == '\0')
		return arena_strdup(lay->arena, node->lang != NULL ? node->lang : "");
	if (country == NULL || country[0] == '\0' || strchr(language, '-') != NULL)
		return arena_strdup(lay->arena, language);
	return arena_printf(lay->arena, "%s-%s", language, country);
}

static void
decoration_fill(struct lay_style *s, const struct fo_node *node)
{
	static const struct {
		enum fo_keyword line;
		uint8_t flag;
	} lines[] = {{FO_KW_UNDERLINE, AREA_UNDERLINE},
		     {FO_KW_OVERLINE, AREA_OVERLINE},
		     {FO_KW_LINE_THROUGH, AREA_LINE_THROUGH}};
	for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
		const struct colour *colour = NULL;
		if (!fo_decoration(node, lines[i].line, &colour))
			continue;
		s->decoration |= lines[i].flag;
		s->decoration_colour = colour != NULL ? *colour : s->colour;
	}
	if (s->decoration != 0 && fo_keyword(node, FO_PROP_SCORE_SPACES) == FO_KW_FALSE)
		s->decoration |= AREA_WORDS_ONLY;
}

/* letter-spacing or word-spacing: the optimum of a space, 0 if normal. */
static dim
spacing_of(const struct fo_node *node, enum fo_prop prop, bool *given)
{
	const struct fo_value *v = fo_value(node, prop);
	*given = v->kind == FO_VALUE_SPACE || v->kind == FO_VALUE_DIM;
	if (v->kind == FO_VALUE_SPACE)
		v = &v->u.space->optimum;
	return fo_value_dim(v, 0, 0);
}

static void
spaces_fill(struct lay_style *s, const struct fo_node *node)
{
	bool given;
	s->letter_space = spacing_of(node, FO_PROP_LETTER_SPACING, &given);
	dim extra = spacing_of(node, FO_PROP_WORD_SPACING, &given);
	dim space = font_metrics(s->font)->space;
	/* Letters on both sides of a space keep their distance from it. */
	s->space = dim_add(dim_add(space, extra), dim_scale(s->letter_space, 2, 1));
	/* A third narrower, half as wide again: the limits of even setting. A word-spacing of the
	 * author's own is kept to in ragged lines; justified ones still need room. */
	s->space_shrink = dim_max(0, space / 3);
	s->space_stretch = dim_max(0, space / 2);
	const struct fo_value *v = fo_value(node, FO_PROP_WORD_SPACING);
	if (given && v->kind == FO_VALUE_SPACE) {
		dim least = fo_value_dim(&v->u.space->minimum, 0, extra);
		dim most = fo_value_dim(&v->u.space->maximum, 0, extra);
		if (least < extra || most > extra) {
			s->space_shrink = dim_max(0, dim_sub(extra, least));
			s->space_stretch = dim_max(0, dim_sub(most, extra));
		}
	}
}

static void
white_space_fill(struct lay_style *s, const struct fo_node *node)
{
	enum fo_keyword k = fo_keyword(node, FO_PROP_WHITE_SPACE_TREATMENT);
	s->wrap = fo_keyword(node, FO_PROP_WRAP_OPTION) != FO_KW_NO_WRAP;
	s->collapse = fo_keyword(node, FO_PROP_WHITE_SPACE_COLLAPSE) != FO_KW_FALSE;
	s->discard_start = k != FO_KW_PRESERVE && k != FO_KW_IGNORE_IF_BEFORE_LINEFEED;
	s->discard_end = k != FO_KW_PRESERVE && k != FO_KW_IGNORE_IF_AFTER_LINEFEED;
}

static void
hyphenation_fill(struct lay *lay, struct lay_style *s, const struct fo_node *node)
{
	s->hyphenate = fo_keyword(node, FO_PROP_HYPHENATE) == FO_KW_TRUE;
	double remain = fo_number(node, FO_PROP_HYPHENATION_REMAIN_CHARACTER_COUNT, 2);
	double push = fo_number(node, FO_PROP_HYPHENATION_PUSH_CHARACTER_COUNT, 2);
	s->remain = remain < 1 ? 1 : remain > 99 ? 99 : (int)remain;
	s->push = push < 1 ? 1 : push > 99 ? 99 : (int)push;
	const char *hyphen = fo_string(node, FO_PROP_HYPHENATION_CHARACTER);
	if (hyphen == NULL || hyphen[0] == '\0')
		hyphen = "-";
	const char *p = hyphen;
	if (!font_has(s->font, utf8_next(&p, hyphen + strlen(hyphen))))
		hyphen = "-";
	s->hyphen = font_shape(lay->book, s->font, hyphen, strlen(hyphen), s->lang, 0);
}

static void
caps_fill(struct lay *lay, struct lay_style *s, const struct fo_node *node)
{
	switch (fo_keyword(node, FO_PROP_TEXT_TRANSFORM)) {
	case FO_KW_UPPERCASE:
		s->transform = FONT_UPPER;
		break;
	case FO_KW_LOWERCASE:
		s->transform = FONT_LOWER;
		break;
	case FO_KW_CAPITALIZE:
		s->transform = FONT_CAPITALIZE;
		break;
	default:
		s->transform = FONT_AS_IS;
		break;
	}
	if (fo_keyword(node, FO_PROP_FONT_VARIANT) != FO_KW_SMALL_CAPS)
		return;
	s->caps = font_small_caps(lay->book, s->font);
	if (s->caps == NULL) {
		s->caps = font_resized(lay->book, s->font, dim_scale(font_size(s->font), 4, 5));
		s->fake_caps = true;
	}
}

static void
family_check(struct lay *lay, const struct fo_node *node, const char *families,
	     const struct font *font)
{
	const char *wanted = font_is_substitute(font) ? families : font_stands_for(font);
	if (wanted == NULL || !lay_once(lay, arena_printf(lay->arena, "family %s", wanted)))
		return;
	struct diag_place place = fo_place(lay->doc, lay->arena, node);
	bool alias = !font_is_substitute(font);
	diag_add(lay->diag, &layout_diags[alias ? LAYOUT_DIAG_ALIAS_FAMILY : LAYOUT_DIAG_NO_FAMILY],
		 &place, wanted, font_family(font));
	const char *format = font_unusable(lay->book, wanted);
	if (format != NULL)
		diag_help(lay->diag, "it is there as %s, which is not read: OpenType is", format);
}

static void
synthetic_check(struct lay *lay, const struct fo_node *node, const struct font *font)
{
	static const char *const lacks[] = {"", "italic", "bold", "bold italic"};
	static const char *const done[] = {"", "slanted", "thickened", "slanted and thickened"};
	unsigned how = font_synthetic(font);
	if (how == 0 ||
	    !lay_once(lay, arena_printf(lay->arena, "face %s %s", font_family(font), lacks[how])))
		return;
	struct diag_place place = fo_place(lay->doc, lay->arena, node);
	diag_add(lay->diag, &layout_diags[LAYOUT_DIAG_SYNTHETIC], &place, font_family(font),
		 lacks[how], done[how]);
}

/* XSL 1.1 §7.9.3: the size at which small letters are as high as those of a font of that aspect. */
static const struct font *
adjusted(struct lay *lay, const struct fo_node *node, const struct font *font)
{
	double aspect = fo_number(node, FO_PROP_FONT_SIZE_ADJUST, 0);
	double own = (double)font_metrics(font)->x_height / dim_max(font_size(font), 1);
	if (!(aspect > 0) || own <= 0)
		return font;
	double size = font_size(font) * fmin(aspect / own, 10);
	return font_resized(lay->book, font, (dim)size);
}

static struct lay_style *
style_new(struct lay *lay, const struct fo_node *node)
{
	struct lay_style *s = ARENA_NEW(lay->arena, struct lay_style);
	const char *families = fo_string(node, FO_PROP_FONT_FAMILY);
	if (families == NULL)
		families = "sans-serif";
	dim size = fo_dim(node, FO_PROP_FONT_SIZE, 0, 12 * DIM_PT);
	s->font = font_find(lay->book, families, weight_of(node), slope_of(node), stretch_of(node),
			    size);
	s->font = adjusted(lay, node, s->font);
	family_check(lay, node, families, s->font);
	synthetic_check(lay, node, s->font);
	const struct font_metrics *m = font_metrics(s->font);
	s->ascent = m->ascent;
	s->descent = m->descent;
	s->x_height = m->x_height;
	s->lang = lang_of(lay, node);
	s->line_height = fo_line_height(node, dim_scale(size, 12, 10));
	const struct colour *colour = fo_colour(node, FO_PROP_COLOR);
	s->colour = colour != NULL ? *colour : (struct colour){.a = 1};
	decoration_fill(s, node);
	spaces_fill(s, node);
	white_space_fill(s, node);
	caps_fill(lay, s, node);
	hyphenation_fill(lay, s, node);
	return s;
}

const struct lay_style *
lay_style(struct lay *lay, const struct fo_node *node)
{
	struct lay_text *t = lay_text(lay);
	size_t n = node->set->number;
	if (n >= t->style_cap) {
		size_t cap = n < 128 ? 256 : n * 2;
		t->styles = arena_grow(lay->arena, t->styles, t->style_cap, cap, sizeof *t->styles);
		t->style_cap = cap;
	}
	if (t->styles[n] == NULL)
		t->styles[n] = style_new(lay, node);
	return t->styles[n];
}
