/*
 * Layouts: where they are and what their manifests say.
 *
 * A layout is a folder with a manifest layout.xml and a stylesheet:
 *
 *	<layout xmlns="urn:planpress:layout:1" name="gantt" title="Gantt chart" person="no">
 *	  <param name="paper" default="a4" allowed="a4 a3 letter">Page size</param>
 *	</layout>
 *
 * Places, first wins: --layout-path in order; the source tree's layouts/ if it is there (a working
 * copy shows what it holds); ../share/planpress/layouts beside the executable (an installation that
 * was moved); the installed prefix.
 */
#include "merge/merge.h"

#include "base/arena.h"
#include "base/file.h"
#include "base/map.h"
#include "base/vec.h"
#include "base/words.h"
#include "base/xml.h"
#include "merge/merge_diag.h"
#include "merge/run.h"

#include <dirent.h>
#include <libxml/tree.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define LAYOUT_NS "urn:planpress:layout:1"

struct strings {
	VEC(const char *);
};

struct params {
	VEC(struct layout_param);
};

static bool
is_folder(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && S_ISDIR(st.st_mode);
}

static void
add_root(struct arena *arena, struct strings *roots, const char *dir)
{
	char *real;

	if (!is_folder(dir) || (real = realpath(dir, NULL)) == NULL)
		return;
	for (size_t i = 0; i < roots->len; i++) {
		if (strcmp(roots->at[i], real) == 0) {
			free(real);
			return;
		}
	}
	VEC_PUSH(arena, roots, arena_strdup(arena, real));
	free(real);
}

const char *const *
merge_roots(struct arena *arena, const struct merge_paths *paths, size_t *count)
{
	struct strings roots = {0};
	char exe[4096];
	ssize_t len = readlink("/proc/self/exe", exe, sizeof exe - 1);

	for (size_t i = 0; paths != NULL && i < paths->count; i++)
		add_root(arena, &roots, paths->dirs[i]);
	add_root(arena, &roots, PP_SOURCE_DIR "/layouts");
	if (len > 0) {
		exe[len] = '\0';
		add_root(arena, &roots,
			 file_join(arena, file_dir(arena, exe), "../share/planpress/layouts"));
	}
	add_root(arena, &roots, PP_PREFIX "/share/planpress/layouts");
	*count = roots.len;
	return roots.at;
}

/* A name that can only mean a folder directly below a root. */
static bool
is_plain_name(const char *name)
{
	return name[0] != '\0' && name[0] != '.' && strchr(name, '/') == NULL;
}

/* Names of the layouts below a root, sorted, so that no folder order reaches an output. */
static void
list_names(struct arena *arena, const char *root, struct map *found)
{
	struct dirent **entries = NULL;
	int n = scandir(root, &entries, NULL, alphasort);

	for (int i = 0; i < n; i++) {
		const char *name = entries[i]->d_name;
		char *dir = file_join(arena, root, name);

		if (is_plain_name(name) && !map_has(found, name) &&
		    file_exists(file_join(arena, dir, "layout.xml")))
			map_put(found, name, dir);
		free(entries[i]);
	}
	free(entries);
}

static struct map *
list_all(struct arena *arena, const struct merge_paths *paths)
{
	struct map *found = map_new(arena);
	size_t count;
	const char *const *roots = merge_roots(arena, paths, &count);

	for (size_t i = 0; i < count; i++)
		list_names(arena, roots[i], found);
	return found;
}

static const char *
attribute(struct arena *arena, const xmlNode *node, const char *name, const char *fallback)
{
	xmlChar *value = xmlGetNoNsProp(node, (const xmlChar *)name);
	const char *copy;

	if (value == NULL)
		return fallback;
	copy = arena_strdup(arena, (const char *)value);
	xmlFree(value);
	return copy;
}

/* The text of an element, white space collapsed and trimmed. */
static const char *
prose(struct arena *arena, const xmlNode *node)
{
	xmlChar *raw = xmlNodeGetContent(node);
	char *text = arena_strdup(arena, raw != NULL ? (const char *)raw : "");
	char *out = text;
	bool space = false;

	xmlFree(raw);
	for (const char *p = text; *p != '\0'; p++) {
		if (strchr(" \t\r\n", *p) != NULL) {
			space = out > text;
			continue;
		}
		if (space)
			*out++ = ' ';
		space = false;
		*out++ = *p;
	}
	*out = '\0';
	return text;
}

static bool
is_element(const xmlNode *node, const char *name)
{
	return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0 &&
	       node->ns != NULL && strcmp((const char *)node->ns->href, LAYOUT_NS) == 0;
}

static bool
is_allowed(const char *allowed, const char *value)
{
	return allowed[0] == '\0' || words_have(allowed, value);
}

