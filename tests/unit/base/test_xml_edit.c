/*
 * Edits of an XML text: what comes, where and how it is written, and that nothing else changes.
 * The last tests edit at random what the samples hold, and compare with the same edit of the tree.
 */
#include "base/arena.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/strbuf.h"
#include "base/xml.h"
#include "base/xml_edit.h"

#include <libxml/c14n.h>
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
	xmlNode *root;
	struct xml_edit *e;
	struct strbuf out;
};

static struct fixture
open_bytes(const char *text, size_t len)
{
	struct fixture f = {.a = arena_new(), .out = STRBUF_INIT};
	xmlDoc *doc;

	f.d = diag_new(f.a);
	doc = xml_parse_memory(f.a, f.d, "t.xml", text, len, NULL);
	assert_non_null(doc);
	f.root = xmlDocGetRootElement(doc);
	f.e = xml_edit_new(f.a, f.d, f.root, "t.xml");
	assert_non_null(f.e);
	return f;
}

static struct fixture
open_text(const char *text)
{
	return open_bytes(text, strlen(text));
}

static void
shut(struct fixture *f)
{
	strbuf_release(&f->out);
	arena_free(f->a);
}

static xmlNode *
child(xmlNode *node, int index)
{
	node = xmlFirstElementChild(node);
	while (index-- > 0)
		node = xmlNextElementSibling(node);
	return node;
}

/* Adds <n v="1"/> to the root, behind its index-th child (-1: as the first). */
static void
adds(const char *text, int index, const char *wanted)
{
	struct fixture f = open_text(text);
	struct xml_new *n = xml_new(f.a, "n");

	xml_new_attr(n, "v", "1");
	assert_true(xml_edit_add(f.e, f.root, index < 0 ? NULL : child(f.root, index), n));
	xml_edit_apply(f.e, &f.out);
	assert_string_equal(f.out.s, wanted);
	shut(&f);
}

static void
test_an_element_is_put_as_its_neighbour_is(void **state)
{
	(void)state;
	adds("<r>\n\t<a/>\n</r>", 0, "<r>\n\t<a/>\n\t<n v=\"1\"/>\n</r>");
	adds("<r>\n  <a/><b/>\n</r>", 1, "<r>\n  <a/><b/><n v=\"1\"/>\n</r>");
	adds("<r><a/></r>", 0, "<r><a/><n v=\"1\"/></r>");
	adds("<r>\r\n    <a/>\r\n</r>\r\n", 0, "<r>\r\n    <a/>\r\n    <n v=\"1\"/>\r\n</r>\r\n");
	adds("<r k='1'>\n <a>x</a> <!-- of a --> <!-- too -->\n</r>", 0,
	     "<r k='1'>\n <a>x</a> <!-- of a --> <!-- too -->\n <n v='1'/>\n</r>");
	adds("<r>\n <a/> <!-- of b --> <b/>\n</r>", 0,
	     "<r>\n <a/>\n <n v=\"1\"/> <!-- of b --> <b/>\n</r>");
	adds("<r>\n <a>\n  <c/></a>\n <!-- of b -->\n <b/>\n</r>", 0,
	     "<r>\n <a>\n  <c/></a>\n <n v=\"1\"/>\n <!-- of b -->\n <b/>\n</r>");
	adds("<r>\n <a><![CDATA[</a>]]></a>\n <b/></r>", 0,
	     "<r>\n <a><![CDATA[</a>]]></a>\n <n v=\"1\"/>\n <b/></r>");
	adds("<!DOCTYPE r [<!ENTITY e '<c>\"</c>'>]>\n<r>\n <a>&e;</a>\n</r>", 0,
	     "<!DOCTYPE r [<!ENTITY e '<c>\"</c>'>]>\n<r>\n <a>&e;</a>\n <n v=\"1\"/>\n</r>");
	adds("<p:r xmlns:p='u'>\n <p:a/>\n</p:r>", 0,
	     "<p:r xmlns:p='u'>\n <p:a/>\n <p:n v='1'/>\n</p:r>");
}

