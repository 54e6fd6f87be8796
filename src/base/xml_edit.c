/*
 * Edits: places in the text, in the order of the text.
 *
 * Layout of what is put in: an element stands on a line of its own if its neighbour does, with the
 * same white space before it; else it follows its neighbour directly.  A comment that ends the
 * neighbour's line belongs to the neighbour.  In an element without children the first one is
 * one step deeper than its parent; the step is what the text itself uses first.
 */
#include "base/xml_edit.h"

#include "base/arena.h"
#include "base/base_diag.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "base/xml_int.h"

#include <assert.h>
#include <libxml/tree.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct new_attr {
	const char *name;
	const char *value;
};

/* What an edit is about, for people. */
struct note {
	const char *text; /* NULL: nothing said */
	size_t at;	  /* in the result */
};

struct xml_new {
	struct arena *arena;
	const char *name;
	struct note *note;
	struct {
		VEC(struct new_attr);
	} attrs;
	struct {
		VEC(struct xml_new *);
	} children;
	const char *text;
};

/* A piece of the text, and what comes instead. */
struct change {
	size_t at;
	size_t cut;
	const xmlNode *node; /* of an attribute: its element; of children: their parent */
	const char *attr;    /* NULL: children, or content */
	const char *text;
	struct {
		VEC(struct xml_new *);
	} added;
	bool block;	     /* each on a line of its own */
	bool opens;	     /* "<a/>" becomes "<a>…</a>" */
	const char *indent;  /* before each */
	const char *closing; /* line end and white space before the parent's end tag; "": none */
	struct note *note;
};

struct xml_edit {
	struct arena *arena;
	struct diag *diag;
	const struct xml_source *source;
	const char *newline;
	const char *step; /* of indentation */
	struct {
		VEC(struct change);
	} changes;
	struct {
		VEC(struct note *);
	} notes; /* of each edit, in the order of the calls */
	const char *result;
};

/* ---- elements to come ---- */

struct xml_new *
xml_new(struct arena *arena, const char *name)
{
	struct xml_new *element = ARENA_NEW(arena, struct xml_new);

	element->arena = arena;
	element->name = arena_strdup(arena, name);
	return element;
}

void
xml_new_attr(struct xml_new *element, const char *name, const char *value)
{
	struct new_attr attr = {.name = arena_strdup(element->arena, name)};

	if (value == NULL)
		return;
	attr.value = arena_strdup(element->arena, value);
	VEC_PUSH(element->arena, &element->attrs, attr);
}

struct xml_new *
xml_new_child(struct xml_new *parent, const char *name)
{
	struct xml_new *child = xml_new(parent->arena, name);

	VEC_PUSH(parent->arena, &parent->children, child);
	return child;
}

void
xml_new_text_n(struct xml_new *element, const char *text, size_t len)
{
	element->text = arena_strndup(element->arena, text, len);
}

void
xml_new_text(struct xml_new *element, const char *text)
{
	xml_new_text_n(element, text, strlen(text));
}

/* ---- characters ---- */

bool
xml_is_text(struct diag *diag, const char *text)
{
	const char *p = text == NULL ? "" : text, *end = p + strlen(p);
	char why[64] = "the text is not UTF-8";
	bool ok = utf8_is_valid(p, strlen(p));

	while (p < end && ok) {
		uint32_t cp = utf8_next(&p, end);

		ok = (cp >= 0x20 || utf8_is_xml_space(cp)) && cp != 0xFFFE && cp != 0xFFFF;
		snprintf(why, sizeof why, "the text holds the character U+%04X", (unsigned)cp);
	}
	if (!ok)
		diag_add(diag, &base_diags[BASE_DIAG_EDIT_TEXT], NULL, why);
	return ok;
}

static bool
check_new(struct xml_edit *e, const struct xml_new *element)
{
	bool ok = xml_is_text(e->diag, element->text);

	for (size_t i = 0; i < element->attrs.len && ok; i++)
		ok = xml_is_text(e->diag, element->attrs.at[i].value);
	for (size_t i = 0; i < element->children.len && ok; i++)
		ok = check_new(e, element->children.at[i]);
	return ok;
}

/* White space of a value would become blanks, a CR of a text a LF: both are written as characters
 * by number.  Line ends of a text are those of the file. */
