/*
 * Layout: the run over a document, in as many passes as its citations need.
 *
 * A pass makes all pages in order.  A page on which nothing is pending is handed to the sink at
 * once, unless an earlier one is held.  At the end of a pass every id is known:
 *
 *	citations in static contents               ──▶ these were left out and are set now: done
 *	pending texts as wide as their guesses     ──▶ put them in, hand out what is held: done
 *	one in the flow has another width          ──▶ its paragraph is broken again: if only the
 *	                                               inside of lines changes, they are built again
 *	and if more changes                        ──▶ another pass, guessing what this one found
 *
 * Pages handed out are not made again for the sink: nothing before the first pending citation
 * depends on it, so a later pass makes them alike.  Pages are held packed (hold.c), and what made
 * them is given back.  When too much is held all the same, it is dropped, the pass goes on only to
 * learn the labels, and a final pass, in which everything is known, hands its pages out as it goes.
 * So memory is bounded by a limit and one page-sequence, not by the document.
 */
#include "layout/layout.h"

#include "base/arena.h"
#include "base/strbuf.h"
#include "fo/fo.h"
#include "layout/area.h"
#include "layout/cite.h"
#include "layout/hold.h"
#include "layout/layout_diag.h"
#include "layout/sequence.h"
#include "layout/static.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>

#define DEFAULT_MAX_PAGES 100000
/* A dense page that is packed takes some 25 kB: 1,600 of them. */
#define DEFAULT_MAX_HELD  ((size_t)40 << 20)

struct run {
	struct lay lay;
	struct lay_cites cites;
	struct lay_masters masters;
	const struct layout_sink *sink;
	struct lay_hold held;
	struct lay_sequence *sequences; /* open ones, whose pages may be held */
	int index;			/* of the next page in this pass */
	int emitted;			/* pages handed out, over all passes */
	int passes;
	uint32_t marked; /* order of the sequence whose first page was handed out last */
	bool any_marked;
	bool dropped; /* pages of this pass were dropped: a final pass follows */
	bool failed;
};

/* ---- sequences ---- */

/* Closes sequences whose pages are all gone; current is still being made. */
static void
close_finished(struct run *r, const struct lay_sequence *current)
{
	while (r->sequences != NULL && r->sequences != current &&
	       (r->held.first == NULL || r->held.first->sequence != r->sequences)) {
		struct lay_sequence *s = r->sequences;
		r->sequences = s->next;
		lay_sequence_close(s);
	}
}

/* ---- pages ---- */

/* Citations on a page that goes: only their widths matter from now on. */
static void
forget_texts(struct run *r, size_t from)
{
	for (size_t i = from; i < r->cites.pending.len; i++) {
		r->cites.pending.at[i]->text = NULL;
		r->cites.pending.at[i]->area = NULL;
		r->cites.pending.at[i]->node = NULL;
		r->cites.pending.at[i]->line = NULL;
		r->cites.pending.at[i]->made = NULL;
	}
}

static void
mark_page(struct area_page *page, const struct fo_node *node)
{
	const char *id = node == NULL ? NULL : fo_id(node);

	if (id == NULL)
		return;
	struct area_mark *mark = ARENA_NEW(page->arena, struct area_mark);
	*mark = (struct area_mark){.id = id, .node = node, .next = page->marks};
	page->marks = mark;
}

/* Links lead to a sequence or a flow too: to the corner of its first page. */
static void
mark_first_page(struct run *r, struct lay_made *made)
{
	if (r->any_marked && r->marked == made->sequence->node->order)
		return;
	r->any_marked = true;
	r->marked = made->sequence->node->order;
	mark_page(made->page, made->sequence->flow);
	mark_page(made->page, made->sequence->node);
}

static void
emit(struct run *r, struct lay_made *made)
{
	mark_first_page(r, made);
	r->emitted++;
	if (!r->sink->page(r->sink->ctx, made->page))
		r->failed = true;
}

static void
drop_if_full(struct run *r)
{
	size_t limit = r->lay.options->max_held;

	if (r->held.bytes <= (limit != 0 ? limit : DEFAULT_MAX_HELD))
		return;
	lay_hold_drop(&r->held);
	forget_texts(r, 0);
	r->dropped = true;
}

static void
record_marks(struct run *r, const struct lay_made *made)
{
	const struct area_page *page = made->page;
	const struct fo_node *node = made->sequence->node;

	if (fo_id(node) != NULL)
		lay_cites_mark(&r->cites, fo_id(node), node, page);
	for (const struct area_mark *m = page->marks; m != NULL; m = m->next)
		if (m->node != NULL)
			lay_cites_mark(&r->cites, m->id, m->node, page);
}

static void
take_page(struct run *r, struct lay_made *made, size_t pending_before)
{
	record_marks(r, made);
	made->waits = r->cites.pending.len > pending_before || made->late != 0;
	for (size_t i = pending_before; i < r->cites.pending.len; i++)
		r->cites.pending.at[i]->made = made;
	bool done_before = made->page->index < r->emitted;
	if (done_before || r->dropped) {
		forget_texts(r, pending_before);
		arena_free(made->page->arena);
		return;
	}
	if (r->held.first == NULL && !made->waits) {
		emit(r, made);
		return;
	}
	lay_hold_add(&r->held, made, &r->cites, pending_before);
	drop_if_full(r);
}

