/*
 * Format: tokens of the text in, the same tokens with other white space out.
 *
 * An element is laid out by what it holds.  Elements: each child, comment or instruction begins a
 * line. Prose: text and inline elements follow one another, and a gap that holds a line end stays
 * one.  Which of both is told by the grammar, where the element is known to it, else by what stands
 * there.  White space is never put between two things that touch in prose, and never taken away
 * where there was some.
 */
#include "plan/format.h"

#include "base/strbuf.h"
#include "base/utf8.h"
#include "base/xml_edit.h"
#include "base/xml_token.h"
#include "plan/edit.h"
#include "plan/grammar.h"
#include "plan/plan_imp.h"
#include "plan/schema.h"

#include <stdlib.h>
#include <string.h>

#define WIDTH 100
#define STEP  2

struct piece {
	struct xml_token token;
	size_t end; /* of a start tag: index of its end tag; else its own */
	const struct gram_type *type;
};

struct format {
	struct arena *arena;
	const char *text;
	size_t len;
	struct {
		VEC(struct piece);
	} pieces;
	const char *newline;
	struct strbuf out;
};

static bool
is_space(char c)
{
	return utf8_is_xml_space((unsigned char)c);
}

static bool
is_blank(const struct format *f, const struct xml_token *t)
{
	for (size_t i = t->at; i < t->end; i++)
		if (!is_space(f->text[i]))
			return false;
	return true;
}

static size_t
count_lines(const struct format *f, const struct xml_token *t)
{
	size_t lines = 0;

	for (size_t i = t->at; i < t->end; i++)
		lines += f->text[i] == '\n' || (f->text[i] == '\r' && f->text[i + 1] != '\n');
	return lines;
}

/* == reading == */

static bool
name_is(const struct format *f, const struct piece *p, const char *name)
{
	size_t len;
	const char *at = xml_token_name(f->text + p->token.at, f->text + p->token.end, &len);
	const char *colon = memchr(at, ':', len);

	if (colon != NULL) {
		len -= (size_t)(colon + 1 - at);
		at = colon + 1;
	}
	return len == strlen(name) && memcmp(at, name, len) == 0;
}

/* Elements that stand in the text have their type by their place in it, for both are in one order.
 */
static void
read_pieces(struct format *f, const struct plan *plan, struct grammar *grammar)
{
	const xmlNode *node = plan->root;
	struct {
		VEC(size_t);
	} open = {0};
	struct xml_token token;
	size_t at = 0, offset;

	while (xml_token_next(f->text, f->len, &at, &token)) {
		struct piece piece = {.token = token, .end = f->pieces.len};
		bool tag = token.kind == XML_TOKEN_START || token.kind == XML_TOKEN_EMPTY;

		while (tag && node != NULL &&
		       (!xml_offset(plan->root, node, &offset) || offset < token.at))
			node = plan_walk(plan->root, node);
		if (tag && node != NULL && offset == token.at)
			piece.type = grammar_type_of(grammar, node);
		if (token.kind == XML_TOKEN_START)
			VEC_PUSH(f->arena, &open, f->pieces.len);
		else if (token.kind == XML_TOKEN_END && open.len > 0)
			f->pieces.at[open.at[--open.len]].end = f->pieces.len;
		VEC_PUSH(f->arena, &f->pieces, piece);
	}
}

/* == tags == */

struct tag_attr {
	struct xml_token_attr a;
	size_t rank;
};

static int
compare_attrs(const void *a, const void *b)
{
	const struct tag_attr *x = a, *y = b;

	return (x->rank > y->rank) - (x->rank < y->rank);
}

static bool
is_xmlns(const struct xml_token_attr *a)
{
	return a->name_len >= 5 && memcmp(a->name, "xmlns", 5) == 0;
}

/* Names of namespaces first, then the id, then as the grammar has them; others stay behind, in
 * their order. */
