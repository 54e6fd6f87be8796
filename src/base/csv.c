/* Cells of CSV. */
#include "base/csv.h"

#include "base/arena.h"
#include "base/strbuf.h"

#include <string.h>

static const char formula_signs[] = "=+-@\t\r";

void
csv_put(struct strbuf *out, const char *text, char separator)
{
	const char special[] = {separator, '"', '\r', '\n', '\0'};
	bool formula = *text != '\0' && strchr(formula_signs, *text) != NULL;
	bool quoted = formula || strpbrk(text, special) != NULL;
	if (!quoted) {
		strbuf_puts(out, text);
		return;
	}
	strbuf_puts(out, formula ? "\"'" : "\"");
	for (; *text != '\0'; text++) {
		strbuf_puts(out, *text == '"' ? "\"" : "");
		strbuf_putc(out, *text);
	}
	strbuf_putc(out, '"');
}

bool
csv_record(struct csv *csv)
{
	while (csv->in_record) {
		struct arena *scratch = arena_new();
		(void)csv_cell(csv, scratch);
		arena_free(scratch);
	}
	csv->line = csv->lines + 1;
	csv->in_record = csv->s < csv->end;
	return csv->in_record;
}

/* A quoted cell; csv->s is behind its first quote, and then behind its last. */
static void
read_quoted(struct csv *csv, struct strbuf *b)
{
	for (; csv->s < csv->end; csv->s++) {
		if (*csv->s == '"' && csv->s + 1 < csv->end && csv->s[1] == '"')
			csv->s++;
		else if (*csv->s == '"')
			break;
		csv->lines += *csv->s == '\n';
		strbuf_putc(b, *csv->s);
	}
	csv->broken = csv->broken || csv->s == csv->end;
	csv->s += csv->s < csv->end;
}

const char *
csv_cell(struct csv *csv, struct arena *arena)
{
	struct strbuf b = STRBUF_INIT;
	if (!csv->in_record)
		return NULL;
	if (csv->s < csv->end && *csv->s == '"') {
		csv->s++;
		read_quoted(csv, &b);
	}
	while (csv->s < csv->end && *csv->s != csv->separator && *csv->s != '\n') {
		if (*csv->s != '\r')
			strbuf_putc(&b, *csv->s);
		csv->s++;
	}
	csv->in_record = csv->s < csv->end && *csv->s == csv->separator;
	csv->lines += csv->s < csv->end && *csv->s == '\n';
	csv->s += csv->s < csv->end;
	bool guarded = b.s[0] == '\'' && b.s[1] != '\0' && strchr(formula_signs, b.s[1]) != NULL;
	const char *cell = arena_strdup(arena, b.s + guarded);
	strbuf_release(&b);
	return cell;
}

char
csv_separator(const char *text, size_t len)
{
	const char *end = memchr(text, '\n', len);
	size_t first = end == NULL ? len : (size_t)(end - text);
	const char signs[] = ";\t,";
	char best = ',';
	size_t most = 0;
	for (const char *sign = signs; *sign != '\0'; sign++) {
		size_t count = 0;
		for (size_t i = 0; i < first; i++)
			count += text[i] == *sign;
		if (count > most) {
			most = count;
			best = *sign;
		}
	}
	return best;
}
