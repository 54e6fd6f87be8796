/*
 * The text of a property to its value, by the types in the `values` column of its row: first what
 * is taken as written (names, URIs, texts, lists), then keywords, then expressions.
 */
#include "fo/value.h"

#include "base/arena.h"
#include "base/utf8.h"
#include "base/vec.h"

#include <math.h>
#include <string.h>

/* 35 m: layout adds up lengths, and a dozen of them are still a dim. */
#define MAX_LENGTH (100000 * DIM_PT)

static bool
fail(struct fo_expr *e, const char *why)
{
	if (e->why == NULL)
		e->why = why;
	return false;
}

void
fo_trim(const char **text, size_t *len)
{
	while (*len > 0 && utf8_is_xml_space((unsigned char)**text)) {
		(*text)++;
		(*len)--;
	}
	while (*len > 0 && utf8_is_xml_space((unsigned char)(*text)[*len - 1]))
		(*len)--;
}

/* Quotes around the whole text: a string literal. */
static bool
unquote(const char **text, size_t *len)
{
	if (*len < 2 || ((*text)[0] != '\'' && (*text)[0] != '"') ||
	    (*text)[*len - 1] != (*text)[0])
		return false;
	(*text)++;
	*len -= 2;
	return true;
}

static struct fo_value
string_value(struct arena *arena, const char *text, size_t len)
{
	return (struct fo_value){.kind = FO_VALUE_STRING,
				 .u.string = arena_strndup(arena, text, len)};
}

/* url(x), url('x'), 'x' or x. */
static struct fo_value
uri_value(struct arena *arena, const char *text, size_t len)
{
	if (len >= 5 && strncasecmp(text, "url(", 4) == 0 && text[len - 1] == ')') {
		text += 4;
		len -= 5;
		fo_trim(&text, &len);
	}
	unquote(&text, &len);
	return string_value(arena, text, len);
}

/* A list of families: quotes and spaces around each taken off, joined by one comma. */
static bool
families_value(struct fo_expr *e, struct arena *arena, const char *text, size_t len,
	       struct fo_value *out)
{
	char *joined = arena_alloc(arena, len + 1);
	size_t n = 0;

	while (len > 0) {
		const char *comma = memchr(text, ',', len);
		const char *name = text;
		size_t part = comma == NULL ? len : (size_t)(comma - text);

		text += part + (comma != NULL);
		len -= part + (comma != NULL);
		fo_trim(&name, &part);
		unquote(&name, &part);
		if (part == 0)
			continue;
		if (n > 0)
			joined[n++] = ',';
		memcpy(joined + n, name, part);
		n += part;
	}
	if (n == 0)
		return fail(e, "no family is named");
	*out = (struct fo_value){.kind = FO_VALUE_STRING, .u.string = joined};
	return true;
}

static bool
list_value(struct arena *arena, const struct fo_value *at, size_t count, struct fo_value *out)
{
	struct fo_list *list = ARENA_NEW(arena, struct fo_list);

	list->count = count;
	list->at = at;
	*out = (struct fo_value){.kind = FO_VALUE_LIST, .u.list = list};
	return true;
}

/* Up to the next white space. */
static size_t
word_len(const char *text, size_t len)
{
	size_t n = 0;

	while (n < len && !utf8_is_xml_space((unsigned char)text[n]))
		n++;
	return n;
}

static bool
is_decoration(enum fo_keyword k)
{
	return k == FO_KW_UNDERLINE || k == FO_KW_OVERLINE || k == FO_KW_LINE_THROUGH ||
	       k == FO_KW_BLINK || k == FO_KW_NO_UNDERLINE || k == FO_KW_NO_OVERLINE ||
	       k == FO_KW_NO_LINE_THROUGH || k == FO_KW_NO_BLINK;
}

static bool
decorations_value(struct fo_expr *e, struct arena *arena, const char *text, size_t len,
		  struct fo_value *out)
{
	struct {
		VEC(struct fo_value);
	} words = {0};

	for (fo_trim(&text, &len); len > 0; fo_trim(&text, &len)) {
		size_t n = word_len(text, len);
		enum fo_keyword k = fo_keyword_find(e->tables, text, n);
		if (!is_decoration(k))
			return fail(e, "underline, overline, line-through are lines");
		VEC_PUSH(arena, &words, fo_value_of_keyword(k));
		text += n;
		len -= n;
	}
	return list_value(arena, words.at, words.len, out);
}

