/*
 * The functions of the expression language (XSL 1.1 §5.10) as a table: name, arguments, code.
 */
#include "fo/value.h"

#include <math.h>
#include <string.h>

typedef bool function(struct fo_expr *e, const struct fo_expr_value *args, size_t count,
		      struct fo_expr_value *out);

static bool
fail(struct fo_expr *e, const char *why)
{
	if (e->why == NULL)
		e->why = why;
	return false;
}

/* A number or a length without percentage: what can be compared here. */
static bool
plain(struct fo_expr *e, const struct fo_expr_value *v)
{
	if (v->kind != EXPR_NUMBER && v->kind != EXPR_LENGTH && v->kind != EXPR_ANGLE)
		return fail(e, "a number is wanted");
	if (v->has_percent)
		return fail(e, "percentages are only known to layout");
	return true;
}

static bool
call_floor(struct fo_expr *e, const struct fo_expr_value *args, size_t count,
	   struct fo_expr_value *out)
{
	(void)count;
	*out = args[0];
	out->number = floor(args[0].number);
	return plain(e, &args[0]);
}

static bool
call_ceiling(struct fo_expr *e, const struct fo_expr_value *args, size_t count,
	     struct fo_expr_value *out)
{
	(void)count;
	*out = args[0];
	out->number = ceil(args[0].number);
	return plain(e, &args[0]);
}

static bool
call_round(struct fo_expr *e, const struct fo_expr_value *args, size_t count,
	   struct fo_expr_value *out)
{
	(void)count;
	*out = args[0];
	out->number = floor(args[0].number + 0.5); /* towards positive infinity, as XPath has it */
	return plain(e, &args[0]);
}

static bool
call_abs(struct fo_expr *e, const struct fo_expr_value *args, size_t count,
	 struct fo_expr_value *out)
{
	(void)count;
	*out = args[0];
	out->number = fabs(args[0].number);
	return plain(e, &args[0]);
}

static bool
pick(struct fo_expr *e, const struct fo_expr_value *args, double sign, struct fo_expr_value *out)
{
	if (!plain(e, &args[0]) || !plain(e, &args[1]))
		return false;
	if (args[0].kind != args[1].kind)
		return fail(e, "the units do not agree");
	*out = args[0].number * sign >= args[1].number * sign ? args[0] : args[1];
	return true;
}

static bool
call_max(struct fo_expr *e, const struct fo_expr_value *args, size_t count,
	 struct fo_expr_value *out)
{
	(void)count;
	return pick(e, args, 1, out);
}

static bool
call_min(struct fo_expr *e, const struct fo_expr_value *args, size_t count,
	 struct fo_expr_value *out)
{
	(void)count;
	return pick(e, args, -1, out);
}

/* A colour component as a fraction: a percentage, or a number of which full is 1. */
static bool
fraction(struct fo_expr *e, const struct fo_expr_value *v, double full, float *out)
{
	double f;

	if (v->has_percent)
		f = v->percent;
	else if (v->kind == EXPR_NUMBER)
		f = v->number / full;
	else
		return fail(e, "a colour component is no number");
	*out = (float)fmin(fmax(f, 0), 1);
	return true;
}

static bool
call_rgb(struct fo_expr *e, const struct fo_expr_value *args, size_t count,
	 struct fo_expr_value *out)
{
	out->kind = EXPR_COLOUR;
	out->colour.a = 1;
	return fraction(e, &args[0], 255, &out->colour.r) &&
	       fraction(e, &args[1], 255, &out->colour.g) &&
	       fraction(e, &args[2], 255, &out->colour.b) &&
	       (count < 4 || fraction(e, &args[3], 1, &out->colour.a));
}

/* The profile's own components are left aside: the sRGB fallback in front is what we draw with. */
static bool
call_rgb_icc(struct fo_expr *e, const struct fo_expr_value *args, size_t count,
	     struct fo_expr_value *out)
{
	(void)count;
	return call_rgb(e, args, 3, out);
}

