/*
 * Repairs: what cairo 1.16 leaves wrong or unwanted in the objects it writes.
 *
 *  - an embedded TrueType CIDFont must say how CIDs become glyphs (ISO 32000-1, table 117);
 *  - /Interpolate on an image blurs charts and screenshots in some readers, and PDF/A forbids it.
 *
 * All objects are looked at once, by number: pages share resources, and forms nest them.
 */
#include "pdf/pdf_imp.h"

static void
repair_font(struct pdf_doc *pdf, qpdf_oh font)
{
	if (!qpdf_oh_has_key(pdf->q, font, "/CIDToGIDMap"))
		pdf_put(pdf, font, "/CIDToGIDMap", qpdf_oh_new_name(pdf->q, "/Identity"));
}

static void
repair_stream(struct pdf_doc *pdf, qpdf_oh stream)
{
	qpdf_oh dict = qpdf_oh_get_dict(pdf->q, stream);
	if (qpdf_oh_has_key(pdf->q, dict, "/Interpolate"))
		qpdf_oh_remove_key(pdf->q, dict, "/Interpolate");
	pdf_release(pdf, dict);
}

void
pdf_repair(struct pdf_doc *pdf)
{
	/* The next free number is one above the last; the object itself is never written, since
	 * nothing refers to it. */
	qpdf_oh probe = pdf_indirect(pdf, qpdf_oh_new_null(pdf->q));
	int end = qpdf_oh_get_object_id(pdf->q, probe);
	pdf_release(pdf, probe);
	for (int id = 1; id < end; id++) {
		qpdf_oh object = qpdf_get_object_by_id(pdf->q, id, 0);
		if (qpdf_oh_is_stream(pdf->q, object))
			repair_stream(pdf, object);
		else if (qpdf_oh_is_dictionary_of_type(pdf->q, object, "/Font", "/CIDFontType2"))
			repair_font(pdf, object);
		pdf_release(pdf, object);
	}
}
