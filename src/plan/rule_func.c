/*
 * Functions of the rules: what XPath 1.0 cannot say about a plan.
 *
 *	pp:item(ids)            the elements that the words name: of a string or of attributes
 *	pp:citing(attrs, ids)   the elements whose attribute names one of the ids
 *	pp:named(attrs, ids)    is there one?
 *	pp:has(list, words)     has the list one of the words?
 *	pp:words(list)          its words, each once
 *	pp:missing(a, b)        the words of a that are none of b's
 *	pp:common(a, b)         the words of both
 *	pp:label(nodes)         "T-3 'Run the pilot'", with commas
 *	pp:names(ids)           "Elena Ruiz, Maja Lind"
 *	pp:kind(node)           "a task"
 *	pp:count(n, noun)       "1 day", "2 days"
 *	pp:now() pp:today()     days since 1970: the status date, and today
 *	pp:day(date)            days since 1970 of a date or time; NaN
 *	pp:time(time)           minutes since 1970; NaN
 *	pp:first-day(dates) pp:last-day(dates)  days since 1970
 *	pp:works(node, date)    is it a working day of that task, or of the project?
 *	pp:span(text)           working days of a length such as 3w; NaN
 *	pp:interval(every)      days from one month, quarter … to the next, the longest of several;
 *	                        NaN for an event
 *	pp:tracking()           days between two trackings of the plan
 *	pp:number(text)         the first number in a text; NaN
 *	pp:revision(text)       a number that orders revisions
 *	pp:unfinished(text)     TBD, TODO, ??? or lorem as it stands in the text; ""
 *	pp:meets(target, want, value)  does a value reach ">= 50 %"?
 *	pp:chain(node)          the tasks that lead to this one, by what drives them, last first
 *	pp:unknown(practices)   those that the catalog of their model does not have
 *	pp:elsewhere(assets)    names of those that another open plan changes
 *	pp:file(href, date)     "is missing", "was changed on …"; "" if there is nothing to say
 *	pp:limit(name)          a limit, of the profile or ours
 *	pp:dropped(topic)       does the profile drop this topic?
 *	pp:fits-pattern(node)   does the id fit the profile's pattern?
 *
 * A node-set given where one node is meant stands for its first.
 */
#include "base/file.h"
#include "base/map.h"
#include "base/strbuf.h"
#include "plan/facts_imp.h"
#include "plan/rules_imp.h"
#include "plan/work.h"

#include <libexslt/exslt.h>
#include <libxml/xmlregexp.h>
#include <libxml/xpathInternals.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

typedef xmlXPathParserContext xpath_call;

static struct rule_env *
env_of(const xpath_call *call)
{
	return call->context->funcLookupData;
}

static bool
is_called_with(xpath_call *call, int want, int given)
{
	if (given == want)
		return true;
	xmlXPathSetArityError(call);
	return false;
}

/* == words == */

struct words {
	VEC(const char *);
};

static void
add_words(struct arena *arena, struct words *words, const char *list)
{
	const char *word;
	while (list != NULL && plan_word(arena, &list, &word))
		VEC_PUSH(arena, words, word);
}

static const char *
text_of_node(struct arena *arena, const xmlNode *node)
{
	if (node->type == XML_ATTRIBUTE_NODE)
		return node->children == NULL ? "" : (const char *)node->children->content;
	xmlChar *text = xmlNodeGetContent(node);
	const char *copy = text == NULL ? "" : arena_strdup(arena, (const char *)text);
	xmlFree(text);
	return copy;
}

/* The words of the argument on top: of a text, or of all nodes of a set. */
static struct words
pop_words(xpath_call *call)
{
	struct arena *arena = env_of(call)->plan->arena;
	struct words words = {0};
	xmlXPathObject *value = valuePop(call);
	if (value == NULL)
		return words;
	if (value->type == XPATH_NODESET && value->nodesetval != NULL) {
		for (int i = 0; i < value->nodesetval->nodeNr; i++)
			add_words(arena, &words,
				  text_of_node(arena, value->nodesetval->nodeTab[i]));
	} else if (value->type != XPATH_NODESET) {
		xmlChar *text = xmlXPathCastToString(value);
		add_words(arena, &words, (const char *)text);
		xmlFree(text);
	}
	xmlXPathFreeObject(value);
	return words;
}

