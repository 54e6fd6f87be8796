/*
 * Headers and footers whose content changes from page to page (XSL 1.1 §6.13.7).
 *
 * A retrieve-table-marker takes its marker from the rows that stand beside it in the same part of
 * the table (or, if it may, from parts before).  Those are known only when the part has been built;
 * so such a header or footer is left out, with room for the highest it can get, and put in when the
 * part is complete; what lies below moves up to it.  Pages are broken with the greatest height:
 * nothing is too high then, and a page may end by as much earlier as its header is lower.
 * Rejected: filling each page until header and rows agree; a header that pushes out the very row it
 * cites never does.
 */
#include "layout/table_grid.h"

#include "base/arena.h"
#include "base/map.h"
#include "layout/area.h"
#include "layout/flow.h"
#include "layout/layout.h"
#include "layout/marker.h"
#include "layout/page.h"
#include "layout/table.h"

#include <string.h>

/* ---- the highest ---- */

/* Markers that are laid out to learn how high they make a header; others only if they are longer
 * than all before them. */
#define MAX_MEASURED 16

/* What is put in for each class while heights are measured. */
struct choice {
	const char *name;
	const struct fo_node *marker;
	const struct choice *next;
};

static const struct fo_node *
find_choice(const struct lay_splice *x, const struct fo_node *retrieve)
{
	const char *name = fo_own_string(retrieve, FO_PROP_RETRIEVE_CLASS_NAME);

	for (const struct choice *c = x->context; c != NULL && name != NULL; c = c->next)
		if (strcmp(c->name, name) == 0)
			return c->marker;
	return NULL;
}

static struct fo_node *
filled(struct lay_table *t, const struct fo_node *section, const struct choice *choices,
       struct arena *arena)
{
	struct fo_node *copy = fo_clone_part(arena, t->lay->doc, section, section->parent);
	struct lay_splice x = {.lay = t->lay,
			       .arena = arena,
			       .object = FO_RETRIEVE_TABLE_MARKER,
			       .find = find_choice,
			       .context = choices};

	lay_marker_splice(&x, copy);
	return copy;
}

struct contest {
	struct lay_table *t;
	const struct fo_node *section;
	struct choice *choice; /* of the class that is looked for */
	const struct fo_node *best;
	dim best_bpd;
	size_t longest;
	int measured;
};

static size_t
text_length(const struct fo_node *node)
{
	size_t len = node->text_len;

	for (const struct fo_node *c = node->first_child; c != NULL; c = c->next)
		len += text_length(c);
	return len;
}

static dim
height_with(struct contest *c, const struct fo_node *marker)
{
	struct arena *scratch = arena_new();
	struct choice one = {.name = c->choice->name, .marker = marker};
	struct lay_group *g =
		lay_table_whole(c->t, filled(c->t, c->section, &one, scratch), scratch);
	dim bpd = 0;

	if (g != NULL) {
		if (c->t->collapse) {
			lay_border_own(g, scratch);
			lay_border_meet(g, NULL, scratch);
		}
		struct lay_steps *s = lay_group_steps(g, scratch);
		bpd = s->at[s->count].bpd;
	}
	arena_free(scratch);
	return bpd;
}

static void
enter(struct contest *c, const struct fo_node *marker)
{
	size_t length = text_length(marker);

	if (c->measured >= MAX_MEASURED && length <= c->longest)
		return;
	dim bpd = height_with(c, marker);
	c->measured++;
	c->longest = length > c->longest ? length : c->longest;
	if (c->best == NULL || bpd > c->best_bpd) {
		c->best = marker;
		c->best_bpd = bpd;
	}
}

static void
enter_all(struct contest *c, const struct fo_node *node)
{
	for (const struct fo_node *n = node->first_child; n != NULL; n = n->next) {
		const char *name =
			n->object != FO_MARKER ? NULL : fo_own_string(n, FO_PROP_MARKER_CLASS_NAME);
		if (name != NULL && strcmp(name, c->choice->name) == 0)
			enter(c, n);
		else if (n->object != FO_MARKER)
			enter_all(c, n);
	}
}

