/* What stands off the page is said: an error in plan documents, a warning elsewhere. */
#include "laid.h"

#define PLACED(where, inside)                                                      \
	"<fo:block-container absolute-position='absolute' " where " width='80pt' " \
	"height='20pt'>" inside "</fo:block-container>"
#define SVG                                                                                        \
	"<fo:block><fo:instream-foreign-object><svg xmlns='http://www.w3.org/2000/svg' "           \
	"width='40' height='10'><rect width='40' height='10'/></svg></fo:instream-foreign-object>" \
	"</fo:block>"

struct outcome {
	const char *flow;
	int count; /* of PPL01 */
};

static int
count_clipped(const struct laid *l)
{
	int count = 0;

	for (const struct diag_entry *e = diag_first(l->diag); e != NULL; e = e->next)
		count += strcmp(e->kind->code, "PPL01") == 0;
	return count;
}

static void
text_and_graphics(void **state)
{
	static const struct outcome outcomes[] = {
		{PAGES("100pt", B("here")), 0},
		{PAGES("100pt", PLACED("left='20pt' top='70pt'", B("here"))), 0},
		{PAGES("100pt", PLACED("left='-500pt' top='0pt'", B("gone"))), 1},
		{PAGES("100pt", PLACED("left='190pt' top='0pt'", B("cut off"))), 1},
		{PAGES("100pt", PLACED("left='0pt' top='98pt'", B("below"))), 1},
		{PAGES("100pt", PLACED("left='0pt' top='-9pt'", B("above"))), 1},
		/* a little of the descenders */
		{PAGES("100pt", PLACED("left='0pt' top='91pt'", B("low"))), 0},
		{PAGES("100pt", "<fo:block start-indent='-60pt'>indented</fo:block>"), 1},
		{PAGES("100pt", "<fo:block visibility='hidden' start-indent='-60pt'>x</fo:block>"),
		 0},
		{PAGES("100pt", PLACED("left='-500pt' top='0pt'", "<fo:block/>")), 0},
		/* turned: from the lower left corner upwards */
		{PAGES("100pt", PLACED("left='5pt' top='5pt' reference-orientation='90'", B("up"))),
		 0},
		{PAGES("100pt",
		       PLACED("left='5pt' top='85pt' reference-orientation='90'", B("upwards"))),
		 1},
		/* what bleeds over the edge is meant to */
		{PAGES("100pt", PLACED("left='-10pt' top='0pt'", SVG)), 0},
		{PAGES("100pt", PLACED("left='-60pt' top='0pt'", SVG)), 1},
		/* once for each block */
		{PAGES("100pt", PLACED("left='-500pt' top='0pt'", B("one two") B("three"))), 2},
	};

	(void)state;
	for (size_t i = 0; i < sizeof outcomes / sizeof outcomes[0]; i++) {
		struct laid *l = laid_open(outcomes[i].flow);

		if (count_clipped(l) != outcomes[i].count)
			print_error("%s\n", outcomes[i].flow);
		assert_int_equal(count_clipped(l), outcomes[i].count);
		assert_int_equal(diag_count(l->diag, DIAG_ERROR), 0);
		laid_close(l);
	}
}

static void
an_error_in_plans(void **state)
{
	static const struct layout_options strict = {.strict = true};
	struct laid *l = laid_open_with(
		PAGES("100pt", PLACED("left='-500pt' top='0pt'", B("gone"))), &strict);

	(void)state;
	assert_int_equal(diag_count(l->diag, DIAG_ERROR), 1);
	assert_true(diag_has(l->diag, "PPL01"));
	assert_int_equal(diag_exit(l->diag, false), 4);
	laid_close(l);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_and_graphics),
		cmocka_unit_test(an_error_in_plans),
	};

	return cmocka_run_group_tests(tests, NULL, laid_done);
}
