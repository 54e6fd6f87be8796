/*
 * Fonts: a question (families, weight, style, stretch, size) answered by a face at a size.
 *
 * The model.  Three things are told apart, since they cost differently:
 *
 *	stack   what a font-family list comes to        found by name, nothing opened
 *	face    one font file                           opened once: 1 ms
 *	font    a face at a size with features          0.3 ms, then shared for ever
 *
 *	"Inter:tnum, 'Noto Sans', serif" 700 9pt
 *	      │ font_stack_find
 *	      ▼
 *	[ Inter Bold tnum │ Noto Sans Bold │ Noto Serif Bold … ] fallback: [ … Noto Sans CJK … ]
 *	      │ the first                        │ font_for(cp): the first that covers cp
 *	      ▼                                  ▼
 *	struct font  Inter Bold 9pt        struct font  Noto Sans Bold 9pt
 *
 * A text is set in the stack's first font; only characters it lacks ask further.  Coverage comes
 * from fontconfig's cache, so asking opens no file.  The order of fallback is data (fonts.conf):
 * the list's own families, then the order for the language, then any face that has the character,
 * in order of file name.  It never depends on what was asked before: same input, same bytes.
 *
 * Chosen: fontconfig for what there is, an own search over it, HarfBuzz for loading and shaping.
 * Rejected: FcFontSort (4 ms a font, sorts by closeness to a pattern rather than by our order, and
 * differs with every package installed) and Pango's fonts, which build on it: two threads and a
 * match over the folder for each font, and half as much work again for each word.
 *
 * Metrics come from the face's tables, unhinted and unrounded, in dims: HarfBuzz scales by 1024 a
 * point, which is a dim.  Base-14 fonts have the ascent and descent of Adobe's AFM files instead.
 */
#include "layout/font_book.h"

#include "base/arena.h"
#include "base/map.h"
#include "base/strbuf.h"
#include "base/utf8.h"

#include <assert.h>
#include <hb-ot.h>
#include <stdio.h>
#include <string.h>

static dim
metric(hb_font_t *hb, hb_ot_metrics_tag_t tag, dim otherwise)
{
	hb_position_t p;
	if (hb_ot_metrics_get_position(hb, tag, &p) && p != 0)
		return p;
	return otherwise;
}

static void
metrics_read(struct font *font)
{
	struct font_metrics *m = &font->metrics;
	hb_font_extents_t extents;
	dim size = font->size;
	if (hb_font_get_h_extents(font->hb, &extents) && extents.ascender > 0) {
		m->ascent = extents.ascender;
		m->descent = -extents.descender;
	} else {
		m->ascent = dim_scale(size, 8, 10);
		m->descent = dim_scale(size, 2, 10);
	}
	if (font->base14 != NULL) {
		m->ascent = dim_scale(size, font->base14->ascent, 1000);
		m->descent = dim_scale(size, font->base14->descent, 1000);
	}
	m->x_height = metric(font->hb, HB_OT_METRICS_TAG_X_HEIGHT, dim_scale(size, 1, 2));
	m->cap_height = metric(font->hb, HB_OT_METRICS_TAG_CAP_HEIGHT, dim_scale(size, 7, 10));
	if (font->base14 != NULL && font->base14->x_height != 0) {
		m->x_height = dim_scale(size, font->base14->x_height, 1000);
		m->cap_height = dim_scale(size, font->base14->cap_height, 1000);
	}
	/* A third of an em keeps most lines as high as they were; with the standard metrics, what
	 * Apache FOP does with them. */
	m->superscript = font->base14 != NULL ? m->x_height : size / 3;
	m->subscript = font->base14 != NULL ? m->x_height / 2 : size / 6;
	m->underline_position =
		-metric(font->hb, HB_OT_METRICS_TAG_UNDERLINE_OFFSET, -dim_scale(size, 1, 10));
	m->underline_thickness =
		metric(font->hb, HB_OT_METRICS_TAG_UNDERLINE_SIZE, dim_scale(size, 1, 20));
	m->strikethrough_position =
		metric(font->hb, HB_OT_METRICS_TAG_STRIKEOUT_OFFSET, dim_scale(m->x_height, 1, 2));
	hb_codepoint_t glyph;
	if (hb_font_get_nominal_glyph(font->hb, ' ', &glyph))
		m->space = hb_font_get_glyph_h_advance(font->hb, glyph);
	else
		m->space = dim_scale(size, 1, 4);
}

static bool
font_load(struct font *font)
{
	if (!font_face_open(font->book, font->face))
		return false;
	font_open(font);
	metrics_read(font);
	font->number = ++font->book->font_count;
	return true;
}

