/* Map: order, replacement, many keys; nearest spelling. */
#include "base/arena.h"
#include "base/map.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void
keeps_order_and_finds_all(void **state)
{
	struct arena *a = arena_new();
	struct map *m = map_new(a);
	static int values[5000];
	char key[32];

	(void)state;
	for (int i = 0; i < 5000; i++) {
		snprintf(key, sizeof key, "key-%d", i);
		assert_null(map_put(m, key, &values[i]));
	}
	assert_int_equal(map_count(m), 5000);
	for (int i = 0; i < 5000; i++) {
		snprintf(key, sizeof key, "key-%d", i);
		assert_ptr_equal(map_find(m, key), &values[i]);
		assert_string_equal(map_at(m, (size_t)i)->key, key);
	}
	assert_ptr_equal(map_put(m, "key-7", &values[0]), &values[7]);
	assert_int_equal(map_count(m), 5000);
	assert_null(map_find(m, "key-5000"));
	assert_false(map_has(m, "key"));
	assert_true(map_has(m, "key-0"));
	arena_free(a);
}

static void
keys_are_bytes(void **state)
{
	struct arena *a = arena_new();
	struct map *m = map_new(a);
	int one, two, none;

	(void)state;
	map_put_n(m, "a\0b", 3, &one);
	map_put_n(m, "a\0c", 3, &two);
	map_put_n(m, "", 0, &none);
	assert_ptr_equal(map_find_n(m, "a\0b", 3), &one);
	assert_ptr_equal(map_find_n(m, "a\0c", 3), &two);
	assert_ptr_equal(map_find(m, ""), &none);
	assert_null(map_find(m, "a"));
	arena_free(a);
}

static bool
not_tasks(const char *key, const void *value, const void *ctx)
{
	(void)value;
	(void)ctx;
	return strcmp(key, "task") != 0;
}

static void
nearest_is_a_likely_misspelling(void **state)
{
	struct arena *a = arena_new();
	struct map *m = map_new(a);

	(void)state;
	map_put(m, "task", NULL);
	map_put(m, "tasks", NULL);
	map_put(m, "milestone", NULL);
	assert_string_equal(map_nearest(m, "taks", NULL, NULL), "task");
	assert_string_equal(map_nearest(m, "taks", not_tasks, NULL), "tasks");
	assert_string_equal(map_nearest(m, "mielstone", NULL, NULL), "milestone");
	assert_string_equal(map_nearest(m, "TASK", NULL, NULL), "task");
	assert_null(map_nearest(m, "appraisal", NULL, NULL));
	arena_free(a);
}

static void
distances(void **state)
{
	char longer[200];

	(void)state;
	memset(longer, 'x', sizeof longer - 1);
	longer[sizeof longer - 1] = '\0';
	assert_int_equal(edit_distance("", ""), 0);
	assert_int_equal(edit_distance("abc", ""), 3);
	assert_int_equal(edit_distance("ab", "ba"), 1);
	assert_int_equal(edit_distance("kitten", "sitting"), 3);
	assert_int_equal(edit_distance(longer, longer), 0);
	assert_int_equal(edit_distance(longer, "x"), 199);
	assert_true(edit_is_near("T-8", "T-9"));
	assert_false(edit_is_near("a", "b"));
	assert_false(edit_is_near("task", "plan"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(keeps_order_and_finds_all),
		cmocka_unit_test(keys_are_bytes),
		cmocka_unit_test(nearest_is_a_likely_misspelling),
		cmocka_unit_test(distances),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
