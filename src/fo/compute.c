/*
 * Computes the set of a style (XSL 1.1 §5.1): inherited values from the parent's set, initial ones
 * for the rest, then what is specified, first font-size (all em hang on it), then the others in the
 * order given, then components, then what depends on several (corresponding properties, relative
 * weights, colours that default to color).
 */
#include "fo/compute.h"

#include "fo/correspond.h"
#include "fo/doc.h"
#include "fo/finish.h"
#include "fo/partial.h"
#include "fo/shorthand.h"
#include "fo/value.h"

#include "base/arena.h"

#include <assert.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

struct spec {
	const char *text;
	size_t len;
};

struct part {
	struct fo_name name;
	struct spec spec;
	uint8_t origin;
};

struct compute {
	struct fo_doc *doc;
	struct arena *arena;
	struct fo_style *style;
	struct fo_set *set;
	const struct fo_node *node;
	struct fo_expr e;
	uint8_t rank; /* origin of what is being collected */
	uint8_t origin[FO_PROP_COUNT];
	struct spec spec[FO_PROP_COUNT];
	uint16_t given[FO_PROP_COUNT]; /* properties specified, in order */
	size_t given_count;
	struct part *parts; /* components specified, in order */
	size_t part_count;
};

/* ---- classes ---- */

uint32_t
fo_class(enum fo_object object)
{
	enum { PRECEDENCE = 1 << FO_CLASS_PRECEDENCE_SHIFT };

	switch (object) {
	case FO_SIMPLE_PAGE_MASTER:
	case FO_PAGE_SEQUENCE:
	case FO_REGION_BODY:
	case FO_REGION_BEFORE:
	case FO_REGION_AFTER:
	case FO_REGION_START:
	case FO_REGION_END:
	case FO_BLOCK_CONTAINER:
	case FO_TABLE_CAPTION:
		return FO_CLASS_REFERENCE;
	case FO_INLINE_CONTAINER:
		return FO_CLASS_REFERENCE | FO_CLASS_INLINE | FO_CLASS_APART;
	case FO_FLOAT:
	case FO_FOOTNOTE_BODY:
		return FO_CLASS_APART;
	case FO_LIST_ITEM:
		return FO_CLASS_LIST_ITEM;
	/* §7.28.1: the initial border precedence of each table part, plus one. */
	case FO_TABLE:
		return 7 * PRECEDENCE;
	case FO_TABLE_CELL:
		return 6 * PRECEDENCE | FO_CLASS_REFERENCE;
	case FO_TABLE_COLUMN:
		return 5 * PRECEDENCE;
	case FO_TABLE_ROW:
		return 4 * PRECEDENCE;
	case FO_TABLE_BODY:
		return 3 * PRECEDENCE;
	case FO_TABLE_HEADER:
		return 2 * PRECEDENCE;
	case FO_TABLE_FOOTER:
		return 1 * PRECEDENCE;
	case FO_TITLE:
		return FO_CLASS_INLINE;
	default:
		return fo_object_rows[object].areas == FO_AREAS_INLINE ? FO_CLASS_INLINE : 0;
	}
}

/* ---- what is specified ---- */

static void
take(void *ctx, struct fo_name name, const char *text, size_t len)
{
	struct compute *c = ctx;

	assert(!name.shorthand && name.component < FO_COMPONENT_COUNT);
	if (name.component != FO_COMPONENT_NONE) {
		c->parts[c->part_count++] = (struct part){
			.name = name, .spec = {.text = text, .len = len}, .origin = c->rank};
		return;
	}
	if (c->origin[name.index] == 0)
		c->given[c->given_count++] = name.index;
	c->origin[name.index] = c->rank;
	c->spec[name.index] = (struct spec){.text = text, .len = len};
}

static void
complain(struct compute *c, const char *name, const char *component, const char *text, size_t len,
	 const char *why)
{
	char full[96], value[64];

	snprintf(full, sizeof full, "%s%s%s", name, component[0] != '\0' ? "." : "", component);
	snprintf(value, sizeof value, "%.*s%s", len > 40 ? 40 : (int)len, text,
		 len > 40 ? "..." : "");
	fo_tell(c->doc, FO_DIAG_BAD_VALUE, c->node, full, value, why);
}