static bool
too_many(struct run *r, const struct fo_node *node)
{
	size_t limit = r->lay.options->max_pages;
	char text[24];

	if (limit == 0)
		limit = DEFAULT_MAX_PAGES;
	if ((size_t)r->index < limit)
		return false;
	struct diag_place place = fo_place(r->lay.doc, r->lay.arena, node);
	snprintf(text, sizeof text, "%zu", limit);
	diag_add(r->lay.diag, &layout_diags[LAYOUT_DIAG_TOO_MANY_PAGES], &place, text);
	r->failed = true;
	return true;
}

static void
make_pages(struct run *r, struct lay_sequence *s, const struct fo_node *following)
{
	while (!r->failed && !too_many(r, s->node)) {
		size_t pending = r->cites.pending.len;
		struct lay_made *made = lay_sequence_page(s, r->index, following);
		if (made == NULL)
			return;
		r->index++;
		take_page(r, made, pending);
	}
}

static void
append_sequence(struct run *r, struct lay_sequence *s)
{
	struct lay_sequence **tail = &r->sequences;

	while (*tail != NULL)
		tail = &(*tail)->next;
	*tail = s;
}

static void
make_pass(struct run *r)
{
	long number = 1;
	const struct fo_node *node = fo_next_sequence(r->lay.doc);

	r->index = 0;
	lay_markers_forget(&r->lay);
	r->lay.bars = NULL;
	while (node != NULL && !r->failed) {
		struct fo_node *following = fo_next_sequence(r->lay.doc);
		struct lay_sequence *s = lay_sequence_open(&r->lay, &r->masters, node, number);
		append_sequence(r, s);
		make_pages(r, s, following);
		lay_markers_keep(&r->lay, &s->markers, node);
		number = s->number;
		close_finished(r, NULL);
		if (r->sequences != NULL) { /* this one too has pages that wait */
			lay_sequence_over(s, r->held.nodes);
			lay_hold_sequence(&r->held, s);
			drop_if_full(r);
		}
		node = following;
	}
	lay_bars_report(&r->lay);
	if (node != NULL)
		fo_sequence_free((struct fo_node *)(uintptr_t)node);
	if (fo_failed(r->lay.doc))
		r->failed = true;
}

/* ---- between passes ---- */

/* The first pending citation in the flow whose width was wrong. */
static const struct cite *
misfit(const struct run *r)
{
	for (size_t i = 0; i < r->cites.pending.len; i++) {
		const struct cite *c = r->cites.pending.at[i];
		if (!lay_cites_same_width(&r->cites, c))
			return c;
	}
	return NULL;
}

/* Sets the lines again that have citations of another width; false if more than these lines would
 * change, or the pages are gone. */
static bool
refit_lines(struct run *r)
{
	if (r->dropped)
		return false;
	lay_cites_know(&r->cites);
	for (size_t i = 0; i < r->cites.pending.len; i++) {
		const struct cite *c = r->cites.pending.at[i];
		if (!lay_cites_same_width(&r->cites, c) && !lay_cites_refit(&r->cites, c))
			return false;
	}
	return true;
}

static struct diag_place
place_of(const struct run *r, const struct cite *c)
{
	if (c->node != NULL)
		return fo_place(r->lay.doc, r->lay.arena, c->node);
	if (c->place.file != NULL)
		return c->place;
	return (struct diag_place){.file = fo_file(r->lay.doc)};
}

static void
report_unsettled(struct run *r, const struct cite *c)
{
	char passes[16];

	snprintf(passes, sizeof passes, "%d", r->passes);
	struct diag_place place = place_of(r, c);
	diag_add(r->lay.diag, &layout_diags[LAYOUT_DIAG_UNSETTLED], &place, passes, c->id, c->guess,
		 lay_cites_text(&r->cites, c));
}

static void
report_unresolved(struct run *r)
{
	const struct lay_cites *cites = &r->cites;
	enum layout_diag id =
		lay_is_strict(&r->lay) ? LAYOUT_DIAG_UNRESOLVED : LAYOUT_DIAG_UNRESOLVED_MAYBE;

	for (size_t i = 0; i < cites->pending.len; i++) {
		const struct cite *c = cites->pending.at[i];
		assert(c != NULL); /* those that are done are taken out whole */
		if (lay_cites_is_known(cites, c->id))
			continue;
		struct diag_place place = place_of(r, c);
		diag_add(r->lay.diag, &layout_diags[id], &place, c->id);
	}
	for (size_t i = 0; i < cites->wanted.len; i++) {
		const struct lay_want *w = &cites->wanted.at[i];
		if (!lay_cites_is_known(cites, w->id))
			diag_add(r->lay.diag, &layout_diags[id], &w->place, w->id);
	}
}

