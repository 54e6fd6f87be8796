/* The plan's state and what its signatures are worth. */
#include "variant.h"

#define ROOT   "revision=\"1.1\" xml:lang"
#define AT_1_0 ROOT, "revision=\"1.0\" xml:lang"
#define SG_1_SIGNS(revision)                                                    \
	"<signature of=\"SG-2\"", "<signature of=\"SG-1\" revision=\"" revision \
				  "\" decision=\"approve\" on=\"2026-03-14\" "  \
				  "how=\"minutes\"/>\n<signature of=\"SG-2\""
/* The revision after 1.0 taken away. */
#define ONLY_1_0  "<revision n=\"1.1\"", "<revision n=\"0.5\""
#define NO_DIGEST " digest=\"sha256:5f1c\"", ""
#define REVIEW(revision, more)                                                                   \
	"<approval policy", "<review id=\"RV-2\" kind=\"team\" round=\"2\" revision=\"" revision \
			    "\" opened=\"2026-05-29\" lead=\"p-lind\" " more                     \
			    "<reviewer who=\"p-tan\" state=\"pending\"/></review><approval policy"

static void
expect(const struct variant *v, const char *state, const char *reason)
{
	assert_string_equal(variant_fact(v, "/p:plan/@f:state"), state);
	if (reason != NULL)
		assert_string_equal(variant_fact(v, "/p:plan/@f:state-reason"), reason);
	arena_free(v->arena);
}

static void
test_first_issue(void **state)
{
	struct variant v = VARIANT(AT_1_0);
	(void)state;
	expect(&v, "partly-signed", "waiting for Maja Lind, Elena Ruiz");
	v = VARIANT(AT_1_0, NO_DIGEST);
	expect(&v, "partly-signed", "waiting for Maja Lind");
	v = VARIANT(AT_1_0, ONLY_1_0, NO_DIGEST, SG_1_SIGNS("1.0"));
	assert_string_equal(variant_fact(&v, "/p:plan/@f:approved-on"), "2026-03-14");
	expect(&v, "approved", NULL);
}

static void
test_digest_differs(void **state)
{
	struct variant v = VARIANT(AT_1_0, SG_1_SIGNS("1.0"));
	(void)state;
	assert_string_equal(variant_fact(&v, "//*[@id='SG-4']/@f:decision"), "open");
	expect(&v, "approval-lapsed", "the content is not what was signed: its digest differs");
}

static void
test_digest_agrees(void **state)
{
	struct variant v = VARIANT(AT_1_0);
	char digest[40];
	(void)state;
	snprintf(digest, sizeof digest, "sha256:%.16s", variant_fact(&v, "/p:plan/@f:digest"));
	arena_free(v.arena);
	v = VARIANT(AT_1_0, SG_1_SIGNS("1.0"), "sha256:5f1c", digest);
	expect(&v, "approved", NULL);
	/* The same content signed in an earlier revision holds, whatever the class since. */
	char initial[80];
	snprintf(initial, sizeof initial, "class=\"initial\" digest=\"%s\"", digest);
	v = VARIANT(NO_DIGEST, SG_1_SIGNS("1.0"), "class=\"initial\"", initial, "class=\"minor\"",
		    "class=\"major\"");
	expect(&v, "approved", NULL);
}

static void
test_conditions(void **state)
{
	struct variant v =
		VARIANT(AT_1_0, NO_DIGEST, SG_1_SIGNS("1.0"), "due=\"2026-04-30\" state=\"met\"",
			"due=\"2026-06-30\" state=\"open\"");
	(void)state;
	expect(&v, "approved-with-conditions", "1 condition is open");
	v = VARIANT(AT_1_0, NO_DIGEST, SG_1_SIGNS("1.0"), "state=\"met\"", "state=\"open\"");
	assert_string_equal(variant_fact(&v, "//*[@id='CN-1']/@f:state"), "overdue");
	expect(&v, "approval-lapsed", "condition CN-1 is past its due date");
	v = VARIANT(AT_1_0, NO_DIGEST, SG_1_SIGNS("1.0"), "state=\"met\"", "state=\"waived\"");
	expect(&v, "approved", NULL);
}

