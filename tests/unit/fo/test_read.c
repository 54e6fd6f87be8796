/* Reading: streaming and tree agree, passes agree, bad and hostile input ends in a diagnostic. */
#include "fo/fo_test.h"

#include <libxml/parser.h>

static const char sample[] =
	"<?xml version='1.0'?>\n"
	"<!DOCTYPE fo:root [<!ENTITY co 'Company &amp; "
	"<fo:inline xmlns:fo=\"http://www.w3.org/1999/XSL/Format\" "
	"color=\"red\">Sons</fo:inline>'>]>\n"
	"<fo:root " XMLNS ">" MASTERS
	"<fo:declarations><x:meta xmlns:x='urn:x'>m</x:meta></fo:declarations>\n"
	"<fo:bookmark-tree><fo:bookmark internal-destination='one'><fo:bookmark-title>One"
	"</fo:bookmark-title></fo:bookmark></fo:bookmark-tree>\n"
	"<fo:page-sequence master-reference='a'><fo:title>The "
	"<fo:inline>title</fo:inline></fo:title>"
	"<fo:flow flow-name='xsl-region-body'>\n"
	"<fo:block id='one' font-family='A, B'>Text of &co; &#169; <![CDATA[<&>]]></fo:block>\n"
	"<fo:block><fo:instream-foreign-object><s:svg xmlns:s='urn:s' w='1 &lt; 2'>"
	"<s:g xmlns='urn:t'><p/>a &amp; b</s:g></s:svg></fo:instream-foreign-object></fo:block>\n"
	"</fo:flow></fo:page-sequence>\n"
	"<fo:page-sequence-wrapper color='blue'>"
	"<fo:page-sequence master-reference='a'><fo:flow flow-name='xsl-region-body'>"
	"<fo:block id='two'>2</fo:block></fo:flow></fo:page-sequence></fo:page-sequence-wrapper>"
	"</fo:root>\n";

static void
dump_all(struct fo_doc *doc, struct strbuf *out)
{
	struct fo_node *s;

	fo_dump(out, fo_root(doc));
	while ((s = fo_next_sequence(doc)) != NULL) {
		fo_dump(out, s);
		fo_sequence_free(s);
	}
}

static void
test_streaming_and_tree_agree(void **state)
{
	struct book b = book_open(sample);
	xmlDoc *tree = xmlReadMemory(sample, sizeof sample - 1, "t", NULL,
				     XML_PARSE_NOENT | XML_PARSE_NONET);
	struct fo_doc *doc = fo_open_tree(b.arena, b.diag, tree, "t", NULL);
	struct strbuf streamed = STRBUF_INIT, walked = STRBUF_INIT, again = STRBUF_INIT;

	(void)state;
	dump_all(b.doc, &streamed);
	dump_all(doc, &walked);
	assert_string_equal(streamed.s, walked.s);
	assert_true(fo_rewind(b.doc));
	dump_all(b.doc, &again);
	assert_string_equal(streamed.s, again.s);
	strbuf_clear(&again);
	assert_true(fo_rewind(doc));
	dump_all(doc, &again);
	assert_string_equal(streamed.s, again.s);
	assert_int_equal(diag_count(b.diag, DIAG_WARNING), 0);
	strbuf_release(&streamed);
	strbuf_release(&walked);
	strbuf_release(&again);
	xmlFreeDoc(tree);
	book_close(&b);
}

/* The text of a node and all below, behind what out holds. */
static const char *
text_below(const struct fo_node *node, char *out, size_t size)
{
	size_t len = strlen(out);

	for (const struct fo_node *c = node->first_child; c != NULL; c = c->next) {
		if (c->object == FO_TEXT)
			snprintf(out + len, size - len, "%s", c->text);
		else
			text_below(c, out, size);
		len = strlen(out);
	}
	return out;
}

