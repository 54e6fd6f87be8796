/* Objects in the line: sizes of graphics, citations, foreign content, what is inline at all. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "para_fixture.h"

/* A PNG of 20 by 10 pixels, 72 dots an inch; only its header is looked at. */
#define PNG                                                                                      \
	"data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAABQAAAAKCAIAAAA7N+mxAAAAEElEQVR4nGNgGAWj" \
	"gJ4AAAJaAAE3TFZpAAAAAElFTkSuQmCC"
#define SVG                                                                                  \
	"<fo:instream-foreign-object %s><svg xmlns='http://www.w3.org/2000/svg' width='40' " \
	"height='30'/></fo:instream-foreign-object>"

static const struct area *
graphic(struct fixture *f, const char *attributes)
{
	char block[1024];
	snprintf(block, sizeof block, "><fo:external-graphic src='" PNG "' %s/>", attributes);
	*f = fixture_open(block);
	struct lay_para *para = fixture_para(f);
	struct lay_lines *lines = fixture_break(f, para, 200);
	assert_int_equal(lines->count, 1);
	const struct area *a = lay_line_build(para, lines, 0, &f->page)->first_child;
	assert_int_equal(a->kind, AREA_IMAGE);
	return a;
}

static void
check_size(const char *attributes, double viewport_width, double viewport_height, double width,
	   double height)
{
	struct fixture f;
	const struct area *a = graphic(&f, attributes);
	assert_in_range(a->ipd, dim_from_pt(viewport_width) - 2, dim_from_pt(viewport_width) + 2);
	assert_in_range(a->bpd, dim_from_pt(viewport_height) - 2, dim_from_pt(viewport_height) + 2);
	assert_in_range(a->u.image.content.width, dim_from_pt(width) - 2, dim_from_pt(width) + 2);
	assert_in_range(a->u.image.content.height, dim_from_pt(height) - 2,
			dim_from_pt(height) + 2);
	fixture_close(&f);
}

static void
graphics_are_sized(void **state)
{
	(void)state;
	check_size("", 20, 10, 20, 10);
	check_size("content-width='40pt'", 40, 20, 40, 20);
	check_size("content-height='200%'", 40, 20, 40, 20);
	check_size("content-width='40pt' content-height='40pt'", 40, 20, 40, 20);
	check_size("content-width='40pt' content-height='40pt' scaling='non-uniform'", 40, 40, 40,
		   40);
	check_size("width='100pt'", 100, 10, 20, 10);
	check_size("width='50%'", 100, 10, 20, 10);
	check_size("width='100pt' content-width='scale-to-fit'", 100, 50, 100, 50);
	check_size("width='100pt' content-width='scale-down-to-fit'", 100, 10, 20, 10);
	check_size("width='10pt' content-width='scale-down-to-fit'", 10, 5, 10, 5);
	check_size("width='10pt' content-width='scale-up-to-fit'", 10, 10, 20, 10);
}

static void
graphics_are_placed_in_their_viewport(void **state)
{
	(void)state;
	struct fixture f;
	const struct area *a = graphic(
		&f, "width='100pt' height='50pt' text-align='center' display-align='after'");
	assert_int_equal(a->u.image.content.x, 40 * DIM_PT);
	assert_int_equal(a->u.image.content.y, 40 * DIM_PT);
	assert_false(a->u.image.clip.hides);
	fixture_close(&f);
	a = graphic(&f, "width='5pt' overflow='hidden'");
	assert_true(a->u.image.clip.hides);
	fixture_close(&f);
}

static void
svg_has_its_own_size(void **state)
{
	(void)state;
	char block[512];
	snprintf(block, sizeof block, ">" SVG, "content-width='80pt'");
	struct fixture f = fixture_open(block);
	struct lay_para *para = fixture_para(&f);
	const struct area *a =
		lay_line_build(para, fixture_break(&f, para, 200), 0, &f.page)->first_child;
	assert_non_null(a->u.image.image);
	assert_int_equal(a->u.image.image->format, AREA_IMAGE_SVG);
	assert_int_equal(a->ipd, 80 * DIM_PT);
	assert_int_equal(a->bpd, 60 * DIM_PT);
	fixture_close(&f);
}