/* The classes that a section retrieves, before those that are known. */
static struct choice *
classes(struct arena *arena, const struct fo_node *node, struct choice *known)
{
	for (const struct fo_node *c = node->first_child; c != NULL; c = c->next) {
		if (c->object != FO_RETRIEVE_TABLE_MARKER) {
			if (c->object != FO_TABLE_HEADER && c->object != FO_TABLE_FOOTER)
				known = classes(arena, c, known);
			continue;
		}
		const char *name = fo_own_string(c, FO_PROP_RETRIEVE_CLASS_NAME);
		const struct choice *k = known;
		while (k != NULL && name != NULL && strcmp(k->name, name) != 0)
			k = k->next;
		if (k != NULL || name == NULL)
			continue;
		struct choice *made = ARENA_NEW(arena, struct choice);
		*made = (struct choice){.name = name, .next = known};
		known = made;
	}
	return known;
}

bool
lay_table_is_late(const struct lay_table *t, const struct fo_node *section)
{
	if (section == NULL || section->object == FO_TABLE_BODY)
		return false;
	/* it may be a copy that has been filled */
	section = lay_table_section(t->node, section->object);
	return section != NULL && lay_marker_has(section, FO_RETRIEVE_TABLE_MARKER);
}

const struct fo_node *
lay_table_highest(struct lay_table *t, const struct fo_node *section)
{
	struct choice *choices;

	if (!lay_table_is_late(t, section))
		return section;
	choices = classes(t->arena, section, NULL);
	for (struct choice *c = choices; c != NULL; c = (struct choice *)(uintptr_t)c->next) {
		struct contest contest = {.t = t, .section = section, .choice = c};
		const struct fo_node *body = lay_table_body(t->node, NULL);
		for (; body != NULL; body = lay_table_body(t->node, body))
			enter_all(&contest, body);
		c->marker = contest.best;
	}
	return filled(t, section, choices, t->arena);
}

/* ---- on a page ---- */

/* The last of the parts of a table before, for one class. */
struct last {
	const struct fo_node *any;
	const struct fo_node *start;
	const struct fo_node *end;
};

struct carried {
	struct last table;
	struct last page;
	int page_index; /* of the document: parts on another page do not count there */
};

struct retrieval {
	struct lay_table *t;
	const struct lay_page_info *page;
	struct lay_marker_range range;
};

static struct last
last_before(const struct retrieval *r, const char *name, enum fo_keyword boundary)
{
	const struct carried *c = r->t->carried == NULL ? NULL : map_find(r->t->carried, name);

	if (c == NULL || boundary == FO_KW_TABLE_FRAGMENT)
		return (struct last){0};
	if (boundary != FO_KW_PAGE)
		return c->table;
	return c->page_index == r->page->index ? c->page : (struct last){0};
}

static const struct fo_node *
first_of(const struct fo_node *a, const struct fo_node *b, const struct fo_node *c)
{
	return a != NULL ? a : b != NULL ? b : c;
}

static const struct fo_node *
find_in_table(const struct lay_splice *x, const struct fo_node *retrieve)
{
	const struct retrieval *r = x->context;
	const char *name = fo_own_string(retrieve, FO_PROP_RETRIEVE_CLASS_NAME);

	if (name == NULL || r->range.page == NULL)
		return NULL;
	struct lay_marker_offer o = lay_marker_offer(&r->range, name);
	struct last before =
		last_before(r, name, fo_keyword(retrieve, FO_PROP_RETRIEVE_BOUNDARY_WITHIN_TABLE));
	const struct fo_node *last = o.last != NULL ? o.last : before.any;
	switch (fo_keyword(retrieve, FO_PROP_RETRIEVE_POSITION_WITHIN_TABLE)) {
	case FO_KW_FIRST_INCLUDING_CARRYOVER:
		return first_of(o.first, before.any, NULL);
	case FO_KW_LAST_STARTING:
		return first_of(o.last_start, before.start, last);
	case FO_KW_LAST_ENDING:
		return first_of(o.last_end, before.end, last);
	default:
		return first_of(o.first_start, o.first, before.any);
	}
}

static void
add_offer(struct last *last, const struct lay_marker_offer *o)
{
	last->any = first_of(o->last, last->any, NULL);
	last->start = first_of(o->last_start, last->start, NULL);
	last->end = first_of(o->last_end, last->end, NULL);
}

