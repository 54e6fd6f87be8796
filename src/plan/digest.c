/*
 * Digest: SHA-256 over the canonical form of what people sign (semantics.md, Digest).
 *
 * Each commitment element is copied, normalized and written in exclusive C14N without comments, one
 * behind the other in document order.  The root is not among them: neither the revision's number
 * nor the status date changes what was agreed.
 *
 * GLib counts: it is here already for Pango, and OpenSSL would read its configuration and load its
 * providers for one hash.
 */
#include "base/strbuf.h"
#include "plan/plan_imp.h"

#include <glib.h>
#include <libxml/c14n.h>
#include <stdlib.h>
#include <string.h>

/* What is signed: children of the root, or of the approval. */
static const char *const commitment[] = {
	"head",	     "people",	     "infrastructure", "appraisal",  "objectives",
	"findings",  "improvements", "procedures",     "strategies", "responsibilities",
	"resources", "schedule",     "measurement",    "risks",	     "waivers",
};

/* Parts of those that are record or tracking: elements, and attributes of an element. */
static const struct {
	const char *element;
	const char *attr; /* NULL: the element */
} left_out[] = {
	{"outcome", NULL},
	{"baseline", NULL},
	{"commitment", "state"},
};

/* Attributes whose words have no order. */
static const struct {
	const char *element;
	const char *attr;
} lists[] = {
	{"distribution", "to"},
	{"objective", "goal"},
	{"finding", "practice"},
	{"improvement", "addresses"},
	{"improvement", "objectives"},
	{"improvement", "process"},
	{"improvement", "assets"},
	{"improvement", "keeps"},
	{"improvement", "nature"},
	{"pilot", "tasks"},
	{"pilot", "with"},
	{"deployment", "tasks"},
	{"raci", "r"},
	{"raci", "c"},
	{"raci", "i"},
	{"authority", "may"},
	{"stakeholder", "involvement"},
	{"calendar", "week"},
	{"measure", "objective"},
	{"evaluation", "improvement"},
	{"evaluation", "measures"},
	{"risk", "on"},
	{"risk", "actions"},
	{"waiver", "at"},
	{"signatory", "for"},
};