static void
unknown_foreign_content_is_told(void **state)
{
	(void)state;
	struct fixture f = fixture_open("><fo:instream-foreign-object width='20pt' height='10pt'>"
					"<x xmlns='urn:nobody'/></fo:instream-foreign-object>");
	struct lay_para *para = fixture_para(&f);
	const struct area *a =
		lay_line_build(para, fixture_break(&f, para, 200), 0, &f.page)->first_child;
	assert_true(diag_has(f.diag, "PPL36"));
	assert_int_equal(diag_count(f.diag, DIAG_ERROR), 0);
	assert_int_equal(a->ipd, 20 * DIM_PT);
	assert_null(a->u.image.image);
	fixture_close(&f);
}

/* A plan's document must not lack a picture. */
static void
unknown_foreign_content_fails_a_plan(void **state)
{
	(void)state;
	struct fixture f = fixture_open("><fo:instream-foreign-object width='20pt' height='10pt'>"
					"<x xmlns='urn:nobody'/></fo:instream-foreign-object>");
	f.options.strict = true;
	fixture_para(&f);
	assert_true(diag_has(f.diag, "PPL36"));
	assert_int_equal(diag_exit(f.diag, false), 4);
	fixture_close(&f);
}

static void
baselines_of_graphics(void **state)
{
	(void)state;
	struct fixture f;
	/* on the baseline: 10 pt above it, the line as high as that needs */
	const struct area *a = graphic(&f, "");
	assert_int_equal(a->bpd, 10 * DIM_PT);
	fixture_close(&f);
	f = fixture_open("line-height='12pt'>x<fo:external-graphic src='" PNG
			 "' alignment-baseline='middle' content-height='40pt'/>");
	struct lay_para *para = fixture_para(&f);
	struct lay_lines *lines = fixture_break(&f, para, 200);
	struct area *line = lay_line_build(para, lines, 0, &f.page);
	const struct area *g = line->last_child;
	/* its middle half an x-height (2.6 pt) above the baseline */
	dim middle = g->y + g->bpd / 2;
	dim above = line->u.line.baseline - middle;
	assert_in_range(above, dim_from_pt(2.55), dim_from_pt(2.68));
	fixture_close(&f);
}

static bool
first_is_inline(const char *block)
{
	struct fixture f = fixture_open(block);
	const struct fo_node *n = f.block->first_child;
	while (n != NULL && n->object == FO_TEXT)
		n = n->next;
	assert_non_null(n);
	bool result = lay_is_inline(n);
	fixture_close(&f);
	return result;
}

static void
what_is_inline(void **state)
{
	(void)state;
	assert_true(first_is_inline("><fo:inline/>"));
	assert_true(first_is_inline("><fo:wrapper>text</fo:wrapper>"));
	assert_false(first_is_inline("><fo:wrapper><fo:block/></fo:wrapper>"));
	assert_true(first_is_inline(">text<fo:wrapper id='a'/>"));
	assert_false(first_is_inline("><fo:block/>"));
	assert_true(first_is_inline("><fo:footnote><fo:inline/><fo:footnote-body><fo:block/>"
				    "</fo:footnote-body></fo:footnote>"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(graphics_are_sized),
		cmocka_unit_test(graphics_are_placed_in_their_viewport),
		cmocka_unit_test(svg_has_its_own_size),
		cmocka_unit_test(unknown_foreign_content_is_told),
		cmocka_unit_test(unknown_foreign_content_fails_a_plan),
		cmocka_unit_test(baselines_of_graphics),
		cmocka_unit_test(what_is_inline),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
