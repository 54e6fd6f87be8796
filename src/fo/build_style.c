/*
 * The builder's attributes: those particular to the node go to it, the others form the key by which
 * its style is found.  What is no property is told once per name.
 */
#include "fo/build_int.h"

#include "fo/own.h"

#include "base/map.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The row of an attribute, if it is a property. */
static bool
attr_name(struct fo_build *b, const struct fo_element_attr *a, struct fo_name *name)
{
	char full[64];

	if (a->uri == NULL)
		return fo_name_find(b->doc->tables, a->name, strlen(a->name), name);
	if (strcmp(a->uri, XML_NS) == 0)
		snprintf(full, sizeof full, "xml:%.40s", a->name);
	else if (strcmp(a->uri, FOX_NS) == 0)
		snprintf(full, sizeof full, "fox:%.40s", a->name);
	else
		return false;
	return fo_name_find(b->doc->tables, full, strlen(full), name);
}

static void
unknown_attr(struct fo_build *b, const struct fo_element_attr *a, const struct fo_node *node)
{
	char full[112];
	const char *near;

	fo_build_name(full, sizeof full, a->prefix, a->name);
	if (a->uri != NULL) {
		if (strcmp(a->uri, XML_NS) != 0 &&
		    fo_tell_once(b->doc, FO_DIAG_FOREIGN_PROPERTY, full))
			fo_tell(b->doc, FO_DIAG_FOREIGN_PROPERTY, node, full);
		return;
	}
	if (!fo_tell_once(b->doc, FO_DIAG_UNKNOWN_PROPERTY, full))
		return;
	fo_tell(b->doc, FO_DIAG_UNKNOWN_PROPERTY, node, full);
	near = map_nearest(b->doc->tables->props, full, NULL, NULL);
	if (near != NULL)
		diag_help(b->doc->diag, "did you mean '%s'?", near);
}

/* Sorts the attributes: those of the node itself to it, the others into the key. */
static void
read_attrs(struct fo_build *b, const struct fo_element *e, struct fo_node *node,
	   struct fo_attr *attrs, struct fo_style_key *key)
{
	for (size_t i = 0; i < e->attr_count; i++) {
		const struct fo_element_attr *a = &e->attrs[i];
		struct fo_attr *attr = &attrs[key->count];

		if (!attr_name(b, a, &attr->name)) {
			unknown_attr(b, a, node);
			continue;
		}
		if (attr->name.component == FO_COMPONENT_COUNT) {
			const char *dot = strchr(a->name, '.');
			fo_tell(b->doc, FO_DIAG_NO_COMPONENT, node,
				fo_prop_name((enum fo_prop)attr->name.index),
				dot == NULL ? "" : dot + 1);
			continue;
		}
		if (!attr->name.shorthand &&
		    fo_prop_rows[attr->name.index].inherit == FO_INHERIT_NODE) {
			fo_own_add(b->doc, b->arena, node, attr->name.index, a->value, a->len);
			continue;
		}
		attr->text = a->value;
		attr->len = (uint32_t)a->len;
		key->hash = fo_style_hash(key->hash, attr);
		key->count++;
	}
}

/* The column a cell stands in, where one of its properties asks for it. */
static const struct fo_style *
asked_column(struct fo_build *b, struct fo_frame *f, const struct fo_style_key *key)
{
	static const char call[] = "from-table-column";
	const struct fo_style *column = f->column;
	unsigned number = 0;
	bool asked = false;

	if (b->columns == NULL)
		return NULL;
	for (size_t i = 0; i < key->count; i++) {
		const struct fo_attr *a = &key->attrs[i];
		if (a->name.index == FO_PROP_COLUMN_NUMBER && !a->name.shorthand && a->len < 5)
			number = (unsigned)strtoul(a->text, NULL, 10);
		asked |= memmem(a->text, a->len, call, sizeof call - 1) != NULL;
	}
	if (f->object == FO_TABLE_CELL && b->columns != NULL)
		f->column = column = fo_columns_find(b->columns, number);
	return asked ? column : NULL;
}

void
fo_build_style(struct fo_build *b, struct fo_frame *f, const struct fo_element *e)
{
	struct fo_attr attrs[FO_MAX_ATTRS];
	struct fo_style_key key = {.attrs = attrs, .class = fo_class(f->object)};
	const struct fo_style *style;

	if (f->node->parent != NULL)
		key.parent = fo_style_of(f->node->parent);
	else
		f->node->set = b->doc->initial; /* for diagnostics on the way */
	read_attrs(b, e, f->node, attrs, &key);
	key.column = asked_column(b, f, &key);
	style = fo_style_find(b->styles, &key, f->node);
	f->node->set = &style->set;
	f->node->lang = style->lang;
	fo_own_check(b->doc, b->arena, f->node);
}
