/*
 * Colours by name (the list of CSS 3 and SVG, colour.def) and as #rgb, #rrggbb, #rrggbbaa.
 */
#include "fo/expr.h"

#include <stdlib.h>
#include <string.h>

struct named {
	const char *name;
	uint32_t rgb;
};

static const struct named names[] = {
#define COLOUR(name, rgb) {(name), (rgb)},
#include "fo/colour.def"
#undef COLOUR
};

static int
compare_name(const void *key, const void *row)
{
	return strcmp(key, ((const struct named *)row)->name);
}

static struct colour
from_rgb(uint32_t rgb)
{
	return (struct colour){.r = (float)(rgb >> 16 & 255) / 255.0f,
			       .g = (float)(rgb >> 8 & 255) / 255.0f,
			       .b = (float)(rgb & 255) / 255.0f,
			       .a = 1.0f};
}

static int
hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	if (c >= 'A' && c <= 'F')
		return c - 'A' + 10;
	return -1;
}

static bool
parse_hex(const char *s, size_t len, struct colour *colour)
{
	uint32_t bits = 0;

	if (len != 3 && len != 4 && len != 6 && len != 8)
		return false;
	for (size_t i = 0; i < len; i++) {
		int d = hex_digit(s[i]);
		if (d < 0)
			return false;
		bits = bits << 4 | (uint32_t)d;
		if (len < 6)
			bits = bits << 4 | (uint32_t)d;
	}
	bool alpha = len == 4 || len == 8;
	*colour = from_rgb(alpha ? bits >> 8 : bits);
	if (alpha)
		colour->a = (float)(bits & 255) / 255.0f;
	return true;
}

bool
fo_colour_find(const char *name, size_t len, struct colour *colour)
{
	char lower[24];

	if (len > 0 && name[0] == '#')
		return parse_hex(name + 1, len - 1, colour);
	if (len >= sizeof lower)
		return false;
	for (size_t i = 0; i < len; i++)
		lower[i] = (char)(name[i] >= 'A' && name[i] <= 'Z' ? name[i] - 'A' + 'a' : name[i]);
	lower[len] = '\0';
	const struct named *found =
		bsearch(lower, names, sizeof names / sizeof *names, sizeof *names, compare_name);
	if (found == NULL)
		return false;
	*colour = from_rgb(found->rgb);
	return true;
}
