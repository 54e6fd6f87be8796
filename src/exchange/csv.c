/*
 * CSV: a row for the project and one for each row of the outline, with what a plan computes its
 * dates from and the dates themselves.  What export writes import reads; a table made by hand needs
 * no more than the column "name".
 *
 * Links stand in one cell, "T-1; T-2 SS +3d", and so do people, "p-lind 40%; p-tan".
 */
#include "base/csv.h"
#include "base/date.h"
#include "base/file.h"
#include "base/map.h"
#include "base/strbuf.h"
#include "exchange/exchange.h"
#include "exchange/plan_write.h"
#include "exchange/value.h"

#include <inttypes.h>
#include <string.h>

/* Columns, in the order in which they are written. */
enum column {
	ID,
	KIND,
	LEVEL,
	NAME,
	DURATION,
	AFTER,
	WHO,
	MUST,
	ON,
	DEADLINE,
	PERCENT,
	STARTED,
	FINISHED,
	NOTES,
	START, /* from here on: computed */
	FINISH,
	SLACK,
	CRITICAL,
	COLUMNS
};

static const char *const columns[COLUMNS] = {[ID] = "id",
					     [KIND] = "kind",
					     [LEVEL] = "level",
					     [NAME] = "name",
					     [DURATION] = "duration",
					     [AFTER] = "after",
					     [WHO] = "who",
					     [MUST] = "must",
					     [ON] = "on",
					     [DEADLINE] = "deadline",
					     [PERCENT] = "percent",
					     [STARTED] = "started",
					     [FINISHED] = "finished",
					     [NOTES] = "notes",
					     [START] = "start",
					     [FINISH] = "finish",
					     [SLACK] = "slack_minutes",
					     [CRITICAL] = "critical"};

static const char *const kind_names[] = {[EX_TASK] = "task",	   [EX_MILESTONE] = "milestone",
					 [EX_SUMMARY] = "summary", [EX_IMPROVEMENT] = "improvement",
					 [EX_ACTION] = "action",   [EX_EXTERNAL] = "external"};

static const char *const link_names[] = {
	[EX_FF] = "FF", [EX_FS] = "FS", [EX_SF] = "SF", [EX_SS] = "SS"};

/* == out == */

struct row {
	struct strbuf *out;
	char separator;
};

static void
put(const struct row *r, enum column column, const char *text)
{
	const char end[] = {r->separator, '\0'};
	csv_put(r->out, text == NULL ? "" : text, r->separator);
	strbuf_puts(r->out, column + 1 < COLUMNS ? end : "\r\n");
}

static const char *
kept(struct arena *arena, struct strbuf *b)
{
	const char *text = arena_strdup(arena, b->s);
	strbuf_release(b);
	return text;
}

static const char *
day_text(struct arena *arena, minute at, bool end)
{
	struct strbuf b = STRBUF_INIT;
	if (at == MINUTE_NONE)
		return "";
	date_put_iso(&b, end ? minute_last_day(at) : minute_day(at));
	return kept(arena, &b);
}

static const char *
time_text(struct arena *arena, minute at)
{
	struct strbuf b = STRBUF_INIT;
	if (at == MINUTE_NONE)
		return "";
	ex_value_put_time(&b, at, ' ');
	const char *text = arena_strndup(arena, b.s, b.len - 3); /* without seconds */
	strbuf_release(&b);
	return text;
}

static const char *
links_text(struct exchange *ex, size_t i)
{
	const struct ex_task *t = &ex->tasks.at[i];
	struct strbuf b = STRBUF_INIT;
	for (size_t k = 0; k < t->links.len; k++) {
		const struct ex_link *l = &t->links.at[k];
		strbuf_printf(&b, "%s%s", b.len == 0 ? "" : "; ", ex->tasks.at[l->from].id);
		if (l->type != EX_FS || l->lag != 0)
			strbuf_printf(&b, " %s", link_names[l->type]);
		if (l->lag == 0)
			continue;
		strbuf_putc(&b, ' ');
		plan_write_lag(ex, i, l, &b);
	}
	return kept(ex->arena, &b);
}

