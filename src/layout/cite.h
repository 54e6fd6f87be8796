/*
 * Citations: ids → pages, and the texts that waited for them.  Private to the block half.
 *
 * In a pass every id is recorded with the labels of its first and last page.  A citation of an id
 * that is not known yet is set with a guess; it is pending until the end of the pass.
 */
#ifndef PP_LAYOUT_CITE_H
#define PP_LAYOUT_CITE_H

#include "base/diag.h"
#include "base/vec.h"
#include "layout/inline.h"

struct area;
struct area_page;
struct area_text;
struct fo_node;
struct font;
struct lay_lines;
struct lay_made;
struct lay_para;
struct map;

/* A citation whose text is not known for good. */
struct cite {
	const char *id;
	bool last; /* page-number-citation-last */
	const char *guess;
	const char *lang;
	const struct font *font;
	struct area_text *text; /* NULL when its page was not kept */
	struct area *area;
	struct lay_made *made;	    /* its page */
	const struct fo_node *node; /* NULL: gone; then: */
	struct diag_place place;
	/* Its line in the flow, to be set again with the true text; NULL: none. */
	struct area *line;
	struct lay_para *para;
	const struct lay_lines *lines;
	uint32_t index;
};

/* An id that a static content waits for, and where it is asked for first. */
struct lay_want {
	const char *id;
	struct diag_place place;
};

struct lay_cites {
	struct lay *lay;
	struct arena *arena; /* of this pass */
	struct arena *before_arena;
	struct map *now;     /* id → struct lay_cite_place */
	struct map *before;  /* of the pass before; NULL in the first */
	struct map *guesses; /* order of the node → guess, in this pass */
	bool fixed;	     /* a static content is being set */
	bool settled;	     /* the pass is over: all that it recorded is known */
	bool final;	     /* the pass before is known to be right */
	struct {
		VEC(struct cite *);
	} pending; /* in the flow, page by page */
	struct {
		VEC(struct lay_want);
	} wanted;
	struct map *wanting; /* place and id of those */
};

struct lay_cite_place {
	uint32_t order;	   /* of the node */
	const char *first; /* labels */
	const char *last;
	int index; /* of the first page */
};

void lay_cites_open(struct lay_cites *c, struct lay *lay);
void lay_cites_close(struct lay_cites *c);
/* Starts a pass; what was recorded becomes `before`. */
void lay_cites_pass(struct lay_cites *c);
/* The id of a node stands on a page; of two nodes with one id the first counts. */
void lay_cites_mark(struct lay_cites *c, const char *id, const struct fo_node *node,
		    const struct area_page *page);
bool lay_cites_is_known(const struct lay_cites *c, const char *id);
/* Does a content cite pages that are not known for good?  Its citations are noted. */
bool lay_cites_want(struct lay_cites *c, const struct fo_node *content);
/* May the citation's line be set again alone? */
bool lay_cites_stands_free(const struct cite *cite);
/* The page of a citation stays, but not its line nor its formatting object. */
void lay_cites_part(struct lay_cites *c, struct cite *cite);
/* What a citation turns out to print, at the end of a pass. */
const char *lay_cites_text(const struct lay_cites *c, const struct cite *cite);
/* Does that text have the width that was assumed? */
bool lay_cites_same_width(const struct lay_cites *c, const struct cite *cite);
/* A line of the flow was built: those of the citations from index `from` on that stand in it. */
void lay_cites_place(struct lay_cites *c, size_t from, struct area *line, struct lay_para *para,
		     const struct lay_lines *lines, uint32_t index);
/* From now on all that this pass recorded is known, and lines are measured with it. */
void lay_cites_know(struct lay_cites *c);
/* Sets the line of a citation again, whose text is not as wide as its guess.  false if this would
 * move anything but what stands in the line. */
bool lay_cites_refit(struct lay_cites *c, const struct cite *cite);
/* Puts the text into the area that waits. */
void lay_cites_settle(const struct lay_cites *c, struct cite *cite, struct arena *page_arena);

#endif
