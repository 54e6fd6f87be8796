/*
 * Layout cases: tests/layout/<topic>/<case>.xml, FO with XPath checks over the area dump.
 *
 *	test_cases                 all cases
 *	test_cases tables auto     those whose path holds one of the words
 *	test_cases -d tables/auto  the area dump of a case, for writing checks
 *
 * A case has the shape of Apache FOP's:
 *
 *	<testcase>
 *	  <info>what it shows; where expectations come from</info>
 *	  <fo><fo:root …/></fo>
 *	  <checks>
 *	    <eval expected="144000" xpath="//flow/block[1]/@ipd"/>
 *	    <eval expected="11120" near="10" xpath="…"/>   a number within 10 of it
 *	    <true xpath="…"/>
 *	    <diag code="PPL03"/>      recorded by the formatter
 *	    <no-diag/>                nothing of rank warning or worse
 *	  </checks>
 *	</testcase>
 *
 * Metrics are those of the base 14 fonts (an "Helvetica" of 10 pt sets a digit 5.56 pt wide).
 * tests/known/layout.txt lists cases that fail, with the reason; one that passes is an error there.
 */
#include "base/arena.h"
#include "base/diag.h"
#include "base/strbuf.h"
#include "fo/fo.h"
#include "layout/area.h"
#include "layout/font.h"
#include "layout/layout.h"

#include <libxml/parser.h>
#include <libxml/tree.h>
#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>

#include <dirent.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#define CASES	  PP_SOURCE_DIR "/tests/layout"
#define KNOWN	  PP_SOURCE_DIR "/tests/known/layout.txt"
#define MAX_CASES 1000

struct test_case {
	char name[200]; /* topic/case */
	char path[600];
	bool known; /* to fail */
};

static struct test_case cases[MAX_CASES];
static size_t case_count;

/* One font book for all cases, as a process has one for all documents. */
static struct arena *book_arena;
static struct font_book *book;

/* ---- formatting a case ---- */

struct dump {
	struct strbuf pages;
	const struct fo_node *sequence;
};

static bool
dump_page(void *ctx, struct area_page *page)
{
	struct dump *d = ctx;

	layout_dump_page(&d->pages, page, page->sequence != d->sequence);
	d->sequence = page->sequence;
	arena_free(page->arena);
	return true;
}

static xmlNode *
child_named(xmlNode *parent, const char *name)
{
	for (xmlNode *n = xmlFirstElementChild(parent); n != NULL; n = xmlNextElementSibling(n))
		if (strcmp((const char *)n->name, name) == 0)
			return n;
	return NULL;
}

/* The FO of a case as a document of its own. */
static xmlDoc *
fo_of(xmlDoc *source)
{
	xmlNode *holder = child_named(xmlDocGetRootElement(source), "fo");
	xmlNode *root = holder == NULL ? NULL : xmlFirstElementChild(holder);
	xmlDoc *doc = xmlNewDoc(BAD_CAST "1.0");

	if (root != NULL)
		xmlDocSetRootElement(doc, xmlDocCopyNode(root, doc, 1));
	return doc;
}

/* The dump of a document; false if it could not be formatted. */
static bool
format(struct arena *arena, struct diag *diag, xmlDoc *fo, const char *path, struct strbuf *out)
{
	struct fo_options fo_options = {.base_dir = CASES};
	struct layout_options options = {0};
	struct layout_summary summary = {0};
	struct dump dump = {.pages = STRBUF_INIT};
	struct layout_sink sink = {.page = dump_page, .ctx = &dump, .nodes = true};
	struct fo_doc *doc = fo_open_tree(arena, diag, fo, path, &fo_options);
	bool ok = doc != NULL && layout_run(arena, diag, doc, book, &options, &sink, &summary);

	layout_dump_begin(out, &summary);
	strbuf_add(out, dump.pages.s, dump.pages.len);
	layout_dump_end(out, &summary);
	strbuf_release(&dump.pages);
	return ok;
}

/* ---- checks ---- */

