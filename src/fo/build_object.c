/*
 * The builder's elements: nodes for formatting objects, and what becomes of those that are unknown,
 * misplaced, unsupported or foreign.
 */
#include "fo/build_int.h"

#include "base/arena.h"
#include "base/map.h"

#include <stdio.h>
#include <string.h>

bool
fo_element_is(const struct fo_element *e, const char *uri)
{
	return e->uri != NULL && strcmp(e->uri, uri) == 0;
}

const char *
fo_build_name(char *buffer, size_t size, const char *prefix, const char *name)
{
	snprintf(buffer, size, "%.40s%s%.60s", prefix == NULL ? "" : prefix,
		 prefix == NULL ? "" : ":", name);
	return buffer;
}

static void
skip(struct fo_build *b, enum fo_object object, struct fo_node *node, enum fo_diag why)
{
	struct fo_frame *f = fo_build_push(b, FO_MODE_SKIP, object, node);

	f->why = why;
}

static void
drop_styles(void *styles)
{
	fo_styles_drop(styles);
}

/* A node for an element that may end up skipped: it serves as a place in diagnostics. */
static struct fo_node *
make_node(struct fo_build *b, enum fo_object object, const struct fo_element *e)
{
	struct fo_node *parent = b->depth == 0 ? NULL : fo_build_top(b)->node;
	struct fo_node *n;

	if (object == FO_PAGE_SEQUENCE && b->sequence == NULL) {
		struct arena *arena = arena_new();
		struct fo_sequence *s = ARENA_NEW(arena, struct fo_sequence);
		s->arena = arena;
		s->styles = fo_styles_share(b->doc);
		arena_defer(arena, drop_styles, s->styles);
		s->number = ++b->sequence_count;
		b->sequence = s;
		b->doc->sequence = s->number;
		b->arena = arena;
		b->styles = s->styles;
		n = &s->node;
	} else {
		n = ARENA_NEW(b->arena, struct fo_node);
	}
	n->object = object;
	n->parent = parent;
	n->line = e->line;
	n->column = e->column;
	n->order = b->doc->order++;
	n->lang = "";
	return n;
}

/* Keeps track of the table around. */
static void
follow_table(struct fo_build *b, const struct fo_node *node)
{
	if (b->columns == NULL)
		return;
	switch (node->object) {
	case FO_TABLE_COLUMN:
		fo_columns_add(b->columns, node);
		break;
	case FO_TABLE_HEADER:
	case FO_TABLE_FOOTER:
	case FO_TABLE_BODY:
		fo_columns_part(b->columns);
		break;
	case FO_TABLE_ROW:
		fo_columns_row(b->columns);
		break;
	case FO_TABLE_CELL:
		if (fo_keyword(node, FO_PROP_STARTS_ROW) == FO_KW_TRUE)
			fo_columns_row(b->columns);
		fo_columns_cell(b->columns, node);
		if (fo_keyword(node, FO_PROP_ENDS_ROW) == FO_KW_TRUE)
			fo_columns_row(b->columns);
		break;
	default:
		break;
	}
}

static void
link_node(struct fo_build *b, struct fo_node *node)
{
	struct fo_doc *doc = b->doc;

	switch (node->object) {
	case FO_PAGE_SEQUENCE:
	case FO_PAGE_SEQUENCE_WRAPPER:
		return; /* handed out one by one */
	case FO_ROOT:
		doc->root = node;
		return;
	case FO_LAYOUT_MASTER_SET:
		doc->masters = node;
		break;
	case FO_DECLARATIONS:
		doc->declarations = node;
		break;
	case FO_BOOKMARK_TREE:
		doc->bookmarks = node;
		break;
	default:
		break;
	}
	fo_node_append(node->parent, node);
}

static void
build_node(struct fo_build *b, enum fo_object object, const struct fo_element *e,
	   struct fo_node *node)
{
	struct fo_frame *f = fo_build_push(b, FO_MODE_BUILD, object, node);
	struct fo_objset below = fo_content_forbidden(object);

	for (size_t i = 0; i < FO_OBJSET_WORDS; i++)
		f->forbidden.bits[i] |= below.bits[i];
	if (object == FO_TABLE)
		b->columns = fo_columns_new(b->arena, b->columns);
	fo_build_style(b, f, e);
	follow_table(b, node);
	f->opens_context = fo_build_meet_context(b, object);
	link_node(b, node);
	if (object == FO_FLOW || object == FO_STATIC_CONTENT)
		b->open = true;
}

/* What stands for an object that is not supported: its content, or nothing. */
static enum fo_object
stand_in(enum fo_object object)
{
	switch (object) {
	case FO_MULTI_SWITCH:
	case FO_MULTI_CASE:
	case FO_MULTI_TOGGLE:
	case FO_MULTI_PROPERTIES:
		return FO_WRAPPER;
	default:
		return FO_OBJECT_COUNT;
	}
}

static bool
is_hidden_case(const struct fo_element *e)
{
	for (size_t i = 0; i < e->attr_count; i++)
		if (strcmp(e->attrs[i].name, "starting-state") == 0)
			return e->attrs[i].len == 4 && memcmp(e->attrs[i].value, "hide", 4) == 0;
	return false;
}