static const char *
people_text(struct exchange *ex, size_t i)
{
	struct strbuf b = STRBUF_INIT;
	for (size_t k = ex->tasks.at[i].first_assign;
	     k < ex->assigns.len && ex->assigns.at[k].task == i; k++) {
		const struct ex_assign *a = &ex->assigns.at[k];
		strbuf_printf(&b, "%s%s", b.len == 0 ? "" : "; ", ex->people.at[a->person].id);
		if (a->units != 100000)
			strbuf_printf(&b, " %" PRId64 "%%", a->units / 1000);
	}
	return kept(ex->arena, &b);
}

static const char *
kind_text(struct exchange *ex, const struct ex_task *t)
{
	return t->detail == NULL ? kind_names[t->kind]
				 : arena_printf(ex->arena, "%s %s", kind_names[t->kind], t->detail);
}

static void
put_row(struct exchange *ex, size_t i, const struct row *r)
{
	const struct ex_task *t = &ex->tasks.at[i];
	struct strbuf length = STRBUF_INIT;
	bool finish = exchange_is_of_finish(t->must);
	bool fixed = exchange_has_day(t->must);
	if (t->kind == EX_TASK)
		plan_write_length(ex, i, t->minutes, t->format, &length);
	const char *const cells[COLUMNS] = {
		[ID] = t->id,
		[KIND] = kind_text(ex, t),
		[LEVEL] = arena_printf(ex->arena, "%d", t->level),
		[NAME] = t->name,
		[DURATION] = length.s,
		[AFTER] = links_text(ex, i),
		[WHO] = people_text(ex, i),
		[MUST] = plan_write_must(t->must),
		[ON] = fixed ? day_text(ex->arena, t->on, finish) : NULL,
		[DEADLINE] = day_text(ex->arena, t->deadline, true),
		[PERCENT] = exchange_is_leaf(t) ? arena_printf(ex->arena, "%d", t->percent) : NULL,
		[STARTED] = day_text(ex->arena, t->actual_start, false),
		[FINISHED] = day_text(ex->arena, t->actual_finish, true),
		[NOTES] = t->notes,
		[START] = time_text(ex->arena, t->start),
		[FINISH] = time_text(ex->arena, t->finish),
		[CRITICAL] = t->critical ? "yes" : "no",
	};
	for (int c = 0; c < COLUMNS; c++) {
		if (c == SLACK) /* a number may begin with a minus */
			strbuf_printf(r->out, "%" PRId64 "%c", t->slack / 10, r->separator);
		else
			put(r, (enum column)c, cells[c]);
	}
	strbuf_release(&length);
}

void
exchange_put_csv(struct exchange *ex, char separator, bool bom, struct strbuf *out)
{
	const struct row r = {.out = out, .separator = separator == 0 ? ',' : separator};
	const char *const project[COLUMNS] = {[ID] = ex->id,
					      [KIND] = "project",
					      [LEVEL] = "0",
					      [NAME] = ex->title,
					      [START] = time_text(ex->arena, ex->start),
					      [FINISH] = time_text(ex->arena, ex->finish)};
	exchange_settle_calendars(ex);
	strbuf_puts(out, bom ? "\xef\xbb\xbf" : "");
	for (int c = 0; c < COLUMNS; c++)
		put(&r, (enum column)c, columns[c]);
	for (int c = 0; c < COLUMNS; c++)
		put(&r, (enum column)c, project[c]);
	for (size_t i = 0; i < ex->tasks.len; i++)
		put_row(ex, i, &r);
}

/* == in == */

struct reading {
	struct exchange *ex;
	struct csv csv;
	int at[COLUMNS]; /* where each column stands; -1: it is not there */
	struct map *ids, *people;
	size_t head_count;  /* cells of the first line */
	const char **cells; /* of the row */
	size_t cell_count;
	struct diag_place place;
};

static const char *
cell(const struct reading *r, enum column column)
{
	int at = r->at[column];
	return at < 0 || (size_t)at >= r->cell_count ? "" : r->cells[at];
}

static void
read_cells(struct reading *r)
{
	struct {
		VEC(const char *);
	} cells = {0};
	const char *text;
	while ((text = csv_cell(&r->csv, r->ex->arena)) != NULL)
		VEC_PUSH(r->ex->arena, &cells, text);
	r->cells = cells.at;
	r->cell_count = cells.len;
	r->place.line = r->csv.line;
}