/* §7.15.1: percentages, and any, which comes last wherever it stands. */
static bool
scales_value(struct fo_expr *e, struct arena *arena, const char *text, size_t len,
	     struct fo_value *out)
{
	struct {
		VEC(struct fo_value);
	} scales = {0};
	struct fo_expr_value v;

	for (fo_trim(&text, &len); len > 0; fo_trim(&text, &len)) {
		struct fo_value scale = fo_value_of_keyword(FO_KW_ANY);
		size_t n = word_len(text, len);

		if (fo_keyword_find(e->tables, text, n) != FO_KW_ANY) {
			if (!fo_expr_parse(e, text, n, &v))
				return false;
			if (!v.has_percent || !(v.percent > 0))
				return fail(e, "a percentage or any is wanted");
			scale = (struct fo_value){.kind = FO_VALUE_PERCENT, .u.number = v.percent};
		}
		VEC_PUSH(arena, &scales, scale);
		text += n;
		len -= n;
	}
	return list_value(arena, scales.at, scales.len, out);
}

/* rect(top, right, bottom, left), commas or spaces between. */
static bool
shape_value(struct fo_expr *e, struct arena *arena, const char *text, size_t len,
	    struct fo_value *out)
{
	struct fo_value *edges = ARENA_ARRAY(arena, 4, struct fo_value);
	const char *end;

	if (len < 6 || memcmp(text, "rect(", 5) != 0 || text[len - 1] != ')')
		return fail(e, "rect(top, right, bottom, left) is wanted");
	end = text + len - 1;
	text += 5;
	for (int i = 0; i < 4; i++) {
		struct fo_expr_value v;
		size_t n = 0;

		while (text < end && (utf8_is_xml_space((unsigned char)*text) || *text == ','))
			text++;
		while (text + n < end && text[n] != ',' &&
		       !utf8_is_xml_space((unsigned char)text[n]))
			n++;
		edges[i] = fo_value_of_keyword(FO_KW_AUTO);
		if (n != 4 || memcmp(text, "auto", 4) != 0) {
			if (!fo_expr_parse(e, text, n, &v) || !fo_value_from_expr(e, &v, &edges[i]))
				return false;
		}
		text += n;
	}
	return list_value(arena, edges, 4, out);
}

static struct fo_value
character_value(struct arena *arena, const char *text, size_t len)
{
	const char *p = text;

	if (len > 2 && unquote(&text, &len))
		p = text;
	if (len > 0)
		utf8_next(&p, text + len);
	return string_value(arena, text, (size_t)(p - text));
}

/* Types taken as written.  *taken: it was one of them. */
static bool
parse_raw(struct fo_expr *e, struct arena *arena, const char *text, size_t len,
	  struct fo_value *out, bool *taken)
{
	uint32_t types = e->tables->syntax[e->prop].types;

	*taken = true;
	if (types & FO_TYPE_URI) {
		*out = uri_value(arena, text, len);
		return true;
	}
	if (types & FO_TYPE_FAMILIES)
		return families_value(e, arena, text, len, out);
	if (types & FO_TYPE_DECORATIONS)
		return decorations_value(e, arena, text, len, out);
	if (types & FO_TYPE_SCALES)
		return scales_value(e, arena, text, len, out);
	if (types & FO_TYPE_SHAPE)
		return shape_value(e, arena, text, len, out);
	/* text-align="." aligns on a string; text-align="centre" is a slip. */
	if (types == FO_TYPE_STRING && fo_prop_rows[e->prop].inherit != FO_INHERIT_NODE &&
	    e->prop != FO_PROP_FORMAT && !unquote(&text, &len) && len > 1) {
		*taken = false;
		return true;
	}
	unquote(&text, &len);
	*out = string_value(arena, text, len);
	return true;
}

static bool
colour_value(struct arena *arena, const struct colour *colour, struct fo_value *out)
{
	struct colour *copy = ARENA_NEW(arena, struct colour);

	*copy = *colour;
	*out = (struct fo_value){.kind = FO_VALUE_COLOUR, .u.colour = copy};
	return true;
}

dim
fo_length(dim length)
{
	return dim_max(-MAX_LENGTH, dim_min(length, MAX_LENGTH));
}