static void
expand(struct compute *c, const struct fo_attr *attr)
{
	struct fo_expansion x = {.tables = c->doc->tables, .take = take, .ctx = c};
	const char *why = NULL;

	c->rank = (uint8_t)(attr->name.index + 1);
	if (!fo_shorthand_expand(&x, attr->name.index, attr->text, attr->len, &why))
		complain(c, fo_shorthand_name(attr->name.index), "", attr->text, attr->len, why);
}

/* Shorthands first, in order of precision (§5.2), then what is given by itself. */
static void
collect(struct compute *c)
{
	const struct fo_style_key *key = &c->style->key;
	size_t shorthands = 0;

	for (size_t i = 0; i < key->count; i++)
		shorthands += key->attrs[i].name.shorthand;
	/* border-spacing sets two components; nothing sets more. */
	c->parts = ARENA_ARRAY(c->arena, key->count + shorthands * 2, struct part);
	for (uint16_t s = 0; s < FO_SHORT_COUNT && shorthands > 0; s++) {
		for (size_t i = 0; i < key->count; i++) {
			if (key->attrs[i].name.shorthand && key->attrs[i].name.index == s) {
				expand(c, &key->attrs[i]);
				shorthands--;
			}
		}
	}
	c->rank = FO_ORIGIN_EXPLICIT;
	for (size_t i = 0; i < key->count; i++)
		if (!key->attrs[i].name.shorthand)
			take(c, key->attrs[i].name, key->attrs[i].text, key->attrs[i].len);
}

/* ---- single values ---- */

static const struct fo_value *
parent_value(const struct compute *c, enum fo_prop prop)
{
	return c->style->key.parent == NULL ? &c->doc->initial->value[prop]
					    : &c->style->key.parent->set.value[prop];
}

static bool
is_inherit(struct spec s)
{
	fo_trim(&s.text, &s.len);
	return s.len == 7 && memcmp(s.text, "inherit", 7) == 0;
}

/* Prepares the expression context for one property. */
static void
aim(struct compute *c, enum fo_prop prop, uint8_t component)
{
	uint8_t percent = fo_prop_rows[prop].percent;

	c->e.prop = prop;
	c->e.component = component;
	c->e.no_unit = false;
	c->e.percent_base =
		percent == FO_PERCENT_FONT_SIZE || percent == FO_PERCENT_PARENT_FONT_SIZE
			? c->e.em
			: (double)NAN;
}

static void
check_support(struct compute *c, enum fo_prop prop)
{
	const struct fo_prop_row *row = &fo_prop_rows[prop];

	if (row->support == FO_SUPPORT_PART)
		fo_partial_check(c->doc, c->node, prop, &c->set->value[prop]);
	if (row->support > FO_SUPPORT_PARSED)
		return;
	if (row->support == FO_SUPPORT_PARSED &&
	    fo_value_equal(&c->set->value[prop], &c->doc->initial->value[prop]))
		return;
	enum fo_diag id =
		row->support == FO_SUPPORT_NONE ? FO_DIAG_PROPERTY_NONE : FO_DIAG_PROPERTY_PARSED;
	if (fo_tell_once(c->doc, id, row->name))
		fo_tell(c->doc, id, c->node, row->name);
}

static void
note_unit(struct compute *c, const char *name, struct spec s)
{
	char value[32];

	snprintf(value, sizeof value, "%.*s", s.len > 24 ? 24 : (int)s.len, s.text);
	fo_tell(c->doc, FO_DIAG_NO_UNIT, c->node, name, value);
}

