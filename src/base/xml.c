/*
 * XML: libxml2's parser behind guards of our own.
 *
 * The SAX2 tree builder is hooked: at each start tag the element learns where its '<' stands, depth
 * is counted, and at each entity reference the size of what it expands to is reckoned from the
 * declarations before anything is expanded, so that a bomb of any construction (nested, flat,
 * through default attributes) is refused while it is still small.  External and parameter
 * entities are refused where they are declared.  All state hangs on the parser's context: nothing
 * global is set.
 */
#include "base/xml.h"

#include "base/arena.h"
#include "base/base_diag.h"
#include "base/file.h"
#include "base/map.h"
#include "base/utf8.h"
#include "base/xml_int.h"

#include <assert.h>
#include <libxml/SAX2.h>
#include <libxml/dict.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/tree.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#define DEPTH_DEFAULT	256
#define DEPTH_HARD	4096
#define SIZE_DEFAULT	((size_t)256 << 20)
#define ENTITY_DEPTH	32
#define EXPANSION_FLOOR ((size_t)1 << 20)

/* One parse: hangs on the context's _private, which libxml2 hands on to the contexts it makes for
 * entities. */
struct parse {
	struct xml_run *run;
	const struct xml_source *source;
	xmlParserCtxt *main;
	struct map *entity_sizes; /* name → bytes + 1 */
	size_t expanded;
	size_t expansion_limit;
	size_t depth;
	size_t scanned; /* line and column are those of this offset */
	int line;
	int column;
	bool failed; /* a diagnostic is recorded: what follows follows from it */
};

/* How far the parser has read the source. */
static size_t
offset_of(const struct parse *p)
{
	const xmlParserInput *in = p->main->inputNr > 0 ? p->main->inputTab[0] : NULL;
	size_t offset;

	if (in == NULL || in->cur == NULL || in->base == NULL)
		return p->scanned;
	offset = (size_t)in->consumed + (size_t)(in->cur - in->base);
	return offset > p->source->len ? p->source->len : offset;
}

/* Stops the parse after its one diagnostic. */
static void
stop(struct parse *p, xmlParserCtxt *ctxt)
{
	p->failed = true;
	ctxt->wellFormed = p->main->wellFormed = 0;
	ctxt->disableSAX = p->main->disableSAX = 1;
}

/* The place of the last mark ('<' or '&') before where the parser stands. */
static struct diag_place
place_before(const struct parse *p, char mark)
{
	size_t offset = offset_of(p);
	const char *found = memrchr(p->source->text, mark, offset);

	return xml_text_place(p->source,
			      found == NULL ? offset : (size_t)(found - p->source->text));
}

/* ---- entities ---- */

static size_t expanded_size(struct parse *p, const xmlChar *name, int depth);

/* The bytes of a replacement text with everything it refers to; saturates. */
static size_t
content_size(struct parse *p, const xmlChar *content, int depth)
{
	size_t size = 0;

	for (const char *s = (const char *)content; *s != '\0'; s++) {
		const char *semi;
		char *name;
		size_t more;

		size++;
		if (*s != '&' || s[1] == '#')
			continue;
		semi = strchr(s, ';');
		if (semi == NULL)
			break;
		name = arena_strndup(p->run->arena, s + 1, (size_t)(semi - s - 1));
		more = expanded_size(p, (const xmlChar *)name, depth + 1);
		if (more > SIZE_MAX / 4 || size > SIZE_MAX / 4)
			return SIZE_MAX / 2;
		size += more;
		s = semi;
	}
	return size;
}

static size_t
expanded_size(struct parse *p, const xmlChar *name, int depth)
{
	const xmlEntity *ent = xmlGetDocEntity(p->main->myDoc, name);
	uintptr_t known = (uintptr_t)map_find(p->entity_sizes, (const char *)name);
	size_t size;

	if (known != 0)
		return (size_t)known - 1;
	if (ent == NULL || ent->content == NULL)
		return 0;
	if (depth > ENTITY_DEPTH)
		return SIZE_MAX / 2;
	/* One that refers to itself counts nothing here: libxml2 names the loop. */
	map_put(p->entity_sizes, (const char *)name, (void *)(uintptr_t)1);
	size = content_size(p, ent->content, depth);
	map_put(p->entity_sizes, (const char *)name, (void *)(uintptr_t)(size + 1));
	return size;
}

