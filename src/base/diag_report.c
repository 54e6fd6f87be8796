/*
 * Reports of a run (diag_report.h), and the formats that build servers read: GitHub's workflow
 * commands, and JUnit's XML as Jenkins and GitLab take it.  SARIF is diag_sarif.c.
 *
 * JUnit knows tests, not findings: an input is a suite, a finding a test.  What fails the run is a
 * failure; an input that cannot be read or judged is an error; the rest passes and says what it
 * found as its output.
 */
#include "base/diag_report.h"

#include "base/arena.h"
#include "base/diag_int.h"
#include "base/diag_report_int.h"
#include "base/map.h"
#include "base/strbuf.h"

#include <string.h>

/* ---- GitHub ---- */

/* A message, or with more the value of a property, with GitHub's escapes. */
static void
put_escaped(struct strbuf *out, const char *text, bool property)
{
	struct strbuf clean = STRBUF_INIT;

	for (; *text != '\0'; text++) {
		if (*text == '\n')
			strbuf_puts(&clean, "%0A");
		else if (*text == '\r')
			strbuf_puts(&clean, "%0D");
		else if (*text == '%')
			strbuf_puts(&clean, "%25");
		else if (property && *text == ':')
			strbuf_puts(&clean, "%3A");
		else if (property && *text == ',')
			strbuf_puts(&clean, "%2C");
		else
			strbuf_putc(&clean, *text);
	}
	diag_put_text(out, clean.s);
	strbuf_release(&clean);
}

static void
put_github_place(struct strbuf *out, const struct diag_place *place)
{
	if (place->file == NULL)
		return;
	strbuf_puts(out, " file=");
	put_escaped(out, place->file, true);
	if (place->line > 0)
		strbuf_printf(out, ",line=%d", place->line);
	if (place->line > 0 && place->column > 0)
		strbuf_printf(out, ",col=%d,endColumn=%d", place->column,
			      place->column + (place->length > 1 ? place->length - 1 : 0));
}

void
diag_put_github(struct strbuf *out, const struct diag_entry *e)
{
	strbuf_printf(out, "::%s",
		      e->rank >= DIAG_ERROR	? "error"
		      : e->rank >= DIAG_WARNING ? "warning"
						: "notice");
	put_github_place(out, &e->place);
	strbuf_printf(out, "%stitle=%s::", e->place.file == NULL ? " " : ",", e->kind->code);
	put_escaped(out, e->message, false);
	for (const struct diag_extra *n = e->notes; n != NULL; n = n->next) {
		strbuf_puts(out, "%0Anote: ");
		put_escaped(out, n->text, false);
		if (n->place.file != NULL && n->place.line > 0) {
			strbuf_puts(out, " (");
			put_escaped(out, n->place.file, false);
			strbuf_printf(out, ":%d)", n->place.line);
		}
	}
	if (e->help != NULL) {
		strbuf_puts(out, "%0Ahelp: ");
		put_escaped(out, e->help, false);
	}
	strbuf_putc(out, '\n');
}

/* ---- JUnit ---- */

/* name="value": characters that XML cannot hold become visible. */
static void
put_attr(struct strbuf *out, const char *name, const char *value)
{
	struct strbuf clean = STRBUF_INIT;

	diag_put_text(&clean, value);
	strbuf_printf(out, " %s=\"", name);
	strbuf_put_xml(out, clean.s, clean.len);
	strbuf_putc(out, '"');
	strbuf_release(&clean);
}

static bool
is_failure(const struct diag_report *r, const struct diag_entry *e)
{
	return e->rank >= DIAG_ERROR || (e->rank >= DIAG_WARNING && r->options.warnings_fail);
}

/* Not judged at all, rather than judged badly. */
static bool
is_obstacle(const struct diag_entry *e)
{
	return e->rank >= DIAG_ERROR && e->kind->exit > 1;
}

