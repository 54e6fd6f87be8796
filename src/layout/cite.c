/*
 * Citations: guesses, records, settlement.
 *
 * A guess must be the same when a line is measured and when it is built, though more may be known
 * by then; hence the first guess for a citation is kept for the pass.  In a static content each
 * page measures anew, and nothing depends on it.
 */
#include "layout/cite.h"

#include "base/arena.h"
#include "base/map.h"
#include "base/strbuf.h"
#include "fo/fo.h"
#include "layout/area.h"
#include "layout/font.h"
#include "layout/layout_diag.h"
#include "layout/sequence.h"

#include <stdio.h>
#include <string.h>

#define UNKNOWN	   "00" /* as wide as most page numbers */
#define UNRESOLVED "??"

void
lay_cites_open(struct lay_cites *c, struct lay *lay)
{
	*c = (struct lay_cites){.lay = lay, .arena = arena_new()};
	c->now = map_new(c->arena);
	c->guesses = map_new(c->arena);
	c->wanting = map_new(c->arena);
}

void
lay_cites_close(struct lay_cites *c)
{
	arena_free(c->arena);
	arena_free(c->before_arena);
}

void
lay_cites_pass(struct lay_cites *c)
{
	arena_free(c->before_arena);
	c->before_arena = c->arena;
	c->before = c->now;
	c->arena = arena_new();
	c->now = map_new(c->arena);
	c->guesses = map_new(c->arena);
	c->pending.at = NULL;
	c->pending.len = c->pending.cap = 0;
	c->wanted.at = NULL;
	c->wanted.len = c->wanted.cap = 0;
	c->wanting = map_new(c->arena);
	c->settled = false;
}

void
lay_cites_mark(struct lay_cites *c, const char *id, const struct fo_node *node,
	       const struct area_page *page)
{
	struct lay_cite_place *place = map_find(c->now, id);

	if (place == NULL) {
		place = ARENA_NEW(c->arena, struct lay_cite_place);
		place->order = node->order;
		place->first = place->last = arena_strdup(c->arena, page->label);
		place->index = page->index;
		map_put(c->now, id, place);
		return;
	}
	if (place->order != node->order) /* given twice: fo has said so (PPF43) */
		return;
	if (strcmp(place->last, page->label) != 0)
		place->last = arena_strdup(c->arena, page->label);
}

static const char *
label_in(const struct map *map, const char *id, bool last)
{
	const struct lay_cite_place *place = map == NULL ? NULL : map_find(map, id);

	if (place == NULL)
		return NULL;
	return last ? place->last : place->first;
}

bool
lay_cites_is_known(const struct lay_cites *c, const char *id)
{
	return map_has(c->now, id);
}

static bool
is_last(const struct fo_node *citation)
{
	return citation->object == FO_PAGE_NUMBER_CITATION_LAST;
}

/* Known for good: nothing later in this pass can change it. */
static const char *
known(const struct lay_cites *c, const char *id, bool last)
{
	if (c->final) {
		const char *label = label_in(c->before, id, last);
		return label != NULL ? label : UNRESOLVED;
	}
	if (c->settled) {
		const char *label = label_in(c->now, id, last);
		return label != NULL ? label : UNRESOLVED;
	}
	return last ? NULL : label_in(c->now, id, false);
}

static const char *
fresh_guess(const struct lay_cites *c, const char *id, bool last)
{
	const char *label = known(c, id, last);

	if (label == NULL)
		label = label_in(c->before, id, last);
	if (label == NULL)
		label = c->before != NULL ? UNRESOLVED : UNKNOWN;
	return label;
}

/* Notes a citation once for each place; static contents are set on every page. */
static void
want(struct lay_cites *c, const struct fo_node *citation, const char *id)
{
	struct strbuf key = STRBUF_INIT;

	strbuf_printf(&key, "%d %d %s", citation->line, citation->column, id);
	if (map_put_n(c->wanting, key.s, key.len, c) == NULL) {
		struct lay_want w = {.id = arena_strdup(c->arena, id)};
		w.place = fo_place(c->lay->doc, c->arena, citation);
		VEC_PUSH(c->arena, &c->wanted, w);
	}
	strbuf_release(&key);
}

bool
lay_cites_want(struct lay_cites *c, const struct fo_node *content)
{
	bool any = false;

	if (content->object == FO_PAGE_NUMBER_CITATION ||
	    content->object == FO_PAGE_NUMBER_CITATION_LAST) {
		const char *id = fo_own_string(content, FO_PROP_REF_ID);
		any = id != NULL && known(c, id, is_last(content)) == NULL;
		if (any)
			want(c, content, id);
	}
	for (const struct fo_node *n = content->first_child; n != NULL; n = n->next)
		any = lay_cites_want(c, n) || any;
	return any;
}

#define KEY_ROOM 24

static void
guess_key(char key[KEY_ROOM], const struct fo_node *citation)
{
	snprintf(key, KEY_ROOM, "%lu", (unsigned long)citation->order);
}

