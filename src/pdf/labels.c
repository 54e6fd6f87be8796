/*
 * Page labels: the numbers as printed, so that a reader's "go to page iv" finds it.
 *
 * A label is a prefix and a number in some style.  Pages that count on from the page before need no
 * entry of their own; a label that is no number is all prefix.
 */
#include "base/arena.h"
#include "base/strbuf.h"
#include "pdf/pdf_imp.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

struct label {
	const char *text;
	size_t prefix; /* bytes of it */
	char style;    /* 'D', 'r', 'R', or 0: no number */
	long number;
};

/* Roman numerals below 4000, written canonically. */
static void
write_roman(struct strbuf *b, long n)
{
	static const struct {
		long value;
		const char *digits;
	} table[] = {{1000, "m"}, {900, "cm"}, {500, "d"}, {400, "cd"}, {100, "c"},
		     {90, "xc"},  {50, "l"},   {40, "xl"}, {10, "x"},	{9, "ix"},
		     {5, "v"},	  {4, "iv"},   {1, "i"}};
	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
		for (; n >= table[i].value; n -= table[i].value)
			strbuf_puts(b, table[i].digits);
}

/* The value of lower-case roman digits, 0 if they are not the canonical ones of a number. */
static long
roman_value(const char *s)
{
	static const char digits[] = "ivxlcdm";
	static const long values[] = {1, 5, 10, 50, 100, 500, 1000};
	long total = 0, before = 0;
	if (*s == '\0' || strlen(s) > 15)
		return 0;
	for (const char *p = s; *p != '\0'; p++) {
		const char *digit = strchr(digits, *p);
		if (digit == NULL)
			return 0;
		long value = values[digit - digits];
		total += value > before ? value - 2 * before : value;
		before = value;
	}
	struct strbuf again = STRBUF_INIT;
	write_roman(&again, total);
	bool canonical = total < 4000 && strcmp(again.s, s) == 0;
	strbuf_release(&again);
	return canonical ? total : 0;
}

static struct label
label_read(const char *text)
{
	struct label l = {.text = text, .prefix = strlen(text)};
	size_t digits = l.prefix;
	while (digits > 0 && isdigit((unsigned char)text[digits - 1]))
		digits--;
	while (digits < l.prefix && text[digits] == '0')
		digits++; /* a leading zero belongs to the prefix */
	if (digits < l.prefix && l.prefix - digits <= 9) {
		l.number = strtol(text + digits, NULL, 10);
		l.prefix = digits;
		l.style = 'D';
		return l;
	}
	char lower[16] = "";
	if (l.prefix >= sizeof lower)
		return l;
	bool is_upper = isupper((unsigned char)text[0]);
	for (size_t i = 0; i < l.prefix; i++) {
		if ((bool)isupper((unsigned char)text[i]) != is_upper)
			return l;
		lower[i] = (char)tolower((unsigned char)text[i]);
	}
	long value = roman_value(lower);
	if (value > 0) {
		l.number = value;
		l.prefix = 0;
		l.style = is_upper ? 'R' : 'r';
	}
	return l;
}

static bool
counts_on(const struct label *before, const struct label *l)
{
	return before->text != NULL && l->style != 0 && before->style == l->style &&
	       l->number == before->number + 1 && before->prefix == l->prefix &&
	       strncmp(before->text, l->text, l->prefix) == 0;
}

static void
label_write(struct strbuf *b, size_t page, const struct label *l)
{
	strbuf_printf(b, "%zu<<", page);
	if (l->style != 0)
		strbuf_printf(b, "/S/%c", l->style);
	if (l->style != 0 && l->number != 1)
		strbuf_printf(b, "/St %ld", l->number);
	if (l->prefix > 0) {
		struct strbuf prefix = STRBUF_INIT;
		strbuf_add(&prefix, l->text, l->prefix);
		strbuf_puts(b, "/P");
		pdf_write_text(b, prefix.s);
		strbuf_release(&prefix);
	}
	strbuf_puts(b, ">>");
}

void
pdf_write_labels(struct pdf_doc *pdf)
{
	struct strbuf b = STRBUF_INIT;
	struct label before = {.text = NULL};
	bool any = false;
	strbuf_puts(&b, "<</Nums[");
	for (size_t i = 0; i < pdf->notes->pages.len; i++) {
		const char *text = pdf->notes->pages.at[i].label;
		any = any || text != NULL;
		struct label l = label_read(text != NULL ? text : "");
		if (!counts_on(&before, &l))
			label_write(&b, i, &l);
		before = l;
	}
	strbuf_puts(&b, "]>>");
	if (any)
		pdf_put(pdf, pdf->root, "/PageLabels", pdf_parse(pdf, &b));
	strbuf_release(&b);
}