/* Adds to what was expanded; false once it is too much. */
static bool
count_expansion(struct parse *p, xmlParserCtxt *ctxt, size_t size, char mark)
{
	if (p->failed)
		return false;
	if (size <= p->expansion_limit - p->expanded) {
		p->expanded += size;
		return true;
	}
	{
		struct diag_place place = place_before(p, mark);
		char mib[32];

		snprintf(mib, sizeof mib, "%zu", p->expansion_limit >> 20);
		diag_add(p->run->diag, &base_diags[BASE_DIAG_XML_ENTITY_BOMB], &place, mib);
		stop(p, ctxt);
	}
	return false;
}

static xmlEntity *
hook_get_entity(void *ctx, const xmlChar *name)
{
	xmlParserCtxt *ctxt = ctx;
	struct parse *p = ctxt->_private;
	xmlEntity *ent;

	if (p->failed)
		return NULL;
	ent = xmlSAX2GetEntity(ctx, name);
	if (ent != NULL && ent->etype == XML_INTERNAL_GENERAL_ENTITY &&
	    !count_expansion(p, ctxt, expanded_size(p, name, 0) + 1, '&'))
		return NULL;
	return ent;
}

static void
hook_entity_decl(void *ctx, const xmlChar *name, int type, const xmlChar *public_id,
		 const xmlChar *system_id, xmlChar *content)
{
	xmlParserCtxt *ctxt = ctx;
	struct parse *p = ctxt->_private;

	if (type != XML_INTERNAL_GENERAL_ENTITY && !p->failed) {
		struct diag_place place = place_before(p, '<');

		diag_add(p->run->diag, &base_diags[BASE_DIAG_XML_ENTITY_EXTERNAL], &place,
			 (const char *)name);
		diag_help(p->run->diag, "to put a plan together from files, use "
					"<xi:include href=\"part.xml\"/>");
		stop(p, ctxt);
		return;
	}
	/* &lt; and its like may be declared again (XML 1.0 §4.6); libxml2 would print when it is
	 * done wrongly, and needs none of it. */
	if (xmlGetPredefinedEntity(name) == NULL)
		xmlSAX2EntityDecl(ctx, name, type, public_id, system_id, content);
}

/* ---- elements ---- */

/* Moves line and column on to an offset; offsets come in rising order. */
static void
advance(struct parse *p, size_t offset)
{
	const char *s = p->source->text + p->scanned;
	const char *end = p->source->text + offset;

	for (; s < end; s++) {
		if (*s == '\n') {
			p->line++;
			p->column = 1;
		} else if (((unsigned char)*s & 0xC0) != 0x80) {
			p->column++;
		}
	}
	if (offset > p->scanned)
		p->scanned = offset;
}

/* Tells the element where it stands.  No start tag holds a '<' but its own, so the one before the
 * parser's position is it; an element out of an entity stands where the entity is used. */
static void
set_stand(struct parse *p, const xmlParserCtxt *ctxt, xmlNode *node)
{
	size_t offset = offset_of(p);
	char mark = ctxt == p->main && ctxt->inputNr == 1 ? '<' : '&';
	const char *found = memrchr(p->source->text + p->scanned, mark, offset - p->scanned);
	struct xml_stand *stand = ARENA_NEW(p->run->arena, struct xml_stand);

	if (found != NULL)
		advance(p, (size_t)(found - p->source->text));
	*stand = (struct xml_stand){
		.source = p->source, .offset = p->scanned, .line = p->line, .column = p->column};
	node->_private = stand;
}

static void
hook_start(void *ctx, const xmlChar *localname, const xmlChar *prefix, const xmlChar *uri,
	   int ns_count, const xmlChar **namespaces, int attr_count, int defaulted,
	   const xmlChar **attributes)
{
	xmlParserCtxt *ctxt = ctx;
	struct parse *p = ctxt->_private;
	const xmlNode *before = ctxt->node;

	if (p->failed)
		return;
	if (++p->depth > p->run->max_depth) {
		struct diag_place place = place_before(p, '<');
		char depth[32];

		snprintf(depth, sizeof depth, "%zu", p->run->max_depth);
		diag_add(p->run->diag, &base_diags[BASE_DIAG_XML_DEPTH], &place, depth);
		stop(p, ctxt);
		return;
	}
	for (int i = attr_count - defaulted; i < attr_count; i++) {
		const xmlChar **a = attributes + (size_t)i * 5;

		if (!count_expansion(p, ctxt, (size_t)(a[4] - a[3]) + 1, '<'))
			return;
	}
	xmlSAX2StartElementNs(ctx, localname, prefix, uri, ns_count, namespaces, attr_count,
			      defaulted, attributes);
	if (ctxt->node != NULL && ctxt->node != before && p->run->options->dict == NULL)
		set_stand(p, ctxt, ctxt->node);
}

