/* Number: page numbers as text, by the format property (XSLT 1.0 §7.7, XSL 1.1 §7.26). */
#ifndef PP_LAYOUT_NUMBER_H
#define PP_LAYOUT_NUMBER_H

struct arena;
struct fo_node;

/* letter-value: letters as digits of their own (α β γ … ω), or as numerals (α β γ … ϛ). */
enum lay_letters { LAY_LETTERS_AUTO, LAY_LETTERS_ALPHABETIC, LAY_LETTERS_TRADITIONAL };

struct lay_number_format {
	const char *format; /* "1", "01", "i", "I", "a", "A", "α", "١" …, with anything around
			       it */
	const char *separator; /* of groups; NULL or "": none */
	int group;	       /* digits; 0: none */
	enum lay_letters letters;
};

/* In arena. What cannot be written in letters or Roman numerals is written in digits. */
char *lay_number_text(struct arena *arena, long number, const struct lay_number_format *format);
/* The format of a page-sequence. */
struct lay_number_format lay_number_format_of(const struct fo_node *sequence);

#endif
