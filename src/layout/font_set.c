/*
 * Sets of faces: which fonts some folders hold, by fontconfig, and the one of a family that is
 * nearest to what is asked for.
 *
 * Outlines only: TrueType and CFF, in files of their own or in collections, and the named instances
 * of variable fonts, which fontconfig lists as faces.  Bitmaps and colour fonts are left out.
 * Type 1 and packed web fonts cannot be shaped; their families are remembered, so that a document
 * that asks for one is told why it is not used.
 */
#include "layout/font_book.h"

#include "base/arena.h"
#include "base/map.h"

#include <stdlib.h>
#include <string.h>

#define KEY_MAX 128 /* longer names of families are cut */

size_t
font_family_key(char *out, size_t room, const char *name, size_t len)
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

struct font_family *
font_set_family(const struct font_set *set, const char *name, size_t len)
{
	char key[KEY_MAX];
	size_t n = font_family_key(key, sizeof key, name, len);
	return map_find_n(set->families, key, n);
}

const char *
font_set_unusable(const struct font_set *set, const char *name, size_t len)
{
	char key[KEY_MAX];
	size_t n = font_family_key(key, sizeof key, name, len);
	return map_find_n(set->families, key, n) != NULL ? NULL : map_find_n(set->unusable, key, n);
}

/* ---- the nearest face ---- */

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

/* Normal and narrow faces are looked for among the narrower ones first, wide among the wider. */
static int
stretch_distance(int wanted, int have)
{
	bool down = wanted <= 100;
	if (down ? have <= wanted : have >= wanted)
		return abs(have - wanted);
	return 200 + abs(have - wanted);
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
		score += 10000L * stretch_distance(stretch, face->stretch);
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

/* ---- reading ---- */

static bool
flag_of(FcPattern *p, const char *object, bool otherwise)
{
	FcBool flag;
	return FcPatternGetBool(p, object, 0, &flag) == FcResultMatch ? flag != FcFalse : otherwise;
}

/* The name of a format that HarfBuzz and cairo cannot both read, else NULL. */
static const char *
unusable_format(FcPattern *p)
{
	FcChar8 *format, *wrapper;
	/* fontconfig 2.14 has no constant for it yet */
	if (FcPatternGetString(p, "fontwrapper", 0, &wrapper) == FcResultMatch &&
	    strcmp((const char *)wrapper, "SFNT") != 0)
		return (const char *)wrapper;
	if (FcPatternGetString(p, FC_FONTFORMAT, 0, &format) != FcResultMatch ||
	    strcmp((const char *)format, "TrueType") == 0 ||
	    strcmp((const char *)format, "CFF") == 0)
		return NULL;
	return (const char *)format;
}

static bool
face_read(struct font_face *face, FcPattern *p)
{
	FcChar8 *file, *family;
	FcCharSet *coverage;
	double weight = FC_WEIGHT_REGULAR, width = FC_WIDTH_NORMAL;
	int slant = FC_SLANT_ROMAN;

	if (FcPatternGetString(p, FC_FILE, 0, &file) != FcResultMatch ||
	    FcPatternGetString(p, FC_FAMILY, 0, &family) != FcResultMatch ||
	    FcPatternGetCharSet(p, FC_CHARSET, 0, &coverage) != FcResultMatch)
		return false;
	/* A variable font itself has a range of weights; its instances stand beside it. */
	if (!flag_of(p, FC_SCALABLE, true) || flag_of(p, FC_COLOR, false) ||
	    flag_of(p, FC_VARIABLE, false) || unusable_format(p) != NULL)
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

static void
unusable_add(struct font_set *set, FcPattern *p)
{
	const char *format = unusable_format(p);
	FcChar8 *name;
	for (int n = 0; format != NULL && flag_of(p, FC_SCALABLE, true) &&
			FcPatternGetString(p, FC_FAMILY, n, &name) == FcResultMatch;
	     n++) {
		char key[KEY_MAX];
		size_t len = font_family_key(key, sizeof key, (const char *)name,
					     strlen((const char *)name));
		map_put_n(set->unusable, key, len, (void *)(uintptr_t)format);
	}
}

static void
family_add(struct arena *arena, struct font_set *set, const char *name, struct font_face *face)
{
	char key[KEY_MAX];
	size_t n = font_family_key(key, sizeof key, name, strlen(name));
	if (n == 0)
		return;
	struct font_family *family = map_find_n(set->families, key, n);
	if (family == NULL) {
		family = ARENA_NEW(arena, struct font_family);
		family->name = name;
		map_put_n(set->families, key, n, family);
	}
	VEC_PUSH(arena, &family->faces, face);
}

static int
face_order(const void *a, const void *b)
{
	const struct font_face *x = a, *y = b;
	int by = strcmp(x->file, y->file);
	return by != 0 ? by : (x->index > y->index) - (x->index < y->index);
}

/* A folder's order is the file system's: sorted, ties end the same way anywhere. */
static void
faces_read(struct font_set *set, const FcFontSet *from)
{
	size_t before = set->count;
	for (int i = 0; from != NULL && i < from->nfont; i++) {
		if (face_read(&set->faces[set->count], from->fonts[i]))
			set->count++;
		else
			unusable_add(set, from->fonts[i]);
	}
	if (set->count > before)
		qsort(set->faces + before, set->count - before, sizeof *set->faces, face_order);
}

void
font_set_read(struct arena *arena, struct font_set *set)
{
	const FcFontSet *added = FcConfigGetFonts(set->config, FcSetApplication);
	const FcFontSet *named = FcConfigGetFonts(set->config, FcSetSystem);
	size_t room = 0;
	room += added != NULL && added->nfont > 0 ? (size_t)added->nfont : 0;
	room += named != NULL && named->nfont > 0 ? (size_t)named->nfont : 0;
	set->families = map_new(arena);
	set->unusable = map_new(arena);
	set->faces = ARENA_ARRAY(arena, room, struct font_face);
	faces_read(set, added);
	faces_read(set, named);
	for (size_t i = 0; i < set->count; i++) {
		struct font_face *face = &set->faces[i];
		FcChar8 *name;
		for (int n = 0;
		     FcPatternGetString(face->pattern, FC_FAMILY, n, &name) == FcResultMatch; n++)
			family_add(arena, set, (const char *)name, face);
	}
}