static size_t
rank_of(const struct xml_token_attr *a, const struct gram_type *type, size_t index)
{
	size_t known = type == NULL ? 0 : type->attr_count;

	if (is_xmlns(a))
		return index;
	if (a->name_len == 2 && memcmp(a->name, "id", 2) == 0)
		return 1000;
	for (size_t i = 0; i < known; i++)
		if (strlen(type->attrs[i].name) == a->name_len &&
		    memcmp(type->attrs[i].name, a->name, a->name_len) == 0)
			return 1001 + i;
	return 1001 + known + index;
}

/* One attribute.  White space of a value counts as one blank, as in reading; what is not ours is
 * not touched. */
static void
put_attr(struct strbuf *out, const struct xml_token_attr *a)
{
	bool keep = memchr(a->name, ':', a->name_len) != NULL || is_xmlns(a);
	char quote = memchr(a->value, '"', a->value_len) != NULL ? a->quote : '"';
	size_t end = a->value_len, start;

	strbuf_add(out, a->name, a->name_len);
	strbuf_printf(out, "=%c", quote);
	if (keep) {
		strbuf_add(out, a->value, a->value_len);
		strbuf_putc(out, quote);
		return;
	}
	start = out->len;
	while (end > 0 && is_space(a->value[end - 1]))
		end--;
	for (size_t i = 0; i < end; i++) {
		if (!is_space(a->value[i]))
			strbuf_putc(out, a->value[i]);
		else if (out->len > start && out->s[out->len - 1] != ' ')
			strbuf_putc(out, ' ');
	}
	strbuf_putc(out, quote);
}

static size_t
column_of(const struct format *f)
{
	const char *line = memrchr(f->out.s, '\n', f->out.len);

	line = line == NULL ? f->out.s : line + 1;
	return utf8_count(line, (size_t)(f->out.s + f->out.len - line));
}

static void
put_line(struct format *f, size_t depth)
{
	strbuf_printf(&f->out, "%s%*s", f->newline, (int)(depth * STEP), "");
}

/* A start tag, closed; depth: where a long one goes on, SIZE_MAX: it is not broken. */
static void
put_tag(struct format *f, const struct piece *piece, bool empty, size_t depth)
{
	const char *tag = f->text + piece->token.at, *end = f->text + piece->token.end, *p;
	struct {
		VEC(struct tag_attr);
	} attrs = {0};
	struct tag_attr attr;
	size_t len;

	p = xml_token_name(tag, end, &len);
	strbuf_putc(&f->out, '<');
	strbuf_add(&f->out, p, len);
	p += len;
	while (xml_token_attr(&p, end, &attr.a)) {
		attr.rank = rank_of(&attr.a, piece->type, attrs.len);
		VEC_PUSH(f->arena, &attrs, attr);
	}
	if (attrs.len > 0)
		qsort(attrs.at, attrs.len, sizeof attrs.at[0], compare_attrs);
	for (size_t i = 0; i < attrs.len; i++) {
		struct strbuf one = STRBUF_INIT;

		put_attr(&one, &attrs.at[i].a);
		if (depth != SIZE_MAX && i > 0 &&
		    column_of(f) + 3 + utf8_count(one.s, one.len) > WIDTH)
			put_line(f, depth + 2);
		else
			strbuf_putc(&f->out, ' ');
		strbuf_add(&f->out, one.s, one.len);
		strbuf_release(&one);
	}
	strbuf_puts(&f->out, empty ? "/>" : ">");
}

static void
put_raw(struct format *f, const struct xml_token *t)
{
	strbuf_add(&f->out, f->text + t->at, t->end - t->at);
}

/* An end tag without the white space it may hold. */
static void
put_end(struct format *f, const struct piece *piece)
{
	size_t len;
	const char *name =
		xml_token_name(f->text + piece->token.at, f->text + piece->token.end, &len);

	strbuf_printf(&f->out, "</%.*s>", (int)len, name);
}

/* == what an element holds == */

enum layout { LAYOUT_EMPTY, LAYOUT_ELEMENTS, LAYOUT_PROSE, LAYOUT_AS_IT_IS };

