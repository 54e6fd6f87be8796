/* Functions of the rules about texts and the numbers in them. */
#include "base/strbuf.h"
#include "plan/rule_func.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void
rule_fn_count(xpath_call *call)
{
	const char *noun = rule_pop_text(call);
	double number = xmlXPathPopNumber(call);
	struct strbuf b = STRBUF_INIT;
	strbuf_printf(&b, "%g %s%s", number, noun, number == 1 ? "" : "s");
	xml_func_return_buf(call, &b);
}

static bool
number_in(const char *text, double *number)
{
	int64_t millionths;
	if (!plan_number(text, &millionths))
		return false;
	*number = (double)millionths / 1e6;
	return true;
}

void
rule_fn_number(xpath_call *call)
{
	double number;
	xmlXPathReturnNumber(call, number_in(rule_pop_text(call), &number) ? number : (double)NAN);
}

void
rule_fn_revision(xpath_call *call)
{
	const char *text = rule_pop_text(call);
	char *end;
	double major = strtod(text, NULL);
	const char *dot = strchr(text, '.');
	double minor = dot == NULL ? 0 : (double)strtol(dot + 1, &end, 10);
	xmlXPathReturnNumber(call, floor(major) * 1e6 + minor);
}

static bool
is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c & 0x80) != 0;
}

void
rule_fn_unfinished(xpath_call *call)
{
	static const char *const marks[] = {"TBD", "TODO", "???", "lorem"};
	const char *text = rule_pop_text(call);
	const char *found = "";
	for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++) {
		size_t len = strlen(marks[i]);
		for (const char *s = strcasestr(text, marks[i]); s != NULL;
		     s = strcasestr(s + 1, marks[i]))
			if (!is_letter(marks[i][0]) ||
			    ((s == text || !is_letter(s[-1])) && !is_letter(s[len])))
				found = marks[i];
	}
	xml_func_return(call, found);
}

/* Relations a target may begin with; the longer first. */
enum relation { AT_LEAST, AT_MOST, MORE, LESS, EQUAL };

static enum relation
relation_of(const char *target, const char *want)
{
	static const struct {
		const char *sign;
		enum relation is;
	} signs[] = {{">=", AT_LEAST}, {"≥", AT_LEAST}, {"<=", AT_MOST}, {"≤", AT_MOST},
		     {">", MORE},      {"<", LESS},	{"=", EQUAL}};
	for (size_t i = 0; i < sizeof signs / sizeof signs[0]; i++)
		if (strstr(target, signs[i].sign) != NULL)
			return signs[i].is;
	return strcmp(want, "down") == 0 ? AT_MOST : AT_LEAST;
}

void
rule_fn_meets(xpath_call *call)
{
	double wanted;
	double value = xmlXPathPopNumber(call);
	const char *want = rule_pop_text(call);
	const char *target = rule_pop_text(call);
	bool ok = number_in(target, &wanted) && !isnan(value);
	switch (relation_of(target, want)) {
	case AT_LEAST:
		ok = ok && value >= wanted;
		break;
	case AT_MOST:
		ok = ok && value <= wanted;
		break;
	case MORE:
		ok = ok && value > wanted;
		break;
	case LESS:
		ok = ok && value < wanted;
		break;
	case EQUAL:
	default:
		ok = ok && fabs(value - wanted) < 1e-9;
		break;
	}
	xmlXPathReturnBoolean(call, ok);
}

/* Digits that prove anything: as many as every page prints. */
#define DIGEST_MIN 16

static const char *
digits_of(const char *digest)
{
	return strncmp(digest, "sha256:", 7) == 0 ? digest + 7 : digest;
}

void
rule_fn_same_digest(xpath_call *call)
{
	const char *b = digits_of(rule_pop_text(call));
	const char *a = digits_of(rule_pop_text(call));
	size_t len = strlen(a) < strlen(b) ? strlen(a) : strlen(b);
	xmlXPathReturnBoolean(call, len < DIGEST_MIN || strncasecmp(a, b, len) == 0);
}
