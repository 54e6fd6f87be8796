/*
 * Limits: a layout ends, whatever its templates say.
 *
 * What a layout does grows with the plan: about ten instructions, a hundred XPath steps and twenty
 * nodes made for each of its nodes.  The limits are thirty times that and more, above a floor of a
 * second's work.  libxslt counts instructions and XPath steps itself; nodes are
 * counted as libxml2 makes them, in the result and in variables, for one xsl:copy-of can copy a
 * whole plan.  libxml2 hands no context to who is told of new nodes; the run is found where its
 * errors are sent.
 */
#include "merge/run.h"

#include <libxml/globals.h>
#include <libxml/tree.h>
#include <libxml/xpath.h>
#include <libxslt/xsltInternals.h>

static const struct {
	unsigned long floor, each; /* for each node of the plan */
} instructions = {1000000, 300}, steps = {30000000, 10000}, nodes = {2000000, 1000};

static size_t
count_nodes(const xmlNode *first)
{
	size_t count = 0;

	for (const xmlNode *n = first; n != NULL; n = n->next)
		count += 1 + (n->type == XML_ELEMENT_NODE ? count_nodes(n->children) : 0);
	return count;
}

static void
on_node(xmlNode *node)
{
	struct merge_state *state = xmlGenericErrorContext;

	(void)node;
	if (state->nodes_left > 0 && --state->nodes_left == 0)
		merge_errors_limit(state, "it makes more than a plan of this size can fill");
}

void
merge_limits_set(struct merge_state *state, struct _xsltTransformContext *ctx)
{
	size_t size = count_nodes(state->facts->children);

	ctx->opLimit = instructions.floor + size * instructions.each;
	ctx->xpathCtxt->opLimit = steps.floor + size * steps.each;
	state->nodes_left = nodes.floor + size * nodes.each;
	xmlRegisterNodeDefault(on_node);
}

void
merge_limits_clear(void)
{
	xmlRegisterNodeDefault(NULL);
}
