/* The rows: names, sections, support, and the maps made of them. */
#include "fo/fo_test.h"

static void
test_rows(void **state)
{
	size_t objects = 0;

	(void)state;
	for (size_t i = 0; i < fo_row_count(); i++) {
		struct fo_row row = fo_row(i);
		assert_non_null(row.name);
		assert_non_null(row.section);
		objects += row.is_object;
		if (row.is_object)
			assert_int_equal(strncmp(row.name, "fo:", 3), 0);
	}
	assert_int_equal(objects, 81); /* chapter 6 */
	assert_int_equal(fo_row_count() - objects,
			 277); /* chapter 7, alt-text, border-before … border-end */
	assert_string_equal(fo_row(0).name, "fo:root");
}

/* What is supported in part says what is left out, and nothing else does. */
static void
test_partial(void **state)
{
	size_t parts = 0;

	(void)state;
	for (size_t i = 0; i < fo_row_count(); i++) {
		struct fo_row row = fo_row(i);
		size_t notes = 0;

		for (size_t k = 0; k < fo_partial_count(); k++)
			notes += strcmp(fo_partial(k).name, row.name) == 0;
		if ((notes > 0) != (row.support == FO_SUPPORT_PART))
			fail_msg("%s: %zu notes", row.name, notes);
		parts += notes;
	}
	assert_int_equal(parts, fo_partial_count());
}

static void
test_names(void **state)
{
	struct arena *arena = arena_new();
	struct fo_tables *t = fo_tables_new(arena);
	struct fo_name n;

	(void)state;
	for (int i = 1; i < FO_OBJECT_COUNT; i++)
		assert_int_equal(fo_object_find(t, fo_object_name((enum fo_object)i) + 3,
						strlen(fo_object_name((enum fo_object)i)) - 3),
				 i);
	for (int i = 0; i < FO_PROP_COUNT; i++) {
		const char *name = fo_prop_name((enum fo_prop)i);
		assert_true(fo_name_find(t, name, strlen(name), &n));
		assert_false(n.shorthand);
		assert_int_equal(n.index, i);
	}
	for (int i = 1; i < FO_KW_COUNT; i++) {
		const char *name = fo_keyword_name((enum fo_keyword)i);
		assert_int_equal(fo_keyword_find(t, name, strlen(name)), i);
	}
	for (int i = 0; i < FO_SHORT_COUNT; i++) {
		const char *name = fo_shorthand_name((enum fo_shorthand)i);
		assert_true(fo_name_find(t, name, strlen(name), &n));
		assert_true(n.shorthand);
	}
	assert_false(fo_name_find(t, "nosuch", 6, &n));
	assert_int_equal(fo_object_find(t, "nosuch", 6), FO_OBJECT_COUNT);
	arena_free(arena);
}

static void
test_components(void **state)
{
	struct arena *arena = arena_new();
	struct fo_tables *t = fo_tables_new(arena);
	struct fo_name n;

	(void)state;
#define FIND(s) assert_true(fo_name_find(t, (s), strlen(s), &n))
	FIND("space-before.optimum");
	assert_int_equal(n.index, FO_PROP_SPACE_BEFORE);
	assert_int_equal(n.component, FO_COMPONENT_OPTIMUM);
	FIND("keep-together.within-line");
	assert_int_equal(n.component, FO_COMPONENT_WITHIN_LINE);
	FIND("color.optimum");
	assert_int_equal(n.component, FO_COMPONENT_COUNT);
	FIND("space-before.within-page");
	assert_int_equal(n.component, FO_COMPONENT_COUNT);
	FIND("padding.length");
	assert_int_equal(n.component, FO_COMPONENT_COUNT);
#undef FIND
	arena_free(arena);
}

/* Every initial value is one its own property takes. */
static void
test_initial_values(void **state)
{
	struct book b = book_flow("<fo:block id='x'/>");

	(void)state;
	for (int i = 0; i < FO_PROP_COUNT; i++) {
		const struct fo_prop_row *row = &fo_prop_rows[i];
		if (row->initial[0] != '\0' && row->inherit != FO_INHERIT_NODE)
			assert_int_not_equal(b.doc->initial->value[i].kind, FO_VALUE_UNSET);
	}
	assert_string_equal(value_text(&b, FO_PROP_HYPHENATION_CHARACTER), "'\xE2\x80\x90'");
	assert_string_equal(value_text(&b, FO_PROP_LEADER_LENGTH), "12pt[0pt 100%]");
	book_close(&b);
}

static void
test_diagnostics(void **state)
{
	size_t count;
	const struct diag_kind *rows = fo_diag_rows(&count);

	(void)state;
	for (size_t i = 0; i < count; i++) {
		assert_int_equal(strncmp(rows[i].code, "PPF", 3), 0);
		assert_non_null(rows[i].instead);
		for (size_t k = 0; k < i; k++)
			assert_string_not_equal(rows[i].code, rows[k].code);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_rows),	       cmocka_unit_test(test_names),
		cmocka_unit_test(test_partial),	       cmocka_unit_test(test_components),
		cmocka_unit_test(test_initial_values), cmocka_unit_test(test_diagnostics),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
