/*
 * Tokens: the markup of a well-formed XML text, for those who change the text itself.
 *
 *	size_t at = 0;
 *	while (xml_token_next(text, len, &at, &token)) ...
 *
 * Nothing is decoded: entities, line ends and quotes are those of the text.  Whoever asks has
 *parsed the text before, so what is not well-formed needs no answer; nothing is read beyond its
 *end.
 */
#ifndef PP_BASE_XML_TOKEN_H
#define PP_BASE_XML_TOKEN_H

#include <stdbool.h>
#include <stddef.h>

enum xml_token_kind {
	XML_TOKEN_TEXT,
	XML_TOKEN_START,
	XML_TOKEN_EMPTY, /* a start tag that is its own end */
	XML_TOKEN_END,
	XML_TOKEN_COMMENT,
	XML_TOKEN_CDATA,
	XML_TOKEN_PI, /* the XML declaration too */
	XML_TOKEN_DOCTYPE
};

struct xml_token {
	enum xml_token_kind kind;
	size_t at;
	size_t end; /* behind it */
};

/* The token at *at, which is moved behind it; false at the end. */
bool xml_token_next(const char *text, size_t len, size_t *at, struct xml_token *token);

/* The name of a tag, prefix and all, at its '<' or "</". */
const char *xml_token_name(const char *tag, const char *end, size_t *len);

struct xml_token_attr {
	const char *name;
	size_t name_len;
	const char *value; /* between the quotes */
	size_t value_len;
	char quote;
};

/* The attribute at *p, which is moved behind it; false behind the last.  *p begins behind the
 * tag's name. */
bool xml_token_attr(const char **p, const char *end, struct xml_token_attr *attr);

/* Where an element stands in the text. */
struct xml_extent {
	size_t at;	/* of its '<' */
	size_t content; /* behind the start tag */
	size_t close;	/* of the end tag; as content if it is empty by one tag */
	size_t end;	/* behind all of it */
	bool empty;	/* by one tag */
};

/* Of the element whose '<' stands at the offset at. */
struct xml_extent xml_token_extent(const char *text, size_t len, size_t at);

/* The line end that the text uses first: "\n", "\r\n" or "\r". */
const char *xml_newline(const char *text);

#endif