static const char *
pop_text(xpath_call *call)
{
	xmlChar *text = xmlXPathPopString(call);
	const char *copy =
		arena_strdup(env_of(call)->plan->arena, text == NULL ? "" : (const char *)text);
	xmlFree(text);
	return copy;
}

/* The nodes of the argument on top, as an object the caller frees; NULL and an error. */
static xmlXPathObject *
pop_nodes(xpath_call *call)
{
	xmlXPathObject *value = valuePop(call);
	if (value != NULL && value->type == XPATH_NODESET)
		return value;
	xmlXPathFreeObject(value);
	xmlXPathSetTypeError(call);
	return NULL;
}

static bool
words_have(const struct words *words, const char *word)
{
	for (size_t i = 0; i < words->len; i++)
		if (strcmp(words->at[i], word) == 0)
			return true;
	return false;
}

static void
push_text(xpath_call *call, const char *text)
{
	valuePush(call, xmlXPathNewCString(text));
}

static void
push_number(xpath_call *call, double n)
{
	valuePush(call, xmlXPathNewFloat(n));
}

static void
push_bool(xpath_call *call, bool is)
{
	valuePush(call, xmlXPathNewBoolean(is ? 1 : 0));
}

static void
f_has(xpath_call *call, int n)
{
	if (!is_called_with(call, 2, n))
		return;
	struct words wanted = pop_words(call);
	struct words list = pop_words(call);
	bool has = false;
	for (size_t i = 0; i < wanted.len; i++)
		has = has || words_have(&list, wanted.at[i]);
	push_bool(call, has);
}

/* Words of a that are, or are not, among b's; each once. */
static void
push_words(xpath_call *call, const struct words *a, const struct words *b, bool among)
{
	struct strbuf out = STRBUF_INIT;
	struct words told = {0};
	for (size_t i = 0; i < a->len; i++) {
		if (words_have(b, a->at[i]) != among || words_have(&told, a->at[i]))
			continue;
		VEC_PUSH(env_of(call)->plan->arena, &told, a->at[i]);
		strbuf_printf(&out, "%s%s", out.len == 0 ? "" : " ", a->at[i]);
	}
	push_text(call, out.s);
	strbuf_release(&out);
}

static void
f_missing(xpath_call *call, int n)
{
	if (!is_called_with(call, 2, n))
		return;
	struct words b = pop_words(call);
	struct words a = pop_words(call);
	push_words(call, &a, &b, false);
}

static void
f_common(xpath_call *call, int n)
{
	if (!is_called_with(call, 2, n))
		return;
	struct words b = pop_words(call);
	struct words a = pop_words(call);
	push_words(call, &a, &b, true);
}

static void
f_words(xpath_call *call, int n)
{
	static const struct words none = {0};
	if (!is_called_with(call, 1, n))
		return;
	struct words words = pop_words(call);
	push_words(call, &words, &none, false);
}

/* == items == */

static const struct plan_item *
item_of_word(const struct plan *plan, const char *word)
{
	const char *hash = strchr(word, '#');
	if (hash == NULL)
		return plan_item_find(plan, word);
	size_t len = (size_t)(hash - word);
	bool own = strlen(plan->id) == len && strncmp(plan->id, word, len) == 0;
	return own ? plan_item_find(plan, hash + 1) : NULL;
}

static void
f_item(xpath_call *call, int n)
{
	if (!is_called_with(call, 1, n))
		return;
	struct words words = pop_words(call);
	xmlNodeSet *set = xmlXPathNodeSetCreate(NULL);
	for (size_t i = 0; i < words.len; i++) {
		const struct plan_item *item = item_of_word(env_of(call)->plan, words.at[i]);
		if (item != NULL)
			xmlXPathNodeSetAdd(set, item->node);
	}
	valuePush(call, xmlXPathWrapNodeSet(set));
}

