/*
 * Stacks of fonts: what a font-family list comes to, and what is asked for the characters it lacks.
 *
 * The families of the list that are there, in its order, each with the features written behind it;
 * then, only when a character is missing, the fallback order of fonts.conf for the language.
 */
#include "layout/font_book.h"

#include "base/arena.h"
#include "base/map.h"
#include "base/strbuf.h"

#include <string.h>

/* The standard fonts of PDF by the URW fonts that have their widths; ascent and descent are those
 * of Adobe's AFM files, as other formatters use them. */
static const struct font_base14 base14_fonts[] = {
	{"Nimbus Sans", 400, false, 718, 207, 523, 718, "Helvetica"},
	{"Nimbus Sans", 700, false, 718, 207, 532, 718, "Helvetica-Bold"},
	{"Nimbus Sans", 400, true, 718, 207, 523, 718, "Helvetica-Oblique"},
	{"Nimbus Sans", 700, true, 718, 207, 532, 718, "Helvetica-BoldOblique"},
	{"Nimbus Roman", 400, false, 683, 217, 450, 662, "Times-Roman"},
	{"Nimbus Roman", 700, false, 676, 205, 461, 676, "Times-Bold"},
	{"Nimbus Roman", 400, true, 683, 205, 441, 653, "Times-Italic"},
	{"Nimbus Roman", 700, true, 699, 205, 462, 669, "Times-BoldItalic"},
	{"Nimbus Mono PS", 400, false, 629, 157, 426, 562, "Courier"},
	{"Nimbus Mono PS", 700, false, 626, 142, 439, 562, "Courier-Bold"},
	{"Nimbus Mono PS", 400, true, 629, 157, 426, 562, "Courier-Oblique"},
	{"Nimbus Mono PS", 700, true, 626, 142, 439, 562, "Courier-BoldOblique"},
	{"Standard Symbols PS", 400, false, 1010, 293, 0, 0, "Symbol"},
	{"D050000L", 400, false, 820, 143, 0, 0, "ZapfDingbats"},
};

/* Names that mean one of them. */
static const struct {
	const char *name;
	const char *family;
} base14_names[] = {
	{"helvetica", "Nimbus Sans"},	  {"sans-serif", "Nimbus Sans"},
	{"any", "Nimbus Sans"},		  {"sansserif", "Nimbus Sans"},
	{"times", "Nimbus Roman"},	  {"times roman", "Nimbus Roman"},
	{"times-roman", "Nimbus Roman"},  {"serif", "Nimbus Roman"},
	{"courier", "Nimbus Mono PS"},	  {"monospace", "Nimbus Mono PS"},
	{"monospaced", "Nimbus Mono PS"}, {"symbol", "Standard Symbols PS"},
	{"zapfdingbats", "D050000L"},
};
#define BASE14_FEATURES "kern=0,liga=0,clig=0,calt=0,dlig=0"
#define BASE14_DEFAULT	"Nimbus Roman" /* for families that are not there, as Apache FOP has it */

static const char *
base14_family(const char *name, size_t len)
{
	for (size_t i = 0; i < sizeof base14_names / sizeof *base14_names; i++) {
		const char *n = base14_names[i].name;
		if (strlen(n) == len && strncasecmp(n, name, len) == 0)
			return base14_names[i].family;
	}
	return NULL;
}

static bool
is_generic(const char *name, size_t len)
{
	static const char *const names[] = {"sans-serif", "serif",   "monospace",
					    "cursive",	  "fantasy", "any"};
	for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
		if (strlen(names[i]) == len && strncasecmp(names[i], name, len) == 0)
			return true;
	}
	return false;
}

/* ":tnum:-liga:cv05=2" to Pango's "tnum=1,liga=0,cv05=2"; anything that is no tag is dropped. */
static const char *
features_read(struct arena *arena, const char *s, size_t len)
{
	struct strbuf b = STRBUF_INIT;
	const char *end = s + len;
	while (s < end) {
		const char *stop = memchr(s, ':', (size_t)(end - s));
		if (stop == NULL)
			stop = end;
		bool off = s < stop && *s == '-';
		const char *tag = off || (s < stop && *s == '+') ? s + 1 : s;
		size_t n = 0;
		while (tag + n < stop &&
		       ((tag[n] >= 'a' && tag[n] <= 'z') || (tag[n] >= 'A' && tag[n] <= 'Z') ||
			(tag[n] >= '0' && tag[n] <= '9')))
			n++;
		int value = off ? 0 : 1;
		if (n == 4 && tag + n + 1 < stop && tag[n] == '=' && tag[n + 1] >= '0' &&
		    tag[n + 1] <= '9')
			value = tag[n + 1] - '0';
		if (n == 4)
			strbuf_printf(&b, "%s%.4s=%d", b.len > 0 ? "," : "", tag, value);
		s = stop < end ? stop + 1 : end;
	}
	const char *result = arena_strndup(arena, b.s, b.len);
	strbuf_release(&b);
	return result;
}

/* One family of a list: its name and what stands behind the first colon. */
struct family_part {
	const char *name;
	size_t len;
	const char *features;
	size_t features_len;
};

