/*
 * Ruleset: the rules of rules.xml, and what a profile changes of them.
 *
 * Expressions are compiled once and run on many plans.  A mistake in our own file is a fault of the
 * program; in a profile it is the user's, and is reported at its place.
 */
#include "base/file.h"
#include "base/map.h"
#include "base/strbuf.h"
#include "base/xml.h"
#include "plan/policy.h"
#include "plan/rules_imp.h"

#include <libxml/xmlregexp.h>
#include <stdlib.h>
#include <string.h>

/* What a profile may drop: those of the nine that the grammar leaves to the author. */
#define TOPICS "procedures strategies responsibilities resources measurement risks"

extern const char plan_rules_xml[];
extern const size_t plan_rules_xml_len;
extern const char plan_catalog_xml[];
extern const size_t plan_catalog_xml_len;

static const char *const gates[GATE_COUNT] = {"draft", "review", "approval", "tracking", "closure"};

const char *
plan_gate_name(enum plan_gate gate)
{
	return gates[gate];
}

bool
plan_gate_find(const char *name, enum plan_gate *gate)
{
	for (int i = 0; i < GATE_COUNT; i++)
		if (strcmp(gates[i], name) == 0) {
			*gate = (enum plan_gate)i;
			return true;
		}
	return false;
}

void
rule_fault(struct rule_source *s, const xmlNode *node, const char *attr, const char *what)
{
	struct diag_place place =
		attr == NULL ? xml_place(node) : xml_attr_place(s->diag, node, attr, true);
	diag_add(s->diag, &plan_diags[PLAN_DIAG_PROFILE], &place, what);
	s->ok = false;
}

static void
compile_failed(void *ctx, xmlError *error)
{
	(void)ctx;
	(void)error; /* said at its place by compile() */
}

static void
free_expr(void *expr)
{
	xmlXPathFreeCompExpr(expr);
}

xmlXPathCompExpr *
rule_compile(struct rule_source *s, const xmlNode *node, const char *attr, const char *text)
{
	xmlXPathContext *quiet = xmlXPathNewContext(NULL);
	if (quiet == NULL)
		oom();
	quiet->error = compile_failed;
	xmlXPathCompExpr *expr = xmlXPathCtxtCompile(quiet, (const xmlChar *)text);
	xmlXPathFreeContext(quiet);
	if (expr == NULL) {
		rule_fault(s, node, attr,
			   arena_printf(s->rules->arena, "'%s' is not an expression of XPath 1.0",
					text));
		return NULL;
	}
	arena_defer(s->rules->arena, free_expr, expr);
	return expr;
}

static xmlXPathCompExpr *
compile_attr(struct rule_source *s, const xmlNode *node, const char *attr)
{
	const char *text = plan_attr(node, attr);
	if (text == NULL) {
		rule_fault(s, node, NULL,
			   arena_printf(s->rules->arena, "'%s' lacks '%s'",
					(const char *)node->name, attr));
		return NULL;
	}
	return rule_compile(s, node, attr, text);
}

/* Text of an example: lines kept, the indentation common to all taken off. */
static const char *
dedented(struct arena *arena, const xmlNode *node)
{
	xmlChar *content = node == NULL ? NULL : xmlNodeGetContent(node);
	struct strbuf b = STRBUF_INIT;
	size_t common = SIZE_MAX;
	if (content == NULL)
		return NULL;
	for (const char *s = (const char *)content; s != NULL;) {
		size_t indent = strspn(s, " ");
		if (s[indent] != '\n' && s[indent] != '\0' && s != (const char *)content)
			common = indent < common ? indent : common;
		s = strchr(s, '\n');
		s = s == NULL ? NULL : s + 1;
	}
	for (const char *s = (const char *)content; *s != '\0';) {
		const char *end = strchr(s, '\n');
		size_t len = end == NULL ? strlen(s) : (size_t)(end - s);
		size_t skip = strspn(s, " ") < common ? strspn(s, " ") : common;
		if (skip < len)
			strbuf_printf(&b, "%.*s\n", (int)(len - skip), s + skip);
		s += len + (end == NULL ? 0 : 1);
	}
	const char *copy = arena_strdup(arena, b.s);
	strbuf_release(&b);
	xmlFree(content);
	return copy;
}

