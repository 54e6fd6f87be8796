/* The digest: what changes it, and what does not. */
#include "variant.h"

static char original[65];

static const char *
digest_of(struct variant v)
{
	static char digest[65];
	snprintf(digest, sizeof digest, "%s", variant_fact(&v, "/p:plan/@f:digest"));
	arena_free(v.arena);
	return digest;
}

#define SAME(...)    assert_string_equal(digest_of(VARIANT(__VA_ARGS__)), original)
#define DIFFERS(...) assert_string_not_equal(digest_of(VARIANT(__VA_ARGS__)), original)

static void
test_same(void **state)
{
	(void)state;
	SAME("revision=\"1.1\"", "revision=\"1.2\"");
	SAME("status-date=\"2026-05-29\"", "status-date=\"2026-06-29\"");
	SAME("<title>Make peer reviews", "<title>\n  Make   peer\treviews");
	SAME("find defects early</title>", "find <!-- a note --> defects early<?pi?> </title>");
	SAME("covered by <ref", "covered by\n <ref");
	SAME("<people>", "<people xml:base=\"http://x.example/\">");
	SAME("may=\"approve-plan change-baseline deploy",
	     "may=\"change-baseline  deploy approve-plan");
	SAME("nature=\"major unproven\"", "nature=\"unproven major\"");
	SAME("id=\"TM-1\" name=\"Review action team\"", "name=\"Review action team\" id=\"TM-1\"");
	SAME("state=\"agreed\">Two half", "state=\"met\">Two half");
	SAME("start=\"2026-03-16\" finish=\"2026-04-07\"/>",
	     "start=\"2026-03-17\" finish=\"2026-04-08\"/>");
	SAME("Leave in week 21", "Ill in week 21");
	SAME("Six weeks overlaps", "Seven weeks overlap");
	SAME("First issue.", "The first issue.");
	SAME("Approved plan 1.0", "The plan");
	SAME("<stop-when>", "<stop-when>", "</pilot>",
	     "<outcome decision=\"deploy\" by=\"B-MSC\" on=\"2026-06-10\">Go "
	     "on.</outcome></pilot>");
	SAME("xml:lang=\"en\"",
	     "xml:lang=\"en\" xmlns:f=\"urn:planpress:facts:1\" f:state=\"approved\"");
	SAME("<head>", "<head xmlns:f=\"urn:planpress:facts:1\" f:state=\"x\">");
}

static void
test_differs(void **state)
{
	(void)state;
	DIFFERS("find defects early</title>", "find defects soon</title>");
	DIFFERS("duration=\"15d\"", "duration=\"16d\"");
	DIFFERS("capacity=\"concur\"", "capacity=\"approve\"");
	DIFFERS("id=\"SG-3\" who=\"p-bauer\"", "id=\"SG-3\" who=\"p-tan\"");
	DIFFERS("secured=\"no\"", "secured=\"yes\"");
	DIFFERS("<person id=\"p-ruiz\"   name=\"Elena Ruiz\"     title=\"VP Engineering\"/>\n  "
		"<person id=\"p-okafor\" name=\"Chidi Okafor\"   title=\"Owner, Review process\"/>",
		"<person id=\"p-okafor\" name=\"Chidi Okafor\"   title=\"Owner, Review "
		"process\"/>\n  "
		"<person id=\"p-ruiz\"   name=\"Elena Ruiz\"     title=\"VP Engineering\"/>");
	DIFFERS("covered by <ref", "covered by<ref");
	DIFFERS("</risks>",
		"</risks><waivers><waiver rule=\"PP510\" by=\"B-MSC\" on=\"2026-03-01\">So "
		"be it.</waiver></waivers>");
}

/* A white space at the border of an inline element is one wherever it is written. */
static void
test_inline_space(void **state)
{
	char one[65];
	(void)state;
	snprintf(one, sizeof one, "%s",
		 digest_of(VARIANT("Two-hour workshop with", "Two-hour <b>workshop </b> with")));
	assert_string_equal(
		digest_of(VARIANT("Two-hour workshop with", "Two-hour <b>workshop </b>with")), one);
	assert_string_not_equal(
		digest_of(VARIANT("Two-hour workshop with", "Two-hour <b>workshop</b>with")), one);
	/* And nothing that looks like markup is taken for it. */
	snprintf(one, sizeof one, "%s",
		 digest_of(VARIANT("Two-hour workshop", "Two-hour &lt;b/&gt;workshop")));
	assert_string_not_equal(digest_of(VARIANT("Two-hour workshop", "Two-hour <b/>workshop")),
				one);
	assert_string_not_equal(digest_of(VARIANT("Two-hour workshop", "Two-hour workshop")), one);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_same),
					   cmocka_unit_test(test_differs),
					   cmocka_unit_test(test_inline_space)};
	snprintf(original, sizeof original, "%s", digest_of(VARIANT("<head>", "<head>")));
	return cmocka_run_group_tests(tests, NULL, NULL);
}
