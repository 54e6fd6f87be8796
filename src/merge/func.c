/*
 * Extension functions of layouts: dates, numbers, names, as the plan's language writes them.
 *
 * Each is a row of the table below.  Wrong arguments give an empty string or NaN, as XPath's own
 * functions do; only a wrong number of arguments is an error.  generate-id() is replaced: libxslt's
 * is made of addresses, and no address may reach an output.
 */
#include "merge/func.h"

#include "base/arena.h"
#include "base/date.h"
#include "base/utf8.h"
#include "base/words.h"
#include "base/xml_func.h"
#include "merge/merge.h"
#include "merge/merge_diag.h"
#include "merge/qr.h"
#include "merge/run.h"
#include "merge/words.h"

#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <libxslt/extensions.h>
#include <libxslt/xsltInternals.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#define FUNC_NS	     ((const xmlChar *)"urn:planpress:functions:1")
#define MAX_DECIMALS 9

static struct merge_state *
state_of(xmlXPathParserContext *xp)
{
	return xsltXPathGetTransformContext(xp)->_private;
}

static const char *
pop_string(xmlXPathParserContext *xp)
{
	return xml_func_pop(xp, state_of(xp)->arena);
}

/* The language: an argument if there is one, else the plan's. */
static const char *
pop_lang(xmlXPathParserContext *xp, bool given)
{
	const char *lang = given ? pop_string(xp) : "";

	return lang[0] != '\0' ? lang : state_of(xp)->lang;
}

/* The day of a date or a time. */
static date
pop_day(xmlXPathParserContext *xp)
{
	return date_parse_time(pop_string(xp), NULL);
}

static void
fn_date(xmlXPathParserContext *xp, int n)
{
	static const char *const styles[] = {
		[DATE_ISO] = "iso",   [DATE_SHORT] = "short", [DATE_MEDIUM] = "medium",
		[DATE_LONG] = "long", [DATE_FULL] = "full",
	};
	struct strbuf b = STRBUF_INIT;
	const char *lang;
	const char *style;
	date d;

	if (!xml_func_has(xp, n, 2, 3))
		return;
	lang = pop_lang(xp, n == 3);
	style = pop_string(xp);
	d = pop_day(xp);
	for (size_t i = 0; d != DATE_NONE && i < sizeof styles / sizeof *styles; i++) {
		if (strcmp(styles[i], style) == 0)
			date_put(&b, d, lang, (enum date_style)i);
	}
	xml_func_return_buf(xp, &b);
}

/* No line breaks within a date: its spaces do not break. */
static void
fn_day(xmlXPathParserContext *xp, int n)
{
	static const char nbsp[] = "\u00A0";
	struct strbuf b = STRBUF_INIT;
	struct strbuf day = STRBUF_INIT;
	enum date_style style = DATE_MEDIUM;
	date d;

	if (!xml_func_has(xp, n, 1, 2))
		return;
	if (n == 2)
		style = strcmp(pop_string(xp), "short") == 0 ? DATE_SHORT : DATE_MEDIUM;
	d = pop_day(xp);
	if (d != DATE_NONE)
		date_put(&b, d, state_of(xp)->lang, style);
	for (size_t i = 0; i < b.len; i++) {
		if (b.s[i] == ' ')
			strbuf_puts(&day, nbsp);
		else
			strbuf_putc(&day, b.s[i]);
	}
	xml_func_return_buf(xp, &day);
	strbuf_release(&b);
}

static void
fn_month(xmlXPathParserContext *xp, int n)
{
	const char *lang;
	date d;

	if (!xml_func_has(xp, n, 1, 2))
		return;
	lang = pop_lang(xp, n == 2);
	d = pop_day(xp);
	xml_func_return(xp,
			d != DATE_NONE ? date_month_name(lang, date_to_ymd(d).month, false) : "");
}

static void
fn_weekday(xmlXPathParserContext *xp, int n)
{
	const char *lang;
	date d;

	if (!xml_func_has(xp, n, 1, 2))
		return;
	lang = pop_lang(xp, n == 2);
	d = pop_day(xp);
	xml_func_return(xp, d != DATE_NONE ? date_weekday_name(lang, date_weekday(d), false) : "");
}

