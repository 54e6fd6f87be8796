/*
 * What a policy calls at least minor or major, whatever the kinds of the changes.
 *
 *	<at-least class="major" when="deploy-start-moved-over 15d | improvement-added"/>
 *
 * A condition is a row of the table below, with a span of working days if it ends in -over; or
 * ELEMENT-added, ELEMENT-removed, ELEMENT-changed, or ELEMENT-FIELD-changed, where FIELD is an
 * attribute or a child as `planpress diff` names it.
 */
#include "base/map.h"
#include "plan/policy.h"
#include "plan/work.h"

#include <string.h>

struct condition {
	const char *name;
	int64_t days; /* of -over */
};

/* == elements that moved == */

static date
fact_date(const xmlNode *node, const char *name)
{
	const char *text = node == NULL ? NULL : plan_fact_of(node, name);
	return text == NULL ? DATE_NONE : date_parse(text);
}

/* Working days from one day to another, whichever comes first. */
static int64_t
days_apart(const struct plan *plan, date a, date b)
{
	if (a == DATE_NONE || b == DATE_NONE || a == b)
		return 0;
	return calendar_days_between(plan->calendar, (a < b ? a : b) + 1, a < b ? b : a);
}

/* Has an element of a kind a fact that moved by more than so many days? */
static bool
is_moved(const struct plan_diff *d, enum plan_kind kind, const char *fact, int64_t days)
{
	for (size_t i = 0; i < d->new->items.len; i++) {
		const struct plan_item *item = d->new->items.at[i];
		const struct plan_item *old =
			item->kind == kind ? plan_item_find(d->old, item->id) : NULL;
		if (old != NULL && old->kind == kind &&
		    days_apart(d->new, fact_date(old->node, fact), fact_date(item->node, fact)) >
			    days)
			return true;
	}
	return false;
}

static bool
deploy_start_moved(const struct plan_diff *d, int64_t days)
{
	return is_moved(d, PLAN_KIND_DEPLOYMENT, "start-date", days);
}

static bool
pilot_end_moved(const struct plan_diff *d, int64_t days)
{
	return is_moved(d, PLAN_KIND_PILOT, "finish-date", days);
}

static bool
milestone_moved(const struct plan_diff *d, int64_t days)
{
	return is_moved(d, PLAN_KIND_MILESTONE, "finish-date", days);
}

static bool
finish_moved(const struct plan_diff *d, int64_t days)
{
	return days_apart(d->new, fact_date(d->old->root, "finish"),
			  fact_date(d->new->root, "finish")) > days;
}

/* == other rows == */

/* Does a pilot end after a deployment of its improvement has started? */
static bool
pilot_overlaps(const struct plan *plan)
{
	const xmlNode *strategies = plan_child(plan->root, "strategies");
	for (const xmlNode *p = plan_child(strategies, "pilot"); p != NULL;
	     p = plan_next(p, "pilot"))
		for (const xmlNode *n = plan_child(strategies, "deployment"); n != NULL;
		     n = plan_next(n, "deployment"))
			if (plan_attr_is(n, "improvement", plan_attr(p, "improvement")) &&
			    fact_date(n, "start-date") != DATE_NONE &&
			    fact_date(p, "finish-date") >= fact_date(n, "start-date"))
				return true;
	return false;
}

static bool
pilot_passes_deploy(const struct plan_diff *d, int64_t days)
{
	(void)days;
	return pilot_overlaps(d->new) && !pilot_overlaps(d->old);
}

/* Is who the lead of the team? */
static bool
is_lead(const xmlNode *team, const char *who)
{
	for (const xmlNode *m = plan_child(team, "member"); m != NULL; m = plan_next(m, "member"))
		if (plan_attr_is(m, "as", "lead") && plan_attr_is(m, "who", who))
			return true;
	return false;
}

static bool
team_lead_changed(const struct plan_diff *d, int64_t days)
{
	(void)days;
	for (size_t i = 0; i < d->items.len; i++) {
		const struct diff_item *item = &d->items.at[i];
		if (item->old == NULL || item->new == NULL || !plan_is(item->new, "team"))
			continue;
		for (const xmlNode *m = plan_child(item->new, "member"); m != NULL;
		     m = plan_next(m, "member"))
			if (plan_attr_is(m, "as", "lead") &&
			    !is_lead(item->old, plan_attr(m, "who")))
				return true;
	}
	return false;
}

/* A target is a measure's, or what the objective says itself. */
static bool
objective_target_changed(const struct plan_diff *d, int64_t days)
{
	(void)days;
	for (size_t i = 0; i < d->items.len; i++) {
		const struct diff_item *item = &d->items.at[i];
		const xmlNode *node = item->new != NULL ? item->new : item->old;
		const char *field = plan_is(node, "measure")	 ? "target"
				    : plan_is(node, "objective") ? "statement"
								 : NULL;
		for (size_t k = 0; field != NULL && k < item->fields.len; k++)
			if (strcmp(item->fields.at[k].name, field) == 0)
				return true;
	}
	return false;
}

