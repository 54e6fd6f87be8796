/* Lines: heights, alignment, justification, nesting of inline areas, order of directions, ids. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "para_fixture.h"

static dim
pt(double points)
{
	return dim_from_pt(points);
}

static struct area *
build(struct fixture *f, double points, size_t i)
{
	struct lay_para *para = fixture_para(f);
	struct lay_lines *lines = fixture_break(f, para, points);
	assert_true(i < lines->count);
	return lay_line_build(para, lines, i, &f->page);
}

static void
a_line_is_as_high_as_its_font_and_leading(void **state)
{
	(void)state;
	struct fixture f = fixture_open("line-height='14pt'>text");
	struct area *line = build(&f, 200, 0);
	assert_int_equal(line->kind, AREA_LINE);
	assert_int_equal(line->bpd, pt(14));
	/* Helvetica: 7.18 up, 2.07 down; half of the leading above */
	assert_in_range(line->u.line.baseline, pt(2.375 + 7.18) - 2, pt(2.375 + 7.18) + 2);
	const struct area *text = line->first_child;
	assert_int_equal(text->kind, AREA_TEXT);
	assert_in_range(text->y, pt(2.375) - 2, pt(2.375) + 2);
	fixture_close(&f);
}

static void
larger_content_makes_the_line_higher(void **state)
{
	(void)state;
	struct fixture f =
		fixture_open("line-height='12pt'>a<fo:inline font-size='20pt'>B</fo:inline>");
	dim high = build(&f, 200, 0)->bpd;
	/* 14.36 + 4.14 and 1.375 of leading on both sides */
	assert_in_range(high, pt(21.25) - 4, pt(21.25) + 4);
	fixture_close(&f);
	f = fixture_open("line-stacking-strategy='font-height' line-height='12pt'>a"
			 "<fo:inline font-size='20pt'>B</fo:inline>");
	assert_int_equal(build(&f, 200, 0)->bpd, pt(12));
	fixture_close(&f);
	f = fixture_open("line-height='12pt'>a<fo:inline baseline-shift='5pt'>b</fo:inline>");
	assert_in_range(build(&f, 200, 0)->bpd, pt(17) - 4, pt(17) + 4);
	fixture_close(&f);
}

static dim
start_of(const char *block, double points, size_t i)
{
	struct fixture f = fixture_open(block);
	struct area *line = build(&f, points, i);
	dim x = line->x;
	assert_int_equal(line->x, line->start_indent);
	fixture_close(&f);
	return x;
}

static void
alignment_places_the_line(void **state)
{
	(void)state;
	/* "ii" is 4.44 pt wide */
	assert_int_equal(start_of(">ii", 100, 0), 0);
	assert_in_range(start_of("text-align='end'>ii", 100, 0), pt(95.56) - 3, pt(95.56) + 3);
	assert_in_range(start_of("text-align='center'>ii", 100, 0), pt(47.78) - 3, pt(47.78) + 3);
	assert_int_equal(start_of("text-align='justify'>ii", 100, 0), 0);
	assert_in_range(start_of("text-align-last='end'>ii", 100, 0), pt(95.56) - 3, pt(95.56) + 3);
	/* page 7 is a right-hand page */
	assert_int_equal(start_of("text-align='inside'>ii", 100, 0), 0);
	assert_true(start_of("text-align='outside'>ii", 100, 0) > pt(90));
	assert_int_equal(start_of("text-indent='12pt'>ii", 100, 0), pt(12));
	assert_int_equal(start_of("text-indent='-12pt'>ii", 100, 0), pt(-12));
	assert_in_range(start_of("text-align='end' last-line-end-indent='10pt'>ii", 100, 0),
			pt(85.56) - 3, pt(85.56) + 3);
}

static void
justified_lines_are_full(void **state)
{
	(void)state;
	struct fixture f = fixture_open("text-align='justify'>aaaa aaaa aaaa aaaa aaaa aaaa");
	struct area *line = build(&f, 80, 0);
	const struct area *text = line->first_child;
	assert_null(text->next);
	assert_in_range(text->ipd, pt(80) - 4, pt(80) + 4);
	assert_true(text->u.text->word_adjust > 0);
	const struct area_text *t = text->u.text;
	assert_int_equal(t->count, 5);
	assert_in_range(t->words[4].x + t->words[4].advance, pt(80) - 4, pt(80) + 4);
	fixture_close(&f);
}