static void
test_the_first_child(void **state)
{
	(void)state;
	adds("<r/>", -1, "<r>\n  <n v=\"1\"/>\n</r>");
	adds("<r />\n", -1, "<r>\n  <n v=\"1\"/>\n</r>\n");
	adds("<r></r>", -1, "<r>\n  <n v=\"1\"/>\n</r>");
	adds("<r>\n</r>", -1, "<r>\n  <n v=\"1\"/>\n</r>");
	adds("<r>\n   <b/></r>", -1, "<r>\n   <n v=\"1\"/>\n   <b/></r>");
	adds("<r><b/></r>", -1, "<r><n v=\"1\"/><b/></r>");
	adds("<r>\n\t<!-- nothing yet -->\n</r>", -1,
	     "<r>\n\t<n v=\"1\"/>\n\t<!-- nothing yet -->\n</r>");
}

/* Of a parent that is no line's beginning, and deeper where the step is a tab. */
static void
test_where_the_parent_stands(void **state)
{
	struct fixture f = open_text("<r>\n\t<a>\n\t\t<b/><c/>\n\t</a>\n</r>");
	struct xml_new *n = xml_new(f.a, "n"), *m = xml_new(f.a, "m");

	(void)state;
	xml_new_text(xml_new_child(n, "t"), "x");
	assert_true(xml_edit_add(f.e, child(child(f.root, 0), 0), NULL, n));
	xml_new_text(xml_new_child(m, "t"), "y");
	xml_new_child(m, "u");
	assert_true(xml_edit_add(f.e, f.root, child(f.root, 0), m));
	xml_edit_apply(f.e, &f.out);
	assert_string_equal(f.out.s, "<r>\n\t<a>\n\t\t<b>\n\t\t\t<n>\n\t\t\t\t<t>x</t>\n\t\t\t</"
				     "n>\n\t\t</b><c/>\n\t</a>\n"
				     "\t<m>\n\t\t<t>y</t>\n\t\t<u/>\n\t</m>\n</r>");
	shut(&f);
}

static void
test_several_at_one_place_keep_their_order(void **state)
{
	struct fixture f = open_text("<r><s/></r>");
	int line;

	(void)state;
	for (int i = 1; i <= 3; i++) {
		struct xml_new *n = xml_new(f.a, "n");

		xml_new_attr(n, "v", i == 1 ? "1" : i == 2 ? "2" : "3");
		assert_true(xml_edit_add(f.e, child(f.root, 0), NULL, n));
		xml_edit_say(f.e, "n %d", i);
	}
	assert_true(xml_edit_set(f.e, child(f.root, 0), "k", "v"));
	xml_edit_apply(f.e, &f.out);
	assert_string_equal(f.out.s, "<r><s k=\"v\"><n v=\"1\"/><n v=\"2\"/><n v=\"3\"/></s></r>");
	assert_string_equal(xml_edit_said(f.e, 2, &line), "n 3");
	assert_int_equal(line, 1);
	assert_null(xml_edit_said(f.e, 3, &line));
	shut(&f);
}

static void
sets(const char *text, const char *attr, const char *value, const char *wanted)
{
	struct fixture f = open_text(text);

	if (value != NULL)
		assert_true(xml_edit_set(f.e, f.root, attr, value));
	else
		assert_true(xml_edit_unset(f.e, f.root, attr));
	xml_edit_apply(f.e, &f.out);
	assert_string_equal(f.out.s, wanted);
	shut(&f);
}

static void
test_attributes(void **state)
{
	(void)state;
	sets("<r a='1'  b=\"2\" />", "a", "3", "<r a='3'  b=\"2\" />");
	sets("<r a='1'  b=\"2\" />", "b", "", "<r a='1'  b=\"\" />");
	sets("<r a = '1'/>", "a", "it's \"<&>\"", "<r a = 'it&apos;s \"&lt;&amp;&gt;\"'/>");
	sets("<r a=\"1\"/>", "a", "\"\n\t\r", "<r a=\"&quot;&#10;&#9;&#13;\"/>");
	sets("<r/>", "a", "1", "<r a=\"1\"/>");
	sets("<r />", "a", "1", "<r a=\"1\" />");
	sets("<r b='>'>x</r>", "a", "1", "<r b='>' a='1'>x</r>");
	sets("<r b='1'\n   c='2'>x</r>", "a", "1", "<r b='1'\n   c='2'\n   a='1'>x</r>");
	sets("<r xmlns:p='u' p:a='0'/>", "a", "1", "<r xmlns:p='u' p:a='0' a='1'/>");
	sets("<r aa='0' a='1'/>", "a", "2", "<r aa='0' a='2'/>");
	sets("<r a='1'\n  b='2'/>", "b", NULL, "<r a='1'/>");
	sets("<r a='1' b='2'/>", "a", NULL, "<r b='2'/>");
	sets("<r a='1'/>", "c", NULL, "<r a='1'/>");
	/* A default of the document type is none of the tag's. */
	sets("<!DOCTYPE r [<!ATTLIST r a CDATA '7'>]><r/>", "a", "1",
	     "<!DOCTYPE r [<!ATTLIST r a CDATA '7'>]><r a=\"1\"/>");
}

