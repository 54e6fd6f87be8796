/*
 * Access: what a stylesheet can reach.
 *
 * libxslt loads xsl:import, xsl:include and document() through one function of the process; ours
 * replaces it.  A file is read only if it lies, links resolved, below a layout folder, or is the
 * theme of this run (pp:theme).  Parsing is base/xml's, so a stylesheet has no external entities
 * either.  Writing and the network are forbidden by libxslt's security preferences.
 *
 * A file that is missing below one layout folder is looked for at the same place below the others:
 * a layout of one's own imports ../common/gantt.xsl of planpress without a copy.
 */
#include "merge/merge.h"
#include "merge/run.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/xml.h"
#include "merge/merge_diag.h"

#include <libxml/tree.h>
#include <libxml/uri.h>
#include <libxslt/documents.h>
#include <libxslt/security.h>
#include <libxslt/xsltInternals.h>
#include <stdlib.h>
#include <string.h>

/* The path resolved, in the arena; NULL if it does not exist. */
static const char *
resolve(struct arena *arena, const char *path)
{
	char *real = realpath(path, NULL);
	const char *copy = real != NULL ? arena_strdup(arena, real) : NULL;

	free(real);
	return copy;
}

/* The part of path behind a root and its slash, or NULL if it is not below. */
static const char *
behind_root(const struct merge_state *state, const char *path)
{
	for (size_t i = 0; i < state->root_count; i++) {
		size_t len = strlen(state->roots[i]);

		if (strncmp(path, state->roots[i], len) == 0 && path[len] == '/')
			return path + len + 1;
	}
	return NULL;
}

const char *
merge_access_find(struct merge_state *state, const char *name)
{
	const char *rest = name[0] == '/' ? behind_root(state, name) : name;
	const char *real = name[0] == '/' ? resolve(state->arena, name) : NULL;

	if (real != NULL)
		return behind_root(state, real) != NULL ? real : NULL;
	for (size_t i = 0; rest != NULL && i < state->root_count; i++) {
		real = resolve(state->arena, file_join(state->arena, state->roots[i], rest));
		if (real != NULL && behind_root(state, real) != NULL)
			return real;
	}
	return NULL;
}

static struct diag_place
place_of(struct merge_state *state, void *ctxt, xsltLoadType type)
{
	if (type == XSLT_LOAD_DOCUMENT)
		return merge_errors_place(state, ctxt);
	return (struct diag_place){.file = state->layout->stylesheet};
}

/* libxslt complains after us that the load failed; the true reason stands already. */
static void
refuse(struct merge_state *state, enum merge_diag id, const struct diag_place *place,
       const char *doing, const char *what)
{
	if (id == MERGE_DIAG_FORBIDDEN)
		diag_add(state->diag, &merge_diags[id], place, doing, what);
	else
		diag_add(state->diag, &merge_diags[id], place, what);
	merge_errors_told(state);
}

/* A URI as libxslt built it: a plain or file: path, unescaped; NULL for any other scheme. */
static const char *
uri_path(struct arena *arena, const char *uri)
{
	const char *path = uri;
	char *plain;
	char *copy;

	if (strncmp(uri, "file://localhost/", 17) == 0)
		path = uri + 16;
	else if (strncmp(uri, "file:///", 8) == 0)
		path = uri + 7;
	else if (strcspn(uri, ":") < strcspn(uri, "/"))
		return NULL;
	plain = xmlURIUnescapeString(path, 0, NULL);
	copy = arena_strdup(arena, plain != NULL ? plain : path);
	xmlFree(plain);
	return copy;
}

/* Which file a URI means in this run, or NULL and a diagnostic. */
static const char *
admit(struct merge_state *state, const char *uri, const struct diag_place *place)
{
	const char *path;
	const char *found;
	const char *rest;

	if (strcmp(uri, MERGE_THEME_URI) == 0) {
		if (state->theme == NULL)
			refuse(state, MERGE_DIAG_NO_FILE, place, "", "theme.xml");
		return state->theme;
	}
	path = uri_path(state->arena, uri);
	if (path == NULL) {
		refuse(state, MERGE_DIAG_FORBIDDEN, place, "read", uri);
		return NULL;
	}
	found = merge_access_find(state, path);
	if (found == NULL) {
		bool there = resolve(state->arena, path) != NULL;

		/* What is outside is not told apart further: a layout learns nothing about it. */
		if (there || behind_root(state, path) == NULL)
			refuse(state, MERGE_DIAG_FORBIDDEN, place, "read", path);
		else
			refuse(state, MERGE_DIAG_NO_FILE, place, "", path);
		return NULL;
	}
	rest = behind_root(state, found);
	return state->own_theme && strcmp(rest, "theme.xml") == 0 ? state->theme : found;
}

