/*
 * The rows of object.def, property.def, shorthand.def and keyword.def as const arrays, and the maps
 * that find them by name.  Also what `planpress support` prints.
 */
#include "fo/table.h"

#include "base/arena.h"
#include "base/map.h"
#include "base/words.h"

#include <assert.h>
#include <string.h>

const struct fo_prop_row fo_prop_rows[FO_PROP_COUNT] = {
#define PROP(id, name_, values_, inherit_, initial_, percent_, support_, section_) \
	[FO_PROP_##id] = {.name = (name_),                                         \
			  .values = (values_),                                     \
			  .initial = (initial_),                                   \
			  .section = (section_),                                   \
			  .inherit = FO_INHERIT_##inherit_,                        \
			  .percent = FO_PERCENT_##percent_,                        \
			  .support = FO_SUPPORT_##support_},
#include "fo/property.def"
#undef PROP
};

const struct fo_object_row fo_object_rows[FO_OBJECT_COUNT] = {
	[FO_TEXT] = {.name = "text",
		     .content = "",
		     .section = "-",
		     .areas = FO_AREAS_INLINE,
		     .support = FO_SUPPORT_FULL},
#define OBJECT(id, name_, content_, areas_, support_, section_) \
	[FO_##id] = {.name = (name_),                           \
		     .content = (content_),                     \
		     .section = (section_),                     \
		     .areas = FO_AREAS_##areas_,                \
		     .support = FO_SUPPORT_##support_},
#include "fo/object.def"
#undef OBJECT
};

static const char *const keyword_names[FO_KW_COUNT] = {
	[FO_KW_NONE_] = "",
#define KEYWORD(id, name) [FO_KW_##id] = (name),
#include "fo/keyword.def"
#undef KEYWORD
};

static const struct fo_row shorthand_rows[FO_SHORT_COUNT] = {
#define SHORTHAND(id, name_, form, targets, support_, section_) \
	[FO_SHORT_##                                            \
		id] = {.name = (name_), .section = (section_), .support = FO_SUPPORT_##support_},
#define MAPPING(shorthand, value, expansion)
#include "fo/shorthand.def"
#undef SHORTHAND
#undef MAPPING
};

const char *const fo_component_names[FO_COMPONENT_COUNT] = {
	[FO_COMPONENT_NONE] = "",
	[FO_COMPONENT_MINIMUM] = "minimum",
	[FO_COMPONENT_OPTIMUM] = "optimum",
	[FO_COMPONENT_MAXIMUM] = "maximum",
	[FO_COMPONENT_CONDITIONALITY] = "conditionality",
	[FO_COMPONENT_PRECEDENCE] = "precedence",
	[FO_COMPONENT_LENGTH] = "length",
	[FO_COMPONENT_WITHIN_LINE] = "within-line",
	[FO_COMPONENT_WITHIN_COLUMN] = "within-column",
	[FO_COMPONENT_WITHIN_PAGE] = "within-page",
	[FO_COMPONENT_BLOCK_PROGRESSION_DIRECTION] = "block-progression-direction",
	[FO_COMPONENT_INLINE_PROGRESSION_DIRECTION] = "inline-progression-direction",
};

static const struct {
	const char *name;
	uint32_t type;
} type_names[] = {
	{"<length>", FO_TYPE_LENGTH},	    {"<percentage>", FO_TYPE_PERCENTAGE},
	{"<number>", FO_TYPE_NUMBER},	    {"<integer>", FO_TYPE_INTEGER},
	{"<angle>", FO_TYPE_ANGLE},	    {"<color>", FO_TYPE_COLOUR},
	{"<string>", FO_TYPE_STRING},	    {"<strings>", FO_TYPE_STRINGS},
	{"<name>", FO_TYPE_NAME},	    {"<uri>", FO_TYPE_URI},
	{"<character>", FO_TYPE_CHARACTER}, {"<space>", FO_TYPE_SPACE},
	{"<length-range>", FO_TYPE_RANGE},  {"<conditional>", FO_TYPE_CONDITIONAL},
	{"<keep>", FO_TYPE_KEEP},	    {"<directions>", FO_TYPE_DIRECTIONS},
	{"<families>", FO_TYPE_FAMILIES},   {"<decorations>", FO_TYPE_DECORATIONS},
	{"<shape>", FO_TYPE_SHAPE},	    {"<any>", FO_TYPE_ANY},
	{"<scales>", FO_TYPE_SCALES},
};

/* Components a property of these types has. */
static bool
has_component(uint32_t types, enum fo_component component)
{
	switch (component) {
	case FO_COMPONENT_NONE:
		return true;
	case FO_COMPONENT_MINIMUM:
	case FO_COMPONENT_OPTIMUM:
	case FO_COMPONENT_MAXIMUM:
		return (types & (FO_TYPE_SPACE | FO_TYPE_RANGE)) != 0;
	case FO_COMPONENT_CONDITIONALITY:
		return (types & (FO_TYPE_SPACE | FO_TYPE_CONDITIONAL)) != 0;
	case FO_COMPONENT_PRECEDENCE:
		return (types & FO_TYPE_SPACE) != 0;
	case FO_COMPONENT_LENGTH:
		return (types & FO_TYPE_CONDITIONAL) != 0;
	case FO_COMPONENT_WITHIN_LINE:
	case FO_COMPONENT_WITHIN_COLUMN:
	case FO_COMPONENT_WITHIN_PAGE:
		return (types & FO_TYPE_KEEP) != 0;
	case FO_COMPONENT_BLOCK_PROGRESSION_DIRECTION:
	case FO_COMPONENT_INLINE_PROGRESSION_DIRECTION:
		return (types & FO_TYPE_DIRECTIONS) != 0;
	case FO_COMPONENT_COUNT:
		break;
	}
	return false;
}

static void
syntax_add_word(const struct fo_tables *t, struct fo_syntax *s, const char *word, size_t len)
{
	for (size_t i = 0; word[0] == '<' && i < sizeof type_names / sizeof *type_names; i++) {
		if (strlen(type_names[i].name) == len &&
		    memcmp(type_names[i].name, word, len) == 0) {
			s->types |= type_names[i].type;
			return;
		}
	}
	enum fo_keyword k = fo_keyword_find(t, word, len);
	assert(k != FO_KW_NONE_ && "a word in property.def is neither type nor keyword");
	s->keywords[(unsigned)k / 64] |= (uint64_t)1 << ((unsigned)k % 64);
}

static struct fo_syntax
syntax_parse(const struct fo_tables *t, const char *values)
{
	struct fo_syntax s = {0};

	size_t len;
	for (const char *word; (word = words_next(&values, &len)) != NULL;)
		syntax_add_word(t, &s, word, len);
	return s;
}

struct fo_tables *
fo_tables_new(struct arena *arena)
{
	struct fo_tables *t = ARENA_NEW(arena, struct fo_tables);
	struct fo_name *names = ARENA_ARRAY(arena, FO_PROP_COUNT + FO_SHORT_COUNT, struct fo_name);
	struct fo_syntax *syntax = ARENA_ARRAY(arena, FO_PROP_COUNT, struct fo_syntax);
	uint16_t *words = ARENA_ARRAY(arena, FO_KW_COUNT, uint16_t);

	t->objects = map_new(arena);
	t->props = map_new(arena);
	t->keywords = map_new(arena);
	for (int i = 1; i < FO_OBJECT_COUNT; i++)
		map_put(t->objects, fo_object_rows[i].name + strlen("fo:"),
			(void *)(uintptr_t)&fo_object_rows[i]);
	for (int i = 1; i < FO_KW_COUNT; i++) {
		words[i] = (uint16_t)i;
		map_put(t->keywords, keyword_names[i], &words[i]);
	}
	for (int i = 0; i < FO_PROP_COUNT; i++) {
		names[i] = (struct fo_name){.index = (uint16_t)i};
		map_put(t->props, fo_prop_rows[i].name, &names[i]);
		syntax[i] = syntax_parse(t, fo_prop_rows[i].values);
	}
	for (int i = 0; i < FO_SHORT_COUNT; i++) {
		struct fo_name *n = &names[FO_PROP_COUNT + i];
		*n = (struct fo_name){.shorthand = true, .index = (uint16_t)i};
		map_put(t->props, shorthand_rows[i].name, n);
	}
	t->names = names;
	t->words = words;
	t->syntax = syntax;
	return t;
}

enum fo_object
fo_object_find(const struct fo_tables *t, const char *local, size_t len)
{
	const struct fo_object_row *row = map_find_n(t->objects, local, len);

	return row == NULL ? FO_OBJECT_COUNT : (enum fo_object)(row - fo_object_rows);
}

bool
fo_name_find(const struct fo_tables *t, const char *text, size_t len, struct fo_name *name)
{
	const char *dot = memchr(text, '.', len);
	size_t stem = dot == NULL ? len : (size_t)(dot - text);
	const struct fo_name *found = map_find_n(t->props, text, stem);

	if (found == NULL)
		return false;
	*name = *found;
	if (dot == NULL)
		return true;
	name->component = FO_COMPONENT_COUNT;
	for (uint8_t c = 1; c < FO_COMPONENT_COUNT && !name->shorthand; c++) {
		const char *want = fo_component_names[c];
		if (strlen(want) == len - stem - 1 && memcmp(want, dot + 1, len - stem - 1) == 0 &&
		    has_component(t->syntax[name->index].types, c))
			name->component = c;
	}
	return true;
}

enum fo_keyword
fo_keyword_find(const struct fo_tables *t, const char *text, size_t len)
{
	const uint16_t *word = map_find_n(t->keywords, text, len);

	return word == NULL ? FO_KW_NONE_ : (enum fo_keyword) * word;
}

const char *
fo_shorthand_name(enum fo_shorthand shorthand)
{
	assert(shorthand >= 0 && shorthand < FO_SHORT_COUNT);
	return shorthand_rows[shorthand].name;
}

const char *
fo_object_name(enum fo_object object)
{
	assert(object >= 0 && object < FO_OBJECT_COUNT);
	return fo_object_rows[object].name;
}

const char *
fo_prop_name(enum fo_prop prop)
{
	assert(prop >= 0 && prop < FO_PROP_COUNT);
	return fo_prop_rows[prop].name;
}

const char *
fo_keyword_name(enum fo_keyword keyword)
{
	assert(keyword >= 0 && keyword < FO_KW_COUNT);
	return keyword_names[keyword];
}

size_t
fo_row_count(void)
{
	return FO_OBJECT_COUNT - 1 + FO_PROP_COUNT + FO_SHORT_COUNT;
}

struct fo_row
fo_row(size_t index)
{
	assert(index < fo_row_count());
	if (index < FO_OBJECT_COUNT - 1) {
		const struct fo_object_row *o = &fo_object_rows[index + 1];
		return (struct fo_row){.name = o->name,
				       .section = o->section,
				       .support = o->support,
				       .is_object = true};
	}
	index -= FO_OBJECT_COUNT - 1;
	if (index >= FO_PROP_COUNT)
		return shorthand_rows[index - FO_PROP_COUNT];
	const struct fo_prop_row *p = &fo_prop_rows[index];
	return (struct fo_row){.name = p->name, .section = p->section, .support = p->support};
}