static bool
family_next(const char **p, struct family_part *part)
{
	const char *s = *p;
	while (*s == ' ' || *s == ',' || *s == '\t' || *s == '\n')
		s++;
	if (*s == '\0')
		return false;
	*part = (struct family_part){.name = s};
	char quote = '\0';
	const char *colon = NULL;
	while (*s != '\0' && (quote != '\0' || *s != ',')) {
		if (quote != '\0' ? *s == quote : *s == '"' || *s == '\'')
			quote = quote != '\0' ? '\0' : *s;
		else if (*s == ':' && colon == NULL)
			colon = s;
		s++;
	}
	const char *end = colon != NULL ? colon : s;
	if (colon != NULL) {
		part->features = colon + 1;
		part->features_len = (size_t)(s - colon - 1);
	}
	while (end > part->name && (end[-1] == ' ' || end[-1] == '"' || end[-1] == '\''))
		end--;
	while (part->name < end &&
	       (*part->name == '"' || *part->name == '\'' || *part->name == ' '))
		part->name++;
	part->len = (size_t)(end - part->name);
	*p = s;
	return true;
}

static const struct font_base14 *
base14_of(const struct font_face *face)
{
	for (size_t i = 0; i < sizeof base14_fonts / sizeof *base14_fonts; i++) {
		const struct font_base14 *b = &base14_fonts[i];
		if (strcmp(b->family, face->family) == 0 &&
		    (b->weight > 500) == (face->weight > 500) &&
		    b->italic == (face->style != FONT_NORMAL))
			return b;
	}
	return NULL;
}

struct stack_build {
	struct font_book *book;
	struct font_stack *stack;
	struct font_choices choices;
};

static bool
stack_put(struct stack_build *b, const char *name, size_t len, const char *features)
{
	const struct font_family *family = font_book_family(b->book, name, len);
	if (family == NULL)
		return false;
	const struct font_stack *s = b->stack;
	struct font_face *face = font_family_face(family, s->weight, s->style, s->stretch);
	if (face == NULL)
		return false;
	for (size_t i = 0; i < b->choices.len; i++) {
		if (b->choices.at[i].face == face)
			return true;
	}
	struct font_choice choice = {.face = face, .features = features};
	VEC_PUSH(b->book->arena, &b->choices, choice);
	return true;
}

static void
put_substitute(void *ctx, const char *name)
{
	stack_put(ctx, name, strlen(name), "");
}

static bool
put_base14(struct stack_build *b, const char *name, size_t len)
{
	const char *family = base14_family(name, len);
	if (family == NULL || !stack_put(b, family, strlen(family), BASE14_FEATURES))
		return false;
	for (size_t i = 0; i < b->choices.len; i++) {
		struct font_choice *c = &b->choices.at[i];
		if (c->base14 == NULL)
			c->base14 = base14_of(c->face);
	}
	return true;
}

static void
stack_fill(struct stack_build *b)
{
	struct family_part part;
	for (const char *p = b->stack->families; family_next(&p, &part);) {
		const char *features =
			features_read(b->book->arena, part.features, part.features_len);
		if (b->book->base14 && put_base14(b, part.name, part.len))
			continue;
		if (is_generic(part.name, part.len)) {
			char name[16];
			memcpy(name, part.name, part.len);
			name[part.len] = '\0';
			if (strcasecmp(name, "any") == 0)
				memcpy(name, "sans-serif", 11);
			size_t before = b->choices.len;
			font_book_substitutes(b->book, name, "", put_substitute, b);
			for (size_t i = before; i < b->choices.len; i++)
				b->choices.at[i].features = features;
			continue;
		}
		stack_put(b, part.name, part.len, features);
	}
	if (b->choices.len == 0) {
		b->stack->substitute = true;
		if (b->book->base14)
			put_base14(b, "times", 5);
		font_book_substitutes(b->book, "sans-serif", "", put_substitute, b);
	}
	/* Whatever there is, if even the configuration's families are not. */
	for (size_t i = 0; i < b->book->face_count && b->choices.len == 0; i++) {
		struct font_choice choice = {.face = &b->book->faces[i], .features = ""};
		if (!choice.face->broken)
			VEC_PUSH(b->book->arena, &b->choices, choice);
	}
}

const struct font_stack *
font_stack_find(struct font_book *book, const char *families, int weight, enum font_style style,
		int stretch)
{
	struct strbuf key = STRBUF_INIT;
	strbuf_printf(&key, "%d|%d|%d|%s", weight, (int)style, stretch, families);
	struct font_stack *stack = map_find_n(book->stacks, key.s, key.len);
	if (stack == NULL) {
		stack = ARENA_NEW(book->arena, struct font_stack);
		*stack = (struct font_stack){.families = arena_strdup(book->arena, families),
					     .weight = weight,
					     .style = style,
					     .stretch = stretch,
					     .fallback = map_new(book->arena)};
		struct stack_build b = {.book = book, .stack = stack};
		stack_fill(&b);
		stack->count = b.choices.len;
		stack->at = b.choices.at;
		map_put_n(book->stacks, key.s, key.len, stack);
	}
	strbuf_release(&key);
	return stack;
}

const struct font_choices *
font_stack_fallback(struct font_book *book, const struct font_stack *stack, const char *lang)
{
	struct font_choices *choices = map_find(stack->fallback, lang);
	if (choices != NULL)
		return choices;
	struct font_stack like = *stack;
	struct stack_build b = {.book = book, .stack = &like};
	/* A serif text falls back to serif faces first. */
	bool serif = stack->count > 0 && strstr(stack->at[0].face->family, "Serif") != NULL;
	if (serif)
		font_book_substitutes(book, "serif", lang, put_substitute, &b);
	font_book_substitutes(book, "sans-serif", lang, put_substitute, &b);
	if (!serif)
		font_book_substitutes(book, "serif", lang, put_substitute, &b);
	choices = ARENA_NEW(book->arena, struct font_choices);
	*choices = b.choices;
	map_put(stack->fallback, lang, choices);
	return choices;
}