const char *
lay_cite_guess(struct lay *lay, const struct fo_node *citation)
{
	struct lay_cites *c = lay->cites;
	const char *id = fo_own_string(citation, FO_PROP_REF_ID);
	char key[KEY_ROOM];

	if (id == NULL)
		return UNRESOLVED;
	if (c->fixed)
		return fresh_guess(c, id, is_last(citation));
	guess_key(key, citation);
	const char *guess = map_find(c->guesses, key);
	if (guess == NULL) {
		guess = arena_strdup(c->arena, fresh_guess(c, id, is_last(citation)));
		map_put(c->guesses, key, (void *)(uintptr_t)guess);
	}
	return guess;
}

const char *
lay_cite_text(struct lay *lay, const struct fo_node *citation, const struct lay_page_info *page,
	      struct cite **pending)
{
	struct lay_cites *c = lay->cites;
	const char *id = fo_own_string(citation, FO_PROP_REF_ID);
	const char *guess = lay_cite_guess(lay, citation);

	(void)page;
	*pending = NULL;
	if (id == NULL)
		return UNRESOLVED;
	const char *label = known(c, id, is_last(citation));
	if (label != NULL && strcmp(label, guess) == 0)
		return label;
	struct cite *cite = ARENA_NEW(c->arena, struct cite);
	cite->id = arena_strdup(c->arena, id);
	cite->last = is_last(citation);
	cite->guess = guess;
	cite->lang = citation->lang == NULL ? "" : arena_strdup(c->arena, citation->lang);
	cite->node = citation;
	VEC_PUSH(c->arena, &c->pending, cite);
	*pending = cite;
	return NULL;
}

const char *
lay_cites_text(const struct lay_cites *c, const struct cite *cite)
{
	const char *label = label_in(c->now, cite->id, cite->last);

	return label != NULL ? label : UNRESOLVED;
}

static const struct glyph_run *
shaped(const struct lay_cites *c, const struct cite *cite, const char *text)
{
	return font_shape(c->lay->book, cite->font, text, strlen(text), cite->lang, 0);
}

bool
lay_cites_same_width(const struct lay_cites *c, const struct cite *cite)
{
	const char *text = lay_cites_text(c, cite);

	if (strcmp(text, cite->guess) == 0 || cite->font == NULL)
		return true;
	return shaped(c, cite, text)->width == shaped(c, cite, cite->guess)->width;
}

/* ---- lines set again ---- */

void
lay_cites_place(struct lay_cites *c, size_t from, struct area *line, struct lay_para *para,
		const struct lay_lines *lines, uint32_t index)
{
	for (size_t i = from; i < c->pending.len; i++) {
		struct cite *cite = c->pending.at[i];
		if (cite->line != NULL)
			continue; /* in a block that stands in the line */
		cite->line = line;
		cite->para = para;
		cite->lines = lines;
		cite->index = index;
	}
}

void
lay_cites_know(struct lay_cites *c)
{
	char key[KEY_ROOM];

	c->settled = true;
	for (size_t i = 0; i < c->pending.len; i++) {
		const struct cite *cite = c->pending.at[i];
		if (cite->node == NULL)
			continue;
		guess_key(key, cite->node);
		map_put(c->guesses, key,
			(void *)(uintptr_t)arena_strdup(c->arena, lay_cites_text(c, cite)));
	}
}

/* Does only the height of lines reach beyond the paragraph?  Not in an automatic table, whose
 * columns may be as wide as a text, nor where a block stands in a line. */
static bool
stands_free(const struct fo_node *citation)
{
	const struct fo_node *n = citation->parent;

	while (n != NULL && (n->object == FO_INLINE || n->object == FO_BASIC_LINK))
		n = n->parent;
	while (n != NULL && (n->object == FO_BLOCK || n->object == FO_WRAPPER))
		n = n->parent;
	return n != NULL && n->object == FO_FLOW;
}

bool
lay_cites_stands_free(const struct cite *cite)
{
	return cite->line != NULL && cite->node != NULL && stands_free(cite->node);
}

void
lay_cites_part(struct lay_cites *c, struct cite *cite)
{
	cite->place = fo_place(c->lay->doc, c->arena, cite->node);
	cite->node = NULL;
	cite->line = NULL;
	cite->para = NULL;
	cite->lines = NULL;
	cite->text = NULL;
	cite->area = NULL;
}

bool
lay_cites_refit(struct lay_cites *c, const struct cite *cite)
{
	struct area_mark *marks = NULL;
	struct arena *arena;

	if (!lay_cites_stands_free(cite))
		return false;
	arena = cite->made->page->arena;
	/* ids in the line are placed already */
	lay_line_marks(cite->para, cite->lines, cite->index, arena, &marks);
	(void)c;
	return marks == NULL && lay_line_rebuild(cite->para, cite->lines, cite->index,
						 &cite->made->info, cite->line);
}

void
lay_cites_settle(const struct lay_cites *c, struct cite *cite, struct arena *page_arena)
{
	if (cite->text == NULL || cite->font == NULL)
		return;
	const char *text = arena_strdup(page_arena, lay_cites_text(c, cite));
	const struct glyph_run *run = shaped(c, cite, text);
	struct area_text *t = cite->text;
	if (t->count == 0)
		return;
	/* The text area holds the citation alone: its first word becomes all of it. */
	t->words[0].run = run;
	t->words[0].advance = run->width;
	t->count = 1;
	t->cite = NULL;
	cite->area->ipd = run->width;
}