/* The font for a choice of a stack at a size, made at the first call. */
static struct font *
font_make(struct font_book *book, const struct font_stack *stack, const struct font_choice *choice,
	  dim size)
{
	struct {
		const void *stack, *face;
		uint64_t size;
	} id = {stack, choice->face, (uint64_t)size};
	struct strbuf key = STRBUF_INIT;
	strbuf_add(&key, &id, sizeof id);
	strbuf_puts(&key, choice->features);
	struct font *font = map_find_n(book->fonts, key.s, key.len);
	if (font == NULL) {
		struct font made = {.book = book,
				    .face = choice->face,
				    .stack = stack,
				    .features = choice->features,
				    .base14 = choice->base14,
				    .size = size};
		font = ARENA_NEW(book->arena, struct font);
		*font = made;
		if (font_load(font))
			map_put_n(book->fonts, key.s, key.len, font);
		else
			font = NULL;
	}
	strbuf_release(&key);
	return font;
}

/* A size a font can be loaded at: a hair for nothing, a cap for absurd ones. */
static dim
size_clamp(dim size)
{
	return dim_min(dim_max(size, DIM_PT / 100), 4000 * DIM_PT);
}

const struct font *
font_find(struct font_book *book, const char *families, int weight, enum font_style style,
	  int stretch, dim size)
{
	size = size_clamp(size);
	if (families == NULL)
		families = "sans-serif";
	char small[256];
	int n = snprintf(small, sizeof small, "%d|%d|%d|%d|%s", weight, (int)style, stretch, size,
			 families);
	bool fits = n > 0 && (size_t)n < sizeof small;
	struct font *font = fits ? map_find_n(book->finds, small, (size_t)n) : NULL;
	if (font != NULL)
		return font;
	const struct font_stack *stack = font_stack_find(book, families, weight, style, stretch);
	for (size_t i = 0; i < stack->count && font == NULL; i++)
		font = font_make(book, stack, &stack->at[i], size);
	for (size_t i = 0; i < book->own.count && font == NULL; i++) {
		struct font_choice any = {.face = &book->own.faces[i], .features = ""};
		font = font_make(book, stack, &any, size);
	}
	if (fits && font != NULL)
		map_put_n(book->finds, small, (size_t)n, font);
	return font;
}

const char *
font_stands_for(const struct font *font)
{
	const struct font_stack *stack = font->stack;
	return stack->count > 0 && stack->at[0].face == font->face ? stack->alias : NULL;
}

unsigned
font_synthetic(const struct font *font)
{
	return font->face->synthetic;
}

bool
font_is_substitute(const struct font *font)
{
	return font->stack->substitute;
}

/* Characters that show nothing: no font need have them. */
static bool
is_invisible(uint32_t cp)
{
	return cp < 0x20 || (cp >= 0x7f && cp < 0xa0) || cp == 0xad || cp == 0x34f || cp == 0x61c ||
	       (cp >= 0x200b && cp <= 0x200f) || (cp >= 0x2028 && cp <= 0x202e) ||
	       (cp >= 0x2060 && cp <= 0x206f) || cp == 0xfeff || (cp >= 0xfe00 && cp <= 0xfe0f) ||
	       (cp >= 0xe0000 && cp <= 0xe0fff);
}

bool
font_has(const struct font *font, uint32_t cp)
{
	return is_invisible(cp) || FcCharSetHasChar(font->face->coverage, cp);
}

static const struct font *
font_of_set(struct font_book *book, const struct font_set *set, const struct font *font,
	    uint32_t cp)
{
	const struct font_stack *stack = font->stack;
	const struct font *found = NULL;
	for (size_t i = 0; i < set->count && found == NULL; i++) {
		struct font_choice any = {.face = &set->faces[i], .features = ""};
		if (!FcCharSetHasChar(any.face->coverage, cp))
			continue;
		/* of its family the face that is most like the text around: Bold comes before
		 * Regular by name */
		const char *name = any.face->family;
		struct font_face *like =
			font_family_face(font_set_family(set, name, strlen(name)), stack->weight,
					 stack->style, stack->stretch);
		if (like != NULL && FcCharSetHasChar(like->coverage, cp))
			any.face = like;
		found = font_make(book, stack, &any, font->size);
	}
	return found;
}

static const struct font *
font_search(struct font_book *book, const struct font *font, uint32_t cp, const char *lang)
{
	const struct font_stack *stack = font->stack;
	const struct font *found = NULL;
	for (size_t i = 0; i < stack->count && found == NULL; i++) {
		if (FcCharSetHasChar(stack->at[i].face->coverage, cp))
			found = font_make(book, stack, &stack->at[i], font->size);
	}
	const struct font_choices *more = font_stack_fallback(book, stack, lang);
	for (size_t i = 0; i < more->len && found == NULL; i++) {
		if (FcCharSetHasChar(more->at[i].face->coverage, cp))
			found = font_make(book, stack, &more->at[i], font->size);
	}
	if (found == NULL)
		found = font_of_set(book, &book->own, font, cp);
	if (found == NULL && font_book_machine(book) != NULL)
		found = font_of_set(book, &book->machine, font, cp);
	return found;
}

