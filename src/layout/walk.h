/* Walk: the state of a walk, for the files that drive it.  Private to the block half. */
#ifndef PP_LAYOUT_WALK_H
#define PP_LAYOUT_WALK_H

#include "base/vec.h"
#include "layout/flow.h"

/* An object whose children are being walked. */
struct lay_level {
	const struct fo_node *node;
	const struct fo_node *next; /* child to come */
	struct lay_frame *frame;    /* begun for it; NULL: none */
	struct lay_table *table;    /* rows come from here instead of children */
};

#define LAY_NO_EDGE UINT32_MAX

struct lay_walk_state {
	struct {
		VEC(struct lay_level);
	} levels;
	struct lay_frame *gap_frame; /* innermost open block where the open gap begins */
	uint32_t gap_number;	     /* of the open gap, from 1 */
	uint32_t forced_edge;	     /* edge in the open gap that forces a break, or NO_EDGE */
	bool box_spans;		     /* the box before the open gap spans all columns */
	uint32_t kept_edges;	     /* edges of the open gap that belong to the column before */
	/* Heights, for side floats: the box at the column's head; boxes before y_box reach down to
	 * y. */
	size_t y_head;
	size_t y_box;
	dim y;
	bool done;
};

/* An edge at the end of the open gap. */
struct lay_edge *
lay_walk_edge(struct lay_walk *w, enum lay_edge_kind kind, const struct fo_node *node);
/* Forces a break in the open gap, at its last edge; the stronger wins. */
void lay_walk_force(struct lay_walk *w, enum lay_break forced);
void lay_walk_open_gap(struct lay_walk *w);
/* The open gap begins with what the column before has of an old one. */
void lay_walk_keep_gap(struct lay_walk *w, const struct lay_gap *old);
/* Can the walk be taken up again at a box? */
bool lay_walk_can_restart(const struct lay_walk *w, size_t box);
/* Settles the open gap: its turn, keeps and heights. last: nothing follows. */
void lay_walk_close_gap(struct lay_walk *w, bool last);
/* Room for one more box and gap. */
void lay_items_reserve(struct lay_items *items);
/* Goes on with the children of node. */
void lay_walk_push(struct lay_walk *w, const struct fo_node *node, struct lay_frame *frame);
struct lay_measure lay_walk_measure(const struct lay_walk *w);
/* The line that the next box is. */
void lay_walk_line(struct lay_walk *w, struct lay_para *para, const struct lay_lines *lines,
		   size_t i, size_t taken);
/* Costs of breaks between the boxes from `from` on, lines of a block; taken: lines of it before. */
void lay_walk_costs(struct lay_walk *w, const struct fo_node *block, size_t from, size_t taken);
/* Lines of a paragraph as boxes. taken: lines of it that stand on pages before already. */
void lay_walk_lines(struct lay_walk *w, struct lay_para *para, const struct lay_lines *lines,
		    const struct fo_node *first, size_t taken);

#endif
