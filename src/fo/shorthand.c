/*
 * Expands shorthands (XSL 1.1 §7.31) into texts of single properties, which are then read like any
 * other: shorthand.def says which form a shorthand has and which properties it sets.
 */
#include "fo/shorthand.h"

#include "fo/value.h"

#include <assert.h>
#include <string.h>

enum form {
	FORM_BOX,
	FORM_EDGE,
	FORM_FONT,
	FORM_BACKGROUND,
	FORM_POSITION2,
	FORM_SIZE,
	FORM_PAIR,
	FORM_LANG,
	FORM_MAP
};

static const struct {
	enum form form;
	const char *targets;
} rows[FO_SHORT_COUNT] = {
#define SHORTHAND(id, name, form_, targets_, support, section) \
	[FO_SHORT_##id] = {.form = FORM_##form_, .targets = (targets_)},
#define MAPPING(shorthand, value, expansion)
#include "fo/shorthand.def"
#undef SHORTHAND
#undef MAPPING
};

static const struct {
	enum fo_shorthand shorthand;
	const char *value;
	const char *expansion;
} mappings[] = {
#define SHORTHAND(id, name, form, targets, support, section)
#define MAPPING(shorthand_, value_, expansion_) \
	{.shorthand = FO_SHORT_##shorthand_, .value = (value_), .expansion = (expansion_)},
#include "fo/shorthand.def"
#undef SHORTHAND
#undef MAPPING
};

#define MAX_WORDS   16
#define MAX_TARGETS 12

struct word {
	const char *at;
	size_t len;
};

struct words {
	struct word at[MAX_WORDS];
	size_t count;
};

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool
word_is(const struct word *w, const char *text)
{
	return w->len == strlen(text) && memcmp(w->at, text, w->len) == 0;
}

/* An operator standing by itself joins its neighbours: "1pt + 1pt" is one value. */
static void
join_operators(struct words *w)
{
	for (size_t i = 1; i + 1 < w->count;) {
		if (!word_is(&w->at[i], "+") && !word_is(&w->at[i], "-") &&
		    !word_is(&w->at[i], "*") && !word_is(&w->at[i], "div") &&
		    !word_is(&w->at[i], "mod")) {
			i++;
			continue;
		}
		w->at[i - 1].len = (size_t)(w->at[i + 1].at + w->at[i + 1].len - w->at[i - 1].at);
		w->count -= 2;
		memmove(&w->at[i], &w->at[i + 2], (w->count - i) * sizeof w->at[0]);
	}
}

/* Cuts at white space outside of parentheses and quotes; false if there are too many. */
static bool
cut(const char *text, size_t len, struct words *w)
{
	const char *end = text + len;

	w->count = 0;
	for (;;) {
		int depth = 0;
		char quote = 0;
		const char *start;

		while (text < end && is_space(*text))
			text++;
		if (text == end) {
			join_operators(w);
			return true;
		}
		if (w->count == MAX_WORDS)
			return false;
		for (start = text; text < end; text++) {
			if (quote != 0)
				quote = *text == quote ? 0 : quote;
			else if (*text == '\'' || *text == '"')
				quote = *text;
			else if (*text == '(')
				depth++;
			else if (*text == ')')
				depth--;
			else if (depth <= 0 && is_space(*text))
				break;
		}
		w->at[w->count++] = (struct word){.at = start, .len = (size_t)(text - start)};
	}
}

/* Sets the target called name[0..len). */
static void
take(const struct fo_expansion *x, const char *target, size_t len, struct word w)
{
	struct fo_name name;

	if (fo_name_find(x->tables, target, len, &name))
		x->take(x->ctx, name, w.at, w.len);
}

static void
take_at(const struct fo_expansion *x, const struct words *targets, size_t index, struct word w)
{
	assert(index < targets->count); /* as many as the row's form wants */
	take(x, targets->at[index].at, targets->at[index].len, w);
}

static struct word
literal(const char *text)
{
	return (struct word){.at = text, .len = strlen(text)};
}

static struct word
initial_of(const struct fo_expansion *x, const struct word *target)
{
	struct fo_name name;
	bool found = fo_name_find(x->tables, target->at, target->len, &name);

	return literal(found ? fo_prop_rows[name.index].initial : "");
}

/* One to four values for top, right, bottom, left, as CSS deals them out. */
static bool
expand_box(const struct fo_expansion *x, const struct words *targets, const struct words *w)
{
	static const uint8_t deal[4][4] = {{0, 0, 0, 0}, {0, 1, 0, 1}, {0, 1, 2, 1}, {0, 1, 2, 3}};

	if (w->count < 1 || w->count > 4)
		return false;
	for (size_t i = 0; i < 4; i++)
		take_at(x, targets, i, w->at[deal[w->count - 1][i]]);
	return true;
}

static bool
has_keyword(const struct fo_expansion *x, enum fo_prop prop, const struct word *w)
{
	enum fo_keyword k = fo_keyword_find(x->tables, w->at, w->len);

	return k != FO_KW_NONE_ && fo_syntax_has(&x->tables->syntax[prop], k);
}

/* Does it begin as a number does? */
static bool
is_measure(const struct word *w)
{
	return w->len > 0 && strchr("0123456789.+-", w->at[0]) != NULL;
}

static bool
is_colour(const struct word *w)
{
	struct colour c;

	return word_is(w, "transparent") || fo_colour_find(w->at, w->len, &c) ||
	       (w->len > 4 && (memcmp(w->at, "rgb", 3) == 0 || memcmp(w->at, "cmyk", 4) == 0 ||
			       memcmp(w->at, "syst", 4) == 0));
}

/* Width, style and colour in any order; those missing are initial.  Targets come in groups of four
 * edges, or of one. */
static bool
expand_edge(const struct fo_expansion *x, const struct words *targets, const struct words *w)
{
	struct word parts[3];
	size_t group = targets->count / 3;

	assert(group > 0);
	parts[0] = literal("medium");
	parts[1] = literal("none");
	parts[2] = literal("");
	if (w->count < 1 || w->count > 3)
		return false;
	for (size_t i = 0; i < w->count; i++) {
		if (has_keyword(x, FO_PROP_BORDER_TOP_STYLE, &w->at[i]))
			parts[1] = w->at[i];
		else if (is_colour(&w->at[i]))
			parts[2] = w->at[i];
		else
			parts[0] = w->at[i];
	}
	for (size_t i = 0; i < targets->count; i++)
		take_at(x, targets, i, parts[i / group]);
	return true;
}

/* Position words: horizontal, vertical; one alone leaves the other centred. */
static bool
expand_position(const struct fo_expansion *x, const struct words *targets, const struct word *at,
		size_t count)
{
	struct word h, v;

	if (count < 1 || count > 2)
		return false;
	h = at[0];
	v = count == 2 ? at[1] : literal("50%");
	if (word_is(&h, "top") || word_is(&h, "bottom") ||
	    (count == 2 && (word_is(&v, "left") || word_is(&v, "right")))) {
		struct word swap = h;
		h = count == 2 ? v : literal("50%");
		v = swap;
	}
	take_at(x, targets, 0, h);
	take_at(x, targets, 1, v);
	return true;
}

static bool
is_position(const struct word *w)
{
	return is_measure(w) || word_is(w, "left") || word_is(w, "right") || word_is(w, "top") ||
	       word_is(w, "bottom") || word_is(w, "center");
}

/* Colour, image, repeat, attachment, position in any order; those missing are initial. */
static bool
expand_background(const struct fo_expansion *x, const struct words *targets, const struct words *w)
{
	struct word parts[4], position[2];
	struct words tail = {.count = 2};
	size_t positions = 0;

	for (size_t i = 0; i < 4; i++)
		parts[i] = initial_of(x, &targets->at[i]);
	for (size_t i = 0; i < w->count; i++) {
		const struct word *word = &w->at[i];
		if (is_position(word) && positions < 2)
			position[positions++] = *word;
		else if (has_keyword(x, FO_PROP_BACKGROUND_REPEAT, word))
			parts[2] = *word;
		else if (has_keyword(x, FO_PROP_BACKGROUND_ATTACHMENT, word))
			parts[3] = *word;
		else if (is_colour(word))
			parts[0] = *word;
		else if (word_is(word, "none") ||
			 (word->len > 4 && memcmp(word->at, "url(", 4) == 0))
			parts[1] = *word;
		else
			return false;
	}
	for (size_t i = 0; i < 4; i++)
		take_at(x, targets, i, parts[i]);
	tail.at[0] = targets->at[4];
	tail.at[1] = targets->at[5];
	if (positions == 0) {
		position[0] = position[1] = literal("0%");
		positions = 2;
	}
	return expand_position(x, &tail, position, positions);
}

/* [ style || variant || weight ]? size [ / line-height ]? family; the rest is initial. */
static bool
expand_font(const struct fo_expansion *x, const struct words *targets, const char *text, size_t len)
{
	enum { STYLE, VARIANT, WEIGHT, SIZE, HEIGHT, FAMILY };
	struct word parts[8];
	const char *end = text + len;

	assert(targets->count == 8);
	for (size_t i = 0; i < 8; i++)
		parts[i] = initial_of(x, &targets->at[i]);
	for (;;) {
		struct word w = {.at = text};
		while (text < end && !is_space(*text))
			text++;
		w.len = (size_t)(text - w.at);
		while (text < end && is_space(*text))
			text++;
		if (text == end)
			return false; /* a family is needed; system fonts are no page's business */
		if (has_keyword(x, FO_PROP_FONT_WEIGHT, &w) && !word_is(&w, "normal")) {
			parts[WEIGHT] = w;
		} else if (has_keyword(x, FO_PROP_FONT_STYLE, &w)) {
			if (!word_is(&w, "normal"))
				parts[STYLE] = w;
		} else if (has_keyword(x, FO_PROP_FONT_VARIANT, &w)) {
			parts[VARIANT] = w;
		} else if (w.len == 3 && memcmp(w.at + 1, "00", 2) == 0) {
			parts[WEIGHT] = w;
		} else {
			const char *slash = memchr(w.at, '/', w.len);
			parts[SIZE] = w;
			if (slash != NULL) {
				parts[SIZE].len = (size_t)(slash - w.at);
				parts[HEIGHT].at = slash + 1;
				parts[HEIGHT].len = w.len - parts[SIZE].len - 1;
			}
			break;
		}
	}
	if (text < end && *text == '/') { /* "12pt /14pt", "12pt / 14pt" */
		for (text++; text < end && *text == ' ';)
			text++;
		parts[HEIGHT].at = text;
		while (text < end && !is_space(*text))
			text++;
		parts[HEIGHT].len = (size_t)(text - parts[HEIGHT].at);
	}
	parts[FAMILY] = (struct word){.at = text, .len = (size_t)(end - text)};
	fo_trim(&parts[FAMILY].at, &parts[FAMILY].len);
	if (parts[FAMILY].len == 0)
		return false;
	for (size_t i = 0; i < targets->count; i++)
		take_at(x, targets, i, parts[i]);
	return true;
}

static bool
expand_size(const struct fo_expansion *x, const struct words *targets, const struct words *w)
{
	if (w->count < 1 || w->count > 2)
		return false;
	/* landscape and portrait leave the formatter's own paper: A4. */
	if (word_is(&w->at[0], "landscape") || word_is(&w->at[0], "portrait")) {
		bool tall = word_is(&w->at[0], "portrait");
		take_at(x, targets, 0, literal(tall ? "210mm" : "297mm"));
		take_at(x, targets, 1, literal(tall ? "297mm" : "210mm"));
		return true;
	}
	take_at(x, targets, 0, w->at[0]);
	take_at(x, targets, 1, w->at[w->count - 1]);
	return true;
}

/* language, script of four letters, country of two letters or three digits (BCP 47). */
static bool
expand_lang(const struct fo_expansion *x, const struct words *targets, const char *text, size_t len)
{
	struct word parts[3];

	parts[0] = parts[1] = literal("none");
	parts[2] = literal("auto");
	for (size_t n = 0; len > 0; n++) {
		size_t part = 0;
		while (part < len && text[part] != '-' && text[part] != '_')
			part++;
		struct word w = {.at = text, .len = part};
		if (n == 0)
			parts[0] = w;
		else if (part == 4)
			parts[2] = w;
		else if (part == 2 || (part == 3 && text[0] >= '0' && text[0] <= '9'))
			parts[1] = w;
		text += part + (part < len);
		len -= part + (part < len);
	}
	if (parts[0].len == 0)
		parts[0] = literal("none");
	for (size_t i = 0; i < 3; i++)
		take_at(x, targets, i, parts[i]);
	return true;
}

static bool
expand_map(const struct fo_expansion *x, enum fo_shorthand shorthand, struct word value)
{
	for (size_t i = 0; i < sizeof mappings / sizeof *mappings; i++) {
		const char *p = mappings[i].expansion;

		if (mappings[i].shorthand != shorthand ||
		    (!word_is(&value, mappings[i].value) && mappings[i].value[0] != '*'))
			continue;
		while (*p != '\0') {
			size_t stem = strcspn(p, "="), rest = strcspn(p + stem + 1, " ");
			struct word w = {.at = p + stem + 1, .len = rest};
			take(x, p, stem, rest == 1 && w.at[0] == '$' ? value : w);
			p += stem + 1 + rest;
			p += *p == ' ';
		}
		return true;
	}
	return false;
}

static bool
expand(const struct fo_expansion *x, enum fo_shorthand shorthand, struct word text)
{
	struct words targets = {.count = 0}, w;

	cut(rows[shorthand].targets, strlen(rows[shorthand].targets), &targets);
	assert(targets.count > 0);
	if (word_is(&text, "inherit")) {
		for (size_t i = 0; i < targets.count; i++)
			take_at(x, &targets, i, text);
		return true;
	}
	if (rows[shorthand].form == FORM_FONT)
		return expand_font(x, &targets, text.at, text.len);
	if (rows[shorthand].form == FORM_LANG)
		return expand_lang(x, &targets, text.at, text.len);
	if (rows[shorthand].form == FORM_MAP)
		return expand_map(x, shorthand, text);
	if (!cut(text.at, text.len, &w))
		return false;
	switch (rows[shorthand].form) {
	case FORM_BOX:
		return expand_box(x, &targets, &w);
	case FORM_EDGE:
		return expand_edge(x, &targets, &w);
	case FORM_BACKGROUND:
		return expand_background(x, &targets, &w);
	case FORM_POSITION2:
		return expand_position(x, &targets, w.at, w.count);
	case FORM_SIZE:
		return expand_size(x, &targets, &w);
	case FORM_PAIR:
		if (w.count < 1 || w.count > 2)
			return false;
		take_at(x, &targets, 0, w.at[0]);
		take_at(x, &targets, 1, w.at[w.count - 1]);
		return true;
	default:
		return false;
	}
}

bool
fo_shorthand_expand(const struct fo_expansion *x, enum fo_shorthand shorthand, const char *text,
		    size_t len, const char **why)
{
	fo_trim(&text, &len);
	if (expand(x, shorthand, (struct word){.at = text, .len = len}))
		return true;
	*why = "it is not of the shorthand's form";
	return false;
}