static xmlNodeSet *
citing(xpath_call *call)
{
	struct words ids = pop_words(call);
	xmlXPathObject *attrs = pop_nodes(call);
	xmlNodeSet *set = xmlXPathNodeSetCreate(NULL);
	for (int i = 0; attrs != NULL && attrs->nodesetval != NULL && i < attrs->nodesetval->nodeNr;
	     i++) {
		const xmlNode *attr = attrs->nodesetval->nodeTab[i];
		const char *text = attr->type == XML_ATTRIBUTE_NODE && attr->children != NULL
					   ? (const char *)attr->children->content
					   : "";
		for (size_t k = 0; k < ids.len; k++)
			if (plan_has_word(text, ids.at[k])) {
				xmlXPathNodeSetAdd(set, attr->parent);
				break;
			}
	}
	xmlXPathFreeObject(attrs);
	return set;
}

static void
f_citing(xpath_call *call, int n)
{
	if (is_called_with(call, 2, n))
		valuePush(call, xmlXPathWrapNodeSet(citing(call)));
}

static void
f_named(xpath_call *call, int n)
{
	if (!is_called_with(call, 2, n))
		return;
	xmlNodeSet *set = citing(call);
	bool any = set != NULL && set->nodeNr > 0;
	xmlXPathFreeNodeSet(set);
	push_bool(call, any);
}

/* What people call an element: its name, its title, or nothing. */
static const char *
name_of(struct arena *arena, const xmlNode *node)
{
	const xmlNode *title = plan_child(node, "title");
	if (plan_attr(node, "name") != NULL)
		return plan_attr(node, "name");
	if (title == NULL)
		title = plan_child(node, "name");
	return title == NULL ? NULL : text_of_node(arena, title);
}

static void
f_label(xpath_call *call, int n)
{
	if (!is_called_with(call, 1, n))
		return;
	struct arena *arena = env_of(call)->plan->arena;
	xmlXPathObject *nodes = pop_nodes(call);
	struct strbuf b = STRBUF_INIT;
	for (int i = 0; nodes != NULL && nodes->nodesetval != NULL && i < nodes->nodesetval->nodeNr;
	     i++) {
		const xmlNode *node = nodes->nodesetval->nodeTab[i];
		const char *id = plan_attr(node, "id");
		const char *name = name_of(arena, node);
		strbuf_puts(&b, i == 0 ? "" : ", ");
		strbuf_puts(&b, id == NULL ? (const char *)node->name : id);
		if (name != NULL)
			strbuf_printf(&b, " '%s'", name);
	}
	push_text(call, b.s);
	strbuf_release(&b);
	xmlXPathFreeObject(nodes);
}

static void
f_names(xpath_call *call, int n)
{
	if (!is_called_with(call, 1, n))
		return;
	struct words ids = pop_words(call);
	struct strbuf b = STRBUF_INIT;
	for (size_t i = 0; i < ids.len; i++) {
		const struct plan_item *item = item_of_word(env_of(call)->plan, ids.at[i]);
		const char *name =
			item == NULL ? NULL : name_of(env_of(call)->plan->arena, item->node);
		strbuf_printf(&b, "%s%s", i == 0 ? "" : ", ", name == NULL ? ids.at[i] : name);
	}
	push_text(call, b.s);
	strbuf_release(&b);
}

static void
f_kind(xpath_call *call, int n)
{
	if (!is_called_with(call, 1, n))
		return;
	xmlXPathObject *nodes = pop_nodes(call);
	const xmlNode *node =
		nodes == NULL || nodes->nodesetval == NULL || nodes->nodesetval->nodeNr == 0
			? NULL
			: nodes->nodesetval->nodeTab[0];
	push_text(call, node == NULL ? "" : plan_kind_text(node));
	xmlXPathFreeObject(nodes);
}

static void
f_count(xpath_call *call, int n)
{
	if (!is_called_with(call, 2, n))
		return;
	const char *noun = pop_text(call);
	double number = xmlXPathPopNumber(call);
	struct strbuf b = STRBUF_INIT;
	strbuf_printf(&b, "%g %s%s", number, noun, number == 1 ? "" : "s");
	push_text(call, b.s);
	strbuf_release(&b);
}

/* == time == */

static double
number_of_date(date d)
{
	return d == DATE_NONE ? (double)NAN : (double)d;
}

static void
f_now(xpath_call *call, int n)
{
	if (is_called_with(call, 0, n))
		push_number(call, number_of_date(env_of(call)->plan->now));
}