/* The finding as a compiler would tell it, with its notes. */
static void
put_story(const struct diag_entry *e, struct strbuf *out)
{
	struct strbuf story = STRBUF_INIT;

	diag_put_short(&story, e);
	if (e->help != NULL) {
		strbuf_puts(&story, "help: ");
		diag_put_text(&story, e->help);
		strbuf_putc(&story, '\n');
	}
	strbuf_put_xml(out, story.s, story.len);
	strbuf_release(&story);
}

static void
put_case(const struct diag_report *r, const struct diag_entry *e, const char *input,
	 struct strbuf *out)
{
	const char *element = is_obstacle(e)	 ? "error"
			      : is_failure(r, e) ? "failure"
						 : "system-out";
	struct strbuf name = STRBUF_INIT;

	strbuf_puts(&name, e->kind->code);
	if (e->place.id != NULL)
		strbuf_printf(&name, " %s", e->place.id);
	strbuf_printf(&name, ": %s", e->message);
	strbuf_puts(out, "    <testcase");
	put_attr(out, "classname", input);
	put_attr(out, "name", name.s);
	if (e->place.file != NULL)
		put_attr(out, "file", e->place.file);
	if (e->place.line > 0)
		strbuf_printf(out, " line=\"%d\"", e->place.line);
	strbuf_printf(out, " time=\"0\">\n      <%s", element);
	if (strcmp(element, "system-out") != 0) {
		put_attr(out, "message", e->message);
		put_attr(out, "type", e->kind->code);
	}
	strbuf_putc(out, '>');
	put_story(e, out);
	strbuf_printf(out, "</%s>\n    </testcase>\n", element);
	strbuf_release(&name);
}

static void
add_junit(struct diag_report *r, const struct diag_entry *const *all, size_t count,
	  const char *input, struct strbuf *out)
{
	size_t failures = 0, errors = 0;

	if (!r->begun)
		strbuf_puts(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
				 "<testsuites name=\"planpress check\">\n");
	for (size_t i = 0; i < count; i++) {
		errors += is_obstacle(all[i]);
		failures += !is_obstacle(all[i]) && is_failure(r, all[i]);
	}
	strbuf_puts(out, "  <testsuite");
	put_attr(out, "name", input);
	strbuf_printf(out,
		      " tests=\"%zu\" failures=\"%zu\" errors=\"%zu\" skipped=\"0\" time=\"0\">\n",
		      count == 0 ? 1 : count, failures, errors);
	for (size_t i = 0; i < count; i++)
		put_case(r, all[i], input, out);
	if (count == 0) {
		strbuf_puts(out, "    <testcase");
		put_attr(out, "classname", input);
		put_attr(out, "name", "nothing to find");
		strbuf_puts(out, " time=\"0\"/>\n");
	}
	strbuf_puts(out, "  </testsuite>\n");
}

/* ---- any ---- */

struct diag_report *
diag_report_new(struct arena *arena, const struct diag_report_options *options)
{
	struct diag_report *r = ARENA_NEW(arena, struct diag_report);

	r->arena = arena;
	r->options = *options;
	r->rules = map_new(arena);
	return r;
}

void
diag_report_add(struct diag_report *r, const struct diag *d, const char *input, struct strbuf *out)
{
	struct arena *scratch;
	const struct diag_entry **all;

	if (r->options.format != DIAG_SARIF && r->options.format != DIAG_JUNIT) {
		diag_print(d, out, r->options.format, r->options.colour);
		return;
	}
	scratch = arena_new();
	all = diag_sort(d, scratch);
	if (r->options.format == DIAG_SARIF)
		diag_sarif_add(r, all, diag_count(d, DIAG_NOTE), out);
	else
		add_junit(r, all, diag_count(d, DIAG_NOTE), input, out);
	r->begun = true;
	arena_free(scratch);
}

void
diag_report_end(struct diag_report *r, struct strbuf *out)
{
	if (r->options.format == DIAG_SARIF)
		diag_sarif_end(r, out);
	else if (r->options.format == DIAG_JUNIT)
		strbuf_puts(out, r->begun ? "</testsuites>\n" : "<testsuites/>\n");
}
