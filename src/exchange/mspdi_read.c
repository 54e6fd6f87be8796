/*
 * Reading MSPDI: elements into the model by the tables of mspdi_rows.c, then what each task is.
 *
 * The file may come from anywhere: base/xml parses it without network and entities, every value is
 * checked, and what is wrong is told with its line and left out.
 */
#include "exchange/mspdi_read.h"
#include "base/date.h"
#include "base/map.h"
#include "base/xml.h"
#include "exchange/exchange.h"
#include "exchange/value.h"

#include <inttypes.h>
#include <libxml/tree.h>
#include <limits.h>
#include <string.h>

#define BAD_MAX 50 /* bad values told one by one */

const char *
mspdi_content(struct mspdi_reading *r, const xmlNode *node)
{
	const xmlNode *first = node->children;
	if (first == NULL)
		return "";
	if (first->next == NULL &&
	    (first->type == XML_TEXT_NODE || first->type == XML_CDATA_SECTION_NODE))
		return first->content == NULL ? "" : (const char *)first->content;
	xmlChar *text = xmlNodeGetContent(node);
	const char *copy = arena_strdup(r->ex->arena, text == NULL ? "" : (const char *)text);
	xmlFree(text);
	return copy;
}

void
mspdi_bad(struct mspdi_reading *r, const xmlNode *node, const char *what)
{
	struct diag_place place = xml_place(node);
	const char *text = mspdi_content(r, node);
	if (r->bad++ >= BAD_MAX)
		return;
	if (strlen(text) > 60)
		text = arena_printf(r->ex->arena, "%.60s…", text);
	diag_add(r->ex->diag, &exchange_diags[EX_DIAG_BAD_VALUE], &place, text, xml_name(node),
		 what);
}

/* The same of a child that was read, or of the element if it is not there. */
static void
bad_part(struct mspdi_reading *r, const xmlNode *node, const char *name, const char *what)
{
	const xmlNode *n = xml_first(node);
	while (n != NULL && strcmp(xml_name(n), name) != 0)
		n = xml_next(n);
	mspdi_bad(r, n == NULL ? node : n, what);
}

/* == one element == */

const char *const mspdi_type_texts[] = {
	[MSPDI_INT] = "a whole number",
	[MSPDI_LONG] = "a whole number",
	[MSPDI_BOOL] = "0 or 1",
	[MSPDI_TEXT] = "a text",
	[MSPDI_TIME] = "a day and time such as 2026-03-16T08:00:00",
	[MSPDI_SPAN] = "a length such as PT8H0M0S",
	[MSPDI_CLOCK] = "a time of day such as 08:00:00",
	[MSPDI_DECIMAL] = "a number",
	[MSPDI_UNITS] = "a number",
};

bool
mspdi_time(struct mspdi_reading *r, const xmlNode *node, const char *text, minute *value)
{
	bool zone;
	if (!ex_value_time(text, value, &zone))
		return false;
	if (zone) {
		struct diag_place place = xml_place(node);
		exchange_lose(r->ex, "time zones", &place, false);
	}
	return true;
}

/* Sets the member of an element that is read. */
static void
read_value(struct mspdi_reading *r, const xmlNode *node, const struct mspdi_row *row, void *owner)
{
	void *member = (char *)owner + row->offset;
	const char *text = mspdi_content(r, node);
	int64_t number = 0;
	minute time = 0;
	bool flag = false, ok = true;
	switch (row->type) {
	case MSPDI_INT:
		ok = ex_value_int(text, &number) && number >= INT_MIN && number <= INT_MAX;
		if (ok)
			*(int *)member = (int)number;
		break;
	case MSPDI_LONG:
		ok = ex_value_int(text, &number);
		if (ok)
			*(int64_t *)member = number;
		break;
	case MSPDI_BOOL:
		ok = ex_value_bool(text, &flag);
		if (ok)
			*(bool *)member = flag;
		break;
	case MSPDI_TEXT:
		*(const char **)member = *text == '\0' ? NULL : text;
		break;
	case MSPDI_TIME:
		ok = mspdi_time(r, node, text, &time);
		if (ok)
			*(minute *)member = time;
		break;
	case MSPDI_SPAN:
		ok = ex_value_span(text, &number);
		if (ok)
			*(int64_t *)member = number;
		break;
	case MSPDI_CLOCK:
		ok = ex_value_clock(text, &time);
		if (ok)
			*(minute *)member = time;
		break;
	case MSPDI_DECIMAL:
		ok = ex_value_decimal(text, &number) && number >= 0 && number < INT_MAX;
		if (ok)
			*(int64_t *)member = number * 100;
		break;
	case MSPDI_UNITS:
		ok = ex_value_decimal(text, &number) && number >= 0 && number < INT_MAX;
		if (ok)
			*(int *)member = (int)((number + 5) / 10);
		break;
	case MSPDI_PART:
	default:
		break;
	}
	if (!ok)
		mspdi_bad(r, node, mspdi_type_texts[row->type]);
}