static void
test_parts(void **state)
{
	struct book b = book_open(sample);
	const struct fo_node *foreign;
	char text[100] = "";

	(void)state;
	assert_non_null(b.doc);
	assert_string_equal(fo_title(b.doc), "The title");
	assert_int_equal(fo_masters(b.doc)->object, FO_LAYOUT_MASTER_SET);
	assert_int_equal(fo_bookmarks(b.doc)->first_child->object, FO_BOOKMARK);
	assert_string_equal(fo_declarations(b.doc)->text, "<x:meta xmlns:x=\"urn:x\">m</x:meta>");
	b.sequence = fo_next_sequence(b.doc);
	foreign = find_object(b.sequence, FO_INSTREAM_FOREIGN_OBJECT);
	assert_string_equal(foreign->foreign_ns, "urn:s");
	assert_string_equal(foreign->text, "<s:svg xmlns:s=\"urn:s\" w=\"1 &lt; 2\"><s:g "
					   "xmlns=\"urn:t\"><p></p>a &amp; b</s:g></s:svg>");
	assert_string_equal(text_below(find_id(b.sequence, "one"), text, sizeof text),
			    "Text of Company & Sons \xC2\xA9 <&>");
	assert_int_equal(find_id(b.sequence, "one")->line, 6);
	assert_int_equal(find_id(b.sequence, "one")->column, 1);
	fo_sequence_free(b.sequence);
	b.sequence = fo_next_sequence(b.doc);
	/* inherited through the wrapper */
	const struct fo_node *two = find_id(b.sequence, "two");
	assert_true(fo_colour(two, FO_PROP_COLOR)->b == 1);
	struct diag_place p = fo_place(b.doc, b.arena, two);
	assert_string_equal(p.id, "/fo:root/fo:page-sequence-wrapper/fo:page-sequence[2]/fo:flow/"
				  "fo:block");
	book_close(&b);
}

static void
check_refused(const char *text, const char *code)
{
	struct book b = book_open(text);
	struct fo_node *s;

	while (b.doc != NULL && (s = fo_next_sequence(b.doc)) != NULL)
		fo_sequence_free(s);
	if (code_count(&b, code) != 1 || (b.doc != NULL && !fo_failed(b.doc)))
		fail_msg("%s not told", code);
	assert_int_equal(diag_exit(b.diag, false), 3);
	book_close(&b);
}

static void
test_not_fo(void **state)
{
	(void)state;
	check_refused("<a/>", "PPF01");
	check_refused("<fo:block " XMLNS "/>", "PPF01");
	check_refused("<root/>", "PPF01");
	check_refused("", "PPF02");
	check_refused("text", "PPF02");
	check_refused("<fo:root " XMLNS "><a></fo:root>", "PPF02");
	check_refused(ROOT(SEQUENCE("<fo:block/>")) "<more/>", "PPF02");
}

static void
test_well_formedness_has_a_place(void **state)
{
	struct book b = book_open("<fo:root " XMLNS ">\n" MASTERS
				  "\n" SEQUENCE("\n<fo:block>&nosuch;</fo:block>") "</fo:root>");

	(void)state;
	while (b.doc != NULL && (b.sequence = fo_next_sequence(b.doc)) != NULL)
		fo_sequence_free(b.sequence);
	assert_int_equal(diag_first(b.diag)->place.line, 4);
	assert_true(diag_first(b.diag)->place.column > 10);
	assert_string_equal(diag_first(b.diag)->kind->code, "PPF02");
	book_close(&b);
}

static void
test_unreadable(void **state)
{
	struct arena *arena = arena_new();
	struct diag *diag = diag_new(arena);

	(void)state;
	assert_null(fo_open_file(arena, diag, "/nosuch/file.fo", NULL));
	assert_string_equal(diag_first(diag)->kind->code, "PPF03");
	assert_null(fo_open_file(arena, diag, "/tmp", NULL));
	assert_int_equal(diag_count(diag, DIAG_FATAL), 2);
	arena_free(arena);
}

static void
test_external_entities_stay_out(void **state)
{
	struct book b = book_open("<!DOCTYPE fo:root [<!ENTITY x SYSTEM '/etc/passwd'>"
				  "<!ENTITY % p SYSTEM '/etc/passwd'> %p;]>" ROOT(
					  SEQUENCE("<fo:block id='x'>a&x;b</fo:block>")));
	struct fo_node *s;

	(void)state;
	while (b.doc != NULL && (s = fo_next_sequence(b.doc)) != NULL) {
		const struct fo_node *text = find_object(s, FO_TEXT);
		assert_true(text == NULL || strstr(text->text, "root:") == NULL);
		fo_sequence_free(s);
	}
	assert_int_equal(code_count(&b, "PPF05"), 2);
	assert_true(diag_exit(b.diag, false) == 3);
	book_close(&b);
}