static void
f_today(xpath_call *call, int n)
{
	if (is_called_with(call, 0, n))
		push_number(call, number_of_date(env_of(call)->plan->options.today));
}

static date
date_of_text(const char *text)
{
	char day[11];
	size_t len = strlen(text);
	if (len < 10)
		return DATE_NONE;
	memcpy(day, text, 10);
	day[10] = '\0';
	return date_parse(day);
}

static void
f_day(xpath_call *call, int n)
{
	if (is_called_with(call, 1, n))
		push_number(call, number_of_date(date_of_text(pop_text(call))));
}

static void
f_time(xpath_call *call, int n)
{
	if (!is_called_with(call, 1, n))
		return;
	const char *text = pop_text(call);
	date d = date_of_text(text);
	int hour = 0, min = 0;
	if (d != DATE_NONE && strlen(text) == 16) {
		hour = (text[11] - '0') * 10 + text[12] - '0';
		min = (text[14] - '0') * 10 + text[15] - '0';
	}
	push_number(call,
		    d == DATE_NONE ? (double)NAN : (double)d * MINUTES_PER_DAY + hour * 60 + min);
}

static void
extreme_day(xpath_call *call, int n, bool last)
{
	double day = (double)NAN;
	if (!is_called_with(call, 1, n))
		return;
	struct words words = pop_words(call);
	for (size_t i = 0; i < words.len; i++) {
		double d = number_of_date(date_of_text(words.at[i]));
		if (!isnan(d) && (isnan(day) || (last ? d > day : d < day)))
			day = d;
	}
	push_number(call, day);
}

static void
f_first_day(xpath_call *call, int n)
{
	extreme_day(call, n, false);
}

static void
f_last_day(xpath_call *call, int n)
{
	extreme_day(call, n, true);
}

static void
f_works(xpath_call *call, int n)
{
	if (!is_called_with(call, 2, n))
		return;
	struct plan *plan = env_of(call)->plan;
	date d = date_of_text(pop_text(call));
	xmlXPathObject *nodes = pop_nodes(call);
	const struct plan_item *item =
		nodes == NULL || nodes->nodesetval == NULL || nodes->nodesetval->nodeNr == 0
			? NULL
			: plan_item_of(plan, nodes->nodesetval->nodeTab[0]);
	const struct calendar *c = item != NULL && item->task != PLAN_NOBODY
					   ? plan->sched.tasks[item->task].calendar
					   : plan->calendar;
	push_bool(call, d == DATE_NONE || calendar_is_working(c, d));
	xmlXPathFreeObject(nodes);
}

static void
f_span(xpath_call *call, int n)
{
	if (!is_called_with(call, 1, n))
		return;
	const struct calendar *c = env_of(call)->plan->calendar;
	const char *text = pop_text(call);
	struct span_text s;
	if (!span_is(text)) {
		push_number(call, (double)NAN);
		return;
	}
	s = span_parse(text);
	push_number(call, (double)span_minutes(s, c) /
				  (span_is_elapsed(s) ? MINUTES_PER_DAY : calendar_day_minutes(c)));
}

static double
interval_days(const char *every)
{
	static const struct {
		const char *every;
		int days;
	} intervals[] = {{"week", 7}, {"2-weeks", 14}, {"month", 31}, {"quarter", 92}};
	for (size_t i = 0; i < sizeof intervals / sizeof intervals[0]; i++)
		if (strcmp(intervals[i].every, every) == 0)
			return intervals[i].days;
	return (double)NAN;
}

static void
f_interval(xpath_call *call, int n)
{
	double longest = (double)NAN;
	if (!is_called_with(call, 1, n))
		return;
	struct words words = pop_words(call);
	for (size_t i = 0; i < words.len; i++)
		longest = fmax(longest, interval_days(words.at[i]));
	push_number(call, longest);
}

static double
limit_of(const struct ruleset *rules, const char *name)
{
	const struct rule_limit *limit = map_find(rules->limits, name);
	return limit == NULL ? (double)NAN : limit->value;
}