/* "of {@id} …": literal and expression pieces; {{ stands for a brace. */
struct rule_text
rule_text_read(struct rule_source *s, const xmlNode *node, const char *text)
{
	struct arena *arena = s->rules->arena;
	struct rule_text out = {0};
	struct strbuf b = STRBUF_INIT;
	for (const char *c = text == NULL ? "" : text; *c != '\0'; c++) {
		const char *end = *c == '{' && c[1] != '{' ? strchr(c, '}') : NULL;
		if (end == NULL) {
			strbuf_putc(&b, *c);
			c += *c == '{' && c[1] == '{' ? 1 : 0;
			continue;
		}
		struct rule_piece literal = {.text = arena_strdup(arena, b.s)};
		struct rule_piece value = {
			.expr = rule_compile(s, node, NULL,
					     arena_strndup(arena, c + 1, (size_t)(end - c - 1)))};
		strbuf_clear(&b);
		VEC_PUSH(arena, &out, literal);
		VEC_PUSH(arena, &out, value);
		c = end;
	}
	struct rule_piece rest = {.text = arena_strdup(arena, b.s)};
	if (b.len > 0)
		VEC_PUSH(arena, &out, rest);
	strbuf_release(&b);
	return out;
}

static struct rule_text
read_text(struct rule_source *s, const xmlNode *node)
{
	return rule_text_read(s, node, plan_text(s->rules->arena, node));
}

static void
read_edit(struct rule_source *s, const xmlNode *node, struct rule_check *c)
{
	struct rule_edit edit;
	if (rule_edit_read(s, node, &edit))
		VEC_PUSH(s->rules->arena, &c->edits, edit);
}

static void
read_check(struct rule_source *s, const xmlNode *node, struct rule *rule)
{
	struct arena *arena = s->rules->arena;
	struct rule_check c = {.context = compile_attr(s, node, "context"),
			       .test = compile_attr(s, node, "test"),
			       .line = xml_place(node).line};
	if (plan_attr(node, "at") != NULL)
		c.at = arena_strdup(arena, plan_attr(node, "at"));
	for (xmlNode *n = plan_child(node, NULL); n != NULL; n = plan_next(n, NULL)) {
		if (plan_is(n, "let") && plan_attr(n, "name") != NULL) {
			struct rule_let let = {.name = arena_strdup(arena, plan_attr(n, "name")),
					       .value = compile_attr(s, n, "value")};
			VEC_PUSH(arena, &c.lets, let);
		} else if (plan_is(n, "says")) {
			c.says = read_text(s, n);
		} else if (plan_is(n, "related")) {
			struct rule_related related = {.at = compile_attr(s, n, "at"),
						       .says = read_text(s, n)};
			VEC_PUSH(arena, &c.related, related);
		} else if (plan_is(n, "help")) {
			c.help = read_text(s, n);
		} else if (plan_is(n, "edit")) {
			read_edit(s, n, &c);
		} else {
			rule_fault(s, n, NULL, "a check holds let, says, related, help and edit");
		}
	}
	if (c.says.len == 0)
		rule_fault(s, node, NULL, "a check says what is wrong, in 'says'");
	VEC_PUSH(arena, &rule->checks, c);
}

/* Severities of an element's gates; those it does not name stay as they are. */
static void
read_ranks(struct rule_source *s, const xmlNode *node, struct rule *rule)
{
	static const struct {
		const char *name;
		int rank;
	} names[] = {{"error", DIAG_ERROR},
		     {"warning", DIAG_WARNING},
		     {"note", DIAG_NOTE},
		     {"off", RULE_NOT_CHECKED}};
	for (int g = 0; g < GATE_COUNT; g++) {
		const char *value = plan_attr(node, gates[g]);
		size_t i = 0;
		if (value == NULL)
			continue;
		while (i < 4 && strcmp(names[i].name, value) != 0)
			i++;
		if (i == 4)
			rule_fault(s, node, gates[g], "a severity is error, warning, note or off");
		else
			rule->rank[g] = names[i].rank;
	}
}

