/* Diagnostics: recording once, exit codes, the formats of one input. */
#include "base/arena.h"
#include "base/base_diag.h"
#include "base/diag.h"
#include "base/strbuf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static const struct diag_kind kinds[] = {
	{.code = "PP304", .rank = DIAG_ERROR, .exit = 1, .text = "deployment of {1} before {2}"},
	{.code = "PP900", .rank = DIAG_WARNING, .text = "a default {1} was used"},
	{.code = "PP901", .rank = DIAG_FATAL, .exit = 3, .text = "broken {9} {x}"},
	{.code = "PP902", .rank = DIAG_NOTE, .text = "well"},
};

static const char source[] = "<plan>\n\t<task id=\"T-4\"/>\n<日本 x=\"é\"/>\n";

static void
repetitions_are_told_once(void **state)
{
	struct arena *a = arena_new();
	struct diag *d = diag_new(a);
	struct diag_place place = {.file = "p.xml", .line = 2, .column = 2};

	(void)state;
	diag_add(d, &kinds[0], &place, "T-4", "M-2");
	diag_note(d, &place, "first");
	diag_add(d, &kinds[0], &place, "T-4", "M-2");
	diag_note(d, &place, "must go nowhere");
	diag_help(d, "must go nowhere");
	diag_add(d, &kinds[0], &place, "T-5", "M-2");
	place.column = 3;
	diag_add(d, &kinds[0], &place, "T-4", "M-2");
	assert_int_equal(diag_count(d, DIAG_NOTE), 3);
	assert_string_equal(diag_first(d)->message, "deployment of T-4 before M-2");
	assert_null(diag_first(d)->notes->next);
	assert_null(diag_first(d)->help);
	assert_true(diag_has(d, "PP304"));
	assert_false(diag_has(d, "PP900"));
	arena_free(a);
}

static void
exit_code_is_the_worst(void **state)
{
	struct arena *a = arena_new();
	struct diag *d = diag_new(a), *all = diag_new(a);

	(void)state;
	assert_int_equal(diag_exit(d, true), 0);
	diag_add0(d, &kinds[3], NULL);
	assert_int_equal(diag_exit(d, true), 0);
	diag_add(d, &kinds[1], NULL, "x");
	assert_int_equal(diag_exit(d, false), 0);
	assert_int_equal(diag_exit(d, true), 1);
	diag_add(d, &kinds[1], NULL, "y");
	diag_gate(d, "approval", DIAG_ERROR);
	assert_int_equal(diag_exit(d, false), 1);
	diag_add0(d, &kinds[2], NULL);
	assert_int_equal(diag_exit(d, false), 3);
	assert_int_equal(diag_count(d, DIAG_ERROR), 2);
	diag_append(all, d);
	diag_append(all, d);
	assert_int_equal(diag_count(all, DIAG_NOTE), 4);
	assert_int_equal(diag_exit(all, false), 3);
	arena_free(a);
}

static void
printed(enum diag_format format, const struct diag *d, const char *expected)
{
	struct strbuf b = STRBUF_INIT;

	diag_print(d, &b, format, false);
	assert_string_equal(b.s, expected);
	strbuf_release(&b);
}

