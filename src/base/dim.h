/*
 * Dimensions: lengths as integers, 1/1024 of a point, the unit of Pango.
 *
 * Nothing is rounded twice, and goldens agree on every machine.  Doubles appear only in costs and
 * in render.  A dim holds ±2,097,151 pt; results out of range saturate.
 */
#ifndef PP_BASE_DIM_H
#define PP_BASE_DIM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef int32_t dim;

#define DIM_PT	1024
#define DIM_MAX INT32_MAX
#define DIM_MIN (-INT32_MAX)

/* Saturating arithmetic. */
dim dim_add(dim a, dim b);
dim dim_sub(dim a, dim b);
/* a * num / den, in 64 bits, rounded half away from zero; den != 0. */
dim dim_scale(dim a, int64_t num, int64_t den);
dim dim_from_pt(double pt);
double dim_to_pt(dim d);
/* Millipoints, rounded: what area dumps print. */
int32_t dim_to_mpt(dim d);
/* value of a unit (pt mm cm in pc px) to dim; px by 96 per inch (XSL 1.1 §5.9.13.1 leaves it to the
 * implementation; FOP uses 72: see fo/expr.c).  false if the unit is unknown. */
bool dim_from_unit(double value, const char *unit, size_t unit_len, dim *result);

static inline dim
dim_max(dim a, dim b)
{
	return a > b ? a : b;
}

static inline dim
dim_min(dim a, dim b)
{
	return a < b ? a : b;
}

#endif
