/*
 * The book of fonts: which faces there are, by a private fontconfig, and how one is opened.
 *
 * Fontconfig reads only the folders of fonts.conf, from its cache: half a millisecond.  Pango would
 * then match and sort all of these fonts for every font and size it loads (5 ms each over 460
 * faces, in threads of its own).  So each face gets a font map with a configuration of its own
 * that holds this one file: opening a face takes 0.5 ms, a further size 0.2 ms.
 */
#include "layout/font_book.h"

#include "base/arena.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/map.h"
#include "base/strbuf.h"
#include "layout/layout_diag.h"

#include <assert.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Names of families in messages; longer ones are cut. */
#define FAMILY_MAX 128

/* Lower case, single spaces, no quotes: how families are compared. */
static size_t
family_key(char *out, size_t room, const char *name, size_t len)
{
	size_t n = 0;
	bool gap = false;
	for (size_t i = 0; i < len && n + 2 < room; i++) {
		char c = name[i];
		if (c == '"' || c == '\'')
			continue;
		if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
			gap = n > 0;
			continue;
		}
		if (gap)
			out[n++] = ' ';
		gap = false;
		out[n++] = (char)(c >= 'A' && c <= 'Z' ? c + 32 : c);
	}
	out[n] = '\0';
	return n;
}

const struct font_family *
font_book_family(const struct font_book *book, const char *name, size_t len)
{
	char key[128];
	size_t n = family_key(key, sizeof key, name, len);
	return map_find_n(book->families, key, n);
}

/* How far a face's weight is from the one wanted, by the rule of CSS Fonts 3 §5.2: 400 and 500
 * stand in for each other first; light weights look further down, bold ones further up. */
static int
weight_distance(int wanted, int have)
{
	if (wanted == have)
		return 0;
	if (wanted == 400 && have == 500)
		return 1;
	if (wanted == 500 && have == 400)
		return 1;
	bool down = wanted <= 500;
	if (down ? have < wanted : have > wanted)
		return 1 + abs(have - wanted);
	return 1001 + abs(have - wanted);
}

struct font_face *
font_family_face(const struct font_family *family, int weight, enum font_style style, int stretch)
{
	struct font_face *best = NULL;
	long best_score = 0;
	bool slanted = style != FONT_NORMAL;
	for (size_t i = 0; i < family->faces.len; i++) {
		struct font_face *face = family->faces.at[i];
		if (face->broken)
			continue;
		long score = weight_distance(weight, face->weight);
		score += 10000L * abs(face->stretch - stretch);
		if ((face->style != FONT_NORMAL) != slanted)
			score += 10000000L;
		else if (face->style != style)
			score += 5000;
		if (best == NULL || score < best_score) {
			best = face;
			best_score = score;
		}
	}
	return best;
}

static void
family_add(struct font_book *book, const char *name, struct font_face *face)
{
	char key[128];
	size_t n = family_key(key, sizeof key, name, strlen(name));
	if (n == 0)
		return;
	struct font_family *family = map_find_n(book->families, key, n);
	if (family == NULL) {
		family = ARENA_NEW(book->arena, struct font_family);
		family->name = name;
		map_put_n(book->families, key, n, family);
	}
	VEC_PUSH(book->arena, &family->faces, face);
}

/* Outline fonts with a fixed weight; bitmaps, colour and variable fonts are left out. */
static bool
face_read(struct font_face *face, FcPattern *p)
{
	FcChar8 *file, *family;
	FcCharSet *coverage;
	FcBool flag;
	double weight = FC_WEIGHT_REGULAR, width = FC_WIDTH_NORMAL;
	int slant = FC_SLANT_ROMAN;

	if (FcPatternGetString(p, FC_FILE, 0, &file) != FcResultMatch ||
	    FcPatternGetString(p, FC_FAMILY, 0, &family) != FcResultMatch ||
	    FcPatternGetCharSet(p, FC_CHARSET, 0, &coverage) != FcResultMatch)
		return false;
	if (FcPatternGetBool(p, FC_SCALABLE, 0, &flag) == FcResultMatch && !flag)
		return false;
	if (FcPatternGetBool(p, FC_COLOR, 0, &flag) == FcResultMatch && flag)
		return false;
	if (FcPatternGetBool(p, FC_VARIABLE, 0, &flag) == FcResultMatch && flag)
		return false;
	if (FcPatternGetDouble(p, FC_WEIGHT, 0, &weight) != FcResultMatch)
		return false;
	FcPatternGetDouble(p, FC_WIDTH, 0, &width);
	FcPatternGetInteger(p, FC_SLANT, 0, &slant);
	face->pattern = p;
	face->coverage = coverage;
	face->family = (const char *)family;
	face->file = (const char *)file;
	face->index = 0;
	FcPatternGetInteger(p, FC_INDEX, 0, &face->index);
	face->weight = (int)(FcWeightToOpenTypeDouble(weight) + 0.5);
	face->stretch = (int)(width + 0.5);
	face->style = slant == FC_SLANT_ITALIC ? FONT_ITALIC
		      : slant > 0	       ? FONT_OBLIQUE
					       : FONT_NORMAL;
	return true;
}