static void
evaluate(struct compute *c, enum fo_prop prop)
{
	struct fo_value *slot = &c->set->value[prop], v;
	struct spec s = c->spec[prop];

	if (is_inherit(s)) {
		*slot = *parent_value(c, prop);
		slot->specified = 1;
		return;
	}
	if (s.len == 0 && fo_prop_rows[prop].initial[0] == '\0') { /* by a shorthand */
		*slot = c->doc->initial->value[prop];
		slot->specified = 1;
		return;
	}
	aim(c, prop, FO_COMPONENT_NONE);
	if (!fo_value_parse(&c->e, c->arena, s.text, s.len, &v)) {
		complain(c, fo_prop_name(prop), "", s.text, s.len, c->e.why);
		c->origin[prop] = 0;
		return;
	}
	if (c->e.no_unit)
		note_unit(c, fo_prop_name(prop), s);
	fo_finish(prop, parent_value(c, prop), &v);
	v.specified = 1;
	v.retain = slot->retain;
	*slot = v;
	check_support(c, prop);
}

static unsigned
part_bit(enum fo_component component)
{
	return component == FO_COMPONENT_MINIMUM   ? FO_PART_MINIMUM
	       : component == FO_COMPONENT_OPTIMUM ? FO_PART_OPTIMUM
	       : component == FO_COMPONENT_MAXIMUM ? FO_PART_MAXIMUM
						   : 0;
}

/* Components take the place of what the whole property said, whatever the order. */
static void
evaluate_part(struct compute *c, const struct part *part)
{
	enum fo_prop prop = part->name.index;
	struct fo_value *slot = &c->set->value[prop], v = *slot;

	if (is_inherit(part->spec)) /* the whole of it: a component alone cannot be asked for */
		v = *parent_value(c, prop);
	aim(c, prop, part->name.component);
	if (!is_inherit(part->spec) &&
	    !fo_compound_set(&c->e, c->arena, part->spec.text, part->spec.len, &v)) {
		complain(c, fo_prop_name(prop), fo_component_names[part->name.component],
			 part->spec.text, part->spec.len, c->e.why);
		return;
	}
	if (c->e.no_unit)
		note_unit(c, fo_prop_name(prop), part->spec);
	v.specified = 1;
	*slot = v;
	/* A conditionality alone leaves the length to the absolute counterpart. */
	if (part->name.component != FO_COMPONENT_CONDITIONALITY && part->origin > c->origin[prop])
		c->origin[prop] = part->origin;
	check_support(c, prop);
}

static void
evaluate_parts(struct compute *c)
{
	for (size_t i = 0; i < c->part_count; i++) {
		enum fo_prop prop = c->parts[i].name.index;
		unsigned bits = 0;
		bool later = false;

		evaluate_part(c, &c->parts[i]);
		for (size_t k = 0; k < c->part_count; k++) {
			if (c->parts[k].name.index != (uint16_t)prop)
				continue;
			bits |= part_bit(c->parts[k].name.component);
			later |= k > i;
		}
		if (!later) {
			c->set->value[prop] =
				fo_compound_order(c->arena, &c->set->value[prop], bits);
			c->set->value[prop].specified = 1;
		}
	}
}

/* ---- what depends on several ---- */

static bool
has_line(const struct fo_list *list, enum fo_keyword k)
{
	for (size_t i = 0; list != NULL && i < list->count; i++)
		if (list->at[i].kind == FO_VALUE_KEYWORD && list->at[i].u.keyword == k)
			return true;
	return false;
}

/* Does it stand outside of what its ancestors underline?  CSS 2.1 §16.3.1 says what §7.17.4 leaves
 * open. */
static bool
stands_apart(const struct compute *c)
{
	enum fo_keyword k = c->set->value[FO_PROP_ABSOLUTE_POSITION].u.keyword;

	return (c->style->key.class & FO_CLASS_APART) != 0 || k == FO_KW_ABSOLUTE ||
	       k == FO_KW_FIXED;
}

/* §7.17.4: not inherited, yet drawn through all descendants in the colour of the one that asked.
 * The computed value is therefore a list of lines in effect, each followed by its colour. */
