/*
 * Starter: the plan that `planpress init` begins with.
 *
 *	struct plan_start start = {.id = "PAP-1", .kind = "tool", .today = today};
 *	text = plan_starter(arena, diag, &start, &len);
 *
 * It stands in starter.xml, which is inside the program, with an improvement of each kind; the one
 *that is asked for stays.  What is to be written is told where it is to be written.  The result is
 *in the canonical layout but for what was left out: plan_format sees to that.
 */
#ifndef PP_PLAN_STARTER_H
#define PP_PLAN_STARTER_H

#include "base/date.h"

#include <stddef.h>

struct arena;
struct diag;

struct plan_start {
	const char *id;	   /* NULL: PAP-1 */
	const char *title; /* NULL: one of the kind */
	const char *org;   /* NULL: a word in its place */
	const char *kind;  /* NULL: process */
	date today;
};

/* The text, in the arena; NULL and a diagnostic if there is no such kind, or a text is none that
 * XML can hold. */
const char *
plan_starter(struct arena *arena, struct diag *diag, const struct plan_start *start, size_t *len);

#endif