/* Every rule's checks are judged in C when the plan is read, at every gate, if it has none. */
static void
make_kinds(struct rule *rule)
{
	for (int rank = DIAG_NOTE; rank <= DIAG_ERROR; rank++)
		rule->kinds[rank] = (struct diag_kind){.code = rule->code,
						       .rank = (enum diag_rank)rank,
						       .exit = 1,
						       .text = "{1}",
						       .instead = rule->why,
						       .title = rule->title};
}

static void
read_rule(struct rule_source *s, const xmlNode *node)
{
	struct arena *arena = s->rules->arena;
	struct rule *rule = ARENA_NEW(arena, struct rule);
	const char *code = plan_attr(node, "code");
	if (code == NULL || plan_attr(node, "title") == NULL) {
		rule_fault(s, node, NULL, "a rule has a code and a title");
		return;
	}
	if (map_has(s->rules->by_code, code)) {
		rule_fault(s, node, "code",
			   "there is a rule of this code; change it by 'severity'");
		return;
	}
	rule->code = arena_strdup(arena, code);
	rule->title = arena_strdup(arena, plan_attr(node, "title"));
	for (int g = 0; g < GATE_COUNT; g++)
		rule->rank[g] = RULE_NOT_CHECKED;
	read_ranks(s, node, rule);
	for (xmlNode *n = plan_child(node, "check"); n != NULL; n = plan_next(n, "check"))
		read_check(s, n, rule);
	rule->why = plan_text(arena, plan_child(node, "why"));
	rule->example = dedented(arena, plan_child(node, "example"));
	rule->fix = plan_text(arena, plan_child(node, "fix"));
	make_kinds(rule);
	map_put(s->rules->by_code, rule->code, rule);
}

static void
read_limit(struct rule_source *s, const xmlNode *node, bool ours)
{
	struct arena *arena = s->rules->arena;
	const char *name = plan_attr(node, "name");
	const char *text = plan_attr(node, "value");
	char *end = NULL;
	double value = text == NULL ? 0 : strtod(text, &end);
	struct rule_limit *limit = name == NULL ? NULL : map_find(s->rules->limits, name);
	if (name == NULL || text == NULL || end == text || *end != '\0') {
		rule_fault(s, node, text == NULL ? NULL : "value",
			   "a limit has a name and a number");
		return;
	}
	if (limit == NULL && !ours) {
		rule_fault(s, node, "name", "there is no limit of this name");
		const char *near = map_nearest(s->rules->limits, name, NULL, NULL);
		if (near != NULL)
			diag_help(s->diag, "did you mean '%s'?", near);
		return;
	}
	if (limit == NULL) {
		limit = ARENA_NEW(arena, struct rule_limit);
		limit->name = arena_strdup(arena, name);
		limit->text = plan_text(arena, node);
		map_put(s->rules->limits, name, limit);
	}
	limit->value = value;
}

static void
read_set(struct rule_source *s, const xmlNode *node)
{
	struct rule_let set = {.name = plan_attr(node, "name"),
			       .value = compile_attr(s, node, "select")};
	if (set.name == NULL) {
		rule_fault(s, node, NULL, "a set has a name");
		return;
	}
	set.name = arena_strdup(s->rules->arena, set.name);
	VEC_PUSH(s->rules->arena, &s->rules->sets, set);
}

static void
read_severity(struct rule_source *s, const xmlNode *node)
{
	const char *code = plan_attr(node, "rule");
	struct rule *rule = code == NULL ? NULL : map_find(s->rules->by_code, code);
	if (rule == NULL)
		rule_fault(s, node, code == NULL ? NULL : "rule", "there is no rule of this code");
	else if (rule->checks.len == 0)
		rule_fault(s, node, "rule",
			   "what this rule says makes a plan unusable: its severity is fixed");
	else
		read_ranks(s, node, rule);
}

static void
read_drop(struct rule_source *s, const xmlNode *node)
{
	const char *topic = plan_attr(node, "topic");
	if (topic == NULL || !plan_has_word(TOPICS, topic))
		rule_fault(s, node, topic == NULL ? NULL : "topic",
			   "a topic that can be dropped is one of " TOPICS);
	else
		map_put(s->rules->dropped, topic, s->rules);
}

