/*
 * Builds the tree: each element is checked against its parent's content model, given its style, and
 * linked in; each text goes through white-space treatment.  Page-sequences get an arena of their
 * own and leave by a queue when they end; everything else stays with the document.
 *
 * A frame per open element says what is being done with it: built, skipped (unknown, misplaced or
 * unsupported: text inside is noticed, so that a loss is an error), or kept as foreign text.
 */
#include "fo/build.h"

#include "fo/column.h"
#include "fo/content.h"
#include "fo/doc.h"
#include "fo/foreign.h"
#include "fo/own.h"
#include "fo/space.h"

#include "base/arena.h"
#include "base/map.h"
#include "base/utf8.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MAX_ATTRS 256

enum mode {
	MODE_BUILD,
	MODE_SKIP,   /* text inside is lost */
	MODE_QUIET,  /* nothing inside matters */
	MODE_FOREIGN /* kept as text of the nearest built node */
};

struct frame {
	enum mode mode;
	bool opens_context; /* white space inside is a context of its own */
	bool lost_text;	    /* of a skipped one: there was text */
	enum fo_diag why;   /* of the outermost skipped one: told at its end */
	enum fo_object object;
	struct fo_node *node;
	struct fo_content content;
	struct fo_objset forbidden;
	const struct fo_style *column; /* of the cell around */
};

struct fo_build {
	struct fo_doc *doc;
	const struct fo_model *models;
	struct arena *arena; /* of nodes being made */
	struct fo_styles *styles;
	struct fo_sequence *sequence; /* being read */
	struct fo_sequence *first;    /* whole ones, waiting */
	struct fo_sequence *last;
	unsigned sequence_count;
	bool open; /* what comes before the first content is known */

	int depth;
	struct frame frames[FO_MAX_DEPTH];
	int context_depth;
	struct fo_space_context contexts[FO_MAX_DEPTH];
	struct fo_columns *columns;
	struct strbuf text;    /* characters since the last tag */
	struct strbuf scratch; /* for fo_space_text */
	struct fo_foreign foreign;
};

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
	drop_sequences(b);
	b->arena = b->doc->arena;
	b->styles = b->doc->styles;
	b->sequence_count = 0;
	b->doc->again = true; /* from now on only page-sequences matter */
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

static struct frame *
top(struct fo_build *b)
{
	return b->depth == 0 ? NULL : &b->frames[b->depth - 1];
}

/* ---- white space ---- */

static struct fo_spacer
spacer(struct fo_build *b)
{
	assert(b->context_depth > 0);
	return (struct fo_spacer){.arena = b->arena,
				  .context = &b->contexts[b->context_depth - 1],
				  .scratch = &b->scratch,
				  .order = &b->doc->order};
}

static bool
has_context(const struct fo_build *b)
{
	return b->context_depth > 0;
}

static void
open_context(struct fo_build *b, bool keep_ends)
{
	b->contexts[b->context_depth++] =
		(struct fo_space_context){.at_start = true, .keep_ends = keep_ends};
}

/* What an object does to the white space around it, and whether it has its own inside. */
static bool
meet_context(struct fo_build *b, enum fo_object object)
{
	struct fo_spacer s;

	switch (object) {
	case FO_INLINE:
	case FO_BASIC_LINK:
	case FO_BIDI_OVERRIDE:
	case FO_WRAPPER:
	case FO_FOOTNOTE:
	case FO_INITIAL_PROPERTY_SET:
	case FO_CHANGE_BAR_BEGIN:
	case FO_CHANGE_BAR_END:
		return false;
	case FO_TITLE:
	case FO_BOOKMARK_TITLE:
	case FO_FLOAT:
	case FO_FOOTNOTE_BODY:
		open_context(b, false);
		return true;
	case FO_MARKER:
		open_context(b, true);
		return true;
	default:
		break;
	}
	if (fo_object_rows[object].areas == FO_AREAS_BLOCK) {
		if (has_context(b)) {
			s = spacer(b);
			fo_space_break(&s);
		}
		open_context(b, false);
		return true;
	}
	if (has_context(b) && (fo_object_rows[object].areas == FO_AREAS_INLINE ||
			       fo_object_rows[object].areas == FO_AREAS_NEUTRAL)) {
		s = spacer(b);
		fo_space_content(&s);
	}
	if (object == FO_LEADER || object == FO_INLINE_CONTAINER) {
		open_context(b, object == FO_LEADER);
		return true;
	}
	return false;
}

