/*
 * The book of fonts: which faces there are, by a private fontconfig, and how one is opened.
 *
 * Fontconfig reads only the folders of fonts.conf, from its cache: half a millisecond.  All fonts
 * of the machine are a second set, read when a foreign document asks for what the first lacks: some
 * ten milliseconds.
 *
 * Asking fontconfig for a match, as Pango does for every font and size it loads, would take 5 ms
 * each over 460 faces, in threads of its own: the faces are looked up here, and opened by file name
 * (font_face.c).
 */
#include "layout/font_book.h"

#include "base/arena.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/map.h"
#include "base/strbuf.h"
#include "layout/layout_diag.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* Names of families in messages; longer ones are cut. */
#define FAMILY_MAX 128

static void
release_config(void *config)
{
	FcConfigDestroy(config);
}

struct font_face *
font_face_drawn(struct font_book *book, struct font_face *face, int weight, enum font_style style)
{
	unsigned todo = 0;
	if (style != FONT_NORMAL && face->style == FONT_NORMAL)
		todo |= FONT_SLANTED;
	/* From 600 on a weight is bold; what is nearer to bold than to regular is left alone. */
	if (weight >= 600 && face->weight <= 500)
		todo |= FONT_BOLDENED;
	if (todo == 0)
		return face;
	if (face->drawn[todo] == NULL) {
		struct font_face *copy = ARENA_NEW(book->arena, struct font_face);
		*copy = (struct font_face){.pattern = face->pattern,
					   .coverage = face->coverage,
					   .family = face->family,
					   .file = face->file,
					   .index = face->index,
					   .weight = todo & FONT_BOLDENED ? 700 : face->weight,
					   .style =
						   todo & FONT_SLANTED ? FONT_OBLIQUE : face->style,
					   .stretch = face->stretch,
					   .synthetic = todo};
		face->drawn[todo] = copy;
	}
	return face->drawn[todo];
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
		size_t n = font_family_key(low, sizeof low, lang, strlen(lang));
		FcLangSet *set = FcLangSetCreate();
		if (n > 0 && FcLangSetAdd(set, (const FcChar8 *)low))
			FcPatternAddLangSet(p, FC_LANG, set);
		FcLangSetDestroy(set);
	}
	FcConfigSubstitute(book->own.config, p, FcMatchPattern);
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

/* ---- the machine's fonts ---- */

/* Folders by the habits of fontconfig and the XDG base directory specification. */
static FcConfig *
machine_config(void)
{
	static const char text[] =
		"<fontconfig><dir>/usr/share/fonts</dir><dir>/usr/local/share/fonts</dir>"
		"<dir prefix=\"xdg\">fonts</dir><dir>~/.fonts</dir>"
		"<cachedir prefix=\"xdg\">planpress/fonts</cachedir>"
		"<cachedir>/var/cache/fontconfig</cachedir>"
		"<cachedir prefix=\"xdg\">fontconfig</cachedir></fontconfig>";
	FcConfig *config = FcConfigCreate();
	if (config != NULL &&
	    (!FcConfigParseAndLoadFromMemory(config, (const FcChar8 *)text, FcFalse) ||
	     !FcConfigBuildFonts(config))) {
		FcConfigDestroy(config);
		config = NULL;
	}
	return config;
}

const struct font_set *
font_book_machine(struct font_book *book)
{
	if (!book->everywhere)
		return NULL;
	if (!book->searched) {
		book->searched = true;
		book->machine.config = machine_config();
		if (book->machine.config != NULL) {
			arena_defer(book->arena, release_config, book->machine.config);
			font_set_read(book->arena, &book->machine);
		}
	}
	return book->machine.config != NULL ? &book->machine : NULL;
}

/* ---- opening ---- */

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
	    font_set_family(&book->own, first, strlen(first)) != NULL)
		return;
	diag_add(book->diag, &layout_diags[LAYOUT_DIAG_NO_FAMILY], &nowhere, first,
		 font_family(used));
	if (strcmp(first, "Inter") == 0)
		diag_help(book->diag, "apt-get install fonts-inter");
}

static bool
is_dir(const char *path)
{
	struct stat st;
	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

/* Folders of the caller's own come first; they are there for this process only. */
static void
paths_add(struct font_book *book, const struct font_options *options)
{
	const struct diag_place nowhere = {.file = NULL};
	for (size_t i = 0; i < options->path_count; i++) {
		const char *path = options->paths[i];
		char *whole = realpath(path, NULL);
		if (whole == NULL || !is_dir(whole) ||
		    !FcConfigAppFontAddDir(book->own.config, (const FcChar8 *)whole))
			diag_add(book->diag, &layout_diags[LAYOUT_DIAG_NO_FONT_PATH], &nowhere,
				 path);
		free(whole);
	}
}

static bool
own_open(struct font_book *book, const struct font_options *options, const char *file)
{
	const struct diag_place nowhere = {.file = NULL};
	book->own.config = FcConfigCreate();
	if (book->own.config == NULL)
		oom();
	arena_defer(book->arena, release_config, book->own.config);
	if (!file_exists(file) ||
	    !FcConfigParseAndLoad(book->own.config, (const FcChar8 *)file, FcFalse) ||
	    !FcConfigBuildFonts(book->own.config)) {
		diag_add(book->diag, &layout_diags[LAYOUT_DIAG_NO_FONTS_CONF], &nowhere, file);
		return false;
	}
	/* librsvg would else set the text of graphics with all the fonts of the machine. */
	FcConfigSetCurrent(book->own.config);
	paths_add(book, options);
	font_set_read(book->arena, &book->own);
	return true;
}

struct font_book *
font_book_open(struct arena *arena, struct diag *diag, const struct font_options *options)
{
	struct font_book *book = ARENA_NEW(arena, struct font_book);
	*book = (struct font_book){.arena = arena,
				   .diag = diag,
				   .base14 = options->base14,
				   .everywhere = options->everywhere && !options->base14};
	book->stacks = map_new(arena);
	book->fonts = map_new(arena);
	book->finds = map_new(arena);
	book->searches = map_new(arena);
	const struct diag_place nowhere = {.file = NULL};
	const char *file = config_file(arena, options->config);
	if (!own_open(book, options, file))
		return NULL;
	const char *needed = options->base14 ? "Nimbus Sans" : "Inter";
	if ((book->own.count == 0 && font_book_machine(book) == NULL) ||
	    (options->base14 && font_set_family(&book->own, needed, strlen(needed)) == NULL)) {
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
	if (!options->base14 && !options->everywhere)
		say_without_first(book, first);
	return book;
}
