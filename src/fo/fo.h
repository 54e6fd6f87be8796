/*
 * Formatting objects: XSL 1.1 refined into a tree whose properties are computed.
 *
 *	struct fo_doc *doc = fo_open_file(arena, diag, "book.fo", &options);
 *	for (struct fo_node *seq; (seq = fo_next_sequence(doc)) != NULL; fo_sequence_free(seq)) ...
 *
 * The document is read page-sequence by page-sequence: the root, its masters, declarations and
 * bookmarks live in the document's arena, each page-sequence in one of its own.  This room knows
 * nothing of areas or pages; what needs a width stays a percentage.
 *
 * Properties are rows of property.def, objects rows of object.def.  Each node points to a computed
 * set (fo_set): one array of all property values, shared by every node with the same parent values
 * and the same attributes, so that a table of ten thousand like cells computes its properties once.
 * Properties that are particular to a node (id, ref-id, src, destinations …: rows marked NODE) are
 * kept beside it and found with fo_own.
 */
#ifndef PP_FO_FO_H
#define PP_FO_FO_H

#include "base/diag.h"
#include "base/dim.h"
#include "base/geom.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;
struct _xmlDoc;
struct fo_doc;

/* FO_ROOT, FO_PAGE_SEQUENCE, FO_BLOCK …: rows of object.def in order. FO_TEXT is a run of
 * characters. */
enum fo_object {
	FO_TEXT,
#define OBJECT(id, name, content, areas, support, section) FO_##id,
#include "fo/object.def"
#undef OBJECT
	FO_OBJECT_COUNT
};

/* FO_PROP_ABSOLUTE_POSITION …: rows of property.def in order.  Compound properties are one row
 * (space-before); shorthands are not rows here (shorthand.def). */
enum fo_prop {
#define PROP(id, name, kind, inherit, initial, percent, support, section) FO_PROP_##id,
#include "fo/property.def"
#undef PROP
	FO_PROP_COUNT
};

/* FO_KW_AUTO, FO_KW_SOLID …: rows of keyword.def. */
enum fo_keyword {
	FO_KW_NONE_ = 0, /* no keyword; the keyword "none" is FO_KW_NONE */
#define KEYWORD(id, name) FO_KW_##id,
#include "fo/keyword.def"
#undef KEYWORD
	FO_KW_COUNT
};

/* What a computed value is. */
enum fo_kind {
	FO_VALUE_UNSET,	  /* the row's initial value is the empty one */
	FO_VALUE_KEYWORD, /* u.keyword */
	FO_VALUE_DIM,	  /* u.dim, absolute */
	FO_VALUE_PERCENT, /* u.number: 50 % is 0.5; of what the row's percent column says; layout
			     resolves it, and u_extra.dim is an absolute part to add (1em + 50 %) */
	FO_VALUE_NUMBER,  /* u.number; integers too */
	FO_VALUE_COLOUR,  /* u.colour */
	FO_VALUE_STRING,  /* u.string: names, URIs, texts, family lists (comma-separated) */
	FO_VALUE_SPACE,	  /* u.space */
	FO_VALUE_RANGE,	  /* u.range: length-range */
	FO_VALUE_KEEP,	  /* u.keep */
	FO_VALUE_LIST,	  /* u.list: text-decoration: lines in effect, each followed by its colour;
			   * border-separation: block-, inline-progression; clip: four edges */
	FO_VALUE_COLUMNS  /* u.number: proportional-column-width(n); extra: fixed part to add */
};

struct fo_value {
	uint8_t kind;	   /* enum fo_kind */
	uint8_t specified; /* the author gave it on this very node, not inherited or initial */
	uint8_t retain;	   /* conditionality of a border width or padding (§5.11) */
	uint8_t unused;
	dim extra; /* fixed part of PERCENT and COLUMNS */
	union {
		enum fo_keyword keyword;
		dim dim;
		double number;
		const struct colour *colour; /* NULL: transparent */
		const char *string;
		const struct fo_space *space;
		const struct fo_range *range;
		const struct fo_keep *keep;
		const struct fo_list *list;
	} u;
};

/* <space>: each component a DIM or PERCENT value (§5.11). */
struct fo_space {
	struct fo_value minimum, optimum, maximum;
	bool retain;	/* conditionality */
	bool force;	/* precedence="force" */
	int precedence; /* if not force */
};

/* <length-range>: DIM, PERCENT or KEYWORD auto. */
struct fo_range {
	struct fo_value minimum, optimum, maximum;
};

