/* What became of a batch: a line a document, totals, a report as JSON. */
#include "base/diag.h"
#include "base/json.h"
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

/* Lines of objects to an array of them. */
static void
put_diagnostics(struct json *j, const char *lines)
{
	json_open(j, "diagnostics", '[');
	while (*lines != '\0') {
		size_t len = strcspn(lines, "\n");

		json_raw(j, NULL, lines, len);
		lines += len + (lines[len] == '\n');
	}
	json_close(j, ']');
}

static void
put_document(struct json *j, const struct batch *batch, size_t index)
{
	const struct batch_job *job = &batch->at[index];
	const struct batch_result *r = &batch->results[index];

	json_open(j, NULL, '{');
	json_text(j, "plan", job->plan);
	json_text_given(j, "layout", job->job.layout);
	json_text_given(j, "person", job->job.person);
	json_text_given(j, "output", r->output);
	json_int(j, "exit", r->exit);
	json_int(j, "documents", r->documents);
	json_int(j, "pages", r->pages);
	json_int(j, "bytes", (int64_t)r->bytes);
	json_int(j, "findings", (int64_t)r->findings);
	json_fixed(j, "seconds", r->seconds, 3);
	put_diagnostics(j, r->json == NULL ? "" : r->json);
	json_close(j, '}');
}

void
batch_put_report(struct strbuf *out, const struct batch *batch, double seconds)
{
	struct totals t = add_up(batch);
	struct json j = {.out = out};

	json_open(&j, NULL, '{');
	json_open(&j, "jobs", '[');
	for (size_t i = 0; i < batch->len; i++) {
		json_space(&j, "\n");
		put_document(&j, batch, i);
	}
	strbuf_putc(out, '\n');
	json_close(&j, ']');
	json_open(&j, "totals", '{');
	json_int(&j, "jobs", (int64_t)t.jobs);
	json_int(&j, "failed", (int64_t)t.failed);
	json_int(&j, "documents", (int64_t)t.documents);
	json_int(&j, "pages", (int64_t)t.pages);
	json_int(&j, "bytes", (int64_t)t.bytes);
	json_int(&j, "warnings", (int64_t)t.warnings);
	json_fixed(&j, "seconds", seconds, 3);
	json_int(&j, "exit", batch_exit(batch));
	json_close(&j, '}');
	json_close(&j, '}');
	strbuf_putc(out, '\n');
}
