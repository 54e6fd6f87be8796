/*
 * Errors: what libxslt and libxml2 say while a layout compiles and runs, as diagnostics.
 *
 * libxslt prints: first a line that says where ("runtime error: file … line … element …"), then the
 * text, in one or more calls that end with a newline; an xsl:message is a text without such a line.
 * XPath reports through libxml2 before libxslt says that an expression gave nothing: kept as the
 * cause, it is the better message.  While compiling, whether a message is an error shows only
 * afterwards, so they wait.
 */
#include "merge/merge.h"
#include "merge/run.h"

#include "base/arena.h"
#include "base/vec.h"
#include "merge/merge_diag.h"

#include <libxml/uri.h>
#include <libxml/xmlerror.h>
#include <libxml/xpath.h>
#include <libxslt/xslt.h>
#include <libxslt/xsltInternals.h>
#include <libxslt/xsltutils.h>
#include <stdarg.h>
#include <string.h>

/* Beyond these a layout that fails in a loop says nothing new. */
#define ERROR_LIMIT 20

static const char *
file_of(struct arena *arena, const char *uri)
{
	char *plain = xmlURIUnescapeString(uri, 0, NULL);
	const char *copy = arena_strdup(arena, plain != NULL ? plain : uri);

	xmlFree(plain);
	return strncmp(copy, "file://", 7) == 0 ? copy + 7 : copy;
}

struct diag_place
merge_errors_place(struct merge_state *state, const struct _xsltTransformContext *ctx)
{
	struct diag_place place = {.file = state->layout->stylesheet};

	if (ctx == NULL || ctx->inst == NULL)
		return place;
	if (ctx->inst->doc != NULL && ctx->inst->doc->URL != NULL)
		place.file = file_of(state->arena, (const char *)ctx->inst->doc->URL);
	place.line = (int)xmlGetLineNo(ctx->inst);
	return place;
}

