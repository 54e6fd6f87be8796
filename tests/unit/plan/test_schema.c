/* The schema: the tree comes back as it was, and endless mistakes come to an end. */
#include "base/arena.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/strbuf.h"
#include "base/xml.h"
#include "plan/plan.h"
#include "plan/schema.h"

#include <libxml/tree.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

static char *
dump(struct arena *a, xmlDoc *doc)
{
	xmlChar *text;
	int len;
	xmlDocDumpMemory(doc, &text, &len);
	char *copy = arena_strndup(a, (const char *)text, (size_t)len);
	xmlFree(text);
	return copy;
}

/* All broken cases: every repair is undone, every hidden attribute shown. */
static void
test_tree_is_restored(void **state)
{
	static const char *const cases[] = {"schema-attributes",      "schema-element-place",
					    "schema-element-unknown", "schema-missing-many",
					    "schema-namespace",	      "schema-text",
					    "schema-values"};
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct arena *a = arena_new();
		struct diag *d = diag_new(a);
		const char *path = arena_printf(a, PP_SOURCE_DIR "/tests/plan/%s.xml", cases[i]);
		xmlDoc *doc = xml_parse_file(a, d, path, NULL);
		assert_non_null(doc);
		const char *before = dump(a, doc);
		assert_false(schema_check(a, d, doc));
		assert_true(diag_count(d, DIAG_ERROR) > 0);
		assert_false(diag_has(d, "PP018")); /* each is told in words of our own */
		assert_int_equal(diag_exit(d, false), 3);
		assert_string_equal(dump(a, doc), before);
		/* And a second look says the same. */
		size_t count = diag_count(d, DIAG_ERROR);
		struct diag *again = diag_new(a);
		assert_false(schema_check(a, again, doc));
		assert_int_equal(diag_count(again, DIAG_ERROR), count);
		arena_free(a);
	}
}

/* A plan whose people are followed by count copies of text. */
static xmlDoc *
flooded(struct arena *a, struct diag *d, const char *behind, const char *text, int count)
{
	size_t len;
	char *plan = file_slurp(a, d, PP_SOURCE_DIR "/tests/plan/example.xml", 0, &len);
	char *at = strstr(plan, behind);
	struct strbuf b = STRBUF_INIT;
	assert_non_null(at);
	at += strlen(behind);
	strbuf_add(&b, plan, (size_t)(at - plan));
	for (int i = 0; i < count; i++)
		strbuf_puts(&b, text);
	strbuf_puts(&b, at);
	char *copy = arena_strndup(a, b.s, b.len);
	strbuf_release(&b);
	return xml_parse_memory(a, d, "flood.xml", copy, strlen(copy), NULL);
}

static void
test_flood(void **state)
{
	static const struct {
		const char *behind;
		const char *text;
	} floods[] = {
		{"<people>", "<person id='a'/>"},
		{"<people>", "<persn/>"},
		{"<people>", "words<role/>"},
		{"<people>", "<x xmlns='urn:x'/>"},
		{"</people>", "<people/>"},
		{"<purpose>", "<p>a</p>b<x/>"},
		{"<tracking>", "<progress of='T-1' percent='1000' spent='x' state='?'/>"},
	};
	(void)state;
	for (size_t i = 0; i < sizeof floods / sizeof floods[0]; i++) {
		struct arena *a = arena_new();
		struct diag *d = diag_new(a);
		xmlDoc *doc = flooded(a, d, floods[i].behind, floods[i].text, 20000);
		assert_non_null(doc);
		const char *before = dump(a, doc);
		clock_t begin = clock();
		assert_false(schema_check(a, d, doc));
		double seconds = (double)(clock() - begin) / CLOCKS_PER_SEC;
		if (!diag_has(d, "PP019"))
			fail_msg("%s: %zu mistakes", floods[i].text, diag_count(d, DIAG_ERROR));
		assert_true(diag_count(d, DIAG_ERROR) < 600);
		if (seconds > 5.0)
			fail_msg("%s: %.1f s", floods[i].text, seconds);
		assert_string_equal(dump(a, doc), before);
		arena_free(a);
	}
}

static void
test_schema_text(void **state)
{
	size_t len;
	const char *text = plan_schema_text(&len);
	(void)state;
	assert_true(len > 1000);
	assert_int_equal(strncmp(text, "<?xml", 5), 0);
	assert_int_equal(text[len], '\0');
	assert_int_equal(strlen(text), len);
}

static void
test_rows(void **state)
{
	size_t count;
	const struct diag_kind *rows = plan_diag_rows(&count);
	(void)state;
	for (size_t i = 0; i < count; i++) {
		assert_int_equal(strncmp(rows[i].code, "PP", 2), 0);
		assert_non_null(rows[i].text);
		assert_non_null(rows[i].instead);
		assert_true((rows[i].exit == 0) == (rows[i].rank < DIAG_ERROR));
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_tree_is_restored),
		cmocka_unit_test(test_flood),
		cmocka_unit_test(test_schema_text),
		cmocka_unit_test(test_rows),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
