/*
 * Content: children held against the sequence their parent takes.
 *
 * A child either fits the slot we stand at or a later one, or it is misspelt, misplaced, repeated
 * or unknown.  When it fits only a later slot, the required slots between are missing, unless they
 * come further on: then the child itself is out of place.
 */
#include "plan/content.h"

#include "base/arena.h"
#include "base/diag.h"
#include "base/map.h"
#include "base/strbuf.h"
#include "base/vec.h"
#include "base/xml.h"
#include "plan/grammar.h"
#include "plan/plan.h"
#include "plan/plan_diag.h"

#include <libxml/tree.h>
#include <stdint.h>
#include <string.h>

#define QUOTE_MAX 40
#define TOLD_MAX  250 /* nobody reads more; each may cost a look at all siblings */

enum repair_kind { REPAIR_TAKEN_OUT, REPAIR_RENAMED, REPAIR_PUT_IN };

struct repair {
	enum repair_kind kind;
	xmlNode *node;
	xmlNode *parent;
	xmlNode *next;	     /* TAKEN_OUT: what stood behind it */
	const xmlChar *name; /* RENAMED: its own name */
};

struct content {
	struct arena *arena;
	struct diag *diag;
	struct grammar *grammar;
	bool gave_up;
	struct {
		VEC(struct repair);
	} repairs;
};

/* One pass over the children of one element. */
struct pass {
	struct content *c;
	xmlNode *parent;
	const struct gram_type *type;
	size_t slot; /* where we stand */
	bool filled; /* something fits it already */
	size_t told; /* mistakes */
	struct {
		VEC(const xmlNode *);
	} displaced; /* taken out as misplaced: they are not missing as well */
};

struct content *
content_new(struct arena *arena, struct diag *diag, struct grammar *grammar)
{
	struct content *c = ARENA_NEW(arena, struct content);
	c->arena = arena;
	c->diag = diag;
	c->grammar = grammar;
	return c;
}

bool
content_gave_up(const struct content *c)
{
	return c->gave_up;
}

bool
content_is_ours(const xmlNode *node)
{
	return node->_private == NULL;
}

bool
content_is_blank(const xmlNode *node)
{
	return (node->type != XML_TEXT_NODE && node->type != XML_CDATA_SECTION_NODE) ||
	       xmlIsBlankNode((xmlNode *)(uintptr_t)node);
}

/* == repairs == */

static void
take_out(struct pass *p, xmlNode *node)
{
	struct repair r = {
		.kind = REPAIR_TAKEN_OUT, .node = node, .parent = p->parent, .next = node->next};
	xmlUnlinkNode(node);
	VEC_PUSH(p->c->arena, &p->c->repairs, r);
}

static void
rename_to(struct pass *p, xmlNode *node, const char *name)
{
	struct repair r = {.kind = REPAIR_RENAMED, .node = node, .name = node->name};
	node->name = (const xmlChar *)name;
	VEC_PUSH(p->c->arena, &p->c->repairs, r);
}

static void
put_in(struct pass *p, const char *name, xmlNode *before)
{
	struct repair r = {.kind = REPAIR_PUT_IN};
	r.node = xmlNewDocNode(p->parent->doc, p->parent->ns, (const xmlChar *)name, NULL);
	if (r.node == NULL)
		oom();
	if (before != NULL)
		xmlAddPrevSibling(before, r.node);
	else
		xmlAddChild(p->parent, r.node);
	VEC_PUSH(p->c->arena, &p->c->repairs, r);
}

void
content_undo(struct content *c)
{
	for (size_t i = c->repairs.len; i-- > 0;) {
		const struct repair *r = &c->repairs.at[i];
		if (r->kind == REPAIR_RENAMED) {
			r->node->name = r->name;
		} else if (r->kind == REPAIR_PUT_IN) {
			xmlUnlinkNode(r->node);
			xmlFreeNode(r->node);
		} else if (r->next != NULL) {
			xmlAddPrevSibling(r->next, r->node);
		} else {
			xmlAddChild(r->parent, r->node);
		}
	}
	c->repairs.len = 0;
}

