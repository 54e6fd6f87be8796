/*
 * The document: what is asked of it, its diagnostics, and the loop that takes page-sequences from
 * the builder while the reader feeds it.
 */
#include "fo/doc.h"

#include "fo/build.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/map.h"
#include "base/strbuf.h"

#include <stdio.h>
#include <string.h>

/* ---- diagnostics ---- */

/* How many like it stand before it: [2] in a path. */
static unsigned
ordinal(const struct fo_node *node)
{
	unsigned n = 1;

	if (node->object == FO_PAGE_SEQUENCE && node->parent != NULL &&
	    node->parent->object != FO_PAGE_SEQUENCE)
		return ((const struct fo_sequence *)(const void *)node)->number;
	if (node->parent == NULL)
		return 1;
	if (node->ordinal != 0)
		return node->ordinal;
	for (const struct fo_node *s = node->parent->first_child; s != NULL && s != node;
	     s = s->next)
		n += s->object == node->object;
	return n;
}

static void
put_path(struct strbuf *out, const struct fo_node *node)
{
	if (node->parent != NULL)
		put_path(out, node->parent);
	unsigned n = ordinal(node);
	strbuf_printf(out, "/%s", fo_object_name(node->object));
	if (n > 1 || node->object == FO_PAGE_SEQUENCE)
		strbuf_printf(out, "[%u]", n);
}

struct diag_place
fo_place(const struct fo_doc *doc, struct arena *arena, const struct fo_node *node)
{
	struct diag_place place = {.file = doc->file, .layout = doc->layout};
	struct strbuf path = STRBUF_INIT;

	if (node == NULL)
		return place;
	place.line = node->line;
	place.column = node->column;
	put_path(&path, node);
	place.id = arena_strndup(arena, path.s, path.len);
	strbuf_release(&path);
	return place;
}

void
fo_tell_v(struct fo_doc *doc, enum fo_diag id, const struct fo_node *node, const char *const args[])
{
	struct diag_place place;
	struct arena *scratch;

	if (fo_is_told(doc))
		return;
	if (doc->told[id] >= FO_TELL_MAX) {
		if (doc->told[id] == FO_TELL_MAX) {
			doc->told[id]++;
			diag_add(doc->diag, &fo_diags[FO_DIAG_MANY], NULL, fo_diags[id].code);
		}
		return;
	}
	doc->told[id]++;
	scratch = arena_new();
	place = fo_place(doc, scratch, node);
	diag_add_v(doc->diag, &fo_diags[id], &place, args);
	arena_free(scratch);
}

bool
fo_is_told(const struct fo_doc *doc)
{
	return doc->again && doc->sequence <= doc->told_sequences;
}

bool
fo_tell_once(struct fo_doc *doc, enum fo_diag id, const char *name)
{
	char key[128];

	snprintf(key, sizeof key, "%u %.110s", (unsigned)id, name);
	return map_put(doc->once, key, doc) == NULL;
}

/* ---- life ---- */

static void
release_doc(void *object)
{
	struct fo_doc *doc = object;

	fo_build_free(doc->build);
	if (doc->shared != NULL)
		fo_styles_drop(doc->shared);
	doc->shared = NULL;
}

struct fo_doc *
fo_doc_new(struct arena *arena, struct diag *diag, const char *file,
	   const struct fo_options *options)
{
	static const struct fo_options defaults;
	struct fo_doc *doc = ARENA_NEW(arena, struct fo_doc);
	const struct fo_options *o = options == NULL ? &defaults : options;

	doc->arena = arena;
	doc->diag = diag;
	doc->file = arena_strdup(arena, file);
	doc->layout = o->layout != NULL ? arena_strdup(arena, o->layout) : NULL;
	doc->base_dir =
		o->base_dir != NULL ? arena_strdup(arena, o->base_dir) : file_dir(arena, file);
	doc->max_nodes = o->max_nodes != 0 ? o->max_nodes : FO_MAX_NODES;
	doc->px = o->px != 0 ? dim_to_pt(o->px) : 1;
	doc->tables = fo_tables_new(arena);
	doc->once = map_new(arena);
	doc->ids = map_new(arena);
	doc->initial = fo_compute_initial(doc);
	doc->styles = fo_styles_keep(fo_styles_new(doc, arena));
	doc->build = fo_build_new(doc);
	arena_defer(arena, release_doc, doc);
	return doc;
}

static void
feed(struct fo_doc *doc)
{
	if (!doc->reader->ops->feed(doc->reader))
		doc->reader->ended = true;
}

struct fo_doc *
fo_doc_begin(struct fo_doc *doc)
{
	while (!doc->failed && !doc->reader->ended && !fo_build_is_open(doc->build))
		feed(doc);
	return doc->failed || doc->root == NULL ? NULL : doc;
}

struct fo_node *
fo_next_sequence(struct fo_doc *doc)
{
	struct fo_sequence *s;

	while (!doc->failed) {
		s = fo_build_take(doc->build);
		if (s != NULL)
			return &s->node;
		if (doc->reader->ended)
			return NULL;
		feed(doc);
	}
	return NULL;
}

void
fo_sequence_free(struct fo_node *sequence)
{
	if (sequence != NULL)
		arena_free(fo_sequence_arena(sequence));
}

struct arena *
fo_sequence_arena(const struct fo_node *sequence)
{
	return ((const struct fo_sequence *)(const void *)sequence)->arena;
}

bool
fo_rewind(struct fo_doc *doc)
{
	if (doc->failed)
		return false;
	fo_build_rewind(doc->build);
	doc->again = true; /* from now on only page-sequences matter */
	doc->first_order = doc->order;
	doc->reader->ended = false;
	return doc->reader->ops->rewind(doc->reader);
}

/* ---- questions ---- */

bool
fo_failed(const struct fo_doc *doc)
{
	return doc->failed;
}

const struct fo_node *
fo_root(const struct fo_doc *doc)
{
	return doc->root;
}

const struct fo_node *
fo_masters(const struct fo_doc *doc)
{
	return doc->masters;
}

const struct fo_node *
fo_bookmarks(const struct fo_doc *doc)
{
	return doc->bookmarks;
}

const struct fo_node *
fo_declarations(const struct fo_doc *doc)
{
	return doc->declarations;
}

const char *
fo_title(const struct fo_doc *doc)
{
	return doc->title == NULL ? "" : doc->title;
}

const char *
fo_base_dir(const struct fo_doc *doc)
{
	return doc->base_dir;
}

const char *
fo_file(const struct fo_doc *doc)
{
	return doc->file;
}

bool
fo_has_change_bars(const struct fo_doc *doc)
{
	return doc->change_bars;
}