/* A document that libxslt may change and free, without its declarations. */
static xmlDoc *
copy_of(xmlDoc *doc, xmlDict *dict)
{
	xmlDoc *copy = xmlNewDoc(doc->version);

	if (copy == NULL)
		oom();
	if (dict != NULL && xmlDictReference(dict) == 0)
		copy->dict = dict;
	for (xmlNode *child = doc->children; child != NULL; child = child->next) {
		xmlNode *own = child->type == XML_DTD_NODE ? NULL : xmlDocCopyNode(child, copy, 1);

		if (own != NULL)
			xmlAddChild((xmlNode *)copy, own);
	}
	if (dict != NULL)
		xmlFreeDoc(doc); /* without one it is the arena's */
	return copy;
}

/* A file of another kind would leave every colour and font empty. */
static bool
is_theme(const xmlDoc *doc)
{
	const xmlNode *root = xmlDocGetRootElement(doc);

	return root != NULL && strcmp((const char *)root->name, "theme") == 0 && root->ns != NULL &&
	       strcmp((const char *)root->ns->href, MERGE_THEME_NS) == 0;
}

static bool
is_users_theme(const struct merge_state *state, const char *path)
{
	return state->own_theme && strcmp(path, state->theme) == 0;
}

struct _xmlDoc *
merge_access_load(struct merge_state *state, const char *path, struct _xmlDict *dict, bool blanks)
{
	struct diag_place place = {.file = path};
	struct xml_options options = {.dict = dict, .no_blanks = !blanks};
	struct diag *diag;
	xmlDoc *doc;

	if (state->loads >= MERGE_LOAD_LIMIT) {
		refuse(state, MERGE_DIAG_LIMIT, &place, "", "more than 256 files are read");
		return NULL;
	}
	state->files[state->loads++] = path;
	diag = diag_new(state->arena);
	doc = xml_parse_file(state->arena, diag, path, &options);
	merge_errors_again(state);
	diag_append_sources(state->diag, diag);
	diag_append_as(state->diag, diag, is_users_theme(state, path) ? 0 : MERGE_LAYOUT_EXIT);
	if (doc == NULL) {
		merge_errors_told(state);
		return NULL;
	}
	if (state->theme != NULL && strcmp(path, state->theme) == 0 && !is_theme(doc)) {
		diag_add(state->diag, &merge_diags[MERGE_DIAG_NOT_THEME], &place, path);
		merge_errors_told(state);
		if (dict != NULL) /* else the arena's */
			xmlFreeDoc(doc);
		return NULL;
	}
	if (dict == NULL || doc->intSubset != NULL)
		doc = copy_of(doc, dict);
	xmlFree((xmlChar *)(size_t)doc->URL);
	doc->URL = xmlPathToURI((const xmlChar *)path);
	return doc;
}

static xmlDoc *
load(const xmlChar *uri, xmlDict *dict, int options, void *ctxt, xsltLoadType type)
{
	struct merge_state *state = NULL;
	struct diag_place place;
	const char *path;

	(void)options;
	if (type == XSLT_LOAD_DOCUMENT) {
		state = ((xsltTransformContext *)ctxt)->_private;
	} else if (type == XSLT_LOAD_STYLESHEET) {
		xsltStylesheet *style = ctxt;

		while (style->parent != NULL)
			style = style->parent;
		state = style->_private;
	}
	if (state == NULL)
		return NULL;
	place = place_of(state, ctxt, type);
	path = admit(state, (const char *)uri, &place);
	return path != NULL ? merge_access_load(state, path, dict, type == XSLT_LOAD_DOCUMENT)
			    : NULL;
}

static int
forbid(xsltTransformContext *ctx, const char *doing, const char *value)
{
	struct merge_state *state = ctx->_private;
	struct diag_place place = merge_errors_place(state, ctx);

	refuse(state, MERGE_DIAG_FORBIDDEN, &place, doing, value);
	return 0;
}

static int
forbid_write(xsltSecurityPrefs *sec, xsltTransformContext *ctx, const char *value)
{
	(void)sec;
	return forbid(ctx, "write", value);
}

static int
check_network(xsltSecurityPrefs *sec, xsltTransformContext *ctx, const char *value)
{
	(void)sec;
	/* Its scheme makes libxslt take the theme for a thing of the network. */
	return strcmp(value, MERGE_THEME_URI) == 0 ? 1 : forbid(ctx, "read", value);
}

void
merge_access_install(void)
{
	xsltSetLoaderFunc(load);
}

struct _xsltSecurityPrefs *
merge_access_limit(struct _xsltTransformContext *ctx)
{
	xsltSecurityPrefs *sec = xsltNewSecurityPrefs();

	if (sec == NULL)
		oom();
	xsltSetSecurityPrefs(sec, XSLT_SECPREF_WRITE_FILE, forbid_write);
	xsltSetSecurityPrefs(sec, XSLT_SECPREF_CREATE_DIRECTORY, forbid_write);
	xsltSetSecurityPrefs(sec, XSLT_SECPREF_WRITE_NETWORK, forbid_write);
	xsltSetSecurityPrefs(sec, XSLT_SECPREF_READ_NETWORK, check_network);
	xsltSetCtxtSecurityPrefs(sec, ctx);
	return sec;
}
