/*
 * Writes foreign elements back to XML.  A prefix is declared where it is first used, so the text
 * stands by itself whatever the surrounding document had declared.
 */
#include "fo/foreign.h"

#include <string.h>

static bool
same(const char *a, const char *b)
{
	return (a == NULL || b == NULL) ? a == b : strcmp(a, b) == 0;
}

static bool
in_scope(const struct fo_foreign *f, const char *prefix, const char *uri)
{
	for (size_t i = f->scope_count; i-- > 0;)
		if (same(f->scopes[i].prefix, prefix))
			return same(f->scopes[i].uri, uri);
	return prefix == NULL && uri == NULL;
}

static void
declare(struct fo_foreign *f, const char *prefix, const char *uri)
{
	if (in_scope(f, prefix, uri) || (prefix != NULL && strcmp(prefix, "xml") == 0) ||
	    (prefix != NULL && uri == NULL) || f->scope_count == FO_FOREIGN_SCOPES)
		return;
	f->scopes[f->scope_count++] =
		(struct fo_foreign_scope){.prefix = prefix, .uri = uri, .depth = f->depth};
	strbuf_puts(&f->out, prefix == NULL ? " xmlns" : " xmlns:");
	strbuf_puts(&f->out, prefix == NULL ? "" : prefix);
	strbuf_puts(&f->out, "=\"");
	strbuf_put_xml(&f->out, uri == NULL ? "" : uri, uri == NULL ? 0 : strlen(uri));
	strbuf_putc(&f->out, '"');
}

static void
put_name(struct fo_foreign *f, const char *prefix, const char *name)
{
	if (prefix != NULL) {
		strbuf_puts(&f->out, prefix);
		strbuf_putc(&f->out, ':');
	}
	strbuf_puts(&f->out, name);
}

void
fo_foreign_start(struct fo_foreign *f, const struct fo_element *e)
{
	f->depth++;
	strbuf_putc(&f->out, '<');
	put_name(f, e->prefix, e->name);
	declare(f, e->prefix, e->uri);
	for (size_t i = 0; i < e->attr_count; i++)
		if (e->attrs[i].prefix != NULL)
			declare(f, e->attrs[i].prefix, e->attrs[i].uri);
	/* Declared here, perhaps meant for names inside values. */
	for (size_t i = 0; i < e->ns_count; i++)
		declare(f, e->ns[i].prefix, e->ns[i].uri);
	for (size_t i = 0; i < e->attr_count; i++) {
		strbuf_putc(&f->out, ' ');
		put_name(f, e->attrs[i].prefix, e->attrs[i].name);
		strbuf_puts(&f->out, "=\"");
		strbuf_put_xml(&f->out, e->attrs[i].value, e->attrs[i].len);
		strbuf_putc(&f->out, '"');
	}
	strbuf_putc(&f->out, '>');
}

void
fo_foreign_text(struct fo_foreign *f, const char *text, size_t len)
{
	strbuf_put_xml(&f->out, text, len);
}

void
fo_foreign_end(struct fo_foreign *f, const struct fo_element *e)
{
	strbuf_puts(&f->out, "</");
	put_name(f, e->prefix, e->name);
	strbuf_putc(&f->out, '>');
	while (f->scope_count > 0 && f->scopes[f->scope_count - 1].depth == f->depth)
		f->scope_count--;
	f->depth--;
}
