/*
 * All of tests/plan.  Each NAME.xml is loaded and held against
 *
 *	NAME.diag	its diagnostics, a line each: LINE:COL CODE message, and behind it the
 *			help and fix, indented; no file: there are none
 *	NAME.dates	its schedule, a line a task: id start finish; if the line goes on:
 *			slack and free slack in minutes, driver
 *	NAME.facts	XPath in which p: and f: are bound, a tab, the string it must give
 *
 * ACCEPT=NAME rewrites NAME.diag.
 */
#include "base/arena.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/strbuf.h"
#include "plan/plan.h"

#include <dirent.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define CASES PP_SOURCE_DIR "/tests/plan"

static char *
path_of(struct arena *a, const char *name, const char *suffix)
{
	return arena_printf(a, CASES "/%s%s", name, suffix);
}

static char *
read_file(struct arena *a, const char *path)
{
	size_t len;
	return file_exists(path) ? file_slurp(a, diag_new(a), path, 0, &len) : NULL;
}

static void
put_entries(const struct diag *d, struct strbuf *b)
{
	for (const struct diag_entry *e = diag_first(d); e != NULL; e = e->next) {
		strbuf_printf(b, "%d:%d %s %s\n", e->place.line, e->place.column, e->kind->code,
			      e->message);
		if (e->help != NULL)
			strbuf_printf(b, "  help: %s\n", e->help);
		for (const struct diag_edit *x = e->edits; x != NULL; x = x->next)
			strbuf_printf(b, "  fix: %d:%d, %d characters: %s\n", x->place.line,
				      x->place.column, x->place.length, x->text);
	}
}

static int
check_diag(struct arena *a, const char *name, const struct diag *d)
{
	const char *path = path_of(a, name, ".diag");
	const char *accept = getenv("ACCEPT");
	const char *want = read_file(a, path);
	struct strbuf b = STRBUF_INIT;
	put_entries(d, &b);
	int failed = strcmp(b.s, want == NULL ? "" : want) != 0;
	if (failed && accept != NULL && strcmp(accept, name) == 0)
		failed = !file_write(diag_new(a), path, b.s, b.len);
	else if (failed)
		print_error("%s: expected\n%sgot\n%s", name, want == NULL ? "nothing\n" : want,
			    b.s);
	strbuf_release(&b);
	return failed;
}

static char *
evaluate(struct arena *a, xmlDoc *doc, const char *xpath)
{
	xmlXPathContext *ctx = xmlXPathNewContext(doc);
	xmlXPathRegisterNs(ctx, (const xmlChar *)"p", (const xmlChar *)PLAN_NS);
	xmlXPathRegisterNs(ctx, (const xmlChar *)"f", (const xmlChar *)PLAN_FACTS_NS);
	xmlXPathObject *o = xmlXPathEvalExpression((const xmlChar *)xpath, ctx);
	xmlChar *s = o == NULL ? NULL : xmlXPathCastToString(o);
	char *copy = arena_strdup(a, s == NULL ? "(not XPath)" : (const char *)s);
	xmlFree(s);
	xmlXPathFreeObject(o);
	xmlXPathFreeContext(ctx);
	return copy;
}

static int
check_dates(struct arena *a, const char *name, xmlDoc *doc)
{
	static const char *const facts[] = {"start", "finish", "slack-minutes",
					    "free-slack-minutes", "driver"};
	char *text = read_file(a, path_of(a, name, ".dates"));
	char *save = NULL;
	int failed = 0;
	if (text == NULL)
		return 0;
	if (doc == NULL) {
		print_error("%s: no schedule\n", name);
		return 1;
	}
	for (char *l = strtok_r(text, "\n", &save); l != NULL; l = strtok_r(NULL, "\n", &save)) {
		char *words = NULL;
		const char *id = strtok_r(l, " ", &words);
		const char *want;
		for (size_t i = 0; i < 5 && (want = strtok_r(NULL, " ", &words)) != NULL; i++) {
			const char *got = evaluate(
				a, doc, arena_printf(a, "//*[@id='%s']/@f:%s", id, facts[i]));
			if (strcmp(got, want) != 0) {
				print_error("%s: %s %s: expected %s, got %s\n", name, id, facts[i],
					    want, got);
				failed = 1;
			}
		}
	}
	return failed;
}

static int
check_facts(struct arena *a, const char *name, xmlDoc *doc)
{
	char *text = read_file(a, path_of(a, name, ".facts"));
	char *save = NULL;
	int failed = 0;
	for (char *l = text == NULL ? NULL : strtok_r(text, "\n", &save); l != NULL;
	     l = strtok_r(NULL, "\n", &save)) {
		char *tab = strchr(l, '\t');
		assert_non_null(tab);
		*tab = '\0';
		const char *got = doc == NULL ? "(no facts)" : evaluate(a, doc, l);
		if (strcmp(got, tab + 1) != 0) {
			print_error("%s: %s: expected '%s', got '%s'\n", name, l, tab + 1, got);
			failed = 1;
		}
	}
	return failed;
}

static int
check_case(const char *name)
{
	struct arena *a = arena_new();
	struct diag *d = diag_new(a);
	const struct plan_options options = {.today = date_from_ymd(2026, 6, 1)};
	struct plan *plan = plan_load(a, d, path_of(a, name, ".xml"), &options);
	xmlDoc *doc = plan_level(plan) == PLAN_READY ? plan_facts(plan) : NULL;
	int failed = check_diag(a, name, d) + check_dates(a, name, doc) + check_facts(a, name, doc);
	arena_free(a);
	return failed;
}

static int
is_case(const struct dirent *e)
{
	size_t len = strlen(e->d_name);
	return len > 4 && strcmp(e->d_name + len - 4, ".xml") == 0;
}

static void
test_all(void **state)
{
	struct dirent **list;
	int count = scandir(CASES, &list, is_case, alphasort);
	int failed = 0;
	(void)state;
	assert_true(count > 0);
	for (int i = 0; i < count; i++) {
		list[i]->d_name[strlen(list[i]->d_name) - 4] = '\0';
		failed += check_case(list[i]->d_name);
		free(list[i]);
	}
	free(list);
	assert_int_equal(failed, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(test_all)};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
