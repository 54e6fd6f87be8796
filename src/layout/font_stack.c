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

#include <stdio.h>
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
	const char *features; /* of the family that is being put */
	bool draw;	      /* styles that are not there may be made */
	bool found;	      /* an alias was put */
};

static bool
put_family(struct stack_build *b, const struct font_family *family)
{
	if (family == NULL)
		return false;
	const struct font_stack *s = b->stack;
	struct font_face *face = font_family_face(family, s->weight, s->style, s->stretch);
	if (face == NULL)
		return false;
	if (b->draw)
		face = font_face_drawn(b->book, face, s->weight, s->style);
	for (size_t i = 0; i < b->choices.len; i++) {
		if (b->choices.at[i].face == face)
			return true;
	}
	struct font_choice choice = {.face = face, .features = b->features};
	VEC_PUSH(b->book->arena, &b->choices, choice);
	return true;
}

static bool
put_own(struct stack_build *b, const char *name, size_t len)
{
	return put_family(b, font_set_family(&b->book->own, name, len));
}

static void
put_substitute(void *ctx, const char *name)
{
	put_own(ctx, name, strlen(name));
}

static void
put_alias(void *ctx, const char *name)
{
	struct stack_build *b = ctx;
	if (!b->found)
		b->found = put_own(b, name, strlen(name));
}

static void
put_machine_alias(void *ctx, const char *name)
{
	struct stack_build *b = ctx;
	if (!b->found)
		b->found = put_family(b, font_set_family(&b->book->machine, name, strlen(name)));
}

/* A family by its name: from our own folders, or one that stands in for it there by fonts.conf;
 * only then the machine's folders are opened. */
static bool
put_named(struct stack_build *b, const char *name, size_t len)
{
	b->draw = !b->book->base14;
	if (put_own(b, name, len))
		return true;
	bool first = b->choices.len == 0;
	const char *key = arena_strndup(b->book->arena, name, len);
	b->found = false;
	font_book_substitutes(b->book, key, "", put_alias, b);
	if (!b->found && font_book_machine(b->book) != NULL) {
		if (put_family(b, font_set_family(&b->book->machine, name, len)))
			return true;
		font_book_substitutes(b->book, key, "", put_machine_alias, b);
	}
	if (b->found && first)
		b->stack->alias = key;
	return b->found;
}

static bool
put_base14(struct stack_build *b, const char *name, size_t len)
{
	const char *family = base14_family(name, len);
	b->features = BASE14_FEATURES;
	bool there = family != NULL && put_own(b, family, strlen(family));
	b->features = "";
	if (!there)
		return false;
	for (size_t i = 0; i < b->choices.len; i++) {
		struct font_choice *c = &b->choices.at[i];
		if (c->base14 == NULL)
			c->base14 = base14_of(c->face);
	}
	return true;
}

/* A generic family: in documents of others first the fonts that have the widths other formatters
 * give it, so that they come to as many pages; these are aliases too. */
static void
put_generic(struct stack_build *b, const char *name)
{
	b->draw = false;
	if (strcasecmp(name, "any") == 0)
		name = "sans-serif";
	if (b->book->everywhere) {
		char common[32];
		snprintf(common, sizeof common, "common %s", name);
		font_book_substitutes(b->book, common, "", put_substitute, b);
	}
	font_book_substitutes(b->book, name, "", put_substitute, b);
}

/* What a family that is not there was like, as far as its name tells. */
static const char *
generic_like(const char *families)
{
	static const struct {
		const char *word;
		const char *generic;
	} words[] = {
		{"mono", "monospace"}, {"courier", "monospace"},    {"console", "monospace"},
		{"code", "monospace"}, {"typewriter", "monospace"}, {"sans", "sans-serif"},
		{"serif", "serif"},    {"times", "serif"},	    {"roman", "serif"},
		{"garamond", "serif"}, {"palatino", "serif"},	    {"georgia", "serif"},
		{"minion", "serif"},   {"book antiqua", "serif"},
	};
	for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
		if (strcasestr(families, words[i].word) != NULL)
			return words[i].generic;
	}
	return "sans-serif";
}

static void
stack_fill(struct stack_build *b)
{
	struct family_part part;
	for (const char *p = b->stack->families; family_next(&p, &part);) {
		if (b->book->base14 && put_base14(b, part.name, part.len))
			continue;
		b->features = features_read(b->book->arena, part.features, part.features_len);
		if (is_generic(part.name, part.len))
			put_generic(b, arena_strndup(b->book->arena, part.name, part.len));
		else
			put_named(b, part.name, part.len);
		b->features = "";
	}
	if (b->choices.len == 0) {
		b->stack->substitute = true;
		if (b->book->base14)
			put_base14(b, "times", 5);
		put_generic(b, generic_like(b->stack->families));
		put_generic(b, "sans-serif");
	}
	/* Whatever there is, if even the configuration's families are not. */
	for (size_t i = 0; i < b->book->own.count && b->choices.len == 0; i++) {
		struct font_choice choice = {.face = &b->book->own.faces[i], .features = ""};
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
		struct stack_build b = {.book = book, .stack = stack, .features = ""};
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
	struct stack_build b = {.book = book, .stack = &like, .features = ""};
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

const char *
font_unusable(struct font_book *book, const char *families)
{
	struct family_part part;
	for (const char *p = families; family_next(&p, &part);) {
		const char *format = font_set_unusable(&book->own, part.name, part.len);
		if (format == NULL && font_book_machine(book) != NULL)
			format = font_set_unusable(&book->machine, part.name, part.len);
		if (format != NULL)
			return format;
	}
	return NULL;
}
