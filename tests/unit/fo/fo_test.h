/*
 * What the tests of this room share: documents from text, values as the dump writes them.
 */
#ifndef PP_TEST_FO_H
#define PP_TEST_FO_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/diag.h"
#include "base/strbuf.h"
#include "fo/doc.h"
#include "fo/dump.h"
#include "fo/fo.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define XMLNS "xmlns:fo='http://www.w3.org/1999/XSL/Format'"
#define MASTERS                                                                          \
	"<fo:layout-master-set><fo:simple-page-master master-name='a'><fo:region-body/>" \
	"</fo:simple-page-master></fo:layout-master-set>"
#define ROOT(inside) "<fo:root " XMLNS ">" MASTERS inside "</fo:root>"
#define SEQUENCE(inside)                                                                      \
	"<fo:page-sequence master-reference='a'><fo:flow flow-name='xsl-region-body'>" inside \
	"</fo:flow></fo:page-sequence>"

struct book {
	struct arena *arena;
	struct diag *diag;
	struct fo_doc *doc;
	struct fo_node *sequence;
	char path[64];
	struct strbuf out;
};

static inline void
book_write(struct book *b, const char *text, size_t len)
{
	strcpy(b->path, "/tmp/fo-test-XXXXXX");
	int fd = mkstemp(b->path);
	assert_true(fd >= 0);
	FILE *f = fdopen(fd, "wb");
	assert_non_null(f);
	assert_int_equal(fwrite(text, 1, len, f), len);
	assert_int_equal(fclose(f), 0);
}

/* Opens text as a file; the document may be NULL. */
static inline struct book
book_open_n(const char *text, size_t len, const struct fo_options *options)
{
	struct book b = {.arena = arena_new(), .out = STRBUF_INIT};

	b.diag = diag_new(b.arena);
	book_write(&b, text, len);
	b.doc = fo_open_file(b.arena, b.diag, b.path, options);
	return b;
}

static inline struct book
book_open(const char *text)
{
	return book_open_n(text, strlen(text), NULL);
}

/* The same, with its first page-sequence. */
static inline struct book
book_read(const char *text)
{
	struct book b = book_open(text);

	assert_non_null(b.doc);
	b.sequence = fo_next_sequence(b.doc);
	assert_non_null(b.sequence);
	return b;
}

/* A page-sequence whose flow holds `inside`. */
static inline struct book
book_flow(const char *inside)
{
	struct strbuf s = STRBUF_INIT;

	strbuf_printf(&s, "<fo:root " XMLNS ">" MASTERS "%s%s%s</fo:root>",
		      "<fo:page-sequence master-reference='a'>"
		      "<fo:flow flow-name='xsl-region-body'>",
		      inside, "</fo:flow></fo:page-sequence>");
	struct book b = book_read(s.s);
	strbuf_release(&s);
	return b;
}

static inline void
book_close(struct book *b)
{
	fo_sequence_free(b->sequence);
	strbuf_release(&b->out);
	arena_free(b->arena);
	unlink(b->path);
}

/* The first node of this object, in document order. */
static inline const struct fo_node *
find_object(const struct fo_node *node, enum fo_object object)
{
	if (node->object == object)
		return node;
	for (const struct fo_node *c = node->first_child; c != NULL; c = c->next) {
		const struct fo_node *found = find_object(c, object);
		if (found != NULL)
			return found;
	}
	return NULL;
}

static inline const struct fo_node *
find_id(const struct fo_node *node, const char *id)
{
	const char *own = fo_id(node);

	if (own != NULL && strcmp(own, id) == 0)
		return node;
	for (const struct fo_node *c = node->first_child; c != NULL; c = c->next) {
		const struct fo_node *found = find_id(c, id);
		if (found != NULL)
			return found;
	}
	return NULL;
}

/* The property of the node with id x, as text, until the next call. */
static inline const char *
value_text(struct book *b, enum fo_prop prop)
{
	const struct fo_node *n = find_id(b->sequence, "x");

	assert_non_null(n);
	strbuf_clear(&b->out);
	fo_dump_value(&b->out, fo_value(n, prop));
	return b->out.s;
}

/* Asserts what a property of the node with id x in a flow comes to. */
static inline void
check_value(const char *inside, enum fo_prop prop, const char *expected, int line)
{
	struct book b = book_flow(inside);
	const char *got = value_text(&b, prop);

	if (strcmp(got, expected) != 0)
		fail_msg("line %d: %s of %s is %s, not %s", line, fo_prop_name(prop), inside, got,
			 expected);
	book_close(&b);
}
#define CHECK_VALUE(inside, prop, expected) \
	check_value((inside), FO_PROP_##prop, (expected), __LINE__)

/* How often a code was recorded. */
static inline size_t
code_count(const struct book *b, const char *code)
{
	size_t n = 0;

	for (const struct diag_entry *e = diag_first(b->diag); e != NULL; e = e->next)
		n += strcmp(e->kind->code, code) == 0;
	return n;
}

#endif