/* == what to say == */

static const char *
name_of(const xmlNode *node)
{
	return (const char *)node->name;
}

/* Lists the names a parent takes from its slot on, as help. */
static void
help_allowed(struct pass *p, size_t from)
{
	struct strbuf b = STRBUF_INIT;
	const struct gram_type *t = p->type;
	size_t listed = 0;
	if (from == p->slot && p->filled && t->content == GRAM_ELEMENTS && !t->slots[from].many)
		from++;
	for (size_t s = from; s < t->slot_count; s++) {
		for (size_t i = 0; i < t->slots[s].count; i++)
			strbuf_printf(&b, "%s%s", listed++ == 0 ? "" : ", ", t->slots[s].names[i]);
		/* Behind a required one nothing can follow here. */
		if (t->slots[s].required && (s > from || !p->filled) && t->content == GRAM_ELEMENTS)
			break;
	}
	if (listed > 0)
		diag_help(p->c->diag, "allowed here: %s", b.s);
	else
		diag_help(p->c->diag, "'%s' takes no elements", name_of(p->parent));
	strbuf_release(&b);
}

static void
help_parents(struct pass *p, const char *name)
{
	const char *parents[6];
	size_t count = grammar_parents(p->c->grammar, name, parents, 6);
	struct strbuf b = STRBUF_INIT;
	for (size_t i = 0; i < count; i++)
		strbuf_printf(&b, "%s%s", i == 0 ? "" : i + 1 == count ? " or " : ", ", parents[i]);
	if (count > 0 && p->type->slot_count > 0 && count < 6)
		diag_help(p->c->diag, "'%s' belongs in %s", name, b.s);
	else
		help_allowed(p, 0);
	strbuf_release(&b);
}

static void
report(struct pass *p, enum plan_diag id, const xmlNode *where, const char *name)
{
	struct diag_place place = xml_place(where);
	diag_add(p->c->diag, &plan_diags[id], &place, name, name_of(p->parent));
	p->told++;
}

static void
quote_text(const xmlChar *text, char out[QUOTE_MAX + 8])
{
	size_t n = 0;
	bool space = false;
	const char *s = (const char *)text;
	for (; *s != '\0' && n < QUOTE_MAX; s++) {
		if (strchr(" \t\r\n", *s) != NULL) {
			space = n > 0;
			continue;
		}
		if (space)
			out[n++] = ' ';
		space = false;
		out[n++] = *s;
	}
	/* Not in the middle of a character. */
	if (*s != '\0') {
		while (n > 0 && ((unsigned char)*s & 0xC0) == 0x80) {
			s--;
			n--;
		}
		memcpy(out + n, "…", 3);
		n += 3;
	}
	out[n] = '\0';
}

static void
report_text(struct diag *diag, enum plan_diag id, const xmlNode *parent, const xmlNode *text)
{
	char quote[QUOTE_MAX + 8];
	const xmlNode *before = text->prev;
	while (before != NULL && before->type != XML_ELEMENT_NODE)
		before = before->prev;
	struct diag_place place = xml_place(parent);
	quote_text(text->content, quote);
	diag_add(diag, &plan_diags[id], &place, name_of(parent), quote);
	if (before != NULL && before->_private != NULL) {
		struct diag_place after = xml_place(before);
		diag_note(diag, &after, "the text follows this '%s'", name_of(before));
	}
}

void
content_check_prose(struct diag *diag, const xmlNode *parent)
{
	size_t told = 0;
	for (const xmlNode *n = parent->children; n != NULL && told < TOLD_MAX; n = n->next) {
		if (content_is_blank(n))
			continue;
		report_text(diag, PLAN_DIAG_TEXT_BESIDE, parent, n);
		diag_help(diag, "put the text into <p>…</p>");
		told++;
	}
}

/* == the pass == */