static void
put_escaped(struct strbuf *out, const char *text, char quote, const char *newline)
{
	for (const char *p = text; *p != '\0'; p++) {
		if (*p == '&')
			strbuf_puts(out, "&amp;");
		else if (*p == '<')
			strbuf_puts(out, "&lt;");
		else if (*p == '>')
			strbuf_puts(out, "&gt;");
		else if (quote != '\0' && *p == quote)
			strbuf_puts(out, quote == '"' ? "&quot;" : "&apos;");
		else if (*p == '\n' && quote == '\0')
			strbuf_puts(out, newline);
		else if (*p == '\r' || (quote != '\0' && (*p == '\n' || *p == '\t')))
			strbuf_printf(out, "&#%d;", *p);
		else
			strbuf_putc(out, *p);
	}
}

/* ---- what the text is like ---- */

/* Does the element at an offset begin its line?  *indent: the white space before it. */
static bool
begins_line(const struct xml_edit *e, size_t at, const char **indent)
{
	const char *text = e->source->text;
	size_t start = at;

	while (start > 0 && (text[start - 1] == ' ' || text[start - 1] == '\t'))
		start--;
	*indent = arena_strndup(e->arena, text + start, at - start);
	return start == 0 || text[start - 1] == '\n' || text[start - 1] == '\r';
}

/* The indentation of the first element that begins its line, as its parent does, and stands
 * deeper. */
static const char *
step_of(const struct xml_edit *e)
{
	const char *text = e->source->text, *above = NULL, *indent;
	struct xml_token token;
	size_t at = 0;

	while (xml_token_next(text, e->source->len, &at, &token)) {
		if (token.kind == XML_TOKEN_END) {
			above = NULL;
			continue;
		}
		if (token.kind != XML_TOKEN_START && token.kind != XML_TOKEN_EMPTY)
			continue;
		if (!begins_line(e, token.at, &indent))
			indent = NULL;
		if (above != NULL && indent != NULL && strlen(indent) > strlen(above) &&
		    strncmp(indent, above, strlen(above)) == 0)
			return indent + strlen(above);
		above = token.kind == XML_TOKEN_START ? indent : NULL;
	}
	return "  ";
}

/* Behind an element and the comments that end its line. */
static size_t
behind_comments(const struct xml_edit *e, size_t at)
{
	const char *text = e->source->text;
	size_t len = e->source->len, pos = at;
	struct xml_token token = {.kind = XML_TOKEN_COMMENT};

	while (token.kind == XML_TOKEN_COMMENT) {
		while (pos < len && (text[pos] == ' ' || text[pos] == '\t'))
			pos++;
		if (pos < len && (text[pos] == '\n' || text[pos] == '\r'))
			return pos;
		if (!xml_token_next(text, len, &pos, &token))
			break;
	}
	return at;
}

/* ---- where elements stand ---- */

bool
xml_edit_is_of(struct diag *diag, const xmlNode *root, const char *file)
{
	const struct xml_stand *stand = root->_private;
	struct diag_place place = xml_place(root);

	if (strcmp(stand->source->file, strcmp(file, "-") == 0 ? "<stdin>" : file) == 0)
		return true;
	diag_add(diag, &base_diags[BASE_DIAG_EDIT_INCLUDED], &place, (const char *)root->name,
		 stand->source->file);
	return false;
}

struct xml_edit *
xml_edit_new(struct arena *arena, struct diag *diag, const xmlNode *root, const char *file)
{
	const struct xml_stand *stand = root->_private;
	struct xml_edit *e = ARENA_NEW(arena, struct xml_edit);

	if (!xml_edit_is_of(diag, root, file))
		return NULL;
	e->arena = arena;
	e->diag = diag;
	e->source = stand->source;
	e->newline = xml_newline(e->source->text);
	e->step = step_of(e);
	return e;
}

/* Has the element a tag of its own in the text? */
static bool
stands_here(struct xml_edit *e, const xmlNode *node)
{
	const struct xml_stand *stand = node->_private;
	struct diag_place place = xml_place(node);

	if (stand == NULL || stand->source != e->source)
		diag_add(e->diag, &base_diags[BASE_DIAG_EDIT_INCLUDED], &place,
			 (const char *)node->name, stand == NULL ? "?" : stand->source->file);
	else if (e->source->text[stand->offset] != '<')
		diag_add(e->diag, &base_diags[BASE_DIAG_EDIT_ENTITY], &place,
			 (const char *)node->name);
	else
		return true;
	return false;
}

static struct xml_extent
extent_of(const struct xml_edit *e, const xmlNode *node)
{
	const struct xml_stand *stand = node->_private;

	return xml_token_extent(e->source->text, e->source->len, stand->offset);
}

