/*
 * The expression language of XSL 1.1 §5.9: numbers with units, percentages, colours, names,
 * strings, + - * div mod, parentheses and function calls, by recursive descent over the text.
 *
 * A length is points plus a part of what percentages are of, so that 100% - 2cm stays exact until
 * layout knows the width.  A product of lengths keeps the power of its unit: (5cm * 1cm) div 2cm
 * is a length again (§5.9.6).
 */
#include "fo/expr.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MAX_DEPTH 32
#define MAX_POWER 4

static bool parse_sum(struct fo_expr *e, struct fo_expr_value *out);

static bool
fail(struct fo_expr *e, const char *why)
{
	if (e->why == NULL)
		e->why = why;
	return false;
}

static void
skip_space(struct fo_expr *e)
{
	while (e->at < e->end &&
	       (*e->at == ' ' || *e->at == '\t' || *e->at == '\n' || *e->at == '\r'))
		e->at++;
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (c & 0x80) != 0;
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The length of the name at the cursor (NCName, with prefix). */
static size_t
name_length(const struct fo_expr *e)
{
	const char *p = e->at;

	while (p < e->end && (is_letter(*p) || is_digit(*p) || *p == '-' || *p == '.' || *p == ':'))
		p++;
	return (size_t)(p - e->at);
}

static const struct {
	const char *unit;
	double points;
} units[] = {
	{"pt", 1}, {"mm", 72 / 25.4}, {"cm", 72 / 2.54}, {"in", 72}, {"pc", 12}, {"mpt", 0.001},
};

static bool
apply_unit(struct fo_expr *e, const char *unit, size_t len, struct fo_expr_value *v)
{
	v->kind = EXPR_LENGTH;
	for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
		if (strlen(units[i].unit) == len && memcmp(units[i].unit, unit, len) == 0) {
			v->number *= units[i].points;
			return true;
		}
	}
	if (len == 2 && memcmp(unit, "em", 2) == 0) {
		v->number *= e->em;
		return true;
	}
	/* ex is not in XSL; half an em is what CSS falls back to. */
	if (len == 2 && memcmp(unit, "ex", 2) == 0) {
		v->number *= e->em / 2;
		return true;
	}
	if (len == 2 && memcmp(unit, "px", 2) == 0) {
		v->number *= e->px;
		return true;
	}
	v->kind = EXPR_ANGLE;
	if (len == 3 && memcmp(unit, "deg", 3) == 0)
		return true;
	if (len == 3 && memcmp(unit, "rad", 3) == 0) {
		v->number *= 180 / 3.14159265358979323846;
		return true;
	}
	if (len == 4 && memcmp(unit, "grad", 4) == 0) {
		v->number *= 0.9;
		return true;
	}
	return fail(e, "no such unit");
}

/* Digits without strtod: no locale, no hexadecimal, no exponent. */
static double
parse_digits(struct fo_expr *e)
{
	double value = 0, place = 1;

	for (; e->at < e->end && is_digit(*e->at); e->at++)
		value = value * 10 + (*e->at - '0');
	if (e->at < e->end && *e->at == '.') {
		/* Gathered as an integer and divided once: 0.1 is the double 0.1. */
		for (e->at++; e->at < e->end && is_digit(*e->at); e->at++) {
			if (place < 1e15) {
				value = value * 10 + (*e->at - '0');
				place *= 10;
			}
		}
	}
	return value / place;
}

static bool
parse_number(struct fo_expr *e, struct fo_expr_value *out)
{
	const char *unit;

	out->kind = EXPR_NUMBER;
	out->number = parse_digits(e);
	if (!isfinite(out->number) || out->number > 1e12)
		return fail(e, "the number is too large");
	if (e->at < e->end && *e->at == '%') {
		e->at++;
		out->kind = EXPR_LENGTH;
		out->percent = out->number / 100;
		out->number = 0;
		out->has_percent = true;
		if (!isnan(e->percent_base)) {
			out->number = out->percent * e->percent_base;
			out->percent = 0;
			out->has_percent = false;
		}
		return true;
	}
	/* A unit is letters only: "10pt-2pt" is a difference, though NCName would swallow it. */
	for (unit = e->at; e->at < e->end && is_letter(*e->at);)
		e->at++;
	return e->at == unit || apply_unit(e, unit, (size_t)(e->at - unit), out);
}

static bool
parse_string(struct fo_expr *e, struct fo_expr_value *out)
{
	char quote = *e->at++;
	const char *close = memchr(e->at, quote, (size_t)(e->end - e->at));

	if (close == NULL)
		return fail(e, "a quote is not closed");
	out->kind = EXPR_STRING;
	out->text = e->at;
	out->len = (size_t)(close - e->at);
	e->at = close + 1;
	return true;
}

static bool
parse_hash(struct fo_expr *e, struct fo_expr_value *out)
{
	const char *start = e->at++;
	size_t len = name_length(e) + 1;

	e->at = start + len;
	out->kind = EXPR_COLOUR;
	if (fo_colour_find(start, len, &out->colour))
		return true;
	/* #CMYK, #Separation: pseudo profiles of rgb-icc(). */
	out->kind = EXPR_NAME;
	out->text = start;
	out->len = len;
	return true;
}