/* Elements stand in the table's order, so the search goes on where the last one ended. */
static const struct mspdi_row *
find_row(const struct mspdi_table *table, const char *name, size_t *cursor)
{
	for (size_t i = 0; i < table->count; i++) {
		size_t at = (*cursor + i) % table->count;
		if (strcmp(table->rows[at].name, name) == 0) {
			*cursor = at;
			return &table->rows[at];
		}
	}
	return NULL;
}

/* Is it one of the values that say nothing?  They stand between blanks. */
static bool
says_nothing(const struct mspdi_row *row, const char *text)
{
	size_t len = strlen(text);
	if (len == 0)
		return true;
	for (const char *s = strstr(row->nothing, text); s != NULL; s = strstr(s + 1, text))
		if (s > row->nothing && s[-1] == ' ' && s[len] == ' ')
			return true;
	return false;
}

/* The parts are read by functions that read children in turn. */
static void
read_part(struct mspdi_reading *r, const xmlNode *node, enum mspdi_part part, void *owner);

static void
lose_unknown(struct mspdi_reading *r, const xmlNode *node)
{
	struct diag_place place = xml_place(node);
	const char *name = xml_name(node);
	/* Fields of the enterprise are named by number: b408000 … */
	bool numbered = strlen(name) == 7 && strchr("bcf", name[0]) != NULL &&
			strspn(name + 1, "0123456789abcdef") == 6;
	exchange_lose(r->ex,
		      numbered ? "fields of the enterprise"
			       : arena_printf(r->ex->arena, "unknown elements '%s'", name),
		      &place, false);
}

static void
read_children(struct mspdi_reading *r, const xmlNode *node, const struct mspdi_table *table,
	      void *owner)
{
	size_t cursor = 0;
	for (const xmlNode *n = xml_first(node); n != NULL; n = xml_next(n)) {
		const struct mspdi_row *row = find_row(table, xml_name(n), &cursor);
		if (row == NULL) {
			lose_unknown(r, n);
		} else if (row->use == MSPDI_LOST || row->use == MSPDI_MINOR) {
			struct diag_place place = xml_place(n);
			if (xml_first(n) != NULL || !says_nothing(row, mspdi_content(r, n)))
				exchange_lose(r->ex, row->lost, &place, row->use == MSPDI_MINOR);
		} else if (row->part != MSPDI_NO_PART) {
			read_part(r, n, row->part, owner);
		} else if (row->use == MSPDI_READ || row->use == MSPDI_BOTH) {
			read_value(r, n, row, owner);
		}
	}
}

/* == tasks == */

static void
read_link(struct mspdi_reading *r, const xmlNode *node, void *owner)
{
	struct ex_task *t = owner;
	struct ex_link l = {.from_uid = -1,
			    .from = EX_NONE,
			    .type = EX_FS,
			    .format = VALUE_D,
			    .place = xml_place(node)};
	size_t before = r->bad;
	read_children(r, node, &mspdi_link, &l);
	if (l.type < 0 || l.type >= EX_LINK_COUNT) {
		bad_part(r, node, "Type", "a link's type from 0 to 3");
		l.type = EX_FS;
	}
	if (l.from_uid < 0 && !l.cross) {
		if (r->bad == before)
			bad_part(r, node, "PredecessorUID", "a link with a predecessor");
		return;
	}
	VEC_PUSH(r->ex->arena, &t->links, l);
}

static void
read_baseline(struct mspdi_reading *r, const xmlNode *node, void *owner)
{
	struct ex_task *t = owner;
	struct ex_baseline b = {.start = MINUTE_NONE,
				.finish = MINUTE_NONE,
				.work = -1,
				.minutes = -1,
				.format = VALUE_D};
	struct diag_place place = xml_place(node);
	read_children(r, node, &mspdi_baseline, &b);
	if (b.number < 0 || b.number > 10) {
		bad_part(r, node, "Number", "a baseline from 0 to 10");
		return;
	}
	if (b.start == MINUTE_NONE || b.finish == MINUTE_NONE) {
		exchange_lose(r->ex, "baselines of tasks without dates", &place, false);
		return;
	}
	VEC_PUSH(r->ex->arena, &t->baselines, b);
}

