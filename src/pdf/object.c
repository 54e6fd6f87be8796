/* The verbs: handles that are taken over, objects written as text. */
#include "base/strbuf.h"
#include "base/utf8.h"
#include "pdf/pdf_imp.h"

#include <math.h>
#include <string.h>

void
pdf_put(struct pdf_doc *pdf, qpdf_oh dict, const char *key, qpdf_oh value)
{
	qpdf_oh_replace_key(pdf->q, dict, key, value);
	qpdf_oh_release(pdf->q, value);
}

void
pdf_push(struct pdf_doc *pdf, qpdf_oh array, qpdf_oh value)
{
	qpdf_oh_append_item(pdf->q, array, value);
	qpdf_oh_release(pdf->q, value);
}

void
pdf_release(struct pdf_doc *pdf, qpdf_oh object)
{
	qpdf_oh_release(pdf->q, object);
}

qpdf_oh
pdf_indirect(struct pdf_doc *pdf, qpdf_oh object)
{
	qpdf_oh numbered = qpdf_make_indirect_object(pdf->q, object);
	qpdf_oh_release(pdf->q, object);
	return numbered;
}

qpdf_oh
pdf_parse(struct pdf_doc *pdf, struct strbuf *text)
{
	qpdf_oh object = qpdf_oh_parse(pdf->q, text->s);
	strbuf_clear(text);
	return object;
}

qpdf_oh
pdf_stream(struct pdf_doc *pdf, const void *data, size_t len)
{
	qpdf_oh stream = qpdf_oh_new_stream(pdf->q);
	qpdf_oh none = qpdf_oh_new_null(pdf->q);
	qpdf_oh_replace_stream_data(pdf->q, stream, data, len, none, none);
	qpdf_oh_release(pdf->q, none);
	return stream;
}

void
pdf_write_bytes(struct strbuf *b, const char *s)
{
	strbuf_putc(b, '(');
	for (; *s != '\0'; s++) {
		unsigned char c = (unsigned char)*s;
		if (c == '(' || c == ')' || c == '\\')
			strbuf_printf(b, "\\%c", c);
		else if (c < ' ')
			strbuf_printf(b, "\\%03o", (unsigned)c);
		else
			strbuf_putc(b, (char)c);
	}
	strbuf_putc(b, ')');
}

void
pdf_write_text(struct strbuf *b, const char *utf8)
{
	const char *p = utf8, *end = utf8 + strlen(utf8);
	while (p < end && (unsigned char)*p >= ' ' && (unsigned char)*p < 0x7F)
		p++;
	if (p == end) {
		pdf_write_bytes(b, utf8);
		return;
	}
	strbuf_puts(b, "<FEFF");
	for (p = utf8; p < end;) {
		uint32_t cp = utf8_next(&p, end);
		if (cp < 0x10000)
			strbuf_printf(b, "%04X", cp);
		else
			strbuf_printf(b, "%04X%04X", 0xD800 + ((cp - 0x10000) >> 10),
				      0xDC00 + ((cp - 0x10000) & 0x3FF));
	}
	strbuf_putc(b, '>');
}

void
pdf_write_number(struct strbuf *b, double v)
{
	if (!(fabs(v) < 1e9))
		v = 0;
	long long n = llround(v * 1000);
	unsigned long long u = (unsigned long long)(n < 0 ? -n : n);
	strbuf_printf(b, "%s%llu", n < 0 ? "-" : "", u / 1000);
	if (u % 1000 != 0)
		strbuf_printf(b, ".%03llu", u % 1000);
	strbuf_putc(b, ' ');
}

void
pdf_write_uri_action(struct strbuf *b, const char *uri)
{
	struct strbuf ascii = STRBUF_INIT;
	for (; *uri != '\0'; uri++) {
		unsigned char c = (unsigned char)*uri;
		if (c <= ' ' || c >= 0x7F)
			strbuf_printf(&ascii, "%%%02X", (unsigned)c);
		else
			strbuf_putc(&ascii, (char)c);
	}
	strbuf_puts(b, "<</S/URI/URI");
	pdf_write_bytes(b, ascii.s);
	strbuf_puts(b, ">>");
	strbuf_release(&ascii);
}
