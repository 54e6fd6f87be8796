/*
 * A PDF being finished, as the files of this room share it, and the few verbs that make libqpdf's
 * handles bearable.  Private to the room.
 *
 * A handle is a small number that libqpdf keeps until it is released; pdf_put and pdf_push take the
 * value's handle over, so that building a dictionary leaves nothing behind.
 */
#ifndef PP_PDF_IMP_H
#define PP_PDF_IMP_H

#include "base/strbuf.h"
#include "pdf/pdf.h"
#include "pdf/pdf_diag.h"
#include "render/notes.h"

#include <qpdf/qpdf-c.h>

struct map;

struct pdf_doc {
	qpdf_data q;
	struct arena *arena;
	struct diag *diag;
	const struct notes *notes;
	const struct pdf_options *options;
	qpdf_oh root;	/* the catalog */
	qpdf_oh *pages; /* a handle for each */
	size_t page_count;
	struct map *dests; /* id → const struct note_dest *, the first of each */
};

#define PDF_SAY(pdf, id, ...) \
	diag_add((pdf)->diag, &pdf_diags[PDF_DIAG_##id], &(struct diag_place){0}, __VA_ARGS__)

/* Sets a key; the value's handle is released. */
void pdf_put(struct pdf_doc *pdf, qpdf_oh dict, const char *key, qpdf_oh value);
void pdf_push(struct pdf_doc *pdf, qpdf_oh array, qpdf_oh value);
void pdf_release(struct pdf_doc *pdf, qpdf_oh object);
/* The same object under a number; the direct handle is released. */
qpdf_oh pdf_indirect(struct pdf_doc *pdf, qpdf_oh object);
/* An object written as text, without references; the buffer is emptied. */
qpdf_oh pdf_parse(struct pdf_doc *pdf, struct strbuf *text);
qpdf_oh pdf_stream(struct pdf_doc *pdf, const void *data, size_t len);
/* A text string of PDF, UTF-16BE in hexadecimal digits (or a plain one, if it is ASCII). */
void pdf_write_text(struct strbuf *b, const char *utf8);
/* A byte string, in parentheses. */
void pdf_write_bytes(struct strbuf *b, const char *s);
void pdf_write_number(struct strbuf *b, double v);
/* An action that opens a URI. */
void pdf_write_uri_action(struct strbuf *b, const char *uri);

/* Each step of finishing. */
void pdf_repair(struct pdf_doc *pdf);	     /* repair.c */
void pdf_find_dests(struct pdf_doc *pdf);    /* annots.c: fills pdf->dests */
void pdf_write_dests(struct pdf_doc *pdf);   /* annots.c */
void pdf_write_links(struct pdf_doc *pdf);   /* annots.c */
void pdf_write_outline(struct pdf_doc *pdf); /* outline.c */
void pdf_write_labels(struct pdf_doc *pdf);  /* labels.c */
void pdf_write_meta(struct pdf_doc *pdf);    /* meta.c */

#endif
