/*
 * The libharu renderer as its own files share it: haru.c (calls), haru_text.c (glyph runs to TJ
 * arrays), haru_font.c (faces to embedded fonts), haru_image.c.
 *
 * Page contents are written by us, as bytes, into the page's stream: libharu's drawing calls know
 * neither glyph ids nor marks, and its text calls shape nothing.  Its object layer keeps the
 * objects, numbers them and writes the file.
 */
#ifndef PP_RENDER_HARU_IMP_H
#define PP_RENDER_HARU_IMP_H

#include "base/strbuf.h"
#include "render/render_imp.h"

#include <hb.h>
#include <hpdf.h>
#include <hpdf_doc.h>

struct area_image;
struct font;

/* A face, whatever its sizes; by font_face_number. */
#define HARU_AXES 16 /* of a variable font; more are left where they are by default */
struct haru_face {
	struct haru_face *next; /* in order of first use */
	hb_face_t *hb;		/* borrowed */
	hb_font_t *metrics;	/* at one unit per em unit */
	hb_variation_t axes[HARU_AXES];
	unsigned axis_count;
	hb_set_t *used;
	const char *name;   /* PostScript name */
	HPDF_Dict font;	    /* the Type0 font, finished when the document ends */
	const char **texts; /* by glyph: the text it stands for, UTF-8; NULL: none yet */
	uint32_t *text_lens;
	float *widths; /* by glyph, in thousandths of an em; negative: not asked yet */
	uint32_t glyph_count;
	uint32_t space; /* glyph of U+0020; 0: none */
	int page;	/* the page local_name belongs to */
	const char *local_name;
};

/* What a graphics state holds, to leave out what is set already. */
struct haru_gstate {
	const struct haru_face *face;
	double size;
	struct colour fill;
	struct colour stroke;
	float alpha;
};
#define HARU_DEPTH 256 /* deeper states are not remembered, only written */

struct haru_source {
	HPDF_Image image;
	bool met;
};

struct haru_state {
	struct render_setup setup;
	HPDF_Doc pdf;
	HPDF_Page page;
	int page_count;
	struct strbuf out; /* content of the page */
	bool in_text;	   /* a text object is open */
	struct haru_gstate states[HARU_DEPTH];
	int depth;
	int deepest;
	int marks; /* numbered on this page */
	HPDF_STATUS error;
	HPDF_STATUS error_detail;
	bool failed;
	struct haru_face **faces; /* by face number */
	size_t face_count;
	struct haru_face *first_face;
	struct haru_face **last_face;
	struct haru_source *sources; /* by image number */
	size_t source_count;
	HPDF_ExtGState alphas[256];
	struct strbuf packed; /* the content, compressed */
};

/* Numbers as PDF wants them: at most three decimals, no exponents; each followed by a space. */
void haru_number(struct strbuf *b, double v);
void haru_numbers(struct strbuf *b, const double *v, size_t count);
/* Makes a colour and its alpha the one to fill (texts too) or stroke with. */
void haru_fill_colour(struct haru_state *h, struct colour c);
void haru_stroke_colour(struct haru_state *h, struct colour c);
void haru_alpha(struct haru_state *h, float alpha);
struct haru_gstate *haru_gstate(struct haru_state *h);

/* haru_text.c: a text object stays open for more words; the state, once it is closed, is ready for
 * any other operator. */
struct haru_state *haru_ready(void *self);
void haru_words(void *self, const struct font *font, struct colour colour, double y,
		const struct render_word *words, size_t count);

/* haru_font.c */
struct haru_face *haru_face(struct haru_state *h, const struct font *font);
double haru_width(struct haru_face *face, uint32_t glyph);
/* Ties a glyph to a text, and marks it used; false if it already stands for another text. */
bool haru_use(struct haru_state *h, struct haru_face *face, uint32_t glyph, const char *text,
	      size_t len);
/* Embeds all faces; false and a diagnostic. */
bool haru_embed(struct haru_state *h);
void haru_release_faces(struct haru_state *h);
/* UTF-16BE as hexadecimal digits. */
void haru_utf16(struct strbuf *b, const char *text, size_t len);

/* haru_image.c */
void haru_image(void *self, const struct area_image *image, double x, double y, double w, double h);

#endif