static void
say_nothing(void *ctx, const char *format, ...)
{
	(void)ctx;
	(void)format;
}

static void
free_regexp(void *regexp)
{
	xmlRegFreeRegexp(regexp);
}

static void
read_pattern(struct rule_source *s, const xmlNode *node)
{
	const char *element = plan_attr(node, "for");
	const char *matches = plan_attr(node, "matches");
	xmlGenericErrorFunc generic = xmlGenericError;
	void *generic_ctx = xmlGenericErrorContext;
	/* What is wrong with it would go to standard error. */
	xmlSetGenericErrorFunc(NULL, say_nothing);
	xmlRegexp *regexp = matches == NULL ? NULL : xmlRegexpCompile((const xmlChar *)matches);
	xmlSetGenericErrorFunc(generic_ctx, generic);
	if (regexp != NULL)
		arena_defer(s->rules->arena, free_regexp, regexp);
	if (element == NULL || !plan_kind_is(element))
		rule_fault(s, node, element == NULL ? NULL : "for",
			   "'for' names an element that has an id");
	else if (regexp == NULL)
		rule_fault(s, node, matches == NULL ? NULL : "matches",
			   "'matches' is a regular expression of XML Schema");
	else
		map_put(s->rules->patterns, element, regexp);
}

/* == catalogs == */

static void
read_practice(struct rule_source *s, const xmlNode *node, const char *model)
{
	struct arena *arena = s->rules->arena;
	const char *code = plan_attr(node, "code");
	if (code == NULL) {
		rule_fault(s, node, NULL, "a practice has a code");
		return;
	}
	const char *label = plan_text(arena, node);
	const char *group = arena_printf(arena, "%s:%.*s", model, (int)strcspn(code, "."), code);
	map_put(s->rules->practices, arena_printf(arena, "%s:%s", model, code),
		(void *)(uintptr_t)label);
	map_put(s->rules->groups, group, s->rules);
}

static void
read_catalog(struct rule_source *s, const xmlNode *node)
{
	const char *model = plan_attr(node, "model");
	if (!plan_is(node, "catalog") || model == NULL) {
		rule_fault(s, node, NULL, "a catalog names its model");
		return;
	}
	for (xmlNode *n = plan_child(node, "practice"); n != NULL; n = plan_next(n, "practice"))
		read_practice(s, n, model);
}

static void
read_catalogs(struct rule_source *s, const xmlNode *root)
{
	if (plan_is(root, "catalog")) {
		read_catalog(s, root);
		return;
	}
	for (xmlNode *n = plan_child(root, NULL); n != NULL; n = plan_next(n, NULL))
		read_catalog(s, n);
}

static void
read_catalog_file(struct rule_source *s, const char *path)
{
	static const struct xml_options none = {0};
	const xmlDoc *doc = xml_parse_file(s->rules->arena, s->diag, path, &none);
	const xmlNode *root = doc == NULL ? NULL : xml_root(doc);
	if (root == NULL) {
		s->ok = false;
	} else if (strcmp(xml_ns(root), CATALOG_NS) != 0) {
		rule_fault(s, root, NULL,
			   "the root of a catalog is 'catalog' or 'catalogs' in " CATALOG_NS);
	} else {
		read_catalogs(s, root);
	}
}

static void
read_href(struct rule_source *s, const xmlNode *node)
{
	const char *href = plan_attr(node, "href");
	if (href == NULL)
		rule_fault(s, node, NULL, "a catalog's file stands in 'href'");
	else
		read_catalog_file(
			s, *href == '/'
				   ? href
				   : file_join(s->rules->arena,
					       file_dir(s->rules->arena, s->rules->profile), href));
}

static void
read_policy(struct rule_source *s, const xmlNode *node)
{
	struct plan_policy policy;
	policy_read(s, node, &policy);
	VEC_PUSH(s->rules->arena, &s->rules->policies, policy);
}

const struct plan_policy *
ruleset_policies(const struct ruleset *rules, size_t *count)
{
	*count = rules->policies.len;
	return rules->policies.at;
}

