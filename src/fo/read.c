/*
 * The streaming front end: libxml2's push parser, fed a block of the file at a time, calls the
 * builder, so that no more of a document is in memory than the page-sequences being read.
 *
 * Input may come from anywhere: external entities are never declared, so never loaded; entity
 * expansion, depth and sizes are limited by the parser (its own limits stay on) and the builder.
 * Standard input is read whole, since a second pass needs it again.
 */
#include "fo/build.h"
#include "fo/doc.h"

#include "base/arena.h"
#include "base/file.h"

#include <errno.h>
#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <stdio.h>
#include <string.h>

#define BLOCK_SIZE 32768
#define MAX_COLUMN 1000

struct stream {
	struct fo_reader reader; /* first */
	FILE *file;		 /* NULL: text */
	const char *text;
	size_t text_len;
	size_t at;
	xmlParserCtxt *parser;
	char block[BLOCK_SIZE];
};

static struct stream *
stream_of(void *ctx)
{
	return ((xmlParserCtxt *)ctx)->_private;
}

/* Line and column of the start tag that ends at the parser's cursor: back to its '<', which cannot
 * stand inside a tag. */
static void
locate(const xmlParserCtxt *ctxt, struct fo_element *e)
{
	const xmlParserInput *in = ctxt->input;
	const xmlChar *tag, *line, *p;
	size_t back;

	if (in == NULL)
		return;
	e->line = in->line;
	tag = memrchr(in->base, '<', (size_t)(in->cur - in->base));
	if (tag == NULL)
		return;
	for (p = tag; (p = memchr(p, '\n', (size_t)(in->cur - p))) != NULL; p++)
		e->line--;
	/* Far from the start of a line a column helps nobody. */
	back = (size_t)(tag - in->base);
	back = back > MAX_COLUMN ? MAX_COLUMN : back;
	line = memrchr(tag - back, '\n', back);
	if (line == NULL && tag - back > in->base)
		return;
	for (p = line == NULL ? in->base : line + 1; p < tag; p++)
		e->column += (*p & 0xC0) != 0x80;
	e->column++;
}

static void
on_start(void *ctx, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri, int ns_count,
	 const xmlChar **ns, int attr_count, int defaulted, const xmlChar **attrs)
{
	struct fo_element_attr a[FO_MAX_ATTRS + 1];
	struct fo_element_ns n[64];
	struct fo_element e = {.uri = (const char *)uri,
			       .prefix = (const char *)prefix,
			       .name = (const char *)name,
			       .attrs = a,
			       .ns = n};

	(void)defaulted;
	for (int i = 0; i < attr_count && e.attr_count <= FO_MAX_ATTRS; i++, attrs += 5)
		a[e.attr_count++] = (struct fo_element_attr){.name = (const char *)attrs[0],
							     .prefix = (const char *)attrs[1],
							     .uri = (const char *)attrs[2],
							     .value = (const char *)attrs[3],
							     .len = (size_t)(attrs[4] - attrs[3])};
	for (int i = 0; i < ns_count && e.ns_count < 64; i++, ns += 2)
		n[e.ns_count++] = (struct fo_element_ns){.prefix = (const char *)ns[0],
							 .uri = (const char *)ns[1]};
	locate(ctx, &e);
	struct stream *s = stream_of(ctx);
	fo_build_start(s->reader.doc->build, &e);
	if (s->reader.doc->failed)
		xmlStopParser(s->parser);
}

static void
on_end(void *ctx, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
	struct fo_element e = {.uri = (const char *)uri,
			       .prefix = (const char *)prefix,
			       .name = (const char *)name};

	fo_build_end(stream_of(ctx)->reader.doc->build, &e);
}

static void
on_text(void *ctx, const xmlChar *text, int len)
{
	fo_build_text(stream_of(ctx)->reader.doc->build, (const char *)text, (size_t)len);
}

/* Internal entities are declared; external ones are told and left undeclared. */
static void
on_entity(void *ctx, const xmlChar *name, int type, const xmlChar *public_id,
	  const xmlChar *system_id, xmlChar *content)
{
	struct fo_doc *doc = stream_of(ctx)->reader.doc;
	struct fo_node place = {.object = FO_ROOT, .line = xmlSAX2GetLineNumber(ctx)};

	if (type != XML_INTERNAL_GENERAL_ENTITY && type != XML_INTERNAL_PARAMETER_ENTITY) {
		fo_tell(doc, FO_DIAG_ENTITY, &place, (const char *)name);
		return;
	}
	xmlSAX2EntityDecl(ctx, name, type, public_id, system_id, content);
}

static void
on_external_subset(void *ctx, const xmlChar *name, const xmlChar *public_id,
		   const xmlChar *system_id)
{
	(void)ctx;
	(void)name;
	(void)public_id;
	(void)system_id;
}