/* The quote that the element's first attribute has. */
static char
quote_of(const struct xml_edit *e, const xmlNode *node)
{
	const struct xml_stand *stand = node == NULL ? NULL : node->_private;
	const char *end = e->source->text + e->source->len, *p;
	struct xml_token_attr attr;
	size_t len;

	if (stand == NULL || stand->source != e->source)
		return '"';
	p = xml_token_name(e->source->text + stand->offset, end, &len);
	p += len;
	return xml_token_attr(&p, end, &attr) ? attr.quote : '"';
}

/* ---- writing ---- */

static void
put_name(struct strbuf *out, const xmlNode *near, const char *name)
{
	if (near->ns != NULL && near->ns->prefix != NULL)
		strbuf_printf(out, "%s:", (const char *)near->ns->prefix);
	strbuf_puts(out, name);
}

/* An element as its neighbours are: with their prefix and quote, in lines of its own or in one. */
static void
put_new(const struct xml_edit *e, struct strbuf *out, const struct change *c,
	struct xml_new *element, const char *indent)
{
	const char *deeper = arena_printf(e->arena, "%s%s", indent, e->step);
	char quote = quote_of(e, c->node);

	if (element->note != NULL)
		element->note->at = out->len;
	strbuf_putc(out, '<');
	put_name(out, c->node, element->name);
	for (size_t i = 0; i < element->attrs.len; i++) {
		strbuf_printf(out, " %s=%c", element->attrs.at[i].name, quote);
		put_escaped(out, element->attrs.at[i].value, quote, e->newline);
		strbuf_putc(out, quote);
	}
	if (element->text == NULL && element->children.len == 0) {
		strbuf_puts(out, "/>");
		return;
	}
	strbuf_putc(out, '>');
	if (element->text != NULL)
		put_escaped(out, element->text, '\0', e->newline);
	for (size_t i = 0; i < element->children.len; i++) {
		if (c->block)
			strbuf_printf(out, "%s%s", e->newline, deeper);
		put_new(e, out, c, element->children.at[i], deeper);
	}
	if (c->block && element->children.len > 0)
		strbuf_printf(out, "%s%s", e->newline, indent);
	strbuf_puts(out, "</");
	put_name(out, c->node, element->name);
	strbuf_putc(out, '>');
}

static void
put_change(const struct xml_edit *e, struct strbuf *out, struct change *c)
{
	size_t len;
	const struct xml_stand *stand = c->node->_private;
	const char *name = xml_token_name(e->source->text + stand->offset,
					  e->source->text + e->source->len, &len);

	if (c->opens)
		strbuf_putc(out, '>');
	if (c->added.len == 0) {
		c->note->at = out->len;
		strbuf_puts(out, c->text);
	}
	for (size_t i = 0; i < c->added.len; i++) {
		if (c->block)
			strbuf_printf(out, "%s%s", e->newline, c->indent);
		put_new(e, out, c, c->added.at[i], c->indent);
	}
	strbuf_puts(out, c->closing);
	if (c->opens)
		strbuf_printf(out, "</%.*s>", (int)len, name);
}

/* ---- edits ---- */

static struct note *
new_note(struct xml_edit *e)
{
	struct note *note = ARENA_NEW(e->arena, struct note);

	VEC_PUSH(e->arena, &e->notes, note);
	return note;
}