static void
fn_week(xmlXPathParserContext *xp, int n)
{
	int year;
	date d;

	if (!xml_func_has(xp, n, 1, 1))
		return;
	d = pop_day(xp);
	xmlXPathReturnNumber(xp, d != DATE_NONE ? date_iso_week(d, &year) : xmlXPathNAN);
}

static void
fn_days(xmlXPathParserContext *xp, int n)
{
	date from;
	date to;

	if (!xml_func_has(xp, n, 2, 2))
		return;
	to = pop_day(xp);
	from = pop_day(xp);
	xmlXPathReturnNumber(xp, from != DATE_NONE && to != DATE_NONE ? to - from : xmlXPathNAN);
}

/* How languages write numbers; English where a language is not named. */
struct number_style {
	const char *lang;
	const char *point;
	const char *group;
	int group_from; /* digits from which groups are written */
};

static const struct number_style number_styles[] = {
	{"en", ".", ",", 4},	     {"de", ",", ".", 4},	  {"da", ",", ".", 4},
	{"nl", ",", ".", 4},	     {"it", ",", ".", 4},	  {"tr", ",", ".", 4},
	{"el", ",", ".", 4},	     {"id", ",", ".", 4},	  {"es", ",", ".", 5},
	{"pt", ",", "\u00A0", 5},    {"pl", ",", "\u00A0", 5},	  {"fr", ",", "\u202F", 4},
	{"sv", ",", "\u00A0", 4},    {"nb", ",", "\u00A0", 4},	  {"no", ",", "\u00A0", 4},
	{"nn", ",", "\u00A0", 4},    {"fi", ",", "\u00A0", 4},	  {"cs", ",", "\u00A0", 4},
	{"sk", ",", "\u00A0", 4},    {"hu", ",", "\u00A0", 4},	  {"ru", ",", "\u00A0", 4},
	{"uk", ",", "\u00A0", 4},    {"bg", ",", "\u00A0", 5},	  {"ro", ",", ".", 4},
	{"de-CH", ".", "\u2019", 4}, {"de-LI", ".", "\u2019", 4}, {"de-AT", ",", "\u00A0", 4},
	{"pt-BR", ",", ".", 4},	     {"es-MX", ".", ",", 4},	  {"fr-CH", ",", "\u202F", 4},
};

static const struct number_style *
number_style(const char *lang)
{
	const struct number_style *best = &number_styles[0];
	size_t best_len = 0;

	for (size_t i = 0; i < sizeof number_styles / sizeof *number_styles; i++) {
		size_t len = strlen(number_styles[i].lang);

		if (len > best_len && strncasecmp(lang, number_styles[i].lang, len) == 0 &&
		    (lang[len] == '\0' || lang[len] == '-')) {
			best = &number_styles[i];
			best_len = len;
		}
	}
	return best;
}

/* digits: as %.*f writes them, without sign. */
static void
put_grouped(struct strbuf *b, const char *digits, const struct number_style *style)
{
	size_t whole = strcspn(digits, ".");

	for (size_t i = 0; i < whole; i++) {
		if (i > 0 && (whole - i) % 3 == 0 && whole >= (size_t)style->group_from)
			strbuf_puts(b, style->group);
		strbuf_putc(b, digits[i]);
	}
	if (digits[whole] == '.') {
		strbuf_puts(b, style->point);
		strbuf_puts(b, digits + whole + 1);
	}
}

/* What is no number or too large writes nothing. */
static void
put_number(struct strbuf *b, double value, int decimals, const char *lang)
{
	char digits[64];

	if (!isfinite(value) || fabs(value) >= 1e15)
		return;
	/* The "C" locale is never left, so the point is a point. */
	snprintf(digits, sizeof digits, "%.*f", decimals, fabs(value));
	if (value < 0 && strpbrk(digits, "123456789") != NULL)
		strbuf_puts(b, "\u2212");
	put_grouped(b, digits, number_style(lang));
}

static void
fn_number(xmlXPathParserContext *xp, int n)
{
	struct strbuf b = STRBUF_INIT;
	const char *lang;
	double decimals;

	if (!xml_func_has(xp, n, 2, 3))
		return;
	lang = pop_lang(xp, n == 3);
	decimals = xmlXPathPopNumber(xp);
	if (!(decimals >= 0))
		decimals = 0;
	if (decimals > MAX_DECIMALS)
		decimals = MAX_DECIMALS;
	put_number(&b, xmlXPathPopNumber(xp), (int)decimals, lang);
	xml_func_return_buf(xp, &b);
}