/* Without the names of libxslt's own functions, which tell a designer nothing. */
static const char *
clean(struct arena *arena, const char *text, size_t len)
{
	static const char space[] = " \t\r\n";
	char *copy;
	size_t name;

	while (len > 0 && strchr(space, text[len - 1]) != NULL)
		len--;
	while (len > 0 && strchr(space, *text) != NULL)
		text++, len--;
	copy = arena_strndup(arena, text, len);
	name = strspn(copy, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ");
	if ((strncmp(copy, "xslt", 4) == 0 || strncmp(copy, "xmlXPath", 8) == 0) &&
	    copy[name] == ':' && copy[name + 1] == ' ')
		copy += name + 2;
	for (char *p = copy; *p != '\0'; p++) {
		if (*p == '\n')
			*p = ' ';
	}
	return copy;
}

static bool
is_limit(const char *text)
{
	return strstr(text, "infinite template recursion") != NULL ||
	       strstr(text, "imit exceeded") != NULL || strstr(text, "ecursion") != NULL;
}

static bool
has_end(const char *text, const char *end)
{
	size_t len = strlen(text);

	return len >= strlen(end) && strcmp(text + len - strlen(end), end) == 0;
}

/* XPath prints which function is missing, and then reports an error that does not name it. */
static bool
is_reason(const char *text)
{
	return strncmp(text, "function ", 9) == 0 && has_end(text, " not found");
}

/* The stylesheet has an instruction of a later XSLT, or none at all, and no fallback for it. */
static bool
is_unknown_instruction(const char *text)
{
	return has_end(text, " was not compiled");
}

static const xmlNode *
message_element(const struct merge_state *state)
{
	const xmlNode *inst = state->context != NULL ? state->context->inst : NULL;

	if (inst == NULL || inst->ns == NULL ||
	    strcmp((const char *)inst->ns->href, (const char *)XSLT_NAMESPACE) != 0 ||
	    strcmp((const char *)inst->name, "message") != 0)
		return NULL;
	return inst;
}

static void
record(struct merge_state *state, enum merge_diag id, const struct diag_place *place,
       const char *text)
{
	diag_add(state->diag, &merge_diags[id], place, text);
	if (merge_diags[id].rank < DIAG_ERROR)
		return;
	state->errors.failed = true;
	if (++state->errors.count >= ERROR_LIMIT && state->context != NULL)
		state->context->state = XSLT_STATE_STOPPED;
}

static void
record_message(struct merge_state *state, const xmlNode *inst, const char *text)
{
	struct diag_place place = merge_errors_place(state, state->context);
	xmlChar *terminate = xmlGetNoNsProp(inst, (const xmlChar *)"terminate");
	bool ends = terminate != NULL && strcmp((const char *)terminate, "yes") == 0;

	xmlFree(terminate);
	record(state, ends ? MERGE_DIAG_TERMINATED : MERGE_DIAG_MESSAGE, &place, text);
}

/* What libxslt and libxml2 mean. */
static const char *
limit_of(const char *text)
{
	if (strstr(text, "template recursion") != NULL)
		return "templates call each other without end";
	if (strstr(text, "peration limit exceeded") != NULL)
		return "it does more than a plan of this size can need";
	return text;
}

/* The template that runs, as a designer knows it. */
static const char *
template_name(struct arena *arena, const xsltTransformContext *ctx)
{
	const xsltTemplate *t = ctx->templ;

	if (t == NULL)
		return "";
	if (t->name != NULL)
		return arena_printf(arena, ", in template '%s'", (const char *)t->name);
	return arena_printf(arena, ", in the template for '%s'",
			    t->match != NULL ? (const char *)t->match : "?");
}

void
merge_errors_limit(struct merge_state *state, const char *what)
{
	struct diag_place place = merge_errors_place(state, state->context);

	if (state->context->state == XSLT_STATE_STOPPED)
		return;
	record(state, MERGE_DIAG_LIMIT, &place,
	       arena_printf(state->arena, "%s%s", what,
			    template_name(state->arena, state->context)));
	state->context->state = XSLT_STATE_STOPPED;
}

static void
record_error(struct merge_state *state, const char *text)
{
	struct merge_errors *e = &state->errors;
	struct diag_place place = e->placed ? e->place : merge_errors_place(state, state->context);

	if (e->cause.len > 0)
		text = clean(state->arena, e->cause.s, e->cause.len);
	if (is_limit(text)) {
		merge_errors_limit(state, limit_of(text));
		return;
	}
	if (is_unknown_instruction(text)) {
		text = arena_printf(state->arena, "there is no instruction xsl:%.*s",
				    (int)strcspn(text, " "), text);
		record(state, MERGE_DIAG_RUN, &place, text);
	} else if (e->placed || e->cause.len > 0) {
		record(state, MERGE_DIAG_RUN, &place, text);
	} else if (!e->failed) {
		record(state, MERGE_DIAG_RUN_WARNING, &place, text);
	}
}

/* Is it libxslt's complaint about what the loader or the rights refused and reported?  While
 * compiling, nothing tells such complaints from others, and a sheet without its imports has many.
 */
static bool
is_consequence(const struct merge_state *state)
{
	const struct merge_errors *e = &state->errors;

	return e->told && (state->context == NULL || state->context->inst == e->told_at);
}

/* One whole message has come. */
static void
flush(struct merge_state *state)
{
	struct merge_errors *e = &state->errors;
	const char *text = clean(state->arena, e->text.s, e->text.len);
	const xmlNode *message = e->placed ? NULL : message_element(state);

	if (message == NULL && is_consequence(state)) {
		; /* its reason stands already */
	} else if (!state->running) {
		struct merge_pending p = {.place = e->place, .text = text};

		if (e->cause.len > 0)
			p.text = arena_printf(state->arena, "%s: %s", text,
					      clean(state->arena, e->cause.s, e->cause.len));
		VEC_PUSH(state->arena, e, p);
	} else if (message != NULL) {
		record_message(state, message, text);
	} else if (is_reason(text)) {
		strbuf_clear(&e->cause);
		strbuf_puts(&e->cause, text);
		strbuf_clear(&e->text);
		return;
	} else if (text[0] != '\0') {
		record_error(state, text);
		/* XPath will report it once more, without the name */
		if (strncmp(text, "Variable '", 10) == 0)
			merge_errors_told(state);
	}
	strbuf_clear(&e->text);
	strbuf_clear(&e->cause);
	e->placed = false;
	e->place = (struct diag_place){.file = state->layout->stylesheet};
}

/* The line that says where: libxslt's formats, read by their arguments. false: not such a line. */
static bool
take_context(struct merge_state *state, const char *format, va_list ap)
{
	struct merge_errors *e = &state->errors;
	const char *file;

	if (strncmp(format, "%s: ", 4) != 0 || strstr(format, "\n") == NULL)
		return false;
	if (strncmp(format, "%s: file %s", 11) != 0) {
		e->placed = strncmp(format, "%s: element %s", 14) == 0;
		return e->placed;
	}
	(void)va_arg(ap, const char *);
	file = va_arg(ap, const char *);
	e->place = (struct diag_place){.file = file_of(state->arena, file)};
	if (strncmp(format, "%s: file %s line %d", 19) == 0)
		e->place.line = va_arg(ap, int);
	e->placed = true;
	return true;
}

static void on_text(void *ctx, const char *format, ...) __attribute__((format(printf, 2, 3)));

static void
on_text(void *ctx, const char *format, ...)
{
	struct merge_state *state = ctx;
	struct merge_errors *e = &state->errors;
	va_list ap;
	bool context;

	va_start(ap, format);
	context = take_context(state, format, ap);
	va_end(ap);
	if (context)
		return;
	va_start(ap, format);
	strbuf_vprintf(&e->text, format, ap);
	va_end(ap);
	if (e->text.len > 0 && e->text.s[e->text.len - 1] == '\n')
		flush(state);
}

static void
on_xml(void *ctx, xmlErrorPtr error)
{
	struct merge_state *state = ctx;
	struct merge_errors *e = &state->errors;

	if (error == NULL || error->message == NULL || error->level < XML_ERR_ERROR)
		return;
	if (e->cause.len > 0) /* the first reason is the reason */
		return;
	strbuf_puts(&e->cause, clean(state->arena, error->message, strlen(error->message)));
	if (error->domain == XML_FROM_XPATH && error->str1 != NULL)
		strbuf_printf(&e->cause, " in '%s'", error->str1);
}

void
merge_errors_again(struct merge_state *state)
{
	xmlSetStructuredErrorFunc(state, on_xml);
	xmlSetGenericErrorFunc(state, on_text);
	xsltSetGenericErrorFunc(state, on_text);
}

void
merge_errors_begin(struct merge_state *state, struct merge_handlers *saved)
{
	saved->structured_ctx = xmlStructuredErrorContext;
	saved->structured = xmlStructuredError;
	saved->generic_ctx = xmlGenericErrorContext;
	saved->generic = xmlGenericError;
	saved->xslt_ctx = xsltGenericErrorContext;
	saved->xslt = xsltGenericError;
	state->errors = (struct merge_errors){.text = STRBUF_INIT, .cause = STRBUF_INIT};
	state->errors.place.file = state->layout->stylesheet;
	merge_errors_again(state);
}

void
merge_errors_compiled(struct merge_state *state, bool ok)
{
	struct merge_errors *e = &state->errors;
	size_t limit = e->len < ERROR_LIMIT ? e->len : ERROR_LIMIT;

	for (size_t i = 0; i < limit; i++) {
		/* Whether an unknown instruction matters shows when it is reached. */
		if (ok && strncmp(e->at[i].text, "unknown xsl:", 12) == 0)
			continue;
		record(state, ok ? MERGE_DIAG_RUN_WARNING : MERGE_DIAG_COMPILE, &e->at[i].place,
		       e->at[i].text);
	}
	if (!ok && !e->failed)
		record(state, MERGE_DIAG_COMPILE, &e->place,
		       e->cause.len > 0 ? clean(state->arena, e->cause.s, e->cause.len)
					: "it cannot be compiled");
	strbuf_clear(&e->cause);
	e->told = false;
	state->running = true;
}

void
merge_errors_context(struct merge_state *state, struct _xsltTransformContext *ctx)
{
	state->context = ctx;
	xsltSetTransformErrorFunc(ctx, state, on_text);
}

void
merge_errors_told(struct merge_state *state)
{
	state->errors.failed = true;
	state->errors.told = true;
	state->errors.told_at = state->context != NULL ? state->context->inst : NULL;
}

void
merge_errors_finished(struct merge_state *state)
{
	struct merge_errors *e = &state->errors;
	struct diag_place place = {.file = state->layout->stylesheet};

	if (e->text.len > 0)
		flush(state);
	if (e->failed || state->context->state == XSLT_STATE_OK)
		return;
	/* Some instructions stop without a word; XPath may have said why. */
	if (e->cause.len > 0)
		record(state, MERGE_DIAG_RUN, &place,
		       clean(state->arena, e->cause.s, e->cause.len));
	else
		record(state, MERGE_DIAG_TERMINATED, &place, "the layout ended itself");
}

void
merge_errors_end(struct merge_state *state, const struct merge_handlers *saved)
{
	xmlSetStructuredErrorFunc(saved->structured_ctx, saved->structured);
	xmlSetGenericErrorFunc(saved->generic_ctx, saved->generic);
	xsltSetGenericErrorFunc(saved->xslt_ctx, saved->xslt);
	strbuf_release(&state->errors.text);
	strbuf_release(&state->errors.cause);
}
