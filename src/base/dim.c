/* Dimensions: arithmetic that saturates at ±DIM_MAX instead of overflowing. */
#include "base/dim.h"

#include <assert.h>
#include <math.h>
#include <string.h>

static dim
saturate(int64_t v)
{
	return v > DIM_MAX ? DIM_MAX : v < DIM_MIN ? DIM_MIN : (dim)v;
}

static dim
from_double(double v)
{
	if (isnan(v))
		return 0;
	if (v >= (double)DIM_MAX)
		return DIM_MAX;
	if (v <= (double)DIM_MIN)
		return DIM_MIN;
	return (dim)lround(v);
}

dim
dim_add(dim a, dim b)
{
	return saturate((int64_t)a + b);
}

dim
dim_sub(dim a, dim b)
{
	return saturate((int64_t)a - b);
}

dim
dim_scale(dim a, int64_t num, int64_t den)
{
	int64_t product;

	assert(den != 0);
	if (__builtin_mul_overflow((int64_t)a, num, &product))
		return from_double((double)a * (double)num / (double)den);
	if (product == INT64_MIN || den == INT64_MIN)
		return from_double((double)product / (double)den);
	if (den < 0) {
		den = -den;
		product = -product;
	}
	/* Quotient first: product + den / 2 could overflow. */
	{
		int64_t quotient = product / den, rest = product % den;

		if (rest >= den - rest)
			quotient++;
		else if (-rest >= den + rest)
			quotient--;
		return saturate(quotient);
	}
}

dim
dim_from_pt(double pt)
{
	return from_double(pt * DIM_PT);
}

double
dim_to_pt(dim d)
{
	return (double)d / DIM_PT;
}

int32_t
dim_to_mpt(dim d)
{
	int64_t scaled = (int64_t)d * 1000;

	return (int32_t)((scaled >= 0 ? scaled + DIM_PT / 2 : scaled - DIM_PT / 2) / DIM_PT);
}

bool
dim_from_unit(double value, const char *unit, size_t unit_len, dim *result)
{
	static const struct {
		const char *name;
		double pt;
	} units[] = {
		{"pt", 1},  {"mm", 72 / 25.4}, {"cm", 720 / 25.4},
		{"in", 72}, {"pc", 12},	       {"px", 0.75},
	};

	for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
		if (unit_len == strlen(units[i].name) &&
		    memcmp(units[i].name, unit, unit_len) == 0) {
			*result = dim_from_pt(value * units[i].pt);
			return true;
		}
	}
	return false;
}