static int
compare_words(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void
sort_words(struct arena *arena, xmlAttr *a)
{
	struct {
		VEC(const char *);
	} words = {0};
	const char *list = a->children == NULL ? "" : (const char *)a->children->content;
	const char *word;
	struct strbuf b = STRBUF_INIT;
	while (plan_word(arena, &list, &word))
		VEC_PUSH(arena, &words, word);
	if (words.len > 0)
		qsort(words.at, words.len, sizeof words.at[0], compare_words);
	for (size_t i = 0; i < words.len; i++)
		strbuf_printf(&b, "%s%s", i == 0 ? "" : " ", words.at[i]);
	if (a->children != NULL)
		xmlNodeSetContent(a->children, (const xmlChar *)b.s);
	strbuf_release(&b);
}

static bool
is_dropped(const xmlAttr *a, const xmlNode *node)
{
	if (a->ns != NULL)
		return strcmp((const char *)a->ns->href, PLAN_FACTS_NS) == 0 ||
		       (strcmp((const char *)a->ns->href, (const char *)XML_XML_NAMESPACE) == 0 &&
			strcmp((const char *)a->name, "base") == 0);
	for (size_t i = 0; i < sizeof left_out / sizeof left_out[0]; i++)
		if (left_out[i].attr != NULL && plan_is(node, left_out[i].element) &&
		    strcmp((const char *)a->name, left_out[i].attr) == 0)
			return true;
	return false;
}

static void
normalize_attrs(struct arena *arena, xmlNode *node)
{
	for (xmlAttr *a = node->properties, *next; a != NULL; a = next) {
		next = a->next;
		if (is_dropped(a, node)) {
			xmlRemoveProp(a);
			continue;
		}
		for (size_t i = 0; a->ns == NULL && i < sizeof lists / sizeof lists[0]; i++)
			if (plan_is(node, lists[i].element) &&
			    strcmp((const char *)a->name, lists[i].attr) == 0)
				sort_words(arena, a);
	}
}

static bool
is_left_out(const xmlNode *node)
{
	if (node->type == XML_COMMENT_NODE || node->type == XML_PI_NODE)
		return true;
	for (size_t i = 0; i < sizeof left_out / sizeof left_out[0]; i++)
		if (left_out[i].attr == NULL && plan_is(node, left_out[i].element))
			return true;
	return node->type == XML_ELEMENT_NODE && node->ns != NULL &&
	       strcmp((const char *)node->ns->href, PLAN_FACTS_NS) == 0;
}

static bool
is_inline(const xmlNode *node)
{
	static const char *const names[] = {"b", "i", "code", "ref", "a", "br"};
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		if (plan_is(node, names[i]))
			return true;
	return false;
}

/* White space is collapsed across the inline elements of one piece of prose, trimmed at its ends.
 */
struct prose {
	xmlNode *last; /* the last text that ends in a space; NULL */
	bool space;    /* what came before is a space or the beginning */
};

static void
collapse_text(struct prose *p, xmlNode *text)
{
	struct strbuf b = STRBUF_INIT;
	for (const char *s = (const char *)text->content; *s != '\0'; s++) {
		bool space = strchr(" \t\r\n", *s) != NULL;
		if (!space || !p->space)
			strbuf_putc(&b, space ? ' ' : *s);
		p->space = space;
	}
	if (b.len > 0)
		p->last = b.s[b.len - 1] == ' ' ? text : NULL;
	/* Not xmlNodeSetContent: the text is no markup. */
	xmlNodeSetContentLen(text, (const xmlChar *)"", 0);
	xmlNodeAddContentLen(text, (const xmlChar *)b.s, (int)b.len);
	strbuf_release(&b);
}

static void
trim_end(struct prose *p)
{
	if (p->last != NULL && p->last->content != NULL) {
		size_t len = strlen((const char *)p->last->content);
		if (len > 0)
			p->last->content[len - 1] = '\0';
	}
	*p = (struct prose){.space = true};
}

static void
normalize(struct arena *arena, xmlNode *node, struct prose *p)
{
	normalize_attrs(arena, node);
	for (xmlNode *n = node->children, *next; n != NULL; n = next) {
		next = n->next;
		if (is_left_out(n)) {
			xmlUnlinkNode(n);
			xmlFreeNode(n);
		} else if (n->type == XML_TEXT_NODE) {
			collapse_text(p, n);
		} else if (n->type == XML_ELEMENT_NODE && is_inline(n)) {
			normalize(arena, n, p);
		} else if (n->type == XML_ELEMENT_NODE) {
			struct prose inner = {.space = true};
			trim_end(p);
			normalize(arena, n, &inner);
			trim_end(&inner);
		}
	}
}

static void
add_element(struct plan *plan, GChecksum *sha, xmlNode *node)
{
	xmlDoc *doc = xmlNewDoc((const xmlChar *)"1.0");
	xmlNode *copy = doc == NULL ? NULL : xmlDocCopyNode(node, doc, 1);
	xmlChar *text = NULL;
	struct prose prose = {.space = true};
	if (copy == NULL)
		oom();
	xmlDocSetRootElement(doc, copy);
	normalize(plan->arena, copy, &prose);
	trim_end(&prose);
	int len = xmlC14NDocDumpMemory(doc, NULL, XML_C14N_EXCLUSIVE_1_0, NULL, 0, &text);
	if (len < 0)
		oom();
	g_checksum_update(sha, text, len);
	xmlFree(text);
	xmlFreeDoc(doc);
}

static bool
is_commitment(const xmlNode *node)
{
	for (size_t i = 0; i < sizeof commitment / sizeof commitment[0]; i++)
		if (plan_is(node, commitment[i]))
			return true;
	return false;
}

void
plan_digest(struct plan *plan)
{
	GChecksum *sha = g_checksum_new(G_CHECKSUM_SHA256);

	for (xmlNode *n = plan_child(plan->root, NULL); n != NULL; n = plan_next(n, NULL)) {
		if (is_commitment(n))
			add_element(plan, sha, n);
		xmlNode *s = plan_is(n, "approval") ? plan_child(n, "signatory") : NULL;
		for (; s != NULL; s = plan_next(s, "signatory"))
			add_element(plan, sha, s);
	}
	snprintf(plan->digest, sizeof plan->digest, "%s", g_checksum_get_string(sha));
	g_checksum_free(sha);
}
