/*
 * Bytes of an XML file to UTF-8 text.
 *
 * We decode before libxml2 sees the text, so that offsets, places and carets mean the same text
 * that the parser reads.  Order of evidence as XML 1.0 appendix F has it: byte order mark, the
 * shape of the first bytes, the declaration.  What is plainly something else (PDF, ZIP, an image)
 * is named.
 */
#include "base/arena.h"
#include "base/base_diag.h"
#include "base/strbuf.h"
#include "base/utf8.h"
#include "base/xml_edit.h"
#include "base/xml_int.h"

#include <assert.h>
#include <errno.h>
#include <iconv.h>
#include <libxml/tree.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#define ENCODING_MAX 40

struct diag_place
xml_text_place(const struct xml_source *source, size_t offset)
{
	struct diag_place place = {.file = source->file, .line = 1, .column = 1};
	size_t line_start = 0;

	if (offset > source->len)
		offset = source->len;
	for (size_t i = 0; i < offset; i++) {
		if (source->text[i] == '\n') {
			place.line++;
			line_start = i + 1;
		}
	}
	place.column += (int)utf8_count(source->text + line_start, offset - line_start);
	return place;
}

static bool
refuse(struct xml_run *run, enum base_diag id, const struct xml_source *source, size_t offset,
       const char *why)
{
	struct diag_place place = xml_text_place(source, offset);

	diag_add(run->diag, &base_diags[id], &place, why);
	return false;
}

/* What the first bytes say the file is, if it is a well-known other thing. */
static const char *
foreign_kind(const char *bytes, size_t len)
{
	static const struct {
		const char *magic;
		size_t len;
		const char *kind;
	} kinds[] = {
		{"%PDF-", 5, "this is a PDF file"},
		{"PK\003\004", 4, "this is a ZIP archive or an office document"},
		{"\037\213", 2, "this is compressed by gzip"},
		{"\211PNG", 4, "this is a PNG image"},
		{"\377\330\377", 3, "this is a JPEG image"},
		{"\177ELF", 4, "this is a program"},
		{"{\\rtf", 5, "this is an RTF document"},
		{"\320\317\021\340", 4, "this is an old office document"},
	};

	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
		if (len >= kinds[i].len && memcmp(bytes, kinds[i].magic, kinds[i].len) == 0)
			return kinds[i].kind;
	return NULL;
}

/* The encoding by mark or shape; NULL if neither says anything.  *skip: length of the mark. */
static const char *
encoding_by_shape(const unsigned char *b, size_t len, size_t *skip)
{
	*skip = 0;
	if (len >= 4 && memcmp(b, "\377\376\0\0", 4) == 0)
		return *skip = 4, "UTF-32LE";
	if (len >= 4 && memcmp(b, "\0\0\376\377", 4) == 0)
		return *skip = 4, "UTF-32BE";
	if (len >= 3 && memcmp(b, "\357\273\277", 3) == 0)
		return *skip = 3, "UTF-8";
	if (len >= 2 && memcmp(b, "\377\376", 2) == 0)
		return *skip = 2, "UTF-16LE";
	if (len >= 2 && memcmp(b, "\376\377", 2) == 0)
		return *skip = 2, "UTF-16BE";
	if (len >= 4 && memcmp(b, "<\0\0\0", 4) == 0)
		return "UTF-32LE";
	if (len >= 4 && memcmp(b, "<\0?\0", 4) == 0)
		return "UTF-16LE";
	if (len >= 4 && memcmp(b, "\0<\0?", 4) == 0)
		return "UTF-16BE";
	return NULL;
}

/* The encoding="…" of the XML declaration; empty if there is none. */
static void
encoding_declared(const char *text, size_t len, char name[ENCODING_MAX])
{
	const char *end, *p, *close;

	name[0] = '\0';
	if (len < 6 || memcmp(text, "<?xml", 5) != 0)
		return;
	end = memchr(text, '>', len < 400 ? len : 400);
	if (end == NULL)
		return;
	p = memmem(text, (size_t)(end - text), "encoding", 8);
	if (p == NULL)
		return;
	p += 8;
	while (p < end && (utf8_is_xml_space((unsigned char)*p) || *p == '='))
		p++;
	if (p == end || (*p != '"' && *p != '\''))
		return;
	close = memchr(p + 1, *p, (size_t)(end - p - 1));
	if (close == NULL || close - p > ENCODING_MAX)
		return;
	snprintf(name, ENCODING_MAX, "%.*s", (int)(close - p - 1), p + 1);
}

