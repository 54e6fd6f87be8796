/*
 * Side floats: fo:float beside the lines (XSL 1.1 §6.12.2, CSS2 §9.5).  Private to the block half.
 *
 * A side float stands in the nearest reference area around its anchor; lines and blocks beside it
 * give way to it.  Where it stands depends on how far down its anchor is, so the walk that writes
 * down items places it when it meets the anchor, and knows from then on what is left of the measure
 * at each height:
 *
 *	lay_walk_step ─▶ paragraph with an anchor ─▶ lay_side_paragraph   (float_line.c)
 *	                 fo:float between blocks  ─▶ lay_side_meet        (float_walk.c)
 *	                                             lay_side_place       (float_side.c)
 *
 * Heights count from the head of the column (or cell …).  That holds as long as the column begins
 * and ends where the walk believes; when a page breaks, what was laid out beyond the break is taken
 * back and made again below an empty head (float_column.c), with the floats that had no room left.
 * A walk has one struct lay_side, made when the first float is met: documents without floats never
 * come here.
 */
#ifndef PP_LAYOUT_FLOAT_SIDE_H
#define PP_LAYOUT_FLOAT_SIDE_H

#include "base/vec.h"
#include "layout/float_band.h"
#include "layout/flow.h"

struct map;

/* A side float, or as much of it as fits one column. */
struct lay_side_float {
	const struct fo_node *node;
	const struct lay_frame *frame; /* its reference area; NULL: that of the walk */
	struct lay_items *items;
	size_t from; /* of its boxes, in this column */
	size_t to;
	dim measure; /* it was laid out for; it keeps it when it goes on in the next column */
	size_t box;  /* where its anchor is: a line, or the box behind it */
	/* The same in the innermost walk, of a list label or body. */
	const struct lay_items *part;
	size_t part_box;
	bool at_edge; /* the anchor is an edge in the gap before that box */
	bool waits;   /* for the next column: there is no room left */
	bool left;
	bool cut;  /* sticks out of its column */
	bool here; /* stands where its anchor is, whatever its y says */
	unsigned column;
	/* Its rectangle in the reference area; y from the head of the column. */
	dim x, y, ipd, bpd;
	dim inset; /* from its start edge to where the measure of its content begins */
};

/* A float that goes to the next column. */
struct lay_waiting {
	const struct fo_node *node;
	const struct fo_node *frame;
	size_t from;
	dim measure; /* -1: not begun */
};

/* What waits for a column that begins with that box. */
struct lay_waitings {
	VEC(struct lay_waiting);
	size_t box;
	unsigned column; /* its number, when it was begun last */
};

/* Where a page took the walk up again. */
struct lay_taken {
	uint64_t place; /* in the flow; 0: none */
	size_t waiting;
	const struct fo_node *first; /* of what waits */
	size_t from;
};

#define LAY_SIDE_PAGES 16

struct lay_side {
	struct {
		VEC(struct lay_side_float *);
	} floats; /* of all columns of the page, in order of their boxes */
	struct {
		VEC(struct lay_side_float *);
	} active; /* those of this column that may reach below the walk's place */
	unsigned column;
	size_t last;  /* boxes before this one may have been laid out beside floats */
	dim least;    /* no float stands above one before it */
	bool blocked; /* one waits, so those behind it wait too */
	struct {
		VEC(struct lay_waitings);
	} columns;			    /* what waited at the columns begun on this page */
	const struct lay_waitings *pending; /* while a column is begun */
	/* The last pages: if one comes again, floats and what gives way to them chase one another
	 * for ever.  Then floats stay where they are, and nothing gives way. */
	struct lay_taken pages[LAY_SIDE_PAGES];
	unsigned page;
	bool tailed; /* an empty box behind the end of the flow stands ready for those that wait */
	bool fresh;  /* a page has been dropped since the last entry */
	bool off;
	/* Floats met on pages before, by address: a line set again must not meet them twice. */
	struct map *past;
};

/* ---- float_side.c ---- */
bool lay_side_is_side(const struct fo_node *node);
/* The walk that the reference area belongs to, its floats (NULL: none yet), the frame that makes
 * the reference area (NULL: the walk's own). */
struct lay_walk *lay_side_root(struct lay_walk *w);
struct lay_side *lay_side_of(struct lay_walk *w);
struct lay_side *lay_side_need(struct lay_walk *w);
const struct lay_frame *lay_side_frame(const struct lay_walk *w);
/* Lays a float out and finds its place at y or below; at_head: nothing stands above it. */
struct lay_side_float *
lay_side_place(struct lay_walk *w, const struct lay_waiting *what, dim y, bool at_head);
/* Puts one off to the next column, unseen, from a box on. */
void lay_side_wait(struct lay_walk *w, const struct lay_waiting *what, size_t box);
/* The lowest after edge of the floats that an object with that `clear` has to clear; y if none. */
dim lay_side_clear(struct lay_walk *w, enum fo_keyword clear, dim y);
/* Does a float wait that such an object may not overtake? */
bool lay_side_clear_waits(struct lay_walk *w, enum fo_keyword clear);

