/* What an edit must not change; what the commands write is tested in tests/cli/edit.sh. */
#include "plan/edit.h"

#include "plan/variant.h"

#define REVISION "revision=\"1.1\""

static void
test_signed_content_stays(void **state)
{
	struct variant before = VARIANT(REVISION, "revision=\"1.0\"");
	struct variant same =
		VARIANT(REVISION, "revision=\"1.0\"", "percent=\"60\"", "percent=\"70\"");
	struct variant other =
		VARIANT(REVISION, "revision=\"1.0\"", "duration=\"6w\"", "duration=\"5w\"");

	(void)state;
	assert_true(plan_edit_allowed(before.plan, same.plan, before.diag));
	assert_false(plan_edit_allowed(before.plan, other.plan, before.diag));
	assert_true(diag_has(before.diag, "PPE12"));
	assert_int_equal(diag_exit(before.diag, false), 5);
	arena_free(before.arena);
	arena_free(same.arena);
	arena_free(other.arena);
}

/* Revision 1.1 of the example has no signature yet; a new revision is what a change is for. */
static void
test_unsigned_content_may_change(void **state)
{
	struct variant draft = VARIANT("", "");
	struct variant changed = VARIANT("duration=\"6w\"", "duration=\"5w\"");
	struct variant before = VARIANT(REVISION, "revision=\"1.0\"");

	(void)state;
	assert_true(plan_edit_allowed(draft.plan, changed.plan, draft.diag));
	assert_true(plan_edit_allowed(before.plan, changed.plan, draft.diag));
	assert_false(diag_has(draft.diag, "PPE12"));
	arena_free(draft.arena);
	arena_free(changed.arena);
	arena_free(before.arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_signed_content_stays),
		cmocka_unit_test(test_unsigned_content_may_change),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
