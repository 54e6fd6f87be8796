/* Pages that wait for a page number: how much of them is kept, and that nothing of them is lost. */
#include "laid.h"

#include "fo/fo.h"

#define CITE(id)   "<fo:page-number-citation ref-id='" id "'/>"
#define PAGE_COUNT 300

static const char *const line =
	"Twelve words of text and <fo:inline border='1pt solid red'>one box</fo:inline> "
	"in <fo:basic-link internal-destination='end'>each&#xa0;line</fo:basic-link>"
	"<fo:leader leader-pattern='dots'/>";

/* Many pages, a page-sequence to each ten, every one with "of N". */
static char *
long_document(struct arena *arena)
{
	struct strbuf b = STRBUF_INIT;
	char *text;

	strbuf_puts(&b, "<fo:root " FO " font-size='4pt' line-height='5pt' font-family='Helvetica'>"
			"<fo:layout-master-set>" MASTER(
				"a", "280pt",
				"<fo:region-body margin-bottom='10pt'/>"
				"<fo:region-after extent='10pt'/>") "</fo:layout-master-set>");
	for (int page = 0; page < PAGE_COUNT; page++) {
		if (page % 10 == 0)
			strbuf_puts(
				&b,
				"<fo:page-sequence master-reference='a'>"
				"<fo:static-content flow-name='xsl-region-after'><fo:block>"
				"<fo:retrieve-marker retrieve-class-name='m'/> <fo:page-number/>"
				" of " CITE("end") "</fo:block></fo:static-content>"
						   "<fo:flow flow-name='xsl-region-body'>");
		for (int i = 0; i < 50; i++)
			strbuf_printf(&b, "<fo:block%s>%s%s</fo:block>",
				      i == 0 ? " break-before='page'" : "",
				      i == 0 ? "<fo:marker marker-class-name='m'>p</fo:marker>"
					     : "",
				      line);
		if (page + 1 == PAGE_COUNT)
			strbuf_puts(&b, "<fo:block id='end'/>");
		if (page % 10 == 9)
			strbuf_puts(&b, "</fo:flow></fo:page-sequence>");
	}
	strbuf_puts(&b, "</fo:root>");
	text = arena_strndup(arena, b.s, b.len);
	strbuf_release(&b);
	return text;
}

struct seen {
	int pages;
	int links;  /* with their destination */
	int others; /* areas of other objects */
};

static void
count_areas(struct seen *seen, const struct area *a)
{
	if (a->node != NULL && a->node->object == FO_BASIC_LINK) {
		const char *id = fo_own_string(a->node, FO_PROP_INTERNAL_DESTINATION);
		seen->links += id != NULL && strcmp(id, "end") == 0;
	} else {
		seen->others += a->node != NULL;
	}
	for (const struct area *c = a->first_child; c != NULL; c = c->next)
		count_areas(seen, c);
}

static bool
look(void *ctx, struct area_page *page)
{
	struct seen *seen = ctx;

	seen->pages++;
	count_areas(seen, page->region[AREA_REGION_BODY]->spans->flows[0]);
	assert_non_null(page->region[AREA_REGION_AFTER]->content);
	arena_free(page->arena);
	return true;
}

/* Without their objects pages take less than 30 kB each, in one pass; links keep theirs. */
static void
pages_are_held_small(void **state)
{
	struct arena *arena = arena_new();
	struct diag *diag = diag_new(arena);
	char *fo = long_document(arena);
	struct seen seen = {0};
	struct layout_sink sink = {.page = look, .ctx = &seen};
	struct layout_summary summary = {0};

	(void)state;
	laid_close(laid_open(PAGES("50pt", "<fo:block/>"))); /* opens the fonts */
	struct _xmlDoc *tree = xml_parse_memory(arena, diag, "test.fo", fo, strlen(fo), NULL);
	struct fo_doc *doc = fo_open_tree(arena, diag, tree, "test.fo", NULL);
	assert_non_null(doc);
	assert_true(layout_run(arena, diag, doc, laid_book, NULL, &sink, &summary));
	assert_int_equal(summary.pages, PAGE_COUNT);
	assert_int_equal(summary.passes, 1);
	assert_in_range(summary.held, PAGE_COUNT * 1000, PAGE_COUNT * 30000);
	assert_int_equal(seen.pages, PAGE_COUNT);
	assert_int_equal(seen.links, PAGE_COUNT * 50 * 2); /* over two lines each */
	assert_int_equal(seen.others, 0);
	arena_free(arena);
}

/* What does not fit is made again, and comes out the same. */
static void
too_much_is_made_again(void **state)
{
	struct arena *arena = arena_new();
	char *fo = long_document(arena);
	struct layout_options little = {.max_held = 100000};

	(void)state;
	struct laid *held = laid_open(fo);
	struct laid *again = laid_open_with(fo, &little);
	assert_int_equal(held->summary.passes, 1);
	assert_int_equal(again->summary.passes, 2);
	assert_int_equal(again->emitted, PAGE_COUNT);
	assert_in_range(again->summary.held, 100000, 200000 + 2000000);
	assert_int_equal(held->dump.len, again->dump.len);
	assert_memory_equal(held->dump.s, again->dump.s, held->dump.len);
	assert_string_equal(laid_text(held, 7, "<regionAfter", "</regionAfter"), "p 7 of 300");
	laid_close(held);
	laid_close(again);
	arena_free(arena);
}

/* A line that may be set again keeps what it is made of, though pages behind it are packed. */
static void
lines_to_be_set_again_stay(void **state)
{
	struct arena *arena = arena_new();
	struct strbuf b = STRBUF_INIT;

	(void)state;
	for (int i = 0; i < 30; i++)
		strbuf_puts(&b, "<fo:block text-align-last='justify'>to <fo:leader "
				"leader-pattern='dots'/>" CITE("z") "</fo:block>");
	for (int i = 0; i < 1200; i++)
		strbuf_puts(&b, B("line"));
	char *flow = arena_printf(arena, PAGES("50pt", "%s<fo:block id='z'>z</fo:block>"), b.s);
	struct laid *l = laid_open(flow);
	assert_int_equal(l->summary.passes, 1);
	const char *first = laid_text(l, 1, "<lineArea", "</lineArea");
	assert_string_equal(first + strlen(first) - 4, ".247");
	laid_close(l);
	strbuf_release(&b);
	arena_free(arena);
}

/* All their edges lie in one gap; what is asked of it must not take longer for each of them. */
static void
many_empty_blocks_end(void **state)
{
	struct arena *arena = arena_new();
	struct strbuf b = STRBUF_INIT;

	(void)state;
	for (int i = 0; i < 100000; i++)
		strbuf_puts(&b, "<fo:block/>");
	struct laid *l = laid_open(arena_printf(arena, PAGES("50pt", "%s" B("end")), b.s));
	assert_int_equal(l->summary.pages, 1);
	laid_close(l);
	strbuf_release(&b);
	arena_free(arena);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pages_are_held_small),
		cmocka_unit_test(too_much_is_made_again),
		cmocka_unit_test(lines_to_be_set_again_stay),
		cmocka_unit_test(many_empty_blocks_end),
	};

	return cmocka_run_group_tests(tests, NULL, laid_done);
}