static void
test_an_attribute_set_twice_has_the_last_value(void **state)
{
	struct fixture f = open_text("<r a='1'/>");

	(void)state;
	assert_true(xml_edit_set(f.e, f.root, "a", "2"));
	assert_true(xml_edit_set(f.e, f.root, "a", "3"));
	assert_true(xml_edit_unset(f.e, f.root, "a"));
	assert_true(xml_edit_set(f.e, f.root, "a", "4"));
	xml_edit_apply(f.e, &f.out);
	assert_string_equal(f.out.s, "<r a='4'/>");
	shut(&f);
}

/* Takes the index-th child of the root away, and adds <n/> behind it if asked. */
static void
removes(const char *text, int index, bool add, const char *wanted)
{
	struct fixture f = open_text(text);

	if (add)
		assert_true(xml_edit_add(f.e, f.root, child(f.root, index), xml_new(f.a, "n")));
	assert_true(xml_edit_remove(f.e, child(f.root, index)));
	xml_edit_apply(f.e, &f.out);
	assert_string_equal(f.out.s, wanted);
	shut(&f);
}

static void
test_an_element_is_taken_away(void **state)
{
	(void)state;
	removes("<r><a/><b/></r>", 0, false, "<r><b/></r>");
	removes("<r>\n  <a/>\n  <b>x</b>\n</r>", 1, false, "<r>\n  <a/>\n</r>");
	removes("<r>\r\n  <a/>\r\n  <b/>\r\n</r>", 0, false, "<r>\r\n  <b/>\r\n</r>");
	removes("<r>\n  <a/>\n</r>", 0, true, "<r>\n  <n/>\n</r>");
}

static void
texts(const char *text, const char *value, const char *wanted)
{
	struct fixture f = open_text(text);

	assert_true(xml_edit_text(f.e, f.root, value));
	xml_edit_apply(f.e, &f.out);
	assert_string_equal(f.out.s, wanted);
	shut(&f);
}

static void
test_text(void **state)
{
	(void)state;
	texts("<r>old <b>x</b></r>", "a < b && c > ]]>",
	      "<r>a &lt; b &amp;&amp; c &gt; ]]&gt;</r>");
	texts("<r a='1' />", "x", "<r a='1'>x</r>");
	texts("<r></r>", "\"'", "<r>\"'</r>");
	texts("<r>\r\n</r>", "one\ntwo\r", "<r>one\r\ntwo&#13;</r>");
}

static void
test_what_xml_cannot_hold_is_refused(void **state)
{
	static const char *const bad[] = {"\x01", "a\x1b[31m", "\xff", "\xef\xbf\xbe"};
	struct fixture f = open_text("<r/>");

	(void)state;
	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		struct xml_new *n = xml_new(f.a, "n");

		assert_false(xml_edit_set(f.e, f.root, "a", bad[i]));
		assert_false(xml_edit_text(f.e, f.root, bad[i]));
		xml_new_text(xml_new_child(n, "m"), bad[i]);
		assert_false(xml_edit_add(f.e, f.root, NULL, n));
	}
	assert_true(diag_has(f.d, "PPB42"));
	assert_int_equal(diag_exit(f.d, false), 2);
	shut(&f);
}

static void
test_what_comes_out_of_an_entity_is_refused(void **state)
{
	struct fixture f = open_text("<!DOCTYPE r [<!ENTITY e '<c/>'>]><r>&e;</r>");

	(void)state;
	assert_false(xml_edit_set(f.e, child(f.root, 0), "a", "1"));
	assert_true(diag_has(f.d, "PPB41"));
	shut(&f);
}

/* ---- encodings ---- */

