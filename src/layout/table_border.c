/*
 * Borders of cells, separate or collapsed (XSL 1.1 §6.7.10, CSS 2.1 §17.6.2).
 *
 * Where borders collapse, each edge of each unit of the grid first gets a rule of its own: the most
 * eye-catching of what cell, row, section, column and table say about it.  Then it meets the rule
 * of the unit on the other side of the grid line; the winner is drawn centred on the line by both.
 * Of two rules that differ in colour only each side keeps its own.
 *
 * A rule is a node and one of its edges, not a copy of the border: sixteen bytes, and a group of
 * rows has four for each unit.  A cell that spans units may have a different border at each of
 * them, so it gets a small area for each unit that has one.
 */
#include "layout/table_grid.h"

#include "base/arena.h"
#include "layout/area.h"
#include "layout/flow.h"

/* ---- which of two rules wins ---- */

static int
style_rank(enum fo_keyword style)
{
	static const enum fo_keyword order[] = {FO_KW_INSET, FO_KW_GROOVE, FO_KW_OUTSET,
						FO_KW_RIDGE, FO_KW_DOTTED, FO_KW_DASHED,
						FO_KW_SOLID, FO_KW_DOUBLE};

	for (int i = 0; i < (int)(sizeof order / sizeof order[0]); i++)
		if (order[i] == style)
			return i + 1;
	return 0;
}

static double
precedence(const struct lay_rule *r)
{
	static const enum fo_prop props[] = {
		FO_PROP_BORDER_BEFORE_PRECEDENCE, FO_PROP_BORDER_AFTER_PRECEDENCE,
		FO_PROP_BORDER_START_PRECEDENCE, FO_PROP_BORDER_END_PRECEDENCE};

	if (fo_keyword(r->node, props[r->edge]) == FO_KW_FORCE)
		return 1e9;
	return fo_number(r->node, props[r->edge], 0);
}

/* Does b win over a? */
static bool
wins(const struct lay_rule *a, const struct lay_rule *b)
{
	struct fo_border x;
	struct fo_border y;

	if (b->node == NULL)
		return false;
	if (a->node == NULL)
		return true;
	if (fo_keyword(a->node, FO_PROP_BORDER_COLLAPSE) == FO_KW_COLLAPSE_WITH_PRECEDENCE)
		return precedence(b) > precedence(a);
	x = fo_border(a->node, a->edge);
	y = fo_border(b->node, b->edge);
	if (x.style == FO_KW_HIDDEN || y.style == FO_KW_HIDDEN)
		return x.style != FO_KW_HIDDEN;
	if (x.width != y.width)
		return y.width > x.width;
	return style_rank(y.style) > style_rank(x.style);
}

static void
meet(struct lay_rule *a, const struct lay_rule *b)
{
	if (wins(a, b))
		*a = *b;
}

static void
meet_node(struct lay_rule *a, const struct fo_node *node, enum fo_edge edge)
{
	struct lay_rule b = {.node = node, .edge = edge};

	if (node != NULL)
		meet(a, &b);
}

/* ---- own rules ---- */

static struct lay_rule *
rule_at(struct lay_rule *rules, const struct lay_group *g, uint32_t row, uint32_t column,
	enum fo_edge edge)
{
	return &rules[((size_t)row * g->table->column_count + column) * 4 + edge];
}

/* What cell, row, section, column and table say of one edge of a unit, in order of their rank. */
static void
own_rule(struct lay_group *g, const struct lay_cell *c, uint32_t row, uint32_t column,
	 enum fo_edge edge)
{
	const struct lay_table *t = g->table;
	struct lay_rule *r = rule_at(g->own, g, row, column, edge);
	bool across = edge == FO_BEFORE || edge == FO_AFTER;
	bool side = (edge == FO_START && column == 0) ||
		    (edge == FO_END && column + 1 == t->column_count);
	bool section = (edge == FO_BEFORE && row == 0 && g->first) ||
		       (edge == FO_AFTER && row + 1 == g->row_count && g->last);
	bool table = (edge == FO_BEFORE && row == 0 && g->table_first) ||
		     (edge == FO_AFTER && row + 1 == g->row_count && g->table_last);

	meet_node(r, c->node, edge);
	if (across || side)
		meet_node(r, g->rows[row], edge);
	if (section || side)
		meet_node(r, g->section, edge);
	if (!across || table)
		meet_node(r, t->columns[column].node, edge);
	if (table || side)
		meet_node(r, t->node, edge);
}