/* ---- float_room.c ---- */
/* The height of the walk's place, below the head of the column or of the reference area's walk. */
dim lay_side_y(struct lay_walk *w);
/* Does nothing stand above, in the column or in the parts of lists? */
bool lay_side_at_head(const struct lay_walk *w);
/* The frame around, also beyond the walk of a label or body (*w goes with it). */
const struct lay_frame *lay_side_around(const struct lay_walk **w, const struct lay_frame *frame);
/* intrusion-displace, "auto" resolved. */
enum fo_keyword lay_side_displacement(const struct fo_node *node);
/* What floats leave below y to lines of the innermost frame; NULL: all of the measure. */
struct lay_bands *lay_side_bands(struct lay_walk *w, const struct fo_node *block, dim y);

/* ---- float_line.c ---- */
/* Lines beside floats or with anchors of floats; false: there are none of either. box: the line
 * with which the rest of a paragraph goes on; NULL: all of it. */
bool lay_side_paragraph(struct lay_walk *w, struct lay_para *para, const struct fo_node *first,
			const struct lay_box *box);

/* ---- float_block.c ---- */
/* Before an object: moves it down by its `clear`, or because at least so much room is needed. */
void lay_side_before(struct lay_walk *w, const struct fo_node *node);
/* intrusion-displace="block": takes what floats take off a frame that is about to begin. */
void lay_side_displace(struct lay_walk *w, struct lay_frame *frame);

/* ---- float_walk.c ---- */
/* A side float between blocks. */
void lay_side_meet(struct lay_walk *w, const struct fo_node *node);
/* Behind the content of a reference area, which holds its floats. */
void lay_side_enclose(struct lay_walk *w, const struct lay_frame *frame);
/* The open gap is settled: floats anchored above its turn belong to the box before. */
void lay_side_settle(struct lay_walk *w);
/* At the end of a flow: an anchor behind the last box gets one. */
void lay_side_hold(struct lay_walk *w);
/* A whole walk is done: nothing beside its floats is cut off from them. */
void lay_side_finish(struct lay_walk *w);
/* Steps have become the boxes [from, …): floats met in their parts, from `first` on, are told which
 * of them holds their anchor. */
void lay_side_spread(struct lay_walk *w, const struct lay_steps *steps, size_t first, size_t from);

/* What is left of a label or body from a box on stays as it is, though the walk around it has been
 * taken up again: floats anchored there wait for the next column. */
void lay_side_adopt(struct lay_walk *w, const struct lay_items *items, size_t from);
/* The same of a cell: its floats keep their places in what is left of it. */
void lay_side_shift(struct lay_walk *w, const struct lay_items *items, size_t from);
/* How far a page begins below the place that heights count from: in a cell its beginning, whatever
 * page that was on. */
dim lay_side_above(const struct lay_items *items, size_t from);

/* ---- float_column.c ---- */
/* A column begins with a box: floats that wait stand at its head. */
struct lay_source;
void lay_side_column(struct lay_source *source, size_t box, dim bpd);
/* Inside lay_walk_restart: floats that wait, where their reference area has been opened again; the
 * others, when all that is open has. */
void lay_side_resume(struct lay_walk *w);
void lay_side_head(struct lay_walk *w, const struct fo_node *start);
/* Has a float been met, here or on a page before? */
bool lay_side_has_met(const struct lay_side *side, const struct fo_node *node);
/* What is left of a cell from a box on is walked again: floats met before that stay met. */
void lay_side_inherit(struct lay_walk *w, const struct lay_items *items, size_t from);
/* The flow has ended: is there a place for what still waits?  Makes it. */
bool lay_side_tail(struct lay_walk *w);
/* The first count boxes are done with. */
void lay_side_drop(struct lay_walk *w, size_t count);
/* Takes the empty boxes at the head of a column, if box is one, out again. */
void lay_side_strip(struct lay_source *source, size_t box);
/* Forgets the floats from a box on, where the walk is taken up again. */
void lay_side_forget(struct lay_side *side, size_t box);
/* How far down the floats anchored in [from, to) reach; *next goes on from call to call, 0 first.
 */
dim lay_side_reach(const struct lay_side *side, size_t *next, size_t from, size_t to);

#endif