static bool
parse_call(struct fo_expr *e, const char *name, size_t len, struct fo_expr_value *out)
{
	struct fo_expr_value args[FO_EXPR_MAX_ARGS];
	size_t count = 0;

	e->at++;
	skip_space(e);
	while (e->at < e->end && *e->at != ')') {
		if (count == FO_EXPR_MAX_ARGS)
			return fail(e, "too many arguments");
		/* rgb-icc(1,2,3,#Separation,,Name…) leaves one out */
		args[count] = (struct fo_expr_value){.kind = EXPR_STRING, .text = ""};
		if (*e->at != ',' && !parse_sum(e, &args[count]))
			return false;
		count++;
		skip_space(e);
		if (e->at < e->end && *e->at == ',') {
			e->at++;
			skip_space(e);
			if (e->at < e->end && *e->at == ')')
				return fail(e, "an argument is missing");
		} else if (e->at < e->end && *e->at != ')') {
			return fail(e, "a comma is missing");
		}
	}
	if (e->at == e->end)
		return fail(e, "a parenthesis is not closed");
	e->at++;
	return fo_expr_call(e, name, len, args, count, out);
}

static bool
parse_primary(struct fo_expr *e, struct fo_expr_value *out)
{
	memset(out, 0, sizeof *out);
	skip_space(e);
	if (e->at == e->end)
		return fail(e, "something is missing");
	if (*e->at == '(') {
		e->at++;
		if (!parse_sum(e, out))
			return false;
		skip_space(e);
		if (e->at == e->end || *e->at != ')')
			return fail(e, "a parenthesis is not closed");
		e->at++;
		return true;
	}
	if (is_digit(*e->at) || (*e->at == '.' && e->end - e->at > 1 && is_digit(e->at[1])))
		return parse_number(e, out);
	if (*e->at == '\'' || *e->at == '"')
		return parse_string(e, out);
	if (*e->at == '#')
		return parse_hash(e, out);
	if (!is_letter(*e->at))
		return fail(e, "it cannot be read");

	const char *name = e->at;
	size_t len = name_length(e);
	e->at += len;
	if (e->at < e->end && *e->at == '(')
		return parse_call(e, name, len, out);
	out->kind = EXPR_NAME;
	out->text = name;
	out->len = len;
	return true;
}

static bool
is_numeric(const struct fo_expr_value *v)
{
	return v->kind == EXPR_NUMBER || v->kind == EXPR_LENGTH || v->kind == EXPR_ANGLE ||
	       v->kind == EXPR_COLUMNS;
}

static bool
parse_unary(struct fo_expr *e, struct fo_expr_value *out)
{
	bool negative = false;

	for (skip_space(e); e->at < e->end && (*e->at == '-' || *e->at == '+'); skip_space(e))
		negative ^= *e->at++ == '-';
	if (!parse_primary(e, out))
		return false;
	if (!negative)
		return true;
	if (!is_numeric(out))
		return fail(e, "only numbers have a sign");
	out->number = -out->number;
	out->percent = -out->percent;
	out->share = -out->share;
	return true;
}

static void
scale(struct fo_expr_value *v, double factor)
{
	v->number *= factor;
	v->percent *= factor;
	v->share *= factor;
}

/* Numbers count as lengths of power zero here. */
static int
power_of(const struct fo_expr_value *v)
{
	return v->kind == EXPR_NUMBER ? 0 : v->power + 1;
}

static bool
give_power(struct fo_expr *e, struct fo_expr_value *v, int power)
{
	if (power < -MAX_POWER || power > MAX_POWER)
		return fail(e, "the power of its unit is too high");
	v->kind = power == 0 ? EXPR_NUMBER : EXPR_LENGTH;
	v->power = (int8_t)(power == 0 ? 0 : power - 1);
	return isfinite(v->number) || fail(e, "the number is too large");
}

static bool
multiply(struct fo_expr *e, struct fo_expr_value *a, const struct fo_expr_value *b)
{
	struct fo_expr_value product = a->kind == EXPR_NUMBER ? *b : *a;

	if (a->kind != EXPR_NUMBER && b->kind != EXPR_NUMBER) {
		if (a->kind != EXPR_LENGTH || b->kind != EXPR_LENGTH)
			return fail(e, "the units do not agree");
		if (a->has_percent || b->has_percent)
			return fail(e, "percentages are only known to layout");
		a->number *= b->number;
		return give_power(e, a, power_of(a) + power_of(b));
	}
	scale(&product, a->kind == EXPR_NUMBER ? a->number : b->number);
	*a = product;
	return isfinite(a->number) || fail(e, "the number is too large");
}

