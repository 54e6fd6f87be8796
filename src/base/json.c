/* JSON: a writer that knows where the commas go (json.h). */
#include "base/json.h"

#include "base/strbuf.h"

#include <assert.h>
#include <inttypes.h>
#include <string.h>

/* What stands before any value: its comma and its name. */
static void
begin(struct json *j, const char *key)
{
	json_space(j, "");
	if (key != NULL) {
		strbuf_put_json(j->out, key, strlen(key));
		strbuf_putc(j->out, ':');
	}
	j->more = true;
}

void
json_space(struct json *j, const char *space)
{
	if (j->more)
		strbuf_putc(j->out, ',');
	strbuf_puts(j->out, space);
	j->more = false;
}

void
json_open(struct json *j, const char *key, char bracket)
{
	assert(bracket == '{' || bracket == '[');
	begin(j, key);
	strbuf_putc(j->out, bracket);
	j->more = false;
}

void
json_close(struct json *j, char bracket)
{
	assert(bracket == '}' || bracket == ']');
	strbuf_putc(j->out, bracket);
	j->more = true;
}

void
json_text(struct json *j, const char *key, const char *value)
{
	begin(j, key);
	strbuf_put_json(j->out, value == NULL ? "" : value, value == NULL ? 0 : strlen(value));
}

void
json_text_given(struct json *j, const char *key, const char *value)
{
	if (value != NULL && value[0] != '\0')
		json_text(j, key, value);
}

void
json_int(struct json *j, const char *key, int64_t value)
{
	begin(j, key);
	strbuf_printf(j->out, "%" PRId64, value);
}

void
json_fixed(struct json *j, const char *key, double value, int decimals)
{
	begin(j, key);
	strbuf_printf(j->out, "%.*f", decimals, value);
}

void
json_bool(struct json *j, const char *key, bool value)
{
	json_raw(j, key, value ? "true" : "false", value ? 4 : 5);
}

void
json_raw(struct json *j, const char *key, const char *value, size_t len)
{
	begin(j, key);
	strbuf_add(j->out, value, len);
}