/* The same text, or, where `near` allows it, numbers that differ by no more. */
static bool
agrees(const xmlChar *expected, const xmlChar *got, const xmlChar *near)
{
	if (expected == NULL)
		return false;
	if (near == NULL)
		return xmlStrEqual(got, expected);
	return fabs(xmlXPathCastStringToNumber(got) - xmlXPathCastStringToNumber(expected)) <=
	       xmlXPathCastStringToNumber(near);
}

/* Says what is wrong; tells whether a check fails. */
static bool
check_fails(xmlXPathContext *xpath, xmlNode *check, const struct diag *diag, struct strbuf *why)
{
	xmlChar *path = xmlGetProp(check, BAD_CAST "xpath");
	xmlChar *expected = xmlGetProp(check, BAD_CAST "expected");
	xmlChar *code = xmlGetProp(check, BAD_CAST "code");
	xmlChar *near = xmlGetProp(check, BAD_CAST "near");
	xmlXPathObject *result = path == NULL ? NULL : xmlXPathEvalExpression(path, xpath);
	const char *name = (const char *)check->name;
	long line = xmlGetLineNo(check);
	bool fails = true;

	if (strcmp(name, "diag") == 0) {
		fails = code == NULL || !diag_has(diag, (const char *)code);
		if (fails)
			strbuf_printf(why, "  %ld: no %s was recorded\n", line, (const char *)code);
	} else if (strcmp(name, "no-diag") == 0) {
		fails = diag_count(diag, DIAG_WARNING) > 0;
		if (fails)
			strbuf_printf(why, "  %ld: diagnostics were recorded\n", line);
	} else if (result == NULL) {
		strbuf_printf(why, "  %ld: the XPath is wrong\n", line);
	} else if (strcmp(name, "true") == 0) {
		fails = !xmlXPathCastToBoolean(result);
		if (fails)
			strbuf_printf(why, "  %ld: not true: %s\n", line, (const char *)path);
	} else if (strcmp(name, "eval") == 0) {
		xmlChar *got = xmlXPathCastToString(result);

		fails = !agrees(expected, got, near);
		if (fails)
			strbuf_printf(why, "  %ld: want '%s', got '%s': %s\n", line,
				      (const char *)expected, (const char *)got,
				      (const char *)path);
		xmlFree(got);
	}
	xmlXPathFreeObject(result);
	xmlFree(path);
	xmlFree(expected);
	xmlFree(code);
	xmlFree(near);
	return fails;
}

static size_t
run_checks(xmlDoc *source, xmlDoc *dump, const struct diag *diag, struct strbuf *why)
{
	xmlNode *checks = child_named(xmlDocGetRootElement(source), "checks");
	xmlXPathContext *xpath = xmlXPathNewContext(dump);
	size_t failed = 0;
	size_t run = 0;

	for (xmlNode *c = checks == NULL ? NULL : xmlFirstElementChild(checks); c != NULL;
	     c = xmlNextElementSibling(c)) {
		run++;
		failed += check_fails(xpath, c, diag, why);
	}
	if (run == 0) {
		strbuf_puts(why, "  the case has no checks\n");
		failed++;
	}
	xmlXPathFreeContext(xpath);
	return failed;
}

/* ---- one case ---- */

static size_t
judge(const struct test_case *tc, struct strbuf *dump, struct strbuf *why)
{
	struct arena *arena = arena_new();
	struct diag *diag = diag_new(arena);
	xmlDoc *source = xmlReadFile(tc->path, NULL, XML_PARSE_NONET | XML_PARSE_BIG_LINES);
	size_t failed = 1;
	xmlDoc *fo;
	xmlDoc *tree = NULL;

	if (source == NULL) {
		strbuf_puts(why, "  not well-formed\n");
		arena_free(arena);
		return 1;
	}
	fo = fo_of(source);
	if (!format(arena, diag, fo, tc->path, dump))
		strbuf_puts(why, "  could not be formatted\n");
	else
		tree = xmlReadMemory(dump->s, (int)dump->len, "dump.xml", NULL, XML_PARSE_HUGE);
	if (tree != NULL)
		failed = run_checks(source, tree, diag, why);
	if (failed > 0)
		diag_print(diag, why, DIAG_SHORT, false);
	xmlFreeDoc(tree);
	xmlFreeDoc(source);
	arena_free(arena); /* the FO tree reads fo until then */
	xmlFreeDoc(fo);
	return failed;
}