static void
fn_decimal(xmlXPathParserContext *xp, int n)
{
	struct strbuf b = STRBUF_INIT;
	double value;

	if (!xml_func_has(xp, n, 1, 1))
		return;
	value = xmlXPathPopNumber(xp);
	put_number(&b, value, value != floor(value), state_of(xp)->lang);
	xml_func_return_buf(xp, &b);
}

/* Letters whose upper case lies at a fixed distance, or beside them (step 2). */
static const struct case_range {
	uint32_t first, last; /* lower case */
	int32_t distance;     /* to upper case */
	uint32_t step;
} case_ranges[] = {
	{'a', 'z', -32, 1},	{0xE0, 0xF6, -32, 1},	 {0xF8, 0xFE, -32, 1},
	{0xFF, 0xFF, 121, 1},	{0x101, 0x12F, -1, 2},	 {0x133, 0x137, -1, 2},
	{0x13A, 0x148, -1, 2},	{0x14B, 0x177, -1, 2},	 {0x17A, 0x17E, -1, 2},
	{0x1CE, 0x1DC, -1, 2},	{0x1DF, 0x1EF, -1, 2},	 {0x1F9, 0x21F, -1, 2},
	{0x223, 0x233, -1, 2},	{0x3AC, 0x3AC, -38, 1},	 {0x3AD, 0x3AF, -37, 1},
	{0x3B1, 0x3C1, -32, 1}, {0x3C3, 0x3CB, -32, 1},	 {0x3CC, 0x3CC, -64, 1},
	{0x3CD, 0x3CE, -63, 1}, {0x430, 0x44F, -32, 1},	 {0x450, 0x45F, -80, 1},
	{0x461, 0x481, -1, 2},	{0x48B, 0x4BF, -1, 2},	 {0x4D1, 0x52F, -1, 2},
	{0x561, 0x586, -48, 1}, {0x1E01, 0x1E95, -1, 2}, {0x1EA1, 0x1EFF, -1, 2},
};

static uint32_t
upper(uint32_t c)
{
	for (size_t i = 0; i < sizeof case_ranges / sizeof *case_ranges; i++) {
		const struct case_range *r = &case_ranges[i];

		if (c >= r->first && c <= r->last && (c - r->first) % r->step == 0)
			return (uint32_t)((int32_t)c + r->distance);
	}
	return c;
}

static uint32_t
lower(uint32_t c)
{
	for (size_t i = 0; i < sizeof case_ranges / sizeof *case_ranges; i++) {
		const struct case_range *r = &case_ranges[i];
		uint32_t small = (uint32_t)((int32_t)c - r->distance);

		if (small >= r->first && small <= r->last && (small - r->first) % r->step == 0)
			return small;
	}
	return c;
}

static void
change_case(xmlXPathParserContext *xp, int n, uint32_t (*change)(uint32_t))
{
	struct strbuf b = STRBUF_INIT;
	const char *p;
	const char *end;

	if (!xml_func_has(xp, n, 1, 1))
		return;
	p = pop_string(xp);
	end = p + strlen(p);
	while (p < end) {
		uint32_t c = utf8_next(&p, end);

		if (c == 0xDF && change == upper)
			strbuf_puts(&b, "SS");
		else
			strbuf_put_utf8(&b, change(c));
	}
	xml_func_return_buf(xp, &b);
}

static void
fn_upper(xmlXPathParserContext *xp, int n)
{
	change_case(xp, n, upper);
}

static void
fn_lower(xmlXPathParserContext *xp, int n)
{
	change_case(xp, n, lower);
}

static void
fn_exists(xmlXPathParserContext *xp, int n)
{
	const char *name;

	if (!xml_func_has(xp, n, 1, 1))
		return;
	name = pop_string(xp);
	xmlXPathReturnBoolean(xp, name[0] != '\0' && merge_access_find(state_of(xp), name) != NULL);
}

