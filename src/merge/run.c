/*
 * Run: compiles a layout, runs it over a copy of the facts tree, hands on the FO tree.
 *
 * The run is bounded: templates nest 3,000 deep, and instructions, XPath steps and nodes made are
 * counted, so a stylesheet that does not end becomes a diagnostic (limits.c).  Any error of the run
 * makes it fail, also one that libxslt would pass over: a document with a hole in it looks
 * complete.
 *
 * The facts stay untouched because libxslt works on a copy: xsl:strip-space removes nodes of its
 * source, and keys and flags are kept in it.
 */
#include "merge/run.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/strbuf.h"
#include "merge/func.h"
#include "merge/merge.h"
#include "merge/merge_diag.h"

#include <libexslt/exslt.h>
#include <libxml/tree.h>
#include <libxml/uri.h>
#include <libxml/xpath.h>
#include <libxslt/extensions.h>
#include <libxslt/security.h>
#include <libxslt/transform.h>
#include <libxslt/variables.h>
#include <libxslt/xsltInternals.h>
#include <stdlib.h>
#include <string.h>

/* What libxslt and libxml2 make only fails when memory runs out. */
static void *
made(void *object)
{
	if (object == NULL)
		oom();
	return object;
}

static void
free_doc(void *doc)
{
	xmlFreeDoc(doc);
}

static bool
is_named(const xmlNode *node, const char *name)
{
	return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
}

static bool
has_person(const xmlDoc *facts, const char *id)
{
	const xmlNode *people = xmlDocGetRootElement(facts)->children;
	bool found = false;

	while (people != NULL && !is_named(people, "people"))
		people = people->next;
	for (const xmlNode *p = people != NULL ? people->children : NULL; p != NULL && !found;
	     p = p->next) {
		xmlChar *value;

		if (!is_named(p, "person"))
			continue;
		value = xmlGetNoNsProp(p, (const xmlChar *)"id");
		found = value != NULL && strcmp((const char *)value, id) == 0;
		xmlFree(value);
	}
	return found;
}

static bool
check_person(struct diag *diag, const xmlDoc *facts, const struct layout_info *layout,
	     const char *person)
{
	if (person == NULL && layout->for_person) {
		diag_add(diag, &merge_diags[MERGE_DIAG_NEEDS_PERSON], NULL, layout->name);
		return false;
	}
	if (person != NULL && !has_person(facts, person)) {
		diag_add(diag, &merge_diags[MERGE_DIAG_NO_PERSON], NULL, person);
		return false;
	}
	return true;
}

/* --theme FILE, else theme.xml beside the layout's folder, else in the first folder that has one.
 */
static bool
find_theme(struct merge_state *state, const char *given)
{
	char *near;

	if (given != NULL) {
		struct diag_place place = {.file = given};

		state->theme = given;
		state->own_theme = true;
		if (file_exists(given))
			return true;
		diag_add(state->diag, &merge_diags[MERGE_DIAG_THEME], &place, given);
		return false;
	}
	near = file_join(state->arena, state->layout->dir, "../theme.xml");
	state->theme = file_exists(near) ? merge_access_find(state, near) : NULL;
	if (state->theme == NULL)
		state->theme = merge_access_find(state, "theme.xml");
	return true;
}

static xsltStylesheet *
compile(struct merge_state *state, const char *path)
{
	xmlDoc *doc = merge_access_load(state, path, NULL, false);
	xsltStylesheet *style;
	bool ok;

	if (doc == NULL)
		return NULL;
	style = made(xsltNewStylesheet());
	style->_private = state;
	ok = xsltParseStylesheetUser(style, doc) == 0 && style->errors == 0 &&
	     !state->errors.failed;
	merge_errors_compiled(state, ok);
	style->_private = NULL;
	if (ok)
		return style;
	/* A stylesheet that failed has let go of its document. */
	if (style->doc != NULL)
		doc = NULL;
	xsltFreeStylesheet(style);
	xmlFreeDoc(doc);
	return NULL;
}

/* The compiled stylesheet, from the cache if there is one. */
static xsltStylesheet *
find_style(struct merge_state *state, struct merge_cache *cache)
{
	const char *path = merge_access_find(state, state->layout->stylesheet);
	xsltStylesheet *style;

	if (path == NULL)
		path = state->layout->stylesheet;
	style = cache != NULL ? merge_cache_find(cache, path) : NULL;
	if (style != NULL) {
		merge_errors_compiled(state, true);
		return style;
	}
	style = compile(state, path);
	if (style != NULL && cache != NULL)
		merge_cache_keep(cache, path, style, state->files, state->loads);
	return style;
}