/* Remembers the markers of a part for those that follow. */
static void
carry(const struct retrieval *r)
{
	struct lay_table *t = r->t;
	const struct fo_node *sections[] = {lay_table_section(t->node, FO_TABLE_HEADER),
					    lay_table_section(t->node, FO_TABLE_FOOTER)};
	struct choice *names = NULL;

	for (size_t i = 0; i < 2; i++)
		if (sections[i] != NULL)
			names = classes(r->page->arena, sections[i], names);
	for (const struct choice *n = names; n != NULL && r->range.page != NULL; n = n->next) {
		struct lay_marker_offer o = lay_marker_offer(&r->range, n->name);
		if (t->carried == NULL)
			t->carried = map_new(t->arena);
		struct carried *c = map_find(t->carried, n->name);
		if (c == NULL) {
			c = ARENA_NEW(t->arena, struct carried);
			map_put(t->carried, n->name, c);
		}
		if (c->page_index != r->page->index)
			c->page = (struct last){0};
		c->page_index = r->page->index;
		add_offer(&c->table, &o);
		add_offer(&c->page, &o);
	}
}

/* The header or footer as it is to stand in this part: rules and rows are those of the one that was
 * measured. */
static struct lay_steps *
steps_now(struct retrieval *r, const struct lay_steps *measured)
{
	const struct lay_group *like = measured->owner;
	struct arena *arena = r->page->arena;
	const struct fo_node *section = lay_table_section(r->t->node, like->section->object);
	struct fo_node *copy = fo_clone_part(arena, r->t->lay->doc, section, section->parent);
	struct lay_splice x = {.lay = r->t->lay,
			       .arena = arena,
			       .object = FO_RETRIEVE_TABLE_MARKER,
			       .find = find_in_table,
			       .context = r};

	struct lay_group *g = lay_table_whole(r->t, copy, arena);
	for (uint32_t i = 0; i < g->cell_count; i++)
		g->cells[i].late = g->cells[i].node != NULL &&
				   lay_marker_has(g->cells[i].node, FO_RETRIEVE_TABLE_MARKER);
	lay_marker_splice(&x, copy);
	g->table_first = like->table_first;
	g->table_last = like->table_last;
	g->own = like->own;
	g->rules = like->rules;
	g->header_above = like->header_above;
	g->footer_below = like->footer_below;
	struct lay_steps *s = lay_group_steps(g, arena);
	lay_steps_unite(s);
	s->at_head = measured->at_head;
	s->at_foot = measured->at_foot;
	return s;
}

/* Builds it into its place among the children of the area; returns the last of what was put in. */
static struct area *
put_in(struct retrieval *r, struct area *area, const struct lay_late *late, struct lay_steps *s)
{
	struct area *first = area->first_child;
	struct area *last = area->last_child;
	struct area *after = late->before != NULL ? late->before->next : first;

	area->first_child = area->last_child = NULL;
	lay_steps_build(r->t->lay, s, 0, s->count, r->page, area, late->y);
	struct area *made = area->first_child;
	struct area *made_last = area->last_child;
	if (made == NULL) {
		area->first_child = first;
		area->last_child = last;
		return late->before;
	}
	made_last->next = after;
	area->last_child = after != NULL ? last : made_last;
	area->first_child = late->before != NULL ? first : made;
	if (late->before != NULL)
		late->before->next = made;
	return made_last;
}

dim
lay_table_build_late(struct lay_table *t, const struct lay_page_info *page, struct lay_fragment *f)
{
	struct retrieval r = {.t = t, .page = page};
	dim grown = 0;

	r.range = (struct lay_marker_range){.page = page->page,
					    .from = f->notes,
					    .to = page->page == NULL ? 0 : page->page->notes.len,
					    .table = t->node};
	for (uint32_t i = 0; i < f->late_count; i++) {
		struct lay_late *late = &f->late[i];
		struct lay_steps *s = steps_now(&r, late->steps);
		dim more = dim_sub(s->at[s->count].bpd, late->bpd);

		late->y = dim_add(late->y, grown);
		struct area *last = put_in(&r, f->area, late, s);
		struct area *below = last != NULL ? last->next : f->area->first_child;
		for (; below != NULL; below = below->next)
			below->y = dim_add(below->y, more);
		grown = dim_add(grown, more);
		/* the other one, if there are no rows between */
		if (i == 0 && f->late[1].before == late->before)
			f->late[1].before = last;
	}
	carry(&r);
	return grown;
}
