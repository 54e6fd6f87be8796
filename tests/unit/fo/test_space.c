/* White space: runs, ends of blocks, linefeeds, inline boundaries. */
#include "fo/fo_test.h"

/* The texts of a flow, each in brackets. */
static void
put_texts(struct strbuf *out, const struct fo_node *node)
{
	for (const struct fo_node *c = node->first_child; c != NULL; c = c->next) {
		assert_ptr_equal(c->parent, node);
		if (c->next == NULL)
			assert_ptr_equal(node->last_child, c);
		if (c->object != FO_TEXT) {
			put_texts(out, c);
			continue;
		}
		assert_int_equal(strlen(c->text), c->text_len);
		strbuf_printf(out, "[%s]", c->text);
	}
}

static void
check_texts(const char *inside, const char *expected, int line)
{
	struct book b = book_flow(inside);
	struct strbuf s = STRBUF_INIT;

	put_texts(&s, b.sequence);
	if (strcmp(s.s, expected) != 0)
		fail_msg("line %d: %s, not %s", line, s.s, expected);
	strbuf_release(&s);
	book_close(&b);
}
#define CHECK(inside, expected) check_texts((inside), (expected), __LINE__)

static void
test_collapse(void **state)
{
	(void)state;
	CHECK("<fo:block>a  b\n\t c</fo:block>", "[a b c]");
	CHECK("<fo:block>\n  a b \n</fo:block>", "[a b]");
	CHECK("<fo:block> \n </fo:block>", "");
	CHECK("<fo:block>a&#xA0; b</fo:block>", "[a\xC2\xA0 b]");
}

static void
test_inlines(void **state)
{
	(void)state;
	CHECK("<fo:block>a <fo:inline> b </fo:inline> c</fo:block>", "[a ][b ][c]");
	CHECK("<fo:block><fo:inline>a</fo:inline> <fo:inline>b</fo:inline></fo:block>",
	      "[a][ ][b]");
	CHECK("<fo:block><fo:inline>a </fo:inline> \n</fo:block>", "[a]");
	CHECK("<fo:block><fo:inline> <fo:inline> a</fo:inline></fo:inline></fo:block>", "[a]");
	CHECK("<fo:block>a <fo:wrapper> </fo:wrapper> b</fo:block>", "[a ][b]");
	CHECK("<fo:block><fo:inline>a</fo:inline> <fo:inline/> </fo:block>", "[a]");
}

static void
test_blocks(void **state)
{
	(void)state;
	CHECK("<fo:block> a <fo:block> b </fo:block> c </fo:block>", "[a][b][c]");
	CHECK("<fo:block>\n <fo:block>b</fo:block>\n </fo:block>", "[b]");
	CHECK("<fo:block><fo:inline>a </fo:inline><fo:block>b</fo:block></fo:block>", "[a][b]");
}

static void
test_other_content(void **state)
{
	(void)state;
	CHECK("<fo:block> a <fo:page-number/> b <fo:page-number/> </fo:block>", "[a ][ b ]");
	CHECK("<fo:block> <fo:page-number/> <fo:leader/> </fo:block>", "[ ]");
	CHECK("<fo:block>a <fo:leader leader-pattern='use-content'> . </fo:leader> b</fo:block>",
	      "[a ][ . ][ b]");
	CHECK("<fo:block>a <fo:footnote><fo:inline> 1 </fo:inline><fo:footnote-body> "
	      "<fo:block> n </fo:block> </fo:footnote-body></fo:footnote> b</fo:block>",
	      "[a ][1 ][n][b]");
	CHECK("<fo:block><fo:marker marker-class-name='m'> m </fo:marker> a</fo:block>",
	      "[ m ][a]");
}

static void
test_linefeeds(void **state)
{
	(void)state;
	CHECK("<fo:block linefeed-treatment='preserve'> a \n b </fo:block>", "[a\nb]");
	CHECK("<fo:block linefeed-treatment='preserve'><fo:inline>a </fo:inline>\n b</fo:block>",
	      "[a][\nb]");
	CHECK("<fo:block linefeed-treatment='ignore'>a\nb \n c</fo:block>", "[ab c]");
	CHECK("<fo:block linefeed-treatment='treat-as-zero-width-space'>a\nb</fo:block>",
	      "[a\xE2\x80\x8B"
	      "b]");
	CHECK("<fo:block white-space='pre'>  a\n\tb  \n</fo:block>", "[  a\n b  \n]");
}

static void
test_treatment(void **state)
{
	(void)state;
	CHECK("<fo:block white-space-treatment='preserve'> a  b </fo:block>", "[ a b ]");
	CHECK("<fo:block white-space-treatment='ignore'> a  b </fo:block>", "[ab]");
	CHECK("<fo:block white-space-treatment='ignore-if-before-linefeed'> a </fo:block>", "[ a]");
	CHECK("<fo:block white-space-treatment='ignore-if-after-linefeed'> a </fo:block>", "[a ]");
	CHECK("<fo:block white-space-collapse='false'>  a   b  </fo:block>", "[a   b]");
	CHECK("<fo:block white-space-collapse='false'>a <fo:inline>  </fo:inline> b</fo:block>",
	      "[a ][  ][ b]");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_collapse),  cmocka_unit_test(test_inlines),
		cmocka_unit_test(test_blocks),	  cmocka_unit_test(test_other_content),
		cmocka_unit_test(test_linefeeds), cmocka_unit_test(test_treatment),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