static xmlDoc *
copy_facts(const struct merge_source *from)
{
	/* libxml2 does not say const; xmlCopyDoc only reads. */
	xmlDoc *copy = made(xmlCopyDoc((xmlDoc *)from->facts, 1));

	if (copy->URL == NULL)
		copy->URL = xmlPathToURI((const xmlChar *)from->path);
	return copy;
}

/* Where the theme's own files stand, from the root, for a plan's folder is not the theme's. */
static const char *
theme_dir(struct merge_state *state)
{
	char *real =
		state->theme != NULL ? realpath(file_dir(state->arena, state->theme), NULL) : NULL;
	const char *dir = arena_strdup(state->arena, real != NULL ? real : "");

	free(real);
	return dir;
}

static void
give_params(struct merge_state *state, xsltTransformContext *ctx,
	    const struct merge_options *options)
{
	for (size_t i = 0; i < state->layout->param_count; i++)
		xsltQuoteOneUserParam(
			ctx, (const xmlChar *)state->layout->params[i].name,
			(const xmlChar *)merge_param_value(state->layout, options, i));
	xsltQuoteOneUserParam(ctx, (const xmlChar *)"person",
			      (const xmlChar *)(options->person != NULL ? options->person : ""));
	xsltQuoteOneUserParam(ctx, (const xmlChar *)"today", (const xmlChar *)state->today);
	xsltQuoteOneUserParam(ctx, (const xmlChar *)"layout-dir",
			      (const xmlChar *)state->layout->dir);
	xsltQuoteOneUserParam(ctx, (const xmlChar *)"theme-dir", (const xmlChar *)theme_dir(state));
}

static xmlDoc *
transform(struct merge_state *state, xsltStylesheet *style, xmlDoc *source,
	  const struct merge_options *options)
{
	const char *theme[] = {"theme", "document('" MERGE_THEME_URI "')", NULL};
	xsltTransformContext *ctx = made(xsltNewTransformContext(style, source));
	xsltSecurityPrefs *security;
	xmlDoc *result;

	ctx->_private = state;
	security = merge_access_limit(ctx);
	merge_errors_context(state, ctx);
	merge_limits_set(state, ctx);
	merge_func_register(ctx);
	give_params(state, ctx, options);
	result = xsltApplyStylesheetUser(style, source, state->theme != NULL ? theme : NULL, NULL,
					 NULL, ctx);
	merge_limits_clear();
	merge_errors_finished(state);
	if (result != NULL && (state->errors.failed || ctx->state != XSLT_STATE_OK)) {
		xmlFreeDoc(result);
		result = NULL;
	}
	state->context = NULL;
	xsltFreeTransformContext(ctx);
	xsltFreeSecurityPrefs(security);
	return result;
}

/* EXSLT as func.h promises; not dyn:evaluate, crypto or saxon. */
static void
register_exslt(void)
{
	exsltCommonRegister();
	exsltMathRegister();
	exsltSetsRegister();
	exsltFuncRegister();
	exsltStrRegister();
	exsltDateRegister();
}

static xmlDoc *
run(struct merge_state *state, const struct merge_source *from, const struct merge_options *options)
{
	struct merge_handlers saved;
	xsltStylesheet *style;
	xmlDoc *source = NULL;
	xmlDoc *result = NULL;

	merge_errors_begin(state, &saved);
	merge_access_install();
	register_exslt();
	style = find_style(state, options->cache);
	if (style != NULL) {
		source = copy_facts(from);
		result = transform(state, style, source, options);
	}
	if (result != NULL && xmlDocGetRootElement(result) == NULL) {
		struct diag_place place = {.file = state->layout->stylesheet};

		diag_add(state->diag, &merge_diags[MERGE_DIAG_EMPTY], &place, state->layout->name);
		xmlFreeDoc(result);
		result = NULL;
	}
	xmlFreeDoc(source);
	if (options->cache == NULL)
		xsltFreeStylesheet(style);
	merge_errors_end(state, &saved);
	return result;
}

struct _xmlDoc *
merge_run_tree(struct arena *arena, struct diag *diag, const struct merge_source *from,
	       const struct layout_info *layout, const struct merge_options *options)
{
	struct merge_state state = {
		.arena = arena,
		.diag = diag,
		.layout = layout,
		.lang = from->lang,
		.facts = from->facts,
		.today = "",
	};
	struct strbuf today = STRBUF_INIT;
	xmlDoc *result = NULL;

	if (!merge_params_check(arena, diag, layout, options) ||
	    !check_person(diag, from->facts, layout, options->person))
		return NULL;
	state.roots = merge_roots(arena, options->paths, &state.root_count);
	if (options->today != DATE_NONE)
		date_put_iso(&today, options->today);
	state.today = arena_strdup(arena, today.s);
	strbuf_release(&today);
	if (find_theme(&state, options->theme))
		result = run(&state, from, options);
	if (result != NULL)
		arena_defer(arena, free_doc, result);
	return result;
}
