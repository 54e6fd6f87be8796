/*
 * Inside the rules: a ruleset as its files share it.
 *
 * ruleset.c reads it, judge.c runs it, the functions of rule_func.def answer for it, explain.c
 * prints it.
 */
#ifndef PP_PLAN_RULES_IMP_H
#define PP_PLAN_RULES_IMP_H

#include "base/vec.h"
#include "plan/plan_imp.h"
#include "plan/rules.h"

#include <libxml/xpath.h>

#define RULES_NS   "urn:planpress:rules:1"
#define PROFILE_NS "urn:planpress:org:1"
#define CATALOG_NS "urn:planpress:model:1"

/* A text with expressions in it: literal, expression, literal … */
struct rule_piece {
	const char *text; /* NULL: expression */
	struct _xmlXPathCompExpr *expr;
};

struct rule_text {
	VEC(struct rule_piece);
};

struct rule_let {
	const char *name;
	struct _xmlXPathCompExpr *value;
};

/* A place beside the one that is wrong. */
struct rule_related {
	struct _xmlXPathCompExpr *at; /* elements; a note for each of the first few */
	struct rule_text says;
};

struct rule_attr {
	const char *name;
	struct rule_text value;
};

/* A change that would mend it, at the first element of at: a new value of an attribute, or a new
 * child. */
struct rule_edit {
	struct _xmlXPathCompExpr *at;
	const char *attr; /* NULL: a child */
	struct rule_text to;
	const char *child;
	struct _xmlXPathCompExpr *behind; /* the last of these comes before it; NULL: none */
	struct {
		VEC(struct rule_attr);
	} attrs; /* of the child */
};

struct rule_check {
	struct _xmlXPathCompExpr *context;
	struct _xmlXPathCompExpr *test;
	const char *at; /* attribute to point at; NULL: the context itself */
	struct {
		VEC(struct rule_let);
	} lets;
	struct rule_text says;
	struct {
		VEC(struct rule_related);
	} related;
	struct rule_text help;
	struct {
		VEC(struct rule_edit);
	} edits;
	int line; /* in its file, for faults of the rule itself */
};

#define RULE_NOT_CHECKED (-1)

struct rule {
	const char *code;
	const char *title;
	int rank[GATE_COUNT]; /* enum diag_rank, or RULE_NOT_CHECKED */
	struct {
		VEC(struct rule_check);
	} checks;
	const char *why;
	const char *example;
	const char *fix;
	struct diag_kind kinds[DIAG_ERROR + 1]; /* by rank: what diag_add wants */
};

/* A number that a profile may set: longest task, largest exposure … */
struct rule_limit {
	const char *name;
	double value;
	const char *text; /* what it bounds */
};

struct ruleset {
	struct arena *arena;
	const char *profile; /* path; NULL */
	struct {
		VEC(struct rule_let);
	} sets;		       /* $tasks, $people …: found once for a plan */
	struct map *by_code;   /* → struct rule, in order */
	struct map *limits;    /* → struct rule_limit */
	struct map *dropped;   /* topics a profile drops */
	struct map *patterns;  /* element → xmlRegexp of its ids */
	struct map *practices; /* MODEL:CODE → label */
	struct {
		VEC(struct plan_policy);
	} policies;
	struct map *groups; /* MODEL:GROUP of practices that are known → anything */
};

/* == ruleset.c: a file of rules or a profile being read == */

struct rule_source {
	struct ruleset *rules;
	struct diag *diag;
	bool ok;
};

struct _xmlXPathCompExpr *
rule_compile(struct rule_source *s, const xmlNode *node, const char *attr, const char *text);
/* A text with {…} in it: of an element, or as it is given. */
struct rule_text rule_text_read(struct rule_source *s, const xmlNode *node, const char *text);
/* What is wrong at an element, or at the value of its attribute. */
void rule_fault(struct rule_source *s, const xmlNode *node, const char *attr, const char *what);

/* == judge.c: rules running over a plan == */

struct court {
	struct plan *plan;
	const struct ruleset *rules;
	enum plan_gate gate;
	struct diag *diag;
	xmlXPathContext *xpath;
	const struct rule *rule;
	const struct rule_check *check;
	bool faulty;	/* this check could not be evaluated */
	char said[160]; /* what libxml2 said before the error itself */
};

/* The value at a node; the caller frees it; NULL if the check is faulty. */
xmlXPathObject *court_evaluate(struct court *c, struct _xmlXPathCompExpr *expr, xmlNode *node);
/* A text at a node, in the plan's arena. */
const char *court_text(struct court *c, const struct rule_text *text, xmlNode *node);

/* == rule_edit.c == */

/* <edit> of a check; false and a diagnostic. */
bool rule_edit_read(struct rule_source *s, const xmlNode *node, struct rule_edit *edit);
/* Adds the fix to the finding recorded last, if all that it takes is known. */
void rule_edit_offer(struct court *c, const struct rule_edit *edit, xmlNode *node);

/* == rule_func.c == */

/* What the functions answer from. */
struct rule_env {
	struct plan *plan;
	const struct ruleset *rules;
};

/* Registers namespaces and functions; env must live as long as the context is used. */
void rule_functions(xmlXPathContext *xpath, struct rule_env *env);

#endif