/* <keep>: strength 0 is auto, FO_KEEP_ALWAYS is always, else the integer. */
#define FO_KEEP_ALWAYS INT32_MAX
struct fo_keep {
	int32_t within_line, within_column, within_page;
};

struct fo_list {
	size_t count;
	const struct fo_value *at;
};

/* All properties of a node; shared between nodes, constant.  value[FO_PROP_X] is valid for every X
 * that applies by inheritance or initial value. */
struct fo_set {
	uint32_t number; /* small number, unique in a document: for caches keyed by set */
	struct fo_value value[FO_PROP_COUNT];
};

/* A property kept with the node itself. */
struct fo_own {
	enum fo_prop prop;
	struct fo_value value;
	const struct fo_own *next;
};

struct fo_node {
	enum fo_object object;
	uint32_t ordinal;	  /* among those of its kind in its parent; 0: that is still open */
	const struct fo_set *set; /* of FO_TEXT: its parent's */
	const struct fo_own *own;
	struct fo_node *parent;
	struct fo_node *first_child;
	struct fo_node *last_child;
	struct fo_node *next;
	/* FO_TEXT: characters after white-space treatment by the parent's properties that do not
	 * depend on line breaks (§4.7.2, linefeed-treatment, white-space-collapse); UTF-8.
	 * instream-foreign-object: the serialized foreign element. */
	const char *text;
	size_t text_len;
	const char *foreign_ns; /* namespace of the foreign element, else NULL */
	const char *lang;	/* xml:lang of the node, "" if none */
	int line;		/* of the start tag in its file, 0 unknown */
	int column;
	uint32_t order; /* in document order, unique */
};

struct fo_options {
	const char *layout;   /* that made the tree, for diagnostics; NULL: none */
	const char *base_dir; /* relative src and url() start here; NULL: the input's folder */
	size_t max_nodes;     /* 0: 50 million */
	dim px;		      /* length of a px; 0: 1/72 in, as FOP has it */
};

/* Opens a document: reads the root and its layout-master-set, checks it (fo/content). NULL and a
 * diagnostic if it is not XSL-FO at all.  file "-" is standard input. */
struct fo_doc *fo_open_file(struct arena *arena, struct diag *diag, const char *file,
			    const struct fo_options *options);
/* The same over a tree in memory (a merge result), borrowed; name stands in diagnostics. */
struct fo_doc *fo_open_tree(struct arena *arena, struct diag *diag, struct _xmlDoc *tree,
			    const char *name, const struct fo_options *options);

/* fo:root (with its properties); its children are only the sequences' siblings: layout-master-set,
 * declarations, bookmark-tree. */
const struct fo_node *fo_root(const struct fo_doc *doc);
const struct fo_node *fo_masters(const struct fo_doc *doc);	 /* layout-master-set */
const struct fo_node *fo_bookmarks(const struct fo_doc *doc);	 /* bookmark-tree or NULL */
const struct fo_node *fo_declarations(const struct fo_doc *doc); /* or NULL */
const char *fo_title(const struct fo_doc *doc);			 /* first fo:title's text or "" */
const char *fo_base_dir(const struct fo_doc *doc);
const char *fo_file(const struct fo_doc *doc);

/* The next page-sequence (of a page-sequence-wrapper too), refined and checked, in an arena of its
 * own; NULL at the end or on a fatal error (fo_failed tells). */
struct fo_node *fo_next_sequence(struct fo_doc *doc);
void fo_sequence_free(struct fo_node *sequence);
struct arena *fo_sequence_arena(const struct fo_node *sequence);
/* What pages ask of a sequence whose flow has been set: a sequence with the same place, title and
 * static contents, its flow empty; freed like any other. */
struct fo_node *fo_sequence_stem(const struct fo_node *sequence);
/* Starts over from the first sequence, for another pass. */
bool fo_rewind(struct fo_doc *doc);
bool fo_failed(const struct fo_doc *doc);
/* Has a change bar been read so far? */
bool fo_has_change_bars(const struct fo_doc *doc);

/* ---- properties ---- */

static inline const struct fo_value *
fo_value(const struct fo_node *node, enum fo_prop prop)
{
	return &node->set->value[prop];
}

/* A property kept with the node (rows marked NODE), or NULL. */
const struct fo_value *fo_own(const struct fo_node *node, enum fo_prop prop);
/* Its string, or NULL. */
const char *fo_own_string(const struct fo_node *node, enum fo_prop prop);
const char *fo_id(const struct fo_node *node); /* NULL if none */