static void
formats(void **state)
{
	struct arena *a = arena_new();
	struct diag *d = diag_new(a);
	struct diag_place place = {
		.file = "p.xml", .line = 2, .column = 2, .length = 5, .id = "T-4"};
	struct diag_place other = {.file = "p.xml", .line = 1, .column = 1};

	(void)state;
	diag_source(d, "p.xml", source, sizeof source - 1);
	diag_add(d, &kinds[0], &place, "T-4", "\"M-2\"");
	diag_note(d, &other, "the plan begins here");
	diag_help(d, "wait for the decision\n<after task=\"M-2\"/>");
	diag_gate(d, "draft", DIAG_WARNING);
	printed(DIAG_HUMAN, d,
		"warning[PP304]: deployment of T-4 before \"M-2\"\n"
		" --> p.xml:2:2\n"
		"  |\n"
		"2 | \t<task id=\"T-4\"/>\n"
		"  | \t^^^^^\n"
		"  |\n"
		"note: the plan begins here\n"
		" --> p.xml:1:1\n"
		"help: wait for the decision\n"
		"  |     <after task=\"M-2\"/>\n"
		"  = gate: draft (else error); planpress explain PP304\n\n");
	printed(DIAG_SHORT, d,
		"p.xml:2:2: warning: deployment of T-4 before \"M-2\" [PP304]\n"
		"p.xml:1:1: note: the plan begins here\n");
	printed(DIAG_JSON, d,
		"{\"code\":\"PP304\",\"severity\":\"warning\",\"gate\":\"draft\",\"file\":\"p."
		"xml\","
		"\"line\":2,\"column\":2,\"id\":\"T-4\","
		"\"message\":\"deployment of T-4 before \\\"M-2\\\"\","
		"\"help\":\"wait for the decision\\n<after task=\\\"M-2\\\"/>\","
		"\"notes\":[{\"file\":\"p.xml\",\"line\":1,\"column\":1,"
		"\"message\":\"the plan begins here\"}]}\n");
	arena_free(a);
}

/* What a fix takes away must be there: else it is none. */
static void
fixes_are_edits_of_the_source(void **state)
{
	struct arena *a = arena_new();
	struct diag *d = diag_new(a), *all = diag_new(a);
	struct diag_place place = {.file = "p.xml", .line = 2, .column = 12, .length = 3};
	struct diag_place unkept = {.file = "q.xml", .line = 2, .column = 12};
	struct diag_place end = {.file = "p.xml", .line = 2, .column = 16};

	(void)state;
	diag_source(d, "p.xml", source, sizeof source - 1);
	diag_add(d, &kinds[1], &place, "x");
	diag_edit(d, &place, "T-9", "T-8");
	diag_edit(d, &unkept, "T-4", "T-8");
	diag_edit(d, &end, "", " b");
	assert_null(diag_first(d)->edits->next);
	diag_edit(d, &place, "T-4", "T-8");
	diag_add(d, &kinds[1], &place, "x");
	diag_edit(d, &place, "T-4", "must go nowhere");
	assert_null(diag_first(d)->edits->next->next);
	printed(DIAG_HUMAN, d,
		"warning[PP900]: a default x was used\n"
		" --> p.xml:2:12\n"
		"  |\n"
		"2 | \t<task id=\"T-4\"/>\n"
		"  | \t          ^^^\n"
		"  |\n"
		"fix: put in 'b' at p.xml:2:16\n"
		"fix: write 'T-8' instead of 'T-4' at p.xml:2:12\n\n");
	diag_append(all, d);
	printed(DIAG_JSON, all,
		"{\"code\":\"PP900\",\"severity\":\"warning\",\"file\":\"p.xml\",\"line\":2,"
		"\"column\":12,\"message\":\"a default x was used\",\"fix\":["
		"{\"file\":\"p.xml\",\"line\":2,\"column\":16,\"length\":0,\"replacement\":\" b\"},"
		"{\"file\":\"p.xml\",\"line\":2,\"column\":12,\"length\":3,"
		"\"replacement\":\"T-8\"}]}\n");
	arena_free(a);
}

static void
lines_to_put_in_are_shown(void **state)
{
	struct arena *a = arena_new();
	struct diag *d = diag_new(a);
	struct diag_place place = {.file = "p.xml", .line = 2, .column = 16, .length = 1};

	(void)state;
	diag_source(d, "p.xml", source, sizeof source - 1);
	diag_add(d, &kinds[3], NULL, NULL);
	diag_edit(d, &place, "/>", ">\n\t\t<after task=\"M-2\"/>\n\t</task>");
	printed(DIAG_HUMAN, d,
		"note[PP902]: well\n"
		"fix: write instead of '/>' at p.xml:2:16\n"
		"  |     >\n"
		"  |     \t\t<after task=\"M-2\"/>\n"
		"  |     \t</task>\n\n");
	arena_free(a);
}

