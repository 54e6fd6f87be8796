/* Arena, vector: alignment, zeroing, reset, order of deferred releases, growth. */
#include "base/arena.h"
#include "base/vec.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void
allocations_are_zeroed_aligned_and_apart(void **state)
{
	struct arena *a = arena_new();
	unsigned char *before = NULL;

	(void)state;
	for (size_t size = 0; size < 40000; size = size * 2 + 1) {
		unsigned char *p = arena_alloc(a, size);

		assert_int_equal((uintptr_t)p % _Alignof(max_align_t), 0);
		assert_ptr_not_equal(p, before);
		for (size_t i = 0; i < size; i++)
			assert_int_equal(p[i], 0);
		if (size > 0)
			memset(p, 0xA5, size);
		before = p;
	}
	assert_true(arena_size(a) >= 65535);
	arena_free(a);
	arena_free(NULL);
}

static void
reset_clears_what_it_keeps(void **state)
{
	struct arena *a = arena_new();

	(void)state;
	for (int round = 0; round < 3; round++) {
		for (int i = 0; i < 100; i++) {
			unsigned char *p = arena_alloc(a, 300);

			for (size_t k = 0; k < 300; k++)
				assert_int_equal(p[k], 0);
			memset(p, 0xFF, 300);
		}
		arena_reset(a);
		assert_int_equal(arena_size(a), 0);
	}
	arena_free(a);
}

static int order[3], order_len;

static void
remember(void *object)
{
	order[order_len++] = *(int *)object;
}

static void
deferred_objects_go_in_reverse(void **state)
{
	struct arena *a = arena_new();
	int numbers[] = {1, 2, 3};

	(void)state;
	order_len = 0;
	for (int i = 0; i < 3; i++)
		arena_defer(a, remember, &numbers[i]);
	arena_reset(a);
	assert_int_equal(order_len, 3);
	assert_int_equal(order[0], 3);
	assert_int_equal(order[2], 1);
	arena_free(a);
	assert_int_equal(order_len, 3);
}

static void
vector_grows_and_keeps(void **state)
{
	struct arena *a = arena_new();
	struct {
		VEC(int);
	} v = {0};

	(void)state;
	for (int i = 0; i < 10000; i++)
		VEC_PUSH(a, &v, i * 3);
	assert_int_equal(v.len, 10000);
	for (int i = 0; i < 10000; i++)
		assert_int_equal(v.at[i], i * 3);
	assert_int_equal(vec_next_cap(0), 8);
	arena_free(a);
}

/* What was allocated last grows where it is; what is new in it is zero. */
static void
the_last_array_grows_in_place(void **state)
{
	struct arena *a = arena_new();
	int *first = ARENA_ARRAY(a, 4, int);
	size_t before;

	(void)state;
	first[3] = 5;
	before = arena_size(a);
	int *same = arena_grow(a, first, 4, 64, sizeof *first);
	assert_ptr_equal(same, first);
	assert_int_equal(same[3], 5);
	assert_int_equal(same[63], 0);
	assert_int_equal(arena_size(a) - before, 60 * sizeof *first);
	ARENA_NEW(a, int);
	int *other = arena_grow(a, same, 64, 128, sizeof *same);
	assert_ptr_not_equal(other, same);
	assert_int_equal(other[3], 5);
	/* beyond the block */
	other = arena_grow(a, other, 128, 1 << 20, sizeof *other);
	assert_int_equal(other[3], 5);
	arena_free(a);
}

static void
one_of_known_size_takes_more_too(void **state)
{
	struct arena *a = arena_new_for(100);

	(void)state;
	memset(arena_alloc(a, 96), 1, 96);
	for (int i = 0; i < 1000; i++)
		assert_int_equal(*ARENA_NEW(a, int), 0);
	arena_reset(a);
	assert_int_equal(*ARENA_NEW(a, int), 0);
	arena_free(a);
}

static void
strings_are_copied(void **state)
{
	struct arena *a = arena_new();

	(void)state;
	assert_string_equal(arena_strndup(a, "abcdef", 3), "abc");
	assert_string_equal(arena_printf(a, "%s-%d", "x", 42), "x-42");
	assert_string_equal(arena_strdup(a, ""), "");
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(allocations_are_zeroed_aligned_and_apart),
		cmocka_unit_test(reset_clears_what_it_keeps),
		cmocka_unit_test(deferred_objects_go_in_reverse),
		cmocka_unit_test(vector_grows_and_keeps),
		cmocka_unit_test(the_last_array_grows_in_place),
		cmocka_unit_test(one_of_known_size_takes_more_too),
		cmocka_unit_test(strings_are_copied),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