static struct ex_attribute
read_attribute_value(struct mspdi_reading *r, const xmlNode *node)
{
	struct ex_attribute a = {.field = "", .value = ""};
	for (const xmlNode *n = xml_first(node); n != NULL; n = xml_next(n)) {
		if (strcmp(xml_name(n), "FieldID") == 0)
			a.field = mspdi_content(r, n);
		else if (strcmp(xml_name(n), "Value") == 0)
			a.value = mspdi_content(r, n);
	}
	return a;
}

static const char *
field_name(const struct exchange *ex, const char *id)
{
	for (size_t i = 0; i < ex->fields.len; i++) {
		const struct ex_field *f = &ex->fields.at[i];
		if (f->id != NULL && strcmp(f->id, id) == 0)
			return f->alias != NULL ? f->alias : f->name != NULL ? f->name : id;
	}
	return id;
}

static bool
is_field(const char *field, const char *id)
{
	return field != NULL && strcmp(field, id) == 0;
}

/* "action pilot", "external PLAN#ID", "improvement", "task". */
static void
set_kind(struct mspdi_reading *r, struct ex_task *t, const char *text)
{
	static const struct {
		const char *name;
		enum ex_kind kind;
	} kinds[] = {{"task", EX_TASK},
		     {"improvement", EX_IMPROVEMENT},
		     {"action", EX_ACTION},
		     {"external", EX_EXTERNAL}};
	size_t len = strcspn(text, " ");
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
		if (strlen(kinds[i].name) == len && strncmp(kinds[i].name, text, len) == 0) {
			t->kind = kinds[i].kind;
			t->kind_given = true;
			t->detail = text[len] == ' ' ? arena_strdup(r->ex->arena, text + len + 1)
						     : NULL;
		}
}

static void
lose_attribute(struct mspdi_reading *r, const xmlNode *node, const struct ex_attribute *a)
{
	struct diag_place place = xml_place(node);
	if (*a->value != '\0')
		exchange_lose(r->ex,
			      arena_printf(r->ex->arena, "values of the field '%s'",
					   field_name(r->ex, a->field)),
			      &place, false);
}

static void
read_task_attribute(struct mspdi_reading *r, const xmlNode *node, struct ex_task *t)
{
	struct ex_attribute a = read_attribute_value(r, node);
	if (is_field(r->id_field, a.field))
		t->id = a.value;
	else if (is_field(r->kind_field, a.field))
		set_kind(r, t, a.value);
	else
		lose_attribute(r, node, &a);
}

static void
read_person_attribute(struct mspdi_reading *r, const xmlNode *node, struct ex_person *p)
{
	struct ex_attribute a = read_attribute_value(r, node);
	if (is_field(r->person_field, a.field))
		p->id = a.value;
	else
		lose_attribute(r, node, &a);
}

/* Tasks and resources have them: the parent's name tells. */
static void
read_attribute(struct mspdi_reading *r, const xmlNode *node, void *owner)
{
	if (strcmp(xml_name(node->parent), "Task") == 0)
		read_task_attribute(r, node, owner);
	else
		read_person_attribute(r, node, owner);
}

/* The level by the number of its parts, if the file does not tell it. */
static int
level_of(const struct ex_task *t)
{
	int level = 1;
	if (t->level >= 0)
		return t->level;
	for (const char *s = t->outline; s != NULL && *s != '\0'; s++)
		level += *s == '.';
	return t->outline != NULL && strcmp(t->outline, "0") == 0 ? 0 : level;
}

/* Rows that are no task of the plan. */
static bool
leave_out(struct mspdi_reading *r, const struct ex_task *t)
{
	/* The summary of the project, of which the project itself says all. */
	if (t->level == 0 && t->uid == 0)
		return true;
	if (t->is_null)
		return true;
	if (!t->active)
		exchange_lose(r->ex, "inactive tasks", &t->place, false);
	return !t->active;
}

static void
check_task(struct mspdi_reading *r, const xmlNode *node, struct ex_task *t)
{
	struct exchange *ex = r->ex;
	if (t->must < 0 || t->must >= EX_MUST_COUNT) {
		bad_part(r, node, "ConstraintType", "a constraint from 0 to 7");
		t->must = EX_ASAP;
	}
	if (exchange_has_day(t->must) && t->on == MINUTE_NONE) {
		bad_part(r, node, "ConstraintType", "a constraint with a ConstraintDate");
		t->must = EX_ASAP;
	}
	if (t->percent < 0 || t->percent > 100) {
		bad_part(r, node, "PercentComplete", "a number from 0 to 100");
		t->percent = t->percent < 0 ? 0 : 100;
	}
	if (t->minutes < -1) {
		bad_part(r, node, "Duration", "a length that is not negative");
		t->minutes = -1;
	}
	if (t->estimated)
		exchange_lose(ex, "question marks of estimated lengths", &t->place, true);
	if (t->recurring)
		exchange_lose(ex, "rhythms of recurring tasks", &t->place, false);
	if (t->subproject)
		exchange_lose(ex, "tasks of inserted projects", &t->place, false);
	if (t->priority != 500)
		exchange_lose(ex, "priorities", &t->place, true);
	if (t->name == NULL)
		t->name = arena_printf(ex->arena, "Task %d", t->row);
	t->level = level_of(t);
}