static bool
divide(struct fo_expr *e, struct fo_expr_value *a, const struct fo_expr_value *b, bool modulo)
{
	if (b->has_percent || (a->has_percent && b->kind != EXPR_NUMBER))
		return fail(e, "percentages are only known to layout");
	if (b->kind != EXPR_NUMBER && a->kind != b->kind && a->kind != EXPR_NUMBER)
		return fail(e, "the units do not agree");
	if (fabs(b->number) < 1e-12)
		return fail(e, "division by zero");
	if (modulo) {
		a->number = fmod(a->number, b->number);
		return true;
	}
	scale(a, 1 / b->number);
	if (b->kind == EXPR_NUMBER)
		return true;
	if (b->kind != EXPR_LENGTH)
		return fail(e, "only lengths can be divided by");
	return give_power(e, a, power_of(a) - power_of(b));
}

/* Moves over a named operator; names are operators only between operands. */
static bool
take_word(struct fo_expr *e, const char *word)
{
	size_t len = strlen(word);

	if ((size_t)(e->end - e->at) < len || memcmp(e->at, word, len) != 0 ||
	    name_length(e) != len)
		return false;
	e->at += len;
	return true;
}

static bool
parse_product(struct fo_expr *e, struct fo_expr_value *out)
{
	if (!parse_unary(e, out))
		return false;
	for (;;) {
		struct fo_expr_value right;
		bool ok, mod = false, times = false;

		skip_space(e);
		if (e->at == e->end)
			return true;
		if (*e->at == '*') {
			times = true;
			e->at++;
		} else if (take_word(e, "mod")) {
			mod = true;
		} else if (!take_word(e, "div")) {
			return true;
		}
		if (!parse_unary(e, &right))
			return false;
		if (!is_numeric(out) || !is_numeric(&right))
			return fail(e, "only numbers can be reckoned with");
		ok = times ? multiply(e, out, &right) : divide(e, out, &right, mod);
		if (!ok)
			return false;
	}
}

static bool
add(struct fo_expr *e, struct fo_expr_value *a, const struct fo_expr_value *b, double sign)
{
	bool columns = a->kind == EXPR_COLUMNS || b->kind == EXPR_COLUMNS;

	if (!is_numeric(a) || !is_numeric(b))
		return fail(e, "only numbers can be reckoned with");
	if (a->power != b->power)
		return fail(e, "the powers of the units do not agree");
	if (a->kind != b->kind) {
		bool zero_a = a->kind == EXPR_NUMBER && a->number == 0;
		bool zero_b = b->kind == EXPR_NUMBER && b->number == 0;
		bool mixed = columns && a->kind != EXPR_NUMBER && b->kind != EXPR_NUMBER;
		if (!zero_a && !zero_b && !mixed)
			return fail(e, "a number and a length cannot be added");
		if (zero_a || (columns && b->kind == EXPR_COLUMNS))
			a->kind = b->kind;
	}
	a->number += sign * b->number;
	a->percent += sign * b->percent;
	a->share += sign * b->share;
	a->has_percent |= b->has_percent;
	return true;
}

static bool
parse_sum(struct fo_expr *e, struct fo_expr_value *out)
{
	if (++e->depth > MAX_DEPTH)
		return fail(e, "it is nested too deeply");
	if (!parse_product(e, out))
		return false;
	for (;;) {
		struct fo_expr_value right;
		double sign;

		skip_space(e);
		if (e->at == e->end || (*e->at != '+' && *e->at != '-'))
			break;
		sign = *e->at++ == '+' ? 1 : -1;
		if (!parse_product(e, &right) || !add(e, out, &right, sign))
			return false;
	}
	e->depth--;
	return true;
}

struct fo_expr_value
fo_expr_from_value(const struct fo_value *value)
{
	struct fo_expr_value v = {.kind = EXPR_VALUE, .value = *value};

	switch ((enum fo_kind)value->kind) {
	case FO_VALUE_DIM:
		v.kind = EXPR_LENGTH;
		v.number = dim_to_pt(value->u.dim);
		break;
	case FO_VALUE_PERCENT:
		v.kind = EXPR_LENGTH;
		v.number = dim_to_pt(value->extra);
		v.percent = value->u.number;
		v.has_percent = true;
		break;
	case FO_VALUE_NUMBER:
		v.kind = EXPR_NUMBER;
		v.number = value->u.number;
		break;
	case FO_VALUE_COLUMNS:
		v.kind = EXPR_COLUMNS;
		v.number = dim_to_pt(value->extra);
		v.share = value->u.number;
		break;
	case FO_VALUE_COLOUR:
		if (value->u.colour != NULL) {
			v.kind = EXPR_COLOUR;
			v.colour = *value->u.colour;
		}
		break;
	default:
		break;
	}
	return v;
}

bool
fo_expr_parse(struct fo_expr *e, const char *text, size_t len, struct fo_expr_value *out)
{
	e->at = text;
	e->end = text + len;
	e->depth = 0;
	e->why = NULL;
	if (!parse_sum(e, out))
		return false;
	skip_space(e);
	if (e->at != e->end)
		return fail(e, "something follows that does not belong there");
	if (out->power != 0)
		return fail(e, "a length times a length is no length");
	return true;
}