static bool
is_utf8_name(const char *name)
{
	return strcasecmp(name, "UTF-8") == 0 || strcasecmp(name, "UTF8") == 0 ||
	       strcasecmp(name, "US-ASCII") == 0 || strcasecmp(name, "ASCII") == 0;
}

/* Converts by iconv; what cannot be converted is a diagnostic at its line. */
static bool
convert(struct xml_run *run, const char *encoding, struct xml_source *source)
{
	iconv_t cd = iconv_open("UTF-8", encoding);
	struct strbuf out = STRBUF_INIT;
	char *in = (char *)(size_t)source->text;
	size_t left = source->len;
	bool ok = true;

	if (cd == (iconv_t)-1) {
		char *why = arena_printf(run->arena, "the encoding '%s' is not known", encoding);

		refuse(run, BASE_DIAG_XML_ENCODING, source, 0, why);
		diag_help(run->diag, "save the file as UTF-8");
		return false;
	}
	while (left > 0 && ok) {
		char *to;
		size_t room;

		strbuf_reserve(&out, left * 2 + 16);
		to = out.s + out.len;
		room = out.cap - out.len - 1;
		ok = iconv(cd, &in, &left, &to, &room) != (size_t)-1 || errno == E2BIG;
		out.len = (size_t)(to - out.s);
		out.s[out.len] = '\0';
	}
	iconv_close(cd);
	arena_defer(run->arena, free, out.cap > 0 ? out.s : NULL);
	source->text = out.s;
	source->len = out.len;
	if (!ok)
		refuse(run, BASE_DIAG_XML_ENCODING, source, out.len,
		       arena_printf(run->arena, "the bytes here are not %s", encoding));
	return ok;
}

static bool
check_utf8(struct xml_run *run, const struct xml_source *source, bool declared)
{
	const char *p = source->text, *end = p + source->len;

	if (utf8_is_valid(p, source->len))
		return true;
	for (;;) {
		const char *start = p;

		assert(p < end);
		if (utf8_next(&p, end) != 0xFFFD || p - start == 3)
			continue;
		refuse(run, BASE_DIAG_XML_ENCODING, source, (size_t)(start - source->text),
		       arena_printf(run->arena, "the byte 0x%02X here is not UTF-8%s",
				    (unsigned)(unsigned char)*start,
				    declared ? ", which the file says it is" : ""));
		diag_help(run->diag,
			  "save the file as UTF-8, or declare what it is in its first line: "
			  "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>");
		return false;
	}
}

bool
xml_text_decode_plain(struct xml_run *run, const char *file, const char *bytes, size_t len,
		      const char *encoding, struct xml_source *source)
{
	size_t skip;
	const char *shape = encoding_by_shape((const unsigned char *)bytes, len, &skip);

	*source = (struct xml_source){.file = file, .text = bytes + skip, .len = len - skip};
	if (shape != NULL && skip > 0)
		encoding = shape;
	if (encoding != NULL && !is_utf8_name(encoding) && !convert(run, encoding, source))
		return false;
	diag_source(run->diag, file, source->text, source->len);
	return check_utf8(run, source, false);
}

/* Text that is none: it begins with no '<', or has NUL in it. */
static bool
check_is_xml(struct xml_run *run, const struct xml_source *source)
{
	const char *nul = memchr(source->text, '\0', source->len);
	size_t i = 0;

	while (i < source->len && utf8_is_xml_space((unsigned char)source->text[i]))
		i++;
	if (i == source->len) {
		struct diag_place place = {.file = source->file};

		diag_add(run->diag, &base_diags[BASE_DIAG_XML_EMPTY], &place, source->file);
		return false;
	}
	if (nul != NULL)
		return refuse(run, BASE_DIAG_XML_NOT_XML, source, (size_t)(nul - source->text),
			      "it holds binary data");
	if (source->text[i] != '<') {
		refuse(run, BASE_DIAG_XML_NOT_XML, source, i, "it does not begin with '<'");
		return false;
	}
	return true;
}