static void
read_task(struct mspdi_reading *r, const xmlNode *node)
{
	struct exchange *ex = r->ex;
	struct ex_task t = exchange_task_new();
	t.uid = t.level = -1;
	t.place = xml_place(node);
	read_children(r, node, &mspdi_task, &t);
	check_task(r, node, &t);
	if (leave_out(r, &t)) {
		map_put_n(r->dropped, (const char *)&t.uid, sizeof t.uid, ex);
		return;
	}
	if (!t.kind_given)
		t.kind = t.external ? EX_EXTERNAL : t.minutes <= 0 ? EX_MILESTONE : EX_TASK;
	if (t.kind == EX_TASK && t.milestone)
		exchange_lose(ex, "marks of tasks as milestones", &t.place, true);
	VEC_PUSH(ex->arena, &ex->tasks, t);
}

/* == all parts == */

static void
read_field(struct mspdi_reading *r, const xmlNode *node)
{
	struct ex_field f = {.id = NULL};
	read_children(r, node, &mspdi_field, &f);
	VEC_PUSH(r->ex->arena, &r->ex->fields, f);
	/* The alias tells, for another program may have used the field for something else. */
	if (f.id == NULL || f.alias == NULL)
		return;
	if (strcmp(f.alias, MSPDI_ALIAS_KIND) == 0)
		r->kind_field = f.id;
	else if (strcmp(f.alias, MSPDI_ALIAS_ID) == 0 && strncmp(f.id, "205", 3) == 0)
		r->person_field = f.id;
	else if (strcmp(f.alias, MSPDI_ALIAS_ID) == 0)
		r->id_field = f.id;
}

static void
read_calendar(struct mspdi_reading *r, const xmlNode *node)
{
	struct ex_calendar c = {.uid = -1, .base_uid = -1, .place = xml_place(node)};
	read_children(r, node, &mspdi_calendar, &c);
	/* Project 2016 writes 0 where others write -1. */
	if (c.is_base)
		c.base_uid = -1;
	VEC_PUSH(r->ex->arena, &r->ex->calendars, c);
}

static void
read_resource(struct mspdi_reading *r, const xmlNode *node)
{
	struct exchange *ex = r->ex;
	struct ex_person p = {
		.uid = -1, .type = 1, .units = 100, .calendar_uid = -1, .place = xml_place(node)};
	read_children(r, node, &mspdi_resource, &p);
	/* The first row is nobody: what is not assigned. */
	if (p.name == NULL || p.is_null) {
		map_put_n(r->dropped_people, (const char *)&p.uid, sizeof p.uid, ex);
		return;
	}
	if (p.type != 1 || p.cost) {
		exchange_lose(ex, "materials and cost resources", &p.place, false);
		map_put_n(r->dropped_people, (const char *)&p.uid, sizeof p.uid, ex);
		return;
	}
	if (p.units != 100)
		exchange_lose(ex, "limits of people's units", &p.place, false);
	VEC_PUSH(ex->arena, &ex->people, p);
}

static void
read_assignment(struct mspdi_reading *r, const xmlNode *node)
{
	struct ex_assign a = {.uid = -1,
			      .task_uid = -1,
			      .person_uid = -1,
			      .units = 100000,
			      .work = -1,
			      .start = MINUTE_NONE,
			      .finish = MINUTE_NONE,
			      .place = xml_place(node)};
	struct map *lost = r->ex->lost;
	/* What is assigned to nobody says nothing: Microsoft Project writes it for each task. */
	r->ex->lost = map_new(r->ex->arena);
	read_children(r, node, &mspdi_assignment, &a);
	struct map *of_this = r->ex->lost;
	r->ex->lost = lost;
	if (a.person_uid < 0)
		return;
	if (map_find_n(r->dropped, (const char *)&a.task_uid, sizeof a.task_uid) != NULL)
		return;
	if (map_find_n(r->dropped_people, (const char *)&a.person_uid, sizeof a.person_uid) !=
	    NULL) {
		exchange_lose(r->ex, "assignments of materials, costs and nobody", &a.place, false);
		return;
	}
	for (size_t i = 0; i < map_count(of_this); i++) {
		const struct ex_lost *l = map_at(of_this, i)->value;
		exchange_lose(r->ex, map_at(of_this, i)->key, &l->first, l->minor);
	}
	VEC_PUSH(r->ex->arena, &r->ex->assigns, a);
}

