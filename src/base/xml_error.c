/*
 * The parser's first error as one diagnostic with a text that helps.
 *
 * libxml2 goes on after an error and reports what follows from it; only the first is told.  Its
 * offset is where the parser stood: for some errors the place to show is a few characters before.
 */
#include "base/arena.h"
#include "base/base_diag.h"
#include "base/strbuf.h"
#include "base/xml_int.h"

#include <ctype.h>
#include <libxml/tree.h>
#include <libxml/xmlerror.h>
#include <string.h>

/* How an error of the parser is told. */
static const struct advice {
	int code;
	char back_to;	  /* the place is the last such character; 0: where the parser stood */
	const char *text; /* NULL: libxml2's own */
	const char *help;
} advices[] = {
	{XML_ERR_LT_IN_ATTRIBUTE, 0, "'<' in an attribute value", "write '<' as '&lt;'"},
	{XML_ERR_ATTRIBUTE_NOT_STARTED, 0, "an attribute value without quotes",
	 "put the value into quotes: name=\"value\""},
	{XML_ERR_ATTRIBUTE_WITHOUT_VALUE, 0, "an attribute without a value",
	 "write name=\"value\""},
	{XML_ERR_NAME_REQUIRED, 0, "a name is missing here", "a bare '<' is written '&lt;'"},
	{XML_ERR_ENTITYREF_SEMICOL_MISSING, '&', "'&' begins an entity that has no ';'",
	 "a bare '&' is written '&amp;'"},
	{XML_ERR_GT_REQUIRED, '<', "this tag is not finished: '>' is missing",
	 "look for a missing '>' or quote"},
	{XML_ERR_DOCUMENT_END, 0, "more content behind the end of the document",
	 "a document has one outermost element"},
	{XML_ERR_COMMENT_NOT_FINISHED, '<', "a comment that does not end", "close it with '-->'"},
	{XML_ERR_HYPHEN_IN_COMMENT, 0, "'--' within a comment",
	 "a comment may not hold two hyphens in a row"},
	{XML_ERR_CDATA_NOT_FINISHED, '<', "a CDATA section that does not end",
	 "close it with ']]>'"},
	{XML_ERR_RESERVED_XML_NAME, '<', "an XML declaration that is not at the very beginning",
	 "move <?xml …?> to the first character of the file"},
	{XML_ERR_INVALID_CHAR, 0, "a control character that XML forbids", "remove it"},
	{XML_ERR_SPACE_REQUIRED, 0, "a blank is missing here", "separate attributes by a blank"},
	{XML_ERR_ENTITY_LOOP, '&', "an entity that refers to itself", NULL},
	{XML_ERR_UNSUPPORTED_ENCODING, 0, "an encoding that is not known",
	 "save the file as UTF-8"},
};

static const struct advice *
find_advice(int code)
{
	for (size_t i = 0; i < sizeof advices / sizeof advices[0]; i++)
		if (advices[i].code == code)
			return &advices[i];
	return NULL;
}

static size_t
back_to(const struct xml_source *source, size_t offset, char c)
{
	const char *found;

	if (offset > source->len)
		offset = source->len;
	found = memrchr(source->text, c, offset);
	return found == NULL ? offset : (size_t)(found - source->text);
}

/* libxml2's message as ours are written: one line, no full stop, small first letter unless it is a
 * name. */
static char *
tidy(struct arena *arena, const char *message)
{
	size_t len = strlen(message);
	char *s;

	while (len > 0 && (message[len - 1] == '\n' || message[len - 1] == '.'))
		len--;
	s = arena_strndup(arena, message, len);
	if (isupper((unsigned char)s[0]) && islower((unsigned char)s[1]))
		s[0] = (char)tolower((unsigned char)s[0]);
	for (char *p = s; *p != '\0'; p++)
		if (*p == '\n')
			*p = ' ';
	return s;
}

static void
note_open(struct xml_run *run, const xmlNode *open)
{
	struct diag_place place;

	if (open == NULL || open->type != XML_ELEMENT_NODE)
		return;
	place = xml_place(open);
	diag_note(run->diag, &place, "'<%s>' is opened here, line %d", (const char *)open->name,
		  place.line);
}

static void
report_mismatch(struct xml_run *run, const struct xml_source *source, size_t offset,
		const xmlError *error, const xmlNode *open)
{
	struct diag_place place = xml_text_place(source, back_to(source, offset, '<'));
	const char *start = error->str1 == NULL ? "?" : error->str1;
	const char *end = error->str2 == NULL ? "?" : error->str2;

	place.length = (int)strlen(end) + 3;
	diag_add(run->diag, &base_diags[BASE_DIAG_XML_MISMATCH], &place, start, end);
	note_open(run, open);
	diag_help(run->diag, "write '</%s>' here, or close '<%s>' earlier", start, start);
}

void
xml_error_report(struct xml_run *run, const struct xml_source *source, size_t offset,
		 const xmlError *error, const xmlNode *open)
{
	const struct advice *advice = find_advice(error->code);
	const char *name = error->str1 == NULL ? "?" : error->str1;
	struct diag_place place;

	switch (error->code) {
	case XML_ERR_TAG_NAME_MISMATCH:
		report_mismatch(run, source, offset, error, open);
		return;
	case XML_ERR_TAG_NOT_FINISHED:
		place = xml_text_place(source, offset);
		diag_add(run->diag, &base_diags[BASE_DIAG_XML_UNCLOSED], &place, name);
		note_open(run, open);
		return;
	case XML_ERR_UNDECLARED_ENTITY:
	case XML_WAR_UNDECLARED_ENTITY:
		place = xml_text_place(source, back_to(source, offset, '&'));
		place.length = (int)strlen(name) + 2;
		diag_add(run->diag, &base_diags[BASE_DIAG_XML_ENTITY_UNKNOWN], &place, name);
		if (strcmp(name, "nbsp") == 0)
			diag_help(run->diag, "write a no-break space as '&#160;'");
		else
			diag_help(run->diag, "XML knows &amp; &lt; &gt; &quot; &apos; and numbers: "
					     "'&#8364;'; a bare '&' is written '&amp;'");
		return;
	case XML_ERR_NAME_REQUIRED:
		/* One code for two mistakes: '&' alone, and '<' alone. */
		if (offset > 0 && offset <= source->len && source->text[offset - 1] == '&') {
			place = xml_text_place(source, offset - 1);
			diag_add(run->diag, &base_diags[BASE_DIAG_XML_SYNTAX], &place,
				 "'&' that begins no entity");
			diag_help(run->diag, "a bare '&' is written '&amp;'");
			return;
		}
		break;
	default:
		break;
	}
	if (advice != NULL && advice->back_to != 0)
		offset = back_to(source, offset, advice->back_to);
	place = xml_text_place(source, offset);
	diag_add(run->diag, &base_diags[BASE_DIAG_XML_SYNTAX], &place,
		 advice != NULL && advice->text != NULL
			 ? advice->text
			 : tidy(run->arena, error->message == NULL ? "?" : error->message));
	if (advice != NULL && advice->help != NULL)
		diag_help(run->diag, "%s", advice->help);
}
