/*
 * The walk over a page, as its own files share it: walk.c (regions, areas), walk_text.c (words,
 * leaders, decorations), walk_drawing.c (draw lists, images), border.c, pattern.c,
 * layers.c (what is painted later and together).
 *
 * Areas are placed by adding up offsets (struct point origin, the before-start corner of the
 * parent's content rectangle).  Only a rotation or scaling enters a graphics state; `ctm` follows
 * it, so that links know their place on the page.
 */
#ifndef PP_RENDER_WALK_H
#define PP_RENDER_WALK_H

#include "base/dim.h"
#include "base/geom.h"
#include "render/layers.h"
#include "render/path.h"
#include "render/render_imp.h"

struct area;
struct area_box;
struct area_page;
struct area_text;
struct draw_op;
struct draw_path;
struct strbuf;

struct walk {
	struct renderer *r;
	const struct render_ops *ops;
	void *self;
	struct arena *scratch; /* of the page */
	struct notes *notes;
	int page;
	struct matrix ctm; /* user space to points of the page */
	/* Marks: what is open now, and what is around it. */
	const char *artifact; /* type of the artifact all around ("Pagination"), or NULL */
	const void *leaf;     /* line, image or drawing that is being painted, or NULL */
	const char *leaf_type;
	const void *marked;   /* leaf of the open mark; an artifact's type; NULL: none open */
	struct layers layers; /* what is not painted yet */
};

/* Paints a page and writes its notes. */
void walk_page(struct renderer *r, const struct area_page *page);
/* The areas in an area; origin: its content corner. */
void walk_children(struct walk *w, const struct area *a, struct point origin);

/* Graphics state; what is held back is painted before it changes. */
void walk_save(struct walk *w);
void walk_restore(struct walk *w, const struct matrix *saved);
void walk_transform(struct walk *w, const struct matrix *m);
void walk_clip_rect(struct walk *w, struct rect r);
/* A link over a rectangle of user space. */
void
walk_link(struct walk *w, struct rect r, const char *dest, const char *uri, const char *contents);

/* To be called before an operation that paints: paints what is held back (layers.h), and sees to it
 * that the new stands in the right mark: that of the present leaf, or an artifact's (type not
 * NULL). There are no marks unless the notes ask for them. */
void walk_mark(struct walk *w, const char *artifact);
/* The mark of what is met now, and entering it later. */
struct layer_mark walk_mark_for(const struct walk *w, const char *artifact);
void walk_mark_enter(struct walk *w, const struct layer_mark *mark);

/* border.c: the padding rectangle inside a border rectangle, and its four borders. */
struct rect box_padding_rect(const struct area_box *box, struct rect r);
void border_paint(struct walk *w, const struct area_box *box, struct rect r);
/* A rule: style enum fo_keyword, lying in r, by the rules of a border. */
void border_rule(struct walk *w, uint16_t style, struct rect r, struct colour colour);

/* pattern.c: fills op's path with its pattern. */
void pattern_fill(struct walk *w, const struct draw_op *op);

/* walk_text.c */
void walk_text(struct walk *w, const struct area *a, struct point at);
void walk_leader(struct walk *w, const struct area *a, struct point at);
/* text's words from the point of its baseline; artifact: as for walk_mark. */
void
walk_words(struct walk *w, const char *artifact, const struct area_text *text, struct point at);
/* What the texts below an area say, appended to b. */
void walk_contents(const struct area *a, struct strbuf *b);

/* walk_drawing.c */
void walk_image(struct walk *w, const struct area *a, struct point at);
void walk_drawing(struct walk *w, const struct area *a, struct point at);

#endif