static const struct row {
	const char *name;
	bool (*holds)(const struct plan_diff *d, int64_t days);
} rows[] = {
	{"deploy-start-moved-over", deploy_start_moved},
	{"pilot-end-moved-over", pilot_end_moved},
	{"milestone-moved-over", milestone_moved},
	{"finish-moved-over", finish_moved},
	{"pilot-passes-deploy-start", pilot_passes_deploy},
	{"team-lead-changed", team_lead_changed},
	{"objective-target-changed", objective_target_changed},
};

static const struct row *
row_of(const char *name)
{
	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		if (strcmp(rows[i].name, name) == 0)
			return &rows[i];
	return NULL;
}

/* == ELEMENT-what == */

static const char *const elements[] = {
#define KIND(id, element_, text_) (element_),
#include "plan/kinds.def"
#undef KIND
};

/* Splits "process-owner-changed": the element, and its field ("": any); false if no element's name
 * begins it, or no verb ends it. */
static bool
split(const char *name, const char **element, const char **field, size_t *field_len,
      enum diff_what *what)
{
	static const struct {
		const char *verb;
		enum diff_what what;
	} verbs[] = {
		{"-added", DIFF_ADDED}, {"-removed", DIFF_REMOVED}, {"-changed", DIFF_MODIFIED}};
	size_t len = strlen(name), verb = 0;
	for (size_t i = 0; i < sizeof verbs / sizeof verbs[0]; i++) {
		size_t n = strlen(verbs[i].verb);
		if (len > n && strcmp(name + len - n, verbs[i].verb) == 0) {
			verb = n;
			*what = verbs[i].what;
		}
	}
	for (size_t i = 0; verb > 0 && i < sizeof elements / sizeof elements[0]; i++) {
		size_t n = strlen(elements[i]);
		if (strncmp(name, elements[i], n) != 0 || name[n] != '-' || n > len - verb)
			continue;
		*element = elements[i];
		*field = name + n + (n < len - verb ? 1 : 0);
		*field_len = (size_t)(name + len - verb - *field);
		if (*field_len == 0 || *what == DIFF_MODIFIED)
			return true;
	}
	return false;
}

static bool
has_field(const struct diff_item *item, const char *field, size_t len)
{
	for (size_t i = 0; i < item->fields.len; i++)
		if (strlen(item->fields.at[i].name) == len &&
		    strncmp(item->fields.at[i].name, field, len) == 0)
			return true;
	return false;
}

static bool
element_changed(const struct plan_diff *d, const char *name)
{
	const char *element, *field;
	enum diff_what what = DIFF_MODIFIED;
	size_t len;
	if (!split(name, &element, &field, &len, &what))
		return false;
	for (size_t i = 0; i < d->items.len; i++) {
		const struct diff_item *item = &d->items.at[i];
		const xmlNode *node = item->new != NULL ? item->new : item->old;
		if (item->what == what && plan_is(node, element) &&
		    (len == 0 || has_field(item, field, len)))
			return true;
	}
	return false;
}

/* == lists == */

/* The next condition of a list, as words; false at its end. */
static bool
next_condition(struct arena *arena, const char **list, const char **words)
{
	if (**list == '\0')
		return false;
	size_t len = strcspn(*list, "|");
	*words = arena_strndup(arena, *list, len);
	*list += len + ((*list)[len] == '|' ? 1 : 0);
	return true;
}

/* NULL, or what is wrong. */
static const char *
read_condition(struct arena *arena, const char *words, struct condition *c)
{
	const char *list = words, *element, *field, *span = NULL, *more;
	enum diff_what what;
	size_t len;
	if (!plan_word(arena, &list, &c->name))
		return "a condition is missing beside '|'";
	bool over = strlen(c->name) > 5 && strcmp(c->name + strlen(c->name) - 5, "-over") == 0;
	if (row_of(c->name) == NULL && !split(c->name, &element, &field, &len, &what))
		return arena_printf(arena, "there is no condition '%s'", c->name);
	if (plan_word(arena, &list, &span) != over || plan_word(arena, &list, &more) ||
	    (over && !span_is(span)))
		return arena_printf(arena,
				    over ? "'%s' is followed by a span such as 15d"
					 : "nothing follows '%s'",
				    c->name);
	c->days = over ? span_parse(span).thousandths / 1000 *
				  (span_parse(span).unit == SPAN_W ? 5 : 1)
		       : 0;
	if (over && span_parse(span).unit != SPAN_D && span_parse(span).unit != SPAN_W)
		return arena_printf(arena, "'%s' counts working days: d or w", c->name);
	return NULL;
}

const char *
policy_when_fault(struct arena *arena, const char *when)
{
	const char *words, *fault = *when == '\0' ? "a condition is missing" : NULL;
	struct condition c;
	while (fault == NULL && next_condition(arena, &when, &words))
		fault = read_condition(arena, words, &c);
	return fault;
}

const char *
policy_when_holds(struct arena *arena, const struct plan_diff *d, const char *when)
{
	const char *words;
	while (next_condition(arena, &when, &words)) {
		struct condition c;
		if (read_condition(arena, words, &c) != NULL)
			continue;
		const struct row *row = row_of(c.name);
		if (row != NULL ? row->holds(d, c.days) : element_changed(d, c.name))
			return c.days == 0
				       ? c.name
				       : arena_printf(arena, "%s %lldd", c.name, (long long)c.days);
	}
	return NULL;
}