/* What a search came to is remembered: a text in a script its font lacks asks for each character,
 * and one that no font has is looked for in all of them. */
const struct font *
font_for(struct font_book *book, const struct font *font, uint32_t cp, const char *lang)
{
	if (font_has(font, cp))
		return font;
	if (lang == NULL)
		lang = "";
	struct {
		const struct font *font;
		uint64_t cp;
		char lang[16];
	} key = {.font = font, .cp = cp};
	snprintf(key.lang, sizeof key.lang, "%s", lang);
	if (map_find_n(book->searches, (const char *)&key, sizeof key) == NULL) {
		const struct font *found = font_search(book, font, cp, lang);
		map_put_n(book->searches, (const char *)&key, sizeof key,
			  found != NULL ? (void *)(uintptr_t)found : book);
	}
	const void *known = map_find_n(book->searches, (const char *)&key, sizeof key);
	return known != book ? known : NULL;
}

const struct font *
font_for_cluster(struct font_book *book, const struct font *font, const char *text, size_t len,
		 const char *lang)
{
	const char *p = text, *end = text + len;
	uint32_t base = utf8_next(&p, end);
	const struct font *own = font_for(book, font, base, lang);

	if (p == end || own == NULL || !font_shape(book, own, text, len, lang, 0)->missing)
		return own;
	while (p < end) {
		const struct font *other = font_for(book, font, utf8_next(&p, end), lang);
		if (other != NULL && font_has(other, base) &&
		    !font_shape(book, other, text, len, lang, 0)->missing)
			return other;
	}
	return own;
}

const struct font *
font_small_caps(struct font_book *book, const struct font *font)
{
	hb_tag_t tags[] = {HB_TAG('s', 'm', 'c', 'p')};
	hb_face_t *face = font->face->hb;
	unsigned int lookups = 0;
	hb_set_t *set = hb_set_create();
	hb_tag_t wanted[] = {tags[0], HB_TAG_NONE};
	hb_ot_layout_collect_lookups(face, HB_OT_TAG_GSUB, NULL, NULL, wanted, set);
	lookups = hb_set_get_population(set);
	hb_set_destroy(set);
	if (lookups == 0)
		return NULL;
	struct font_choice choice = {
		.face = font->face,
		.features = font->features[0] != '\0'
				    ? arena_printf(book->arena, "%s,smcp=1", font->features)
				    : "smcp=1",
		.base14 = font->base14};
	return font_make(book, font->stack, &choice, font->size);
}

const struct font *
font_resized(struct font_book *book, const struct font *font, dim size)
{
	struct font_choice choice = {
		.face = font->face, .features = font->features, .base14 = font->base14};
	const struct font *made = font_make(book, font->stack, &choice, size_clamp(size));
	return made != NULL ? made : font;
}

const struct font_metrics *
font_metrics(const struct font *font)
{
	return &font->metrics;
}

dim
font_size(const struct font *font)
{
	return font->size;
}

uint32_t
font_number(const struct font *font)
{
	return font->number;
}

const char *
font_family(const struct font *font)
{
	return font->face->family;
}

const char *
font_face_name(const struct font *font)
{
	FcChar8 *name;
	if (FcPatternGetString(font->face->pattern, FC_POSTSCRIPT_NAME, 0, &name) == FcResultMatch)
		return (const char *)name;
	return font->face->family;
}

int
font_weight(const struct font *font)
{
	return font->face->weight;
}

bool
font_is_italic(const struct font *font)
{
	return font->face->style != FONT_NORMAL;
}

hb_face_t *
font_hb_face(const struct font *font)
{
	return font->face->hb;
}

uint32_t
font_face_number(const struct font *font)
{
	return font->face->number;
}

unsigned
font_axes(const struct font *font, struct font_axis *axes, unsigned room)
{
	unsigned count = 0;
	const float *at = hb_font_get_var_coords_design(font->hb, &count);
	for (unsigned i = 0; i < count && i < room; i++) {
		hb_ot_var_axis_info_t info;
		unsigned one = 1;
		hb_ot_var_get_axis_infos(font->face->hb, i, &one, &info);
		axes[i] = (struct font_axis){.tag = info.tag, .value = at[i]};
	}
	return count < room ? count : room;
}