bool
fo_value_from_expr(struct fo_expr *e, const struct fo_expr_value *v, struct fo_value *out)
{
	double points = v->number;

	if (v->kind == EXPR_NUMBER) { /* a length without unit */
		if (points != 0)
			e->no_unit = true;
		points *= e->px;
	} else if (v->kind != EXPR_LENGTH) {
		return fail(e, "a length is wanted");
	}
	*out = fo_value_of_dim(fo_length(dim_from_pt(points)));
	if (v->has_percent) {
		out->extra = out->u.dim;
		out->kind = FO_VALUE_PERCENT;
		out->u.number = v->percent;
	}
	return true;
}

static bool
from_numeric(struct fo_expr *e, const struct fo_expr_value *v, struct fo_value *out)
{
	uint32_t types = e->tables->syntax[e->prop].types;
	const uint32_t lengths = FO_TYPE_LENGTH | FO_TYPE_SPACE | FO_TYPE_RANGE |
				 FO_TYPE_CONDITIONAL | FO_TYPE_DIRECTIONS;

	if (v->kind == EXPR_NUMBER && (types & (FO_TYPE_NUMBER | FO_TYPE_INTEGER))) {
		bool whole = (types & FO_TYPE_INTEGER) != 0;
		*out = fo_value_of_number(whole ? floor(v->number + 0.5) : v->number);
		return true;
	}
	if ((v->kind == EXPR_ANGLE || v->kind == EXPR_NUMBER) && (types & FO_TYPE_ANGLE)) {
		*out = fo_value_of_number(v->number);
		return true;
	}
	if (v->kind == EXPR_COLUMNS) {
		if (e->prop != FO_PROP_COLUMN_WIDTH)
			return fail(e, "proportional-column-width() is for column-width");
		*out = (struct fo_value){.kind = FO_VALUE_COLUMNS,
					 .extra = fo_length(dim_from_pt(v->number)),
					 .u.number = v->share};
		return true;
	}
	if (v->has_percent && fo_prop_rows[e->prop].percent == FO_PERCENT_NONE &&
	    !(types & FO_TYPE_PERCENTAGE))
		return fail(e, "it takes no percentage");
	if ((types & lengths) || (v->has_percent && (types & FO_TYPE_PERCENTAGE)))
		return fo_value_from_expr(e, v, out);
	return fail(e, types & (FO_TYPE_NUMBER | FO_TYPE_INTEGER) ? "a number is wanted"
								  : "it takes no number");
}

/* A value that a property function fetched: is it one this property could have been given? */
static bool
fits(const struct fo_syntax *s, const struct fo_value *v)
{
	switch ((enum fo_kind)v->kind) {
	case FO_VALUE_KEYWORD:
		return fo_syntax_has(s, v->u.keyword);
	case FO_VALUE_COLOUR: /* transparent: real colours come as such */
		return fo_syntax_has(s, FO_KW_TRANSPARENT);
	case FO_VALUE_STRING:
		return (s->types & (FO_TYPE_STRING | FO_TYPE_NAME)) != 0;
	case FO_VALUE_SPACE:
		return (s->types & FO_TYPE_SPACE) != 0;
	case FO_VALUE_RANGE:
		return (s->types & FO_TYPE_RANGE) != 0;
	case FO_VALUE_KEEP:
		return (s->types & FO_TYPE_KEEP) != 0;
	default:
		return false;
	}
}

static bool
from_expression(struct fo_expr *e, struct arena *arena, const struct fo_expr_value *v,
		struct fo_value *out)
{
	const struct fo_syntax *s = &e->tables->syntax[e->prop];
	struct colour colour;
	enum fo_keyword k;

	switch (v->kind) {
	case EXPR_NAME:
		k = fo_keyword_find(e->tables, v->text, v->len);
		if (k != FO_KW_NONE_ && fo_syntax_has(s, k)) {
			*out = fo_value_of_keyword(k);
			return true;
		}
		if ((s->types & FO_TYPE_COLOUR) && fo_colour_find(v->text, v->len, &colour))
			return colour_value(arena, &colour, out);
		return fail(e, s->types & FO_TYPE_COLOUR ? "no such colour" : "no such keyword");
	case EXPR_COLOUR:
		if (!(s->types & FO_TYPE_COLOUR))
			return fail(e, "it takes no colour");
		return colour_value(arena, &v->colour, out);
	case EXPR_VALUE:
		*out = v->value;
		out->specified = 0;
		return fits(s, out) || fail(e, "the value fetched is of another kind");
	case EXPR_STRING:
		if (s->types & FO_TYPES_RAW) {
			*out = string_value(arena, v->text, v->len);
			return true;
		}
		return fail(e, "it takes no string");
	case EXPR_NUMBER:
	case EXPR_LENGTH:
	case EXPR_ANGLE:
	case EXPR_COLUMNS:
		return from_numeric(e, v, out);
	}
	return fail(e, "it cannot be read");
}