static bool
is_inline_name(const struct format *f, const struct piece *p)
{
	static const char *const names[] = {"b", "i", "code", "ref", "a", "br"};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (name_is(f, p, names[i]))
			return true;
	return false;
}

static bool
is_preserved(const struct format *f, const struct piece *piece)
{
	const char *end = f->text + piece->token.end, *p;
	struct xml_token_attr a;
	size_t len;

	p = xml_token_name(f->text + piece->token.at, end, &len);
	p += len;
	while (xml_token_attr(&p, end, &a))
		if (a.name_len == 9 && memcmp(a.name, "xml:space", 9) == 0)
			return a.value_len == 8 && memcmp(a.value, "preserve", 8) == 0;
	return false;
}

static enum layout
layout_of(const struct format *f, size_t index)
{
	const struct piece *piece = &f->pieces.at[index];
	enum layout layout = LAYOUT_EMPTY;

	if (is_preserved(f, piece))
		return LAYOUT_AS_IT_IS;
	for (size_t i = index + 1; i < piece->end; i = f->pieces.at[i].end + 1) {
		const struct piece *p = &f->pieces.at[i];
		bool text = p->token.kind == XML_TOKEN_TEXT;

		if (text && is_blank(f, &p->token))
			continue;
		layout = LAYOUT_ELEMENTS;
		if (piece->type != NULL && piece->type->content == GRAM_ELEMENTS)
			return layout;
		if (text || p->token.kind == XML_TOKEN_CDATA)
			return LAYOUT_PROSE;
		if ((p->token.kind == XML_TOKEN_START || p->token.kind == XML_TOKEN_EMPTY) &&
		    is_inline_name(f, p))
			return LAYOUT_PROSE;
	}
	/* A comment alone says nothing of what may stand beside it. */
	return layout;
}

/* == prose == */

/* Text of prose: a gap stays a gap, of one blank or one line end. */
static void
put_words(struct format *f, const struct xml_token *t, size_t depth, bool *gap, bool first)
{
	for (size_t i = t->at; i < t->end;) {
		struct xml_token run = {.at = i};

		while (i < t->end && is_space(f->text[i]))
			i++;
		run.end = i;
		if (run.end > run.at && !(first && run.at == t->at)) {
			if (count_lines(f, &run) > 0)
				put_line(f, depth + 1);
			else
				strbuf_putc(&f->out, ' ');
			*gap = true;
		}
		run.at = i;
		while (i < t->end && !is_space(f->text[i]))
			i++;
		strbuf_add(&f->out, f->text + run.at, i - run.at);
		if (i > run.at)
			*gap = false;
	}
}

/* Takes back the white space that prose ends with. */
static void
trim(struct format *f)
{
	while (f->out.len > 0 && is_space(f->out.s[f->out.len - 1]))
		f->out.s[--f->out.len] = '\0';
}

static void
put_prose(struct format *f, size_t first, size_t end, size_t depth)
{
	bool gap = false, begun = false;

	for (size_t i = first; i < end; i++) {
		const struct piece *p = &f->pieces.at[i];

		if (p->token.kind == XML_TOKEN_TEXT) {
			put_words(f, &p->token, depth, &gap, !begun);
			begun = begun || !is_blank(f, &p->token);
			continue;
		}
		begun = true;
		gap = false;
		if (p->token.kind == XML_TOKEN_START &&
		    (is_preserved(f, p) || name_is(f, p, "code"))) {
			struct xml_token whole = {.at = p->token.at,
						  .end = f->pieces.at[p->end].token.end};

			put_raw(f, &whole);
			i = p->end;
		} else if (p->token.kind == XML_TOKEN_START || p->token.kind == XML_TOKEN_EMPTY) {
			put_tag(f, p, p->token.kind == XML_TOKEN_EMPTY, SIZE_MAX);
		} else if (p->token.kind == XML_TOKEN_END) {
			put_end(f, p);
		} else {
			put_raw(f, &p->token);
		}
	}
	if (gap)
		trim(f);
}