/* The first fatal error is the one that counts; the parser stops there. */
static void
on_error(void *ctx, xmlErrorPtr error)
{
	struct stream *s = stream_of(ctx);
	struct fo_doc *doc = s->reader.doc;
	struct diag_place place = {.file = doc->file, .line = error->line, .column = error->int2};
	char message[256];
	size_t len;

	if (doc->failed)
		return;
	/* With an external subset that we do not read this is no error to the parser; yet the text
	 * the entity stood for is gone. */
	if (error->code == XML_WAR_UNDECLARED_ENTITY) {
		struct fo_node node = {.object = FO_ROOT, .line = error->line};
		fo_tell(doc, FO_DIAG_UNDECLARED, &node, error->str1 == NULL ? "" : error->str1);
	}
	if (error->level != XML_ERR_FATAL)
		return;
	snprintf(message, sizeof message, "%s", error->message == NULL ? "" : error->message);
	len = strlen(message);
	while (len > 0 && message[len - 1] == '\n')
		message[--len] = '\0';
	diag_add(doc->diag, &fo_diags[FO_DIAG_NOT_WELL_FORMED], &place, message);
	doc->failed = true;
}

static void
close_parser(struct stream *s)
{
	if (s->parser == NULL)
		return;
	xmlFreeDoc(s->parser->myDoc); /* of an internal subset */
	s->parser->myDoc = NULL;
	xmlFreeParserCtxt(s->parser);
	s->parser = NULL;
}

static bool
open_parser(struct stream *s)
{
	xmlSAXHandler sax;

	memset(&sax, 0, sizeof sax);
	xmlSAXVersion(&sax, 2);
	sax.startElementNs = on_start;
	sax.endElementNs = on_end;
	sax.characters = on_text;
	sax.ignorableWhitespace = on_text;
	sax.cdataBlock = on_text;
	sax.comment = NULL;
	sax.processingInstruction = NULL;
	sax.entityDecl = on_entity;
	sax.externalSubset = on_external_subset;
	sax.warning = NULL;
	sax.error = NULL;
	sax.serror = on_error;
	s->parser = xmlCreatePushParserCtxt(&sax, NULL, NULL, 0, s->reader.doc->file);
	if (s->parser == NULL)
		oom();
	s->parser->_private = s;
	xmlCtxtUseOptions(s->parser, XML_PARSE_NONET | XML_PARSE_NOENT);
	s->parser->sax->cdataBlock = on_text;
	s->parser->sax->ignorableWhitespace = on_text;
	return true;
}

static void
release(void *object)
{
	struct stream *s = object;

	close_parser(s);
	if (s->file != NULL)
		fclose(s->file);
	s->file = NULL;
}

static void
unreadable(struct fo_doc *doc, int error)
{
	struct diag_place place = {.file = doc->file};

	diag_add(doc->diag, &fo_diags[FO_DIAG_UNREADABLE], &place, doc->file, strerror(error));
	doc->failed = true;
}

/* The next block; 0 at the end or on failure. */
static size_t
next_block(struct stream *s, const char **block)
{
	size_t len;

	if (s->file != NULL) {
		*block = s->block;
		len = fread(s->block, 1, sizeof s->block, s->file);
		if (len == 0 && ferror(s->file))
			unreadable(s->reader.doc, errno);
		return len;
	}
	*block = s->text + s->at;
	len = s->text_len - s->at;
	if (len > BLOCK_SIZE)
		len = BLOCK_SIZE;
	s->at += len;
	return len;
}

static bool
stream_feed(struct fo_reader *r)
{
	struct stream *s = (struct stream *)(void *)r;
	const char *block;
	size_t len = next_block(s, &block);

	if (r->doc->failed)
		return false;
	xmlParseChunk(s->parser, block, (int)len, len == 0);
	return len > 0 && !r->doc->failed;
}

static bool
stream_rewind(struct fo_reader *r)
{
	struct stream *s = (struct stream *)(void *)r;

	close_parser(s);
	s->at = 0;
	if (s->file != NULL && fseek(s->file, 0, SEEK_SET) != 0) {
		unreadable(r->doc, errno);
		return false;
	}
	return open_parser(s);
}

struct fo_doc *
fo_open_file(struct arena *arena, struct diag *diag, const char *file,
	     const struct fo_options *options)
{
	static const struct fo_reader_ops ops = {.feed = stream_feed, .rewind = stream_rewind};
	struct fo_doc *doc = fo_doc_new(arena, diag, file, options);
	struct stream *s = ARENA_NEW(arena, struct stream);

	s->reader = (struct fo_reader){.ops = &ops, .doc = doc};
	doc->reader = &s->reader;
	if (strcmp(file, "-") == 0) {
		s->text = file_slurp(arena, diag, file, 0, &s->text_len);
		if (s->text == NULL)
			return NULL;
	} else {
		s->file = fopen(file, "rb");
		if (s->file == NULL) {
			unreadable(doc, errno);
			return NULL;
		}
	}
	arena_defer(arena, release, s);
	open_parser(s);
	return fo_doc_begin(doc);
}
