/* A folder of layouts made for a test, and runs of them over a few facts. */
#ifndef PP_TESTS_MERGE_FOLDER_H
#define PP_TESTS_MERGE_FOLDER_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/xml.h"
#include "merge/merge.h"
#include "merge/run.h"

#include <libxml/tree.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

struct folder {
	struct arena *a;
	struct diag *d;
	char dir[64];
	const char *dirs[1];
	struct merge_paths paths;
	struct merge_options options;
	struct merge_source from;
};

#define XSL_OPEN(more)                                                                    \
	"<xsl:stylesheet version='1.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform' " \
	"xmlns:p='urn:planpress:plan:1' xmlns:f='urn:planpress:facts:1' "                 \
	"xmlns:pp='urn:planpress:functions:1' xmlns:str='http://exslt.org/strings' "      \
	"exclude-result-prefixes='p f pp str' " more ">\n"
#define XSL_CLOSE "</xsl:stylesheet>\n"
/* A stylesheet whose root template holds body. */
#define XSL(body) XSL_OPEN("") "<xsl:template match='/'>" body "</xsl:template>\n" XSL_CLOSE

static inline const char *
folder_path(struct folder *f, const char *name)
{
	return file_join(f->a, f->dir, name);
}

static inline void
folder_put(struct folder *f, const char *name, const char *text)
{
	const char *path = folder_path(f, name);

	assert_true(file_make_dir(f->d, file_dir(f->a, path)));
	assert_true(file_write(f->d, path, text, strlen(text)));
}

/* layouts/<name> with this stylesheet; attributes and content go into the manifest. */
static inline void
folder_layout(struct folder *f, const char *name, const char *manifest, const char *xsl)
{
	const char *dir = arena_printf(f->a, "layouts/%s", name);

	folder_put(f, file_join(f->a, dir, "layout.xml"),
		   arena_printf(f->a,
				"<layout xmlns='urn:planpress:layout:1' name='%s' title='T'%s",
				name, manifest));
	folder_put(f, file_join(f->a, dir, arena_printf(f->a, "%s.xsl", name)), xsl);
}

static inline int
folder_enter(void **state)
{
	static const char facts[] =
		"<plan xmlns='urn:planpress:plan:1' xmlns:f='urn:planpress:facts:1' id='P' "
		"f:start='2026-03-16'>\n <people><person id='p-1' name='Ada'/></people>\n "
		"<task id='T-1'/> <task id='T-2'/>\n</plan>";
	struct folder *f = calloc(1, sizeof *f);

	f->a = arena_new();
	f->d = diag_new(f->a);
	strcpy(f->dir, "/tmp/planpress-merge-XXXXXX");
	assert_non_null(mkdtemp(f->dir));
	f->dirs[0] = folder_path(f, "layouts");
	assert_true(file_make_dir(f->d, f->dirs[0]));
	f->paths = (struct merge_paths){.dirs = f->dirs, .count = 1};
	f->options = (struct merge_options){.paths = &f->paths, .today = DATE_NONE};
	f->from = (struct merge_source){
		.facts = xml_parse_memory(f->a, f->d, "p.xml", facts, strlen(facts), NULL),
		.lang = "en",
		.path = "p.xml",
	};
	assert_non_null(f->from.facts);
	*state = f;
	return 0;
}

static inline int
folder_leave(void **state)
{
	struct folder *f = *state;
	char *command = NULL;
	int rc;

	assert_true(asprintf(&command, "rm -rf '%s'", f->dir) > 0);
	rc = system(command);
	free(command);
	arena_free(f->a);
	free(f);
	return rc;
}

/* The result of the layout, or NULL. */
static inline xmlDoc *
folder_run(struct folder *f, const char *name)
{
	const struct layout_info *layout = merge_layout_find(f->a, f->d, name, &f->paths);

	assert_non_null(layout);
	return merge_run_tree(f->a, f->d, &f->from, layout, &f->options);
}

/* The layout "t" with this stylesheet, run. */
static inline xmlDoc *
folder_transform(struct folder *f, const char *xsl)
{
	folder_layout(f, "t", "/>", xsl);
	return folder_run(f, "t");
}

static inline const char *
folder_text(struct folder *f, xmlDoc *doc)
{
	xmlChar *raw;
	const char *text;

	assert_non_null(doc);
	raw = xmlNodeGetContent(xmlDocGetRootElement(doc));
	text = arena_strdup(f->a, (const char *)raw);
	xmlFree(raw);
	return text;
}

/* The value of an expression in a stylesheet, as text. */
static inline const char *
folder_value(struct folder *f, const char *expression)
{
	return folder_text(f, folder_transform(f, arena_printf(f->a,
							       XSL("<r><xsl:value-of "
								   "select=\"%s\"/></r>"),
							       expression)));
}

static inline const struct diag_entry *
folder_find(const struct folder *f, const char *code)
{
	for (const struct diag_entry *e = diag_first(f->d); e != NULL; e = e->next) {
		if (strcmp(e->kind->code, code) == 0)
			return e;
	}
	return NULL;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, folder_enter, folder_leave)

#endif