static void
decorate(struct compute *c)
{
	static const enum fo_keyword lines[][2] = {{FO_KW_UNDERLINE, FO_KW_NO_UNDERLINE},
						   {FO_KW_OVERLINE, FO_KW_NO_OVERLINE},
						   {FO_KW_LINE_THROUGH, FO_KW_NO_LINE_THROUGH},
						   {FO_KW_BLINK, FO_KW_NO_BLINK}};
	struct fo_value *slot = &c->set->value[FO_PROP_TEXT_DECORATION], *at;
	const struct fo_value *parent = parent_value(c, FO_PROP_TEXT_DECORATION);
	const struct fo_list *own = slot->kind == FO_VALUE_LIST ? slot->u.list : NULL;
	const struct fo_list *theirs = parent->kind == FO_VALUE_LIST ? parent->u.list : NULL;
	struct fo_list *list;

	if (c->origin[FO_PROP_TEXT_DECORATION] == 0) {
		if (!stands_apart(c)) {
			*slot = *parent;
			slot->specified = 0;
		}
		return;
	}
	if (own == NULL || own == theirs) /* none, inherit */
		return;
	list = ARENA_NEW(c->arena, struct fo_list);
	at = ARENA_ARRAY(c->arena, 8, struct fo_value);
	for (size_t i = 0; i < 4; i++) {
		bool mine = has_line(own, lines[i][0]);
		if (!mine && (!has_line(theirs, lines[i][0]) || has_line(own, lines[i][1])))
			continue;
		at[list->count] = fo_value_of_keyword(lines[i][0]);
		at[list->count + 1] = c->set->value[FO_PROP_COLOR];
		for (size_t k = 0; !mine && k + 1 < theirs->count; k += 2)
			if (theirs->at[k].u.keyword == lines[i][0])
				at[list->count + 1] = theirs->at[k + 1];
		list->count += 2;
	}
	list->at = at;
	slot->u.list = list;
}

/* Colours that are color unless given, precedence by object, direction by writing-mode. */
static void
apply_defaults(struct compute *c)
{
	static const uint16_t colours[] = {FO_PROP_BORDER_BEFORE_COLOR, FO_PROP_BORDER_AFTER_COLOR,
					   FO_PROP_BORDER_START_COLOR,	FO_PROP_BORDER_END_COLOR,
					   FO_PROP_BORDER_TOP_COLOR,	FO_PROP_BORDER_BOTTOM_COLOR,
					   FO_PROP_BORDER_LEFT_COLOR,	FO_PROP_BORDER_RIGHT_COLOR,
					   FO_PROP_CHANGE_BAR_COLOR};
	static const uint16_t precedences[] = {
		FO_PROP_BORDER_BEFORE_PRECEDENCE, FO_PROP_BORDER_AFTER_PRECEDENCE,
		FO_PROP_BORDER_START_PRECEDENCE, FO_PROP_BORDER_END_PRECEDENCE};
	unsigned rank = (c->style->key.class & FO_CLASS_PRECEDENCE) >> FO_CLASS_PRECEDENCE_SHIFT;

	for (size_t i = 0; i < sizeof colours / sizeof *colours; i++) {
		struct fo_value *v = &c->set->value[colours[i]];
		if (v->kind == FO_VALUE_UNSET) {
			uint8_t specified = v->specified;
			*v = c->set->value[FO_PROP_COLOR];
			v->specified = specified;
		}
	}
	for (size_t i = 0; i < 4 && rank > 0; i++)
		if (c->set->value[precedences[i]].kind == FO_VALUE_UNSET)
			c->set->value[precedences[i]] = fo_value_of_number(rank - 1);
	if (c->origin[FO_PROP_WRITING_MODE] != 0 && c->origin[FO_PROP_DIRECTION] == 0) {
		enum fo_keyword k = c->set->value[FO_PROP_WRITING_MODE].u.keyword;
		bool rtl = k == FO_KW_RL_TB || k == FO_KW_RL_BT;
		c->set->value[FO_PROP_DIRECTION] = fo_value_of_keyword(rtl ? FO_KW_RTL : FO_KW_LTR);
	}
}

