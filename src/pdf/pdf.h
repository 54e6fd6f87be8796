/*
 * Pdf: everything of a PDF file above its pages' content, by libqpdf.
 *
 *	ok = pdf_finish(arena, diag, raw, raw_len, notes, &options, &out, &out_len);
 *
 * Takes the bytes a renderer drew and its notes; adds information dictionary, XMP, language, links,
 * named destinations, outline and page labels; repairs what the drawing library left wrong.  The
 * same input gives the same bytes.
 */
#ifndef PP_PDF_PDF_H
#define PP_PDF_PDF_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct diag;
struct notes;

struct pdf_options {
	const char *producer; /* "planpress 0.1" */
	bool tagged;	      /* structure tree from the notes (a later capability) */
};

/* *out lives in arena.  false and a diagnostic (exit 4 or 70) otherwise. */
bool pdf_finish(struct arena *arena, struct diag *diag, const void *raw, size_t raw_len,
		const struct notes *notes, const struct pdf_options *options,
		const unsigned char **out, size_t *out_len);

#endif