static void
f_tracking(xpath_call *call, int n)
{
	double days = (double)NAN;
	if (!is_called_with(call, 0, n))
		return;
	const struct rule_env *env = env_of(call);
	xmlNode *p = plan_child(plan_child(env->plan->root, "procedures"), "procedure");
	for (; p != NULL; p = plan_next(p, "procedure"))
		if (plan_attr_is(p, "kind", "tracking") && plan_attr(p, "every") != NULL)
			days = fmin(days, interval_days(plan_attr(p, "every")));
	push_number(call, isnan(days) ? limit_of(env->rules, "tracking-days") : days);
}

/* == the schedule == */

static size_t
task_before(const struct plan *plan, size_t i)
{
	const struct sched *s = &plan->sched;
	const struct sched_task *t = &s->tasks[i];
	size_t before = PLAN_NOBODY;
	if (t->driver == SCHED_BY_LINK)
		return s->links[t->driver_link].from;
	if (t->driver == SCHED_BY_PROJECT)
		return PLAN_NOBODY;
	/* A fixed task: what comes before it and has the least room. */
	for (size_t k = 0; k < s->link_count; k++) {
		size_t from = s->links[k].from;
		if (s->links[k].to == i && s->tasks[from].kind != SCHED_EXTERNAL &&
		    (before == PLAN_NOBODY || s->tasks[from].slack < s->tasks[before].slack))
			before = from;
	}
	return before;
}

static void
f_chain(xpath_call *call, int n)
{
	if (!is_called_with(call, 1, n))
		return;
	const struct plan *plan = env_of(call)->plan;
	xmlXPathObject *nodes = pop_nodes(call);
	xmlNodeSet *set = xmlXPathNodeSetCreate(NULL);
	const struct plan_item *item =
		nodes == NULL || nodes->nodesetval == NULL || nodes->nodesetval->nodeNr == 0
			? NULL
			: plan_item_of(plan, nodes->nodesetval->nodeTab[0]);
	size_t i = item == NULL ? PLAN_NOBODY : item->task;
	size_t left = plan->sched.task_count;
	while (i != PLAN_NOBODY && left-- > 0) {
		i = task_before(plan, i);
		if (i != PLAN_NOBODY)
			xmlXPathNodeSetAdd(set, plan->tasks[i].item->node);
	}
	valuePush(call, xmlXPathWrapNodeSet(set));
	xmlXPathFreeObject(nodes);
}

/* == numbers and texts == */

static bool
number_in(const char *text, double *number)
{
	int64_t millionths;
	if (!plan_number(text, &millionths))
		return false;
	*number = (double)millionths / 1e6;
	return true;
}

static void
f_number(xpath_call *call, int n)
{
	double number;
	if (!is_called_with(call, 1, n))
		return;
	push_number(call, number_in(pop_text(call), &number) ? number : (double)NAN);
}

static void
f_revision(xpath_call *call, int n)
{
	if (!is_called_with(call, 1, n))
		return;
	const char *text = pop_text(call);
	char *end;
	double major = strtod(text, NULL);
	const char *dot = strchr(text, '.');
	double minor = dot == NULL ? 0 : (double)strtol(dot + 1, &end, 10);
	push_number(call, floor(major) * 1e6 + minor);
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) != 0;
}

static void
f_unfinished(xpath_call *call, int n)
{
	static const char *const marks[] = {"TBD", "TODO", "???", "lorem"};
	if (!is_called_with(call, 1, n))
		return;
	const char *text = pop_text(call);
	const char *found = "";
	for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
		size_t len = strlen(marks[i]);
		for (const char *s = strcasestr(text, marks[i]); s != NULL;
		     s = strcasestr(s + 1, marks[i]))
			if (!is_letter(marks[i][0]) ||
			    ((s == text || !is_letter(s[-1])) && !is_letter(s[len])))
				found = marks[i];
	}
	push_text(call, found);
}

/* Relations a target may begin with; the longer first. */
enum relation { AT_LEAST, AT_MOST, MORE, LESS, EQUAL };

static enum relation
relation_of(const char *target, const char *want)
{
	static const struct {
		const char *sign;
		enum relation is;
	} signs[] = {{">=", AT_LEAST}, {"≥", AT_LEAST}, {"<=", AT_MOST}, {"≤", AT_MOST},
		     {">", MORE},      {"<", LESS},	{"=", EQUAL}};
	for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
		if (strstr(target, signs[i].sign) != NULL)
			return signs[i].is;
	return strcmp(want, "down") == 0 ? AT_MOST : AT_LEAST;
}