static void
test_case(void **state)
{
	const struct test_case *tc = *state;
	struct strbuf dump = STRBUF_INIT;
	struct strbuf why = STRBUF_INIT;
	size_t failed = judge(tc, &dump, &why);
	bool wrong = tc->known ? failed == 0 : failed != 0;

	if (wrong && tc->known)
		print_error("%s passes: take it out of %s\n", tc->name, KNOWN);
	else if (wrong)
		print_error("%s:\n%s", tc->path, why.s);
	strbuf_release(&dump);
	strbuf_release(&why);
	if (wrong)
		fail();
}

/* ---- finding them ---- */

/* Names at the begin of the lines of the list; # begins a comment. */
static bool
is_known(const char *name)
{
	FILE *f = fopen(KNOWN, "r");
	char line[1000];
	bool found = false;

	while (f != NULL && !found && fgets(line, sizeof line, f) != NULL) {
		size_t len = strcspn(line, " \t\n");

		found = line[0] != '#' && strlen(name) == len && memcmp(line, name, len) == 0;
	}
	if (f != NULL)
		fclose(f);
	return found;
}

static bool
is_wanted(const char *name, int argc, char **argv)
{
	if (argc < 2)
		return true;
	for (int i = 1; i < argc; i++)
		if (strstr(name, argv[i]) != NULL)
			return true;
	return false;
}

static void
add_topic(const char *topic, int argc, char **argv)
{
	char dir[300];
	struct dirent **entries = NULL;
	int n;

	snprintf(dir, sizeof dir, "%s/%s", CASES, topic);
	n = scandir(dir, &entries, NULL, alphasort);
	for (int i = 0; i < n; i++) {
		char *file = entries[i]->d_name;
		size_t len = strlen(file);
		struct test_case *tc = &cases[case_count];

		if (len > 4 && len < 100 && strcmp(file + len - 4, ".xml") == 0 &&
		    case_count < MAX_CASES) {
			snprintf(tc->name, sizeof tc->name, "%.90s/%.*s", topic, (int)len - 4,
				 file);
			snprintf(tc->path, sizeof tc->path, "%s/%s", dir, file);
			tc->known = is_known(tc->name);
			if (is_wanted(tc->name, argc, argv))
				case_count++;
		}
		free(entries[i]);
	}
	free(entries);
}

static void
find_cases(int argc, char **argv)
{
	struct dirent **topics = NULL;
	int n = scandir(CASES, &topics, NULL, alphasort);

	for (int i = 0; i < n; i++) {
		if (topics[i]->d_name[0] != '.')
			add_topic(topics[i]->d_name, argc, argv);
		free(topics[i]);
	}
	free(topics);
}

static int
print_dumps(void)
{
	for (size_t i = 0; i < case_count; i++) {
		struct strbuf dump = STRBUF_INIT;
		struct strbuf why = STRBUF_INIT;

		judge(&cases[i], &dump, &why);
		printf("%s\n%s", dump.s, why.s);
		strbuf_release(&dump);
		strbuf_release(&why);
	}
	return 0;
}

int
main(int argc, char **argv)
{
	struct font_options options = {.config = PP_SOURCE_DIR "/fonts/fonts.conf", .base14 = true};
	static struct CMUnitTest tests[MAX_CASES];
	bool dump = argc > 1 && strcmp(argv[1], "-d") == 0;
	struct diag *diag;
	int result;

	find_cases(dump ? argc - 1 : argc, dump ? argv + 1 : argv);
	book_arena = arena_new();
	diag = diag_new(book_arena);
	book = font_book_open(book_arena, diag, &options);
	if (book == NULL) {
		fprintf(stderr, "no fonts\n");
		return 1;
	}
	for (size_t i = 0; i < case_count; i++)
		tests[i] = (struct CMUnitTest){
			.name = cases[i].name, .test_func = test_case, .initial_state = &cases[i]};
	result = dump ? print_dumps()
		      : _cmocka_run_group_tests("layout cases", tests, case_count, NULL, NULL);
	arena_free(book_arena);
	xmlCleanupParser();
	return result;
}
