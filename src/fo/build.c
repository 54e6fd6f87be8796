/*
 * Builds the tree from events: each element is checked against its parent's content model, given
 * its style, and linked in; each text goes through white-space treatment.  Page-sequences get an
 * arena of their own and leave by a queue when they end; everything else stays with the document.
 *
 * This file holds the life of the builder, its stack of frames, and the three events;
 * build_object.c makes nodes, build_style.c reads attributes, build_text.c text.
 */
#include "fo/build_int.h"

#include "base/arena.h"

#include <string.h>

struct fo_build *
fo_build_new(struct fo_doc *doc)
{
	struct fo_build *b = ARENA_NEW(doc->arena, struct fo_build);

	b->doc = doc;
	b->models = fo_models_new(doc->arena, doc->tables);
	b->arena = doc->arena;
	b->styles = doc->styles;
	b->text = (struct strbuf)STRBUF_INIT;
	b->scratch = (struct strbuf)STRBUF_INIT;
	b->foreign.out = (struct strbuf)STRBUF_INIT;
	return b;
}

static void
drop_sequences(struct fo_build *b)
{
	struct fo_sequence *s;

	while ((s = fo_build_take(b)) != NULL)
		fo_sequence_free(&s->node);
	if (b->sequence != NULL)
		fo_sequence_free(&b->sequence->node);
	b->sequence = NULL;
}

void
fo_build_free(struct fo_build *b)
{
	drop_sequences(b);
	strbuf_release(&b->text);
	strbuf_release(&b->scratch);
	strbuf_release(&b->foreign.out);
}

void
fo_build_rewind(struct fo_build *b)
{
	unsigned whole = b->sequence_count - (b->sequence != NULL);

	if (whole > b->doc->told_sequences)
		b->doc->told_sequences = whole;
	drop_sequences(b);
	b->arena = b->doc->arena;
	b->styles = b->doc->styles;
	b->sequence_count = 0;
	b->doc->sequence = 0;
	b->depth = 0;
	b->context_depth = 0;
	b->columns = NULL;
	strbuf_clear(&b->text);
	strbuf_clear(&b->foreign.out);
	b->foreign.depth = 0;
	b->foreign.scope_count = 0;
}

struct fo_sequence *
fo_build_take(struct fo_build *b)
{
	struct fo_sequence *s = b->first;

	if (s != NULL) {
		b->first = s->next;
		if (b->first == NULL)
			b->last = NULL;
		s->next = NULL;
	}
	return s;
}

bool
fo_build_is_open(const struct fo_build *b)
{
	return b->open;
}

struct fo_frame *
fo_build_top(struct fo_build *b)
{
	return b->depth == 0 ? NULL : &b->frames[b->depth - 1];
}

struct fo_frame *
fo_build_ruling(struct fo_build *b)
{
	int i = b->depth - 1;

	while (i > 0 && fo_object_rows[b->frames[i].object].areas == FO_AREAS_NEUTRAL)
		i--;
	return &b->frames[i];
}

struct fo_frame *
fo_build_push(struct fo_build *b, enum fo_mode mode, enum fo_object object, struct fo_node *node)
{
	const struct fo_frame *parent = fo_build_top(b);
	struct fo_frame *f = &b->frames[b->depth++];

	memset(f, 0, sizeof *f);
	f->mode = mode;
	f->object = object;
	f->node = node;
	if (parent != NULL) {
		f->forbidden = parent->forbidden;
		f->column = parent->column;
	}
	return f;
}

void
fo_build_fail(struct fo_build *b, const struct fo_element *e, enum fo_diag id, const char *what)
{
	struct fo_node place = {.object = FO_WRAPPER,
				.parent = b->depth == 0 ? NULL : fo_build_top(b)->node,
				.line = e->line,
				.column = e->column};

	if (!b->doc->failed)
		fo_tell(b->doc, id, &place, what);
	b->doc->failed = true;
}

/* ---- events ---- */