/* The language as BCP 47, from language, script and country. */
static const char *
language(struct compute *c)
{
	const struct fo_style *parent = c->style->key.parent;
	const struct fo_value *v = c->set->value;
	static const uint16_t parts[] = {FO_PROP_LANGUAGE, FO_PROP_SCRIPT, FO_PROP_COUNTRY};
	char *lang;
	const char *text[3];

	if (parent != NULL && c->origin[FO_PROP_LANGUAGE] == 0 && c->origin[FO_PROP_COUNTRY] == 0 &&
	    c->origin[FO_PROP_SCRIPT] == 0)
		return parent->lang;
	for (size_t i = 0; i < 3; i++)
		text[i] = v[parts[i]].kind == FO_VALUE_STRING ? v[parts[i]].u.string : "";
	if (text[0][0] == '\0')
		return "";
	lang = arena_printf(c->arena, "%s%s%s%s%s", text[0], text[1][0] != '\0' ? "-" : "", text[1],
			    text[2][0] != '\0' ? "-" : "", text[2]);
	return lang;
}

static void
inherit(struct compute *c)
{
	const struct fo_style *parent = c->style->key.parent;

	memcpy(c->set->value, c->doc->initial->value, sizeof c->set->value);
	for (size_t i = 0; parent != NULL && i < FO_PROP_COUNT; i++) {
		if (fo_prop_rows[i].inherit == FO_INHERIT_YES) {
			c->set->value[i] = parent->set.value[i];
			c->set->value[i].specified = 0;
		}
	}
}

void
fo_compute(struct fo_doc *doc, struct arena *arena, struct fo_style *style,
	   const struct fo_node *node)
{
	struct compute c = {
		.doc = doc, .arena = arena, .style = style, .set = &style->set, .node = node};

	inherit(&c);
	collect(&c);
	c.e = (struct fo_expr){.tables = doc->tables,
			       .initial = doc->initial,
			       .parent = style->key.parent,
			       .self = &style->set,
			       .column = style->key.column,
			       .px = doc->px};
	c.e.em = dim_to_pt(parent_value(&c, FO_PROP_FONT_SIZE)->u.dim);
	static const uint16_t early[] = {FO_PROP_FONT_SIZE,
					 FO_PROP_PROVISIONAL_DISTANCE_BETWEEN_STARTS,
					 FO_PROP_PROVISIONAL_LABEL_SEPARATION};
	for (size_t i = 0; i < sizeof early / sizeof *early; i++) {
		if (c.origin[early[i]] != 0)
			evaluate(&c, early[i]);
		c.e.em = dim_to_pt(c.set->value[FO_PROP_FONT_SIZE].u.dim);
	}
	for (size_t i = 0; i < c.given_count; i++) {
		if (c.given[i] != early[0] && c.given[i] != early[1] && c.given[i] != early[2])
			evaluate(&c, c.given[i]);
	}
	evaluate_parts(&c);
	decorate(&c);
	apply_defaults(&c);
	fo_correspond(c.set, c.origin, &style->key, arena);
	style->lang = language(&c);
}

const struct fo_set *
fo_compute_initial(struct fo_doc *doc)
{
	struct fo_set *set = ARENA_NEW(doc->arena, struct fo_set);
	struct fo_expr e = {
		.tables = doc->tables, .px = doc->px, .em = 12, .percent_base = (double)NAN};

	for (size_t i = 0; i < FO_PROP_COUNT; i++) {
		const char *text = fo_prop_rows[i].initial;
		e.prop = (enum fo_prop)i;
		if (text[0] == '\0' || fo_prop_rows[i].inherit == FO_INHERIT_NODE)
			continue;
		bool ok = fo_value_parse(&e, doc->arena, text, strlen(text), &set->value[i]);
		assert(ok && "an initial value in property.def cannot be read");
		(void)ok;
	}
	set->value[FO_PROP_FONT_SIZE] = fo_value_of_dim(12 * DIM_PT);
	set->value[FO_PROP_FONT_WEIGHT] = fo_value_of_number(400);
	return set;
}
