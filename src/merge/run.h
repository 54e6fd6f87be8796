/*
 * One run of one layout: what the loader, the error collector and the functions need to know.
 * Private to the room; libxslt carries it in _private of the stylesheet and of the context.
 */
#ifndef PP_MERGE_RUN_H
#define PP_MERGE_RUN_H

#include "base/diag.h"
#include "base/strbuf.h"
#include "base/vec.h"

#include <libxml/xmlerror.h>
#include <stdbool.h>
#include <stddef.h>

struct arena;
struct layout_info;
struct merge_cache;
struct merge_ids;
struct merge_options;
struct merge_paths;
struct merge_words;
struct _xmlDict;
struct _xmlDoc;
struct _xmlNode;
struct _xsltSecurityPrefs;
struct _xsltStylesheet;
struct _xsltTransformContext;

/* A message of the compiler: error or warning, that shows later. */
struct merge_pending {
	struct diag_place place;
	const char *text;
};

/* An error of libxslt arrives in pieces: a line that says where, then the text (errors.c). */
struct merge_errors {
	VEC(struct merge_pending);
	struct diag_place place; /* of the message being collected */
	struct strbuf text;	 /* the message so far */
	struct strbuf cause;	 /* what XPath or the parser said just before */
	size_t count;
	bool placed; /* the line that says where has come */
	bool told;   /* a reason stands, and what follows from it needs no saying */
	const struct _xmlNode *told_at; /* at this instruction */
	bool failed;			/* an error was recorded */
};

#define MERGE_LOAD_LIMIT 256

struct merge_state {
	struct arena *arena;
	struct diag *diag;
	const struct layout_info *layout;
	const char *const *roots; /* layout folders, links resolved; first wins */
	size_t root_count;
	const char *theme;		     /* file that pp:theme means; NULL: none */
	bool own_theme;			     /* by --theme: stands for the layouts' theme.xml too */
	const char *lang;		     /* of the plan */
	const char *today;		     /* YYYY-MM-DD or "" */
	size_t loads;			     /* files read so far */
	const char *files[MERGE_LOAD_LIMIT]; /* their paths */
	bool running;			     /* compiling is over */
	struct merge_errors errors;
	size_t nodes_left;		       /* that may be made (limits.c) */
	const struct _xmlDoc *facts;	       /* the plan's, untouched */
	struct merge_ids *ids;		       /* generate-id: func.c */
	struct merge_words *words;	       /* words.c */
	struct _xsltTransformContext *context; /* while running */
};

/* What a run needs of a plan. */
struct merge_source {
	const struct _xmlDoc *facts;
	const char *lang;
	const char *path;
};

/* run.c: merge_run without the plan room. */
struct _xmlDoc *
merge_run_tree(struct arena *arena, struct diag *diag, const struct merge_source *from,
	       const struct layout_info *layout, const struct merge_options *options);

/* layouts.c */
const char *const *merge_roots(struct arena *arena, const struct merge_paths *paths, size_t *count);
/* Are all given parameters known and their values allowed? */
bool merge_params_check(struct arena *arena, struct diag *diag, const struct layout_info *layout,
			const struct merge_options *options);
/* The value of the layout's parameter: given, else default. */
const char *merge_param_value(const struct layout_info *layout, const struct merge_options *options,
			      size_t index);

/* cache.c: by path of the main stylesheet; keep takes the style over. */
struct _xsltStylesheet *merge_cache_find(const struct merge_cache *cache, const char *path);
void merge_cache_keep(struct merge_cache *cache, const char *path, struct _xsltStylesheet *style,
		      const char *const files[], size_t count);

/* access.c: every file a stylesheet can reach comes through here. */
#define MERGE_THEME_NS	"urn:planpress:theme:1"
#define MERGE_THEME_URI "pp:theme"
void merge_access_install(void);
/* Forbids writing and the network in a context; the result is freed after the context. */
struct _xsltSecurityPrefs *merge_access_limit(struct _xsltTransformContext *ctx);
/* The document at path, owned by the caller as libxslt wants it; NULL and a diagnostic. blanks:
 * also white space between tags, which libxslt takes out of stylesheets again. */
struct _xmlDoc *
merge_access_load(struct merge_state *state, const char *path, struct _xmlDict *dict, bool blanks);
/* The resolved path of a file below a layout folder, given absolute or relative to any of them;
 * NULL if there is none. */
const char *merge_access_find(struct merge_state *state, const char *name);

/* limits.c: bounds what a run may do by the size of the plan; clear takes back what is set in
 * libxml2.  Between merge_errors_context and merge_errors_finished. */
void merge_limits_set(struct merge_state *state, struct _xsltTransformContext *ctx);
void merge_limits_clear(void);

/* errors.c: begin, compiled, context, finished, end are called once each in this order. */
struct merge_handlers { /* of libxml2 and libxslt, as they were before */
	void *structured_ctx;
	xmlStructuredErrorFunc structured;
	void *generic_ctx;
	xmlGenericErrorFunc generic;
	void *xslt_ctx;
	xmlGenericErrorFunc xslt;
};
void merge_errors_begin(struct merge_state *state, struct merge_handlers *saved);
/* Sets the handlers again, after a parser that had its own. */
void merge_errors_again(struct merge_state *state);
/* The reason of an error that libxslt will now complain about was recorded. */
void merge_errors_told(struct merge_state *state);
void merge_errors_compiled(struct merge_state *state, bool ok);
void merge_errors_context(struct merge_state *state, struct _xsltTransformContext *ctx);
/* Reports why the run stopped, if nothing did yet. */
void merge_errors_finished(struct merge_state *state);
void merge_errors_end(struct merge_state *state, const struct merge_handlers *saved);
/* Reports that a limit was met, with the template that runs, and stops the run. */
void merge_errors_limit(struct merge_state *state, const char *what);
/* The instruction that runs now. */
struct diag_place
merge_errors_place(struct merge_state *state, const struct _xsltTransformContext *ctx);

#endif