/* False once the document is beyond its limits. */
static bool
within_limits(struct fo_build *b, const struct fo_element *e)
{
	if (b->depth == FO_MAX_DEPTH)
		fo_build_fail(b, e, FO_DIAG_LIMIT, "256 nested elements");
	else if (b->doc->order - b->doc->first_order >= b->doc->max_nodes)
		fo_build_fail(b, e, FO_DIAG_LIMIT, "nodes (fo_options.max_nodes)");
	else if (e->attr_count > FO_MAX_ATTRS)
		fo_build_fail(b, e, FO_DIAG_LIMIT, "256 attributes of an element");
	return !b->doc->failed;
}

void
fo_build_start(struct fo_build *b, const struct fo_element *e)
{
	struct fo_frame *parent;
	enum fo_object object;

	fo_build_flush_text(b);
	if (b->doc->failed || !within_limits(b, e))
		return;
	parent = fo_build_top(b);
	if (parent == NULL) {
		fo_build_root(b, e);
		return;
	}
	if (parent->mode == FO_MODE_SKIP || parent->mode == FO_MODE_QUIET) {
		fo_build_push(b, parent->mode, parent->object, parent->node);
		return;
	}
	if (!fo_element_is(e, FO_NS) || parent->mode == FO_MODE_FOREIGN) {
		if (b->doc->again && parent->object == FO_DECLARATIONS)
			fo_build_push(b, FO_MODE_QUIET, parent->object, parent->node);
		else
			fo_build_foreign(b, e);
		return;
	}
	object = fo_object_find(b->doc->tables, e->name, strlen(e->name));
	if (b->doc->again &&
	    (parent->object == FO_ROOT || parent->object == FO_PAGE_SEQUENCE_WRAPPER) &&
	    object != FO_PAGE_SEQUENCE && object != FO_PAGE_SEQUENCE_WRAPPER)
		fo_build_push(b, FO_MODE_QUIET, FO_WRAPPER, parent->node);
	else if (object == FO_OBJECT_COUNT)
		fo_build_unknown(b, e);
	else
		fo_build_object(b, object, e);
}

void
fo_build_text(struct fo_build *b, const char *text, size_t len)
{
	if (!b->doc->failed && b->depth > 0 && fo_build_top(b)->mode != FO_MODE_QUIET)
		strbuf_add(&b->text, text, len);
}

static void
end_skipped(struct fo_build *b, const struct fo_frame *f)
{
	struct fo_frame *parent = fo_build_top(b);

	if (parent->mode == FO_MODE_SKIP) {
		parent->lost_text |= f->lost_text;
		return;
	}
	if (f->why == FO_DIAG_FOREIGN_ELEMENT && !f->lost_text)
		return;
	fo_tell(b->doc, f->lost_text ? FO_DIAG_TEXT_LOST : FO_DIAG_MISPLACED, f->node,
		f->why == FO_DIAG_FOREIGN_ELEMENT ? "an element of another namespace"
						  : fo_object_name(f->object),
		fo_object_name(parent->object));
}

static void
end_foreign(struct fo_build *b, const struct fo_element *e)
{
	struct fo_frame *parent = fo_build_top(b);

	fo_foreign_end(&b->foreign, e);
	if (parent->mode == FO_MODE_FOREIGN)
		return;
	/* Declarations may hold several; they are kept one behind the other. */
	struct fo_node *node = parent->node;
	node->text = arena_printf(b->arena, "%s%s", node->text == NULL ? "" : node->text,
				  b->foreign.out.s);
	node->text_len = strlen(node->text);
	strbuf_clear(&b->foreign.out);
}

static void
end_sequence(struct fo_build *b)
{
	struct fo_sequence *s = b->sequence;

	if (b->last == NULL)
		b->first = s;
	else
		b->last->next = s;
	b->last = s;
	b->sequence = NULL;
	b->doc->sequence = 0;
	b->columns = NULL;
	b->arena = b->doc->arena;
	b->styles = b->doc->styles;
	b->open = true;
}

static void
append_text(const struct fo_node *node, struct strbuf *out)
{
	for (const struct fo_node *c = node->first_child; c != NULL; c = c->next) {
		if (c->object == FO_TEXT)
			strbuf_add(out, c->text, c->text_len);
		else
			append_text(c, out);
	}
}