static void
fn_initials(xmlXPathParserContext *xp, int n)
{
	struct strbuf b = STRBUF_INIT;
	bool begin = true;
	const char *p;
	const char *end;

	if (!xml_func_has(xp, n, 1, 1))
		return;
	p = pop_string(xp);
	end = p + strlen(p);
	while (p < end) {
		uint32_t c = utf8_next(&p, end);
		bool gap = utf8_is_xml_space(c) || c == '-' || c == 0xA0;

		if (!gap && begin)
			strbuf_put_utf8(&b, upper(c));
		begin = gap;
	}
	xml_func_return_buf(xp, &b);
}

/* A key or a value for want of words. */
static const char *
with_spaces(struct arena *arena, const char *text)
{
	char *copy = arena_strdup(arena, text);

	for (char *p = copy; (p = strchr(p, '-')) != NULL;)
		*p = ' ';
	return copy;
}

static void
fn_label(xmlXPathParserContext *xp, int n)
{
	struct merge_state *state = state_of(xp);
	const char *otherwise;
	const char *lang;
	const char *key;
	const char *text;

	if (!xml_func_has(xp, n, 1, 3))
		return;
	otherwise = n == 3 ? pop_string(xp) : NULL;
	lang = pop_lang(xp, n >= 2);
	key = pop_string(xp);
	text = merge_label(state, key, lang, n == 3);
	if (text == NULL)
		text = otherwise != NULL ? otherwise : with_spaces(state->arena, key);
	xml_func_return(xp, text);
}

/* The words of each of the values, with commas between. */
static void
fn_word(xmlXPathParserContext *xp, int n)
{
	struct merge_state *state = state_of(xp);
	struct strbuf b = STRBUF_INIT;
	const char *values;
	const char *kind;
	size_t len;

	if (!xml_func_has(xp, n, 2, 2))
		return;
	values = pop_string(xp);
	kind = pop_string(xp);
	for (const char *word; (word = words_next(&values, &len)) != NULL;) {
		const char *value = arena_strndup(state->arena, word, len);
		const char *key = arena_printf(state->arena, "%s.%s", kind, value);
		const char *text = merge_label(state, key, state->lang, false);

		strbuf_puts(&b, b.len > 0 ? ", " : "");
		strbuf_puts(&b, text != NULL ? text : with_spaces(state->arena, value));
	}
	xml_func_return_buf(xp, &b);
}

/* What the things behind the ids are called, with commas between. */
/* Names of a list of ids, by commas. */
static void
name_all(xmlXPathParserContext *xp, int n,
	 const char *(*name_of)(struct merge_state *state, const char *id, size_t len))
{
	struct merge_state *state = state_of(xp);
	struct strbuf b = STRBUF_INIT;
	const char *ids;
	size_t len;

	if (!xml_func_has(xp, n, 1, 1))
		return;
	ids = pop_string(xp);
	for (const char *id; (id = words_next(&ids, &len)) != NULL;) {
		const char *name = name_of(state, id, len);

		strbuf_puts(&b, b.len > 0 ? ", " : "");
		merge_put_bidi(&b, name != NULL ? name : arena_strndup(state->arena, id, len));
	}
	xml_func_return_buf(xp, &b);
}

static void
fn_name(xmlXPathParserContext *xp, int n)
{
	name_all(xp, n, merge_name);
}

static void
fn_brief(xmlXPathParserContext *xp, int n)
{
	name_all(xp, n, merge_brief_name);
}

static void
fn_bidi(xmlXPathParserContext *xp, int n)
{
	struct strbuf b = STRBUF_INIT;

	if (!xml_func_has(xp, n, 1, 1))
		return;
	merge_put_bidi(&b, pop_string(xp));
	xml_func_return_buf(xp, &b);
}

static void
fn_today(xmlXPathParserContext *xp, int n)
{
	if (xml_func_has(xp, n, 0, 0))
		xml_func_return(xp, state_of(xp)->today);
}