static int
face_order(const void *a, const void *b)
{
	const struct font_face *x = a, *y = b;
	int by = strcmp(x->file, y->file);
	return by != 0 ? by : x->index - y->index;
}

static void
book_fill(struct font_book *book)
{
	FcFontSet *set = FcConfigGetFonts(book->config, FcSetSystem);
	size_t count = set != NULL && set->nfont > 0 ? (size_t)set->nfont : 0;
	book->faces = ARENA_ARRAY(book->arena, count, struct font_face);
	for (size_t i = 0; i < count; i++) {
		if (face_read(&book->faces[book->face_count], set->fonts[i]))
			book->face_count++;
	}
	/* A folder's order is the file system's: sort, so that ties end the same way anywhere. */
	qsort(book->faces, book->face_count, sizeof *book->faces, face_order);
	for (size_t i = 0; i < book->face_count; i++) {
		struct font_face *face = &book->faces[i];
		FcChar8 *name;
		for (int n = 0;
		     FcPatternGetString(face->pattern, FC_FAMILY, n, &name) == FcResultMatch; n++)
			family_add(book, (const char *)name, face);
	}
}

static void
release_config(void *config)
{
	FcConfigDestroy(config);
}

static void
release_object(void *object)
{
	g_object_unref(object);
}

static void
release_description(void *description)
{
	pango_font_description_free(description);
}

/* A configuration whose only font is the face's file. */
static FcConfig *
face_config(const struct font_face *face)
{
	struct strbuf b = STRBUF_INIT;
	const char *slash = strrchr(face->file, '/');
	size_t dir = slash != NULL ? (size_t)(slash - face->file) : 0;
	strbuf_puts(&b, "<fontconfig><dir>");
	strbuf_put_xml(&b, face->file, dir);
	strbuf_puts(&b, "</dir><cachedir prefix=\"xdg\">planpress/fonts</cachedir>"
			"<cachedir>/var/cache/fontconfig</cachedir>"
			"<selectfont><rejectfont><glob>*</glob></rejectfont><acceptfont><glob>");
	strbuf_put_xml(&b, face->file, strlen(face->file));
	strbuf_puts(&b, "</glob></acceptfont></selectfont></fontconfig>");
	FcConfig *config = FcConfigCreate();
	if (config != NULL &&
	    (!FcConfigParseAndLoadFromMemory(config, (const FcChar8 *)b.s, FcFalse) ||
	     !FcConfigBuildFonts(config))) {
		FcConfigDestroy(config);
		config = NULL;
	}
	strbuf_release(&b);
	return config;
}

bool
font_face_open(struct font_book *book, struct font_face *face)
{
	if (face->number != 0)
		return true;
	if (face->broken)
		return false;
	FcConfig *config = face_config(face);
	if (config == NULL) {
		face->broken = true;
		return false;
	}
	face->map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
	arena_defer(book->arena, release_object, face->map);
	pango_fc_font_map_set_config((PangoFcFontMap *)face->map, config);
	FcConfigDestroy(config); /* the map keeps its own reference */
	/* Points are points; nothing is rounded to a device. */
	pango_cairo_font_map_set_resolution((PangoCairoFontMap *)face->map, 72);
	face->context = pango_font_map_create_context(face->map);
	arena_defer(book->arena, release_object, face->context);
	cairo_font_options_t *options = cairo_font_options_create();
	cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
	cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
	pango_cairo_context_set_font_options(face->context, options);
	cairo_font_options_destroy(options);
	pango_context_set_round_glyph_positions(face->context, FALSE);
	face->description = pango_fc_font_description_from_pattern(face->pattern, FALSE);
	arena_defer(book->arena, release_description, face->description);
	face->number = ++book->opened;
	return true;
}

