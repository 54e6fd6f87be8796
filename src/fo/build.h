/*
 * The builder: elements and text in document order to the tree of formatting objects.  Its two
 * front ends are the streaming parser (read.c) and the walk over a tree (read_tree.c).
 * Private to the room.
 */
#ifndef PP_FO_BUILD_H
#define PP_FO_BUILD_H

#include <stdbool.h>
#include <stddef.h>

struct fo_build;
struct fo_doc;
struct fo_sequence;

#define FO_MAX_ATTRS 256 /* of an element; one more and the builder refuses the document */

#define FO_NS	     "http://www.w3.org/1999/XSL/Format"
#define FOX_NS	     "http://xmlgraphics.apache.org/fop/extensions"
#define XML_NS	     "http://www.w3.org/XML/1998/namespace"

/* Names and URIs must live as long as the reader; values only during the call. */
struct fo_element {
	const char *uri;    /* NULL: none */
	const char *prefix; /* NULL: none */
	const char *name;
	const struct fo_element_attr {
		const char *uri;
		const char *prefix;
		const char *name;
		const char *value; /* not NUL-terminated */
		size_t len;
	} * attrs;
	size_t attr_count;
	const struct fo_element_ns {
		const char *prefix;
		const char *uri;
	} * ns; /* declared on this element */
	size_t ns_count;
	int line, column;
};

struct fo_build *fo_build_new(struct fo_doc *doc);
/* Frees what a half-read document left. */
void fo_build_free(struct fo_build *b);
/* Back to the start of the document; masters and the like are kept and not read again. */
void fo_build_rewind(struct fo_build *b);

void fo_build_start(struct fo_build *b, const struct fo_element *element);
void fo_build_text(struct fo_build *b, const char *text, size_t len);
void fo_build_end(struct fo_build *b, const struct fo_element *element);

/* Takes the first whole page-sequence waiting, or NULL. */
struct fo_sequence *fo_build_take(struct fo_build *b);
/* True once everything before the content of the first page-sequence is known. */
bool fo_build_is_open(const struct fo_build *b);

#endif
