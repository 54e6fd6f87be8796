/*
 * The tables of MSPDI against the order of its schema, and against files that Microsoft Project
 * saved (../shared/mspdi, if it is there).
 */
#include "base/arena.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/xml.h"
#include "exchange/mspdi.h"

#include <dirent.h>
#include <libxml/tree.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#define SAVED PP_SOURCE_DIR "/../shared/mspdi"

/* The sequences of mspdi_pj12.xsd, as Microsoft's reference lists them, as far as they are written.
 */
static const char project_order[] =
	" SaveVersion Name Title Company Manager Author CreationDate LastSaved ScheduleFromStart "
	"StartDate FinishDate CriticalSlackLimit CurrencyCode CalendarUID DefaultStartTime "
	"DefaultFinishTime MinutesPerDay MinutesPerWeek DaysPerMonth HonorConstraints WeekStartDay "
	"StatusDate ExtendedAttributes Calendars Tasks Resources Assignments ";
static const char field_order[] = " FieldID FieldName Alias ";
static const char calendar_order[] =
	" UID Name IsBaseCalendar BaseCalendarUID WeekDays Exceptions ";
static const char task_order[] =
	" UID ID Name Type WBS OutlineNumber OutlineLevel Priority Start Finish Duration "
	"DurationFormat Work EffortDriven Milestone Summary Critical ExternalTask "
	"ExternalTaskProject EarlyStart EarlyFinish LateStart LateFinish FreeSlack TotalSlack "
	"PercentComplete ActualStart ActualFinish ActualWork ConstraintType CalendarUID "
	"ConstraintDate Deadline IgnoreResourceCalendar Notes PredecessorLink ExtendedAttribute "
	"Baseline ";
static const char link_order[] =
	" PredecessorUID Type CrossProject CrossProjectName LinkLag LagFormat ";
static const char baseline_order[] = " Number Start Finish Duration DurationFormat Work ";
static const char resource_order[] =
	" UID ID Name Type Initials Group EmailAddress MaxUnits CalendarUID IsGeneric "
	"ExtendedAttribute ";
static const char assignment_order[] = " UID TaskUID ResourceUID Finish Start Units Work ";

static const struct {
	const char *element;
	const struct mspdi_table *table;
	const char *order;
} tables[] = {
	{"Project", &mspdi_project, project_order},
	{"ExtendedAttribute", &mspdi_field, field_order},
	{"Calendar", &mspdi_calendar, calendar_order},
	{"Task", &mspdi_task, task_order},
	{"PredecessorLink", &mspdi_link, link_order},
	{"Baseline", &mspdi_baseline, baseline_order},
	{"Resource", &mspdi_resource, resource_order},
	{"Assignment", &mspdi_assignment, assignment_order},
};

#define TABLES (sizeof tables / sizeof tables[0])

static void
test_what_is_written_is_in_order(void **state)
{
	(void)state;
	for (size_t i = 0; i < TABLES; i++) {
		const char *rest = tables[i].order;
		for (size_t k = 0; k < tables[i].table->count; k++) {
			const struct mspdi_row *row = &tables[i].table->rows[k];
			char word[64];
			if (row->use != MSPDI_WRITE && row->use != MSPDI_BOTH)
				continue;
			(void)snprintf(word, sizeof word, " %s ", row->name);
			if (strncmp(rest, word, strlen(word)) != 0)
				fail_msg("%s: %s is written where%s should come", tables[i].element,
					 row->name, rest);
			rest += strlen(word) - 1;
		}
		assert_string_equal(rest, " ");
	}
}

static void
test_rows_make_sense(void **state)
{
	(void)state;
	for (size_t i = 0; i < TABLES; i++)
		for (size_t k = 0; k < tables[i].table->count; k++) {
			const struct mspdi_row *row = &tables[i].table->rows[k];
			for (size_t m = 0; m < k; m++)
				assert_string_not_equal(row->name, tables[i].table->rows[m].name);
			if (row->use == MSPDI_LOST || row->use == MSPDI_MINOR)
				assert_true(row->lost != NULL && row->nothing != NULL);
			assert_int_equal(row->type == MSPDI_PART && row->use >= MSPDI_READ,
					 row->part != MSPDI_NO_PART);
		}
}

static size_t
row_of(const struct mspdi_table *table, const char *name)
{
	size_t i = 0;
	while (i < table->count && strcmp(table->rows[i].name, name) != 0)
		i++;
	return i;
}

/* Every child of a known element has a row, and rows come in order. */
static void
check_element(const char *file, const xmlNode *node)
{
	const struct mspdi_table *table = NULL;
	size_t last = 0;
	for (size_t i = 0; i < TABLES; i++)
		if (strcmp(tables[i].element, xml_name(node)) == 0)
			table = tables[i].table;
	/* The value of a field has the name of its definition. */
	if (strcmp(xml_name(node), "ExtendedAttribute") == 0)
		table = NULL;
	for (const xmlNode *n = xml_first(node); n != NULL; n = xml_next(n)) {
		size_t at = table == NULL ? 0 : row_of(table, xml_name(n));
		/* Project 2010 and later put fields behind what the schema of 2007 ends with. */
		if (strcmp(xml_name(n), "ExtendedAttribute") == 0 &&
		    strcmp(xml_name(node), "Task") == 0)
			continue;
		if (table != NULL && (at == table->count || at < last))
			fail_msg("%s:%d: %s has no row, or stands before %s in the table", file,
				 xml_place(n).line, xml_name(n), table->rows[last].name);
		last = at;
		check_element(file, n);
	}
}