void
font_book_substitutes(struct font_book *book, const char *family, const char *lang,
		      void (*put)(void *ctx, const char *name), void *ctx)
{
	FcPattern *p = FcPatternCreate();
	FcPatternAddString(p, FC_FAMILY, (const FcChar8 *)family);
	if (lang[0] != '\0') {
		/* Any rule may ask for "zh-cn", whatever the case of the document's "zh-CN". */
		char low[32];
		size_t n = family_key(low, sizeof low, lang, strlen(lang));
		FcLangSet *set = FcLangSetCreate();
		if (n > 0 && FcLangSetAdd(set, (const FcChar8 *)low))
			FcPatternAddLangSet(p, FC_LANG, set);
		FcLangSetDestroy(set);
	}
	FcConfigSubstitute(book->config, p, FcMatchPattern);
	FcChar8 *name;
	for (int i = 0; FcPatternGetString(p, FC_FAMILY, i, &name) == FcResultMatch; i++)
		put(ctx, (const char *)name);
	FcPatternDestroy(p);
}

static const char *
config_file(struct arena *arena, const char *asked)
{
	if (asked != NULL) {
		/* fontconfig would look for a relative name in its own folders */
		char *whole = realpath(asked, NULL);
		const char *path = arena_strdup(arena, whole != NULL ? whole : asked);
		free(whole);
		return path;
	}
	const char *source = file_join(arena, PP_SOURCE_DIR, "fonts/fonts.conf");
	if (file_exists(source))
		return source;
	return file_join(arena, PP_PREFIX, "share/planpress/fonts/fonts.conf");
}

static void
take_first(void *ctx, const char *name)
{
	char *first = ctx;
	if (first[0] == '\0')
		snprintf(first, FAMILY_MAX, "%s", name);
}

/* The documents would look different and break elsewhere, and nobody would know why. */
static void
say_without_first(struct font_book *book, const struct font *used)
{
	const struct diag_place nowhere = {.file = NULL};
	char first[FAMILY_MAX] = "";
	font_book_substitutes(book, "sans-serif", "", take_first, first);
	if (strcmp(first, "sans-serif") == 0 ||
	    font_book_family(book, first, strlen(first)) != NULL)
		return;
	diag_add(book->diag, &layout_diags[LAYOUT_DIAG_NO_FAMILY], &nowhere, first,
		 font_family(used));
	if (strcmp(first, "Inter") == 0)
		diag_help(book->diag, "apt-get install fonts-inter");
}

struct font_book *
font_book_open(struct arena *arena, struct diag *diag, const struct font_options *options)
{
	struct font_book *book = ARENA_NEW(arena, struct font_book);
	*book = (struct font_book){.arena = arena, .diag = diag, .base14 = options->base14};
	book->families = map_new(arena);
	book->stacks = map_new(arena);
	book->fonts = map_new(arena);
	book->finds = map_new(arena);
	const struct diag_place nowhere = {.file = NULL};
	const char *file = config_file(arena, options->config);
	book->config = FcConfigCreate();
	if (book->config == NULL)
		oom();
	arena_defer(arena, release_config, book->config);
	if (!file_exists(file) ||
	    !FcConfigParseAndLoad(book->config, (const FcChar8 *)file, FcFalse) ||
	    !FcConfigBuildFonts(book->config)) {
		diag_add(diag, &layout_diags[LAYOUT_DIAG_NO_FONTS_CONF], &nowhere, file);
		return NULL;
	}
	/* Pango's font maps would else start fontconfig's default configuration, with all the fonts
	 * of the machine, and librsvg would set the text of graphics with them. */
	FcConfigSetCurrent(book->config);
	book_fill(book);
	const char *needed = options->base14 ? "Nimbus Sans" : "Inter";
	if (book->face_count == 0 ||
	    (options->base14 && font_book_family(book, needed, strlen(needed)) == NULL)) {
		diag_add(diag, &layout_diags[LAYOUT_DIAG_NO_FONTS], &nowhere, file);
		diag_help(diag, "apt-get install fonts-inter fonts-noto-core fonts-urw-base35");
		return NULL;
	}
	book->shapes = shape_cache_new(book);
	const struct font *first =
		font_find(book, "sans-serif", 400, FONT_NORMAL, 100, 10 * DIM_PT);
	if (first == NULL) {
		diag_add(diag, &layout_diags[LAYOUT_DIAG_NO_FONTS], &nowhere, file);
		return NULL;
	}
	book->context = first->face->context;
	if (!options->base14)
		say_without_first(book, first);
	return book;
}