static void
fn_qr(xmlXPathParserContext *xp, int n)
{
	struct merge_state *state = state_of(xp);
	xsltTransformContext *ctx = xsltXPathGetTransformContext(xp);
	xmlXPathObject *result;
	const char *text;
	xmlDoc *tree;

	if (!xml_func_has(xp, n, 1, 1))
		return;
	text = pop_string(xp);
	tree = xsltCreateRVT(ctx);
	if (tree == NULL)
		oom();
	/* The tree lives as long as the instruction, and longer if a variable holds it. */
	xsltRegisterLocalRVT(ctx, tree);
	if (!merge_qr_write(tree, text)) {
		struct diag_place place = merge_errors_place(state, ctx);
		char size[24];

		snprintf(size, sizeof size, "%zu", strlen(text));
		diag_add(state->diag, &merge_diags[MERGE_DIAG_QR], &place, size);
	}
	result = xmlXPathNewNodeSet(tree->children);
	valuePush(xp, result);
}

/* Numbers of nodes in the order they were first asked for: the same in every run. */
struct merge_ids {
	struct {
		const void *node;
		unsigned number;
	} * at;
	size_t cap; /* a power of two */
	unsigned count;
};

static size_t
id_slot(const struct merge_ids *ids, const void *node)
{
	size_t i = (size_t)((uintptr_t)node >> 4) * (size_t)0x9E3779B97F4A7C15u;

	for (i = (i >> 20) & (ids->cap - 1); ids->at[i].node != NULL && ids->at[i].node != node;)
		i = (i + 1) & (ids->cap - 1);
	return i;
}

static unsigned
id_of(struct merge_state *state, const void *node)
{
	struct merge_ids *ids = state->ids;
	size_t i;

	if (ids == NULL || ids->count >= ids->cap / 2) {
		struct merge_ids *more = ARENA_NEW(state->arena, struct merge_ids);

		more->cap = ids == NULL ? 256 : ids->cap * 2;
		more->at = arena_array(state->arena, more->cap, sizeof *more->at);
		for (size_t k = 0; ids != NULL && k < ids->cap; k++) {
			if (ids->at[k].node != NULL)
				more->at[id_slot(more, ids->at[k].node)] = ids->at[k];
		}
		more->count = ids == NULL ? 0 : ids->count;
		state->ids = ids = more;
	}
	i = id_slot(ids, node);
	if (ids->at[i].node == NULL) {
		ids->at[i].node = node;
		ids->at[i].number = ++ids->count;
	}
	return ids->at[i].number;
}

static void
fn_generate_id(xmlXPathParserContext *xp, int n)
{
	const xmlNode *node = xp->context->node;
	xmlXPathObject *set = NULL;
	char id[24] = "";

	if (!xml_func_has(xp, n, 0, 1))
		return;
	if (n == 1) {
		if (xp->value == NULL ||
		    (xp->value->type != XPATH_NODESET && xp->value->type != XPATH_XSLT_TREE)) {
			xmlXPathSetTypeError(xp);
			return;
		}
		set = valuePop(xp);
		node = NULL;
		if (set->nodesetval != NULL && set->nodesetval->nodeNr > 0) {
			xmlXPathNodeSetSort(set->nodesetval);
			node = set->nodesetval->nodeTab[0];
		}
	}
	if (node != NULL)
		snprintf(id, sizeof id, "id%u", id_of(state_of(xp), node));
	xml_func_return(xp, id);
	xmlXPathFreeObject(set);
}

static const struct func {
	const char *name;
	xmlXPathFunction call;
} funcs[] = {
	{"date", fn_date},	   {"month", fn_month}, {"weekday", fn_weekday},
	{"week", fn_week},	   {"days", fn_days},	{"number", fn_number},
	{"upper", fn_upper},	   {"lower", fn_lower}, {"exists", fn_exists},
	{"initials", fn_initials}, {"today", fn_today}, {"qr", fn_qr},
	{"day", fn_day},	   {"label", fn_label}, {"word", fn_word},
	{"name", fn_name},	   {"bidi", fn_bidi},	{"brief", fn_brief},
	{"decimal", fn_decimal},
};

void
merge_func_register(struct _xsltTransformContext *ctx)
{
	for (size_t i = 0; i < sizeof funcs / sizeof *funcs; i++)
		xsltRegisterExtFunction(ctx, (const xmlChar *)funcs[i].name, FUNC_NS,
					funcs[i].call);
	/* A name is taken only once: the old one goes first. */
	xmlXPathRegisterFunc(ctx->xpathCtxt, (const xmlChar *)"generate-id", NULL);
	xmlXPathRegisterFunc(ctx->xpathCtxt, (const xmlChar *)"generate-id", fn_generate_id);
}
