/* Variants of tests/plan/example.xml: pairs of texts replaced, then loaded as a plan. */
#ifndef PP_TESTS_PLAN_VARIANT_H
#define PP_TESTS_PLAN_VARIANT_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/file.h"
#include "base/strbuf.h"
#include "plan/plan.h"

#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

struct variant {
	struct arena *arena;
	struct diag *diag;
	struct plan *plan;
};

/* edits: old, new, old, new, …, NULL; each old must be there. */
static inline struct variant
variant_open(const char *const edits[])
{
	struct variant v = {.arena = arena_new()};
	const struct plan_options options = {.today = date_from_ymd(2026, 6, 1)};
	char path[] = "/tmp/plan-variant-XXXXXX";
	size_t len;
	v.diag = diag_new(v.arena);
	char *text = file_slurp(v.arena, v.diag, PP_SOURCE_DIR "/tests/plan/example.xml", 0, &len);
	assert_non_null(text);
	for (size_t i = 0; edits[i] != NULL; i += 2) {
		char *at = strstr(text, edits[i]);
		if (at == NULL)
			fail_msg("not in the example: %s", edits[i]);
		text = arena_printf(v.arena, "%.*s%s%s", (int)(at - text), text, edits[i + 1],
				    at + strlen(edits[i]));
	}
	int fd = mkstemp(path);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), (ssize_t)strlen(text));
	close(fd);
	v.plan = plan_load(v.arena, v.diag, path, &options);
	unlink(path);
	if (plan_level(v.plan) != PLAN_READY) {
		struct strbuf b = STRBUF_INIT;
		diag_print(v.diag, &b, DIAG_SHORT, false);
		print_error("%s", b.s);
		strbuf_release(&b);
	}
	assert_int_equal(plan_level(v.plan), PLAN_READY);
	return v;
}

static inline const char *
variant_fact(const struct variant *v, const char *xpath)
{
	xmlXPathContext *ctx = xmlXPathNewContext(plan_facts(v->plan));
	xmlXPathRegisterNs(ctx, (const xmlChar *)"p", (const xmlChar *)PLAN_NS);
	xmlXPathRegisterNs(ctx, (const xmlChar *)"f", (const xmlChar *)PLAN_FACTS_NS);
	xmlXPathObject *o = xmlXPathEvalExpression((const xmlChar *)xpath, ctx);
	assert_non_null(o);
	xmlChar *s = xmlXPathCastToString(o);
	const char *copy = arena_strdup(v->arena, (const char *)s);
	xmlFree(s);
	xmlXPathFreeObject(o);
	xmlXPathFreeContext(ctx);
	return copy;
}

#define VARIANT(...) variant_open((const char *const[]){__VA_ARGS__, NULL})

#endif