static bool
same_word(const char *a, const char *b)
{
	return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

/* The change of an attribute, or of the elements put to one place; NULL. */
static struct change *
find_change(struct xml_edit *e, const xmlNode *node, const char *attr, size_t at)
{
	for (size_t i = 0; i < e->changes.len; i++) {
		struct change *c = &e->changes.at[i];

		if (c->node == node && same_word(c->attr, attr) && (attr != NULL || c->at == at))
			return c;
	}
	return NULL;
}

/* Where a new attribute goes: behind the last, or behind the name; before: the white space that
 * sets it off, on a line of its own if the last one is. */
static size_t
attr_place(const struct xml_edit *e, const xmlNode *node, const char **before, char *quote)
{
	const struct xml_stand *stand = node->_private;
	const char *text = e->source->text, *end = text + e->source->len, *p, *indent;
	struct xml_token_attr attr;
	size_t len;

	p = xml_token_name(text + stand->offset, end, &len);
	p += len;
	*quote = '"';
	*before = " ";
	while (xml_token_attr(&p, end, &attr)) {
		*quote = attr.quote;
		*before = " ";
		if (begins_line(e, (size_t)(attr.name - text), &indent))
			*before = arena_printf(e->arena, "%s%s", e->newline, indent);
	}
	return (size_t)(p - text);
}

/* Of an attribute the last edit counts. */
static void
put_attr_change(struct xml_edit *e, const struct change *c)
{
	struct change *known = find_change(e, c->node, c->attr, 0);

	if (known != NULL)
		*known = *c;
	else
		VEC_PUSH(e->arena, &e->changes, *c);
}

bool
xml_edit_set(struct xml_edit *e, const xmlNode *node, const char *attr, const char *value)
{
	const struct xml_stand *stand = node->_private;
	struct change c = {.node = node, .attr = arena_strdup(e->arena, attr), .closing = ""};
	struct strbuf text = STRBUF_INIT;
	struct xml_token_attr found;
	const char *before;
	char quote;

	if (!stands_here(e, node) || !xml_is_text(e->diag, value))
		return false;
	if (xml_stand_attr(stand, attr, &found)) {
		c.at = (size_t)(found.value - e->source->text);
		c.cut = found.value_len;
		put_escaped(&text, value, found.quote, e->newline);
	} else {
		c.at = attr_place(e, node, &before, &quote);
		strbuf_printf(&text, "%s%s=%c", before, attr, quote);
		put_escaped(&text, value, quote, e->newline);
		strbuf_putc(&text, quote);
	}
	c.text = arena_strdup(e->arena, text.s);
	c.note = new_note(e);
	strbuf_release(&text);
	put_attr_change(e, &c);
	return true;
}

bool
xml_edit_unset(struct xml_edit *e, const xmlNode *node, const char *attr)
{
	struct change c = {.node = node, .attr = arena_strdup(e->arena, attr), .text = ""};
	struct xml_token_attr found;

	if (!stands_here(e, node))
		return false;
	if (!xml_stand_attr(node->_private, attr, &found))
		return true;
	c.at = (size_t)(found.name - e->source->text);
	c.cut = (size_t)(found.value + found.value_len + 1 - found.name);
	while (utf8_is_xml_space((unsigned char)e->source->text[c.at - 1])) {
		c.at--;
		c.cut++;
	}
	c.closing = "";
	c.note = new_note(e);
	put_attr_change(e, &c);
	return true;
}

bool
xml_edit_remove(struct xml_edit *e, const xmlNode *node)
{
	struct change c = {.node = node, .text = "", .closing = ""};
	struct xml_extent x;
	const char *indent;

	if (!stands_here(e, node))
		return false;
	x = extent_of(e, node);
	c.at = x.at;
	if (begins_line(e, x.at, &indent)) {
		c.at -= strlen(indent);
		c.at -= c.at > 0 && e->source->text[c.at - 1] == '\n';
		c.at -= c.at > 0 && e->source->text[c.at - 1] == '\r';
	}
	c.cut = x.end - c.at;
	c.note = new_note(e);
	VEC_PUSH(e->arena, &e->changes, c);
	return true;
}

/* Content goes behind the start tag; if that is all there is, its "/>" becomes an end. */
static void
open_up(const struct xml_edit *e, const struct xml_extent *x, struct change *c)
{
	c->at = x->content;
	c->opens = x->empty;
	if (!x->empty)
		return;
	c->at -= 2;
	while (utf8_is_xml_space((unsigned char)e->source->text[c->at - 1]))
		c->at--;
	c->cut = x->content - c->at;
}

bool
xml_edit_text(struct xml_edit *e, const xmlNode *node, const char *text)
{
	struct strbuf b = STRBUF_INIT;
	struct xml_extent x;
	struct change c = {.node = node, .closing = ""};

	if (!stands_here(e, node) || !xml_is_text(e->diag, text))
		return false;
	x = extent_of(e, node);
	put_escaped(&b, text, '\0', e->newline);
	c.text = arena_strdup(e->arena, b.s);
	strbuf_release(&b);
	c.note = new_note(e);
	open_up(e, &x, &c);
	if (!x.empty)
		c.cut = x.close - x.content;
	VEC_PUSH(e->arena, &e->changes, c);
	return true;
}

/* As the first child of parent, which may be empty. */
static void
place_first(const struct xml_edit *e, const xmlNode *parent, struct change *c)
{
	struct xml_extent x = extent_of(e, parent);
	const char *text = e->source->text, *inner, *outer;
	size_t first = x.content;

	open_up(e, &x, c);
	c->block = begins_line(e, x.at, &outer);
	c->indent = arena_printf(e->arena, "%s%s", outer, e->step);
	while (first < x.close && utf8_is_xml_space((unsigned char)text[first]))
		first++;
	if (first < x.close) { /* there is a child or a comment: as that does */
		c->block = begins_line(e, first, &inner);
		c->indent = inner;
	} else if (c->block && memchr(text + x.content, '\n', x.close - x.content) == NULL) {
		c->closing = arena_printf(e->arena, "%s%s", e->newline, outer);
	}
}

bool
xml_edit_add(struct xml_edit *e, const xmlNode *parent, const xmlNode *after,
	     struct xml_new *element)
{
	struct change c = {.node = parent, .text = "", .indent = "", .closing = ""};
	struct change *known;

	if (!stands_here(e, parent) || (after != NULL && !stands_here(e, after)) ||
	    !check_new(e, element))
		return false;
	if (after == NULL) {
		place_first(e, parent, &c);
	} else {
		c.at = extent_of(e, after).end;
		c.block = begins_line(e, extent_of(e, after).at, &c.indent);
		if (c.block)
			c.at = behind_comments(e, c.at);
	}
	element->note = new_note(e);
	known = find_change(e, parent, NULL, c.at);
	if (known == NULL) {
		VEC_PUSH(e->arena, &e->changes, c);
		known = &e->changes.at[e->changes.len - 1];
	}
	VEC_PUSH(e->arena, &known->added, element);
	return true;
}

bool
xml_edit_append(struct xml_edit *e, struct xml_new *parent, struct xml_new *child)
{
	if (!check_new(e, child))
		return false;
	child->note = new_note(e);
	VEC_PUSH(e->arena, &parent->children, child);
	return true;
}

void
xml_edit_say(struct xml_edit *e, const char *format, ...)
{
	va_list ap;

	assert(e->notes.len > 0);
	va_start(ap, format);
	e->notes.at[e->notes.len - 1]->text = arena_vprintf(e->arena, format, ap);
	va_end(ap);
}

/* ---- the result ---- */

void
xml_edit_fix(struct xml_edit *e, struct diag *d)
{
	for (size_t i = 0; i < e->changes.len; i++) {
		struct change *c = &e->changes.at[i];
		struct diag_place place = xml_text_place(e->source, c->at);
		struct strbuf text = STRBUF_INIT;

		put_change(e, &text, c);
		diag_edit(d, &place, arena_strndup(e->arena, e->source->text + c->at, c->cut),
			  text.s);
		strbuf_release(&text);
	}
}

/* In the order of the text; edits of one place keep the order they were made in, but that an
 * attribute comes before its tag's end. */
static bool
comes_before(const struct change *a, const struct change *b)
{
	return a->at != b->at ? a->at < b->at : b->opens && !a->opens;
}

void
xml_edit_apply(struct xml_edit *e, struct strbuf *text)
{
	const char *old = e->source->text;
	size_t done = 0, start = text->len;

	for (size_t i = 1; i < e->changes.len; i++)
		for (size_t k = i; k > 0 && comes_before(&e->changes.at[k], &e->changes.at[k - 1]);
		     k--) {
			struct change c = e->changes.at[k];

			e->changes.at[k] = e->changes.at[k - 1];
			e->changes.at[k - 1] = c;
		}
	for (size_t i = 0; i < e->changes.len; i++) {
		struct change *c = &e->changes.at[i];

		assert(c->at >= done);
		strbuf_add(text, old + done, c->at - done);
		put_change(e, text, c);
		done = c->at + c->cut;
	}
	strbuf_add(text, old + done, e->source->len - done);
	e->result = arena_strndup(e->arena, text->s + start, text->len - start);
}

const char *
xml_edit_said(const struct xml_edit *e, size_t index, int *line)
{
	for (size_t i = 0; i < e->notes.len; i++) {
		const struct note *note = e->notes.at[i];

		if (note->text == NULL || index-- > 0)
			continue;
		*line = 1;
		for (const char *p = e->result; p < e->result + note->at; p++)
			*line += *p == '\n';
		return note->text;
	}
	return NULL;
}

bool
xml_offset(const xmlNode *root, const xmlNode *node, size_t *offset)
{
	const struct xml_stand *main = root->_private, *stand = node->_private;

	if (stand == NULL || stand->source != main->source ||
	    stand->source->text[stand->offset] != '<')
		return false;
	*offset = stand->offset;
	return true;
}

const char *
xml_text(const xmlNode *root, size_t *len)
{
	const struct xml_stand *stand = root->_private;

	*len = stand->source->len;
	return stand->source->text;
}
