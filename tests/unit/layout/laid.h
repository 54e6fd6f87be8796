/*
 * What the tests of blocks and pages share: an FO document given as text, laid out, its area dump
 * and diagnostics to be asked.  Metrics are those of the base 14 fonts.
 */
#ifndef PP_TEST_LAID_H
#define PP_TEST_LAID_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/strbuf.h"
#include "base/xml.h"
#include "fo/fo.h"
#include "layout/area.h"
#include "layout/font.h"
#include "layout/layout.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FO "xmlns:fo='http://www.w3.org/1999/XSL/Format'"
/* A page 200 pt wide and as high as given. */
#define MASTER(name, high, inside)                                                            \
	"<fo:simple-page-master master-name='" name "' page-width='200pt' page-height='" high \
	"'>" inside "</fo:simple-page-master>"
#define BODY "<fo:region-body/>"
#define ROOT(masters, inside)                                                          \
	"<fo:root " FO " font-size='10pt' line-height='10pt' font-family='Helvetica' " \
	"line-stacking-strategy='font-height'>"                                        \
	"<fo:layout-master-set>" masters "</fo:layout-master-set>" inside "</fo:root>"
#define FLOW(inside)	    "<fo:flow flow-name='xsl-region-body'>" inside "</fo:flow>"
#define SEQUENCE(inside)    "<fo:page-sequence master-reference='a'>" inside "</fo:page-sequence>"
/* A document of pages `high` pt high, with this flow. */
#define PAGES(high, inside) ROOT(MASTER("a", high, BODY), SEQUENCE(FLOW(inside)))
#define B(text)		    "<fo:block>" text "</fo:block>"

struct laid {
	struct arena *arena;
	struct diag *diag;
	struct strbuf dump;
	struct layout_summary summary;
	const struct fo_node *sequence;
	bool ok;
	int emitted;
};

static struct arena *laid_book_arena;
static struct font_book *laid_book;

static inline bool
laid_page(void *ctx, struct area_page *page)
{
	struct laid *l = ctx;

	layout_dump_page(&l->dump, page, page->sequence != l->sequence);
	l->sequence = page->sequence;
	l->emitted++;
	arena_free(page->arena);
	return true;
}

static inline struct laid *
laid_open_with(const char *fo, const struct layout_options *options)
{
	struct laid *l = calloc(1, sizeof *l);
	struct fo_options fo_options = {.base_dir = "."};
	struct layout_sink sink = {.page = laid_page, .ctx = l, .nodes = true};

	l->arena = arena_new();
	l->diag = diag_new(l->arena);
	l->dump = (struct strbuf)STRBUF_INIT;
	if (laid_book == NULL) {
		struct font_options fonts = {.base14 = true};
		laid_book_arena = arena_new();
		laid_book = font_book_open(laid_book_arena, diag_new(laid_book_arena), &fonts);
		assert_non_null(laid_book);
	}
	struct _xmlDoc *tree = xml_parse_memory(l->arena, l->diag, "test.fo", fo, strlen(fo), NULL);
	assert_non_null(tree);
	struct fo_doc *doc = fo_open_tree(l->arena, l->diag, tree, "test.fo", &fo_options);
	assert_non_null(doc);
	layout_dump_begin(&l->dump, &l->summary);
	l->ok = layout_run(l->arena, l->diag, doc, laid_book, options, &sink, &l->summary);
	layout_dump_end(&l->dump, &l->summary);
	return l;
}

static inline struct laid *
laid_open(const char *fo)
{
	static const struct layout_options options = {0};

	return laid_open_with(fo, &options);
}

static inline void
laid_close(struct laid *l)
{
	strbuf_release(&l->dump);
	arena_free(l->arena);
	free(l);
}

/* For the group teardown. */
static inline int
laid_done(void **state)
{
	(void)state;
	arena_free(laid_book_arena);
	laid_book_arena = NULL;
	laid_book = NULL;
	return 0;
}

/* The dump of page n (from 1), up to its end. */
static inline const char *
laid_find(const struct laid *l, int n, size_t *len)
{
	const char *p = l->dump.s;

	for (int i = 0; i < n; i++) {
		p = strstr(i == 0 ? p : p + 1, "<pageViewport");
		assert_non_null(p);
	}
	*len = (size_t)(strstr(p, "</pageViewport>") - p);
	return p;
}

/* The text of a page from one tag on to another: tags gone, texts of lines parted by one space. */
static inline const char *
laid_text(struct laid *l, int n, const char *from, const char *to)
{
	size_t len;
	const char *p = laid_find(l, n, &len);
	const char *end = p + len;
	struct strbuf b = STRBUF_INIT;
	const char *begin = strstr(p, from);

	if (begin != NULL && begin < end) {
		const char *stop = strstr(begin, to);
		for (const char *c = begin; c < stop; c++) {
			if (*c == '<') {
				if (strncmp(c, "</lineArea", 10) == 0 && b.len > 0)
					strbuf_putc(&b, ' ');
				while (*c != '>')
					c++;
				continue;
			}
			strbuf_putc(&b, *c);
		}
	}
	while (b.len > 0 && b.s[b.len - 1] == ' ')
		b.s[--b.len] = '\0';
	char *text = arena_strndup(l->arena, b.s, b.len);
	strbuf_release(&b);
	return text;
}

/* The text in the columns of page n. */
static inline const char *
laid_body(struct laid *l, int n)
{
	return laid_text(l, n, "<mainReference", "</mainReference>");
}

/* How often a string stands on page n. */
static inline int
laid_count(const struct laid *l, int n, const char *what)
{
	size_t len;
	const char *p = laid_find(l, n, &len);
	const char *end = p + len;
	int count = 0;

	while ((p = strstr(p, what)) != NULL && p < end) {
		count++;
		p++;
	}
	return count;
}

/* Value of an attribute in the first element of page n that holds `marker`. */
static inline const char *
laid_attr(struct laid *l, int n, const char *marker, const char *name)
{
	size_t len;
	const char *page = laid_find(l, n, &len);
	const char *p = strstr(page, marker);

	assert_non_null(p);
	while (*p != '<')
		p--;
	const char *end = strchr(p, '>');
	char *key = arena_printf(l->arena, " %s=\"", name);
	const char *a = strstr(p, key);
	if (a == NULL || a > end)
		return "";
	a += strlen(key);
	return arena_strndup(l->arena, a, strcspn(a, "\""));
}

#endif