static void
test_mark_and_encoding_are_kept(void **state)
{
	static const char marked[] = "\xef\xbb\xbf<r a='1'/>";
	static const char latin[] = "<?xml version='1.0' encoding='ISO-8859-1'?>\n<r a='\xe4'/>\n";
	static const char utf16[] = "\xff\xfe<\0r\0 \0a\0=\0'\0\xe4\0'\0/\0>\0";
	struct fixture f = open_bytes(marked, sizeof marked - 1);
	struct strbuf bytes = STRBUF_INIT;

	(void)state;
	assert_true(xml_edit_set(f.e, f.root, "a", "\xc3\xa4"));
	xml_edit_apply(f.e, &f.out);
	assert_true(xml_encode(f.a, f.d, f.root, &f.out, &bytes));
	assert_string_equal(bytes.s, "\xef\xbb\xbf<r a='\xc3\xa4'/>");
	shut(&f);

	f = open_bytes(latin, sizeof latin - 1);
	strbuf_clear(&bytes);
	assert_true(xml_edit_set(f.e, f.root, "b", "\xc3\xb6 \xe2\x82\xac")); /* no euro in it */
	xml_edit_apply(f.e, &f.out);
	assert_true(xml_encode(f.a, f.d, f.root, &f.out, &bytes));
	assert_string_equal(bytes.s, "<?xml version='1.0' encoding='ISO-8859-1'?>\n"
				     "<r a='\xe4' b='\xf6 &#x20AC;'/>\n");
	shut(&f);

	f = open_bytes(utf16, sizeof utf16 - 1);
	strbuf_clear(&bytes);
	assert_true(xml_edit_set(f.e, f.root, "a", "x"));
	xml_edit_apply(f.e, &f.out);
	assert_true(xml_encode(f.a, f.d, f.root, &f.out, &bytes));
	assert_int_equal(bytes.len, sizeof utf16 - 1);
	assert_memory_equal(bytes.s, utf16, 12);
	assert_int_equal(bytes.s[14], 'x');
	shut(&f);
	strbuf_release(&bytes);
}

/* An encoding in which one text can be written in several ways. */
static void
test_bytes_that_would_change_are_refused(void **state)
{
	static const char shifted[] =
		"<?xml version='1.0' encoding='ISO-2022-JP'?><r a='\x1b(B1'/>";
	struct fixture f = open_bytes(shifted, sizeof shifted - 1);
	struct strbuf bytes = STRBUF_INIT;

	(void)state;
	xml_edit_apply(f.e, &f.out);
	assert_false(xml_encode(f.a, f.d, f.root, &f.out, &bytes));
	assert_true(diag_has(f.d, "PPB43"));
	strbuf_release(&bytes);
	shut(&f);
}

/* ---- at random ---- */

static uint32_t
next(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 8;
}

static const char *const hostile[] = {"",	    "plain",	  "]]>",       "&amp;",
				      "<x y='1'>",  "\"'\"",	  "a\nb\tc\r", "\xc3\xa4",
				      "<!-- c -->", "&#10; &lt;", "  two  ",   "\xf0\x9f\x98\x80"};

#define HOSTILE (sizeof hostile / sizeof hostile[0])

/* Every element of a tree, in order. */
static size_t
elements(xmlNode *node, xmlNode *all[], size_t count, size_t most)
{
	for (; node != NULL && count < most; node = node->next) {
		if (node->type != XML_ELEMENT_NODE)
			continue;
		all[count++] = node;
		count = elements(node->children, all, count, most);
	}
	return count;
}

/* White space between elements is layout: the new element may bring some. */
static void
drop_blanks(xmlNode *node)
{
	for (xmlNode *n = node->children, *after; n != NULL; n = after) {
		after = n->next;
		if (n->type == XML_TEXT_NODE && xmlIsBlankNode(n)) {
			xmlUnlinkNode(n);
			xmlFreeNode(n);
		} else if (n->type == XML_ELEMENT_NODE) {
			drop_blanks(n);
		}
	}
}

static char *
canonical(struct fixture *f, xmlDoc *doc)
{
	xmlChar *text = NULL;
	char *copy;

	drop_blanks(xmlDocGetRootElement(doc));
	assert_true(xmlC14NDocDumpMemory(doc, NULL, XML_C14N_1_0, NULL, 1, &text) >= 0);
	copy = arena_strdup(f->a, (const char *)text);
	xmlFree(text);
	return copy;
}

