/*
 * Render: areas to marks on a medium, behind one interface.
 *
 *	struct renderer *r = render_open(arena, diag, "cairo", RENDER_PDF, &target, notes);
 *	render_page(r, page);        // walk: the only caller of the operations
 *	render_close(r);
 *
 * cairo (PDF, PNG, SVG), haru (PDF) and trace (text) are peers: each fills struct render_ops.  What
 * a PDF needs above its pages' content goes to the notes, which the walk writes for all of them.
 */
#ifndef PP_RENDER_RENDER_H
#define PP_RENDER_RENDER_H

#include "base/geom.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct area_image;
struct area_page;
struct diag;
struct draw_path;
struct font;
struct glyph_run;
struct layout_bookmark;
struct notes;
struct renderer;

enum render_format { RENDER_PDF, RENDER_PNG, RENDER_SVG, RENDER_TRACE };

/* Where bytes go.  PDF and trace: write is called in order.  PNG and SVG are one file a page:
 * page_begin names each (0-based) before its bytes. */
struct render_target {
	bool (*write)(void *ctx, const void *data, size_t len);
	bool (*page_begin)(void *ctx, int index); /* may be NULL for PDF and trace */
	bool (*page_end)(void *ctx, int index);
	void *ctx;
	double dpi; /* PNG; 0: 96 */
};

/* A word set on a line: run at (x, y), y the baseline; letter_space is added to each glyph. */
struct render_word {
	const struct glyph_run *run; /* NULL: a gap, whose text is given for copying */
	double x;
	double letter_space;
	const char *text;
	uint32_t text_len;
};

struct render_stroke {
	double width;
	double dash[4];
	int dash_count;
	int cap; /* 0 butt 1 round 2 square */
	struct colour colour;
};

/* Points from the page's upper left corner under the current transform; y downwards.
 * Each returns nothing: a failure is kept by the renderer and reported by page_end. */
struct render_ops {
	const char *name;
	bool (*document_begin)(void *r);
	bool (*page_begin)(void *r, const struct area_page *page);
	void (*save)(void *r);
	void (*restore)(void *r);
	void (*transform)(void *r, const struct matrix *m);
	void (*clip)(void *r, const struct draw_path *path);
	void (*fill)(void *r, const struct draw_path *path, struct colour colour);
	void (*stroke)(void *r, const struct draw_path *path, const struct render_stroke *stroke);
	/* Words of one font, colour and line, in visual order. */
	void (*words)(void *r, const struct font *font, struct colour colour, double y,
		      const struct render_word *words, size_t count);
	void (*image)(void *r, const struct area_image *image, double x, double y, double w,
		      double h);
	/* A numbered mark of the content; element -1 with artifact's type, else its element. */
	void (*mark_begin)(void *r, const char *type, bool artifact);
	void (*mark_end)(void *r);
	/* Told to trace, NULL for others: the walk has put them into the notes already. */
	void (*link)(void *r, double x, double y, double w, double h, const char *dest,
		     const char *uri);
	void (*destination)(void *r, const char *id, double x, double y);
	bool (*page_end)(void *r);
	bool (*document_end)(void *r);
};

/* Names: "cairo", "haru", "trace"; NULL: cairo. NULL and a diagnostic if the renderer cannot write
 * the format or does not exist. */
struct renderer *
render_open(struct arena *arena, struct diag *diag, const char *name, enum render_format format,
	    const struct render_target *target, struct notes *notes);
/* Walks the page. The caller frees page->arena afterwards. */
bool render_page(struct renderer *r, const struct area_page *page);
void render_outline(struct renderer *r, const struct layout_bookmark *bookmarks);
/* Ends the document; false and a diagnostic if anything failed. */
bool render_close(struct renderer *r);
/* Drops everything after a failure. */
void render_abandon(struct renderer *r);

/* For `planpress support` and usage: names and formats, NULL-terminated. */
const char *const *render_names(void);
bool render_can(const char *name, enum render_format format);

#endif