static void
test_entity_bomb(void **state)
{
	struct strbuf s = STRBUF_INIT;

	(void)state;
	strbuf_puts(&s, "<!DOCTYPE fo:root [<!ENTITY a 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa'>");
	for (char c = 'b'; c < 'n'; c++) {
		strbuf_printf(&s, "<!ENTITY %c '", c);
		for (int i = 0; i < 10; i++)
			strbuf_printf(&s, "&%c;", c - 1);
		strbuf_puts(&s, "'>");
	}
	strbuf_puts(&s, "]>" ROOT(SEQUENCE("<fo:block>&m;</fo:block>")));
	check_refused(s.s, "PPF02");
	strbuf_release(&s);
}

static void
test_depth(void **state)
{
	struct strbuf s = STRBUF_INIT;

	(void)state;
	strbuf_puts(&s, "<fo:root " XMLNS ">" MASTERS "<fo:page-sequence master-reference='a'>"
			"<fo:flow flow-name='xsl-region-body'>");
	for (int i = 0; i < 100000; i++)
		strbuf_puts(&s, "<fo:block>");
	check_refused(s.s, "PPF04");
	strbuf_release(&s);
}

static void
test_depth_of_a_tree(void **state)
{
	struct arena *arena = arena_new();
	struct diag *diag = diag_new(arena);
	xmlDoc *tree = xmlReadMemory(ROOT(SEQUENCE("<fo:block id='x'/>")),
				     sizeof ROOT(SEQUENCE("<fo:block id='x'/>")) - 1, "t", NULL, 0);
	xmlNode *n = xmlDocGetRootElement(tree);

	(void)state;
	while (n->last != NULL)
		n = n->last;
	for (int i = 0; i < 2000; i++)
		n = xmlNewChild(n, n->ns, (const xmlChar *)"block", NULL);
	struct fo_doc *doc = fo_open_tree(arena, diag, tree, "t", NULL);
	assert_true(doc == NULL || fo_next_sequence(doc) == NULL);
	assert_string_equal(diag_first(diag)->kind->code, "PPF04");
	arena_free(arena);
	xmlFreeDoc(tree);
}

static void
test_node_limit(void **state)
{
	struct strbuf s = STRBUF_INIT;
	struct fo_options options = {.max_nodes = 1000};

	(void)state;
	strbuf_puts(&s, "<fo:root " XMLNS ">" MASTERS "<fo:page-sequence master-reference='a'>"
			"<fo:flow flow-name='xsl-region-body'>");
	for (int i = 0; i < 2000; i++)
		strbuf_puts(&s, "<fo:block/>");
	strbuf_puts(&s, "</fo:flow></fo:page-sequence></fo:root>");
	struct book b = book_open_n(s.s, s.len, &options);
	assert_true(b.doc == NULL || fo_next_sequence(b.doc) == NULL);
	assert_int_equal(code_count(&b, "PPF04"), 1);
	book_close(&b);
	strbuf_release(&s);
}

static void
test_huge_attribute(void **state)
{
	struct strbuf s = STRBUF_INIT;

	(void)state;
	strbuf_puts(&s, "<fo:root " XMLNS " font-family='");
	for (int i = 0; i < 1100000; i++)
		strbuf_puts(&s, "aaaaaaaaa,");
	strbuf_puts(&s, "'>" MASTERS SEQUENCE("<fo:block/>") "</fo:root>");
	check_refused(s.s, "PPF02");
	strbuf_release(&s);
}

static void
test_many_attributes(void **state)
{
	struct strbuf s = STRBUF_INIT;

	(void)state;
	strbuf_puts(&s, "<fo:block color='red'");
	for (int i = 0; i < 200; i++)
		strbuf_printf(&s, " a%d='1'", i);
	strbuf_puts(&s, "/>");
	struct book b = book_flow(s.s);
	assert_int_equal(code_count(&b, "PPF11"), FO_TELL_MAX);
	assert_int_equal(code_count(&b, "PPF99"), 1);
	book_close(&b);
	strbuf_clear(&s);
	strbuf_puts(&s, "<fo:root " XMLNS);
	for (int i = 0; i < 2000; i++)
		strbuf_printf(&s, " a%d='1'", i);
	strbuf_puts(&s, "/>");
	check_refused(s.s, "PPF04");
	strbuf_release(&s);
}