static void
test_later_revision(void **state)
{
	/* Minor: the chair's signature holds, the process owner's and the team lead's do not. */
	struct variant v = VARIANT(NO_DIGEST, SG_1_SIGNS("1.0"));
	(void)state;
	assert_string_equal(variant_fact(&v, "//*[@id='SG-4']/@f:signed-revision"), "1.0");
	assert_string_equal(variant_fact(&v, "//*[@id='SG-2']/@f:decision"), "open");
	expect(&v, "approval-lapsed",
	       "revision 1.1 has to be signed again by Maja Lind, Chidi Okafor");
	/* Editorial: only the plan's owner. */
	v = VARIANT(NO_DIGEST, SG_1_SIGNS("1.0"), "class=\"minor\"", "class=\"editorial\"");
	expect(&v, "approval-lapsed", "revision 1.1 has to be signed again by Chidi Okafor");
	/* Major: everybody. */
	v = VARIANT(NO_DIGEST, SG_1_SIGNS("1.0"), "class=\"minor\"", "class=\"major\"");
	assert_string_equal(variant_fact(&v, "//*[@id='SG-4']/@f:decision"), "open");
	expect(&v, "approval-lapsed", NULL);
	/* Asked again and answered. */
	v = VARIANT(NO_DIGEST, SG_1_SIGNS("1.1"), "of=\"SG-2\" revision=\"1.0\"",
		    "of=\"SG-2\" revision=\"1.1\"");
	expect(&v, "approved", NULL);
	/* Nothing was ever approved by all. */
	v = VARIANT(NO_DIGEST);
	expect(&v, "draft", "no review of revision 1.1 has been opened");
}

static void
test_reviews(void **state)
{
	struct variant v = VARIANT(REVIEW("1.1", ">"));
	(void)state;
	assert_string_equal(variant_fact(&v, "//*[@id='RV-2']/@f:state"), "open");
	expect(&v, "in-review", "review RV-2 is open");
	/* An open review wins over signatures. */
	v = VARIANT(AT_1_0, NO_DIGEST, SG_1_SIGNS("1.0"), REVIEW("1.0", ">"));
	expect(&v, "in-review", NULL);
	v = VARIANT(REVIEW("1.1", "closed=\"2026-05-30\">"));
	expect(&v, "ready-to-sign", NULL);
	/* A major comment left open. */
	v = VARIANT("kind=\"stakeholder\" round=\"1\" revision=\"0.9\"",
		    "kind=\"stakeholder\" round=\"1\" revision=\"1.1\"", "is=\"accepted-modified\"",
		    "is=\"open\"");
	expect(&v, "in-review", "1 critical or major comment is open");
}

static void
test_rejection(void **state)
{
	struct variant v = VARIANT(AT_1_0, "of=\"SG-2\" revision=\"1.0\" decision=\"approve\"",
				   "of=\"SG-2\" revision=\"1.0\" decision=\"reject\"");
	(void)state;
	assert_string_equal(variant_fact(&v, "//*[@id='SG-2']/@f:decision"), "reject");
	expect(&v, "rejected", "Chidi Okafor rejected it");
	/* One who need not sign cannot stop it; an abstention of one who must is no signature. */
	v = VARIANT(AT_1_0, NO_DIGEST, SG_1_SIGNS("1.0"),
		    "of=\"SG-1\" revision=\"1.0\" decision=\"approve\"",
		    "of=\"SG-3\" revision=\"1.0\" decision=\"reject\"");
	expect(&v, "partly-signed", NULL);
	v = VARIANT(AT_1_0, NO_DIGEST, SG_1_SIGNS("1.0"),
		    "of=\"SG-1\" revision=\"1.0\" decision=\"approve\"",
		    "of=\"SG-1\" revision=\"1.0\" decision=\"abstain\"");
	expect(&v, "partly-signed", "waiting for Maja Lind");
}

static void
test_end(void **state)
{
	struct variant v = VARIANT(AT_1_0, NO_DIGEST, SG_1_SIGNS("1.0"),
				   "trigger=\"review negotiation\"", "trigger=\"closure\"");
	(void)state;
	expect(&v, "withdrawn", NULL);
	/* All approvals are of the later revision. */
	v = VARIANT(AT_1_0, NO_DIGEST, SG_1_SIGNS("1.1"), "of=\"SG-2\" revision=\"1.0\"",
		    "of=\"SG-2\" revision=\"1.1\"", "of=\"SG-4\" revision=\"1.0\"",
		    "of=\"SG-4\" revision=\"1.1\"");
	expect(&v, "superseded", "revision 1.1 is approved");
}

static void
test_reviewers(void **state)
{
	struct variant v =
		VARIANT("<reviewer who=\"p-bauer\" state=\"no-comment\"",
			"<reviewer who=\"p-bauer\" delegate=\"p-lind\" state=\"delegated\"");
	size_t count;
	const char *const *ids = plan_reviewers(v.plan, v.arena, v.diag, NULL, &count);
	(void)state;
	assert_int_equal(count, 2);
	assert_string_equal(ids[0], "p-tan");
	assert_string_equal(ids[1], "p-lind");
	assert_null(plan_reviewers(v.plan, v.arena, v.diag, "RV-2", &count));
	assert_true(diag_has(v.diag, "PP820"));
	arena_free(v.arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_first_issue),    cmocka_unit_test(test_digest_differs),
		cmocka_unit_test(test_digest_agrees),  cmocka_unit_test(test_conditions),
		cmocka_unit_test(test_later_revision), cmocka_unit_test(test_reviews),
		cmocka_unit_test(test_rejection),      cmocka_unit_test(test_end),
		cmocka_unit_test(test_reviewers),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