static bool
is_required_later(const struct gram_slot *slot, const xmlNode *node)
{
	for (node = node->next; node != NULL; node = node->next)
		for (size_t i = 0; i < slot->count; i++)
			if (node->type == XML_ELEMENT_NODE &&
			    strcmp(name_of(node), slot->names[i]) == 0)
				return true;
	return false;
}

static bool
was_displaced(const struct pass *p, const char *name)
{
	for (size_t i = 0; i < p->displaced.len; i++)
		if (strcmp(name_of(p->displaced.at[i]), name) == 0)
			return true;
	return false;
}

static void
report_order(struct pass *p, xmlNode *node, const char *which, const char *other)
{
	report(p, PLAN_DIAG_ELEMENT_ORDER, node, name_of(node));
	diag_help(p->c->diag, "it stands %s '%s'", which, other);
	VEC_PUSH(p->c->arena, &p->displaced, node);
	take_out(p, node);
}

/* Reports and puts in what is missing in the slots up to, not including, end. */
static void
fill_missing(struct pass *p, size_t end, xmlNode *before)
{
	for (size_t s = p->slot + (p->filled ? 1 : 0); s < end; s++) {
		if (!p->type->slots[s].required)
			continue;
		const char *name = p->type->slots[s].names[0];
		if (was_displaced(p, name)) {
			put_in(p, name, before);
			continue;
		}
		report(p, PLAN_DIAG_ELEMENT_MISSING, before != NULL ? before : p->parent, name);
		if (before != NULL)
			diag_help(p->c->diag, "'%s' stands before '%s'", name, name_of(before));
		put_in(p, name, before);
	}
}

/* The element fits slot s, at or behind where we stand. */
static void
take_slot(struct pass *p, xmlNode *node, size_t s)
{
	const struct gram_slot *slot = &p->type->slots[s];
	if (s == p->slot && p->filled && !slot->many) {
		report(p, PLAN_DIAG_ELEMENT_TWICE, node, name_of(node));
		take_out(p, node);
		return;
	}
	for (size_t k = p->slot + (p->filled ? 1 : 0); k < s; k++)
		if (p->type->slots[k].required && is_required_later(&p->type->slots[k], node)) {
			report_order(p, node, "behind", p->type->slots[k].names[0]);
			return;
		}
	if (s > p->slot) {
		fill_missing(p, s, node);
		p->slot = s;
	}
	p->filled = true;
}

/* Can another element of this name still come where the grammar has slot for it? */
static bool
is_free(const struct pass *p, const struct gram_slot *slot, const char *name)
{
	if (slot->many)
		return true;
	for (const xmlNode *n = p->parent->children; n != NULL; n = n->next)
		if (n->type == XML_ELEMENT_NODE && strcmp(name_of(n), name) == 0)
			return false;
	return true;
}

/* The nearest name among those of the slots; NULL when none is near.  Short names are near to
 * everything: more than half of a name must be right. */
static const char *
nearest_name(const struct pass *p, const char *name)
{
	const struct gram_type *t = p->type;
	const char *best = NULL;
	size_t best_distance = SIZE_MAX;
	for (size_t s = 0; s < t->slot_count; s++)
		for (size_t i = 0; i < t->slots[s].count; i++) {
			const char *other = t->slots[s].names[i];
			size_t d = edit_distance(name, other);
			if (d < best_distance && d * 2 < strlen(name) &&
			    d * 2 < strlen(other) + 1 && edit_is_near(name, other) &&
			    is_free(p, &t->slots[s], other)) {
				best_distance = d;
				best = other;
			}
		}
	return best;
}

