/*
 * Properties that are particular to a node: ids, names, destinations, sources.  They are read as
 * they are written, and checked here: what an object cannot do without, and ids given twice.
 */
#include "fo/own.h"

#include "fo/value.h"

#include "base/arena.h"
#include "base/map.h"

#include <math.h>
#include <string.h>

/* Properties an object needs (§6: "a value is required"). */
static const struct {
	uint8_t object;
	uint16_t prop;
} needed[] = {
	{FO_PAGE_SEQUENCE, FO_PROP_MASTER_REFERENCE},
	{FO_FLOW, FO_PROP_FLOW_NAME},
	{FO_STATIC_CONTENT, FO_PROP_FLOW_NAME},
	{FO_SIMPLE_PAGE_MASTER, FO_PROP_MASTER_NAME},
	{FO_PAGE_SEQUENCE_MASTER, FO_PROP_MASTER_NAME},
	{FO_SINGLE_PAGE_MASTER_REFERENCE, FO_PROP_MASTER_REFERENCE},
	{FO_REPEATABLE_PAGE_MASTER_REFERENCE, FO_PROP_MASTER_REFERENCE},
	{FO_CONDITIONAL_PAGE_MASTER_REFERENCE, FO_PROP_MASTER_REFERENCE},
	{FO_EXTERNAL_GRAPHIC, FO_PROP_SRC},
	{FO_CHARACTER, FO_PROP_CHARACTER},
	{FO_PAGE_NUMBER_CITATION, FO_PROP_REF_ID},
	{FO_PAGE_NUMBER_CITATION_LAST, FO_PROP_REF_ID},
	{FO_MARKER, FO_PROP_MARKER_CLASS_NAME},
	{FO_RETRIEVE_MARKER, FO_PROP_RETRIEVE_CLASS_NAME},
	{FO_RETRIEVE_TABLE_MARKER, FO_PROP_RETRIEVE_CLASS_NAME},
};

/* §7.27.17: a region is called after its kind unless it says otherwise. */
static const struct {
	uint8_t object;
	const char *name;
} region_names[] = {
	{FO_REGION_BODY, "xsl-region-body"},   {FO_REGION_BEFORE, "xsl-region-before"},
	{FO_REGION_AFTER, "xsl-region-after"}, {FO_REGION_START, "xsl-region-start"},
	{FO_REGION_END, "xsl-region-end"},
};

static void
check_support(struct fo_doc *doc, const struct fo_node *node, enum fo_prop prop)
{
	const struct fo_prop_row *row = &fo_prop_rows[prop];
	enum fo_diag id =
		row->support == FO_SUPPORT_NONE ? FO_DIAG_PROPERTY_NONE : FO_DIAG_PROPERTY_PARSED;

	if (row->support <= FO_SUPPORT_PARSED && fo_tell_once(doc, id, row->name))
		fo_tell(doc, id, node, row->name);
}

static void
push(struct arena *arena, struct fo_node *node, enum fo_prop prop, const struct fo_value *value)
{
	struct fo_own *own = ARENA_NEW(arena, struct fo_own);

	own->prop = prop;
	own->value = *value;
	own->value.specified = 1;
	own->next = node->own;
	node->own = own;
}

void
fo_own_add(struct fo_doc *doc, struct arena *arena, struct fo_node *node, enum fo_prop prop,
	   const char *text, size_t len)
{
	struct fo_expr e = {.tables = doc->tables, .prop = prop, .percent_base = (double)NAN};
	struct fo_value value;
	const char *t = text;
	size_t n = len;

	fo_trim(&t, &n);
	if (n == 7 && memcmp(t, "inherit", 7) == 0) {
		const struct fo_value *v = node->parent == NULL ? NULL : fo_own(node->parent, prop);
		if (v != NULL)
			push(arena, node, prop, v);
		return;
	}
	/* An empty destination or id is none. */
	if (n == 0 && prop != FO_PROP_CHARACTER)
		return;
	if (fo_value_parse(&e, arena, text, len, &value))
		push(arena, node, prop, &value);
	check_support(doc, node, prop);
}

static void
check_id(struct fo_doc *doc, const struct fo_node *node)
{
	const char *id = fo_id(node);

	if (id == NULL || fo_is_told(doc)) /* a later pass meets the same ids */
		return;
	if (map_has(doc->ids, id))
		fo_tell(doc, FO_DIAG_SAME_ID, node, id);
	else
		map_put(doc->ids, id, doc);
}

void
fo_own_check(struct fo_doc *doc, struct arena *arena, struct fo_node *node)
{
	for (size_t i = 0; i < sizeof region_names / sizeof *region_names; i++) {
		if (region_names[i].object == node->object &&
		    fo_own(node, FO_PROP_REGION_NAME) == NULL) {
			struct fo_value v = {.kind = FO_VALUE_STRING,
					     .u.string = region_names[i].name};
			push(arena, node, FO_PROP_REGION_NAME, &v);
		}
	}
	for (size_t i = 0; i < sizeof needed / sizeof *needed; i++)
		if (needed[i].object == node->object && fo_own(node, needed[i].prop) == NULL)
			fo_tell(doc, FO_DIAG_NEEDED, node, fo_object_name(node->object),
				fo_prop_name(needed[i].prop));
	if (node->object == FO_BASIC_LINK && fo_own(node, FO_PROP_INTERNAL_DESTINATION) == NULL &&
	    fo_own(node, FO_PROP_EXTERNAL_DESTINATION) == NULL)
		fo_tell(doc, FO_DIAG_NEEDED, node, "fo:basic-link",
			"internal-destination' or 'external-destination");
	check_id(doc, node);
}