bool
xml_text_decode(struct xml_run *run, const char *file, const char *bytes, size_t len,
		struct xml_source *source)
{
	const char *kind = foreign_kind(bytes, len);
	char declared[ENCODING_MAX];
	const char *shape, *encoding = NULL;
	size_t skip;

	*source = (struct xml_source){
		.file = file, .text = bytes, .len = len, .bytes = bytes, .byte_count = len};
	if (kind != NULL) {
		struct diag_place place = {.file = file};

		diag_add(run->diag, &base_diags[BASE_DIAG_XML_NOT_XML], &place, kind);
		return false;
	}
	shape = encoding_by_shape((const unsigned char *)bytes, len, &skip);
	source->mark = skip;
	source->text += skip;
	source->len -= skip;
	encoding_declared(source->text, source->len, declared);
	if (shape != NULL && !is_utf8_name(shape))
		encoding = shape;
	else if (shape == NULL && declared[0] != '\0' && !is_utf8_name(declared))
		encoding = arena_strdup(run->arena, declared);
	source->encoding = encoding;
	if (encoding != NULL && !convert(run, encoding, source))
		return false;
	diag_source(run->diag, file, source->text, source->len);
	return check_is_xml(run, source) && check_utf8(run, source, declared[0] != '\0');
}

/* ---- and back ---- */

/* A character that the encoding lacks, by its number. */
static bool
put_by_number(iconv_t cd, char **in, size_t *left, char **to, size_t *room)
{
	const char *p = *in;
	char number[16];
	char *from = number;
	size_t len;

	snprintf(number, sizeof number, "&#x%X;", (unsigned)utf8_next(&p, *in + *left));
	len = strlen(number);
	*left -= (size_t)(p - *in);
	*in += p - *in;
	return iconv(cd, &from, &len, to, room) != (size_t)-1;
}

static bool
encode(const char *encoding, const char *text, size_t len, struct strbuf *out)
{
	iconv_t cd = iconv_open(encoding, "UTF-8");
	char *in = (char *)(size_t)text;
	bool ok = cd != (iconv_t)-1;

	while (len > 0 && ok) {
		char *to;
		size_t room;

		strbuf_reserve(out, len * 4 + 64);
		to = out->s + out->len;
		room = out->cap - out->len - 1;
		if (iconv(cd, &in, &len, &to, &room) == (size_t)-1 && errno != E2BIG)
			ok = errno == EILSEQ && put_by_number(cd, &in, &len, &to, &room);
		out->len = (size_t)(to - out->s);
		out->s[out->len] = '\0';
	}
	if (cd != (iconv_t)-1)
		iconv_close(cd);
	return ok;
}

bool
xml_encode(struct arena *arena, struct diag *diag, const xmlNode *root, const struct strbuf *text,
	   struct strbuf *bytes)
{
	const struct xml_source *source = ((const struct xml_stand *)root->_private)->source;
	struct diag_place place = {.file = source->file};
	struct strbuf again = STRBUF_INIT;
	bool same;

	strbuf_add(bytes, source->bytes, source->mark);
	if (source->encoding == NULL) {
		strbuf_add(bytes, text->s, text->len);
		return true;
	}
	/* What was read must come out as it was; else more would change than is meant. */
	same = encode(source->encoding, source->text, source->len, &again) &&
	       again.len == source->byte_count - source->mark &&
	       memcmp(again.s, source->bytes + source->mark, again.len) == 0 &&
	       encode(source->encoding, text->s, text->len, bytes);
	strbuf_release(&again);
	if (same)
		return true;
	diag_add(diag, &base_diags[BASE_DIAG_EDIT_ENCODING], &place, source->encoding);
	diag_help(diag, "save the file as UTF-8: %s",
		  arena_printf(arena, "iconv -f %s -t UTF-8", source->encoding));
	return false;
}