static void
leave_context(struct fo_build *b, enum fo_object object)
{
	struct fo_spacer s = spacer(b);

	fo_space_break(&s);
	b->context_depth--;
	if (has_context(b) && fo_object_rows[object].areas == FO_AREAS_BLOCK) {
		s = spacer(b);
		fo_space_break(&s);
	}
}

/* ---- frames ---- */

/* The frame whose content model rules: wrappers and the like stand for their parents (§6.13.4). */
static struct frame *
ruling(struct fo_build *b)
{
	int i = b->depth - 1;

	while (i > 0 && fo_object_rows[b->frames[i].object].areas == FO_AREAS_NEUTRAL)
		i--;
	return &b->frames[i];
}

static struct frame *
push(struct fo_build *b, enum mode mode, enum fo_object object, struct fo_node *node)
{
	const struct frame *parent = top(b);
	struct frame *f = &b->frames[b->depth++];

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

static void
skip(struct fo_build *b, enum fo_object object, struct fo_node *node, enum fo_diag why)
{
	struct frame *f = push(b, MODE_SKIP, object, node);

	f->why = why;
}

/* A node for an element that may end up skipped: it serves as a place in diagnostics. */
static struct fo_node *
make_node(struct fo_build *b, enum fo_object object, const struct fo_element *e)
{
	struct fo_node *parent = b->depth == 0 ? NULL : top(b)->node;
	struct fo_node *n;

	if (object == FO_PAGE_SEQUENCE && b->sequence == NULL) {
		struct arena *arena = arena_new();
		struct fo_sequence *s = ARENA_NEW(arena, struct fo_sequence);
		s->arena = arena;
		s->styles = fo_styles_new(b->doc, arena);
		s->number = ++b->sequence_count;
		b->sequence = s;
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

static void
fail(struct fo_build *b, const struct fo_element *e, enum fo_diag id, const char *what)
{
	struct fo_node place = {.object = FO_WRAPPER,
				.parent = b->depth == 0 ? NULL : top(b)->node,
				.line = e->line,
				.column = e->column};

	if (!b->doc->failed)
		fo_tell(b->doc, id, &place, what);
	b->doc->failed = true;
}

static bool
is_ns(const struct fo_element *e, const char *uri)
{
	return e->uri != NULL && strcmp(e->uri, uri) == 0;
}

static const char *
full_name(char *buffer, size_t size, const char *prefix, const char *name)
{
	snprintf(buffer, size, "%.40s%s%.60s", prefix == NULL ? "" : prefix,
		 prefix == NULL ? "" : ":", name);
	return buffer;
}

/* ---- attributes ---- */

/* The row of an attribute, if it is a property. */
static bool
attr_name(struct fo_build *b, const struct fo_element_attr *a, struct fo_name *name)
{
	char full[64];

	if (a->uri == NULL)
		return fo_name_find(b->doc->tables, a->name, strlen(a->name), name);
	if (strcmp(a->uri, XML_NS) == 0)
		snprintf(full, sizeof full, "xml:%.40s", a->name);
	else if (strcmp(a->uri, FOX_NS) == 0)
		snprintf(full, sizeof full, "fox:%.40s", a->name);
	else
		return false;
	return fo_name_find(b->doc->tables, full, strlen(full), name);
}

static void
unknown_attr(struct fo_build *b, const struct fo_element_attr *a, const struct fo_node *node)
{
	char full[112];
	const char *near;

	full_name(full, sizeof full, a->prefix, a->name);
	if (a->uri != NULL) {
		if (strcmp(a->uri, XML_NS) != 0 &&
		    fo_tell_once(b->doc, FO_DIAG_FOREIGN_PROPERTY, full))
			fo_tell(b->doc, FO_DIAG_FOREIGN_PROPERTY, node, full);
		return;
	}
	if (!fo_tell_once(b->doc, FO_DIAG_UNKNOWN_PROPERTY, full))
		return;
	fo_tell(b->doc, FO_DIAG_UNKNOWN_PROPERTY, node, full);
	near = map_nearest(b->doc->tables->props, full, NULL, NULL);
	if (near != NULL)
		diag_help(b->doc->diag, "did you mean '%s'?", near);
}

/* Sorts the attributes: those of the node itself to it, the others into the key. */
static void
read_attrs(struct fo_build *b, const struct fo_element *e, struct fo_node *node,
	   struct fo_attr *attrs, struct fo_style_key *key)
{
	for (size_t i = 0; i < e->attr_count; i++) {
		const struct fo_element_attr *a = &e->attrs[i];
		struct fo_attr *attr = &attrs[key->count];

		if (!attr_name(b, a, &attr->name)) {
			unknown_attr(b, a, node);
			continue;
		}
		if (attr->name.component == FO_COMPONENT_COUNT) {
			const char *dot = strchr(a->name, '.');
			fo_tell(b->doc, FO_DIAG_NO_COMPONENT, node,
				fo_prop_name((enum fo_prop)attr->name.index),
				dot == NULL ? "" : dot + 1);
			continue;
		}
		if (!attr->name.shorthand &&
		    fo_prop_rows[attr->name.index].inherit == FO_INHERIT_NODE) {
			fo_own_add(b->doc, b->arena, node, attr->name.index, a->value, a->len);
			continue;
		}
		if (key->count + 1 == MAX_ATTRS)
			continue;
		attr->text = a->value;
		attr->len = (uint32_t)a->len;
		key->hash = fo_style_hash(key->hash, attr);
		key->count++;
	}
}

/* The column a cell stands in, where one of its properties asks for it. */
static const struct fo_style *
asked_column(struct fo_build *b, struct frame *f, const struct fo_style_key *key)
{
	static const char call[] = "from-table-column";
	const struct fo_style *column = f->column;
	unsigned number = 0;
	bool asked = false;

	if (b->columns == NULL)
		return NULL;
	for (size_t i = 0; i < key->count; i++) {
		const struct fo_attr *a = &key->attrs[i];
		if (a->name.index == FO_PROP_COLUMN_NUMBER && !a->name.shorthand && a->len < 5)
			number = (unsigned)strtoul(a->text, NULL, 10);
		asked |= memmem(a->text, a->len, call, sizeof call - 1) != NULL;
	}
	if (f->object == FO_TABLE_CELL && b->columns != NULL)
		f->column = column = fo_columns_find(b->columns, number);
	return asked ? column : NULL;
}

static void
give_style(struct fo_build *b, struct frame *f, const struct fo_element *e)
{
	struct fo_attr attrs[MAX_ATTRS];
	struct fo_style_key key = {.attrs = attrs, .class = fo_class(f->object)};
	const struct fo_style *style;

	if (f->node->parent != NULL)
		key.parent = fo_style_of(f->node->parent);
	else
		f->node->set = b->doc->initial; /* for diagnostics on the way */
	read_attrs(b, e, f->node, attrs, &key);
	key.column = asked_column(b, f, &key);
	style = fo_style_find(b->styles, &key, f->node);
	f->node->set = &style->set;
	f->node->lang = style->lang;
	fo_own_check(b->doc, b->arena, f->node);
}

/* ---- elements ---- */

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
	struct frame *f = push(b, MODE_BUILD, object, node);
	struct fo_objset below = fo_content_forbidden(object);

	for (size_t i = 0; i < FO_OBJSET_WORDS; i++)
		f->forbidden.bits[i] |= below.bits[i];
	if (object == FO_TABLE)
		b->columns = fo_columns_new(b->arena, b->columns);
	give_style(b, f, e);
	follow_table(b, node);
	f->opens_context = meet_context(b, object);
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
	struct frame *parent = top(b), *rules = ruling(b);
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
		push(b, MODE_QUIET, object, node);
		return;
	}
	node->object = other;
	build_node(b, other, e, node);
}

static void
start_object(struct fo_build *b, enum fo_object object, const struct fo_element *e)
{
	struct fo_node *node = make_node(b, object, e);
	const char *name = fo_object_name(object);

	switch (judge(b, object)) {
	case FO_CONTENT_FINE:
		break;
	case FO_CONTENT_LATE:
		fo_tell(b->doc, FO_DIAG_ORDER, node, name, fo_object_name(ruling(b)->object));
		break;
	case FO_CONTENT_TWICE:
		fo_tell(b->doc, FO_DIAG_TWICE, node, name, fo_object_name(top(b)->object));
		push(b, MODE_QUIET, object, node);
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
	build_node(b, object, e, node);
}

static void
start_unknown(struct fo_build *b, const struct fo_element *e)
{
	struct fo_node *node = make_node(b, FO_WRAPPER, e);
	char name[112];
	const char *near;

	full_name(name, sizeof name, "fo", e->name);
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

/* Does the open object take text, itself and by what rules it? */
static bool
takes_text(struct fo_build *b, const struct frame *f)
{
	return fo_content_text(&b->models[f->object]) &&
	       fo_content_text(&b->models[ruling(b)->object]) && has_context(b);
}

static void
start_foreign(struct fo_build *b, const struct fo_element *e)
{
	struct frame *parent = top(b);
	char name[112];

	if (parent->mode == MODE_FOREIGN || parent->object == FO_DECLARATIONS ||
	    (parent->object == FO_INSTREAM_FOREIGN_OBJECT && parent->node->foreign_ns == NULL)) {
		push(b, MODE_FOREIGN, parent->object, parent->node);
		if (parent->mode != MODE_FOREIGN && parent->object != FO_DECLARATIONS)
			parent->node->foreign_ns =
				arena_strdup(b->arena, e->uri == NULL ? "" : e->uri);
		fo_foreign_start(&b->foreign, e);
		return;
	}
	struct fo_node *node = make_node(b, FO_WRAPPER, e);
	full_name(name, sizeof name, e->prefix, e->name);
	if (fo_tell_once(b->doc, FO_DIAG_FOREIGN_ELEMENT, name))
		fo_tell(b->doc, FO_DIAG_FOREIGN_ELEMENT, node, name);
	/* Where no text may stand (masters: printer's settings) none can be lost. */
	if (takes_text(b, parent))
		skip(b, FO_WRAPPER, node, FO_DIAG_FOREIGN_ELEMENT);
	else
		push(b, MODE_QUIET, FO_WRAPPER, node);
}

static void
start_root(struct fo_build *b, const struct fo_element *e)
{
	char name[112];

	if (!is_ns(e, FO_NS) || strcmp(e->name, "root") != 0) {
		fail(b, e, FO_DIAG_NOT_FO, full_name(name, sizeof name, e->prefix, e->name));
		return;
	}
	if (b->doc->again)
		push(b, MODE_BUILD, FO_ROOT, b->doc->root);
	else
		build_node(b, FO_ROOT, e, make_node(b, FO_ROOT, e));
}

/* ---- text ---- */

static bool
is_blank(const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (!utf8_is_xml_space((unsigned char)text[i]))
			return false;
	return true;
}

static void
stray_text(struct fo_build *b, const struct frame *f)
{
	const char *text = b->text.s;
	char sample[40];
	size_t n = 0;

	while (utf8_is_xml_space((unsigned char)*text))
		text++;
	while (n + 5 < sizeof sample && text[n] != '\0' && text[n] != '\n')
		n++;
	while (n > 0 && ((unsigned char)text[n] & 0xC0) == 0x80)
		n--; /* not inside a character */
	snprintf(sample, sizeof sample, "%.*s%s", (int)n, text, text[n] == '\0' ? "" : "...");
	fo_tell(b->doc, FO_DIAG_STRAY_TEXT, f->node, fo_object_name(f->object), sample);
}

/* Deals with the characters since the last tag. */
static void
flush_text(struct fo_build *b)
{
	struct frame *f = top(b), *rules;
	struct fo_spacer s;

	if (b->text.len == 0 || f == NULL)
		return;
	if (f->mode == MODE_FOREIGN) {
		fo_foreign_text(&b->foreign, b->text.s, b->text.len);
	} else if (f->mode == MODE_SKIP) {
		f->lost_text |= !is_blank(b->text.s, b->text.len);
	} else if (f->mode == MODE_BUILD) {
		rules = ruling(b);
		if (takes_text(b, f)) {
			s = spacer(b);
			if (fo_space_text(&s, f->node, b->text.s, b->text.len) != NULL) {
				fo_content_saw_text(&b->models[f->object], &f->content);
				fo_content_saw_text(&b->models[rules->object], &rules->content);
			}
		} else if (!is_blank(b->text.s, b->text.len)) {
			stray_text(b, f);
		}
	}
	strbuf_clear(&b->text);
}

/* ---- events ---- */

/* False once the document is beyond its limits. */
static bool
within_limits(struct fo_build *b, const struct fo_element *e)
{
	if (b->depth == FO_MAX_DEPTH)
		fail(b, e, FO_DIAG_LIMIT, "256 nested elements");
	else if (b->doc->order >= b->doc->max_nodes)
		fail(b, e, FO_DIAG_LIMIT, "nodes (fo_options.max_nodes)");
	return !b->doc->failed;
}

void
fo_build_start(struct fo_build *b, const struct fo_element *e)
{
	struct frame *parent;
	enum fo_object object;

	flush_text(b);
	if (b->doc->failed || !within_limits(b, e))
		return;
	parent = top(b);
	if (parent == NULL) {
		start_root(b, e);
		return;
	}
	if (parent->mode == MODE_SKIP || parent->mode == MODE_QUIET) {
		push(b, parent->mode, parent->object, parent->node);
		return;
	}
	if (!is_ns(e, FO_NS) || parent->mode == MODE_FOREIGN) {
		if (b->doc->again && parent->object == FO_DECLARATIONS)
			push(b, MODE_QUIET, parent->object, parent->node);
		else
			start_foreign(b, e);
		return;
	}
	object = fo_object_find(b->doc->tables, e->name, strlen(e->name));
	if (b->doc->again &&
	    (parent->object == FO_ROOT || parent->object == FO_PAGE_SEQUENCE_WRAPPER) &&
	    object != FO_PAGE_SEQUENCE && object != FO_PAGE_SEQUENCE_WRAPPER)
		push(b, MODE_QUIET, FO_WRAPPER, parent->node);
	else if (object == FO_OBJECT_COUNT)
		start_unknown(b, e);
	else
		start_object(b, object, e);
}

void
fo_build_text(struct fo_build *b, const char *text, size_t len)
{
	if (!b->doc->failed && b->depth > 0 && top(b)->mode != MODE_QUIET)
		strbuf_add(&b->text, text, len);
}

static void
end_skipped(struct fo_build *b, const struct frame *f)
{
	struct frame *parent = top(b);

	if (parent->mode == MODE_SKIP) {
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
	struct frame *parent = top(b);

	fo_foreign_end(&b->foreign, e);
	if (parent->mode == MODE_FOREIGN)
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

static void
end_built(struct fo_build *b, const struct frame *f)
{
	const struct fo_particle *missing = fo_content_missing(&b->models[f->object], &f->content);
	bool fetched = f->object == FO_INSTREAM_FOREIGN_OBJECT && f->node->foreign_ns == NULL;

	if (f->opens_context)
		leave_context(b, f->object);
	if (!b->doc->again && (missing != NULL || fetched) && f->object != FO_WRAPPER)
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
	if (f->object == FO_PAGE_SEQUENCE)
		end_sequence(b);
}

void
fo_build_end(struct fo_build *b, const struct fo_element *e)
{
	struct frame f;

	flush_text(b);
	if (b->doc->failed || b->depth == 0)
		return;
	f = b->frames[--b->depth];
	if (b->depth == 0) {
		b->open = true;
		if (!b->doc->again && b->sequence_count == 0)
			fo_tell(b->doc, FO_DIAG_NO_SEQUENCE, f.node, "");
		return;
	}
	/* A page-sequence that was skipped took an arena all the same. */
	if (f.mode != MODE_BUILD && b->sequence != NULL && f.node == &b->sequence->node &&
	    top(b)->mode == MODE_BUILD) {
		end_skipped(b, &f);
		fo_sequence_free(&b->sequence->node);
		b->sequence = NULL;
		b->arena = b->doc->arena;
		b->styles = b->doc->styles;
		return;
	}
	switch (f.mode) {
	case MODE_SKIP:
		end_skipped(b, &f);
		break;
	case MODE_FOREIGN:
		end_foreign(b, e);
		break;
	case MODE_BUILD:
		end_built(b, &f);
		break;
	case MODE_QUIET:
		break;
	}
}
