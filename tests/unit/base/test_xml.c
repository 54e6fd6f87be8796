/* XML: places, one diagnostic a mistake, entities that would explode, encodings, depth. */
#include "base/arena.h"
#include "base/diag.h"
#include "base/strbuf.h"
#include "base/xml.h"

#include <libxml/tree.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

struct fixture {
	struct arena *a;
	struct diag *d;
};

static int
enter(void **state)
{
	static struct fixture f;

	f.a = arena_new();
	f.d = diag_new(f.a);
	*state = &f;
	return 0;
}

static int
leave(void **state)
{
	struct fixture *f = *state;

	arena_free(f->a);
	return 0;
}

static xmlDoc *
parse(struct fixture *f, const char *text, size_t len)
{
	return xml_parse_memory(f->a, f->d, "t.xml", text, len, NULL);
}

static xmlNode *
child(xmlNode *node, int index)
{
	node = xmlFirstElementChild(node);
	while (index-- > 0)
		node = xmlNextElementSibling(node);
	return node;
}

static void
stands_at(const xmlNode *node, int line, int column)
{
	struct diag_place p = xml_place(node);

	assert_string_equal(p.file, "t.xml");
	assert_int_equal(p.line, line);
	assert_int_equal(p.column, column);
}

static void
elements_know_their_places(void **state)
{
	struct fixture *f = *state;
	static const char text[] = "<?xml version=\"1.0\"?>\n"
				   "<!-- é -->  <plan\n"
				   "   a=\"1\"\n"
				   "   b='x &gt; y >'>é<one/>\r\n"
				   "\t<two><![CDATA[<no>]]><three c=\"日本\"\n"
				   "/></two></plan>";
	xmlDoc *doc = parse(f, text, sizeof text - 1);
	xmlNode *root;

	assert_non_null(doc);
	root = xmlDocGetRootElement(doc);
	stands_at(root, 2, 13);
	stands_at(child(root, 0), 4, 20);
	stands_at(child(root, 1), 5, 2);
	stands_at(child(child(root, 1), 0), 5, 23);
	stands_at(root->children, 2, 13); /* a text: its parent's */
	assert_int_equal(xml_place(root).length, 5);
}

static void
attributes_know_their_places(void **state)
{
	struct fixture *f = *state;
	static const char text[] = "<p:a xmlns:p='u' x = \"1\"\n  p:y='a=\"b\" x=\"9\"' z=''/>";
	xmlDoc *doc = parse(f, text, sizeof text - 1);
	const xmlNode *root;
	struct diag_place p;

	assert_non_null(doc);
	root = xmlDocGetRootElement(doc);
	p = xml_attr_place(f->d, root, "x", false);
	assert_int_equal(p.line * 1000 + p.column, 1018);
	assert_int_equal(p.length, 1);
	p = xml_attr_place(f->d, root, "x", true);
	assert_int_equal(p.line * 1000 + p.column, 1023);
	p = xml_attr_place(f->d, root, "p:y", true);
	assert_int_equal(p.line * 1000 + p.column, 2008);
	assert_int_equal(p.length, 11);
	p = xml_attr_place(f->d, root, "z", false);
	assert_int_equal(p.line * 1000 + p.column, 2021);
	p = xml_attr_place(f->d, root, "missing", true);
	assert_int_equal(p.line * 1000 + p.column, 1001);
	assert_int_equal(p.length, 4);
}

/* libxml2 itself counts no further than 65535. */
static void
places_stay_exact_in_long_files(void **state)
{
	struct fixture *f = *state;
	struct strbuf b = STRBUF_INIT;
	xmlDoc *doc;
	const xmlNode *last;

	strbuf_puts(&b, "<a>\n");
	for (int i = 0; i < 100000; i++)
		strbuf_printf(&b, "<b n=\"%d\"\n c=\"ü\"/>\n", i);
	strbuf_puts(&b, "  <last/></a>");
	doc = parse(f, b.s, b.len);
	assert_non_null(doc);
	last = xmlLastElementChild(xmlDocGetRootElement(doc));
	stands_at(last, 200002, 3);
	strbuf_release(&b);
}