/* Names an external subset would have declared: their text is lost, and that is told. */
static void
test_undeclared_entity(void **state)
{
	struct book b = book_open("<!DOCTYPE fo:root SYSTEM 'nosuch.dtd'>" ROOT(
		SEQUENCE("<fo:block>a&nbsp;b</fo:block>")));

	(void)state;
	b.sequence = fo_next_sequence(b.doc);
	assert_int_equal(code_count(&b, "PPF07"), 1);
	assert_int_equal(diag_exit(b.diag, false), 4);
	book_close(&b);
}

/* A later pass tells nothing twice, and finds no id given before. */
static void
test_passes_tell_once(void **state)
{
	struct book b = book_open(ROOT(SEQUENCE("<fo:block id='a' color='nosuch'/>")
					       SEQUENCE("<fo:block id='b' nosuch='1'/>")));
	struct fo_node *s;

	(void)state;
	for (int pass = 0; pass < 3; pass++) {
		while ((s = fo_next_sequence(b.doc)) != NULL)
			fo_sequence_free(s);
		assert_int_equal(diag_count(b.diag, DIAG_NOTE), 2);
		assert_true(fo_rewind(b.doc));
	}
	book_close(&b);
}

static void
test_half_a_document(void **state)
{
	(void)state;
	/* cut everywhere: never a crash, never a leak */
	for (size_t len = 0; len < sizeof sample - 2; len += 7) {
		struct book b = book_open_n(sample, len, NULL);
		struct fo_node *s;
		while (b.doc != NULL && (s = fo_next_sequence(b.doc)) != NULL)
			fo_sequence_free(s);
		assert_true(b.doc == NULL || fo_failed(b.doc));
		assert_int_equal(diag_exit(b.diag, false), 3);
		book_close(&b);
	}
}

static void
test_unread_sequences_are_freed(void **state)
{
	struct book b = book_open(sample);

	(void)state;
	b.sequence = fo_next_sequence(b.doc);
	assert_true(fo_rewind(b.doc));
	book_close(&b); /* the rest waits in the builder: the leak checker watches */
}

static void
test_misplaced_sequences(void **state)
{
	struct book b = book_open("<fo:root " XMLNS ">" MASTERS SEQUENCE(
		SEQUENCE("<fo:block>lost</fo:block>") "<fo:block/>") "</fo:root>");

	(void)state;
	b.sequence = fo_next_sequence(b.doc);
	assert_int_equal(code_count(&b, "PPF31"), 1);
	book_close(&b);
}

static void
test_no_sequence(void **state)
{
	struct book b = book_open("<fo:root " XMLNS ">" MASTERS "</fo:root>");

	(void)state;
	assert_int_equal(code_count(&b, "PPF06"), 1);
	assert_true(b.doc == NULL || fo_next_sequence(b.doc) == NULL);
	book_close(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_streaming_and_tree_agree),
		cmocka_unit_test(test_parts),
		cmocka_unit_test(test_not_fo),
		cmocka_unit_test(test_well_formedness_has_a_place),
		cmocka_unit_test(test_unreadable),
		cmocka_unit_test(test_external_entities_stay_out),
		cmocka_unit_test(test_entity_bomb),
		cmocka_unit_test(test_depth),
		cmocka_unit_test(test_depth_of_a_tree),
		cmocka_unit_test(test_node_limit),
		cmocka_unit_test(test_huge_attribute),
		cmocka_unit_test(test_many_attributes),
		cmocka_unit_test(test_undeclared_entity),
		cmocka_unit_test(test_passes_tell_once),
		cmocka_unit_test(test_half_a_document),
		cmocka_unit_test(test_unread_sequences_are_freed),
		cmocka_unit_test(test_misplaced_sequences),
		cmocka_unit_test(test_no_sequence),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
