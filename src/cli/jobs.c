/* What to make: --layout, --to, --renderer, --dpi, --for and --param as a press_job. */
#include "base/arena.h"
#include "base/map.h"
#include "base/strbuf.h"
#include "cli/cli.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static int
job_params(const struct cli *cli, struct press_job *job)
{
	const struct cli_values *values = &cli->values[OPT_PARAM];
	struct press_param *params = ARENA_ARRAY(cli->arena, values->count, struct press_param);

	for (size_t i = 0; i < values->count; i++) {
		const char *equals = strchr(values->at[i], '=');

		if (equals == NULL || equals == values->at[i])
			return cli_usage(cli, "--param is NAME=VALUE, not '%s'", values->at[i]);
		params[i].name =
			arena_strndup(cli->arena, values->at[i], (size_t)(equals - values->at[i]));
		params[i].value = equals + 1;
	}
	job->params = params;
	job->param_count = values->count;
	return 0;
}

/* The words of a set of choices as a list for a message. */
static int
not_one_of(const struct cli *cli, const char *option, const char *value, struct strbuf *words)
{
	char *list = arena_strndup(cli->arena, words->s, words->len);

	strbuf_release(words);
	return cli_usage(cli, "--%s is one of %s, not '%s'", option, list, value);
}

static int
job_format(const struct cli *cli, struct press_job *job)
{
	const char *to = cli_value(cli, OPT_TO);
	struct strbuf words = STRBUF_INIT;

	job->to = PRESS_PDF;
	if (to == NULL || press_to_find(to, &job->to))
		return 0;
	for (int i = 0; i < PRESS_TO_COUNT; i++)
		strbuf_printf(&words, "%s%s", i == 0 ? "" : ", ", press_to_name((enum press_to)i));
	return not_one_of(cli, "to", to, &words);
}

static int
job_renderer(const struct cli *cli, struct press_job *job)
{
	const char *const *names = press_renderers();
	struct strbuf words = STRBUF_INIT;
	bool known = false;

	job->renderer = cli_value(cli, OPT_RENDERER);
	if (job->renderer == NULL)
		return 0;
	for (size_t i = 0; names[i] != NULL; i++) {
		known = known || strcmp(names[i], job->renderer) == 0;
		strbuf_printf(&words, "%s%s", i == 0 ? "" : ", ", names[i]);
	}
	if (!known)
		return not_one_of(cli, "renderer", job->renderer, &words);
	strbuf_release(&words);
	if (!press_renderer_can(job->renderer, job->to) && job->to != PRESS_TRACE)
		return cli_usage(cli, "the renderer %s does not write %s", job->renderer,
				 press_to_name(job->to));
	return 0;
}

int
cli_number(const struct cli *cli, enum option option, double least, double most, double *value)
{
	const char *text = cli_value(cli, option);
	char *end;
	double n;

	if (text == NULL)
		return 0;
	n = strtod(text, &end);
	if (*end != '\0' || end == text || !(n >= least && n <= most))
		return cli_usage(cli, "--%s is a number from %g to %g, not '%s'",
				 option_rows[option].name, least, most, text);
	*value = n;
	return 0;
}

int
cli_job(const struct cli *cli, struct press_job *job)
{
	int code;

	*job = (struct press_job){.person = cli_value(cli, OPT_FOR)};
	code = job_format(cli, job);
	if (code == 0)
		code = job_renderer(cli, job);
	if (code == 0)
		code = cli_number(cli, OPT_DPI, 10, 2400, &job->dpi);
	return code != 0 ? code : job_params(cli, job);
}

void
cli_add_param(const struct cli *cli, struct press_job *job, const char *name, const char *value)
{
	struct press_param *params =
		ARENA_ARRAY(cli->arena, job->param_count + 1, struct press_param);

	if (value == NULL)
		return;
	params[0] = (struct press_param){.name = name, .value = value};
	if (job->param_count > 0)
		memcpy(params + 1, job->params, job->param_count * sizeof params[0]);
	job->params = params;
	job->param_count++;
}

int
cli_layouts(const struct cli *cli, const char *const **names, size_t *count)
{
	const struct cli_values *values = &cli->values[OPT_LAYOUT];
	const char **list;
	size_t room = 1;

	for (size_t i = 0; i < values->count; i++)
		room += strlen(values->at[i]) + 1;
	list = ARENA_ARRAY(cli->arena, room, const char *);
	*names = list;
	*count = 0;
	if (values->count == 0)
		list[(*count)++] = "plan";
	for (size_t i = 0; i < values->count; i++) {
		const char *p = values->at[i];

		for (;;) {
			size_t len = strcspn(p, ",");

			if (len == 0)
				return cli_usage(cli, "an empty layout name in '%s'",
						 values->at[i]);
			list[(*count)++] = arena_strndup(cli->arena, p, len);
			if (p[len] == '\0')
				break;
			p += len + 1;
		}
	}
	return 0;
}