static void
hook_end(void *ctx, const xmlChar *localname, const xmlChar *prefix, const xmlChar *uri)
{
	struct parse *p = ((xmlParserCtxt *)ctx)->_private;

	if (p->depth > 0)
		p->depth--;
	xmlSAX2EndElementNs(ctx, localname, prefix, uri);
}

/* White space between tags.  It is part of a longer text if a comment or a CDATA section stands
 * beside it, and means itself in <text>, as XSLT's is called. */
static void
hook_blanks(void *ctx, const xmlChar *text, int len)
{
	xmlParserCtxt *ctxt = ctx;
	const xmlChar *next = ctxt->input->cur;
	const xmlNode *last = ctxt->node != NULL ? ctxt->node->last : NULL;

	if (next[0] != '<' || next[1] == '!' || next[1] == '?' ||
	    (last != NULL && last->type != XML_ELEMENT_NODE) || ctxt->node == NULL ||
	    strcmp((const char *)ctxt->node->name, "text") == 0)
		xmlSAX2Characters(ctx, text, len);
}

static void
hook_error(void *user, xmlErrorPtr error)
{
	xmlParserCtxt *ctxt = error->ctxt != NULL ? error->ctxt : user;
	struct parse *p = ctxt->_private;
	size_t offset;

	if (p == NULL || p->failed ||
	    (error->level == XML_ERR_WARNING && error->code != XML_WAR_UNDECLARED_ENTITY))
		return;
	offset = offset_of(p);
	if (ctxt != p->main) {
		const char *amp = memrchr(p->source->text, '&', offset);

		offset = amp == NULL ? offset : (size_t)(amp - p->source->text);
	}
	xml_error_report(p->run, p->source, offset, error, ctxt->node);
	stop(p, ctxt);
}

/* ---- documents ---- */

static void
free_doc(void *doc)
{
	xmlFreeDoc(doc);
}

static bool
check_total(struct xml_run *run, const struct xml_source *source)
{
	struct diag_place place = {.file = source->file};
	char mib[32];

	if (source->len <= run->max_size - run->total && source->len < INT_MAX) {
		run->total += source->len;
		return true;
	}
	snprintf(mib, sizeof mib, "%zu", run->max_size >> 20);
	diag_add(run->diag, &base_diags[BASE_DIAG_XML_SIZE], &place, mib);
	return false;
}

xmlDoc *
xml_parse_source(struct xml_run *run, const struct xml_source *source)
{
	struct parse p = {.run = run,
			  .source = source,
			  .expansion_limit = EXPANSION_FLOOR + source->len * 2,
			  .entity_sizes = map_new(run->arena),
			  .line = 1,
			  .column = 1};
	int options = XML_PARSE_NONET | XML_PARSE_NOENT | XML_PARSE_IGNORE_ENC | XML_PARSE_NOCDATA;
	xmlParserCtxt *ctxt;
	xmlDoc *doc;

	if (!check_total(run, source))
		return NULL;
	xmlInitParser();
	ctxt = xmlNewParserCtxt();
	if (ctxt == NULL)
		oom();
	if (run->options->dict != NULL && xmlDictReference(run->options->dict) == 0) {
		xmlDictFree(ctxt->dict);
		ctxt->dict = run->options->dict;
	}
	p.main = ctxt;
	ctxt->_private = &p;
	ctxt->sax->startElementNs = hook_start;
	ctxt->sax->endElementNs = hook_end;
	ctxt->sax->getEntity = hook_get_entity;
	ctxt->sax->entityDecl = hook_entity_decl;
	ctxt->sax->serror = hook_error;
	if (run->options->no_blanks) {
		ctxt->keepBlanks = 0;
		ctxt->sax->ignorableWhitespace = hook_blanks;
	}
	if (run->max_depth > 256)
		options |= XML_PARSE_HUGE;
	doc = xmlCtxtReadMemory(ctxt, source->text, (int)source->len, source->file, NULL, options);
	if ((doc == NULL || p.failed || xmlDocGetRootElement(doc) == NULL) && !p.failed) {
		struct diag_place place = {.file = source->file};

		diag_add(run->diag, &base_diags[BASE_DIAG_XML_NOT_XML], &place,
			 "it has no element");
		p.failed = true;
	}
	if (p.failed && doc != NULL) {
		xmlFreeDoc(doc);
		doc = NULL;
	}
	xmlFreeParserCtxt(ctxt);
	return doc;
}

bool
xml_read_source(struct xml_run *run, const char *path, const char *name, struct xml_source *source)
{
	size_t len;
	char *bytes = file_slurp(run->arena, run->diag, path, run->max_size - run->total, &len);

	return bytes != NULL && xml_text_decode(run, name, bytes, len, source);
}