/* Writes what is wrong with the manifest's root into *wrong, or fills info. */
static void
read_manifest(struct arena *arena, const xmlNode *root, struct layout_info *info,
	      const char **wrong)
{
	struct params params = {0};
	const char *name = attribute(arena, root, "name", info->name);
	const char *person = attribute(arena, root, "person", "no");

	if (!is_element(root, "layout"))
		*wrong = "its root is not layout in " LAYOUT_NS;
	else if (strcmp(name, info->name) != 0)
		*wrong = "its name is not the name of the folder";
	else if (strcmp(person, "yes") != 0 && strcmp(person, "no") != 0)
		*wrong = "person is neither yes nor no";
	info->title = attribute(arena, root, "title", info->name);
	info->for_person = strcmp(person, "yes") == 0;
	for (const xmlNode *c = root->children; c != NULL && *wrong == NULL; c = c->next) {
		struct layout_param p;

		if (!is_element(c, "param"))
			continue;
		p.name = attribute(arena, c, "name", "");
		p.value = attribute(arena, c, "default", "");
		p.allowed = attribute(arena, c, "allowed", "");
		p.text = prose(arena, c);
		if (xmlValidateNCName((const xmlChar *)p.name, 0) != 0)
			*wrong = "a param has no usable name";
		else if (!is_allowed(p.allowed, p.value))
			*wrong = arena_printf(arena, "the default of param %s is not allowed",
					      p.name);
		VEC_PUSH(arena, &params, p);
	}
	info->params = params.at;
	info->param_count = params.len;
}

static bool
load_layout(struct arena *arena, struct diag *diag, const char *name, const char *dir,
	    struct layout_info *info)
{
	char *path = file_join(arena, dir, "layout.xml");
	const char *wrong = NULL;
	struct diag *own = diag_new(arena);
	xmlDoc *doc = xml_parse_file(arena, own, path, &(struct xml_options){0});
	struct diag_place place = {.file = path, .line = 1};

	diag_append_sources(diag, own);
	diag_append_as(diag, own, MERGE_LAYOUT_EXIT);

	if (doc == NULL)
		return false;
	*info = (struct layout_info){.name = arena_strdup(arena, name), .dir = dir};
	read_manifest(arena, xmlDocGetRootElement(doc), info, &wrong);
	info->stylesheet = file_join(arena, dir, arena_printf(arena, "%s.xsl", name));
	if (wrong == NULL && !file_exists(info->stylesheet))
		wrong = arena_printf(arena, "%s.xsl is missing", name);
	if (wrong == NULL)
		return true;
	diag_add(diag, &merge_diags[MERGE_DIAG_MANIFEST], &place, name, wrong);
	return false;
}

static int
compare_names(const void *a, const void *b)
{
	const struct layout_info *x = a;
	const struct layout_info *y = b;

	return strcmp(x->name, y->name);
}

const struct layout_info *
merge_layouts(struct arena *arena, struct diag *diag, const struct merge_paths *paths,
	      size_t *count)
{
	struct map *found = list_all(arena, paths);
	struct layout_info *all = ARENA_ARRAY(arena, map_count(found) + 1, struct layout_info);

	*count = 0;
	for (size_t i = 0; i < map_count(found); i++) {
		const struct map_entry *e = map_at(found, i);

		if (load_layout(arena, diag, e->key, e->value, &all[*count]))
			++*count;
	}
	qsort(all, *count, sizeof *all, compare_names);
	return all;
}

const struct layout_info *
merge_layout_find(struct arena *arena, struct diag *diag, const char *name,
		  const struct merge_paths *paths)
{
	struct map *found = list_all(arena, paths);
	const char *dir = is_plain_name(name) ? map_find(found, name) : NULL;
	struct layout_info *info = ARENA_NEW(arena, struct layout_info);
	const char *near;

	if (dir != NULL)
		return load_layout(arena, diag, name, dir, info) ? info : NULL;
	diag_add(diag, &merge_diags[MERGE_DIAG_NO_LAYOUT], NULL, name);
	near = map_nearest(found, name, NULL, NULL);
	if (near != NULL)
		diag_help(diag, "did you mean '%s'?", near);
	else if (map_count(found) == 0)
		diag_help(diag, "no layout was found at all: give --layout-path");
	return NULL;
}

/* Is the parameter known and its value allowed? */
static bool
check_param(struct arena *arena, struct diag *diag, const struct layout_info *layout,
	    const struct merge_param *given)
{
	struct map *names = map_new(arena);
	const char *near;

	for (size_t i = 0; i < layout->param_count; i++) {
		const struct layout_param *p = &layout->params[i];

		map_put(names, p->name, NULL);
		if (strcmp(p->name, given->name) != 0)
			continue;
		if (is_allowed(p->allowed, given->value))
			return true;
		diag_add(diag, &merge_diags[MERGE_DIAG_PARAM_VALUE], NULL, layout->name,
			 given->name, given->value);
		diag_help(diag, "one of: %s", p->allowed);
		return false;
	}
	diag_add(diag, &merge_diags[MERGE_DIAG_NO_PARAM], NULL, layout->name, given->name);
	near = map_nearest(names, given->name, NULL, NULL);
	if (near != NULL)
		diag_help(diag, "did you mean '%s'?", near);
	else
		diag_help(diag, "`planpress layouts` lists the parameters");
	return false;
}

bool
merge_params_check(struct arena *arena, struct diag *diag, const struct layout_info *layout,
		   const struct merge_options *options)
{
	bool ok = true;

	for (size_t i = 0; i < options->param_count; i++)
		ok = check_param(arena, diag, layout, &options->params[i]) && ok;
	return ok;
}

const char *
merge_param_value(const struct layout_info *layout, const struct merge_options *options,
		  size_t index)
{
	const struct layout_param *p = &layout->params[index];
	const char *value = p->value;

	/* The last --param of a name wins, as the last option does everywhere. */
	for (size_t i = 0; i < options->param_count; i++) {
		if (strcmp(options->params[i].name, p->name) == 0)
			value = options->params[i].value;
	}
	return value;
}