/* GitHub reads lines: whatever the input, a message is one, and ends no property. */
static void
workflow_commands_are_escaped(void **state)
{
	struct arena *a = arena_new();
	struct diag *d = diag_new(a);
	struct diag_place place = {.file = "a,b:c%.xml", .line = 3, .column = 7, .length = 4};

	(void)state;
	diag_add(d, &kinds[0], &place, "100 %\r\n::error::no", "a:b,c");
	diag_note(d, &place, "see\nhere");
	diag_help(d, "wait");
	diag_add0(d, &kinds[3], NULL);
	printed(DIAG_GITHUB, d,
		"::error file=a%2Cb%3Ac%25.xml,line=3,col=7,endColumn=10,title=PP304::"
		"deployment of 100 %25%0D%0A::error::no before a:b,c"
		"%0Anote: see%0Ahere (a,b:c%25.xml:3)%0Ahelp: wait\n"
		"::notice title=PP902::well\n");
	arena_free(a);
}

static void
carets_stand_under_wide_characters(void **state)
{
	struct arena *a = arena_new();
	struct diag *d = diag_new(a);
	struct diag_place place = {.file = "p.xml", .line = 3, .column = 5, .length = 1};

	(void)state;
	diag_source(d, "p.xml", source, sizeof source - 1);
	diag_add(d, &kinds[1], &place, "\033[31mred");
	/* '<' one cell, two ideographs two each, a blank: the x stands in the seventh. */
	printed(DIAG_HUMAN, d,
		"warning[PP900]: a default \uFFFD[31mred was used\n"
		" --> p.xml:3:5\n"
		"  |\n"
		"3 | <日本 x=\"é\"/>\n"
		"  |       ^\n"
		"  |\n\n");
	arena_free(a);
}

/* What has no source to quote still says where it is. */
static void
place_without_source_names_its_path(void **state)
{
	struct arena *a = arena_new();
	struct diag *d = diag_new(a);
	struct diag_place place = {.file = "p.fo", .line = 3, .id = "/fo:root/fo:block[2]"};

	(void)state;
	diag_add(d, &kinds[1], &place, "x");
	printed(DIAG_HUMAN, d,
		"warning[PP900]: a default x was used\n"
		" --> p.fo:3\n"
		"  = in /fo:root/fo:block[2]\n\n");
	arena_free(a);
}

static void
ranks_below_are_left_out(void **state)
{
	struct arena *a = arena_new();
	struct diag *d = diag_new(a);
	struct strbuf b = STRBUF_INIT;

	(void)state;
	diag_add0(d, &kinds[3], NULL);
	diag_add(d, &kinds[1], NULL, "x");
	diag_print_from(d, DIAG_WARNING, &b, DIAG_SHORT, false);
	assert_string_equal(b.s, "planpress: warning: a default x was used [PP900]\n");
	strbuf_release(&b);
	arena_free(a);
}

static void
entries_are_sorted_by_place(void **state)
{
	struct arena *a = arena_new();
	struct diag *d = diag_new(a);
	struct diag_place late = {.file = "b.xml", .line = 9}, early = {.file = "b.xml", .line = 2};
	struct diag_place other = {.file = "a.xml", .line = 5};

	(void)state;
	diag_add(d, &kinds[1], NULL, "0");
	diag_add(d, &kinds[1], &late, "1");
	diag_add(d, &kinds[1], &other, "2");
	diag_add(d, &kinds[1], &early, "3");
	printed(DIAG_SHORT, d,
		"b.xml:2: warning: a default 3 was used [PP900]\n"
		"b.xml:9: warning: a default 1 was used [PP900]\n"
		"a.xml:5: warning: a default 2 was used [PP900]\n"
		"planpress: warning: a default 0 was used [PP900]\n");
	arena_free(a);
}