/* Each mistake gives one diagnostic: its code, its place, a word of its text or help. */
static void
mistakes_are_told_once_and_in_place(void **state)
{
	static const struct {
		const char *text, *code;
		int line, column;
		const char *says;
	} cases[] = {
		{"", "PPB10", 0, 0, "empty"},
		{" \n ", "PPB10", 0, 0, "empty"},
		{"hello", "PPB11", 1, 1, "begin with"},
		{"%PDF-1.4", "PPB11", 0, 0, "PDF"},
		{"PK\003\004", "PPB11", 0, 0, "ZIP"},
		{"<!-- only -->", "PPB15", 1, 14, ""},
		{"<a>\n <b>x</a>", "PPB13", 2, 6, "'</a>' does not close '<b>'"},
		{"<a>\n <b>\n", "PPB14", 3, 1, "'<b>'"},
		{"<a>\n x & y</a>", "PPB15", 2, 4, "&amp;"},
		{"<a x=1/>", "PPB15", 1, 6, "quotes"},
		{"<a x='<'/>", "PPB15", 1, 7, "&lt;"},
		{"<a>&nbsp;</a>", "PPB16", 1, 4, "&#160;"},
		{"<a x='&foo;'/>", "PPB16", 1, 7, "'&foo;'"},
		{"<a/><b/>", "PPB15", 1, 5, "outermost"},
		{"<a x='1' x='2'/>", "PPB15", 1, 15, "x redefined"},
		{"<p:a/>", "PPB15", 1, 5, "p"},
		{"<a>\xE4</a>", "PPB12", 1, 4, "0xE4"},
		{"<?xml version='1.0' encoding='klingon'?><a/>", "PPB12", 1, 1, "klingon"},
		{"<a>\x01</a>", "PPB15", 1, 4, "control character"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct arena *a = arena_new();
		struct diag *d = diag_new(a);
		struct strbuf all = STRBUF_INIT;
		const struct diag_entry *e;

		assert_null(xml_parse_memory(a, d, "t.xml", cases[i].text, strlen(cases[i].text),
					     NULL));
		assert_int_equal(diag_count(d, DIAG_NOTE), 1);
		e = diag_first(d);
		diag_print(d, &all, DIAG_HUMAN, false);
		if (strcmp(e->kind->code, cases[i].code) != 0 || e->place.line != cases[i].line ||
		    e->place.column != cases[i].column || strstr(all.s, cases[i].says) == NULL)
			fail_msg("case %zu: expected %s at %d:%d saying '%s', got\n%s", i,
				 cases[i].code, cases[i].line, cases[i].column, cases[i].says,
				 all.s);
		assert_int_equal(diag_exit(d, false), 3);
		strbuf_release(&all);
		arena_free(a);
	}
}

static void
start_tag_is_named_for_a_mismatch(void **state)
{
	struct fixture *f = *state;
	static const char text[] = "<a>\n\n  <b>\n</a>";
	const struct diag_extra *note;

	assert_null(parse(f, text, sizeof text - 1));
	note = diag_first(f->d)->notes;
	assert_non_null(note);
	assert_int_equal(note->place.line, 3);
	assert_int_equal(note->place.column, 3);
}

static void
internal_entities_work(void **state)
{
	struct fixture *f = *state;
	static const char text[] = "<!DOCTYPE a [<!ENTITY co 'ACME &amp; Sons'>"
				   "<!ENTITY lt 'wrong'><!ENTITY part '<b>x</b>'>]>\n<a "
				   "n='&co;'>&co;&part;\n&part;</a>";
	xmlDoc *doc = parse(f, text, sizeof text - 1);
	xmlNode *root;
	xmlChar *s;

	assert_non_null(doc);
	root = xmlDocGetRootElement(doc);
	s = xmlGetProp(root, (const xmlChar *)"n");
	assert_string_equal((const char *)s, "ACME & Sons");
	xmlFree(s);
	s = xmlNodeGetContent(root);
	assert_string_equal((const char *)s, "ACME & Sonsx\nx");
	xmlFree(s);
	assert_int_equal(xmlChildElementCount(root), 2);
	assert_int_equal(xml_place(child(root, 0)).line, 2);
	assert_true(xml_place(child(root, 1)).line > 0);
}

static void
refused(struct fixture *f, const char *text, size_t len, const char *code)
{
	size_t before = arena_size(f->a);

	assert_null(parse(f, text, len));
	assert_int_equal(diag_count(f->d, DIAG_NOTE), 1);
	assert_string_equal(diag_first(f->d)->kind->code, code);
	/* The refusal itself must cost next to nothing. */
	assert_true(arena_size(f->a) - before < 100000);
}

static void
nested_bomb_is_refused(void **state)
{
	struct strbuf b = STRBUF_INIT;

	strbuf_puts(&b, "<!DOCTYPE a [<!ENTITY l0 'lol'>");
	for (int i = 1; i < 10; i++) {
		strbuf_printf(&b, "<!ENTITY l%d '", i);
		for (int k = 0; k < 10; k++)
			strbuf_printf(&b, "&l%d;", i - 1);
		strbuf_puts(&b, "'>");
	}
	strbuf_puts(&b, "]><a x='&l9;'>&l9;</a>");
	refused(*state, b.s, b.len, "PPB18");
	strbuf_release(&b);
}

static void
put_times(struct strbuf *b, const char *text, int times)
{
	while (times-- > 0)
		strbuf_puts(b, text);
}

static void
flat_bomb_is_refused(void **state)
{
	struct strbuf b = STRBUF_INIT;

	strbuf_puts(&b, "<!DOCTYPE a [<!ENTITY l '");
	put_times(&b, "x", 50000);
	strbuf_puts(&b, "'>]><a>");
	put_times(&b, "&l;", 20000);
	strbuf_puts(&b, "</a>");
	refused(*state, b.s, b.len, "PPB18");
	strbuf_release(&b);
}

static void
default_attribute_bomb_is_refused(void **state)
{
	struct strbuf b = STRBUF_INIT;

	strbuf_puts(&b, "<!DOCTYPE a [<!ATTLIST b x CDATA '");
	put_times(&b, "x", 50000);
	strbuf_puts(&b, "'>]><a>");
	put_times(&b, "<b/>", 20000);
	strbuf_puts(&b, "</a>");
	refused(*state, b.s, b.len, "PPB18");
	strbuf_release(&b);
}

static void
chain_of_entities_does_not_exhaust_the_stack(void **state)
{
	struct strbuf b = STRBUF_INIT;

	strbuf_puts(&b, "<!DOCTYPE a [");
	for (int i = 0; i < 20000; i++)
		strbuf_printf(&b, "<!ENTITY e%d '&e%d;'>", i, i + 1);
	strbuf_puts(&b, "<!ENTITY e20000 'x'>]><a>&e0;</a>");
	assert_null(parse(*state, b.s, b.len));
	strbuf_release(&b);
}

static void
external_entities_are_refused_where_declared(void **state)
{
	struct fixture *f = *state;
	static const char general[] =
		"<!DOCTYPE a [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><a>&e;</a>";

	refused(f, general, sizeof general - 1, "PPB17");
	assert_int_equal(diag_first(f->d)->place.column, 14);
}

static void
parameter_entities_are_refused(void **state)
{
	static const char text[] = "<!DOCTYPE a [<!ENTITY % p SYSTEM 'http://x.org/'> %p;]><a/>";

	refused(*state, text, sizeof text - 1, "PPB17");
}

static void
doctype_with_a_system_id_fetches_nothing(void **state)
{
	static const char text[] = "<!DOCTYPE a SYSTEM '/no/such/file.dtd'><a/>";

	assert_non_null(parse(*state, text, sizeof text - 1));
}

static void
depth_is_limited(void **state)
{
	struct fixture *f = *state;
	struct strbuf b = STRBUF_INIT;
	struct xml_options deep = {.max_depth = 1000};

	put_times(&b, "<a>", 600);
	put_times(&b, "</a>", 600);
	assert_null(parse(f, b.s, b.len));
	assert_string_equal(diag_first(f->d)->kind->code, "PPB19");
	assert_int_equal(diag_first(f->d)->place.column, 256 * 3 + 1);
	assert_non_null(xml_parse_memory(f->a, f->d, "deep.xml", b.s, b.len, &deep));
	strbuf_clear(&b);
	put_times(&b, "<a>", 256);
	put_times(&b, "</a>", 256);
	assert_non_null(parse(f, b.s, b.len));
	strbuf_release(&b);
}

static void
size_is_limited(void **state)
{
	struct fixture *f = *state;
	struct xml_options small = {.max_size = 10};

	assert_null(xml_parse_memory(f->a, f->d, "t.xml", "<aaaaaaaaaa/>", 13, &small));
	assert_string_equal(diag_first(f->d)->kind->code, "PPB20");
}

static void
encodings_are_read(void **state)
{
	struct fixture *f = *state;
	static const struct {
		const char *bytes;
		size_t len;
	} cases[] = {
		{"<?xml version='1.0' encoding='ISO-8859-1'?><a>\xE4</a>", 51},
		{"\xEF\xBB\xBF<a>ä</a>", 12},
		{"\xFF\xFE<\0a\0>\0\xE4\0<\0/\0a\0>\0", 18},
		{"\xFE\xFF\0<\0a\0>\0\xE4\0<\0/\0a\0>", 18},
	};

	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		xmlDoc *doc = parse(f, cases[i].bytes, cases[i].len);
		xmlChar *s;

		assert_non_null(doc);
		s = xmlNodeGetContent(xmlDocGetRootElement(doc));
		assert_string_equal((const char *)s, "ä");
		xmlFree(s);
	}
}