/* The keyword, or FO_KW_NONE_ if the value is of another kind. */
enum fo_keyword fo_keyword(const struct fo_node *node, enum fo_prop prop);
double fo_number(const struct fo_node *node, enum fo_prop prop, double otherwise);
const char *fo_string(const struct fo_node *node, enum fo_prop prop); /* NULL if none */
/* A length whose percentages are of base; otherwise for auto and the like. */
dim fo_dim(const struct fo_node *node, enum fo_prop prop, dim base, dim otherwise);
dim fo_value_dim(const struct fo_value *value, dim base, dim otherwise);
const struct colour *fo_colour(const struct fo_node *node, enum fo_prop prop); /* NULL: none */
const struct fo_keep *fo_keep(const struct fo_node *node, enum fo_prop prop);
const struct fo_space *fo_space(const struct fo_node *node, enum fo_prop prop); /* never NULL */
/* A length-range, such as block- and inline-progression-dimension; never NULL: else all auto. */
const struct fo_range *fo_range(const struct fo_node *node, enum fo_prop prop);
/* line-height: a number or percentage of the font-size, a length, or of a <space> the optimum;
 * normal is what the font says. */
dim fo_line_height(const struct fo_node *node, dim normal);
/* Is this line (FO_KW_UNDERLINE, _OVERLINE, _LINE_THROUGH, _BLINK) drawn at the text, by the node's
 * own text-decoration or an ancestor's?  The colour is of the one that asked for it. */
bool fo_decoration(const struct fo_node *node, enum fo_keyword line, const struct colour **colour);
/* border-separation, or the border-spacing shorthand. */
void fo_separation(const struct fo_node *node, dim *ipd, dim *bpd);

/* Writing-mode relative edges: before, after, start, end, in this order, wherever four are kept. */
enum fo_edge { FO_BEFORE, FO_AFTER, FO_START, FO_END };
/* border-EDGE-width/-style/-color and padding-EDGE after corresponding properties (§5.3); a border
 * of style none or hidden has width 0. */
struct fo_border {
	dim width;
	enum fo_keyword style;
	struct colour colour;
	bool retain; /* conditionality of the width */
};
struct fo_border fo_border(const struct fo_node *node, enum fo_edge edge);
dim fo_padding(const struct fo_node *node, enum fo_edge edge, dim base, bool *retain);

/* ---- markers ---- */

/* The content of a marker (or of any node), refined anew as if it stood under another node, such as
 * the retrieve-marker: a node of the marker's object, everything it needs copied into arena; its
 * parent is under, which does not list it as a child. White space is as it was read. */
struct fo_node *fo_clone_marker(struct arena *arena, struct fo_doc *doc,
				const struct fo_node *marker, const struct fo_node *under);
/* The same, of a node of the page-sequence at hand, which the copy must not outlive. */
struct fo_node *fo_clone_part(struct arena *arena, struct fo_doc *doc, const struct fo_node *node,
			      const struct fo_node *under);

/* The node and all below it once more, with the same properties, in arena; it has no parent. */
struct fo_node *fo_copy(struct arena *arena, const struct fo_node *node);

/* ---- what is known of names ---- */

const char *fo_object_name(enum fo_object object); /* "fo:block"; FO_TEXT: "text" */
const char *fo_prop_name(enum fo_prop prop);
const char *fo_keyword_name(enum fo_keyword keyword);
/* Where the node stands, with its FO path as id ("/fo:root/fo:page-sequence[2]/…"), in arena. */
struct diag_place
fo_place(const struct fo_doc *doc, struct arena *arena, const struct fo_node *node);

enum fo_support { FO_SUPPORT_NONE, FO_SUPPORT_PARSED, FO_SUPPORT_PART, FO_SUPPORT_FULL };
struct fo_row {
	const char *name;
	const char *section; /* of XSL 1.1 */
	enum fo_support support;
	bool is_object;
};
/* Rows of objects, then properties, then shorthands: planpress support prints them. */
size_t fo_row_count(void);
struct fo_row fo_row(size_t index);
/* What is left out of rows with FO_SUPPORT_PART: rows of partial.def. */
struct fo_partial {
	const char *name;    /* of the row */
	const char *value;   /* that is not done; "": no single one */
	const char *instead; /* what is done */
};
size_t fo_partial_count(void);
struct fo_partial fo_partial(size_t index);
/* The room's diagnostics, for planpress explain. */
const struct diag_kind *fo_diag_rows(size_t *count);

#endif