static void
read_all(struct rule_source *s, const xmlNode *root, bool ours)
{
	for (xmlNode *n = plan_child(root, NULL); n != NULL; n = plan_next(n, NULL)) {
		if (plan_is(n, "rule"))
			read_rule(s, n);
		else if (plan_is(n, "set"))
			read_set(s, n);
		else if (plan_is(n, "limit"))
			read_limit(s, n, ours);
		else if (plan_is(n, "severity"))
			read_severity(s, n);
		else if (plan_is(n, "catalog"))
			read_href(s, n);
		else if (plan_is(n, "sign-off-policy"))
			read_policy(s, n);
		else if (plan_is(n, "drop"))
			read_drop(s, n);
		else if (plan_is(n, "id-pattern"))
			read_pattern(s, n);
		else
			rule_fault(s, n, NULL,
				   arena_printf(s->rules->arena,
						"'%s' is no element of a profile: rule, set, "
						"severity, limit, drop, id-pattern, catalog, "
						"sign-off-policy",
						(const char *)n->name));
	}
}

static bool
read_profile(struct rule_source *s)
{
	struct xml_options options = {.xinclude = true};
	const xmlDoc *doc = xml_parse_file(s->rules->arena, s->diag, s->rules->profile, &options);
	const xmlNode *root = doc == NULL ? NULL : xml_root(doc);
	if (root == NULL)
		return false;
	if (!plan_is(root, "profile") || strcmp(xml_ns(root), PROFILE_NS) != 0) {
		rule_fault(s, root, NULL, "the root of a profile is 'profile' in " PROFILE_NS);
		return false;
	}
	read_all(s, root, false);
	return s->ok;
}

struct ruleset *
ruleset_open(struct arena *arena, struct diag *diag, const char *profile)
{
	struct ruleset *rules = ARENA_NEW(arena, struct ruleset);
	struct rule_source s = {.rules = rules, .diag = diag, .ok = true};
	struct arena *scratch = arena_new();
	static const struct xml_options none = {0};
	*rules = (struct ruleset){.arena = arena,
				  .profile = profile,
				  .by_code = map_new(arena),
				  .limits = map_new(arena),
				  .dropped = map_new(arena),
				  .patterns = map_new(arena),
				  .practices = map_new(arena),
				  .groups = map_new(arena)};
	const xmlDoc *doc = xml_parse_memory(scratch, diag, "rules.xml", plan_rules_xml,
					     plan_rules_xml_len - 1, &none);
	if (doc != NULL)
		read_all(&s, xml_root(doc), true);
	doc = xml_parse_memory(scratch, diag, "catalog.xml", plan_catalog_xml,
			       plan_catalog_xml_len - 1, &none);
	if (doc != NULL)
		read_catalogs(&s, xml_root(doc));
	bool ok = doc != NULL && s.ok && (profile == NULL || read_profile(&s));
	arena_free(scratch);
	return ok ? rules : NULL;
}

const char *
ruleset_code(const struct ruleset *rules, size_t index)
{
	return index < map_count(rules->by_code) ? map_at(rules->by_code, index)->key : NULL;
}

/* == explaining == */

static void
put_severities(const struct rule *rule, struct strbuf *out)
{
	const char *sep = "";
	for (int g = 0; g < GATE_COUNT; g++) {
		if (rule->rank[g] == RULE_NOT_CHECKED)
			continue;
		strbuf_printf(out, "%s%s: %s", sep, gates[g],
			      diag_rank_name((enum diag_rank)rule->rank[g]));
		sep = " · ";
	}
	strbuf_puts(out, *sep == '\0' ? "error, whatever the gate\n" : "\n");
}

bool
ruleset_explain(const struct ruleset *rules, const char *code, struct strbuf *out)
{
	const struct rule *rule = map_find(rules->by_code, code);
	if (rule == NULL)
		return false;
	strbuf_printf(out, "%s: %s\n", rule->code, rule->title);
	put_severities(rule, out);
	if (rule->why != NULL)
		strbuf_printf(out, "\nWhy: %s\n", rule->why);
	if (rule->example != NULL)
		strbuf_printf(out, "\nExample that breaks it:\n%s", rule->example);
	if (rule->fix != NULL)
		strbuf_printf(out, "\nFix: %s\n", rule->fix);
	return true;
}
