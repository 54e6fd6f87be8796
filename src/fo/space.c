/*
 * White space as far as it does not depend on where lines break: linefeeds treated, runs collapsed
 * across inline boundaries, and white space dropped at the ends of a block and around preserved
 * linefeeds.  What a line break chosen by layout makes superfluous is layout's to drop.
 *
 * The first space of a run stays with the text it stands in.  Whether it counts is known only when
 * the next character, graphic or end of block has been seen; until then it waits in the context: as
 * bytes behind the text of its node, or, if it is all its parent had there, as a place in the
 * parent's list of children.
 */
#include "fo/space.h"

#include "base/arena.h"

#include <string.h>

static enum fo_keyword
treatment(const struct fo_node *parent)
{
	return parent->set->value[FO_PROP_WHITE_SPACE_TREATMENT].u.keyword;
}

static bool
drops_after_line(enum fo_keyword t)
{
	return t == FO_KW_IGNORE || t == FO_KW_IGNORE_IF_AFTER_LINEFEED ||
	       t == FO_KW_IGNORE_IF_SURROUNDING_LINEFEED;
}

static bool
drops_before_line(enum fo_keyword t)
{
	return t == FO_KW_IGNORE || t == FO_KW_IGNORE_IF_BEFORE_LINEFEED ||
	       t == FO_KW_IGNORE_IF_SURROUNDING_LINEFEED;
}

void
fo_node_append(struct fo_node *parent, struct fo_node *child)
{
	if (parent->last_child == NULL)
		parent->first_child = child;
	else
		parent->last_child->next = child;
	parent->last_child = child;
}

static struct fo_node *
text_node(struct fo_spacer *s, struct fo_node *parent, size_t capacity, uint32_t order)
{
	struct fo_node *n = ARENA_NEW(s->arena, struct fo_node);

	n->object = FO_TEXT;
	n->set = parent->set;
	n->lang = parent->lang;
	n->parent = parent;
	n->line = parent->line;
	n->column = parent->column;
	n->order = order;
	n->text = arena_alloc(s->arena, capacity + 1);
	return n;
}

static void
insert_after(struct fo_node *parent, struct fo_node *after, struct fo_node *child)
{
	struct fo_node **link = after == NULL ? &parent->first_child : &after->next;

	child->next = *link;
	*link = child;
	if (child->next == NULL)
		parent->last_child = child;
}

/* The white space that waited counts. */
static void
commit(struct fo_spacer *s)
{
	struct fo_space_context *c = s->context;
	struct fo_node *n = c->node;

	if (c->pending == 0)
		return;
	if (n == NULL) {
		n = text_node(s, c->parent, c->pending, c->order);
		memset((char *)(uintptr_t)n->text, ' ', c->pending);
		insert_after(c->parent, c->after, n);
	}
	n->text_len += c->pending;
	c->pending = 0;
	c->node = NULL;
}

/* It does not. */
static void
drop(struct fo_space_context *c)
{
	if (c->pending > 0 && c->node != NULL)
		((char *)(uintptr_t)c->node->text)[c->node->text_len] = '\0';
	c->pending = 0;
	c->node = NULL;
}

void
fo_space_content(struct fo_spacer *s)
{
	commit(s);
	s->context->at_start = false;
	s->context->after_line = false;
}

void
fo_space_break(struct fo_spacer *s)
{
	struct fo_space_context *c = s->context;

	if (c->pending > 0) {
		const struct fo_node *owner = c->node != NULL ? c->node : c->parent;
		if (c->keep_ends || !drops_before_line(treatment(owner)))
			commit(s);
		else
			drop(c);
	}
	c->at_start = true;
	c->after_line = false;
}

/* The run being read: text so far is in scratch, and `spaces` of white space wait behind it. */
struct run {
	struct fo_spacer *s;
	enum fo_keyword treatment;
	enum fo_keyword linefeed;
	bool collapse;
	size_t spaces;
};

static void
put(struct run *r, const char *bytes, size_t len)
{
	struct fo_space_context *c = r->s->context;

	if (r->s->scratch->len == 0)
		commit(r->s);
	for (; r->spaces > 0; r->spaces--)
		strbuf_putc(r->s->scratch, ' ');
	strbuf_add(r->s->scratch, bytes, len);
	c->at_start = false;
	c->after_line = false;
}

static void
put_space(struct run *r)
{
	struct fo_space_context *c = r->s->context;
	bool text_before = r->s->scratch->len > 0;

	if (r->treatment == FO_KW_IGNORE)
		return;
	if (r->collapse && (r->spaces > 0 || (!text_before && c->pending > 0)))
		return;
	if (c->at_start && !c->keep_ends && drops_after_line(r->treatment))
		return;
	if (c->after_line && (r->collapse || drops_after_line(r->treatment)))
		return;
	r->spaces++;
}

static void
put_linefeed(struct run *r)
{
	struct fo_space_context *c = r->s->context;

	switch (r->linefeed) {
	case FO_KW_IGNORE:
		return;
	case FO_KW_TREAT_AS_ZERO_WIDTH_SPACE:
		put(r, "\xE2\x80\x8B", 3);
		return;
	case FO_KW_PRESERVE:
		if (r->collapse || drops_before_line(r->treatment)) {
			r->spaces = 0;
			if (r->s->scratch->len == 0)
				drop(c);
		}
		put(r, "\n", 1);
		c->after_line = true;
		return;
	default:
		put_space(r);
	}
}

static struct fo_node *
finish(struct run *r, struct fo_node *parent, uint32_t order)
{
	struct fo_space_context *c = r->s->context;
	struct fo_node *n = NULL;
	size_t len = r->s->scratch->len;

	if (len > 0) {
		n = text_node(r->s, parent, len + r->spaces, order);
		char *text = (char *)(uintptr_t)n->text;
		memcpy(text, r->s->scratch->s, len);
		memset(text + len, ' ', r->spaces);
		n->text_len = len;
		fo_node_append(parent, n);
	}
	if (r->spaces == 0)
		return n;
	commit(r->s); /* an uncollapsed run from another node; else nothing waits */
	c->pending = r->spaces;
	c->node = n;
	c->parent = parent;
	c->after = parent->last_child;
	c->order = order;
	return n;
}

struct fo_node *
fo_space_text(struct fo_spacer *s, struct fo_node *parent, const char *text, size_t len)
{
	const struct fo_value *v = parent->set->value;
	struct run r = {.s = s,
			.treatment = treatment(parent),
			.linefeed = v[FO_PROP_LINEFEED_TREATMENT].u.keyword,
			.collapse = v[FO_PROP_WHITE_SPACE_COLLAPSE].u.keyword == FO_KW_TRUE};
	const char *end = text + len;

	strbuf_clear(s->scratch);
	while (text < end) {
		size_t n = 0;
		while (text + n < end && (unsigned char)text[n] > ' ')
			n++;
		if (n > 0)
			put(&r, text, n);
		text += n;
		if (text == end)
			break;
		if (*text == '\n')
			put_linefeed(&r);
		else
			put_space(&r);
		text++;
	}
	return finish(&r, parent, (*s->order)++);
}