void
lay_border_own(struct lay_group *g, struct arena *arena)
{
	g->own = ARENA_ARRAY(arena, (size_t)g->row_count * g->table->column_count * 4,
			     struct lay_rule);
	for (uint32_t i = 0; i < g->cell_count; i++) {
		const struct lay_cell *c = &g->cells[i];
		uint32_t last_row = c->row + c->row_count - 1;
		uint32_t last_column = c->column + c->column_count - 1;

		for (uint32_t k = c->column; k <= last_column; k++) {
			own_rule(g, c, c->row, k, FO_BEFORE);
			own_rule(g, c, last_row, k, FO_AFTER);
		}
		for (uint32_t r = c->row; r <= last_row; r++) {
			own_rule(g, c, r, c->column, FO_START);
			own_rule(g, c, r, last_column, FO_END);
		}
	}
}

/* ---- rules that meet ---- */

/* The own rule on the other side of a grid line; NULL: there is no other side. */
static const struct lay_rule *
neighbour(const struct lay_group *g, const struct lay_group *below, uint32_t row, uint32_t column,
	  enum fo_edge edge)
{
	const struct lay_table *t = g->table;

	switch (edge) {
	case FO_BEFORE:
		if (row > 0)
			return rule_at(g->own, g, row - 1, column, FO_AFTER);
		return t->above == NULL ? NULL : &t->above[column];
	case FO_AFTER:
		if (row + 1 < g->row_count)
			return rule_at(g->own, g, row + 1, column, FO_BEFORE);
		return below == NULL ? NULL : rule_at(below->own, below, 0, column, FO_BEFORE);
	case FO_START:
		return column == 0 ? NULL : rule_at(g->own, g, row, column - 1, FO_END);
	case FO_END:
		return column + 1 == t->column_count
			       ? NULL
			       : rule_at(g->own, g, row, column + 1, FO_START);
	}
	return NULL;
}

static void
meet_unit(struct lay_group *g, const struct lay_group *below, uint32_t row, uint32_t column,
	  enum fo_edge edge)
{
	const struct lay_rule *other = neighbour(g, below, row, column, edge);
	struct lay_rule *r = rule_at(g->rules, g, row, column, edge);

	*r = *rule_at(g->own, g, row, column, edge);
	if (other != NULL)
		meet(r, other);
}

void
lay_border_meet(struct lay_group *g, const struct lay_group *below, struct arena *arena)
{
	g->rules = ARENA_ARRAY(arena, (size_t)g->row_count * g->table->column_count * 4,
			       struct lay_rule);
	for (uint32_t i = 0; i < g->cell_count; i++) {
		const struct lay_cell *c = &g->cells[i];
		uint32_t last_row = c->row + c->row_count - 1;
		uint32_t last_column = c->column + c->column_count - 1;

		for (uint32_t k = c->column; k <= last_column; k++) {
			meet_unit(g, below, c->row, k, FO_BEFORE);
			meet_unit(g, below, last_row, k, FO_AFTER);
		}
		for (uint32_t r = c->row; r <= last_row; r++) {
			meet_unit(g, below, r, c->column, FO_START);
			meet_unit(g, below, r, last_column, FO_END);
		}
	}
}

void
lay_border_outer(const struct lay_group *g, bool after, struct lay_rule *out)
{
	for (uint32_t k = 0; k < g->table->column_count; k++)
		out[k] = *rule_at(g->own, g, after ? g->row_count - 1 : 0, k,
				  after ? FO_AFTER : FO_BEFORE);
}

/* ---- rules as they stand on a page ---- */

/* One unit of the grid. */
struct unit {
	const struct lay_group *g;
	uint32_t row;
	uint32_t column;
};

/* The rule of an edge at the head or foot of a page, or where its cell is cut. Conditional borders
 * of what is cut go (§4.3.1): of the cell at a cut, of the table at any break. */
static struct lay_rule
rule_at_break(const struct unit *u, enum fo_edge edge, enum lay_pad pad)
{
	const struct lay_table *t = u->g->table;
	struct lay_rule r = *rule_at(u->g->own, u->g, u->row, u->column, edge);
	const struct lay_rule *repeated = edge == FO_BEFORE ? t->header_rules : t->footer_rules;
	bool omitted = edge == FO_BEFORE ? t->omit_header : t->omit_footer;

	if (pad == LAY_PAD_REST && r.node != NULL && !fo_border(r.node, r.edge).retain)
		r.node = NULL;
	if (repeated != NULL && !omitted) {
		meet(&r, &repeated[u->column]);
	} else if (fo_border(t->node, edge).retain) {
		meet_node(&r, t->node, edge);
	}
	return r;
}