static void
test_saved_files_are_in_order(void **state)
{
	struct arena *a = arena_new();
	DIR *dir = opendir(SAVED);
	int count = 0;
	(void)state;
	if (dir == NULL) {
		printf("SKIPPED: files saved by Microsoft Project are not at " SAVED "\n");
		arena_free(a);
		skip();
	}
	for (struct dirent *e = readdir(dir); e != NULL; e = readdir(dir)) {
		struct diag *d = diag_new(a);
		const struct xml_options options = {.xinclude = false};
		const char *path = file_join(a, SAVED, e->d_name);
		if (strstr(e->d_name, "-mspdi.xml") == NULL)
			continue;
		const xmlDoc *doc = xml_parse_file(a, d, path, &options);
		assert_non_null(doc);
		check_element(path, xml_root(doc));
		count++;
	}
	closedir(dir);
	assert_true(count > 0);
	arena_free(a);
}

/* == exceptions that come round: the days that Microsoft Project wrote for these rules == */

static void
test_recurrences(void **state)
{
	static const struct {
		struct mspdi_recurrence rule; /* without its period */
		const char *from, *to, *days;
	} cases[] = {
		{{.type = 7, .period = 3, .counted = true, .occurrences = 4},
		 "2000-02-01",
		 "2000-02-10",
		 "2000-02-01 2000-02-04 2000-02-07 2000-02-10"},
		{{.type = 6, .period = 2, .days_of_week = 4, .counted = true, .occurrences = 4},
		 "2001-01-01",
		 "2001-02-13",
		 "2001-01-02 2001-01-16 2001-01-30 2001-02-13"},
		/* The week of the first day began on the Sunday before it. */
		{{.type = 6, .period = 7, .days_of_week = 1, .counted = true, .occurrences = 9},
		 "2001-01-01",
		 "2001-05-31",
		 "2001-02-18 2001-04-08 2001-05-27"},
		{{.type = 5,
		  .period = 2,
		  .month_item = 4,
		  .month_position = 0,
		  .counted = true,
		  .occurrences = 3},
		 "2002-01-01",
		 "2002-05-06",
		 "2002-01-07 2002-03-04 2002-05-06"},
		{{.type = 5,
		  .period = 6,
		  .month_item = 8,
		  .month_position = 4,
		  .counted = true,
		  .occurrences = 7},
		 "2002-01-01",
		 "2003-12-31",
		 "2002-01-25 2002-07-26 2003-01-31 2003-07-25"},
		{{.type = 4, .period = 5, .month_day = 4, .counted = true, .occurrences = 6},
		 "2003-01-01",
		 "2004-05-01",
		 "2003-01-04 2003-06-04 2003-11-04 2004-04-04"},
		{{.type = 3,
		  .month = 3,
		  .month_item = 6,
		  .month_position = 1,
		  .counted = true,
		  .occurrences = 5},
		 "2004-01-01",
		 "2006-12-31",
		 "2004-04-14 2005-04-13 2006-04-12"},
		{{.type = 2, .month = 1, .month_day = 1, .counted = true, .occurrences = 3},
		 "2005-01-01",
		 "2007-02-01",
		 "2005-02-01 2006-02-01 2007-02-01"},
		{{.type = 4, .period = 1, .month_day = 31},
		 "2026-01-01",
		 "2026-04-30",
		 "2026-01-31 2026-02-28 2026-03-31 2026-04-30"},
		{{.type = 8}, "2026-03-06", "2026-03-10", "2026-03-06 2026-03-09 2026-03-10"},
		{{.type = 1, .counted = true, .occurrences = 2},
		 "2026-03-06",
		 "2026-03-10",
		 "2026-03-06 2026-03-07"},
	};
	struct arena *a = arena_new();
	(void)state;
	for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
		struct mspdi_recurrence rule = cases[i].rule;
		struct mspdi_days days = {0};
		const char *text = "";
		rule.from = date_parse(cases[i].from);
		rule.to = date_parse(cases[i].to);
		assert_true(mspdi_recur(a, &rule, &days));
		for (size_t k = 0; k < days.len; k++) {
			struct ymd d = date_to_ymd(days.at[k]);
			text = arena_printf(a, "%s%s%04d-%02d-%02d", text, k == 0 ? "" : " ",
					    d.year, d.month, d.day);
		}
		assert_string_equal(text, cases[i].days);
	}
	arena_free(a);
}

static void
test_recurrence_without_end(void **state)
{
	struct arena *a = arena_new();
	struct mspdi_recurrence rule = {.type = 7,
					.period = -5,
					.from = date_from_ymd(1, 1, 1),
					.to = date_from_ymd(9999, 12, 31)};
	struct mspdi_days days = {0};
	(void)state;
	assert_false(mspdi_recur(a, &rule, &days));
	assert_true(days.len < 10000);
	rule = (struct mspdi_recurrence){
		.type = 2, .month = 99, .month_day = -3, .from = rule.from, .to = rule.to};
	days.len = 0;
	assert_false(mspdi_recur(a, &rule, &days));
	arena_free(a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_what_is_written_is_in_order),
		cmocka_unit_test(test_rows_make_sense),
		cmocka_unit_test(test_saved_files_are_in_order),
		cmocka_unit_test(test_recurrences),
		cmocka_unit_test(test_recurrence_without_end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
