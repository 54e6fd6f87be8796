/*
 * Sequence: pages of a page-sequence.
 *
 * Which master a page gets may depend on its being the last, which is known only when it is filled.
 * So a page is filled as if more followed; if nothing does, and the last page has another master,
 * it is filled again by that one; and if then something is left over, the page is not the last
 * after all: it is filled a third time by the first master, leaving something for a last page.
 */
#include "layout/sequence.h"

#include "base/arena.h"
#include "base/map.h"
#include "fo/fo.h"
#include "layout/float.h"
#include "layout/layout_diag.h"
#include "layout/number.h"
#include "layout/pagebreak.h"
#include "layout/static.h"
#include "layout/tally.h"

#include <string.h>

/* ---- page numbers ---- */

static long
first_number(const struct fo_node *sequence, long number)
{
	const struct fo_value *v = fo_value(sequence, FO_PROP_INITIAL_PAGE_NUMBER);

	if (v->kind == FO_VALUE_NUMBER)
		return v->u.number < 1 ? 1 : v->u.number > 1e9 ? 1000000000 : (long)v->u.number;
	if (v->kind == FO_VALUE_KEYWORD && v->u.keyword == FO_KW_AUTO_ODD && number % 2 == 0)
		return number + 1;
	if (v->kind == FO_VALUE_KEYWORD && v->u.keyword == FO_KW_AUTO_EVEN && number % 2 != 0)
		return number + 1;
	return number;
}

/* Parity that the next sequence's first page asks for: 0 even, 1 odd, -1 none. */
static int
parity_of(const struct fo_node *following)
{
	const struct fo_value *v;

	if (following == NULL)
		return -1;
	v = fo_value(following, FO_PROP_INITIAL_PAGE_NUMBER);
	if (v->kind == FO_VALUE_NUMBER)
		return (int)((long)(v->u.number < 1 ? 1 : v->u.number) % 2);
	if (v->kind == FO_VALUE_KEYWORD && v->u.keyword == FO_KW_AUTO_ODD)
		return 1;
	if (v->kind == FO_VALUE_KEYWORD && v->u.keyword == FO_KW_AUTO_EVEN)
		return 0;
	return -1;
}

/* Does the sequence need one more, blank page (§7.27.6)?  s->number is the one after the last. */
static bool
needs_blank(const struct lay_sequence *s, const struct fo_node *following)
{
	bool last_even = (s->number - 1) % 2 == 0;
	int parity;

	switch (fo_keyword(s->node, FO_PROP_FORCE_PAGE_COUNT)) {
	case FO_KW_EVEN:
		return s->count % 2 != 0;
	case FO_KW_ODD:
		return s->count % 2 == 0;
	case FO_KW_END_ON_EVEN:
		return !last_even;
	case FO_KW_END_ON_ODD:
		return last_even;
	case FO_KW_NO_FORCE:
		return false;
	default:
		parity = parity_of(following);
		return parity >= 0 && parity != (int)(s->number % 2);
	}
}

/* Does a page that takes the rest of the flow end the sequence? */
static bool
would_be_last(const struct lay_sequence *s, const struct fo_node *following)
{
	struct lay_sequence after = *s;

	after.number++;
	after.count++;
	return !needs_blank(&after, following);
}

/* ---- opening ---- */

static const struct fo_node *
flow_of(const struct fo_node *sequence)
{
	for (const struct fo_node *c = sequence->first_child; c != NULL; c = c->next)
		if (c->object == FO_FLOW)
			return c;
	return NULL;
}

struct lay_sequence *
lay_sequence_open(struct lay *lay, const struct lay_masters *masters, const struct fo_node *node,
		  long number)
{
	struct arena *keep = arena_new();
	struct arena *residue = arena_new_for(sizeof(struct lay_sequence));
	struct lay_sequence *s = ARENA_NEW(residue, struct lay_sequence);

	s->lay = lay;
	s->residue = residue;
	s->masters = masters;
	s->node = node;
	s->flow = flow_of(node);
	s->keep = keep;
	s->number = first_number(node, number);
	s->ended = s->flow == NULL;
	s->tally = s->flow == NULL ? NULL : lay_tally_open(keep, s->flow);
	lay_markers_open(&s->markers, lay, keep);
	s->bars = lay_bars_open(lay, keep, s->flow);
	lay_feet_open(&s->feet, lay, keep, lay_static_find(node, "xsl-footnote-separator"));
	return s;
}