static bool
read_head(struct reading *r)
{
	struct exchange *ex = r->ex;
	if (csv_record(&r->csv))
		read_cells(r);
	r->place.line = 1;
	r->head_count = r->cell_count;
	for (int c = 0; c < COLUMNS; c++)
		r->at[c] = -1;
	for (size_t i = 0; i < r->cell_count; i++) {
		int c = 0;
		while (c < COLUMNS && strcasecmp(columns[c], r->cells[i]) != 0)
			c++;
		if (c < COLUMNS)
			r->at[c] = (int)i;
		else if (*r->cells[i] != '\0')
			diag_add(ex->diag, &exchange_diags[EX_DIAG_CSV_COLUMN], &r->place,
				 r->cells[i]);
	}
	if (r->at[NAME] >= 0)
		return true;
	diag_add(ex->diag, &exchange_diags[EX_DIAG_CSV_HEAD], &r->place, columns[NAME]);
	return false;
}

static void
bad(struct reading *r, enum column column, const char *what)
{
	diag_add(r->ex->diag, &exchange_diags[EX_DIAG_BAD_VALUE], &r->place, cell(r, column),
		 columns[column], what);
}

static minute
read_day(struct reading *r, enum column column, minute clock)
{
	minute value;
	bool zone;
	if (*cell(r, column) == '\0')
		return MINUTE_NONE;
	if (!ex_value_time(cell(r, column), &value, &zone)) {
		bad(r, column, "a day such as 2026-03-16");
		return MINUTE_NONE;
	}
	if (zone)
		exchange_lose(r->ex, "time zones", &r->place, false);
	return value % MINUTES_PER_DAY == 0 ? value + clock : value;
}

/* The end of a day when only the day is said. */
#define EVENING ((minute)17 * 60)

static void
read_length(struct reading *r, struct ex_task *t)
{
	const char *text = cell(r, DURATION);
	const struct calendar_source none = {.minutes = 0};
	if (*text == '\0')
		return;
	struct span_text s =
		span_is(text) ? span_parse(text) : (struct span_text){.thousandths = -1};
	if (s.thousandths < 0 || s.unit == SPAN_PERCENT) {
		bad(r, DURATION, "a length such as 5d");
		return;
	}
	t->minutes = span_minutes(s, calendar_build(r->ex->arena, &none));
	t->format = ex_value_format_of(s.unit);
	if (t->minutes == INT64_MAX) {
		bad(r, DURATION, "a length below a thousand years");
		t->minutes = -1;
	}
}

static void
read_kind(struct reading *r, struct ex_task *t)
{
	const char *text = cell(r, KIND);
	size_t len = strcspn(text, " ");
	t->kind = t->minutes == 0 ? EX_MILESTONE : EX_TASK;
	for (size_t k = 0; len > 0 && k < sizeof kind_names / sizeof kind_names[0]; k++)
		if (strlen(kind_names[k]) == len && strncmp(text, kind_names[k], len) == 0) {
			/* What is a summary is seen by its parts. */
			t->kind = k == EX_SUMMARY ? EX_TASK : (enum ex_kind)k;
			t->kind_given = true;
			t->detail = text[len] == ' ' ? text + len + 1 : NULL;
		}
	if (len > 0 && !t->kind_given)
		bad(r, KIND, "task, milestone, summary, improvement, action or external");
}

static void
read_constraint(struct reading *r, struct ex_task *t)
{
	const char *must = cell(r, MUST);
	t->on = read_day(r, ON, 0);
	for (int m = 0; *must != '\0' && m < EX_MUST_COUNT; m++)
		if (m != EX_ASAP && strcmp(plan_write_must(m), must) == 0)
			t->must = m;
	if (*must == '\0' && t->on != MINUTE_NONE)
		t->must = EX_START_ON;
	else if (*must != '\0' && t->must == EX_ASAP && strcmp(must, "asap") != 0)
		bad(r, MUST, "a constraint such as start-no-earlier");
	if (exchange_has_day(t->must) && t->on == MINUTE_NONE) {
		bad(r, MUST, "a constraint with a day in 'on'");
		t->must = EX_ASAP;
	}
	if (t->on != MINUTE_NONE && (t->must == EX_ALAP || strcmp(must, "asap") == 0))
		exchange_lose(r->ex, "days of constraints that have none", &r->place, false);
	if (t->on != MINUTE_NONE && exchange_is_of_finish(t->must))
		t->on += EVENING;
}