static void
take_unknown(struct pass *p, xmlNode *node)
{
	const char *parents[1];
	const char *near = nearest_name(p, name_of(node));
	bool known = grammar_parents(p->c->grammar, name_of(node), parents, 1) > 0;
	if (known) {
		report(p, PLAN_DIAG_ELEMENT_NOT_HERE, node, name_of(node));
		help_parents(p, name_of(node));
		take_out(p, node);
		return;
	}
	report(p, PLAN_DIAG_ELEMENT_UNKNOWN, node, name_of(node));
	if (near == NULL) {
		help_allowed(p, p->slot);
		take_out(p, node);
		return;
	}
	diag_help(p->c->diag, "did you mean '%s'?", near);
	size_t s = gram_slot_find(p->type, near);
	bool fits = p->type->content == GRAM_ELEMENTS;
	fits = fits && (s > p->slot || (s == p->slot && (!p->filled || p->type->slots[s].many)));
	for (size_t k = p->slot + (p->filled ? 1 : 0); fits && k < s; k++)
		fits = !p->type->slots[k].required || !is_required_later(&p->type->slots[k], node);
	if (!fits) {
		take_out(p, node);
		return;
	}
	rename_to(p, node, near);
	take_slot(p, node, s);
}

static void
take_foreign(struct pass *p, xmlNode *node)
{
	struct diag_place place = xml_place(node);
	const char *space =
		node->ns == NULL ? "no namespace"
				 : arena_printf(p->c->arena, "the namespace '%s'", node->ns->href);
	diag_add(p->c->diag, &plan_diags[PLAN_DIAG_ELEMENT_NAMESPACE], &place, name_of(node),
		 space);
	p->told++;
	take_out(p, node);
}

/* Prose is one slot of inline elements or one of blocks, as the first child decides. */
static void
take_prose(struct pass *p, xmlNode *node, size_t slot)
{
	if (p->type->content != GRAM_RICH || slot == p->slot || !p->filled) {
		p->slot = slot;
		p->filled = true;
		return;
	}
	report(p, PLAN_DIAG_ELEMENT_NOT_HERE, node, name_of(node));
	if (slot > p->slot)
		diag_help(p->c->diag, "put the text before it into <p>…</p>");
	else
		diag_help(p->c->diag, "put it into <p>…</p>");
	take_out(p, node);
}

static void
take_element(struct pass *p, xmlNode *node)
{
	const struct gram_type *t = p->type;
	if (node->ns == NULL || strcmp((const char *)node->ns->href, PLAN_NS) != 0) {
		take_foreign(p, node);
		return;
	}
	size_t s = gram_slot_find(t, name_of(node));
	if (s == SIZE_MAX) {
		take_unknown(p, node);
	} else if (t->content != GRAM_ELEMENTS) {
		take_prose(p, node, s);
	} else if (s < p->slot) {
		bool twice = !t->slots[s].many;
		for (const xmlNode *n = node->prev; twice && n != NULL; n = n->prev)
			if (n->type == XML_ELEMENT_NODE && strcmp(name_of(n), name_of(node)) == 0)
				break;
			else if (n->prev == NULL)
				twice = false;
		if (twice) {
			report(p, PLAN_DIAG_ELEMENT_TWICE, node, name_of(node));
			take_out(p, node);
		} else {
			report_order(p, node, "before", t->slots[p->slot].names[0]);
		}
	} else {
		take_slot(p, node, s);
	}
}

bool
content_explain(struct content *c, xmlNode *parent)
{
	struct pass p = {.c = c, .parent = parent, .type = grammar_type_of(c->grammar, parent)};
	if (p.type == NULL)
		return false;
	for (xmlNode *n = parent->children, *next; n != NULL && p.told < TOLD_MAX; n = next) {
		next = n->next;
		if (n->type == XML_ELEMENT_NODE) {
			take_element(&p, n);
		} else if (p.type->content == GRAM_ELEMENTS && !content_is_blank(n)) {
			report_text(c->diag, PLAN_DIAG_TEXT, parent, n);
			p.told++;
		}
	}
	if (p.type->content == GRAM_ELEMENTS && p.told < TOLD_MAX)
		fill_missing(&p, p.type->slot_count, NULL);
	c->gave_up = c->gave_up || p.told >= TOLD_MAX;
	return p.told > 0;
}