static struct lay_rule
rule_of(const struct unit *u, enum fo_edge edge, enum lay_pad pad)
{
	if (pad == LAY_PAD_WHOLE || edge == FO_START || edge == FO_END)
		return *rule_at(u->g->rules, u->g, u->row, u->column, edge);
	return rule_at_break(u, edge, pad);
}

static dim
rule_width(const struct lay_rule *r)
{
	return r->node == NULL ? 0 : fo_border(r->node, r->edge).width;
}

bool
lay_is_hidden_empty(const struct lay_part *part)
{
	if (part->node == NULL || fo_keyword(part->node, FO_PROP_EMPTY_CELLS) != FO_KW_HIDE)
		return false;
	if (area_is_hidden(part->node))
		return true;
	for (size_t i = 0; i < part->items->box_count; i++)
		if (part->items->boxes[i].kind != LAY_BOX_EMPTY)
			return false;
	return true;
}

bool
lay_is_cut(const struct lay_cell *c, enum fo_edge edge, enum lay_pad pad)
{
	return pad == LAY_PAD_REST && (c->node == NULL || !fo_border(c->node, edge).retain);
}

dim
lay_border_width(const struct lay_group *g, const struct lay_cell *c, enum fo_edge edge,
		 enum lay_pad pad)
{
	bool across = edge == FO_BEFORE || edge == FO_AFTER;
	uint32_t row = edge == FO_AFTER ? c->row + c->row_count - 1 : c->row;
	uint32_t column = edge == FO_END ? c->column + c->column_count - 1 : c->column;
	uint32_t count = across ? c->column_count : c->row_count;
	dim widest = 0;

	if (!g->table->collapse) {
		struct fo_border b;

		if (c->node == NULL)
			return 0;
		b = fo_border(c->node, edge);
		return lay_is_cut(c, edge, pad) ? 0 : b.width;
	}
	for (uint32_t i = 0; i < count; i++) {
		struct unit u = {.g = g,
				 .row = across ? row : row + i,
				 .column = across ? column + i : column};
		struct lay_rule r = rule_of(&u, edge, pad);

		widest = dim_max(widest, rule_width(&r));
	}
	return widest;
}

/* ---- areas ---- */

/* The left grid line of columns: areas lie from the left, also where columns run from the right. */
static dim
left_of(const struct lay_table *t, uint32_t column, uint32_t count)
{
	const struct lay_column *last = &t->columns[column + count - 1];

	if (!t->right_to_left)
		return t->columns[column].x;
	return dim_sub(t->ipd, dim_add(last->x, last->width));
}

/* The edge that lies on the left. */
static enum fo_edge
left_edge(const struct lay_table *t)
{
	return t->right_to_left ? FO_END : FO_START;
}

/* An area beside the stacking: backgrounds, borders of spanned units. */
static struct area *
placed(const struct lay_page_info *page, struct area *parent)
{
	struct area *a = area_new(page->arena, AREA_BLOCK, NULL);

	a->flags |= AREA_PLACED | AREA_FIRST | AREA_LAST;
	area_append(parent, a);
	return a;
}

static const struct area_box *
background_of(struct lay *lay, struct arena *arena, const struct fo_node *node)
{
	const struct area_box *box = node == NULL ? NULL : lay_box_of(lay, arena, node, 0);
	struct area_box *bare;

	if (box == NULL || (box->background == NULL && box->background_image == NULL))
		return NULL;
	bare = ARENA_NEW(arena, struct area_box);
	bare->background = box->background;
	bare->background_image = box->background_image;
	bare->background_repeat = box->background_repeat;
	bare->background_x = box->background_x;
	bare->background_y = box->background_y;
	return bare;
}

