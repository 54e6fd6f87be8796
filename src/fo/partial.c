/*
 * Partial support: which values of properties marked PART are not done, and what is done instead.
 */
#include "fo/partial.h"

#include <string.h>

static const struct fo_partial partials[] = {
#define PARTIAL(name_, value_, instead_) \
	{.name = (name_), .value = (value_), .instead = (instead_)},
#include "fo/partial.def"
#undef PARTIAL
};

size_t
fo_partial_count(void)
{
	return sizeof partials / sizeof partials[0];
}

struct fo_partial
fo_partial(size_t index)
{
	return partials[index];
}

static bool
is_keyword(const struct fo_value *v, const char *name)
{
	return v->kind == FO_VALUE_KEYWORD && strcmp(fo_keyword_name(v->u.keyword), name) == 0;
}

/* Is that the value, or one of the list? */
static bool
asks_for(const struct fo_value *v, const char *value)
{
	if (v->kind == FO_VALUE_STRING)
		return strcmp(value, "<string>") == 0;
	for (size_t i = 0; v->kind == FO_VALUE_LIST && i < v->u.list->count; i++)
		if (is_keyword(&v->u.list->at[i], value))
			return true;
	return is_keyword(v, value);
}

void
fo_partial_check(struct fo_doc *doc, const struct fo_node *node, enum fo_prop prop,
		 const struct fo_value *value)
{
	const char *name = fo_prop_name(prop);

	for (size_t i = 0; i < fo_partial_count(); i++) {
		const struct fo_partial *p = &partials[i];
		if (strcmp(p->name, name) == 0 && asks_for(value, p->value) &&
		    fo_tell_once(doc, FO_DIAG_VALUE_PART, name))
			fo_tell(doc, FO_DIAG_VALUE_PART, node, name, p->value, p->instead);
	}
}