static void
leaders_fill_the_line(void **state)
{
	(void)state;
	struct fixture f = fixture_open("text-align-last='justify'>a"
					"<fo:leader leader-pattern='dots'/>b");
	struct area *line = build(&f, 100, 0);
	const struct area *leader = line->first_child->next;
	assert_int_equal(leader->kind, AREA_LEADER);
	/* two letters of 5.56 pt, dots of 2.78 pt */
	assert_in_range(leader->ipd, pt(100 - 11.12) - 4, pt(100 - 11.12) + 4);
	assert_int_equal(leader->u.leader->repeat, 31);
	assert_in_range(leader->next->x, pt(100 - 5.56) - 4, pt(100 - 5.56) + 4);
	fixture_close(&f);
	f = fixture_open(">a<fo:leader leader-length='30pt' leader-pattern='rule' "
			 "rule-thickness='2pt'/>");
	leader = build(&f, 100, 0)->first_child->next;
	assert_int_equal(leader->ipd, pt(30));
	assert_int_equal(leader->u.leader->thickness, pt(2));
	fixture_close(&f);
}

static void
inline_elements_nest(void **state)
{
	(void)state;
	struct fixture f =
		fixture_open(">x <fo:inline border='1pt solid red' padding='2pt' color='red'>one "
			     "<fo:inline font-weight='bold'>two</fo:inline> three</fo:inline> y");
	struct area *line = build(&f, 1000, 0);
	const struct area *outer = line->first_child->next;
	assert_int_equal(outer->kind, AREA_INLINE);
	assert_int_equal(outer->flags & (AREA_FIRST | AREA_LAST), AREA_FIRST | AREA_LAST);
	assert_int_equal(area_edge(outer, FO_START), pt(3));
	const struct area *inner = outer->first_child->next;
	assert_int_equal(inner->kind, AREA_INLINE);
	assert_int_equal(font_weight(inner->first_child->u.text->font), 700);
	/* children fill the content */
	assert_int_equal(outer->last_child->x + outer->last_child->ipd, outer->ipd);
	/* the border stands around the content, which is as high as the font */
	assert_int_equal(outer->y, line->first_child->y - pt(3));
	assert_int_equal(outer->next->x, outer->x + area_outer_ipd(outer));
	fixture_close(&f);
}

static void
an_element_over_two_lines_has_its_edges_once(void **state)
{
	(void)state;
	struct fixture f = fixture_open("><fo:inline border='1pt solid red'>aaaa bbbb</fo:inline>");
	struct area *first = build(&f, 30, 0)->first_child;
	struct area *second = build(&f, 30, 1)->first_child;
	assert_int_equal(area_edge(first, FO_START), pt(1));
	assert_int_equal(area_edge(first, FO_END), 0);
	assert_int_equal(area_edge(second, FO_START), 0);
	assert_int_equal(area_edge(second, FO_END), pt(1));
	fixture_close(&f);
	f = fixture_open("><fo:inline border='1pt solid red' "
			 "border-end-width.conditionality='retain'>aaaa bbbb</fo:inline>");
	first = build(&f, 30, 0)->first_child;
	assert_int_equal(area_edge(first, FO_END), pt(1));
	fixture_close(&f);
}

static void
directions_are_reordered(void **state)
{
	(void)state;
	/* "ab" ALEF BET "cd": the Hebrew words change places */
	struct fixture f = fixture_open(">ab &#x5D0;&#x5D0; &#x5D1;&#x5D1; cd");
	struct area *line = build(&f, 1000, 0);
	struct strbuf b = STRBUF_INIT;
	area_words(line, &b);
	assert_string_equal(b.s, "ab \xd7\x91\xd7\x91 \xd7\x90\xd7\x90 cd");
	strbuf_release(&b);
	assert_true(diag_has(f.diag, "PPL02")); /* noted: another font had to help */
	assert_int_equal(diag_exit(f.diag, false), 0);
	fixture_close(&f);
}

static void
missing_characters_are_errors_if_asked(void **state)
{
	(void)state;
	struct fixture f = fixture_open(">&#x10FFFD;");
	f.options.strict = true;
	assert_non_null(fixture_set(&f, 100));
	assert_true(diag_has(f.diag, "PPL02"));
	assert_int_equal(diag_exit(f.diag, false), 4);
	fixture_close(&f);
	f = fixture_open(">&#x10FFFD;");
	assert_non_null(fixture_set(&f, 100));
	assert_true(diag_has(f.diag, "PPL02"));
	assert_int_equal(diag_exit(f.diag, false), 0);
	fixture_close(&f);
}

