/*
 * Number: decimal in the digits of any script, letters, and numerals of letters, as xsl:number has
 * them.
 */
#include "layout/number.h"

#include "base/arena.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "fo/fo.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

/* Letters in their order; the first of them is the token that asks for them. */
static const char *const alphabets[] = {
	"abcdefghijklmnopqrstuvwxyz",
	"ABCDEFGHIJKLMNOPQRSTUVWXYZ",
	"αβγδεζηθικλμνξοπρστυφχψω",
	"ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΣΤΥΦΧΨΩ",
	"абвгдежзиклмнопрстуфхцчшщэюя",
	"АБВГДЕЖЗИКЛМНОПРСТУФХЦЧШЩЭЮЯ",
	"אבגדהוזחטיכלמנסעפצקרשת",
	"アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワヲ"
	"ン",
	"あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわを"
	"ん",
};

/* Numerals: what stands for a part of the number, the largest first.  Hebrew writes 15 and 16 as
 * 9 + 6 and 9 + 7. */
struct numeral {
	int value;
	const char *text;
};
static const struct numeral roman[] = {
	{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"}, {90, "xc"}, {50, "l"},
	{40, "xl"},  {10, "x"},	  {9, "ix"},  {5, "v"},	   {4, "iv"},  {1, "i"},   {0, NULL},
};
static const struct numeral capital_roman[] = {
	{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"},
	{40, "XL"},  {10, "X"},	  {9, "IX"},  {5, "V"},	   {4, "IV"},  {1, "I"},   {0, NULL},
};
static const struct numeral greek[] = {
	{3000, "͵γ"}, {2000, "͵β"}, {1000, "͵α"}, {900, "ϡ"}, {800, "ω"}, {700, "ψ"}, {600, "χ"},
	{500, "φ"},   {400, "υ"},   {300, "τ"},	  {200, "σ"}, {100, "ρ"}, {90, "ϟ"},  {80, "π"},
	{70, "ο"},    {60, "ξ"},    {50, "ν"},	  {40, "μ"},  {30, "λ"},  {20, "κ"},  {10, "ι"},
	{9, "θ"},     {8, "η"},	    {7, "ζ"},	  {6, "ϛ"},   {5, "ε"},	  {4, "δ"},   {3, "γ"},
	{2, "β"},     {1, "α"},	    {0, NULL},
};
static const struct numeral hebrew[] = {
	{400, "ת"}, {300, "ש"}, {200, "ר"}, {100, "ק"}, {90, "צ"}, {80, "פ"},  {70, "ע"},
	{60, "ס"},  {50, "נ"},	{40, "מ"},  {30, "ל"},	{20, "כ"}, {16, "טז"}, {15, "טו"},
	{10, "י"},  {9, "ט"},	{8, "ח"},   {7, "ז"},	{6, "ו"},  {5, "ה"},   {4, "ד"},
	{3, "ג"},   {2, "ב"},	{1, "א"},   {0, NULL},
};
static const struct {
	const char *token;
	const struct numeral *numerals;
	int most;
	bool unasked; /* what the token stands for where letter-value says nothing */
} traditions[] = {
	{"i", roman, 3999, true},
	{"I", capital_roman, 3999, true},
	{"α", greek, 3999, false},
	{"א", hebrew, 999, true},
};

/* Zeros of the scripts whose digits count as ours do. */
static const uint32_t zeros[] = {
	'0',	0x0660, 0x06f0, 0x07c0, 0x0966, 0x09e6, 0x0a66, 0x0ae6, 0x0b66, 0x0be6,
	0x0c66, 0x0ce6, 0x0d66, 0x0e50, 0x0ed0, 0x0f20, 0x1040, 0x17e0, 0x1810, 0xff10,
};

/* The zero of the script that a digit is of, 0 if it is none. */
static uint32_t
zero_of(uint32_t digit)
{
	for (size_t i = 0; i < sizeof zeros / sizeof zeros[0]; i++)
		if (digit >= zeros[i] && digit <= zeros[i] + 9)
			return zeros[i];
	return 0;
}

static void
put_decimal(struct strbuf *b, long number, int width, uint32_t zero,
	    const struct lay_number_format *format)
{
	char digits[32], out[4];
	int len = snprintf(digits, sizeof digits, "%0*ld", width > 20 ? 20 : width, number);

	for (int i = 0; i < len; i++) {
		int left = len - i;
		if (i > 0 && format->group > 0 && left % format->group == 0 &&
		    format->separator != NULL)
			strbuf_puts(b, format->separator);
		if (digits[i] == '-')
			strbuf_putc(b, '-');
		else
			strbuf_add(b, out, utf8_put(out, zero + (uint32_t)(digits[i] - '0')));
	}
}

/* a … z, aa … zz: bijective, to the base of the alphabet's length. */
static void
put_letters(struct strbuf *b, long number, const char *alphabet)
{
	long count = (long)utf8_count(alphabet, strlen(alphabet));
	const char *letters[64], *p = alphabet, *end = alphabet + strlen(alphabet);
	int n = 0;

	for (; number > 0 && n < 64; n++) {
		number--;
		p = alphabet;
		for (long skip = number % count; skip > 0; skip--)
			utf8_next(&p, end);
		letters[n] = p;
		number /= count;
	}
	while (n-- > 0) {
		p = letters[n];
		utf8_next(&p, end);
		strbuf_add(b, letters[n], (size_t)(p - letters[n]));
	}
}

static void
put_numerals(struct strbuf *b, long number, const struct numeral *numerals)
{
	for (const struct numeral *n = numerals; n->text != NULL; n++)
		for (; number >= n->value; number -= n->value)
			strbuf_puts(b, n->text);
}

/* Length of the token at the start of s: letters and digits. */
static size_t
token_len(const char *s)
{
	const char *p = s, *end = s + strlen(s);

	while (p < end) {
		const char *next = p;
		uint32_t cp = utf8_next(&next, end);
		bool letter = cp < 0x80 ? isalnum((int)cp) != 0 : false;

		for (size_t i = 0; !letter && i < sizeof alphabets / sizeof alphabets[0]; i++)
			letter = strncmp(p, alphabets[i], (size_t)(next - p)) == 0;
		if (!letter && zero_of(cp) == 0)
			break;
		p = next;
	}
	return (size_t)(p - s);
}

/* In letters of either kind; false: they do not reach so far, or the token is none. */
static bool
put_in_letters(struct strbuf *b, long number, const char *token, size_t len,
	       const struct lay_number_format *format)
{
	bool is_letter = false;

	for (size_t i = 0; i < sizeof traditions / sizeof traditions[0]; i++) {
		bool wanted = traditions[i].unasked ? format->letters != LAY_LETTERS_ALPHABETIC
						    : format->letters == LAY_LETTERS_TRADITIONAL;
		if (strlen(traditions[i].token) != len ||
		    memcmp(traditions[i].token, token, len) != 0)
			continue;
		is_letter = len == 1; /* i and I begin no alphabet */
		if ((wanted || is_letter) && number <= traditions[i].most) {
			put_numerals(b, number, traditions[i].numerals);
			return true;
		}
	}
	for (size_t i = 0; !is_letter && i < sizeof alphabets / sizeof alphabets[0]; i++) {
		if (strncmp(alphabets[i], token, len) == 0 && utf8_count(token, len) == 1) {
			put_letters(b, number, alphabets[i]);
			return true;
		}
	}
	return false;
}

static void
put_token(struct strbuf *b, long number, const char *token, size_t len,
	  const struct lay_number_format *format)
{
	const char *p = token;
	uint32_t last = 0;

	if (number > 0 && put_in_letters(b, number, token, len, format))
		return;
	while (p < token + len)
		last = utf8_next(&p, token + len);
	uint32_t zero = zero_of(last);
	bool padded = zero != 0 && last == zero + 1;
	put_decimal(b, number, padded ? (int)utf8_count(token, len) : 1, zero == 0 ? '0' : zero,
		    format);
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
		put_decimal(&b, number, 1, '0', format);
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
	enum fo_keyword k = fo_keyword(sequence, FO_PROP_LETTER_VALUE);

	return (struct lay_number_format){
		.format = fo_string(sequence, FO_PROP_FORMAT),
		.separator = fo_string(sequence, FO_PROP_GROUPING_SEPARATOR),
		.group = (int)fo_number(sequence, FO_PROP_GROUPING_SIZE, 0),
		.letters = k == FO_KW_ALPHABETIC    ? LAY_LETTERS_ALPHABETIC
			   : k == FO_KW_TRADITIONAL ? LAY_LETTERS_TRADITIONAL
						    : LAY_LETTERS_AUTO};
}
