/*
 * Metadata: the information dictionary, the same as XMP, the document's language, and that a
 * reader's window shows the title.
 */
#include "base/arena.h"
#include "base/date.h"
#include "base/strbuf.h"
#include "pdf/pdf_imp.h"

#include <string.h>

/* Seconds since 1970, as ISO 8601 or, with D: before it, as PDF writes it. */
static void
write_time(struct strbuf *b, long long seconds, bool pdf_style)
{
	long long days = seconds / 86400 - (seconds % 86400 < 0);
	int rest = (int)(seconds - days * 86400);
	struct ymd d = date_to_ymd((date)days);
	if (pdf_style)
		strbuf_printf(b, "D:%04d%02d%02d%02d%02d%02dZ", d.year, d.month, d.day, rest / 3600,
			      rest / 60 % 60, rest % 60);
	else
		strbuf_printf(b, "%04d-%02d-%02dT%02d:%02d:%02dZ", d.year, d.month, d.day,
			      rest / 3600, rest / 60 % 60, rest % 60);
}

static bool
given(const char *s)
{
	return s != NULL && *s != '\0';
}

static void
write_info(struct pdf_doc *pdf, struct strbuf *b)
{
	const struct note_meta *m = &pdf->notes->meta;
	const struct {
		const char *key, *value;
	} entries[] = {{"/Title", m->title},	 {"/Author", m->author},
		       {"/Subject", m->subject}, {"/Keywords", m->keywords},
		       {"/Creator", m->creator}, {"/Producer", pdf->options->producer}};
	strbuf_puts(b, "<<");
	for (size_t i = 0; i < sizeof entries / sizeof entries[0]; i++) {
		if (!given(entries[i].value))
			continue;
		strbuf_puts(b, entries[i].key);
		pdf_write_text(b, entries[i].value);
	}
	strbuf_puts(b, "/CreationDate(");
	write_time(b, m->created, true);
	strbuf_puts(b, ")/ModDate(");
	write_time(b, m->created, true);
	strbuf_puts(b, ")>>");
	qpdf_oh trailer = qpdf_get_trailer(pdf->q);
	pdf_put(pdf, trailer, "/Info", pdf_indirect(pdf, pdf_parse(pdf, b)));
	pdf_release(pdf, trailer);
}

/* <name>…value…</name>, with RDF's containers around a value where its schema wants one. */
static void
xmp_entry(struct strbuf *b, const char *name, const char *open, const char *value,
	  const char *close)
{
	if (!given(value))
		return;
	strbuf_printf(b, "<%s>%s", name, open);
	strbuf_put_xml(b, value, strlen(value));
	strbuf_printf(b, "%s</%s>\n", close, name);
}

static void
write_xmp(struct pdf_doc *pdf, struct strbuf *b)
{
	static const char head[] =
		"<?xpacket begin=\"\xEF\xBB\xBF\" id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
		"<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
		"<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
		"<rdf:Description rdf:about=\"\""
		" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
		" xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\""
		" xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\">\n";
	static const char tail[] = "</rdf:Description>\n</rdf:RDF>\n</x:xmpmeta>\n"
				   "<?xpacket end=\"w\"?>\n";
	static const char alt[] = "<rdf:Alt><rdf:li xml:lang=\"x-default\">";
	static const char seq[] = "<rdf:Seq><rdf:li>", bag[] = "<rdf:Bag><rdf:li>";
	const struct note_meta *m = &pdf->notes->meta;
	struct strbuf time = STRBUF_INIT;
	write_time(&time, m->created, false);
	strbuf_puts(b, head);
	strbuf_puts(b, "<dc:format>application/pdf</dc:format>\n");
	xmp_entry(b, "dc:title", alt, m->title, "</rdf:li></rdf:Alt>");
	xmp_entry(b, "dc:creator", seq, m->author, "</rdf:li></rdf:Seq>");
	xmp_entry(b, "dc:description", alt, m->subject, "</rdf:li></rdf:Alt>");
	xmp_entry(b, "dc:language", bag, m->lang, "</rdf:li></rdf:Bag>");
	xmp_entry(b, "pdf:Keywords", "", m->keywords, "");
	xmp_entry(b, "pdf:Producer", "", pdf->options->producer, "");
	xmp_entry(b, "xmp:CreatorTool", "", m->creator, "");
	xmp_entry(b, "xmp:CreateDate", "", time.s, "");
	xmp_entry(b, "xmp:ModifyDate", "", time.s, "");
	strbuf_puts(b, tail);
	strbuf_release(&time);
	qpdf_oh stream = pdf_indirect(pdf, pdf_stream(pdf, b->s, b->len));
	qpdf_oh dict = qpdf_oh_get_dict(pdf->q, stream);
	pdf_put(pdf, dict, "/Type", qpdf_oh_new_name(pdf->q, "/Metadata"));
	pdf_put(pdf, dict, "/Subtype", qpdf_oh_new_name(pdf->q, "/XML"));
	pdf_release(pdf, dict);
	pdf_put(pdf, pdf->root, "/Metadata", stream);
	strbuf_clear(b);
}

void
pdf_write_meta(struct pdf_doc *pdf)
{
	struct strbuf b = STRBUF_INIT;
	write_info(pdf, &b);
	write_xmp(pdf, &b);
	if (given(pdf->notes->meta.lang))
		pdf_put(pdf, pdf->root, "/Lang", qpdf_oh_new_string(pdf->q, pdf->notes->meta.lang));
	if (given(pdf->notes->meta.title)) {
		strbuf_puts(&b, "<</DisplayDocTitle true>>");
		pdf_put(pdf, pdf->root, "/ViewerPreferences", pdf_parse(pdf, &b));
	}
	strbuf_release(&b);
}
