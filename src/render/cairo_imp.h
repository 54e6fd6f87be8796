/*
 * The cairo renderer as its own files share it: cairo.c (calls), cairo_text.c (words),
 * cairo_image.c (pixels and SVG), cairo_target.c (surfaces of PDF, PNG and SVG).
 */
#ifndef PP_RENDER_CAIRO_IMP_H
#define PP_RENDER_CAIRO_IMP_H

#include "base/strbuf.h"
#include "render/render_imp.h"

#include <cairo.h>

struct area_image;
struct font;

/* A font as cairo knows it, by font_number. */
struct cairo_font {
	cairo_scaled_font_t *scaled; /* borrowed from the font; NULL: not met yet */
	cairo_font_face_t *face;
	cairo_matrix_t matrix;
	cairo_font_options_t *options;
	unsigned long space; /* glyph of U+0020; 0: none */
};

/* An image as a source to paint with, by area_image.number. */
struct cairo_image {
	cairo_surface_t *surface; /* NULL after a failure */
	double width;		  /* of the surface's own space */
	double height;
	bool met;
};

struct cairo_state {
	struct render_setup setup;
	cairo_surface_t *surface;
	cairo_t *cr;
	int page;
	double width; /* of the page, points */
	double height;
	bool failed;
	const char *mark; /* name of the tag that is open; marks are flat */
	struct cairo_font *fonts;
	size_t font_count;
	struct cairo_image *images;
	size_t image_count;
	struct strbuf svg; /* the page as cairo writes it */
	/* Words on their way to cairo: glyphs of one font, colour and direction. */
	struct cairo_batch {
		const struct cairo_font *font;
		struct colour colour;
		bool rtl;
		struct strbuf text;
		cairo_glyph_t *glyphs;
		size_t glyph_count, glyph_cap;
		cairo_text_cluster_t *clusters;
		size_t cluster_count, cluster_cap;
	} batch;
};

/* cairo_text.c: words wait for more of their kind; the state, once all that wait are drawn, is
 * ready for any other call. */
struct cairo_state *cairo_ready(void *self);
void cairo_words(void *self, const struct font *font, struct colour colour, double y,
		 const struct render_word *words, size_t count);

/* cairo_image.c */
void
cairo_image(void *self, const struct area_image *image, double x, double y, double w, double h);

/* Pixels of a PNG, to be destroyed; NULL and *reason. */
cairo_surface_t *cairo_png_decode(const struct area_image *image, const char **reason);
/* An SVG at 0, 0 in w × h of cr's space. */
bool cairo_svg_draw(const struct area_image *image, cairo_t *cr, double w, double h,
		    const char **reason);

/* cairo_target.c: a surface and its context for the next page; false and a diagnostic. */
bool cairo_target_begin(struct cairo_state *c);
/* Ends the page, writes it where the format has a file for each. */
bool cairo_target_end(struct cairo_state *c);
/* Ends the document. */
bool cairo_target_close(struct cairo_state *c);
void cairo_target_drop(struct cairo_state *c);

/* cairo_svg.c: svg with names that do not depend on what was drawn before, appended to out. */
void cairo_svg_renumber(const char *svg, size_t len, struct strbuf *out);

/* cairo_jpeg.c: pixels of a JPEG, or NULL with *reason; components only: 0 if not a JPEG. */
cairo_surface_t *cairo_jpeg_decode(const unsigned char *data, size_t len, const char **reason);
int cairo_jpeg_components(const unsigned char *data, size_t len);

#endif