static bool
call_cmyk(struct fo_expr *e, const struct fo_expr_value *args, size_t count,
	  struct fo_expr_value *out)
{
	float c, m, y, k;

	(void)count;
	if (!fraction(e, &args[0], 1, &c) || !fraction(e, &args[1], 1, &m) ||
	    !fraction(e, &args[2], 1, &y) || !fraction(e, &args[3], 1, &k))
		return false;
	out->kind = EXPR_COLOUR;
	out->colour = (struct colour){
		.r = (1 - c) * (1 - k), .g = (1 - m) * (1 - k), .b = (1 - y) * (1 - k), .a = 1};
	return true;
}

/* A page has no system theme: text is black, and what lies under it white. */
static bool
call_system_color(struct fo_expr *e, const struct fo_expr_value *args, size_t count,
		  struct fo_expr_value *out)
{
	(void)count;
	if (args[0].kind != EXPR_NAME && args[0].kind != EXPR_STRING)
		return fail(e, "a name is wanted");
	bool text = args[0].len >= 4 && memcmp(args[0].text + args[0].len - 4, "text", 4) == 0;
	bool dark = text || memmem(args[0].text, args[0].len, "Text", 4) != NULL;
	out->kind = EXPR_COLOUR;
	fo_colour_find(dark ? "black" : "white", 5, &out->colour);
	return true;
}

static bool
call_columns(struct fo_expr *e, const struct fo_expr_value *args, size_t count,
	     struct fo_expr_value *out)
{
	(void)count;
	out->kind = EXPR_COLUMNS;
	out->share = args[0].has_percent ? args[0].percent : args[0].number;
	if ((args[0].kind != EXPR_NUMBER && !args[0].has_percent) || out->share < 0)
		return fail(e, "proportional-column-width() takes a number");
	return true;
}

/* provisional-distance-between-starts here, plus start-indent of the list-item around. */
static bool
list_distance(struct fo_expr *e, struct fo_expr_value *out)
{
	const struct fo_style *item = e->parent;
	struct fo_expr_value indent;

	while (item != NULL && !(item->key.class & FO_CLASS_LIST_ITEM))
		item = item->key.parent;
	if (item == NULL)
		return fail(e, "there is no fo:list-item around it");
	*out = fo_expr_from_value(&e->self->value[FO_PROP_PROVISIONAL_DISTANCE_BETWEEN_STARTS]);
	indent = fo_expr_from_value(&item->set.value[FO_PROP_START_INDENT]);
	out->number += indent.number;
	out->percent += indent.percent;
	out->has_percent |= indent.has_percent;
	return true;
}

static bool
call_body_start(struct fo_expr *e, const struct fo_expr_value *args, size_t count,
		struct fo_expr_value *out)
{
	(void)args;
	(void)count;
	return list_distance(e, out);
}

/* 100 % − (distance + start-indent − provisional-label-separation) (§7.30.11) */
static bool
call_label_end(struct fo_expr *e, const struct fo_expr_value *args, size_t count,
	       struct fo_expr_value *out)
{
	struct fo_expr_value gap;

	(void)args;
	(void)count;
	if (!list_distance(e, out))
		return false;
	gap = fo_expr_from_value(&e->self->value[FO_PROP_PROVISIONAL_LABEL_SEPARATION]);
	out->kind = EXPR_LENGTH;
	out->number = gap.number - out->number;
	out->percent = 1 + gap.percent - out->percent;
	out->has_percent = true;
	return true;
}

/* The property a property function asks for: its argument, or the one it stands in. */
static bool
asked(struct fo_expr *e, const struct fo_expr_value *args, size_t count, struct fo_name *name)
{
	*name = (struct fo_name){.index = (uint16_t)e->prop, .component = e->component};
	if (count == 0)
		return true;
	if (args[0].kind != EXPR_NAME && args[0].kind != EXPR_STRING)
		return fail(e, "a property's name is wanted");
	if (!fo_name_find(e->tables, args[0].text, args[0].len, name))
		return fail(e, "it asks for a property that does not exist");
	if (name->component == FO_COMPONENT_COUNT)
		return fail(e, "it asks for a component that does not exist");
	if (name->shorthand || fo_prop_rows[name->index].inherit == FO_INHERIT_NODE)
		return fail(e, "it asks for a property that has no computed value");
	return true;
}