static struct xml_run
run_new(struct arena *arena, struct diag *diag, const char *name, const struct xml_options *options)
{
	static const struct xml_options none;
	struct xml_run run = {.arena = arena, .diag = diag};

	run.options = options == NULL ? &none : options;
	run.dir = file_dir(arena, name);
	run.max_depth = run.options->max_depth == 0 ? DEPTH_DEFAULT : run.options->max_depth;
	if (run.max_depth > DEPTH_HARD)
		run.max_depth = DEPTH_HARD;
	run.max_size = run.options->max_size == 0 ? SIZE_DEFAULT : run.options->max_size;
	return run;
}

static xmlDoc *
parse_whole(struct xml_run *run, const struct xml_source *source)
{
	struct xml_source *kept = ARENA_NEW(run->arena, struct xml_source);
	xmlDoc *doc;

	*kept = *source;
	doc = xml_parse_source(run, kept);
	if (doc == NULL)
		return NULL;
	if (run->options->dict != NULL)
		return doc;
	arena_defer(run->arena, free_doc, doc);
	if (run->options->xinclude && !xml_include(run, doc, kept->file))
		return NULL;
	return doc;
}

xmlDoc *
xml_parse_file(struct arena *arena, struct diag *diag, const char *path,
	       const struct xml_options *options)
{
	const char *name = strcmp(path, "-") == 0 ? "<stdin>" : path;
	struct xml_run run = run_new(arena, diag, name, options);
	struct xml_source source;

	if (!xml_read_source(&run, path, arena_strdup(arena, name), &source))
		return NULL;
	return parse_whole(&run, &source);
}

xmlDoc *
xml_parse_memory(struct arena *arena, struct diag *diag, const char *name, const char *text,
		 size_t len, const struct xml_options *options)
{
	struct xml_run run = run_new(arena, diag, name, options);
	struct xml_source source;

	if (!xml_text_decode(&run, arena_strdup(arena, name), text, len, &source))
		return NULL;
	return parse_whole(&run, &source);
}

/* ---- places ---- */

static const struct xml_stand *
stand_of(const xmlNode *node)
{
	for (; node != NULL; node = node->parent) {
		if (node->type == XML_DOCUMENT_NODE || node->type == XML_HTML_DOCUMENT_NODE)
			return NULL;
		if (node->type == XML_ELEMENT_NODE && node->_private != NULL)
			return node->_private;
	}
	return NULL;
}

struct diag_place
xml_place(const xmlNode *node)
{
	const struct xml_stand *stand = stand_of(node);
	struct diag_place place = {0};

	if (stand == NULL)
		return place;
	place.file = stand->source->file;
	place.line = stand->line;
	place.column = stand->column;
	place.length = node->type == XML_ELEMENT_NODE && node->_private == stand
			       ? xmlUTF8Strlen(node->name) + 1
			       : 1;
	if (node->type == XML_ELEMENT_NODE && node->ns != NULL && node->ns->prefix != NULL)
		place.length += xmlUTF8Strlen(node->ns->prefix) + 1;
	return place;
}

bool
xml_stand_attr(const struct xml_stand *stand, const char *attr, struct xml_token_attr *found)
{
	const char *tag = stand->source->text + stand->offset;
	const char *end = stand->source->text + stand->source->len, *p;
	size_t len;

	/* Out of an entity, or added by an include: it has no tag of its own here. */
	if (*tag != '<')
		return false;
	p = xml_token_name(tag, end, &len);
	p += len;
	while (xml_token_attr(&p, end, found))
		if (found->name_len == strlen(attr) &&
		    memcmp(found->name, attr, found->name_len) == 0)
			return true;
	return false;
}

struct diag_place
xml_attr_place(const struct diag *diag, const xmlNode *node, const char *attr, bool value)
{
	const struct xml_stand *stand = node->type == XML_ELEMENT_NODE ? node->_private : NULL;
	struct diag_place place = xml_place(node);
	struct xml_token_attr a;
	const char *from;

	(void)diag;
	if (stand == NULL || !xml_stand_attr(stand, attr, &a))
		return place;
	from = value ? a.value : a.name;
	for (const char *s = stand->source->text + stand->offset; s < from; s++) {
		if (*s == '\n') {
			place.line++;
			place.column = 1;
		} else if (((unsigned char)*s & 0xC0) != 0x80) {
			place.column++;
		}
	}
	place.length = value ? (int)utf8_count(a.value, a.value_len) : (int)strlen(attr);
	if (memchr(a.value, '\n', a.value_len) != NULL || place.length < 1)
		place.length = 1;
	return place;
}
