/* XInclude: places kept, only allowed folders, loops, fallback, xpointer. */
#include "base/arena.h"
#include "base/diag.h"
#include "base/xml.h"

#include <libxml/tree.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#define XI "xmlns:xi='http://www.w3.org/2001/XInclude'"

static char folder[] = "/tmp/planpress-test-XXXXXX";

static void
put(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");

	if (f == NULL)
		abort();
	fputs(text, f);
	fclose(f);
}

static int
make_folder(void **state)
{
	(void)state;
	if (mkdtemp(folder) == NULL || chdir(folder) != 0 || mkdir("in", 0777) != 0 ||
	    mkdir("in/sub", 0777) != 0)
		return -1;
	put("outside.xml", "<secret/>");
	put("in/sub/part.xml", "<p " XI ">\n  <q id='q1'/>\n  <q id='q2'><r/></q>\n"
			       "  <xi:include href='inner.xml'/></p>");
	put("in/sub/inner.xml", "<!-- c -->\n<inner/>");
	put("in/sub/text.txt", "a<b & c");
	put("in/sub/bad.xml", "<p>\n<q></p>");
	put("in/sub/loop.xml", "<l " XI "><xi:include href='../sub/loop.xml'/></l>");
	return 0;
}

static int
remove_folder(void **state)
{
	char command[64];

	(void)state;
	snprintf(command, sizeof command, "rm -rf %s", folder);
	return chdir("/") == 0 && system(command) == 0 ? 0 : -1;
}

struct run {
	struct arena *a;
	struct diag *d;
	xmlDoc *doc;
};

static struct run
include(const char *body, const char *allow)
{
	struct run r = {.a = arena_new()};
	struct xml_options o = {
		.xinclude = true, .allow_paths = &allow, .allow_count = allow != NULL};
	char text[1000];

	r.d = diag_new(r.a);
	snprintf(text, sizeof text, "<a " XI ">\n%s</a>", body);
	put("in/main.xml", text);
	r.doc = xml_parse_file(r.a, r.d, "in/main.xml", &o);
	return r;
}

static void
refused(const char *body, const char *code, const char *file, int line)
{
	struct run r = include(body, NULL);

	assert_null(r.doc);
	assert_int_equal(diag_count(r.d, DIAG_NOTE), 1);
	assert_string_equal(diag_first(r.d)->kind->code, code);
	assert_string_equal(diag_first(r.d)->place.file, file);
	assert_int_equal(diag_first(r.d)->place.line, line);
	assert_int_equal(diag_exit(r.d, false), 3);
	arena_free(r.a);
}

/* Names of the root's elements below, in order. */
static void
gives(const char *body, const char *names)
{
	struct run r = include(body, NULL);
	char got[200] = "";

	assert_non_null(r.doc);
	for (const xmlNode *n = xmlFirstElementChild(xmlDocGetRootElement(r.doc)); n != NULL;
	     n = n->next)
		if (n->type == XML_ELEMENT_NODE)
			strcat(strcat(got, (const char *)n->name), " ");
	assert_string_equal(got, names);
	arena_free(r.a);
}

static void
elements_keep_file_and_place(void **state)
{
	struct run r = include("<xi:include href='sub/part.xml'/>", NULL);
	const xmlNode *p;
	struct diag_place place;

	(void)state;
	assert_non_null(r.doc);
	p = xmlFirstElementChild(xmlDocGetRootElement(r.doc));
	place = xml_place(xmlFirstElementChild((xmlNode *)(size_t)p)->next->next);
	assert_string_equal(place.file, "in/sub/part.xml");
	assert_int_equal(place.line, 3);
	assert_int_equal(place.column, 3);
	place = xml_place(xmlLastElementChild((xmlNode *)(size_t)p));
	assert_string_equal(place.file, "in/sub/inner.xml");
	assert_int_equal(place.line, 2);
	arena_free(r.a);
}