static void
f_meets(xpath_call *call, int n)
{
	double wanted;
	if (!is_called_with(call, 3, n))
		return;
	double value = xmlXPathPopNumber(call);
	const char *want = pop_text(call);
	const char *target = pop_text(call);
	bool ok = number_in(target, &wanted) && !isnan(value);
	switch (relation_of(target, want)) {
	case AT_LEAST:
		ok = ok && value >= wanted;
		break;
	case AT_MOST:
		ok = ok && value <= wanted;
		break;
	case MORE:
		ok = ok && value > wanted;
		break;
	case LESS:
		ok = ok && value < wanted;
		break;
	case EQUAL:
	default:
		ok = ok && fabs(value - wanted) < 1e-9;
		break;
	}
	push_bool(call, ok);
}

/* == the profile == */

static void
f_limit(xpath_call *call, int n)
{
	if (!is_called_with(call, 1, n))
		return;
	push_number(call, limit_of(env_of(call)->rules, pop_text(call)));
}

static void
f_dropped(xpath_call *call, int n)
{
	if (is_called_with(call, 1, n))
		push_bool(call, map_has(env_of(call)->rules->dropped, pop_text(call)));
}

static void
f_fits_pattern(xpath_call *call, int n)
{
	if (!is_called_with(call, 1, n))
		return;
	xmlXPathObject *nodes = pop_nodes(call);
	const xmlNode *node =
		nodes == NULL || nodes->nodesetval == NULL || nodes->nodesetval->nodeNr == 0
			? NULL
			: nodes->nodesetval->nodeTab[0];
	const char *pattern =
		node == NULL ? NULL
			     : map_find(env_of(call)->rules->patterns, (const char *)node->name);
	const char *id = plan_attr(node, "id");
	bool fits = true;
	if (pattern != NULL && id != NULL) {
		xmlRegexp *regexp = xmlRegexpCompile((const xmlChar *)pattern);
		fits = regexp == NULL || xmlRegexpExec(regexp, (const xmlChar *)id) == 1;
		xmlRegFreeRegexp(regexp);
	}
	push_bool(call, fits);
	xmlXPathFreeObject(nodes);
}

/* Group of a practice: "OPF" of "OPF.SP2.1". */
static bool
is_known(const struct ruleset *rules, struct arena *arena, const char *practice)
{
	size_t len = strcspn(practice, ":");
	len += strcspn(practice + len, ".");
	/* A catalog may hold a part of its model: of other parts it says nothing. */
	return map_has(rules->practices, practice) ||
	       !map_has(rules->groups, arena_strndup(arena, practice, len));
}

static void
f_unknown(xpath_call *call, int n)
{
	if (!is_called_with(call, 1, n))
		return;
	const struct rule_env *env = env_of(call);
	struct words words = pop_words(call);
	struct strbuf b = STRBUF_INIT;
	for (size_t i = 0; i < words.len; i++)
		if (!is_known(env->rules, env->plan->arena, words.at[i]))
			strbuf_printf(&b, "%s%s", b.len == 0 ? "" : " ", words.at[i]);
	push_text(call, b.s);
	strbuf_release(&b);
}

/* == the world outside == */

/* Does an improvement of an open plan change an asset of this name? */
static bool
changes_asset(const struct plan *other, const char *name)
{
	const char *state = plan_fact_of(other->root, "state");
	if (state != NULL && plan_has_word("closed withdrawn superseded", state))
		return false;
	for (size_t i = 0; i < other->items.len; i++) {
		const struct plan_item *asset = other->items.at[i];
		if (asset->kind != PLAN_KIND_ASSET || !plan_attr_is(asset->node, "name", name))
			continue;
		xmlNode *imp = plan_child(plan_child(other->root, "improvements"), "improvement");
		for (; imp != NULL; imp = plan_next(imp, "improvement"))
			if (plan_has_word(plan_attr(imp, "assets"), asset->id))
				return true;
	}
	return false;
}

