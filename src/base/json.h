/*
 * JSON: a writer that knows where the commas go.
 *
 *	struct json j = {.out = &out};
 *	json_open(&j, NULL, '{');
 *	json_text(&j, "plan", plan_id(plan));
 *	json_open(&j, "tasks", '[');
 *	json_int(&j, NULL, 3);
 *	json_close(&j, ']');
 *	json_close(&j, '}');
 *
 * A key of NULL is a value without a name: in an array, or the whole text.  What else is written
 * to out in between (a line end behind the text) is the caller's.  For the string alone, as dumps
 * and traces quote it, there is strbuf_put_json.
 */
#ifndef PP_BASE_JSON_H
#define PP_BASE_JSON_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct strbuf;

struct json {
	struct strbuf *out;
	bool more; /* a value stands before: a comma is due */
};

/* bracket: '{' or '[', and to close '}' or ']'. */
void json_open(struct json *j, const char *key, char bracket);
void json_close(struct json *j, char bracket);

void json_text(struct json *j, const char *key, const char *value);	  /* NULL is "" */
void json_text_given(struct json *j, const char *key, const char *value); /* NULL or "": nothing */
void json_int(struct json *j, const char *key, int64_t value);
void json_fixed(struct json *j, const char *key, double value, int decimals);
void json_bool(struct json *j, const char *key, bool value);
/* A value that is JSON already. */
void json_raw(struct json *j, const char *key, const char *value, size_t len);
/* White space before the next value, behind its comma: "\n" for a line each. */
void json_space(struct json *j, const char *space);

#endif