/* For paths in diagnostics: counted once, since one list may hold a thousand findings. */
static void
number_children(struct fo_node *node)
{
	uint32_t count[FO_OBJECT_COUNT];

	if (node->first_child == node->last_child)
		return;
	memset(count, 0, sizeof count);
	for (struct fo_node *c = node->first_child; c != NULL; c = c->next)
		c->ordinal = ++count[c->object];
}

static void
end_wrapper(struct fo_build *b, struct fo_node *wrapper)
{
	struct fo_node *last = fo_wrapper_split(b->arena, wrapper);

	/* white space at its end may still wait for what follows */
	for (int i = 0; i < b->context_depth; i++)
		if (b->contexts[i].parent == wrapper)
			b->contexts[i].parent = last;
}

/* A caption for the after side (§7.28.7) comes behind its table, where it is going to stand. */
static void
place_caption(struct fo_node *node)
{
	enum fo_keyword side = fo_keyword(node, FO_PROP_CAPTION_SIDE);
	struct fo_node **link = &node->first_child;

	if (side != FO_KW_AFTER && side != FO_KW_BOTTOM)
		return;
	while (*link != NULL && (*link)->object != FO_TABLE_CAPTION)
		link = &(*link)->next;
	struct fo_node *caption = *link;
	if (caption == NULL || caption->next == NULL)
		return;
	*link = caption->next;
	caption->next = NULL;
	node->last_child->next = caption;
	node->last_child = caption;
}

static void
end_built(struct fo_build *b, const struct fo_frame *f)
{
	if (f->object == FO_TABLE_AND_CAPTION)
		place_caption(f->node);
	number_children(f->node);
	const struct fo_particle *missing = fo_content_missing(&b->models[f->object], &f->content);
	bool fetched = f->object == FO_INSTREAM_FOREIGN_OBJECT && f->node->foreign_ns == NULL;

	if (f->opens_context)
		fo_build_leave_context(b, f->object);
	if ((missing != NULL || fetched) && f->object != FO_WRAPPER)
		fo_tell(b->doc, FO_DIAG_MISSING, f->node, fo_object_name(f->object),
			fetched ? "an element of another namespace"
				: fo_object_name((enum fo_object)missing->first));
	if (f->object == FO_TABLE)
		b->columns = b->columns->outer;
	if (f->object == FO_TITLE && b->doc->title == NULL) {
		struct strbuf title = STRBUF_INIT;
		append_text(f->node, &title);
		b->doc->title = arena_strndup(b->doc->arena, title.s, title.len);
		strbuf_release(&title);
	}
	if (f->object == FO_WRAPPER)
		end_wrapper(b, f->node);
	if (f->object == FO_PAGE_SEQUENCE)
		end_sequence(b);
}

void
fo_build_end(struct fo_build *b, const struct fo_element *e)
{
	struct fo_frame f;

	fo_build_flush_text(b);
	if (b->doc->failed || b->depth == 0)
		return;
	f = b->frames[--b->depth];
	if (b->depth == 0) {
		b->open = true;
		if (b->sequence_count == 0)
			fo_tell(b->doc, FO_DIAG_NO_SEQUENCE, f.node, "");
		return;
	}
	/* A page-sequence that was skipped took an arena all the same. */
	if (f.mode != FO_MODE_BUILD && b->sequence != NULL && f.node == &b->sequence->node &&
	    fo_build_top(b)->mode == FO_MODE_BUILD) {
		end_skipped(b, &f);
		fo_sequence_free(&b->sequence->node);
		b->sequence = NULL;
		b->arena = b->doc->arena;
		b->styles = b->doc->styles;
		return;
	}
	switch (f.mode) {
	case FO_MODE_SKIP:
		end_skipped(b, &f);
		break;
	case FO_MODE_FOREIGN:
		end_foreign(b, e);
		break;
	case FO_MODE_BUILD:
		end_built(b, &f);
		break;
	case FO_MODE_QUIET:
		break;
	}
}