/* Checks a child against the models of its parent and, through wrappers, of the one that rules. */
static enum fo_verdict
judge(struct fo_build *b, enum fo_object object)
{
	struct fo_frame *parent = fo_build_top(b), *rules = fo_build_ruling(b);
	enum fo_verdict v;

	if (fo_objset_has(&parent->forbidden, object))
		return FO_CONTENT_WRONG;
	v = fo_content_child(&b->models[parent->object], &parent->content, object);
	/* A wrapper takes what its parent takes, and markers always. */
	if (rules != parent && object != FO_MARKER && v != FO_CONTENT_WRONG)
		v = fo_content_child(&b->models[rules->object], &rules->content, object);
	/* §6.13.2: change bars may stand anywhere in a flow. */
	if (v == FO_CONTENT_WRONG && b->sequence != NULL &&
	    (object == FO_CHANGE_BAR_BEGIN || object == FO_CHANGE_BAR_END))
		v = FO_CONTENT_FINE;
	/* A case takes the place of its switch. */
	if (v == FO_CONTENT_WRONG && parent->object == FO_WRAPPER &&
	    (object == FO_MULTI_CASE || object == FO_MULTI_PROPERTY_SET || object == FO_WRAPPER))
		v = FO_CONTENT_FINE;
	return v;
}

static void
start_unsupported(struct fo_build *b, enum fo_object object, const struct fo_element *e,
		  struct fo_node *node)
{
	enum fo_object other = stand_in(object);
	bool as = other != FO_OBJECT_COUNT;
	enum fo_diag id = as ? FO_DIAG_OBJECT_AS : FO_DIAG_OBJECT_NONE;

	if (object != FO_MULTI_CASE && fo_tell_once(b->doc, id, fo_object_name(object)))
		fo_tell(b->doc, id, node, fo_object_name(object));
	if (!as || (object == FO_MULTI_CASE && is_hidden_case(e))) {
		fo_build_push(b, FO_MODE_QUIET, object, node);
		return;
	}
	node->object = other;
	build_node(b, other, e, node);
}

void
fo_build_object(struct fo_build *b, enum fo_object object, const struct fo_element *e)
{
	struct fo_node *node = make_node(b, object, e);
	const char *name = fo_object_name(object);

	switch (judge(b, object)) {
	case FO_CONTENT_FINE:
		break;
	case FO_CONTENT_LATE:
		fo_tell(b->doc, FO_DIAG_ORDER, node, name,
			fo_object_name(fo_build_ruling(b)->object));
		break;
	case FO_CONTENT_TWICE:
		fo_tell(b->doc, FO_DIAG_TWICE, node, name, fo_object_name(fo_build_top(b)->object));
		fo_build_push(b, FO_MODE_QUIET, object, node);
		return;
	case FO_CONTENT_WRONG:
		skip(b, object, node, FO_DIAG_MISPLACED);
		return;
	}
	if (fo_object_rows[object].support == FO_SUPPORT_NONE) {
		start_unsupported(b, object, e, node);
		return;
	}
	if (fo_object_rows[object].support == FO_SUPPORT_PARSED &&
	    fo_tell_once(b->doc, FO_DIAG_OBJECT_PARSED, name))
		fo_tell(b->doc, FO_DIAG_OBJECT_PARSED, node, name);
	if (object == FO_CHANGE_BAR_BEGIN || object == FO_CHANGE_BAR_END)
		b->doc->change_bars = true;
	build_node(b, object, e, node);
}

void
fo_build_unknown(struct fo_build *b, const struct fo_element *e)
{
	struct fo_node *node = make_node(b, FO_WRAPPER, e);
	char name[112];
	const char *near;

	fo_build_name(name, sizeof name, "fo", e->name);
	if (fo_tell_once(b->doc, FO_DIAG_UNKNOWN_OBJECT, name)) {
		fo_tell(b->doc, FO_DIAG_UNKNOWN_OBJECT, node, name);
		near = map_nearest(b->doc->tables->objects, e->name, NULL, NULL);
		if (near != NULL)
			diag_help(b->doc->diag, "did you mean fo:%s?", near);
	}
	if (judge(b, FO_WRAPPER) == FO_CONTENT_WRONG)
		skip(b, FO_WRAPPER, node, FO_DIAG_MISPLACED);
	else
		build_node(b, FO_WRAPPER, e, node);
}

void
fo_build_foreign(struct fo_build *b, const struct fo_element *e)
{
	struct fo_frame *parent = fo_build_top(b);
	char name[112];

	if (parent->mode == FO_MODE_FOREIGN || parent->object == FO_DECLARATIONS ||
	    (parent->object == FO_INSTREAM_FOREIGN_OBJECT && parent->node->foreign_ns == NULL)) {
		fo_build_push(b, FO_MODE_FOREIGN, parent->object, parent->node);
		if (parent->mode != FO_MODE_FOREIGN && parent->object != FO_DECLARATIONS)
			parent->node->foreign_ns =
				arena_strdup(b->arena, e->uri == NULL ? "" : e->uri);
		fo_foreign_start(&b->foreign, e);
		return;
	}
	struct fo_node *node = make_node(b, FO_WRAPPER, e);
	fo_build_name(name, sizeof name, e->prefix, e->name);
	if (fo_tell_once(b->doc, FO_DIAG_FOREIGN_ELEMENT, name))
		fo_tell(b->doc, FO_DIAG_FOREIGN_ELEMENT, node, name);
	/* Where no text may stand (masters: printer's settings) none can be lost. */
	if (fo_build_takes_text(b, parent))
		skip(b, FO_WRAPPER, node, FO_DIAG_FOREIGN_ELEMENT);
	else
		fo_build_push(b, FO_MODE_QUIET, FO_WRAPPER, node);
}

void
fo_build_root(struct fo_build *b, const struct fo_element *e)
{
	char name[112];

	if (!fo_element_is(e, FO_NS) || strcmp(e->name, "root") != 0) {
		fo_build_fail(b, e, FO_DIAG_NOT_FO,
			      fo_build_name(name, sizeof name, e->prefix, e->name));
		return;
	}
	if (b->doc->again)
		fo_build_push(b, FO_MODE_BUILD, FO_ROOT, b->doc->root);
	else
		build_node(b, FO_ROOT, e, make_node(b, FO_ROOT, e));
}
