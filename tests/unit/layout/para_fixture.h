/* A paragraph out of FO text, for tests of the text half: everything above the block is made up. */
#ifndef PP_TEST_LAYOUT_PARA_FIXTURE_H
#define PP_TEST_LAYOUT_PARA_FIXTURE_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/strbuf.h"
#include "base/xml.h"
#include "fo/fo.h"
#include "layout/area.h"
#include "layout/font.h"
#include "layout/inline.h"
#include "layout/layout.h"

#include <libxml/tree.h>
#include <string.h>

struct fixture {
	struct arena *arena;
	struct diag *diag;
	struct font_book *book;
	struct layout_options options;
	struct lay lay;
	struct fo_node *sequence;
	const struct fo_node *block; /* the first fo:block of the flow */
	struct lay_page_info page;
};

static inline const struct fo_node *
find_block(const struct fo_node *node)
{
	if (node == NULL || node->object == FO_BLOCK)
		return node;
	for (const struct fo_node *n = node->first_child; n != NULL; n = n->next) {
		const struct fo_node *found = find_block(n);
		if (found != NULL)
			return found;
	}
	return NULL;
}

/* block: attributes and content of an fo:block, as "text-align='end'>some text". Base-14 metrics:
 * every width is known. */
static inline struct fixture
fixture_open(const char *block)
{
	struct fixture f = {.arena = arena_new()};
	struct font_options fonts = {.base14 = true};
	struct fo_options options = {0};
	struct xml_options xml = {0};
	struct strbuf b = STRBUF_INIT;
	f.diag = diag_new(f.arena);
	f.book = font_book_open(f.arena, f.diag, &fonts);
	assert_non_null(f.book);
	strbuf_printf(
		&b,
		"<fo:root xmlns:fo='http://www.w3.org/1999/XSL/Format'><fo:layout-master-set>"
		"<fo:simple-page-master master-name='a' page-width='500pt' page-height='500pt'>"
		"<fo:region-body/></fo:simple-page-master></fo:layout-master-set>"
		"<fo:page-sequence master-reference='a' language='en' country='US'>"
		"<fo:flow flow-name='xsl-region-body' font-family='Helvetica' font-size='10pt'>"
		"<fo:block %s</fo:block></fo:flow></fo:page-sequence></fo:root>",
		block);
	xmlDoc *tree = xml_parse_memory(f.arena, f.diag, "test.fo", b.s, b.len, &xml);
	strbuf_release(&b);
	assert_non_null(tree);
	f.lay = (struct lay){.arena = f.arena, .diag = f.diag, .book = f.book};
	f.lay.doc = fo_open_tree(f.arena, f.diag, tree, "test.fo", &options);
	assert_non_null(f.lay.doc);
	f.sequence = fo_next_sequence(f.lay.doc);
	assert_non_null(f.sequence);
	f.block = find_block(f.sequence);
	assert_non_null(f.block);
	f.page = (struct lay_page_info){.arena = f.arena, .number = 7, .label = "7"};
	return f;
}

static inline struct lay_para *
fixture_para(struct fixture *f)
{
	const struct fo_node *end;
	f->lay.options = &f->options;
	return lay_para_new(&f->lay, f->arena, f->block, f->block->first_child, &end);
}

static inline struct lay_lines *
fixture_break(struct fixture *f, struct lay_para *para, double points)
{
	struct lay_measure measure = {.ipd = dim_from_pt(points), .page_bpd = 400 * DIM_PT};
	return lay_para_break(para, f->arena, &measure);
}

static inline void
fixture_close(struct fixture *f)
{
	fo_sequence_free(f->sequence);
	arena_free(f->arena);
}

/* The words of an area and its children, with single spaces for gaps. */
static inline void
area_words(const struct area *a, struct strbuf *b)
{
	if (a->kind == AREA_TEXT) {
		for (uint32_t i = 0; i < a->u.text->count; i++) {
			const struct area_word *w = &a->u.text->words[i];
			if (w->run != NULL)
				strbuf_add(b, w->run->text, w->run->text_len);
			else
				strbuf_putc(b, ' ');
		}
	}
	for (const struct area *c = a->first_child; c != NULL; c = c->next)
		area_words(c, b);
}

/* All lines, parted by "|". */
static inline const char *
fixture_text(struct fixture *f, struct lay_para *para, const struct lay_lines *lines)
{
	struct strbuf b = STRBUF_INIT;
	for (size_t i = 0; i < lines->count; i++) {
		if (i > 0)
			strbuf_putc(&b, '|');
		area_words(lay_line_build(para, lines, i, &f->page), &b);
	}
	const char *s = arena_strndup(f->arena, b.s, b.len);
	strbuf_release(&b);
	return s;
}

static inline const char *
fixture_set(struct fixture *f, double points)
{
	struct lay_para *para = fixture_para(f);
	if (para == NULL)
		return NULL;
	return fixture_text(f, para, fixture_break(f, para, points));
}

#endif