static void
parts_are_selected(void **state)
{
	(void)state;
	gives("<xi:include href='sub/part.xml' xpointer='q2'/>", "q ");
	gives("<xi:include href='sub/part.xml' xpointer='element(/1/3)'/>", "inner ");
	gives("<xi:include href='sub/part.xml' xpointer='element(q2/1)'/>", "r ");
	gives("<xi:include href='sub/part.xml' xpointer='xpointer(//q)'/>", "q q ");
	gives("<xi:include href='sub/part.xml' xpointer='element(/1/9)xpointer(//r)'/>", "r ");
	refused("<xi:include href='sub/part.xml' xpointer='q9'/>", "PPB33", "in/main.xml", 2);
	refused("<xi:include href='sub/part.xml' xpointer='xpointer(1+)'/>", "PPB33", "in/main.xml",
		2);
}

static void
text_is_included_as_text(void **state)
{
	struct run r = include("x<xi:include href='sub/text.txt' parse='text'/>y", NULL);
	xmlChar *s;

	(void)state;
	assert_non_null(r.doc);
	s = xmlNodeGetContent(xmlDocGetRootElement(r.doc));
	assert_string_equal((const char *)s, "\nxa<b & cy");
	xmlFree(s);
	arena_free(r.a);
}

static void
fallback_is_for_missing_files_only(void **state)
{
	(void)state;
	gives("<xi:include href='none.xml'><xi:fallback><f/><xi:include href='sub/inner.xml'/>"
	      "</xi:fallback></xi:include><z/>",
	      "f inner z ");
	gives("<xi:include href='none.xml'><xi:fallback/></xi:include><z/>", "z ");
	refused("<xi:include href='sub/bad.xml'><xi:fallback/></xi:include>", "PPB13",
		"in/sub/bad.xml", 2);
}

static void
mistakes_are_told_where_they_are(void **state)
{
	(void)state;
	refused("\n<xi:include href='none.xml'/>", "PPB34", "in/main.xml", 3);
	refused("<xi:include href='../outside.xml'/>", "PPB31", "in/main.xml", 2);
	refused("<xi:include href='/etc/passwd' parse='text'/>", "PPB31", "in/main.xml", 2);
	refused("<xi:include href='http://example.org/x.xml'/>", "PPB31", "in/main.xml", 2);
	refused("<xi:include href='%2e%2e/outside.xml'/>", "PPB31", "in/main.xml", 2);
	refused("<xi:include href='sub/loop.xml'/>", "PPB32", "in/sub/loop.xml", 1);
	refused("<xi:include href='main.xml'/>", "PPB32", "in/main.xml", 2);
	refused("<xi:include href='sub/inner.xml#x'/>", "PPB30", "in/main.xml", 2);
	refused("<xi:include/>", "PPB30", "in/main.xml", 2);
	refused("<xi:include href='sub/inner.xml' parse='html'/>", "PPB30", "in/main.xml", 2);
	refused("<xi:include href='sub'/>", "PPB34", "in/main.xml", 2);
}

/* Nobody may ever write into it. */
static void
pipes_are_refused(void **state)
{
	(void)state;
	assert_int_equal(mkfifo("in/pipe", 0600), 0);
	refused("<xi:include href='pipe'/>", "PPB34", "in/main.xml", 2);
	refused("<xi:include href='pipe' parse='text'/>", "PPB34", "in/main.xml", 2);
}

static void
allowed_folders_are_read(void **state)
{
	struct run r = include("<xi:include href='../outside.xml'/>", folder);

	(void)state;
	assert_non_null(r.doc);
	arena_free(r.a);
}

static void
includes_stay_when_not_wanted(void **state)
{
	struct arena *a = arena_new();
	struct diag *d = diag_new(a);
	static const char text[] = "<a " XI "><xi:include href='x'/></a>";
	xmlDoc *doc = xml_parse_memory(a, d, "t.xml", text, sizeof text - 1, NULL);

	(void)state;
	assert_non_null(doc);
	assert_non_null(xmlFirstElementChild(xmlDocGetRootElement(doc)));
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(elements_keep_file_and_place),
		cmocka_unit_test(parts_are_selected),
		cmocka_unit_test(text_is_included_as_text),
		cmocka_unit_test(fallback_is_for_missing_files_only),
		cmocka_unit_test(mistakes_are_told_where_they_are),
		cmocka_unit_test(allowed_folders_are_read),
		cmocka_unit_test(pipes_are_refused),
		cmocka_unit_test(includes_stay_when_not_wanted),
	};

	return cmocka_run_group_tests(tests, make_folder, remove_folder);
}