/* Parts of the project that are lists: what each holds, and its reader. */
static const struct list {
	const char *name;
	void (*read)(struct mspdi_reading *r, const xmlNode *node);
} lists[MSPDI_PART_COUNT] = {
	[MSPDI_FIELDS] = {"ExtendedAttribute", read_field},
	[MSPDI_CALENDARS] = {"Calendar", read_calendar},
	[MSPDI_TASKS] = {"Task", read_task},
	[MSPDI_RESOURCES] = {"Resource", read_resource},
	[MSPDI_ASSIGNMENTS] = {"Assignment", read_assignment},
};

static void
read_list(struct mspdi_reading *r, const xmlNode *node, const struct list *list)
{
	for (const xmlNode *n = xml_first(node); n != NULL; n = xml_next(n)) {
		if (strcmp(xml_name(n), list->name) == 0)
			list->read(r, n);
		else
			lose_unknown(r, n);
	}
}

static void
read_part(struct mspdi_reading *r, const xmlNode *node, enum mspdi_part part, void *owner)
{
	static void (*const readers[])(struct mspdi_reading *, const xmlNode *, void *) = {
		[MSPDI_WEEK_DAYS] = mspdi_read_week_days,
		[MSPDI_EXCEPTIONS] = mspdi_read_exceptions,
		[MSPDI_WORK_WEEKS] = mspdi_read_work_weeks,
		[MSPDI_LINK] = read_link,
		[MSPDI_ATTRIBUTE] = read_attribute,
		[MSPDI_BASELINE] = read_baseline,
	};
	if (lists[part].read != NULL)
		read_list(r, node, &lists[part]);
	else
		readers[part](r, node, owner);
}

/* Links to rows that were left out go with them. */
static void
drop_links(struct mspdi_reading *r)
{
	for (size_t i = 0; i < r->ex->tasks.len; i++) {
		struct ex_task *t = &r->ex->tasks.at[i];
		size_t kept = 0;
		for (size_t k = 0; k < t->links.len; k++) {
			const struct ex_link *l = &t->links.at[k];
			bool gone = map_find_n(r->dropped, (const char *)&l->from_uid,
					       sizeof l->from_uid) != NULL;
			if (gone)
				exchange_lose(r->ex, "links to tasks that are left out", &l->place,
					      false);
			else
				t->links.at[kept++] = *l;
		}
		t->links.len = kept;
	}
}

static bool
check_root(struct exchange *ex, const xmlDoc *doc)
{
	const xmlNode *root = xml_root(doc);
	struct diag_place place = xml_place(root);
	if (strcmp(xml_name(root), "Project") != 0) {
		diag_add(ex->diag, &exchange_diags[EX_DIAG_ROOT], &place, xml_name(root));
		if (strcmp(xml_name(root), "APIBusinessObjects") == 0)
			diag_help(ex->diag, "this is the XML of Primavera P6: have it saved as "
					    "Microsoft Project XML");
		return false;
	}
	if (strcmp(xml_ns(root), MSPDI_NS) != 0)
		diag_add(ex->diag, &exchange_diags[EX_DIAG_NAMESPACE], &place, xml_ns(root),
			 MSPDI_NS);
	return true;
}

struct exchange *
exchange_read_mspdi(struct arena *arena, struct diag *diag, const char *path)
{
	const struct xml_options options = {.no_blanks = false};
	xmlDoc *doc = xml_parse_file(arena, diag, path, &options);
	if (doc == NULL)
		return NULL;
	struct exchange *ex = exchange_new(arena, diag, path);
	struct mspdi_reading r = {
		.ex = ex, .dropped = map_new(arena), .dropped_people = map_new(arena)};
	if (!check_root(ex, doc))
		return NULL;
	read_children(&r, xml_root(doc), &mspdi_project, ex);
	if (r.bad > BAD_MAX) {
		struct diag_place place = xml_place(xml_root(doc));
		diag_add(diag, &exchange_diags[EX_DIAG_MANY_BAD], &place,
			 arena_printf(arena, "%zu", r.bad - BAD_MAX));
	}
	drop_links(&r);
	ex->ours = r.id_field != NULL;
	exchange_link(ex);
	return ex;
}