/* A script once, signs once a block of Unicode. */
static void
missing_characters_are_told_once(void **state)
{
	(void)state;
	struct fixture f = fixture_open(">&#x10FFFA;&#x10FFFB; x &#x10FFFC; &#x10FEFD;");
	assert_non_null(fixture_set(&f, 100));
	assert_int_equal(diag_count(f.diag, DIAG_WARNING), 2);
	fixture_close(&f);
}

static void
missing_families_and_patterns_are_told(void **state)
{
	(void)state;
	struct fixture f = fixture_open("font-family='Nowhere' hyphenate='true' language='xx' "
					"country='none'>hyphenation");
	assert_string_equal(fixture_set(&f, 30), "hyphenation");
	assert_true(diag_has(f.diag, "PPL32"));
	assert_true(diag_has(f.diag, "PPL37"));
	assert_int_equal(diag_exit(f.diag, false), 0);
	fixture_close(&f);
}

static void
page_numbers_come_with_the_page(void **state)
{
	(void)state;
	struct fixture f = fixture_open(">page <fo:page-number/>.");
	f.page.label = "xvii";
	struct strbuf b = STRBUF_INIT;
	area_words(build(&f, 1000, 0), &b);
	assert_string_equal(b.s, "page xvii.");
	strbuf_release(&b);
	fixture_close(&f);
}

static void
capitals_and_decorations(void **state)
{
	(void)state;
	struct fixture f = fixture_open("text-transform='uppercase' text-decoration='underline'>"
					"stra&#xDF;e <fo:inline text-decoration='no-underline "
					"line-through' text-transform='capitalize'>two words"
					"</fo:inline>");
	struct area *line = build(&f, 1000, 0);
	struct strbuf b = STRBUF_INIT;
	area_words(line, &b);
	assert_string_equal(b.s, "STRASSE Two Words");
	strbuf_release(&b);
	assert_int_equal(line->first_child->u.text->decoration, AREA_UNDERLINE);
	assert_int_equal(line->last_child->first_child->u.text->decoration, AREA_LINE_THROUGH);
	fixture_close(&f);
	f = fixture_open("font-variant='small-caps'>aB");
	line = build(&f, 1000, 0);
	/* Nimbus Sans has no small capitals: A of 8 pt, B of 10 pt */
	assert_int_equal(font_size(line->first_child->u.text->font), pt(8));
	assert_int_equal(font_size(line->last_child->u.text->font), pt(10));
	fixture_close(&f);
}

static void
ids_and_footnotes_are_found(void **state)
{
	(void)state;
	struct fixture f =
		fixture_open(">aaaa <fo:inline id='x'>bbbb cccc</fo:inline> "
			     "<fo:footnote><fo:inline>1</fo:inline><fo:footnote-body><fo:block/>"
			     "</fo:footnote-body></fo:footnote>");
	struct lay_para *para = fixture_para(&f);
	struct lay_lines *lines = fixture_break(&f, para, 52);
	assert_int_equal(lines->count, 2);
	struct area_mark *marks = NULL;
	lay_line_marks(para, lines, 0, f.arena, &marks);
	assert_non_null(marks);
	assert_string_equal(marks->id, "x");
	assert_false(marks->last);
	assert_true(marks->x > pt(20));
	marks = NULL;
	lay_line_marks(para, lines, 1, f.arena, &marks);
	assert_true(marks->last);
	assert_int_equal(lines->at[0].footnotes, 0);
	assert_int_equal(lines->at[1].footnotes, 1);
	assert_int_equal(lay_para_footnote(para, lines->at[1].first_footnote)->object, FO_FOOTNOTE);
	assert_null(lay_para_footnote(para, 1));
	fixture_close(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_line_is_as_high_as_its_font_and_leading),
		cmocka_unit_test(larger_content_makes_the_line_higher),
		cmocka_unit_test(alignment_places_the_line),
		cmocka_unit_test(justified_lines_are_full),
		cmocka_unit_test(leaders_fill_the_line),
		cmocka_unit_test(inline_elements_nest),
		cmocka_unit_test(an_element_over_two_lines_has_its_edges_once),
		cmocka_unit_test(directions_are_reordered),
		cmocka_unit_test(missing_characters_are_errors_if_asked),
		cmocka_unit_test(missing_characters_are_told_once),
		cmocka_unit_test(missing_families_and_patterns_are_told),
		cmocka_unit_test(page_numbers_come_with_the_page),
		cmocka_unit_test(capitals_and_decorations),
		cmocka_unit_test(ids_and_footnotes_are_found),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
