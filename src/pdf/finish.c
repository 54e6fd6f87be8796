/*
 * Finishing: the steps in their order, and the file they end in.
 *
 * The drawn bytes are read back as objects; streams keep the bytes and the compression they have,
 * only dictionaries are added and repaired.  The identifier is a digest of the content, object
 * streams keep the rest small.
 */
#include "base/arena.h"
#include "pdf/pdf_imp.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

static bool
failed(struct pdf_doc *pdf)
{
	if (!qpdf_has_error(pdf->q))
		return false;
	PDF_SAY(pdf, QPDF, qpdf_get_error_full_text(pdf->q, qpdf_get_error(pdf->q)));
	return true;
}

static bool
read_pages(struct pdf_doc *pdf)
{
	pdf->root = qpdf_get_root(pdf->q);
	int count = qpdf_get_num_pages(pdf->q);
	if (failed(pdf))
		return false;
	size_t noted = pdf->notes->pages.len;
	/* Without pages the renderers still write one, so that it is a file. */
	if (count < 0 || ((size_t)count != noted && noted != 0)) {
		char drawn[16], expected[24];
		snprintf(drawn, sizeof drawn, "%d", count);
		snprintf(expected, sizeof expected, "%zu", noted);
		PDF_SAY(pdf, PAGE_COUNT, drawn, expected);
		return false;
	}
	pdf->page_count = noted;
	pdf->pages = ARENA_ARRAY(pdf->arena, noted, qpdf_oh);
	for (size_t i = 0; i < noted; i++)
		pdf->pages[i] = qpdf_get_page_n(pdf->q, i);
	return !failed(pdf);
}

static bool
write_file(struct pdf_doc *pdf, const unsigned char **out, size_t *out_len)
{
	qpdf_init_write_memory(pdf->q);
	qpdf_set_deterministic_ID(pdf->q, QPDF_TRUE);
	qpdf_set_object_stream_mode(pdf->q, qpdf_o_generate);
	qpdf_set_stream_data_mode(pdf->q, qpdf_s_preserve);
	qpdf_set_newline_before_endstream(pdf->q, QPDF_TRUE);
	qpdf_set_minimum_pdf_version(pdf->q, "1.7");
	qpdf_write(pdf->q);
	if (failed(pdf))
		return false;
	*out = qpdf_get_buffer(pdf->q);
	*out_len = qpdf_get_buffer_length(pdf->q);
	return true;
}

/* cairo names an image twice in a page's resources when the page shows it twice; both entries are
 * the same object, and one is left when the file is written. */
static bool
is_harmless(struct pdf_doc *pdf, qpdf_error e)
{
	const char *detail = qpdf_get_error_message_detail(pdf->q, e);
	return strncmp(detail, "dictionary has duplicated key /x", 32) == 0;
}

static void
report_warnings(struct pdf_doc *pdf)
{
	while (qpdf_more_warnings(pdf->q)) {
		qpdf_error e = qpdf_next_warning(pdf->q);
		if (is_harmless(pdf, e))
			continue;
		PDF_SAY(pdf, QPDF_WARNING, qpdf_get_error_full_text(pdf->q, e));
	}
}

static bool
finish(struct pdf_doc *pdf, const void *raw, size_t raw_len)
{
	qpdf_read_memory(pdf->q, "the drawn PDF", raw, raw_len, NULL);
	if (failed(pdf) || !read_pages(pdf))
		return false;
	pdf_repair(pdf);
	pdf_find_dests(pdf);
	pdf_write_links(pdf);
	pdf_write_dests(pdf);
	pdf_write_outline(pdf);
	pdf_write_labels(pdf);
	pdf_write_meta(pdf);
	return !failed(pdf);
}

static void
release(void *q)
{
	qpdf_cleanup(&(qpdf_data){q});
}

bool
pdf_finish(struct arena *arena, struct diag *diag, const void *raw, size_t raw_len,
	   const struct notes *notes, const struct pdf_options *options, const unsigned char **out,
	   size_t *out_len)
{
	struct pdf_doc pdf = {
		.q = qpdf_init(), .arena = arena, .diag = diag, .notes = notes, .options = options};
	assert(!options->tagged);	    /* a later capability */
	arena_defer(arena, release, pdf.q); /* it owns what is written */
	qpdf_set_suppress_warnings(pdf.q, QPDF_TRUE);
	qpdf_silence_errors(pdf.q);
	qpdf_set_attempt_recovery(pdf.q, QPDF_FALSE);
	bool ok = finish(&pdf, raw, raw_len) && write_file(&pdf, out, out_len);
	report_warnings(&pdf);
	return ok;
}