static int
read_number(struct reading *r, enum column column, int low, int high, int otherwise)
{
	int64_t value;
	if (*cell(r, column) == '\0')
		return otherwise;
	if (ex_value_int(cell(r, column), &value) && value >= low && value <= high)
		return (int)value;
	bad(r, column, arena_printf(r->ex->arena, "a whole number from %d to %d", low, high));
	return otherwise;
}

static void
read_project(struct reading *r)
{
	r->ex->name = cell(r, ID);
	r->ex->title = cell(r, NAME);
	r->ex->start = read_day(r, START, 480);
	r->ex->ours = true;
}

/* Is there anything in the row's cells from the first on? */
static bool
has_cells(const struct reading *r, size_t first)
{
	for (size_t i = first; i < r->cell_count; i++)
		if (*r->cells[i] != '\0')
			return true;
	return false;
}

static void
read_row(struct reading *r)
{
	struct exchange *ex = r->ex;
	struct ex_task t = exchange_task_new();
	if (has_cells(r, r->head_count))
		exchange_lose(ex, "cells beyond the last column", &r->place, false);
	if (*cell(r, NAME) == '\0' && *cell(r, ID) == '\0') {
		if (has_cells(r, 0))
			exchange_lose(ex, "rows without a name and an id", &r->place, false);
		return;
	}
	if (strcmp(cell(r, KIND), "project") == 0) {
		read_project(r);
		return;
	}
	t.place = r->place;
	t.uid = t.row = (int)ex->tasks.len + 1;
	t.id = *cell(r, ID) == '\0' ? NULL : cell(r, ID);
	t.name = *cell(r, NAME) == '\0' ? t.id : cell(r, NAME);
	if (t.id != NULL && (!exchange_is_id(t.id) || map_has(r->ids, t.id))) {
		diag_add(ex->diag, &exchange_diags[EX_DIAG_CSV_ID], &r->place, t.id,
			 map_has(r->ids, t.id) ? "is given twice"
					       : "is not a letter and then letters, digits, . - _");
		return;
	}
	if (t.id != NULL) {
		int *uid = ARENA_NEW(ex->arena, int);
		*uid = t.uid;
		map_put(r->ids, t.id, uid);
	}
	t.level = read_number(r, LEVEL, 1, 100, 1);
	read_length(r, &t);
	read_kind(r, &t);
	read_constraint(r, &t);
	t.deadline = read_day(r, DEADLINE, EVENING);
	t.percent = read_number(r, PERCENT, 0, 100, 0);
	t.actual_start = read_day(r, STARTED, 480);
	t.actual_finish = read_day(r, FINISHED, EVENING);
	t.notes = *cell(r, NOTES) == '\0' ? NULL : cell(r, NOTES);
	t.start = read_day(r, START, 480);
	t.finish = read_day(r, FINISH, EVENING);
	t.csv_after = cell(r, AFTER);
	t.csv_who = cell(r, WHO);
	VEC_PUSH(ex->arena, &ex->tasks, t);
}

/* The next part of a cell's list, blanks around it taken off; NULL behind the last. */
static const char *
next_part(struct arena *arena, const char **list)
{
	for (;;) {
		const char *s = *list + strspn(*list, " ;\t\r\n");
		size_t len = strcspn(s, ";");
		if (len == 0)
			return NULL;
		*list = s + len;
		while (len > 0 && strchr(" \t\r\n", s[len - 1]) != NULL)
			len--;
		if (len > 0)
			return arena_strndup(arena, s, len);
	}
}

static bool
read_lag(struct reading *r, const char *text, struct ex_link *l)
{
	if (!span_is(text))
		return false;
	struct span_text s = span_parse(text);
	l->format = ex_value_format_of(s.unit);
	if (s.unit == SPAN_PERCENT) {
		l->lag = s.thousandths / 1000;
		return true;
	}
	const struct calendar_source none = {.minutes = 0};
	l->lag = span_minutes(s, calendar_build(r->ex->arena, &none));
	if (l->lag == INT64_MAX || l->lag == -INT64_MAX || s.unit == SPAN_MO)
		return false;
	l->lag *= 10;
	return true;
}