/* Puts in the texts of a page's citations, which begin at *from or behind it. */
static void
settle_cites(struct run *r, const struct lay_made *made, size_t *from)
{
	for (; *from < r->cites.pending.len; ++*from) {
		struct cite *c = r->cites.pending.at[*from];
		if (c->made != NULL && c->made != made)
			break;
		if (c->text != NULL)
			lay_cites_settle(&r->cites, c, made->page->arena);
	}
}

/* Hands out what is held; pending texts are known now. */
static void
settle_held(struct run *r)
{
	struct lay_made *made;
	size_t from = 0;

	r->cites.settled = true;
	while (!r->failed && (made = lay_hold_take(&r->held)) != NULL) {
		struct arena *block = made->block;
		settle_cites(r, made, &from);
		lay_static_late(made);
		emit(r, made);
		arena_free(block);
		close_finished(r, NULL);
	}
}

static bool
next_pass(struct run *r)
{
	lay_hold_drop(&r->held);
	close_finished(r, NULL);
	r->dropped = false;
	lay_cites_pass(&r->cites);
	if (!fo_rewind(r->lay.doc))
		r->failed = true;
	return !r->failed;
}

static void
run_passes(struct run *r)
{
	for (;;) {
		r->passes++;
		make_pass(r);
		if (r->failed)
			break;
		const struct cite *wrong = misfit(r);
		if (wrong != NULL && refit_lines(r))
			wrong = NULL;
		if (wrong != NULL && r->passes < LAYOUT_MAX_PASSES) {
			if (!next_pass(r))
				break;
			continue;
		}
		if (wrong != NULL)
			report_unsettled(r, wrong);
		report_unresolved(r);
		if (!r->dropped) {
			settle_held(r);
			break;
		}
		if (!next_pass(r))
			break;
		r->cites.final = true;
		r->passes++;
		make_pass(r);
		break;
	}
	lay_hold_close(&r->held);
	close_finished(r, NULL);
}

/* ---- bookmarks ---- */

static char *
title_text(struct arena *arena, const struct fo_node *bookmark)
{
	struct strbuf b = STRBUF_INIT;

	for (const struct fo_node *c = bookmark->first_child; c != NULL; c = c->next) {
		if (c->object != FO_BOOKMARK_TITLE)
			continue;
		for (const struct fo_node *t = c->first_child; t != NULL; t = t->next)
			if (t->object == FO_TEXT)
				strbuf_add(&b, t->text, t->text_len);
	}
	char *text = arena_strndup(arena, b.s, b.len);
	strbuf_release(&b);
	return text;
}

static const char *
destination(struct arena *arena, const struct fo_node *bookmark, enum fo_prop prop)
{
	const char *s = fo_own_string(bookmark, prop);

	return s == NULL || s[0] == '\0' ? NULL : arena_strdup(arena, s);
}

static struct layout_bookmark *
bookmarks(struct arena *arena, const struct fo_node *parent)
{
	struct layout_bookmark *first = NULL;
	struct layout_bookmark **tail = &first;

	for (const struct fo_node *c = parent == NULL ? NULL : parent->first_child; c != NULL;
	     c = c->next) {
		if (c->object != FO_BOOKMARK)
			continue;
		struct layout_bookmark *b = ARENA_NEW(arena, struct layout_bookmark);
		b->title = title_text(arena, c);
		b->internal = destination(arena, c, FO_PROP_INTERNAL_DESTINATION);
		b->external = destination(arena, c, FO_PROP_EXTERNAL_DESTINATION);
		b->open = fo_keyword(c, FO_PROP_STARTING_STATE) != FO_KW_HIDE;
		b->first_child = bookmarks(arena, c);
		*tail = b;
		tail = &b->next;
	}
	return first;
}

/* ---- the run ---- */

bool
layout_run(struct arena *arena, struct diag *diag, struct fo_doc *doc, struct font_book *book,
	   const struct layout_options *options, const struct layout_sink *sink,
	   struct layout_summary *summary)
{
	static const struct layout_options defaults = {0};
	struct run r = {.sink = sink, .held = {.nodes = sink->nodes, .scratch = STRBUF_INIT}};

	r.lay = (struct lay){.arena = arena,
			     .diag = diag,
			     .doc = doc,
			     .book = book,
			     .options = options != NULL ? options : &defaults,
			     .cites = &r.cites};
	lay_cites_open(&r.cites, &r.lay);
	lay_masters_open(&r.masters, &r.lay);
	if (r.masters.first == NULL) {
		struct diag_place place = fo_place(doc, arena, fo_root(doc));
		/* Of a root that holds nothing it has been said already. */
		if (diag_count(diag, DIAG_ERROR) == 0)
			diag_add(diag, &layout_diags[LAYOUT_DIAG_NO_MASTER], &place, "");
		r.failed = true;
	} else {
		run_passes(&r);
	}
	lay_cites_close(&r.cites);
	if (summary != NULL) {
		*summary = (struct layout_summary){
			.pages = r.emitted, .passes = r.passes, .held = r.held.most};
		summary->bookmarks = bookmarks(arena, fo_bookmarks(doc));
	}
	return !r.failed;
}