/* No prefix of a document may crash or hang; all but the whole are refused. */
static void
every_prefix_is_refused_calmly(void **state)
{
	static const char text[] =
		"<?xml version='1.0' encoding='UTF-8'?><!DOCTYPE a [<!ENTITY e 'x&#38;'>"
		"<!ATTLIST b c CDATA 'd'>]><a xmlns:p='u'><!-- c --><?pi x?><p:b q='&e;'>"
		"<![CDATA[x]]>é&#x20AC;</p:b></a>";

	(void)state;
	for (size_t len = 0; len < sizeof text - 1; len++) {
		struct arena *a = arena_new();
		struct diag *d = diag_new(a);

		assert_null(xml_parse_memory(a, d, "t.xml", text, len, NULL));
		assert_int_equal(diag_count(d, DIAG_NOTE), 1);
		arena_free(a);
	}
}

#define TEST(function) cmocka_unit_test_setup_teardown(function, enter, leave)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(elements_know_their_places),
		TEST(attributes_know_their_places),
		TEST(places_stay_exact_in_long_files),
		TEST(mistakes_are_told_once_and_in_place),
		TEST(start_tag_is_named_for_a_mismatch),
		TEST(internal_entities_work),
		TEST(nested_bomb_is_refused),
		TEST(flat_bomb_is_refused),
		TEST(default_attribute_bomb_is_refused),
		TEST(chain_of_entities_does_not_exhaust_the_stack),
		TEST(external_entities_are_refused_where_declared),
		TEST(parameter_entities_are_refused),
		TEST(doctype_with_a_system_id_fetches_nothing),
		TEST(depth_is_limited),
		TEST(size_is_limited),
		TEST(encodings_are_read),
		TEST(every_prefix_is_refused_calmly),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