/* "T-1", "T-1 SS", "T-1 FS +2d". */
static void
read_link(struct reading *r, size_t task, const char *part)
{
	struct exchange *ex = r->ex;
	struct ex_task *t = &ex->tasks.at[task];
	struct ex_link l = {.type = EX_FS, .format = VALUE_D, .place = t->place};
	size_t len = strcspn(part, " ");
	const char *id = arena_strndup(ex->arena, part, len);
	const int *uid = map_find(r->ids, id);
	const char *rest = part + len + strspn(part + len, " ");
	size_t word = strcspn(rest, " ");
	bool ok = true;
	for (int k = 0; word == 2 && k < EX_LINK_COUNT; k++)
		if (strncmp(rest, link_names[k], 2) == 0) {
			l.type = k;
			rest += 2 + strspn(rest + 2, " ");
			break;
		}
	if (*rest != '\0')
		ok = read_lag(r, rest, &l);
	if (ok && uid != NULL) {
		l.from_uid = *uid;
		VEC_PUSH(ex->arena, &t->links, l);
		return;
	}
	diag_add(ex->diag, &exchange_diags[EX_DIAG_CSV_LINK], &t->place, part,
		 uid == NULL ? arena_printf(ex->arena, "no row has the id '%s'", id)
			     : "behind the id stand FS, SS, FF or SF, and a lag such as +2d");
}

/* "p-tan", "p-tan 25%". */
static void
read_assign(struct reading *r, size_t task, const char *part)
{
	struct exchange *ex = r->ex;
	const char *percent = strrchr(part, ' ');
	int64_t units = 100000;
	size_t len = strlen(part);
	if (percent != NULL &&
	    ex_value_decimal(arena_strndup(ex->arena, percent + 1, strcspn(percent + 1, "%")),
			     &units) &&
	    strchr(percent, '%') != NULL)
		len = (size_t)(percent - part);
	else
		units = 100000;
	const char *name = arena_strndup(ex->arena, part, len);
	struct ex_assign a = {.uid = (int)ex->assigns.len + 1,
			      .task_uid = ex->tasks.at[task].uid,
			      .units = units,
			      .work = -1,
			      .place = ex->tasks.at[task].place};
	for (size_t i = 0; i < ex->people.len; i++)
		if (strcmp(ex->people.at[i].name, name) == 0)
			a.person_uid = ex->people.at[i].uid;
	if (a.person_uid == 0) {
		struct ex_person p = {.uid = (int)ex->people.len + 1,
				      .id = name,
				      .name = name,
				      .type = 1,
				      .units = 100,
				      .calendar_uid = -1};
		a.person_uid = p.uid;
		VEC_PUSH(ex->arena, &ex->people, p);
	}
	VEC_PUSH(ex->arena, &ex->assigns, a);
}

static void
read_lists(struct reading *r)
{
	for (size_t i = 0; i < r->ex->tasks.len; i++) {
		const char *after = r->ex->tasks.at[i].csv_after;
		const char *who = r->ex->tasks.at[i].csv_who;
		const char *part;
		while ((part = next_part(r->ex->arena, &after)) != NULL)
			read_link(r, i, part);
		while ((part = next_part(r->ex->arena, &who)) != NULL)
			read_assign(r, i, part);
	}
}

struct exchange *
exchange_read_csv(struct arena *arena, struct diag *diag, const char *path, char separator)
{
	size_t len;
	const char *text = file_slurp(arena, diag, path, 0, &len);
	if (text == NULL)
		return NULL;
	diag_source(diag, path, text, len);
	struct reading r = {.ex = exchange_new(arena, diag, path),
			    .ids = map_new(arena),
			    .place = {.file = path, .line = 1}};
	size_t bom = len >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
	r.csv = (struct csv){.s = text + bom,
			     .end = text + len,
			     .separator = separator != 0 ? separator
							 : csv_separator(text + bom, len - bom)};
	if (!read_head(&r))
		return NULL;
	while (csv_record(&r.csv)) {
		read_cells(&r);
		read_row(&r);
	}
	if (r.csv.broken) {
		r.place.line = r.csv.line;
		diag_add0(diag, &exchange_diags[EX_DIAG_CSV_QUOTE], &r.place);
		return NULL;
	}
	read_lists(&r);
	exchange_link(r.ex);
	return r.ex;
}
