/*
 * Tables: what is known of objects, properties, shorthands and keywords, and how names find them.
 *
 *	const struct fo_tables *t = fo_tables_new(arena);
 *	struct fo_name n;
 *	if (fo_name_find(t, "space-before.optimum", len, &n)) ... n.index, n.component
 *
 * The rows are const; the maps from names and the parsed `values` columns are made once a document,
 * since there are no globals.  Private to the room.
 */
#ifndef PP_FO_TABLE_H
#define PP_FO_TABLE_H

#include "fo/fo.h"

struct arena;
struct map;

/* Types of the `values` column, bits of fo_syntax.types. */
enum fo_type {
	FO_TYPE_LENGTH = 1 << 0,
	FO_TYPE_PERCENTAGE = 1 << 1,
	FO_TYPE_NUMBER = 1 << 2,
	FO_TYPE_INTEGER = 1 << 3,
	FO_TYPE_ANGLE = 1 << 4,
	FO_TYPE_COLOUR = 1 << 5,
	FO_TYPE_STRING = 1 << 6,
	FO_TYPE_STRINGS = 1 << 7,
	FO_TYPE_NAME = 1 << 8,
	FO_TYPE_URI = 1 << 9,
	FO_TYPE_CHARACTER = 1 << 10,
	FO_TYPE_SPACE = 1 << 11,
	FO_TYPE_RANGE = 1 << 12,
	FO_TYPE_CONDITIONAL = 1 << 13,
	FO_TYPE_KEEP = 1 << 14,
	FO_TYPE_DIRECTIONS = 1 << 15,
	FO_TYPE_FAMILIES = 1 << 16,
	FO_TYPE_DECORATIONS = 1 << 17,
	FO_TYPE_SHAPE = 1 << 18,
	FO_TYPE_ANY = 1 << 19,
	FO_TYPE_SCALES = 1 << 20
};

/* Taken as they are written, never as an expression. */
#define FO_TYPES_RAW                                                                         \
	(FO_TYPE_STRING | FO_TYPE_STRINGS | FO_TYPE_NAME | FO_TYPE_URI | FO_TYPE_CHARACTER | \
	 FO_TYPE_FAMILIES | FO_TYPE_DECORATIONS | FO_TYPE_SHAPE | FO_TYPE_ANY | FO_TYPE_SCALES)

#define FO_KEYWORD_WORDS ((FO_KW_COUNT + 63) / 64)

/* A `values` column, parsed. */
struct fo_syntax {
	uint32_t types;
	uint64_t keywords[FO_KEYWORD_WORDS];
};

enum fo_inherit { FO_INHERIT_NO, FO_INHERIT_YES, FO_INHERIT_NODE };

enum fo_percent {
	FO_PERCENT_NONE,
	FO_PERCENT_FONT_SIZE,
	FO_PERCENT_PARENT_FONT_SIZE,
	FO_PERCENT_LINE_HEIGHT,
	FO_PERCENT_CONTAINER_IPD,
	FO_PERCENT_CONTAINER_BPD,
	FO_PERCENT_REFERENCE_IPD,
	FO_PERCENT_INTRINSIC,
	FO_PERCENT_PAGE,
	FO_PERCENT_PADDING_BOX
};

struct fo_prop_row {
	const char *name;
	const char *values;
	const char *initial;
	const char *section;
	uint8_t inherit; /* enum fo_inherit */
	uint8_t percent; /* enum fo_percent */
	uint8_t support; /* enum fo_support */
};
extern const struct fo_prop_row fo_prop_rows[FO_PROP_COUNT];

/* Where an object belongs: the `areas` column. */
enum fo_areas { FO_AREAS_NONE, FO_AREAS_BLOCK, FO_AREAS_INLINE, FO_AREAS_NEUTRAL, FO_AREAS_FLOAT };

struct fo_object_row {
	const char *name;
	const char *content;
	const char *section;
	uint8_t areas;	 /* enum fo_areas */
	uint8_t support; /* enum fo_support */
};
extern const struct fo_object_row fo_object_rows[FO_OBJECT_COUNT];

/* Shorthands, in order of increasing precision (§5.2): a later one wins over an earlier one. */
enum fo_shorthand {
#define SHORTHAND(id, name, form, targets, support, section) FO_SHORT_##id,
#define MAPPING(shorthand, value, expansion)
#include "fo/shorthand.def"
#undef SHORTHAND
#undef MAPPING
	FO_SHORT_COUNT
};

/* Components of compound properties (§5.11). */
enum fo_component {
	FO_COMPONENT_NONE,
	FO_COMPONENT_MINIMUM,
	FO_COMPONENT_OPTIMUM,
	FO_COMPONENT_MAXIMUM,
	FO_COMPONENT_CONDITIONALITY,
	FO_COMPONENT_PRECEDENCE,
	FO_COMPONENT_LENGTH,
	FO_COMPONENT_WITHIN_LINE,
	FO_COMPONENT_WITHIN_COLUMN,
	FO_COMPONENT_WITHIN_PAGE,
	FO_COMPONENT_BLOCK_PROGRESSION_DIRECTION,
	FO_COMPONENT_INLINE_PROGRESSION_DIRECTION,
	FO_COMPONENT_COUNT
};
extern const char *const fo_component_names[FO_COMPONENT_COUNT];

struct fo_name {
	bool shorthand;	   /* index is an enum fo_shorthand, else an enum fo_prop */
	uint8_t component; /* enum fo_component */
	uint16_t index;
};

struct fo_tables {
	struct map *objects;  /* local name -> struct fo_object_row */
	struct map *props;    /* name -> one of names[] */
	struct map *keywords; /* name -> one of words[] */
	const struct fo_name *names;
	const uint16_t *words;
	const struct fo_syntax *syntax; /* by property */
};

/* In the arena. */
struct fo_tables *fo_tables_new(struct arena *arena);
/* The object of a local name ("block"), or FO_OBJECT_COUNT. */
enum fo_object fo_object_find(const struct fo_tables *t, const char *local, size_t len);
/* The property, component or shorthand of this name; false if there is none.  name->component is
 * FO_COMPONENT_COUNT when the property is known but not the component. */
bool fo_name_find(const struct fo_tables *t, const char *text, size_t len, struct fo_name *name);
const char *fo_shorthand_name(enum fo_shorthand shorthand);
enum fo_keyword fo_keyword_find(const struct fo_tables *t, const char *text, size_t len);

static inline bool
fo_syntax_has(const struct fo_syntax *s, enum fo_keyword keyword)
{
	return (s->keywords[(unsigned)keyword / 64] >> ((unsigned)keyword % 64) & 1) != 0;
}

#endif