static void
free_objects(struct lay_sequence *s)
{
	fo_sequence_free((struct fo_node *)(uintptr_t)s->node);
	s->node = s->flow = NULL;
}

static void
free_making(struct lay_sequence *s)
{
	if (s->over)
		return;
	s->over = true;
	if (s->source_open)
		lay_source_close(&s->source);
	lay_feet_close(&s->feet);
	arena_free(s->keep);
	s->keep = NULL;
}

void
lay_sequence_over(struct lay_sequence *s, bool nodes)
{
	if (s->loose > 0 || nodes)
		return;
	free_making(s);
	const struct fo_node *stem = fo_sequence_stem(s->node);
	free_objects(s);
	s->node = stem;
	s->flow = flow_of(stem);
}

void
lay_sequence_close(struct lay_sequence *s)
{
	free_making(s);
	free_objects(s);
	arena_free(s->residue);
}

/* ---- one page ---- */

static struct lay_made *
made_new(struct lay_sequence *s, int index, bool blank)
{
	struct arena *arena = arena_new();
	struct lay_made *made = ARENA_NEW(arena, struct lay_made);
	struct area_page *page = ARENA_NEW(arena, struct area_page);
	struct lay_number_format format = lay_number_format_of(s->node);

	made->page = page;
	made->sequence = s;
	page->arena = arena;
	page->sequence = s->node;
	page->index = index;
	page->number = s->number;
	page->label = lay_number_text(arena, s->number, &format);
	page->blank = blank;
	made->notes.arena = arena;
	made->info = (struct lay_page_info){.arena = arena,
					    .number = page->number,
					    .label = page->label,
					    .index = index,
					    .page = &made->notes};
	return made;
}

/* Makes the page by a master: its regions, and the flow fitted to them. */
static void
use_master(struct lay_sequence *s, struct lay_made *made, const struct fo_node *master)
{
	memset(made->page->region, 0, sizeof made->page->region);
	lay_master_regions(s->lay, master, made->page);
	s->lay->page_width = made->page->width;
	s->lay->page_height = made->page->height;
}

static struct lay_room
room_of(const struct lay_made *made)
{
	const struct area_region_box *body = made->page->region[AREA_REGION_BODY];
	int columns = lay_master_columns(body);

	return (struct lay_room){
		.ipd = lay_column_ipd(body->ipd, columns, lay_master_column_gap(body)),
		.span_ipd = columns > 1 ? body->ipd : 0,
		.page_bpd = body->bpd,
		.first_bpd = body->bpd};
}

static struct lay_fill
fill_page(struct lay_sequence *s, struct lay_made *made)
{
	const struct area_region_box *body = made->page->region[AREA_REGION_BODY];
	struct lay_room room = room_of(made);
	struct lay_room whole = {.ipd = body->ipd, .page_bpd = body->bpd};
	struct lay_fill fill = {.lay = s->lay,
				.arena = made->page->arena,
				.source = &s->source,
				.feet = &s->feet,
				.columns = lay_master_columns(body),
				.height = dim_sub(body->bpd, lay_floats_fit(s, made))};

	if (!s->source_open) {
		lay_source_open(&s->source, s->lay, s->keep, s->flow, &room);
		s->source_open = true;
	}
	s->lay->number = s->number;
	lay_source_fit(&s->source, &room);
	lay_feet_fit(&s->feet, &whole);
	lay_page_fill(&fill);
	return fill;
}

static const struct fo_node *
select_master(struct lay_sequence *s, struct lay_master_state *state, bool last, bool blank)
{
	struct lay_page_kind kind = {.first = s->count == 0,
				     .last = last,
				     .even = s->number % 2 == 0,
				     .blank = blank,
				     .number = s->number};

	return lay_master_select(s->masters, s->node, state, &kind);
}

#define MAX_PAGES_WITHOUT 3

/* Does the flow go into this page's body?  A page whose region-body has another name stays without
 * it (§6.4.14); but a sequence that never gets anywhere is a mistake. */
static bool
takes_flow(struct lay_sequence *s, const struct lay_made *made)
{
	const char *name = fo_own_string(s->flow, FO_PROP_FLOW_NAME);

	if (name == NULL || strcmp(name, made->page->region[AREA_REGION_BODY]->name) == 0) {
		s->without = 0;
		return true;
	}
	if (++s->without <= MAX_PAGES_WITHOUT)
		return false;
	struct diag_place place = fo_place(s->lay->doc, s->lay->arena, s->flow);
	diag_add(s->lay->diag, &layout_diags[LAYOUT_DIAG_NO_REGION], &place, name);
	return true;
}

