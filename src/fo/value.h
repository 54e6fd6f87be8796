/*
 * Values: the text of one property to a computed value, by the types its row takes.
 * Private to the room.
 */
#ifndef PP_FO_VALUE_H
#define PP_FO_VALUE_H

#include "fo/expr.h"

/* e->prop's value from text, in arena; false and e->why. */
bool fo_value_parse(struct fo_expr *e, struct arena *arena, const char *text, size_t len,
		    struct fo_value *out);

/* No length is longer than 100,000 pt, either way. */
dim fo_length(dim length);

/* A plain dim, percentage or sum of both from an operand. */
bool fo_value_from_expr(struct fo_expr *e, const struct fo_expr_value *v, struct fo_value *out);

/* Compound values (§5.11, compound.c): a whole one from a plain length, percentage or keyword. */
struct fo_value fo_compound_make(struct arena *arena, uint32_t types, const struct fo_value *plain);
/* Sets one component of a compound in place of what it was; false and e->why. */
bool fo_compound_set(struct fo_expr *e, struct arena *arena, const char *text, size_t len,
		     struct fo_value *value);
/* One component as a value; UNSET if there is none. */
struct fo_value fo_compound_part(const struct fo_value *value, enum fo_component component);
/* minimum <= optimum <= maximum, as far as known before layout; explicit bits as below. */
struct fo_value
fo_compound_order(struct arena *arena, const struct fo_value *value, unsigned explicit_parts);
enum { FO_PART_MINIMUM = 1, FO_PART_OPTIMUM = 2, FO_PART_MAXIMUM = 4 };

/* Helpers. */
static inline struct fo_value
fo_value_of_dim(dim d)
{
	return (struct fo_value){.kind = FO_VALUE_DIM, .u.dim = d};
}

static inline struct fo_value
fo_value_of_keyword(enum fo_keyword k)
{
	return (struct fo_value){.kind = FO_VALUE_KEYWORD, .u.keyword = k};
}

static inline struct fo_value
fo_value_of_number(double n)
{
	return (struct fo_value){.kind = FO_VALUE_NUMBER, .u.number = n};
}

/* White space of XML off both ends. */
void fo_trim(const char **text, size_t *len);

#endif
