/*
 * Layout: formatting objects to pages of areas, one page at a time.
 *
 *	struct layout_sink sink = {.page = draw_page, .ctx = &r};
 *	ok = layout_run(arena, diag, doc, book, &options, &sink, &summary);
 *
 * A page is handed to the sink as soon as nothing on it can change: every citation on it is known.
 * Pages behind one that still waits are held back.  Citations are settled by a loop capped at
 * LAYOUT_MAX_PASSES; one that never settles is named (PPL09).
 */
#ifndef PP_LAYOUT_LAYOUT_H
#define PP_LAYOUT_LAYOUT_H

#include "base/dim.h"

#include <stdbool.h>
#include <stddef.h>

struct arena;
struct area_page;
struct diag;
struct diag_kind;
struct fo_doc;
struct font_book;
struct strbuf;

#define LAYOUT_MAX_PASSES 5

struct layout_options {
	size_t max_pages;		/* 0: 100,000 */
	size_t max_held;		/* bytes of pages that wait; 0: 40 MB. Beyond it all are
					   made once more, when every page number is known */
	const char *const *allow_paths; /* folders images may come from, beside the document's */
	size_t allow_count;
	bool images_anywhere; /* image files may lie in any folder */
	bool strict; /* what would be lost is an error and not only a warning: clipped content,
			images that cannot be read, characters no font has, citations of nothing */
};

/* Takes a page; frees page->arena when done with it, before it returns: formatting objects that
 * areas point to may go after that. false stops the run. */
struct layout_sink {
	bool (*page)(void *ctx, struct area_page *page);
	void *ctx;
	/* All areas keep their formatting objects, for dumps.  Else a page that had to wait for a
	 * page number has only those of its links, and memory is less. */
	bool nodes;
};

/* A bookmark with its destination, for outlines. */
struct layout_bookmark {
	const char *title;
	const char *internal; /* id or NULL */
	const char *external; /* URI or NULL */
	bool open;
	struct layout_bookmark *first_child;
	struct layout_bookmark *next;
};

struct layout_summary {
	int pages;
	int passes;
	size_t held;				 /* most bytes of pages that waited at once */
	const struct layout_bookmark *bookmarks; /* in the run's arena */
};

/* false when a fatal diagnostic was recorded. */
bool layout_run(struct arena *arena, struct diag *diag, struct fo_doc *doc, struct font_book *book,
		const struct layout_options *options, const struct layout_sink *sink,
		struct layout_summary *summary);

/* The room's diagnostics, for planpress explain. */
const struct diag_kind *layout_diag_rows(size_t *count);

/* The area dump (for --to areas): begin, each page, end.  A projection for tests and tools, its
 * vocabulary that of Apache FOP's area tree; integers in millipoints. */
void layout_dump_begin(struct strbuf *out, const struct layout_summary *summary);
void layout_dump_page(struct strbuf *out, const struct area_page *page, bool new_sequence);
void layout_dump_end(struct strbuf *out, const struct layout_summary *summary);

#endif
