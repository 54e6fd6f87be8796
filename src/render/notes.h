/*
 * Notes: what a renderer leaves for the pdf room to finish, as data.
 *
 * The renderer draws and numbers marks; everything above a page's content is made from these notes:
 * annotations, destinations, outline, labels, metadata, later the structure tree and forms.
 * Coordinates: points from the page's upper left corner, y downwards.
 */
#ifndef PP_RENDER_NOTES_H
#define PP_RENDER_NOTES_H

#include <stdbool.h>
#include <stddef.h>

struct arena;

struct note_link {
	int page; /* 0-based */
	double x, y, w, h;
	const char *dest;     /* id, or NULL */
	const char *uri;      /* or NULL */
	const char *contents; /* what the link says, for PDF/UA */
	int structure;	      /* index of its structure element, -1 none */
	int line, column;     /* of its formatting object in notes.source; 0 unknown */
};

struct note_dest {
	const char *id;
	int page;
	double x, y;
};

struct note_outline {
	const char *title;
	const char *dest; /* id or NULL */
	const char *uri;  /* or NULL */
	int level;	  /* 0 is top */
	bool open;
};

struct note_page {
	double width, height;
	const char *label; /* as printed: "iv" */
	int marks;	   /* numbered marks begun on this page */
};

/* A marked piece of content: MCID `mcid` of page `page` belongs to structure element `element`, or
 * is an artifact (element -1). */
struct note_mark {
	int page;
	int mcid;
	int element;
	const char *artifact; /* "Pagination", "Layout" … */
};

/* A structure element in document order; parents before children. */
struct note_element {
	int parent;	  /* index, -1 root */
	const char *type; /* "P", "H1", "Table", "TH" … */
	const char *lang;
	const char *alt;
};

struct note_meta {
	const char *title, *author, *subject, *keywords, *creator, *lang;
	long long created; /* seconds since 1970 UTC; SOURCE_DATE_EPOCH or now */
};

struct notes {
	struct arena *arena;
	struct note_meta meta;
	const char *source; /* the document's file, for diagnostics; NULL: none */
	bool tagged; /* set before render_open: the walk emits numbered marks and notes them */
	struct notes_pages {
		struct note_page *at;
		size_t len, cap;
	} pages;
	struct notes_links {
		struct note_link *at;
		size_t len, cap;
	} links;
	struct notes_dests {
		struct note_dest *at;
		size_t len, cap;
	} dests;
	struct notes_outline {
		struct note_outline *at;
		size_t len, cap;
	} outline;
	struct notes_marks {
		struct note_mark *at;
		size_t len, cap;
	} marks;
	struct notes_elements {
		struct note_element *at;
		size_t len, cap;
	} elements;
};

struct notes *notes_new(struct arena *arena);

#endif
