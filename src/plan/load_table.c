/*
 * The load of people as a table: a row for each person and week in which they have work.
 *
 * The facts of a plan sum over all plans it was loaded with, so a person is told once, by the first
 * plan that has them; persons of two plans are the same if their names are.
 */
#include "base/csv.h"
#include "base/json.h"
#include "base/map.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "plan/plan_imp.h"
#include "plan/timetable.h"

#include <string.h>

struct load_writer {
	enum plan_table format;
	struct strbuf *out;
	struct json json;
	size_t name_width;
};

/* Attributes of a load fact behind name and id of the person. */
static const struct load_column {
	const char *fact;
	const char *title;
	int width;
	bool number;
} load_columns[] = {
	{"week", "Week", -8, false},	 {"from", "From", -10, false},
	{"minutes", "Minutes", 7, true}, {"capacity", "Capacity", 8, true},
	{"percent", "%", 4, true},	 {"tasks", "Tasks", 0, false},
};

#define LOAD_COLUMNS (sizeof load_columns / sizeof *load_columns)

static size_t
letters(const char *text)
{
	return utf8_count(text, strlen(text));
}

static void
put_name(struct load_writer *w, const char *name)
{
	size_t has = letters(name);

	strbuf_printf(w->out, "%s%*s  ", name, (int)(has < w->name_width ? w->name_width - has : 0),
		      "");
}

static void
put_load_head(struct load_writer *w)
{
	if (w->format == PLAN_TABLE_CSV)
		strbuf_puts(w->out, "who,name,");
	else if (w->format == PLAN_TABLE)
		put_name(w, "Who");
	for (size_t i = 0; i < LOAD_COLUMNS && w->format != PLAN_TABLE_JSON; i++) {
		const struct load_column *c = &load_columns[i];
		bool last = i + 1 == LOAD_COLUMNS;

		if (w->format == PLAN_TABLE_CSV)
			strbuf_printf(w->out, "%s%s", c->fact, last ? "\r\n" : ",");
		else
			strbuf_printf(w->out, "%*s%s", c->width, c->title, last ? "\n" : "  ");
	}
}

static void
put_load_csv(struct load_writer *w, const xmlNode *person, const xmlNode *load)
{
	csv_put(w->out, plan_attr(person, "id"), ',');
	strbuf_putc(w->out, ',');
	csv_put(w->out, plan_attr(person, "name"), ',');
	for (size_t i = 0; i < LOAD_COLUMNS; i++) {
		strbuf_putc(w->out, ',');
		csv_put(w->out, plan_attr(load, load_columns[i].fact), ',');
	}
	strbuf_puts(w->out, "\r\n");
}

static void
put_load_json(struct load_writer *w, const xmlNode *person, const xmlNode *load)
{
	json_space(&w->json, "\n ");
	json_open(&w->json, NULL, '{');
	json_text(&w->json, "who", plan_attr(person, "id"));
	json_text(&w->json, "name", plan_attr(person, "name"));
	for (size_t i = 0; i < LOAD_COLUMNS; i++) {
		const char *value = plan_attr(load, load_columns[i].fact);

		if (load_columns[i].number)
			json_raw(&w->json, load_columns[i].fact, value, strlen(value));
		else
			json_text(&w->json, load_columns[i].fact, value);
	}
	json_close(&w->json, '}');
}

static void
put_load_row(struct load_writer *w, const xmlNode *person, const xmlNode *load)
{
	if (w->format == PLAN_TABLE_CSV) {
		put_load_csv(w, person, load);
		return;
	}
	if (w->format == PLAN_TABLE_JSON) {
		put_load_json(w, person, load);
		return;
	}
	put_name(w, plan_attr(person, "name"));
	for (size_t i = 0; i < LOAD_COLUMNS; i++)
		strbuf_printf(w->out, "%*s%s", load_columns[i].width,
			      plan_attr(load, load_columns[i].fact),
			      i + 1 < LOAD_COLUMNS ? "  " : "\n");
}

/* Calls take for each person that no plan before has. */
static void
each_person(const struct plan *const plans[], size_t count, struct load_writer *w,
	    void (*take)(struct load_writer *w, const xmlNode *person))
{
	struct arena *arena = arena_new();
	struct map *told = map_new(arena);

	for (size_t i = 0; i < count; i++) {
		xmlNode *people = plan_child(plans[i]->root, "people");
		xmlNode *p = people == NULL ? NULL : plan_child(people, "person");

		for (; p != NULL; p = plan_next(p, "person")) {
			const char *name = plan_attr(p, "name");

			if (name == NULL || map_has(told, name))
				continue;
			map_put(told, name, p);
			take(w, p);
		}
	}
	arena_free(arena);
}

static const xmlNode *
next_load(const xmlNode *n)
{
	while (n != NULL &&
	       (n->type != XML_ELEMENT_NODE || strcmp((const char *)n->name, "load") != 0))
		n = n->next;
	return n;
}

static void
measure_name(struct load_writer *w, const xmlNode *person)
{
	size_t has = letters(plan_attr(person, "name"));

	if (next_load(person->children) != NULL && has > w->name_width)
		w->name_width = has;
}

static void
put_person(struct load_writer *w, const xmlNode *person)
{
	const xmlNode *n = next_load(person->children);

	for (; n != NULL; n = next_load(n->next))
		put_load_row(w, person, n);
}

void
plan_load_table(const struct plan *const plans[], size_t count, enum plan_table format,
		struct strbuf *out)
{
	struct load_writer w = {
		.format = format, .out = out, .json = {.out = out}, .name_width = 3};

	each_person(plans, count, &w, measure_name);
	if (format == PLAN_TABLE_JSON)
		json_open(&w.json, NULL, '[');
	put_load_head(&w);
	each_person(plans, count, &w, put_person);
	if (format == PLAN_TABLE_JSON) {
		json_close(&w.json, ']');
		strbuf_putc(out, '\n');
	}
}