/* Backgrounds of column, section and row lie under the padding rectangle of the cell. */
static void
add_backgrounds(const struct lay_group *g, const struct lay_cell *c, const struct area *cell,
		const struct lay_page_info *page, struct area *parent)
{
	const struct fo_node *nodes[] = {g->table->columns[c->column].node, g->section,
					 g->rows[c->row]};

	for (size_t i = 0; i < sizeof nodes / sizeof nodes[0]; i++) {
		const struct area_box *box = background_of(g->table->lay, page->arena, nodes[i]);
		const struct area_box *b = cell->box;
		struct area *a;

		if (box == NULL)
			continue;
		a = placed(page, parent);
		if (area_is_hidden(nodes[i]))
			a->flags |= AREA_HIDDEN;
		a->box = box;
		a->x = cell->x;
		a->y = cell->y;
		a->ipd = cell->ipd;
		a->bpd = cell->bpd;
		if (b == NULL)
			continue;
		a->x += b->border[FO_START].width;
		a->y += b->border[FO_BEFORE].width;
		a->ipd += b->padding[FO_START] + b->padding[FO_END];
		a->bpd += b->padding[FO_BEFORE] + b->padding[FO_AFTER];
	}
}

/* Separate borders: those of the cell, without what a cut takes away. */
static const struct area_box *
separate_box(const struct lay_group *g, const struct lay_part *part, const struct lay_segment *seg,
	     struct arena *arena)
{
	const struct lay_table *t = g->table;
	const struct lay_cell *c = part->more;
	const struct area_box *box = c->node == NULL || lay_is_hidden_empty(part)
					     ? NULL
					     : lay_box_of(t->lay, arena, c->node, t->ipd);
	struct area_box *cut;

	if (box == NULL || (seg->before != LAY_PAD_REST && seg->after != LAY_PAD_REST))
		return box;
	cut = ARENA_NEW(arena, struct area_box);
	*cut = *box;
	for (int e = FO_BEFORE; e <= FO_AFTER; e++) {
		bool retain;

		if ((e == FO_BEFORE ? seg->before : seg->after) != LAY_PAD_REST)
			continue;
		if (!fo_border(c->node, (enum fo_edge)e).retain)
			cut->border[e] = (struct area_border){.colour = box->border[e].colour};
		fo_padding(c->node, (enum fo_edge)e, t->ipd, &retain);
		if (!retain)
			cut->padding[e] = 0;
	}
	return cut;
}

/* Is the edge the outermost line of the table on its page? */
static bool
is_outer(const struct unit *u, enum fo_edge edge, enum lay_pad pad)
{
	const struct lay_group *g = u->g;
	const struct lay_table *t = g->table;

	switch (edge) {
	case FO_START:
		return u->column == 0;
	case FO_END:
		return u->column + 1 == t->column_count;
	case FO_BEFORE:
		if (pad != LAY_PAD_WHOLE)
			return t->header == NULL || t->omit_header;
		return u->row == 0 && g->table_first;
	case FO_AFTER:
		if (pad != LAY_PAD_WHOLE)
			return t->footer == NULL || t->omit_footer;
		return u->row + 1 == g->row_count && g->table_last;
	}
	return false;
}

static void
set_border(const struct unit *u, enum fo_edge edge, enum lay_pad pad, struct area_box *box)
{
	struct lay_rule r = rule_of(u, edge, pad);
	struct fo_border b;

	if (rule_width(&r) == 0)
		return;
	b = fo_border(r.node, r.edge);
	box->border[edge] = (struct area_border){.width = b.width,
						 .style = (uint16_t)b.style,
						 .colour = b.colour,
						 .collapse = is_outer(u, edge, pad) ? 1 : 2};
}

/* Padding and background of a cell whose borders are not its own. */
static struct area_box *
inner_box(const struct lay_group *g, const struct lay_cell *c, const struct lay_segment *seg,
	  struct arena *arena)
{
	struct area_box *box = ARENA_NEW(arena, struct area_box);
	const struct area_box *own;

	if (c->node == NULL)
		return box;
	own = lay_box_of(g->table->lay, arena, c->node, g->table->ipd);
	if (own == NULL)
		return box;
	*box = *own;
	for (int e = FO_BEFORE; e <= FO_END; e++) {
		enum lay_pad pad = e == FO_BEFORE  ? seg->before
				   : e == FO_AFTER ? seg->after
						   : LAY_PAD_WHOLE;
		bool retain = false;

		box->border[e] = (struct area_border){0};
		fo_padding(c->node, (enum fo_edge)e, g->table->ipd, &retain);
		if (pad == LAY_PAD_REST && !retain)
			box->padding[e] = 0;
	}
	return box;
}

/* The borders of one unit of a cell that spans several. */
static struct area_box
unit_box(const struct unit *u, const struct lay_cell *c, const struct lay_segment *seg)
{
	struct area_box box = {0};

	if (u->row == seg->row_from)
		set_border(u, FO_BEFORE, seg->before, &box);
	if (u->row + 1 == seg->row_to)
		set_border(u, FO_AFTER, seg->after, &box);
	if (u->column == c->column)
		set_border(u, FO_START, LAY_PAD_WHOLE, &box);
	if (u->column + 1 == c->column + c->column_count)
		set_border(u, FO_END, LAY_PAD_WHOLE, &box);
	return box;
}

