/* Marker content refined below the place that retrieves it. */
#include "fo/fo_test.h"

static const char source[] =
	"<fo:block color='red' font-size='20pt'><fo:marker marker-class-name='m'>"
	"<fo:inline id='x' color='from-parent()' text-indent='2em'>Chapter"
	"<fo:inline font-weight='bold' color='blue'> "
	"1</fo:inline></fo:inline></fo:marker></fo:block>"
	"<fo:block id='under' color='green' font-size='10pt'/>";

static void
check_clone(const struct fo_node *clone, const struct fo_node *under)
{
	const struct fo_node *x = clone->first_child;

	assert_int_equal(clone->object, FO_MARKER);
	assert_ptr_equal(clone->parent, under);
	assert_string_equal(fo_own_string(clone, FO_PROP_MARKER_CLASS_NAME), "m");
	assert_string_equal(fo_id(x), "x");
	assert_true(fo_colour(x, FO_PROP_COLOR)->r == 0);
	assert_int_equal(fo_dim(x, FO_PROP_TEXT_INDENT, 0, 0), 20 * DIM_PT);
	assert_string_equal(x->first_child->text, "Chapter");
	assert_ptr_equal(x->first_child->set, x->set);
	assert_true(fo_colour(x->last_child, FO_PROP_COLOR)->b == 1);
	assert_int_equal(fo_dim(x->last_child, FO_PROP_FONT_SIZE, 0, 0), 10 * DIM_PT);
	assert_string_equal(x->last_child->first_child->text, " 1");
}

static void
test_inherits_from_the_new_parent(void **state)
{
	struct book b = book_flow(source);
	const struct fo_node *marker = find_object(b.sequence, FO_MARKER);
	const struct fo_node *under = find_id(b.sequence, "under");
	const struct fo_node *clone = fo_clone_marker(b.arena, b.doc, marker, under);

	(void)state;
	check_clone(clone, under);
	assert_null(under->first_child);
	book_close(&b);
}

static void
test_shares_in_its_sequence(void **state)
{
	struct book b = book_flow(source);
	const struct fo_node *marker = find_object(b.sequence, FO_MARKER);
	const struct fo_node *under = find_id(b.sequence, "under");
	struct arena *arena = fo_sequence_arena(b.sequence);
	const struct fo_node *one = fo_clone_marker(arena, b.doc, marker, under);
	const struct fo_node *two = fo_clone_marker(arena, b.doc, marker, under);

	(void)state;
	check_clone(two, under);
	assert_ptr_equal(one->first_child->set, two->first_child->set);
	assert_int_not_equal(one->order, two->order);
	book_close(&b);
}

/* A marker carried over to a later page-sequence: its own is gone. */
static void
test_outlives_its_sequence(void **state)
{
	struct strbuf s = STRBUF_INIT;
	struct fo_node *kept, *clone;

	(void)state;
	strbuf_printf(&s, "<fo:root " XMLNS ">" MASTERS);
	for (int i = 0; i < 2; i++)
		strbuf_printf(&s, "%s%s%s",
			      "<fo:page-sequence master-reference='a'>"
			      "<fo:flow flow-name='xsl-region-body'>",
			      source, "</fo:flow></fo:page-sequence>");
	strbuf_puts(&s, "</fo:root>");
	struct book b = book_read(s.s);
	kept = fo_clone_marker(b.arena, b.doc, find_object(b.sequence, FO_MARKER), fo_root(b.doc));
	fo_sequence_free(b.sequence);
	b.sequence = fo_next_sequence(b.doc);
	assert_non_null(b.sequence);
	const struct fo_node *under = find_id(b.sequence, "under");
	clone = fo_clone_marker(fo_sequence_arena(b.sequence), b.doc, kept, under);
	check_clone(clone, under);
	book_close(&b);
	strbuf_release(&s);
}

/* What is left of a sequence whose flow has been set: itself, its title and static contents. */
static void
test_stem_outlives_its_sequence(void **state)
{
	struct book b =
		book_read(ROOT("<fo:page-sequence master-reference='a' id='s'>"
			       "<fo:title>T</fo:title><fo:static-content flow-name='f'>"
			       "<fo:block color='red' id='b'>text</fo:block></fo:static-content>"
			       "<fo:flow flow-name='xsl-region-body' id='w'>"
			       "<fo:block>gone</fo:block></fo:flow></fo:page-sequence>"));
	uint32_t order = b.sequence->order;

	(void)state;
	struct fo_node *stem = fo_sequence_stem(b.sequence);
	fo_sequence_free(b.sequence);
	b.sequence = stem;
	assert_string_equal(fo_id(stem), "s");
	assert_int_equal(stem->order, order);
	assert_int_equal(stem->first_child->object, FO_TITLE);
	const struct fo_node *block = find_id(stem, "b");
	assert_non_null(fo_colour(block, FO_PROP_COLOR));
	assert_true(fo_colour(block, FO_PROP_COLOR)->r == 1);
	assert_string_equal(block->first_child->text, "text");
	assert_ptr_equal(block->parent->parent, stem);
	assert_string_equal(fo_place(b.doc, b.arena, block).id,
			    "/fo:root/fo:page-sequence[1]/fo:static-content/fo:block");
	assert_int_equal(stem->last_child->object, FO_FLOW);
	assert_string_equal(fo_id(stem->last_child), "w");
	assert_null(stem->last_child->first_child);
	book_close(&b);
}

/* Like sequences share their sets; a document of unlike ones does not keep them all. */
static void
test_sets_are_shared_and_go(void **state)
{
	struct strbuf s = STRBUF_INIT;
	const struct fo_styles *first = NULL;
	const struct fo_set *set = NULL;
	bool renewed = false;

	(void)state;
	strbuf_puts(&s, "<fo:root " XMLNS ">" MASTERS);
	for (int i = 0; i < 40; i++) {
		strbuf_puts(&s, "<fo:page-sequence master-reference='a'>"
				"<fo:flow flow-name='xsl-region-body'><fo:block>x</fo:block>");
		for (int k = 0; k < (i < 2 ? 0 : 100); k++)
			strbuf_printf(&s, "<fo:block margin-left='%dpt'/>", i * 100 + k);
		strbuf_puts(&s, "</fo:flow></fo:page-sequence>");
	}
	strbuf_puts(&s, "</fo:root>");
	struct book b = book_read(s.s);
	for (int i = 0; i < 40; i++) {
		const struct fo_sequence *q = (const struct fo_sequence *)(const void *)b.sequence;
		const struct fo_node *block = find_object(b.sequence, FO_BLOCK);
		if (i == 1)
			assert_ptr_equal(block->set, set);
		set = block->set;
		first = first == NULL ? q->styles : first;
		renewed = renewed || q->styles != first;
		assert_in_range(fo_styles_count(q->styles), 1, 2048 + 200);
		fo_sequence_free(b.sequence);
		b.sequence = fo_next_sequence(b.doc);
	}
	assert_true(renewed);
	book_close(&b);
	strbuf_release(&s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_inherits_from_the_new_parent),
		cmocka_unit_test(test_shares_in_its_sequence),
		cmocka_unit_test(test_outlives_its_sequence),
		cmocka_unit_test(test_stem_outlives_its_sequence),
		cmocka_unit_test(test_sets_are_shared_and_go),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
