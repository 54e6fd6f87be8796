/*
 * Diagnostics: everything planpress has to say about an input or its environment.
 *
 *	struct diag *d = diag_new(arena);
 *	diag_add(d, &plan_diags[PLAN_DIAG_NO_SUCH_ID], &place, "T-9", "task");
 *	diag_note(d, &other, "T-8 stands here");
 *	diag_help(d, "did you mean 'T-8'?");
 *	diag_edit(d, &place, "T-9", "T-8");
 *
 * Each room owns a diag.def; a row is code, rank, exit code, text with {1} {2} … for the arguments,
 * and what was done instead.  Rule of the whole program: a function that returns false or NULL has
 * already recorded a diagnostic of rank error or worse.  Nobody below cli, batch and preview
 * prints.
 */
#ifndef PP_BASE_DIAG_H
#define PP_BASE_DIAG_H

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct strbuf;
struct diag;

/* Ranks by consequence. */
enum diag_rank {
	DIAG_NOTE,	  /* worth knowing */
	DIAG_WARNING,	  /* a default was used, and is named */
	DIAG_UNSUPPORTED, /* valid, approximated or skipped */
	DIAG_ERROR,	  /* a part is wrong or dropped */
	DIAG_FATAL	  /* no output */
};

/* One row of a room's diag.def. */
struct diag_kind {
	const char *code; /* "PP102", stable for ever */
	enum diag_rank rank;
	int exit;	     /* exit code of the command if rank is error or fatal: 1, 3, 4, 5 */
	const char *text;    /* one line, with {1} {2} … */
	const char *instead; /* what was done instead, or why: for explain; may be NULL */
	const char *title;   /* what is asked of every input; NULL: the text is title enough */
};

/* Expands the rows DIAG(ID, "code", RANK, exit, "text", "instead") of a diag.def. */
#define DIAG_ROW(id, code_, rank_, exit_, text_, instead_)                               \
	{                                                                                \
		.code = (code_), .rank = DIAG_##rank_, .exit = (exit_), .text = (text_), \
		.instead = (instead_)                                                    \
	}

/* Where something stands.  Lines and columns count from 1; 0 is unknown. */
struct diag_place {
	const char *file; /* as the user wrote it; NULL: no place */
	int line;
	int column;	/* in characters */
	int length;	/* characters under the caret; 0: one */
	const char *id; /* id of the plan element, or path of the formatting object; may be NULL */
	/* The layout that made this of the file: then line and column are its result's; else NULL.
	 */
	const char *layout;
};

struct diag_extra {
	struct diag_place place;
	const char *text;
	struct diag_extra *next;
};

/* A change of the source: the place's characters (as many as its length says; none: it is put in
 * before them) become text. */
struct diag_edit {
	struct diag_place place;
	const char *text;
	struct diag_edit *next;
};

/* One diagnostic, open to printers. */
struct diag_entry {
	const struct diag_kind *kind;
	enum diag_rank rank; /* kind's, unless a gate or profile changed it */
	struct diag_place place;
	const char *message;	  /* kind's text with the arguments in place */
	const char *subject;	  /* the first argument: what it is about; NULL: none */
	struct diag_extra *notes; /* related places, in order */
	const char *help;	  /* how to mend it; may be NULL */
	struct diag_edit *edits;  /* all together mend it; NULL: that is not known */
	const char *gate;	  /* name of the gate that set the rank; may be NULL */
	struct diag_entry *next;
};

/* GITHUB: commands of GitHub's workflows, a line each.  BRIEF: as HUMAN, but of what is below an
 * error and alike (the same kind; of it, the same first argument) only the first few are told and
 * the rest counted.  SARIF and JUNIT are one text for all inputs of a run: diag_report.h. */
enum diag_format {
	DIAG_HUMAN,
	DIAG_SHORT,
	DIAG_JSON,
	DIAG_GITHUB,
	DIAG_SARIF,
	DIAG_JUNIT,
	DIAG_BRIEF
};

struct diag *diag_new(struct arena *arena);

/* Records a diagnostic; arguments are strings for {1} {2} …; strings are copied. The same kind at
 * the same place with the same message is recorded once. */
#define diag_add(d, kind, place, ...) \
	diag_add_v((d), (kind), (place), (const char *const[]){__VA_ARGS__, NULL})
/* The same for a text without arguments. */
#define diag_add0(d, kind, place) diag_add_v((d), (kind), (place), (const char *const[]){NULL})
void diag_add_v(struct diag *d, const struct diag_kind *kind, const struct diag_place *place,
		const char *const args[]);
/* Attach to the diagnostic recorded last; no-ops when diag_add found a repetition. */
void diag_note(struct diag *d, const struct diag_place *place, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
void diag_help(struct diag *d, const char *format, ...) __attribute__((format(printf, 2, 3)));
/* One more edit of the fix: text instead of was (as the source has it; "": put in there). Nothing
 * is added if something else stands at the place, or its source is not kept: no edit may hit what
 * it was not meant for. */
void diag_edit(struct diag *d, const struct diag_place *place, const char *was, const char *text);
void diag_gate(struct diag *d, const char *gate, enum diag_rank rank);

/* Keeps the text of a source (borrowed, must outlive d) for carets. */
void diag_source(struct diag *d, const char *file, const char *text, size_t len);
/* The text kept for file, or NULL. */
const char *diag_source_find(const struct diag *d, const char *file, size_t *len);

/* Entries in order of recording; NULL when none. */
const struct diag_entry *diag_first(const struct diag *d);
size_t diag_count(const struct diag *d, enum diag_rank at_least);
bool diag_has(const struct diag *d, const char *code);
/* The largest exit code of the entries of rank error or worse (of warning too, as 1, if
 * warnings_fail); 0 when none. */
int diag_exit(const struct diag *d, bool warnings_fail);
/* Copies all entries of other to the end of d (batch, includes). */
void diag_append(struct diag *d, const struct diag *other);
/* The same; errors end the command with this exit code, for the same fault in a file of another
 * role is another's fault. */
void diag_append_as(struct diag *d, const struct diag *other, int exit);
/* Makes d quote the sources of other too (borrowed as there). */
void diag_append_sources(struct diag *d, const struct diag *other);

/* Writes the entries, ordered by file, line, column (stable); colour: ANSI colours. Not for SARIF
 * and JUNIT. */
void diag_print(const struct diag *d, struct strbuf *out, enum diag_format format, bool colour);
/* The same without what is below a rank. */
void diag_print_from(const struct diag *d, enum diag_rank at_least, struct strbuf *out,
		     enum diag_format format, bool colour);

/* A text that may quote the input, on one line: control characters, line ends too, become visible.
 */
void diag_put_text(struct strbuf *out, const char *text);
/* The text of a kind, an ellipsis where an argument would stand. */
void diag_put_pattern(struct strbuf *out, const char *text);
const char *diag_rank_name(enum diag_rank rank);

#endif
