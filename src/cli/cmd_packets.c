/* planpress packets: the packet layout for each reviewer, and a manifest of what was made. */
#include "base/arena.h"
#include "base/file.h"
#include "base/json.h"
#include "base/strbuf.h"
#include "batch/batch.h"
#include "cli/cli.h"
#include "cli/run.h"

#include <string.h>

/* Of the packets that were made: what is not there is not listed. */
static int
write_manifest(const struct cli *cli, struct diag *diag, const struct batch *batch, const char *dir,
	       const char *plan, const char *revision)
{
	struct strbuf out = STRBUF_INIT;
	struct json j = {.out = &out};
	bool ok;

	json_open(&j, NULL, '{');
	json_text(&j, "plan", plan);
	json_text(&j, "revision", revision);
	json_open(&j, "packets", '[');
	for (size_t i = 0; i < batch->len; i++) {
		const struct batch_result *r = &batch->results[i];

		if (r->exit != 0)
			continue;
		json_space(&j, "\n");
		json_open(&j, NULL, '{');
		json_text(&j, "file", file_base(r->output));
		json_text(&j, "person", batch->at[i].job.person);
		json_int(&j, "pages", r->pages);
		json_int(&j, "bytes", (int64_t)r->bytes);
		json_close(&j, '}');
	}
	strbuf_putc(&out, '\n');
	json_close(&j, ']');
	json_close(&j, '}');
	strbuf_putc(&out, '\n');
	ok = file_write(diag, file_join(cli->arena, dir, "manifest.json"), out.s, out.len);
	strbuf_release(&out);
	if (!ok)
		cli_report(cli, diag);
	return ok ? 0 : diag_exit(diag, false);
}

int
cmd_packets(const struct cli *cli)
{
	const char *review = cli_value(cli, OPT_REVIEW), *path = cli->operands[0];
	const char *dir = cli_given(cli, OPT_OUTPUT) ? cli_value(cli, OPT_OUTPUT) : ".";
	struct press *press = press_open(cli->arena, &cli->press);
	struct diag *diag = diag_new(cli->arena);
	struct press_plan *plan;
	struct batch batch = {0};
	struct press_job job;
	const char *const *persons = NULL;
	size_t count = 0;
	int code = cli_job(cli, &job), written;

	if (code != 0)
		return code;
	if (strcmp(path, "-") == 0 || strcmp(dir, "-") == 0)
		return cli_usage(cli, "packets reads a file and writes into a folder");
	plan = press_load(press, cli->arena, diag, path);
	if (plan != NULL && file_make_dir(diag, dir))
		persons = press_reviewers(plan, diag, review, &count);
	if (persons == NULL) {
		cli_report(cli, diag);
		return diag_exit(diag, false);
	}
	/* The review goes to the layout too, as its parameter of that name. */
	cli_add_param(cli, &job, "review", review);
	job.layout = "packet";
	job.dir = dir;
	for (size_t i = 0; i < count; i++) {
		struct batch_job one = {.plan = path, .job = job};

		one.job.person = persons[i];
		VEC_PUSH(cli->arena, &batch, one);
	}
	code = run_batch(cli, &batch, NULL);
	written = write_manifest(cli, diag, &batch, dir, press_plan_id(plan),
				 press_plan_revision(plan));
	return written > code ? written : code;
}
