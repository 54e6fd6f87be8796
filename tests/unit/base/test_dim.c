/* Dimensions: rounding, saturation, units. */
#include "base/dim.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void
arithmetic_saturates(void **state)
{
	(void)state;
	assert_int_equal(dim_add(DIM_MAX, 1), DIM_MAX);
	assert_int_equal(dim_sub(DIM_MIN, 1), DIM_MIN);
	assert_int_equal(dim_scale(DIM_MAX, 2, 1), DIM_MAX);
	assert_int_equal(dim_scale(DIM_MAX, INT64_MAX, -1), DIM_MIN);
	assert_int_equal(dim_scale(1, INT64_MIN, 1), DIM_MIN);
	assert_int_equal(dim_from_pt(1e12), DIM_MAX);
	assert_int_equal(dim_from_pt(-INFINITY), DIM_MIN);
	assert_int_equal(dim_from_pt(NAN), 0);
}

static void
scaling_rounds_half_away_from_zero(void **state)
{
	(void)state;
	assert_int_equal(dim_scale(5, 1, 2), 3);
	assert_int_equal(dim_scale(-5, 1, 2), -3);
	assert_int_equal(dim_scale(5, -1, 2), -3);
	assert_int_equal(dim_scale(4, 1, 3), 1);
	assert_int_equal(dim_scale(5, 1, 3), 2);
	assert_int_equal(dim_scale(7, 1, -2), -4);
	assert_int_equal(dim_scale(1000000, 3000000, 3000000), 1000000);
}

static void
points_and_millipoints(void **state)
{
	(void)state;
	assert_int_equal(dim_from_pt(1.5), 1536);
	assert_int_equal(dim_to_mpt(DIM_PT), 1000);
	assert_int_equal(dim_to_mpt(-DIM_PT / 2), -500);
	for (int mpt = -5000; mpt <= 5000; mpt++)
		assert_int_equal(dim_to_mpt(dim_from_pt(mpt / 1000.0)), mpt);
	assert_true(dim_to_pt(DIM_PT * 12) > 11.999 && dim_to_pt(DIM_PT * 12) < 12.001);
}

static void
units(void **state)
{
	dim d;

	(void)state;
	assert_true(dim_from_unit(1, "in", 2, &d));
	assert_int_equal(d, 72 * DIM_PT);
	assert_true(dim_from_unit(25.4, "mm", 2, &d));
	assert_int_equal(d, 72 * DIM_PT);
	assert_true(dim_from_unit(2.54, "cm", 2, &d));
	assert_int_equal(d, 72 * DIM_PT);
	assert_true(dim_from_unit(6, "pc", 2, &d));
	assert_int_equal(d, 72 * DIM_PT);
	assert_true(dim_from_unit(96, "px", 2, &d));
	assert_int_equal(d, 72 * DIM_PT);
	assert_false(dim_from_unit(1, "furlong", 7, &d));
	assert_false(dim_from_unit(1, "ptx", 3, &d));
	assert_false(dim_from_unit(1, "p", 1, &d));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(arithmetic_saturates),
		cmocka_unit_test(scaling_rounds_half_away_from_zero),
		cmocka_unit_test(points_and_millipoints),
		cmocka_unit_test(units),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
