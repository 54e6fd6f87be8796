/* Tokens of an XML text: where each begins and ends. */
#include "base/xml_token.h"

#include "base/utf8.h"

#include <string.h>

static bool
is_space(char c)
{
	return utf8_is_xml_space((unsigned char)c);
}

static bool
begins(const char *p, const char *end, const char *word)
{
	size_t len = strlen(word);

	return (size_t)(end - p) >= len && memcmp(p, word, len) == 0;
}

/* Behind the next occurrence of word, or the end. */
static const char *
behind(const char *p, const char *end, const char *word)
{
	const char *found = memmem(p, (size_t)(end - p), word, strlen(word));

	return found == NULL ? end : found + strlen(word);
}

/* Behind the '>' of a tag: one in a value does not count. */
static const char *
behind_tag(const char *p, const char *end)
{
	char quote = '\0';

	for (; p < end; p++) {
		if (quote != '\0')
			quote = *p == quote ? '\0' : quote;
		else if (*p == '"' || *p == '\'')
			quote = *p;
		else if (*p == '>')
			return p + 1;
	}
	return end;
}

/* Behind a document type: declarations, comments and literals of its subset are stepped over. */
static const char *
behind_doctype(const char *p, const char *end)
{
	bool subset = false;

	while (p < end) {
		if (begins(p, end, "<!--")) {
			p = behind(p + 4, end, "-->");
		} else if (begins(p, end, "<?")) {
			p = behind(p + 2, end, "?>");
		} else if (subset && begins(p, end, "<!")) {
			p = behind_tag(p + 2, end);
		} else if (*p == '"' || *p == '\'') {
			const char *quote = memchr(p + 1, *p, (size_t)(end - p - 1));

			p = quote == NULL ? end : quote + 1;
		} else {
			if (*p == '[' || *p == ']')
				subset = *p == '[';
			else if (*p == '>' && !subset)
				return p + 1;
			p++;
		}
	}
	return end;
}

bool
xml_token_next(const char *text, size_t len, size_t *at, struct xml_token *token)
{
	const char *p = text + *at, *end = text + len, *stop;

	if (p >= end)
		return false;
	if (*p != '<') {
		stop = memchr(p, '<', (size_t)(end - p));
		stop = stop == NULL ? end : stop;
		token->kind = XML_TOKEN_TEXT;
	} else if (begins(p, end, "<!--")) {
		stop = behind(p + 4, end, "-->");
		token->kind = XML_TOKEN_COMMENT;
	} else if (begins(p, end, "<![CDATA[")) {
		stop = behind(p + 9, end, "]]>");
		token->kind = XML_TOKEN_CDATA;
	} else if (begins(p, end, "<?")) {
		stop = behind(p + 2, end, "?>");
		token->kind = XML_TOKEN_PI;
	} else if (begins(p, end, "<!")) {
		stop = behind_doctype(p + 2, end);
		token->kind = XML_TOKEN_DOCTYPE;
	} else {
		stop = behind_tag(p + 1, end);
		if (begins(p, end, "</"))
			token->kind = XML_TOKEN_END;
		else
			token->kind =
				stop - p > 2 && stop[-2] == '/' ? XML_TOKEN_EMPTY : XML_TOKEN_START;
	}
	token->at = *at;
	token->end = *at = (size_t)(stop - text);
	return true;
}

const char *
xml_token_name(const char *tag, const char *end, size_t *len)
{
	const char *name = tag + 1, *p;

	if (name < end && *name == '/')
		name++;
	for (p = name; p < end && !is_space(*p) && *p != '/' && *p != '>'; p++)
		;
	*len = (size_t)(p - name);
	return name;
}

bool
xml_token_attr(const char **p, const char *end, struct xml_token_attr *attr)
{
	const char *s = *p, *close;

	while (s < end && is_space(*s))
		s++;
	attr->name = s;
	while (s < end && *s != '=' && *s != '>' && *s != '/' && !is_space(*s))
		s++;
	attr->name_len = (size_t)(s - attr->name);
	while (s < end && (is_space(*s) || *s == '='))
		s++;
	if (attr->name_len == 0 || s >= end || (*s != '"' && *s != '\''))
		return false;
	close = memchr(s + 1, *s, (size_t)(end - s - 1));
	if (close == NULL)
		return false;
	attr->quote = *s;
	attr->value = s + 1;
	attr->value_len = (size_t)(close - attr->value);
	*p = close + 1;
	return true;
}

struct xml_extent
xml_token_extent(const char *text, size_t len, size_t at)
{
	struct xml_extent x = {.at = at, .content = len, .close = len, .end = len};
	struct xml_token token;
	size_t pos = at, depth = 0;

	while (xml_token_next(text, len, &pos, &token)) {
		bool first = token.at == at;

		if (first) {
			x.content = token.end;
			x.empty = token.kind == XML_TOKEN_EMPTY;
		}
		if (token.kind == XML_TOKEN_START)
			depth++;
		else if (token.kind == XML_TOKEN_END)
			depth--;
		if (depth == 0) {
			x.close = first ? token.end : token.at;
			x.end = token.end;
			break;
		}
	}
	return x;
}

const char *
xml_newline(const char *text)
{
	const char *end = text + strcspn(text, "\r\n");

	if (*end == '\r')
		return end[1] == '\n' ? "\r\n" : "\r";
	return "\n";
}