/* The master of a last page that were to follow this one. */
static const struct fo_node *
last_master(struct lay_sequence *s)
{
	struct lay_master_state state = s->state;
	struct lay_page_kind kind = {
		.last = true, .even = (s->number + 1) % 2 == 0, .number = s->number + 1};

	return lay_master_select(s->masters, s->node, &state, &kind);
}

static struct lay_fill
choose_and_fill(struct lay_sequence *s, struct lay_made *made, const struct fo_node *following)
{
	struct lay_master_state rest = s->state;
	struct lay_master_state last = s->state;
	const struct fo_node *master = select_master(s, &rest, false, false);

	use_master(s, made, master);
	if (!takes_flow(s, made)) {
		s->state = rest;
		return (struct lay_fill){.lay = s->lay};
	}
	struct lay_fill fill = fill_page(s, made);
	if (!fill.end || !would_be_last(s, following)) {
		s->state = rest;
		return fill;
	}
	const struct fo_node *other = select_master(s, &last, true, false);
	if (other != master) {
		use_master(s, made, other);
		fill = fill_page(s, made);
	}
	if (fill.end) {
		s->state = last;
		return fill;
	}
	use_master(s, made, master);
	s->state = rest;
	s->wants_last = s->count > 0 || last_master(s) != master;
	return fill_page(s, made);
}

/* The flow's own id and markers hold on all its pages. */
static void
note_flow(const struct lay_sequence *s, const struct lay_made *made)
{
	const struct area_region_box *body = made->page->region[AREA_REGION_BODY];

	if (body->spans == NULL)
		return;
	struct area *flow = body->spans->flows[0];
	flow->flags = (uint8_t)((s->count == 0 ? AREA_FIRST : 0) | (s->ended ? AREA_LAST : 0));
	lay_page_note(&made->info, flow);
}

static void
finish_page(struct lay_sequence *s, struct lay_made *made)
{
	s->lay->tally = NULL; /* static contents stand on each page */
	lay_static_build(s, made);
	lay_bars_build(s->bars, made->page);
	lay_page_settle(s->lay, &made->notes, made->page);
	lay_markers_carry(&s->markers, &made->notes);
	s->number++;
	s->count++;
}

static struct lay_made *
blank_page(struct lay_sequence *s, int index, bool last)
{
	struct lay_made *made = made_new(s, index, true);

	use_master(s, made, select_master(s, &s->state, last, true));
	finish_page(s, made);
	return made;
}

static bool
wrong_parity(const struct lay_sequence *s)
{
	return (s->forced == LAY_BREAK_EVEN && s->number % 2 != 0) ||
	       (s->forced == LAY_BREAK_ODD && s->number % 2 == 0);
}

static void
read_first_break(struct lay_sequence *s)
{
	/* break-before on the very first object: only its parity matters */
	if (s->count == 0 && s->source_open && lay_source_has(&s->source, 0))
		s->forced = lay_source_items(&s->source)->gaps[0].forced;
}

struct lay_made *
lay_sequence_page(struct lay_sequence *s, int index, const struct fo_node *following)
{
	if (s->ended) {
		if (s->count > 0 && !s->wants_last && !needs_blank(s, following))
			return NULL;
		s->wants_last = false;
		return blank_page(s, index, would_be_last(s, following));
	}
	if (wrong_parity(s))
		return blank_page(s, index, false);
	struct lay_made *made = made_new(s, index, false);
	struct lay_master_state state = s->state;
	s->lay->tally = s->tally;
	struct lay_fill fill = choose_and_fill(s, made, following);
	if (s->count == 0 && s->forced == LAY_BREAK_NONE) {
		read_first_break(s);
		if (wrong_parity(s)) {
			arena_free(made->page->arena);
			s->state = state;
			return blank_page(s, index, false);
		}
	}
	lay_floats_build(s, made);
	lay_body_build(s, made, &fill);
	if (fill.to > 0)
		lay_floats_collect(s, fill.to);
	s->forced = fill.forced;
	s->ended = fill.end && s->feet.waiting.len == 0 && s->floats.len == 0;
	if (s->ended)
		lay_tally_close(s->lay, s->tally);
	note_flow(s, made);
	finish_page(s, made);
	if (fill.to > 0)
		made->given += lay_source_drop(&s->source, fill.to, made->page->arena);
	return made;
}
