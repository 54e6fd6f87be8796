/*
 * Ids for what comes from outside: the file's own where it has them, else made of what does not
 * change from one save to the next, so that a second import finds the same tasks again.
 */
#include "base/map.h"
#include "base/strbuf.h"
#include "exchange/model.h"

#include <ctype.h>
#include <libxml/tree.h>
#include <string.h>

#define SLUG_MAX 40

bool
exchange_is_id(const char *text)
{
	return text != NULL && xmlValidateNCName((const xmlChar *)text, 0) == 0;
}

char *
exchange_slug(struct arena *arena, const char *prefix, const char *text)
{
	struct strbuf b = STRBUF_INIT;
	bool gap = false;
	strbuf_puts(&b, prefix);
	size_t begin = b.len;
	for (; *text != '\0' && b.len - begin < SLUG_MAX; text++) {
		if (isalnum((unsigned char)*text) == 0) {
			gap = b.len > begin;
			continue;
		}
		if (gap)
			strbuf_putc(&b, '-');
		gap = false;
		strbuf_putc(&b, (char)tolower((unsigned char)*text));
	}
	char *slug = arena_strdup(arena, b.len == begin ? "" : b.s);
	strbuf_release(&b);
	return slug;
}

const char *
exchange_take_id(struct exchange *ex, const char *id)
{
	const char *own = id;
	for (int n = 2; map_has(ex->taken, own); n++)
		own = arena_printf(ex->arena, "%s-%d", id, n);
	map_put(ex->taken, own, ex);
	return own;
}

/* Ids that the file gives come first: nothing made here may take one away. */
static const char *
keep(struct exchange *ex, const char *id)
{
	if (!exchange_is_id(id) || map_has(ex->taken, id))
		return NULL;
	map_put(ex->taken, id, ex);
	return id;
}

static const char *
task_id(struct exchange *ex, const struct ex_task *t)
{
	static const char *const letters[] = {
		[EX_TASK] = "T",	  [EX_MILESTONE] = "M", [EX_SUMMARY] = "T",
		[EX_IMPROVEMENT] = "IMP", [EX_ACTION] = "A",	[EX_EXTERNAL] = "X"};
	return arena_printf(ex->arena, "%s-%d", letters[t->kind], t->uid < 0 ? t->row : t->uid);
}

void
exchange_settle_ids(struct exchange *ex)
{
	static const char *const around[] = {"B-1", "PR-1", "TM-1", "OBJ-1", "F-1", "SG-1"};
	ex->taken = map_new(ex->arena);
	for (size_t i = 0; i < ex->tasks.len; i++)
		ex->tasks.at[i].id = keep(ex, ex->tasks.at[i].id);
	for (size_t i = 0; i < ex->people.len; i++)
		ex->people.at[i].id = keep(ex, ex->people.at[i].id);
	for (size_t i = 0; i < ex->calendars.len; i++)
		if (ex->calendars.at[i].needed)
			ex->calendars.at[i].id = keep(ex, ex->calendars.at[i].name);
	for (size_t i = 0; i < ex->tasks.len; i++)
		if (ex->tasks.at[i].id == NULL) {
			ex->tasks.at[i].id = exchange_take_id(ex, task_id(ex, &ex->tasks.at[i]));
			ex->tasks.at[i].id_made = true;
		}
	for (size_t i = 0; i < ex->people.len; i++) {
		struct ex_person *p = &ex->people.at[i];
		const char *slug = exchange_slug(ex->arena, "p-", p->name);
		if (p->id == NULL)
			p->id = exchange_take_id(
				ex, *slug != '\0' ? slug : arena_printf(ex->arena, "p-%d", p->uid));
	}
	for (size_t i = 0; i < ex->calendars.len; i++) {
		struct ex_calendar *c = &ex->calendars.at[i];
		const char *slug = exchange_slug(ex->arena, "cal-", c->name == NULL ? "" : c->name);
		if (c->needed && c->id == NULL)
			c->id = exchange_take_id(
				ex,
				*slug != '\0' ? slug : arena_printf(ex->arena, "cal-%d", c->uid));
	}
	for (size_t i = 0; i < EX_AROUND; i++)
		ex->around[i] = exchange_take_id(ex, around[i]);
	ex->improvement_id = exchange_take_id(ex, "IMP-1");
	ex->action_id = exchange_take_id(ex, "A-1");
	ex->milestone_id = exchange_take_id(ex, "M-1");
	ex->project_calendar_id = exchange_take_id(ex, "cal");
}
