/* What became of a batch: a line a document, totals, a report as JSON. */
#include "base/diag.h"
#include "base/strbuf.h"
#include "batch/batch.h"

#include <string.h>

int
batch_exit(const struct batch *batch)
{
	int worst = 0;

	for (size_t i = 0; i < batch->len; i++)
		if (batch->results[i].exit > worst)
			worst = batch->results[i].exit;
	return worst;
}

static void
put_names(struct strbuf *out, const struct batch_job *job)
{
	diag_put_text(out, job->plan);
	strbuf_puts(out, "  ");
	diag_put_text(out, job->job.layout);
}

void
batch_put_line(struct strbuf *out, const struct batch *batch, size_t index)
{
	const struct batch_job *job = &batch->at[index];
	const struct batch_result *r = &batch->results[index];

	if (r->exit != 0) {
		strbuf_printf(out, "failed (%d)  ", r->exit);
		put_names(out, job);
		strbuf_putc(out, '\n');
		return;
	}
	strbuf_puts(out, "ok  ");
	put_names(out, job);
	strbuf_puts(out, "  ");
	diag_put_text(out, r->output);
	if (r->documents > 1)
		strbuf_printf(out, " and %d more", r->documents - 1);
	strbuf_printf(out, "  %d page%s", r->pages, r->pages == 1 ? "" : "s");
	if (r->findings > 0)
		strbuf_printf(out, "  %zu finding%s", r->findings, r->findings == 1 ? "" : "s");
	strbuf_putc(out, '\n');
}

struct totals {
	size_t jobs, failed, documents, pages, bytes, warnings;
};

static struct totals
add_up(const struct batch *batch)
{
	struct totals t = {.jobs = batch->len};

	for (size_t i = 0; i < batch->len; i++) {
		const struct batch_result *r = &batch->results[i];

		t.failed += r->exit != 0;
		t.documents += (size_t)r->documents;
		t.pages += (size_t)r->pages;
		t.bytes += r->bytes;
		t.warnings += r->warnings;
	}
	return t;
}

void
batch_put_totals(struct strbuf *out, const struct batch *batch, double seconds)
{
	struct totals t = add_up(batch);

	strbuf_printf(out, "%zu document%s, %zu pages, %zu failed, %zu warnings, %.1f s\n",
		      t.documents, t.documents == 1 ? "" : "s", t.pages, t.failed, t.warnings,
		      seconds);
}

static void
put_text(struct strbuf *out, const char *name, const char *value)
{
	if (value == NULL || value[0] == '\0')
		return;
	strbuf_printf(out, ",\"%s\":", name);
	strbuf_put_json(out, value, strlen(value));
}

/* Lines of objects to an array of them. */
static void
put_diagnostics(struct strbuf *out, const char *lines)
{
	bool first = true;

	strbuf_puts(out, ",\"diagnostics\":[");
	while (*lines != '\0') {
		size_t len = strcspn(lines, "\n");

		if (!first)
			strbuf_putc(out, ',');
		first = false;
		strbuf_add(out, lines, len);
		lines += len + (lines[len] == '\n');
	}
	strbuf_putc(out, ']');
}

static void
put_document(struct strbuf *out, const struct batch *batch, size_t index)
{
	const struct batch_job *job = &batch->at[index];
	const struct batch_result *r = &batch->results[index];

	strbuf_puts(out, "{\"plan\":");
	strbuf_put_json(out, job->plan, strlen(job->plan));
	put_text(out, "layout", job->job.layout);
	put_text(out, "person", job->job.person);
	put_text(out, "output", r->output);
	strbuf_printf(out,
		      ",\"exit\":%d,\"documents\":%d,\"pages\":%d,\"bytes\":%zu,"
		      "\"findings\":%zu,\"seconds\":%.3f",
		      r->exit, r->documents, r->pages, r->bytes, r->findings, r->seconds);
	put_diagnostics(out, r->json == NULL ? "" : r->json);
	strbuf_putc(out, '}');
}

void
batch_put_report(struct strbuf *out, const struct batch *batch, double seconds)
{
	struct totals t = add_up(batch);

	strbuf_puts(out, "{\"jobs\":[");
	for (size_t i = 0; i < batch->len; i++) {
		strbuf_puts(out, i == 0 ? "\n" : ",\n");
		put_document(out, batch, i);
	}
	strbuf_printf(out,
		      "\n],\"totals\":{\"jobs\":%zu,\"failed\":%zu,\"documents\":%zu,\"pages\":%zu,"
		      "\"bytes\":%zu,\"warnings\":%zu,\"seconds\":%.3f,\"exit\":%d}}\n",
		      t.jobs, t.failed, t.documents, t.pages, t.bytes, t.warnings, seconds,
		      batch_exit(batch));
}
