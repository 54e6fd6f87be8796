/* Number: decimal, letters and Roman numerals, as xsl:number has them. */
#include "layout/number.h"

#include "base/arena.h"
#include "base/strbuf.h"
#include "fo/fo.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

static void
put_decimal(struct strbuf *b, long number, int width, const struct lay_number_format *format)
{
	char digits[32];
	int len = snprintf(digits, sizeof digits, "%0*ld", width > 20 ? 20 : width, number);

	for (int i = 0; i < len; i++) {
		int left = len - i;
		if (i > 0 && format->group > 0 && left % format->group == 0 &&
		    format->separator != NULL)
			strbuf_puts(b, format->separator);
		strbuf_putc(b, digits[i]);
	}
}

/* a … z, aa … zz: bijective base 26. */
static void
put_letters(struct strbuf *b, long number, char a)
{
	char text[16];
	size_t n = sizeof text;

	while (number > 0 && n > 0) {
		number--;
		text[--n] = (char)(a + number % 26);
		number /= 26;
	}
	strbuf_add(b, text + n, sizeof text - n);
}

static void
put_roman(struct strbuf *b, long number, bool upper)
{
	static const struct {
		int value;
		const char *text;
	} steps[] = {{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"},
		     {90, "xc"},  {50, "l"},   {40, "xl"}, {10, "x"},	{9, "ix"},
		     {5, "v"},	  {4, "iv"},   {1, "i"}};

	for (size_t i = 0; i < sizeof steps / sizeof steps[0]; i++)
		for (; number >= steps[i].value; number -= steps[i].value)
			for (const char *c = steps[i].text; *c != '\0'; c++)
				strbuf_putc(b, upper ? (char)toupper((unsigned char)*c) : *c);
}

/* Length of the token at the start of s, of ASCII letters and digits. */
static size_t
token_len(const char *s)
{
	size_t n = 0;

	while (isalnum((unsigned char)s[n]))
		n++;
	return n;
}

static void
put_token(struct strbuf *b, long number, const char *token, size_t len,
	  const struct lay_number_format *format)
{
	bool positive = number > 0;

	if (len == 1 && positive && (*token == 'a' || *token == 'A'))
		put_letters(b, number, *token);
	else if (len == 1 && positive && number < 4000 && (*token == 'i' || *token == 'I'))
		put_roman(b, number, *token == 'I');
	else
		put_decimal(b, number, token[len - 1] == '1' ? (int)len : 1, format);
}

char *
lay_number_text(struct arena *arena, long number, const struct lay_number_format *format)
{
	struct strbuf b = STRBUF_INIT;
	const char *s = format->format != NULL ? format->format : "1";
	size_t before = 0;

	while (s[before] != '\0' && token_len(s + before) == 0)
		before++;
	size_t len = token_len(s + before);
	strbuf_add(&b, s, before);
	if (len == 0)
		put_decimal(&b, number, 1, format);
	else
		put_token(&b, number, s + before, len, format);
	strbuf_puts(&b, s + before + len);
	char *text = arena_strndup(arena, b.s, b.len);
	strbuf_release(&b);
	return text;
}

struct lay_number_format
lay_number_format_of(const struct fo_node *sequence)
{
	return (struct lay_number_format){
		.format = fo_string(sequence, FO_PROP_FORMAT),
		.separator = fo_string(sequence, FO_PROP_GROUPING_SEPARATOR),
		.group = (int)fo_number(sequence, FO_PROP_GROUPING_SIZE, 0)};
}
