/*
 * Grammar: plan.xsd read as data, to explain a mistake.
 *
 *	struct grammar *g = grammar_new(arena, xsd);
 *	const struct gram_type *t = grammar_type_of(g, node);
 *
 * libxml2 decides what is valid; this says what would have been: which elements and attributes an
 * element takes, in which order, with which values.  It relies on the plain shape that plan.xsd
 * promises at its top.  Made only when there is something to explain.
 */
#ifndef PP_PLAN_GRAMMAR_H
#define PP_PLAN_GRAMMAR_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct grammar;
struct strbuf;
struct _xmlDoc;
struct _xmlNode;

/* One place in a sequence: an element, or one of several. */
struct gram_slot {
	const char **names;
	const char **types; /* of names */
	size_t count;
	bool required;
	bool many;
};

struct gram_attr {
	const char *name;
	const char *type; /* "xs:date", "p:Span" */
	bool required;
};

enum gram_content {
	GRAM_ELEMENTS, /* slots only */
	GRAM_TEXT,     /* text only */
	GRAM_INLINE,   /* text and inline elements: slot 0 */
	GRAM_RICH      /* inline (slot 0), or paragraphs and lists (slot 1) */
};

struct gram_type {
	const char *name;
	enum gram_content content;
	struct gram_slot *slots;
	size_t slot_count;
	struct gram_attr *attrs;
	size_t attr_count;
};

struct grammar *grammar_new(struct arena *arena, struct _xmlDoc *xsd);
/* By the path from the root; NULL below an element that the grammar does not know. */
const struct gram_type *grammar_type_of(struct grammar *g, const struct _xmlNode *node);
/* Elements that take one of this name, in the order of the grammar, at most max. */
size_t grammar_parents(struct grammar *g, const char *name, const char *parents[], size_t max);
const struct gram_attr *gram_attr_find(const struct gram_type *t, const char *name);
/* The slot of an element, SIZE_MAX if it has none. */
size_t gram_slot_find(const struct gram_type *t, const char *name);

/* What a value of the type looks like: "one of a, b or c", "a date such as 2026-05-29". */
void grammar_expected(struct grammar *g, const char *type, struct strbuf *out);
/* Is it a list of words? */
bool grammar_is_list(struct grammar *g, const char *type);
/* The values of an enumerated type or of the words of a list of them; 0 if it is another type. */
size_t grammar_values(struct grammar *g, const char *type, const char *const **values);

#endif