static bool
give(const struct fo_set *set, struct fo_name name, struct fo_expr_value *out)
{
	struct fo_value v = set->value[name.index];

	if (name.component != FO_COMPONENT_NONE)
		v = fo_compound_part(&v, name.component);
	*out = fo_expr_from_value(&v);
	return true;
}

static bool
call_from_parent(struct fo_expr *e, const struct fo_expr_value *args, size_t count,
		 struct fo_expr_value *out)
{
	struct fo_name name;

	return asked(e, args, count, &name) &&
	       give(e->parent == NULL ? e->initial : &e->parent->set, name, out);
}

static bool
call_inherited(struct fo_expr *e, const struct fo_expr_value *args, size_t count,
	       struct fo_expr_value *out)
{
	struct fo_name name;

	if (!asked(e, args, count, &name))
		return false;
	if (fo_prop_rows[name.index].inherit != FO_INHERIT_YES)
		return fail(e, "that property is not inherited");
	return give(e->parent == NULL ? e->initial : &e->parent->set, name, out);
}

static bool
call_nearest(struct fo_expr *e, const struct fo_expr_value *args, size_t count,
	     struct fo_expr_value *out)
{
	struct fo_name name;
	const struct fo_style *s = e->parent;

	if (!asked(e, args, count, &name))
		return false;
	while (s != NULL && !s->set.value[name.index].specified)
		s = s->key.parent;
	return give(s == NULL ? e->initial : &s->set, name, out);
}

static bool
call_column(struct fo_expr *e, const struct fo_expr_value *args, size_t count,
	    struct fo_expr_value *out)
{
	struct fo_name name;

	if (!asked(e, args, count, &name))
		return false;
	if (e->column == NULL)
		return fail(e, "there is no fo:table-column for it");
	return give(&e->column->set, name, out);
}

static bool
call_merge(struct fo_expr *e, const struct fo_expr_value *args, size_t count,
	   struct fo_expr_value *out)
{
	(void)args;
	(void)count;
	(void)out;
	return fail(e, "merge-property-values() is not supported");
}

static const struct {
	const char *name;
	unsigned char least, most;
	function *call;
} functions[] = {
	{"floor", 1, 1, call_floor},
	{"ceiling", 1, 1, call_ceiling},
	{"round", 1, 1, call_round},
	{"min", 2, 2, call_min},
	{"max", 2, 2, call_max},
	{"abs", 1, 1, call_abs},
	{"rgb", 3, 3, call_rgb},
	{"rgba", 4, 4, call_rgb},
	{"rgb-icc", 4, FO_EXPR_MAX_ARGS, call_rgb_icc},
	{"fox-rgb-icc", 4, FO_EXPR_MAX_ARGS, call_rgb_icc},
	{"cmyk", 4, 4, call_cmyk},
	{"system-color", 1, 2, call_system_color},
	{"inherited-property-value", 0, 1, call_inherited},
	{"label-end", 0, 0, call_label_end},
	{"body-start", 0, 0, call_body_start},
	{"from-parent", 0, 1, call_from_parent},
	{"from-nearest-specified-value", 0, 1, call_nearest},
	{"from-table-column", 0, 1, call_column},
	{"proportional-column-width", 1, 1, call_columns},
	{"merge-property-values", 0, 1, call_merge},
};

bool
fo_expr_call(struct fo_expr *e, const char *name, size_t len, const struct fo_expr_value *args,
	     size_t count, struct fo_expr_value *out)
{
	memset(out, 0, sizeof *out);
	for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
		if (strlen(functions[i].name) != len || memcmp(functions[i].name, name, len) != 0)
			continue;
		if (count < functions[i].least || count > functions[i].most)
			return fail(e, "the number of arguments is wrong");
		return functions[i].call(e, args, count, out);
	}
	return fail(e, "no such function");
}