/* == elements == */

static void put_children(struct format *f, size_t first, size_t end, size_t depth);

static void
put_element(struct format *f, size_t index, size_t depth)
{
	const struct piece *piece = &f->pieces.at[index];
	enum layout layout =
		piece->token.kind == XML_TOKEN_EMPTY ? LAYOUT_EMPTY : layout_of(f, index);
	struct xml_token whole = {.at = piece->token.at, .end = f->pieces.at[piece->end].token.end};

	if (layout == LAYOUT_AS_IT_IS) {
		put_raw(f, &whole);
		return;
	}
	put_tag(f, piece, layout == LAYOUT_EMPTY, depth);
	if (layout == LAYOUT_EMPTY)
		return;
	if (layout == LAYOUT_PROSE) {
		put_prose(f, index + 1, piece->end, depth);
	} else {
		put_children(f, index + 1, piece->end, depth + 1);
		put_line(f, depth);
	}
	put_end(f, &f->pieces.at[piece->end]);
}

/* Text among elements: an entity that holds some. */
static void
put_trimmed(struct format *f, const struct xml_token *t)
{
	struct xml_token inner = *t;

	while (is_space(f->text[inner.at]))
		inner.at++;
	while (is_space(f->text[inner.end - 1]))
		inner.end--;
	put_raw(f, &inner);
}

/* Each begins a line, but a comment that stands behind something on its line stays there. */
static void
put_children(struct format *f, size_t first, size_t end, size_t depth)
{
	size_t lines = 1; /* line ends since the last thing */
	bool begun = f->out.len > 0 && first > 0;

	for (size_t i = first; i < end; i = f->pieces.at[i].end + 1) {
		const struct piece *p = &f->pieces.at[i];
		bool text = p->token.kind == XML_TOKEN_TEXT;

		if (text && is_blank(f, &p->token)) {
			lines = count_lines(f, &p->token);
			continue;
		}
		if (p->token.kind == XML_TOKEN_COMMENT && lines == 0 && i > first) {
			strbuf_putc(&f->out, ' ');
		} else if (begun) {
			if (lines > 1 && i > first + 1)
				strbuf_puts(&f->out, f->newline);
			put_line(f, depth);
		}
		begun = true;
		lines = 0;
		if (p->token.kind == XML_TOKEN_START || p->token.kind == XML_TOKEN_EMPTY)
			put_element(f, i, depth);
		else if (text)
			put_trimmed(f, &p->token);
		else
			put_raw(f, &p->token);
	}
}

/* == the whole == */

bool
plan_format(struct arena *arena, struct diag *diag, const struct plan *plan,
	    struct plan_edited *formatted)
{
	struct format f = {.arena = arena, .out = STRBUF_INIT};
	struct strbuf bytes = STRBUF_INIT;
	bool ok;

	*formatted = (struct plan_edited){.old = NULL};
	if (!xml_edit_is_of(diag, plan->root, plan->path))
		return false;
	f.text = formatted->old = xml_text(plan->root, &formatted->old_len);
	f.len = formatted->old_len;
	f.newline = xml_newline(f.text);
	read_pieces(&f, plan, schema_grammar(arena));
	put_children(&f, 0, f.pieces.len, 0);
	strbuf_puts(&f.out, f.newline);
	ok = xml_encode(arena, diag, plan->root, &f.out, &bytes);
	formatted->text = arena_strndup(arena, f.out.s, f.out.len);
	formatted->len = f.out.len;
	formatted->bytes = arena_strndup(arena, bytes.s, bytes.len);
	formatted->byte_count = bytes.len;
	strbuf_release(&f.out);
	strbuf_release(&bytes);
	return ok;
}

bool
plan_says_same(struct plan *a, struct plan *b)
{
	plan_digest(a);
	plan_digest(b);
	return strcmp(a->digest, b->digest) == 0;
}