/* An area for them, over the unit. */
static void
add_unit(const struct unit *u, const struct area_box *box, const struct lay_segment *seg,
	 const struct lay_page_info *page, struct area *parent)
{
	const struct lay_table *t = u->g->table;
	const dim *top = &seg->tops[u->row - seg->base];
	dim from = seg->tops[seg->row_from - seg->base];
	struct area_box *copy;
	struct area *a;
	dim half[4];

	for (int e = FO_BEFORE; e <= FO_END; e++)
		half[e] = box->border[e].width / 2;
	if (half[0] == 0 && half[1] == 0 && half[2] == 0 && half[3] == 0)
		return;
	copy = ARENA_NEW(page->arena, struct area_box);
	*copy = *box;
	a = placed(page, parent);
	a->box = copy;
	a->x = left_of(t, u->column, 1) - half[left_edge(t)];
	a->y = seg->top + top[0] - from - half[FO_BEFORE];
	a->ipd = t->columns[u->column].width - half[FO_START] - half[FO_END];
	a->bpd = top[1] - top[0] - half[FO_BEFORE] - half[FO_AFTER];
}

static void
add_units(const struct lay_group *g, const struct lay_cell *c, const struct lay_segment *seg,
	  const struct lay_page_info *page, struct area *parent)
{
	for (uint32_t row = seg->row_from; row < seg->row_to; row++) {
		for (uint32_t k = 0; k < c->column_count; k++) {
			struct unit u = {.g = g, .row = row, .column = c->column + k};
			struct area_box box = unit_box(&u, c, seg);

			add_unit(&u, &box, seg, page, parent);
		}
	}
}

/* relative-position of the cell, and of the row and the section around it. */
static void
move_relative(struct area *a, const struct fo_node *cell, dim ipd)
{
	for (const struct fo_node *n = cell; n != NULL && n->object != FO_TABLE; n = n->parent) {
		struct point shift = lay_relative_shift(n, ipd);

		a->x = dim_add(a->x, shift.x);
		a->y = dim_add(a->y, shift.y);
	}
}

struct area *
lay_border_area(struct lay_steps *s, const struct lay_part *part, const struct lay_segment *seg,
		const struct lay_page_info *page, struct area *parent)
{
	const struct lay_group *g = s->owner;
	const struct lay_cell *c = part->more;
	const struct lay_table *t = g->table;
	struct area *a = area_new(page->arena, AREA_CELL, part->node);
	bool spans = c->row_count > 1 || c->column_count > 1;
	dim left = left_of(t, c->column, c->column_count);

	a->flags |= c->late ? AREA_PLACED | AREA_LATE : AREA_PLACED;
	if (!t->collapse) {
		a->box = separate_box(g, part, seg, page->arena);
		a->x = left + t->separation_ipd / 2;
		a->y = seg->top +
		       (lay_is_cut(c, FO_BEFORE, seg->before) ? 0 : t->separation_bpd / 2);
	} else {
		struct area_box *box = inner_box(g, c, seg, page->arena);

		a->x = left;
		a->y = seg->top;
		a->box = box;
		if (!spans) {
			struct unit u = {.g = g, .row = c->row, .column = c->column};

			set_border(&u, FO_BEFORE, seg->before, box);
			set_border(&u, FO_AFTER, seg->after, box);
			set_border(&u, FO_START, LAY_PAD_WHOLE, box);
			set_border(&u, FO_END, LAY_PAD_WHOLE, box);
			a->x -= box->border[left_edge(t)].width / 2;
			a->y -= box->border[FO_BEFORE].width / 2;
		} else {
			a->x += lay_border_width(g, c, left_edge(t), LAY_PAD_WHOLE) / 2;
			a->y += lay_border_width(g, c, FO_BEFORE, seg->before) / 2;
		}
	}
	move_relative(a, part->node, parent->ipd);
	a->ipd = c->ipd;
	a->bpd = dim_max(0, seg->bpd - part->before[seg->before] - part->after[seg->after]);
	add_backgrounds(g, c, a, page, parent);
	if (t->collapse && spans)
		add_units(g, c, seg, page, parent);
	area_append(parent, a);
	return a;
}
