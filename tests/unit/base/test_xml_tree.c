/* Walking a tree without libxml2, and writing it. */
#include "base/arena.h"
#include "base/diag.h"
#include "base/strbuf.h"
#include "base/xml.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const char text[] =
	"<?xml version=\"1.0\"?>\n"
	"<a xmlns=\"u\" x=\"1\" y=\"é\">t<!-- c --><b/>u<p:c xmlns:p=\"v\"/></a>\n";

static void
elements_and_attributes(void **state)
{
	struct arena *a = arena_new();
	struct diag *d = diag_new(a);
	const struct _xmlDoc *doc = xml_parse_memory(a, d, "t.xml", text, sizeof text - 1, NULL);
	const struct _xmlNode *root, *child;

	(void)state;
	assert_non_null(doc);
	root = xml_root(doc);
	assert_string_equal(xml_name(root), "a");
	assert_string_equal(xml_ns(root), "u");
	assert_string_equal(xml_attr(a, root, "y"), "é");
	assert_null(xml_attr(a, root, "z"));
	assert_string_equal(xml_attr_name(root, 0), "x");
	assert_string_equal(xml_attr_name(root, 1), "y");
	assert_null(xml_attr_name(root, 2));
	child = xml_first(root);
	assert_string_equal(xml_name(child), "b");
	assert_null(xml_first(child));
	child = xml_next(child);
	assert_string_equal(xml_name(child), "c");
	assert_string_equal(xml_ns(child), "v");
	assert_null(xml_next(child));
	arena_free(a);
}

static void
writes_utf8_and_adds_no_space(void **state)
{
	struct arena *a = arena_new();
	struct diag *d = diag_new(a);
	const struct _xmlDoc *doc = xml_parse_memory(a, d, "t.xml", text, sizeof text - 1, NULL);
	struct strbuf out = STRBUF_INIT;

	(void)state;
	xml_write(doc, &out);
	assert_non_null(strstr(out.s, "<a xmlns=\"u\" x=\"1\" y=\"é\">t<!-- c --><b/>u<p:c "
				      "xmlns:p=\"v\"/></a>"));
	assert_non_null(strstr(out.s, "encoding=\"UTF-8\""));
	strbuf_release(&out);
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(elements_and_attributes),
		cmocka_unit_test(writes_utf8_and_adds_no_space),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
