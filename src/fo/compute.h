/*
 * Styles: computed sets with what they were computed from.  Private to the room.
 *
 *	const struct fo_style *s = fo_style_find(styles, &(struct fo_style_key){...}, node);
 *
 * A style is found by the style of the parent, the specified properties as written, and the class
 *of the object; only when no node asked for these before is it computed (compute.c).
 */
#ifndef PP_FO_COMPUTE_H
#define PP_FO_COMPUTE_H

#include "fo/fo.h"
#include "fo/table.h"

struct arena;
struct fo_doc;
struct fo_styles;

/* A specified property: name and text as written. */
struct fo_attr {
	struct fo_name name;
	uint32_t len;
	const char *text; /* not NUL-terminated */
};

/* What of an object the computed values depend on: bits. */
enum fo_class {
	FO_CLASS_REFERENCE = 1 << 0,  /* generates a reference-area: indents start over (§5.3.2) */
	FO_CLASS_INLINE = 1 << 1,     /* margins are spaces to start and end, not indents */
	FO_CLASS_LIST_ITEM = 1 << 2,  /* what body-start() and label-end() are of */
	FO_CLASS_PRECEDENCE = 7 << 3, /* initial value of border-*-precedence, plus 1; 0: none */
	FO_CLASS_APART = 1 << 6	      /* lines of text decoration around it do not reach into it */
};
#define FO_CLASS_PRECEDENCE_SHIFT 3

struct fo_style_key {
	const struct fo_style *parent; /* NULL: of the root */
	const struct fo_attr *attrs;
	size_t count;
	const struct fo_style *column; /* table-column of from-table-column(), or NULL */
	uint32_t class;		       /* bits of enum fo_class */
	uint32_t hash;		       /* fo_style_hash of attrs */
};

struct fo_style {
	struct fo_set set; /* first: a set of a node is its style */
	struct fo_style_key key;
	const char *lang; /* language as BCP 47, "" if none */
	const struct fo_styles *table;
	struct fo_style *next;
};

static inline const struct fo_style *
fo_style_of(const struct fo_node *node)
{
	return (const struct fo_style *)(const void *)node->set;
}

/* The class of an object. */
uint32_t fo_class(enum fo_object object);

/* Styles whose sets live in the arena. */
struct fo_styles *fo_styles_new(struct fo_doc *doc, struct arena *arena);
/* The table that page-sequences share, kept: to be given back with fo_styles_drop. */
struct fo_styles *fo_styles_share(struct fo_doc *doc);
/* One more user of a shared table, and one less: it goes with the last. */
struct fo_styles *fo_styles_keep(struct fo_styles *styles);
void fo_styles_drop(struct fo_styles *styles);
/* The style for this key; the key's texts are copied. node is where diagnostics point. */
const struct fo_style *
fo_style_find(struct fo_styles *styles, const struct fo_style_key *key, const struct fo_node *node);
size_t fo_styles_count(const struct fo_styles *styles);
/* Mixes one specified property into the hash of a key (start with 0). */
uint32_t fo_style_hash(uint32_t hash, const struct fo_attr *attr);

/* Computes a fresh style, in arena (compute.c). */
void fo_compute(struct fo_doc *doc, struct arena *arena, struct fo_style *style,
		const struct fo_node *node);
/* Same kind and content (not: specified). */
bool fo_value_equal(const struct fo_value *a, const struct fo_value *b);
/* The set of initial values, in the document's arena. */
const struct fo_set *fo_compute_initial(struct fo_doc *doc);

#endif