/* Keywords that stand for a value of another kind. */
static void
resolve_keyword(struct fo_expr *e, struct fo_value *v)
{
	if (v->kind != FO_VALUE_KEYWORD)
		return;
	switch (v->u.keyword) {
	case FO_KW_TRANSPARENT:
		*v = (struct fo_value){.kind = FO_VALUE_COLOUR};
		break;
	/* §7.8: thin, medium, thick are the formatter's: half a point, one, two. */
	case FO_KW_THIN:
		*v = fo_value_of_dim(DIM_PT / 2);
		break;
	case FO_KW_MEDIUM:
		if (e->prop != FO_PROP_FONT_SIZE &&
		    !(e->tables->syntax[e->prop].types & FO_TYPES_RAW))
			*v = fo_value_of_dim(DIM_PT);
		break;
	case FO_KW_THICK:
		*v = fo_value_of_dim(2 * DIM_PT);
		break;
	default:
		break;
	}
}

/* Initial leader-length is three lengths, which cannot be written in FO as one attribute. */
static bool
parse_range_triple(struct fo_expr *e, struct arena *arena, const char *text, size_t len,
		   struct fo_value *out)
{
	static const uint8_t parts[] = {FO_COMPONENT_MINIMUM, FO_COMPONENT_OPTIMUM,
					FO_COMPONENT_MAXIMUM};

	*out = fo_value_of_keyword(FO_KW_AUTO);
	*out = fo_compound_make(arena, FO_TYPE_RANGE, out);
	for (int i = 0; i < 3 && len > 0; i++) {
		const char *space = memchr(text, ' ', len);
		size_t n = space == NULL ? len : (size_t)(space - text);
		e->component = parts[i];
		if (!fo_compound_set(e, arena, text, n, out))
			return false;
		text += n + (space != NULL);
		len -= n + (space != NULL);
	}
	return true;
}

/* auto, always or an integer: for line, column and page alike. */
static bool
parse_keep(struct fo_expr *e, struct arena *arena, const char *text, size_t len,
	   struct fo_value *out)
{
	*out = fo_value_of_keyword(FO_KW_AUTO);
	*out = fo_compound_make(arena, FO_TYPE_KEEP, out);
	for (int c = FO_COMPONENT_WITHIN_LINE; c <= FO_COMPONENT_WITHIN_PAGE; c++) {
		e->component = (uint8_t)c;
		if (!fo_compound_set(e, arena, text, len, out))
			return false;
	}
	return true;
}

bool
fo_value_parse(struct fo_expr *e, struct arena *arena, const char *text, size_t len,
	       struct fo_value *out)
{
	const struct fo_syntax *s = &e->tables->syntax[e->prop];
	struct fo_expr_value v;
	bool taken;

	e->why = NULL;
	if (s->types & FO_TYPE_CHARACTER) {
		*out = character_value(arena, text, len);
		return true;
	}
	fo_trim(&text, &len);
	enum fo_keyword k = fo_keyword_find(e->tables, text, len);
	if (k != FO_KW_NONE_ && fo_syntax_has(s, k)) {
		*out = fo_value_of_keyword(k);
	} else if (s->types & FO_TYPE_KEEP) {
		return parse_keep(e, arena, text, len, out);
	} else if (e->prop == FO_PROP_LEADER_LENGTH && e->self == NULL) {
		return parse_range_triple(e, arena, text, len, out);
	} else {
		if ((s->types & FO_TYPES_RAW) &&
		    (!parse_raw(e, arena, text, len, out, &taken) || taken))
			return e->why == NULL;
		if (!fo_expr_parse(e, text, len, &v) || !from_expression(e, arena, &v, out))
			return false;
	}
	resolve_keyword(e, out);
	*out = fo_compound_make(arena, s->types, out);
	return true;
}