static void
f_elsewhere(xpath_call *call, int n)
{
	if (!is_called_with(call, 1, n))
		return;
	const struct rule_env *env = env_of(call);
	struct words assets = pop_words(call);
	struct strbuf b = STRBUF_INIT;
	for (size_t i = 0; i < assets.len; i++) {
		const struct plan_item *asset = plan_item_find(env->plan, assets.at[i]);
		const char *name = asset == NULL ? NULL : plan_attr(asset->node, "name");
		for (size_t k = 0; name != NULL && k < env->plan->options.other_count; k++) {
			const struct plan *other = env->plan->options.others[k];
			if (plan_is_other(env->plan, other) && changes_asset(other, name)) {
				strbuf_printf(&b, "%s'%s' (in %s)", b.len == 0 ? "" : ", ", name,
					      other->id);
				break;
			}
		}
	}
	push_text(call, b.s);
	strbuf_release(&b);
}

static void
f_file(xpath_call *call, int n)
{
	struct stat st;
	if (!is_called_with(call, 2, n))
		return;
	struct arena *arena = env_of(call)->plan->arena;
	date recorded = date_of_text(pop_text(call));
	const char *href = pop_text(call);
	if (*href == '\0' || *href == '#' || strchr(href, ':') != NULL) {
		push_text(call, "");
		return;
	}
	const char *path = *href == '/'
				   ? href
				   : arena_printf(arena, "%s/%s",
						  file_dir(arena, env_of(call)->plan->path), href);
	if (stat(path, &st) != 0) {
		push_text(call, "is missing");
		return;
	}
	date changed = (date)(st.st_mtime / 86400);
	if (recorded == DATE_NONE || changed <= recorded) {
		push_text(call, "");
		return;
	}
	struct strbuf b = STRBUF_INIT;
	strbuf_puts(&b, "was changed on ");
	date_put_iso(&b, changed);
	strbuf_puts(&b, ", after it was recorded");
	push_text(call, b.s);
	strbuf_release(&b);
}

/* == registering == */

static const struct {
	const char *name;
	xmlXPathFunction function;
} functions[] = {
	{"chain", f_chain},
	{"citing", f_citing},
	{"common", f_common},
	{"count", f_count},
	{"day", f_day},
	{"dropped", f_dropped},
	{"elsewhere", f_elsewhere},
	{"file", f_file},
	{"first-day", f_first_day},
	{"fits-pattern", f_fits_pattern},
	{"has", f_has},
	{"interval", f_interval},
	{"item", f_item},
	{"kind", f_kind},
	{"label", f_label},
	{"last-day", f_last_day},
	{"limit", f_limit},
	{"meets", f_meets},
	{"missing", f_missing},
	{"named", f_named},
	{"names", f_names},
	{"now", f_now},
	{"number", f_number},
	{"revision", f_revision},
	{"span", f_span},
	{"time", f_time},
	{"today", f_today},
	{"tracking", f_tracking},
	{"unfinished", f_unfinished},
	{"unknown", f_unknown},
	{"words", f_words},
	{"works", f_works},
};

static xmlXPathFunction
find_function(void *data, const xmlChar *name, const xmlChar *ns)
{
	(void)data;
	if (ns == NULL || strcmp((const char *)ns, RULES_NS) != 0)
		return NULL;
	for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++)
		if (strcmp(functions[i].name, (const char *)name) == 0)
			return functions[i].function;
	return NULL;
}

void
rule_functions(xmlXPathContext *xpath, struct rule_env *env)
{
	static const struct {
		const char *prefix;
		const char *ns;
	} spaces[] = {{"p", PLAN_NS}, {"f", PLAN_FACTS_NS}, {"pp", RULES_NS}};
	for (size_t i = 0; i < sizeof spaces / sizeof spaces[0]; i++)
		if (xmlXPathRegisterNs(xpath, (const xmlChar *)spaces[i].prefix,
				       (const xmlChar *)spaces[i].ns) != 0)
			oom();
	xmlXPathRegisterFuncLookup(xpath, find_function, env);
	if (exsltMathXpathCtxtRegister(xpath, (const xmlChar *)"math") != 0 ||
	    exsltSetsXpathCtxtRegister(xpath, (const xmlChar *)"set") != 0 ||
	    exsltStrXpathCtxtRegister(xpath, (const xmlChar *)"str") != 0 ||
	    exsltDateXpathCtxtRegister(xpath, (const xmlChar *)"date") != 0)
		oom();
}
