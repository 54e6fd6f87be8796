/*
 * Inside the XML reader: sources, and where an element stands in them.
 *
 * Every element's _private points to an xml_stand in the document's arena.  libxml2's own line
 * numbers stop at 65535, know no column, and name the end of a start tag.
 */
#ifndef PP_BASE_XML_INT_H
#define PP_BASE_XML_INT_H

#include "base/xml.h"
#include "base/xml_token.h"

struct _xmlParserCtxt;

/* One text, UTF-8 whatever it was on disk. */
struct xml_source {
	const char *file; /* as the user wrote it, or relative to where it was included */
	const char *text;
	size_t len;
	/* As it was on disk: the mark at its head, and the encoding if it is not UTF-8. */
	const char *bytes;
	size_t byte_count;
	size_t mark;
	const char *encoding;
};

struct xml_stand {
	const struct xml_source *source;
	size_t offset; /* of the '<' */
	int line;
	int column;
};

/* xml.c: the attribute in the element's start tag; false if it is not there. */
bool xml_stand_attr(const struct xml_stand *stand, const char *attr, struct xml_token_attr *found);

/* One reading: a document and all it includes. */
struct xml_run {
	struct arena *arena;
	struct diag *diag;
	const struct xml_options *options;
	const char *dir; /* the input's own folder */
	size_t max_depth;
	size_t max_size;
	size_t total; /* bytes of text read so far */
	size_t includes;
};

/* xml_text.c: bytes to UTF-8; NULL and a diagnostic if they are no text. Moves nothing if they are
 * UTF-8 already. */
bool xml_text_decode(struct xml_run *run, const char *file, const char *bytes, size_t len,
		     struct xml_source *source);
/* The same for parse="text" of XInclude: any text; encoding may be NULL. */
bool xml_text_decode_plain(struct xml_run *run, const char *file, const char *bytes, size_t len,
			   const char *encoding, struct xml_source *source);
struct diag_place xml_text_place(const struct xml_source *source, size_t offset);

/* xml.c: one text to a tree, not yet included into; the caller frees it. */
struct _xmlDoc *xml_parse_source(struct xml_run *run, const struct xml_source *source);
/* Reads and decodes a file within the run's limits. */
bool
xml_read_source(struct xml_run *run, const char *path, const char *name, struct xml_source *source);
/* xml_error.c: the parser's error as one diagnostic. */
struct _xmlError;
void xml_error_report(struct xml_run *run, const struct xml_source *source, size_t offset,
		      const struct _xmlError *error, const struct _xmlNode *open_element);

/* xml_include.c */
bool xml_include(struct xml_run *run, struct _xmlDoc *doc, const char *file);

#endif