static void
what_is_alike_is_counted(void **state)
{
	struct arena *a = arena_new();
	struct diag *d = diag_new(a), *errors = diag_new(a), *all = diag_new(a);
	struct diag_place place = {.file = "b.xml"};
	struct strbuf b = STRBUF_INIT;

	(void)state;
	for (place.line = 1; place.line <= 20; place.line++) {
		diag_add(d, &kinds[1], &place, place.line % 2 == 0 ? "fo:block" : "fo:inline");
		diag_add(errors, &kinds[0], &place, "T-4", "M-2");
	}
	diag_append(all, d);
	diag_print(all, &b, DIAG_BRIEF, false);
	assert_non_null(strstr(b.s, "b.xml:6\n"));
	assert_null(strstr(b.s, "b.xml:7\n")); /* three of each */
	assert_non_null(strstr(b.s, "\n\nwarning[PP900]: … and 14 more like this\n\n"));
	strbuf_clear(&b);
	diag_print(errors, &b, DIAG_BRIEF, false);
	assert_non_null(strstr(b.s, "b.xml:20\n")); /* each is to be put right */
	assert_null(strstr(b.s, "more like this"));
	strbuf_release(&b);
	arena_free(a);
}

static void
many_subjects_are_counted_too(void **state)
{
	struct arena *a = arena_new();
	struct diag *d = diag_new(a);
	struct strbuf b = STRBUF_INIT;

	(void)state;
	for (int i = 0; i < 100; i++)
		diag_add(d, &kinds[1], NULL, arena_printf(a, "n%d", i));
	diag_print(d, &b, DIAG_BRIEF, false);
	assert_non_null(strstr(b.s, " n8 "));
	assert_null(strstr(b.s, " n9 "));
	assert_non_null(strstr(b.s, "… and 91 more like this"));
	strbuf_release(&b);
	arena_free(a);
}

static void
long_lines_are_windowed(void **state)
{
	struct arena *a = arena_new();
	struct diag *d = diag_new(a);
	struct diag_place place = {.file = "l.xml", .line = 1, .column = 60000};
	struct strbuf b = STRBUF_INIT, text = STRBUF_INIT;

	(void)state;
	for (int i = 0; i < 100000; i++)
		strbuf_putc(&text, (char)('a' + i % 26));
	diag_source(d, "l.xml", text.s, text.len);
	diag_add(d, &kinds[1], &place, "x");
	diag_print(d, &b, DIAG_HUMAN, true);
	assert_true(b.len < 1000);
	assert_non_null(strstr(b.s, "…"));
	assert_non_null(strstr(b.s, "\033[1;33mwarning"));
	strbuf_release(&b);
	strbuf_release(&text);
	arena_free(a);
}

static void
rows_of_base_are_whole(void **state)
{
	size_t count;
	const struct diag_kind *rows = base_diag_rows(&count);

	(void)state;
	assert_true(count > 10);
	for (size_t i = 0; i < count; i++) {
		assert_int_equal(strncmp(rows[i].code, "PPB", 3), 0);
		assert_in_range(rows[i].exit, 2, 4); /* arguments, input, output */
		for (size_t k = 0; k < i; k++)
			assert_string_not_equal(rows[i].code, rows[k].code);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(repetitions_are_told_once),
		cmocka_unit_test(exit_code_is_the_worst),
		cmocka_unit_test(formats),
		cmocka_unit_test(fixes_are_edits_of_the_source),
		cmocka_unit_test(lines_to_put_in_are_shown),
		cmocka_unit_test(workflow_commands_are_escaped),
		cmocka_unit_test(carets_stand_under_wide_characters),
		cmocka_unit_test(place_without_source_names_its_path),
		cmocka_unit_test(ranks_below_are_left_out),
		cmocka_unit_test(entries_are_sorted_by_place),
		cmocka_unit_test(what_is_alike_is_counted),
		cmocka_unit_test(many_subjects_are_counted_too),
		cmocka_unit_test(long_lines_are_windowed),
		cmocka_unit_test(rows_of_base_are_whole),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
