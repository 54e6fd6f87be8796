/* The tally: text that stands on no page, and text that stands there twice, are said. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "layout/item.h"
#include "layout/tally.h"
#include "para_fixture.h"

#define TEXT ">one two three four five six seven eight nine ten"

struct told {
	bool lost;
	bool twice;
};

/* Tells the tally that these lines of a block have been built, in that order. */
static struct told
told(const char *block, const char *built)
{
	struct fixture f = fixture_open(block);
	struct lay_para *para = fixture_para(&f);
	const struct lay_lines *lines = fixture_break(&f, para, 60);
	struct lay_tally *tally = lay_tally_open(f.arena, f.block->parent);
	struct lay_box box = {.kind = LAY_BOX_LINE, .source = f.block->first_child};

	assert_true(lines->count > 3);
	f.lay.tally = tally;
	box.u.line.para = para;
	box.u.line.lines = lines;
	for (; *built != '\0'; built++) {
		box.u.line.index =
			*built == '$' ? (uint32_t)lines->count - 1 : (uint32_t)(*built - '0');
		lay_tally_line(&f.lay, &box);
		for (; built[1] == '.'; built++) /* and all lines up to the end */
			while (++box.u.line.index < lines->count)
				lay_tally_line(&f.lay, &box);
	}
	lay_tally_close(&f.lay, tally);
	struct told t = {diag_has(f.diag, "PPL23"), diag_has(f.diag, "PPL24")};
	fixture_close(&f);
	return t;
}

static void
what_stands_once_is_nothing_to_tell(void **state)
{
	(void)state;
	struct told t = told(TEXT, "0.");
	assert_false(t.lost);
	assert_false(t.twice);
}

static void
text_that_never_came_is_lost(void **state)
{
	(void)state;
	assert_true(told(TEXT, "").lost);
	assert_true(told(TEXT, "01").lost);  /* its end */
	assert_true(told(TEXT, "1.").lost);  /* its begin */
	assert_true(told(TEXT, "02.").lost); /* a line between */
}

static void
text_that_comes_again_is_told(void **state)
{
	(void)state;
	assert_true(told(TEXT, "0.0.").twice);
	assert_true(told(TEXT, "00.").twice);
	assert_true(told(TEXT, "0.$").twice);
	assert_false(told(TEXT, "0.$").lost);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_stands_once_is_nothing_to_tell),
		cmocka_unit_test(text_that_never_came_is_lost),
		cmocka_unit_test(text_that_comes_again_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