/* The same edit, of the text and of the tree. */
static void
edit_both(struct fixture *f, xmlNode *node, uint32_t *seed)
{
	const char *value = hostile[next(seed) % HOSTILE];
	struct xml_new *n = xml_new(f->a, "fresh");
	xmlNode *fresh;

	switch (next(seed) % 4) {
	case 0:
		assert_true(xml_edit_set(f->e, node, "hostile", value));
		xmlSetProp(node, (const xmlChar *)"hostile", (const xmlChar *)value);
		break;
	case 1:
		if (node->properties == NULL || node->properties->ns != NULL)
			return;
		assert_true(xml_edit_set(f->e, node, (const char *)node->properties->name, value));
		xmlSetProp(node, node->properties->name, (const xmlChar *)value);
		break;
	case 2:
		if (*value == '\0' || strchr(value, '\r') != NULL)
			return;
		xml_new_text(n, value);
		xml_new_attr(n, "v", value);
		assert_true(xml_edit_add(f->e, node->parent, node, n));
		fresh = xmlNewTextChild(node->parent, node->ns, (const xmlChar *)"fresh",
					(const xmlChar *)value);
		xmlSetProp(fresh, (const xmlChar *)"v", (const xmlChar *)value);
		xmlAddNextSibling(node, fresh);
		break;
	default:
		if (*value == '\0')
			return;
		assert_true(xml_edit_text(f->e, node, value));
		while (node->children != NULL) {
			fresh = node->children;
			xmlUnlinkNode(fresh);
			xmlFreeNode(fresh);
		}
		xmlAddChild(node, xmlNewDocText(node->doc, (const xmlChar *)value));
		break;
	}
}

static void
one_round(const char *text, size_t len, uint32_t seed)
{
	struct fixture f = open_bytes(text, len);
	static xmlNode *all[4000];
	size_t count = elements(f.root, all, 0, 4000);
	xmlNode *node = all[1 + next(&seed) % (count - 1)];
	size_t same = 0, tail = 0, left;
	xmlDoc *again;

	edit_both(&f, node, &seed);
	xml_edit_apply(f.e, &f.out);
	again = xml_parse_memory(f.a, f.d, "again.xml", f.out.s, f.out.len, NULL);
	assert_non_null(again);
	assert_string_equal(canonical(&f, again), canonical(&f, f.root->doc));
	/* Around the change the bytes are what they were. */
	while (same < len && text[same] == f.out.s[same])
		same++;
	while (tail < len - same && tail < f.out.len - same &&
	       text[len - 1 - tail] == f.out.s[f.out.len - 1 - tail])
		tail++;
	left = len - same - tail;
	assert_true(left == 0 || memchr(text + same, '<', left) == NULL ||
		    xmlFirstElementChild(node) == NULL);
	shut(&f);
}

/* The same text with other line ends. */
static char *
with_crlf(struct arena *a, const char *text, size_t len, size_t *out_len)
{
	struct strbuf b = STRBUF_INIT;
	char *copy;

	for (size_t i = 0; i < len; i++) {
		if (text[i] == '\n')
			strbuf_putc(&b, '\r');
		strbuf_putc(&b, text[i]);
	}
	copy = arena_strndup(a, b.s, b.len);
	*out_len = b.len;
	strbuf_release(&b);
	return copy;
}

static void
test_at_random(void **state)
{
	static const char *const samples[] = {"samples/peer-reviews.xml", "samples/everything.xml",
					      "tests/plan/example.xml"};
	struct arena *a = arena_new();
	struct diag *d = diag_new(a);

	(void)state;
	for (size_t s = 0; s < sizeof samples / sizeof samples[0]; s++) {
		const char *path = arena_printf(a, "%s/%s", PP_SOURCE_DIR, samples[s]), *crlf;
		size_t len, crlf_len;
		const char *text = file_slurp(a, d, path, 0, &len);

		assert_non_null(text);
		crlf = with_crlf(a, text, len, &crlf_len);
		for (uint32_t seed = 1; seed <= 150; seed++) {
			one_round(text, len, seed);
			one_round(crlf, crlf_len, seed + 1000);
		}
	}
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_an_element_is_put_as_its_neighbour_is),
		cmocka_unit_test(test_the_first_child),
		cmocka_unit_test(test_where_the_parent_stands),
		cmocka_unit_test(test_several_at_one_place_keep_their_order),
		cmocka_unit_test(test_attributes),
		cmocka_unit_test(test_an_attribute_set_twice_has_the_last_value),
		cmocka_unit_test(test_an_element_is_taken_away),
		cmocka_unit_test(test_text),
		cmocka_unit_test(test_what_xml_cannot_hold_is_refused),
		cmocka_unit_test(test_what_comes_out_of_an_entity_is_refused),
		cmocka_unit_test(test_mark_and_encoding_are_kept),
		cmocka_unit_test(test_bytes_that_would_change_are_refused),
		cmocka_unit_test(test_at_random),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
